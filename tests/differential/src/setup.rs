//! What both sides are set up with: settings, clock, nonces, answers of a vendor.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use apiloom::transport::Failure;
use apiloom::{
    BoxFuture, Bytes, Clock, Core, NonceError, Nonces, Timestamp, Transport, TransportError, http,
};

use crate::{Heard, Request};

/// What both sides are set up with.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The settings by their names, as texts.
    pub settings: Vec<(String, String)>,
    /// The scheme that is chosen among those that an operation offers.
    pub scheme: Option<String>,
    /// What hooks are told.
    pub heard: Arc<Heard>,
    /// The time.
    pub clock: Arc<Moved>,
    /// What the vendor answers.
    pub script: Arc<Script>,
    /// The nonces that are given out.
    nonces: Arc<Counted>,
}

impl Setup {
    /// With these settings.
    pub fn new(settings: Vec<(String, String)>) -> Self {
        Self {
            settings,
            scheme: None,
            heard: Arc::default(),
            clock: Arc::default(),
            script: Arc::default(),
            nonces: Arc::default(),
        }
    }

    /// The transport of the client.
    pub fn transport(&self) -> Arc<dyn Transport> {
        Arc::<Script>::clone(&self.script)
    }

    /// The client's core with what does not come from settings.
    pub fn configure(&self, core: Core) -> Core {
        let core = core
            .with_clock(Arc::<Moved>::clone(&self.clock))
            .with_hooks(Arc::<Heard>::clone(&self.heard))
            .with_nonces(Arc::<Counted>::clone(&self.nonces))
            .with_deadline(Duration::from_secs(3600));
        match &self.scheme {
            Some(scheme) => core.with_scheme(scheme),
            None => core,
        }
    }

    /// Starts the nonces anew, so that a call does not depend on those before.
    pub fn restart(&self) {
        *self
            .nonces
            .next
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = 0;
    }
}

/// A clock that stands still until it is moved.
#[derive(Debug, Default)]
pub struct Moved {
    seconds: AtomicI64,
}

impl Moved {
    /// So many seconds pass.
    pub fn advance(&self, seconds: i64) {
        self.seconds.fetch_add(seconds, Ordering::Relaxed);
    }
}

impl Clock for Moved {
    fn now(&self) -> Timestamp {
        let passed = self.seconds.load(Ordering::Relaxed);
        Timestamp::from_unix_millis(1_769_860_801_234 + passed * 1000)
    }
}

/// A vendor that answers what it was told to, and keeps what it was asked.
#[derive(Debug, Default)]
pub struct Script {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    answers: VecDeque<http::Response<Bytes>>,
    requests: Vec<Request>,
}

impl Script {
    /// Says what is answered from now on; after these, connections break.
    pub fn load(&self, answers: impl IntoIterator<Item = http::Response<Bytes>>) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.answers = answers.into_iter().collect();
        state.requests.clear();
    }

    /// What was asked since then.
    pub fn requests(&self) -> Vec<Request> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.requests.clone()
    }
}

impl Transport for Script {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.requests.push(Request::of(&request));
        let answer = state.answers.pop_front();
        let answer =
            answer.ok_or_else(|| TransportError::new(Failure::Broken, "no answer is left"));
        Box::pin(async move { answer })
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(async {})
    }
}

/// Nonces that are numbers.
#[derive(Debug, Default)]
struct Counted {
    next: Mutex<u64>,
}

impl Counted {
    fn next(&self) -> u64 {
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        *next += 1;
        *next
    }
}

impl Nonces for Counted {
    fn uuid(&self) -> Result<String, NonceError> {
        Ok(format!("00000000-0000-4000-8000-{:012x}", self.next()))
    }

    fn hex(&self, digits: usize) -> Result<String, NonceError> {
        Ok(format!("{:0digits$x}", self.next()))
    }

    fn digits(&self, digits: usize) -> Result<String, NonceError> {
        Ok(format!("{:0digits$}", self.next()))
    }
}
