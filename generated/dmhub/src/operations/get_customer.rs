use crate::types::Customer;
use crate::{Call, Client, envelopes, errors};
use apiloom::{
    Answer, Auth, DecodeError, Effect, Method, Operate, Operation, Repeat, RequestBuilder, validate,
};

/// The inputs of [`Client::get_customer`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetCustomer {
    /// Which customer, by DM Hub's own number.
    ///
    /// 要查询的客户在 DM Hub 中的 id。
    pub id: i64,
}

static OPERATION: Operation = Operation {
    id: "get_customer",
    method: Method::GET,
    path: "/v1/customers/{id}",
    server: "default",
    auth: Auth::Any(&["access_token"]),
    effect: Effect::Read,
    repeat: Repeat::Safe,
    facts: &[],
    judge: &envelopes::get_customer_answer,
    errors: errors::ERRORS,
    limits: &[],
};

impl Operate for GetCustomer {
    type Output = Customer;
    const OPERATION: &'static Operation = &OPERATION;

    fn validate_output(output: &Customer, found: &mut validate::Violations) {
        let at = &validate::Place::ROOT;
        found.inside(at, output);
    }

    fn encode(&self, request: &mut RequestBuilder) {
        request.path("id", &self.id);
    }

    fn decode(answer: &Answer<'_>) -> Result<Customer, DecodeError> {
        answer.read(&[])
    }
}

impl Client {
    /// Get a customer.
    ///
    /// 获取单个客户。
    ///
    /// Reads one customer by its number.
    /// An unknown number is answered as if the server had broken down.
    ///
    /// 按 id 查询一个客户；id 不存在时，厂商的返回形同服务器故障。
    ///
    /// Source: customer 获取单个客户的API.
    ///
    /// Sends `GET /v1/customers/{id}`; it changes nothing.
    ///
    /// Answers [`Customer`](super::super::types::Customer).
    /// The customer; many of its fields are not documented.
    /// 客户；文档只列出了部分字段。
    ///
    /// # Errors
    ///
    /// Those that [`Client`](Client#errors) lists; of the vendor's codes, the spec's examples show:
    ///
    /// - `no_such_customer`: [`CustomerNotFound`](super::super::ErrorCode::CustomerNotFound), of [`Kind::NotFound`](super::super::Kind::NotFound)
    ///
    /// # Examples
    ///
    /// A customer · 一个客户
    ///
    /// ```no_run
    /// # async fn example(client: dmhub::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let customer = client.get_customer(12345).await?;
    /// println!("{:?}", customer.id);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// An unknown id · id 不存在
    ///
    /// ```no_run
    /// # async fn example(client: dmhub::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let result = client.get_customer(99999).await;
    /// match result {
    ///     Ok(customer) => {
    ///         println!("{:?}", customer.id);
    ///     }
    ///     Err(error) if error.code() == Some("no_such_customer") => println!("{error}"),
    ///     Err(error) => return Err(error.into()),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_customer(&self, id: i64) -> Call<GetCustomer> {
        self.call(GetCustomer { id })
    }
}
