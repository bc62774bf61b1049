use super::{CellphoneChange, CustomFields, CustomerLevel};
use apiloom::{Csv, Json, Maybe, Plain, record, validate};

/// What changes of a customer. What is left out stays.
///
/// 要修改的客户信息，不传的字段保持不变。
///
/// Note: Whether and how a field can be cleared is not documented.
///
/// Note: 文档没有说明能否清空字段以及如何清空。
///
/// Source: guide 请求参数说明.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct CustomerUpdate {
    /// Main mail address of the customer.
    ///
    /// 客户的主邮箱。
    pub email: Option<String>,

    /// The name that agents see.
    ///
    /// 客户昵称，即客服看到的名字。
    pub nick_name: Option<String>,

    /// Free text about the customer.
    ///
    /// 对客户的描述。
    pub description: Option<String>,

    /// Id of the company that the customer belongs to.
    ///
    /// 客户所属公司的 id。
    pub organization_id: Option<i64>,

    /// Whether the customer is on the blacklist.
    ///
    /// 客户是否在黑名单里。
    ///
    /// Note: The document gives no type; a JSON bool is likely.
    ///
    /// Note: 文档没有给出类型，很可能是布尔值。
    ///
    /// It is inferred, not documented.
    pub is_blocked: Option<Json>,

    /// Id of the agent who looks after the customer.
    ///
    /// 负责该客户的客服 id。
    ///
    /// Note: The document says customer id, presumably a slip for the agent in charge.
    ///
    /// Note: 文档写作“负责客户id”，应为负责人 id（返回说明中即为“负责人id”）。
    pub owner_id: Option<i64>,

    /// Id of the group of agents that looks after the customer.
    ///
    /// 负责该客户的客服组 id。
    pub owner_group_id: Option<i64>,

    /// Service level, normal or VIP.
    ///
    /// 客户等级，普通或 VIP。
    pub level: Option<CustomerLevel>,

    /// Fields that the company added, by their keys.
    ///
    /// 自定义字段，以字段名为键。
    ///
    /// Note: Whether a field of the company's that is left out stays is not documented.
    ///
    /// Note: 未传的自定义字段是否保持不变，文档没有说明。
    ///
    /// Whether what is sent replaces what the vendor holds is not documented: data may be lost.
    /// Left out as a whole, it stays as it is.
    pub custom_fields: Option<CustomFields>,

    /// Names of tags; sent as one text with commas, so that a name holds none.
    ///
    /// 标签名列表，发送时以逗号连接，因此标签名中不能含逗号。
    ///
    /// Note: The table puts tags into customer, the sample beside it, with a space after a comma.
    /// They are sent in customer and without spaces.
    ///
    /// Note: 参数表把 tags 放在 customer 内，示例却与 customer 并列，且逗号后有空格；这里放在 customer 内，不写空格。
    ///
    /// Whether what is sent replaces what the vendor holds is not documented: data may be lost.
    /// Left out as a whole, it stays as it is.
    pub tags: Option<Vec<String>>,

    /// Phone numbers to make, change or delete. Numbers that are not named stay.
    ///
    /// 要新建、更新或删除的手机号；未提到的手机号不变。
    ///
    /// Note: The table calls this cellphones_attributes and puts it beside customer.
    /// The sample and integrators send customer.cellphones, which is the choice here.
    ///
    /// Note: 参数表中名为 cellphones_attributes，与 customer 并列；示例和集成方使用 customer.cellphones，这里从后者。
    ///
    /// Source: guide 请求示例, in an example only.
    ///
    /// Items are matched by their id; what the vendor holds besides them stays.
    /// Left out as a whole, it stays as it is.
    pub cellphones: Option<Vec<CellphoneChange>>,
}

impl CustomerUpdate {
    /// Nothing yet; each setter adds a value.
    pub fn new() -> Self {
        Self::default()
    }

    /// Main mail address of the customer.
    ///
    /// 客户的主邮箱。
    pub fn email(mut self, email: impl Into<String>) -> Self {
        self.email = Some(email.into());
        self
    }

    /// The name that agents see.
    ///
    /// 客户昵称，即客服看到的名字。
    pub fn nick_name(mut self, nick_name: impl Into<String>) -> Self {
        self.nick_name = Some(nick_name.into());
        self
    }

    /// Free text about the customer.
    ///
    /// 对客户的描述。
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// Id of the company that the customer belongs to.
    ///
    /// 客户所属公司的 id。
    pub fn organization_id(mut self, organization_id: i64) -> Self {
        self.organization_id = Some(organization_id);
        self
    }

    /// Whether the customer is on the blacklist.
    ///
    /// 客户是否在黑名单里。
    ///
    /// Note: The document gives no type; a JSON bool is likely.
    ///
    /// Note: 文档没有给出类型，很可能是布尔值。
    ///
    /// It is inferred, not documented.
    pub fn is_blocked(mut self, is_blocked: impl Into<Json>) -> Self {
        self.is_blocked = Some(is_blocked.into());
        self
    }

    /// Id of the agent who looks after the customer.
    ///
    /// 负责该客户的客服 id。
    ///
    /// Note: The document says customer id, presumably a slip for the agent in charge.
    ///
    /// Note: 文档写作“负责客户id”，应为负责人 id（返回说明中即为“负责人id”）。
    pub fn owner_id(mut self, owner_id: i64) -> Self {
        self.owner_id = Some(owner_id);
        self
    }

    /// Id of the group of agents that looks after the customer.
    ///
    /// 负责该客户的客服组 id。
    pub fn owner_group_id(mut self, owner_group_id: i64) -> Self {
        self.owner_group_id = Some(owner_group_id);
        self
    }

    /// Service level, normal or VIP.
    ///
    /// 客户等级，普通或 VIP。
    pub fn level(mut self, level: CustomerLevel) -> Self {
        self.level = Some(level);
        self
    }

    /// Fields that the company added, by their keys.
    ///
    /// 自定义字段，以字段名为键。
    ///
    /// Note: Whether a field of the company's that is left out stays is not documented.
    ///
    /// Note: 未传的自定义字段是否保持不变，文档没有说明。
    ///
    /// Whether what is sent replaces what the vendor holds is not documented: data may be lost.
    /// Left out as a whole, it stays as it is.
    pub fn custom_fields(mut self, custom_fields: CustomFields) -> Self {
        self.custom_fields = Some(custom_fields);
        self
    }

    /// Names of tags; sent as one text with commas, so that a name holds none.
    ///
    /// 标签名列表，发送时以逗号连接，因此标签名中不能含逗号。
    ///
    /// Note: The table puts tags into customer, the sample beside it, with a space after a comma.
    /// They are sent in customer and without spaces.
    ///
    /// Note: 参数表把 tags 放在 customer 内，示例却与 customer 并列，且逗号后有空格；这里放在 customer 内，不写空格。
    ///
    /// Whether what is sent replaces what the vendor holds is not documented: data may be lost.
    /// Left out as a whole, it stays as it is.
    pub fn tags(mut self, tags: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.tags = Some(tags.into_iter().map(Into::into).collect());
        self
    }

    /// Phone numbers to make, change or delete. Numbers that are not named stay.
    ///
    /// 要新建、更新或删除的手机号；未提到的手机号不变。
    ///
    /// Note: The table calls this cellphones_attributes and puts it beside customer.
    /// The sample and integrators send customer.cellphones, which is the choice here.
    ///
    /// Note: 参数表中名为 cellphones_attributes，与 customer 并列；示例和集成方使用 customer.cellphones，这里从后者。
    ///
    /// Source: guide 请求示例, in an example only.
    ///
    /// Items are matched by their id; what the vendor holds besides them stays.
    /// Left out as a whole, it stays as it is.
    #[doc(alias = "cellphones")]
    pub fn change_cellphones(
        mut self,
        cellphones: impl IntoIterator<Item = CellphoneChange>,
    ) -> Self {
        self.cellphones.get_or_insert_default().extend(cellphones);
        self
    }
}

record! {
    CustomerUpdate as Object;
    email: "email";
    nick_name: "nick_name";
    description: "description";
    organization_id: "organization_id";
    is_blocked: "is_blocked";
    owner_id: "owner_id";
    owner_group_id: "owner_group_id";
    level: "level";
    custom_fields: "custom_fields";
    tags: "tags" as Maybe(Csv(Plain));
    cellphones: "cellphones";
}

impl validate::Validate for CustomerUpdate {
    fn check(&self, at: &validate::Place<'_>, found: &mut validate::Violations) {
        if let Some(value) = &self.email {
            found.email(&at.field("email", "email"), value);
        }
        if let Some(value) = &self.tags {
            found.csv(&at.field("tags", "tags"), value);
        }
        found.inside(&at.field("cellphones", "cellphones"), &self.cellphones);
    }
}
