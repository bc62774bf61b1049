//! A value of a type that reads like one, and keeps the constraints if something simple keeps them.

use apiloom_wire::{Decimal, Json, Number, Timestamp, functions as f};

use crate::constraint::whole_match;
use crate::model::{
    Access, Api, Constraint, Declaration, Field, Format, Literal, Pattern, Piece, Presence, Record,
    Type, TypeKind, Union, UnionForm, UnionVariant, What, WriteForm,
};

/// Texts that are tried, in this order, where there are constraints.
const TEXTS: &[&str] = &[
    "example",
    "example.com",
    "an-example",
    "EXAMPLE",
    "1",
    "12345678",
];

/// Whole numbers that are tried, in this order.
const NUMBERS: &[i64] = &[1, 10, 100, 1000, 0, -1];

/// How deep values are made.
const DEPTH: usize = 8;

/// How many values of types are made for one: readers want no longer samples, and types of types grow without
/// an end.
const BUDGET: usize = 200;

/// The moment of every date: 2026-01-31 12:00 UTC.
const MOMENT: i64 = 1_769_860_800;

/// What is known of a value beside its type.
#[derive(Clone, Copy, Default)]
pub(super) struct Hint<'h> {
    /// A text to try first.
    pub(super) text: Option<&'h str>,
    /// What the value must be like.
    pub(super) constraints: &'h [Constraint],
}

/// A value of a type; none where there is none that is simple.
pub(super) fn value(api: &Api, ty: &Type, hint: Hint<'_>) -> Option<Json> {
    Making::new(api).value(ty, hint)
}

/// The value of a field: its example, or one that is made up.
pub(super) fn of_field(api: &Api, field: &Field) -> Option<Json> {
    Making::new(api).of_field(field)
}

/// Makes a value.
struct Making<'a> {
    api: &'a Api,
    /// How many declared types are begun.
    depth: usize,
    /// How many values may still be made.
    left: usize,
}

impl<'a> Making<'a> {
    fn new(api: &'a Api) -> Self {
        Self {
            api,
            depth: 0,
            left: BUDGET,
        }
    }

    fn of_field(&mut self, field: &Field) -> Option<Json> {
        if let Some(example) = &field.example {
            return Some(example.clone());
        }
        let hint = Hint {
            text: None,
            constraints: &field.constraints,
        };
        self.value(&field.ty, hint)
    }

    fn value(&mut self, ty: &Type, hint: Hint<'_>) -> Option<Json> {
        self.left = self.left.checked_sub(1)?;
        match ty {
            Type::Bool => Some(Json::Bool(true)),
            Type::Int32 | Type::Int64 | Type::IntOrString(WriteForm::Int) => int(hint),
            Type::Float | Type::Decimal => int(hint),
            Type::IntOrString(WriteForm::String) => {
                Some(Json::from(int(hint)?.scalar_text()?.as_ref()))
            }
            Type::String(format) => text(*format, hint),
            Type::Secret => Some(Json::from("an-example-secret")),
            Type::Bytes => Some(Json::from("ZXhhbXBsZQ==")),
            Type::File => Some(Json::from("example")),
            Type::Any => Some(Json::from("example")),
            Type::Date(formats) => Some(moment(formats, "yyyy-MM-dd")),
            Type::DateTime { formats, .. } => Some(moment(formats, "yyyy-MM-dd'T'HH:mm:ssXXX")),
            Type::EpochSeconds => Some(Json::from(MOMENT)),
            Type::EpochMillis => Some(Json::from(MOMENT * 1000)),
            Type::BoolCodes { on, .. } => Some(literal(on)),
            Type::List(inner) | Type::OneOrMany(inner) | Type::Csv(inner) => {
                let item = self.value(inner, Hint::default())?;
                Some(Json::Array(vec![item]))
            }
            Type::Map(inner) => self.single("example", inner),
            Type::IntMap(inner) => self.single("1", inner),
            Type::Pairs(key, value) => {
                let pair = vec![self.plain(key)?, self.plain(value)?];
                Some(Json::Array(vec![Json::Array(pair)]))
            }
            Type::FlatPairs(key, value, _) => {
                Some(Json::Array(vec![self.plain(key)?, self.plain(value)?]))
            }
            Type::JsonString(inner)
            | Type::InString(inner)
            | Type::Trimmed(inner)
            | Type::Sentinel(inner, _)
            | Type::Nullable(inner) => self.value(inner, hint),
            Type::Named(id) if self.depth < DEPTH => {
                self.depth += 1;
                let made = self.declared(self.api.declaration(*id));
                self.depth -= 1;
                made
            }
            Type::Named(_) => None,
        }
    }

    fn plain(&mut self, ty: &Type) -> Option<Json> {
        self.value(ty, Hint::default())
    }

    fn single(&mut self, key: &str, ty: &Type) -> Option<Json> {
        let value = self.plain(ty)?;
        Some(Json::Object(vec![(key.to_owned(), value)]))
    }

    fn declared(&mut self, declaration: &Declaration) -> Option<Json> {
        match &declaration.kind {
            TypeKind::Record(record) => self.record(record),
            TypeKind::Enum(codes) => codes.variants.first().map(|variant| literal(&variant.code)),
            TypeKind::Union(union) => union
                .variants
                .iter()
                .find_map(|variant| self.variant(union, variant)),
            TypeKind::Patterned(_) => Some(Json::Object(Vec::new())),
            TypeKind::Opaque => None,
        }
    }

    fn record(&mut self, record: &Record) -> Option<Json> {
        if record.tuple {
            let with = record.actions.first().map(|action| &action.with);
            let items = record.fields.iter().enumerate().map(|(index, field)| {
                let is_there = with.is_none_or(|with| with.get(index) == Some(&true));
                match is_there {
                    true => self.of_field(field),
                    false => Some(Json::Null),
                }
            });
            return Some(Json::Array(items.collect::<Option<_>>()?));
        }
        let needed = |field: &&Field| {
            field.is_given() && field.presence == Presence::Required && field.access != Access::Read
        };
        let mut members = Vec::new();
        for field in record.fields.iter().filter(needed) {
            match self.of_field(field)? {
                Json::Object(spread) if field.spread => members.extend(spread),
                value => members.push((field.wire.0.clone(), value)),
            }
        }
        Some(Json::Object(members))
    }

    fn variant(&mut self, union: &Union, variant: &UnionVariant) -> Option<Json> {
        let content = self.plain(&variant.ty)?;
        let named = |name: &str| name.to_owned();
        Some(match &union.form {
            UnionForm::Adjacent {
                tag,
                content: place,
            } => Json::Object(vec![
                (named(tag.as_str()), Json::from(variant.tag.as_str())),
                (named(place.as_str()), content),
            ]),
            UnionForm::TagNames { tag } => Json::Object(vec![
                (named(tag.as_str()), Json::from(variant.tag.as_str())),
                (named(variant.tag.as_str()), content),
            ]),
            UnionForm::Inline { tag } => {
                let mut members = vec![(named(tag.as_str()), Json::from(variant.tag.as_str()))];
                members.extend(content.as_object()?.iter().cloned());
                Json::Object(members)
            }
            UnionForm::ByVariant => Json::Object(vec![(named(variant.tag.as_str()), content)]),
            UnionForm::Untagged => content,
        })
    }
}

fn int(hint: Hint<'_>) -> Option<Json> {
    let kept = |number: &i64| keeps(hint.constraints, &number.to_string());
    let bounds = hint.constraints.iter().filter_map(|constraint| {
        let Constraint::Range(from, to) = constraint else {
            return None;
        };
        from.as_ref().or(to.as_ref())?.parse().ok()
    });
    let mut numbers = NUMBERS.iter().copied().chain(bounds);
    let number = numbers.find(kept).unwrap_or(1);
    Some(Json::Number(Number::from(number)))
}

fn text(format: Option<Format>, hint: Hint<'_>) -> Option<Json> {
    let formatted = format.map(|format| match format {
        Format::Email => "someone@example.com",
        Format::Phone => "13800000000",
        Format::Url => "https://example.com",
    });
    if let Some(text) = formatted {
        return Some(Json::from(text));
    }
    let texts = || hint.text.into_iter().chain(TEXTS.iter().copied());
    if let Some(text) = texts().find(|text| keeps(hint.constraints, text)) {
        return Some(Json::from(text));
    }
    let other = hint
        .constraints
        .iter()
        .filter_map(|constraint| match constraint {
            Constraint::Pattern(pattern) => matching(pattern),
            Constraint::Length(Some(length), _) => {
                Some("e".repeat(usize::try_from(*length).unwrap_or(0).min(64)))
            }
            Constraint::Length(None, Some(length)) => {
                Some("e".repeat(usize::try_from(*length).unwrap_or(0).min(64)))
            }
            _ => None,
        });
    let kept = other.into_iter().find(|text| keeps(hint.constraints, text));
    let otherwise = || texts().next().unwrap_or_default().to_owned();
    Some(Json::from(kept.unwrap_or_else(otherwise)))
}

/// The smallest text that a pattern matches, where it is a row of classes.
fn matching(pattern: &Pattern) -> Option<String> {
    let mut text = String::new();
    pieces(pattern.pieces.as_deref()?, &mut text)?;
    Some(text)
}

fn pieces(row: &[Piece], text: &mut String) -> Option<()> {
    for piece in row {
        for _ in 0..piece.min.min(64) {
            match &piece.what {
                What::Class(ranges) => {
                    let digit = ranges.iter().find(|(from, to)| {
                        ('1'..='9').contains(from) || (*from <= '1' && *to >= '1')
                    });
                    let (from, to) = digit.or_else(|| ranges.last())?;
                    let is_one = *from <= '1' && *to >= '1';
                    text.push(if is_one { '1' } else { *from });
                }
                What::Texts(texts) => text.push_str(texts.first()?),
                What::Row(row) => pieces(row, text)?,
            }
        }
    }
    Some(())
}

fn moment(formats: &[String], otherwise: &str) -> Json {
    let pattern = formats.first().map_or(otherwise, String::as_str);
    Json::String(f::format(
        Timestamp::from_unix_seconds(MOMENT),
        pattern,
        "UTC",
    ))
}

fn literal(code: &Literal) -> Json {
    match code {
        Literal::Int(code) => Json::Number(Number::from(*code)),
        Literal::Text(code) => Json::from(code.as_str()),
    }
}

/// Whether a text keeps constraints.
fn keeps(constraints: &[Constraint], text: &str) -> bool {
    let within = |count: usize, from: Option<u64>, to: Option<u64>| {
        let count = u64::try_from(count).unwrap_or(u64::MAX);
        from.is_none_or(|from| count >= from) && to.is_none_or(|to| count <= to)
    };
    let order = |bound: &Option<String>| {
        let (text, bound) = (
            Decimal::new(text).ok()?,
            Decimal::new(bound.as_deref()?).ok()?,
        );
        Some(f::decimal_order(&text, &bound))
    };
    constraints.iter().all(|constraint| match constraint {
        Constraint::Length(from, to) => within(text.chars().count(), *from, *to),
        Constraint::ByteLength(from, to) => within(text.len(), *from, *to),
        Constraint::Range(from, to) => {
            order(from).is_none_or(|order| order.is_ge()) && order(to).is_none_or(|o| o.is_le())
        }
        Constraint::Pattern(pattern) => {
            whole_match(&pattern.source).is_ok_and(|regex| regex.is_match(text))
        }
        Constraint::Items(..) | Constraint::Unique => true,
    })
}
