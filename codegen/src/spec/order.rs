//! The order in which the keys of each map of the language are written.
//!
//! Maps that are not here are written as they are declared. A test sees that no key is forgotten.

/// The order of the keys of a map, by what the map is called; `None` if they are written as declared.
pub fn order(what: &str) -> Option<&'static [&'static str]> {
    ORDERS
        .iter()
        .find(|(name, _)| *name == what)
        .map(|(_, keys)| *keys)
}

const ORDERS: &[(&str, &[&str])] = &[
    (
        "a scheme",
        &[
            "title",
            "doc",
            "from",
            "confidence",
            "note",
            "deprecated",
            "token",
            "let",
            "stamp",
            "seal",
            "known_answers",
        ],
    ),
    (
        "a hook",
        &[
            "title",
            "doc",
            "from",
            "confidence",
            "note",
            "deprecated",
            "takes",
            "gives",
        ],
    ),
    (
        "an envelope",
        &[
            "title",
            "doc",
            "from",
            "confidence",
            "note",
            "deprecated",
            "fields",
            "success",
            "failures",
        ],
    ),
    (
        "a document",
        &[
            "title",
            "url",
            "doc",
            "from",
            "confidence",
            "note",
            "deprecated",
        ],
    ),
    (
        "a server",
        &[
            "title",
            "url",
            "doc",
            "from",
            "confidence",
            "note",
            "deprecated",
        ],
    ),
    (
        "a limit",
        &[
            "title",
            "calls",
            "per",
            "concurrent",
            "each",
            "by",
            "doc",
            "from",
            "confidence",
            "note",
            "deprecated",
        ],
    ),
    (
        "a failure",
        &[
            "title",
            "when",
            "code",
            "message",
            "request_id",
            "from",
            "confidence",
            "doc",
            "note",
            "deprecated",
        ],
    ),
    (
        "an error code",
        &[
            "name",
            "title",
            "kind",
            "renew",
            "from",
            "confidence",
            "doc",
            "note",
            "deprecated",
        ],
    ),
    (
        "`token`",
        &[
            "title",
            "operation",
            "setting",
            "with",
            "value",
            "lifetime",
            "margin",
            "account",
            "renew",
            "from",
            "confidence",
            "doc",
            "note",
            "deprecated",
        ],
    ),
    (
        "an operation",
        &[
            "http",
            "title",
            "doc",
            "note",
            "from",
            "confidence",
            "deprecated",
            "permissions",
            "facts",
            "server",
            "auth",
            "path",
            "query",
            "header",
            "cookie",
            "encode",
            "body",
            "rules",
            "returns",
            "envelope",
            "failures",
            "paginate",
            "update",
            "effect",
            "repeat",
            "idempotency",
            "limits",
            "entity",
            "examples",
        ],
    ),
    (
        "an example",
        &[
            "title",
            "doc",
            "from",
            "confidence",
            "note",
            "deprecated",
            "request",
            "status",
            "headers",
            "response",
            "fails",
        ],
    ),
    (
        "a rule",
        &[
            "name",
            "title",
            "all_or_none",
            "exactly_one",
            "at_least_one",
            "at_most_one",
            "when",
            "require",
            "from",
            "confidence",
            "severity",
            "message",
            "doc",
            "note",
            "deprecated",
        ],
    ),
    (
        "a type",
        &[
            "name",
            "rust",
            "title",
            "doc",
            "from",
            "confidence",
            "note",
            "deprecated",
            "type",
            "bool",
            "view",
            "codes",
            "enum",
            "union",
            "switch",
            "closed",
            "variants",
            "cases",
            "fields",
            "rest",
            "map",
            "tuple",
            "actions",
            "rules",
        ],
    ),
    (
        "a field",
        &[
            "type",
            "bool",
            "switch",
            "cases",
            "view",
            "name",
            "required",
            "access",
            "default",
            "const",
            "value",
            "aliases",
            "style",
            "spread",
            "clear",
            "update",
            "omitted",
            "length",
            "byte_length",
            "range",
            "pattern",
            "items",
            "unique",
            "severity",
            "title",
            "from",
            "confidence",
            "doc",
            "note",
            "deprecated",
            "example",
            "codes",
            "enum",
            "union",
            "closed",
            "variants",
            "fields",
            "rest",
            "map",
            "tuple",
            "actions",
            "rules",
        ],
    ),
    (
        "a variant",
        &[
            "type",
            "name",
            "en",
            "zh",
            "severity",
            "title",
            "from",
            "confidence",
            "doc",
            "note",
            "deprecated",
        ],
    ),
    (
        "an action",
        &[
            "with",
            "effect",
            "name",
            "title",
            "from",
            "confidence",
            "doc",
            "note",
            "deprecated",
        ],
    ),
    (
        "`body`",
        &[
            "type",
            "view",
            "bool",
            "switch",
            "cases",
            "name",
            "required",
            "encode",
            "style",
            "content_type",
            "title",
            "doc",
            "from",
            "confidence",
            "note",
            "deprecated",
            "codes",
            "enum",
            "union",
            "closed",
            "variants",
            "fields",
            "rest",
            "map",
            "tuple",
            "actions",
            "rules",
        ],
    ),
    (
        "`returns`",
        &[
            "type",
            "view",
            "bool",
            "switch",
            "cases",
            "at",
            "absent",
            "decode",
            "title",
            "doc",
            "from",
            "confidence",
            "note",
            "deprecated",
            "codes",
            "enum",
            "union",
            "closed",
            "variants",
            "fields",
            "rest",
            "map",
            "tuple",
            "actions",
            "rules",
        ],
    ),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::Shape;
    use super::{ORDERS, order};

    /// Every map that a spec can have, by what it is called, with its keys.
    fn maps(shape: Shape, found: &mut BTreeMap<&'static str, Vec<&'static str>>) {
        match shape {
            Shape::Value => {}
            Shape::Named(inner) | Shape::List(inner) => maps(inner(), found),
            Shape::Map(what, keys) => {
                let keys = keys();
                let mut names: Vec<_> = keys.iter().map(|key| key.name).collect();
                names.sort();
                match found.insert(what, names.clone()) {
                    Some(other) => assert_eq!(other, names, "two maps are called {what}"),
                    None => keys.iter().for_each(|key| maps((key.shape)(), found)),
                }
            }
        }
    }

    #[test]
    fn every_order_has_all_keys_once() {
        let mut found = BTreeMap::new();
        maps(crate::spec::shape(), &mut found);
        maps(crate::spec::fragment_shape(), &mut found);
        for (what, keys) in &found {
            let Some(ordered) = order(what) else { continue };
            let mut ordered = ordered.to_vec();
            ordered.sort();
            assert_eq!(ordered, *keys, "{what}");
        }
        for (what, _) in ORDERS {
            assert!(found.contains_key(what), "there is no map called {what}");
        }
    }
}
