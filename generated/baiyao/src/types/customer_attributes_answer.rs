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
    /// Lists of what was asked for; one for the customer, as far as is known.
    ///
    /// 查询结果列表；据目前所知，只有所查询客户的一项。
    pub data: Option<Vec<CustomerAttributes>>,

    /// Whose attributes these are.
    ///
    /// 这些属性所属客户的 id。
    ///
    /// Note: The table types it as object \[\] and says it is empty data, which fits no id.
    /// It is read as a long number like every other customer id.
    ///
    /// Note: 表格类型写作 object \[\]、备注写“返回空数据”，与客户 id 不符；按其他接口的 long 读取。
    ///
    /// `customerId` on the wire.
    pub customer_id: Option<i64>,

    /// Members that the spec does not name, as they came.
    pub extra: Extra,
}

record! {
    CustomerAttributesAnswer as Object keeps extra;
    data: "data";
    customer_id: "customerId";
}
