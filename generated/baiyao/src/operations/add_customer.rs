use crate::types::Gender;
use crate::{Call, Client, envelopes, errors};
use apiloom::{
    Answer, Auth, BoolCodes, DecodeError, Effect, Method, Operate, Operation, Repeat,
    RequestBuilder, validate,
};

/// The inputs of [`Client::add_customer`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AddCustomer {
    /// What the customer is called; searchKey of list_customers finds it.
    ///
    /// 客户的名称，可用 list_customers 的 searchKey 搜索到。
    pub name: String,

    /// Mobile number; it becomes the identity of the customer.
    ///
    /// 手机号，默认作为此客户的身份。
    pub mobile: String,

    /// Whether the number is verified; 1 is yes.
    ///
    /// 手机号是否已验证，1 表示已验证，0 表示未验证。
    ///
    /// `mobileVerified` on the wire.
    pub mobile_verified: bool,

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
}

/// What [`Client::add_customer`] cannot do without.
#[derive(Clone, Debug, PartialEq)]
pub struct AddCustomerRequired {
    /// What the customer is called; searchKey of list_customers finds it.
    ///
    /// 客户的名称，可用 list_customers 的 searchKey 搜索到。
    pub name: String,

    /// Mobile number; it becomes the identity of the customer.
    ///
    /// 手机号，默认作为此客户的身份。
    pub mobile: String,

    /// Whether the number is verified; 1 is yes.
    ///
    /// 手机号是否已验证，1 表示已验证，0 表示未验证。
    ///
    /// `mobileVerified` on the wire.
    pub mobile_verified: bool,

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
}

static OPERATION: Operation = Operation {
    id: "add_customer",
    method: Method::POST,
    path: "/openapi/customer/add",
    server: "default",
    auth: Auth::Any(&["header_token"]),
    effect: Effect::Write,
    repeat: Repeat::Never,
    facts: &[],
    judge: &envelopes::standard,
    errors: errors::ERRORS,
    limits: &[],
};

impl Operate for AddCustomer {
    type Output = i64;
    const OPERATION: &'static Operation = &OPERATION;

    fn validate(&self, at: &validate::Place<'_>, found: &mut validate::Violations) {
        validate::Validate::check(self, at, found);
    }

    fn encode(&self, request: &mut RequestBuilder) {
        request.header_const("Content-Type", "application/json");
        request.body_fields(|e| {
            e.field("name", &self.name);
            e.field("mobile", &self.mobile);
            e.field_as(
                "mobileVerified",
                BoolCodes::ints(1, 0),
                &self.mobile_verified,
            );
            e.field("province", &self.province);
            e.field("city", &self.city);
            e.field("district", &self.district);
            e.field("email", &self.email);
            e.field_as("emailVerified", BoolCodes::ints(1, 0), &self.email_verified);
            e.field("gender", &self.gender);
            e.field("groupId", &self.group_id);
        });
    }

    fn decode(answer: &Answer<'_>) -> Result<i64, DecodeError> {
        answer.read(&["data"])
    }
}

impl validate::Validate for AddCustomer {
    fn check(&self, at: &validate::Place<'_>, found: &mut validate::Violations) {
        found.phone(&at.field("mobile", "mobile"), &self.mobile);
        found.email(&at.field("email", "email"), &self.email);
    }
}

impl Client {
    /// Add a customer.
    ///
    /// 新增客户。
    ///
    /// Creates a customer whose mobile number becomes its identity.
    /// Several identities and merging are beyond it; see create_customer_by_identity.
    ///
    /// 最基本的创建方式，以手机号作为客户身份；不支持多身份和合并，需要时用 create_customer_by_identity。
    ///
    /// Source: customer 新增客户.
    ///
    /// Sends `POST /openapi/customer/add`; it writes.
    /// Needs the permission 客户管理-写.
    ///
    /// What may be left out is set on the call; [`AddCustomer`] describes it: `province`, `city`, `district`, `group_id`.
    ///
    /// Answers `i64`.
    /// Id of the new customer.
    /// 新客户的 id。
    ///
    /// # Errors
    ///
    /// Those that [`Client`](Client#errors) lists; of the vendor's codes, the spec's examples show:
    ///
    /// - `-1`: [`RequestFailed`](super::super::ErrorCode::RequestFailed), of [`Kind::Vendor`](super::super::Kind::Vendor)
    ///
    /// # Examples
    ///
    /// A customer with a verified mobile number · 手机号已验证的客户
    ///
    /// ```no_run
    /// # async fn example(client: baiyao::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use baiyao::operations;
    /// use baiyao::types::Gender;
    ///
    /// let answer = client
    ///     .add_customer(operations::AddCustomerRequired {
    ///         name: "张三".to_owned(),
    ///         mobile: "13888888888".to_owned(),
    ///         mobile_verified: true,
    ///         email: "zhangsan@example.com".to_owned(),
    ///         email_verified: false,
    ///         gender: Gender::Male,
    ///     })
    ///     .province("云南省")
    ///     .city("昆明市")
    ///     .district("五华区")
    ///     .group_id(1024)
    ///     .await?;
    /// println!("{answer}");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// The number belongs to somebody already · 手机号已被使用
    ///
    /// ```no_run
    /// # async fn example(client: baiyao::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use baiyao::operations;
    /// use baiyao::types::Gender;
    ///
    /// let result = client
    ///     .add_customer(operations::AddCustomerRequired {
    ///         name: "李四".to_owned(),
    ///         mobile: "13888888888".to_owned(),
    ///         mobile_verified: false,
    ///         email: "lisi@example.com".to_owned(),
    ///         email_verified: false,
    ///         gender: Gender::Unknown,
    ///     })
    ///     .await;
    /// match result {
    ///     Ok(answer) => {
    ///         println!("{answer}");
    ///     }
    ///     Err(error) if error.code() == Some("-1") => println!("{error}"),
    ///     Err(error) => return Err(error.into()),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn add_customer(&self, required: AddCustomerRequired) -> Call<AddCustomer> {
        let AddCustomerRequired {
            name,
            mobile,
            mobile_verified,
            email,
            email_verified,
            gender,
        } = required;
        self.call(AddCustomer {
            name,
            mobile,
            mobile_verified,
            email,
            email_verified,
            gender,
            province: None,
            city: None,
            district: None,
            group_id: None,
        })
    }
}

impl Call<AddCustomer> {
    /// Province with its suffix such as 安徽省.
    ///
    /// 省份，带“省”字，如安徽省。
    pub fn province(mut self, province: impl Into<String>) -> Self {
        self.inputs.province = Some(province.into());
        self
    }

    /// City within the province such as 昆明市.
    ///
    /// 省内的市，如昆明市。
    pub fn city(mut self, city: impl Into<String>) -> Self {
        self.inputs.city = Some(city.into());
        self
    }

    /// District within the city such as 五华区.
    ///
    /// 市内的区，如五华区。
    pub fn district(mut self, district: impl Into<String>) -> Self {
        self.inputs.district = Some(district.into());
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
        self.inputs.group_id = Some(group_id);
        self
    }
}
