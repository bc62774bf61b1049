//! Lists that are read page by page: a client that is made from a spec, against a server on this
//! machine, in every style.

#![cfg(feature = "hyper")]

mod loopback;

use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

use apiloom::replay::Replay;
use apiloom::{Error, Kind, Method, Retry, f};
use loopback::Server;
use shelf::types::Book;
use shelf::{Client, Settings};

mod shelf {
    #![allow(missing_docs, dead_code, unreachable_pub)]
    apiloom::api!("../codegen/tests/fixtures/valid/pages.yaml");
}

/// An answer with a JSON body.
fn json(body: &str) -> String {
    with_header("", body)
}

/// An answer with further headers, each with its line end.
fn with_header(headers: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 200 OK\r\n{headers}content-length: {length}\r\nconnection: close\r\n\r\n{body}"
    )
}

/// Books with these ids.
fn books(ids: std::ops::RangeInclusive<i64>) -> String {
    let books: Vec<String> = ids.map(|id| format!(r#"{{"id":{id}}}"#)).collect();
    format!("[{}]", books.join(","))
}

fn client(server: &Server) -> Client {
    let settings = Settings::new("s3cret-key");
    Client::new(settings).configure(|core| core.with_server(server.url("/api")))
}

fn replayed(replay: Replay) -> (Client, Arc<Replay>) {
    let replay = Arc::new(replay);
    let settings = Settings::new("s3cret-key");
    (Client::with_transport(settings, replay.clone()), replay)
}

/// The target of each request, and its body if it has one.
fn targets(server: &Server) -> Vec<String> {
    let requests = server.requests().into_iter();
    requests
        .map(|request| {
            let target = request.split(' ').nth(1).unwrap_or_default();
            let body = request.split_once("\r\n\r\n").map_or("", |(_, body)| body);
            [target, body].join(" ").trim_end().to_owned()
        })
        .collect()
}

/// The ids of all items, and the error after them.
async fn ids<O>(items: &mut apiloom::Items<O>) -> (Vec<i64>, Option<Error>)
where
    O: apiloom::Paged<Item = Book>,
{
    let mut ids = Vec::new();
    while let Some(item) = items.next().await {
        match item {
            Ok(book) => ids.push(book.id),
            Err(error) => {
                assert!(items.next().await.is_none(), "an error ends the list");
                return (ids, Some(error));
            }
        }
    }
    assert!(items.next().await.is_none(), "the end stays the end");
    (ids, None)
}

async fn all<O>(items: &mut apiloom::Items<O>) -> Vec<i64>
where
    O: apiloom::Paged<Item = Book>,
{
    let (ids, error) = ids(items).await;
    assert!(error.is_none(), "{error:?}");
    ids
}

async fn failure<O>(mut items: apiloom::Items<O>) -> (Vec<i64>, Error)
where
    O: apiloom::Paged<Item = Book>,
{
    let (ids, error) = ids(&mut items).await;
    let error = error.expect("the list does not end well");
    assert_eq!(error.kind(), Kind::Paging, "{error}");
    assert!(!error.is_retryable());
    (ids, error)
}

fn page(list: &str, total: &str) -> String {
    format!(r#"{{"data":{{"list":{list},"total":{total}}}}}"#)
}

#[tokio::test]
async fn pages_end_with_the_total() {
    let server = Server::start([
        json(&page(&books(1..=2), "5")),
        json(&page(&books(3..=4), "5")),
        json(&page(&books(5..=5), "5")),
    ]);
    let mut items = client(&server).list_pages().size(2).city("a b").items();
    assert_eq!(items.total(), None);
    assert_eq!(all(&mut items).await, [1, 2, 3, 4, 5]);
    assert_eq!(items.total(), Some(5));
    assert!(!items.is_capped());
    // The first request is the one that the caller wrote.
    assert_eq!(
        targets(&server),
        [
            "/api/pages?size=2&city=a%20b&key=s3cret-key",
            "/api/pages?size=2&city=a%20b&page=2&key=s3cret-key",
            "/api/pages?size=2&city=a%20b&page=3&key=s3cret-key",
        ]
    );
}

#[test]
fn a_loop_waits_for_its_items() {
    let server = Server::start([
        json(&page(&books(1..=2), "3")),
        json(&page(&books(3..=3), "3")),
    ]);
    let mut ids = Vec::new();
    let mut items = client(&server).list_pages().size(2).items().blocking();
    for item in &mut items {
        ids.push(item.unwrap().id);
    }
    assert_eq!(ids, [1, 2, 3]);
    assert_eq!(items.inner().total(), Some(3));
    let server = Server::start([json(&page(&books(1..=2), "2"))]);
    let pages = client(&server).list_pages().pages().blocking();
    assert!(pages.map(Result::unwrap).count() == 1);
    assert_eq!(targets(&server).len(), 1);
}

#[tokio::test]
async fn callers_start_where_they_want() {
    let server = Server::start([
        json(&page(&books(5..=6), "7")),
        json(&page(&books(7..=7), "7")),
    ]);
    let mut items = client(&server).list_pages().page(3).size(2).items();
    assert_eq!(all(&mut items).await, [5, 6, 7]);
    assert_eq!(
        targets(&server)[1],
        "/api/pages?page=4&size=2&key=s3cret-key"
    );
    let (client, _) = replayed(Replay::new());
    let error = client.list_pages().page(-1).items().next().await;
    assert_eq!(error.unwrap().unwrap_err().kind(), Kind::Input);
}

#[tokio::test]
async fn whole_pages_come_one_by_one() {
    let server = Server::start([
        json(r#"{"pages":"2","current":0,"list":[{"id":1}]}"#),
        json(r#"{"pages":"2","current":1,"list":null}"#),
    ]);
    let mut pages = client(&server).list_from_zero().pages();
    let first = pages.next().await.unwrap().unwrap();
    assert_eq!(first.current, Some(0));
    assert_eq!(targets(&server).len(), 1, "nothing is asked for ahead");
    let second = pages.next().await.unwrap().unwrap();
    assert_eq!(second.current, Some(1));
    assert!(pages.next().await.is_none());
    assert_eq!(targets(&server), ["/api/zero?page=1&key=s3cret-key"]);
}

#[tokio::test]
async fn streams_are_streams() {
    use apiloom_stream::collect;
    let (client, replay) = replayed(
        Replay::new()
            .then(200, page(&books(1..=1), "2"))
            .then(200, page(&books(2..=2), "2")),
    );
    let items = collect(client.list_pages().items()).await;
    let ids: Vec<i64> = items.into_iter().map(|item| item.unwrap().id).collect();
    assert_eq!(ids, [1, 2]);
    assert_eq!(replay.left(), 0);
    let (client, _) = replayed(Replay::new().then(200, page(&books(1..=2), "2")));
    let pages = collect(client.list_pages().pages()).await;
    assert_eq!(pages.len(), 1);
}

/// What a crate of streams does, so that the tests need none.
mod apiloom_stream {
    use std::future::poll_fn;
    use std::pin::pin;

    use futures_core::Stream;

    pub(super) async fn collect<S: Stream>(stream: S) -> Vec<S::Item> {
        let mut stream = pin!(stream);
        let mut found = Vec::new();
        while let Some(item) = poll_fn(|cx| stream.as_mut().poll_next(cx)).await {
            found.push(item);
        }
        found
    }
}

#[tokio::test]
async fn a_short_page_ends_what_nobody_counts() {
    let list = |ids| json(&format!(r#"{{"books":{}}}"#, books(ids)));
    let server = Server::start([list(1..=2), list(3..=3)]);
    let mut items = client(&server).list_short(2).city("x").items();
    assert_eq!(all(&mut items).await, [1, 2, 3]);
    // The page is a field of the form, and the city was for the first one only.
    assert_eq!(
        targets(&server),
        [
            "/api/short?key=s3cret-key size=2&city=x",
            "/api/short?key=s3cret-key size=2&page=2",
        ]
    );
    // Full pages end with an empty one.
    let server = Server::start([list(1..=2), list(3..=4), json(r#"{"books":[]}"#)]);
    assert_eq!(
        all(&mut client(&server).list_short(2).items()).await,
        [1, 2, 3, 4]
    );
    assert_eq!(targets(&server).len(), 3);
}

#[tokio::test]
async fn offsets_count_what_came() {
    let list = |ids| {
        with_header(
            "X-Total-Count: 5\r\n",
            &format!(r#"{{"books":{}}}"#, books(ids)),
        )
    };
    let server = Server::start([list(1..=3), list(4..=5)]);
    let mut items = client(&server).list_offset().city("x").items();
    assert_eq!(all(&mut items).await, [1, 2, 3, 4, 5]);
    assert_eq!(
        targets(&server),
        [
            r#"/api/offset?key=s3cret-key {"city":"x"}"#,
            r#"/api/offset?key=s3cret-key {"city":"x","position":{"window":{"start":3}}}"#,
        ]
    );
}

fn cursor(ids: std::ops::RangeInclusive<i64>, rest: &str) -> String {
    format!(r#"{{"books":{},"page":{{{rest}}}}}"#, books(ids))
}

#[tokio::test]
async fn cursors_lead_on() {
    let server = Server::start([
        json(&cursor(1..=1, r#""next":"a+b/c=""#)),
        json(&cursor(2..=2, r#""next":12,"more":true"#)),
        json(&cursor(3..=3, r#""next":"z","more":false"#)),
    ]);
    let call = client(&server)
        .list_cursor()
        .city("x")
        .tags(["p", "q"])
        .limit(1);
    assert_eq!(all(&mut call.items()).await, [1, 2, 3]);
    let kept = "tags=p&tags=q&fixed=1&limit=1";
    assert_eq!(
        targets(&server),
        [
            format!("/api/cursor?city=x&{kept}&key=s3cret-key"),
            format!("/api/cursor?{kept}&cursor=a%2Bb%2Fc%3D&key=s3cret-key"),
            format!("/api/cursor?{kept}&cursor=12&key=s3cret-key"),
        ]
    );
    // What the predicate says of the body, and a caller's own cursor.
    let server = Server::start([json(&cursor(1..=1, r#""next":"a","end":true"#))]);
    let mut items = client(&server).list_cursor().cursor("mine").items();
    assert_eq!(all(&mut items).await, [1]);
    assert_eq!(
        targets(&server),
        ["/api/cursor?fixed=1&cursor=mine&key=s3cret-key"]
    );
    // A page may be empty and not the last one.
    let server = Server::start([
        json(r#"{"books":[],"page":{"next":"a"}}"#),
        json(&cursor(1..=1, "")),
    ]);
    assert_eq!(all(&mut client(&server).list_cursor().items()).await, [1]);
}

#[tokio::test]
async fn what_is_dropped_is_dropped_in_every_style() {
    let server = Server::start([
        json(&cursor(1..=1, r#""next":"a""#)),
        json(&cursor(2..=2, "")),
    ]);
    let client = client(&server);
    let city = shelf::types::Cursor::new(1).mark("m");
    let call = client
        .list_filtered()
        .city(city)
        .by(shelf::types::Cursor::new(2));
    assert_eq!(all(&mut call.items()).await, [1, 2]);
    assert_eq!(
        targets(&server),
        [
            "/api/filtered?city.after=1&city.mark=m&by.after=2&key=s3cret-key",
            "/api/filtered?by.after=2&cursor=a&key=s3cret-key",
        ]
    );
}

#[tokio::test]
async fn a_cursor_that_is_an_object_is_sent_as_it_came() {
    let server = Server::start([
        json(r#"{"books":[{"id":1}],"next":{"mark":"\u00e9","after":1,"new":[1.50]}}"#),
        json(r#"{"books":[{"id":2}],"next":null}"#),
    ]);
    let mut items = client(&server).list_cursor_object().city("x").items();
    assert_eq!(all(&mut items).await, [1, 2]);
    assert_eq!(
        targets(&server)[1],
        r#"/api/cursor_object?key=s3cret-key {"city":"x","cursor":{"mark":"é","after":1,"new":[1.50]}}"#
    );
}

#[tokio::test]
async fn the_last_id_leads_on() {
    let list = |ids| json(&format!(r#"{{"items":{}}}"#, books(ids)));
    let server = Server::start([list(5..=6), list(7..=8), list(9..=9)]);
    let mut items = client(&server).list_last_id().limit(2).items();
    assert_eq!(all(&mut items).await, [5, 6, 7, 8, 9]);
    assert_eq!(
        targets(&server),
        [
            "/api/last?limit=2&key=s3cret-key",
            "/api/last?limit=2&after=6&key=s3cret-key",
            "/api/last?limit=2&after=8&key=s3cret-key",
        ]
    );
}

#[tokio::test]
async fn links_are_followed_on_the_server() {
    let server = Server::start([]);
    let host = server.host();
    drop(server);
    let absolute = format!("http://{host}/api/link?q=a+b&key=old&n=2");
    let (client, replay) = replayed(
        Replay::new()
            .then(
                200,
                format!(r#"{{"books":[{{"id":1}}],"next":"{absolute}"}}"#),
            )
            .then(200, r#"{"books":[{"id":2}],"next":"?n=3"}"#)
            .then(200, r#"{"books":[{"id":3}],"next":""}"#),
    );
    let client = client.configure(|core| core.with_server(format!("http://{host}/api")));
    assert_eq!(
        all(&mut client.list_link().city("x").items()).await,
        [1, 2, 3]
    );
    let sent: Vec<String> = replay
        .requests()
        .iter()
        .map(|request| request.uri().path_and_query().unwrap().to_string())
        .collect();
    assert_eq!(
        sent,
        [
            "/api/link?city=x&key=s3cret-key",
            "/api/link?q=a%20b&n=2&key=s3cret-key",
            "/api/link?n=3&key=s3cret-key",
        ]
    );
}

/// A vendor writes its links from the request that it got: with the old nonce and signature.
#[tokio::test]
async fn links_are_signed_anew() {
    let (client, replay) = replayed(
        Replay::new()
            .then(
                200,
                r#"{"books":[],"next":"?city=x&n=2&nonce=00000000&sign=0123"}"#,
            )
            .then(200, r#"{"books":[],"next":""}"#),
    );
    let call = client.list_link_signed().city("x");
    assert!(all(&mut call.items()).await.is_empty());
    for (request, own) in replay.requests().iter().zip(["city=x", "city=x&n=2"]) {
        let query = request.uri().query().unwrap().to_owned();
        let pairs: Vec<_> = query.split('&').collect();
        let [.., nonce, sign] = pairs[..] else {
            panic!("no signature in {query}");
        };
        assert_eq!(pairs[..pairs.len() - 2].join("&"), own);
        assert_ne!(nonce, "nonce=00000000");
        assert!(nonce.starts_with("nonce=") && sign.starts_with("sign="));
        // What was signed is what was sent, in the order of the names.
        let signed = format!("{own}&{nonce}s3cret-key");
        let hex = f::hex(&f::md5(&signed));
        assert_eq!(sign, format!("sign={hex}"));
    }
}

/// What was begun in an async runtime needs that runtime; a loop that blocks its thread asks anew.
#[tokio::test]
async fn a_list_that_was_begun_can_be_read_by_a_loop() {
    let list = json(&page(&books(1..=1), "1"));
    let server = Server::start([list.clone(), list]);
    let mut items = client(&server).list_pages().items();
    poll_fn(|cx| {
        let polled = pin!(items.next()).poll(cx);
        assert!(polled.is_pending());
        Poll::Ready(())
    })
    .await;
    let ids: Vec<_> = items.blocking().map(|book| book.unwrap().id).collect();
    assert_eq!(ids, [1]);
}

#[tokio::test]
async fn links_stand_in_headers() {
    let link =
        "Link: </api/linked/a%2Fb?page=1>; rel=prev, </api/linked/a%2Fb?page=3>; rel=\"next\"\r\n";
    let server = Server::start([with_header(link, &books(1..=1)), json(&books(2..=2))]);
    assert_eq!(
        all(&mut client(&server).list_link_header("a/b").items()).await,
        [1, 2]
    );
    assert_eq!(
        targets(&server),
        [
            "/api/linked/a%2Fb?key=s3cret-key",
            "/api/linked/a%2Fb?page=3&key=s3cret-key",
        ]
    );
}

#[tokio::test]
async fn predicates_see_the_whole_answer() {
    let server = Server::start([
        // Bare values may well be the same on two pages.
        json(r#"{"rows":[[1,10],[2,20]]}"#),
        json(r#"{"rows":[[1,10],[2,20]]}"#),
        json(r#"{"rows":[[3,30]]}"#),
    ]);
    let call = client(&server).list_names().set_items(9).set_pages(4);
    let mut items = call.items();
    let mut levels = Vec::new();
    while let Some(row) = items.next().await {
        levels.push(row.unwrap().1);
    }
    assert_eq!(levels, [10, 20, 10, 20, 30]);
    assert_eq!(
        targets(&server)[1],
        "/api/names?items=9&pages=5&key=s3cret-key"
    );
}

#[tokio::test]
async fn a_cap_ends_the_list_and_can_be_told() {
    let rows = |ids| format!(r#"{{"data":{{"rows":{},"total":"9"}}}}"#, books(ids));
    let (client, replay) = replayed(
        Replay::new()
            .then(200, rows(1..=2))
            .then(200, rows(3..=4))
            .then(200, rows(5..=6)),
    );
    let mut items = client.list_rows().items();
    assert_eq!(all(&mut items).await, [1, 2, 3, 4]);
    assert!(items.is_capped());
    assert_eq!(items.total(), Some(9));
    assert_eq!(replay.left(), 1, "nothing is asked for beyond the cap");
}

#[tokio::test]
async fn each_page_is_tried_again_by_itself() {
    let (client, replay) = replayed(
        Replay::new()
            .then(200, page(&books(1..=1), "2"))
            .then(503, "")
            .then(200, page(&books(2..=2), "2")),
    );
    assert_eq!(all(&mut client.list_pages().items()).await, [1, 2]);
    assert_eq!(replay.waits().len(), 1);
    // What cannot be had ends the list with the vendor's error.
    let (client, _) = replayed(
        Replay::new()
            .then(200, page(&books(1..=1), "2"))
            .then(503, ""),
    );
    let call = client.list_pages().with_retry(Retry::none());
    let (found, error) = ids(&mut call.items()).await;
    assert_eq!(found, [1]);
    assert_eq!(error.unwrap().kind(), Kind::Unavailable);
}

#[tokio::test]
async fn a_dropped_future_loses_nothing() {
    let server = Server::start([json(&page(&books(1..=2), "2"))]);
    let mut items = client(&server).list_pages().items();
    poll_fn(|cx| {
        let next = pin!(items.next());
        assert!(next.poll(cx).is_pending(), "connecting takes a turn");
        Poll::Ready(())
    })
    .await;
    assert_eq!(all(&mut items).await, [1, 2]);
    assert_eq!(targets(&server).len(), 1);
}

#[tokio::test]
async fn a_total_that_cannot_be_true_ends_nothing() {
    let (client, replay) = replayed(
        Replay::new()
            .then(200, page(&books(1..=1), "0"))
            .then(200, page(&books(2..=2), "null"))
            .then(200, page("[]", "0")),
    );
    let mut items = client.list_pages().items();
    assert_eq!(all(&mut items).await, [1, 2]);
    assert_eq!(replay.left(), 0);
    // What is called a total is that of the page.
    let (client, replay) = replayed(
        Replay::new()
            .then(200, page(&books(1..=2), "2"))
            .then(200, page(&books(3..=4), "2"))
            .then(200, page(&books(5..=5), "1")),
    );
    let mut items = client.list_pages().size(2).items();
    assert_eq!(all(&mut items).await, [1, 2, 3, 4, 5]);
    assert_eq!(replay.left(), 0);
}

#[tokio::test]
async fn each_page_has_a_key_of_its_own() {
    let page = |id: i64, next: &str| format!(r#"{{"books":[{{"id":{id}}}],"next":{next}}}"#);
    let (client, replay) = replayed(
        Replay::new()
            .then(200, page(1, "7"))
            .then(200, page(2, "null")),
    );
    let call = client.list_keyed().with_idempotency_key("mine");
    assert_eq!(all(&mut call.items()).await, [1, 2]);
    let requests = replay.requests();
    assert_eq!(requests[0].headers()["x-key"], "mine");
    assert_ne!(requests[1].headers()["x-key"], "mine");
    assert_eq!(requests[1].body(), r#"{"cursor":"7"}"#);
}

#[tokio::test]
async fn lists_can_be_read_in_a_task() {
    let (client, _) = replayed(Replay::new().then(200, page(&books(1..=1), "1")));
    let task = tokio::spawn(async move { all(&mut client.list_pages().items()).await });
    assert_eq!(task.await.unwrap(), [1]);
}

#[tokio::test]
async fn nothing_secret_is_shown() {
    let answer = r#"{"books":[{"id":1}],"next":"/api/link?key=s3cret-key&n=2"}"#;
    let (client, _) = replayed(Replay::new().then(200, answer).then(500, "s3cret-key"));
    let mut items = client.list_link().items();
    let mut shown = format!("{items:?}");
    assert_eq!(items.next().await.unwrap().unwrap().id, 1);
    shown.push_str(&format!("{items:?}"));
    let error = items.next().await.unwrap().unwrap_err();
    shown.push_str(&format!(
        "{error} {error:?} {:?}",
        client.list_link().pages()
    ));
    assert!(!shown.contains("s3cret-key"), "{shown}");
    assert!(shown.contains("list_link"), "{shown}");
}

// What follows would never end, or lead elsewhere.

#[tokio::test]
async fn a_cursor_that_repeats_is_an_error() {
    let next = |id, next: &str| cursor(id..=id, &format!(r#""next":"{next}""#));
    let (client, replay) = replayed(
        Replay::new()
            .then(200, next(1, "a"))
            .then(200, next(2, "b"))
            .then(200, next(3, "a"))
            .then(200, next(4, "c")),
    );
    let (ids, error) = failure(client.list_cursor().items()).await;
    assert_eq!(ids, [1, 2, 3], "what came is given first");
    let message = "list_cursor: pages cannot be followed (status 200): page 3 from the start gives a cursor that was used before";
    assert_eq!(error.to_string(), message);
    assert_eq!(replay.left(), 1);
    // Also one that the caller gave.
    let (client, _) = replayed(Replay::new().then(200, next(1, "mine")));
    failure(client.list_cursor().cursor("mine").items()).await;
}

/// It says which exchange led to it, the cut of secrets too.
#[tokio::test]
async fn an_error_about_pages_has_its_exchange() {
    let next = |id| cursor(id..=id, r#""next":"a s3cret-key""#);
    let second = Replay::new().then(200, next(1)).then(503, "");
    let (client, _) = replayed(second.then(200, next(2)));
    let (_, error) = failure(client.list_cursor().items()).await;
    assert_eq!((error.status(), error.attempts()), (Some(200), 2));
    let url = error.request().unwrap().url();
    assert!(url.contains("cursor=a%20[secret]"), "{url}");
    let body = error.body().unwrap();
    assert!(body.contains(r#""next":"a [secret]""#), "{body}");
    assert!(!error.is_retryable());
    // So does one about the page itself.
    let twice = Replay::new().then(200, page(&books(1..=2), "9"));
    let (client, _) = replayed(twice.then(200, page(&books(1..=2), "9")));
    let (_, error) = failure(client.list_pages().items()).await;
    assert_eq!((error.status(), error.attempts()), (Some(200), 1));
    assert!(error.request().unwrap().url().contains("page=2"));
}

#[tokio::test]
async fn a_last_id_that_repeats_or_lacks_is_an_error() {
    let (client, _) = replayed(
        Replay::new()
            .then(200, r#"{"items":[{"id":1}]}"#)
            .then(200, r#"{"items":[{"id":1}]}"#),
    );
    let (ids, error) = failure(client.list_last_id().items()).await;
    assert_eq!(ids, [1, 1]);
    assert!(
        error
            .to_string()
            .ends_with("gives a last id that was used before")
    );
}

#[tokio::test]
async fn a_vendor_that_ignores_the_page_is_found_out() {
    let same = page(&books(1..=2), "9");
    let (client, replay) = replayed(
        Replay::new()
            .then(200, same.clone())
            .then(200, same.clone()),
    );
    let (ids, error) = failure(client.list_pages().items()).await;
    assert_eq!(ids, [1, 2], "the same items are not given twice");
    assert!(
        error
            .to_string()
            .contains("the same items as the one before"),
        "{error}"
    );
    assert_eq!(replay.left(), 0);
    // And one that answers another page than the one that was asked for.
    let zero = |id: i64| format!(r#"{{"list":[{{"id":{id}}}],"pages":9,"current":0}}"#);
    let (client, _) = replayed(Replay::new().then(200, zero(1)).then(200, zero(2)));
    let (ids, error) = failure(client.list_from_zero().items()).await;
    assert_eq!(ids, [1]);
    assert!(
        error.to_string().contains("page 1 was asked for"),
        "{error}"
    );
}

/// A page in the middle may have lost its items; what the vendor says of further pages counts.
#[tokio::test]
async fn a_page_without_items_is_not_the_last_if_there_are_more() {
    let answer = |ids: &str, pages: i64, current: i64| {
        json(&format!(
            r#"{{"list":{ids},"pages":{pages},"current":{current}}}"#
        ))
    };
    let server = Server::start([
        answer(r#"[{"id":1}]"#, 3, 0),
        answer("[]", 3, 1),
        answer(r#"[{"id":3}]"#, 3, 2),
    ]);
    let items = client(&server).list_from_zero().items();
    assert_eq!(all(&mut { items }).await, [1, 3]);
    // Nothing says so here, but for the number of items.
    let server = Server::start([json(&page(&books(1..=1), "9")), json(&page("[]", "9"))]);
    let mut items = client(&server).list_pages().items();
    assert_eq!(all(&mut items).await, [1]);
    assert_eq!(items.total(), Some(9));
}

#[tokio::test]
async fn empty_pages_do_not_go_on_for_ever() {
    let mut replay = Replay::new();
    for number in 0..200 {
        replay = replay.then(200, format!(r#"{{"books":[],"page":{{"next":{number}}}}}"#));
    }
    let (client, replay) = replayed(replay);
    let (ids, error) = failure(client.list_cursor().items()).await;
    assert!(ids.is_empty());
    assert!(
        error
            .to_string()
            .contains("100 pages in a row have no items"),
        "{error}"
    );
    assert_eq!(replay.left(), 100);
}

#[tokio::test]
async fn the_number_of_pages_is_limited() {
    let endless = || {
        let mut replay = Replay::new();
        for id in 0..4_i64 {
            replay = replay.then(200, page(&books(id..=id), "-1"));
        }
        replayed(replay)
    };
    let (client, replay) = endless();
    let (ids, error) = failure(client.list_pages().items().with_limit(3)).await;
    assert_eq!(ids, [0, 1, 2]);
    assert!(
        error
            .to_string()
            .contains("the limit of 3 pages is reached"),
        "{error}"
    );
    assert_eq!(replay.left(), 1);
    let (client, _) = endless();
    let mut pages = client.list_pages().pages().with_limit(1);
    assert!(pages.next().await.unwrap().is_ok());
    assert!(pages.next().await.unwrap().is_err());
}

#[tokio::test]
async fn more_without_a_way_is_an_error() {
    let answer = r#"{"books":[{"id":1}],"left":3}"#;
    let (client, _) = replayed(Replay::new().then(200, answer));
    let (ids, error) = failure(client.list_cursor_object().items()).await;
    assert_eq!(ids, [1]);
    assert!(
        error.to_string().contains("more pages, but not how"),
        "{error}"
    );
    let (client, _) = replayed(Replay::new().then(200, answer.replace('3', "0")));
    assert_eq!(all(&mut client.list_cursor_object().items()).await, [1]);
}

#[tokio::test]
async fn links_that_lead_away_are_errors() {
    for (link, reason) in [
        (
            "https://evil.example/api/link?n=2&key=s3cret-key",
            "leads to another server",
        ),
        (
            "http://shelf.example/api/link?n=2",
            "leads to another server",
        ),
        (
            "https://shelf.example:8443/api/link?n=2",
            "leads to another server",
        ),
        (
            "https://shelf.example/admin",
            "leaves the path of the server",
        ),
        ("/api/../admin", "has a dot segment in its path"),
    ] {
        let answer = format!(r#"{{"books":[{{"id":1}}],"next":"{link}"}}"#);
        let (client, replay) = replayed(Replay::new().then(200, answer).then(200, "{}"));
        let (ids, error) = failure(client.list_link().items()).await;
        assert_eq!(ids, [1]);
        let message = format!(
            "list_link: pages cannot be followed (status 200): the link to the next page {reason}"
        );
        assert_eq!(error.to_string(), message);
        assert_eq!(replay.left(), 1, "nothing is sent there");
        let requests = replay.requests();
        assert_eq!(requests[0].method(), Method::GET);
        assert_eq!(requests[0].uri().host(), Some("shelf.example"));
    }
}

#[tokio::test]
async fn a_link_that_repeats_is_an_error() {
    let page = |id: i64| format!(r#"{{"books":[{{"id":{id}}}],"next":"/api/link?n=2"}}"#);
    let (client, replay) = replayed(
        Replay::new()
            .then(200, page(1))
            .then(200, page(2))
            .then(200, page(3)),
    );
    let (ids, error) = failure(client.list_link().items()).await;
    assert_eq!(ids, [1, 2]);
    assert!(
        error
            .to_string()
            .ends_with("gives a link that was used before"),
        "{error}"
    );
    assert_eq!(replay.left(), 1);
}
