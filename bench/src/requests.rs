//! Requests of a generated client against the same requests written by hand: on the same stack,
//! hyper-util's client, and on the other one that is common, reqwest.

mod by_hand;
mod on_reqwest;
mod server;

use std::sync::Arc;
use std::time::{Duration, Instant};

use apiloom::HyperTransport;

use crate::clock;
use crate::report::Line;
use crate::shop::{Client, Settings};
use crate::table::median;

pub(crate) use self::server::serve;

/// How many requests a side sends before it is the other's turn.
const REQUESTS: usize = 4_000;
const TURNS: usize = 15;
/// What hand-written requests leave out is not worth more than this.
const LEAST: f64 = 0.95;

const KEY: &str = "a key of this length";

/// What a side does, and how many do it at the same time.
#[derive(Clone, Copy)]
pub(crate) struct Load {
    pub(crate) job: Job,
    pub(crate) at_once: usize,
}

#[derive(Clone, Copy)]
pub(crate) enum Job {
    Read,
    Write,
}

/// What a turn took.
struct Turn {
    wall: Duration,
    cpu: Duration,
}

/// Both jobs, one at a time and many, against both peers.
pub(crate) fn lines() -> Vec<Line> {
    let server = server::start();
    let runtime = runtime();
    let _guard = runtime.enter();
    let sides = Sides::new(&server.url);
    let mut lines = Vec::new();
    for (words, job) in [("read", Job::Read), ("write", Job::Write)] {
        for at_once in [1, 32] {
            let load = Load { job, at_once };
            lines.extend(rows(&runtime, &sides, load, words));
        }
    }
    lines
}

/// Runs one side of one row; false if there is none of these names.
pub(crate) fn once(side: &str, job: &str, at_once: &str, turns: &str) -> bool {
    let job = match job {
        "read" => Job::Read,
        "write" => Job::Write,
        _ => return false,
    };
    let side = match side {
        "ours" => Side::Ours,
        "hand" => Side::ByHand,
        "reqwest" => Side::OnReqwest,
        _ => return false,
    };
    let (Ok(at_once), Ok(turns)) = (at_once.parse(), turns.parse::<usize>()) else {
        return false;
    };
    let server = server::start();
    let runtime = runtime();
    let _guard = runtime.enter();
    let sides = Sides::new(&server.url);
    for _ in 0..turns {
        turn(&runtime, &sides, side, Load { job, at_once });
    }
    true
}

fn rows(runtime: &tokio::runtime::Runtime, sides: &Sides, load: Load, words: &str) -> Vec<Line> {
    let all = [Side::Ours, Side::ByHand, Side::OnReqwest];
    let run = |side| turn(runtime, sides, side, load);
    // Connections stand, and the processor has seen the code.
    for side in all {
        run(side);
    }
    let turns: Vec<[Turn; 3]> = (0..TURNS).map(|_| all.map(run)).collect();
    let peers = ["the same stack by hand", "reqwest by hand"];
    peers
        .into_iter()
        .enumerate()
        .map(|(place, peer)| {
            let what = format!("{words}, {} at once; peer: {peer}", load.at_once);
            let cpu = |side: usize| median(turns.iter().map(|turn| turn[side].cpu));
            let wall = |side: usize| median(turns.iter().map(|turn| turn[side].wall));
            let shown = |side: usize| {
                let micros = cpu(side).as_secs_f64() * 1e6 / REQUESTS as f64;
                let rate = REQUESTS as f64 / wall(side).as_secs_f64();
                format!("{micros:.1} µs CPU a request, {rate:.0} a second")
            };
            let ratio = median(
                turns
                    .iter()
                    .map(|turn| turn[0].cpu.as_secs_f64() / turn[place + 1].cpu.as_secs_f64()),
            );
            let line = Line::ratio(&what, shown(0), shown(place + 1), ratio);
            if place == 0 {
                line.at_most(1.0 / LEAST)
            } else {
                line
            }
        })
        .collect()
}

#[derive(Clone, Copy)]
enum Side {
    Ours,
    ByHand,
    OnReqwest,
}

/// All sides, each with connections of its own.
struct Sides {
    ours: Client,
    by_hand: Arc<by_hand::Client>,
    on_reqwest: Arc<on_reqwest::Client>,
}

impl Sides {
    fn new(url: &str) -> Self {
        let ours = Client::with_transport(Settings::new(KEY), Arc::new(HyperTransport::new()));
        Self {
            ours: ours.configure(|core| core.with_server(url)),
            by_hand: Arc::new(by_hand::Client::new(url, KEY)),
            on_reqwest: Arc::new(on_reqwest::Client::new(url, KEY)),
        }
    }
}

fn turn(runtime: &tokio::runtime::Runtime, sides: &Sides, side: Side, load: Load) -> Turn {
    let (wall, cpu) = (Instant::now(), clock::own());
    runtime.block_on(async {
        match side {
            Side::Ours => {
                let client = sides.ours.clone();
                spread(load, move |id| ours(client.clone(), load.job, id)).await;
            }
            Side::ByHand => {
                let client = Arc::clone(&sides.by_hand);
                spread(load, move |id| {
                    by_hand::call(Arc::clone(&client), load.job, id)
                })
                .await;
            }
            Side::OnReqwest => {
                let client = Arc::clone(&sides.on_reqwest);
                spread(load, move |id| {
                    on_reqwest::call(Arc::clone(&client), load.job, id)
                })
                .await;
            }
        }
    });
    Turn {
        wall: wall.elapsed(),
        cpu: clock::own() - cpu,
    }
}

/// Sends all requests, so many at once.
async fn spread<F>(load: Load, call: impl Fn(i64) -> F + Clone + Send + 'static)
where
    F: Future<Output = i64> + Send + 'static,
{
    let each = REQUESTS / load.at_once;
    let tasks: Vec<_> = (0..load.at_once)
        .map(|task| {
            let call = call.clone();
            tokio::spawn(async move {
                for number in 0..each {
                    let id = (task * each + number) as i64;
                    assert_eq!(call(id).await, server::ID);
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.expect("the requests are answered");
    }
}

/// The id in the answer.
async fn ours(client: Client, job: Job, id: i64) -> i64 {
    let answer = match job {
        Job::Read => client.get_customer(id).fields("name,email, tags").await,
        Job::Write => {
            client
                .create_customer(id, "Zoë Müller")
                .email("zoe@shop.example")
                .phone("+86 138 0000 0000")
                .points(1_200)
                .discount(0.15)
                .active(true)
                .tags(["new", "newsletter"])
                .await
        }
    };
    answer.expect("the server answers well").id
}

/// One thread, so that the time of the process is the time of the requests.
fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime")
}
