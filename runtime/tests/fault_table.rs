//! Every fault of a server or a network that the client is known to meet, over real sockets: one
//! row a fault, with the error that must come of it, and whether the request is sent again.
//!
//! The server counts the requests.
//! Further faults stand where there is more to them than a row: waits, budgets and clocks in
//! `faults.rs`, tokens that expire among a hundred calls in `tokens.rs`, certificates in `tls.rs`.

#![cfg(feature = "gzip")]

mod faulty;
#[allow(dead_code, reason = "these tests do not look at all of the vendor")]
pub mod mini;

use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use apiloom::transport::AttemptTimeout;
use apiloom::{
    BoxFuture, Bytes, Error, HyperTransport, Kind, Retry, Secret, Transport, TransportError, http,
};
use faulty::{Act, Server, answer, kept};
use flate2::Compression;
use flate2::write::GzEncoder;
use mini::{AddCustomerRequired, Client, Settings};

/// What both operations of the vendor take for a success.
const FINE: &str = r#"{"code":1000,"customer":{"id":1},"data":{"items":[{"id":1}]}}"#;

/// How large an answer may be.
const LIMIT: usize = 1 << 20;

/// One fault of a server, in one line of a table.
struct Row {
    fault: &'static str,
    act: Act,
    /// The kind of the error.
    kind: Kind,
    /// Words that the error has.
    says: &'static str,
    again: Again,
}

/// Which requests are sent again after a fault.
#[derive(Clone, Copy, PartialEq)]
enum Again {
    /// None: it would come to the same.
    Nothing,
    /// Those that do no harm when they are done twice.
    Reads,
    /// Also writes: the vendor says that it did nothing.
    Writes,
}

use Again::{Nothing, Reads, Writes};

fn row(fault: &'static str, act: Act, kind: Kind, says: &'static str, again: Again) -> Row {
    Row {
        fault,
        act,
        kind,
        says,
        again,
    }
}

/// The connection ends, or nothing comes.
#[rustfmt::skip]
fn connections() -> Vec<Row> {
    let half_a_head = b"HTTP/1.1 200 OK\r\ncontent-le".to_vec();
    let half_a_body = raw("content-length: 500", FINE);
    let head = b"HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n".to_vec();
    let chunked = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n".to_vec();
    let broke = "the connection broke";
    let late = "no whole answer within";
    vec![
        row("closes without an answer", Act::Swallow, Kind::Transport, broke, Reads),
        row("resets during the request", Act::Reset, Kind::Transport, broke, Reads),
        row("resets during the answer", Act::ResetAfter(half_a_body.clone()), Kind::Transport, broke, Reads),
        row("closes in the head", Act::Answer(half_a_head.clone()), Kind::Transport, broke, Reads),
        row("closes in the body", Act::Answer(half_a_body.clone()), Kind::Transport, broke, Reads),
        row("closes between chunks", Act::Answer(raw("transfer-encoding: chunked", "3\r\n{\"c\r\n")), Kind::Transport, broke, Reads),
        row("closes in a chunk", Act::Answer(raw("transfer-encoding: chunked", "ff\r\n{\"c")), Kind::Transport, broke, Reads),
        row("never answers", Act::Stall, Kind::Timeout, late, Reads),
        row("stalls in the head", Act::Hang(half_a_head), Kind::Timeout, late, Reads),
        row("stalls in the body", Act::Hang(half_a_body), Kind::Timeout, late, Reads),
        row("announces a body of 4 EiB", Act::Hang(raw("content-length: 4611686018427387904", FINE)), Kind::Timeout, late, Reads),
        row("drips header lines", Act::Drip(b"HTTP/1.1 200 OK\r\n".to_vec(), b"a: b\r\n".to_vec()), Kind::Timeout, late, Reads),
        row("drips bytes of a body", Act::Drip(head, b" ".to_vec()), Kind::Timeout, late, Reads),
        row("drips chunks", Act::Drip(chunked, b"1\r\n \r\n".to_vec()), Kind::Timeout, late, Reads),
        row("promises an answer for ever", Act::Drip(Vec::new(), b"HTTP/1.1 100 Continue\r\n\r\n".to_vec()), Kind::Timeout, late, Reads),
    ]
}

/// What comes is not HTTP.
#[rustfmt::skip]
fn garbage() -> Vec<Row> {
    let broke = "the connection broke";
    let long_line = format!("HTTP/1.1 200 OK\r\nx: {}", "y".repeat(1 << 20));
    let lines = "HTTP/1.1 200 OK\r\n".to_owned() + &"x: y\r\n".repeat(1000) + "\r\n";
    let both = format!("HTTP/1.1 200 OK\r\ncontent-length: 3\r\ncontent-length: 4\r\n\r\n{FINE}");
    let answer = |bytes: Vec<u8>| Act::Answer(bytes);
    vec![
        row("speaks another protocol", answer(b"SSH-2.0-OpenSSH_9.6\r\n".to_vec()), Kind::Transport, broke, Reads),
        row("sends bytes that are no text", answer((0..=255).rev().collect()), Kind::Transport, broke, Reads),
        row("sends a body without a head", answer(FINE.into()), Kind::Transport, broke, Reads),
        row("has a status that is none", answer(b"HTTP/1.1 2x0 OK\r\n\r\n".to_vec()), Kind::Transport, broke, Reads),
        row("has a header line of 1 MiB", answer(long_line.into()), Kind::Transport, broke, Reads),
        row("has 1,000 header lines", answer(lines.into()), Kind::Transport, broke, Reads),
        row("has header lines without an end", Act::Endless(b"HTTP/1.1 200 OK\r\n".to_vec(), b"x: y\r\n".repeat(1000)), Kind::Transport, broke, Reads),
        row("has a length that is no number", answer(raw("content-length: 1e9", FINE)), Kind::Transport, broke, Reads),
        row("has a negative length", answer(raw("content-length: -1", FINE)), Kind::Transport, broke, Reads),
        row("has two lengths", answer(both.into()), Kind::Transport, broke, Reads),
        row("has a chunk whose length is no number", answer(raw("transfer-encoding: chunked", "zz\r\n")), Kind::Transport, broke, Reads),
        row("has a chunk longer than any number", answer(raw("transfer-encoding: chunked", "fffffffffffffffff\r\n")), Kind::Transport, broke, Reads),
        row("has a length that is too short", answer(raw("content-length: 12", FINE)), Kind::Decode, "found the end", Nothing),
    ]
}

/// The answer is too much.
#[rustfmt::skip]
fn floods() -> Vec<Row> {
    let chunked = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n".to_vec();
    let start = |line: &str, more: &[u8]| [&chunked[..], line.as_bytes(), b"\r\n", more].concat();
    let (first, again) = zeros();
    let large = "larger than 1048576 bytes";
    vec![
        row("has a body larger than the limit", Act::Answer(answer("200 OK", &[], vec![b' '; LIMIT + 1])), Kind::TooLarge, large, Nothing),
        row("has a body without an end", Act::Endless(start("", b""), chunk(&[b' '; 9000])), Kind::TooLarge, large, Nothing),
        row("has a body without an end or a length", Act::Endless(b"HTTP/1.1 200 OK\r\n\r\n".to_vec(), vec![b' '; 9000]), Kind::TooLarge, large, Nothing),
        row("has a gzip bomb", Act::Endless(start("content-encoding: gzip\r\n", &chunk(&first)), chunk(&again)), Kind::TooLarge, large, Nothing),
        row("has gzip of nothing without an end", Act::Endless(start("content-encoding: gzip\r\n", b""), chunk(&gzip(b"").repeat(400))), Kind::Transport, "too many parts", Reads),
    ]
}

/// The answer is packed in a way that nobody asked for, or badly.
#[rustfmt::skip]
fn codings() -> Vec<Row> {
    let packed = gzip(FINE.as_bytes());
    let with = |coding: &str, body: &[u8]| {
        Act::Answer(answer(
            "200 OK",
            &[&format!("content-encoding: {coding}")],
            body,
        ))
    };
    let damaged = "the answer is compressed, and damaged";
    let mut wrong_sum = packed.clone();
    let sum = wrong_sum.len() - 8;
    wrong_sum[sum] ^= 1;
    let surplus = [&packed[..], b"surplus"].concat();
    vec![
        row("has gzip that ends early", with("gzip", &packed[..packed.len() - 9]), Kind::Transport, damaged, Reads),
        row("has gzip with a wrong sum", with("gzip", &wrong_sum), Kind::Transport, damaged, Reads),
        row("has gzip with a surplus", with("gzip", &surplus), Kind::Transport, damaged, Reads),
        row("says gzip and has none", with("gzip", FINE.as_bytes()), Kind::Transport, damaged, Reads),
        row("has gzip in gzip", with("gzip, gzip", &gzip(&packed)), Kind::Decode, "content encoding `gzip, gzip`", Nothing),
        row("has another coding", with("br", FINE.as_bytes()), Kind::Decode, "status 200 has the content encoding `br`", Nothing),
        row("has a coding that is no word", with("\u{1b}[31m`", FINE.as_bytes()), Kind::Transport, "the connection broke", Reads),
    ]
}

/// The body is not what an answer looks like.
#[rustfmt::skip]
fn bodies() -> Vec<Row> {
    let ok = |body: &str| Act::Answer(answer("200 OK", &[], body));
    let deep = "[".repeat(100_000);
    let closed = format!("{deep}{}", "]".repeat(100_000));
    let objects = format!("{}1{}", r#"{"a":"#.repeat(100_000), "}".repeat(100_000));
    let inside = format!(
        r#"{{"code":1000,"customer":{{"id":1,"x":{closed}}},"data":{{"items":[{{"id":1,"x":{objects}}}]}}}}"#
    );
    let refused = format!(r#"{{"code":2001,"x":{closed}}}"#);
    let page = "<html><title>Please log in</title></html>";
    vec![
        row("has no body", ok(""), Kind::Vendor, "the answer has no body", Nothing),
        row("has a page", ok(page), Kind::Vendor, "a page, not JSON: Please log in", Nothing),
        row("has half an answer", ok(&FINE[..20]), Kind::Decode, "found the end", Nothing),
        row("has JSON 100,000 deep", ok(&closed), Kind::Vendor, "200000 bytes in all", Nothing),
        row("has JSON 100,000 deep without an end", ok(&deep), Kind::Vendor, "100000 bytes in all", Nothing),
        row("has objects 100,000 deep", ok(&objects), Kind::Vendor, "600001 bytes in all", Nothing),
        row("has what nobody asked for 100,000 deep", ok(&inside), Kind::Decode, "nested deeper than 128 levels", Nothing),
        row("refuses 100,000 deep", ok(&refused), Kind::NotFound, "NotFound", Nothing),
        row("has a list in place of an object", ok("[1000]"), Kind::Vendor, "[1000]", Nothing),
        row("has a member of another type", ok(r#"{"code":1000,"customer":7,"data":{"items":7}}"#), Kind::Decode, "expected", Nothing),
        row("has bytes that are no text", Act::Answer(answer("200 OK", &[], b"{\"code\":1000,\"x\":\"\xff\"}")), Kind::Vendor, "", Nothing),
        row("says by a code inside HTTP 200 that it failed", ok(r#"{"code":"2001"}"#), Kind::NotFound, "code 2001, status 200", Nothing),
        row("says by a code inside HTTP 200 to slow down", ok(r#"{"code":4201}"#), Kind::RateLimit, "code 4201", Writes),
    ]
}

/// The status says that it failed.
#[rustfmt::skip]
fn statuses() -> Vec<Row> {
    let status =
        |line: &str, headers: &[&str]| Act::Answer(answer(line, headers, r#"{"code":"7"}"#));
    let packed = answer(
        "503 Busy",
        &["content-encoding: gzip"],
        gzip(br#"{"code":"7","message":"unpacked"}"#),
    );
    let to = "location: http://127.0.0.1:1/else/where?token=s3cr3t&sign=abcdef#x";
    let redirects = "redirects to http://127.0.0.1:1/else/where, where the client does not go";
    let empty = |line: &str| Act::Answer(answer(line, &[to], ""));
    vec![
        row("is busy", status("503 Busy", &[]), Kind::Unavailable, "status 503", Reads),
        row("is busy and says how long", status("503 Busy", &["retry-after: 0"]), Kind::Unavailable, "status 503", Reads),
        row("is busy in gzip", Act::Answer(packed), Kind::Unavailable, "unpacked", Reads),
        row("is behind a bad gateway", status("502 Bad Gateway", &[]), Kind::Unavailable, "status 502", Reads),
        row("is behind a slow gateway", status("504 Gateway Timeout", &[]), Kind::Unavailable, "status 504", Reads),
        row("asks to slow down", status("429 Too Many Requests", &[]), Kind::RateLimit, "status 429", Writes),
        row("asks to slow down and says how long", status("429 Too Many Requests", &["retry-after: 0.5"]), Kind::RateLimit, "status 429", Writes),
        row("is broken", status("500 Internal Server Error", &[]), Kind::Vendor, "status 500", Nothing),
        row("refuses the inputs, whatever it says of waits", status("400 Bad Request", &["retry-after: 0"]), Kind::Invalid, "status 400", Nothing),
        row("is elsewhere now", empty("301 Moved Permanently"), Kind::Vendor, redirects, Nothing),
        row("is elsewhere today", empty("302 Found"), Kind::Vendor, redirects, Nothing),
        row("is elsewhere for a read", empty("303 See Other"), Kind::Vendor, redirects, Nothing),
        row("is elsewhere with the same method", empty("307 Temporary Redirect"), Kind::Vendor, redirects, Nothing),
        row("is elsewhere for good", empty("308 Permanent Redirect"), Kind::Vendor, redirects, Nothing),
        row("switches the protocol", status("101 Switching Protocols", &["upgrade: x", "connection: upgrade"]), Kind::Vendor, "status 101", Nothing),
    ]
}

#[tokio::test]
async fn connections_that_end_or_stall() {
    check(connections()).await;
}

#[tokio::test]
async fn answers_that_are_no_http() {
    check(garbage()).await;
}

#[tokio::test]
async fn answers_that_are_too_much() {
    check(floods()).await;
}

#[tokio::test]
async fn answers_in_codings_that_cannot_be_read() {
    check(codings()).await;
}

#[tokio::test]
async fn answers_that_are_no_answers() {
    check(bodies()).await;
}

#[tokio::test]
async fn answers_that_say_no() {
    check(statuses()).await;
}

async fn check(rows: Vec<Row>) {
    let tasks = rows.into_iter().map(|row| {
        tokio::spawn(async move {
            let outcome = row.check().await;
            outcome.map_err(|problem| format!("a server that {}: {problem}", row.fault))
        })
    });
    let mut problems = Vec::new();
    for task in tasks.collect::<Vec<_>>() {
        problems.extend(task.await.unwrap().err());
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

impl Row {
    /// A write that is sent once, a read and a write that may be sent again; a second request is
    /// answered well.
    async fn check(&self) -> Result<(), String> {
        let (outcome, sent) = self.meet(1, Retry::none(), write).await;
        self.check_error(outcome, sent)?;
        for (writes, again) in [(false, self.again != Nothing), (true, self.again == Writes)] {
            let (expected, retry) = (1 + usize::from(again), Retry::new());
            let (outcome, sent) = if writes {
                self.meet(expected, retry, write).await
            } else {
                self.meet(expected, retry, read).await
            };
            match (again, outcome) {
                (true, Ok(())) if sent == 2 => {}
                (false, outcome @ Err(_)) => self.check_error(outcome, sent)?,
                (_, outcome) => {
                    return Err(format!("writes: {writes}, {sent} requests, {outcome:?}"));
                }
            }
        }
        Ok(())
    }

    /// What comes of a call, and how many requests the server saw; this many are expected.
    async fn meet<F>(
        &self,
        expected: usize,
        retry: Retry,
        send: fn(Client) -> F,
    ) -> (Result<(), Error>, usize)
    where
        F: Future<Output = Result<(), Error>>,
    {
        let is_late = self.kind == Kind::Timeout;
        let mut limit = Duration::from_millis(250);
        loop {
            let server = Server::start([self.act.clone(), fine()]);
            let transport = Watched::new(is_late.then_some(limit));
            let outcome = send(client(&server, &transport, retry)).await;
            let sent = server.requests().len();
            // On a busy machine the time may be over before the request has left.
            if !is_late || sent >= expected || limit > Duration::from_secs(10) {
                return (outcome, sent);
            }
            limit *= 4;
        }
    }

    fn check_error(&self, outcome: Result<(), Error>, sent: usize) -> Result<(), String> {
        let Err(error) = outcome else {
            return Err("it succeeded".to_owned());
        };
        let shown = format!("{error} {error:?}");
        let hides = !["s3cr3t", "hunter2", "sign=abcdef"]
            .iter()
            .any(|secret| shown.contains(secret));
        let is_one_line = !error.to_string().contains('\n') && shown.len() < 20_000;
        let retryable = error.is_retryable() == (self.again == Writes) || self.again == Reads;
        if error.kind() == self.kind
            && shown.contains(self.says)
            && (error.attempts(), sent) == (1, 1)
            && hides
            && is_one_line
            && retryable
        {
            return Ok(());
        }
        Err(format!("{sent} requests, {shown:.400}"))
    }
}

/// The transport of every client, which limits the time of the first request if the server is to
/// be too slow, since then nothing else is limited by it, and waits for nothing between requests.
#[derive(Debug)]
struct Watched {
    hyper: HyperTransport,
    is_first: AtomicBool,
    limit: Option<Duration>,
    waits: Mutex<Vec<Duration>>,
}

impl Watched {
    fn new(limit: Option<Duration>) -> Arc<Self> {
        Arc::new(Self {
            hyper: HyperTransport::new().with_answer_limit(LIMIT),
            is_first: AtomicBool::new(true),
            limit,
            waits: Mutex::default(),
        })
    }

    fn waits(&self) -> Vec<Duration> {
        self.waits.lock().unwrap().clone()
    }
}

impl Transport for Watched {
    fn send(
        &self,
        mut request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        let is_first = self.is_first.swap(false, Ordering::SeqCst);
        if let Some(limit) = self.limit.filter(|_| is_first) {
            request.extensions_mut().insert(AttemptTimeout(limit));
        }
        self.hyper.send(request)
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.waits.lock().unwrap().push(duration);
        Box::pin(std::future::ready(()))
    }
}

fn client(server: &Server, transport: &Arc<Watched>, retry: Retry) -> Client {
    let settings = Settings::new("demo", "a@b.example", "s3cr3t");
    Client::with_transport(settings, Arc::clone(transport) as Arc<dyn Transport>)
        .configure(|core| core.with_server(server.url()).with_retry(retry))
}

async fn read(client: Client) -> Result<(), Error> {
    client.list_customers().await.map(|_| ())
}

async fn write(client: Client) -> Result<(), Error> {
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

/// An answer with this header line and these bytes after the head.
fn raw(line: &str, body: &str) -> Vec<u8> {
    format!("HTTP/1.1 200 OK\r\n{line}\r\n\r\n{body}").into_bytes()
}

fn chunk(bytes: &[u8]) -> Vec<u8> {
    let head = format!("{:x}\r\n", bytes.len());
    [head.as_bytes(), bytes, b"\r\n"].concat()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

/// The start of a gzip stream, and bytes that go on with it as often as one likes: 256 KiB of
/// zeros each.
fn zeros() -> (Vec<u8>, Vec<u8>) {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    let mut part = || {
        packer.write_all(&[0; 256 << 10]).unwrap();
        packer.flush().unwrap();
        std::mem::take(packer.get_mut())
    };
    (part(), part())
}

#[tokio::test]
async fn a_server_that_redirects_elsewhere_brings_nothing_there() {
    for status in ["301 A", "302 A", "303 A", "307 A", "308 A"] {
        let thief = Server::start([Act::Answer(answer("200 OK", &[], FINE))]);
        let location = format!("location: {}/x?sign=1", thief.url());
        let server = Server::start([Act::Answer(answer(status, &[&location], ""))]);
        let client = client(&server, &Watched::new(None), Retry::new());
        for outcome in [read(client.clone()).await, write(client).await] {
            let error = outcome.unwrap_err().to_string();
            let words = format!(
                "the answer redirects to {}/x, where the client does not go",
                thief.url()
            );
            assert!(error.ends_with(&words), "{error}");
        }
        assert_eq!((server.requests().len(), thief.requests().len()), (2, 0));
    }
}

/// What follows an answer is not the answer to the next request.
#[tokio::test]
async fn what_comes_after_an_answer_is_nobodys_answer() {
    let forged = kept("200 OK", &[], r#"{"code":2001,"message":"forged"}"#);
    let two = [kept("200 OK", &[], FINE), forged].concat();
    let server = Server::start([Act::Keep(two), Act::Keep(kept("200 OK", &[], FINE))]);
    let client = client(&server, &Watched::new(None), Retry::none());
    for _ in 0..20 {
        read(client.clone()).await.unwrap();
        write(client.clone()).await.unwrap();
    }
    assert_eq!(server.requests().len(), 40);
}

#[tokio::test]
async fn gzip_is_asked_for_and_unpacked() {
    let packed = gzip(FINE.as_bytes());
    let two = [gzip(&FINE.as_bytes()[..9]), gzip(&FINE.as_bytes()[9..])].concat();
    let acts = [
        Act::Keep(kept("200 OK", &["content-encoding: GZIP"], &packed)),
        Act::Keep(kept("200 OK", &["content-encoding: x-gzip"], &two)),
        Act::Keep(kept("200 OK", &["content-encoding: identity"], FINE)),
    ];
    let server = Server::start(acts);
    let client = client(&server, &Watched::new(None), Retry::none());
    for _ in 0..3 {
        read(client.clone()).await.unwrap();
    }
    for request in server.requests() {
        assert!(
            request.contains("\r\naccept-encoding: gzip\r\n"),
            "{request}"
        );
    }
}

/// It may be signed.
#[tokio::test]
async fn what_a_request_accepts_is_not_changed() {
    let packed = kept("200 OK", &["content-encoding: gzip"], gzip(FINE.as_bytes()));
    let server = Server::start([Act::Keep(packed)]);
    let client = client(&server, &Watched::new(None), Retry::none());
    let call = client.list_customers();
    call.with_header("Accept-Encoding", "identity")
        .await
        .unwrap();
    let requests = server.requests();
    assert_eq!(
        requests[0]
            .to_lowercase()
            .matches("accept-encoding")
            .count(),
        1
    );
    assert!(
        requests[0].contains("\r\naccept-encoding: identity\r\n"),
        "{}",
        requests[0]
    );
}

/// Every form of `Retry-After`, with the shortest wait that it means in milliseconds; nothing if
/// it asks for more than the client is willing to wait.
#[tokio::test]
async fn every_form_of_retry_after() {
    const DATE: &str = "date: Sun, 06 Nov 1994 08:49:37 GMT";
    let forms: [(&str, Option<u64>); 18] = [
        ("0", Some(0)),
        ("7", Some(7_000)),
        ("007", Some(7_000)),
        ("1.5", Some(1_500)),
        (".25", Some(250)),
        ("60", Some(60_000)),
        ("Sun, 06 Nov 1994 08:49:39 GMT", Some(2_000)),
        ("Sunday, 06-Nov-94 08:49:39 GMT", Some(2_000)),
        ("Sun Nov  6 08:49:39 1994", Some(2_000)),
        ("Sun, 06 Nov 1994 08:49:00 GMT", Some(0)),
        ("Mon, 07 Nov 1994 08:49:37 GMT", None),
        ("61", None),
        ("60.5", None),
        ("99999999999999999999999999", None),
        ("soon", Some(0)),
        ("-1", Some(0)),
        ("1e3", Some(0)),
        ("", Some(0)),
    ];
    for status in ["429 Too Many Requests", "503 Busy"] {
        for (form, least) in forms {
            let line = format!("retry-after: {form}");
            let busy = Act::Answer(answer(status, &[DATE, &line], ""));
            let server = Server::start([busy, Act::Answer(answer("200 OK", &[], FINE))]);
            let transport = Watched::new(None);
            let outcome = read(client(&server, &transport, Retry::new())).await;
            let Some(least) = least.map(Duration::from_millis) else {
                let error = outcome.unwrap_err();
                assert!(
                    error.retry_after() > Some(Duration::from_secs(60)),
                    "{form}"
                );
                assert_eq!((transport.waits().len(), server.requests().len()), (0, 1));
                continue;
            };
            outcome.unwrap();
            let waits = transport.waits();
            assert_eq!((waits.len(), server.requests().len()), (1, 2), "{form}");
            let most = least + Duration::from_millis(200);
            assert!(waits[0] >= least && waits[0] <= most, "{form}: {waits:?}");
        }
    }
}
