//! A raw TCP server on this machine that does what bad servers do.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// What the server does with one request.
#[derive(Clone)]
pub(crate) enum Act {
    /// Answers with these bytes, then closes.
    Answer(Vec<u8>),
    /// Answers with these bytes, then waits for a further request on the same connection.
    Keep(Vec<u8>),
    /// Closes without an answer.
    Swallow,
    /// Resets the connection after the start of the request.
    Reset,
    /// Answers with these bytes, then resets the connection.
    ResetAfter(Vec<u8>),
    /// Never answers.
    Stall,
    /// Answers with these bytes, then neither sends more nor closes.
    Hang(Vec<u8>),
    /// Answers with the first bytes, then with the second ones again and again.
    Endless(Vec<u8>, Vec<u8>),
    /// The same, but slowly.
    Drip(Vec<u8>, Vec<u8>),
}

/// A server that does one act a request, the last one for all further requests.
pub(crate) struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
}

struct Shared {
    /// In reverse order.
    acts: Mutex<Vec<Act>>,
    requests: Mutex<Vec<String>>,
}

impl Server {
    pub(crate) fn start(acts: impl IntoIterator<Item = Act>) -> Self {
        let mut acts: Vec<Act> = acts.into_iter().collect();
        acts.reverse();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared {
            acts: Mutex::new(acts),
            requests: Mutex::default(),
        });
        let seen = Arc::clone(&shared);
        std::thread::spawn(move || {
            while let Ok((stream, _)) = listener.accept() {
                let shared = Arc::clone(&seen);
                // A connection that breaks is the client's to notice.
                std::thread::spawn(move || shared.serve(stream));
            }
        });
        Self { address, shared }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The requests of which something arrived, in order.
    pub(crate) fn requests(&self) -> Vec<String> {
        let requests = self.shared.requests.lock();
        requests.unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Shared {
    /// Takes an act for each request that arrives on a connection.
    fn serve(&self, mut stream: TcpStream) -> io::Result<()> {
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        while stream.peek(&mut [0])? > 0 {
            let act = self.next();
            let resets = matches!(act, Act::Reset | Act::ResetAfter(_));
            self.note(if resets {
                start(&mut stream)?
            } else {
                whole(&mut stream)?
            });
            match act {
                Act::Keep(answer) => stream.write_all(&answer)?,
                Act::Answer(answer) => return stream.write_all(&answer),
                // The system resets a connection that is closed while something is unread.
                Act::ResetAfter(answer) => return stream.write_all(&answer),
                Act::Swallow | Act::Reset => return Ok(()),
                Act::Stall => return until_closed(&mut stream),
                Act::Hang(answer) => {
                    stream.write_all(&answer)?;
                    return until_closed(&mut stream);
                }
                Act::Endless(first, again) => {
                    stream.write_all(&first)?;
                    loop {
                        stream.write_all(&again)?;
                    }
                }
                Act::Drip(first, again) => {
                    stream.write_all(&first)?;
                    loop {
                        stream.write_all(&again)?;
                        std::thread::sleep(Duration::from_millis(10));
                    }
                }
            }
        }
        Ok(())
    }

    fn next(&self) -> Act {
        let mut acts = self.acts.lock().unwrap();
        match &acts[..] {
            [last] => last.clone(),
            _ => acts.pop().unwrap(),
        }
    }

    fn note(&self, request: String) {
        self.requests.lock().unwrap().push(request);
    }
}

/// The first bytes of a request; the others stay unread.
fn start(stream: &mut TcpStream) -> io::Result<String> {
    let mut bytes = [0; 16];
    let count = stream.read(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes[..count]).into_owned())
}

/// A head, and the body that it announces.
fn whole(stream: &mut TcpStream) -> io::Result<String> {
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
                return Ok(text);
            }
        }
        match stream.read(&mut chunk)? {
            0 => return Ok(text),
            count => bytes.extend_from_slice(&chunk[..count]),
        }
    }
}

/// Waits until the client has gone.
fn until_closed(stream: &mut TcpStream) -> io::Result<()> {
    stream.set_read_timeout(None)?;
    while stream.read(&mut [0; 64])? > 0 {}
    Ok(())
}

/// An answer with these header lines and this body, after which the connection is closed.
pub(crate) fn answer(status: &str, headers: &[&str], body: impl AsRef<[u8]>) -> Vec<u8> {
    // A client that is not told may send a further request into the closing connection.
    kept(status, &[headers, &["connection: close"]].concat(), body)
}

/// An answer after which the connection is kept.
pub(crate) fn kept(status: &str, headers: &[&str], body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let lines: String = headers.iter().map(|line| format!("{line}\r\n")).collect();
    let head = format!(
        "HTTP/1.1 {status}\r\n{lines}content-length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}
