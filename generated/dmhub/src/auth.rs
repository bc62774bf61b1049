use apiloom::{Error, Seal, Secret, Stamp};

/// A token in the query, so that URLs are secret.
/// An application has only one live token at a time, so it is shared by all who use that application.
///
/// 令牌放在查询串中，因此 URL 属于敏感信息。每个 appid 同一时间只有一个有效令牌，使用同一应用者须共用。
///
/// Source: customer 参数说明.
pub(crate) fn access_token(stamp: &mut Stamp<'_>) -> Result<Seal, Error> {
    let token = stamp.token("access_token")?;
    stamp.query("access_token", Secret::from(token.expose().to_owned()));
    Ok(Seal::none())
}
