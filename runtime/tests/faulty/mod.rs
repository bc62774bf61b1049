//! A raw TCP server on this machine that does what bad servers do.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What the server does with one connection.
#[derive(Clone)]
pub(crate) enum Act {
    /// Reads a request and answers with these bytes, then closes.
    Answer(String),
    /// Answers the first with these bytes, then takes the next act for a further request on the
    /// same connection.
    Keep(String),
    /// Reads a whole request, then closes without an answer.
    Swallow,
    /// Reads the start of a request, then resets the connection.
    Reset,
    /// Reads a request and never answers.
    Stall,
    /// Answers with these bytes, then neither sends more nor closes.
    Hang(String),
}

/// A server that does one act a connection, the last one for all further connections.
pub(crate) struct Server {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    pub(crate) fn start(acts: impl IntoIterator<Item = Act>) -> Self {
        let mut acts: Vec<Act> = acts.into_iter().collect();
        acts.reverse();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let requests: Arc<Mutex<Vec<String>>> = Arc::default();
        let seen = Arc::clone(&requests);
        std::thread::spawn(move || {
            // Connections that hang stay open until the test is over.
            let mut open = Vec::new();
            while let Ok((mut stream, _)) = listener.accept() {
                while let Some(act) = next(&mut acts) {
                    let keeps = matches!(act, Act::Keep(_));
                    let hangs = matches!(act, Act::Stall | Act::Hang(_));
                    play(&mut stream, act, &seen);
                    if hangs {
                        open.push(stream.try_clone());
                    }
                    if !keeps {
                        break;
                    }
                }
            }
        });
        Self { address, requests }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The requests of which something arrived, in order.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

fn next(acts: &mut Vec<Act>) -> Option<Act> {
    match acts.len() {
        1 => acts.last().cloned(),
        _ => acts.pop(),
    }
}

fn play(stream: &mut TcpStream, act: Act, seen: &Mutex<Vec<String>>) {
    if matches!(act, Act::Reset) {
        let mut start = [0; 16];
        let count = stream.read(&mut start).unwrap_or(0);
        let text = String::from_utf8_lossy(&start[..count]).into_owned();
        seen.lock().unwrap().push(text);
        // The system resets a connection that is closed while something is unread.
        return;
    }
    let request = read(stream);
    if request.is_empty() {
        return;
    }
    seen.lock().unwrap().push(request);
    if let Act::Answer(answer) | Act::Keep(answer) | Act::Hang(answer) = act {
        // The client may be gone already.
        let _ = stream.write_all(answer.as_bytes());
    }
}

/// Reads a head, and the body that it announces.
fn read(stream: &mut TcpStream) -> String {
    let _ = stream.set_read_timeout(Some(Duration::from_secs(10)));
    let mut bytes = Vec::new();
    let mut chunk = [0; 4096];
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, _)) = text.split_once("\r\n\r\n") {
            let announced = head.lines().find_map(|line| {
                let line = line.to_ascii_lowercase();
                line.strip_prefix("content-length: ")?.parse().ok()
            });
            if bytes.len() >= head.len() + 4 + announced.unwrap_or(0) {
                return text;
            }
        }
        match stream.read(&mut chunk) {
            Ok(0) | Err(_) => return text,
            Ok(count) => bytes.extend_from_slice(&chunk[..count]),
        }
    }
}

/// An answer with these header lines and this body.
pub(crate) fn answer(status: &str, headers: &[&str], body: &str) -> String {
    let lines: String = headers.iter().map(|line| format!("{line}\r\n")).collect();
    format!(
        "HTTP/1.1 {status}\r\n{lines}content-length: {}\r\n\r\n{body}",
        body.len()
    )
}
