use super::Settings;
use apiloom::{Error, Seal, Stamp, f};
use std::sync::Arc;

/// Signs with the account's secret.
pub(super) fn v2(settings: &Arc<Settings>, stamp: &mut Stamp<'_>) -> Result<Seal, Error> {
    let timestamp = f::unix_seconds(stamp.now());
    let nonce = stamp.uuid();
    stamp.query("email", &settings.email);
    stamp.query("timestamp", timestamp);
    stamp.query("nonce", &nonce);
    stamp.query("sign_version", "v2");
    let settings = Arc::clone(settings);
    Ok(Seal::new(move |sealing| {
        let parts = [
            settings.email.as_str(),
            settings.open_api_token.expose(),
            &timestamp.to_string(),
            &nonce,
            "v2",
        ];
        let sign = f::hex(&f::sha256(f::join(&parts, "&").as_bytes()));
        sealing.query("sign", &sign);
        Ok(())
    }))
}

/// Sends a token that is fetched when it is needed.
pub(super) fn token(_settings: &Arc<Settings>, stamp: &mut Stamp<'_>) -> Result<Seal, Error> {
    let token = stamp.token("token")?;
    stamp.header("authorization", f::concat(&["Bearer ", token.expose()]));
    Ok(Seal::none())
}
