use super::CustomerDict;
use apiloom::{Csv, Decided, Plain, Replacement, record, validate};

/// What changes of a customer.
///
/// 要修改的客户信息。
///
/// Note: Whether a field that is left out stays, and what null does, is not documented.
/// If both the id and the name of the company are given, which of them counts is not documented either.
///
/// Note: 不传的字段是否保持不变、null 的含义均未说明；公司 ID 与公司名称同时提供时以谁为准也未说明。
///
/// Source: guide CustomerDTO.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CustomerUpdate {
    /// Values of fields that the company added.
    ///
    /// 自定义字段列表。
    ///
    /// What sending it does to what the vendor holds is not documented: data may be lost.
    /// What becomes of it where it is left out is not documented: the vendor may erase it. Leaving it out is written as `Replacement::LeaveOut`.
    ///
    /// `customerDictList` on the wire.
    pub customer_dict_list: Replacement<Vec<CustomerDict>>,

    /// Id of the company that the customer belongs to.
    ///
    /// 客户所属公司的 ID。
    ///
    /// `customerGroupId` on the wire.
    pub customer_group_id: Option<String>,

    /// Name of the company that the customer belongs to.
    ///
    /// 客户所属公司的名称。
    ///
    /// `customerGroupName` on the wire.
    pub customer_group_name: Option<String>,

    /// What the customer is called.
    ///
    /// 客户的名称。
    ///
    /// Note: Called the customer's name here and the contact's name in answers; taken for the same.
    ///
    /// Note: 这里称“客户名称”，返回中称“联系人名称”，视为同一内容。
    pub name: Option<String>,

    /// Mail address of the customer, which is not checked.
    ///
    /// 客户的邮箱，不校验格式。
    ///
    /// Note: The sample has 1 here and in every other field, so that the address is not checked.
    ///
    /// Note: 示例中邮箱和其他字段的值都是 1，因此不做邮箱格式校验。
    pub email: Option<String>,

    /// Mobile number of the customer.
    ///
    /// 客户的手机号码。
    pub phone: Option<String>,

    /// Number of a landline of the customer.
    ///
    /// 客户的座机号码。
    pub telephone: Option<String>,

    /// Id in the caller's own system.
    ///
    /// 外部系统用户 ID。
    ///
    /// `externalId` on the wire.
    pub external_id: Option<String>,

    /// Free text about the customer.
    ///
    /// 对客户的描述，自由文本。
    pub desc: Option<String>,

    /// Tags; sent as one text with ASCII commas, so that a tag holds none.
    ///
    /// 标签列表，发送时以英文逗号连接，因此标签中不能含英文逗号。
    ///
    /// Whether what is sent replaces what the vendor holds is not documented: data may be lost.
    /// What becomes of it where it is left out is not documented: the vendor may erase it. Leaving it out is written as `Replacement::LeaveOut`.
    pub tag: Replacement<Vec<String>>,

    /// Presumably the mail address of the employee in charge.
    ///
    /// 推测为负责人的邮箱，仅见于示例。
    ///
    /// Note: It stands in the sample of a body only; whether it changes who is in charge is not documented.
    ///
    /// Note: 仅见于请求体示例；是否会更换负责人，文档没有说明。
    ///
    /// Source: guide Body数据示例, in an example only.
    ///
    /// `principalEmail` on the wire.
    pub principal_email: Option<String>,
}

impl CustomerUpdate {
    /// Everything that is required; each setter adds a value.
    ///
    /// The argument `customer_dict_list` is a decision.
    /// What sending it does to what the vendor holds is not documented: data may be lost.
    /// What becomes of it where it is left out is not documented: the vendor may erase it. Leaving it out is written as `Replacement::LeaveOut`.
    ///
    /// The argument `tag` is a decision.
    /// Whether what is sent replaces what the vendor holds is not documented: data may be lost.
    /// What becomes of it where it is left out is not documented: the vendor may erase it. Leaving it out is written as `Replacement::LeaveOut`.
    pub fn new(
        customer_dict_list: Replacement<Vec<CustomerDict>>,
        tag: Replacement<Vec<String>>,
    ) -> Self {
        Self {
            customer_dict_list,
            tag,
            customer_group_id: None,
            customer_group_name: None,
            name: None,
            email: None,
            phone: None,
            telephone: None,
            external_id: None,
            desc: None,
            principal_email: None,
        }
    }

    /// Id of the company that the customer belongs to.
    ///
    /// 客户所属公司的 ID。
    ///
    /// `customerGroupId` on the wire.
    pub fn customer_group_id(mut self, customer_group_id: impl Into<String>) -> Self {
        self.customer_group_id = Some(customer_group_id.into());
        self
    }

    /// Name of the company that the customer belongs to.
    ///
    /// 客户所属公司的名称。
    ///
    /// `customerGroupName` on the wire.
    pub fn customer_group_name(mut self, customer_group_name: impl Into<String>) -> Self {
        self.customer_group_name = Some(customer_group_name.into());
        self
    }

    /// What the customer is called.
    ///
    /// 客户的名称。
    ///
    /// Note: Called the customer's name here and the contact's name in answers; taken for the same.
    ///
    /// Note: 这里称“客户名称”，返回中称“联系人名称”，视为同一内容。
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Mail address of the customer, which is not checked.
    ///
    /// 客户的邮箱，不校验格式。
    ///
    /// Note: The sample has 1 here and in every other field, so that the address is not checked.
    ///
    /// Note: 示例中邮箱和其他字段的值都是 1，因此不做邮箱格式校验。
    pub fn email(mut self, email: impl Into<String>) -> Self {
        self.email = Some(email.into());
        self
    }

    /// Mobile number of the customer.
    ///
    /// 客户的手机号码。
    pub fn phone(mut self, phone: impl Into<String>) -> Self {
        self.phone = Some(phone.into());
        self
    }

    /// Number of a landline of the customer.
    ///
    /// 客户的座机号码。
    pub fn telephone(mut self, telephone: impl Into<String>) -> Self {
        self.telephone = Some(telephone.into());
        self
    }

    /// Id in the caller's own system.
    ///
    /// 外部系统用户 ID。
    ///
    /// `externalId` on the wire.
    pub fn external_id(mut self, external_id: impl Into<String>) -> Self {
        self.external_id = Some(external_id.into());
        self
    }

    /// Free text about the customer.
    ///
    /// 对客户的描述，自由文本。
    pub fn desc(mut self, desc: impl Into<String>) -> Self {
        self.desc = Some(desc.into());
        self
    }

    /// Presumably the mail address of the employee in charge.
    ///
    /// 推测为负责人的邮箱，仅见于示例。
    ///
    /// Note: It stands in the sample of a body only; whether it changes who is in charge is not documented.
    ///
    /// Note: 仅见于请求体示例；是否会更换负责人，文档没有说明。
    ///
    /// Source: guide Body数据示例, in an example only.
    ///
    /// `principalEmail` on the wire.
    pub fn principal_email(mut self, principal_email: impl Into<String>) -> Self {
        self.principal_email = Some(principal_email.into());
        self
    }
}

record! {
    CustomerUpdate as Object;
    customer_dict_list: "customerDictList";
    customer_group_id: "customerGroupId";
    customer_group_name: "customerGroupName";
    name: "name";
    email: "email";
    phone: "phone";
    telephone: "telephone";
    external_id: "externalId";
    desc: "desc";
    tag: "tag" as Decided(Csv(Plain));
    principal_email: "principalEmail";
}

impl validate::Validate for CustomerUpdate {
    fn check(&self, at: &validate::Place<'_>, found: &mut validate::Violations) {
        if let Replacement::With(value) = &self.tag {
            found.csv(&at.field("tag", "tag"), value);
        }
    }
}
