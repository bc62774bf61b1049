//! Types: named ones, those described in place, and those written as text.

use std::collections::{HashMap, HashSet};

use super::Check;
use super::type_text::{self, Argument, TypeText};
use crate::diagnostic::Code;
use crate::model::{
    CodeKind, Declaration, Docs, Enum, EnumVariant, Facts, Field, Format, Literal, Name, Patterned,
    PatternedKey, Presence, Record, Type, TypeId, TypeKind, Union, UnionForm, UnionVariant, Usage,
    WireName, WriteForm,
};
use crate::source::{Span, closest};
use crate::spec::{self, Kind, Text};

/// The built-in types, for "did you mean".
const BUILT_IN: &[&str] = &[
    "any",
    "bool",
    "bytes",
    "csv",
    "date",
    "datetime",
    "decimal",
    "email",
    "epoch_millis",
    "epoch_seconds",
    "flat_pairs",
    "float",
    "in_string",
    "int32",
    "int64",
    "int_or_string",
    "json_string",
    "list",
    "map",
    "one_or_many",
    "pairs",
    "phone",
    "secret",
    "sentinel",
    "string",
    "trimmed",
    "url",
];

/// The names of the built-in types, for the language's reference.
pub fn built_in_types() -> &'static [&'static str] {
    BUILT_IN
}

/// The built-in types that take no arguments.
const BARE: &[&str] = &[
    "any",
    "bool",
    "bytes",
    "decimal",
    "email",
    "epoch_millis",
    "epoch_seconds",
    "float",
    "int32",
    "int64",
    "phone",
    "secret",
    "string",
    "url",
];

/// How many names may stand for one another.
const MOST_ALIASES: usize = 64;

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

    fn enumeration(&mut self, kind: &Kind, variants: &spec::Named<spec::Variant>) -> Option<Enum> {
        if variants.is_empty() {
            let at = variants.span.unwrap_or(kind.span);
            self.report(
                Code::BadValue,
                at,
                "there are no codes",
                "write `CODE: label`, a line for each",
            );
            return None;
        }
        // As JSON writes it: `01` and `+1` are texts.
        let number = |key: &Text| {
            key.as_str()
                .parse::<i64>()
                .ok()
                .filter(|n| n.to_string() == key.text)
        };
        let numbers = variants.iter().all(|(key, _)| number(key).is_some());
        let codes = match &kind.codes {
            Some(codes) => {
                self.word(codes, &[("int", CodeKind::Int), ("string", CodeKind::Text)])?
            }
            None if numbers => CodeKind::Int,
            None => CodeKind::Text,
        };
        let mut built = Vec::new();
        for (key, variant) in variants.iter() {
            let code = match codes {
                CodeKind::Text => Literal::Text(key.text.clone()),
                CodeKind::Int => match number(key) {
                    Some(number) => Literal::Int(number),
                    None => {
                        let message = format!("the code `{}` is not a whole number", key.text);
                        self.report(
                            Code::BadValue,
                            key.span,
                            message,
                            "write `codes: string`, or a number",
                        );
                        return None;
                    }
                },
            };
            let label = clean_label(&variant.label);
            let name = match (&variant.name, Name::derive(key.as_str()), &label.en) {
                (Some(own), ..) => self.name(own, None)?,
                (None, Some(name), _) => name,
                (None, None, Some(label)) if Name::derive(label).is_some() => Name::derive(label)?,
                (None, None, _) => {
                    let message = format!("no name can be derived from the code `{}`", key.text);
                    let zh = label
                        .zh
                        .as_ref()
                        .or(label.en.as_ref())
                        .map_or("…", String::as_str);
                    let help = format!("write `{}: {{ name: a_name, zh: {zh} }}`", key.text);
                    self.report(Code::NoName, key.span, message, help);
                    return None;
                }
            };
            let facts = self.facts(&variant.facts);
            built.push((
                key,
                EnumVariant {
                    name,
                    code,
                    label,
                    facts,
                },
            ));
        }
        self.distinct(
            "codes",
            built
                .iter()
                .map(|(key, v)| (&v.name, key.span, key.as_str())),
        );
        let variants = built.into_iter().map(|(_, variant)| variant).collect();
        Some(Enum {
            codes,
            open: !kind.closed.unwrap_or(false),
            variants,
        })
    }

    fn union(&mut self, kind: &Kind, style: &spec::UnionStyle) -> Option<Union> {
        let Some(variants) = &kind.variants else {
            self.report(
                Code::MissingKey,
                style.span,
                "`variants` is missing",
                "add `variants: { TAG: Type }`",
            );
            return None;
        };
        let wire = |text: &Text| WireName(text.text.clone());
        let form = match (&style.tag, &style.content) {
            (None, None) => UnionForm::Untagged,
            (Some(tag), Some(content)) if content.as_str() == "inline" => {
                UnionForm::Inline { tag: wire(tag) }
            }
            (None, Some(content)) if content.as_str() == "by_variant" => UnionForm::ByVariant,
            (Some(tag), Some(content))
                if content.as_str() != "by_variant" && content.text != tag.text =>
            {
                UnionForm::Adjacent {
                    tag: wire(tag),
                    content: wire(content),
                }
            }
            _ => {
                let message = "tag and content do not go together";
                let help = "write `{ tag: NAME, content: NAME }`, `{ tag: NAME, content: inline }`, \
                            `{ content: by_variant }` or `untagged`";
                self.report(Code::BadValue, style.span, message, help);
                return None;
            }
        };
        let variants = self.variants(variants, style.span)?;
        if matches!(form, UnionForm::Inline { .. }) {
            for variant in &variants {
                if !matches!(variant.ty, Type::Named(_)) {
                    let message = format!("the variant `{}` is not a record", variant.tag.as_str());
                    let help = "with `content: inline` the tag is a member of the content, so each is a record";
                    self.report(Code::BadValue, style.span, message, help);
                    return None;
                }
            }
        }
        Some(Union {
            form,
            open: !kind.closed.unwrap_or(false),
            variants,
        })
    }

    /// The variants of a union or the cases of a switch.
    pub(super) fn variants(
        &mut self,
        variants: &spec::Named<spec::Variant>,
        at: Span,
    ) -> Option<Vec<UnionVariant>> {
        let mut built = Vec::new();
        for (key, variant) in variants.iter() {
            let Some(text) = variant.ty.as_ref().or(variant.short.as_ref()) else {
                let message = format!("the variant `{}` has no type", key.text);
                self.report(Code::MissingKey, variant.span, message, "add `type: …`");
                return None;
            };
            let typed = self.text_type(text)?;
            self.no_marker(text, &typed);
            let name = self.name(key, variant.name.as_ref())?;
            let facts = self.facts(&variant.facts);
            let tag = WireName(key.text.clone());
            built.push((
                key.span,
                UnionVariant {
                    name,
                    tag,
                    ty: typed.whole(),
                    facts,
                },
            ));
        }
        if built.is_empty() {
            let at = variants.span.unwrap_or(at);
            self.report(
                Code::BadValue,
                at,
                "there are no variants",
                "write `VALUE: Type`, a line for each",
            );
            return None;
        }
        self.distinct(
            "variants",
            built
                .iter()
                .map(|(span, v)| (&v.name, *span, v.tag.as_str())),
        );
        Some(built.into_iter().map(|(_, variant)| variant).collect())
    }

    fn patterned(&mut self, map: &spec::Named<Text>, span: Span) -> Option<Patterned> {
        if map.is_empty() {
            let help = "write `\"Prefix_{int}\": Type`, a line for each";
            self.report(
                Code::BadValue,
                map.span.unwrap_or(span),
                "there are no patterns",
                help,
            );
            return None;
        }
        let mut keys = Vec::new();
        for (key, ty) in map.iter() {
            let hole = ["{int}", "{text}"]
                .into_iter()
                .find_map(|hole| Some((hole, key.text.find(hole)?)));
            let Some((hole, at)) = hole else {
                let message = format!("`{}` has no hole", key.text);
                self.report(
                    Code::BadPattern,
                    key.span,
                    message,
                    "write `Prefix_{int}` or `Prefix_{text}`",
                );
                return None;
            };
            let (prefix, suffix) = (&key.text[..at], &key.text[at + hole.len()..]);
            if suffix.contains(['{', '}']) || prefix.contains(['{', '}']) {
                let message = format!("`{}` has more than one hole", key.text);
                self.report(
                    Code::BadPattern,
                    key.span,
                    message,
                    "a pattern has one `{int}` or `{text}`",
                );
                return None;
            }
            let typed = self.text_type(ty)?;
            self.no_marker(ty, &typed);
            let Some(name) = Name::derive(&format!("{prefix}{suffix}")) else {
                let message = format!("no name can be derived from `{}`", key.text);
                self.report(
                    Code::NoName,
                    key.span,
                    message,
                    "start the pattern with ASCII letters",
                );
                return None;
            };
            let (prefix, suffix) = (prefix.to_owned(), suffix.to_owned());
            let ty = typed.whole();
            keys.push((
                key.span,
                PatternedKey {
                    name,
                    prefix,
                    suffix,
                    int: hole == "{int}",
                    ty,
                },
            ));
        }
        self.distinct(
            "patterns",
            keys.iter()
                .map(|(span, k)| (&k.name, *span, k.prefix.as_str())),
        );
        Some(Patterned {
            keys: keys.into_iter().map(|(_, key)| key).collect(),
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
    fn resolve(&mut self, text: &Text, parsed: &TypeText) -> Option<(Type, bool)> {
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

    fn built_in(&mut self, text: &Text, parsed: &TypeText) -> Option<Type> {
        let here = text.part(parsed.at.0, parsed.at.1);
        if BARE.contains(&parsed.name.as_str()) && !parsed.arguments.is_empty() {
            let message = format!("`{}` takes no arguments", parsed.name);
            let help = match parsed.name.as_str() {
                "string" => "write `type: string`, and `length: ..20` beside it",
                "decimal" | "float" | "int32" | "int64" => {
                    "remove them; `range: 1..20` beside `type` sets bounds"
                }
                _ => "remove them",
            };
            self.report(Code::TypeArguments, here, message, help);
            return None;
        }
        let mut types = Vec::new();
        let mut literals = Vec::new();
        let mut places = Vec::new();
        let mut named: HashMap<&str, &str> = HashMap::new();
        for argument in &parsed.arguments {
            match argument {
                Argument::Type(inner) => {
                    if let Some(at) = inner.required {
                        let span = text.part(at, at + 1);
                        let message = "`!` means nothing inside a type";
                        self.report(
                            Code::BadMarker,
                            span,
                            message,
                            "put `!` at the end of the whole type",
                        );
                        return None;
                    }
                    let (ty, null) = self.resolve(text, inner)?;
                    types.push(match inner.nullable || null {
                        true => Type::Nullable(Box::new(ty)),
                        false => ty,
                    });
                }
                Argument::Literal(literal, (from, to)) => {
                    literals.push(literal.clone());
                    places.push(text.part(*from, *to));
                }
                Argument::Named(name, value) => drop(named.insert(name.as_str(), value.as_str())),
            }
        }
        let (signature, ty) = built_in(&parsed.name, types, literals.clone(), &named);
        if matches!(parsed.name.as_str(), "date" | "datetime") {
            for (format, place) in literals.iter().zip(places) {
                if apiloom_wire::check_pattern(format).is_err() {
                    let message = format!("`{format}` is not a date format");
                    self.report(Code::DateFormat, place, message, date_format_help(format));
                    return None;
                }
            }
            if let Some(zone) = named
                .get("zone")
                .filter(|zone| ty.is_none() && **zone != "unknown")
            {
                let message = format!("`{zone}` is not a zone");
                let help = "write an offset such as `zone=\"+08:00\"`, or `zone=\"unknown\"`";
                self.report(Code::TypeArguments, here, message, help);
                return None;
            }
        }
        if ty.is_none() {
            let message = format!("`{}` is not given what it takes", parsed.name);
            self.report(
                Code::TypeArguments,
                here,
                message,
                format!("write `{signature}`"),
            );
        }
        ty
    }
}

/// A built-in type by its name and arguments, beside the way to write it; `None` if they do not fit.
fn built_in(
    name: &str,
    types: Vec<Type>,
    literals: Vec<String>,
    named: &HashMap<&str, &str>,
) -> (&'static str, Option<Type>) {
    let only_named = |allowed: &[&str]| named.keys().all(|key| allowed.contains(key));
    let bare = types.is_empty() && literals.is_empty() && named.is_empty();
    let none = |ty: Type| bare.then_some(ty);
    let plain_types = literals.is_empty() && named.is_empty();
    let mut types = types.into_iter();
    let mut one = |wrap: fn(Box<Type>) -> Type| match (types.next(), types.next(), plain_types) {
        (Some(ty), None, true) => Some(wrap(Box::new(ty))),
        _ => None,
    };
    match name {
        "any" => ("any", none(Type::Any)),
        "bool" => ("bool", none(Type::Bool)),
        "bytes" => ("bytes", none(Type::Bytes)),
        "decimal" => ("decimal", none(Type::Decimal)),
        "email" => ("email", none(Type::String(Some(Format::Email)))),
        "phone" => ("phone", none(Type::String(Some(Format::Phone)))),
        "url" => ("url", none(Type::String(Some(Format::Url)))),
        "string" => ("string", none(Type::String(None))),
        "secret" => ("secret", none(Type::Secret)),
        "float" => ("float", none(Type::Float)),
        "int32" => ("int32", none(Type::Int32)),
        "int64" => ("int64", none(Type::Int64)),
        "epoch_seconds" => ("epoch_seconds", none(Type::EpochSeconds)),
        "epoch_millis" => ("epoch_millis", none(Type::EpochMillis)),
        "list" => ("list(T)", one(Type::List)),
        "one_or_many" => ("one_or_many(T)", one(Type::OneOrMany)),
        "csv" => ("csv(T)", one(Type::Csv)),
        "json_string" => ("json_string(T)", one(Type::JsonString)),
        "in_string" => ("in_string(int64)", one(Type::InString)),
        "trimmed" => (
            "trimmed(string)",
            match one(Type::Trimmed) {
                Some(Type::Trimmed(inner))
                    if matches!(*inner, Type::String(_) | Type::Named(_)) =>
                {
                    Some(Type::Trimmed(inner))
                }
                _ => None,
            },
        ),
        "map" => (
            "map(T)",
            match (types.next(), types.next(), types.next(), plain_types) {
                (Some(value), None, None, true) => Some(Type::Map(Box::new(value))),
                (Some(Type::String(None)), Some(value), None, true) => {
                    Some(Type::Map(Box::new(value)))
                }
                (Some(Type::Int64), Some(value), None, true) => Some(Type::IntMap(Box::new(value))),
                _ => None,
            },
        ),
        "pairs" => (
            "pairs(K, V)",
            match (types.next(), types.next(), types.next(), plain_types) {
                (Some(key), Some(value), None, true) => {
                    Some(Type::Pairs(Box::new(key), Box::new(value)))
                }
                _ => None,
            },
        ),
        "flat_pairs" => ("flat_pairs(K, V, key=\"id\", value=\"content\")", {
            let names = match (named.get("key"), named.get("value")) {
                (Some(key), Some(value)) => Some(Some(((*key).to_owned(), (*value).to_owned()))),
                (None, None) if named.is_empty() => Some(None),
                _ => None,
            };
            match (types.next(), types.next(), types.next(), names) {
                (Some(key), Some(value), None, Some(names)) if literals.is_empty() => {
                    Some(Type::FlatPairs(Box::new(key), Box::new(value), names))
                }
                _ => None,
            }
        }),
        "int_or_string" => ("int_or_string(write=int)", {
            let form = match named.get("write").copied() {
                None | Some("int") => Some(WriteForm::Int),
                Some("string") => Some(WriteForm::String),
                Some(_) => None,
            };
            let fits = types.next().is_none() && literals.is_empty() && only_named(&["write"]);
            form.filter(|_| fits).map(Type::IntOrString)
        }),
        "sentinel" => (
            "sentinel(T, \"_empty\")",
            match (types.next(), types.next(), literals.as_slice()) {
                (Some(ty), None, [text]) if named.is_empty() => {
                    Some(Type::Sentinel(Box::new(ty), text.clone()))
                }
                _ => None,
            },
        ),
        "date" => ("date(\"yyyy-MM-dd\")", {
            let fits = types.next().is_none() && named.is_empty();
            fits.then_some(Type::Date(literals))
        }),
        "datetime" => ("datetime(\"yyyy-MM-dd HH:mm:ss\", zone=\"+08:00\")", {
            let zone = named
                .get("zone")
                .map(|zone| (*zone).to_owned())
                .filter(|zone| zone != "unknown");
            let known = zone
                .as_deref()
                .is_none_or(|z| apiloom_wire::functions::check_zone(z).is_ok());
            let fits = types.next().is_none() && only_named(&["zone"]) && known;
            fits.then_some(Type::DateTime {
                formats: literals,
                zone,
            })
        }),
        _ => ("a type", None),
    }
}

/// What to write for a format of dates that other libraries spell otherwise.
fn date_format_help(format: &str) -> String {
    let ours = format
        .replace("YYYY", "yyyy")
        .replace("DD", "dd")
        .replace("hh", "HH");
    let ours = ours.replace('T', "'T'").replace("''T''", "'T'");
    match apiloom_wire::check_pattern(&ours).is_ok() {
        true => format!("write `{ours}`"),
        false => "use yyyy, MM, dd, HH, mm, ss, SSS, XXX, punctuation, and text in single quotes"
            .to_owned(),
    }
}

/// How vendors and other languages spell our types.
fn common_spelling(name: &str) -> Option<&'static str> {
    Some(match name.to_ascii_lowercase().as_str() {
        "integer" | "long" | "bigint" | "number" | "int" => "int64",
        "short" => "int32",
        "str" | "text" | "varchar" => "string",
        "boolean" => "bool",
        "double" | "real" => "float",
        "array" => "list(T)",
        "object" | "json" => "any",
        "timestamp" => "epoch_seconds",
        _ => return None,
    })
}

fn clean_label(docs: &spec::Docs) -> Docs {
    super::facts::docs(Some(docs))
}

/// Every type inside a type, itself included.
pub(super) fn walk(ty: &Type, visit: &mut impl FnMut(&Type)) {
    visit(ty);
    match ty {
        Type::List(inner)
        | Type::Map(inner)
        | Type::IntMap(inner)
        | Type::OneOrMany(inner)
        | Type::Csv(inner)
        | Type::JsonString(inner)
        | Type::InString(inner)
        | Type::Trimmed(inner)
        | Type::Sentinel(inner, _)
        | Type::Nullable(inner) => walk(inner, visit),
        Type::Pairs(key, value) | Type::FlatPairs(key, value, _) => {
            walk(key, visit);
            walk(value, visit);
        }
        _ => {}
    }
}
