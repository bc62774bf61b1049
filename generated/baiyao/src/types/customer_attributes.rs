use super::CustomerAttribute;
use apiloom::{Extra, record};

/// What was asked for of one customer.
///
/// 一个客户的查询结果。
///
/// Source: customer 查询客户的指定属性信息 返回结果.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CustomerAttributes {
    /// One entry for each key that was asked for.
    ///
    /// 每个所请求的属性键对应一项。
    ///
    /// `attrList` on the wire.
    pub attr_list: Option<Vec<CustomerAttribute>>,

    /// Whom the attributes belong to.
    ///
    /// 属性所属的客户 id。
    ///
    /// Note: The table puts customerId beside data; it is read there and here.
    ///
    /// Note: 表格把 customerId 列在 data 同级；这里两处都读取。
    ///
    /// It is inferred, not documented.
    ///
    /// `customerId` on the wire.
    pub customer_id: Option<i64>,

    /// Members that the spec does not name, as they came.
    pub extra: Extra,
}

record! {
    CustomerAttributes as Object keeps extra;
    attr_list: "attrList";
    customer_id: "customerId";
}
