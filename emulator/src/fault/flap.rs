//! Types that come in another form: what vendors are known to do, and clients to read.

use apiloom_codegen::model::{
    Api, Constraint, Decode, Enum, Field, Literal, Operation, PagePlace, PageRead, Patterned,
    Presence, Record, Type, TypeKind, Union, UnionForm,
};
use apiloom_wire::{Json, Number};

use crate::values::moment;

/// Values stand in values only so deep; a type may hold itself.
const DEEPEST: usize = 24;

/// A member that no spec names.
const NEW_MEMBER: &str = "addedLater";

/// What may be done to a value without that its codec refuses it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    /// A number as a text, or the other way round.
    OtherForm,
    /// A bool in place of the code for it.
    RealBool(bool),
    /// The number or bool itself where it stands in a text.
    OutOfText,
    /// The only item of a list in place of the list.
    OnlyItem,
    /// Pairs in a list of lists in place of one list.
    NestedPairs,
    /// Pairs as objects with these names.
    NamedPairs(String, String),
    /// White space where it is taken off.
    Padded,
    /// A date in another of its formats.
    OtherFormat(String),
    /// Null in place of a member that may be left out.
    Null,
    /// Another name that the member is read by.
    Alias(String),
    /// A member that the spec does not name.
    NewMember,
    /// A code that the spec does not name.
    NewCode,
}

/// A place in JSON: members and numbers of items on the way.
type Way = Vec<Step>;

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Member(String),
    Item(usize),
}

/// Changes the form of one value of an answer; says which, if there is one to change.
///
/// The chance decides first on the kind of change and then on the place, since some kinds can be done to
/// every member and others to few.
pub(crate) fn flap(
    api: &Api,
    operation: &Operation,
    body: &mut Json,
    chance: u64,
) -> Option<String> {
    let found = changes(api, operation, body);
    let mut kinds: Vec<_> = found
        .iter()
        .map(|(_, change)| std::mem::discriminant(change))
        .collect();
    kinds.sort_by_key(|kind| {
        found
            .iter()
            .position(|(_, c)| std::mem::discriminant(c) == *kind)
    });
    kinds.dedup();
    let kind = pick(&kinds, chance)?;
    let mut of_kind: Vec<&(Way, Change)> = found.iter().collect();
    of_kind.retain(|(_, change)| std::mem::discriminant(change) == kind);
    let rest = chance / u64::try_from(kinds.len()).unwrap_or(1).max(1);
    let (way, change) = pick(&of_kind, rest)?;
    apply(body, way, change)?;
    Some(format!("{} {}", shown(way), change.said()))
}

fn pick<T: Copy>(all: &[T], chance: u64) -> Option<T> {
    crate::values::pick::one(all, chance)
}

/// All changes that can be done to an answer.
fn changes(api: &Api, operation: &Operation, body: &Json) -> Vec<(Way, Change)> {
    let Some(returns) = operation
        .returns
        .as_ref()
        .filter(|r| r.decode == Decode::Json)
    else {
        return Vec::new();
    };
    let mut way: Way = returns.at.iter().cloned().map(Step::Member).collect();
    let Some(value) = find(body, &way) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    Walk {
        api,
        found: &mut found,
    }
    .value(&returns.ty, value, &mut way, DEEPEST);
    let needed = needed(api, operation);
    let is_free = |(way, change): &(Way, Change)| match change {
        // Whoever looks for the next page or a token looks at this name, and for a value.
        Change::Null | Change::Alias(_) => !needed.iter().any(|needed| needed.is_at(way)),
        _ => true,
    };
    found.retain(is_free);
    found
}

/// What clients look for by its path.
enum Needed {
    /// A place of the body, and what is on the way to it.
    Body(Vec<String>),
    /// A member of items.
    Item(String),
}

impl Needed {
    fn is_at(&self, way: &[Step]) -> bool {
        match self {
            Self::Body(path) => {
                let mut both = way.iter().zip(path);
                way.len() <= path.len()
                    && both.all(|(step, name)| *step == Step::Member(name.clone()))
            }
            Self::Item(name) => way.last() == Some(&Step::Member(name.clone())),
        }
    }
}

fn needed(api: &Api, operation: &Operation) -> Vec<Needed> {
    let mut needed = Vec::new();
    if let Some(paginate) = &operation.paginate {
        needed.push(Needed::Body(paginate.items.at.clone()));
        for (read, place) in &paginate.read {
            match (read, place) {
                (_, PagePlace::Body(path)) => needed.push(Needed::Body(path.clone())),
                (PageRead::Next, PagePlace::LastItem(path)) => {
                    needed.extend(path.first().cloned().map(Needed::Item));
                }
                _ => {}
            }
        }
    }
    let tokens = api
        .schemes
        .iter()
        .filter_map(|scheme| scheme.token.as_ref());
    for token in tokens.filter(|token| token.operation.as_ref() == Some(&operation.name)) {
        let places = token.value.iter().chain(&token.lifetime);
        needed.extend(places.cloned().map(Needed::Body));
    }
    needed
}

impl Change {
    fn said(&self) -> String {
        let said = match self {
            Self::OtherForm => "comes as text for a number or the other way round",
            Self::RealBool(_) => "comes as a bool in place of its code",
            Self::OutOfText => "comes as it is and not in a text",
            Self::OnlyItem => "comes without the list around its only item",
            Self::NestedPairs => "comes as a list of pairs",
            Self::NamedPairs(..) => "comes as a list of objects",
            Self::Padded => "comes with white space around it",
            Self::OtherFormat(_) => "comes in another format",
            Self::Null => "comes as null",
            Self::Alias(name) => return format!("comes as `{name}`"),
            Self::NewMember => "comes with a member that the spec does not name",
            Self::NewCode => "comes with a code that the spec does not name",
        };
        said.to_owned()
    }
}

struct Walk<'w> {
    api: &'w Api,
    found: &'w mut Vec<(Way, Change)>,
}

impl Walk<'_> {
    fn note(&mut self, way: &Way, change: Change) {
        self.found.push((way.clone(), change));
    }

    fn value(&mut self, ty: &Type, json: &Json, way: &mut Way, depth: usize) {
        let Some(depth) = depth.checked_sub(1) else {
            return;
        };
        match (ty, json) {
            (Type::Nullable(inner), json) => self.value(inner, json, way, depth),
            (Type::IntOrString(_) | Type::Decimal, Json::Number(_)) => {
                self.note(way, Change::OtherForm);
            }
            (Type::IntOrString(_) | Type::Decimal, Json::String(text)) if is_whole(text) => {
                self.note(way, Change::OtherForm);
            }
            (Type::BoolCodes { on, off }, json) => self.bool_codes(on, off, json, way),
            (Type::InString(inner), Json::String(text)) => {
                let is_bool = **inner == Type::Bool && matches!(text.as_str(), "true" | "false");
                if is_bool || is_whole(text) {
                    self.note(way, Change::OutOfText);
                }
            }
            (Type::Trimmed(_), Json::String(_)) => self.note(way, Change::Padded),
            (Type::Csv(_), Json::String(text)) if !text.is_empty() => {
                self.note(way, Change::Padded)
            }
            (Type::Date(patterns), Json::String(text)) => {
                let other = patterns.get(1).and_then(|other| {
                    let date = moment::read_date(patterns, text)?;
                    let time = apiloom_wire::DateTime::new(date, 0, 0, 0).ok()?;
                    Some(moment::write(other, time))
                });
                self.other_format(
                    other,
                    text,
                    |other| moment::read_date(patterns, other) == moment::read_date(patterns, text),
                    way,
                );
            }
            (Type::DateTime { formats, zone }, Json::String(text)) => {
                let read = |text: &str| moment::read_time(formats, zone.as_deref(), text);
                let other = formats
                    .get(1)
                    .and_then(|other| Some(moment::write(other, read(text)?)));
                self.other_format(other, text, |other| read(other).is_some(), way);
            }
            (Type::OneOrMany(inner), Json::Array(items)) => {
                if let [only] = items.as_slice()
                    && !only.is_null()
                    && !matches!(only, Json::Array(_))
                {
                    self.note(way, Change::OnlyItem);
                }
                self.items(inner, items, way, depth);
            }
            (Type::FlatPairs(_, _, names), Json::Array(items)) => {
                let flat = items.iter().all(|item| item.scalar_text().is_some());
                if flat && !items.is_empty() && items.len() % 2 == 0 {
                    self.note(way, Change::NestedPairs);
                    let named = names
                        .clone()
                        .map(|(key, value)| Change::NamedPairs(key, value));
                    self.found.extend(named.map(|change| (way.clone(), change)));
                }
            }
            (Type::List(inner), Json::Array(items)) => self.items(inner, items, way, depth),
            (Type::Map(inner) | Type::IntMap(inner), Json::Object(members)) => {
                for (name, value) in members {
                    self.below(Step::Member(name.clone()), inner, value, way, depth);
                }
            }
            (Type::Named(id), json) => {
                if let Some(declared) = self.api.types.get(id.0).filter(|ty| ty.by_hand.is_none()) {
                    self.declared(&declared.kind, json, way, depth);
                }
            }
            _ => {}
        }
    }

    fn below(&mut self, step: Step, ty: &Type, json: &Json, way: &mut Way, depth: usize) {
        way.push(step);
        self.value(ty, json, way, depth);
        way.pop();
    }

    fn items(&mut self, inner: &Type, items: &[Json], way: &mut Way, depth: usize) {
        for (at, item) in items.iter().enumerate() {
            self.below(Step::Item(at), inner, item, way, depth);
        }
    }

    fn bool_codes(&mut self, on: &Literal, off: &Literal, json: &Json, way: &Way) {
        let text = json.scalar_text();
        let is = |code: &Literal| text.as_deref() == Some(&code.to_string());
        if is(on) || is(off) {
            self.note(way, Change::RealBool(is(on)));
            if matches!(json, Json::Number(_)) {
                self.note(way, Change::OtherForm);
            }
        }
    }

    /// Notes another format of a text, if it is another text that can be read.
    fn other_format(
        &mut self,
        other: Option<String>,
        text: &str,
        reads: impl Fn(&str) -> bool,
        way: &Way,
    ) {
        if let Some(other) = other.filter(|other| other != text && reads(other)) {
            self.note(way, Change::OtherFormat(other));
        }
    }

    fn declared(&mut self, kind: &TypeKind, json: &Json, way: &mut Way, depth: usize) {
        match (kind, json) {
            (TypeKind::Enum(codes), json) => self.code(codes, json, way),
            (TypeKind::Record(record), Json::Object(_)) if !record.tuple => {
                self.fields(record, json, way, depth);
                self.note(way, Change::NewMember);
            }
            (TypeKind::Record(record), Json::Array(items)) => {
                for (at, (field, item)) in record.fields.iter().zip(items).enumerate() {
                    self.below(Step::Item(at), &field.ty, item, way, depth);
                }
            }
            (TypeKind::Union(union), Json::Object(_)) => self.union(union, json, way, depth),
            (TypeKind::Patterned(patterned), Json::Object(members)) => {
                for (name, value) in members {
                    if let Some(ty) = of_key(patterned, name) {
                        self.below(Step::Member(name.clone()), ty, value, way, depth);
                    }
                }
            }
            _ => {}
        }
    }

    fn code(&mut self, codes: &Enum, json: &Json, way: &Way) {
        if matches!(json, Json::Number(_)) {
            self.note(way, Change::OtherForm);
        }
        if codes.open {
            self.note(way, Change::NewCode);
        }
    }

    fn union(&mut self, union: &Union, json: &Json, way: &mut Way, depth: usize) {
        let (UnionForm::Adjacent { tag, .. }
        | UnionForm::TagNames { tag }
        | UnionForm::Inline { tag }) = &union.form
        else {
            return;
        };
        let tag = json.get(tag.as_str()).and_then(Json::scalar_text);
        let mut variants = union.variants.iter();
        let Some(variant) = variants.find(|v| Some(v.tag.as_str()) == tag.as_deref()) else {
            return;
        };
        let content = match &union.form {
            UnionForm::Adjacent { content, .. } => Some(content),
            UnionForm::TagNames { .. } => Some(&variant.tag),
            _ => None,
        };
        match content {
            Some(content) => {
                if let Some(value) = json.get(content.as_str()) {
                    let step = Step::Member(content.as_str().to_owned());
                    self.below(step, &variant.ty, value, way, depth);
                }
            }
            None => self.value(&variant.ty, json, way, depth),
        }
    }

    fn fields(&mut self, record: &Record, json: &Json, way: &mut Way, depth: usize) {
        for field in &record.fields {
            if field.spread {
                self.value(&field.ty, json, way, depth);
                continue;
            }
            let Some(value) = json.get(field.wire.as_str()) else {
                continue;
            };
            way.push(Step::Member(field.wire.as_str().to_owned()));
            self.member(field, json, value, way);
            self.value(&field.ty, value, way, depth);
            way.pop();
        }
    }

    fn member(&mut self, field: &Field, parent: &Json, value: &Json, way: &Way) {
        // A value that rules look at stays, and so does one that the spec demands.
        let is_loose =
            field.presence == Presence::Optional && field.constraints.iter().all(is_loose);
        if is_loose && !value.is_null() && field.constant.is_none() {
            self.note(way, Change::Null);
        }
        let mut aliases = field.aliases.iter().map(|alias| alias.0.clone());
        let free = aliases.find(|alias| parent.get(alias).is_none());
        self.found
            .extend(free.map(|alias| (way.clone(), Change::Alias(alias))));
    }
}

/// The type of the values of a key that follows a pattern.
fn of_key<'p>(patterned: &'p Patterned, name: &str) -> Option<&'p Type> {
    let mut keys = patterned.keys.iter();
    let found = keys.find(|key| {
        let hole = name
            .strip_prefix(&key.prefix)
            .and_then(|rest| rest.strip_suffix(&key.suffix));
        hole.is_some_and(|hole| !key.int || is_whole(hole))
    });
    found.map(|key| &key.ty)
}

fn is_loose(constraint: &Constraint) -> bool {
    !matches!(constraint, Constraint::Items(..))
}

fn is_whole(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    digits.len() < 18 && digits.bytes().all(|b| b.is_ascii_digit()) && Number::new(text).is_ok()
}

fn find<'j>(json: &'j Json, way: &[Step]) -> Option<&'j Json> {
    way.iter().try_fold(json, |json, step| match step {
        Step::Member(name) => json.get(name),
        Step::Item(at) => json.as_array()?.get(*at),
    })
}

fn apply(json: &mut Json, way: &[Step], change: &Change) -> Option<()> {
    if let (Change::Alias(alias), Some((Step::Member(name), before))) = (change, way.split_last()) {
        let Json::Object(members) = find_mut(json, before)? else {
            return None;
        };
        let member = members.iter_mut().find(|(known, _)| known == name)?;
        member.0.clone_from(alias);
        return Some(());
    }
    let value = find_mut(json, way)?;
    let old = std::mem::take(value);
    *value = changed(change, old);
    Some(())
}

fn find_mut<'j>(json: &'j mut Json, way: &[Step]) -> Option<&'j mut Json> {
    way.iter().try_fold(json, |json, step| match (step, json) {
        (Step::Member(name), Json::Object(members)) => {
            let mut members = members.iter_mut();
            members.find(|(known, _)| known == name).map(|(_, v)| v)
        }
        (Step::Item(at), Json::Array(items)) => items.get_mut(*at),
        _ => None,
    })
}

fn changed(change: &Change, old: Json) -> Json {
    match (change, old) {
        (Change::OtherForm, Json::Number(number)) => Json::String(number.as_str().to_owned()),
        (Change::OtherForm, Json::String(text)) => match Number::new(&text) {
            Ok(number) => Json::Number(number),
            Err(_) => Json::String(text),
        },
        (Change::RealBool(is), _) => Json::Bool(*is),
        (Change::OutOfText, Json::String(text)) => match (Number::new(&text), text.parse()) {
            (Ok(number), _) => Json::Number(number),
            (Err(_), Ok(is)) => Json::Bool(is),
            _ => Json::String(text),
        },
        (Change::OnlyItem, Json::Array(mut items)) => items.pop().unwrap_or_default(),
        (Change::NestedPairs, Json::Array(items)) => Json::Array(
            items
                .chunks(2)
                .map(|pair| Json::Array(pair.to_vec()))
                .collect(),
        ),
        (Change::NamedPairs(key, value), Json::Array(items)) => {
            let named = |pair: &[Json]| {
                Json::Object(
                    [key, value]
                        .into_iter()
                        .cloned()
                        .zip(pair.to_vec())
                        .collect(),
                )
            };
            Json::Array(items.chunks(2).map(named).collect())
        }
        (Change::Padded, Json::String(text)) => {
            Json::String(format!(" {} ", text.replace(',', ", ")))
        }
        (Change::OtherFormat(text), _) => Json::String(text.clone()),
        (Change::Null, _) => Json::Null,
        (Change::NewMember, Json::Object(mut members)) => {
            members.push((NEW_MEMBER.to_owned(), Json::from("new")));
            Json::Object(members)
        }
        (Change::NewCode, Json::Number(_)) => Json::from(9_999),
        (Change::NewCode, Json::String(_)) => Json::from("new-code"),
        (_, old) => old,
    }
}

fn shown(way: &[Step]) -> String {
    let mut text = String::from("body");
    for step in way {
        match step {
            Step::Member(name) => text.push_str(&format!(".{name}")),
            Step::Item(at) => text.push_str(&format!("[{at}]")),
        }
    }
    text
}

#[cfg(test)]
mod tests;
