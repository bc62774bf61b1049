//! A vendor with tokens, written as the generator prints one, and a server that plays it.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use apiloom::{
    Answer, Auth, Core, DecodeError, Effect, Error, HyperTransport, Kind, Method, Operate,
    Operation, Repeat, RequestBuilder, Retry, Seal, Secret, Stamp, TokenAccount, TokenRequest,
    TokenSource, Transport, Vendor, VendorError, Verdict,
};

apiloom::call_type!();

/// What the account is called and what it pays with.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The account.
    pub app: String,
    /// Its password.
    pub secret: Secret,
}

static ERRORS: &[VendorError] = &[
    VendorError {
        code: "expired",
        name: "Expired",
        kind: Kind::Auth,
    },
    VendorError {
        code: "closed",
        name: "Closed",
        kind: Kind::Permission,
    },
];

fn judge(answer: &Answer<'_>) -> Verdict {
    match answer.read_maybe::<String>(&["error"]) {
        Ok(None) => Verdict::by_status(answer),
        Ok(code) => Verdict::Failure {
            code,
            message: None,
            request_id: None,
        },
        Err(_) => Verdict::unnamed(),
    }
}

/// Buys a token.
#[derive(Clone)]
pub struct GetToken {
    app: String,
    secret: Secret,
}

static GET_TOKEN: Operation = Operation {
    id: "get_token",
    method: Method::POST,
    path: "/token",
    server: "default",
    auth: Auth::None,
    effect: Effect::Write,
    repeat: Repeat::Safe,
    facts: &[],
    judge: &judge,
    errors: ERRORS,
    limits: &[],
};

impl Operate for GetToken {
    type Output = ();
    const OPERATION: &'static Operation = &GET_TOKEN;

    fn encode(&self, request: &mut RequestBuilder) {
        request.query("app", &self.app);
        request.query("secret", &self.secret);
    }

    fn decode(_: &Answer<'_>) -> Result<(), DecodeError> {
        Ok(())
    }
}

/// Buys a thing; buying it twice costs twice.
#[derive(Clone)]
pub struct Buy;

static BUY: Operation = Operation {
    id: "buy",
    method: Method::POST,
    path: "/things",
    server: "default",
    auth: Auth::Any(&["shop"]),
    effect: Effect::Write,
    repeat: Repeat::Never,
    facts: &[],
    judge: &judge,
    errors: ERRORS,
    limits: &[],
};

impl Operate for Buy {
    type Output = ();
    const OPERATION: &'static Operation = &BUY;

    fn encode(&self, _: &mut RequestBuilder) {}

    fn decode(_: &Answer<'_>) -> Result<(), DecodeError> {
        Ok(())
    }
}

/// Gives a thing back.
#[derive(Clone)]
pub struct GiveBack {
    /// Which one.
    pub thing: String,
    /// Why.
    pub reason: String,
}

static GIVE_BACK: Operation = Operation {
    id: "give_back",
    path: "/things/{thing}",
    method: Method::DELETE,
    ..BUY
};

impl Operate for GiveBack {
    type Output = ();
    const OPERATION: &'static Operation = &GIVE_BACK;

    fn encode(&self, request: &mut RequestBuilder) {
        request.path("thing", &self.thing);
        request.query("reason", &self.reason);
    }

    fn decode(_: &Answer<'_>) -> Result<(), DecodeError> {
        Ok(())
    }
}

struct Facts(Settings);

static SHOP: TokenSource = TokenSource {
    operation: &GET_TOKEN,
    value: &[&["data", "token"], &["data", "old_token"]],
    lifetime: Some(&["data", "lifetime"]),
    margin: 60,
};

impl Vendor for Facts {
    fn name(&self) -> &'static str {
        "shop"
    }

    fn server(&self, _: &str) -> Result<String, Error> {
        Ok("https://shop.example".to_owned())
    }

    fn stamp(&self, scheme: &str, stamp: &mut Stamp<'_>) -> Result<Seal, Error> {
        let token = stamp.token(scheme)?;
        stamp.query("token", token);
        Ok(Seal::none())
    }

    fn secrets(&self) -> Vec<&Secret> {
        vec![&self.0.secret]
    }

    fn secret_fields(&self) -> &'static [&'static str] {
        &[]
    }

    fn token_source(&self, scheme: &str) -> Option<&'static TokenSource> {
        (scheme == "shop").then_some(&SHOP)
    }

    fn token_account(&self, _: &str, account: &mut TokenAccount) {
        account.add(&self.0.app);
    }

    fn token_request(&self, _: &str, request: &mut TokenRequest) -> Result<(), Error> {
        request.inputs(&GetToken {
            app: self.0.app.clone(),
            secret: self.0.secret.clone(),
        });
        Ok(())
    }

    fn renewing_codes(&self, _: &str) -> &'static [&'static str] {
        &["expi*"]
    }
}

/// A core for an account of the shop.
pub fn core(transport: Arc<dyn Transport>, app: &str) -> Core {
    let settings = Settings {
        app: app.to_owned(),
        secret: Secret::from("hunter2hunter2"),
    };
    Core::new(Facts(settings), transport)
        .with_retry(Retry::new().with_base(Duration::from_millis(1)))
}

/// A core for an account of the shop that a server plays.
pub fn core_at(url: &str, app: &str) -> Core {
    core(Arc::new(HyperTransport::new()), app).with_server(url)
}

/// Buys a thing.
pub async fn buy(core: &Core) -> Result<(), Error> {
    Call::new(core, Buy).await
}

/// A shop in which one token is good at a time: the last one that was given out.
pub struct Shop {
    address: SocketAddr,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    fetches: AtomicUsize,
    bought: AtomicUsize,
    refused: AtomicUsize,
    lifetime: Mutex<String>,
    closed: Mutex<bool>,
}

impl Shop {
    /// Opens; tokens live for so many seconds, as JSON.
    pub fn open(lifetime: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let state = Arc::new(State::default());
        *state.lifetime.lock().unwrap() = lifetime.to_owned();
        let shared = Arc::clone(&state);
        std::thread::spawn(move || {
            while let Ok((mut stream, _)) = listener.accept() {
                let state = Arc::clone(&shared);
                std::thread::spawn(move || state.serve(&mut stream));
            }
        });
        Self { address, state }
    }

    /// Where it is.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// How many tokens were given out.
    pub fn fetches(&self) -> usize {
        self.state.fetches.load(Ordering::SeqCst)
    }

    /// How many things were bought.
    pub fn bought(&self) -> usize {
        self.state.bought.load(Ordering::SeqCst)
    }

    /// How many requests had a token that was not good.
    pub fn refused(&self) -> usize {
        self.state.refused.load(Ordering::SeqCst)
    }

    /// The token that was given out last is not good any more.
    pub fn end_token(&self) {
        self.state.fetches.fetch_add(1, Ordering::SeqCst);
    }

    /// Gives out no more tokens.
    pub fn close(&self) {
        *self.state.closed.lock().unwrap() = true;
    }
}

impl State {
    fn serve(&self, stream: &mut TcpStream) {
        let mut bytes = [0; 4096];
        let mut head = String::new();
        while !head.contains("\r\n\r\n") {
            match stream.read(&mut bytes) {
                Ok(0) | Err(_) => return,
                Ok(count) => head.push_str(&String::from_utf8_lossy(&bytes[..count])),
            }
        }
        let body = self.answer(&head);
        let _ = write!(
            stream,
            "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
    }

    fn answer(&self, head: &str) -> String {
        if head.starts_with("POST /token?") {
            if *self.closed.lock().unwrap() {
                self.refused.fetch_add(1, Ordering::SeqCst);
                return r#"{"error":"closed"}"#.to_owned();
            }
            // So long that others come meanwhile.
            std::thread::sleep(Duration::from_millis(30));
            let number = self.fetches.fetch_add(1, Ordering::SeqCst) + 1;
            let lifetime = self.lifetime.lock().unwrap();
            return format!(r#"{{"data":{{"token":"token-{number}","lifetime":{lifetime}}}}}"#);
        }
        let good = format!("token=token-{} ", self.fetches.load(Ordering::SeqCst));
        if head.contains(&good) {
            self.bought.fetch_add(1, Ordering::SeqCst);
            "{}".to_owned()
        } else {
            self.refused.fetch_add(1, Ordering::SeqCst);
            r#"{"error":"expired"}"#.to_owned()
        }
    }
}
