use super::CustomerAttribute;
use apiloom::{Extra, record};

/// Attributes of one customer.
///
/// 一个客户的属性。
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CustomerAttributes {
    /// The attributes asked for.
    ///
    /// 所请求的属性。
    pub attr_list: Option<Vec<CustomerAttribute>>,

    /// The customer that the attributes belong to.
    ///
    /// 属性所属的客户 id。
    ///
    /// Note: The table puts customerId beside data; it is read there and here.
    ///
    /// Note: 表格把 customerId 列在 data 同级；这里两处都读取。
    ///
    /// It is inferred, not documented.
    pub customer_id: Option<i64>,

    /// Members that the spec does not name, as they came.
    pub extra: Extra,
}

record! {
    CustomerAttributes as Object keeps extra;
    attr_list: "attrList";
    customer_id: "customerId";
}
