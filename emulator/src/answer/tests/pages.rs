//! Lists in every style: a caller who follows the pages sees each item once, and then the end.

use apiloom_codegen::model::{PagePlace, PageRead, PageSlot, PageStyle};

use super::*;
use crate::pages::Ending;
use crate::tree;

/// What a page says.
struct Seen {
    items: Vec<Json>,
    body: Json,
    heard: Heard,
}

fn page(api: &'static Api, operation: &Operation, reply: &Reply) -> Seen {
    let paginate = operation.paginate.as_ref().expect("it has pages");
    assert_eq!(
        verdict(api, operation, reply),
        Verdict::Success,
        "{reply:?}"
    );
    let body = Json::parse(&reply.body).expect("it is JSON");
    let items = tree::at(&body, &paginate.items.at).and_then(Json::as_array);
    let items = items.unwrap_or_default().to_vec();
    Seen {
        items,
        body,
        heard: heard(reply),
    }
}

fn said(seen: &Seen, operation: &Operation, wanted: PageRead) -> Option<Json> {
    let paginate = operation.paginate.as_ref()?;
    let (_, place) = paginate.read.iter().find(|(read, _)| *read == wanted)?;
    match place {
        PagePlace::Body(path) => tree::at(&seen.body, path)
            .filter(|json| !json.is_null())
            .cloned(),
        PagePlace::LastItem(path) => tree::at(seen.items.last()?, path).cloned(),
        PagePlace::Header(name) => {
            let mut headers = seen.heard.headers.iter();
            let found = headers.find(|(own, _)| own.eq_ignore_ascii_case(name));
            found.map(|(_, value)| Json::from(value.as_str()))
        }
    }
}

/// Follows a list as clients do; gives the numbers of items of its pages and all items.
fn walk(
    api: &'static Api,
    operation: &Operation,
    size: u64,
    entities: u64,
) -> (Vec<usize>, Vec<Json>) {
    let paginate = operation.paginate.as_ref().expect("it has pages");
    let mut answerer = Answerer::with_entities(api, 3, entities);
    let mut inputs = Json::Object(Vec::new());
    let size_number = Json::from(i64::try_from(size).expect("it is small"));
    let path = |slot: &PageSlot| match slot {
        PageSlot::Query(name) | PageSlot::Form(name) => vec![name.clone()],
        PageSlot::Body(path, _) => path.clone(),
    };
    if let Some(slot) = &paginate.size {
        tree::put(&mut inputs, &path(slot), size_number);
    }
    let (mut counts, mut all, mut query) = (Vec::new(), Vec::new(), String::new());
    let mut number = paginate.first;
    loop {
        let reply = call_linked(&mut answerer, operation, &inputs, &query);
        let seen = page(api, operation, &reply);
        counts.push(seen.items.len());
        all.extend(seen.items.iter().cloned());
        assert!(counts.len() < 100, "{counts:?} {inputs} {}", seen.body);
        let total = said(&seen, operation, PageRead::Total)
            .and_then(|json| json.scalar_text()?.parse().ok());
        let next = said(&seen, operation, PageRead::Next);
        let more = said(&seen, operation, PageRead::More);
        let says_no_more =
            more.is_some_and(|more| matches!(more.scalar_text().as_deref(), Some("false" | "0")));
        let is_last =
            paginate.last.is_some() && Ending::new(operation, paginate, true).holds(&seen.heard);
        let is_capped = paginate.cap.is_some_and(|cap| all.len() as u64 >= cap);
        if is_last || says_no_more || is_capped || total == Some(all.len()) {
            break;
        }
        match paginate.by {
            PageStyle::Page | PageStyle::Offset => {
                if seen.items.is_empty() || total.is_none() && seen.items.len() < size as usize {
                    break;
                }
                number += if paginate.by == PageStyle::Page {
                    1
                } else {
                    seen.items.len() as u64
                };
                let slot = paginate.slot.as_ref().expect("it has a slot");
                tree::put(&mut inputs, &path(slot), tree::count(number as usize));
            }
            PageStyle::Cursor | PageStyle::LastId => {
                let is_empty = |json: &Json| json.as_str() == Some("");
                let Some(next) = next.filter(|next| !is_empty(next)) else {
                    break;
                };
                let slot = paginate.slot.as_ref().expect("it has a slot");
                tree::put(&mut inputs, &path(slot), next);
            }
            PageStyle::Link => {
                let Some(next) = next else { break };
                let text = next
                    .as_str()
                    .expect("a link is a text")
                    .trim_matches(['<', '>'])
                    .to_owned();
                assert!(
                    text.starts_with("http://127.0.0.1:4010/base/list?"),
                    "{text}"
                );
                query = text
                    .split('?')
                    .nth(1)
                    .unwrap_or_default()
                    .split('>')
                    .next()
                    .unwrap_or_default()
                    .to_owned();
            }
        }
    }
    (counts, all)
}

#[test]
fn every_style_gives_each_item_once_and_ends() {
    let mut styles = Vec::new();
    let fixture =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/tests/fixtures/valid/pages.yaml");
    let api = api_of(&fixture);
    for operation in &api.operations {
        let Some(paginate) = &operation.paginate else {
            continue;
        };
        for (size, entities) in [(4, 11), (4, 8), (3, 0), (20, 5)] {
            let (counts, all) = walk(api, operation, size, entities);
            let name = operation.name.snake();
            let wanted = entities.min(paginate.cap.unwrap_or(u64::MAX)) as usize;
            assert_eq!(
                all.len(),
                wanted,
                "{name}: {counts:?} of {entities} by {size}"
            );
            let mut distinct = all.clone();
            distinct.sort_by_key(Json::to_string);
            distinct.dedup();
            assert_eq!(distinct.len(), all.len(), "{name}: {all:?}");
        }
        styles.push(paginate.by);
    }
    for style in [
        PageStyle::Page,
        PageStyle::Offset,
        PageStyle::Cursor,
        PageStyle::LastId,
        PageStyle::Link,
    ] {
        assert!(styles.contains(&style), "{style:?} is not among {styles:?}");
    }
}

#[test]
fn lists_of_vendors_show_what_is_kept() {
    for name in ["baiyao.yaml", "dmhub.yaml"] {
        let api = spec(name);
        let (counts, all) = walk(api, operation(api, "list_customers"), 10, 25);
        let extra = all.len() - 25;
        assert!(extra <= 3, "{name}: {counts:?}");
        assert_eq!(
            counts.iter().take(2).collect::<Vec<_>>(),
            [&10, &10],
            "{name}"
        );
    }
}

#[test]
fn filters_leave_what_has_the_value() {
    let api = written("filters", "apiloom: 1
vendor: filters
servers: { default: https://filters.test }
types:
  Book: { fields: { id: int64!, shelf: string, year: int32 } }
operations:
  add_book: { http: POST /books, body: { fields: { shelf: string, year: int32 } }, returns: Book, entity: { of: Book, does: create } }
  list_books:
    http: GET /books
    query: { shelf: string, page: int32, size: int32 }
    returns: { fields: { books: list(Book)!, total: int64 } }
    paginate: { by: page, send: { page: page, size: size }, read: { items: body.books, total: body.total } }
    entity: { of: Book, does: list }
");
    let mut answerer = Answerer::with_entities(api, 1, 3);
    for shelf in ["north", "south", "north"] {
        let inputs = json(&format!(r#"{{"shelf":"{shelf}","year":2020}}"#));
        call(&mut answerer, operation(api, "add_book"), &inputs);
    }
    let reply = call(
        &mut answerer,
        operation(api, "list_books"),
        &json(r#"{"shelf":"north"}"#),
    );
    let body = r#"{"books":[{"id":4,"shelf":"north","year":2020},{"id":6,"shelf":"north","year":2020}],"total":2}"#;
    assert_eq!(String::from_utf8_lossy(&reply.body), body);
    assert_eq!(answerer.counts().get("Book"), Some(&6));
}
