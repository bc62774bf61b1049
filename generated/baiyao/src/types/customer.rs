use super::{Gender, KnownExtendAttr, KnownIdentity};
use apiloom::{
    BoolCodes, Date, DecodeError, Decoder, Encoder, Extra, Fields, Form, Maybe, Record, Shape,
    impl_serde, wire_record,
};

/// A customer with its identities.
///
/// 带身份列表的客户。
///
/// Source: customer 根据客户id查询单个客户信息.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Customer {
    /// Yearly revenue of the customer's company; the unit is not documented.
    ///
    /// 客户所在公司的年收入，单位未说明。
    pub annual_revenue: Option<i32>,

    /// App id of the WeChat official account or mini program that the customer came from.
    ///
    /// 客户来源的微信公众号或小程序的 appId。
    pub app_id: Option<String>,

    /// Birthday such as 2020-01-01.
    ///
    /// 生日，格式如 2020-01-01。
    ///
    /// Note: The document puts the sample into full-width quotes; they are no part of the value.
    ///
    /// Note: 文档示例用了全角引号，引号不是值的一部分。
    pub birthday: Option<Date>,

    /// Id of the marketing campaign on this platform.
    ///
    /// 白药营销平台中的营销活动 id。
    ///
    /// Note: A number here; the related DM Hub has a string of the same name.
    ///
    /// Note: 这里是数字；同源的 DM Hub 中同名字段是字符串。
    pub campaign_id: Option<i64>,

    /// User who is in charge of the customer.
    ///
    /// 客户负责人。
    pub charge_id: Option<String>,

    /// Province with its suffix such as 安徽省.
    ///
    /// 省份，带“省”字，如安徽省。
    pub province: Option<String>,

    /// City within the province.
    ///
    /// 省内的市。
    pub city: Option<String>,

    /// District within the city.
    ///
    /// 市内的区。
    pub district: Option<String>,

    /// Name of the customer's company.
    ///
    /// 客户所在公司的名称。
    pub company: Option<String>,

    /// How the record came about; the values are not listed.
    ///
    /// 创建方式，取值未列出。
    pub create_method: Option<String>,

    /// Whether the record may be edited. On the wire 0 is yes and 1 is no.
    ///
    /// 是否可编辑。传输时 0 表示可编辑，1 表示不可编辑。
    pub editable: Option<bool>,

    /// How many people the customer's company employs.
    ///
    /// 客户所在公司的员工人数。
    pub employee_number: Option<i32>,

    /// Mail address.
    ///
    /// 邮箱。
    pub email: Option<String>,

    /// Whether the mail address is verified; 1 is yes.
    ///
    /// 邮箱是否已验证，1 表示已验证。
    ///
    /// Note: No legend in the table; read like mobileVerified.
    ///
    /// Note: 表格没有取值含义，按 mobileVerified 推定。
    ///
    /// It is inferred, not documented.
    pub email_verified: Option<bool>,

    /// Gender of the customer.
    ///
    /// 客户性别。
    pub gender: Option<Gender>,

    /// Hobbies as free text.
    ///
    /// 癖好，自由文本。
    pub hobby: Option<String>,

    /// Address of the customer's portrait.
    ///
    /// 用户头像的地址。
    pub img: Option<String>,

    /// Industry of the customer's company.
    ///
    /// 客户所在公司的行业。
    pub industry: Option<String>,

    /// Whether the customer works for the tenant's own company. On the wire 0 is yes and 1 is no.
    ///
    /// 是否本公司员工。传输时 0 表示是，1 表示否。
    pub is_employee: Option<bool>,

    /// Language set in WeChat.
    ///
    /// 微信中设置的语言。
    pub language: Option<String>,

    /// Address in full.
    ///
    /// 详细地址。
    pub location: Option<String>,

    /// Nickname in WeChat.
    ///
    /// 微信昵称。
    pub nick_name: Option<String>,

    /// WeChat openid under appId.
    ///
    /// 在 appId 下的微信 openid。
    pub open_id: Option<String>,

    /// Job title.
    ///
    /// 职位。
    pub position: Option<String>,

    /// Id of the promoter who won the customer.
    ///
    /// 所属推广人 id。
    pub referrer: Option<String>,

    /// Name of the promoter who won the customer.
    ///
    /// 所属推广人姓名。
    pub referrer_name: Option<String>,

    /// Note on the customer.
    ///
    /// 备注。
    pub remark: Option<String>,

    /// Where the event came from, one of the sources set up beforehand, such as 淘宝 for an order.
    ///
    /// 事件来源，取预先设定的来源；例如订单来自淘宝则填淘宝。
    pub source: Option<String>,

    /// A source of the tenant's own. One customer won over several channels keeps one channel in each.
    ///
    /// 租户自定义的客户来源；同一客户来自不同渠道时，可分别写入不同的 source。
    pub source1: Option<String>,

    /// A source of the tenant's own. One customer won over several channels keeps one channel in each.
    ///
    /// 租户自定义的客户来源；同一客户来自不同渠道时，可分别写入不同的 source。
    pub source2: Option<String>,

    /// A source of the tenant's own. One customer won over several channels keeps one channel in each.
    ///
    /// 租户自定义的客户来源；同一客户来自不同渠道时，可分别写入不同的 source。
    pub source3: Option<String>,

    /// A source of the tenant's own. One customer won over several channels keeps one channel in each.
    ///
    /// 租户自定义的客户来源；同一客户来自不同渠道时，可分别写入不同的 source。
    pub source4: Option<String>,

    /// A source of the tenant's own. One customer won over several channels keeps one channel in each.
    ///
    /// 租户自定义的客户来源；同一客户来自不同渠道时，可分别写入不同的 source。
    pub source5: Option<String>,

    /// A source of the tenant's own. One customer won over several channels keeps one channel in each.
    ///
    /// 租户自定义的客户来源；同一客户来自不同渠道时，可分别写入不同的 source。
    pub source6: Option<String>,

    /// A source of the tenant's own. One customer won over several channels keeps one channel in each.
    ///
    /// 租户自定义的客户来源；同一客户来自不同渠道时，可分别写入不同的 source。
    pub source7: Option<String>,

    /// A source of the tenant's own. One customer won over several channels keeps one channel in each.
    ///
    /// 租户自定义的客户来源；同一客户来自不同渠道时，可分别写入不同的 source。
    pub source8: Option<String>,

    /// How the customer came to follow the WeChat account.
    ///
    /// 微信关注来源。
    pub subscribe_source: Option<String>,

    /// Union id of the WeChat open platform.
    ///
    /// 微信开放平台的 unionId。
    pub union_id: Option<String>,

    /// Web site of the customer's company.
    ///
    /// 客户所在公司的网站。
    pub website: Option<String>,

    /// Values of attributes that the tenant added.
    ///
    /// 租户扩展属性的值。
    pub extend_attr_list: Option<Vec<KnownExtendAttr>>,

    /// Every identity that points to this customer.
    ///
    /// 指向该客户的全部身份。
    pub identity_list: Option<Vec<KnownIdentity>>,

    /// Members that the spec does not name, as they came.
    pub extra: Extra,
}

static SHAPE: Shape = Shape {
    name: "Customer",
    form: Form::Object,
    fields: &[
        "annualRevenue",
        "appId",
        "birthday",
        "campaignId",
        "chargeId",
        "province",
        "city",
        "district",
        "company",
        "createMethod",
        "editable",
        "employeeNumber",
        "email",
        "emailVerified",
        "gender",
        "hobby",
        "img",
        "industry",
        "isEmployee",
        "language",
        "location",
        "nickName",
        "openId",
        "position",
        "referrer",
        "referrerName",
        "remark",
        "source",
        "source1",
        "source2",
        "source3",
        "source4",
        "source5",
        "source6",
        "source7",
        "source8",
        "subscribeSource",
        "unionId",
        "website",
        "extendAttrList",
        "identityList",
    ],
    aliases: &[],
    required: &[],
};

impl Fields for Customer {
    fn shape(&self) -> &'static Shape {
        &SHAPE
    }

    fn read_field(&mut self, index: usize, d: &mut Decoder<'_>) -> Result<(), DecodeError> {
        match index {
            0 => d.read_into(&mut self.annual_revenue),
            1 => d.read_into(&mut self.app_id),
            2 => d.read_into(&mut self.birthday),
            3 => d.read_into(&mut self.campaign_id),
            4 => d.read_into(&mut self.charge_id),
            5 => d.read_into(&mut self.province),
            6 => d.read_into(&mut self.city),
            7 => d.read_into(&mut self.district),
            8 => d.read_into(&mut self.company),
            9 => d.read_into(&mut self.create_method),
            10 => d.read_as(Maybe(BoolCodes::ints(0, 1)), &mut self.editable),
            11 => d.read_into(&mut self.employee_number),
            12 => d.read_into(&mut self.email),
            13 => d.read_as(Maybe(BoolCodes::ints(1, 0)), &mut self.email_verified),
            14 => d.read_into(&mut self.gender),
            15 => d.read_into(&mut self.hobby),
            16 => d.read_into(&mut self.img),
            17 => d.read_into(&mut self.industry),
            18 => d.read_as(Maybe(BoolCodes::ints(0, 1)), &mut self.is_employee),
            19 => d.read_into(&mut self.language),
            20 => d.read_into(&mut self.location),
            21 => d.read_into(&mut self.nick_name),
            22 => d.read_into(&mut self.open_id),
            23 => d.read_into(&mut self.position),
            24 => d.read_into(&mut self.referrer),
            25 => d.read_into(&mut self.referrer_name),
            26 => d.read_into(&mut self.remark),
            27 => d.read_into(&mut self.source),
            28 => d.read_into(&mut self.source1),
            29 => d.read_into(&mut self.source2),
            30 => d.read_into(&mut self.source3),
            31 => d.read_into(&mut self.source4),
            32 => d.read_into(&mut self.source5),
            33 => d.read_into(&mut self.source6),
            34 => d.read_into(&mut self.source7),
            35 => d.read_into(&mut self.source8),
            36 => d.read_into(&mut self.subscribe_source),
            37 => d.read_into(&mut self.union_id),
            38 => d.read_into(&mut self.website),
            39 => d.read_into(&mut self.extend_attr_list),
            40 => d.read_into(&mut self.identity_list),
            _ => Ok(()),
        }
    }

    fn write_fields(&self, e: &mut Encoder) {
        e.field("annualRevenue", &self.annual_revenue);
        e.field("appId", &self.app_id);
        e.field("birthday", &self.birthday);
        e.field("campaignId", &self.campaign_id);
        e.field("chargeId", &self.charge_id);
        e.field("province", &self.province);
        e.field("city", &self.city);
        e.field("district", &self.district);
        e.field("company", &self.company);
        e.field("createMethod", &self.create_method);
        e.field_as("editable", Maybe(BoolCodes::ints(0, 1)), &self.editable);
        e.field("employeeNumber", &self.employee_number);
        e.field("email", &self.email);
        e.field_as(
            "emailVerified",
            Maybe(BoolCodes::ints(1, 0)),
            &self.email_verified,
        );
        e.field("gender", &self.gender);
        e.field("hobby", &self.hobby);
        e.field("img", &self.img);
        e.field("industry", &self.industry);
        e.field_as(
            "isEmployee",
            Maybe(BoolCodes::ints(0, 1)),
            &self.is_employee,
        );
        e.field("language", &self.language);
        e.field("location", &self.location);
        e.field("nickName", &self.nick_name);
        e.field("openId", &self.open_id);
        e.field("position", &self.position);
        e.field("referrer", &self.referrer);
        e.field("referrerName", &self.referrer_name);
        e.field("remark", &self.remark);
        e.field("source", &self.source);
        e.field("source1", &self.source1);
        e.field("source2", &self.source2);
        e.field("source3", &self.source3);
        e.field("source4", &self.source4);
        e.field("source5", &self.source5);
        e.field("source6", &self.source6);
        e.field("source7", &self.source7);
        e.field("source8", &self.source8);
        e.field("subscribeSource", &self.subscribe_source);
        e.field("unionId", &self.union_id);
        e.field("website", &self.website);
        e.field("extendAttrList", &self.extend_attr_list);
        e.field("identityList", &self.identity_list);
        e.extra(&self.extra);
    }

    fn extra(&mut self) -> Option<&mut Extra> {
        Some(&mut self.extra)
    }
}

impl Record for Customer {
    fn blank() -> Self {
        Self {
            annual_revenue: None,
            app_id: None,
            birthday: None,
            campaign_id: None,
            charge_id: None,
            province: None,
            city: None,
            district: None,
            company: None,
            create_method: None,
            editable: None,
            employee_number: None,
            email: None,
            email_verified: None,
            gender: None,
            hobby: None,
            img: None,
            industry: None,
            is_employee: None,
            language: None,
            location: None,
            nick_name: None,
            open_id: None,
            position: None,
            referrer: None,
            referrer_name: None,
            remark: None,
            source: None,
            source1: None,
            source2: None,
            source3: None,
            source4: None,
            source5: None,
            source6: None,
            source7: None,
            source8: None,
            subscribe_source: None,
            union_id: None,
            website: None,
            extend_attr_list: None,
            identity_list: None,
            extra: Extra::new(),
        }
    }
}

wire_record!(Customer);

impl_serde!(Customer);
