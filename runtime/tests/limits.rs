//! Limits: how many calls go out, and when.

#[allow(dead_code, reason = "these tests do not look at all of the shop")]
pub mod quota;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Waker};
use std::time::Duration;

use apiloom::replay::Replay;
use apiloom::{BoxFuture, Bytes, Kind, Limits, Transport, TransportError, http};
use quota::{Call, Other, Quick, Serial, core, send};

const HOUR: Duration = Duration::from_secs(3_600);

fn answers(count: usize) -> Arc<Replay> {
    Arc::new(many(count))
}

fn many(count: usize) -> Replay {
    (0..count).fold(Replay::new(), |replay, _| replay.then(200, "{}"))
}

/// The waits in minutes, without those that only make up for the time that calls took.
fn minutes(replay: &Replay) -> Vec<u64> {
    let waits = replay.waits();
    waits
        .iter()
        .map(|wait| (wait.as_secs() + 30) / 60)
        .filter(|minutes| *minutes > 0)
        .collect()
}

#[tokio::test]
async fn a_quota_is_kept_by_waiting_once() {
    let replay = answers(5);
    let core = core(replay.clone(), "a").with_deadline(HOUR);
    for _ in 0..5 {
        send(&core, Quick).await.unwrap();
    }
    // Two a minute: the first two at once, then two after a minute, then one after another.
    assert_eq!(minutes(&replay), [1, 1]);
}

/// Where a transport lets waits pass at once, the time by which a quota is counted passes with them,
/// so that no call comes too late.
#[tokio::test]
async fn a_quota_is_no_obstacle_where_nothing_waits() {
    let replay = many(19).then(503, "{}");
    let replay = Arc::new(replay.then(200, "{}"));
    let core = core(replay.clone(), "a");
    for _ in 0..20 {
        send(&core, Quick).await.unwrap();
    }
    // There were 21 attempts, two a minute.
    assert_eq!(minutes(&replay), [1; 10]);
}

#[tokio::test]
async fn operations_and_accounts_count_by_themselves() {
    let replay = answers(8);
    let limits = Arc::new(Limits::new());
    let client = |app| {
        core(replay.clone(), app)
            .with_deadline(HOUR)
            .with_limits(limits.clone())
    };
    for _ in 0..2 {
        send(&client("a"), Quick).await.unwrap();
        send(&client("a"), Other).await.unwrap();
        send(&client("b"), Quick).await.unwrap();
    }
    assert_eq!(replay.waits(), []);
    // Clients of one account count together.
    send(&client("a"), Quick).await.unwrap();
    assert_eq!(minutes(&replay), [1]);
}

#[tokio::test]
async fn a_turn_that_comes_too_late_is_an_error_at_once() {
    let replay = answers(3);
    let core = core(replay.clone(), "a").with_deadline(Duration::from_secs(30));
    for _ in 0..2 {
        send(&core, Quick).await.unwrap();
    }
    let error = send(&core, Quick).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (Kind::RateLimit, 0));
    let wait = error.retry_after().unwrap().as_secs();
    assert!((50..=60).contains(&wait), "{wait}");
    assert!(error.to_string().contains("`quota`"), "{error}");
    assert_eq!((replay.left(), replay.waits().len()), (1, 0));
}

/// Counts the calls that go on at the same time.
#[derive(Debug, Default)]
struct Busy {
    now: AtomicUsize,
    most: AtomicUsize,
    all: AtomicUsize,
}

impl Transport for Busy {
    fn send(
        &self,
        _: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(async move {
            let now = self.now.fetch_add(1, Ordering::SeqCst) + 1;
            self.most.fetch_max(now, Ordering::SeqCst);
            self.all.fetch_add(1, Ordering::SeqCst);
            tokio::time::sleep(Duration::from_millis(2)).await;
            self.now.fetch_sub(1, Ordering::SeqCst);
            Ok(http::Response::new(Bytes::from_static(b"{}")))
        })
    }
}

#[tokio::test]
async fn calls_go_one_after_the_other() {
    let busy = Arc::new(Busy::default());
    let core = core(busy.clone(), "a");
    let calls = (0..20).map(|_| {
        let core = core.clone();
        tokio::spawn(async move { send(&core, Serial).await })
    });
    for call in calls.collect::<Vec<_>>() {
        call.await.unwrap().unwrap();
    }
    assert_eq!(busy.most.load(Ordering::SeqCst), 1);
    assert_eq!(busy.all.load(Ordering::SeqCst), 20);
}

#[tokio::test]
async fn a_call_that_goes_away_makes_room() {
    let busy = Arc::new(Busy::default());
    let core = core(busy.clone(), "a");
    for _ in 0..3 {
        let call = {
            let core = core.clone();
            tokio::spawn(async move { send(&core, Serial).await })
        };
        tokio::task::yield_now().await;
        call.abort();
    }
    send(&core, Serial).await.unwrap();
}

/// Answers at once, and never ends a wait.
#[derive(Debug, Default)]
struct Endless {
    waits: Mutex<Vec<u64>>,
}

impl Transport for Endless {
    fn send(
        &self,
        _: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(async { Ok(http::Response::new(Bytes::from_static(b"{}"))) })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let minutes = duration.as_secs().div_ceil(60);
        self.waits.lock().unwrap().push(minutes);
        Box::pin(std::future::pending())
    }
}

#[tokio::test]
async fn a_call_that_goes_away_while_it_waits_gives_its_turn_back() {
    let endless = Arc::new(Endless::default());
    let core = core(endless.clone(), "a").with_deadline(HOUR);
    let mut cx = Context::from_waker(Waker::noop());
    let mut start = || {
        let mut call = Call::new(&core, Quick).into_future();
        let polled = call.as_mut().poll(&mut cx);
        polled.is_pending().then_some(call)
    };
    // Two a minute are sent at once and take their turns for good.
    assert!(start().is_none() && start().is_none());
    for _ in 0..10 {
        drop(start());
    }
    let held = [start(), start(), start()];
    assert!(held.iter().all(Option::is_some));
    drop(held);
    assert!(start().is_some());
    let waits = endless.waits.lock().unwrap();
    assert_eq!(*waits, [[1; 10].as_slice(), &[1, 1, 2, 1]].concat());
}
