use super::{Cellphone, CustomFields, CustomerLevel, Organization, SocialAccount, Tag};
use apiloom::{Extra, FlatPairs, IntOrString, Maybe, OneOrMany, Plain, Secret, record};

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
    /// Udesk's number of the customer; an update can find it by this.
    ///
    /// 客户在 Udesk 中的 id，更新时可据此查找。
    pub id: Option<i64>,

    /// The name that agents see.
    ///
    /// 客户名字，即客服看到的昵称。
    pub nick_name: Option<String>,

    /// Main mail address of the customer.
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

    /// Service level, normal or VIP.
    ///
    /// 客户等级，普通或 VIP。
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

    /// Fields that the company added, by their keys.
    ///
    /// 自定义字段，以字段名为键。
    pub custom_fields: Option<CustomFields>,

    /// The customer's API token or nothing; a secret.
    ///
    /// 客户的开放 api_token，可能为空；属于敏感信息。
    pub open_api_token: Option<Secret>,

    /// Company that the customer belongs to.
    ///
    /// 客户所属的公司。
    pub organization: Option<Organization>,

    /// Phone numbers of the customer, with their ids.
    ///
    /// 客户的电话号码及其 id。
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

record! {
    Customer as Object keeps extra;
    id: "id" as Maybe(IntOrString);
    nick_name: "nick_name";
    email: "email" or "emails";
    other_emails: "other_emails" as Maybe(FlatPairs::new(IntOrString, Plain).keys("id", "content"));
    level: "level";
    description: "description";
    tags: "tags";
    owner_id: "owner_id" as Maybe(IntOrString);
    owner_group_id: "owner_group_id" as Maybe(IntOrString);
    custom_fields: "custom_fields";
    open_api_token: "open_api_token";
    organization: "organization";
    cellphones: "cellphones";
    wechat: "wechat" as Maybe(OneOrMany(Plain));
    weibo: "weibo" as Maybe(OneOrMany(Plain));
}
