use crate::Settings;
use apiloom::{Error, Seal, Secret, Stamp};
use std::sync::Arc;

/// The access key as it is, in the header `token`.
///
/// 访问秘钥原样放在请求头 token 中。
///
/// Source: customer Headers.
pub(crate) fn header_token(settings: &Arc<Settings>, stamp: &mut Stamp<'_>) -> Result<Seal, Error> {
    stamp.header("token", Secret::from(settings.token.expose().to_owned()));
    Ok(Seal::none())
}
