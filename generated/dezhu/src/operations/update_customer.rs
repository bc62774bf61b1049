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
    /// Changes a customer that is named by its id in the query.
    ///
    /// 修改客户信息，客户由查询串中的 ID 指定。
    ///
    /// Source: guide 修改客户.
    ///
    /// Sends `PUT /basic/openapi/v1/customer`; it writes, and what becomes of what is left out is not documented.
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
