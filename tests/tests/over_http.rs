//! Every exchange over real HTTP: generated client, hyper adapter, loopback socket, stand-in.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use apiloom::{Error, HyperTransport, Transport};
use apiloom_tests::calls::{AnyCall, Told, all};
use apiloom_tests::exchange::Exchange;
use apiloom_tests::play::play;
use apiloom_tests::stand_in::{Server, start};

fn hyper() -> Arc<dyn Transport> {
    Arc::new(HyperTransport::new())
}

fn call(vendor: &str, name: &str) -> AnyCall {
    all()
        .into_iter()
        .find(|call| call.vendor == vendor && call.name == name)
        .unwrap()
}

fn stand_in(exchange: &Exchange) -> Server {
    start(vec![exchange.clone()]).unwrap()
}

#[test]
fn every_exchange_has_a_call_and_a_file_of_tests() {
    let calls: Vec<String> = all().iter().map(ToString::to_string).collect();
    let exchanges: BTreeSet<String> = Exchange::load_all()
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(calls.iter().cloned().collect::<BTreeSet<_>>(), exchanges);
    assert_eq!(calls.len(), exchanges.len(), "an exchange has two calls");

    // Each of these files has a test that no exchange of its vendor is left out.
    let tests = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    for call in all() {
        let file = tests.join(format!("exchanges_{}.rs", call.vendor));
        assert!(file.is_file(), "{}", file.display());
    }
}

#[test]
fn all_seventeen_operations_are_called() {
    let exchanges = all().into_iter().map(|call| call.exchange().unwrap());
    let mut operations: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for exchange in exchanges {
        operations
            .entry(exchange.vendor)
            .or_default()
            .insert(exchange.operation);
    }
    let counts: Vec<(&str, usize)> = operations
        .iter()
        .map(|(vendor, operations)| (vendor.as_str(), operations.len()))
        .collect();
    assert_eq!(
        counts,
        [
            ("baiyao", 9),
            ("dezhu", 1),
            ("dmhub", 4),
            ("udesk", 2),
            ("wefeng", 1)
        ]
    );
}

#[tokio::test]
async fn every_exchange_passes_over_http() {
    let transport = hyper();
    let mut problems = Vec::new();
    for call in all() {
        let exchange = call.exchange().unwrap();
        let server = stand_in(&exchange);
        let outcome = play(&call, &exchange, Arc::clone(&transport), &server).await;
        problems.extend(outcome.problem);
        if !server.open().is_empty() {
            problems.push(format!("{exchange} was not answered"));
        }
        if server.seen().len() != 1 {
            problems.push(format!("{exchange}: {} requests", server.seen().len()));
        }
        if outcome.status != Some(exchange.response.status) {
            problems.push(format!("{exchange}: status {:?}", outcome.status));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n\n"));
}

#[tokio::test]
async fn exchanges_of_all_vendors_go_on_at_the_same_time() {
    let transport = hyper();
    let tasks: Vec<_> = all()
        .into_iter()
        .map(|call| {
            let transport = Arc::clone(&transport);
            tokio::spawn(async move {
                let exchange = call.exchange().unwrap();
                let server = stand_in(&exchange);
                play(&call, &exchange, transport, &server).await
            })
        })
        .collect();
    for task in tasks {
        assert_eq!(task.await.unwrap().problem, None);
    }
}

#[tokio::test]
async fn a_wrong_request_shows_the_difference_that_the_stand_in_found() {
    let (listing, example) = (
        call("dmhub", "list_customers.business_error_text"),
        call("dmhub", "list_customers.example").exchange().unwrap(),
    );
    let server = stand_in(&example);
    let outcome = play(&listing, &example, hyper(), &server).await;
    assert_eq!(
        outcome.problem.as_deref(),
        Some(
            "The request differs from the exchange dmhub/list_customers.example.\n\
             query:\n  - gender=1\n  + gender=2\n    rows=10\n    access_token=made-up-access-token\n"
        )
    );
    assert_eq!(outcome.status, Some(400));
    assert_eq!(outcome.request.as_deref(), Some("GET /v1/customers"));
    assert_eq!(server.open().len(), 1);
}

#[tokio::test]
async fn another_time_makes_another_signature() {
    let call = call("wefeng", "update_external_contact");
    let exchange = call.exchange().unwrap();
    let server = stand_in(&exchange);
    let mut later = exchange.clone();
    later.given.now = "2021-04-23T02:06:17Z".to_owned();
    let problem = play(&call, &later, hyper(), &server).await.problem.unwrap();
    assert!(problem.contains("  + timestamp=1619143577\n"), "{problem}");
    assert!(problem.contains("  - sign=d65c0b"), "{problem}");
}

#[tokio::test]
async fn an_answer_that_is_no_answer_is_a_problem() {
    let call = call("baiyao", "list_customers");
    let mut exchange = call.exchange().unwrap();
    exchange.response.body_text = r#"{"code":0,"data":{"current":"x"}}"#.to_owned();
    let server = stand_in(&exchange);
    let outcome = play(&call, &exchange, hyper(), &server).await;
    let problem = outcome.problem.unwrap();
    assert!(
        problem.starts_with("baiyao/list_customers must succeed, but failed: list_customers: "),
        "{problem}"
    );
    assert!(problem.contains(" at data.current"), "{problem}");
}

/// On the only thread of a runtime, where waiting is hardest.
#[tokio::test]
async fn blocking_calls_and_awaited_ones_come_to_the_same() {
    let transport = hyper();
    for call in all() {
        let exchange = call.exchange().unwrap();
        let bind = || {
            let server = stand_in(&exchange);
            let url = Some(server.url(call.prefix));
            let bound = call.bind(&exchange.given, Arc::clone(&transport), url);
            (server, bound.unwrap())
        };
        let said = |outcome: Result<Told, Error>| match outcome {
            Ok(told) => format!("{} {}", told.fact, told.debug),
            Err(error) => error.to_string(),
        };
        let (server, bound) = bind();
        let awaited = said(bound.send().await);
        assert_eq!(server.differences(), [] as [&str; 0], "{exchange}");
        let (server, bound) = bind();
        assert_eq!(said(bound.blocking()), awaited, "{exchange}");
        assert_eq!(server.differences(), [] as [&str; 0], "{exchange}");
        assert_eq!(server.seen().len(), 1, "{exchange}");
    }
}
