use super::Gender;
use apiloom::{Date, Extra, Json, record, validate};

/// Fields of a customer to write.
/// Others than these are allowed, for example attr1 and on for fields of the company's own.
///
/// 要写入的客户字段；也可以写入这里没有列出的其他客户字段（例如自定义字段 attr1 等）。
///
/// Note: A field cannot be cleared with this call, so that null and empty texts are pointless.
///
/// Note: 该接口无法清空字段，传 null 或空字符串没有意义。
///
/// Source: customer POST数据示例.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct CustomerUpsert {
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

    /// Members that the spec does not name, as they came.
    pub extra: Extra,
}

impl CustomerUpsert {
    /// Nothing yet; each setter adds a value.
    pub fn new() -> Self {
        Self::default()
    }

    /// Name of the customer; the nickname will do.
    ///
    /// 客户名字，也可以用昵称代替。
    ///
    /// Note: Marked as required in the table of the entity; whether an upsert insists is not known.
    ///
    /// Note: 字段表标为必须，但该表为各接口共用，upsert 是否强制要求未知。
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Nickname; it may also stand for the name.
    ///
    /// 客户昵称，也可以代替名字。
    ///
    /// `nickName` on the wire.
    pub fn nick_name(mut self, nick_name: impl Into<String>) -> Self {
        self.nick_name = Some(nick_name.into());
        self
    }

    /// Birthday such as 2016-04-01.
    ///
    /// 生日，如 2016-04-01。
    pub fn birthday(mut self, birthday: Date) -> Self {
        self.birthday = Some(birthday);
        self
    }

    /// Id of the marketing campaign; a text here.
    ///
    /// 营销活动 id，此处为字符串。
    ///
    /// `campaignId` on the wire.
    pub fn campaign_id(mut self, campaign_id: impl Into<String>) -> Self {
        self.campaign_id = Some(campaign_id.into());
        self
    }

    /// What the campaign is called that campaignId names.
    ///
    /// campaignId 所指营销活动的名称。
    ///
    /// `campaignName` on the wire.
    pub fn campaign_name(mut self, campaign_name: impl Into<String>) -> Self {
        self.campaign_name = Some(campaign_name.into());
        self
    }

    /// City where the customer lives.
    ///
    /// 客户所在城市。
    pub fn city(mut self, city: impl Into<String>) -> Self {
        self.city = Some(city.into());
        self
    }

    /// Company that the customer works for.
    ///
    /// 客户所在公司的名称。
    pub fn company(mut self, company: impl Into<String>) -> Self {
        self.company = Some(company.into());
        self
    }

    /// Country where the customer lives.
    ///
    /// 客户所在国家。
    pub fn country(mut self, country: impl Into<String>) -> Self {
        self.country = Some(country.into());
        self
    }

    /// Mail address of the customer.
    ///
    /// 客户的邮箱地址。
    pub fn email(mut self, email: impl Into<String>) -> Self {
        self.email = Some(email.into());
        self
    }

    /// Whether the mail address is known to be the customer's.
    ///
    /// 邮箱是否已经过验证。
    ///
    /// Note: It cannot go back to false while the address stays the same.
    ///
    /// Note: 邮箱未变时不能从 true 改回 false。
    ///
    /// `emailVerified` on the wire.
    pub fn email_verified(mut self, email_verified: bool) -> Self {
        self.email_verified = Some(email_verified);
        self
    }

    /// Tells customers of several channels apart whose ids are the same: the channel, a hyphen and the id
    /// there, for example wechat-0212893827.
    ///
    /// 区分不同渠道中 id 相同的客户，格式为渠道类型加 - 加 id，例如 wechat-0212893827。
    ///
    /// Allowed: matches `.+-.+`.
    ///
    /// `externalId` on the wire.
    pub fn external_id(mut self, external_id: impl Into<String>) -> Self {
        self.external_id = Some(external_id.into());
        self
    }

    /// Gender, 0 where it is not known.
    ///
    /// 客户性别，未知时为 0。
    pub fn gender(mut self, gender: Gender) -> Self {
        self.gender = Some(gender);
        self
    }

    /// Home address as free text.
    ///
    /// 客户住址，自由文本。
    ///
    /// `homeAddress` on the wire.
    pub fn home_address(mut self, home_address: impl Into<String>) -> Self {
        self.home_address = Some(home_address.into());
        self
    }

    /// Industry the customer works in.
    ///
    /// 客户所在行业。
    pub fn industry(mut self, industry: impl Into<String>) -> Self {
        self.industry = Some(industry.into());
        self
    }

    /// Mobile number. A new customer with a known number yields the old customer.
    ///
    /// 手机号码；号码已存在时返回原有客户。
    ///
    /// Note: Marked as required in the table of the entity; whether an upsert insists is not known.
    ///
    /// Note: 字段表标为必须，upsert 是否强制要求未知。
    pub fn mobile(mut self, mobile: impl Into<String>) -> Self {
        self.mobile = Some(mobile.into());
        self
    }

    /// Whether the number is known to be the customer's.
    ///
    /// 手机号是否已经过验证。
    ///
    /// Note: It cannot go back to false while the number stays the same.
    ///
    /// Note: 手机号未变时不能从 true 改回 false。
    ///
    /// `mobileVerified` on the wire.
    pub fn mobile_verified(mut self, mobile_verified: bool) -> Self {
        self.mobile_verified = Some(mobile_verified);
        self
    }

    /// Postal code of the home address.
    ///
    /// 客户住址的邮政编码。
    pub fn postcode(mut self, postcode: impl Into<String>) -> Self {
        self.postcode = Some(postcode.into());
        self
    }

    /// Province where the customer lives.
    ///
    /// 客户所在省份。
    pub fn province(mut self, province: impl Into<String>) -> Self {
        self.province = Some(province.into());
        self
    }

    /// Note on the customer, for people.
    ///
    /// 对客户的备注。
    pub fn remark(mut self, remark: impl Into<String>) -> Self {
        self.remark = Some(remark.into());
        self
    }

    /// Where the customer came from such as WeChat.
    ///
    /// 客户来源，如“线下 - Beacon”、WeChat。
    ///
    /// Note: Marked as required in the table of the entity; whether an upsert insists is not known.
    ///
    /// Note: 字段表标为必须，upsert 是否强制要求未知。
    pub fn source(mut self, source: impl Into<String>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// Street where the customer lives.
    ///
    /// 客户所在街道。
    pub fn street(mut self, street: impl Into<String>) -> Self {
        self.street = Some(street.into());
        self
    }

    /// Adds a member that the spec does not name.
    pub fn with_member(mut self, name: impl Into<String>, value: impl Into<Json>) -> Self {
        self.extra.push(name, value);
        self
    }
}

record! {
    CustomerUpsert as Object keeps extra for any;
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
}

impl validate::Validate for CustomerUpsert {
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
