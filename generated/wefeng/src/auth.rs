use crate::Settings;
use crate::types::{SignBase, TimestampUnit};
use apiloom::{Error, Seal, Stamp, f};
use std::sync::Arc;

/// A SHA-256 signature and its time in the query. The order of the two does not matter.
///
/// 在查询串中携带时间戳和 SHA-256 签名，两者先后无关。
///
/// Note: In the document's sample the text \&times has become ×, so that it reads ×tamp=…;
/// the parameter is timestamp.
///
/// Note: 文档示例中 \&times 被误转成 ×，显示为“×tamp=…”，实际参数是 timestamp。
///
/// Source: readme, inferred.
pub(crate) fn signed(settings: &Arc<Settings>, stamp: &mut Stamp<'_>) -> Result<Seal, Error> {
    let timestamp = match settings.timestamp_unit {
        TimestampUnit::Seconds => f::unix_seconds(stamp.now()),
        TimestampUnit::Milliseconds => f::unix_millis(stamp.now()),
    };
    stamp.query("timestamp", &timestamp);
    let settings = Arc::clone(settings);
    Ok(Seal::new(move |sealing| {
        let base = match settings.sign_base {
            SignBase::SecretTimestamp => {
                vec![settings.secret.expose().to_owned(), timestamp.clone()]
            }
            SignBase::EmailSecretTimestamp => vec![
                settings.email.as_deref().unwrap_or("").to_owned(),
                settings.secret.expose().to_owned(),
                timestamp.clone(),
            ],
        };
        let sign = f::hex(&f::sha256(&f::join(&base, "&")));
        sealing.query("sign", &sign);
        Ok(())
    }))
}
