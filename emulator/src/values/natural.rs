//! One form for the values of all types, so that what one operation takes can be what another one shows.
//!
//! In it lists are lists, however a vendor writes them; bools are bools, numbers numbers, moments RFC 3339;
//! tuples are objects by the names of their items. What is no value is null.

use apiloom_codegen::model::{
    Access, Field, Presence, Record, Type, TypeId, TypeKind, WriteForm, keys,
};
use apiloom_wire::{DateTime, Json, Timestamp};

use super::record::{constant_json, of_field};
use super::{Maker, Spot, code, moment};
use crate::tree;

/// The names of members that hold what a record is called by, best first.
const TELLING: &[&str] = &[
    "name", "value", "content", "title", "label", "text", "code", "id",
];

/// A time of a day without an offset.
const LOCAL: &str = "yyyy-MM-dd'T'HH:mm:ss";

/// Which members that nobody gave a record shows all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fill {
    /// All.
    All,
    /// Those that must be there, and those that only the vendor sets.
    Needed,
}

impl Maker {
    /// The natural form of a value on the wire; what is not as its type says stays as it is.
    pub(crate) fn natural(&self, ty: &Type, json: &Json) -> Json {
        if json.is_null() {
            return Json::Null;
        }
        let found = match (ty, json) {
            (Type::Nullable(inner), json) => Some(self.natural(inner, json)),
            (Type::Bool, Json::String(text)) => text.parse().ok().map(Json::Bool),
            (Type::BoolCodes { on, off }, json) => json.scalar_text().and_then(|text| {
                let is_on = text == on.to_string();
                (is_on || text == off.to_string()).then_some(Json::Bool(is_on))
            }),
            (Type::Int32 | Type::Int64 | Type::Float | Type::Decimal, Json::String(text))
            | (Type::IntOrString(WriteForm::Int), Json::String(text)) => tree::number(text),
            (Type::IntOrString(_) | Type::String(_) | Type::Secret, Json::Number(number)) => {
                match ty {
                    Type::IntOrString(WriteForm::Int) => None,
                    _ => Some(Json::from(number.as_str())),
                }
            }
            (Type::InString(inner), Json::String(text)) => {
                let scalar = tree::number(text).or_else(|| text.parse().ok().map(Json::Bool));
                scalar.map(|scalar| self.natural(inner, &scalar))
            }
            (Type::Trimmed(inner), Json::String(text)) => {
                Some(self.natural(inner, &Json::from(text.trim())))
            }
            (Type::Sentinel(inner, sentinel), json) => {
                let is_it = json.scalar_text().as_deref() == Some(sentinel);
                Some(if is_it {
                    Json::Null
                } else {
                    self.natural(inner, json)
                })
            }
            (Type::Date(patterns), Json::String(text)) => {
                moment::read_date(patterns, text).map(|date| Json::from(date.to_string()))
            }
            (Type::DateTime { formats, zone }, Json::String(text)) => {
                moment::read_time(formats, zone.as_deref(), text).map(natural_time)
            }
            (Type::EpochSeconds, json) => {
                let at = json.as_i64().map(Timestamp::from_unix_seconds);
                at.and_then(|at| at.to_date_time(0)).map(natural_time)
            }
            (Type::EpochMillis, json) => {
                let at = json.as_i64().map(Timestamp::from_unix_millis);
                at.and_then(|at| at.to_date_time(0)).map(natural_time)
            }
            (Type::List(inner) | Type::OneOrMany(inner), Json::Array(items)) => Some(
                items
                    .iter()
                    .map(|item| self.natural(inner, item))
                    .collect::<Vec<_>>()
                    .into(),
            ),
            (Type::OneOrMany(inner), one) => Some(Json::Array(vec![self.natural(inner, one)])),
            (Type::Csv(inner), json) => json.scalar_text().map(|text| {
                let items = text
                    .split(',')
                    .map(str::trim)
                    .filter(|item| !item.is_empty());
                items
                    .map(|item| self.natural(inner, &Json::from(item)))
                    .collect::<Vec<_>>()
                    .into()
            }),
            (Type::JsonString(inner), Json::String(text)) => Json::parse(text.as_bytes())
                .ok()
                .map(|json| self.natural(inner, &json)),
            (Type::Map(inner) | Type::IntMap(inner), Json::Object(members)) => {
                let entry =
                    |(key, value): &(String, Json)| (key.clone(), self.natural(inner, value));
                Some(Json::Object(members.iter().map(entry).collect()))
            }
            (Type::Pairs(key, value), Json::Array(pairs)) => {
                let pair = |pair: &Json| self.pair(key, value, None, pair.as_array()?);
                Some(Json::Array(pairs.iter().filter_map(pair).collect()))
            }
            (Type::FlatPairs(key, value, names), Json::Array(items)) => {
                let is_flat = !items
                    .iter()
                    .any(|item| matches!(item, Json::Array(_) | Json::Object(_)));
                let pair = |pair: &[Json]| self.pair(key, value, names.as_ref(), pair);
                Some(match is_flat {
                    true => Json::Array(items.chunks(2).filter_map(pair).collect()),
                    false => json.clone(),
                })
            }
            (Type::Named(id), json) => match &self.api.declaration(*id).kind {
                TypeKind::Record(record) => Some(self.natural_record(record, json)),
                TypeKind::Enum(codes) => {
                    let text = json.scalar_text();
                    let mut known = codes.variants.iter();
                    let found = known.find(|v| text.as_deref() == Some(&v.code.to_string()));
                    found.map(|variant| code(&variant.code))
                }
                _ => None,
            },
            _ => None,
        };
        found.unwrap_or_else(|| json.clone())
    }

    fn pair(
        &self,
        key: &Type,
        value: &Type,
        names: Option<&(String, String)>,
        pair: &[Json],
    ) -> Option<Json> {
        let [first, second] = pair else { return None };
        let (first, second) = (self.natural(key, first), self.natural(value, second));
        Some(match names {
            Some((key, value)) => Json::Object(vec![(key.clone(), first), (value.clone(), second)]),
            None => Json::Array(vec![first, second]),
        })
    }

    fn natural_record(&self, record: &Record, json: &Json) -> Json {
        if let (true, Json::Array(items)) = (record.tuple, json) {
            let named = record
                .fields
                .iter()
                .zip(items)
                .filter(|(_, item)| !item.is_null());
            let named =
                named.map(|(field, item)| (field.wire.0.clone(), self.natural(&field.ty, item)));
            return Json::Object(named.collect());
        }
        let spread: Vec<&Record> = record
            .fields
            .iter()
            .filter_map(|f| self.spread(f))
            .collect();
        let fields = || {
            record
                .fields
                .iter()
                .chain(spread.iter().flat_map(|r| r.fields.iter()))
        };
        let member = |(key, value): &(String, Json)| {
            let is_it = |field: &&Field| {
                !field.spread
                    && (field.wire.0 == *key || field.aliases.iter().any(|alias| alias.0 == *key))
            };
            match fields().find(is_it) {
                Some(field) => (field.wire.0.clone(), self.natural(&field.ty, value)),
                None => (key.clone(), value.clone()),
            }
        };
        match json {
            Json::Object(members) => Json::Object(members.iter().map(member).collect()),
            json => json.clone(),
        }
    }

    /// The record whose members a field writes into its parent.
    pub(crate) fn spread(&self, field: &Field) -> Option<&'static Record> {
        match (&field.ty, field.spread) {
            (Type::Named(id), true) => self.record(*id),
            _ => None,
        }
    }

    /// A declared record.
    pub(crate) fn record(&self, id: TypeId) -> Option<&'static Record> {
        match &self.api.declaration(id).kind {
            TypeKind::Record(record) => Some(record),
            _ => None,
        }
    }

    /// A natural value as a type writes it; nothing if the type has no such value.
    pub(crate) fn written(
        &self,
        ty: &Type,
        natural: &Json,
        spot: &Spot<'_>,
        fill: Fill,
    ) -> Option<Json> {
        let text = || natural.scalar_text().map(|text| text.into_owned());
        match ty {
            Type::Nullable(_) if natural.is_null() => Some(Json::Null),
            Type::Nullable(inner) => self.written(inner, natural, spot, fill),
            Type::Any => Some(natural.clone()),
            Type::Sentinel(_, sentinel) if natural.is_null() => Some(Json::from(sentinel.as_str())),
            _ if natural.is_null() => None,
            Type::Bool => as_bool(natural).map(Json::Bool),
            Type::BoolCodes { on, off } => {
                as_bool(natural).map(|is| code(if is { on } else { off }))
            }
            Type::Int32 => as_int(natural)
                .filter(|int| i32::try_from(*int).is_ok())
                .map(Json::from),
            Type::Int64 => as_int(natural).map(Json::from),
            Type::IntOrString(WriteForm::Int) => as_int(natural).map(Json::from),
            Type::Float | Type::Decimal => tree::number(&text()?),
            Type::String(_) | Type::Secret | Type::IntOrString(_) => text().map(Json::from),
            Type::Trimmed(inner) | Type::Sentinel(inner, _) => {
                self.written(inner, natural, spot, fill)
            }
            Type::InString(inner) => {
                let scalar = self.written(inner, natural, spot, fill)?;
                Some(Json::from(scalar.scalar_text()?.into_owned()))
            }
            Type::Date(patterns) => {
                let date: apiloom_wire::Date = text()?.get(..10)?.parse().ok()?;
                let time = DateTime::new(date, 0, 0, 0).ok()?.with_offset(0).ok()?;
                let pattern = patterns.first().map_or("yyyy-MM-dd", String::as_str);
                Some(Json::from(moment::write(pattern, time)))
            }
            Type::DateTime { formats, zone } => {
                let time = read_natural(&text()?)?;
                let placed = match moment::offset(zone.as_deref()) {
                    Some(minutes) => time.in_offset(minutes).unwrap_or(time),
                    None => time,
                };
                let pattern = formats.first().map_or(moment::RFC_3339, String::as_str);
                Some(Json::from(moment::write(pattern, placed)))
            }
            Type::EpochSeconds => Some(Json::from(
                read_natural(&text()?)?.timestamp()?.unix_seconds(),
            )),
            Type::EpochMillis => Some(Json::from(
                read_natural(&text()?)?.timestamp()?.unix_millis(),
            )),
            Type::List(inner) | Type::OneOrMany(inner) => {
                self.items_written(inner, natural, spot).map(Json::Array)
            }
            Type::Csv(inner) => {
                let items = self.items_written(inner, natural, spot)?;
                let texts = items.iter().filter_map(Json::scalar_text);
                Some(Json::from(texts.collect::<Vec<_>>().join(",")))
            }
            Type::JsonString(inner) => {
                let json = self.written(inner, natural, spot, fill)?;
                Some(Json::from(json.to_string()))
            }
            Type::Map(inner) | Type::IntMap(inner) => {
                let members = natural.as_object()?.iter();
                let entry = |(key, value): &(String, Json)| {
                    let below = spot.below(key, &[]);
                    Some((
                        key.clone(),
                        self.written(inner, value, &below, Fill::Needed)?,
                    ))
                };
                Some(Json::Object(members.filter_map(entry).collect()))
            }
            Type::Pairs(key, value) => {
                let pairs = self
                    .pairs_written(key, value, None, natural, spot)?
                    .into_iter();
                Some(Json::Array(
                    pairs
                        .map(|(key, value)| Json::Array(vec![key, value]))
                        .collect(),
                ))
            }
            Type::FlatPairs(key, value, names) => {
                let pairs = self.pairs_written(key, value, names.as_ref(), natural, spot)?;
                Some(Json::Array(
                    pairs
                        .into_iter()
                        .flat_map(|(key, value)| [key, value])
                        .collect(),
                ))
            }
            Type::Bytes => natural.as_str().map(Json::from),
            Type::File => None,
            Type::Named(id) => match &self.api.declaration(*id).kind {
                TypeKind::Record(record) => {
                    self.record_written(record, natural, &spot.within(*id), fill)
                }
                TypeKind::Enum(codes) => {
                    let text = text()?;
                    let mut known = codes.variants.iter();
                    let found = known.find(|variant| variant.code.to_string() == text);
                    let free = codes.open.then(|| natural.clone());
                    found.map(|variant| code(&variant.code)).or(free)
                }
                TypeKind::Union(_) | TypeKind::Patterned(_) => {
                    natural.as_object().map(|_| natural.clone())
                }
                TypeKind::Opaque => Some(natural.clone()),
            },
        }
    }

    fn items_written(&self, inner: &Type, natural: &Json, spot: &Spot<'_>) -> Option<Vec<Json>> {
        let one = std::slice::from_ref(natural);
        let items = match natural {
            Json::Array(items) => items.as_slice(),
            Json::Object(_) => return None,
            _ => one,
        };
        let items = items.iter().enumerate();
        let written =
            items.map(|(index, item)| self.written(inner, item, &spot.item(index), Fill::Needed));
        Some(written.flatten().collect())
    }

    fn pairs_written(
        &self,
        key: &Type,
        value: &Type,
        names: Option<&(String, String)>,
        natural: &Json,
        spot: &Spot<'_>,
    ) -> Option<Vec<(Json, Json)>> {
        let pairs = natural.as_array()?.iter().filter_map(|pair| {
            let (first, second) = match (pair, names) {
                (Json::Array(both), _) => (both.first()?, both.get(1)?),
                (Json::Object(_), Some((key, value))) => (pair.get(key)?, pair.get(value)?),
                (Json::Object(members), None) => (&members.first()?.1, &members.get(1)?.1),
                _ => return None,
            };
            let first = self.written(key, first, spot, Fill::Needed)?;
            Some((first, self.written(value, second, spot, Fill::Needed)?))
        });
        Some(pairs.collect())
    }

    fn record_written(
        &self,
        record: &Record,
        natural: &Json,
        spot: &Spot<'_>,
        fill: Fill,
    ) -> Option<Json> {
        let wrapped;
        let (natural, fill) = match natural {
            Json::Object(_) => (natural, fill),
            Json::Array(_) if !record.tuple => return None,
            Json::Array(_) => return Some(natural.clone()),
            // A record that is called by one value.
            scalar => {
                let named = |name: &&&str| record.fields.iter().any(|f| f.wire.0 == ***name);
                let telling = TELLING.iter().find(named)?;
                wrapped = Json::Object(vec![((*telling).to_owned(), scalar.clone())]);
                (&wrapped, Fill::All)
            }
        };
        let fields = record
            .fields
            .iter()
            .filter(|field| field.access != Access::Write);
        let members = fields.map(|field| (field, self.member_written(field, natural, spot, fill)));
        if record.tuple {
            let items = members.map(|(_, value)| value.unwrap_or_default());
            return Some(Json::Array(items.collect()));
        }
        let mut object = Vec::new();
        for (field, value) in members {
            match value {
                Some(Json::Object(spread)) if field.spread => object.extend(spread),
                Some(value) => object.push((field.wire.0.clone(), value)),
                None => {}
            }
        }
        Some(Json::Object(object))
    }

    fn member_written(
        &self,
        field: &Field,
        natural: &Json,
        spot: &Spot<'_>,
        fill: Fill,
    ) -> Option<Json> {
        if let Some(constant) = &field.constant {
            return Some(constant_json(constant));
        }
        if field.spread {
            return self.spread_written(field, natural, spot, fill);
        }
        let below = spot.below(field.wire.as_str(), &[]);
        let given = natural.get(field.wire.as_str());
        let value = given.and_then(|given| self.written(&field.ty, given, &below, Fill::Needed));
        let is_cleared = given.is_some_and(Json::is_null);
        let is_demanded = field.presence == Presence::Required;
        match value {
            Some(value) if !(value.is_null() && field.ty == Type::Any) || field.nullable => {
                Some(value)
            }
            _ if is_cleared && field.nullable => Some(Json::Null),
            _ if is_cleared && !is_demanded => None,
            _ if self.leads_back(&field.ty, spot) && !is_demanded => None,
            _ if is_demanded || fill == Fill::All || field.access == Access::Read => {
                Some(of_field(self, field, spot, 0))
            }
            _ => None,
        }
    }

    /// What a field writes into its parent, from the members that stand there.
    fn spread_written(
        &self,
        field: &Field,
        natural: &Json,
        spot: &Spot<'_>,
        fill: Fill,
    ) -> Option<Json> {
        if let Some(record) = self.spread(field) {
            return self.record_written(record, natural, spot, fill);
        }
        let kind = |id| Some(&self.api.declaration(id).kind);
        let keys = keys(field, &kind);
        let there = tree::members(natural)
            .iter()
            .filter(|(key, _)| keys.contains(key));
        let there: Vec<(String, Json)> = there.cloned().collect();
        match there.is_empty() {
            false => Some(Json::Object(there)),
            true if field.presence == Presence::Required || fill == Fill::All => {
                Some(of_field(self, field, spot, 0))
            }
            true => None,
        }
    }
}

fn natural_time(time: DateTime) -> Json {
    let pattern = if time.offset().is_some() {
        moment::RFC_3339
    } else {
        LOCAL
    };
    Json::from(moment::write(pattern, time))
}

/// A time in its natural form, or the first moment of a day.
fn read_natural(text: &str) -> Option<DateTime> {
    let local = || DateTime::read_pattern(LOCAL, text);
    let day = || DateTime::read_pattern("yyyy-MM-dd", text);
    text.parse().ok().or_else(local).or_else(day)
}

fn as_bool(json: &Json) -> Option<bool> {
    match json.scalar_text()?.as_ref() {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}

fn as_int(json: &Json) -> Option<i64> {
    json.scalar_text()?.parse().ok()
}
