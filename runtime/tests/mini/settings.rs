use apiloom::Secret;

/// What the user of this client supplies once.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Settings {
    /// The first label of the host.
    pub subdomain: String,
    /// The account's e-mail address.
    pub email: String,
    /// The account's key.
    pub token: Secret,
    /// Where the data is kept.
    pub region: Option<String>,
}

impl Settings {
    /// Settings with everything that is required.
    pub fn new(
        subdomain: impl Into<String>,
        email: impl Into<String>,
        token: impl Into<Secret>,
    ) -> Self {
        Self {
            subdomain: subdomain.into(),
            email: email.into(),
            token: token.into(),
            region: None,
        }
    }
}
