//! What the texts at each place of a spec mean: types, expressions, names of something, words.

use apiloom_codegen::source::{Node, NodeKind};
use apiloom_codegen::spec::{Form, Shape};

use super::tree::{Step, Under, last_key};

/// What can be referred to by a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Kind {
    Document,
    Setting,
    Hook,
    Server,
    Fact,
    Let,
    Scheme,
    Envelope,
    Error,
    Limit,
    Type,
    Operation,
    Field,
}

impl Kind {
    /// The section of a spec that declares it; fields, and values of schemes, stand elsewhere.
    pub(super) fn section(self) -> Option<&'static str> {
        Some(match self {
            Self::Document => "documents",
            Self::Setting => "settings",
            Self::Hook => "hooks",
            Self::Server => "servers",
            Self::Fact => "operation_facts",
            Self::Let => "let",
            Self::Scheme => "auth",
            Self::Envelope => "envelopes",
            Self::Error => "errors",
            Self::Limit => "limits",
            Self::Type => "types",
            Self::Operation => "operations",
            Self::Field => return None,
        })
    }
}

/// Where an expression stands, which decides what it may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Where {
    /// A top-level `let`.
    Vendor,
    /// A `let` of a scheme.
    Let,
    /// What a scheme places.
    Placed,
    /// An input of the operation that fetches a token.
    Token,
    /// A computed parameter or field.
    Computed,
    /// What an envelope or a failure says of an answer.
    Answer,
    /// Whether a page is the last one.
    Last,
    /// A rule over fields or inputs.
    Rule,
}

/// What a text means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Prose, numbers, or whatever the author likes.
    Own,
    /// One of these words.
    Words(&'static [&'static str]),
    /// `true` or `false`.
    Bool,
    /// The text of a type.
    Type,
    /// The name of a type of the spec.
    TypeName,
    /// An expression.
    Expression(Where),
    /// The name of something under a section.
    Name(Kind),
    /// The id of a document, then a section of it.
    From,
    /// A field of the record that the rule stands in, or an input of the operation.
    RuleField,
    /// A field of the record that a view is made of.
    ViewField,
    /// A field beside this one.
    Sibling,
    /// An item of the tuple.
    TupleItem,
    /// An input of the operation by its name.
    Input,
    /// An input of the operation by its name, with its place before it or not.
    InputPlace,
    /// A place in the answer of the operation of a token.
    TokenPlace,
    /// A place in the body, as the envelope describes it.
    BodyPlace,
    /// A place in the answer of a list.
    PagePlace,
    /// A method and a path.
    Http,
    /// A URL with settings in braces.
    Url,
    /// The path of a file.
    Include,
}

/// A scheme, or none.
pub(super) const SCHEME: Meaning = Meaning::Name(Kind::Scheme);

/// What the text at the end of a way means.
pub(super) fn of_value(trail: &[Step<'_>]) -> Meaning {
    let Some(last) = trail.last() else {
        return Meaning::Own;
    };
    match last.shape {
        Shape::Map(what, _) => of_short(what, trail),
        Shape::Value => of_text(trail),
        Shape::Named(_) | Shape::List(_) => of_other(trail),
    }
}

/// What a text means where a map may stand as well.
fn of_short(what: &str, trail: &[Step<'_>]) -> Meaning {
    match what {
        "a type" | "a field" | "`body`" | "`returns`" => Meaning::Type,
        "a variant" => match last_key(trail) {
            Some((_, "variants" | "cases", _)) => Meaning::Type,
            _ => Meaning::Own,
        },
        "a server" => Meaning::Url,
        "`auth`" => SCHEME,
        "`union`" => Meaning::Words(&["untagged"]),
        _ => Meaning::Own,
    }
}

/// What a text means where a list or a map of names should stand.
fn of_other(trail: &[Step<'_>]) -> Meaning {
    match last_key(trail) {
        Some((_, "renew", _)) => Meaning::Words(&["unknown"]),
        _ => Meaning::Own,
    }
}

fn of_text(trail: &[Step<'_>]) -> Meaning {
    use Meaning::{Bool, Expression, Input, Name, Own, RuleField};
    // `use` among fields has no key of the language.
    if is_taken_over(trail) {
        return Meaning::TypeName;
    }
    let Some((what, key, rest)) = last_key(trail) else {
        return Own;
    };
    if rest.len() > 1 {
        // What an example or a default holds is the author's own.
        return Own;
    }
    match (what, key) {
        (_, "from") => Meaning::From,
        ("a spec", "include") => Meaning::Include,
        ("a spec", "let") => Expression(Where::Vendor),
        ("a limit", "by") => Name(Kind::Setting),
        ("a limit", "calls" | "per" | "concurrent") => Own,
        ("an envelope", "success") | ("a failure", "when" | "code" | "message" | "request_id") => {
            Expression(Where::Answer)
        }
        ("an error code", "renew") => SCHEME,
        ("`defaults`" | "an operation", "envelope") => Name(Kind::Envelope),
        ("`defaults`" | "an operation", "server") => Name(Kind::Server),
        ("`defaults`" | "an operation", "limits") => Name(Kind::Limit),
        ("a scheme", "let") => Expression(Where::Let),
        ("a placement", _) => Expression(Where::Placed),
        ("`token`", "operation") => Name(Kind::Operation),
        ("`token`", "setting" | "account") => Name(Kind::Setting),
        ("`token`", "with") => Expression(Where::Token),
        ("`token`", "value" | "lifetime") => Meaning::TokenPlace,
        ("`token`", "renew") => Name(Kind::Error),
        ("`auth`", "any" | "all") => SCHEME,
        ("an operation", "http") => Meaning::Http,
        ("an example", "fails") => Name(Kind::Error),
        ("a server", "url") => Meaning::Url,
        ("`returns`", "at") => Meaning::BodyPlace,
        ("`entity`", "of") => Meaning::TypeName,
        ("`entity`", "key") => Input,
        ("`paginate`", "send") => Meaning::InputPlace,
        ("`paginate`", "keep" | "drop") => Meaning::InputPlace,
        ("`paginate`", "read") => Meaning::PagePlace,
        ("`paginate`", "last") => Expression(Where::Last),
        ("a rule", "all_or_none" | "exactly_one" | "at_least_one" | "at_most_one") => RuleField,
        ("a rule", "when" | "require") => Expression(Where::Rule),
        ("`view`", "of") => Meaning::TypeName,
        ("`view`", "omit" | "only") => Meaning::ViewField,
        ("an action", "with") => Meaning::TupleItem,
        ("`union`", "content") => Meaning::Words(&["inline", "by_variant"]),
        ("a field", "value") => Expression(Where::Computed),
        ("a type" | "a field" | "`body`" | "`returns`", "switch") => Meaning::Sibling,
        ("a type" | "a field" | "`body`" | "`returns`", "type" | "rest" | "map") => Meaning::Type,
        (_, "required" | "closed" | "spread" | "unique") => Bool,
        _ => of_form(trail, rest),
    }
}

/// What is known of a value beside its kind.
fn of_form(trail: &[Step<'_>], rest: &[Step<'_>]) -> Meaning {
    let key = trail.iter().rev().find_map(|step| match step.under {
        Under::Key(_, key) => Some(key),
        _ => None,
    });
    match key.and_then(|key| key.form()) {
        Some(Form::Words(words)) if rest.is_empty() => Meaning::Words(words),
        Some(Form::Inputs(_, words)) if rest.len() == 1 => Meaning::Words(words),
        Some(Form::Type) => Meaning::Type,
        _ => Meaning::Own,
    }
}

/// Whether a way ends in the list after `use` among fields, or at that list.
fn is_taken_over(trail: &[Step<'_>]) -> bool {
    let [.., fields, list, item] = trail else {
        return false;
    };
    let is_use = matches!(list.under, Under::Name(entry) if entry.key == "use");
    let listed = matches!(list.node.kind, NodeKind::List(_));
    let inner = match fields.shape {
        Shape::Named(inner) => matches!(inner(), Shape::Map("a field", _)),
        _ => false,
    };
    is_use && listed && inner && matches!(item.under, Under::Item)
}

/// What the key at the end of a way declares, if it declares something that has a name.
pub(super) fn declared(trail: &[Step<'_>]) -> Option<Kind> {
    let last = trail.last()?;
    let Under::Name(entry) = last.under else {
        return None;
    };
    let (what, key, rest) = last_key(trail)?;
    if rest.len() != 1 && !(key == "tuple" && rest.len() == 2) {
        return None;
    }
    Some(match (what, key) {
        ("a spec", "documents") => Kind::Document,
        ("a spec", "settings") => Kind::Setting,
        ("a spec", "hooks") => Kind::Hook,
        ("a spec", "servers") => Kind::Server,
        ("a spec", "operation_facts") => Kind::Fact,
        ("a spec" | "a scheme", "let") => Kind::Let,
        ("a spec", "auth") => Kind::Scheme,
        ("a spec", "envelopes") => Kind::Envelope,
        ("a spec", "errors") => Kind::Error,
        ("a spec", "limits") => Kind::Limit,
        ("a spec" | "an included file", "types") => Kind::Type,
        ("a spec", "operations") => Kind::Operation,
        (_, "fields" | "tuple") => match is_list_of_names(entry.key.as_str(), &entry.value) {
            true => return None,
            false => Kind::Field,
        },
        ("an operation" | "`defaults`", "path" | "query" | "header" | "cookie")
        | ("`view`", "with") => Kind::Field,
        _ => return None,
    })
}

/// Whether a value is the list after `use`.
fn is_list_of_names(key: &str, value: &Node) -> bool {
    key == "use" && matches!(value.kind, NodeKind::List(_))
}

/// What the keys of a map of names refer to, given the way to the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Names {
    /// They are the author's own.
    Own,
    /// Inputs of the operation that a token is fetched by.
    TokenInputs,
    /// Constants that each operation supplies.
    Facts,
    /// Fixed words.
    Slots(&'static [&'static str]),
    /// What a known answer is given.
    Given,
    /// Values of the scheme.
    Lets,
    /// Holes of the operation's path.
    Holes,
    /// Fields, among which those of others can be taken over.
    Fields,
    /// Fields of the record that a view is made of.
    ViewFields,
    /// Inputs of an example.
    Inputs,
}

/// What the keys of the map at the end of a way mean.
pub(super) fn of_names(trail: &[Step<'_>]) -> Names {
    let Some((what, key, rest)) = last_key(trail) else {
        return Names::Own;
    };
    // An item of a tuple is a map of its own.
    if !rest.is_empty() {
        return Names::Own;
    }
    match (what, key) {
        ("`token`", "with") => Names::TokenInputs,
        ("an operation", "facts") => Names::Facts,
        ("an operation", "path") => Names::Holes,
        ("a known answer", "given") => Names::Given,
        ("a known answer", "expect") => Names::Lets,
        ("an example", "request") => Names::Inputs,
        ("`view`", "with") => Names::ViewFields,
        (_, "fields") => Names::Fields,
        _ => {
            let key = trail.last().map(|step| step.under);
            let form = match key {
                Some(Under::Key(_, key)) => key.form(),
                _ => None,
            };
            match form {
                Some(Form::Slots(words) | Form::Places(words)) => Names::Slots(words),
                _ => Names::Own,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use apiloom_codegen::source::{Entry, FileId, Node, NodeKind, Span, Style};
    use apiloom_codegen::spec::{Shape, fragment_shape, shape};

    use super::super::tree::{Step, Under, keys_of};
    use super::{Meaning, of_value};

    /// The keys whose texts are the author's own: prose, numbers, wire names, names that are only given.
    const OWN: &[(&str, &[&str])] = &[
        ("a spec", &["vendor"]),
        ("a text in two languages", &["en", "zh"]),
        ("a document", &["url"]),
        ("a limit", &["calls", "per", "concurrent"]),
        ("an error code", &["name"]),
        ("`token`", &["margin"]),
        ("a known answer", &["given", "expect"]),
        ("an operation", &["facts"]),
        ("`idempotency`", &["header", "query", "body"]),
        ("an example", &["request", "status", "headers", "response"]),
        ("`body`", &["content_type", "name"]),
        ("`paginate`", &["cap", "first"]),
        ("a rule", &["name"]),
        ("a type", &["name", "rust"]),
        (
            "a field",
            &[
                "name",
                "default",
                "const",
                "aliases",
                "length",
                "byte_length",
                "range",
                "pattern",
                "items",
                "example",
            ],
        ),
        ("a variant", &["name", "en", "zh"]),
        ("an action", &["name"]),
        ("`bool`", &["true", "false"]),
        ("`union`", &["tag"]),
    ];

    fn scalar() -> Node {
        let span = Span {
            file: FileId(0),
            start: 0,
            end: 0,
        };
        let (text, style) = (String::new(), Style::Plain);
        let kind = NodeKind::Scalar {
            text,
            style,
            verbatim: None,
        };
        Node { span, kind }
    }

    fn maps(shape: Shape, found: &mut BTreeSet<&'static str>) {
        match shape {
            Shape::Value => {}
            Shape::Named(inner) | Shape::List(inner) => maps(inner(), found),
            Shape::Map(what, keys) => {
                if found.insert(what) {
                    keys().iter().for_each(|key| maps((key.shape)(), found));
                }
            }
        }
    }

    #[test]
    fn no_key_of_the_language_is_forgotten() {
        let node = scalar();
        let entry = Entry {
            key: "name".to_owned(),
            key_span: node.span,
            verbatim: None,
            value: scalar(),
        };
        let mut all = BTreeSet::new();
        maps(shape(), &mut all);
        maps(fragment_shape(), &mut all);
        for what in all {
            let own = OWN.iter().filter(|(map, _)| *map == what);
            let own: BTreeSet<&str> = own.flat_map(|(_, keys)| keys.iter().copied()).collect();
            let mut found = BTreeSet::new();
            for key in keys_of(what) {
                let (inner, under) = match (key.shape)() {
                    Shape::Value => (Shape::Value, None),
                    Shape::List(inner) => (inner(), Some(Under::Item)),
                    Shape::Named(inner) => (inner(), Some(Under::Name(&entry))),
                    Shape::Map(..) => continue,
                };
                if !matches!(inner, Shape::Value) {
                    continue;
                }
                let step = |shape, under| Step {
                    node: &node,
                    shape,
                    under,
                };
                let map = step(Shape::Map(what, Vec::new), Under::Root);
                let mut trail = vec![map, step((key.shape)(), Under::Key(&entry, key))];
                trail.extend(under.map(|under| step(inner, under)));
                if of_value(&trail) == Meaning::Own {
                    found.insert(key.name);
                }
            }
            assert_eq!(found, own, "{what}");
        }
    }
}
