//! What requests do to data that is there already, with a spec that has every case.

use std::collections::BTreeMap;
use std::sync::Arc;

use apiloom::dry_run::ChangeKind;
use apiloom::transport::Offline;
use apiloom::{DryRun, Error, Json, Kind, Replacement, Secret, Whole};

apiloom::api!(
    "../codegen/tests/fixtures/valid/updates.yaml",
    module = updates
);

use updates::operations::PutProfileRequired;
use updates::types::{
    Address, Choice, Contact, ContactRequired, Labels, Named, NamedRequired, Note, PhoneChange,
    Profile, Slot,
};
use updates::{Client, Settings};

fn client() -> Client {
    Client::with_transport(Settings::new(), Arc::new(Offline))
}

/// A profile of which nothing is said but what has to be.
fn profile() -> Profile {
    Profile::new(Replacement::LeaveOut, Whole::Set(Vec::new()))
}

fn body(profile: Profile) -> String {
    let request = client().patch_profile(1, profile).prepare().unwrap();
    String::from_utf8(request.body().to_vec()).unwrap()
}

fn refused(profile: Profile) -> Error {
    let refused = client().patch_profile(1, profile).prepare();
    let error = refused.expect_err("a refusal");
    assert_eq!(error.kind(), Kind::Input);
    error
}

fn told(run: Result<DryRun, Error>) -> Vec<String> {
    let run = run.unwrap();
    run.changes().iter().map(ToString::to_string).collect()
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn members_are_kept_cleared_and_set() {
    assert_eq!(body(profile()), r#"{"mails":[]}"#);
    let set = profile().nick("Zoë").age(7).title("x").motto("y");
    assert_eq!(
        body(set),
        r#"{"nick":"Zoë","age":7,"title":"x","motto":"y","mails":[]}"#
    );
    let cleared = profile()
        .clear_nick()
        .clear_code()
        .clear_age()
        .clear_day()
        .clear_meta()
        .clear_motto();
    assert_eq!(
        body(cleared),
        r#"{"nick":"","code":"","age":null,"day":null,"meta":null,"motto":null,"mails":[]}"#
    );
}

#[test]
fn the_last_of_set_and_clear_counts() {
    let set = profile().clear_nick().nick("Ann");
    assert_eq!(body(set), r#"{"nick":"Ann","mails":[]}"#);
    let cleared = profile().nick("Ann").clear_nick();
    assert_eq!(body(cleared), r#"{"nick":"","mails":[]}"#);
}

#[test]
fn what_would_clear_by_chance_is_refused_with_the_method_to_call() {
    for (profile, path, method) in [
        (profile().nick(""), "nick", "clear_nick"),
        (profile().code(""), "code", "clear_code"),
        (profile().meta(Json::Null), "meta", "clear_meta"),
    ] {
        let error = refused(profile);
        assert_eq!(
            error.message(),
            Some(
                format!(
                    "the body: {path}: this value would clear the field: to clear it, call `{method}()`"
                )
                .as_str()
            )
        );
    }
}

#[test]
fn items_are_added_and_changed_call_by_call() {
    let counts = |name: &str, count| BTreeMap::from([(name.to_owned(), count)]);
    let profile = profile()
        .add_tags(["a"])
        .add_tags(["b"])
        .add_counts(counts("x", 1))
        .change_phones([PhoneChange::Delete { id: 7 }])
        .change_phones([PhoneChange::Create {
            number: "110".to_owned(),
            kind: "home".to_owned(),
        }])
        .replace_slots([1, 2]);
    assert_eq!(
        body(profile),
        r#"{"tags":["a","b"],"counts":{"x":1},"phones":[[7,null,null],[null,"110","home"]],"slots":"1,2","mails":[]}"#
    );
}

#[test]
fn actions_are_read_as_they_are_written() {
    for (action, json) in [
        (
            PhoneChange::Create {
                number: "1".to_owned(),
                kind: "k".to_owned(),
            },
            r#"[null,"1","k"]"#,
        ),
        (
            PhoneChange::Change {
                id: 3,
                number: "1".to_owned(),
            },
            r#"[3,"1",null]"#,
        ),
        (PhoneChange::Delete { id: 3 }, "[3,null,null]"),
    ] {
        assert_eq!(apiloom::encode(&action).unwrap(), json.as_bytes());
        let read: PhoneChange = apiloom::decode(json.as_bytes()).unwrap();
        assert_eq!(read, action);
    }
    // An empty text is none: the vendor may send it, and nobody deletes by it.
    let read: PhoneChange = apiloom::decode(br#"[3,"",null]"#).unwrap();
    assert_eq!(read, PhoneChange::Delete { id: 3 });
    let number = String::new();
    let error = apiloom::encode(&PhoneChange::Change { id: 3, number }).unwrap_err();
    assert!(error.message().contains("no value"), "{error}");
    assert!(apiloom::decode::<PhoneChange>(b"[3,\"1\",\"k\"]").is_err());
    // All forms of this one are actions.
    let read: Slot = apiloom::decode(b"[1,null]").unwrap();
    assert_eq!(read, Slot::Eject { row: 1 });
}

#[test]
fn a_merge_tells_what_it_does() {
    let profile = Profile::new(
        Replacement::With(Labels::new().label("a", "b")),
        Whole::Erase,
    )
    .clear_nick()
    .age(7)
    .clear_meta()
    .add_tags(["a", "b"])
    .change_phones([
        PhoneChange::Change {
            id: 3,
            number: "1".to_owned(),
        },
        PhoneChange::Delete { id: 4 },
    ])
    .replace_slots([1])
    .log(["x"])
    .address(Address::new(
        "Main",
        Replacement::LeaveOut,
        Replacement::With(texts(&["n"])),
    ))
    .second(Address::new(
        "Side",
        Replacement::LeaveOut,
        Replacement::LeaveOut,
    ));
    let call = client().patch_profile(1, profile);
    assert_eq!(
        told(call.dry_run()),
        [
            "cleared nick",
            "set age: 7",
            "cleared meta",
            "merged tags by 2 items",
            "merged phones by 2 items",
            "deleted phones[1]: [4,null,null]",
            r#"replaced slots: "1""#,
            "replaced labels by 1 item",
            "unknown log by 1 item",
            r#"set address.street: "Main""#,
            "replaced address.notes by 1 item",
            r#"set second.street: "Side""#,
            "erased address.house (left out)",
            "erased mails (left out)",
        ]
    );
    let run = call.dry_run().unwrap();
    let text = run.to_string();
    assert!(
        text.contains("replaced labels by 1 item; what is not sent is lost\n"),
        "{text}"
    );
    assert!(
        text.contains("unknown log by 1 item; it may replace what is there\n"),
        "{text}"
    );
    assert_eq!(run.request().body(), call.prepare().unwrap().body());
    assert_eq!(run.request().uri(), call.prepare().unwrap().uri());
}

#[test]
fn a_replacement_asks_for_everything_and_tells_what_is_erased() {
    let required = |tags, token| PutProfileRequired {
        id: 1,
        name: "Ann".to_owned(),
        nick: Whole::Erase,
        tags,
        days: Whole::Erase,
        address: Whole::Set(Address::new(
            "Main",
            Replacement::LeaveOut,
            Replacement::LeaveOut,
        )),
        token,
    };
    let call = client().put_profile(required(
        Whole::Set(texts(&["a"])),
        Whole::Set(Secret::from("hunter22")),
    ));
    assert_eq!(
        call.prepare().unwrap().body(),
        r#"{"name":"Ann","tags":["a"],"address":{"street":"Main"},"fixed":"1","token":"hunter22"}"#
    );
    assert_eq!(
        told(call.dry_run()),
        [
            r#"set name: "Ann""#,
            "replaced tags by 1 item",
            r#"set address.street: "Main""#,
            r#"set fixed: "1""#,
            "set token: [secret]",
            "erased address.house (left out)",
            "erased address.notes (left out)",
            "erased nick (left out)",
            "erased days (left out)",
        ]
    );
    let text = call.dry_run().unwrap().to_string();
    assert_eq!(
        text,
        "put_profile: PUT https://api.updates.test/profiles/1/whole\n  \
         set name: \"Ann\"\n  \
         replaced tags by 1 item; what is not sent is lost\n  \
         set address.street: \"Main\"\n  \
         set fixed: \"1\"\n  \
         set token: [secret]\n  \
         erased, since it is left out: address.house, address.notes, nick, days\n  \
         nothing was sent"
    );
    let debug = format!("{:?}", call.dry_run().unwrap());
    assert!(!debug.contains("hunter22"), "{debug}");
    // What the spec says of one member counts for it alone.
    let kept = client()
        .put_profile(required(Whole::Erase, Whole::Erase))
        .age(3);
    assert!(told(kept.dry_run()).contains(&"set age: 3".to_owned()));
}

#[test]
fn what_one_operation_erases_and_another_keeps_is_a_decision() {
    let contact = || {
        Contact::new(ContactRequired {
            name: "Ann".to_owned(),
            nick: Replacement::LeaveOut,
            age: Replacement::With(7),
            tags: Replacement::LeaveOut,
        })
    };
    let set = [r#"set name: "Ann""#, "set age: 7"];
    assert_eq!(told(client().patch_contact(1, contact()).dry_run()), set);
    assert_eq!(told(client().add_contact(contact()).dry_run()), set);
    let erased = ["erased nick (left out)", "erased tags (left out)"];
    let put = told(client().put_contact(1, contact()).dry_run());
    // A table is one for all operations: what it says besides comes first.
    assert_eq!(put, [set, erased].concat());
    let request = client().put_contact(1, contact()).prepare().unwrap();
    assert_eq!(request.body(), r#"{"name":"Ann","age":7}"#);
}

#[test]
fn what_nobody_knows_is_told() {
    let note = Note::new(Replacement::With("hi".to_owned()), Replacement::LeaveOut);
    let run = client().put_note(note).dry_run().unwrap();
    let changes = run.changes();
    assert_eq!(changes[0].kind(), ChangeKind::Set);
    assert_eq!(changes[0].value(), Some("\"hi\""));
    assert_eq!(changes[1].path(), "parts");
    assert_eq!(changes[1].kind(), ChangeKind::Unknown);
    assert!(changes[1].is_left_out());
    assert_eq!(changes.len(), 2);
    assert!(
        run.to_string()
            .contains("unknown, since it is left out: parts"),
        "{run}"
    );
}

#[test]
fn unions_ask_for_decisions_too() {
    let name = Named::new(NamedRequired {
        first: Whole::Set("Ann".to_owned()),
        last: Whole::Erase,
    });
    let call = client().put_choice(Choice::Name(name));
    let body = r#"{"kind":"name","first":"Ann"}"#;
    assert_eq!(call.prepare().unwrap().body(), body);
    assert_eq!(
        told(call.dry_run()),
        [r#"set kind: "name""#, r#"set first: "Ann""#]
    );
}

#[test]
fn forms_and_queries_are_told_too() {
    let form = client()
        .put_form(Replacement::LeaveOut)
        .name("Ann")
        .clear_nick()
        .replace_rooms([1, 2]);
    assert_eq!(
        form.prepare().unwrap().body(),
        "name=Ann&nick=&rooms%5B%5D=1&rooms%5B%5D=2"
    );
    assert_eq!(
        told(form.dry_run()),
        [
            r#"set name: "Ann""#,
            "cleared nick",
            "replaced rooms by 2 items",
            "unknown slots (left out)",
        ]
    );
    let star = client().star(7).note("x");
    assert_eq!(told(star.dry_run()), ["set id: 7", r#"set note: "x""#]);
    let slots = client().change_slots([Slot::Eject { row: 1 }]);
    assert_eq!(
        told(slots.dry_run()),
        ["merged slots by 1 item", "deleted slots[0]: [1,null]"]
    );
    let remove = client().remove(7).key("hunter22");
    assert_eq!(
        told(remove.dry_run()),
        ["deleted: what the request names (id = 7, key = [secret])"]
    );
    let drop = client().drop_note(7, "old").marks([1, 2]);
    assert_eq!(
        told(drop.dry_run()),
        [r#"deleted: what the request names (id = 7, reason = "old", marks = [1,2])"#]
    );
    let read = client().get_profile(7).dry_run().unwrap();
    assert!(read.changes().is_empty());
    assert!(
        read.to_string()
            .ends_with("changes nothing\n  nothing was sent")
    );
}
