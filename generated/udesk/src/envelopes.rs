use apiloom::{
    Answer, DecodeError, Decoder, Encoder, Fields, Form, IntOrString, Maybe, Record, Shape,
    Verdict, f,
};

/// The members that say how a request went; any of them may be absent.
struct StandardMembers {
    code: Option<i64>,
    message: Option<String>,
}

static STANDARD_MEMBERS: Shape = Shape {
    name: "StandardMembers",
    form: Form::Object,
    fields: &["code", "message"],
    aliases: &[],
    required: &[],
};

impl Fields for StandardMembers {
    fn shape(&self) -> &'static Shape {
        &STANDARD_MEMBERS
    }

    fn read_field(&mut self, index: usize, d: &mut Decoder<'_>) -> Result<(), DecodeError> {
        match index {
            0 => d.read_as(Maybe(IntOrString), &mut self.code),
            1 => d.read_into(&mut self.message),
            _ => Ok(()),
        }
    }

    fn write_fields(&self, e: &mut Encoder) {
        e.field_as("code", Maybe(IntOrString), &self.code);
        e.field("message", &self.message);
    }
}

impl Record for StandardMembers {
    fn blank() -> Self {
        Self {
            code: None,
            message: None,
        }
    }
}

/// An object with a code beside the result, which stands under a name of its own.
///
/// 返回对象中 code 与结果并列，结果使用各自的名字。
pub(crate) fn standard(answer: &Answer<'_>) -> Verdict {
    let body = answer.fields::<StandardMembers>();
    if body.code.is_none() {
        return Verdict::Failure {
            code: Some(f::as_text(answer.status())),
            message: None,
            request_id: None,
        };
    }
    if answer.status() < 300 && body.code == Some(1000) {
        return Verdict::Success;
    }
    Verdict::Failure {
        code: body.code.map(f::as_text),
        message: body.message.clone(),
        request_id: None,
    }
}
