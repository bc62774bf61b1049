//! Names on the wire with marks in them that anchors have, too.

use std::collections::BTreeSet;

use crate::{links, made, page};

/// A field `a.b` beside a field `b` in a field `a`, and names that look like what marks and numbers are written as.
const SPEC: &str = r#"apiloom: 1
vendor: dotted
title: Dotted
servers: { default: https://api.dotted.example }
types:
  Outer:
    fields:
      a: Inner
      a.b: { name: apart, type: string, doc: The field apart. }
      a~2e~b: { name: written, type: string }
      a~n2~: { name: numbered, type: string }
      a-2: { name: second, type: string }
  Inner: { fields: { b: { type: string, doc: The field within. }, b.c: { name: b_c, type: string } } }
operations:
  change:
    http: PUT /things/{id}
    path: { id: int64 }
    query: { a: { name: query_a, type: string }, a.b: { name: query_apart, type: string } }
    body:
      fields:
        a: { name: inner, type: Inner! }
        a.b: { name: apart, type: list(string), update: replace, doc: The field apart. }
        a-2: { name: second, type: string }
    update: merge
    returns: Outer
"#;

#[test]
fn different_fields_have_different_anchors() {
    let path = made::here().join("tests/hostile/dotted.yaml");
    let checked = made::check_text(&path, SPEC);
    assert_eq!(made::errors(&checked), Vec::<String>::new());
    let files = made::files(&checked.apis);
    assert_eq!(links::problems(&links::read(&files)), Vec::<String>::new());
    let ids = |page: &str| {
        let ids = page::read(&files[page]).ids.into_iter();
        let fields = ids.filter(|id| id.starts_with("field-"));
        fields.collect::<BTreeSet<_>>()
    };
    let known = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
    let found: BTreeSet<String> = ids("site/en/dotted/types/outer.html");
    let expected: BTreeSet<String> = known(&[
        "field-a",
        "field-a.b",
        "field-a.b~2e~c",
        "field-a~2e~b",
        "field-a~7e~2e~7e~b",
        "field-a~7e~n2~7e~",
        "field-a-2",
    ]);
    assert_eq!(found, expected);
    let operation = "site/en/dotted/operations/change.html";
    let found: BTreeSet<String> = ids(operation);
    let expected: BTreeSet<String> = known(&[
        "field-id",
        "field-a",
        "field-a~2e~b",
        "field-a~n2~",
        "field-a~n2~.b",
        "field-a~n2~.b~2e~c",
        "field-a~2e~b~n2~",
        "field-a-2",
    ]);
    assert_eq!(found, expected);
    // What search leads to.
    let index = &files["site/assets/search-dotted.js"];
    for anchor in ["field-a~2e~b", "field-a~n2~", "field-a~2e~b~n2~"] {
        assert!(
            index.contains(&format!("\"{anchor}\"")),
            "{anchor}: {index}"
        );
    }
}
