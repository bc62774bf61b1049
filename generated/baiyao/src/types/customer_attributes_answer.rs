use super::CustomerAttributes;
use apiloom::{Extra, record};

/// Answer to a query for attributes.
///
/// 查询指定属性的返回。
///
/// Source: customer 查询客户的指定属性信息.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CustomerAttributesAnswer {
    /// The attributes by customer.
    ///
    /// 按客户给出的属性。
    pub data: Option<Vec<CustomerAttributes>>,

    /// The customer that was asked for.
    ///
    /// 所查询的客户 id。
    ///
    /// Note: The table types it as object \[\] and says it is empty data, which fits no id.
    /// It is read as a long number like every other customer id.
    ///
    /// Note: 表格类型写作 object \[\]、备注写“返回空数据”，与客户 id 不符；按其他接口的 long 读取。
    pub customer_id: Option<i64>,

    /// Members that the spec does not name, as they came.
    pub extra: Extra,
}

record! {
    CustomerAttributesAnswer as Object keeps extra;
    data: "data";
    customer_id: "customerId";
}
