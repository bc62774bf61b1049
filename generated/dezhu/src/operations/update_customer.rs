use crate::types::{CustomerDetail, CustomerUpdate};
use crate::{Call, Client, envelopes, errors, members};
use apiloom::{
    Answer, Auth, DecodeError, Effect, Method, Operate, Operation, Repeat, RequestBuilder, dry_run,
    validate,
};

/// The inputs of [`Client::update_customer`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UpdateCustomer {
    /// Id of the customer; in the query although a body is sent.
    ///
    /// 客户 ID，放在查询串而不是请求体。
    ///
    /// `customerId` on the wire.
    pub customer_id: String,

    /// What changes of the customer.
    ///
    /// 要修改的客户信息。
    ///
    /// Note: The row of the body has no name in the table; the body is the object itself.
    ///
    /// Note: 参数表中请求体一行没有参数名；请求体就是该对象本身。
    pub customer: CustomerUpdate,
}

static OPERATION: Operation = Operation {
    id: "update_customer",
    method: Method::PUT,
    path: "/basic/openapi/v1/customer",
    server: "default",
    auth: Auth::Any(&["signed"]),
    effect: Effect::Write,
    repeat: Repeat::Never,
    facts: &[],
    judge: &envelopes::standard,
    errors: errors::ERRORS,
    limits: &[],
};

static CHANGES: dry_run::Changes = dry_run::Changes::unknown(members::CUSTOMER_UPDATE);

impl Operate for UpdateCustomer {
    type Output = CustomerDetail;
    const OPERATION: &'static Operation = &OPERATION;
    const CHANGES: &'static dry_run::Changes = &CHANGES;

    fn validate(&self, at: &validate::Place<'_>, found: &mut validate::Violations) {
        validate::Validate::check(self, at, found);
    }

    fn validate_output(output: &CustomerDetail, found: &mut validate::Violations) {
        let at = &validate::Place::ROOT;
        let at = &at.within("data");
        found.inside(at, output);
    }

    fn encode(&self, request: &mut RequestBuilder) {
        request.query("customerId", &self.customer_id);
        request.header_const("Content-Type", "application/json");
        request.body(&self.customer);
    }

    fn decode(answer: &Answer<'_>) -> Result<CustomerDetail, DecodeError> {
        answer.read(&["data"])
    }
}

impl validate::Validate for UpdateCustomer {
    fn check(&self, at: &validate::Place<'_>, found: &mut validate::Violations) {
        found.inside(at, &self.customer);
    }
}

impl Client {
    /// Change a customer.
    ///
    /// 修改客户。
    ///
    /// Changes a customer that is named by its id in the query.
    ///
    /// 修改客户信息，客户由查询串中的 ID 指定。
    ///
    /// Source: guide 修改客户.
    ///
    /// Sends `PUT /basic/openapi/v1/customer`; it writes, and what becomes of what is left out is not documented.
    ///
    /// Answers [`CustomerDetail`](super::super::types::CustomerDetail).
    /// The customer, with company and staff.
    /// 客户详情，含公司与客服信息。
    ///
    /// # Errors
    ///
    /// Those that [`Client`](Client#errors) lists; of the vendor's codes, the spec's examples show:
    ///
    /// - `21002`: [`AuthFailed`](super::super::ErrorCode::AuthFailed), of [`Kind::Auth`](super::super::Kind::Auth)
    /// - `20001`: [`RequestFailed`](super::super::ErrorCode::RequestFailed), of [`Kind::Vendor`](super::super::Kind::Vendor)
    /// - `21012`: [`WrongPassword`](super::super::ErrorCode::WrongPassword), of [`Kind::Auth`](super::super::Kind::Auth)
    /// - `21013`: [`CaptchaRequired`](super::super::ErrorCode::CaptchaRequired), of [`Kind::Auth`](super::super::Kind::Auth)
    /// - `21116`: [`IllegalCompanyType`](super::super::ErrorCode::IllegalCompanyType), of [`Kind::Invalid`](super::super::Kind::Invalid)
    /// - `21112`: [`AccountExists`](super::super::ErrorCode::AccountExists), of [`Kind::Conflict`](super::super::Kind::Conflict)
    /// - `21114`: [`ActivationCodeExpired`](super::super::ErrorCode::ActivationCodeExpired), of [`Kind::Invalid`](super::super::Kind::Invalid)
    /// - `21115`: [`WrongActivationCode`](super::super::ErrorCode::WrongActivationCode), of [`Kind::Invalid`](super::super::Kind::Invalid)
    ///
    /// # Examples
    ///
    /// A new name and two tags · 修改名称和两个标签
    ///
    /// ```no_run
    /// # async fn example(client: dezhu::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use dezhu::apiloom::Replacement;
    /// use dezhu::types::{CustomerDict, CustomerDictRequired, CustomerUpdate};
    ///
    /// let call = client.update_customer(
    ///     "9527",
    ///     CustomerUpdate::new(
    ///         Replacement::With(vec![
    ///             CustomerDict::new(CustomerDictRequired {
    ///                 dict_code: "industry".to_owned(),
    ///                 value: "零售".to_owned(),
    ///             })
    ///             .remark("行业"),
    ///             CustomerDict::new(CustomerDictRequired {
    ///                 dict_code: "size".to_owned(),
    ///                 value: "200".to_owned(),
    ///             }),
    ///         ]),
    ///         Replacement::With(vec!["老客户".to_owned(), "VIP".to_owned()]),
    ///     )
    ///     .customer_group_id("77")
    ///     .customer_group_name("彩云科技")
    ///     .name("王五")
    ///     .email("wangwu@example.com")
    ///     .phone("13800138000")
    ///     .telephone("0871-65350000")
    ///     .external_id("crm-88")
    ///     .desc("每月回访")
    ///     .principal_email("zhaoliu@example.com"),
    /// );
    /// println!("{}", call.dry_run()?);
    /// let customer_detail = call.await?;
    /// println!("{:?}", customer_detail.customer_group_name);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// A customer that was voided and merged · 已作废并被合并的客户
    ///
    /// ```no_run
    /// # async fn example(client: dezhu::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use dezhu::apiloom::Replacement;
    /// use dezhu::types::CustomerUpdate;
    ///
    /// let call = client.update_customer(
    ///     "9528",
    ///     CustomerUpdate::new(Replacement::LeaveOut, Replacement::LeaveOut).desc("重复客户"),
    /// );
    /// println!("{}", call.dry_run()?);
    /// let customer_detail = call.await?;
    /// println!("{:?}", customer_detail.customer_group_name);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// The signature is wrong · 签名错误
    ///
    /// ```no_run
    /// # async fn example(client: dezhu::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use dezhu::apiloom::Replacement;
    /// use dezhu::types::CustomerUpdate;
    ///
    /// let result = client
    ///     .update_customer(
    ///         "9527",
    ///         CustomerUpdate::new(Replacement::LeaveOut, Replacement::LeaveOut).name("王五"),
    ///     )
    ///     .await;
    /// match result {
    ///     Ok(customer_detail) => {
    ///         println!("{:?}", customer_detail.customer_group_name);
    ///     }
    ///     Err(error) if error.code() == Some("21002") => println!("{error}"),
    ///     Err(error) => return Err(error.into()),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// The request failed · 请求失败
    ///
    /// ```no_run
    /// # async fn example(client: dezhu::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use dezhu::apiloom::Replacement;
    /// use dezhu::types::CustomerUpdate;
    ///
    /// let result = client
    ///     .update_customer(
    ///         "20001",
    ///         CustomerUpdate::new(Replacement::LeaveOut, Replacement::LeaveOut).name("王五"),
    ///     )
    ///     .await;
    /// match result {
    ///     Ok(customer_detail) => {
    ///         println!("{:?}", customer_detail.customer_group_name);
    ///     }
    ///     Err(error) if error.code() == Some("20001") => println!("{error}"),
    ///     Err(error) => return Err(error.into()),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// A wrong user or password · 用户名或密码错误
    ///
    /// ```no_run
    /// # async fn example(client: dezhu::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use dezhu::apiloom::Replacement;
    /// use dezhu::types::CustomerUpdate;
    ///
    /// let result = client
    ///     .update_customer(
    ///         "21012",
    ///         CustomerUpdate::new(Replacement::LeaveOut, Replacement::LeaveOut).name("王五"),
    ///     )
    ///     .await;
    /// match result {
    ///     Ok(customer_detail) => {
    ///         println!("{:?}", customer_detail.customer_group_name);
    ///     }
    ///     Err(error) if error.code() == Some("21012") => println!("{error}"),
    ///     Err(error) => return Err(error.into()),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// A captcha is needed · 需要验证码
    ///
    /// ```no_run
    /// # async fn example(client: dezhu::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use dezhu::apiloom::Replacement;
    /// use dezhu::types::CustomerUpdate;
    ///
    /// let result = client
    ///     .update_customer(
    ///         "21013",
    ///         CustomerUpdate::new(Replacement::LeaveOut, Replacement::LeaveOut).name("王五"),
    ///     )
    ///     .await;
    /// match result {
    ///     Ok(customer_detail) => {
    ///         println!("{:?}", customer_detail.customer_group_name);
    ///     }
    ///     Err(error) if error.code() == Some("21013") => println!("{error}"),
    ///     Err(error) => return Err(error.into()),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// A type of company that is not allowed · 公司类型非法
    ///
    /// ```no_run
    /// # async fn example(client: dezhu::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use dezhu::apiloom::Replacement;
    /// use dezhu::types::CustomerUpdate;
    ///
    /// let result = client
    ///     .update_customer(
    ///         "21116",
    ///         CustomerUpdate::new(Replacement::LeaveOut, Replacement::LeaveOut).name("王五"),
    ///     )
    ///     .await;
    /// match result {
    ///     Ok(customer_detail) => {
    ///         println!("{:?}", customer_detail.customer_group_name);
    ///     }
    ///     Err(error) if error.code() == Some("21116") => println!("{error}"),
    ///     Err(error) => return Err(error.into()),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// An account that is taken · 账号已被注册
    ///
    /// ```no_run
    /// # async fn example(client: dezhu::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use dezhu::apiloom::Replacement;
    /// use dezhu::types::CustomerUpdate;
    ///
    /// let result = client
    ///     .update_customer(
    ///         "21112",
    ///         CustomerUpdate::new(Replacement::LeaveOut, Replacement::LeaveOut).name("王五"),
    ///     )
    ///     .await;
    /// match result {
    ///     Ok(customer_detail) => {
    ///         println!("{:?}", customer_detail.customer_group_name);
    ///     }
    ///     Err(error) if error.code() == Some("21112") => println!("{error}"),
    ///     Err(error) => return Err(error.into()),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// An activation code that is too old · 激活码过期
    ///
    /// ```no_run
    /// # async fn example(client: dezhu::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use dezhu::apiloom::Replacement;
    /// use dezhu::types::CustomerUpdate;
    ///
    /// let result = client
    ///     .update_customer(
    ///         "21114",
    ///         CustomerUpdate::new(Replacement::LeaveOut, Replacement::LeaveOut).name("王五"),
    ///     )
    ///     .await;
    /// match result {
    ///     Ok(customer_detail) => {
    ///         println!("{:?}", customer_detail.customer_group_name);
    ///     }
    ///     Err(error) if error.code() == Some("21114") => println!("{error}"),
    ///     Err(error) => return Err(error.into()),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// An activation code that does not match · 激活码不匹配
    ///
    /// ```no_run
    /// # async fn example(client: dezhu::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use dezhu::apiloom::Replacement;
    /// use dezhu::types::CustomerUpdate;
    ///
    /// let result = client
    ///     .update_customer(
    ///         "21115",
    ///         CustomerUpdate::new(Replacement::LeaveOut, Replacement::LeaveOut).name("王五"),
    ///     )
    ///     .await;
    /// match result {
    ///     Ok(customer_detail) => {
    ///         println!("{:?}", customer_detail.customer_group_name);
    ///     }
    ///     Err(error) if error.code() == Some("21115") => println!("{error}"),
    ///     Err(error) => return Err(error.into()),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn update_customer(
        &self,
        customer_id: impl Into<String>,
        customer: CustomerUpdate,
    ) -> Call<UpdateCustomer> {
        self.call(UpdateCustomer {
            customer_id: customer_id.into(),
            customer,
        })
    }
}
