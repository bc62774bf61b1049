//! Calls that wait on the thread that makes them, with and without an async runtime around.

#[allow(dead_code, reason = "these tests do not look at all of the vendor")]
pub mod mini;

use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use apiloom::transport::{self, AttemptTimeout, Failure, from_fn};
use apiloom::{Bytes, Kind, Retry, Transport, TransportError, http};
use mini::{Client, Settings};

const FINE: &str = r#"{"code":1000,"data":{"items":[{"id":7}]}}"#;

fn client(transport: Arc<dyn Transport>) -> Client {
    let settings = Settings::new("demo", "a@b.example", "s3cr3t");
    Client::with_transport(settings, transport)
        .configure(|core| core.with_retry(Retry::new().with_base(Duration::from_millis(1))))
}

fn answer(status: u16, body: &'static str) -> Result<http::Response<Bytes>, TransportError> {
    let mut response = http::Response::new(Bytes::from_static(body.as_bytes()));
    *response.status_mut() = http::StatusCode::from_u16(status).unwrap();
    Ok(response)
}

#[test]
fn a_function_is_a_transport() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let shared = Arc::clone(&seen);
    let client = client(Arc::new(from_fn(move |request| {
        let mut seen = shared.lock().unwrap();
        seen.push((request.uri().path().to_owned(), thread::current().id()));
        match seen.len() {
            1 => answer(503, "{}"),
            _ => answer(200, FINE),
        }
    })));
    let customers = client.list_customers().blocking().unwrap();
    assert_eq!(customers[0].id, 7);
    let here = ("/open_api_v1/customers".to_owned(), thread::current().id());
    assert_eq!(*seen.lock().unwrap(), [here.clone(), here]);
}

#[tokio::test]
async fn a_function_holds_up_nobody_who_awaits() {
    let (here, (go, wait)) = (thread::current().id(), std::sync::mpsc::channel::<()>());
    let wait = Mutex::new(wait);
    let client = client(Arc::new(from_fn(move |_| {
        assert_ne!(thread::current().id(), here);
        wait.lock().unwrap().recv().unwrap();
        answer(200, FINE)
    })));
    let call = tokio::spawn({
        let client = client.clone();
        async move { client.list_customers().await }
    });
    tokio::task::yield_now().await;
    // The call waits for this, which the same thread does.
    go.send(()).unwrap();
    assert_eq!(call.await.unwrap().unwrap()[0].id, 7);
    // The sender is gone, so that the function panics.
    drop(go);
    let once = client.list_customers().with_retry(Retry::none());
    let error = once.await.unwrap_err();
    assert_eq!(error.kind(), Kind::Transport);
    assert!(error.to_string().contains("no answer"), "{error}");
}

#[test]
fn a_function_learns_how_much_time_there_is() {
    let client = client(Arc::new(from_fn(|request| {
        let left = transport::time_left(&request);
        let timeout = request.extensions().get::<AttemptTimeout>();
        assert_eq!(
            timeout.map(|timeout| timeout.0 > Duration::from_secs(3)),
            Some(true)
        );
        assert!(
            left.is_some_and(|left| left <= Duration::from_secs(3)),
            "{left:?}"
        );
        Err(TransportError::new(Failure::Timeout, "no answer in time"))
    })));
    let call = client
        .list_customers()
        .with_timeout(Duration::from_secs(5))
        .with_deadline(Duration::from_secs(3));
    let error = call.with_retry(Retry::none()).blocking().unwrap_err();
    assert_eq!(error.kind(), Kind::Timeout);
    assert_eq!(
        transport::time_left(&http::Request::new(Bytes::new())),
        None
    );
}

#[test]
fn without_a_transport_a_call_fails_and_does_not_wait() {
    let error = client(Arc::new(transport::Offline))
        .list_customers()
        .blocking()
        .unwrap_err();
    assert_eq!(error.kind(), Kind::Configuration);
}

#[cfg(feature = "hyper")]
mod over_http {
    use std::io::{Read, Write};
    use std::net::{SocketAddr, TcpListener, TcpStream};
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::mpsc::{Receiver, channel};
    use std::task::{Context, Poll, Wake, Waker};
    use std::time::Instant;

    use apiloom::HyperTransport;

    use super::*;

    /// A server that keeps connections open, serves each on a thread, and counts them.
    struct Server {
        address: SocketAddr,
        connections: Arc<AtomicUsize>,
        /// Says when a connection of which nothing more comes is over.
        closed: Receiver<()>,
    }

    impl Server {
        /// Answers the first requests with status 503, all others well, and none after `silent`
        /// requests.
        fn start(busy: usize, silent: usize) -> Self {
            let listener = TcpListener::bind("127.0.0.1:0").unwrap();
            let address = listener.local_addr().unwrap();
            let connections = Arc::new(AtomicUsize::new(0));
            let requests = Arc::new(AtomicUsize::new(0));
            let (sender, closed) = channel();
            let count = Arc::clone(&connections);
            thread::spawn(move || {
                while let Ok((mut stream, _)) = listener.accept() {
                    count.fetch_add(1, Ordering::SeqCst);
                    let (requests, sender) = (Arc::clone(&requests), sender.clone());
                    thread::spawn(move || {
                        while read_request(&mut stream) {
                            let number = requests.fetch_add(1, Ordering::SeqCst);
                            if number >= silent {
                                continue;
                            }
                            let status = if number < busy { "503 Busy" } else { "200 OK" };
                            let answer = format!(
                                "HTTP/1.1 {status}\r\ncontent-length: {}\r\n\r\n{FINE}",
                                FINE.len()
                            );
                            // At once, or the two sides wait for each other for a while.
                            if stream.write_all(answer.as_bytes()).is_err() {
                                return;
                            }
                        }
                        let _ = sender.send(());
                    });
                }
            });
            Self {
                address,
                connections,
                closed,
            }
        }

        fn client(&self) -> Client {
            client(Arc::new(HyperTransport::new()))
                .configure(|core| core.with_server(format!("http://{}", self.address)))
        }
    }

    /// Whether a request without a body came.
    fn read_request(stream: &mut TcpStream) -> bool {
        let (mut head, mut byte) = (Vec::new(), [0]);
        while !head.ends_with(b"\r\n\r\n") {
            match stream.read(&mut byte) {
                Ok(1) => head.push(byte[0]),
                _ => return false,
            }
        }
        true
    }

    fn list(client: &Client) -> i64 {
        client.list_customers().blocking().unwrap()[0].id
    }

    #[test]
    fn a_call_waits_outside_of_a_runtime() {
        let server = Server::start(2, usize::MAX);
        let client = server.client();
        assert_eq!([list(&client), list(&client)], [7, 7]);
        // All attempts and both calls went over one connection.
        assert_eq!(server.connections.load(Ordering::SeqCst), 1);
        let again = thread::spawn(move || list(&client));
        assert_eq!(again.join().unwrap(), 7);
        assert_eq!(server.connections.load(Ordering::SeqCst), 1);
    }

    #[tokio::test]
    async fn a_call_waits_on_the_only_thread_of_a_runtime() {
        let server = Server::start(2, usize::MAX);
        let client = server.client();
        assert_eq!(client.list_customers().await.unwrap()[0].id, 7);
        // A task may look at what is ready only so often before it must give way; a blocking call
        // cannot.
        for _ in 0..300 {
            assert_eq!(list(&client), 7);
        }
        assert_eq!(client.list_customers().await.unwrap()[0].id, 7);
        // A connection belongs to the runtime that made it, so there are two.
        assert_eq!(server.connections.load(Ordering::SeqCst), 2);
    }

    #[test]
    fn a_call_is_awaited_in_another_executor() {
        let server = Server::start(1, usize::MAX);
        let client = server.client();
        let customers = wait(client.list_customers().into_future()).unwrap();
        assert_eq!(customers[0].id, 7);
    }

    #[test]
    fn the_time_limits_hold() {
        let server = Server::start(0, 0);
        let client = server.client();
        let start = Instant::now();
        let error = client
            .list_customers()
            .with_timeout(Duration::from_millis(20))
            .with_retry(Retry::none())
            .blocking()
            .unwrap_err();
        assert_eq!(error.kind(), Kind::Timeout);
        assert!(start.elapsed() >= Duration::from_millis(20));
        let call = client
            .list_customers()
            .with_deadline(Duration::from_millis(20));
        assert_eq!(call.blocking().unwrap_err().kind(), Kind::Timeout);
    }

    #[test]
    fn a_call_that_is_dropped_goes_on_nowhere() {
        let server = Server::start(0, 0);
        let client = server.client();
        let mut call = client.list_customers().into_future();
        let mut cx = Context::from_waker(Waker::noop());
        assert!(call.as_mut().poll(&mut cx).is_pending());
        while server.connections.load(Ordering::SeqCst) == 0 {
            thread::yield_now();
        }
        drop(call);
        // The client is there still, but the connection of the call is closed.
        server
            .closed
            .recv_timeout(Duration::from_secs(120))
            .unwrap();
        drop(client);
    }

    /// The simplest executor there is; it knows no runtime.
    fn wait<T>(mut future: apiloom::BoxFuture<'_, T>) -> T {
        struct Unpark(thread::Thread);

        impl Wake for Unpark {
            fn wake(self: Arc<Self>) {
                self.0.unpark();
            }
        }

        let waker = Waker::from(Arc::new(Unpark(thread::current())));
        let mut cx = Context::from_waker(&waker);
        loop {
            match future.as_mut().poll(&mut cx) {
                Poll::Ready(value) => return value,
                Poll::Pending => thread::park(),
            }
        }
    }
}
