use super::{ExtendAttr, Gender, Identity};
use apiloom::{BoolCodes, Date, Maybe, Replacement, record, validate};

/// A customer with its identities as it is created or updated.
///
/// 按身份创建或更新的客户。
///
/// Source: customer 根据身份列表创建客户.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct NewCustomerByIdentity {
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

    /// Mail address; demanded even where it is not known.
    ///
    /// 邮箱；即使不知道也必须提供。
    pub email: String,

    /// Whether the mail address is verified; 1 is yes.
    ///
    /// 邮箱是否已验证，1 表示已验证。
    ///
    /// Note: The table gives no legend (its remark only says 邮箱); read like mobileVerified.
    ///
    /// Note: 表格没有给出取值含义（备注只写了“邮箱”），按 mobileVerified 的含义推定。
    ///
    /// It is inferred, not documented.
    ///
    /// `emailVerified` on the wire.
    pub email_verified: bool,

    /// Gender; 0 when it is not known.
    ///
    /// 性别，不清楚时填 0。
    pub gender: Gender,

    /// Group that the customer joins. Leave it out, and the customer counts as ungrouped.
    ///
    /// 客户要加入的群组 id；不填表示加入“未分组”。
    ///
    /// Note: The document says 为空 (empty) means ungrouped; whether it means null or absent is not said.
    ///
    /// Note: 文档只说“为空”代表未分组，没有区分 null 与不传。
    ///
    /// `groupId` on the wire.
    pub group_id: Option<i64>,

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

    /// Codes of the departments that the customer belongs to.
    ///
    /// 客户所属组织架构的编码列表。
    ///
    /// Whether what is sent replaces what the vendor holds is not documented: data may be lost.
    /// What becomes of it where it is left out is not documented: the vendor may erase it. Leaving it out is written as `Replacement::LeaveOut`.
    ///
    /// `deptCodeList` on the wire.
    pub dept_code_list: Replacement<Vec<String>>,

    /// Values of attributes that the tenant added.
    ///
    /// 租户扩展属性的值。
    ///
    /// Whether what is sent replaces what the vendor holds is not documented: data may be lost.
    /// What becomes of it where it is left out is not documented: the vendor may erase it. Leaving it out is written as `Replacement::LeaveOut`.
    ///
    /// `extendAttrList` on the wire.
    pub extend_attr_list: Replacement<Vec<ExtendAttr>>,

    /// Identities that find or make the customer.
    /// Their order is the priority when identityPriorityStrategy is custom.
    ///
    /// 用于查找或创建客户的身份；当 identityPriorityStrategy 为 custom 时，列表顺序就是优先级。
    ///
    /// Note: A list whose order means something; never sort it.
    ///
    /// Note: 列表顺序有含义，不要重新排序。
    ///
    /// Whether what is sent replaces what the vendor holds is not documented: data may be lost.
    ///
    /// `identityList` on the wire.
    pub identity_list: Vec<Identity>,

    /// Ids of users of the platform; what the link does is not documented.
    ///
    /// 平台用户 id 列表；关联后的作用文档未说明。
    ///
    /// Whether what is sent replaces what the vendor holds is not documented: data may be lost.
    /// What becomes of it where it is left out is not documented: the vendor may erase it. Leaving it out is written as `Replacement::LeaveOut`.
    ///
    /// `userIdList` on the wire.
    pub user_id_list: Replacement<Vec<i64>>,
}

/// What [`NewCustomerByIdentity`] cannot do without.
#[derive(Clone, Debug, PartialEq)]
pub struct NewCustomerByIdentityRequired {
    /// Mail address; demanded even where it is not known.
    ///
    /// 邮箱；即使不知道也必须提供。
    pub email: String,

    /// Whether the mail address is verified; 1 is yes.
    ///
    /// 邮箱是否已验证，1 表示已验证。
    ///
    /// Note: The table gives no legend (its remark only says 邮箱); read like mobileVerified.
    ///
    /// Note: 表格没有给出取值含义（备注只写了“邮箱”），按 mobileVerified 的含义推定。
    ///
    /// It is inferred, not documented.
    ///
    /// `emailVerified` on the wire.
    pub email_verified: bool,

    /// Gender; 0 when it is not known.
    ///
    /// 性别，不清楚时填 0。
    pub gender: Gender,

    /// Codes of the departments that the customer belongs to.
    ///
    /// 客户所属组织架构的编码列表。
    ///
    /// Whether what is sent replaces what the vendor holds is not documented: data may be lost.
    /// What becomes of it where it is left out is not documented: the vendor may erase it. Leaving it out is written as `Replacement::LeaveOut`.
    ///
    /// `deptCodeList` on the wire.
    pub dept_code_list: Replacement<Vec<String>>,

    /// Values of attributes that the tenant added.
    ///
    /// 租户扩展属性的值。
    ///
    /// Whether what is sent replaces what the vendor holds is not documented: data may be lost.
    /// What becomes of it where it is left out is not documented: the vendor may erase it. Leaving it out is written as `Replacement::LeaveOut`.
    ///
    /// `extendAttrList` on the wire.
    pub extend_attr_list: Replacement<Vec<ExtendAttr>>,

    /// Identities that find or make the customer.
    /// Their order is the priority when identityPriorityStrategy is custom.
    ///
    /// 用于查找或创建客户的身份；当 identityPriorityStrategy 为 custom 时，列表顺序就是优先级。
    ///
    /// Note: A list whose order means something; never sort it.
    ///
    /// Note: 列表顺序有含义，不要重新排序。
    ///
    /// Whether what is sent replaces what the vendor holds is not documented: data may be lost.
    ///
    /// `identityList` on the wire.
    pub identity_list: Vec<Identity>,

    /// Ids of users of the platform; what the link does is not documented.
    ///
    /// 平台用户 id 列表；关联后的作用文档未说明。
    ///
    /// Whether what is sent replaces what the vendor holds is not documented: data may be lost.
    /// What becomes of it where it is left out is not documented: the vendor may erase it. Leaving it out is written as `Replacement::LeaveOut`.
    ///
    /// `userIdList` on the wire.
    pub user_id_list: Replacement<Vec<i64>>,
}

impl NewCustomerByIdentity {
    /// Everything that is required; each setter adds a value.
    pub fn new(required: NewCustomerByIdentityRequired) -> Self {
        let NewCustomerByIdentityRequired {
            email,
            email_verified,
            gender,
            dept_code_list,
            extend_attr_list,
            identity_list,
            user_id_list,
        } = required;
        Self {
            email,
            email_verified,
            gender,
            dept_code_list,
            extend_attr_list,
            identity_list,
            user_id_list,
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
            group_id: None,
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
        }
    }

    /// Yearly revenue of the customer's company; the unit is not documented.
    ///
    /// 客户所在公司的年收入，单位未说明。
    ///
    /// `annualRevenue` on the wire.
    pub fn annual_revenue(mut self, annual_revenue: i32) -> Self {
        self.annual_revenue = Some(annual_revenue);
        self
    }

    /// App id of the WeChat official account or mini program that the customer came from.
    ///
    /// 客户来源的微信公众号或小程序的 appId。
    ///
    /// `appId` on the wire.
    pub fn app_id(mut self, app_id: impl Into<String>) -> Self {
        self.app_id = Some(app_id.into());
        self
    }

    /// Birthday such as 2020-01-01.
    ///
    /// 生日，格式如 2020-01-01。
    ///
    /// Note: The document puts the sample into full-width quotes; they are no part of the value.
    ///
    /// Note: 文档示例用了全角引号，引号不是值的一部分。
    pub fn birthday(mut self, birthday: Date) -> Self {
        self.birthday = Some(birthday);
        self
    }

    /// Id of the marketing campaign on this platform.
    ///
    /// 白药营销平台中的营销活动 id。
    ///
    /// Note: A number here; the related DM Hub has a string of the same name.
    ///
    /// Note: 这里是数字；同源的 DM Hub 中同名字段是字符串。
    ///
    /// `campaignId` on the wire.
    pub fn campaign_id(mut self, campaign_id: i64) -> Self {
        self.campaign_id = Some(campaign_id);
        self
    }

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
    pub fn charge_id(mut self, charge_id: impl Into<String>) -> Self {
        self.charge_id = Some(charge_id.into());
        self
    }

    /// Province with its suffix such as 安徽省.
    ///
    /// 省份，带“省”字，如安徽省。
    pub fn province(mut self, province: impl Into<String>) -> Self {
        self.province = Some(province.into());
        self
    }

    /// City within the province such as 昆明市.
    ///
    /// 省内的市，如昆明市。
    pub fn city(mut self, city: impl Into<String>) -> Self {
        self.city = Some(city.into());
        self
    }

    /// District within the city such as 五华区.
    ///
    /// 市内的区，如五华区。
    pub fn district(mut self, district: impl Into<String>) -> Self {
        self.district = Some(district.into());
        self
    }

    /// Name of the customer's company.
    ///
    /// 客户所在公司的名称。
    pub fn company(mut self, company: impl Into<String>) -> Self {
        self.company = Some(company.into());
        self
    }

    /// How the record came about; the values are not listed.
    ///
    /// 创建方式，取值未列出。
    ///
    /// `createMethod` on the wire.
    pub fn create_method(mut self, create_method: impl Into<String>) -> Self {
        self.create_method = Some(create_method.into());
        self
    }

    /// Whether the record may be edited. On the wire 0 is yes and 1 is no.
    ///
    /// 是否可编辑。传输时 0 表示可编辑，1 表示不可编辑。
    pub fn editable(mut self, editable: bool) -> Self {
        self.editable = Some(editable);
        self
    }

    /// How many people the customer's company employs.
    ///
    /// 客户所在公司的员工人数。
    ///
    /// `employeeNumber` on the wire.
    pub fn employee_number(mut self, employee_number: i32) -> Self {
        self.employee_number = Some(employee_number);
        self
    }

    /// Group that the customer joins. Leave it out, and the customer counts as ungrouped.
    ///
    /// 客户要加入的群组 id；不填表示加入“未分组”。
    ///
    /// Note: The document says 为空 (empty) means ungrouped; whether it means null or absent is not said.
    ///
    /// Note: 文档只说“为空”代表未分组，没有区分 null 与不传。
    ///
    /// `groupId` on the wire.
    pub fn group_id(mut self, group_id: i64) -> Self {
        self.group_id = Some(group_id);
        self
    }

    /// Hobbies as free text.
    ///
    /// 癖好，自由文本。
    pub fn hobby(mut self, hobby: impl Into<String>) -> Self {
        self.hobby = Some(hobby.into());
        self
    }

    /// Address of the customer's portrait.
    ///
    /// 用户头像的地址。
    pub fn img(mut self, img: impl Into<String>) -> Self {
        self.img = Some(img.into());
        self
    }

    /// Industry of the customer's company.
    ///
    /// 客户所在公司的行业。
    pub fn industry(mut self, industry: impl Into<String>) -> Self {
        self.industry = Some(industry.into());
        self
    }

    /// Whether the customer works for the tenant's own company. On the wire 0 is yes and 1 is no.
    ///
    /// 是否本公司员工。传输时 0 表示是，1 表示否。
    ///
    /// `isEmployee` on the wire.
    pub fn is_employee(mut self, is_employee: bool) -> Self {
        self.is_employee = Some(is_employee);
        self
    }

    /// Language set in WeChat.
    ///
    /// 微信中设置的语言。
    pub fn language(mut self, language: impl Into<String>) -> Self {
        self.language = Some(language.into());
        self
    }

    /// Full address of the customer.
    ///
    /// 客户的详细地址。
    pub fn location(mut self, location: impl Into<String>) -> Self {
        self.location = Some(location.into());
        self
    }

    /// Nickname in WeChat, which searchKey of list_customers finds.
    ///
    /// 微信昵称，可用 list_customers 的 searchKey 搜索到。
    ///
    /// `nickName` on the wire.
    pub fn nick_name(mut self, nick_name: impl Into<String>) -> Self {
        self.nick_name = Some(nick_name.into());
        self
    }

    /// WeChat openid under appId.
    ///
    /// 在 appId 下的微信 openid。
    ///
    /// `openId` on the wire.
    pub fn open_id(mut self, open_id: impl Into<String>) -> Self {
        self.open_id = Some(open_id.into());
        self
    }

    /// Job title of the customer.
    ///
    /// 客户的职位。
    pub fn position(mut self, position: impl Into<String>) -> Self {
        self.position = Some(position.into());
        self
    }

    /// Id of the promoter who won the customer.
    ///
    /// 所属推广人 id。
    pub fn referrer(mut self, referrer: impl Into<String>) -> Self {
        self.referrer = Some(referrer.into());
        self
    }

    /// Name of the promoter who won the customer.
    ///
    /// 所属推广人姓名。
    ///
    /// `referrerName` on the wire.
    pub fn referrer_name(mut self, referrer_name: impl Into<String>) -> Self {
        self.referrer_name = Some(referrer_name.into());
        self
    }

    /// What the staff noted of the customer.
    ///
    /// 工作人员对客户的备注。
    pub fn remark(mut self, remark: impl Into<String>) -> Self {
        self.remark = Some(remark.into());
        self
    }

    /// Where the event came from, one of the sources set up beforehand, such as 淘宝 for an order.
    ///
    /// 事件来源，取预先设定的来源；例如订单来自淘宝则填淘宝。
    pub fn source(mut self, source: impl Into<String>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// A source of the tenant's own. One customer won over several channels keeps one channel in each.
    ///
    /// 租户自定义的客户来源；同一客户来自不同渠道时，可分别写入不同的 source。
    pub fn source1(mut self, source1: impl Into<String>) -> Self {
        self.source1 = Some(source1.into());
        self
    }

    /// A source of the tenant's own. One customer won over several channels keeps one channel in each.
    ///
    /// 租户自定义的客户来源；同一客户来自不同渠道时，可分别写入不同的 source。
    pub fn source2(mut self, source2: impl Into<String>) -> Self {
        self.source2 = Some(source2.into());
        self
    }

    /// A source of the tenant's own. One customer won over several channels keeps one channel in each.
    ///
    /// 租户自定义的客户来源；同一客户来自不同渠道时，可分别写入不同的 source。
    pub fn source3(mut self, source3: impl Into<String>) -> Self {
        self.source3 = Some(source3.into());
        self
    }

    /// A source of the tenant's own. One customer won over several channels keeps one channel in each.
    ///
    /// 租户自定义的客户来源；同一客户来自不同渠道时，可分别写入不同的 source。
    pub fn source4(mut self, source4: impl Into<String>) -> Self {
        self.source4 = Some(source4.into());
        self
    }

    /// A source of the tenant's own. One customer won over several channels keeps one channel in each.
    ///
    /// 租户自定义的客户来源；同一客户来自不同渠道时，可分别写入不同的 source。
    pub fn source5(mut self, source5: impl Into<String>) -> Self {
        self.source5 = Some(source5.into());
        self
    }

    /// A source of the tenant's own. One customer won over several channels keeps one channel in each.
    ///
    /// 租户自定义的客户来源；同一客户来自不同渠道时，可分别写入不同的 source。
    pub fn source6(mut self, source6: impl Into<String>) -> Self {
        self.source6 = Some(source6.into());
        self
    }

    /// A source of the tenant's own. One customer won over several channels keeps one channel in each.
    ///
    /// 租户自定义的客户来源；同一客户来自不同渠道时，可分别写入不同的 source。
    pub fn source7(mut self, source7: impl Into<String>) -> Self {
        self.source7 = Some(source7.into());
        self
    }

    /// A source of the tenant's own. One customer won over several channels keeps one channel in each.
    ///
    /// 租户自定义的客户来源；同一客户来自不同渠道时，可分别写入不同的 source。
    pub fn source8(mut self, source8: impl Into<String>) -> Self {
        self.source8 = Some(source8.into());
        self
    }

    /// How the customer came to follow the WeChat account.
    ///
    /// 微信关注来源。
    ///
    /// `subscribeSource` on the wire.
    pub fn subscribe_source(mut self, subscribe_source: impl Into<String>) -> Self {
        self.subscribe_source = Some(subscribe_source.into());
        self
    }

    /// Union id of the WeChat open platform.
    ///
    /// 微信开放平台的 unionId。
    ///
    /// `unionId` on the wire.
    pub fn union_id(mut self, union_id: impl Into<String>) -> Self {
        self.union_id = Some(union_id.into());
        self
    }

    /// Web site of the customer's company.
    ///
    /// 客户所在公司的网站。
    pub fn website(mut self, website: impl Into<String>) -> Self {
        self.website = Some(website.into());
        self
    }
}

record! {
    NewCustomerByIdentity as Object;
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
    email: required "email";
    email_verified: required "emailVerified" as BoolCodes::ints(1, 0);
    gender: required "gender";
    group_id: "groupId";
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
    dept_code_list: "deptCodeList";
    extend_attr_list: "extendAttrList";
    identity_list: required "identityList";
    user_id_list: "userIdList";
}

impl validate::Validate for NewCustomerByIdentity {
    fn check(&self, at: &validate::Place<'_>, found: &mut validate::Violations) {
        found.email(&at.field("email", "email"), &self.email);
        if let Some(value) = &self.img {
            found.url(&at.field("img", "img"), value);
        }
    }
}
