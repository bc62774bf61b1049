//! What a client does when a server or the network misbehaves, where there is more to it than a
//! row of `fault_table.rs`: waits, deadlines, budgets, clocks and connections.

#![cfg(feature = "hyper")]

#[allow(dead_code, reason = "these tests do not meet every fault")]
mod faulty;
#[allow(dead_code, reason = "these tests do not look at all of the vendor")]
pub mod mini;

use std::sync::Arc;
use std::time::{Duration, Instant};

use apiloom::replay::Replay;
use apiloom::transport::Failure;
use apiloom::{Error, FixedClock, HyperTransport, Kind, Retry, Secret, Timestamp, TransportError};
use faulty::{Act, Server, answer, kept};
use mini::{AddCustomerRequired, Client, Settings};

const FINE: &str = r#"{"code":1000,"customer":{"id":1},"data":{"items":[]}}"#;

const MILLISECOND: Duration = Duration::from_millis(1);

fn client(server: &Server) -> Client {
    Client::new(settings()).configure(|core| {
        core.with_server(server.url())
            .with_retry(Retry::new().with_base(MILLISECOND))
    })
}

fn replayed(replay: Replay) -> (Client, Arc<Replay>) {
    let replay = Arc::new(replay);
    (Client::with_transport(settings(), replay.clone()), replay)
}

fn settings() -> Settings {
    Settings::new("demo", "a@b.example", "s3cr3t")
}

async fn read(client: &Client) -> Result<(), Error> {
    client.list_customers().await.map(|_| ())
}

async fn write(client: &Client) -> Result<(), Error> {
    let required = AddCustomerRequired {
        group: "g".into(),
        name: "n".into(),
        password: Secret::from("hunter2"),
    };
    client.add_customer(required).await.map(|_| ())
}

fn fine() -> Act {
    Act::Answer(answer("200 OK", &[], FINE))
}

fn status(status: &str, headers: &[&str]) -> Act {
    Act::Answer(answer(status, headers, r#"{"code":"7"}"#))
}

#[tokio::test]
async fn a_connection_that_was_kept_and_breaks_does_not_send_a_write_twice() {
    let server = Server::start([Act::Keep(kept("200 OK", &[], FINE)), Act::Swallow, fine()]);
    let client = client(&server);
    write(&client).await.unwrap();
    let error = write(&client).await.unwrap_err();
    assert_eq!(error.kind(), Kind::Transport);
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn what_never_left_is_sent_again_even_if_it_writes() {
    let connect = || TransportError::new(Failure::Connect, "no connection");
    let (client, replay) = replayed(
        Replay::new()
            .then_fail(connect())
            .then_fail(connect())
            .then(200, FINE),
    );
    write(&client).await.unwrap();
    assert_eq!(replay.requests().len(), 3);

    // Nobody listens where a listener was.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", port.local_addr().unwrap());
    drop(port);
    let client = Client::new(settings()).configure(|core| {
        core.with_server(url)
            .with_retry(Retry::new().with_base(MILLISECOND))
    });
    let error = write(&client).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (Kind::Transport, 3));
    assert!(error.is_retryable());
    assert!(error.to_string().contains("3 attempts"), "{error}");
}

/// A server that has no place for a further connection: the system answers nothing at all.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn the_time_to_connect_is_limited() {
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind(([127, 0, 0, 1], 0).into()).unwrap();
    let address = socket.local_addr().unwrap();
    let _listener = socket.listen(0).unwrap();
    let _only = std::net::TcpStream::connect(address).unwrap();

    let transport = HyperTransport::new().with_connect_timeout(MILLISECOND * 200);
    let client = Client::with_transport(settings(), Arc::new(transport))
        .configure(|core| core.with_server(format!("http://{address}")));
    let required = AddCustomerRequired {
        group: "g".into(),
        name: "n".into(),
        password: Secret::from("hunter2"),
    };
    let call = client.add_customer(required).with_retry(Retry::none());
    let error = call.await.unwrap_err();
    // An attempt alone would take 30 seconds, and the error would be another.
    assert_eq!(error.kind(), Kind::Transport, "{error}");
    assert!(error.is_retryable(), "nothing was sent");
}

/// A transport of the user's own may say more than it should.
#[tokio::test]
async fn what_a_transport_says_shows_no_secret() {
    let cause = std::io::Error::other("hunter2 was not sent");
    let fault = TransportError::new(Failure::Broken, "no answer to GET /?token=s3cr3t");
    let (client, _) = replayed(Replay::new().then_fail(fault.with_source(cause)));
    let error = write(&client).await.unwrap_err();
    let text = error.to_string();
    assert!(
        text.ends_with("no answer to GET /?token=[secret]: [secret] was not sent"),
        "{text}"
    );
    let shown = format!("{error:?} {:?}", std::error::Error::source(&error));
    assert!(
        !shown.contains("s3cr3t") && !shown.contains("hunter2"),
        "{shown}"
    );
}

#[tokio::test]
async fn every_attempt_is_signed_anew() {
    let server = Server::start([status("503 Busy", &[]), fine()]);
    read(&client(&server)).await.unwrap();
    let nonces: Vec<String> = server
        .requests()
        .iter()
        .map(|request| parameter(request, "nonce"))
        .collect();
    assert_eq!(nonces.len(), 2);
    assert_ne!(nonces[0], nonces[1]);
}

#[tokio::test]
async fn attempts_end_with_the_policy() {
    let server = Server::start([status("503 Busy", &[])]);
    let client = client(&server);
    let error = read(&client).await.unwrap_err();
    assert_eq!((error.attempts(), server.requests().len()), (3, 3));
    let error = client
        .list_customers()
        .with_retry(Retry::none())
        .await
        .unwrap_err();
    assert_eq!((error.attempts(), server.requests().len()), (1, 4));
}

#[tokio::test]
async fn the_budget_ends_retries_of_all_calls_together() {
    let mut replay = Replay::new();
    for _ in 0..40 {
        replay = replay.then(503, "");
    }
    let (client, replay) = replayed(replay);
    for _ in 0..20 {
        read(&client).await.unwrap_err();
    }
    // 20 calls and the 10 retries of the budget, in place of 60 requests.
    assert_eq!(replay.requests().len(), 30);
    assert_eq!(replay.waits().len(), 10);
}

#[tokio::test]
async fn a_wait_beyond_the_limits_is_an_error_at_once() {
    let (client, replay) = replayed(
        Replay::new()
            .then_response(http_response(429, "61"))
            .then_response(http_response(503, "10"))
            .then(200, FINE),
    );
    let error = read(&client).await.unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_secs(61)));
    let why = "; the vendor asks to wait 61s, longer than the limit of 60s";
    assert!(error.to_string().ends_with(why), "{error}");
    let error = client
        .list_customers()
        .with_deadline(Duration::from_secs(9))
        .await
        .unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_secs(10)));
    let why = "wait 10s, too long for what is left of the time for the whole call";
    assert!(error.to_string().ends_with(why), "{error}");
    assert_eq!(error.attempts(), 1);
    assert_eq!(replay.waits(), []);
    assert_eq!(replay.left(), 1);
    // Who wants no further attempt does not hear of a limit on waits.
    let (client, _) = replayed(Replay::new().then_response(http_response(429, "61")));
    let call = client.list_customers().with_retry(Retry::none());
    let error = call.await.unwrap_err().to_string();
    assert!(!error.contains("asks to wait"), "{error}");
}

#[tokio::test]
async fn the_deadline_ends_an_attempt_and_all_further_ones() {
    let server = Server::start([Act::Stall]);
    let transport = HyperTransport::new();
    let client = Client::with_transport(settings(), Arc::new(transport))
        .configure(|core| core.with_server(server.url()));
    let start = Instant::now();
    let error = client
        .list_customers()
        .with_deadline(MILLISECOND * 1_000)
        .await
        .unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (Kind::Timeout, 1));
    assert!(start.elapsed() >= MILLISECOND * 1_000);
    // Without the deadline, the attempt alone would take 30 seconds.
    assert!(start.elapsed() < Duration::from_secs(20));

    let error = client
        .list_customers()
        .with_deadline(Duration::ZERO)
        .await
        .unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (Kind::Timeout, 0));
    assert_eq!(server.requests().len(), 1);
}

/// The vendor's clock is far ahead and it refuses what was signed by ours.
#[tokio::test]
async fn a_wrong_clock_is_learnt_and_mended() {
    const AHEAD: i64 = 6 * 3_600;
    let refused = |date: i64| {
        let seconds = u64::try_from(Timestamp::now().unix_seconds() + date).unwrap();
        let date = std::time::UNIX_EPOCH + Duration::from_secs(seconds);
        let line = format!("date: {}", httpdate::fmt_http_date(date));
        Act::Answer(answer("200 OK", &[&line], r#"{"code":2002}"#))
    };
    let server = Server::start([refused(AHEAD), fine()]);
    let patient = client(&server);
    // Refused for the clock, so nothing was done: a write too is sent once more.
    patient
        .add_customer(AddCustomerRequired {
            group: "g".into(),
            name: "n".into(),
            password: Secret::from("hunter2"),
        })
        .with_retry(Retry::none())
        .await
        .unwrap();
    let times: Vec<i64> = server
        .requests()
        .iter()
        .map(|request| parameter(request, "timestamp").parse().unwrap())
        .collect();
    let moved = times[1] - times[0];
    assert!((AHEAD - 5..=AHEAD + 5).contains(&moved), "{moved}");

    // It is sent once more and not for ever, and not where the clock was right.
    for (date, requests) in [(AHEAD, 2), (0, 1)] {
        let server = Server::start([refused(date)]);
        let error = write(&client(&server)).await.unwrap_err();
        assert_eq!(error.kind(), Kind::Auth);
        assert_eq!(server.requests().len(), requests);
    }

    // A clock that was set by hand means what it says.
    let server = Server::start([refused(AHEAD)]);
    let fixed = client(&server).configure(|core| {
        core.with_clock(Arc::new(FixedClock(Timestamp::from_unix_seconds(1_000))))
    });
    write(&fixed).await.unwrap_err();
    assert_eq!(server.requests().len(), 1);
}

/// A transport of the user's own has no timer, so a thread keeps the time.
#[test]
fn a_call_that_waits_needs_no_runtime() {
    #[derive(Debug)]
    struct NoTimer(Replay);

    impl apiloom::Transport for NoTimer {
        fn send(
            &self,
            request: apiloom::http::Request<apiloom::Bytes>,
        ) -> apiloom::BoxFuture<'_, Result<apiloom::http::Response<apiloom::Bytes>, TransportError>>
        {
            self.0.send(request)
        }
    }

    let replay = Replay::new().then(503, "").then(200, FINE);
    let client = Client::with_transport(settings(), Arc::new(NoTimer(replay)))
        .configure(|core| core.with_retry(Retry::new().with_base(MILLISECOND * 20)));
    block_on(read(&client)).unwrap();
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    struct Unpark(std::thread::Thread);
    impl std::task::Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = std::task::Waker::from(Arc::new(Unpark(std::thread::current())));
    let mut cx = std::task::Context::from_waker(&waker);
    let mut future = std::pin::pin!(future);
    loop {
        match future.as_mut().poll(&mut cx) {
            std::task::Poll::Ready(value) => return value,
            std::task::Poll::Pending => std::thread::park(),
        }
    }
}

fn http_response(status: u16, retry_after: &str) -> apiloom::http::Response<apiloom::Bytes> {
    apiloom::http::Response::builder()
        .status(status)
        .header("date", "Sun, 06 Nov 1994 08:49:37 GMT")
        .header("retry-after", retry_after)
        .body(apiloom::Bytes::new())
        .unwrap()
}

/// A parameter of the query of a raw request.
fn parameter(request: &str, name: &str) -> String {
    let (_, rest) = request.split_once(&format!("{name}=")).unwrap();
    rest.split(['&', ' ']).next().unwrap().to_owned()
}
