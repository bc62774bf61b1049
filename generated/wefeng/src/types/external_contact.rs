use super::{ContactKind, Gender, KnownCustomField};
use apiloom::{Date, Extra, Json, JsonString, Maybe, Plain, record, validate};

/// A contact after the change.
/// Unlike the query interfaces, this one gives no entities of added fields and no tags.
///
/// 修改后的客户。与查询接口相比，不含自定义字段实体对象和标签信息。
///
/// Note: The id in the document's sample answer is not the one of its sample call.
/// What is sent as mobile, udeskCustomerId and wxUserFlag does not come back.
///
/// Note: 文档返回示例中的客户 ID 与请求示例不同；mobile、udeskCustomerId、wxUserFlag 不会返回。
///
/// Source: contact 返回数据.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ExternalContact {
    /// WeCom's id of the contact.
    ///
    /// 企微客户 ID。
    ///
    /// `externalUserId` on the wire.
    pub external_user_id: Option<String>,

    /// The contact's own name in WeChat.
    ///
    /// 企微客户名称。
    pub name: Option<String>,

    /// Address of the portrait; http at times.
    ///
    /// 头像地址，可能是 http 链接。
    pub avatar: Option<String>,

    /// Whether the contact uses WeChat or WeCom.
    ///
    /// 客户类型，微信用户或企业微信用户。
    ///
    /// `type` on the wire.
    pub kind: Option<ContactKind>,

    /// Gender, 0 where it is not known.
    ///
    /// 性别，未知时为 0。
    pub gender: Option<Gender>,

    /// Union id of the WeChat open platform.
    ///
    /// 微信开放平台唯一标识。
    pub unionid: Option<String>,

    /// Job title of the contact.
    ///
    /// 客户的职位。
    pub position: Option<String>,

    /// Mail address of the contact.
    ///
    /// 客户的邮箱。
    pub email: Option<String>,

    /// Age in years.
    ///
    /// 年龄，单位岁。
    pub age: Option<i32>,

    /// The added fields; on the wire a JSON text within a string.
    ///
    /// 自定义字段；传输时是字符串中的 JSON。
    ///
    /// `customField` on the wire.
    pub custom_field: Option<Vec<KnownCustomField>>,

    /// Short name of the contact's company.
    ///
    /// 客户所在企业的简称。
    ///
    /// It stands in an example only.
    ///
    /// `corpName` on the wire.
    pub corp_name: Option<String>,

    /// Full name of the contact's company.
    ///
    /// 客户所在企业的全称。
    ///
    /// It stands in an example only.
    ///
    /// `corpFullName` on the wire.
    pub corp_full_name: Option<String>,

    /// Birthday of the contact such as 2021-08-03.
    ///
    /// 客户的生日，如 2021-08-03。
    ///
    /// It stands in an example only.
    pub birthday: Option<Date>,

    /// User id of the employee who follows the contact.
    ///
    /// 跟进人 userId。
    ///
    /// It stands in an example only.
    ///
    /// `majorFollowUser` on the wire.
    pub major_follow_user: Option<String>,

    /// The contact's WeChat number.
    ///
    /// 客户的微信号。
    ///
    /// It stands in an example only.
    ///
    /// `wxNo` on the wire.
    pub wx_no: Option<String>,

    /// Address of the contact as free text.
    ///
    /// 客户的地址，自由文本。
    ///
    /// It stands in an example only.
    pub address: Option<String>,

    /// The name that employees gave the contact.
    ///
    /// 员工给客户的备注名。
    ///
    /// It stands in an example only.
    ///
    /// `remarkName` on the wire.
    pub remark_name: Option<String>,

    /// What employees noted of the contact.
    ///
    /// 员工对客户的备注描述。
    ///
    /// It stands in an example only.
    ///
    /// `remarkDesc` on the wire.
    pub remark_desc: Option<String>,

    /// Entities of the added fields; null here and filled by the query interfaces.
    ///
    /// 自定义字段实体，本接口返回 null，查询接口才有值。
    ///
    /// Note: Not the same as customField, which is the text.
    ///
    /// Note: 与 customField（JSON 字符串）不是同一个字段。
    ///
    /// It stands in an example only.
    ///
    /// `customFields` on the wire.
    pub custom_fields: Option<Json>,

    /// Tags of the contact; null here and filled by the query interfaces.
    ///
    /// 客户标签，本接口返回 null，查询接口才有值。
    ///
    /// It stands in an example only.
    ///
    /// `externalTags` on the wire.
    pub external_tags: Option<Json>,

    /// Members that the spec does not name, as they came.
    pub extra: Extra,
}

record! {
    ExternalContact as Object keeps extra;
    external_user_id: "externalUserId";
    name: "name";
    avatar: "avatar";
    kind: "type";
    gender: "gender";
    unionid: "unionid";
    position: "position";
    email: "email";
    age: "age";
    custom_field: "customField" as Maybe(JsonString(Plain));
    corp_name: "corpName";
    corp_full_name: "corpFullName";
    birthday: "birthday";
    major_follow_user: "majorFollowUser";
    wx_no: "wxNo";
    address: "address";
    remark_name: "remarkName";
    remark_desc: "remarkDesc";
    custom_fields: "customFields";
    external_tags: "externalTags";
}

impl validate::Validate for ExternalContact {
    fn check(&self, at: &validate::Place<'_>, found: &mut validate::Violations) {
        found.inside(&at.field("customField", "custom_field"), &self.custom_field);
    }
}
