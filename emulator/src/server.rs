//! The engine behind a socket.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use apiloom_wire::Timestamp;
use bytes::Bytes;
use http::header::{CONTENT_TYPE, DATE};
use http::{HeaderName, HeaderValue, Request, Response};
use http_body_util::{BodyExt, Limited};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};

use crate::body::Sending;
use crate::clock::Clock;
use crate::engine::{Engine, Handled};
use crate::fault::{Ending, Planned};
use crate::log::Entry;
use crate::received::Received;
use crate::reply::Reply;

/// The longest body of a request.
const LONGEST: usize = 64 * 1024 * 1024;

/// Told of each entry of the log.
pub(crate) type Listener = Box<dyn Fn(&Entry) + Send + Sync>;

/// What connections share.
pub(crate) struct Shared {
    pub(crate) engine: Mutex<Engine>,
    pub(crate) clock: Mutex<Clock>,
    pub(crate) log: Mutex<Vec<Entry>>,
    pub(crate) on_entry: Option<Listener>,
    pub(crate) address: SocketAddr,
}

impl Shared {
    pub(crate) fn now(&self) -> Timestamp {
        locked(&self.clock).now()
    }
}

/// The value behind a lock; what a panic elsewhere left is still good, since nothing is left half done.
pub(crate) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Takes connections until it is dropped.
pub(crate) async fn serve(listener: TcpListener, shared: Arc<Shared>) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                tokio::spawn(connection(stream, Arc::clone(&shared)));
            }
            // Too many open files are fewer after a while.
            Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    }
}

async fn connection(stream: TcpStream, shared: Arc<Shared>) {
    // A small answer that waits for the next one would look like latency that nobody planned.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request| {
        let shared = Arc::clone(&shared);
        async move { answer(request, &shared).await }
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new());
    // A connection that breaks, by plan or by the client, concerns nobody else.
    let _ = http.serve_connection(TokioIo::new(stream), service).await;
}

async fn answer(request: Request<Incoming>, shared: &Shared) -> io::Result<Response<Sending>> {
    let received = match received(request).await {
        Ok(received) => received,
        Err(status) => {
            return Ok(response(
                &too_much(status),
                &Planned::default(),
                shared.now(),
            ));
        }
    };
    let host = received.header("host").map(str::to_owned);
    let origin = format!(
        "http://{}",
        host.unwrap_or_else(|| shared.address.to_string())
    );
    let now = shared.now();
    let Handled {
        reply,
        planned,
        entry,
    } = locked(&shared.engine).handle(&received, &origin, now);
    if let Some(on_entry) = &shared.on_entry {
        on_entry(&entry);
    }
    locked(&shared.log).push(entry);
    if !planned.latency.is_zero() {
        tokio::time::sleep(planned.latency).await;
    }
    match reply {
        Some(reply) => Ok(response(&reply, &planned, now)),
        // The connection is closed without an answer.
        None => Err(io::ErrorKind::ConnectionAborted.into()),
    }
}

async fn received(request: Request<Incoming>) -> Result<Received, u16> {
    let (parts, body) = request.into_parts();
    let body = Limited::new(body, LONGEST).collect().await;
    let body: Bytes = body.map_err(|_| 413_u16)?.to_bytes();
    let headers = parts.headers.iter().map(|(name, value)| {
        let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
        (name.as_str().to_owned(), value)
    });
    Ok(Received {
        method: parts.method.as_str().to_owned(),
        path: parts.uri.path().to_owned(),
        query_text: parts.uri.query().unwrap_or_default().to_owned(),
        headers: headers.collect(),
        body,
    })
}

fn too_much(status: u16) -> Reply {
    Reply {
        status,
        headers: Vec::new(),
        body: Bytes::from_static(b"the body is longer than the emulator takes"),
        changes: Vec::new(),
        refused: None,
        example: None,
    }
}

fn response(reply: &Reply, planned: &Planned, now: Timestamp) -> Response<Sending> {
    let cut = planned.ending == Some(Ending::Truncate);
    let body = Sending::new(&reply.body, planned.drip, cut);
    let mut response = Response::new(body);
    let status = http::StatusCode::from_u16(reply.status);
    *response.status_mut() = status.unwrap_or(http::StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    for (name, value) in &reply.headers {
        let name = HeaderName::try_from(name.as_str());
        let value = HeaderValue::from_bytes(value.as_bytes());
        if let (Ok(name), Ok(value)) = (name, value) {
            headers.append(name, value);
        }
    }
    if !reply.body.is_empty() && !headers.contains_key(CONTENT_TYPE) {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    }
    // Clients learn a clock that differs from theirs by it.
    if let Ok(date) = HeaderValue::try_from(date(now)) {
        headers.insert(DATE, date);
    }
    response
}

fn date(now: Timestamp) -> String {
    let seconds = u64::try_from(now.unix_seconds()).unwrap_or(0);
    // Beyond the year 9999 the header has no form.
    let seconds = seconds.min(253_402_300_799);
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
    httpdate::fmt_http_date(time)
}
