use apiloom::{
    Answer, DecodeError, Decoder, Encoder, Fields, Form, IntOrString, Maybe, Record, Shape,
    Verdict, f,
};

/// The members that say how a request went; any of them may be absent.
struct BareMembers {
    error_code: Option<i64>,
    error_description: Option<String>,
}

static BARE_MEMBERS: Shape = Shape {
    name: "BareMembers",
    form: Form::Object,
    fields: &["error_code", "error_description"],
    aliases: &[],
    required: &[],
};

impl Fields for BareMembers {
    fn shape(&self) -> &'static Shape {
        &BARE_MEMBERS
    }

    fn read_field(&mut self, index: usize, d: &mut Decoder<'_>) -> Result<(), DecodeError> {
        match index {
            0 => d.read_as(Maybe(IntOrString), &mut self.error_code),
            1 => d.read_into(&mut self.error_description),
            _ => Ok(()),
        }
    }

    fn write_fields(&self, e: &mut Encoder) {
        e.field_as("error_code", Maybe(IntOrString), &self.error_code);
        e.field("error_description", &self.error_description);
    }
}

impl Record for BareMembers {
    fn blank() -> Self {
        Self {
            error_code: None,
            error_description: None,
        }
    }
}

/// The body is the result itself. A failure has error_code and error_description instead, mostly with
/// HTTP 200.
///
/// 返回体就是结果本身；失败时改为 error_code 和 error_description，且 HTTP 状态通常仍是 200。
///
/// Source: traffic, inferred.
pub(crate) fn bare(answer: &Answer<'_>) -> Verdict {
    let body = answer.fields::<BareMembers>();
    if body.error_code.is_some() && body.error_code != Some(0) {
        return Verdict::Failure {
            code: body.error_code.map(f::as_text),
            message: body.error_description.clone(),
            request_id: None,
        };
    }
    if answer.status() >= 200 && answer.status() < 300 {
        return Verdict::Success;
    }
    Verdict::Failure {
        code: Some(f::as_text(answer.status())),
        message: None,
        request_id: None,
    }
}

/// The members that say how a request went; any of them may be absent.
struct GetCustomerMembers {
    error_code: Option<i64>,
    error_description: Option<String>,
}

static GET_CUSTOMER_MEMBERS: Shape = Shape {
    name: "GetCustomerMembers",
    form: Form::Object,
    fields: &["error_code", "error_description"],
    aliases: &[],
    required: &[],
};

impl Fields for GetCustomerMembers {
    fn shape(&self) -> &'static Shape {
        &GET_CUSTOMER_MEMBERS
    }

    fn read_field(&mut self, index: usize, d: &mut Decoder<'_>) -> Result<(), DecodeError> {
        match index {
            0 => d.read_as(Maybe(IntOrString), &mut self.error_code),
            1 => d.read_into(&mut self.error_description),
            _ => Ok(()),
        }
    }

    fn write_fields(&self, e: &mut Encoder) {
        e.field_as("error_code", Maybe(IntOrString), &self.error_code);
        e.field("error_description", &self.error_description);
    }
}

impl Record for GetCustomerMembers {
    fn blank() -> Self {
        Self {
            error_code: None,
            error_description: None,
        }
    }
}

/// The body is the result itself. A failure has error_code and error_description instead, mostly with
/// HTTP 200.
///
/// 返回体就是结果本身；失败时改为 error_code 和 error_description，且 HTTP 状态通常仍是 200。
///
/// Source: traffic, inferred.
pub(crate) fn get_customer(answer: &Answer<'_>) -> Verdict {
    let body = answer.fields::<GetCustomerMembers>();
    if answer.status() == 500 && answer.body().is_empty() {
        return Verdict::Failure {
            code: Some("no_such_customer".to_owned()),
            message: None,
            request_id: None,
        };
    }
    if body.error_code.is_some() && body.error_code != Some(0) {
        return Verdict::Failure {
            code: body.error_code.map(f::as_text),
            message: body.error_description.clone(),
            request_id: None,
        };
    }
    if answer.status() >= 200 && answer.status() < 300 {
        return Verdict::Success;
    }
    Verdict::Failure {
        code: Some(f::as_text(answer.status())),
        message: None,
        request_id: None,
    }
}
