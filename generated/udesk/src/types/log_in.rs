use apiloom::{
    DecodeError, Decoder, Encoder, Extra, Fields, Form, Record, Secret, Shape, blank, impl_serde,
    wire_record,
};

/// Answer to a log-in.
///
/// 登录返回。
///
/// Source: integrators, inferred.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct LogIn {
    /// The API token; keep it as the setting token. How long it lives is not documented.
    ///
    /// 接口 token，保存后作为设置项 token 使用；有效期文档未说明。
    ///
    /// Note: A copy of the document calls it open_api_token, real answers open_api_auth_token; both are read.
    ///
    /// Note: 一份文档写作 open_api_token，实际返回为 open_api_auth_token；两者都能读取。
    pub open_api_auth_token: Secret,

    /// Members that the spec does not name, as they came.
    pub extra: Extra,
}

static SHAPE: Shape = Shape {
    name: "LogIn",
    form: Form::Object,
    fields: &["open_api_auth_token"],
    aliases: &[("open_api_token", 0)],
    required: &[0],
};

impl Fields for LogIn {
    fn shape(&self) -> &'static Shape {
        &SHAPE
    }

    fn read_field(&mut self, index: usize, d: &mut Decoder<'_>) -> Result<(), DecodeError> {
        match index {
            0 => d.read_into(&mut self.open_api_auth_token),
            _ => Ok(()),
        }
    }

    fn write_fields(&self, e: &mut Encoder) {
        e.field("open_api_auth_token", &self.open_api_auth_token);
        e.extra(&self.extra);
    }

    fn extra(&mut self) -> Option<&mut Extra> {
        Some(&mut self.extra)
    }
}

impl Record for LogIn {
    fn blank() -> Self {
        Self {
            open_api_auth_token: blank(),
            extra: Extra::new(),
        }
    }
}

wire_record!(LogIn);

impl_serde!(LogIn);
