use apiloom::{Extra, record};

/// One identity that the platform holds of a customer.
///
/// 平台保存的一个客户身份。
///
/// Note: The table marks both as required and says both or neither; read as optional.
///
/// Note: 表格标为必须，同时又说两者要么都有要么都没有；读取时按可选处理。
///
/// Source: customer 根据客户id查询单个客户信息 返回结果.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct KnownIdentity {
    /// Kind of identity, one of those set up for the tenant.
    ///
    /// 身份类型，为租户中已配置的类型之一。
    ///
    /// `identityType` on the wire.
    pub identity_type: Option<String>,

    /// What tells the customer apart within that kind.
    ///
    /// 在该类型中用来识别客户的值。
    ///
    /// `identityValue` on the wire.
    pub identity_value: Option<String>,

    /// Members that the spec does not name, as they came.
    pub extra: Extra,
}

record! {
    KnownIdentity as Object keeps extra;
    identity_type: "identityType";
    identity_value: "identityValue";
}
