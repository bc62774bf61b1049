//! Servers whose certificates are not good, over real TLS: nothing is sent to them.

#![cfg(feature = "hyper")]

#[allow(dead_code, reason = "these tests do not look at all of the vendor")]
pub mod mini;

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use apiloom::{Error, HyperTransport, Kind, Secret};
use mini::{AddCustomerRequired, Client, Settings};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

type Authority = CertifiedIssuer<'static, KeyPair>;

/// A server over TLS that takes every request for a good one, and counts.
struct Server {
    address: SocketAddr,
    requests: Arc<AtomicUsize>,
}

impl Server {
    /// A server with the certificate of these parameters, from the authority or from nobody.
    async fn start(params: CertificateParams, authority: Option<&Authority>) -> Self {
        let key = KeyPair::generate().unwrap();
        let certificate = match authority {
            Some(authority) => params.signed_by(&key, authority).unwrap(),
            None => params.self_signed(&key).unwrap(),
        };
        let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let acceptor = acceptor(certificate.der().clone(), key);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let requests = Arc::new(AtomicUsize::new(0));
        let seen = Arc::clone(&requests);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let Ok(mut stream) = acceptor.accept(stream).await else {
                    continue;
                };
                if stream
                    .read(&mut [0; 4096])
                    .await
                    .is_ok_and(|count| count > 0)
                {
                    seen.fetch_add(1, Ordering::SeqCst);
                }
                // The client may be gone already.
                let _ = stream.write_all(FINE).await;
                let _ = stream.shutdown().await;
            }
        });
        Self { address, requests }
    }

    fn url(&self) -> String {
        format!("https://localhost:{}", self.address.port())
    }

    fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }
}

const FINE: &[u8] = b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 60\r\n\r\n\
      {\"code\":1000,\"customer\":{\"id\":1},\"data\":{\"items\":[]}}       ";

fn acceptor(certificate: CertificateDer<'static>, key: PrivateKeyDer<'static>) -> TlsAcceptor {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .unwrap();
    TlsAcceptor::from(Arc::new(config))
}

fn authority() -> Authority {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

fn named(name: &str) -> CertificateParams {
    CertificateParams::new([name.to_owned()]).unwrap()
}

fn client(url: String, transport: HyperTransport) -> Client {
    let settings = Settings::new("demo", "a@b.example", "s3cr3t");
    Client::with_transport(settings, Arc::new(transport)).configure(|core| core.with_server(url))
}

async fn write(client: &Client) -> Result<(), Error> {
    let required = AddCustomerRequired {
        group: "g".into(),
        name: "n".into(),
        password: Secret::from("hunter2"),
    };
    client.add_customer(required).await.map(|_| ())
}

fn believing(authority: &Authority) -> HyperTransport {
    HyperTransport::new().with_authorities(authority.pem())
}

#[tokio::test]
async fn a_certificate_that_is_not_good_is_refused_and_said_so() {
    let authority = authority();
    let mut expired = named("localhost");
    expired.not_before = date_time_ymd(2001, 1, 1);
    expired.not_after = date_time_ymd(2002, 1, 1);
    let mut early = named("localhost");
    early.not_before = date_time_ymd(4000, 1, 1);
    let stranger = HyperTransport::new;
    let cases = [
        (
            "self-signed",
            named("localhost"),
            None,
            stranger(),
            "UnknownIssuer",
        ),
        (
            "of an unknown authority",
            named("localhost"),
            Some(&authority),
            stranger(),
            "UnknownIssuer",
        ),
        (
            "self-signed, another believed",
            named("localhost"),
            None,
            believing(&authority),
            "BadSignature",
        ),
        (
            "expired",
            expired,
            Some(&authority),
            believing(&authority),
            "certificate expired",
        ),
        (
            "not valid yet",
            early,
            Some(&authority),
            believing(&authority),
            "certificate not valid yet",
        ),
        (
            "of another name",
            named("a.example"),
            Some(&authority),
            believing(&authority),
            "not valid for name \"localhost\"",
        ),
    ];
    for (case, params, issuer, transport, words) in cases {
        let server = Server::start(params, issuer).await;
        let client = client(server.url(), transport);
        for outcome in [
            client.list_customers().await.map(|_| ()),
            write(&client).await,
        ] {
            let error = outcome.unwrap_err();
            let text = error.to_string();
            assert!(
                text.contains("nothing was sent, since the server's certificate"),
                "{case}: {text}"
            );
            assert!(text.contains(words), "{case}: {text}");
            // Whoever stands in the server's place gets nothing by asking again.
            assert_eq!(
                (error.kind(), error.attempts()),
                (Kind::Transport, 1),
                "{case}"
            );
            assert!(!error.is_retryable(), "{case}");
        }
        assert_eq!(server.requests(), 0, "{case}");
    }
}

#[tokio::test]
async fn a_server_of_an_authority_that_is_believed_is_spoken_to() {
    let authority = authority();
    let server = Server::start(named("localhost"), Some(&authority)).await;
    let transport = believing(&authority).with_connect_timeout(Duration::from_secs(9));
    let client = client(server.url(), transport);
    client.list_customers().await.unwrap();
    write(&client).await.unwrap();
    assert_eq!(server.requests(), 2);
}

#[tokio::test]
async fn authorities_that_are_none_are_an_error() {
    let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    for (pem, words) in [("", "without any certificate"), (broken, "damaged")] {
        let transport = HyperTransport::new().with_authorities(pem);
        let error = write(&client("https://127.0.0.1:1".to_owned(), transport))
            .await
            .unwrap_err();
        assert_eq!(error.kind(), Kind::Configuration);
        assert!(error.to_string().contains(words), "{error}");
    }
}

/// A server that takes the connection and never says who it is.
#[tokio::test]
async fn a_handshake_without_an_end_is_ended() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    let transport = HyperTransport::new().with_attempt_timeout(Duration::from_millis(300));
    let error = write(&client(url, transport)).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.attempts()),
        (Kind::Timeout, 1),
        "{error}"
    );
}
