use crate::Settings;
use apiloom::{Error, Seal, Stamp, f};
use std::sync::Arc;

/// Application, time in milliseconds and signature in three headers.
///
/// 在三个请求头中携带应用 ID、毫秒时间戳和签名。
///
/// Source: guide 请求参数.
pub(crate) fn signed(settings: &Arc<Settings>, stamp: &mut Stamp<'_>) -> Result<Seal, Error> {
    let timestamp = f::unix_millis(stamp.now());
    stamp.header("appId", &settings.app_id);
    stamp.header("timestamp", &timestamp);
    let settings = Arc::clone(settings);
    Ok(Seal::new(move |sealing| {
        let request = sealing.request();
        let sign = settings.sign.call(
            &settings.app_id,
            &timestamp,
            request.method(),
            request.path(),
            request.query_text(),
            request.body(),
        )?;
        sealing.header("sign", &sign);
        Ok(())
    }))
}
