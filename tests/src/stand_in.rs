//! A stand-in for a vendor on a loopback socket: it answers the exchanges it was given and refuses everything else.

use std::collections::HashMap;
use std::io::{self, BufReader, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

use crate::diff;
use crate::exchange::{Exchange, GivenResponse};
use crate::seen::{ReadError, SeenRequest};

/// A running stand-in; it shuts down when dropped.
///
/// A request is held against the first exchange with its method and path that was not answered yet: method, path, query,
/// headers and body must be exactly the expected ones, apart from what belongs to the transport (see [`crate::diff`]).
/// If they are, the exchange's answer goes out and the exchange is used up.
/// If not, the answer is status 400 with the difference as text, and the exchange stays.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    listening: Option<JoinHandle<Vec<JoinHandle<()>>>>,
}

/// Starts a stand-in with these exchanges on a free port of the loopback interface.
///
/// Exchanges with the same method and path are answered in the order given.
///
/// # Errors
/// If no socket can be opened.
pub fn start(exchanges: Vec<Exchange>) -> io::Result<Server> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let address = listener.local_addr()?;
    let shared = Arc::new(Shared {
        stopping: AtomicBool::new(false),
        state: Mutex::new(State {
            open: exchanges.into_iter().map(Some).collect(),
            seen: Vec::new(),
            differences: Vec::new(),
            connections: HashMap::new(),
        }),
    });
    let for_listener = Arc::clone(&shared);
    let listening = thread::spawn(move || listen(&listener, &for_listener));
    Ok(Server {
        address,
        shared,
        listening: Some(listening),
    })
}

impl Server {
    /// The address on which it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The base URL of a server under this path, such as `/api/v1` or nothing.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Every well-formed request that came, in the order in which they came.
    #[must_use]
    pub fn seen(&self) -> Vec<SeenRequest> {
        self.shared.state().seen.clone()
    }

    /// The text of every refusal, in the order in which they went out.
    #[must_use]
    pub fn differences(&self) -> Vec<String> {
        self.shared.state().differences.clone()
    }

    /// The exchanges that were not answered yet, as `vendor/name`.
    #[must_use]
    pub fn open(&self) -> Vec<String> {
        self.shared
            .state()
            .open
            .iter()
            .flatten()
            .map(ToString::to_string)
            .collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.stopping.store(true, Ordering::SeqCst);
        // The listener waits for a connection: this one lets it see that it is to stop.
        if TcpStream::connect(self.address).is_err() {
            return;
        }
        let handlers = self
            .listening
            .take()
            .and_then(|thread| thread.join().ok())
            .unwrap_or_default();
        for stream in self.shared.state().connections.values() {
            // A connection that is closed already is what is wanted.
            let _ = stream.shutdown(std::net::Shutdown::Both);
        }
        for handler in handlers {
            let _ = handler.join();
        }
    }
}

#[derive(Debug)]
struct Shared {
    stopping: AtomicBool,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    open: Vec<Option<Exchange>>,
    seen: Vec<SeenRequest>,
    differences: Vec<String>,
    connections: HashMap<usize, TcpStream>,
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        // A handler that panicked leaves lists that are still whole.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn answer(&mut self, request: &SeenRequest) -> GivenResponse {
        self.seen.push(request.clone());
        let fits = |exchange: &Exchange| {
            exchange.request.method == request.method && exchange.request.path() == request.path()
        };
        let slot = self
            .open
            .iter_mut()
            .find(|slot| slot.as_ref().is_some_and(fits));
        let difference = match slot {
            None => self.nothing_for(request),
            Some(slot) => {
                let difference = slot.as_ref().and_then(|exchange| {
                    diff::requests(&exchange.request, request).map(|text| {
                        format!("The request differs from the exchange {exchange}.\n{text}")
                    })
                });
                match (difference, slot.take()) {
                    (None, Some(exchange)) => return exchange.response,
                    (difference, exchange) => {
                        *slot = exchange;
                        difference.unwrap_or_default()
                    }
                }
            }
        };
        self.differences.push(difference.clone());
        refusal(difference)
    }

    fn nothing_for(&self, request: &SeenRequest) -> String {
        let mut text = format!(
            "No open exchange has {} {}. Open are:\n",
            request.method,
            request.path()
        );
        for exchange in self.open.iter().flatten() {
            text.push_str(&format!(
                "  {} {} ({exchange})\n",
                exchange.request.method,
                exchange.request.path()
            ));
        }
        text
    }
}

fn listen(listener: &TcpListener, shared: &Arc<Shared>) -> Vec<JoinHandle<()>> {
    let mut handlers = Vec::new();
    for (number, stream) in listener.incoming().enumerate() {
        if shared.stopping.load(Ordering::SeqCst) {
            break;
        }
        // A client that went away before it was accepted is no concern of the others.
        let Ok(stream) = stream else { continue };
        let Ok(twin) = stream.try_clone() else {
            continue;
        };
        shared.state().connections.insert(number, twin);
        let shared = Arc::clone(shared);
        handlers.push(thread::spawn(move || {
            // A connection that fails ends; the client sees it.
            let _ = serve(&stream, &shared);
            let _ = stream.shutdown(std::net::Shutdown::Both);
            shared.state().connections.remove(&number);
        }));
    }
    handlers
}

/// Answers requests on one connection until the client closes it or asks for that.
fn serve(stream: &TcpStream, shared: &Shared) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut from = BufReader::new(stream);
    loop {
        let request = match SeenRequest::read(&mut from) {
            Ok(Some(request)) => request,
            Ok(None) => return Ok(()),
            Err(ReadError::Io(error)) => return Err(error),
            Err(error @ ReadError::Malformed(_)) => {
                shared.state().differences.push(error.to_string());
                return write(stream, "", &refusal(format!("{error}\n")), true);
            }
        };
        let close = request
            .header("connection")
            .any(|value| value.eq_ignore_ascii_case("close"));
        let answer = shared.state().answer(&request);
        write(stream, &request.method, &answer, close)?;
        if close {
            return Ok(());
        }
    }
}

fn refusal(text: String) -> GivenResponse {
    let headers = [(
        "content-type".to_owned(),
        "text/plain; charset=utf-8".to_owned(),
    )]
    .into();
    GivenResponse {
        status: 400,
        headers,
        body_text: text,
    }
}

fn write(
    mut stream: &TcpStream,
    method: &str,
    answer: &GivenResponse,
    close: bool,
) -> io::Result<()> {
    let mut text = format!("HTTP/1.1 {} {}\r\n", answer.status, reason(answer.status));
    for (name, value) in &answer.headers {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    let bodiless = matches!(answer.status, 204 | 304);
    if !bodiless {
        text.push_str(&format!("content-length: {}\r\n", answer.body_text.len()));
    }
    if close {
        text.push_str("connection: close\r\n");
    }
    text.push_str("\r\n");
    if !bodiless && method != "HEAD" {
        text.push_str(&answer.body_text);
    }
    stream.write_all(text.as_bytes())
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        201 => "Created",
        204 => "No Content",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        _ => "Status",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;
    use std::time::Duration;

    fn exchange(vendor: &str, name: &str) -> Exchange {
        Exchange::load(vendor, name).unwrap()
    }

    fn connect(server: &Server) -> TcpStream {
        let stream = TcpStream::connect(server.address()).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(10)))
            .unwrap();
        stream
    }

    /// The request of an exchange as a client would write it.
    fn text_of(exchange: &Exchange) -> String {
        let request = &exchange.request;
        let query = request
            .query()
            .map(|query| format!("?{query}"))
            .unwrap_or_default();
        let mut text = format!(
            "{} {}{query} HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: test\r\n",
            request.method,
            request.path()
        );
        for (name, value) in &request.headers {
            text.push_str(&format!("{}: {value}\r\n", name.to_uppercase()));
        }
        if let Some(body) = &request.body_text {
            text.push_str(&format!("Content-Length: {}\r\n\r\n{body}", body.len()));
        } else {
            text.push_str("\r\n");
        }
        text
    }

    /// Reads one answer: status, head and body.
    fn read_answer(stream: &mut TcpStream) -> (u16, String, String) {
        let mut head = Vec::new();
        let mut byte = [0];
        while !head.ends_with(b"\r\n\r\n") {
            stream.read_exact(&mut byte).unwrap();
            head.push(byte[0]);
        }
        let head = String::from_utf8(head).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "))
            .map_or(0, |text| text.parse().unwrap());
        let mut body = vec![0; length];
        stream.read_exact(&mut body).unwrap();
        (status, head, String::from_utf8(body).unwrap())
    }

    fn ask(server: &Server, text: &str) -> (u16, String) {
        let mut stream = connect(server);
        stream.write_all(text.as_bytes()).unwrap();
        let (status, _, body) = read_answer(&mut stream);
        (status, body)
    }

    #[test]
    fn every_exchange_gets_its_answer() {
        for exchange in Exchange::load_all().unwrap() {
            let server = start(vec![exchange.clone()]).unwrap();
            let (status, body) = ask(&server, &text_of(&exchange));
            assert_eq!(
                (status, &body),
                (exchange.response.status, &exchange.response.body_text),
                "{exchange}"
            );
            assert!(
                server.open().is_empty() && server.differences().is_empty(),
                "{exchange}"
            );
            assert_eq!(server.seen().len(), 1);
        }
    }

    #[test]
    fn headers_of_the_answer_are_sent() {
        let sample = exchange("baiyao", "add_customer.html_error");
        let server = start(vec![sample.clone()]).unwrap();
        let mut stream = connect(&server);
        stream.write_all(text_of(&sample).as_bytes()).unwrap();
        let (status, head, body) = read_answer(&mut stream);
        assert_eq!(status, 502);
        assert!(
            head.starts_with("HTTP/1.1 502 Bad Gateway\r\ncontent-type: text/html\r\n"),
            "{head}"
        );
        assert!(body.contains("<h1>502 Bad Gateway</h1>"));
    }

    #[test]
    fn several_requests_go_over_one_connection_in_order() {
        let (first, second) = (
            exchange("dmhub", "list_customers.example"),
            exchange("dmhub", "list_customers"),
        );
        let server = start(vec![first.clone(), second.clone()]).unwrap();
        let mut stream = connect(&server);
        for exchange in [&first, &second] {
            stream.write_all(text_of(exchange).as_bytes()).unwrap();
            assert_eq!(read_answer(&mut stream).2, exchange.response.body_text);
        }
        assert!(server.open().is_empty());
        assert_eq!(server.seen()[1].path(), "/v1/customers");
    }

    #[test]
    fn the_wrong_order_is_refused() {
        let (first, second) = (
            exchange("dmhub", "list_customers.example"),
            exchange("dmhub", "list_customers"),
        );
        let server = start(vec![first, second.clone()]).unwrap();
        let (status, body) = ask(&server, &text_of(&second));
        assert_eq!(status, 400);
        assert!(
            body.starts_with(
                "The request differs from the exchange dmhub/list_customers.example.\nquery:\n"
            ),
            "{body}"
        );
        assert_eq!(server.open().len(), 2);
    }

    #[test]
    fn a_chunked_body_is_taken() {
        let sample = exchange("udesk", "update_customer.signed_v1");
        let server = start(vec![sample.clone()]).unwrap();
        let body = sample.request.body_text.clone().unwrap();
        let (head, _) = text_of(&sample)
            .split_once("Content-Length")
            .map(|(head, rest)| (head.to_owned(), rest.len()))
            .unwrap();
        let (left, right) = body.split_at(11);
        let text = format!(
            "{head}Transfer-Encoding: chunked\r\n\r\n{:x}\r\n{left}\r\n{:X}\r\n{right}\r\n0\r\n\r\n",
            left.len(),
            right.len()
        );
        assert_eq!(ask(&server, &text), (200, sample.response.body_text));
    }

    #[test]
    fn a_request_that_arrives_byte_by_byte_is_taken() {
        let sample = exchange("udesk", "log_in");
        let server = start(vec![sample.clone()]).unwrap();
        let mut stream = connect(&server);
        for byte in text_of(&sample).bytes() {
            stream.write_all(&[byte]).unwrap();
        }
        assert_eq!(read_answer(&mut stream).0, 200);
    }

    #[test]
    fn wrong_requests_are_refused_with_the_difference() {
        let sample = exchange("dezhu", "update_customer");
        let right = text_of(&sample);
        let server = start(vec![sample]).unwrap();
        for (from, to, said) in [
            (
                "customerId=1",
                "customerId=2",
                "  - customerId=1\n  + customerId=2\n",
            ),
            ("customerId=1", "customerId=%31", "  + customerId=%31\n"),
            ("SIGN: 9f", "SIGN: 8f", "  + sign: 8f84c6ec"),
            ("APPID: app-20210423\r\n", "", "  - appid: app-20210423\n"),
            ("APPID: ", "X-Other: 1\r\nAPPID: ", "  + x-other: 1\n"),
            (
                "\"name\":\"1\"",
                "\"name\":\"2\"",
                "  +   \"name\":\"2\",\n",
            ),
            (
                "\"name\":\"1\",\"email\":\"1\"",
                "\"email\":\"1\",\"name\":\"1\"",
                "body:\n",
            ),
            (
                "PUT ",
                "POST ",
                "No open exchange has POST /basic/openapi/v1/customer. Open are:\n  PUT /basic",
            ),
            (
                "/v1/customer",
                "/v2/customer",
                "No open exchange has PUT /basic/openapi/v2/customer.",
            ),
        ] {
            let wrong = right.replacen(from, to, 1);
            assert_ne!(wrong, right, "{from}");
            let (status, body) = ask(&server, &wrong);
            assert_eq!(status, 400, "{to}");
            assert!(body.contains(said), "{to}:\n{body}");
        }
        assert_eq!(server.differences().len(), 9);
        assert_eq!(server.open(), ["dezhu/update_customer"]);
        assert_eq!(ask(&server, &right).0, 200);
        assert_eq!(ask(&server, &right).0, 400, "an exchange is answered once");
    }

    #[test]
    fn what_is_not_http_is_refused_and_the_connection_closed() {
        let server = start(Vec::new()).unwrap();
        let mut stream = connect(&server);
        stream.write_all(b"hello there friend\r\n\r\n").unwrap();
        let mut text = String::new();
        // The rest of what was sent is never read, so the close may be a reset.
        let _ = stream.read_to_string(&mut text);
        assert!(
            text.starts_with("HTTP/1.1 400 ") && text.contains("malformed request"),
            "{text}"
        );
        assert_eq!(server.differences().len(), 1);
        assert!(server.seen().is_empty());
    }

    #[test]
    fn clients_at_the_same_time_each_get_an_answer() {
        let sample = exchange("baiyao", "delete_customer");
        let server = start(vec![sample.clone(); 8]).unwrap();
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| assert_eq!(ask(&server, &text_of(&sample)).0, 200));
            }
        });
        assert!(server.open().is_empty());
    }

    #[test]
    fn dropping_it_closes_connections_and_the_port() {
        let server = start(Vec::new()).unwrap();
        let address = server.address();
        assert_eq!(server.url("/api/v1"), format!("http://{address}/api/v1"));
        let mut idle = connect(&server);
        drop(server);
        assert_eq!(idle.read(&mut [0; 8]).unwrap_or(0), 0);
        assert!(TcpStream::connect(address).is_err());
    }

    #[test]
    fn an_answer_without_content_has_no_length() {
        let mut sample = exchange("baiyao", "delete_customer");
        (sample.response.status, sample.response.body_text) = (204, String::new());
        let server = start(vec![sample.clone()]).unwrap();
        let mut stream = connect(&server);
        stream
            .write_all(
                text_of(&sample)
                    .replace("\r\n\r\n", "\r\nconnection: close\r\n\r\n")
                    .as_bytes(),
            )
            .unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        assert_eq!(
            text,
            "HTTP/1.1 204 No Content\r\ncontent-type: application/json;charset=UTF-8\r\nconnection: close\r\n\r\n"
        );
    }
}
