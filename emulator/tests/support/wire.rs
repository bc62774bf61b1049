//! A client of the shop by hand: it signs by itself, and sees what came over the connection.

use std::io;
use std::net::SocketAddr;

use apiloom_wire::functions as f;
use apiloom_wire::{Json, Timestamp};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Came {
    /// The connection was closed without an answer.
    Nothing,
    /// An answer that ended before as many bytes as were announced.
    Part,
    /// A whole answer.
    Whole(Answer),
}

/// A whole answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Answer {
    /// The vendor's code, if the body has one.
    pub(crate) fn code(&self) -> Option<i64> {
        self.json()?.get("code")?.as_i64()
    }

    /// The text of a member of the data.
    pub(crate) fn data(&self, name: &str) -> Option<String> {
        let json = self.json()?;
        let text = json.get("data")?.get(name)?.scalar_text()?;
        Some(text.into_owned())
    }

    fn json(&self) -> Option<Json> {
        Json::parse(self.body.as_bytes()).ok()
    }
}

/// An account of the shop, and who uses it.
#[derive(Clone, Debug)]
pub(crate) struct Account {
    pub(crate) address: SocketAddr,
    pub(crate) app: String,
    pub(crate) secret: String,
    pub(crate) client: String,
}

impl Account {
    /// The text of a signed request. `number` is the number of the request among its operation's.
    pub(crate) fn signed(
        &self,
        method: &str,
        path: &str,
        body: &str,
        number: u64,
        now: Timestamp,
    ) -> String {
        let path = format!("/v1{path}");
        let time = now.unix_millis().to_string();
        let seed = format!("{} {method} {path} {number}", self.client);
        let nonce: String = f::hex(&f::md5(&seed)).chars().take(16).collect();
        let line = [method, &path, &time, &nonce, &f::hex(&f::sha256(body))].join("\n");
        let sign = f::hex(&f::hmac_sha256(&line, &self.secret));
        let auth = format!(
            "x-app: {}\r\nx-time: {time}\r\nx-nonce: {nonce}\r\nx-sign: {sign}\r\n",
            self.app
        );
        self.plain(method, &path, &auth, body, number)
    }

    /// The text of a request with these headers.
    pub(crate) fn plain(
        &self,
        method: &str,
        path: &str,
        headers: &str,
        body: &str,
        number: u64,
    ) -> String {
        format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\
             x-apiloom-client: {}\r\nx-apiloom-request: {number}\r\n{headers}\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            self.address,
            self.client,
            body.len()
        )
    }

    /// Sends a request over a connection of its own.
    pub(crate) async fn send(&self, request: &str) -> io::Result<Came> {
        let stream = TcpStream::connect(self.address).await?;
        exchange(stream, request).await
    }
}

/// Sends a request over a connection, and reads what comes until it is closed.
pub(crate) async fn exchange(mut stream: TcpStream, request: &str) -> io::Result<Came> {
    stream.write_all(request.as_bytes()).await?;
    let mut bytes = Vec::new();
    match stream.read_to_end(&mut bytes).await {
        Ok(_) => {}
        // A peer that closes with unread bytes resets the connection, on some systems.
        Err(error) if error.kind() == io::ErrorKind::ConnectionReset => {}
        Err(error) => return Err(error),
    }
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let Some((head, body)) = text.split_once("\r\n\r\n") else {
        return Ok(Came::Nothing);
    };
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(": ")?;
        name.eq_ignore_ascii_case("content-length")
            .then(|| value.parse::<usize>().ok())?
    });
    if length.is_some_and(|length| body.len() < length) {
        return Ok(Came::Part);
    }
    let status = head
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok());
    Ok(Came::Whole(Answer {
        status: status.unwrap_or(0),
        head: head.to_owned(),
        body: body.to_owned(),
    }))
}
