//! The fields that a place can mean: those of a record, the inputs of an operation, members of an answer.

use std::ops::RangeInclusive;

use apiloom_codegen::check::{Argument, TypeText, read_type};
use apiloom_codegen::model::Name;
use apiloom_codegen::source::{Entry, Node, NodeKind};

use super::desk::{Spec, entries, items};
use super::tree::{Step, last_map};

/// The parts of a request that parameters stand in.
const PLACES: [&str; 4] = ["path", "query", "header", "cookie"];
/// How many fields of a numbered family are offered.
const MOST_NUMBERS: usize = 100;
/// How many names may stand for one another.
const MOST_NAMES: usize = 16;

/// What is said of a type: in a file, or as an argument of another one.
#[derive(Clone, Debug)]
pub(super) enum Said<'d> {
    Node(usize, &'d Node),
    Text(TypeText),
}

/// A field or an input.
#[derive(Clone, Copy, Debug)]
pub(super) struct Member<'d> {
    pub(super) name: &'d str,
    /// Where it is declared.
    pub(super) file: usize,
    /// The entry that declares it; for a body as a whole the entry `body`.
    pub(super) entry: &'d Entry,
    /// The place of an input: `path`, `query` and so on.
    pub(super) place: &'static str,
}

impl<'d> Member<'d> {
    fn new(file: usize, entry: &'d Entry, place: &'static str) -> Self {
        let name = entry.key.as_str();
        Self {
            name,
            file,
            entry,
            place,
        }
    }

    /// What is said of its type.
    pub(super) fn said(&self) -> Said<'d> {
        Said::Node(self.file, &self.entry.value)
    }

    /// Whether a name means it: its wire name, its name in Rust, or a number of its family.
    pub(super) fn is(&self, name: &str) -> bool {
        self.name == name || is_of_family(self.name, name) || self.rust().as_deref() == Some(name)
    }

    /// Its name in Rust.
    fn rust(&self) -> Option<String> {
        let given = self.entry.value.get("name").and_then(Node::text);
        Name::derive(given.unwrap_or(self.name)).map(|name| name.snake())
    }
}

/// A numbered family, such as `source{1..8}`: what stands before and behind the numbers, and the numbers.
fn family(name: &str) -> Option<(&str, &str, RangeInclusive<u64>)> {
    let (before, rest) = name.split_once('{')?;
    let (bounds, after) = rest.split_once('}')?;
    let (first, last) = bounds.split_once("..")?;
    let (first, last) = (first.parse().ok()?, last.parse().ok()?);
    Some((before, after, first..=last))
}

/// Whether a name is one of those that `source{1..8}` stands for.
fn is_of_family(name: &str, one: &str) -> bool {
    let number = || {
        let (before, after, numbers) = family(name)?;
        let number = one.strip_prefix(before)?.strip_suffix(after)?;
        Some(numbers.contains(&number.parse().ok()?))
    };
    number().unwrap_or_default()
}

/// The names that a name of a field stands for.
pub(super) fn each_name(name: &str) -> Vec<String> {
    match family(name) {
        Some((before, after, numbers)) => numbers
            .take(MOST_NUMBERS)
            .map(|number| format!("{before}{number}{after}"))
            .collect(),
        None => vec![name.to_owned()],
    }
}

/// The text of a type that a node is or has.
pub(super) fn type_text(node: &Node) -> Option<&str> {
    node.text().or_else(|| node.get("type")?.text())
}

impl<'d> Spec<'d> {
    /// A type of the spec.
    pub(super) fn declared(&self, name: &str) -> Option<(usize, &'d Entry)> {
        self.types.get(name).copied()
    }

    /// The description of a type behind the names that stand for it; `None` if it is built in.
    pub(super) fn described(&self, said: Said<'d>) -> Option<(usize, &'d Node)> {
        let mut said = said;
        for _ in 0..MOST_NAMES {
            let text = match &said {
                Said::Node(_, node) => type_text(node).map(read_type),
                Said::Text(text) => Some(Some(text.clone())),
            };
            match (said, text) {
                (Said::Node(file, node), None) => return Some((file, node)),
                (_, Some(Some(text))) => {
                    let (file, entry) = self.declared(&text.name)?;
                    said = Said::Node(file, &entry.value);
                }
                _ => return None,
            }
        }
        None
    }

    /// The fields of a record or the items of a tuple.
    pub(super) fn members(&self, said: Said<'d>) -> Vec<Member<'d>> {
        let mut found = Vec::new();
        self.add_members(said, MOST_NAMES, &mut found);
        found
    }

    fn add_members(&self, said: Said<'d>, depth: usize, found: &mut Vec<Member<'d>>) {
        let (Some((file, node)), Some(depth)) = (self.described(said), depth.checked_sub(1)) else {
            return;
        };
        for entry in entries(node.get("fields")) {
            if entry.key != "use" || !matches!(entry.value.kind, NodeKind::List(_)) {
                found.push(Member::new(file, entry, ""));
                continue;
            }
            for name in items(Some(&entry.value)).iter().filter_map(Node::text) {
                if let Some((file, entry)) = self.declared(name) {
                    self.add_members(Said::Node(file, &entry.value), depth, found);
                }
            }
        }
        for item in items(node.get("tuple")) {
            let item = entries(Some(item)).first();
            found.extend(item.map(|entry| Member::new(file, entry, "")));
        }
        if let Some(view) = node.get("view") {
            self.add_viewed(file, view, depth, found);
        }
    }

    fn add_viewed(&self, file: usize, view: &'d Node, depth: usize, found: &mut Vec<Member<'d>>) {
        let named = |key: &str, name: &str| {
            let list = items(view.get(key));
            list.iter().any(|item| item.text() == Some(name))
        };
        let with = entries(view.get("with"));
        let mut of = Vec::new();
        if let Some((file, entry)) = view
            .get("of")
            .and_then(Node::text)
            .and_then(|name| self.declared(name))
        {
            self.add_members(Said::Node(file, &entry.value), depth, &mut of);
        }
        of.retain(|member| {
            let kept = view.get("only").is_none() || named("only", member.name);
            let replaced = with.iter().any(|entry| entry.key == member.name);
            kept && !named("omit", member.name) && !replaced
        });
        found.append(&mut of);
        found.extend(with.iter().map(|entry| Member::new(file, entry, "")));
    }

    /// The field of a record by its name.
    pub(super) fn member(&self, said: Said<'d>, name: &str) -> Option<Member<'d>> {
        let members = self.members(said);
        members.into_iter().find(|member| member.is(name))
    }

    /// The type of the items, if a type is a list.
    pub(super) fn item(&self, said: Said<'d>) -> Option<Said<'d>> {
        let mut said = said;
        for _ in 0..MOST_NAMES {
            let text = match &said {
                Said::Node(_, node) => read_type(type_text(node)?)?,
                Said::Text(text) => text.clone(),
            };
            if let Some((file, entry)) = self.declared(&text.name) {
                said = Said::Node(file, &entry.value);
                continue;
            }
            let list = matches!(text.name.as_str(), "list" | "one_or_many" | "csv");
            let first = text.arguments.into_iter().next();
            return match first {
                Some(Argument::Type(item)) if list => Some(Said::Text(item)),
                _ => None,
            };
        }
        None
    }

    /// The inputs of an operation, those of `defaults` among them.
    pub(super) fn inputs(&self, operation: &'d Node) -> Vec<Member<'d>> {
        let mut found: Vec<Member<'d>> = Vec::new();
        for place in PLACES {
            let own = entries(operation.get(place));
            let general = entries(self.default(place));
            found.extend(own.iter().map(|entry| Member::new(self.own, entry, place)));
            let general = general
                .iter()
                .filter(|entry| !own.iter().any(|own| own.key == entry.key));
            found.extend(general.map(|entry| Member::new(self.own, entry, place)));
        }
        let Some(body) = entry_of(operation, "body") else {
            return found;
        };
        match body.value.get("fields") {
            Some(_) => {
                let fields = self.members(Said::Node(self.own, &body.value));
                let fields = fields.into_iter().map(|member| Member {
                    place: "body",
                    ..member
                });
                found.extend(fields);
            }
            None => {
                let name = body.value.get("name").and_then(Node::text);
                found.push(Member {
                    name: name.unwrap_or("body"),
                    file: self.own,
                    entry: body,
                    place: "",
                });
            }
        }
        found
    }

    /// The members on the way to an input that is written by its name, its place, or as a member of one.
    pub(super) fn input_path(&self, operation: &'d Node, path: &[&str]) -> Vec<Option<Member<'d>>> {
        let inputs = self.inputs(operation);
        let places = ["path", "query", "header", "cookie", "body"];
        let (skipped, place, rest) = match path {
            [first, rest @ ..] if places.contains(first) && !rest.is_empty() => {
                (1, Some(*first), rest)
            }
            _ => (0, None, path),
        };
        let mut found = vec![None; skipped];
        let Some((name, more)) = rest.split_first() else {
            return found;
        };
        let fits = |member: &&Member<'d>| place.is_none_or(|place| member.place == place);
        let mut named = inputs.iter().filter(fits);
        let mut member = named.find(|member| member.is(name)).copied();
        if member.is_none() && place.is_none_or(|place| place == "body") {
            // A member of the body as a whole.
            let whole = inputs.iter().find(|member| member.entry.key == "body");
            member = whole.and_then(|whole| self.member(whole.said(), name));
        }
        found.push(member);
        for name in more {
            member = member.and_then(|member| self.member(member.said(), name));
            found.push(member);
        }
        found
    }

    /// The operation that a way leads through.
    pub(super) fn operation_on(&self, trail: &[Step<'d>]) -> Option<&'d Node> {
        last_map(trail, &["an operation"]).map(|index| trail[index].node)
    }

    /// The envelope of an operation, or the one that a way leads through.
    pub(super) fn envelope_on(&self, trail: &[Step<'d>]) -> Option<&'d Node> {
        if let Some(index) = last_map(trail, &["an envelope"]) {
            return Some(trail[index].node);
        }
        self.envelope_of(self.operation_on(trail)?)
    }

    /// The envelope of an operation.
    pub(super) fn envelope_of(&self, operation: &Node) -> Option<&'d Node> {
        let own = operation.get("envelope").and_then(Node::text);
        let name = own.or_else(|| self.default("envelope")?.text())?;
        self.named("envelopes", name).map(|entry| &entry.value)
    }

    /// The members on the way to a place in the body of an operation's answer; `path` begins after `body`.
    pub(super) fn answer_path(
        &self,
        operation: &'d Node,
        path: &[&str],
    ) -> Vec<Option<Member<'d>>> {
        let returns = operation.get("returns");
        let at = returns.and_then(|returns| returns.get("at")?.text());
        let at: Vec<&str> = at.map(segments).unwrap_or_default();
        let at = at.get(1..).unwrap_or_default();
        let mut found = vec![None; path.len()];
        if let (Some(first), Some(envelope)) = (path.first(), self.envelope_of(operation)) {
            let mut fields = entries(envelope.get("fields")).iter();
            let entry = fields.find(|entry| entry.key == *first);
            found[0] = entry.map(|entry| Member::new(self.own, entry, ""));
        }
        let (Some(rest), Some(returns)) = (path.strip_prefix(at), returns) else {
            return found;
        };
        let mut said = Some(Said::Node(self.own, returns));
        for (index, name) in rest.iter().enumerate() {
            let member = said.and_then(|said| self.member(said, name));
            let slot = &mut found[at.len() + index];
            *slot = member.or(*slot);
            said = member.map(|member| member.said());
        }
        found
    }

    /// The type of the items of an operation's list, given where they stand.
    pub(super) fn listed(&self, operation: &'d Node, items: Option<&str>) -> Option<Said<'d>> {
        let returns = operation.get("returns")?;
        let whole = Said::Node(self.own, returns);
        let at = returns.get("at").and_then(Node::text);
        let path = match items {
            Some(items) if Some(items) != at => segments(items),
            _ => return self.item(whole),
        };
        let members = self.answer_path(operation, path.get(1..)?);
        let last = members.last().copied().flatten()?;
        self.item(last.said())
    }

    /// The record or tuple whose rules, `switch` or actions a way leads through; `None` in an operation.
    pub(super) fn owner_on(&self, file: usize, trail: &[Step<'d>]) -> Option<Said<'d>> {
        let kinds = ["a type", "a field", "`body`", "`returns`", "an operation"];
        let index = last_map(trail, &kinds)?;
        match trail[index].what() {
            Some("an operation") => None,
            _ => Some(Said::Node(file, trail[index].node)),
        }
    }

    /// The fields that a rule at a way can name.
    pub(super) fn ruled(&self, file: usize, trail: &[Step<'d>]) -> Vec<Member<'d>> {
        match self.owner_on(file, trail) {
            Some(owner) => self.members(owner),
            None => match self.operation_on(trail) {
                Some(operation) => self.inputs(operation),
                None => Vec::new(),
            },
        }
    }

    /// The fields beside the one that a way leads through.
    pub(super) fn siblings(&self, file: usize, trail: &[Step<'d>]) -> Vec<Member<'d>> {
        // The record stands above the map of its fields.
        let Some(index) = last_map(trail, &["a field"]) else {
            return Vec::new();
        };
        let above = &trail[..index];
        self.ruled(file, above)
    }

    /// The record that a view on a way is made of.
    pub(super) fn viewed(&self, trail: &[Step<'d>]) -> Vec<Member<'d>> {
        let view = last_map(trail, &["`view`"]).map(|index| trail[index].node);
        let of = view.and_then(|view| view.get("of")?.text());
        match of.and_then(|name| self.declared(name)) {
            Some((file, entry)) => self.members(Said::Node(file, &entry.value)),
            None => Vec::new(),
        }
    }

    /// The operation that fetches the token of the scheme on a way.
    pub(super) fn token_operation(&self, trail: &[Step<'d>]) -> Option<&'d Node> {
        let index = last_map(trail, &["`token`"])?;
        let name = trail[index].node.get("operation")?.text()?;
        self.named("operations", name).map(|entry| &entry.value)
    }

    /// The `let`s that the scheme on a way can name, those of the vendor first.
    pub(super) fn lets(&self, trail: &[Step<'d>]) -> Vec<&'d Entry> {
        let mut lets: Vec<&'d Entry> = self.section("let").iter().collect();
        if let Some(index) = last_map(trail, &["a scheme"]) {
            lets.extend(entries(trail[index].node.get("let")));
        }
        lets
    }
}

/// The words of a place that is written with dots.
pub(super) fn segments(text: &str) -> Vec<&str> {
    text.split('.').collect()
}

/// An entry of a map.
pub(super) fn entry_of<'d>(node: &'d Node, key: &str) -> Option<&'d Entry> {
    entries(Some(node)).iter().find(|entry| entry.key == key)
}
