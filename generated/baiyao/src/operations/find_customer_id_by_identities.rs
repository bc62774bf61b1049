use crate::types::Identity;
use crate::{Call, Client, envelopes, errors};
use apiloom::{
    Answer, Auth, DecodeError, Effect, Method, Operate, Operation, Repeat, RequestBuilder,
};

/// The inputs of [`Client::find_customer_id_by_identities`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct FindCustomerIdByIdentities {
    /// The identities to look for.
    ///
    /// 用于查找的身份列表。
    ///
    /// Note: The table lists identityType and identityValue on the level of the list itself.
    /// They are taken as members of its items, as when creating a customer.
    ///
    /// Note: 表格把 identityType 和 identityValue 与列表写在同一级；这里参照创建接口，视为列表元素的成员。
    ///
    /// It is inferred, not documented.
    ///
    /// `identityList` on the wire.
    pub identity_list: Vec<Identity>,
}

static OPERATION: Operation = Operation {
    id: "find_customer_id_by_identities",
    method: Method::POST,
    path: "/openapi/customer/getCustomerIdByIdentityList",
    server: "default",
    auth: Auth::Any(&["header_token"]),
    effect: Effect::Read,
    repeat: Repeat::Safe,
    facts: &[],
    judge: &envelopes::standard,
    errors: errors::ERRORS,
    limits: &[],
};

impl Operate for FindCustomerIdByIdentities {
    type Output = i64;
    const OPERATION: &'static Operation = &OPERATION;

    fn encode(&self, request: &mut RequestBuilder) {
        request.header_const("Content-Type", "application/json");
        request.body_fields(|e| {
            e.field("identityList", &self.identity_list);
        });
    }

    fn decode(answer: &Answer<'_>) -> Result<i64, DecodeError> {
        answer.read(&["data"])
    }
}

impl Client {
    /// Find a customer's id by identities.
    ///
    /// 根据客户身份列表获取客户id。
    ///
    /// Looks up the id of the target customer for the identities that the customer was created with.
    ///
    /// 传入创建客户时的身份列表，返回目标客户的 id。
    ///
    /// Note: The return is described as the id of the created customer, yet nothing is created here.
    ///
    /// Note: 返回说明写作“返回创建的客户id”，但此接口并不创建客户。
    ///
    /// Source: customer 根据客户身份列表获取客户id.
    ///
    /// Sends `POST /openapi/customer/getCustomerIdByIdentityList`; it changes nothing.
    /// Needs the permission 客户管理-读.
    ///
    /// Answers `i64`.
    /// The platform's id of the customer that was found.
    /// 所找到客户在平台中的 id。
    ///
    /// # Errors
    ///
    /// Those that [`Client`](Client#errors) lists.
    ///
    /// # Examples
    ///
    /// By a mobile number and a shop account · 按手机号和店铺账号查找
    ///
    /// ```no_run
    /// # async fn example(client: baiyao::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use baiyao::types::{Identity, IdentityRequired};
    ///
    /// let answer = client
    ///     .find_customer_id_by_identities([
    ///         Identity::new(IdentityRequired {
    ///             identity_type: "mobile".to_owned(),
    ///             identity_value: "13888888888".to_owned(),
    ///         }),
    ///         Identity::new(IdentityRequired {
    ///             identity_type: "taobao-account".to_owned(),
    ///             identity_value: "小明旗舰店".to_owned(),
    ///         }),
    ///     ])
    ///     .await?;
    /// println!("{answer}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn find_customer_id_by_identities(
        &self,
        identity_list: impl IntoIterator<Item = Identity>,
    ) -> Call<FindCustomerIdByIdentities> {
        self.call(FindCustomerIdByIdentities {
            identity_list: identity_list.into_iter().collect(),
        })
    }
}
