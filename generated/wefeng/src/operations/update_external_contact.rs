use crate::types::{CustomFieldValue, ExternalContact, Gender};
use crate::{Call, Client, envelopes, errors};
use apiloom::{
    Answer, Auth, BoolCodes, CallLimit, CallRate, Date, DecodeError, Effect, Maybe, Method,
    Operate, Operation, Repeat, Replacement, RequestBuilder, dry_run, validate,
};

/// The inputs of [`Client::update_external_contact`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UpdateExternalContact {
    /// WeCom's id of the contact.
    ///
    /// 企微客户 ID。
    ///
    /// Note: Listed among the body's fields; the path decides its place. Answers spell it externalUserId.
    ///
    /// Note: 参数表把它与请求体字段列在一起，位置由路径决定；返回中写作 externalUserId。
    ///
    /// `externalUserID` on the wire.
    pub external_user_id: String,

    /// Phone number; it does not come back.
    ///
    /// 电话，返回中没有。
    pub mobile: Option<String>,

    /// User id of the employee who follows the contact.
    ///
    /// 跟进人 userId。
    ///
    /// `majorFollowUser` on the wire.
    pub major_follow_user: Option<String>,

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

    /// Gender, 0 where it is not known.
    ///
    /// 性别，未知时填 0。
    pub gender: Option<Gender>,

    /// Id of the customer in the service desk; links the contact with the desk's side panel.
    ///
    /// 客服系统中的客户 ID，用于关联客服工作台中辅助组件的客户详情。
    ///
    /// `udeskCustomerId` on the wire.
    pub udesk_customer_id: Option<i64>,

    /// All added fields of the contact. A field that is not in the list is emptied.
    ///
    /// 全部自定义字段；即使没有修改也要全量传回，未出现的字段会被置空。
    ///
    /// Note: The other fields merge. Whether leaving out the whole list empties all is not clear.
    ///
    /// Note: 其他字段只改所传内容；完全不传此列表时是否会清空所有自定义字段，文档没有说明。
    ///
    /// What is sent takes the place of what the vendor holds: whatever is not in it is lost.
    /// What becomes of it where it is left out is not documented: the vendor may erase it. Leaving it out is written as `Replacement::LeaveOut`.
    ///
    /// `customFields` on the wire.
    pub custom_fields: Replacement<Vec<CustomFieldValue>>,

    /// Full name of the contact's company.
    ///
    /// 客户所在企业的全称。
    ///
    /// Source: contact 入参示例, in an example only.
    ///
    /// `corpFullName` on the wire.
    pub corp_full_name: Option<String>,

    /// The name that employees give the contact.
    ///
    /// 员工给客户的备注名。
    ///
    /// Source: contact 入参示例, in an example only.
    ///
    /// `remarkName` on the wire.
    pub remark_name: Option<String>,

    /// Address of the contact as free text.
    ///
    /// 客户的地址，自由文本。
    ///
    /// Source: contact 入参示例, in an example only.
    pub address: Option<String>,

    /// Birthday of the contact such as 2021-08-03.
    ///
    /// 客户的生日，如 2021-08-03。
    ///
    /// Source: contact 入参示例, in an example only.
    pub birthday: Option<Date>,

    /// What employees note of the contact.
    ///
    /// 员工对客户的备注描述。
    ///
    /// Source: contact 入参示例, in an example only.
    ///
    /// `remarkDesc` on the wire.
    pub remark_desc: Option<String>,

    /// The contact's WeChat number.
    ///
    /// 客户的微信号。
    ///
    /// Note: The question marks of the sample are lost characters and no mask.
    ///
    /// Note: 示例中的 ??? 是编码丢失，并非掩码格式。
    ///
    /// Source: contact 入参示例, in an example only.
    ///
    /// `wxNo` on the wire.
    pub wx_no: Option<String>,

    /// Presumably whether the contact is a WeChat user; sent as YES or NO. It does not come back.
    ///
    /// 推测为是否微信用户，以 YES 或 NO 发送，返回中没有。
    ///
    /// Note: Only NO stands in the sample; YES is inferred.
    ///
    /// Note: 示例中只出现过 NO，YES 为推定。
    ///
    /// Source: contact 入参示例, in an example only.
    ///
    /// `wxUserFlag` on the wire.
    pub wx_user_flag: Option<bool>,
}

static OPERATION: Operation = Operation {
    id: "update_external_contact",
    method: Method::PUT,
    path: "/externalContact/{externalUserID}",
    server: "default",
    auth: Auth::Any(&["signed"]),
    effect: Effect::Write,
    repeat: Repeat::Never,
    facts: &[],
    judge: &envelopes::standard,
    errors: errors::ERRORS,
    limits: &[CallLimit {
        name: "per_interface",
        rate: Some(CallRate {
            calls: 60,
            seconds: 60,
        }),
        concurrent: None,
        each_operation: true,
    }],
};

static CHANGES: dry_run::Changes =
    dry_run::Changes::merging(dry_run::Members::new(&[dry_run::Member::new(
        "customFields",
    )
    .replaced()
    .uncertain()]));

impl Operate for UpdateExternalContact {
    type Output = ExternalContact;
    const OPERATION: &'static Operation = &OPERATION;
    const CHANGES: &'static dry_run::Changes = &CHANGES;

    fn validate(&self, at: &validate::Place<'_>, found: &mut validate::Violations) {
        validate::Validate::check(self, at, found);
    }

    fn validate_output(output: &ExternalContact, found: &mut validate::Violations) {
        let at = &validate::Place::ROOT;
        let at = &at.within("data");
        found.inside(at, output);
    }

    fn encode(&self, request: &mut RequestBuilder) {
        request.path("externalUserID", &self.external_user_id);
        request.body_fields(|e| {
            e.field("mobile", &self.mobile);
            e.field("majorFollowUser", &self.major_follow_user);
            e.field("position", &self.position);
            e.field("email", &self.email);
            e.field("age", &self.age);
            e.field("gender", &self.gender);
            e.field("udeskCustomerId", &self.udesk_customer_id);
            e.field("customFields", &self.custom_fields);
            e.field("corpFullName", &self.corp_full_name);
            e.field("remarkName", &self.remark_name);
            e.field("address", &self.address);
            e.field("birthday", &self.birthday);
            e.field("remarkDesc", &self.remark_desc);
            e.field("wxNo", &self.wx_no);
            e.field_as(
                "wxUserFlag",
                Maybe(BoolCodes::texts("YES", "NO")),
                &self.wx_user_flag,
            );
        });
    }

    fn decode(answer: &Answer<'_>) -> Result<ExternalContact, DecodeError> {
        answer.read(&["data"])
    }
}

impl validate::Validate for UpdateExternalContact {
    fn check(&self, at: &validate::Place<'_>, found: &mut validate::Violations) {
        if let Some(value) = &self.email {
            found.email(&at.field("email", "email"), value);
        }
        found.inside(
            &at.field("customFields", "custom_fields"),
            &self.custom_fields,
        );
    }
}

impl Client {
    /// Change an external contact.
    ///
    /// 修改客户信息。
    ///
    /// Changes a contact by its WeCom id.
    /// Fields that are left out stay, but the list of added fields is always taken as a whole.
    ///
    /// 按企微外部联系人 ID 修改客户的部分信息；未传的字段不变，但自定义字段必须全量传回。
    ///
    /// Source: contact 修改客户信息.
    ///
    /// Sends `PUT /externalContact/{externalUserID}`; it writes, and what is left out stays as it is, but for the fields that say otherwise.
    ///
    /// The argument `custom_fields` is a decision.
    /// What is sent takes the place of what the vendor holds: whatever is not in it is lost.
    /// What becomes of it where it is left out is not documented: the vendor may erase it. Leaving it out is written as `Replacement::LeaveOut`.
    ///
    /// What may be left out is set on the call; [`UpdateExternalContact`] describes it: `mobile`, `major_follow_user`, `position`, `email`, `age`, `gender`, `udesk_customer_id`, `corp_full_name`, `remark_name`, `address`, `birthday`, `remark_desc`, `wx_no`, `wx_user_flag`.
    ///
    /// Answers [`ExternalContact`](super::super::types::ExternalContact).
    /// The contact after the change.
    /// 修改后的客户。
    ///
    /// # Errors
    ///
    /// Those that [`Client`](Client#errors) lists; of the vendor's codes, the spec's examples show:
    ///
    /// - `900001`
    ///
    /// # Examples
    ///
    /// A contact with all its added fields · 带全部自定义字段的客户
    ///
    /// ```no_run
    /// # async fn example(client: wefeng::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use wefeng::apiloom::{Date, Replacement};
    /// use wefeng::types::{CustomFieldValue, CustomFieldValueContent, Gender};
    ///
    /// let call = client
    ///     .update_external_contact(
    ///         "wm_3b_EAAAhcgXh5DPmcM555t9c_jXQQ",
    ///         Replacement::With(vec![
    ///             CustomFieldValue::new()
    ///                 .id(2485)
    ///                 .field_code("CustomField_2485")
    ///                 .content(CustomFieldValueContent::Droplist(2)),
    ///             CustomFieldValue::new()
    ///                 .id(2769)
    ///                 .field_code("CustomField_2769")
    ///                 .content(CustomFieldValueContent::ChainedDroplist(vec![4, 5])),
    ///             CustomFieldValue::new()
    ///                 .id(5827)
    ///                 .field_code("CustomField_5827")
    ///                 .content(CustomFieldValueContent::Text("嘿嘿".to_owned())),
    ///             CustomFieldValue::new()
    ///                 .id(5828)
    ///                 .field_code("CustomField_5828")
    ///                 .content(CustomFieldValueContent::Date("2021-08-03".parse::<Date>()?)),
    ///         ]),
    ///     )
    ///     .mobile("13311111111")
    ///     .major_follow_user("wangqingyu")
    ///     .position("经理")
    ///     .email("contact@example.com")
    ///     .age(15)
    ///     .gender(Gender::Male)
    ///     .udesk_customer_id(953803726)
    ///     .corp_full_name("彩云科技有限公司")
    ///     .remark_name("老王")
    ///     .address("昆明市五华区示例路 1 号")
    ///     .birthday("2021-08-03".parse::<Date>()?)
    ///     .remark_desc("每月回访")
    ///     .wx_no("caiyun-example")
    ///     .wx_user_flag(false);
    /// println!("{}", call.dry_run()?);
    /// let external_contact = call.await?;
    /// println!("{:?}", external_contact.external_user_id);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// Members that are null in the document · 文档中为 null 的成员
    ///
    /// ```no_run
    /// # async fn example(client: wefeng::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use wefeng::apiloom::Replacement;
    ///
    /// let call = client
    ///     .update_external_contact("wm_3b_EAAAhcgXh5DPmcM555t9c_jXQQ", Replacement::LeaveOut)
    ///     .position("经理");
    /// println!("{}", call.dry_run()?);
    /// let external_contact = call.await?;
    /// println!("{:?}", external_contact.external_user_id);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// A contact on WeCom with times and numbers · 企业微信客户，自定义字段为时间和数值
    ///
    /// ```no_run
    /// # async fn example(client: wefeng::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use wefeng::apiloom::{DateTime, Decimal, Replacement};
    /// use wefeng::types::{CustomFieldValue, CustomFieldValueContent, Gender};
    ///
    /// let call = client
    ///     .update_external_contact(
    ///         "wm_3b_EAAAexample5t9c_wecom",
    ///         Replacement::With(vec![
    ///             CustomFieldValue::new()
    ///                 .id(5829)
    ///                 .field_code("CustomField_5829")
    ///                 .content(CustomFieldValueContent::Datetime(
    ///                     "2021-08-03T12:30:00".parse::<DateTime>()?,
    ///                 )),
    ///             CustomFieldValue::new()
    ///                 .id(5830)
    ///                 .field_code("CustomField_5830")
    ///                 .content(CustomFieldValueContent::Number(3)),
    ///             CustomFieldValue::new()
    ///                 .id(5831)
    ///                 .field_code("CustomField_5831")
    ///                 .content(CustomFieldValueContent::Numeric(Decimal::new("99.5")?)),
    ///             CustomFieldValue::new()
    ///                 .id(5832)
    ///                 .field_code("CustomField_5832")
    ///                 .content(CustomFieldValueContent::Phone("13322222222".to_owned())),
    ///         ]),
    ///     )
    ///     .gender(Gender::Female);
    /// println!("{}", call.dry_run()?);
    /// let external_contact = call.await?;
    /// println!("{:?}", external_contact.external_user_id);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// An answer that contradicts itself · 自相矛盾的返回
    ///
    /// ```no_run
    /// # async fn example(client: wefeng::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use wefeng::apiloom::Replacement;
    ///
    /// let result = client
    ///     .update_external_contact("wm_3b_EAAAhcgXh5DPmcM555t9c_jXQQ", Replacement::LeaveOut)
    ///     .age(15)
    ///     .await;
    /// match result {
    ///     Ok(external_contact) => {
    ///         println!("{:?}", external_contact.external_user_id);
    ///     }
    ///     Err(error) if error.code() == Some("900001") => println!("{error}"),
    ///     Err(error) => return Err(error.into()),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn update_external_contact(
        &self,
        external_user_id: impl Into<String>,
        custom_fields: Replacement<Vec<CustomFieldValue>>,
    ) -> Call<UpdateExternalContact> {
        self.call(UpdateExternalContact {
            external_user_id: external_user_id.into(),
            custom_fields,
            mobile: None,
            major_follow_user: None,
            position: None,
            email: None,
            age: None,
            gender: None,
            udesk_customer_id: None,
            corp_full_name: None,
            remark_name: None,
            address: None,
            birthday: None,
            remark_desc: None,
            wx_no: None,
            wx_user_flag: None,
        })
    }
}

impl Call<UpdateExternalContact> {
    /// Phone number; it does not come back.
    ///
    /// 电话，返回中没有。
    pub fn mobile(mut self, mobile: impl Into<String>) -> Self {
        self.inputs.mobile = Some(mobile.into());
        self
    }

    /// User id of the employee who follows the contact.
    ///
    /// 跟进人 userId。
    ///
    /// `majorFollowUser` on the wire.
    pub fn major_follow_user(mut self, major_follow_user: impl Into<String>) -> Self {
        self.inputs.major_follow_user = Some(major_follow_user.into());
        self
    }

    /// Job title of the contact.
    ///
    /// 客户的职位。
    pub fn position(mut self, position: impl Into<String>) -> Self {
        self.inputs.position = Some(position.into());
        self
    }

    /// Mail address of the contact.
    ///
    /// 客户的邮箱。
    pub fn email(mut self, email: impl Into<String>) -> Self {
        self.inputs.email = Some(email.into());
        self
    }

    /// Age in years.
    ///
    /// 年龄，单位岁。
    pub fn age(mut self, age: i32) -> Self {
        self.inputs.age = Some(age);
        self
    }

    /// Gender, 0 where it is not known.
    ///
    /// 性别，未知时填 0。
    pub fn gender(mut self, gender: Gender) -> Self {
        self.inputs.gender = Some(gender);
        self
    }

    /// Id of the customer in the service desk; links the contact with the desk's side panel.
    ///
    /// 客服系统中的客户 ID，用于关联客服工作台中辅助组件的客户详情。
    ///
    /// `udeskCustomerId` on the wire.
    pub fn udesk_customer_id(mut self, udesk_customer_id: i64) -> Self {
        self.inputs.udesk_customer_id = Some(udesk_customer_id);
        self
    }

    /// Full name of the contact's company.
    ///
    /// 客户所在企业的全称。
    ///
    /// Source: contact 入参示例, in an example only.
    ///
    /// `corpFullName` on the wire.
    pub fn corp_full_name(mut self, corp_full_name: impl Into<String>) -> Self {
        self.inputs.corp_full_name = Some(corp_full_name.into());
        self
    }

    /// The name that employees give the contact.
    ///
    /// 员工给客户的备注名。
    ///
    /// Source: contact 入参示例, in an example only.
    ///
    /// `remarkName` on the wire.
    pub fn remark_name(mut self, remark_name: impl Into<String>) -> Self {
        self.inputs.remark_name = Some(remark_name.into());
        self
    }

    /// Address of the contact as free text.
    ///
    /// 客户的地址，自由文本。
    ///
    /// Source: contact 入参示例, in an example only.
    pub fn address(mut self, address: impl Into<String>) -> Self {
        self.inputs.address = Some(address.into());
        self
    }

    /// Birthday of the contact such as 2021-08-03.
    ///
    /// 客户的生日，如 2021-08-03。
    ///
    /// Source: contact 入参示例, in an example only.
    pub fn birthday(mut self, birthday: Date) -> Self {
        self.inputs.birthday = Some(birthday);
        self
    }

    /// What employees note of the contact.
    ///
    /// 员工对客户的备注描述。
    ///
    /// Source: contact 入参示例, in an example only.
    ///
    /// `remarkDesc` on the wire.
    pub fn remark_desc(mut self, remark_desc: impl Into<String>) -> Self {
        self.inputs.remark_desc = Some(remark_desc.into());
        self
    }

    /// The contact's WeChat number.
    ///
    /// 客户的微信号。
    ///
    /// Note: The question marks of the sample are lost characters and no mask.
    ///
    /// Note: 示例中的 ??? 是编码丢失，并非掩码格式。
    ///
    /// Source: contact 入参示例, in an example only.
    ///
    /// `wxNo` on the wire.
    pub fn wx_no(mut self, wx_no: impl Into<String>) -> Self {
        self.inputs.wx_no = Some(wx_no.into());
        self
    }

    /// Presumably whether the contact is a WeChat user; sent as YES or NO. It does not come back.
    ///
    /// 推测为是否微信用户，以 YES 或 NO 发送，返回中没有。
    ///
    /// Note: Only NO stands in the sample; YES is inferred.
    ///
    /// Note: 示例中只出现过 NO，YES 为推定。
    ///
    /// Source: contact 入参示例, in an example only.
    ///
    /// `wxUserFlag` on the wire.
    pub fn wx_user_flag(mut self, wx_user_flag: bool) -> Self {
        self.inputs.wx_user_flag = Some(wx_user_flag);
        self
    }
}
