//! Changes of form: over all answers of all specs, clients read what they read before.

use std::collections::BTreeSet;

use apiloom_codegen::interpret::{Datum, Values};
use apiloom_codegen::model::Returns;
use apiloom_wire::decode_as;

use super::*;
use crate::Answerer;
use crate::answer::tests::{all_apis, call, inputs, verdict};
use crate::envelope::Verdict;

/// What a client reads of a body.
fn read(values: &Values<'_>, returns: &Returns, body: &Json) -> Result<Datum, String> {
    let value = crate::tree::at(body, &returns.at)
        .cloned()
        .unwrap_or_default();
    decode_as(&crate::tree::bytes(&value), values.codec(&returns.ty)).map_err(|e| e.to_string())
}

/// Whether a change leaves the value that is read as it was.
fn keeps_the_value(change: &Change) -> bool {
    !matches!(
        change,
        Change::Null | Change::NewMember | Change::NewCode | Change::OtherFormat(_)
    )
}

#[test]
fn every_change_can_be_read() {
    let mut problems = Vec::new();
    let mut kinds = BTreeSet::new();
    let mut count = 0;
    for api in all_apis() {
        let mut answerer = Answerer::new(api, 7);
        let values = Values::new(api);
        for operation in &api.operations {
            let reply = call(&mut answerer, operation, &inputs(api, operation));
            let Some(returns) = &operation.returns else {
                continue;
            };
            let body = Json::parse(&reply.body).unwrap_or_default();
            if verdict(api, operation, &reply) != Verdict::Success {
                continue;
            }
            let before = read(&values, returns, &body);
            for (way, change) in changes(api, operation, &body) {
                count += 1;
                kinds.insert(
                    change
                        .said()
                        .split('`')
                        .next()
                        .unwrap_or_default()
                        .to_owned(),
                );
                let mut changed = body.clone();
                apply(&mut changed, &way, &change).expect("the place is there");
                let name = format!(
                    "{}.{}: {} {}",
                    api.vendor.snake(),
                    operation.name.snake(),
                    shown(&way),
                    change.said()
                );
                if changed == body {
                    problems.push(format!("{name}: nothing changes"));
                }
                match read(&values, returns, &changed) {
                    Err(error) => problems.push(format!("{name}: {error}")),
                    Ok(after) if keeps_the_value(&change) && before.as_ref() != Ok(&after) => {
                        problems.push(format!("{name}: {before:?} is {after:?}"));
                    }
                    Ok(_) => {}
                }
            }
        }
    }
    assert!(
        problems.is_empty(),
        "{} of {count}:\n{}",
        problems.len(),
        problems.join("\n")
    );
    assert!(kinds.len() >= 11, "{kinds:?}");
}

#[test]
fn a_number_decides() {
    let apis = all_apis();
    let api = apis
        .iter()
        .find(|api| api.vendor.snake() == "udesk")
        .expect("it is there");
    let operation = &api.operations[0];
    let body = r#"{"code":1000,"customer":{"id":1,"email":"a@b.co","tags":[{"id":2}],"wechat":[{"id":"x"}]}}"#;
    let body = Json::parse(body.as_bytes()).expect("it is JSON");
    let flapped = |chance: u64| {
        let mut changed = body.clone();
        (flap(api, operation, &mut changed, chance), changed)
    };
    let all: BTreeSet<String> = (0..60).filter_map(|chance| flapped(chance).0).collect();
    assert!(all.len() >= 10, "{all:#?}");
    assert!(
        all.contains("body.customer.email comes as `emails`"),
        "{all:#?}"
    );
    assert!(
        all.contains("body.customer.wechat comes without the list around its only item"),
        "{all:#?}"
    );
    for chance in 0..60 {
        assert_eq!(flapped(chance), flapped(chance));
        assert_ne!(flapped(chance).1, body);
    }
}

#[test]
fn nobody_takes_away_what_leads_to_the_next_page() {
    let apis = all_apis();
    let api = apis
        .iter()
        .find(|api| api.vendor.snake() == "shelf")
        .expect("it is there");
    for operation in api
        .operations
        .iter()
        .filter(|operation| operation.paginate.is_some())
    {
        let paginate = operation.paginate.as_ref().expect("it has pages");
        let reply = call(
            &mut Answerer::new(api, 7),
            operation,
            &Json::Object(Vec::new()),
        );
        let body = Json::parse(&reply.body).expect("it is JSON");
        for (way, change) in changes(api, operation, &body) {
            let shown = shown(&way);
            let items = format!("body.{}", paginate.items.at.join("."));
            let is_gone = change == Change::Null && !shown.starts_with(&format!("{items}["));
            let leads = ["next", "total", "more", "list", "rows", "books", "items"];
            assert!(
                !(is_gone && leads.iter().any(|name| shown.ends_with(name))),
                "{shown}"
            );
        }
    }
}
