//! What values must be like: an `impl Validate` for each type that has rules, or holds one that has.
//!
//! The code is plain: a call of a check for each constraint, in the order of the fields.
//! The only locals are `at`, `value`, `item` and the like, which no name of a spec can hide: fields are
//! reached through `self`.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use crate::expr;
use crate::ident;
use crate::lower::{Holder, Inputs, Lowered, Slot, can_be_broken, can_be_misread, repr_inside};
use crate::model::{
    Constraint, Docs, Field, Format, Operation, Pattern, Patterned, Payload, Piece, Place,
    Presence, Record, Rule, RuleKind, Setting, Type, TypeId, Union, UnionForm, WireName,
};

/// A value that is checked.
#[derive(Clone)]
struct Value {
    /// A reference to it.
    by_ref: TokenStream,
    /// The value itself, where it can be copied.
    copied: TokenStream,
}

impl Value {
    /// What a pattern has bound to `name`, a reference.
    fn bound(name: &str) -> Self {
        let name = format_ident!("{name}");
        Self {
            by_ref: quote!(#name),
            copied: quote!(*#name),
        }
    }

    /// A field of `self`.
    fn field(name: &Ident) -> Self {
        Self {
            by_ref: quote!(&self.#name),
            copied: quote!(self.#name),
        }
    }
}

/// The checks of a file as they are made: with the patterns that they need.
struct Checks<'a> {
    lowered: &'a Lowered<'a>,
    patterns: TokenStream,
    /// The fields whose patterns are declared.
    declared: BTreeSet<String>,
    /// The name of the field that is looked at, by which its pattern is called.
    field: String,
    /// The place of the value that is looked at.
    here: TokenStream,
}

/// The checks of a record.
pub(super) fn record(
    lowered: &Lowered<'_>,
    id: TypeId,
    name: &Ident,
    record: &Record,
) -> TokenStream {
    if !lowered.is_checked(id) {
        return TokenStream::new();
    }
    let mut checks = Checks::new(lowered);
    let fields = record.fields.iter().enumerate();
    let fields: Vec<TokenStream> = fields
        .filter(|(_, field)| field.constant.is_none())
        .map(|(index, field)| {
            let at = match record.tuple {
                true => item_at(index),
                false => field_at(field, field.wire.as_str()),
            };
            checks.field(field, &lowered.slot(id, field), at)
        })
        .collect();
    let rules = checks.rules(&record.rules, record.fields.iter());
    checks.implement(name, quote!(#(#fields)* #rules))
}

/// The checks of a tuple that is an enum of actions.
pub(super) fn actions(
    lowered: &Lowered<'_>,
    id: TypeId,
    name: &Ident,
    record: &Record,
) -> TokenStream {
    if !lowered.is_checked(id) {
        return TokenStream::new();
    }
    let mut checks = Checks::new(lowered);
    let mut arms = Vec::new();
    for action in &record.actions {
        let variant = ident::camel(&action.name);
        let (mut bound, mut body) = (Vec::new(), Vec::new());
        let fields = record.fields.iter().zip(&action.with).enumerate();
        for (index, (field, with)) in fields {
            if !with || !checks.has_any(field) {
                continue;
            }
            let (name, local) = (ident::snake(&field.name), format_ident!("item_{index}"));
            bound.push(quote!(#name: #local));
            body.push(checks.at(&item_at(index), field, &Value::bound(&local.to_string())));
        }
        if !bound.is_empty() {
            arms.push((
                quote!(Self::#variant { #(#bound,)* .. }),
                quote!(#({ #body })*),
            ));
        }
    }
    let idle = arms.len() < record.actions.len();
    checks.implement(name, matching(&quote!(self), &arms, idle))
}

/// The checks of a union.
pub(super) fn union(
    lowered: &Lowered<'_>,
    id: TypeId,
    name: &Ident,
    union: &Union,
    other: &Ident,
) -> TokenStream {
    if !lowered.is_checked(id) {
        return TokenStream::new();
    }
    let mut checks = Checks::new(lowered);
    let mut arms = Vec::new();
    let mut idle = false;
    for variant in &union.variants {
        if !lowered.has_checks(&variant.ty) {
            idle = true;
            continue;
        }
        let case = ident::camel(&variant.name);
        let at = match &union.form {
            UnionForm::Adjacent { content, .. } => Some(member_at(content)),
            UnionForm::ByVariant => Some(member_at(&variant.tag)),
            UnionForm::Inline { .. } | UnionForm::Untagged => None,
        };
        let is_single = checks.checks_itself(&variant.ty) || matches!(variant.ty, Type::String(_));
        let place = at.map(|at| match is_single {
            true => {
                checks.here = quote!(&#at);
                TokenStream::new()
            }
            false => quote!(let at = &#at;),
        });
        let inner = checks.value(&variant.ty, &[], &Value::bound("value"));
        checks.here = quote!(at);
        let inner = lowered_to_warnings(variant.warns, inner);
        arms.push((quote!(Self::#case(value)), quote!(#place #inner)));
    }
    if let (true, UnionForm::Adjacent { content, .. }) = (can_be_misread(union), &union.form) {
        let tags = checks.misread(id, union, content);
        arms.push((quote!(Self::#other(other)), tags));
    } else {
        idle |= union.open;
    }
    checks.implement(name, matching(&quote!(self), &arms, idle))
}

/// The checks of an object whose keys follow patterns.
pub(super) fn patterned(
    lowered: &Lowered<'_>,
    id: TypeId,
    name: &Ident,
    patterned: &Patterned,
) -> TokenStream {
    if !lowered.is_checked(id) {
        return TokenStream::new();
    }
    let mut checks = Checks::new(lowered);
    let keys = patterned.keys.iter();
    let keys: Vec<TokenStream> = keys
        .filter(|key| lowered.has_checks(&key.ty))
        .map(|key| {
            let field = ident::snake(&key.name);
            let (rust, prefix, suffix) = (key.name.snake(), &key.prefix, &key.suffix);
            let inner = checks.value(&key.ty, &[], &Value::bound("value"));
            quote! {
                for (key, value) in &self.#field {
                    let at = &at.patterned(#rust, #prefix, key, #suffix);
                    #inner
                }
            }
        })
        .collect();
    checks.implement(name, quote!(#(#keys)*))
}

/// The checks of an operation's inputs, if it has any.
pub(super) fn operation(
    lowered: &Lowered<'_>,
    operation: &Operation,
    inputs: &Inputs<'_>,
    name: &Ident,
) -> Option<TokenStream> {
    let mut checks = Checks::new(lowered);
    let place = |field: &Field| {
        let parameters = operation.parameters.iter();
        let mut parameters = parameters.filter(|p| std::ptr::eq(&p.field, field));
        parameters.next().map(|parameter| parameter.place)
    };
    let computed = inputs.computed.iter().map(|field| (*field, None));
    let given = inputs
        .given
        .iter()
        .map(|(field, slot)| (*field, Some(slot)));
    let mut body = Vec::new();
    for (field, slot) in given.chain(computed) {
        let whole = matches!(
            operation.body.as_ref().map(|body| &body.payload),
            Some(Payload::Whole(whole)) if std::ptr::eq(&**whole, field)
        );
        let at = match place(field) {
            _ if whole => quote!(at),
            Some(place) => {
                let (part, wire) = (place_word(place), field.wire.as_str());
                let name = field.name.snake();
                quote!(at.parameter(#part, #wire, #name))
            }
            None => field_at(field, field.wire.as_str()),
        };
        if let Some(slot) = slot {
            body.push(checks.field(field, slot, at));
        }
    }
    let parameters = operation.parameters.iter().map(|p| &p.field);
    let own: &[Field] = match operation.body.as_ref().map(|body| &body.payload) {
        Some(Payload::Fields(fields)) => fields,
        Some(Payload::Whole(field)) => std::slice::from_ref(field),
        None => &[],
    };
    body.push(checks.rules(&operation.rules, parameters.chain(own)));
    let body = quote!(#(#body)*);
    (!body.is_empty()).then(|| checks.implement(name, body))
}

/// The checks of the settings, if they have any.
pub(super) fn settings<'s>(
    lowered: &Lowered<'_>,
    settings: impl IntoIterator<Item = (&'s Setting, Slot)>,
) -> Option<TokenStream> {
    let mut checks = Checks::new(lowered);
    let body: Vec<TokenStream> = settings
        .into_iter()
        .map(|(setting, slot)| {
            let field = &setting.field;
            let at = field_at(field, field.wire.as_str());
            checks.field(field, &slot, at)
        })
        .collect();
    let body = quote!(#(#body)*);
    (!body.is_empty()).then(|| checks.implement(&format_ident!("Settings"), body))
}

impl<'a> Checks<'a> {
    fn new(lowered: &'a Lowered<'a>) -> Self {
        Self {
            lowered,
            patterns: TokenStream::new(),
            declared: BTreeSet::new(),
            field: String::new(),
            here: quote!(at),
        }
    }

    fn implement(self, name: &Ident, body: TokenStream) -> TokenStream {
        let patterns = self.patterns;
        quote! {
            impl validate::Validate for #name {
                fn check(&self, at: &validate::Place<'_>, found: &mut validate::Violations) {
                    #body
                }
            }
            #patterns
        }
    }

    /// Whether a field's values are checked.
    fn has_any(&self, field: &Field) -> bool {
        !field.constraints.is_empty() || self.lowered.has_checks(&field.ty)
    }

    /// The checks of a field of `self`, which stands at a place.
    fn field(&mut self, field: &Field, slot: &Slot, at: TokenStream) -> TokenStream {
        if !self.has_any(field) {
            return TokenStream::new();
        }
        // The members of what is spread stand here.
        let at = if field.spread { quote!(at) } else { at };
        let name = ident::snake(&field.name);
        if field.constraints.is_empty() && self.checks_itself(&field.ty) {
            let at = reference(&at);
            let check = quote!(found.inside(#at, &self.#name););
            return lowered_to_warnings(field.warns, check);
        }
        let pattern = match slot.holder {
            Holder::Bare => {
                let checks = self.at(&at, field, &Value::field(&name));
                // A place of its own is for these checks alone.
                return match checks.to_string().starts_with("let at") {
                    true => quote!({ #checks }),
                    false => checks,
                };
            }
            Holder::Option => quote!(Some(value)),
            Holder::Nullable => quote!(Nullable::Value(value)),
            Holder::Patch => quote!(Patch::Set(value)),
            Holder::Replacement => quote!(Replacement::With(value)),
            Holder::Whole => quote!(Whole::Set(value)),
        };
        let checks = self.at(&at, field, &Value::bound("value"));
        quote!(if let #pattern = &self.#name { #checks })
    }

    /// Whether a type, and whatever it is wrapped in, knows by itself how it is checked.
    fn checks_itself(&self, ty: &Type) -> bool {
        match ty {
            Type::Named(id) => self.lowered.is_checked(*id),
            Type::List(inner)
            | Type::OneOrMany(inner)
            | Type::Csv(inner)
            | Type::Map(inner)
            | Type::IntMap(inner)
            | Type::JsonString(inner)
            | Type::Nullable(inner)
            | Type::Sentinel(inner, _) => self.checks_itself(inner),
            _ => false,
        }
    }

    /// The checks of a field's value.
    fn at(&mut self, at: &TokenStream, field: &Field, value: &Value) -> TokenStream {
        self.field = field.name.screaming();
        let itself = usize::from(self.lowered.has_checks(&field.ty));
        let is_single = field.constraints.len() + itself == 1
            && !(matches!(field.ty, Type::Sentinel(..) | Type::Any))
            && (itself == 0 || matches!(field.ty, Type::String(_)) || is_plain_csv(&field.ty));
        let is_here = at.to_string() == "at";
        if is_single {
            self.here = reference(at);
        }
        let checks = self.value(&field.ty, &field.constraints, value);
        self.here = quote!(at);
        let checks = lowered_to_warnings(field.warns, checks);
        match is_single || is_here {
            true => checks,
            false => quote!(let at = &#at; #checks),
        }
    }

    /// What is checked of a value of this type, at `at`.
    fn value(&mut self, ty: &Type, constraints: &[Constraint], value: &Value) -> TokenStream {
        let own = constraints.iter();
        let own: Vec<TokenStream> = own
            .map(|constraint| self.constraint(ty, constraint, value))
            .collect();
        let inner = self.inner(ty, value);
        quote!(#(#own)* #inner)
    }

    /// What a type asks of its values by itself, and what stands in them.
    fn inner(&mut self, ty: &Type, value: &Value) -> TokenStream {
        if !self.lowered.has_checks(ty) {
            return TokenStream::new();
        }
        let (by_ref, here) = (&value.by_ref, self.here.clone());
        if self.checks_itself(ty) {
            return quote!(found.inside(#here, #by_ref););
        }
        match ty {
            Type::String(Some(format)) => {
                let check = match format {
                    Format::Email => quote!(email),
                    Format::Phone => quote!(phone),
                    Format::Url => quote!(url),
                };
                quote!(found.#check(#here, #by_ref);)
            }
            Type::Csv(item) if matches!(**item, Type::String(_)) => {
                let items = match &**item {
                    Type::String(Some(_)) => self.items(item, &receiver(by_ref)),
                    _ => TokenStream::new(),
                };
                quote!(found.csv(#here, #by_ref); #items)
            }
            Type::List(item) | Type::OneOrMany(item) | Type::Csv(item) => {
                self.items(item, &receiver(by_ref))
            }
            Type::Map(inner) | Type::IntMap(inner) => {
                let inner = self.inner(inner, &Value::bound("item"));
                let key = match ty {
                    Type::Map(_) => quote!(key(key)),
                    _ => quote!(map_key(key)),
                };
                quote! {
                    for (key, item) in #by_ref {
                        let at = &at.#key;
                        #inner
                    }
                }
            }
            Type::Pairs(key, item) | Type::FlatPairs(key, item, _) => {
                let key = self.inner(key, &Value::bound("key"));
                let item = self.inner(item, &Value::bound("item"));
                let part = |name: &str, checks: &TokenStream| match checks.is_empty() {
                    true => quote!(_),
                    false => {
                        let name = format_ident!("{name}");
                        quote!(#name)
                    }
                };
                let (key_name, item_name) = (part("key", &key), part("item", &item));
                let list = receiver(by_ref);
                quote! {
                    for (index, (#key_name, #item_name)) in #list.iter().enumerate() {
                        let at = &at.item(index);
                        #key #item
                    }
                }
            }
            Type::JsonString(inner) | Type::InString(inner) | Type::Trimmed(inner) => {
                self.inner(inner, value)
            }
            Type::Sentinel(inner, text) => {
                let is_text = matches!(**inner, Type::String(_));
                let own = is_text.then(|| quote!(found.sentinel(#here, value, #text);));
                let inner = self.inner(inner, &Value::bound("value"));
                quote!(if let OrEmpty::Value(value) = #by_ref { #own #inner })
            }
            Type::Nullable(inner) => {
                let inner = self.inner(inner, &Value::bound("value"));
                quote!(if let Some(value) = #by_ref { #inner })
            }
            _ => TokenStream::new(),
        }
    }

    fn items(&mut self, item: &Type, list: &TokenStream) -> TokenStream {
        let inner = self.inner(item, &Value::bound("item"));
        quote! {
            for (index, item) in #list.iter().enumerate() {
                let at = &at.item(index);
                #inner
            }
        }
    }

    /// One constraint of a value of this type; the checks let in only those that fit.
    fn constraint(&mut self, ty: &Type, constraint: &Constraint, value: &Value) -> TokenStream {
        let (by_ref, here) = (&value.by_ref, self.here.clone());
        match (ty, constraint) {
            (Type::Trimmed(inner) | Type::InString(inner), _) => {
                self.constraint(inner, constraint, value)
            }
            (Type::Sentinel(inner, _), _) => {
                let check = self.constraint(inner, constraint, &Value::bound("value"));
                quote!(if let OrEmpty::Value(value) = #by_ref { #check })
            }
            (_, Constraint::Items(from, to)) => {
                let (list, from, to) = (receiver(by_ref), least(*from), most(*to));
                quote!(found.items(#here, #list.len(), #from, #to);)
            }
            (_, Constraint::Unique) => quote!(found.unique_compared(#here, #by_ref);),
            (Type::Float, Constraint::Range(from, to)) => {
                let (value, from, to) = (&value.copied, float(from), float(to));
                quote!(found.float_range(#here, #value, #from, #to);)
            }
            (Type::Decimal, Constraint::Range(from, to)) => {
                let (from, to) = (option(from.as_ref()), option(to.as_ref()));
                quote!(found.decimal_range(#here, #by_ref, #from, #to);)
            }
            (_, Constraint::Range(from, to)) => {
                let (value, from, to) = (&value.copied, int(from, true), int(to, false));
                quote!(found.range(#here, #value, #from, #to);)
            }
            (Type::Any, _) => {
                let check = self.text(constraint, &quote!(value));
                quote!(if let Json::String(value) = #by_ref { #check })
            }
            (Type::Named(_), _) => self.text(constraint, &quote!(&CodeEnum::code(#by_ref).text())),
            (Type::Csv(_), _) => {
                let list = receiver(by_ref);
                self.text(constraint, &quote!(&#list.join(",")))
            }
            _ => self.text(constraint, by_ref),
        }
    }

    fn text(&mut self, constraint: &Constraint, text: &TokenStream) -> TokenStream {
        let here = self.here.clone();
        match constraint {
            Constraint::Length(from, to) => {
                let (from, to) = (least(*from), most(*to));
                quote!(found.length(#here, #text, #from, #to);)
            }
            Constraint::ByteLength(from, to) => {
                let (from, to) = (least(*from), most(*to));
                quote!(found.byte_length(#here, #text, #from, #to);)
            }
            Constraint::Pattern(pattern) => {
                let name = self.pattern(pattern);
                quote!(found.pattern(#here, #text, &#name);)
            }
            // These are measured otherwise.
            Constraint::Range(..) | Constraint::Items(..) | Constraint::Unique => {
                TokenStream::new()
            }
        }
    }

    /// Declares the pattern of the field that is looked at, and gives its name.
    fn pattern(&mut self, pattern: &Pattern) -> Ident {
        let name = format_ident!("{}_PATTERN", self.field);
        // The actions of a tuple share their items.
        if !self.declared.insert(self.field.clone()) {
            return name;
        }
        let source = &pattern.source;
        let made = match &pattern.pieces {
            Some(pieces) => {
                let pieces = pieces.iter().map(piece);
                quote!(validate::Pattern::pieces(#source, &[#(#pieces),*]))
            }
            None => quote!(validate::Pattern::regex(#source)),
        };
        self.patterns.extend(quote! {
            static #name: validate::Pattern = #made;
        });
        name
    }

    /// The checks of content that is not of the type that its tag says, and was kept as it came.
    fn misread(&mut self, id: TypeId, union: &Union, content: &WireName) -> TokenStream {
        let at = member_at(content);
        let tags = union
            .variants
            .iter()
            .filter(|variant| variant.ty != Type::Any);
        let tags: Vec<(TokenStream, TokenStream)> = tags
            .map(|variant| {
                let tag = variant.tag.as_str();
                let repr = repr_inside(self.lowered, id, &variant.ty);
                let (ty, codec) = (&repr.ty, repr.codec_or_plain());
                let message = message(&expected(self.lowered, &variant.ty));
                let inner = self.value(&variant.ty, &[], &Value::bound("value"));
                let read = quote!(found.content::<#ty, _>(at, other, #codec, #message));
                let check = match inner.is_empty() {
                    true => quote!(#read;),
                    false => quote!(if let Some(value) = &#read { #inner }),
                };
                let check = lowered_to_warnings(variant.warns, check);
                (quote!(Some(#tag)), check)
            })
            .collect();
        let tags = matching(&quote!(other.content_tag()), &tags, true);
        quote!(let at = &#at; #tags)
    }

    /// The checks over several fields.
    fn rules<'f>(
        &mut self,
        rules: &[Rule],
        fields: impl Iterator<Item = &'f Field>,
    ) -> TokenStream {
        let fields: Vec<&Field> = fields.collect();
        let rules = rules.iter();
        let rules = rules.filter(|rule| can_be_broken(rule, fields.iter().copied()));
        let rules: Vec<TokenStream> = rules.map(|rule| self.rule(rule, &fields)).collect();
        quote!(#(#rules)*)
    }

    fn rule(&mut self, rule: &Rule, fields: &[&Field]) -> TokenStream {
        let (check, names) = match &rule.kind {
            RuleKind::AllOrNone(names) => (quote!(all_or_none), names),
            RuleKind::ExactlyOne(names) => (quote!(exactly_one), names),
            RuleKind::AtLeastOne(names) => (quote!(at_least_one), names),
            RuleKind::AtMostOne(names) => (quote!(at_most_one), names),
            RuleKind::Require {
                when,
                require,
                broken,
            } => return requirement(rule, when.as_deref(), require, broken),
        };
        let given = names.iter().map(|name| {
            let wire = name.as_str();
            let there = is_given(fields.iter().find(|field| field.wire == *name));
            quote!((#wire, #there))
        });
        let message = match rule.message.is_empty() {
            true => quote!(None),
            false => {
                let message = message(&rule.message);
                quote!(Some(#message))
            }
        };
        let check = quote!(found.#check(at, &[#(#given),*], #message););
        lowered_to_warnings(!rule.error, check)
    }
}

/// What is done for each of these patterns, and nothing for others if there are any.
fn matching(
    value: &TokenStream,
    arms: &[(TokenStream, TokenStream)],
    has_others: bool,
) -> TokenStream {
    match (arms, has_others) {
        ([(pattern, body)], true) => quote!(if let #pattern = #value { #body }),
        _ => {
            let arms = arms
                .iter()
                .map(|(pattern, body)| quote!(#pattern => { #body }));
            let rest = has_others.then(|| quote!(_ => {}));
            quote!(match #value { #(#arms)* #rest })
        }
    }
}

/// A predicate that must hold.
fn requirement(
    rule: &Rule,
    when: Option<&str>,
    require: &str,
    broken: &expr::Typed,
) -> TokenStream {
    let said = match rule.message.is_empty() {
        false => rule.message.clone(),
        true => {
            let text = match when {
                Some(when) => format!("when {when}: {require}"),
                None => require.to_owned(),
            };
            Docs {
                en: Some(format!("this must hold: {text}")),
                zh: Some(format!("须满足：{text}")),
            }
        }
    };
    let (broken, message, id) = (expr::rust_condition(broken), message(&said), &rule.id);
    let severity = match rule.error {
        true => quote!(validate::Severity::Error),
        false => quote!(validate::Severity::Warning),
    };
    quote!(if #broken { found.broken(at, #id, #severity, #message); })
}

/// Whether a field is there.
fn is_given(field: Option<&&Field>) -> TokenStream {
    let Some(field) = field else {
        // The checks let in only the names of fields.
        return quote!(false);
    };
    let name = ident::snake(&field.name);
    match field.is_given() && (field.nullable || field.presence == Presence::Optional) {
        true => quote!(f::given(&self.#name).is_some()),
        false => quote!(true),
    }
}

fn message(docs: &Docs) -> TokenStream {
    let en = docs.en.as_deref().or(docs.zh.as_deref());
    let zh = docs.zh.as_deref().or(docs.en.as_deref());
    let (en, zh) = (en.unwrap_or_default(), zh.unwrap_or_default());
    quote!(validate::Message::new(#en, #zh))
}

/// What belongs where a value of a type stands, in words.
fn expected(lowered: &Lowered<'_>, ty: &Type) -> Docs {
    let (en, zh) = match ty {
        Type::Bool => ("a bool".to_owned(), "布尔值".to_owned()),
        Type::Int32 | Type::Int64 | Type::EpochSeconds | Type::EpochMillis => {
            ("an integer".to_owned(), "整数".to_owned())
        }
        Type::IntOrString(_) => ("an integer or a text".to_owned(), "整数或文本".to_owned()),
        Type::Float | Type::Decimal => ("a number".to_owned(), "数字".to_owned()),
        Type::Date(formats) if !formats.is_empty() => {
            let formats = formats.join(", ");
            (
                format!("a date as {formats}"),
                format!("日期，格式为 {formats}"),
            )
        }
        Type::Date(_) => (
            "a date as yyyy-MM-dd".to_owned(),
            "日期，格式为 yyyy-MM-dd".to_owned(),
        ),
        Type::DateTime { formats, .. } if !formats.is_empty() => {
            let formats = formats.join(", ");
            (
                format!("a date with a time as {formats}"),
                format!("日期时间，格式为 {formats}"),
            )
        }
        Type::DateTime { .. } => (
            "a date with a time as RFC 3339 has it".to_owned(),
            "RFC 3339 格式的日期时间".to_owned(),
        ),
        Type::List(inner) => {
            let inner = expected(lowered, inner);
            let (en, zh) = (inner.en.unwrap_or_default(), inner.zh.unwrap_or_default());
            (format!("a list of this: {en}"), format!("列表，每项为{zh}"))
        }
        Type::Nullable(inner) | Type::Trimmed(inner) => return expected(lowered, inner),
        Type::Named(id) => {
            let name = lowered.api.declaration(*id).name.camel();
            (format!("what `{name}` is"), format!("类型 `{name}` 的值"))
        }
        Type::Pairs(..) | Type::FlatPairs(..) | Type::OneOrMany(_) => {
            ("a list".to_owned(), "列表".to_owned())
        }
        Type::Map(_) | Type::IntMap(_) => ("an object".to_owned(), "对象".to_owned()),
        Type::BoolCodes { on, off } => (format!("{on} or {off}"), format!("{on} 或 {off}")),
        Type::Any => ("a value".to_owned(), "值".to_owned()),
        Type::String(_)
        | Type::Secret
        | Type::Bytes
        | Type::File
        | Type::Csv(_)
        | Type::JsonString(_)
        | Type::InString(_)
        | Type::Sentinel(..) => ("a text".to_owned(), "文本".to_owned()),
    };
    Docs {
        en: Some(en),
        zh: Some(zh),
    }
}

fn lowered_to_warnings(warns: bool, checks: TokenStream) -> TokenStream {
    match warns && !checks.is_empty() {
        true => quote!(found.as_warnings(|found| { #checks });),
        false => checks,
    }
}

/// A comma-separated text whose items have no form of their own: one check is enough.
fn is_plain_csv(ty: &Type) -> bool {
    matches!(ty, Type::Csv(item) if matches!(**item, Type::String(None)))
}

/// A reference to a place; `at` is one already.
fn reference(at: &TokenStream) -> TokenStream {
    match at.to_string() == "at" {
        true => at.clone(),
        false => quote!(&#at),
    }
}

fn field_at(field: &Field, wire: &str) -> TokenStream {
    let name = field.name.snake();
    quote!(at.field(#wire, #name))
}

fn member_at(name: &WireName) -> TokenStream {
    let name = name.as_str();
    quote!(at.field(#name, #name))
}

fn item_at(index: usize) -> TokenStream {
    let index = Literal::usize_unsuffixed(index);
    quote!(at.item(#index))
}

fn place_word(place: Place) -> &'static str {
    match place {
        Place::Path => "path",
        Place::Query => "query",
        Place::Header => "header",
        Place::Cookie => "cookie",
    }
}

/// What a method is called on: a reference needs no `&` there.
fn receiver(by_ref: &TokenStream) -> TokenStream {
    let mut tokens = by_ref.clone().into_iter();
    match tokens.next() {
        Some(proc_macro2::TokenTree::Punct(punct)) if punct.as_char() == '&' => tokens.collect(),
        _ => by_ref.clone(),
    }
}

fn least(bound: Option<u64>) -> Literal {
    Literal::u64_unsuffixed(bound.unwrap_or_default())
}

fn most(bound: Option<u64>) -> TokenStream {
    match bound {
        Some(bound) => {
            let bound = Literal::u64_unsuffixed(bound);
            quote!(#bound)
        }
        None => quote!(u64::MAX),
    }
}

fn option(bound: Option<&String>) -> TokenStream {
    match bound {
        Some(bound) => quote!(Some(#bound)),
        None => quote!(None),
    }
}

fn float(bound: &Option<String>) -> TokenStream {
    let number = bound.as_deref().and_then(|text| text.parse().ok());
    match number.map(Literal::f64_unsuffixed) {
        Some(number) => quote!(Some(#number)),
        None => quote!(None),
    }
}

/// The bound of a whole number; one with a fraction is rounded to the next number inside.
fn int(bound: &Option<String>, is_lower: bool) -> TokenStream {
    let Some(text) = bound else {
        return quote!(None);
    };
    let whole = text.parse::<i64>().ok().or_else(|| {
        let number = text.parse::<f64>().ok()?;
        let rounded = if is_lower {
            number.ceil()
        } else {
            number.floor()
        };
        // A bound beyond all numbers is the bound of all numbers.
        Some(rounded as i64)
    });
    match whole.map(Literal::i64_unsuffixed) {
        Some(number) => quote!(Some(#number)),
        None => quote!(None),
    }
}

/// A class with counts, in the shorter of its two forms.
fn piece(piece: &Piece) -> TokenStream {
    let (form, class) = match piece.excluded() {
        Some(excluded) => (quote!(none_of), excluded),
        None => (quote!(one_of), piece.class.clone()),
    };
    let ranges = class.iter().map(|(from, to)| quote!((#from, #to)));
    let (min, max) = (
        Literal::u32_unsuffixed(piece.min),
        match piece.max {
            Some(max) => {
                let max = Literal::u32_unsuffixed(max);
                quote!(#max)
            }
            None => quote!(u32::MAX),
        },
    );
    quote!(validate::Piece::#form(&[#(#ranges),*], #min, #max))
}
