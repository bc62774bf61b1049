//! What stands in the examples of an API: a value of which fields and types, and the failure of which errors.

use std::collections::HashSet;

use apiloom_wire::{Code, Codec, Json, decode_as, encode};

use crate::emit::rust;
use crate::expr;
use crate::interpret::{Datum, Values};
use crate::model::{
    Api, EnumVariant, Envelope, Example, ExampleAnswer, Field, Literal, Operation, Type, TypeKind,
};
use crate::source::Span;

/// What stands in examples.
#[derive(Debug, Default)]
pub(super) struct Shown {
    /// In some example.
    pub(super) examples: Places,
    /// In one that becomes a test of the generated crate.
    pub(super) tests: Places,
    /// The members of envelopes that a client looks at.
    pub(super) judged: HashSet<Span>,
    /// The schemes part of whose computing is left to hooks.
    pub(super) by_hooks: HashSet<String>,
}

/// The places of what stands in examples.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// The names of operations, types and fields, the codes of enums and the tags of unions.
    pub(super) names: HashSet<Span>,
    /// The keys of errors.
    pub(super) errors: HashSet<String>,
}

/// What stands in the examples of an API.
pub(super) fn shown(api: &Api) -> Shown {
    let values = Values::new(api);
    let mut shown = Shown {
        judged: judged(&values),
        by_hooks: by_hooks(api),
        ..Shown::default()
    };
    let tested = rust::tested_examples(api);
    for (operation, tested) in api.operations.iter().zip(&tested) {
        for (example, is_tested) in operation.examples.iter().zip(tested) {
            shown.examples.example(&values, operation, example);
            if *is_tested {
                shown.tests.example(&values, operation, example);
            }
        }
    }
    for field in fields(api) {
        let example = field.example.as_ref();
        let datum = example.and_then(|json| read(json, values.slot(field).natural()));
        if let Some(datum) = datum {
            shown.examples.field(api, field, &datum);
        }
    }
    shown
}

/// Every field of an API.
fn fields(api: &Api) -> impl Iterator<Item = &Field> {
    let records = api.types.iter().filter_map(|ty| match &ty.kind {
        TypeKind::Record(record) => Some(&record.fields),
        _ => None,
    });
    let settings = api.settings.iter().map(|setting| &setting.field);
    let envelopes = api.envelopes.iter().map(|envelope| &envelope.fields);
    let inputs = api.operations.iter().flat_map(Operation::fields);
    let members = records.chain(envelopes).flatten();
    settings.chain(members).chain(inputs)
}

fn judged(values: &Values<'_>) -> HashSet<Span> {
    let envelopes = values.api().envelopes.iter().enumerate();
    let looked_at = envelopes.flat_map(|(index, envelope)| {
        let members = values.judged_members(index).fields();
        let fields = envelope.fields.iter();
        fields.filter(|field| members.contains(&field.wire.as_str()))
    });
    looked_at.map(|field| field.span).collect()
}

fn by_hooks(api: &Api) -> HashSet<String> {
    let schemes = api.schemes.iter().filter(|scheme| {
        let mut made = scheme.stamp_lets.iter().chain(&scheme.seal_lets);
        made.any(|made| !expr::uses(&made.value).hooks.is_empty())
    });
    schemes.map(|scheme| scheme.id.clone()).collect()
}

impl Places {
    fn example(&mut self, values: &Values<'_>, operation: &Operation, example: &Example) {
        self.names.insert(operation.span);
        let api = values.api();
        let request = example.request.as_ref().and_then(|json| encode(json).ok());
        let inputs = request.and_then(|json| values.inputs(operation, &json).ok());
        for (field, datum) in inputs.iter().flat_map(|inputs| &inputs.values) {
            self.field(api, field, datum);
        }
        if let Some(answer) = &example.answer {
            self.answer(values, operation, answer);
        }
    }

    fn answer(&mut self, values: &Values<'_>, operation: &Operation, answer: &ExampleAnswer) {
        let api = values.api();
        if let Some(code) = &answer.fails {
            self.errors
                .extend(api.error(code).map(|error| error.code.clone()));
        }
        let Some(body) = &answer.body else {
            return;
        };
        for field in envelopes(api, operation).flat_map(|envelope| &envelope.fields) {
            let mut keys = field.aliases.iter().chain([&field.wire]);
            let member = keys.find_map(|key| body.get(key.as_str()));
            let datum = member.and_then(|json| read(json, values.codec(&field.ty)));
            if let Some(datum) = datum {
                self.field(api, field, &datum);
            }
        }
        let Some(returns) = operation
            .returns
            .as_ref()
            .filter(|_| answer.fails.is_none())
        else {
            return;
        };
        let mut at = returns.at.iter();
        let shown = at.try_fold(body, |json, member| json.get(member));
        if let Some(datum) = shown.and_then(|json| read(json, values.codec(&returns.ty))) {
            self.value(api, &returns.ty, &datum);
        }
    }

    fn field(&mut self, api: &Api, field: &Field, datum: &Datum) {
        if let Some(datum) = datum.given() {
            self.names.insert(field.span);
            self.value(api, &field.ty, datum);
        }
    }

    fn value(&mut self, api: &Api, ty: &Type, datum: &Datum) {
        match (ty, datum) {
            (_, Datum::Absent | Datum::Null) => {}
            (
                Type::Nullable(inner)
                | Type::JsonString(inner)
                | Type::InString(inner)
                | Type::Trimmed(inner)
                | Type::Sentinel(inner, _),
                datum,
            ) => self.value(api, inner, datum),
            (Type::List(inner) | Type::OneOrMany(inner) | Type::Csv(inner), Datum::List(items)) => {
                self.values(api, inner, items);
            }
            (Type::Map(inner), Datum::Map(map)) => self.values(api, inner, map.values()),
            (Type::IntMap(inner), Datum::IntMap(map)) => self.values(api, inner, map.values()),
            (Type::Pairs(left, right) | Type::FlatPairs(left, right, _), Datum::Pairs(pairs)) => {
                self.values(api, left, pairs.iter().map(|(left, _)| left));
                self.values(api, right, pairs.iter().map(|(_, right)| right));
            }
            (Type::Named(id), datum) => {
                let declared = api.declaration(*id);
                self.names.insert(declared.span);
                self.declared(api, &declared.kind, datum);
            }
            _ => {}
        }
    }

    fn values<'d>(&mut self, api: &Api, ty: &Type, all: impl IntoIterator<Item = &'d Datum>) {
        for datum in all {
            self.value(api, ty, datum);
        }
    }

    fn declared(&mut self, api: &Api, kind: &TypeKind, datum: &Datum) {
        match (kind, datum) {
            (TypeKind::Record(record), Datum::Record(datum)) => {
                for (field, datum) in record.fields.iter().zip(&datum.fields) {
                    self.field(api, field, datum);
                }
            }
            (TypeKind::Union(union), Datum::Variant(number, datum)) => {
                if let Some(variant) = union.variants.get(*number) {
                    self.names.insert(variant.span);
                    self.value(api, &variant.ty, datum);
                }
            }
            (TypeKind::Enum(codes), Datum::Code(code)) => {
                let is_code = |known: &&EnumVariant| match (&known.code, code) {
                    (Literal::Int(known), Code::Int(code)) => known == code,
                    (Literal::Text(known), Code::Text(code)) => known == code,
                    _ => false,
                };
                let known = codes.variants.iter().find(is_code);
                self.names.extend(known.map(|code| code.span));
            }
            (TypeKind::Patterned(patterned), Datum::Keyed(keyed)) => {
                for (key, map) in patterned.keys.iter().zip(&keyed.maps) {
                    self.values(api, &key.ty, map.values());
                }
            }
            _ => {}
        }
    }
}

/// The envelope of an operation, and those that it goes on with.
fn envelopes<'a>(api: &'a Api, operation: &Operation) -> impl Iterator<Item = &'a Envelope> {
    let first = operation
        .envelope
        .and_then(|index| api.envelopes.get(index));
    let next = |envelope: &&'a Envelope| api.envelopes.get(envelope.then?);
    std::iter::successors(first, next).take(api.envelopes.len())
}

fn read(json: &Json, codec: impl Codec<Datum>) -> Option<Datum> {
    decode_as(&encode(json).ok()?, codec).ok()
}
