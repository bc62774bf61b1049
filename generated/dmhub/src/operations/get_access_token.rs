use crate::types::AccessToken;
use crate::{Call, Client, envelopes, errors};
use apiloom::{
    Answer, Auth, DecodeError, Effect, Method, Operate, Operation, Repeat, RequestBuilder, Secret,
};

/// The inputs of [`Client::get_access_token`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetAccessToken {
    /// Which application asks, by its id.
    ///
    /// 发出请求的应用的 id。
    ///
    /// Computed by the client.
    pub appid: String,

    /// What proves that it is this application.
    ///
    /// 证明应用身份的密钥。
    ///
    /// Computed by the client.
    pub secret: Secret,
}

static OPERATION: Operation = Operation {
    id: "get_access_token",
    method: Method::GET,
    path: "/security/accesstoken",
    server: "default",
    auth: Auth::None,
    effect: Effect::Write,
    repeat: Repeat::Safe,
    facts: &[],
    judge: &envelopes::bare,
    errors: errors::ERRORS,
    limits: &[],
};

impl Operate for GetAccessToken {
    type Output = AccessToken;
    const OPERATION: &'static Operation = &OPERATION;

    fn encode(&self, request: &mut RequestBuilder) {
        request.query_const("grant_type", "client_credentials");
        request.query("appid", &self.appid);
        request.query("secret", &self.secret);
    }

    fn decode(answer: &Answer<'_>) -> Result<AccessToken, DecodeError> {
        answer.read(&[])
    }
}

impl Client {
    /// Get an access token.
    ///
    /// 获取身份权限。
    ///
    /// Exchanges the application's id and secret for a token.
    /// The token before it stops working.
    ///
    /// 用应用 id 和密钥换取令牌；之前的令牌随即失效。
    ///
    /// Source: token.
    ///
    /// Sends `GET /security/accesstoken`; it writes.
    ///
    /// Answers [`AccessToken`](super::super::types::AccessToken).
    /// The token, with its lifetime.
    /// 令牌及其有效期。
    ///
    /// # Errors
    ///
    /// Those that [`Client`](Client#errors) lists.
    ///
    /// # Examples
    ///
    /// A token for two hours · 有效期两小时的令牌
    ///
    /// ```no_run
    /// # async fn example(client: dmhub::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let access_token = client.get_access_token().await?;
    /// println!("{}", access_token.expires_in);
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_access_token(&self) -> Call<GetAccessToken> {
        let settings = &self.settings;
        self.call(GetAccessToken {
            appid: settings.app_id.clone(),
            secret: Secret::from(settings.secret.expose().to_owned()),
        })
    }
}
