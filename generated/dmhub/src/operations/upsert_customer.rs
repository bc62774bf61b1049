use crate::types::{Customer, CustomerIdentity, CustomerUpsert};
use crate::{Call, Client, envelopes, errors};
use apiloom::{
    Answer, Auth, DecodeError, Effect, Method, Operate, Operation, Repeat, RequestBuilder, dry_run,
    validate,
};

/// The inputs of [`Client::upsert_customer`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UpsertCustomer {
    /// Identities of the customer; several are allowed.
    ///
    /// 客户的身份，可以有多个。
    ///
    /// Note: Not marked as required; the call has no purpose without it.
    ///
    /// Note: 文档没有标明是否必填；没有身份时该接口没有意义。
    ///
    /// It is inferred, not documented.
    ///
    /// Whether what is sent replaces what the vendor holds is not documented: data may be lost.
    ///
    /// `customerIdentities` on the wire.
    pub customer_identities: Vec<CustomerIdentity>,

    /// Fields of the customer that are written.
    ///
    /// 要写入的客户字段。
    ///
    /// Note: Not marked as required; it stands in the sample.
    ///
    /// Note: 文档没有标明是否必填，示例中有此字段。
    ///
    /// It is inferred, not documented.
    pub customer: CustomerUpsert,
}

static OPERATION: Operation = Operation {
    id: "upsert_customer",
    method: Method::POST,
    path: "/v1/customerandidentities",
    server: "default",
    auth: Auth::Any(&["access_token"]),
    effect: Effect::Write,
    repeat: Repeat::Never,
    facts: &[],
    judge: &envelopes::bare,
    errors: errors::ERRORS,
    limits: &[],
};

static CHANGES: dry_run::Changes = dry_run::Changes::merging(dry_run::Members::new(&[]));

impl Operate for UpsertCustomer {
    type Output = Customer;
    const OPERATION: &'static Operation = &OPERATION;
    const CHANGES: &'static dry_run::Changes = &CHANGES;

    fn validate(&self, at: &validate::Place<'_>, found: &mut validate::Violations) {
        validate::Validate::check(self, at, found);
    }

    fn validate_output(output: &Customer, found: &mut validate::Violations) {
        let at = &validate::Place::ROOT;
        found.inside(at, output);
    }

    fn encode(&self, request: &mut RequestBuilder) {
        request.body_fields(|e| {
            e.field("customerIdentities", &self.customer_identities);
            e.field("customer", &self.customer);
        });
    }

    fn decode(answer: &Answer<'_>) -> Result<Customer, DecodeError> {
        answer.read(&[])
    }
}

impl validate::Validate for UpsertCustomer {
    fn check(&self, at: &validate::Place<'_>, found: &mut validate::Violations) {
        found.inside(
            &at.field("customerIdentities", "customer_identities"),
            &self.customer_identities,
        );
        found.inside(&at.field("customer", "customer"), &self.customer);
    }
}

impl Client {
    /// Create or update a customer by identities.
    ///
    /// 创建或更新客户及身份。
    ///
    /// Updates the customer that one of the identities belongs to, or makes one with them.
    /// Unlike /v1/customers it never makes the same customer twice.
    ///
    /// 身份已存在时更新对应客户，否则创建新客户；与 /v1/customers 不同，不会重复创建同一客户。
    ///
    /// Note: The sample is a template with comments and a field without a value, so it is no JSON.
    ///
    /// Note: 文档示例带注释且有缺值的字段，只是模板，不是合法 JSON。
    ///
    /// Source: customer 将客户数据传送给DM Hub.
    ///
    /// Sends `POST /v1/customerandidentities`; it writes, and what is left out stays as it is.
    ///
    /// Answers [`Customer`](super::super::types::Customer).
    /// The customer with all its fields.
    /// 完整的客户信息。
    ///
    /// # Errors
    ///
    /// Those that [`Client`](Client#errors) lists.
    ///
    /// # Examples
    ///
    /// A customer by two identities · 按两个身份写入客户
    ///
    /// ```no_run
    /// # async fn example(client: dmhub::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use dmhub::apiloom::{Code, Date, Json};
    /// use dmhub::types::{CustomerIdentity, CustomerUpsert, Gender, IdentityType};
    ///
    /// let call = client.upsert_customer(
    ///     [
    ///         CustomerIdentity::new(IdentityType::Wechat, "o6_bmjrPTlm6_2sgVt7hMZOPfL2M")
    ///             .identity_name("明明"),
    ///         CustomerIdentity::new(
    ///             IdentityType::Other(Code::Text("taobao-account".to_owned())),
    ///             "user123",
    ///         )
    ///         .identity_name("小明"),
    ///     ],
    ///     CustomerUpsert::new()
    ///         .name("小明")
    ///         .nick_name("明明")
    ///         .birthday("2016-04-01".parse::<Date>()?)
    ///         .city("上海市")
    ///         .email("xiaoming@example.com")
    ///         .email_verified(true)
    ///         .external_id("wechat-0212893827")
    ///         .gender(Gender::Male)
    ///         .mobile("13888888888")
    ///         .source("线下 - Beacon")
    ///         .with_member("attr", Json::parse(r#"{ "attr1": "金卡" }"#.as_bytes())?),
    /// );
    /// println!("{}", call.dry_run()?);
    /// let customer = call.await?;
    /// println!("{:?}", customer.id);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// A customer by a union id · 按微信 unionid 写入客户
    ///
    /// ```no_run
    /// # async fn example(client: dmhub::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use dmhub::types::{CustomerIdentity, CustomerUpsert, Gender, IdentityType};
    ///
    /// let call = client.upsert_customer(
    ///     [
    ///         CustomerIdentity::new(IdentityType::WechatUnionid, "obLjYs0NjMcFFTBF9ki3XEMdWluc")
    ///             .identity_name("小红"),
    ///     ],
    ///     CustomerUpsert::new()
    ///         .name("小红")
    ///         .nick_name("红红")
    ///         .city("杭州市")
    ///         .gender(Gender::Female)
    ///         .mobile("13966666666")
    ///         .source("微信公众号"),
    /// );
    /// println!("{}", call.dry_run()?);
    /// let customer = call.await?;
    /// println!("{:?}", customer.id);
    /// # Ok(())
    /// # }
    /// ```
    pub fn upsert_customer(
        &self,
        customer_identities: impl IntoIterator<Item = CustomerIdentity>,
        customer: CustomerUpsert,
    ) -> Call<UpsertCustomer> {
        self.call(UpsertCustomer {
            customer_identities: customer_identities.into_iter().collect(),
            customer,
        })
    }
}
