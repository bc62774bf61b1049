use super::{Customer, KnownCustomerDict};
use apiloom::{Extra, record, validate};

/// A customer with company and staff.
///
/// 客户详情，含公司与客服信息。
///
/// Source: guide CustomerDetail.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CustomerDetail {
    /// What is known of the person.
    ///
    /// 客户本人的信息。
    pub customer: Option<Customer>,

    /// Values of fields that the company added.
    ///
    /// 自定义字段的值，即客户属性列表。
    ///
    /// `customerDictList` on the wire.
    pub customer_dict_list: Option<Vec<KnownCustomerDict>>,

    /// Name of the customer's company.
    ///
    /// 客户所属公司的名称。
    ///
    /// `customerGroupName` on the wire.
    pub customer_group_name: Option<String>,

    /// Whether that company was deleted.
    ///
    /// 公司是否已删除。
    ///
    /// `isCustomerGroupDelete` on the wire.
    pub is_customer_group_delete: Option<bool>,

    /// Name of the channel, which is called a product in the key.
    ///
    /// 渠道的名称，字段名中称为 product。
    ///
    /// `productName` on the wire.
    pub product_name: Option<String>,

    /// Name of the customer's own service agent.
    ///
    /// 专属客服名称。
    ///
    /// `staffName` on the wire.
    pub staff_name: Option<String>,

    /// Members that the spec does not name, as they came.
    pub extra: Extra,
}

record! {
    CustomerDetail as Object keeps extra;
    customer: "customer";
    customer_dict_list: "customerDictList";
    customer_group_name: "customerGroupName";
    is_customer_group_delete: "isCustomerGroupDelete";
    product_name: "productName";
    staff_name: "staffName";
}

impl validate::Validate for CustomerDetail {
    fn check(&self, at: &validate::Place<'_>, found: &mut validate::Violations) {
        found.inside(&at.field("customer", "customer"), &self.customer);
    }
}
