use super::Gender;
use apiloom::{Date, DateTime, Extra, record, validate};

/// A customer. Only a part of the fields is documented; the rest is kept.
///
/// 客户。文档只列出部分字段，其余字段原样保留。
///
/// Source: customer 客户的字段信息.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Customer {
    /// DM Hub's own number of the customer; get_customer asks by it.
    ///
    /// DM Hub 中的客户 id，get_customer 以它查询。
    pub id: Option<i64>,

    /// Name of the customer; the nickname will do.
    ///
    /// 客户名字，也可以用昵称代替。
    ///
    /// Note: Marked as required in the table of the entity; whether an upsert insists is not known.
    ///
    /// Note: 字段表标为必须，但该表为各接口共用，upsert 是否强制要求未知。
    pub name: Option<String>,

    /// Nickname; it may also stand for the name.
    ///
    /// 客户昵称，也可以代替名字。
    ///
    /// `nickName` on the wire.
    pub nick_name: Option<String>,

    /// Birthday such as 2016-04-01.
    ///
    /// 生日，如 2016-04-01。
    pub birthday: Option<Date>,

    /// Id of the marketing campaign; a text here.
    ///
    /// 营销活动 id，此处为字符串。
    ///
    /// `campaignId` on the wire.
    pub campaign_id: Option<String>,

    /// What the campaign is called that campaignId names.
    ///
    /// campaignId 所指营销活动的名称。
    ///
    /// `campaignName` on the wire.
    pub campaign_name: Option<String>,

    /// City where the customer lives.
    ///
    /// 客户所在城市。
    pub city: Option<String>,

    /// Company that the customer works for.
    ///
    /// 客户所在公司的名称。
    pub company: Option<String>,

    /// Country where the customer lives.
    ///
    /// 客户所在国家。
    pub country: Option<String>,

    /// Mail address of the customer.
    ///
    /// 客户的邮箱地址。
    pub email: Option<String>,

    /// Whether the mail address is known to be the customer's.
    ///
    /// 邮箱是否已经过验证。
    ///
    /// Note: It cannot go back to false while the address stays the same.
    ///
    /// Note: 邮箱未变时不能从 true 改回 false。
    ///
    /// `emailVerified` on the wire.
    pub email_verified: Option<bool>,

    /// Tells customers of several channels apart whose ids are the same: the channel, a hyphen and the id
    /// there, for example wechat-0212893827.
    ///
    /// 区分不同渠道中 id 相同的客户，格式为渠道类型加 - 加 id，例如 wechat-0212893827。
    ///
    /// Allowed: matches `.+-.+`.
    ///
    /// `externalId` on the wire.
    pub external_id: Option<String>,

    /// Gender, 0 where it is not known.
    ///
    /// 客户性别，未知时为 0。
    pub gender: Option<Gender>,

    /// Home address as free text.
    ///
    /// 客户住址，自由文本。
    ///
    /// `homeAddress` on the wire.
    pub home_address: Option<String>,

    /// Industry the customer works in.
    ///
    /// 客户所在行业。
    pub industry: Option<String>,

    /// Mobile number. A new customer with a known number yields the old customer.
    ///
    /// 手机号码；号码已存在时返回原有客户。
    ///
    /// Note: Marked as required in the table of the entity; whether an upsert insists is not known.
    ///
    /// Note: 字段表标为必须，upsert 是否强制要求未知。
    pub mobile: Option<String>,

    /// Whether the number is known to be the customer's.
    ///
    /// 手机号是否已经过验证。
    ///
    /// Note: It cannot go back to false while the number stays the same.
    ///
    /// Note: 手机号未变时不能从 true 改回 false。
    ///
    /// `mobileVerified` on the wire.
    pub mobile_verified: Option<bool>,

    /// Postal code of the home address.
    ///
    /// 客户住址的邮政编码。
    pub postcode: Option<String>,

    /// Province where the customer lives.
    ///
    /// 客户所在省份。
    pub province: Option<String>,

    /// Note on the customer, for people.
    ///
    /// 对客户的备注。
    pub remark: Option<String>,

    /// Where the customer came from such as WeChat.
    ///
    /// 客户来源，如“线下 - Beacon”、WeChat。
    ///
    /// Note: Marked as required in the table of the entity; whether an upsert insists is not known.
    ///
    /// Note: 字段表标为必须，upsert 是否强制要求未知。
    pub source: Option<String>,

    /// Street where the customer lives.
    ///
    /// 客户所在街道。
    pub street: Option<String>,

    /// When the customer was last changed; in UTC.
    ///
    /// 最后更新时间，UTC。
    ///
    /// Note: Answers end in Z, for example 2017-06-01T12:12:12Z; the filters of a list have no zone.
    ///
    /// Note: 返回以 Z 结尾，如 2017-06-01T12:12:12Z；列表查询参数则不带时区。
    ///
    /// `lastUpdated` on the wire.
    pub last_updated: Option<DateTime>,

    /// Members that the spec does not name, as they came.
    pub extra: Extra,
}

record! {
    Customer as Object keeps extra for any;
    id: "id";
    name: "name";
    nick_name: "nickName";
    birthday: "birthday";
    campaign_id: "campaignId";
    campaign_name: "campaignName";
    city: "city";
    company: "company";
    country: "country";
    email: "email";
    email_verified: "emailVerified";
    external_id: "externalId";
    gender: "gender";
    home_address: "homeAddress";
    industry: "industry";
    mobile: "mobile";
    mobile_verified: "mobileVerified";
    postcode: "postcode";
    province: "province";
    remark: "remark";
    source: "source";
    street: "street";
    last_updated: read_only "lastUpdated";
}

impl validate::Validate for Customer {
    fn check(&self, at: &validate::Place<'_>, found: &mut validate::Violations) {
        if let Some(value) = &self.external_id {
            found.pattern(
                &at.field("externalId", "external_id"),
                value,
                &EXTERNAL_ID_PATTERN,
            );
        }
    }
}

static EXTERNAL_ID_PATTERN: validate::Pattern = validate::Pattern::regex(".+-.+");
