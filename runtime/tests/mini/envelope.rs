use apiloom::{
    Answer, DecodeError, Decoder, Encoder, Fields, Form, IntOrString, Maybe, Record, Shape,
    Verdict, f,
};

/// The members that say how a request went; all optional, whatever the spec requires.
struct Standard {
    code: Option<i64>,
    message: Option<String>,
    request_id: Option<String>,
}

static SHAPE: Shape = Shape::new(
    "Standard",
    Form::Object,
    &["code", "message", "request_id"],
    &[],
);

impl Fields for Standard {
    fn shape(&self) -> &'static Shape {
        &SHAPE
    }

    fn read_field(&mut self, index: usize, d: &mut Decoder<'_>) -> Result<(), DecodeError> {
        match index {
            0 => d.read_as(Maybe(IntOrString), &mut self.code),
            1 => d.read_into(&mut self.message),
            2 => d.read_into(&mut self.request_id),
            _ => Ok(()),
        }
    }

    fn write_fields(&self, e: &mut Encoder) {
        e.field_as("code", Maybe(IntOrString), &self.code);
        e.field("message", &self.message);
        e.field("request_id", &self.request_id);
    }
}

impl Record for Standard {
    fn blank() -> Self {
        Self {
            code: None,
            message: None,
            request_id: None,
        }
    }
}

/// Tells success from failure.
pub(super) fn standard(answer: &Answer<'_>) -> Verdict {
    let body = answer.fields::<Standard>();
    if answer.body_is_empty() {
        return Verdict::Failure {
            code: Some(f::as_text(answer.status())),
            message: None,
            request_id: None,
        };
    }
    if body.code == Some(1000) {
        return Verdict::Success;
    }
    Verdict::Failure {
        code: body.code.map(f::as_text),
        message: body.message,
        request_id: body.request_id,
    }
}
