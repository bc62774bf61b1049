use apiloom::{Error, Seal, Secret, Stamp};

/// The access key as it is, in the header `token`.
///
/// 访问密钥原样放在请求头 token 中。
///
/// Source: customer Headers.
pub(crate) fn header_token(stamp: &mut Stamp<'_>) -> Result<Seal, Error> {
    let token = stamp.token("header_token")?;
    stamp.header("token", Secret::from(token.expose().to_owned()));
    Ok(Seal::none())
}
