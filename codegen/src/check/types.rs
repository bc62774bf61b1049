//! Types: named ones, those described in place, and those written as text.

use std::collections::{HashMap, HashSet};

use super::Check;
use super::built_in::{BUILT_IN, common_spelling};
use super::type_text::{self, TypeText};
use crate::diagnostic::Code;
use crate::model::{
    Declaration, Facts, Field, Literal, Name, Presence, Record, Type, TypeId, TypeKind, Union,
    Usage,
};
use crate::source::{Span, closest};
use crate::spec::{self, Kind, Text};

/// How many names may stand for one another.
const MOST_ALIASES: usize = 64;
/// How many parts a type may have once the names in it are replaced by what they stand for.
const MOST_PARTS: usize = 256;

/// The types of a spec while they are being declared.
#[derive(Default)]
pub(super) struct Types {
    /// The spec's own types by name.
    named: HashMap<String, Named>,
    /// What is declared so far; a type that is being described has no description yet.
    pub(super) declarations: Vec<Option<Declaration>>,
    /// The types whose fields others take over.
    pub(super) groups: HashSet<String>,
    /// The spec's own types that the text of some type names.
    pub(super) referred: HashSet<String>,
    /// How many fields records took over from others so far.
    pub(super) taken_over: usize,
    /// How many other names stand for a name that is being resolved.
    aliases: usize,
    /// The fields of the spec's own records, so that types described in them are declared once.
    pub(super) fields: HashMap<String, Option<Vec<Field>>>,
}

#[derive(Clone)]
enum Named {
    /// A type with a description of its own.
    Declared(TypeId),
    /// Another name for a type, by its index in the spec.
    Alias(usize),
    /// An alias that is being resolved.
    Resolving,
    /// An alias that is resolved, and whether it allows null.
    Resolved(Type, bool),
    /// An alias that was refused.
    Refused,
}

/// A type in a place, with what its text says of null and presence.
pub(super) struct Typed {
    pub(super) ty: Type,
    pub(super) nullable: bool,
    pub(super) required: bool,
}

impl Typed {
    fn plain(ty: Type) -> Self {
        Self {
            ty,
            nullable: false,
            required: false,
        }
    }

    /// The type where null cannot be said apart, such as an item of a list.
    pub(super) fn whole(self) -> Type {
        match self.nullable {
            true => Type::Nullable(Box::new(self.ty)),
            false => self.ty,
        }
    }
}

impl Check<'_> {
    /// Declares the spec's types: first the names, so that types may refer to each other, then what they are.
    pub(super) fn declare_types(&mut self) {
        let spec = self.spec;
        for (index, (key, def)) in spec.types.iter().enumerate() {
            let upper = key.as_str().starts_with(|c: char| c.is_ascii_uppercase());
            if !upper || !key.as_str().chars().all(|c| c.is_ascii_alphanumeric()) {
                let message = format!("`{}` cannot name a type", key.text);
                let help = match Name::derive(key.as_str()) {
                    Some(name) => format!("write `{}`", name.camel()),
                    None => "start with a capital letter, and use ASCII letters and digits only"
                        .to_owned(),
                };
                self.report(Code::BadName, key.span, message, help);
            }
            let alias = def.kind.ty.is_some() || def.kind.bool.is_some();
            let named = match alias {
                true => Named::Alias(index),
                false => {
                    self.types.declarations.push(None);
                    Named::Declared(TypeId(self.types.declarations.len() - 1))
                }
            };
            self.types.named.insert(key.text.clone(), named);
        }
        for key in &spec.types.refused {
            self.types.named.insert(key.text.clone(), Named::Refused);
        }
        // Enums come first, so that constants and defaults of fields can be compared with their codes.
        let (enums, others): (Vec<_>, Vec<_>) = spec
            .types
            .iter()
            .partition(|(_, def)| def.kind.variants_of_enum.is_some());
        for (key, def) in enums.into_iter().chain(others) {
            match self.types.named.get(key.as_str()) {
                Some(Named::Declared(id)) => {
                    let id = *id;
                    let name = match &def.name {
                        Some(own) => self.name(own, None),
                        // A key from which no name can be derived has been reported.
                        None => Name::derive(key.as_str()),
                    };
                    let Some(name) = name else { continue };
                    self.describe(
                        id,
                        name,
                        &def.kind,
                        &def.facts,
                        key.span,
                        Some(key.as_str()),
                    );
                }
                _ => {
                    self.alias(key.as_str());
                }
            }
        }
    }

    /// Declares a type that is described in place, under a name made of where it stands.
    pub(super) fn declare(
        &mut self,
        name: Name,
        kind: &Kind,
        facts: &spec::Facts,
        span: Span,
    ) -> Option<TypeId> {
        self.types.declarations.push(None);
        let id = TypeId(self.types.declarations.len() - 1);
        self.describe(id, name, kind, facts, span, None)
            .then_some(id)
    }

    /// Declares a union that stands for a field and the sibling that decides its type.
    pub(super) fn declare_union(
        &mut self,
        name: Name,
        union: Union,
        facts: Facts,
        span: Span,
    ) -> TypeId {
        let kind = TypeKind::Union(union);
        let usage = Usage::default();
        self.types.declarations.push(Some(Declaration {
            name,
            facts,
            kind,
            usage,
            span,
        }));
        TypeId(self.types.declarations.len() - 1)
    }

    fn describe(
        &mut self,
        id: TypeId,
        name: Name,
        kind: &Kind,
        facts: &spec::Facts,
        span: Span,
        key: Option<&str>,
    ) -> bool {
        let facts = self.facts(facts);
        let kind = match self.too_long(&name, span) {
            true => None,
            false => self.structure(&name, kind, span, key),
        };
        let Some(kind) = kind else {
            self.failed = true;
            return false;
        };
        let usage = Usage::default();
        self.types.declarations[id.0] = Some(Declaration {
            name,
            facts,
            kind,
            usage,
            span,
        });
        true
    }

    fn structure(
        &mut self,
        name: &Name,
        kind: &Kind,
        span: Span,
        key: Option<&str>,
    ) -> Option<TypeKind> {
        self.one_kind(kind, span)?;
        if kind.fields.is_some() || kind.view.is_some() {
            return self.record(name, kind, key).map(TypeKind::Record);
        }
        if let Some(variants) = &kind.variants_of_enum {
            return self.enumeration(kind, variants).map(TypeKind::Enum);
        }
        if let Some(items) = &kind.tuple {
            let mut fields = Vec::new();
            for item in items {
                let mut item_fields = self.field(&item.key, &item.field, name)?;
                fields.append(&mut item_fields);
            }
            // Every item of a tuple stands at its position; null says that it has no value.
            fields
                .iter_mut()
                .for_each(|f| f.presence = Presence::Required);
            self.distinct(
                "items",
                fields.iter().map(|f| (&f.name, f.span, f.wire.as_str())),
            );
            let wires: Vec<String> = fields.iter().map(|f| f.wire.0.clone()).collect();
            let rules = self.rules(&kind.rules, &wires);
            return Some(TypeKind::Record(Record {
                fields,
                tuple: true,
                open: false,
                rules,
            }));
        }
        if let Some(style) = &kind.union {
            return self.union(kind, style).map(TypeKind::Union);
        }
        if let Some(map) = &kind.map {
            return self.patterned(map, span).map(TypeKind::Patterned);
        }
        let message = "`switch` types a field by its sibling, and stands only on a field";
        self.report(
            Code::Misplaced,
            span,
            message,
            "use `union` for a type of its own",
        );
        None
    }

    /// A type is described in exactly one way, and the keys beside it belong to that way.
    pub(super) fn one_kind(&mut self, kind: &Kind, span: Span) -> Option<()> {
        let kinds = [
            ("type", kind.ty.is_some()),
            ("fields", kind.fields.is_some()),
            ("enum", kind.variants_of_enum.is_some()),
            ("bool", kind.bool.is_some()),
            ("tuple", kind.tuple.is_some()),
            ("union", kind.union.is_some()),
            ("map", kind.map.is_some()),
            ("switch", kind.switch.is_some()),
            ("view", kind.view.is_some()),
        ];
        let given: Vec<&str> = kinds
            .iter()
            .filter(|(_, given)| *given)
            .map(|(key, _)| *key)
            .collect();
        let [one] = given[..] else {
            let message = match given.is_empty() {
                true => "no type is given".to_owned(),
                false => format!("the type is described more than once: {}", given.join(", ")),
            };
            let help =
                "write exactly one of: type, fields, enum, bool, tuple, union, map, switch, view";
            self.report(Code::OneKind, span, message, help);
            return None;
        };
        let companions = [
            (
                "codes",
                kind.codes.as_ref().map(|codes| codes.span),
                &["enum"][..],
            ),
            (
                "closed",
                kind.closed.map(|_| span),
                &["enum", "union", "switch"],
            ),
            (
                "variants",
                kind.variants.as_ref().map(|map| map.span.unwrap_or(span)),
                &["union"],
            ),
            (
                "cases",
                kind.cases.as_ref().map(|map| map.span.unwrap_or(span)),
                &["switch"],
            ),
            (
                "rest",
                kind.rest.as_ref().map(|rest| rest.span),
                &["fields", "view"],
            ),
            (
                "rules",
                kind.rules.first().map(|rule| rule.span),
                &["fields", "view", "tuple"],
            ),
        ];
        let mut fine = Some(());
        for (key, given, of) in companions {
            if let Some(at) = given.filter(|_| !of.contains(&one)) {
                let message = format!("`{key}` means nothing beside `{one}`");
                self.report(
                    Code::Misplaced,
                    at,
                    message,
                    format!("remove it; it goes with `{}`", of.join("` or `")),
                );
                fine = None;
            }
        }
        fine
    }

    fn record(&mut self, name: &Name, kind: &Kind, key: Option<&str>) -> Option<Record> {
        let fields = match key {
            Some(key) => self.own_fields(key, kind, &mut vec![key.to_owned()])?,
            None => self.record_fields(name, kind, &mut Vec::new())?,
        };
        if let Some(rest) = kind.rest.as_ref().filter(|rest| rest.as_str() != "any") {
            let message = format!("open members of the type `{}` are not built yet", rest.text);
            self.report(
                Code::NotYetInLanguage,
                rest.span,
                message,
                "write `rest: any`",
            );
            return None;
        }
        let wires: Vec<String> = fields.iter().map(|f| f.wire.0.clone()).collect();
        let rules = self.rules(&kind.rules, &wires);
        self.distinct(
            "fields",
            fields.iter().map(|f| (&f.name, f.span, f.wire.as_str())),
        );
        Some(Record {
            fields,
            tuple: false,
            open: kind.rest.is_some(),
            rules,
        })
    }

    /// The type of a field, a parameter or an answer, however it is described.
    pub(super) fn kind_type(
        &mut self,
        kind: &Kind,
        owner: &Name,
        facts: &spec::Facts,
        span: Span,
    ) -> Option<Typed> {
        self.one_kind(kind, span)?;
        if let Some(text) = &kind.ty {
            return self.text_type(text);
        }
        if let Some(codes) = &kind.bool {
            return self.bool_codes(codes).map(Typed::plain);
        }
        let computing = self.computing.take();
        let id = self.declare(owner.clone(), kind, facts, span);
        self.computing = computing;
        Some(Typed::plain(Type::Named(id?)))
    }

    fn bool_codes(&mut self, codes: &spec::BoolCodes) -> Option<Type> {
        let ints = (
            codes.on.as_str().parse::<i64>(),
            codes.off.as_str().parse::<i64>(),
        );
        if codes.on.text == codes.off.text || ints.0.is_ok() && ints.0 == ints.1 {
            let message = "true and false have the same code";
            self.report(
                Code::BadValue,
                codes.span,
                message,
                "write `bool: { true: 1, false: 0 }`",
            );
            return None;
        }
        Some(match ints {
            (Ok(on), Ok(off)) => Type::BoolCodes {
                on: Literal::Int(on),
                off: Literal::Int(off),
            },
            _ => Type::BoolCodes {
                on: Literal::Text(codes.on.text.clone()),
                off: Literal::Text(codes.off.text.clone()),
            },
        })
    }

    /// A type written as text.
    pub(super) fn text_type(&mut self, text: &Text) -> Option<Typed> {
        match type_text::parse(text) {
            Ok(parsed) => {
                let required = parsed.required.is_some();
                let (ty, null) = self.resolve(text, &parsed)?;
                Some(Typed {
                    ty,
                    nullable: parsed.nullable || null,
                    required,
                })
            }
            Err(diagnostic) => {
                self.push(diagnostic);
                None
            }
        }
    }

    /// `!` stands only where something can be left out.
    pub(super) fn no_marker(&mut self, text: &Text, typed: &Typed) {
        if typed.required {
            let message = "`!` means nothing here";
            let mark = text
                .text
                .rfind('!')
                .map_or(text.span, |at| text.part(at, at + 1));
            self.report(
                Code::BadMarker,
                mark,
                message,
                "remove it; `!` marks a required field or parameter",
            );
        }
    }

    /// Resolves a type's text; the flag says that it is an alias of a type that allows null.
    pub(super) fn resolve(&mut self, text: &Text, parsed: &TypeText) -> Option<(Type, bool)> {
        if BUILT_IN.contains(&parsed.name.as_str()) {
            return self.built_in(text, parsed).map(|ty| (ty, false));
        }
        self.types.referred.insert(parsed.name.clone());
        if !self.types.named.contains_key(&parsed.name) {
            let known: Vec<&str> = BUILT_IN
                .iter()
                .copied()
                .chain(self.spec.types.keys())
                .collect();
            let message = format!("there is no type `{}`", parsed.name);
            let help = match (closest(&parsed.name, known), common_spelling(&parsed.name)) {
                (_, Some(ours)) => format!("write `{ours}`"),
                (Some(near), None) => format!("did you mean `{near}`?"),
                (None, None) => format!(
                    "describe `{}` under `types`, or use a built-in type",
                    parsed.name
                ),
            };
            let span = text.part(parsed.at.0, parsed.at.1);
            self.report(Code::UnknownType, span, message, help);
            return None;
        }
        if !parsed.arguments.is_empty() {
            let message = format!("`{}` takes no arguments", parsed.name);
            let help = "type parameters have a place in the language and are not built yet";
            self.report(
                Code::TypeArguments,
                text.part(parsed.at.0, parsed.at.1),
                message,
                help,
            );
            return None;
        }
        self.alias(&parsed.name)
    }

    /// Names that stand for types with two arguments double what they hold at each step.
    fn small_enough(&mut self, text: &Text, ty: &Type) -> Option<()> {
        let mut parts = 0;
        ty.walk(&mut |_| parts += 1);
        if parts > MOST_PARTS {
            let message = format!("this type has more than {MOST_PARTS} parts");
            let help = "describe what it holds by types with `fields`";
            self.report(Code::TooLarge, text.span, message, help);
            return None;
        }
        Some(())
    }

    /// A type of the spec by its name; what it stands for if it is only another name.
    fn alias(&mut self, name: &str) -> Option<(Type, bool)> {
        let index = match self.types.named.get(name)? {
            Named::Declared(id) => return Some((Type::Named(*id), false)),
            Named::Resolved(ty, nullable) => return Some((ty.clone(), *nullable)),
            Named::Refused => return None,
            Named::Resolving => {
                let span = self
                    .spec
                    .types
                    .entries
                    .iter()
                    .find(|(key, _)| key.as_str() == name)?
                    .0
                    .span;
                let message = format!("`{name}` stands for itself");
                self.report(
                    Code::EndlessType,
                    span,
                    message,
                    "describe it by another type",
                );
                return None;
            }
            Named::Alias(index) => *index,
        };
        let (key, def) = &self.spec.types.entries[index];
        if self.types.aliases >= MOST_ALIASES {
            let message = format!("more than {MOST_ALIASES} names stand for one another here");
            self.report(
                Code::EndlessType,
                key.span,
                message,
                "describe the type where it is used",
            );
            return None;
        }
        self.types.aliases += 1;
        self.types.named.insert(key.text.clone(), Named::Resolving);
        let resolved = self.one_kind(&def.kind, def.span).and_then(|()| {
            match (&def.kind.ty, &def.kind.bool) {
                (Some(text), _) => {
                    let typed = self.text_type(text)?;
                    self.no_marker(text, &typed);
                    self.small_enough(text, &typed.ty)?;
                    Some((typed.ty, typed.nullable))
                }
                (None, Some(codes)) => self.bool_codes(codes).map(|ty| (ty, false)),
                (None, None) => None,
            }
        });
        self.types.aliases -= 1;
        let state = match &resolved {
            Some((ty, nullable)) => Named::Resolved(ty.clone(), *nullable),
            None => {
                self.failed = true;
                Named::Refused
            }
        };
        self.types.named.insert(key.text.clone(), state);
        resolved
    }
}
