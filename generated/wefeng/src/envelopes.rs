use apiloom::{
    Answer, DecodeError, Decoder, Encoder, Fields, Form, IntOrString, Maybe, Record, Shape,
    Verdict, f,
};

/// The members that say how a request went; any of them may be absent.
struct StandardMembers {
    code: Option<i64>,
    message: Option<String>,
    succeed: Option<bool>,
    biz_code: Option<String>,
}

static STANDARD_MEMBERS: Shape = Shape {
    name: "StandardMembers",
    form: Form::Object,
    fields: &["code", "message", "succeed", "bizCode"],
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
            2 => d.read_into(&mut self.succeed),
            3 => d.read_into(&mut self.biz_code),
            _ => Ok(()),
        }
    }

    fn write_fields(&self, e: &mut Encoder) {
        e.field_as("code", Maybe(IntOrString), &self.code);
        e.field("message", &self.message);
        e.field("succeed", &self.succeed);
        e.field("bizCode", &self.biz_code);
    }
}

impl Record for StandardMembers {
    fn blank() -> Self {
        Self {
            code: None,
            message: None,
            succeed: None,
            biz_code: None,
        }
    }
}

/// An object with a code and a message; the result stands in data.
///
/// 带 code 和 message 的对象，结果放在 data 中。
pub(crate) fn standard(answer: &Answer<'_>) -> Verdict {
    let body = answer.fields::<StandardMembers>();
    if body.code.is_none() {
        return Verdict::Failure {
            code: Some(f::as_text(answer.status())),
            message: None,
            request_id: None,
        };
    }
    if body.code == Some(200) && body.succeed == Some(false) {
        return Verdict::Failure {
            code: body.biz_code.clone(),
            message: body.message.clone(),
            request_id: None,
        };
    }
    if answer.status() < 300 && body.code == Some(200) {
        return Verdict::Success;
    }
    Verdict::Failure {
        code: body.code.map(f::as_text),
        message: body.message.clone(),
        request_id: None,
    }
}
