use crate::types::Customer;
use crate::{Call, Client, envelopes, errors};
use apiloom::{
    Answer, Auth, DecodeError, Effect, Method, Operate, Operation, Repeat, RequestBuilder, validate,
};

/// The inputs of [`Client::find_customer_by_identity`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct FindCustomerByIdentity {
    /// Kind of identity as set up for the tenant, such as the one for phone numbers.
    ///
    /// 身份类型，取租户中已配置的类型，例如手机号对应的类型。
    ///
    /// Note: The codes of the kinds are not documented; those of the examples here are made up.
    ///
    /// Note: 文档没有列出身份类型的取值，这里示例中的取值为虚构。
    ///
    /// `identityType` on the wire.
    pub identity_type: String,

    /// What tells the customer apart within that kind, such as the number itself.
    ///
    /// 在该类型中用来识别客户的值，例如手机号本身。
    ///
    /// `identityValue` on the wire.
    pub identity_value: String,
}

/// What [`Client::find_customer_by_identity`] cannot do without.
#[derive(Clone, Debug, PartialEq)]
pub struct FindCustomerByIdentityRequired {
    /// Kind of identity as set up for the tenant, such as the one for phone numbers.
    ///
    /// 身份类型，取租户中已配置的类型，例如手机号对应的类型。
    ///
    /// Note: The codes of the kinds are not documented; those of the examples here are made up.
    ///
    /// Note: 文档没有列出身份类型的取值，这里示例中的取值为虚构。
    ///
    /// `identityType` on the wire.
    pub identity_type: String,

    /// What tells the customer apart within that kind, such as the number itself.
    ///
    /// 在该类型中用来识别客户的值，例如手机号本身。
    ///
    /// `identityValue` on the wire.
    pub identity_value: String,
}

static OPERATION: Operation = Operation {
    id: "find_customer_by_identity",
    method: Method::POST,
    path: "/openapi/customer-identity-ref/getCustomerIdByCustomerIdentity",
    server: "default",
    auth: Auth::Any(&["header_token"]),
    effect: Effect::Read,
    repeat: Repeat::Safe,
    facts: &[],
    judge: &envelopes::standard,
    errors: errors::ERRORS,
    limits: &[],
};

impl Operate for FindCustomerByIdentity {
    type Output = Customer;
    const OPERATION: &'static Operation = &OPERATION;

    fn validate_output(output: &Customer, found: &mut validate::Violations) {
        let at = &validate::Place::ROOT;
        let at = &at.within("data");
        found.inside(at, output);
    }

    fn encode(&self, request: &mut RequestBuilder) {
        request.header_const("Content-Type", "application/json");
        request.body_fields(|e| {
            e.field("identityType", &self.identity_type);
            e.field("identityValue", &self.identity_value);
        });
    }

    fn decode(answer: &Answer<'_>) -> Result<Customer, DecodeError> {
        answer.read(&["data"])
    }
}

impl Client {
    /// Find a customer by an identity.
    ///
    /// 根据客户身份获取客户信息。
    ///
    /// Reads the customer that one identity points to.
    ///
    /// 传入创建客户时的一个身份，返回该客户的信息。
    ///
    /// Note: The path speaks of a customer id, but the answer is the whole customer; the name follows the title.
    ///
    /// Note: 路径名为 getCustomerId…，实际返回完整客户；接口名以标题为准。
    ///
    /// Source: customer 根据客户身份获取客户信息.
    ///
    /// Sends `POST /openapi/customer-identity-ref/getCustomerIdByCustomerIdentity`; it changes nothing.
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
    /// By a shop account · 按店铺账号查找
    ///
    /// ```no_run
    /// # async fn example(client: baiyao::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use baiyao::operations;
    ///
    /// let customer = client
    ///     .find_customer_by_identity(operations::FindCustomerByIdentityRequired {
    ///         identity_type: "taobao-account".to_owned(),
    ///         identity_value: "小明旗舰店".to_owned(),
    ///     })
    ///     .await?;
    /// println!("{:?}", customer.app_id);
    /// # Ok(())
    /// # }
    /// ```
    pub fn find_customer_by_identity(
        &self,
        required: FindCustomerByIdentityRequired,
    ) -> Call<FindCustomerByIdentity> {
        let FindCustomerByIdentityRequired {
            identity_type,
            identity_value,
        } = required;
        self.call(FindCustomerByIdentity {
            identity_type,
            identity_value,
        })
    }
}
