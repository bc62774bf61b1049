use crate::{Call, Client, envelopes, errors};
use apiloom::{
    Answer, Auth, DecodeError, Effect, Method, Operate, Operation, Repeat, RequestBuilder,
};

/// The inputs of [`Client::delete_customer`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DeleteCustomer {
    /// Whom to delete, by the platform's own id.
    ///
    /// 要删除的客户在平台中的唯一标识。
    ///
    /// `customerId` on the wire.
    pub customer_id: i64,
}

static OPERATION: Operation = Operation {
    id: "delete_customer",
    method: Method::GET,
    path: "/openapi/customer/singleDelete",
    server: "default",
    auth: Auth::Any(&["header_token"]),
    effect: Effect::Delete,
    repeat: Repeat::Never,
    facts: &[],
    judge: &envelopes::standard,
    errors: errors::ERRORS,
    limits: &[],
};

impl Operate for DeleteCustomer {
    type Output = ();
    const OPERATION: &'static Operation = &OPERATION;

    fn encode(&self, request: &mut RequestBuilder) {
        request.query("customerId", &self.customer_id);
        request.header_const("Content-Type", "application/json");
    }

    fn decode(_: &Answer<'_>) -> Result<(), DecodeError> {
        Ok(())
    }
}

impl Client {
    /// Delete a customer.
    ///
    /// 删除单个客户。
    ///
    /// Deletes a customer; the platform only marks it as deleted.
    /// The method is GET and it changes data all the same, so it is never prefetched, and never sent again once it may
    /// have been carried out.
    ///
    /// 删除客户，采用逻辑删除。请求方法虽是 GET，但会修改数据，因此不会预取；一旦可能已经执行，也不会再次发送。
    ///
    /// Note: Whether a deleted customer can be brought back, and whether deleting twice is a failure, is not
    /// documented.
    ///
    /// Note: 被删除的客户能否恢复、重复删除是否报错，文档没有说明。
    ///
    /// Source: customer 删除单个客户.
    ///
    /// Sends `GET /openapi/customer/singleDelete`; it deletes.
    /// Needs the permission 客户管理-写.
    ///
    /// # Errors
    ///
    /// Those that [`Client`](Client#errors) lists.
    ///
    /// # Examples
    ///
    /// A customer that there is · 删除已有的客户
    ///
    /// ```no_run
    /// # async fn example(client: baiyao::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let call = client.delete_customer(1402859337310482433);
    /// println!("{}", call.dry_run()?);
    /// call.await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn delete_customer(&self, customer_id: i64) -> Call<DeleteCustomer> {
        self.call(DeleteCustomer { customer_id })
    }
}
