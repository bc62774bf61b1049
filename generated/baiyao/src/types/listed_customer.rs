use super::{Gender, KnownExtendAttr};
use apiloom::{BoolCodes, Date, Extra, Maybe, record, validate};

/// A customer in a list. It has neither id nor name nor mobile number in the tables, and no identities.
///
/// 列表中的客户。表格里没有 id、名称、手机号，也没有身份列表。
///
/// Note: The id, name and mobile are absent from every answer table although add_customer demands the last two;
/// if they are sent they are kept among the extra members.
///
/// Note: 所有返回表格都没有 id、name、mobile（新增时后两者必填）；若实际返回，会保留在额外成员中。
///
/// Source: customer 获取客户列表接口，支持分页.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ListedCustomer {
    /// Yearly revenue of the customer's company; the unit is not documented.
    ///
    /// 客户所在公司的年收入，单位未说明。
    ///
    /// `annualRevenue` on the wire.
    pub annual_revenue: Option<i32>,

    /// App id of the WeChat official account or mini program that the customer came from.
    ///
    /// 客户来源的微信公众号或小程序的 appId。
    ///
    /// `appId` on the wire.
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
    ///
    /// `campaignId` on the wire.
    pub campaign_id: Option<i64>,

    /// Who of the tenant's staff looks after the customer.
    ///
    /// 租户中负责该客户的人员。
    ///
    /// Note: The name says an id and the table only says person in charge.
    /// Of which kind of user the id is, is not documented.
    ///
    /// Note: 字段名是 id，表格只写“客户负责人”；具体是哪种用户的 id 文档没有说明。
    ///
    /// `chargeId` on the wire.
    pub charge_id: Option<String>,

    /// Province with its suffix such as 安徽省.
    ///
    /// 省份，带“省”字，如安徽省。
    pub province: Option<String>,

    /// City within the province such as 昆明市.
    ///
    /// 省内的市，如昆明市。
    pub city: Option<String>,

    /// District within the city such as 五华区.
    ///
    /// 市内的区，如五华区。
    pub district: Option<String>,

    /// Name of the customer's company.
    ///
    /// 客户所在公司的名称。
    pub company: Option<String>,

    /// How the record came about; the values are not listed.
    ///
    /// 创建方式，取值未列出。
    ///
    /// `createMethod` on the wire.
    pub create_method: Option<String>,

    /// Whether the record may be edited. On the wire 0 is yes and 1 is no.
    ///
    /// 是否可编辑。传输时 0 表示可编辑，1 表示不可编辑。
    pub editable: Option<bool>,

    /// How many people the customer's company employs.
    ///
    /// 客户所在公司的员工人数。
    ///
    /// `employeeNumber` on the wire.
    pub employee_number: Option<i32>,

    /// Mail address that was given for the customer.
    ///
    /// 为客户登记的邮箱。
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
    ///
    /// `emailVerified` on the wire.
    pub email_verified: Option<bool>,

    /// Gender, 0 where it is not known.
    ///
    /// 性别，不清楚时为 0。
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
    ///
    /// `isEmployee` on the wire.
    pub is_employee: Option<bool>,

    /// Language set in WeChat.
    ///
    /// 微信中设置的语言。
    pub language: Option<String>,

    /// Full address of the customer.
    ///
    /// 客户的详细地址。
    pub location: Option<String>,

    /// Nickname in WeChat, which searchKey of list_customers finds.
    ///
    /// 微信昵称，可用 list_customers 的 searchKey 搜索到。
    ///
    /// `nickName` on the wire.
    pub nick_name: Option<String>,

    /// WeChat openid under appId.
    ///
    /// 在 appId 下的微信 openid。
    ///
    /// `openId` on the wire.
    pub open_id: Option<String>,

    /// Job title of the customer.
    ///
    /// 客户的职位。
    pub position: Option<String>,

    /// Id of the promoter who won the customer.
    ///
    /// 所属推广人 id。
    pub referrer: Option<String>,

    /// Name of the promoter who won the customer.
    ///
    /// 所属推广人姓名。
    ///
    /// `referrerName` on the wire.
    pub referrer_name: Option<String>,

    /// What the staff noted of the customer.
    ///
    /// 工作人员对客户的备注。
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
    ///
    /// `subscribeSource` on the wire.
    pub subscribe_source: Option<String>,

    /// Union id of the WeChat open platform.
    ///
    /// 微信开放平台的 unionId。
    ///
    /// `unionId` on the wire.
    pub union_id: Option<String>,

    /// Web site of the customer's company.
    ///
    /// 客户所在公司的网站。
    pub website: Option<String>,

    /// Values of attributes that the tenant added.
    ///
    /// 租户扩展属性的值。
    ///
    /// `extendAttrList` on the wire.
    pub extend_attr_list: Option<Vec<KnownExtendAttr>>,

    /// Members that the spec does not name, as they came.
    pub extra: Extra,
}

record! {
    ListedCustomer as Object keeps extra;
    annual_revenue: "annualRevenue";
    app_id: "appId";
    birthday: "birthday";
    campaign_id: "campaignId";
    charge_id: "chargeId";
    province: "province";
    city: "city";
    district: "district";
    company: "company";
    create_method: "createMethod";
    editable: "editable" as Maybe(BoolCodes::ints(0, 1));
    employee_number: "employeeNumber";
    email: "email";
    email_verified: "emailVerified" as Maybe(BoolCodes::ints(1, 0));
    gender: "gender";
    hobby: "hobby";
    img: "img";
    industry: "industry";
    is_employee: "isEmployee" as Maybe(BoolCodes::ints(0, 1));
    language: "language";
    location: "location";
    nick_name: "nickName";
    open_id: "openId";
    position: "position";
    referrer: "referrer";
    referrer_name: "referrerName";
    remark: "remark";
    source: "source";
    source1: "source1";
    source2: "source2";
    source3: "source3";
    source4: "source4";
    source5: "source5";
    source6: "source6";
    source7: "source7";
    source8: "source8";
    subscribe_source: "subscribeSource";
    union_id: "unionId";
    website: "website";
    extend_attr_list: "extendAttrList";
}

impl validate::Validate for ListedCustomer {
    fn check(&self, at: &validate::Place<'_>, found: &mut validate::Violations) {
        if let Some(value) = &self.email {
            found.email(&at.field("email", "email"), value);
        }
        if let Some(value) = &self.img {
            found.url(&at.field("img", "img"), value);
        }
    }
}
