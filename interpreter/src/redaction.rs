//! Values without what is secret of them.

use std::collections::{BTreeMap, BTreeSet};

use apiloom::{Code, EncodeError, Extra, Json, OtherVariant, Secret, encode_as};
use apiloom_codegen::interpret::{Datum, KeyedDatum, KeyedMap, RecordDatum};
use apiloom_codegen::lower::{holds_secret, secrets_of_type};
use apiloom_codegen::model::{
    Api, Field, Patterned, PatternedKey, Record, Type, TypeId, TypeKind, Union, UnionForm,
    UnionVariant,
};

use crate::Interpreter;

/// What stands in place of a secret, in the runtime too.
const HIDDEN: &str = "[secret]";

/// How long what no type calls a secret must be to be looked for elsewhere: a code of `1` must not hide every 1.
const SHORTEST: usize = 4;

/// A value without its secrets, and what they were.
#[derive(Clone, Debug)]
pub struct Redacted {
    /// JSON by the names of the wire, in which texts stand in place of what is secret.
    pub json: Vec<u8>,
    /// What is secret.
    pub secrets: Vec<Secret>,
}

impl Interpreter {
    /// A value of a type as JSON without its secrets; `name` is that of the member that it is, if it is one.
    ///
    /// A member is hidden where the type that is really there says that it is secret. Where no type says what
    /// a member is, it is hidden if its name is that of a secret anywhere; so is a member of a union without
    /// tags whose name is that of a secret in another variant, as nothing tells for sure which variant it is.
    ///
    /// # Errors
    /// When the value has no JSON, such as a number that is infinite.
    pub fn redacted(
        self,
        ty: &'static Type,
        name: Option<&str>,
        datum: &Datum,
    ) -> Result<Redacted, EncodeError> {
        let mut redaction = Redaction::new(self);
        let place = name.map_or(Place::Nameless, |name| redaction.place(name));
        let datum = redaction.placed(ty, place, datum);
        Ok(Redacted {
            json: encode_as(self.values().codec(ty), &datum)?,
            secrets: redaction.secrets,
        })
    }
}

/// What is secret of the inputs of a call.
pub(crate) fn secrets_in(interpreter: Interpreter, inputs: &[(&Field, Datum)]) -> Vec<Secret> {
    let mut redaction = Redaction::new(interpreter);
    for (field, datum) in inputs {
        redaction.field(field, datum);
    }
    redaction.secrets
}

/// What the name of a member says of it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// Nothing.
    Nameless,
    /// It is secret if no type says what it is.
    Suspicious,
    /// It is secret.
    Secret,
}

struct Redaction<'a> {
    api: &'a Api,
    /// The names of all that holds secrets.
    names: &'a [&'a str],
    /// Those that are secret whatever type is there.
    always: &'a BTreeSet<String>,
    /// Those that are secret in another variant, while it is not sure which one is there.
    doubtful: BTreeSet<String>,
    secrets: Vec<Secret>,
}

impl Redaction<'static> {
    fn new(interpreter: Interpreter) -> Self {
        Self {
            api: interpreter.api(),
            names: interpreter.secret_names(),
            always: interpreter.secrets_of_no_type(),
            doubtful: BTreeSet::new(),
            secrets: Vec::new(),
        }
    }
}

impl Redaction<'_> {
    fn place(&self, name: &str) -> Place {
        let is = |known: &str| known.eq_ignore_ascii_case(name);
        if self.always.iter().chain(&self.doubtful).any(|n| is(n)) {
            return Place::Secret;
        }
        match self.names.iter().any(|known| is(known)) {
            true => Place::Suspicious,
            false => Place::Nameless,
        }
    }

    /// A value as the member that it is.
    fn placed(&mut self, ty: &Type, place: Place, datum: &Datum) -> Datum {
        match place {
            _ if datum.given().is_none() => datum.clone(),
            _ if holds_secret(ty) => self.hidden(datum),
            Place::Secret => self.hidden(datum),
            place => self.value(ty, place, datum),
        }
    }

    fn hidden(&mut self, datum: &Datum) -> Datum {
        collect(datum, &mut self.secrets);
        Datum::Hidden(HIDDEN)
    }

    fn value(&mut self, ty: &Type, place: Place, datum: &Datum) -> Datum {
        match (ty, datum) {
            (_, Datum::Secret(_)) => self.hidden(datum),
            (
                Type::Nullable(inner)
                | Type::JsonString(inner)
                | Type::InString(inner)
                | Type::Trimmed(inner)
                | Type::Sentinel(inner, _),
                datum,
            ) => self.value(inner, place, datum),
            (Type::Named(id), Datum::Json(_)) if self.is_untagged(*id) => {
                self.unread(*id, place, datum)
            }
            (_, Datum::Json(json) | Datum::File(json)) => match place {
                Place::Nameless => Datum::Json(self.json(json)),
                Place::Suspicious | Place::Secret => self.hidden(datum),
            },
            (Type::List(inner) | Type::OneOrMany(inner) | Type::Csv(inner), Datum::List(items)) => {
                let items = items.iter().map(|item| self.value(inner, place, item));
                Datum::List(items.collect())
            }
            (Type::Map(inner), Datum::Map(map)) => Datum::Map(self.map(inner, map, str::to_owned)),
            (Type::IntMap(inner), Datum::IntMap(map)) => {
                let values = map.iter();
                let values = values.map(|(key, value)| (*key, self.value(inner, place, value)));
                Datum::IntMap(values.collect())
            }
            (Type::Pairs(left, right) | Type::FlatPairs(left, right, _), Datum::Pairs(pairs)) => {
                let pairs = pairs.iter();
                Datum::Pairs(pairs.map(|pair| self.pair((left, right), pair)).collect())
            }
            (Type::Named(id), datum) => {
                let api = self.api;
                self.declared(&api.declaration(*id).kind, place, datum)
            }
            _ => datum.clone(),
        }
    }

    /// Nobody declared the keys of a map: under the name of a secret, one may stand.
    fn map(
        &mut self,
        ty: &Type,
        map: &BTreeMap<String, Datum>,
        name: impl Fn(&str) -> String,
    ) -> BTreeMap<String, Datum> {
        let values = map.iter().map(|(key, value)| {
            let value = match self.place(&name(key)) {
                Place::Nameless => self.placed(ty, Place::Nameless, value),
                Place::Suspicious | Place::Secret => self.placed(ty, Place::Secret, value),
            };
            (key.clone(), value)
        });
        values.collect()
    }

    fn pair(&mut self, types: (&Type, &Type), (key, value): &(Datum, Datum)) -> (Datum, Datum) {
        let place = match key {
            Datum::Text(name) | Datum::Code(Code::Text(name)) => match self.place(name) {
                Place::Nameless => Place::Nameless,
                Place::Suspicious | Place::Secret => Place::Secret,
            },
            _ => Place::Nameless,
        };
        let key = self.placed(types.0, Place::Nameless, key);
        (key, self.placed(types.1, place, value))
    }

    fn declared(&mut self, kind: &TypeKind, place: Place, datum: &Datum) -> Datum {
        match (kind, datum) {
            (TypeKind::Record(record), Datum::Record(datum)) => self.record(record, datum),
            (TypeKind::Union(union), Datum::Variant(number, value)) => {
                match union.variants.get(*number) {
                    Some(variant) => self.variant(union, (*number, variant), place, value),
                    None => self.hidden(datum),
                }
            }
            (TypeKind::Union(union), Datum::Other(other)) => self.other(&union.form, other),
            (TypeKind::Patterned(patterned), Datum::Keyed(keyed)) => self.keyed(patterned, keyed),
            _ => datum.clone(),
        }
    }

    fn record(&mut self, record: &Record, datum: &RecordDatum) -> Datum {
        let fields = record.fields.iter().zip(&datum.fields);
        let fields = fields.map(|(field, datum)| self.field(field, datum));
        Datum::Record(Box::new(RecordDatum {
            fields: fields.collect(),
            extra: self.extra(&datum.extra),
        }))
    }

    fn field(&mut self, field: &Field, datum: &Datum) -> Datum {
        if field.spread {
            // Its members stand in the parent, each under its own name.
            return self.value(&field.ty, Place::Nameless, datum);
        }
        let names = field.aliases.iter().chain([&field.wire]);
        let places = names.map(|name| self.place(name.as_str()));
        let place = places.max().unwrap_or(Place::Nameless);
        self.placed(&field.ty, place, datum)
    }

    fn variant(
        &mut self,
        union: &Union,
        (number, variant): (usize, &UnionVariant),
        place: Place,
        value: &Datum,
    ) -> Datum {
        let value = match &union.form {
            UnionForm::Adjacent { content, .. } => {
                let place = self.place(content.as_str());
                self.placed(&variant.ty, place, value)
            }
            UnionForm::ByVariant | UnionForm::TagNames { .. } => {
                let place = self.place(variant.tag.as_str());
                self.placed(&variant.ty, place, value)
            }
            UnionForm::Inline { .. } => self.value(&variant.ty, Place::Nameless, value),
            UnionForm::Untagged => return self.untagged(union, number, place, value),
        };
        Datum::Variant(number, Box::new(value))
    }

    /// The first variant that can be read need not be the one that the vendor meant.
    fn untagged(&mut self, union: &Union, number: usize, place: Place, value: &Datum) -> Datum {
        let others = union.variants.iter().enumerate();
        let others = others.filter(|(other, _)| *other != number);
        let Some(names) = self.names_in(others.map(|(_, other)| &other.ty)) else {
            return Datum::Variant(number, Box::new(self.hidden(value)));
        };
        let ty = &union.variants[number].ty;
        let value = self.doubting(names, |this| this.placed(ty, place, value));
        Datum::Variant(number, Box::new(value))
    }

    fn is_untagged(&self, id: TypeId) -> bool {
        let kind = &self.api.declaration(id).kind;
        matches!(kind, TypeKind::Union(union) if union.form == UnionForm::Untagged)
    }

    /// What none of the variants of a union without tags can be: any of them may be meant.
    fn unread(&mut self, id: TypeId, place: Place, datum: &Datum) -> Datum {
        let names = self.names_in([&Type::Named(id)]);
        match names {
            Some(names) => self.doubting(names, |this| this.value(&Type::Any, place, datum)),
            None => self.hidden(datum),
        }
    }

    /// The names that are secret in any of the types; none if not only names tell.
    fn names_in<'t>(&self, types: impl IntoIterator<Item = &'t Type>) -> Option<BTreeSet<String>> {
        let secrets = types.into_iter().map(|ty| secrets_of_type(self.api, ty));
        let secrets: Option<Vec<BTreeSet<String>>> = secrets.collect();
        Some(secrets?.into_iter().flatten().collect())
    }

    /// Hides what stands under further names, too.
    fn doubting(
        &mut self,
        mut names: BTreeSet<String>,
        within: impl FnOnce(&mut Self) -> Datum,
    ) -> Datum {
        let before = self.doubtful.clone();
        self.doubtful.append(&mut names);
        let datum = within(self);
        self.doubtful = before;
        datum
    }

    /// A variant that the spec does not name: its content may be any of those that it does.
    fn other(&mut self, form: &UnionForm, other: &OtherVariant) -> Datum {
        let is_suspicious = match form {
            UnionForm::Adjacent { content, .. } => self.place(content.as_str()) != Place::Nameless,
            UnionForm::TagNames { .. } => {
                let tag = other.tag.as_ref().and_then(Json::as_str);
                tag.is_none_or(|tag| self.place(tag) != Place::Nameless)
            }
            _ => false,
        };
        let content = other.content.as_ref().map(|content| match is_suspicious {
            true => self.hidden_json(content),
            false => self.json(content),
        });
        let mut shown = other.clone();
        shown.content = content;
        shown.extra = self.extra(&other.extra);
        Datum::Other(Box::new(shown))
    }

    fn keyed(&mut self, patterned: &Patterned, keyed: &KeyedDatum) -> Datum {
        let maps = patterned.keys.iter().zip(&keyed.maps);
        let maps = maps.map(|(key, map)| self.keyed_map(key, map));
        Datum::Keyed(Box::new(KeyedDatum {
            maps: maps.collect(),
            extra: self.extra(&keyed.extra),
        }))
    }

    fn keyed_map(&mut self, key: &PatternedKey, map: &KeyedMap) -> KeyedMap {
        let name = |hole: &str| format!("{}{hole}{}", key.prefix, key.suffix);
        match map {
            KeyedMap::Text(map) => KeyedMap::Text(self.map(&key.ty, map, name)),
            KeyedMap::Int(map) => {
                let values = map.iter().map(|(hole, value)| {
                    let place = match self.place(&name(&hole.to_string())) {
                        Place::Nameless => Place::Nameless,
                        Place::Suspicious | Place::Secret => Place::Secret,
                    };
                    (*hole, self.placed(&key.ty, place, value))
                });
                KeyedMap::Int(values.collect())
            }
        }
    }

    fn extra(&mut self, extra: &Extra) -> Extra {
        let members = extra.iter().map(|(name, value)| self.member(name, value));
        members.collect()
    }

    /// JSON that no type describes.
    fn json(&mut self, json: &Json) -> Json {
        match json {
            Json::Array(items) => Json::Array(items.iter().map(|item| self.json(item)).collect()),
            Json::Object(members) => {
                let members = members.iter().map(|(name, value)| self.member(name, value));
                Json::Object(members.collect())
            }
            scalar => scalar.clone(),
        }
    }

    fn member(&mut self, name: &str, value: &Json) -> (String, Json) {
        let value = match self.place(name) {
            Place::Nameless => self.json(value),
            Place::Suspicious | Place::Secret => self.hidden_json(value),
        };
        (name.to_owned(), value)
    }

    fn hidden_json(&mut self, json: &Json) -> Json {
        if matches!(json, Json::Null) {
            return Json::Null;
        }
        collect_json(json, &mut self.secrets);
        Json::from(HIDDEN)
    }
}

/// The texts of which a hidden value consists.
fn collect(datum: &Datum, found: &mut Vec<Secret>) {
    match datum {
        Datum::Secret(secret) => found.push(secret.clone()),
        Datum::Text(text) => note(text, found),
        Datum::Int(number) => note(&number.to_string(), found),
        Datum::Float(number) => note(&number.to_string(), found),
        Datum::Decimal(number) => note(&number.to_string(), found),
        Datum::Code(code) => note(&code.to_string(), found),
        Datum::Json(json) | Datum::File(json) => collect_json(json, found),
        Datum::List(items) => items.iter().for_each(|item| collect(item, found)),
        Datum::Map(map) => map.values().for_each(|item| collect(item, found)),
        Datum::IntMap(map) => map.values().for_each(|item| collect(item, found)),
        Datum::Pairs(pairs) => pairs.iter().for_each(|(key, value)| {
            collect(key, found);
            collect(value, found);
        }),
        Datum::Record(record) => {
            record.fields.iter().for_each(|item| collect(item, found));
            collect_extra(&record.extra, found);
        }
        Datum::Variant(_, value) => collect(value, found),
        Datum::Other(other) => {
            let content = other.content.iter();
            content.for_each(|content| collect_json(content, found));
            collect_extra(&other.extra, found);
        }
        Datum::Keyed(keyed) => {
            let values = keyed.maps.iter().flat_map(KeyedMap::values);
            values.for_each(|item| collect(item, found));
            collect_extra(&keyed.extra, found);
        }
        _ => {}
    }
}

fn collect_extra(extra: &Extra, found: &mut Vec<Secret>) {
    let values = extra.iter().map(|(_, value)| value);
    values.for_each(|value| collect_json(value, found));
}

fn collect_json(json: &Json, found: &mut Vec<Secret>) {
    match json {
        Json::Array(items) => items.iter().for_each(|item| collect_json(item, found)),
        Json::Object(members) => members
            .iter()
            .for_each(|(_, value)| collect_json(value, found)),
        Json::String(text) => note(text, found),
        Json::Number(_) => note(&json.to_string(), found),
        Json::Null | Json::Bool(_) => {}
    }
}

fn note(text: &str, found: &mut Vec<Secret>) {
    if text.chars().count() >= SHORTEST {
        found.push(Secret::from(text));
    }
}
