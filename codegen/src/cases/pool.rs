//! The values of a type that may stand in documents: small ones, those at bounds, and those that break one
//! rule each.

use apiloom_wire::{Json, Number};

use super::Maker;
use super::broken::{Broken, member};
use super::candidate::{Candidate, sorted, written};
use super::edges::{Edge, edges};
use super::hints::Hints;
use super::moments;
use super::numbers::{decimals, ints};
use super::outcome;
use super::representative::Representative;
use super::texts::{has_format, texts};
use crate::expr::Value;
use crate::model::{Constraint, Format, Literal, Type, TypeKind, WriteForm};

/// The key of the one entry of a map.
const KEY: &str = "a";

impl Maker<'_> {
    /// The values of a type under constraints, smallest first, each with what it breaks.
    pub(super) fn pool(&self, ty: &Type, hints: &Hints<'_>) -> Vec<Candidate> {
        let mut pool = self.values(ty, hints);
        let constraints = hints.constraints.iter();
        let edges: Vec<Edge<'_>> = constraints
            .flat_map(|constraint| edges(constraint))
            .collect();
        for candidate in &mut pool {
            let told = edges.iter().flat_map(|edge| edge.told(ty, &candidate.json));
            candidate.broken.extend(told);
            candidate.hinted |= match &candidate.value {
                Value::Text(text) => hints.texts.contains(text),
                Value::Int(int) => hints.ints.contains(int),
                _ => false,
            };
        }
        sorted(pool)
    }

    /// What can be broken in values of a type under constraints.
    pub(super) fn demands(&self, ty: &Type, constraints: &[Constraint]) -> Vec<Broken> {
        let own = constraints.iter().flat_map(edges).map(|edge| edge.broken());
        own.chain(self.inner_demands(ty)).collect()
    }

    /// What a type asks of its values by itself.
    fn inner_demands(&self, ty: &Type) -> Vec<Broken> {
        let below = |inner: &Type, path: &str| -> Vec<Broken> {
            let inner = self.inner_demands(inner).into_iter();
            inner.map(|broken| broken.below(path)).collect()
        };
        match ty {
            Type::String(Some(format)) => vec![misformed(*format)],
            Type::Csv(inner) => {
                let is_text = matches!(**inner, Type::String(_));
                let own = is_text.then(|| Broken::here("csv", "csv").unreadable().below("[0]"));
                own.into_iter().chain(below(inner, "[0]")).collect()
            }
            Type::Sentinel(inner, text) => {
                let is_text = matches!(**inner, Type::String(_));
                let own = is_text
                    .then(|| Broken::here("sentinel", format!("sentinel {text}")).unreadable());
                own.into_iter().chain(below(inner, "")).collect()
            }
            Type::List(inner) | Type::OneOrMany(inner) => below(inner, "[0]"),
            Type::Map(inner) => below(inner, &member(KEY)),
            Type::IntMap(inner) => below(inner, &member("1")),
            Type::Pairs(key, item) | Type::FlatPairs(key, item, _) => {
                let key = below(key, "[0]").into_iter().map(|broken| broken.of("key"));
                key.chain(below(item, "[0]")).collect()
            }
            Type::JsonString(inner)
            | Type::InString(inner)
            | Type::Trimmed(inner)
            | Type::Nullable(inner) => below(inner, ""),
            Type::Named(id) if self.lowered.is_checked(*id) => {
                let name = self.lowered.api.declaration(*id).name.camel();
                let broken = match self.representative(*id) {
                    Representative::Pair(_, broken) | Representative::Unreadable(broken) => broken,
                    Representative::None => Broken::here(outcome::NO_RULE, "no rule"),
                };
                vec![broken.of(&name)]
            }
            _ => Vec::new(),
        }
    }

    /// The values of a type, each with what it breaks by the type itself.
    fn values(&self, ty: &Type, hints: &Hints<'_>) -> Vec<Candidate> {
        let int = |int: i64| Candidate::new(int, Value::Int(int));
        let text = |text: String| Candidate::text(text);
        match ty {
            Type::Bool => bools(Json::from(true), Json::from(false)),
            Type::BoolCodes { on, off } => bools(code(on), code(off)),
            Type::Int32 => ints(hints, true).into_iter().map(int).collect(),
            Type::Int64 | Type::IntOrString(WriteForm::Int) => {
                ints(hints, false).into_iter().map(int).collect()
            }
            Type::Float => decimals(hints)
                .iter()
                .filter_map(|text| number(text))
                .collect(),
            Type::Decimal => decimals(hints)
                .iter()
                .filter_map(|text| decimal(text))
                .collect(),
            Type::String(format) => of_format(*format, hints),
            Type::Secret | Type::IntOrString(WriteForm::String) => {
                texts(None, hints).into_iter().map(text).collect()
            }
            Type::Bytes => vec![Candidate::opaque("YQ==")],
            Type::File => Vec::new(),
            Type::Any => anything(hints),
            Type::Date(patterns) => {
                let dates = moments::dates(patterns).into_iter();
                dates
                    .map(|(text, date)| Candidate::new(text, Value::Date(date)))
                    .collect()
            }
            Type::DateTime { formats, .. } => {
                let times = moments::times(formats).into_iter();
                times
                    .map(|(text, time)| Candidate::new(text, Value::DateTime(time)))
                    .collect()
            }
            Type::EpochSeconds | Type::EpochMillis => [0_i64, 1]
                .into_iter()
                .map(|at| Candidate::new(at, Value::Instant(instant(ty, at))))
                .collect(),
            Type::List(inner) | Type::OneOrMany(inner) => {
                lists(&self.pool(inner, &hints.for_items()), hints)
            }
            Type::Csv(inner) => self.joined(inner, hints),
            Type::Map(inner) => self.maps(inner, hints, KEY),
            Type::IntMap(inner) => self.maps(inner, hints, "1"),
            Type::Pairs(key, item) => self.pairs(key, item, hints, false),
            Type::FlatPairs(key, item, _) => self.pairs(key, item, hints, true),
            Type::JsonString(inner) => {
                let values = self.values(inner, hints).into_iter();
                values
                    .map(|value| value.clone().written(written(&value.json)))
                    .collect()
            }
            Type::InString(inner) => {
                let values = self.values(inner, hints).into_iter();
                let in_text = |value: Candidate| {
                    let text = value.json.scalar_text()?.into_owned();
                    Some(value.written(text))
                };
                values.filter_map(in_text).collect()
            }
            Type::Trimmed(inner) => {
                let mut values = self.values(inner, hints);
                values.retain(|value| value.json.as_str().is_none_or(|text| text.trim() == text));
                values
            }
            Type::Sentinel(inner, sentinel) => {
                let mut values = self.values(inner, hints);
                values.retain(|value| value.json.scalar_text().as_deref() != Some(sentinel));
                values
            }
            Type::Nullable(inner) => self.values(inner, hints),
            Type::Named(id) => self.declared(*id, hints),
        }
    }

    /// The values of a declared type: all codes of an enum, of another type the smallest one and one that
    /// breaks a rule.
    fn declared(&self, id: crate::model::TypeId, hints: &Hints<'_>) -> Vec<Candidate> {
        let declaration = self.lowered.api.declaration(id);
        if let (TypeKind::Enum(codes), None) = (&declaration.kind, &declaration.by_hand) {
            let named = codes.variants.iter().map(|variant| match &variant.code {
                Literal::Int(code) => Candidate::new(*code, Value::Text(code.to_string())),
                Literal::Text(code) => Candidate::text(code.clone()),
            });
            let is_free = codes.open && codes.codes == crate::model::CodeKind::Text;
            let free = if is_free {
                texts(None, hints)
            } else {
                Vec::new()
            };
            return named.chain(free.into_iter().map(Candidate::text)).collect();
        }
        let mut values: Vec<Candidate> = self
            .smallest(id)
            .map(Candidate::opaque)
            .into_iter()
            .collect();
        if let (true, Representative::Pair(pair, broken)) =
            (self.lowered.is_checked(id), self.representative(id))
        {
            let broken = broken.of(&declaration.name.camel());
            let (mut good, mut bad) = (
                Candidate::opaque(pair.keeps.json),
                Candidate::opaque(pair.breaks.json),
            );
            good.shows.push(broken.what.clone());
            bad.broken.push(broken);
            values.extend([good, bad]);
        }
        values
    }

    /// Lists as one text with commas.
    fn joined(&self, item: &Type, hints: &Hints<'_>) -> Vec<Candidate> {
        let fits = |text: &str| !text.is_empty() && text.trim() == text && !text.contains(',');
        let inner = Hints {
            constraints: hints.constraints.clone(),
            ..hints.for_items()
        };
        let mut items = self.values(item, &inner);
        items.retain(|item| item.json.scalar_text().is_some_and(|text| fits(&text)));
        let items = sorted(items);
        let (good, bad) = parted(&items);
        let mut lists = vec![list(&[])];
        lists.extend(good.iter().chain(&bad).map(|item| list(&[*item])));
        for count in hints.counts().into_iter().filter(|count| *count > 1) {
            let rest = different(&good, count - 1);
            let first = good.first().copied();
            for row in [
                different(&good, count),
                first.into_iter().chain(rest).collect(),
            ] {
                lists.extend((row.len() == count).then(|| list(&row)));
            }
        }
        let joined = lists.into_iter().map(|list| {
            let items = list.json.as_array().unwrap_or_default();
            let texts: Vec<String> = items
                .iter()
                .filter_map(|item| Some(item.scalar_text()?.into_owned()))
                .collect();
            list.written(texts.join(","))
        });
        joined.collect()
    }

    fn maps(&self, item: &Type, hints: &Hints<'_>, key: &str) -> Vec<Candidate> {
        let items = self.pool(item, &hints.for_items());
        let (good, bad) = parted(&items);
        let mut maps = vec![Candidate::opaque(Json::Object(Vec::new()))];
        for item in good.into_iter().take(1).chain(bad) {
            maps.push(held(
                Json::Object(vec![(key.to_owned(), item.json.clone())]),
                &member(key),
                item,
            ));
        }
        maps
    }

    fn pairs(&self, key: &Type, item: &Type, hints: &Hints<'_>, flat: bool) -> Vec<Candidate> {
        let (keys, items) = (
            self.pool(key, &hints.for_items()),
            self.pool(item, &hints.for_items()),
        );
        let ((good_keys, bad_keys), (good, bad)) = (parted(&keys), parted(&items));
        let (Some(first_key), Some(first)) = (good_keys.first(), good.first()) else {
            return vec![list(&[])];
        };
        let mut pairs: Vec<Candidate> = good_keys.iter().map(|key| pair(key, first)).collect();
        pairs.extend(bad.iter().map(|bad| pair(first_key, bad)));
        pairs.extend(bad_keys.into_iter().map(|key| {
            let mut key = key.clone();
            key.broken = key
                .broken
                .into_iter()
                .map(|broken| broken.of("key"))
                .collect();
            pair(&key, first)
        }));
        let lists = lists(&pairs, hints);
        match flat {
            false => lists,
            true => lists.into_iter().map(flattened).collect(),
        }
    }
}

pub(super) fn misformed(format: Format) -> Broken {
    let name = match format {
        Format::Email => "email",
        Format::Phone => "phone",
        Format::Url => "url",
    };
    Broken::here("format", format!("format {name}"))
}

fn of_format(format: Option<Format>, hints: &Hints<'_>) -> Vec<Candidate> {
    let texts = texts(format, hints).into_iter();
    let texts = texts.map(|text| {
        let broken = format
            .filter(|format| !has_format(*format, &text))
            .map(misformed);
        let mut candidate = Candidate::text(text);
        candidate.broken.extend(broken);
        let shown = format.filter(|_| candidate.is_clean());
        candidate
            .shows
            .extend(shown.map(|format| misformed(format).what));
        candidate
    });
    texts.collect()
}

/// Texts, which constraints measure, and a value of another kind.
fn anything(hints: &Hints<'_>) -> Vec<Candidate> {
    let texts = texts(None, hints).into_iter().map(Json::from);
    let all = texts.chain([Json::from(1)]);
    all.map(|json| Candidate::new(json.clone(), Value::Json(json)))
        .collect()
}

fn bools(on: Json, off: Json) -> Vec<Candidate> {
    vec![
        Candidate::new(on, Value::Bool(true)),
        Candidate::new(off, Value::Bool(false)),
    ]
}

fn code(code: &Literal) -> Json {
    match code {
        Literal::Int(code) => Json::from(*code),
        Literal::Text(code) => Json::from(code.as_str()),
    }
}

fn number(text: &str) -> Option<Candidate> {
    Some(Candidate::opaque(Number::new(text).ok()?))
}

fn decimal(text: &str) -> Option<Candidate> {
    let value = Value::Decimal(apiloom_wire::Decimal::new(text).ok()?);
    Some(Candidate::new(Number::new(text).ok()?, value))
}

fn instant(ty: &Type, at: i64) -> apiloom_wire::Timestamp {
    match ty {
        Type::EpochMillis => apiloom_wire::Timestamp::from_unix_millis(at),
        _ => apiloom_wire::Timestamp::from_unix_seconds(at),
    }
}

/// Those that break nothing, and of each rule the smallest that breaks it alone.
fn parted(items: &[Candidate]) -> (Vec<&Candidate>, Vec<&Candidate>) {
    let good = items.iter().filter(|item| item.is_clean()).collect();
    let mut bad: Vec<&Candidate> = Vec::new();
    for item in items.iter().filter(|item| item.broken.len() == 1) {
        if !bad.iter().any(|known| known.broken == item.broken) {
            bad.push(item);
        }
    }
    (good, bad)
}

/// So many items, different ones as far as there are any.
fn different<'c>(items: &[&'c Candidate], count: usize) -> Vec<&'c Candidate> {
    items
        .iter()
        .cycle()
        .take(if items.is_empty() { 0 } else { count })
        .copied()
        .collect()
}

/// Lists of every number of items that is of interest: different ones, with the first one twice, with one
/// that is wrong in front, and with one that shows how its rules are kept.
fn lists(items: &[Candidate], hints: &Hints<'_>) -> Vec<Candidate> {
    let (good, bad) = parted(items);
    // What shows how a rule of the items is kept.
    let mut examples = good.iter().copied().filter(|item| !item.shows.is_empty());
    let examples: Vec<&Candidate> = examples.next().into_iter().collect();
    let mut lists = vec![list(&[])];
    for count in hints.counts().into_iter().filter(|count| *count > 0) {
        let rest = different(&good, count - 1);
        let first = good
            .first()
            .into_iter()
            .chain(&bad)
            .chain(&examples)
            .copied();
        let first = first.map(|first| {
            std::iter::once(first)
                .chain(rest.iter().copied())
                .collect::<Vec<_>>()
        });
        let rows = std::iter::once(different(&good, count)).chain(first);
        let rows = rows.filter(|row: &Vec<_>| row.len() == count);
        lists.extend(rows.map(|row| list(&row)));
    }
    lists
}

fn list(items: &[&Candidate]) -> Candidate {
    let json = Json::Array(items.iter().map(|item| item.json.clone()).collect());
    let mut list = Candidate::new(
        json,
        Value::List(items.iter().map(|item| item.value.clone()).collect()),
    );
    for (index, item) in items.iter().enumerate() {
        let broken = item.broken.iter().cloned();
        list.broken
            .extend(broken.map(|broken| broken.below(&format!("[{index}]"))));
        list.shows.extend(item.shows.iter().cloned());
    }
    list
}

/// A value that holds another at a path.
pub(super) fn held(json: Json, path: &str, inner: &Candidate) -> Candidate {
    let mut outer = Candidate::opaque(json);
    outer.shows = inner.shows.clone();
    let broken = inner.broken.iter().cloned();
    outer.broken.extend(broken.map(|broken| broken.below(path)));
    outer
}

fn pair(key: &Candidate, item: &Candidate) -> Candidate {
    let mut pair = Candidate::opaque(Json::Array(vec![key.json.clone(), item.json.clone()]));
    pair.broken
        .extend(key.broken.iter().chain(&item.broken).cloned());
    pair.shows = item.shows.clone();
    pair.shows
        .extend(key.shows.iter().map(|what| format!("key: {what}")));
    pair
}

fn flattened(list: Candidate) -> Candidate {
    let pairs = list.json.as_array().unwrap_or_default().iter();
    let items = pairs.flat_map(|pair| pair.as_array().unwrap_or_default().to_vec());
    let json = Json::Array(items.collect());
    list.written(json)
}
