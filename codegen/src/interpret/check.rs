//! What values must be like: the rule engine for values without generated code.
//!
//! It makes the calls that a client's `impl Validate` makes, in the same order.

use apiloom_wire::validate::Message;
use apiloom_wire::{Decimal, Json, OtherVariant, Place, Severity, Violations};

use super::record::is_of;
use super::{Datum, Inputs, KeyedMap, RecordDatum, TypeCodec, Values, environment, names};
use crate::expr::{self, Env, Value};
use crate::lower::{can_be_broken, can_be_misread, expected, rule_message};
use crate::model::{
    Constraint, Decode, Docs, Field, Format, Patterned, Payload, Presence, Record, Returns, Rule,
    RuleKind, Type, TypeId, TypeKind, Union, UnionForm,
};

/// What a set of a rule is called with.
type Sets = fn(&mut Violations, &Place<'_>, &[(&'static str, bool)], Option<Message>);

impl Values<'_> {
    /// Adds what is wrong with a value of a type by the rules of the spec.
    pub fn check(&self, ty: &Type, value: &Datum, at: &Place<'_>, found: &mut Violations) {
        self.inner(ty, value, at, found);
    }

    /// Adds what is wrong with inputs by the rules of the spec.
    pub fn check_inputs(&self, inputs: &Inputs<'_>, found: &mut Violations) {
        let (operation, root) = (inputs.operation, Place::ROOT);
        let whole = operation
            .body
            .as_ref()
            .and_then(|body| match &body.payload {
                Payload::Whole(field) => Some(&**field),
                Payload::Fields(_) => None,
            });
        for (field, datum) in &inputs.values {
            let parameter = operation
                .parameters
                .iter()
                .find(|parameter| std::ptr::eq(&parameter.field, *field));
            let (wire, name) = (field_name(field), names::text(&field.name.snake()));
            match parameter {
                _ if whole.is_some_and(|whole| std::ptr::eq(whole, *field)) => {
                    self.field(field, datum, &root, &root, found);
                }
                Some(parameter) => {
                    let at = root.parameter(parameter.place.word(), wire, name);
                    self.field(field, datum, &at, &root, found);
                }
                None => self.field(field, datum, &root.field(wire, name), &root, found),
            }
        }
        let fields: Vec<(&Field, &Datum)> = operation
            .fields()
            .map(|field| (field, inputs.get(field).unwrap_or(&Datum::Absent)))
            .collect();
        let given = fields.iter().filter(|(field, _)| field.value.is_none());
        let env = environment(given.copied(), &inputs.computed);
        self.rules(&operation.rules, &fields, &env, &root, found);
    }

    /// Adds what is wrong with what an operation answers; paths start at the body's root.
    pub fn check_answer(&self, returns: &Returns, value: &Datum, found: &mut Violations) {
        if matches!(returns.decode, Decode::Json | Decode::Text) {
            self.within(&returns.at, returns, value, &Place::ROOT, found);
        }
    }

    /// Adds what is wrong with values of fields that stand in no declared record, such as settings.
    pub fn check_fields<'f>(
        &self,
        fields: impl IntoIterator<Item = (&'f Field, &'f Datum)>,
        found: &mut Violations,
    ) {
        for (field, datum) in fields {
            let name = names::text(&field.name.snake());
            let at = Place::ROOT.field(field_name(field), name);
            self.field(field, datum, &at, &Place::ROOT, found);
        }
    }

    fn within(
        &self,
        path: &[String],
        returns: &Returns,
        value: &Datum,
        at: &Place<'_>,
        found: &mut Violations,
    ) {
        match path.split_first() {
            Some((first, rest)) => {
                let at = at.within(names::text(first));
                self.within(rest, returns, value, &at, found);
            }
            None if value.given().is_some() => self.inner(&returns.ty, value, at, found),
            None => {}
        }
    }

    /// A field that stands `at`, or whose members stand `around` it.
    fn field(
        &self,
        field: &Field,
        datum: &Datum,
        at: &Place<'_>,
        around: &Place<'_>,
        found: &mut Violations,
    ) {
        if datum.given().is_none() || field.constant.is_some() {
            return;
        }
        let at = if field.spread { around } else { at };
        severely(field.warns, found, &mut |found| {
            for constraint in &field.constraints {
                constrain(&field.ty, constraint, datum, at, found);
            }
            self.inner(&field.ty, datum, at, found);
        });
    }

    /// What a type asks of its values by itself, and what stands in them.
    fn inner(&self, ty: &Type, datum: &Datum, at: &Place<'_>, found: &mut Violations) {
        if !self.has_checks(ty) {
            return;
        }
        match (ty, datum) {
            (Type::String(Some(format)), Datum::Text(text)) => match format {
                Format::Email => found.email(at, text),
                Format::Phone => found.phone(at, text),
                Format::Url => found.url(at, text),
            },
            (Type::Csv(item), Datum::List(items)) => {
                if matches!(**item, Type::String(_)) {
                    let texts: Vec<&str> = items.iter().filter_map(text_of).collect();
                    found.csv(at, &texts);
                }
                self.items(item, items, at, found);
            }
            (Type::List(item) | Type::OneOrMany(item), Datum::List(items)) => {
                self.items(item, items, at, found);
            }
            (Type::Map(inner), Datum::Map(map)) => {
                for (key, item) in map {
                    self.inner(inner, item, &at.key(key), found);
                }
            }
            (Type::IntMap(inner), Datum::IntMap(map)) => {
                for (key, item) in map {
                    self.inner(inner, item, &at.map_key(key), found);
                }
            }
            (Type::Pairs(key, item) | Type::FlatPairs(key, item, _), Datum::Pairs(pairs)) => {
                for (index, (first, second)) in pairs.iter().enumerate() {
                    let at = at.item(index);
                    self.inner(key, first, &at, found);
                    self.inner(item, second, &at, found);
                }
            }
            (Type::JsonString(inner) | Type::InString(inner) | Type::Trimmed(inner), _) => {
                self.inner(inner, datum, at, found);
            }
            (Type::Sentinel(_, _), Datum::Empty) => {}
            (Type::Sentinel(inner, text), _) => {
                if let (Type::String(_), Some(value)) = (&**inner, text_of(datum)) {
                    found.sentinel(at, value, names::text(text));
                }
                self.inner(inner, datum, at, found);
            }
            (Type::Nullable(inner), _) if datum.given().is_some() => {
                self.inner(inner, datum, at, found);
            }
            (Type::Named(id), _) => self.declared(*id, datum, at, found),
            _ => {}
        }
    }

    fn has_checks(&self, ty: &Type) -> bool {
        crate::lower::has_checks(ty, &self.checked)
    }

    fn items(&self, ty: &Type, items: &[Datum], at: &Place<'_>, found: &mut Violations) {
        for (index, item) in items.iter().enumerate() {
            self.inner(ty, item, &at.item(index), found);
        }
    }

    fn declared(&self, id: TypeId, datum: &Datum, at: &Place<'_>, found: &mut Violations) {
        match (self.kind(id), datum) {
            (TypeKind::Record(record), Datum::Record(value)) => {
                self.record(record, value, at, found);
            }
            (TypeKind::Union(union), _) => self.union(union, datum, at, found),
            (TypeKind::Patterned(patterned), Datum::Keyed(value)) => {
                self.patterned(patterned, &value.maps, at, found);
            }
            _ => {}
        }
    }

    fn record(&self, record: &Record, value: &RecordDatum, at: &Place<'_>, found: &mut Violations) {
        let fields = record.fields.iter().zip(&value.fields);
        let action = record.actions.iter().find(|a| is_of(a, &value.fields));
        for (index, (field, datum)) in fields.clone().enumerate() {
            match record.tuple {
                true => self.field(field, datum, &at.item(index), at, found),
                false => {
                    let name = names::text(&field.name.snake());
                    self.field(field, datum, &at.field(field_name(field), name), at, found);
                }
            }
        }
        if action.is_none() {
            let fields: Vec<(&Field, &Datum)> = fields.collect();
            let env = environment(fields.iter().copied(), &[]);
            self.rules(&record.rules, &fields, &env, at, found);
        }
    }

    fn union(&self, union: &Union, datum: &Datum, at: &Place<'_>, found: &mut Violations) {
        match (datum, &union.form) {
            (Datum::Variant(number, value), form) => {
                let Some(variant) = union.variants.get(*number) else {
                    return;
                };
                severely(variant.warns, found, &mut |found| match form {
                    UnionForm::Adjacent { content, .. } => {
                        let name = names::text(content.as_str());
                        self.inner(&variant.ty, value, &at.field(name, name), found);
                    }
                    UnionForm::ByVariant | UnionForm::TagNames { .. } => {
                        let name = names::text(variant.tag.as_str());
                        self.inner(&variant.ty, value, &at.field(name, name), found);
                    }
                    UnionForm::Inline { .. } | UnionForm::Untagged => {
                        self.inner(&variant.ty, value, at, found);
                    }
                });
            }
            (Datum::Other(other), _) if can_be_misread(union) => {
                self.misread(union, other, at, found);
            }
            _ => {}
        }
    }

    /// Content that is not of the type that its tag says, and was kept as it came.
    fn misread(&self, union: &Union, other: &OtherVariant, at: &Place<'_>, found: &mut Violations) {
        let tag = other.content_tag();
        let mut variants = union.variants.iter();
        let variant = variants.find(|v| v.ty != Type::Any && Some(v.tag.as_str()) == tag);
        let Some(variant) = variant else { return };
        let name = match &union.form {
            UnionForm::Adjacent { content, .. } => names::text(content.as_str()),
            _ => names::text(variant.tag.as_str()),
        };
        let at = &at.field(name, name);
        let message = message(&expected(self.api, &variant.ty));
        severely(variant.warns, found, &mut |found| {
            let codec: TypeCodec<'_> = self.codec(&variant.ty);
            if let Some(value) = found.content::<Datum, _>(at, other, codec, message) {
                self.inner(&variant.ty, &value, at, found);
            }
        });
    }

    fn patterned(
        &self,
        patterned: &Patterned,
        maps: &[KeyedMap],
        at: &Place<'_>,
        found: &mut Violations,
    ) {
        for (key, map) in patterned.keys.iter().zip(maps) {
            let rust = names::text(&key.name.snake());
            let (prefix, suffix) = (names::text(&key.prefix), names::text(&key.suffix));
            match map {
                KeyedMap::Text(map) => {
                    for (hole, value) in map {
                        let at = at.patterned(rust, prefix, hole, suffix);
                        self.inner(&key.ty, value, &at, found);
                    }
                }
                KeyedMap::Int(map) => {
                    for (hole, value) in map {
                        let at = at.patterned(rust, prefix, hole, suffix);
                        self.inner(&key.ty, value, &at, found);
                    }
                }
            }
        }
    }

    fn rules(
        &self,
        rules: &[Rule],
        fields: &[(&Field, &Datum)],
        env: &Env,
        at: &Place<'_>,
        found: &mut Violations,
    ) {
        let named = fields.iter().map(|(field, _)| *field);
        for rule in rules
            .iter()
            .filter(|rule| can_be_broken(rule, named.clone()))
        {
            let (set, names): (Sets, _) = match &rule.kind {
                RuleKind::AllOrNone(names) => (Violations::all_or_none, names),
                RuleKind::ExactlyOne(names) => (Violations::exactly_one, names),
                RuleKind::AtLeastOne(names) => (Violations::at_least_one, names),
                RuleKind::AtMostOne(names) => (Violations::at_most_one, names),
                RuleKind::Require { broken, .. } => {
                    if expr::eval(broken, env) == Ok(Value::Bool(true)) {
                        let severity = match rule.error {
                            true => Severity::Error,
                            false => Severity::Warning,
                        };
                        let said = message(&rule_message(rule));
                        found.broken(at, names::text(&rule.id), severity, said);
                    }
                    continue;
                }
            };
            let given: Vec<(&'static str, bool)> = names
                .iter()
                .map(|name| {
                    let mut fields = fields.iter();
                    let field = fields.find(|(field, _)| field.wire == *name);
                    let given = field.is_some_and(|(field, datum)| is_given(field, datum));
                    (names::text(name.as_str()), given)
                })
                .collect();
            let said = (!rule.message.is_empty()).then(|| message(&rule.message));
            severely(!rule.error, found, &mut |found| {
                set(found, at, &given, said);
            });
        }
    }
}

/// Whether a field is there.
fn is_given(field: &Field, datum: &Datum) -> bool {
    let may_lack = field.nullable || field.presence == Presence::Optional;
    !(field.is_given() && may_lack) || datum.given().is_some()
}

/// Runs checks, whose violations are warnings if `warns`.
fn severely(warns: bool, found: &mut Violations, checks: &mut dyn FnMut(&mut Violations)) {
    match warns {
        true => found.as_warnings(|found| checks(found)),
        false => checks(found),
    }
}

/// One constraint of a value of this type.
fn constrain(
    ty: &Type,
    constraint: &Constraint,
    datum: &Datum,
    at: &Place<'_>,
    found: &mut Violations,
) {
    match (ty, constraint, datum) {
        (Type::Trimmed(inner) | Type::InString(inner), ..) => {
            constrain(inner, constraint, datum, at, found);
        }
        (Type::Sentinel(..), _, Datum::Empty) => {}
        (Type::Sentinel(inner, _), ..) => constrain(inner, constraint, datum, at, found),
        (_, Constraint::Items(from, to), _) => {
            let (from, to) = (from.unwrap_or_default(), to.unwrap_or(u64::MAX));
            if let Some(count) = count(datum) {
                found.items(at, count, from, to);
            }
        }
        (_, Constraint::Unique, Datum::List(items)) => found.unique_compared(at, items),
        (_, Constraint::Unique, Datum::Pairs(items)) => found.unique_compared(at, items),
        (_, Constraint::Range(from, to), _) => {
            range(datum, from.as_deref(), to.as_deref(), at, found)
        }
        (Type::Csv(_), _, Datum::List(items)) => {
            let items: Vec<&str> = items.iter().filter_map(text_of).collect();
            measure(constraint, &items.join(","), at, found);
        }
        (_, _, Datum::Json(Json::String(text)) | Datum::Text(text)) => {
            measure(constraint, text, at, found);
        }
        (_, _, Datum::Code(code)) => measure(constraint, &code.as_ref().text(), at, found),
        (_, _, Datum::Secret(secret)) => measure(constraint, secret, at, found),
        _ => {}
    }
}

fn measure<T: apiloom_wire::validate::CheckedText + ?Sized>(
    constraint: &Constraint,
    text: &T,
    at: &Place<'_>,
    found: &mut Violations,
) {
    match constraint {
        Constraint::Length(from, to) => {
            found.length(at, text, from.unwrap_or_default(), to.unwrap_or(u64::MAX));
        }
        Constraint::ByteLength(from, to) => {
            found.byte_length(at, text, from.unwrap_or_default(), to.unwrap_or(u64::MAX));
        }
        Constraint::Pattern(pattern) => found.pattern(at, text, names::pattern(&pattern.source)),
        // These are measured otherwise.
        Constraint::Range(..) | Constraint::Items(..) | Constraint::Unique => {}
    }
}

fn range(
    datum: &Datum,
    from: Option<&str>,
    to: Option<&str>,
    at: &Place<'_>,
    found: &mut Violations,
) {
    match datum {
        Datum::Int(value) => found.range(at, *value, int(from, true), int(to, false)),
        Datum::Float(value) => {
            let bound = |text: Option<&str>| text.and_then(|text| text.parse().ok());
            found.float_range(at, *value, bound(from), bound(to));
        }
        Datum::Decimal(value) => decimal_range(value, from, to, at, found),
        _ => {}
    }
}

fn decimal_range(
    value: &Decimal,
    from: Option<&str>,
    to: Option<&str>,
    at: &Place<'_>,
    found: &mut Violations,
) {
    found.decimal_range(at, value, from.map(names::text), to.map(names::text));
}

/// The bound of a whole number; one with a fraction is rounded to the next number inside.
fn int(bound: Option<&str>, is_lower: bool) -> Option<i64> {
    crate::constraint::int_bound(bound?, is_lower)
}

fn count(datum: &Datum) -> Option<usize> {
    match datum {
        Datum::List(items) => Some(items.len()),
        Datum::Map(map) => Some(map.len()),
        Datum::IntMap(map) => Some(map.len()),
        Datum::Pairs(pairs) => Some(pairs.len()),
        _ => None,
    }
}

fn text_of(datum: &Datum) -> Option<&str> {
    match datum {
        Datum::Text(text) => Some(text),
        _ => None,
    }
}

fn message(docs: &Docs) -> Message {
    let en = docs.en.as_deref().or(docs.zh.as_deref());
    let zh = docs.zh.as_deref().or(docs.en.as_deref());
    Message::new(
        names::text(en.unwrap_or_default()),
        names::text(zh.unwrap_or_default()),
    )
}

fn field_name(field: &Field) -> &'static str {
    names::text(field.wire.as_str())
}
