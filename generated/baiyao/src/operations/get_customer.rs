use crate::types::Customer;
use crate::{Call, Client, envelopes, errors};
use apiloom::{
    Answer, Auth, DecodeError, Effect, Method, Operate, Operation, Repeat, RequestBuilder, validate,
};

/// The inputs of [`Client::get_customer`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetCustomer {
    /// Which customer, by the platform's own id.
    ///
    /// 客户在平台中的唯一标识。
    ///
    /// `customerId` on the wire.
    pub customer_id: i64,
}

static OPERATION: Operation = Operation {
    id: "get_customer",
    method: Method::GET,
    path: "/openapi/customer/customerInfo",
    server: "default",
    auth: Auth::Any(&["header_token"]),
    effect: Effect::Read,
    repeat: Repeat::Safe,
    facts: &[],
    judge: &envelopes::standard,
    errors: errors::ERRORS,
    limits: &[],
};

impl Operate for GetCustomer {
    type Output = Customer;
    const OPERATION: &'static Operation = &OPERATION;

    fn validate_output(output: &Customer, found: &mut validate::Violations) {
        let at = &validate::Place::ROOT;
        let at = &at.within("data");
        found.inside(at, output);
    }

    fn encode(&self, request: &mut RequestBuilder) {
        request.query("customerId", &self.customer_id);
        request.header_const("Content-Type", "application/json");
    }

    fn decode(answer: &Answer<'_>) -> Result<Customer, DecodeError> {
        answer.read(&["data"])
    }
}

impl Client {
    /// Get a customer by id.
    ///
    /// 根据客户id查询单个客户信息。
    ///
    /// Reads all that the platform tells of one customer, with every identity that points to it.
    /// The id, the name and the mobile number are not in the answer's table.
    ///
    /// 查询一个客户的详情及其全部身份；返回字段表中没有 id、名称和手机号。
    ///
    /// Source: customer 根据客户id查询单个客户信息.
    ///
    /// Sends `GET /openapi/customer/customerInfo`; it changes nothing.
    /// Needs the permission 客户管理-读.
    ///
    /// Answers [`Customer`](super::super::types::Customer).
    /// The customer with its identities.
    /// 客户详情及其身份。
    ///
    /// # Errors
    ///
    /// Those that [`Client`](Client#errors) lists.
    ///
    /// # Examples
    ///
    /// A customer with one identity · 带一个身份的客户
    ///
    /// ```no_run
    /// # async fn example(client: baiyao::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let customer = client.get_customer(1402859337310482433).await?;
    /// println!("{:?}", customer.app_id);
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_customer(&self, customer_id: i64) -> Call<GetCustomer> {
        self.call(GetCustomer { customer_id })
    }
}
