use apiloom::{DecodeError, Decoder, Encoder, Secret, Wire, impl_serde, validate};

/// What a customer is found by. The kind and the value travel as the parameters type and content.
///
/// 用来查找客户的依据；类型和值分别作为参数 type 和 content 传递。
///
/// Source: guide 请求参数说明.
#[derive(Clone, Debug, PartialEq)]
pub enum CustomerLookup {
    /// The customer's id.
    ///
    /// 客户 id。
    Id(i64),

    /// The customer's mail address.
    ///
    /// 客户邮箱。
    Email(String),

    /// One of the customer's phone numbers.
    ///
    /// 客户的电话号码。
    Cellphone(String),

    /// The customer's API token.
    ///
    /// 客户的令牌。
    Token(Secret),

    /// The customer's WeChat openid.
    ///
    /// 客户的微信 openid。
    WeixinOpenId(String),

    /// The customer's Weibo id.
    ///
    /// 客户的微博 id。
    WeiboId(String),
}

impl Wire for CustomerLookup {
    fn blank() -> Self {
        Self::Id(0)
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        match d.switch("type", "content")?.as_deref() {
            Some("id") => Ok(Self::Id(d.content("content")?)),
            Some("email") => Ok(Self::Email(d.content("content")?)),
            Some("cellphone") => Ok(Self::Cellphone(d.content("content")?)),
            Some("token") => Ok(Self::Token(d.content("content")?)),
            Some("weixin_open_id") => Ok(Self::WeixinOpenId(d.content("content")?)),
            Some("weibo_id") => Ok(Self::WeiboId(d.content("content")?)),
            tag => {
                let tag = tag.map(str::to_owned);
                Err(d.no_variant("CustomerLookup", tag.as_deref()))
            }
        }
    }

    fn write(&self, e: &mut Encoder) {
        match self {
            Self::Id(value) => e.adjacent("type", "id", "content", value),
            Self::Email(value) => e.adjacent("type", "email", "content", value),
            Self::Cellphone(value) => e.adjacent("type", "cellphone", "content", value),
            Self::Token(value) => e.adjacent("type", "token", "content", value),
            Self::WeixinOpenId(value) => e.adjacent("type", "weixin_open_id", "content", value),
            Self::WeiboId(value) => e.adjacent("type", "weibo_id", "content", value),
        }
    }
}

impl_serde!(CustomerLookup);

impl validate::Validate for CustomerLookup {
    fn check(&self, at: &validate::Place<'_>, found: &mut validate::Violations) {
        match self {
            Self::Email(value) => {
                found.email(&at.field("content", "content"), value);
            }
            Self::Cellphone(value) => {
                found.phone(&at.field("content", "content"), value);
            }
            _ => {}
        }
    }
}
