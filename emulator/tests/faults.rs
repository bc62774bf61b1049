//! Faults over a real connection, each by itself, and what a run is told.

#[path = "support/wire.rs"]
mod wire;

use std::sync::mpsc;
use std::time::{Duration, Instant};

use apiloom_emulator::{
    Clock, Emulator, Ending, FailureKind, Origin, Outcome, Reload, SetupError, StartError,
};
use wire::{Account, Answer, Came};

const SHOP: &str = "tests/fixtures/shop.yaml";

fn start(faults: &[&str]) -> (Emulator, Account) {
    let builder = faults
        .iter()
        .fold(Emulator::builder(SHOP), |builder, fault| {
            builder.fault(fault)
        });
    let emulator = builder.start_blocking().unwrap();
    let account = account(&emulator);
    (emulator, account)
}

fn account(emulator: &Emulator) -> Account {
    let address = emulator.origin();
    Account {
        address: address.strip_prefix("http://").unwrap().parse().unwrap(),
        app: emulator.setting("app"),
        secret: emulator.setting("secret"),
        client: "c".to_owned(),
    }
}

fn run<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.unwrap().block_on(future)
}

fn get(emulator: &Emulator, account: &Account, number: u64) -> Came {
    let request = account.signed("GET", "/parcels/1", "", number, emulator.now());
    run(account.send(&request)).unwrap()
}

#[track_caller]
fn whole(came: Came) -> Answer {
    match came {
        Came::Whole(answer) => answer,
        other => panic!("{other:?}"),
    }
}

#[test]
fn each_fault_is_met_as_planned() {
    let faults = [
        "drop=nth 1",
        "truncate=nth 2",
        "throttle:7=nth 3",
        "error:1500=nth 4",
        "status:503=nth 5",
        "flap=nth 6",
        "drip:5ms=nth 7",
        "latency:60ms=nth 8",
    ];
    let (emulator, account) = start(&faults);
    assert_eq!(get(&emulator, &account, 1), Came::Nothing);
    assert_eq!(get(&emulator, &account, 2), Came::Part);
    let throttled = whole(get(&emulator, &account, 3));
    assert_eq!(throttled.code(), Some(1029));
    assert!(
        throttled.head.contains("retry-after: 7"),
        "{}",
        throttled.head
    );
    assert_eq!(whole(get(&emulator, &account, 4)).code(), Some(1500));
    let status = whole(get(&emulator, &account, 5));
    assert_eq!((status.status, status.code()), (503, None));
    let plain = whole(get(&emulator, &account, 9));
    assert_eq!(plain.code(), Some(0));
    let flapped = whole(get(&emulator, &account, 6));
    assert_eq!(flapped.code(), Some(0));
    assert_ne!(flapped.body, plain.body);
    let since = Instant::now();
    assert_eq!(whole(get(&emulator, &account, 7)).body, plain.body);
    assert!(since.elapsed() >= Duration::from_millis(35));
    let since = Instant::now();
    assert_eq!(whole(get(&emulator, &account, 8)).body, plain.body);
    assert!(since.elapsed() >= Duration::from_millis(60));
    let outcomes: Vec<Outcome> = emulator
        .log()
        .into_iter()
        .map(|entry| entry.outcome)
        .collect();
    let ending = |ending| Outcome::Faulted(ending);
    assert_eq!(outcomes[0], ending(Ending::Drop));
    assert_eq!(outcomes[1], ending(Ending::Truncate));
    assert_eq!(outcomes[6], ending(Ending::Flap));
    assert_eq!(outcomes[7..], [Outcome::Answered, Outcome::Answered]);
}

#[test]
fn a_token_expires_by_plan_and_for_good() {
    let (emulator, account) = start(&["expire@ping=nth 2"]);
    let log_in = format!(
        r#"{{"app":"{}","secret":"{}"}}"#,
        account.app, account.secret
    );
    let log_in = account.plain("POST", "/v1/log_in", "", &log_in, 1);
    let token = whole(run(account.send(&log_in)).unwrap())
        .data("token")
        .unwrap();
    let ping = |number| {
        let auth = format!("authorization: Bearer {token}\r\n");
        let request = account.plain("GET", "/v1/ping?text=x", &auth, "", number);
        whole(run(account.send(&request)).unwrap()).code()
    };
    assert_eq!(
        [ping(1), ping(2), ping(3)],
        [Some(0), Some(1001), Some(1001)]
    );
    let log = emulator.log();
    assert_eq!(log[2].outcome, Outcome::Faulted(Ending::Expire));
    let expired = FailureKind::ExpiredToken(vec!["1001".to_owned()]);
    assert_eq!(log[3].outcome.refused(), Some(&expired));
}

#[test]
fn what_breaks_the_rules_is_refused_in_the_vendors_words() {
    let (emulator, account) = start(&[]);
    let send = |body: &str, number| {
        let request = account.signed("POST", "/parcels", body, number, emulator.now());
        whole(run(account.send(&request)).unwrap())
    };
    let long = format!(r#"{{"city":"{}","grams":"x"}}"#, "A".repeat(41));
    assert_eq!(send(&long, 1).code(), Some(1400));
    assert_eq!(send(r#"{"city":""}"#, 2).code(), Some(1400));
    assert_eq!(send("{}", 3).code(), Some(1400));
    assert_eq!(send("{", 4).code(), Some(1400));
    assert_eq!(send(r#"{"city":"A","colour":"red"}"#, 5).code(), Some(0));
    let log = emulator.log();
    assert!(log[1].violations[0].starts_with("city"), "{}", log[1]);
    assert_eq!(log[3].outcome.refused(), Some(&FailureKind::Malformed));
    assert_eq!(
        log[4].notes,
        ["the member colour is no input of the operation"]
    );
    assert_eq!(emulator.log()[4].changes.len(), 1);
}

#[test]
fn strangers_are_refused_in_the_vendors_words() {
    let (emulator, account) = start(&[]);
    let stranger = Account {
        secret: "another".to_owned(),
        ..account.clone()
    };
    let refused = whole(get(&emulator, &stranger, 1));
    assert!(
        refused
            .code()
            .is_some_and(|code| [1001, 1002].contains(&code)),
        "{}",
        refused.body
    );
    let bare = account.plain("GET", "/v1/parcels/1", "", "", 1);
    assert_ne!(whole(run(account.send(&bare)).unwrap()).code(), Some(0));
    let nowhere = account.plain("GET", "/v1/parcel/1", "", "", 1);
    let nowhere = whole(run(account.send(&nowhere)).unwrap());
    assert_eq!(nowhere.status, 404);
    assert!(nowhere.body.contains("get_parcel"), "{}", nowhere.body);
    let wrong = account.plain("PATCH", "/v1/parcels/1", "", "", 1);
    let wrong = whole(run(account.send(&wrong)).unwrap());
    assert_eq!(wrong.status, 405);
    assert!(wrong.head.contains("allow: GET, DELETE"), "{}", wrong.head);
    // The log names nothing that was sent but paths.
    let shown: String = emulator.log().iter().map(ToString::to_string).collect();
    assert!(!shown.contains("another") && !shown.contains(&account.secret));
}

#[test]
fn a_run_repeats_by_its_seed() {
    let run_of = |seed: u64| {
        let emulator = Emulator::builder(SHOP).seed(seed).fault("drop=30%");
        let emulator = emulator.start_blocking().unwrap();
        let account = account(&emulator);
        let bodies = (1..=12).map(|number| match get(&emulator, &account, number) {
            Came::Whole(answer) => answer.body,
            other => format!("{other:?}"),
        });
        (emulator.settings(), bodies.collect::<Vec<_>>())
    };
    assert_eq!(run_of(1), run_of(1));
    assert_ne!(run_of(1).1, run_of(2).1);
}

#[test]
fn settings_and_clock_are_chosen() {
    let noon = "2026-01-31T12:00:00Z".parse().unwrap();
    let emulator = Emulator::builder(SHOP)
        .setting("app", "me")
        .clock(Clock::Standing(noon))
        .start_blocking()
        .unwrap();
    let settings = emulator.settings();
    assert_eq!(
        (settings[0].text.as_str(), settings[0].origin),
        ("me", Origin::Given)
    );
    assert_eq!(
        (settings[1].name.as_str(), settings[1].origin),
        ("secret", Origin::Made)
    );
    assert!(emulator.url().ends_with("/v1"), "{}", emulator.url());
    let account = account(&emulator);
    let answer = whole(get(&emulator, &account, 1));
    assert!(
        answer.head.contains("date: Sat, 31 Jan 2026 12:00:00 GMT"),
        "{}",
        answer.head
    );
    emulator.set_now("2026-02-01T12:00:00Z".parse().unwrap());
    assert_eq!(emulator.now().to_string(), "2026-02-01T12:00:00Z");
}

#[test]
fn what_does_not_fit_is_refused_at_the_start() {
    let refused = |builder: apiloom_emulator::Builder| builder.start_blocking().unwrap_err();
    let setting = refused(Emulator::builder(SHOP).setting("ap", "x"));
    assert_eq!(
        setting.to_string(),
        "there is no setting `ap`; there are: app, secret"
    );
    let operation = refused(Emulator::builder(SHOP).fault("drop@get"));
    assert!(matches!(
        &operation,
        StartError::Setup(SetupError::Fault(_))
    ));
    assert!(operation.to_string().contains("get_parcel"), "{operation}");
    let code = refused(Emulator::builder(SHOP).fault("error:7"));
    assert!(code.to_string().contains("1500"), "{code}");
    let text = refused(Emulator::builder(SHOP).fault("explode"));
    assert!(text.to_string().contains("the kinds are"), "{text}");
    let spec = refused(Emulator::builder("tests/fixtures/none.yaml"));
    assert!(spec.to_string().contains("there is no file"), "{spec}");
}

#[test]
fn a_spec_that_changes_is_read_again() {
    let folder = std::env::temp_dir().join(format!("apiloom-reload-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("shop.yaml");
    let spec = std::fs::read_to_string(SHOP).unwrap();
    std::fs::write(&path, &spec).unwrap();
    let (send, told) = mpsc::channel();
    let emulator = Emulator::builder(&path)
        .watch(true)
        .on_reload(move |reload| {
            let _ = send.send(reload.clone());
        })
        .start_blocking()
        .unwrap();
    let next = || told.recv_timeout(Duration::from_secs(120)).unwrap();
    let broken = spec.replace("returns: { type: Parcel", "returns: { type: Parsel");
    replace(&path, &broken);
    match next() {
        Reload::Kept { why, .. } => assert!(why.contains("Parsel"), "{why}"),
        other => panic!("{other:?}"),
    }
    let account = account(&emulator);
    assert_eq!(whole(get(&emulator, &account, 1)).code(), Some(0));
    let more = format!("{spec}  more: {{ http: GET /more, auth: none }}\n");
    replace(&path, &more);
    assert!(matches!(next(), Reload::Taken(taken) if taken.operations == 6));
    let request = account.plain("GET", "/v1/more", "", "", 1);
    assert_eq!(whole(run(account.send(&request)).unwrap()).code(), Some(0));
    drop(emulator);
    std::fs::remove_dir_all(&folder).unwrap();
}

/// Replaces a file at once: nobody sees half of it. Its time of change stays, as it does for changes that follow
/// each other sooner than the clock of the file system ticks.
fn replace(path: &std::path::Path, text: &str) {
    let before = std::fs::metadata(path).unwrap().modified().unwrap();
    let new = path.with_extension("new");
    std::fs::write(&new, text).unwrap();
    let file = std::fs::File::options().append(true).open(&new).unwrap();
    file.set_modified(before).unwrap();
    drop(file);
    std::fs::rename(&new, path).unwrap();
}

/// Half of an empty answer would be all of it.
#[test]
fn an_empty_answer_is_cut_off_as_a_whole() {
    let builder = Emulator::builder("tests/fixtures/vault.yaml").fault("truncate=nth 2");
    let emulator = builder.start_blocking().unwrap();
    let account = account(&emulator);
    let send = |number| run(account.send(&account.plain("POST", "/v1/ping", "", "", number)));
    assert_eq!(whole(send(1).unwrap()).body, "");
    assert_eq!(send(2).unwrap(), Came::Nothing);
}

#[test]
fn a_body_that_is_too_long_is_logged() {
    let emulator = Emulator::builder("tests/fixtures/vault.yaml");
    let emulator = emulator.start_blocking().unwrap();
    let account = account(&emulator);
    let body = "x".repeat(64 * 1024 * 1024 + 1);
    let _ = run(account.send(&account.plain("POST", "/v1/ping", "", &body, 1)));
    let log = emulator.log();
    assert_eq!(log.len(), 1);
    assert_eq!(
        (log[0].status, log[0].path.as_str()),
        (Some(413), "/v1/ping")
    );
}

#[test]
fn who_is_told_of_each_request_needs_no_list_of_them() {
    let (told, entries) = mpsc::channel();
    let builder = Emulator::builder("tests/fixtures/vault.yaml").keeps_log(false);
    let builder = builder.on_entry(move |entry| told.send(entry.number).unwrap());
    let emulator = builder.start_blocking().unwrap();
    let account = account(&emulator);
    let sent = run(account.send(&account.plain("POST", "/v1/ping", "", "", 1)));
    whole(sent.unwrap());
    assert_eq!(entries.recv().unwrap(), 1);
    assert!(emulator.log().is_empty());
}
