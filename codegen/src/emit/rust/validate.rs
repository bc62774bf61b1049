//! What values must be like: an `impl Validate` for each type that has rules, or holds one that has.
//!
//! The code is plain: a call of a check for each constraint, in the order of the fields.
//! The only locals are `at`, `value`, `item` and the like, which no name of a spec can hide: fields are
//! reached through `self`.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use crate::constraint::{Code, Set, Value, as_warnings, receiver};
use crate::expr;
use crate::ident;
use crate::lower::{
    Holder, Inputs, Lowered, Slot, can_be_broken, can_be_misread, expected, repr_inside,
    rule_message,
};
use crate::model::{
    Absent, Constraint, Decode, Field, Operation, Patterned, Payload, Presence, Record, Returns,
    Rule, RuleKind, Setting, Type, TypeId, Union, UnionForm, WireName,
};

/// The checks of a file as they are made: with the patterns that they need.
struct Checks<'a> {
    lowered: &'a Lowered<'a>,
    code: Code,
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
            UnionForm::TagNames { .. } | UnionForm::ByVariant => Some(member_at(&variant.tag)),
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
        let inner = as_warnings(variant.warns, inner);
        arms.push((quote!(Self::#case(value)), quote!(#place #inner)));
    }
    if can_be_misread(union) {
        let tags = checks.misread(id, union);
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
                let (part, wire) = (place.word(), field.wire.as_str());
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

/// The checks of what an operation answers, if it has any; they are called `output`.
pub(super) fn output(lowered: &Lowered<'_>, returns: &Returns) -> Option<TokenStream> {
    let is_read = matches!(returns.decode, Decode::Json | Decode::Text);
    let name = match returns.absent {
        Absent::None => "value",
        Absent::Refused | Absent::Empty => "output",
    };
    let inner = Checks::new(lowered).inner(&returns.ty, &Value::bound(name));
    if !is_read || inner.is_empty() {
        return None;
    }
    let checks = match returns.absent {
        Absent::None => quote!(if let Some(value) = output { #inner }),
        Absent::Refused | Absent::Empty => inner,
    };
    let path = &returns.at;
    let at = quote!(let at = &validate::Place::ROOT; #(let at = &at.within(#path);)*);
    Some(quote!(#at #checks))
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
            code: Code::imported(),
            patterns: TokenStream::new(),
            declared: BTreeSet::new(),
            field: String::new(),
            here: quote!(at),
        }
    }

    fn implement(self, name: &Ident, body: TokenStream) -> TokenStream {
        self.code.implementation(name, &body, &self.patterns)
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
            let check = self.inside(&field.ty, &at, &quote!(&self.#name));
            return as_warnings(field.warns, check);
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

    /// What a value of a type that checks itself says of itself.
    fn inside(&self, ty: &Type, at: &TokenStream, by_ref: &TokenStream) -> TokenStream {
        match self.lowered.may_have_checks(ty) {
            true => quote!(inside_if_checked!(found, #at, #by_ref);),
            false => quote!(found.inside(#at, #by_ref);),
        }
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
        let checks = as_warnings(field.warns, checks);
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
            return self.inside(ty, &here, by_ref);
        }
        match ty {
            Type::String(Some(format)) => self.code.format(*format, value, &here),
            Type::Csv(item) if matches!(**item, Type::String(_)) => {
                let items = match &**item {
                    Type::String(Some(_)) => {
                        let inner = self.inner(item, &Value::bound("item"));
                        self.code.items(by_ref, &inner)
                    }
                    _ => TokenStream::new(),
                };
                quote!(found.csv(#here, #by_ref); #items)
            }
            Type::List(item) | Type::OneOrMany(item) | Type::Csv(item) => {
                let inner = self.inner(item, &Value::bound("item"));
                self.code.items(by_ref, &inner)
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

    /// One constraint of a value of this type; the checks let in only those that fit.
    fn constraint(&mut self, ty: &Type, constraint: &Constraint, value: &Value) -> TokenStream {
        let pattern = format_ident!("{}_PATTERN", self.field);
        if let Constraint::Pattern(declared) = constraint
            // The actions of a tuple share their items.
            && self.declared.insert(self.field.clone())
        {
            self.patterns.extend(self.code.pattern(&pattern, declared));
        }
        self.code
            .constraint(ty, constraint, value, &self.here, &pattern)
    }

    /// The checks of content that is not of the type that its tag says, and was kept as it came.
    fn misread(&mut self, id: TypeId, union: &Union) -> TokenStream {
        // The one place of all, or that of each variant.
        let all = match &union.form {
            UnionForm::Adjacent { content, .. } => {
                let at = member_at(content);
                quote!(let at = &#at;)
            }
            _ => TokenStream::new(),
        };
        let tags = union
            .variants
            .iter()
            .filter(|variant| variant.ty != Type::Any);
        let tags: Vec<(TokenStream, TokenStream)> = tags
            .map(|variant| {
                let tag = variant.tag.as_str();
                let repr = repr_inside(self.lowered, id, &variant.ty);
                let (ty, codec) = (&repr.ty, repr.codec_or_plain());
                let message = self.code.message(&expected(self.lowered.api, &variant.ty));
                let inner = self.value(&variant.ty, &[], &Value::bound("value"));
                let read = quote!(found.content::<#ty, _>(at, other, #codec, #message));
                let check = match inner.is_empty() {
                    true => quote!(#read;),
                    false => quote!(if let Some(value) = &#read { #inner }),
                };
                let check = as_warnings(variant.warns, check);
                let own = all.is_empty().then(|| {
                    let at = member_at(&variant.tag);
                    quote!(let at = &#at;)
                });
                (quote!(Some(#tag)), quote!(#own #check))
            })
            .collect();
        let tags = matching(&quote!(other.content_tag()), &tags, true);
        quote!(#all #tags)
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
        let (set, names) = match &rule.kind {
            RuleKind::AllOrNone(names) => (Set::AllOrNone, names),
            RuleKind::ExactlyOne(names) => (Set::ExactlyOne, names),
            RuleKind::AtLeastOne(names) => (Set::AtLeastOne, names),
            RuleKind::AtMostOne(names) => (Set::AtMostOne, names),
            RuleKind::Require { broken, .. } => return self.requirement(rule, broken),
        };
        let given = names.iter().map(|name| {
            let there = is_given(fields.iter().find(|field| field.wire == *name));
            (name.0.clone(), there)
        });
        let given: Vec<(String, TokenStream)> = given.collect();
        self.code.set(set, &given, &rule.message, !rule.error)
    }

    /// A predicate that must hold.
    fn requirement(&self, rule: &Rule, broken: &expr::Typed) -> TokenStream {
        let message = self.code.message(&rule_message(rule));
        let broken = expr::rust_condition(broken);
        let (id, severity) = match rule.error {
            true => (&rule.id, quote!(validate::Severity::Error)),
            false => (&rule.id, quote!(validate::Severity::Warning)),
        };
        quote!(if #broken { found.broken(at, #id, #severity, #message); })
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
