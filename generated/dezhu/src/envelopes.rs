use apiloom::{
    Answer, DecodeError, Decoder, Encoder, Fields, Form, Maybe, Record, Shape, StringOrInt,
    Verdict, f,
};

/// The members that say how a request went; any of them may be absent.
struct StandardMembers {
    code: Option<String>,
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
            0 => d.read_as(Maybe(StringOrInt), &mut self.code),
            1 => d.read_into(&mut self.message),
            _ => Ok(()),
        }
    }

    fn write_fields(&self, e: &mut Encoder) {
        e.field_as("code", Maybe(StringOrInt), &self.code);
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

/// An object with a code, a message and the result in data.
///
/// 带 code、message 的对象，结果放在 data 中。
///
/// Note: The envelope stands in the sample only; the tables begin with what is in data.
///
/// Note: 外层结构只见于返回示例，字段表从 data 的内容开始。
///
/// Source: guide 返回结果示例.
pub(crate) fn standard(answer: &Answer<'_>) -> Verdict {
    let body = answer.fields::<StandardMembers>();
    if body.code.is_none() {
        return Verdict::Failure {
            code: Some(f::as_text(answer.status())),
            message: None,
            request_id: None,
        };
    }
    if answer.status() < 300 && body.code.as_deref() == Some("10000") {
        return Verdict::Success;
    }
    Verdict::Failure {
        code: body.code.clone(),
        message: body.message.clone(),
        request_id: None,
    }
}
