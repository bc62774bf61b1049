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
    pub customer_id: String,

    /// What changes.
    ///
    /// 要修改的客户信息。
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
    /// Changes a customer that is named by its id in the query.
    ///
    /// 修改客户信息，客户由查询串中的 ID 指定。
    ///
    /// Source: guide 修改客户.
    ///
    /// Sends `PUT /basic/openapi/v1/customer`; it writes, and what becomes of what is left out is not documented.
    ///
    /// Answers [`CustomerDetail`](super::super::types::CustomerDetail).
    /// The customer.
    /// 客户详情。
    ///
    /// # Errors
    ///
    /// Those that [`Client`](Client#errors) lists; of the vendor's codes, the spec's examples show:
    ///
    /// - `21002`: [`AuthFailed`](super::super::ErrorCode::AuthFailed), of [`Kind::Auth`](super::super::Kind::Auth)
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
    ///     .customer_group_name("彩云科技")
    ///     .name("王五")
    ///     .email("wangwu@example.com")
    ///     .phone("13800138000")
    ///     .telephone("0871-65350000")
    ///     .external_id("crm-88")
    ///     .desc("每月回访"),
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
