use super::{Cellphone, CustomFields, CustomerLevel, Organization, SocialAccount, Tag};
use apiloom::{
    DecodeError, Decoder, Encoder, Extra, Fields, FlatPairs, Form, IntOrString, Maybe, OneOrMany,
    Plain, Record, Secret, Shape, impl_serde, wire_record,
};

/// A customer after the update.
///
/// 更新后的客户。
///
/// Note: The document speaks of the newly made customer, copied from another interface.
/// Its sample is no JSON: the outer braces and a bracket are missing.
///
/// Note: 文档写作“新建的客户信息”，系照抄其他接口；返回示例缺少外层花括号和一个方括号，不是合法 JSON。
///
/// Source: guide 返回字段说明.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Customer {
    /// Id of the customer.
    ///
    /// 客户 id。
    pub id: Option<i64>,

    /// The name that agents see.
    ///
    /// 客户名字。
    pub nick_name: Option<String>,

    /// Main mail address.
    ///
    /// 客户的主邮箱。
    ///
    /// Note: Called emails in the table and email in the sample; both are read.
    ///
    /// Note: 字段说明写作 emails，示例写作 email，两者都能读取。
    pub email: Option<String>,

    /// Further mail addresses with their ids.
    ///
    /// 其他邮箱及其 id。
    ///
    /// Note: Objects with content and id in the table, a flat array of ids and addresses in the sample.
    ///
    /// Note: 字段说明为含 content、id 的对象，示例却是 id 与邮箱交替的一维数组；两种形式都能读取。
    pub other_emails: Option<Vec<(i64, String)>>,

    /// Service level.
    ///
    /// 客户等级。
    pub level: Option<CustomerLevel>,

    /// Free text about the customer.
    ///
    /// 对客户的描述。
    pub description: Option<String>,

    /// Tags as objects, although an update sends their names as one text.
    ///
    /// 标签对象列表（更新时发送的是逗号分隔的标签名）。
    pub tags: Option<Vec<Tag>>,

    /// Id of the agent who looks after the customer.
    ///
    /// 负责人 id。
    pub owner_id: Option<i64>,

    /// Id of the group of agents that looks after the customer.
    ///
    /// 负责组 id。
    pub owner_group_id: Option<i64>,

    /// Fields that the company added.
    ///
    /// 自定义字段。
    pub custom_fields: Option<CustomFields>,

    /// The customer's API token or nothing; a secret.
    ///
    /// 客户的开放 api_token，可能为空；属于敏感信息。
    pub open_api_token: Option<Secret>,

    /// The customer's company.
    ///
    /// 客户所属公司。
    pub organization: Option<Organization>,

    /// The customer's phone numbers.
    ///
    /// 客户的电话号码。
    pub cellphones: Option<Vec<Cellphone>>,

    /// WeChat accounts that the customer follows.
    ///
    /// 客户关联的微信公众号。
    ///
    /// Note: One object in the table, an array in the sample.
    ///
    /// Note: 字段说明为单个对象，示例为数组。
    pub wechat: Option<Vec<SocialAccount>>,

    /// Weibo accounts that the customer follows.
    ///
    /// 客户关联的微博公众号。
    ///
    /// Note: One object in the table, an empty array in the sample.
    ///
    /// Note: 字段说明为单个对象，示例为空数组。
    pub weibo: Option<Vec<SocialAccount>>,

    /// Members that the spec does not name, as they came.
    pub extra: Extra,
}

static SHAPE: Shape = Shape {
    name: "Customer",
    form: Form::Object,
    fields: &[
        "id",
        "nick_name",
        "email",
        "other_emails",
        "level",
        "description",
        "tags",
        "owner_id",
        "owner_group_id",
        "custom_fields",
        "open_api_token",
        "organization",
        "cellphones",
        "wechat",
        "weibo",
    ],
    aliases: &[("emails", 2)],
    required: &[],
};

impl Fields for Customer {
    fn shape(&self) -> &'static Shape {
        &SHAPE
    }

    fn read_field(&mut self, index: usize, d: &mut Decoder<'_>) -> Result<(), DecodeError> {
        match index {
            0 => d.read_as(Maybe(IntOrString), &mut self.id),
            1 => d.read_into(&mut self.nick_name),
            2 => d.read_into(&mut self.email),
            3 => d.read_as(
                Maybe(FlatPairs::new(IntOrString, Plain).keys("id", "content")),
                &mut self.other_emails,
            ),
            4 => d.read_into(&mut self.level),
            5 => d.read_into(&mut self.description),
            6 => d.read_into(&mut self.tags),
            7 => d.read_as(Maybe(IntOrString), &mut self.owner_id),
            8 => d.read_as(Maybe(IntOrString), &mut self.owner_group_id),
            9 => d.read_into(&mut self.custom_fields),
            10 => d.read_into(&mut self.open_api_token),
            11 => d.read_into(&mut self.organization),
            12 => d.read_into(&mut self.cellphones),
            13 => d.read_as(Maybe(OneOrMany(Plain)), &mut self.wechat),
            14 => d.read_as(Maybe(OneOrMany(Plain)), &mut self.weibo),
            _ => Ok(()),
        }
    }

    fn write_fields(&self, e: &mut Encoder) {
        e.field_as("id", Maybe(IntOrString), &self.id);
        e.field("nick_name", &self.nick_name);
        e.field("email", &self.email);
        e.field_as(
            "other_emails",
            Maybe(FlatPairs::new(IntOrString, Plain).keys("id", "content")),
            &self.other_emails,
        );
        e.field("level", &self.level);
        e.field("description", &self.description);
        e.field("tags", &self.tags);
        e.field_as("owner_id", Maybe(IntOrString), &self.owner_id);
        e.field_as("owner_group_id", Maybe(IntOrString), &self.owner_group_id);
        e.field("custom_fields", &self.custom_fields);
        e.field("open_api_token", &self.open_api_token);
        e.field("organization", &self.organization);
        e.field("cellphones", &self.cellphones);
        e.field_as("wechat", Maybe(OneOrMany(Plain)), &self.wechat);
        e.field_as("weibo", Maybe(OneOrMany(Plain)), &self.weibo);
        e.extra(&self.extra);
    }

    fn extra(&mut self) -> Option<&mut Extra> {
        Some(&mut self.extra)
    }
}

impl Record for Customer {
    fn blank() -> Self {
        Self {
            id: None,
            nick_name: None,
            email: None,
            other_emails: None,
            level: None,
            description: None,
            tags: None,
            owner_id: None,
            owner_group_id: None,
            custom_fields: None,
            open_api_token: None,
            organization: None,
            cellphones: None,
            wechat: None,
            weibo: None,
            extra: Extra::new(),
        }
    }
}

wire_record!(Customer);

impl_serde!(Customer);
