//! The server that all sides ask: a process of its own, which answers everything with one customer.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, ChildStdin, Command, Stdio};

/// The id of the customer in every answer.
pub(crate) const ID: i64 = 4_711;

const BODY: &str = r#"{"code":0,"message":"ok","data":{"id":4711,"name":"Zoë Müller","email":"zoe@shop.example","phone":"+86 138 0000 0000","points":1200,"discount":0.15,"active":true,"createdAt":"2026-11-21T14:00:00Z","tags":["new","newsletter","paid"],"address":{"street":"Long Street 5","city":"Hefei","postcode":"230000"}}}"#;

/// A server that runs until this is dropped.
pub(crate) struct Server {
    pub(crate) url: String,
    child: Child,
    /// The process ends when this is closed, also when this one is killed.
    _stdin: ChildStdin,
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) fn start() -> Server {
    let program = std::env::current_exe().expect("this program");
    let mut child = Command::new(program)
        .arg("serve")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the server starts");
    let stdin = child.stdin.take().expect("a pipe");
    let stdout = child.stdout.take().expect("a pipe");
    let mut address = String::new();
    BufReader::new(stdout)
        .read_line(&mut address)
        .expect("the server says where it is");
    Server {
        url: format!("http://{}", address.trim()),
        child,
        _stdin: stdin,
    }
}

/// The process of the server; it prints where it is, and ends with its standard input.
pub(crate) fn serve() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("an address");
    println!("{}", listener.local_addr().expect("an address"));
    std::thread::spawn(move || {
        while let Ok((stream, _)) = listener.accept() {
            std::thread::spawn(move || converse(stream));
        }
    });
    // Whatever comes, it is the end.
    let _ = std::io::stdin().read(&mut [0]);
}

/// Answers every request on a connection.
fn converse(mut stream: TcpStream) -> std::io::Result<()> {
    let answer = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ndate: Sat, 21 Nov 2026 14:00:00 GMT\r\ncontent-length: {}\r\n\r\n{BODY}",
        BODY.len()
    );
    stream.set_nodelay(true)?;
    let mut seen = Vec::new();
    let mut part = [0; 16 << 10];
    loop {
        while let Some(length) = whole(&seen) {
            seen.drain(..length);
            stream.write_all(answer.as_bytes())?;
        }
        match stream.read(&mut part)? {
            0 => return Ok(()),
            count => seen.extend_from_slice(&part[..count]),
        }
    }
}

/// How long the request is that stands in front, once it is there.
fn whole(seen: &[u8]) -> Option<usize> {
    let end = seen.windows(4).position(|part| part == b"\r\n\r\n")? + 4;
    let head = String::from_utf8_lossy(&seen[..end]).to_ascii_lowercase();
    let body = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: ")?.parse().ok())
        .unwrap_or(0);
    (seen.len() >= end + body).then_some(end + body)
}
