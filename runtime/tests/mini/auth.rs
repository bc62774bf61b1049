use std::sync::Arc;

use apiloom::{Error, Seal, Secret, Stamp, f};

use super::Settings;

/// A digest over the account, the time, a nonce and the body.
pub(super) fn v2(settings: &Arc<Settings>, stamp: &mut Stamp<'_>) -> Result<Seal, Error> {
    let timestamp = f::unix_seconds(stamp.now());
    let nonce = stamp.uuid();
    stamp.query("email", &settings.email);
    stamp.query("timestamp", &timestamp);
    stamp.query("nonce", &nonce);
    stamp.query("sign_version", "v2");
    let settings = Arc::clone(settings);
    Ok(Seal::new(move |sealing| {
        let request = sealing.request();
        let sign = f::hex(&f::sha256(&f::join(
            &[
                settings.email.as_str(),
                settings.token.expose(),
                &timestamp,
                &nonce,
                &f::hex(&f::sha256(request.body())),
            ],
            "&",
        )));
        sealing.query("sign", sign);
        Ok(())
    }))
}

/// The account and its key in a header.
pub(super) fn v1(settings: &Arc<Settings>, stamp: &mut Stamp<'_>) -> Result<Seal, Error> {
    // An expression that carries a secret is placed as a secret.
    let basic = Secret::from(f::basic(&settings.email, settings.token.expose()));
    stamp.header("Authorization", basic);
    stamp.body("app", "mini");
    Ok(Seal::none())
}

/// A token that was fetched before.
pub(super) fn bearer(stamp: &mut Stamp<'_>) -> Result<Seal, Error> {
    let token = stamp.token("bearer")?;
    let value = Secret::from(f::concat(&["Bearer ", token.expose()]));
    stamp.header("Authorization", value);
    Ok(Seal::none())
}
