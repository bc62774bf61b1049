//! Keys that can be written: those of the language, and names that the spec expects.

use std::ops::Range;

use apiloom_codegen::source::{Entry, Node, NodeKind};
use apiloom_codegen::spec::{self, Key, Shape};

use super::super::desk::entries;
use super::super::docs::{said, same};
use super::super::fields::type_text;
use super::super::meaning::{self, Names};
use super::super::tree::{Step, keys_of, last_key};
use super::super::{Completion, CompletionKind};
use super::{Cursor, MARK, Offer};

/// Keys of which a map has one at most, by what the map is called.
const EITHER: &[(&str, &[&str])] = &[
    ("`auth`", &["any", "all"]),
    ("`idempotency`", &["header", "query", "body"]),
    (
        "a rule",
        &[
            "all_or_none",
            "exactly_one",
            "at_least_one",
            "at_most_one",
            "require",
        ],
    ),
    ("`view`", &["omit", "only"]),
];

impl<'d> Cursor<'_, 'd> {
    /// The keys that the map at the end of a way can have; `entry` is the one that is being written, if it is
    /// one already.
    pub(super) fn keys(
        &self,
        trail: &[Step<'d>],
        entry: Option<&'d Entry>,
        range: Range<usize>,
    ) -> Vec<Completion> {
        let Some(container) = trail.last() else {
            return Vec::new();
        };
        let written = Written {
            flow: self.is_flow(container.node),
            colon: self.has_colon(entry),
            blank: entry.is_none_or(|entry| entry.value.text() == Some("")),
        };
        let present = entries(Some(container.node)).iter();
        let present: Vec<&str> = present
            .map(|entry| entry.key.as_str())
            .filter(|key| !key.contains(MARK))
            .collect();
        let offers = match container.shape {
            Shape::Map(what, _) => {
                let mut offers = language(what, &present, &written);
                let elsewhere = elsewhere(trail);
                offers.retain(|offer| !elsewhere.contains(&offer.label.as_str()));
                offers
            }
            Shape::Named(inner) => self.names(trail, inner(), &present, &written),
            Shape::List(_) => Vec::new(),
            Shape::Value => match meaning::of_names(trail) {
                Names::Inputs => self.names(trail, Shape::Value, &present, &written),
                _ => Vec::new(),
            },
        };
        self.replacing(offers, range)
    }

    fn is_flow(&self, container: &Node) -> bool {
        let start = container.span.start as usize;
        let text = self.open.text.get(start..).unwrap_or_default();
        matches!(container.kind, NodeKind::Map(_)) && text.starts_with('{')
    }

    /// Whether a colon follows the key already.
    fn has_colon(&self, entry: Option<&Entry>) -> bool {
        let end = entry.map(|entry| entry.key_span.end as usize);
        let rest = end.and_then(|end| self.open.text.get(end..));
        rest.is_some_and(|rest| rest.trim_start_matches(' ').starts_with(':'))
    }

    /// The names that a map is expected to have.
    fn names(
        &self,
        trail: &[Step<'d>],
        inner: Shape,
        present: &[&str],
        written: &Written,
    ) -> Vec<Offer> {
        let inputs = |operation: Option<&'d Node>| {
            let inputs = operation.map(|operation| self.spec.inputs(operation));
            let inputs = inputs.unwrap_or_default().into_iter();
            let offers = inputs.map(|input| {
                let ty = type_text(&input.entry.value).map(str::to_owned);
                let offer = Offer::new(input.name, CompletionKind::Field);
                offer.maybe_detail(ty).docs(said(&input.entry.value))
            });
            offers.collect::<Vec<Offer>>()
        };
        let mut offers = match meaning::of_names(trail) {
            Names::Own => Vec::new(),
            Names::TokenInputs => inputs(self.spec.token_operation(trail)),
            Names::Inputs => inputs(self.spec.operation_on(trail)),
            Names::Facts => self.section("operation_facts", CompletionKind::Value),
            Names::Slots(words) => {
                let words = words.iter();
                words
                    .map(|word| Offer::new(*word, CompletionKind::Value))
                    .collect()
            }
            Names::Given => {
                let mut offers = self.section("settings", CompletionKind::Setting);
                offers.iter_mut().for_each(|offer| {
                    offer.label = format!("settings.{}", offer.label);
                });
                offers.push(Offer::new("now", CompletionKind::Value));
                offers.extend(self.lets(trail));
                offers
            }
            Names::Lets => self.lets(trail),
            Names::Holes => self.holes(trail),
            Names::Fields => vec![
                Offer::new("use", CompletionKind::Key)
                    .detail("fields of other records")
                    .docs(Some(same("The fields of these records come in here."))),
            ],
            Names::ViewFields => {
                let members = self.spec.viewed(trail);
                let members = members.iter().map(|member| {
                    let ty = type_text(&member.entry.value).map(str::to_owned);
                    Offer::new(member.name, CompletionKind::Field).maybe_detail(ty)
                });
                members.collect()
            }
        };
        offers.retain(|offer| !present.contains(&offer.label.as_str()));
        let list = |offer: &Offer| offer.kind == CompletionKind::Key;
        for offer in &mut offers {
            let shape = match list(offer) {
                true => Shape::List(|| Shape::Value),
                false => inner,
            };
            finish(offer, shape, written);
        }
        offers
    }

    fn lets(&self, trail: &[Step<'d>]) -> Vec<Offer> {
        let lets = self.spec.lets(trail);
        let lets = lets.iter().map(|entry| {
            let text = entry.value.text().map(str::to_owned);
            Offer::new(entry.key.as_str(), CompletionKind::Value).maybe_detail(text)
        });
        lets.collect()
    }

    /// The holes of a path that are not described yet.
    fn holes(&self, trail: &[Step<'d>]) -> Vec<Offer> {
        let operation = self.spec.operation_on(trail);
        let http = operation.and_then(|operation| operation.get("http")?.text());
        let mut pieces = http.unwrap_or_default().split('{');
        pieces.next();
        let holes = pieces.filter_map(|piece| Some(piece.split_once('}')?.0));
        holes
            .map(|hole| Offer::new(hole, CompletionKind::Field).detail("in the path"))
            .collect()
    }
}

/// How a key is being written.
struct Written {
    /// In braces.
    flow: bool,
    /// With a colon behind it.
    colon: bool,
    /// Without a value.
    blank: bool,
}

/// The keys of a map of the language that are not there: those that must be come first, then in the order in
/// which they are written.
fn language(what: &str, present: &[&str], written: &Written) -> Vec<Offer> {
    let order = spec::order(what);
    let place = |key: &Key, index: usize| match order {
        Some(order) => order.iter().position(|name| *name == key.name),
        None => Some(index),
    };
    let keys = keys_of(what).iter().enumerate();
    let mut keys: Vec<(&Key, usize)> = keys
        .filter(|(_, key)| !present.contains(&key.name) && fits(what, key.name, present))
        .map(|(index, key)| (key, place(key, index).unwrap_or(usize::MAX)))
        .collect();
    keys.sort_by_key(|(key, place)| (!key.required, *place));
    keys.into_iter()
        .map(|(key, _)| {
            let offer = Offer::new(key.name, CompletionKind::Key);
            let detail = key.required.then(|| "required".to_owned());
            let mut offer = offer.maybe_detail(detail).docs(Some(same(key.doc.trim())));
            finish(&mut offer, (key.shape)(), written);
            offer
        })
        .collect()
}

/// The keys of a variant that mean something elsewhere alone: codes have labels, the others have types.
fn elsewhere(trail: &[Step<'_>]) -> &'static [&'static str] {
    let variant = trail.last().and_then(Step::what) == Some("a variant");
    match last_key(trail) {
        Some((_, "enum", _)) if variant => &["type", "severity"],
        Some((_, "variants" | "cases", _)) if variant => &["en", "zh"],
        _ => &[],
    }
}

/// Whether a key can stand beside those that are there.
fn fits(what: &str, key: &str, present: &[&str]) -> bool {
    let either = EITHER.iter().filter(|(map, _)| *map == what);
    for (_, keys) in either {
        if keys.contains(&key) && present.iter().any(|other| keys.contains(other)) {
            return false;
        }
    }
    if what == "a rule" {
        let shapes = ["all_or_none", "exactly_one", "at_least_one", "at_most_one"];
        let listed = present.iter().any(|key| shapes.contains(key));
        let whens = ["when", "require", "name"];
        let shaped = shapes.contains(&key) && present.contains(&"when");
        return !(shaped || whens.contains(&key) && listed);
    }
    if !matches!(what, "a type" | "a field" | "`body`" | "`returns`") {
        return true;
    }
    let kinds = spec::kinds();
    let is_kind = |key: &str| kinds.iter().any(|(kind, _)| *kind == key);
    let beside = |key: &str| kinds.iter().any(|(_, beside)| beside.contains(&key));
    let chosen = kinds.iter().find(|(kind, _)| present.contains(kind));
    match chosen {
        // A kind is there: no other, and only what goes with it.
        Some((_, companions)) => !is_kind(key) && (!beside(key) || companions.contains(&key)),
        None => !beside(key),
    }
}

/// What is written for a key: its colon, and the beginning of its value.
fn finish(offer: &mut Offer, shape: Shape, written: &Written) {
    let name = quoted(&offer.label, written.flow);
    if written.colon || !written.blank {
        offer.insert = name;
        return;
    }
    let short = |what: &str| {
        matches!(
            what,
            "a type"
                | "a field"
                | "`body`"
                | "`returns`"
                | "a text in two languages"
                | "`auth`"
                | "a server"
                | "a variant"
                | "`union`"
        )
    };
    let snippet = super::in_snippet(&name);
    match (shape, written.flow) {
        (Shape::Value, _) => offer.insert = format!("{name}: "),
        (Shape::Map(what, _), _) if short(what) => offer.insert = format!("{name}: "),
        (Shape::Map(..) | Shape::Named(_), true) => {
            offer.insert = format!("{snippet}: {{ $0 \\}}");
            offer.snippet = true;
        }
        (Shape::Map(..) | Shape::Named(_), false) => {
            offer.insert = format!("{snippet}:\n  $0");
            offer.snippet = true;
        }
        (Shape::List(inner), flow) => {
            let lines = !flow && matches!(inner(), Shape::Map(..) | Shape::Named(_));
            offer.insert = match lines {
                true => format!("{snippet}:\n  - $0"),
                false => format!("{snippet}: [$0]"),
            };
            offer.snippet = true;
        }
    }
}

/// A key as it stands in YAML.
fn quoted(key: &str, flow: bool) -> String {
    let special = |c: char| matches!(c, '{' | '}' | '[' | ']' | ',' | '#' | ':' | '"' | '\'');
    let inner = key.contains(|c| special(c) && (flow || !matches!(c, '{' | '}' | '[' | ']' | ',')));
    match inner || key.starts_with(|c: char| !c.is_alphanumeric() && c != '_') {
        true => format!("\"{}\"", key.replace('\\', "\\\\").replace('"', "\\\"")),
        false => key.to_owned(),
    }
}
