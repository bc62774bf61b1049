//! Values that can be written: words, types, names of something, places.

use apiloom_codegen::check::built_in_types;
use apiloom_codegen::model::Name;
use apiloom_codegen::source::Node;
use apiloom_codegen::spec::Shape;

use super::super::desk::items;
use super::super::docs::{said, same};
use super::super::fields::{Member, Said, each_name, type_text};
use super::super::meaning::{self, Kind, Meaning};
use super::super::tree::{Step, Under, last_key, last_map};
use super::super::types::BUILT_IN;
use super::super::{Completion, CompletionKind, scope};
use super::{Cursor, Offer};

/// The types of the language that settings have.
const OF_SETTINGS: [&str; 8] = [
    "string", "email", "phone", "url", "secret", "int32", "int64", "bool",
];
/// How deep the members of an answer are offered.
const MOST_DEPTH: usize = 3;

impl<'d> Cursor<'_, 'd> {
    /// What can stand where a value is being written.
    pub(super) fn in_value(&self, node: &'d Node) -> Vec<Completion> {
        let range = self.range_of(node);
        let means = meaning::of_value(self.trail);
        match means {
            Meaning::Type => self.in_type(node),
            Meaning::Expression(place) => self.in_expression(node, place),
            Meaning::Http => self.in_http(node),
            Meaning::Url => self.in_hole(node, self.section("settings", CompletionKind::Setting)),
            Meaning::Own => match self.as_item() {
                Some(trail) => {
                    let offers = self.listed(&trail);
                    self.replacing(offers, range)
                }
                None => Vec::new(),
            },
            means => {
                let mut offers = self.named(self.trail, means);
                if let Some(trail) = self.as_item() {
                    offers.extend(self.listed(&trail));
                }
                // A setting may be written as in expressions.
                let rooted = node
                    .text()
                    .is_some_and(|text| text.starts_with("settings."));
                if rooted && means == Meaning::Name(Kind::Setting) {
                    for offer in &mut offers {
                        offer.label = format!("settings.{}", offer.label);
                        offer.insert.clone_from(&offer.label);
                    }
                }
                self.replacing(offers, range)
            }
        }
    }

    /// The way to the first item of the list that stands where a value is being written.
    fn as_item(&self) -> Option<Vec<Step<'d>>> {
        let last = self.trail.last()?;
        let Shape::List(inner) = last.shape else {
            return None;
        };
        let mut trail = self.trail.to_vec();
        trail.push(Step {
            shape: inner(),
            under: Under::Item,
            ..*last
        });
        Some(trail)
    }

    /// Lists with one item.
    fn listed(&self, trail: &[Step<'d>]) -> Vec<Offer> {
        let means = meaning::of_value(trail);
        let mut offers = self.named(trail, means);
        for offer in &mut offers {
            let digits = offer.insert.bytes().all(|byte| byte.is_ascii_digit());
            offer.insert = match digits {
                true => format!("[\"{}\"]", offer.insert),
                false => format!("[{}]", offer.insert),
            };
        }
        offers
    }

    fn named(&self, trail: &[Step<'d>], means: Meaning) -> Vec<Offer> {
        let words = |words: &[&str]| {
            let words = words.iter();
            words
                .map(|word| Offer::new(*word, CompletionKind::Value))
                .collect::<Vec<Offer>>()
        };
        let mut offers = match means {
            Meaning::Words(all @ ["untagged"]) => {
                let mut offers = words(all);
                offers.extend(union_styles());
                offers
            }
            Meaning::Words(all) => words(all),
            Meaning::Bool => words(&["true", "false"]),
            Meaning::TypeName => self.own_types(),
            Meaning::Name(kind) => self.of_kind(trail, kind),
            Meaning::From => self.section("documents", CompletionKind::Value),
            Meaning::RuleField | Meaning::TupleItem => fields(&self.spec.ruled(0, trail)),
            Meaning::ViewField => fields(&self.spec.viewed(trail)),
            Meaning::Sibling => {
                let this = last_map(trail, &["a field"]).and_then(|index| trail[index].entry());
                let mut siblings = self.spec.siblings(0, trail);
                siblings.retain(|field| !this.is_some_and(|this| std::ptr::eq(this, field.entry)));
                fields(&siblings)
            }
            Meaning::Input | Meaning::InputPlace => self.inputs(trail),
            Meaning::TokenPlace => self.token_places(trail),
            Meaning::BodyPlace => self.body_places(trail),
            Meaning::PagePlace => self.page_places(trail),
            Meaning::Own
            | Meaning::Type
            | Meaning::Expression(_)
            | Meaning::Http
            | Meaning::Url
            | Meaning::Include => Vec::new(),
        };
        let taken = self.taken(trail);
        offers.retain(|offer| !taken.contains(&offer.label.as_str()));
        offers
    }

    /// The other items of the list that a way ends in.
    fn taken(&self, trail: &[Step<'d>]) -> Vec<&'d str> {
        match trail {
            [.., list, item] if matches!(item.under, Under::Item) => items(Some(list.node))
                .iter()
                .filter_map(Node::text)
                .collect(),
            _ => Vec::new(),
        }
    }

    /// What a section declares.
    pub(super) fn section(&self, section: &str, kind: CompletionKind) -> Vec<Offer> {
        let entries = self.spec.section(section).iter();
        let offers = entries.map(|entry| {
            let ty = type_text(&entry.value).map(str::to_owned);
            let offer = Offer::new(entry.key.as_str(), kind);
            offer.maybe_detail(ty).docs(said(&entry.value))
        });
        offers.collect()
    }

    fn of_kind(&self, trail: &[Step<'d>], kind: Kind) -> Vec<Offer> {
        let Some(section) = kind.section() else {
            return Vec::new();
        };
        let shown = match kind {
            Kind::Operation => CompletionKind::Operation,
            Kind::Setting => CompletionKind::Setting,
            Kind::Type => CompletionKind::Type,
            _ => CompletionKind::Value,
        };
        let mut offers = self.section(section, shown);
        if kind == Kind::Operation {
            for (offer, entry) in offers.iter_mut().zip(self.spec.section(section)) {
                offer.detail = entry
                    .value
                    .get("http")
                    .and_then(Node::text)
                    .map(str::to_owned);
            }
        }
        let none = match (kind, last_key(trail)) {
            (Kind::Scheme, Some((_, "auth", []))) => Some("Nothing is sent."),
            (Kind::Envelope, _) => Some("Success is told by the status alone."),
            _ => None,
        };
        let none = none.map(|doc| {
            let offer = Offer::new("none", CompletionKind::Value);
            offer.docs(Some(same(doc)))
        });
        offers.extend(none);
        offers
    }

    fn own_types(&self) -> Vec<Offer> {
        let mut types: Vec<_> = self.spec.types.iter().collect();
        types.sort_by_key(|(name, _)| **name);
        let offers = types.into_iter().map(|(name, (_, entry))| {
            let offer = Offer::new(*name, CompletionKind::Type);
            let ty = type_text(&entry.value).map(str::to_owned);
            offer.maybe_detail(ty).docs(said(&entry.value))
        });
        offers.collect()
    }

    /// All types: those of the language, then those of the spec.
    pub(super) fn types(&self) -> Vec<Offer> {
        let known = BUILT_IN.iter();
        let setting = self.is_setting();
        let known = known.filter(move |known| {
            let fits = !setting || OF_SETTINGS.contains(&known.name);
            fits && built_in_types().contains(&known.name)
        });
        let known = known.map(|known| {
            let offer = Offer::new(known.name, CompletionKind::Type).docs(Some(known.words()));
            match known.snippet.contains('$') {
                true => offer.snippet(known.snippet),
                false => offer,
            }
        });
        known.chain(self.own_types()).collect()
    }

    /// Whether a setting is being described.
    fn is_setting(&self) -> bool {
        let is = |step: &Step<'_>| match step.under {
            Under::Key(_, key) => key.name == "settings",
            _ => false,
        };
        self.trail.iter().any(is)
    }

    fn in_type(&self, node: &Node) -> Vec<Completion> {
        let start = node.span.start as usize;
        let before = self.open.text.get(start..self.mark).unwrap_or_default();
        let raw = before.strip_prefix('\'').unwrap_or(before);
        let quotes = match before.starts_with('"') {
            // In double quotes, those of the type are escaped.
            true => raw[1..].matches("\\\"").count(),
            false => raw.matches('"').count(),
        };
        let head = before.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '_');
        let fresh = head.trim_end();
        let begins = fresh.is_empty() || fresh.ends_with(['(', ',', '"', '\'']);
        if quotes % 2 == 1 || !begins {
            return Vec::new();
        }
        self.replacing(self.types(), self.word())
    }

    fn in_http(&self, node: &Node) -> Vec<Completion> {
        let text = node.text().unwrap_or_default();
        let before = text.split(super::MARK).next().unwrap_or_default();
        if before.contains(' ') {
            let operation = self.spec.operation_on(self.trail);
            let path = operation.and_then(|operation| operation.get("path"));
            let path = super::super::desk::entries(path).iter();
            let offers = path.map(|entry| Offer::new(entry.key.as_str(), CompletionKind::Field));
            return self.in_hole(node, offers.collect());
        }
        let methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];
        let more = text.contains(' ');
        let offers = methods.iter().map(|method| {
            let offer = Offer::new(*method, CompletionKind::Value);
            match more {
                true => offer,
                false => offer.insert(format!("{method} /")),
            }
        });
        self.replacing(offers.collect(), self.word())
    }

    /// Names in braces.
    fn in_hole(&self, node: &Node, offers: Vec<Offer>) -> Vec<Completion> {
        let text = node.text().unwrap_or_default();
        let before = text.split(super::MARK).next().unwrap_or_default();
        let open = before.rfind('{');
        let inside = open.is_some_and(|open| !before[open..].contains('}'));
        match inside {
            true => self.replacing(offers, self.word()),
            false => Vec::new(),
        }
    }

    /// The inputs of an operation; with their places, where they are sent for a page.
    fn inputs(&self, trail: &[Step<'d>]) -> Vec<Offer> {
        let Some(operation) = self.spec.operation_on(trail) else {
            return Vec::new();
        };
        let placed = matches!(last_key(trail), Some((_, "send", _)));
        let plain = matches!(last_key(trail), Some((_, "keep" | "drop", _)));
        let mut offers = Vec::new();
        for input in self.spec.inputs(operation) {
            let paged = matches!(input.place, "query" | "body");
            let whole = input.place.is_empty();
            if (placed || plain) && !paged && !whole {
                continue;
            }
            if whole {
                let members = self.spec.members(input.said());
                for member in &members {
                    offers.push(field(member, "body", placed));
                    self.inside(member, "body", placed, &mut offers);
                }
            }
            if !whole || !(placed || plain) {
                offers.push(field(&input, input.place, placed));
            }
            if input.place == "body" {
                self.inside(&input, "body", placed, &mut offers);
            }
        }
        offers
    }

    /// The members of an input that can ask for a page.
    fn inside(&self, input: &Member<'d>, place: &str, placed: bool, to: &mut Vec<Offer>) {
        if placed {
            let head = format!("{place}.{}", input.name);
            self.places(&head, input.said(), MOST_DEPTH, to);
        }
    }

    /// The places of what an operation answers, with all that is described on the way.
    fn answer_places(&self, operation: &'d Node, to: &mut Vec<Offer>) {
        let returns = operation.get("returns");
        let at = returns.and_then(|returns| returns.get("at")?.text());
        let at = at.unwrap_or("body");
        if let Some(returns) = returns {
            self.places(at, Said::Node(self.spec.own, returns), MOST_DEPTH, to);
        }
        let envelope = self.spec.envelope_of(operation);
        let fields = envelope.and_then(|envelope| envelope.get("fields"));
        for entry in super::super::desk::entries(fields) {
            let label = format!("body.{}", entry.key);
            if !to.iter().any(|offer| offer.label == label) {
                let ty = type_text(&entry.value).map(str::to_owned);
                to.push(Offer::new(label, CompletionKind::Field).maybe_detail(ty));
            }
        }
    }

    fn places(&self, head: &str, said: Said<'d>, depth: usize, to: &mut Vec<Offer>) {
        let Some(depth) = depth.checked_sub(1) else {
            return;
        };
        for member in self.spec.members(said) {
            let label = format!("{head}.{}", member.name);
            let ty = type_text(&member.entry.value).map(str::to_owned);
            let offer = Offer::new(label.clone(), CompletionKind::Field);
            to.push(offer.maybe_detail(ty).docs(docs_of(&member)));
            self.places(&label, member.said(), depth, to);
        }
    }

    fn token_places(&self, trail: &[Step<'d>]) -> Vec<Offer> {
        let mut offers = Vec::new();
        if let Some(operation) = self.spec.token_operation(trail) {
            self.answer_places(operation, &mut offers);
        }
        if matches!(last_key(trail), Some((_, "lifetime", _))) {
            offers.push(Offer::new("unknown", CompletionKind::Value));
        }
        offers
    }

    fn body_places(&self, trail: &[Step<'d>]) -> Vec<Offer> {
        let mut offers = vec![Offer::new("body", CompletionKind::Value)];
        let envelope = self.spec.envelope_on(trail);
        let fields = envelope.and_then(|envelope| envelope.get("fields"));
        for entry in super::super::desk::entries(fields) {
            let label = format!("body.{}", entry.key);
            let ty = type_text(&entry.value).map(str::to_owned);
            offers.push(Offer::new(label, CompletionKind::Field).maybe_detail(ty));
        }
        offers
    }

    fn page_places(&self, trail: &[Step<'d>]) -> Vec<Offer> {
        let mut offers = Vec::new();
        let Some(operation) = self.spec.operation_on(trail) else {
            return offers;
        };
        let slot = trail.last().and_then(Step::entry);
        let slot = slot.map(|entry| entry.key.as_str()).unwrap_or_default();
        if matches!(slot, "next" | "last_id") {
            let paginate = last_map(trail, &["`paginate`"]).map(|index| trail[index].node);
            let read = paginate.and_then(|paginate| paginate.get("read")?.get("items")?.text());
            if let Some(item) = self.spec.listed(operation, read) {
                self.places("items", item, 1, &mut offers);
            }
        }
        self.answer_places(operation, &mut offers);
        if slot == "next" {
            offers.push(Offer::new("headers.link", CompletionKind::Value));
        }
        offers
    }
}

/// The forms of unions that have a tag.
fn union_styles() -> Vec<Offer> {
    let style = |label: &str, snippet: &str| {
        let offer = Offer::new(label, CompletionKind::Value);
        offer.snippet(snippet)
    };
    vec![
        style(
            "{ tag: …, content: … }",
            "{ tag: ${1:kind}, content: ${2:value} \\}",
        ),
        style(
            "{ tag: …, content: inline }",
            "{ tag: ${1:kind}, content: inline \\}",
        ),
        style(
            "{ tag: …, content: by_variant }",
            "{ tag: ${1:kind}, content: by_variant \\}",
        ),
        style("{ content: by_variant }", "{ content: by_variant \\}"),
    ]
}

fn docs_of(member: &Member<'_>) -> Option<super::super::Both> {
    said(&member.entry.value)
}

fn field(member: &Member<'_>, place: &str, placed: bool) -> Offer {
    let label = match placed && !place.is_empty() {
        true => format!("{place}.{}", member.name),
        false => member.name.to_owned(),
    };
    let ty = type_text(&member.entry.value).map(str::to_owned);
    let offer = Offer::new(label, CompletionKind::Field);
    offer.maybe_detail(ty).docs(docs_of(member))
}

fn fields(members: &[Member<'_>]) -> Vec<Offer> {
    let mut offers = Vec::new();
    for member in members {
        for name in each_name(member.name) {
            let offer = field(member, "", false).insert(name.clone());
            offers.push(Offer {
                label: name,
                ..offer
            });
        }
    }
    offers
}

/// The names that an expression offers, as offers.
pub(super) fn offer(named: scope::Named) -> Offer {
    Offer::new(named.name, named.kind)
        .maybe_detail(named.detail)
        .docs(named.docs)
}

/// How a hook is called in expressions.
pub(super) fn hook_name(name: &str) -> String {
    Name::derive(name).map_or_else(|| name.to_owned(), |name| name.snake())
}
