use crate::{Call, Settings, auth, operations};
use apiloom::{
    Core, Error, Operate, Seal, Secret, Stamp, TokenAccount, TokenRequest, TokenSource, Vendor,
    client, url, validate,
};
use std::sync::Arc;

/// The client of Udesk customers.
///
/// Cheap to clone, and shared between threads.
///
/// Each method makes a [`Call`]; await it to send it.
///
/// # Errors
///
/// A call that fails gives one [`Error`](super::Error): [`Error::kind`](super::Error::kind) says what sort of thing went wrong, [`Error::code`](super::Error::code) and [`Error::message`](super::Error::message) are the vendor's words, and [`Error::is_retryable`](super::Error::is_retryable) says whether the same call may work later and does no harm.
/// Inputs that break the rules of the spec are of [`Kind::Input`](super::Kind::Input), and nothing is sent.
///
/// The vendor documents no codes; what it refuses is told by HTTP status, or as the spec reads it from the answer.
#[derive(Clone, Debug)]
pub struct Client {
    core: Core,
    pub(crate) settings: Arc<Settings>,
}

client!(Client, Settings, Facts, Call);

impl Client {
    /// Sets the token that the scheme `v2` sends from now on.
    ///
    /// Without one, the client fetches it. One that is set is used as it is, and never renewed.
    pub fn set_v2_token(&self, token: impl Into<Secret>) {
        self.core.set_token("v2", token);
    }

    /// Sets the token that the scheme `v1` sends from now on.
    ///
    /// Without one, the client fetches it. One that is set is used as it is, and never renewed.
    pub fn set_v1_token(&self, token: impl Into<Secret>) {
        self.core.set_token("v1", token);
    }

    /// Sets the token that the scheme `v1_in_body` sends from now on.
    ///
    /// Without one, the client fetches it. One that is set is used as it is, and never renewed.
    pub fn set_v1_in_body_token(&self, token: impl Into<Secret>) {
        self.core.set_token("v1_in_body", token);
    }
}

/// What the runtime asks of this vendor.
struct Facts {
    settings: Arc<Settings>,
}

impl Vendor for Facts {
    fn name(&self) -> &'static str {
        "udesk"
    }

    fn server(&self, name: &str) -> Result<String, Error> {
        match name {
            "default" => Ok(format!(
                "https://{}.udesk.cn/open_api_v1",
                url::host_label("subdomain", &self.settings.subdomain)?
            )),
            other => Err(Error::unknown_server(other)),
        }
    }

    fn stamp(&self, scheme: &str, stamp: &mut Stamp<'_>) -> Result<Seal, Error> {
        match scheme {
            "v2" => auth::v2(&self.settings, stamp),
            "v1" => auth::v1(&self.settings, stamp),
            "v1_in_body" => auth::v1_in_body(&self.settings, stamp),
            other => Err(Error::unknown_scheme(other)),
        }
    }

    fn secrets(&self) -> Vec<&Secret> {
        let mut secrets = vec![];
        secrets.extend(&self.settings.token);
        secrets.extend(&self.settings.password);
        secrets
    }

    fn secret_fields(&self) -> &'static [&'static str] {
        &[
            "content",
            "open_api_auth_token",
            "open_api_token",
            "password",
        ]
    }

    fn validate(&self, found: &mut validate::Violations) {
        validate::Validate::check(&*self.settings, &validate::Place::ROOT, found);
    }

    fn token_setting(&self, scheme: &str) -> Option<&Secret> {
        match scheme {
            "v2" => self.settings.token.as_ref(),
            "v1" => self.settings.token.as_ref(),
            "v1_in_body" => self.settings.token.as_ref(),
            _ => None,
        }
    }

    fn token_source(&self, scheme: &str) -> Option<&'static TokenSource> {
        match scheme {
            "v2" => Some(&V2_SOURCE),
            "v1" => Some(&V1_SOURCE),
            "v1_in_body" => Some(&V1_IN_BODY_SOURCE),
            _ => None,
        }
    }

    fn token_account(&self, scheme: &str, account: &mut TokenAccount) {
        let settings = &self.settings;
        if scheme == "v2" {
            account.add(&settings.subdomain);
            account.add(&settings.email);
        }
        if scheme == "v1" {
            account.add(&settings.subdomain);
            account.add(&settings.email);
        }
        if scheme == "v1_in_body" {
            account.add(&settings.subdomain);
            account.add(&settings.email);
        }
    }

    fn token_request(&self, scheme: &str, request: &mut TokenRequest) -> Result<(), Error> {
        match scheme {
            "v2" => {
                let settings = &self.settings;
                request.inputs(&operations::LogInOperation {
                    email: settings.email.clone(),
                    password: Secret::from(
                        settings
                            .password
                            .as_ref()
                            .map(Secret::expose)
                            .map(str::to_owned)
                            .ok_or_else(|| Error::missing_setting("password"))?,
                    ),
                });
                Ok(())
            }
            "v1" => {
                let settings = &self.settings;
                request.inputs(&operations::LogInOperation {
                    email: settings.email.clone(),
                    password: Secret::from(
                        settings
                            .password
                            .as_ref()
                            .map(Secret::expose)
                            .map(str::to_owned)
                            .ok_or_else(|| Error::missing_setting("password"))?,
                    ),
                });
                Ok(())
            }
            "v1_in_body" => {
                let settings = &self.settings;
                request.inputs(&operations::LogInOperation {
                    email: settings.email.clone(),
                    password: Secret::from(
                        settings
                            .password
                            .as_ref()
                            .map(Secret::expose)
                            .map(str::to_owned)
                            .ok_or_else(|| Error::missing_setting("password"))?,
                    ),
                });
                Ok(())
            }
            other => Err(Error::unknown_scheme(other)),
        }
    }

    fn limit_account(&self, limit: &str, account: &mut TokenAccount) {
        let settings = &self.settings;
        if limit == "per_interface" {
            account.add(&settings.subdomain);
        }
    }
}

static V2_SOURCE: TokenSource = TokenSource {
    operation: <operations::LogInOperation as Operate>::OPERATION,
    value: &[&["open_api_auth_token"], &["open_api_token"]],
    lifetime: None,
    margin: 0,
};

static V1_SOURCE: TokenSource = TokenSource {
    operation: <operations::LogInOperation as Operate>::OPERATION,
    value: &[&["open_api_auth_token"], &["open_api_token"]],
    lifetime: None,
    margin: 0,
};

static V1_IN_BODY_SOURCE: TokenSource = TokenSource {
    operation: <operations::LogInOperation as Operate>::OPERATION,
    value: &[&["open_api_auth_token"], &["open_api_token"]],
    lifetime: None,
    margin: 0,
};
