use crate::types::LogIn;
use crate::{Call, Client, envelopes, errors};
use apiloom::{
    Answer, Auth, CallLimit, CallRate, DecodeError, Effect, Method, Operate, Operation, Repeat,
    RequestBuilder, Secret, validate,
};

/// The inputs of [`Client::log_in`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct LogInOperation {
    /// Mail address of the administrator.
    ///
    /// 管理员邮箱。
    pub email: String,

    /// Password of that administrator for the web console.
    ///
    /// 该管理员登录后台的密码。
    pub password: Secret,
}

static OPERATION: Operation = Operation {
    id: "log_in",
    method: Method::POST,
    path: "/log_in",
    server: "default",
    auth: Auth::None,
    effect: Effect::Read,
    repeat: Repeat::Safe,
    facts: &[],
    judge: &envelopes::standard,
    errors: errors::ERRORS,
    limits: &[CallLimit {
        name: "per_interface",
        rate: Some(CallRate {
            calls: 60,
            seconds: 60,
        }),
        concurrent: None,
        each_operation: true,
    }],
};

impl Operate for LogInOperation {
    type Output = LogIn;
    const OPERATION: &'static Operation = &OPERATION;

    fn validate(&self, at: &validate::Place<'_>, found: &mut validate::Violations) {
        validate::Validate::check(self, at, found);
    }

    fn encode(&self, request: &mut RequestBuilder) {
        request.body_fields(|e| {
            e.field("email", &self.email);
            e.field("password", &self.password);
        });
    }

    fn decode(answer: &Answer<'_>) -> Result<LogIn, DecodeError> {
        answer.read(&[])
    }
}

impl validate::Validate for LogInOperation {
    fn check(&self, at: &validate::Place<'_>, found: &mut validate::Violations) {
        found.email(&at.field("email", "email"), &self.email);
    }
}

impl Client {
    /// Fetch the API token.
    ///
    /// 获取接口令牌。
    ///
    /// Exchanges an administrator's mail address and password for the API token that signs all other calls.
    /// It is not signed itself.
    ///
    /// 用管理员邮箱和密码换取接口令牌，其他调用都用它签名；本接口自身不签名。
    ///
    /// Note: Not in this document; from the vendor's other documents and from public code.
    ///
    /// Note: 不在本文档中，依据该厂商的其他文档和公开代码。
    ///
    /// Source: integrators, inferred.
    ///
    /// Sends `POST /log_in`; it changes nothing.
    ///
    /// Answers [`LogIn`](super::super::types::LogIn).
    /// The token that signs all other calls.
    /// 用于签名其他调用的接口令牌。
    ///
    /// # Errors
    ///
    /// Those that [`Client`](Client#errors) lists.
    ///
    /// # Examples
    ///
    /// An administrator logs in · 管理员登录
    ///
    /// ```no_run
    /// # async fn example(client: udesk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let log_in = client
    ///     .log_in("admin@example.com", "an-example-password")
    ///     .await?;
    /// println!("{log_in:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn log_in(
        &self,
        email: impl Into<String>,
        password: impl Into<Secret>,
    ) -> Call<LogInOperation> {
        self.call(LogInOperation {
            email: email.into(),
            password: password.into(),
        })
    }
}
