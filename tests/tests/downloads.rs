//! Downloads over sockets: judged before they are handed over, received piece by piece, ended by limits.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use apiloom::replay::Replay;
use apiloom::transport::{AttemptTimeout, Chunks};
use apiloom::{
    BoxFuture, Bytes, Download, Error, HyperTransport, Kind, Method, Retry, Transport,
    TransportError, http,
};
use files::{Client, Settings};

apiloom::api!(
    "../codegen/tests/fixtures/valid/bodies.yaml",
    module = files
);

/// A server that sends one text a connection for each time it is told to go on.
struct Server {
    address: SocketAddr,
    go_on: Sender<()>,
    requests: Arc<Mutex<Vec<String>>>,
}

/// What is sent in one go, and whether it is sent at once or when the test says so.
type Step = (bool, Vec<u8>);

impl Server {
    /// One list of steps a connection; the last one is kept open if `hangs`.
    fn start(connections: Vec<Vec<Step>>, hangs: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let (go_on, told) = channel();
        let requests: Arc<Mutex<Vec<String>>> = Arc::default();
        let seen = Arc::clone(&requests);
        std::thread::spawn(move || {
            let mut open = Vec::new();
            for steps in connections {
                let (mut stream, _) = listener.accept().expect("a connection");
                let head = read_head(&mut stream);
                seen.lock().expect("a lock").push(head);
                play(&mut stream, steps, &told);
                if hangs {
                    open.push(stream);
                }
            }
            // Open connections stay so until the test is over.
            let _ = told.recv();
        });
        Self {
            address,
            go_on,
            requests,
        }
    }

    fn at_once(answers: &[&[u8]]) -> Self {
        let steps = answers.iter().map(|answer| vec![(false, answer.to_vec())]);
        Self::start(steps.collect(), false)
    }

    fn go_on(&self) {
        self.go_on.send(()).expect("the server waits");
    }

    fn client(&self) -> Client {
        let url = format!("http://{}", self.address);
        let retry = Retry::new().with_cap(Duration::from_millis(2));
        Client::with_transport(Settings::new("key"), Arc::new(HyperTransport::new()))
            .configure(|core| core.with_server(url).with_retry(retry))
    }

    fn requests(&self) -> Vec<String> {
        self.requests.lock().expect("a lock").clone()
    }
}

fn play(stream: &mut TcpStream, steps: Vec<Step>, told: &Receiver<()>) {
    for (waits, bytes) in steps {
        if waits && told.recv().is_err() {
            return;
        }
        // The client may be gone already.
        let _ = stream.write_all(&bytes);
    }
}

fn read_head(stream: &mut TcpStream) -> String {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && matches!(stream.read(&mut byte), Ok(1)) {
        head.push(byte[0]);
    }
    String::from_utf8_lossy(&head).into_owned()
}

const FILE: &str = "HTTP/1.1 200 OK\r\ncontent-type: application/zip\r\n\
                    content-disposition: attachment; filename=\"../r.zip\"\r\ncontent-length: 6\r\n\r\n";

/// The second half is not sent before the first half was received.
#[tokio::test]
async fn a_download_is_received_while_it_is_sent() {
    let head = format!("{FILE}abc").into_bytes();
    let steps = vec![(false, head), (true, b"\xffef".to_vec())];
    let server = Server::start(vec![steps], false);
    let mut file = server.client().get_report(7).await.expect("a download");
    assert_eq!(file.content_type(), Some("application/zip"));
    assert_eq!(file.file_name().as_deref(), Some("r.zip"));
    assert_eq!((file.status(), file.length()), (200, Some(6)));
    let first = file.chunk().await.expect("a chunk").expect("the first");
    assert_eq!(first, "abc");
    server.go_on();
    let second = file.chunk().await.expect("a chunk").expect("the second");
    assert_eq!(second, b"\xffef"[..]);
    for _ in 0..2 {
        assert_eq!(file.chunk().await.expect("the end"), None);
    }
    let requests = server.requests();
    assert!(requests[0].starts_with("GET /reports/7 HTTP/1.1\r\n"));
    for header in ["accept: */*\r\n", "accept-encoding: identity\r\n"] {
        assert!(requests[0].contains(header), "{}", requests[0]);
    }
}

#[tokio::test]
async fn a_request_for_a_download_may_say_itself_what_it_accepts() {
    let server = Server::at_once(&[&answer("200 OK", "x")]);
    let call = server.client().get_archive();
    let call = call.with_header("Accept-Encoding", "identity;q=1, *;q=0");
    call.await.expect("a file");
    let request = server.requests().remove(0);
    let said = request.matches("accept-encoding").count();
    assert_eq!(said, 1, "{request}");
    assert!(request.contains("accept-encoding: identity;q=1, *;q=0\r\n"));
}

fn answer(head: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 {head}\r\ncontent-length: {length}\r\n\r\n{body}").into_bytes()
}

/// A vendor's no is an error, whatever its status and whatever it is called.
#[tokio::test]
async fn an_error_in_place_of_a_file_is_seen() {
    let no = r#" {"code":41,"message":"no report 7"}"#;
    for head in [
        "200 OK\r\ncontent-type: application/json;charset=UTF-8",
        "200 OK\r\ncontent-type: application/problem+json",
        "200 OK\r\ncontent-type: text/html",
        "200 OK",
        "404 Not Found\r\ncontent-type: application/json",
    ] {
        let server = Server::at_once(&[&answer(head, no)]);
        let error = server.client().get_report(7).await.expect_err(head);
        assert_eq!(error.name(), Some("NoSuchReport"), "{head}");
        assert_eq!(error.kind(), Kind::NotFound, "{head}");
        assert_eq!(error.message(), Some("no report 7"), "{head}");
        assert_eq!(error.body(), Some(no), "{head}");
    }
    let page = answer(
        "403 Forbidden\r\ncontent-type: text/html",
        "<title>No</title>",
    );
    let server = Server::at_once(&[&page]);
    let error = server.client().get_report(7).await.expect_err("a page");
    assert_eq!(error.kind(), Kind::Permission);
    assert!(error.to_string().contains("No"), "{error}");
}

/// Without an envelope, only the status says no: the file may be JSON itself.
#[tokio::test]
async fn a_file_of_json_is_a_file_without_an_envelope() {
    let json = r#"{"code":41}"#;
    let head = "200 OK\r\ncontent-type: application/json";
    let server = Server::at_once(&[&answer(head, json)]);
    let file = server.client().get_archive().await.expect("a file");
    assert_eq!(file.bytes().await.expect("bytes"), json);
}

#[tokio::test]
async fn an_answer_that_may_be_asked_for_again_is() {
    let busy = answer("503 Busy", "");
    let server = Server::at_once(&[&busy, &answer("200 OK", "")]);
    let file = server.client().get_archive().await.expect("a file");
    assert_eq!(file.bytes().await.expect("bytes"), "");
    assert_eq!(server.requests().len(), 2);
}

async fn to_the_end(mut file: Download) -> Error {
    let error = loop {
        match file.chunk().await {
            Ok(Some(_)) => {}
            Ok(None) => panic!("the download ended well"),
            Err(error) => break error,
        }
    };
    // What failed stays so.
    file.chunk().await.expect_err("it failed");
    error
}

/// What ends before its end is an error, and nothing is asked for twice: some of it was handed over.
#[tokio::test]
async fn a_download_that_breaks_is_an_error() {
    let chunked = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n";
    for broken in [
        format!("{FILE}abc"),
        chunked.to_owned(),
        format!("{chunked}zz\r\n"),
    ] {
        let server = Server::at_once(&[broken.as_bytes()]);
        let file = server.client().get_archive().await.expect("a file");
        let error = to_the_end(file).await;
        assert_eq!(error.kind(), Kind::Transport, "{broken}: {error}");
        assert_eq!(error.operation(), Some("get_archive"));
        assert!(!error.is_retryable());
        assert_eq!(server.requests().len(), 1);
    }
}

/// It says what was asked for, what came of it, and how often it was asked for.
#[tokio::test]
async fn a_download_that_breaks_says_where() {
    let busy = answer("503 Busy", "");
    let broken = format!("{FILE}abc");
    let server = Server::at_once(&[&busy, broken.as_bytes()]);
    let file = server.client().get_archive().await.expect("a file");
    let error = to_the_end(file).await;
    assert_eq!((error.status(), error.attempts()), (Some(200), 2));
    let request = error.request().expect("the request").to_string();
    assert!(request.starts_with("GET http://127.0.0.1:"), "{request}");
    assert_eq!(error.body(), Some("[the first 3 bytes of application/zip]"));
    let response = error.response().expect("the answer").to_string();
    assert!(response.contains("content-length: 6"), "{response}");
    let cause = std::error::Error::source(&error).expect("a cause");
    assert!(cause.to_string().contains("connection broke"), "{cause}");
    assert!(error.to_string().contains("(status 200, 2 attempts)"));
}

/// Received on this thread, piece by piece, outside an async runtime and on the only thread of one.
#[test]
fn a_download_is_received_without_async_code() {
    let receive = || {
        let server = Server::start(
            vec![vec![
                (false, format!("{FILE}abc").into_bytes()),
                (true, b"def".to_vec()),
            ]],
            false,
        );
        let mut file = server.client().get_archive().blocking().expect("a file");
        assert_eq!(file.blocking_chunk().expect("a piece").unwrap(), "abc");
        server.go_on();
        assert_eq!(file.blocking_chunk().expect("a piece").unwrap(), "def");
        assert_eq!(file.blocking_chunk().expect("the end"), None);
    };
    receive();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.expect("a runtime").block_on(async { receive() });
}

/// Who stops waiting for a piece loses nothing, in a runtime and outside of one.
#[test]
fn a_piece_that_nobody_waits_for_any_more_is_not_lost() {
    let receive = || {
        let steps = vec![
            (false, format!("{FILE}abc").into_bytes()),
            (true, b"def".to_vec()),
        ];
        let server = Server::start(vec![steps], false);
        let mut file = server.client().get_archive().blocking().expect("a file");
        assert_eq!(file.blocking_chunk().expect("a piece").unwrap(), "abc");
        let mut cx = Context::from_waker(Waker::noop());
        for _ in 0..2 {
            let chunk = std::pin::pin!(file.chunk());
            assert!(chunk.poll(&mut cx).is_pending());
        }
        server.go_on();
        assert_eq!(file.blocking_chunk().expect("a piece").unwrap(), "def");
        assert_eq!(file.blocking_chunk().expect("the end"), None);
    };
    receive();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.expect("a runtime").block_on(async { receive() });
}

#[tokio::test]
async fn a_download_ends_at_its_limit() {
    let head = "HTTP/1.1 200 OK\r\n\r\n".as_bytes();
    let endless = [head, &vec![b'x'; 1 << 20]].concat();
    let server = Server::start(vec![vec![(false, endless)]], true);
    let file = server.client().get_archive().await.expect("a file");
    let error = to_the_end(file.with_limit(100_000)).await;
    assert_eq!(error.kind(), Kind::TooLarge, "{error}");
    let server = Server::at_once(&[format!("{FILE}abcdef").as_bytes()]);
    let file = server.client().get_archive().await.expect("a file");
    assert_eq!(
        file.with_limit(6).bytes().await.expect("six bytes").len(),
        6
    );
}

/// What is not a download is received only so far.
#[tokio::test]
async fn a_no_without_an_end_is_an_error() {
    let head = "HTTP/1.1 500 No\r\n\r\n".as_bytes();
    let endless = [head, &vec![b'x'; 5 << 20]].concat();
    let server = Server::start(vec![vec![(false, endless)]], true);
    let call = server.client().get_report(7);
    let error = call.await.expect_err("too large");
    assert_eq!(error.kind(), Kind::TooLarge, "{error}");
}

#[tokio::test]
async fn a_download_that_pauses_for_too_long_is_an_error() {
    let steps = vec![(false, format!("{FILE}abc").into_bytes())];
    let server = Server::start(vec![steps], true);
    let call = server.client().get_archive();
    let call = call.with_timeout(Duration::from_secs(1));
    let error = to_the_end(call.await.expect("a file")).await;
    assert_eq!(error.kind(), Kind::Timeout, "{error}");
    assert!(error.to_string().contains("paused"), "{error}");
}

/// The body of a no counts as part of the call, which has a deadline.
#[tokio::test]
async fn a_no_that_pauses_ends_at_the_deadline() {
    let head = "HTTP/1.1 400 No\r\ncontent-length: 9\r\n\r\n{";
    let server = Server::start(vec![vec![(false, head.into())]], true);
    let call = server.client().get_report(7);
    let call = call.with_deadline(Duration::from_millis(200));
    let error = call.await.expect_err("no end");
    assert_eq!(error.kind(), Kind::Timeout, "{error}");
    assert!(error.to_string().contains("whole call"), "{error}");
}

/// Keeps no time, and never comes to an end.
#[derive(Debug)]
enum Endless {
    Silent,
    HeadAlone,
    Drips,
    /// It has a limit of its own on the time of an attempt.
    DripsOneAttempt,
}

struct Drops {
    are_there: bool,
}

impl Chunks for Drops {
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        let are_there = self.are_there;
        Box::pin(async move {
            tokio::time::sleep(Duration::from_millis(1)).await;
            match are_there {
                true => Ok(Some(Bytes::from_static(b"x"))),
                false => std::future::pending().await,
            }
        })
    }
}

impl Transport for Endless {
    fn send(
        &self,
        _: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(std::future::pending())
    }

    fn send_for_chunks(
        &self,
        _: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Box<dyn Chunks>>, TransportError>> {
        let are_there = match self {
            Self::Silent => return Box::pin(std::future::pending()),
            Self::HeadAlone => false,
            Self::Drips | Self::DripsOneAttempt => true,
        };
        let mut response = http::Response::builder().status(500);
        if let Self::DripsOneAttempt = self {
            response = response.extension(AttemptTimeout(Duration::from_millis(200)));
        }
        let response = response.body(Box::new(Drops { are_there }) as Box<dyn Chunks>);
        Box::pin(async move { Ok(response.expect("a response")) })
    }
}

/// Every piece may come in time while all of them together do not.
#[tokio::test]
async fn a_no_that_does_not_end_ends_with_the_attempt() {
    let late = "not enough of the answer of status 500 within 100ms";
    for (transport, message) in [
        (Endless::Silent, "no answer within 100ms"),
        (Endless::HeadAlone, late),
        (Endless::Drips, late),
    ] {
        let client = Client::with_transport(Settings::new("key"), Arc::new(transport));
        let call = client.get_report(7).with_retry(Retry::none());
        let call = call.with_timeout(Duration::from_millis(100));
        let error = call
            .with_deadline(Duration::from_secs(8))
            .await
            .expect_err("no end");
        assert_eq!(error.kind(), Kind::Timeout, "{error}");
        assert_eq!(error.message(), Some(message));
        let call = client.get_report(7).with_retry(Retry::none());
        let error = call.with_deadline(Duration::from_millis(100)).await;
        let error = error.expect_err("no end").to_string();
        let end = message.replace(
            "within 100ms",
            "before the time for the whole call was over",
        );
        assert!(error.ends_with(&end), "{error}");
    }
    let transport = Arc::new(Endless::DripsOneAttempt);
    let client = Client::with_transport(Settings::new("key"), transport);
    let call = client.get_report(7).with_retry(Retry::none());
    let error = call.with_deadline(Duration::from_secs(8)).await;
    let message = "not enough of the answer of status 500 within 200ms";
    assert_eq!(error.expect_err("no end").message(), Some(message));
}

#[tokio::test]
async fn a_compressed_download_is_refused() {
    let zipped = answer("200 OK\r\ncontent-encoding: br", "x");
    let server = Server::at_once(&[&zipped]);
    let call = server.client().get_archive().with_retry(Retry::none());
    let error = call.await.expect_err("compressed");
    assert!(
        error.to_string().contains("content encoding `br`"),
        "{error}"
    );
}

fn replayed(replay: Replay) -> Client {
    Client::with_transport(Settings::new("key"), Arc::new(replay))
}

/// A transport that knows nothing of pieces gives whole answers, and so does a caller.
#[tokio::test]
async fn whole_answers_are_downloads_too() {
    let whole = |body: &'static str| {
        let response = http::Response::builder().header("content-type", "image/png");
        response.body(Bytes::from(body)).expect("a response")
    };
    let client = replayed(Replay::new().then_response(whole("abc")));
    let file = client.get_report(7).await.expect("a file");
    assert_eq!(file.bytes().await.expect("bytes"), "abc");
    let call = client.get_report(7);
    let mut file = call.answer(whole("abc")).expect("a file").with_limit(2);
    assert_eq!(file.content_type(), Some("image/png"));
    let error = file.chunk().await.expect_err("larger than 2 bytes");
    assert_eq!(error.kind(), Kind::TooLarge);
}

#[tokio::test]
async fn a_note_that_is_a_no_is_an_error() {
    let no = r#"{"code":41,"message":"none"}"#;
    let client = replayed(Replay::new().on(Method::GET, "/v1/note", 200, no));
    let error = client.get_note().await.expect_err("a no");
    assert_eq!(error.name(), Some("NoSuchReport"));
    let text = http::Response::builder().header("content-type", "text/plain");
    let text = text.body(Bytes::from("{}!")).expect("a response");
    // It starts with a brace, and says nothing of code 0.
    client.get_note().answer(text).expect_err("no success");
    let text = http::Response::new(Bytes::from("a note"));
    assert_eq!(client.get_note().answer(text).expect("a note"), "a note");
}

/// A vendor that allows one call at a time counts a download until its end.
#[tokio::test]
async fn a_download_counts_until_it_is_over() {
    let png = || {
        let response = http::Response::builder().header("content-type", "image/png");
        response.body(Bytes::from("abc")).expect("a response")
    };
    let replay = Replay::new();
    let replay = (0..3).fold(replay, |replay, _| replay.then_response(png()));
    let client = replayed(replay);
    let mut first = client.get_report(1).await.expect("a file");
    let mut second = std::pin::pin!(client.get_report(2).into_future());
    let mut cx = Context::from_waker(Waker::noop());
    assert!(second.as_mut().poll(&mut cx).is_pending());
    while first.chunk().await.expect("a chunk").is_some() {}
    let Poll::Ready(second) = second.as_mut().poll(&mut cx) else {
        panic!("the first is over");
    };
    let mut third = std::pin::pin!(client.get_report(3).into_future());
    assert!(third.as_mut().poll(&mut cx).is_pending());
    drop(second.expect("a file"));
    assert!(third.as_mut().poll(&mut cx).is_ready());
}
