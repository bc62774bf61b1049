//! A thousand clients at once, with faults: each request meets what is planned for it, and log, clients and
//! state count the same.

#[path = "support/wire.rs"]
mod wire;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use apiloom_emulator::{Change, Emulator, Ending, Entry, Outcome, Planned};
use tokio::net::TcpStream;
use tokio::sync::Barrier;
use wire::{Account, Came, exchange};

const CLIENTS: usize = 1_000;

/// What each client does, one after the other, as far as it can.
const STEPS: [&str; 4] = ["create_parcel", "get_parcel", "get_parcel", "delete_parcel"];

/// What a request met, as its client sees it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Met {
    Answer,
    Code(i64),
    Status(u16),
    Nothing,
    Part,
}

/// What a client saw: for each request its operation, its number, and what it met.
type Seen = Vec<(&'static str, u64, Met)>;

fn met(came: &Came) -> Met {
    match came {
        Came::Nothing => Met::Nothing,
        Came::Part => Met::Part,
        Came::Whole(answer) => match answer.code() {
            Some(0) => Met::Answer,
            Some(code) => Met::Code(code),
            None => Met::Status(answer.status),
        },
    }
}

/// What a client must see of what is planned.
fn expected(planned: &Planned) -> Met {
    match &planned.ending {
        None | Some(Ending::Flap) => Met::Answer,
        Some(Ending::Code(code)) => Met::Code(code.parse().unwrap()),
        Some(Ending::Status(status)) => Met::Status(*status),
        Some(Ending::Throttle(_)) => Met::Code(1029),
        Some(Ending::Truncate) => Met::Part,
        Some(Ending::Drop) => Met::Nothing,
        Some(Ending::Expire) => unreachable!("no operation here has a token"),
    }
}

/// What one client does.
async fn client(account: Account, emulator: Arc<Emulator>, start: Arc<Barrier>) -> Seen {
    let mut seen = Seen::new();
    let mut id = None;
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    // All clients are connected before the first of them sends anything.
    let mut first = Some(TcpStream::connect(account.address).await.unwrap());
    start.wait().await;
    for step in STEPS {
        let number = counts.entry(step).or_default();
        *number += 1;
        let parcel = |id: &Option<String>| id.as_ref().map(|id| format!("/parcels/{id}"));
        let (method, path, body) = match step {
            "create_parcel" => (
                "POST",
                Some("/parcels".to_owned()),
                r#"{"city":"A","tags":["x"]}"#,
            ),
            "get_parcel" => ("GET", parcel(&id), ""),
            _ => ("DELETE", parcel(&id), ""),
        };
        // Who does not know what it has made cannot ask for it.
        let Some(path) = path else { break };
        let request = account.signed(method, &path, body, *number, emulator.now());
        let planned = emulator.planned(step, &account.client, *number);
        let since = Instant::now();
        let came = match first.take() {
            Some(stream) => exchange(stream, &request).await.unwrap(),
            None => account.send(&request).await.unwrap(),
        };
        assert!(since.elapsed() >= planned.latency, "{step} came too early");
        if let ("create_parcel", Came::Whole(answer)) = (step, &came) {
            id = answer.data("id");
        }
        seen.push((step, *number, met(&came)));
    }
    seen
}

fn done(entry: &Entry, what: impl Fn(&Change) -> bool) -> usize {
    entry.changes.iter().filter(|change| what(change)).count()
}

#[test]
fn a_thousand_clients_meet_what_is_planned() {
    // Some systems allow a process fewer files than connections are needed here.
    let _ = rlimit::increase_nofile_limit(8_192);
    let emulator = Emulator::builder("tests/fixtures/shop.yaml")
        .seed(7)
        .fault("latency:1ms-200ms=30%")
        .fault("drop=4%")
        .fault("error:1500=6%")
        .fault("throttle:2=5%")
        .fault("status:503@get_parcel=5%")
        .fault("truncate=4%")
        .fault("flap=20%")
        .start_blocking()
        .unwrap();
    let before = emulator.entities()["Parcel"];
    let (origin, emulator) = (emulator.origin(), Arc::new(emulator));
    let address = origin.strip_prefix("http://").unwrap().parse().unwrap();
    let account = Account {
        address,
        app: emulator.setting("app"),
        secret: emulator.setting("secret"),
        client: String::new(),
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    let started = Instant::now();
    let seen: BTreeMap<String, Seen> = runtime.block_on(async {
        let start = Arc::new(Barrier::new(CLIENTS));
        let mut tasks = Vec::new();
        for number in 0..CLIENTS {
            let account = Account {
                client: format!("client-{number}"),
                ..account.clone()
            };
            let (emulator, start) = (Arc::clone(&emulator), Arc::clone(&start));
            let name = account.client.clone();
            tasks.push((name, tokio::spawn(client(account, emulator, start))));
        }
        let mut seen = BTreeMap::new();
        for (name, task) in tasks {
            seen.insert(name, task.await.unwrap());
        }
        seen
    });
    let took = started.elapsed();

    // Each request met what was planned for it.
    for (client, requests) in &seen {
        for (operation, number, met) in requests {
            let planned = emulator.planned(operation, client, *number);
            assert_eq!(
                *met,
                expected(&planned),
                "{client} {operation} {number}: {planned:?}"
            );
        }
    }

    // The log has the same requests, each once, and what came of them.
    let log = emulator.log();
    let sent: usize = seen.values().map(Vec::len).sum();
    assert_eq!(log.len(), sent);
    let mut logged: BTreeMap<(&str, &str, u64), &Entry> = BTreeMap::new();
    for entry in &log {
        let operation = entry.operation.as_deref().unwrap();
        let key = (entry.client.as_str(), operation, entry.ordinal);
        assert!(logged.insert(key, entry).is_none(), "{entry}");
    }
    for (client, requests) in &seen {
        for (operation, number, _) in requests {
            let entry = logged[&(client.as_str(), *operation, *number)];
            let planned = emulator.planned(operation, client, *number);
            assert_eq!(entry.planned, planned);
            let outcome = match planned.ending {
                None => Outcome::Answered,
                Some(ending) => Outcome::Faulted(ending),
            };
            assert_eq!(entry.outcome, outcome, "{entry}");
        }
    }

    // What clients were told of, and what only the log knows, is what the state has.
    let of = |operation: &str, met: &[Met]| {
        let requests = seen.values().flatten();
        requests
            .filter(|(name, _, m)| *name == operation && met.contains(m))
            .count()
    };
    // An answer that is cut off has been made after all was done.
    let written = [Met::Answer, Met::Part];
    let (created, deleted) = (of("create_parcel", &written), of("delete_parcel", &written));
    let logged_created: usize = log
        .iter()
        .map(|e| done(e, |c| matches!(c, Change::Created { .. })))
        .sum();
    let logged_deleted: usize = log
        .iter()
        .map(|e| done(e, |c| matches!(c, Change::Deleted { .. })))
        .sum();
    assert_eq!((logged_created, logged_deleted), (created, deleted));
    assert_eq!(emulator.entities()["Parcel"], before + created - deleted);

    // The plan has met everybody's needs: each kind of fault was there.
    let mut tally: BTreeMap<Met, usize> = BTreeMap::new();
    for (_, _, met) in seen.values().flatten() {
        *tally.entry(met.clone()).or_default() += 1;
    }
    let flapped = log
        .iter()
        .filter(|e| e.outcome == Outcome::Faulted(Ending::Flap))
        .count();
    let late = log
        .iter()
        .filter(|e| e.planned.latency > Duration::ZERO)
        .count();
    assert_eq!(tally.len(), 6, "{tally:?}");
    assert!(flapped > 0 && late > 0);
    println!(
        "{CLIENTS} clients, {sent} requests in {took:?}, {late} of them late, {flapped} flapped"
    );
    println!("clients met {tally:?}");
    println!(
        "created {created}, deleted {deleted}, parcels {before} -> {}",
        emulator.entities()["Parcel"]
    );
}
