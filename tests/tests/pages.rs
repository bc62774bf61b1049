//! Lists of the vendors that page: read to the end over the stand-in answers of a replay.

use std::sync::Arc;

use apiloom::replay::Replay;
use apiloom::{Error, Kind, Transport};
use apiloom_tests::calls;
use apiloom_tests::vendor::{baiyao, dmhub};

/// The values of a parameter of the query, in the order of the requests.
fn asked(replay: &Replay, name: &str) -> Vec<Option<String>> {
    let requests = replay.requests();
    let values = requests.iter().map(|request| {
        let mut pairs = request.uri().query()?.split('&');
        let value = pairs.find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))?;
        Some(value.to_owned())
    });
    values.collect()
}

fn numbers(numbers: &[i64]) -> Vec<Option<String>> {
    numbers
        .iter()
        .map(|number| Some(number.to_string()))
        .collect()
}

fn baiyao_client(replay: &Arc<Replay>) -> baiyao::Client {
    let transport: Arc<dyn Transport> = replay.clone();
    baiyao::Client::with_transport(baiyao::Settings::new().token("made-up-key"), transport)
}

fn baiyao_page(current: i64, total: i64, cities: &[&str]) -> String {
    let records: Vec<String> = cities
        .iter()
        .map(|city| format!(r#"{{"city":"{city}"}}"#))
        .collect();
    let records = records.join(",");
    format!(
        r#"{{"code":0,"data":{{"current":{current},"size":2,"total":{total},"records":[{records}]}}}}"#
    )
}

#[tokio::test]
async fn baiyao_reads_customers_to_the_end() {
    let replay = Arc::new(
        Replay::new()
            .then(200, baiyao_page(1, 5, &["a", "b"]))
            .then(200, baiyao_page(2, 5, &["c", "d"]))
            .then(200, baiyao_page(3, 5, &["e"])),
    );
    let client = baiyao_client(&replay);
    let mut items = calls::baiyao::list_customers(&client).items();
    let mut cities = Vec::new();
    while let Some(customer) = items.next().await {
        cities.push(customer.unwrap().city.unwrap_or_default());
    }
    assert_eq!(cities, ["a", "b", "c", "d", "e"]);
    assert_eq!(items.total(), Some(5));
    assert_eq!(asked(&replay, "current"), numbers(&[1, 2, 3]));
    assert_eq!(asked(&replay, "size"), numbers(&[2, 2, 2]));
    assert_eq!(asked(&replay, "groupId"), numbers(&[12, 12, 12]));
}

#[tokio::test]
async fn baiyao_must_answer_the_page_that_was_asked_for() {
    let replay = Arc::new(
        Replay::new()
            .then(200, baiyao_page(1, 9, &["a", "b"]))
            .then(200, baiyao_page(1, 9, &["c", "d"])),
    );
    let client = baiyao_client(&replay);
    let mut pages = calls::baiyao::list_customers(&client).pages();
    assert_eq!(pages.next().await.unwrap().unwrap().records.len(), 2);
    let error = pages.next().await.unwrap().unwrap_err();
    assert_eq!(error.kind(), Kind::Paging);
    assert!(pages.next().await.is_none());
}

#[tokio::test]
async fn a_failure_of_a_later_page_is_the_vendors() {
    let replay = Arc::new(
        Replay::new()
            .then(200, baiyao_page(1, 9, &["a", "b"]))
            .then(200, r#"{"code":40001,"msg":"no"}"#),
    );
    let client = baiyao_client(&replay);
    let mut pages = calls::baiyao::list_customers(&client).pages();
    assert!(pages.next().await.unwrap().is_ok());
    let error = pages.next().await.unwrap().unwrap_err();
    assert_eq!(error.code(), Some("40001"));
}

const TOKEN: &str = r#"{"error_code":0,"access_token":"tok","expires_in":7200}"#;

fn dmhub_client(replay: &Arc<Replay>) -> dmhub::Client {
    let transport: Arc<dyn Transport> = replay.clone();
    dmhub::Client::with_transport(dmhub::Settings::new("app", "made-up-secret"), transport)
}

async fn dmhub_ids(client: &dmhub::Client) -> Result<Vec<i64>, Error> {
    let mut customers = client.list_customers().rows(2).items();
    let mut ids = Vec::new();
    while let Some(customer) = customers.next().await {
        ids.extend(customer?.id);
    }
    Ok(ids)
}

#[tokio::test]
async fn dmhub_reads_customers_to_the_end() {
    // What counts is a text here.
    let replay = Arc::new(
        Replay::new()
            .then(200, TOKEN)
            .then(200, r#"{"records":"4","rows":[{"id":1},{"id":2}]}"#)
            .then(200, r#"{"records":"4","rows":[{"id":3},{"id":4}]}"#),
    );
    assert_eq!(
        dmhub_ids(&dmhub_client(&replay)).await.unwrap(),
        [1, 2, 3, 4]
    );
    assert_eq!(asked(&replay, "page")[1..], [None, Some("2".to_owned())]);
    assert_eq!(
        asked(&replay, "access_token")[1..],
        [Some("tok".to_owned()), Some("tok".to_owned())]
    );
}

#[tokio::test]
async fn dmhub_ends_with_a_short_page_where_nothing_counts() {
    let replay = Arc::new(
        Replay::new()
            .then(200, TOKEN)
            .then(200, r#"{"rows":[{"id":1},{"id":2}]}"#)
            .then(200, r#"{"rows":[{"id":3}]}"#),
    );
    assert_eq!(dmhub_ids(&dmhub_client(&replay)).await.unwrap(), [1, 2, 3]);
    assert_eq!(replay.left(), 0);
}
