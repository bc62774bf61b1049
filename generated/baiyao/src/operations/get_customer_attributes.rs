use crate::types::CustomerAttributesAnswer;
use crate::{Call, Client, envelopes, errors};
use apiloom::{
    Answer, Auth, DecodeError, Effect, Method, Operate, Operation, Repeat, RequestBuilder,
};

/// The inputs of [`Client::get_customer_attributes`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetCustomerAttributes {
    /// Technical keys of the attributes such as name.
    ///
    /// 属性键列表，例如 name。
    ///
    /// `attrKeyList` on the wire.
    pub attr_key_list: Vec<String>,

    /// Whose attributes are read, by the platform's own id.
    ///
    /// 要查询的客户在平台中的 id。
    ///
    /// `customerId` on the wire.
    pub customer_id: i64,
}

static OPERATION: Operation = Operation {
    id: "get_customer_attributes",
    method: Method::POST,
    path: "/openapi/customer/queryAttrValuesByCustomerId",
    server: "default",
    auth: Auth::Any(&["header_token"]),
    effect: Effect::Read,
    repeat: Repeat::Safe,
    facts: &[],
    judge: &envelopes::standard,
    errors: errors::ERRORS,
    limits: &[],
};

impl Operate for GetCustomerAttributes {
    type Output = CustomerAttributesAnswer;
    const OPERATION: &'static Operation = &OPERATION;

    fn encode(&self, request: &mut RequestBuilder) {
        request.header_const("Content-Type", "application/json");
        request.body_fields(|e| {
            e.field("attrKeyList", &self.attr_key_list);
            e.field("customerId", &self.customer_id);
        });
    }

    fn decode(answer: &Answer<'_>) -> Result<CustomerAttributesAnswer, DecodeError> {
        answer.read(&[])
    }
}

impl Client {
    /// Get chosen attributes of a customer.
    ///
    /// 查询客户的指定属性信息。
    ///
    /// Reads the attributes whose keys are given.
    ///
    /// 按属性键列表查询客户的属性值。
    ///
    /// Source: customer 查询客户的指定属性信息.
    ///
    /// Sends `POST /openapi/customer/queryAttrValuesByCustomerId`; it changes nothing.
    /// Needs the permission 客户管理-读.
    ///
    /// Answers [`CustomerAttributesAnswer`](super::super::types::CustomerAttributesAnswer).
    /// What was asked for, with the id of the customer.
    /// 所请求的属性及客户 id。
    ///
    /// # Errors
    ///
    /// Those that [`Client`](Client#errors) lists.
    ///
    /// # Examples
    ///
    /// Three attributes · 三个属性
    ///
    /// ```no_run
    /// # async fn example(client: baiyao::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let customer_attributes_answer = client
    ///     .get_customer_attributes(["name", "mobile", "shoe_size"], 1402859337310482433)
    ///     .await?;
    /// println!("{:?}", customer_attributes_answer.customer_id);
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_customer_attributes(
        &self,
        attr_key_list: impl IntoIterator<Item = impl Into<String>>,
        customer_id: i64,
    ) -> Call<GetCustomerAttributes> {
        self.call(GetCustomerAttributes {
            attr_key_list: attr_key_list.into_iter().map(Into::into).collect(),
            customer_id,
        })
    }
}
