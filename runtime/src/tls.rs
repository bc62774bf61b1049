//! Which servers are believed to be the ones that they say they are.

use std::error::Error as StdError;
use std::io;
use std::sync::Arc;

use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};

/// Connections over TLS or without it, to servers whose certificates these authorities stand for:
/// those in the text in PEM, or the public ones.
pub(crate) fn connector(
    tcp: HttpConnector,
    authorities: Option<&str>,
) -> Result<HttpsConnector<HttpConnector>, String> {
    // The provider is named, since the default one panics where another crate brings a second.
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = HttpsConnectorBuilder::new();
    let builder = match authorities {
        None => builder
            .with_provider_and_webpki_roots(provider)
            .map_err(unusable)?,
        Some(pem) => builder.with_tls_config(
            ClientConfig::builder_with_provider(provider)
                .with_safe_default_protocol_versions()
                .map_err(unusable)?
                .with_root_certificates(roots(pem)?)
                .with_no_client_auth(),
        ),
    };
    Ok(builder.https_or_http().enable_http1().wrap_connector(tcp))
}

/// Whether there is no connection because the server's certificate is not a good one.
pub(crate) fn is_untrusted(error: &(dyn StdError + 'static)) -> bool {
    if let Some(error) = error.downcast_ref::<rustls::Error>() {
        return matches!(error, rustls::Error::InvalidCertificate(_));
    }
    // The source of an error of input and output is the source of what it holds.
    let held = error
        .downcast_ref::<io::Error>()
        .and_then(io::Error::get_ref);
    match held {
        Some(held) => is_untrusted(held),
        None => error.source().is_some_and(is_untrusted),
    }
}

fn unusable(error: rustls::Error) -> String {
    format!("TLS cannot be set up: {error}")
}

fn roots(pem: &str) -> Result<RootCertStore, String> {
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_slice_iter(pem.as_bytes()) {
        let added = certificate
            .map_err(|error| error.to_string())
            .and_then(|certificate| roots.add(certificate).map_err(|error| error.to_string()));
        added.map_err(|reason| format!("an authority's certificate is damaged: {reason}"))?;
    }
    if roots.is_empty() {
        return Err("the authorities are given without any certificate in PEM".to_owned());
    }
    Ok(roots)
}
