//! What requests do to what is kept: tables by hand.

use super::*;
use crate::Change;

const SPEC: &str = r#"apiloom: 1
vendor: keeper
servers: { default: https://keeper.test }
envelopes:
  standard:
    fields: { code: int_or_string, msg: string }
    success: body.code == 0
    failures:
      - { when: body.code is not present, code: status }
      - { code: body.code, message: body.msg }
errors:
  "4004": { name: NoSuchPerson, kind: not_found }
  "4009": { name: PersonExists, kind: conflict }
defaults: { envelope: standard }
types:
  Address: { fields: { street: string, house: string } }
  Mail: { tuple: [ { id: int64? }, { content: string? } ], actions: { make: { with: [content] }, change: { with: [id, content] }, drop: { with: [id], effect: delete } } }
  KnownMail: { fields: { id: int_or_string, content: string } }
  Tag: { fields: { id: int64, name: string } }
  Person:
    fields:
      id: int64!
      name: string
      nick: string?
      age: int32
      active: { bool: { true: 1, false: 0 } }
      born: date("yyyy/MM/dd")
      address: Address
      tags: list(Tag)
      marks: list(string)
      labels: map(string)
      mails: list(KnownMail)
      hidden: { type: string, access: write }
  Change:
    fields:
      name: string
      nick: { type: string, clear: empty }
      age: int32
      active: bool
      born: date
      address: Address
      tags: csv(string)
      marks: { type: list(string), update: merge }
      labels: { type: map(string), update: merge }
      mails: { type: list(Mail), update: merge_by_id }
      hidden: { type: string, access: write }
operations:
  make: { http: POST /people, body: { type: Change!, name: person }, returns: { type: Person, at: body.data }, entity: { of: Person, does: create } }
  make_named: { http: POST /people/named, body: { fields: { id: int64!, name: string } }, returns: { type: int64, at: body.id }, entity: { of: Person, does: create, key: id } }
  get: { http: "GET /people/{id}", path: { id: int64 }, returns: { type: Person, at: body.data }, entity: { of: Person, does: read, key: id } }
  change: { http: "PATCH /people/{id}", path: { id: int64 }, update: merge, body: { type: Change!, name: change }, returns: { type: Person, at: body.data }, entity: { of: Person, does: update, key: id, answer: before } }
  put: { http: "PUT /people/{id}", path: { id: int64 }, update: replace, body: { fields: { name: string!, nick: string, age: int32, marks: { type: list(string), omitted: keeps }, address: Address } }, returns: { type: Person, at: body.data }, entity: { of: Person, does: update, key: id, answer: after } }
  drop: { http: "DELETE /people/{id}", path: { id: int64 }, entity: { of: Person, does: delete, key: id } }
  find: { http: GET /find, query: { name: string, age: int32 }, returns: { type: Person, at: body.data }, entity: { of: Person, does: read } }
"#;

/// An operation, what it shows, what is sent, and members as they are shown afterwards.
type Row = (
    &'static str,
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
);

/// The only person of an account, made with all that can be sent.
fn person(name: &str) -> (&'static Api, Answerer, String) {
    let api = written(name, SPEC);
    let mut answerer = Answerer::with_entities(api, 1, 0);
    let inputs = r#"{"person":{"name":"Ann","nick":"A","age":30,"active":true,"born":"1990-02-03",
        "address":{"street":"Lake","house":"7"},"tags":"red,blue","marks":["x"],"labels":{"k":"v"},
        "mails":[[null,"a@b.co"],[null,"c@d.co"]],"hidden":"secret"}}"#;
    let reply = call(&mut answerer, operation(api, "make"), &json(inputs));
    let created = Change::Created {
        entity: "Person".to_owned(),
        key: "1".to_owned(),
    };
    assert_eq!(reply.changes, [created], "{reply:?}");
    let body = String::from_utf8_lossy(&reply.body).into_owned();
    (api, answerer, body)
}

/// What is shown of the person.
fn shown(answerer: &mut Answerer, api: &'static Api) -> Json {
    let reply = call(answerer, operation(api, "get"), &json(r#"{"id":1}"#));
    Json::parse(&reply.body)
        .expect("it is JSON")
        .get("data")
        .expect("it is shown")
        .clone()
}

#[test]
fn what_is_sent_in_one_form_is_shown_in_another() {
    let (api, mut answerer, body) = person("forms");
    let data = shown(&mut answerer, api);
    assert_eq!(body, format!(r#"{{"code":0,"data":{data}}}"#));
    let member = |name: &str| data.get(name).map(Json::to_string).unwrap_or_default();
    assert_eq!(member("id"), "1");
    assert_eq!(member("active"), "1");
    assert_eq!(member("born"), r#""1990/02/03""#);
    assert_eq!(
        member("mails"),
        r#"[{"id":1,"content":"a@b.co"},{"id":2,"content":"c@d.co"}]"#
    );
    let tags = data
        .get("tags")
        .and_then(Json::as_array)
        .unwrap_or_default();
    let names: Vec<_> = tags
        .iter()
        .filter_map(|tag| tag.get("name")?.as_str())
        .collect();
    assert_eq!(names, ["red", "blue"]);
    assert_eq!(member("hidden"), "");
}

#[test]
fn updates_do_what_the_spec_says() {
    // What is sent, and what is shown of the members afterwards.
    let table: &[Row] = &[
        (
            "change",
            "left out stays",
            r#"{"change":{"age":31}}"#,
            &[("age", "31"), ("name", r#""Ann""#), ("marks", r#"["x"]"#)],
        ),
        (
            "change",
            "an empty text clears",
            r#"{"change":{"nick":""}}"#,
            &[("nick", "null"), ("age", "30")],
        ),
        (
            "change",
            "a record merges",
            r#"{"change":{"address":{"house":"8"}}}"#,
            &[("address", r#"{"street":"Lake","house":"8"}"#)],
        ),
        (
            "change",
            "a list is added to",
            r#"{"change":{"marks":["y","x"]}}"#,
            &[("marks", r#"["x","y"]"#)],
        ),
        (
            "change",
            "a map is added to",
            r#"{"change":{"labels":{"m":"w"}}}"#,
            &[("labels", r#"{"k":"v","m":"w"}"#)],
        ),
        (
            "change",
            "a list without a word is replaced",
            r#"{"change":{"tags":"green"}}"#,
            &[("tags.name", r#"["green"]"#)],
        ),
        (
            "change",
            "an item is made",
            r#"{"change":{"mails":[[null,"e@f.co"]]}}"#,
            &[(
                "mails",
                r#"[{"id":1,"content":"a@b.co"},{"id":2,"content":"c@d.co"},{"id":3,"content":"e@f.co"}]"#,
            )],
        ),
        (
            "change",
            "an item is changed",
            r#"{"change":{"mails":[[2,"new@d.co"]]}}"#,
            &[(
                "mails",
                r#"[{"id":1,"content":"a@b.co"},{"id":2,"content":"new@d.co"}]"#,
            )],
        ),
        (
            "change",
            "an item is deleted",
            r#"{"change":{"mails":[[1,null]]}}"#,
            &[("mails", r#"[{"id":2,"content":"c@d.co"}]"#)],
        ),
        (
            "put",
            "left out is erased",
            r#"{"name":"Bob"}"#,
            &[
                ("name", r#""Bob""#),
                ("nick", "null"),
                ("age", ""),
                ("address", ""),
                ("marks", r#"["x"]"#),
                ("active", "1"),
            ],
        ),
        (
            "put",
            "records in it are replaced",
            r#"{"name":"Bob","address":{"house":"9"}}"#,
            &[("address", r#"{"house":"9"}"#)],
        ),
    ];
    for (index, (name, what, sent, wanted)) in table.iter().enumerate() {
        let (api, mut answerer, before) = person(&format!("updates-{index}"));
        let Json::Object(mut members) = json(sent) else {
            panic!("{sent}")
        };
        members.insert(0, ("id".to_owned(), Json::from(1)));
        let reply = call(&mut answerer, operation(api, name), &Json::Object(members));
        let answer = String::from_utf8_lossy(&reply.body).into_owned();
        let after = shown(&mut answerer, api);
        match *name {
            "change" => assert_eq!(answer, before, "{what}"),
            _ => assert_eq!(answer, format!(r#"{{"code":0,"data":{after}}}"#), "{what}"),
        }
        for (path, value) in *wanted {
            let found = match path.split_once('.') {
                Some((list, name)) => {
                    let items = after.get(list).and_then(Json::as_array).unwrap_or_default();
                    let values: Vec<Json> = items
                        .iter()
                        .filter_map(|item| item.get(name).cloned())
                        .collect();
                    Json::Array(values).to_string()
                }
                None => after.get(path).map(Json::to_string).unwrap_or_default(),
            };
            assert_eq!(&found, value, "{what}: {path} in {after}");
        }
    }
}

#[test]
fn what_is_not_there_is_not_found() {
    let (api, mut answerer, _) = person("gone");
    let id = json(r#"{"id":1}"#);
    let reply = call(&mut answerer, operation(api, "drop"), &id);
    let deleted = Change::Deleted {
        entity: "Person".to_owned(),
        key: "1".to_owned(),
    };
    assert_eq!(
        (reply.changes.as_slice(), &reply.body[..]),
        (&[deleted][..], &br#"{"code":0}"#[..])
    );
    for name in ["get", "drop"] {
        let reply = call(&mut answerer, operation(api, name), &id);
        assert_eq!(
            String::from_utf8_lossy(&reply.body),
            r#"{"code":4004,"msg":"There is no Person 1."}"#
        );
        assert_eq!(reply.refused.as_deref(), Some("4004"));
    }
    assert_eq!(answerer.counts().get("Person"), Some(&0));
}

#[test]
fn a_key_is_given_once() {
    let (api, mut answerer, _) = person("keys");
    let make = |answerer: &mut Answerer| {
        let reply = call(
            answerer,
            operation(api, "make_named"),
            &json(r#"{"id":77,"name":"Eve"}"#),
        );
        String::from_utf8_lossy(&reply.body).into_owned()
    };
    assert_eq!(make(&mut answerer), r#"{"code":0,"id":77}"#);
    assert_eq!(
        make(&mut answerer),
        r#"{"code":4009,"msg":"Person 77 is there already."}"#
    );
    assert_eq!(answerer.counts().get("Person"), Some(&2));
}

#[test]
fn entities_are_found_by_what_they_have() {
    let (api, mut answerer, _) = person("finds");
    let found = |answerer: &mut Answerer, inputs: &str| {
        let reply = call(answerer, operation(api, "find"), &json(inputs));
        let body = Json::parse(&reply.body).expect("it is JSON");
        body.get("data")
            .and_then(|data| data.get("id"))
            .and_then(Json::as_i64)
    };
    assert_eq!(found(&mut answerer, r#"{"name":"Ann","age":30}"#), Some(1));
    assert_eq!(found(&mut answerer, r#"{"name":"Ann","age":31}"#), None);
}

#[test]
fn the_same_seed_gives_the_same_answers() {
    let api = spec("baiyao.yaml");
    let inputs = json(r#"{"customerId":3}"#);
    let answered = |seed: u64| {
        let mut answerer = Answerer::new(api, seed);
        call(&mut answerer, operation(api, "get_customer"), &inputs).body
    };
    assert_eq!(answered(5), answered(5));
    assert_ne!(answered(5), answered(6));
}

#[test]
fn the_vendor_says_when_something_changed() {
    let api = spec("dmhub.yaml");
    let inputs = json(
        r#"{"customerIdentities":[{"identityType":"wechat","identityValue":"me"}],"customer":{"name":"Ann"}}"#,
    );
    let mut answerer = Answerer::new(api, 1);
    let mut upsert = || {
        let reply = call(&mut answerer, operation(api, "upsert_customer"), &inputs);
        (
            reply.changes,
            String::from_utf8_lossy(&reply.body).into_owned(),
        )
    };
    let (made, first) = upsert();
    let (changed, second) = upsert();
    assert!(
        matches!(made.as_slice(), [Change::Created { .. }]),
        "{made:?}"
    );
    // The same identity finds the same customer.
    assert!(
        matches!(changed.as_slice(), [Change::Updated { .. }]),
        "{changed:?}"
    );
    assert_eq!(first, second);
    assert!(
        first.ends_with(r#""name":"Ann","lastUpdated":"2025-11-21T04:40:00Z"}"#),
        "{first}"
    );
}
