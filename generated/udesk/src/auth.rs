use crate::Settings;
use apiloom::{Error, Seal, Stamp, f};
use std::sync::Arc;

/// Signature of the current edition, SHA-256 with a nonce, placed in the query.
/// A nonce is accepted once within 15 minutes, so every attempt is signed anew.
///
/// 现行签名方式：SHA-256 加随机串，放在查询串中。同一随机串 15 分钟内只能使用一次，因此每次尝试都重新签名。
///
/// Source: intro.
pub(crate) fn v2(settings: &Arc<Settings>, stamp: &mut Stamp<'_>) -> Result<Seal, Error> {
    let token = stamp.token("v2")?;
    let timestamp = f::unix_seconds(stamp.now());
    let nonce = stamp.uuid();
    let sign = f::hex(&f::sha256(&f::join(
        &[
            settings.email.as_str(),
            token.expose(),
            &timestamp,
            &nonce,
            "v2",
        ],
        "&",
    )));
    stamp.query("email", &settings.email);
    stamp.query("timestamp", &timestamp);
    stamp.query("nonce", &nonce);
    stamp.query("sign_version", "v2");
    Ok(Seal::new(move |sealing| {
        sealing.query("sign", &sign);
        Ok(())
    }))
}

/// The older signature, SHA-1 without a nonce, placed in the query.
///
/// 旧签名方式：SHA-1，没有随机串，放在查询串中。
///
/// Note: The era of the document; its sample signature has the 40 digits of SHA-1.
/// The oldest signature (MD5 of the query and a secret) belongs to the API under api/v1, not to this one.
///
/// Note: 与文档同时期的签名，示例中的 sign 为 40 位十六进制。最早的 MD5 签名属于 api/v1，不用于本接口。
///
/// Source: integrators, inferred.
pub(crate) fn v1(settings: &Arc<Settings>, stamp: &mut Stamp<'_>) -> Result<Seal, Error> {
    let token = stamp.token("v1")?;
    let timestamp = f::unix_seconds(stamp.now());
    let sign = f::hex(&f::sha1(&f::join(
        &[settings.email.as_str(), token.expose(), &timestamp],
        "&",
    )));
    stamp.query("email", &settings.email);
    stamp.query("timestamp", &timestamp);
    Ok(Seal::new(move |sealing| {
        sealing.query("sign", &sign);
        Ok(())
    }))
}

/// The older signature as members of the JSON body, the way the document's sample shows it.
///
/// 旧签名方式，按文档示例把 email、timestamp、sign 放进 JSON 请求体。
///
/// Note: The sample puts email, timestamp and sign beside customer, the timestamp as a string.
/// The rules for calls put them into the query, which is what the other schemes do.
/// The member email is that of the administrator and not customer.email.
///
/// Note: 示例把三个参数与 customer 并列放在请求体中，而调用说明要求放在查询串（即其他两种方式）。
/// 示例中的 timestamp 是字符串；此处的 email 是管理员邮箱，与 customer.email 不同。
///
/// Source: guide 请求示例, in an example only.
pub(crate) fn v1_in_body(settings: &Arc<Settings>, stamp: &mut Stamp<'_>) -> Result<Seal, Error> {
    let token = stamp.token("v1_in_body")?;
    let timestamp = f::unix_seconds(stamp.now());
    let sign = f::hex(&f::sha1(&f::join(
        &[settings.email.as_str(), token.expose(), &timestamp],
        "&",
    )));
    stamp.body("email", &settings.email);
    stamp.body("timestamp", &timestamp);
    stamp.body("sign", &sign);
    Ok(Seal::none())
}
