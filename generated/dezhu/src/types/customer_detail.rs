use super::{Customer, KnownCustomerDict};
use apiloom::{
    DecodeError, Decoder, Encoder, Extra, Fields, Form, Record, Shape, impl_serde, wire_record,
};

/// A customer with company and staff.
///
/// 客户详情，含公司与客服信息。
///
/// Source: guide CustomerDetail.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CustomerDetail {
    /// The customer's own data.
    ///
    /// 客户信息。
    pub customer: Option<Customer>,

    /// Values of fields that the company added.
    ///
    /// 客户属性列表。
    pub customer_dict_list: Option<Vec<KnownCustomerDict>>,

    /// Name of the customer's company.
    ///
    /// 公司名称。
    pub customer_group_name: Option<String>,

    /// Whether that company was deleted.
    ///
    /// 公司是否已删除。
    pub is_customer_group_delete: Option<bool>,

    /// Name of the channel.
    ///
    /// 渠道名称。
    pub product_name: Option<String>,

    /// Name of the customer's own service agent.
    ///
    /// 专属客服名称。
    pub staff_name: Option<String>,

    /// Members that the spec does not name, as they came.
    pub extra: Extra,
}

static SHAPE: Shape = Shape {
    name: "CustomerDetail",
    form: Form::Object,
    fields: &[
        "customer",
        "customerDictList",
        "customerGroupName",
        "isCustomerGroupDelete",
        "productName",
        "staffName",
    ],
    aliases: &[],
    required: &[],
};

impl Fields for CustomerDetail {
    fn shape(&self) -> &'static Shape {
        &SHAPE
    }

    fn read_field(&mut self, index: usize, d: &mut Decoder<'_>) -> Result<(), DecodeError> {
        match index {
            0 => d.read_into(&mut self.customer),
            1 => d.read_into(&mut self.customer_dict_list),
            2 => d.read_into(&mut self.customer_group_name),
            3 => d.read_into(&mut self.is_customer_group_delete),
            4 => d.read_into(&mut self.product_name),
            5 => d.read_into(&mut self.staff_name),
            _ => Ok(()),
        }
    }

    fn write_fields(&self, e: &mut Encoder) {
        e.field("customer", &self.customer);
        e.field("customerDictList", &self.customer_dict_list);
        e.field("customerGroupName", &self.customer_group_name);
        e.field("isCustomerGroupDelete", &self.is_customer_group_delete);
        e.field("productName", &self.product_name);
        e.field("staffName", &self.staff_name);
        e.extra(&self.extra);
    }

    fn extra(&mut self) -> Option<&mut Extra> {
        Some(&mut self.extra)
    }
}

impl Record for CustomerDetail {
    fn blank() -> Self {
        Self {
            customer: None,
            customer_dict_list: None,
            customer_group_name: None,
            is_customer_group_delete: None,
            product_name: None,
            staff_name: None,
            extra: Extra::new(),
        }
    }
}

wire_record!(CustomerDetail);

impl_serde!(CustomerDetail);
