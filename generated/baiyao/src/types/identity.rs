use apiloom::record;

/// One identity of a customer as it is sent. The console lists which kinds a tenant has.
///
/// 提交的一个客户身份。租户支持的身份类型在控制台“系统设置-\>客户身份”中查询。
///
/// Note: The table marks both as required, and its remark says both or neither.
/// Both are required on write; an identity without its members would say nothing.
///
/// Note: 表格把两者都标为必须，备注又说“要么同时传，要么都不传”。这里写入时两者都必填。
///
/// Source: customer 根据身份列表创建客户 Body参数.
///
/// Rule: The kind and the value of an identity go together. 身份类型和身份值必须同时提供。
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Identity {
    /// Kind of identity as set up for the tenant, such as the one for phone numbers.
    ///
    /// 身份类型，取租户中已配置的类型，例如手机号对应的类型。
    ///
    /// Note: The codes of the kinds are not documented; those of the examples here are made up.
    ///
    /// Note: 文档没有列出身份类型的取值，这里示例中的取值为虚构。
    ///
    /// `identityType` on the wire.
    pub identity_type: String,

    /// What tells the customer apart within that kind, such as the number itself.
    ///
    /// 在该类型中用来识别客户的值，例如手机号本身。
    ///
    /// `identityValue` on the wire.
    pub identity_value: String,
}

/// What [`Identity`] cannot do without.
#[derive(Clone, Debug, PartialEq)]
pub struct IdentityRequired {
    /// Kind of identity as set up for the tenant, such as the one for phone numbers.
    ///
    /// 身份类型，取租户中已配置的类型，例如手机号对应的类型。
    ///
    /// Note: The codes of the kinds are not documented; those of the examples here are made up.
    ///
    /// Note: 文档没有列出身份类型的取值，这里示例中的取值为虚构。
    ///
    /// `identityType` on the wire.
    pub identity_type: String,

    /// What tells the customer apart within that kind, such as the number itself.
    ///
    /// 在该类型中用来识别客户的值，例如手机号本身。
    ///
    /// `identityValue` on the wire.
    pub identity_value: String,
}

impl Identity {
    /// Everything that is required; each setter adds a value.
    pub fn new(required: IdentityRequired) -> Self {
        let IdentityRequired {
            identity_type,
            identity_value,
        } = required;
        Self {
            identity_type,
            identity_value,
        }
    }
}

record! {
    Identity as Object;
    identity_type: required "identityType";
    identity_value: required "identityValue";
}
