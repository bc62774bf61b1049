//! Types: named ones, those described in place, and those written as text.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::Check;
use super::built_in::{BUILT_IN, common_spelling, is_same_type};
use super::type_text::{self, TypeText};
use crate::diagnostic::{Code, help};
use crate::ident;
use crate::model::{
    Declaration, Facts, Field, Literal, Name, Presence, Record, Type, TypeId, TypeKind, Union,
    Usage,
};
use crate::source::{Span, closest};
use crate::spec::types::{COMPANIONS, KINDS, KindKey};
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
    pub(super) declarations: Vec<Option<Arc<Declaration>>>,
    /// The types whose fields others take over.
    pub(super) groups: HashSet<String>,
    /// The spec's own types that the text of some type names.
    pub(super) referred: HashSet<String>,
    /// How many fields records took over from others so far.
    pub(super) taken_over: usize,
    /// The built-in types without arguments that were named so far, by their texts.
    plain: HashMap<String, Typed>,
    /// How many other names stand for a name that is being resolved.
    aliases: usize,
    /// The fields of the spec's own records that are not declared (yet), so that types described in them are
    /// declared once.
    fields: HashMap<String, Option<Vec<Field>>>,
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

/// Where a type is described.
#[derive(Clone, Copy)]
enum Declared<'a> {
    /// Under `types`, by this name; whether a hand-written type stands for it.
    Named(&'a str, bool),
    /// Where it is used.
    InPlace,
}

/// A type in a place, with what its text says of null and presence.
#[derive(Clone)]
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
                    // What refers to it is to be renamed, too.
                    Some(name) => help!("write `{}`", "写成 `{}`", name.camel())
                        .replacing(key.as_str(), name.camel())
                        .perhaps(),
                    None => help!(
                        "write ASCII letters and digits, starting with a capital letter",
                        "只用 ASCII 字母和数字，以大写字母开头"
                    ),
                };
                self.report(Code::BadName, key.span, message, help);
            }
            let alias = def.kind.ty.is_some() || def.kind.bool.is_some();
            if let (true, Some(rust)) = (alias, &def.rust) {
                let message = format!(
                    "`{}` is only another name, which no Rust type stands for",
                    key.text
                );
                let help = help!(
                    "describe a type of its own with `fields`, `enum`, `tuple`, `union` or `map`, or write `rust` alone",
                    "用 `fields`、`enum`、`tuple`、`union` 或 `map` 描述它自己的类型，或者只写 `rust`"
                );
                self.report(Code::HandWritten, rust.span, message, help);
            }
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
                    let by_hand = self.by_hand(def);
                    let described = self.describe(
                        id,
                        name,
                        &def.kind,
                        &def.facts,
                        key.span,
                        Declared::Named(key.as_str(), def.rust.is_some()),
                    );
                    if let (true, Some(declared)) = (described, &mut self.types.declarations[id.0])
                    {
                        Arc::make_mut(declared).by_hand = by_hand;
                    }
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
        self.describe(id, name, kind, facts, span, Declared::InPlace)
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
        self.types.declarations.push(Some(Arc::new(Declaration {
            name,
            facts,
            kind,
            by_hand: None,
            usage,
            span,
        })));
        TypeId(self.types.declarations.len() - 1)
    }

    /// The path of the hand-written type that stands for a declared one.
    fn by_hand(&mut self, def: &spec::TypeDef) -> Option<String> {
        let rust = def.rust.as_ref()?;
        if ident::path(rust.as_str()).is_none() {
            let message = format!("`{}` is not the path of a Rust type", rust.text);
            let help = help!(
                "write the whole path, such as `crate::Money` or `::bank::Money`",
                "写出完整路径，例如 `crate::Money` 或 `::bank::Money`"
            );
            self.report(Code::HandWritten, rust.span, message, help);
        }
        Some(rust.text.clone())
    }

    fn describe(
        &mut self,
        id: TypeId,
        name: Name,
        kind: &Kind,
        facts: &spec::Facts,
        span: Span,
        declared: Declared<'_>,
    ) -> bool {
        let facts = self.facts(facts);
        let kind = match self.too_long(&name, span) {
            true => None,
            false => self.structure(&name, kind, span, declared),
        };
        let Some(kind) = kind else {
            self.failed = true;
            return false;
        };
        let usage = Usage::default();
        self.types.declarations[id.0] = Some(Arc::new(Declaration {
            name,
            facts,
            kind,
            by_hand: None,
            usage,
            span,
        }));
        true
    }

    fn structure(
        &mut self,
        name: &Name,
        kind: &Kind,
        span: Span,
        declared: Declared<'_>,
    ) -> Option<TypeKind> {
        if let (Declared::Named(_, true), false) = (declared, kind.says_anything()) {
            return Some(TypeKind::Opaque);
        }
        self.one_kind(kind, span)?;
        if kind.fields.is_some() || kind.view.is_some() {
            let key = match declared {
                Declared::Named(key, _) => Some(key),
                Declared::InPlace => None,
            };
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
            let rules = self.rules(&kind.rules, &fields);
            let actions = match &kind.actions {
                Some(actions) => self.actions(actions, &fields, span)?,
                None => Vec::new(),
            };
            return Some(TypeKind::Record(Record {
                fields,
                tuple: true,
                open: false,
                rules,
                actions,
            }));
        }
        if let Some(style) = &kind.union {
            return self.union(kind, style).map(TypeKind::Union);
        }
        if let Some(map) = &kind.map {
            return self.patterned(map, span).map(TypeKind::Patterned);
        }
        let message = "`switch` means nothing outside a field";
        self.report(
            Code::Misplaced,
            span,
            message,
            help!(
                "move it to a field, or write `union`",
                "移到字段上，或改用 `union`"
            ),
        );
        None
    }

    /// A type is described in exactly one way, and the keys beside it belong to that way.
    pub(super) fn one_kind(&mut self, kind: &Kind, span: Span) -> Option<()> {
        let given = ways(kind, span);
        let [(one, described)] = given[..] else {
            let help = help!(
                "write exactly one of: type, fields, enum, bool, tuple, union, map, switch, view",
                "只写下列之一：type、fields、enum、bool、tuple、union、map、switch、view"
            );
            match given[..] {
                [(first, other), (second, at), ..] => {
                    let message = format!("both `{first}` and `{second}` describe this type");
                    let label = format!("`{first}` stands here");
                    self.conflict(Code::OneKind, at, message, (other, &label), help);
                }
                _ => self.report(Code::OneKind, span, "no type is given", help),
            }
            return None;
        };
        let mut fine = Some(());
        for (key, of, given) in COMPANIONS {
            if let Some(at) = given(kind, span).filter(|_| !of.contains(&one)) {
                let message = format!("`{key}` means nothing beside `{one}`");
                self.conflict(
                    Code::Misplaced,
                    at,
                    message,
                    (described, &format!("`{one}` stands here")),
                    help!(
                        "remove it; it goes with {}",
                        "删除它；它只与 {} 同用",
                        of.iter()
                            .map(|key| format!("`{key}`"))
                            .collect::<Vec<_>>()
                            .join(", ")
                    ),
                );
                fine = None;
            }
        }
        fine
    }

    fn record(&mut self, name: &Name, kind: &Kind, key: Option<&str>) -> Option<Record> {
        let fields = match key {
            Some(key) => {
                let fields = self.own_fields(key, kind, &mut vec![key.to_owned()]);
                if fields.is_none() {
                    self.keep_fields(key, None);
                }
                fields?
            }
            None => self.record_fields(name, kind, &mut Vec::new())?,
        };
        if let Some(rest) = kind.rest.as_ref().filter(|rest| rest.as_str() != "any") {
            let message = format!("open members of the type `{}` are not built yet", rest.text);
            self.report(
                Code::NotYetInLanguage,
                rest.span,
                message,
                help!("write `rest: any`", "写成 `rest: any`"),
            );
            if let Some(key) = key {
                self.keep_fields(key, Some(fields));
            }
            return None;
        }
        let rules = self.rules(&kind.rules, &fields);
        self.distinct(
            "fields",
            fields.iter().map(|f| (&f.name, f.span, f.wire.as_str())),
        );
        Some(Record {
            fields,
            tuple: false,
            open: kind.rest.is_some(),
            rules,
            actions: Vec::new(),
        })
    }

    /// The fields of one of the spec's own records, if they are known.
    pub(super) fn known_fields(&self, key: &str) -> Option<Option<Vec<Field>>> {
        if let Some(Named::Declared(id)) = self.types.named.get(key)
            && let Some(Some(declared)) = self.types.declarations.get(id.0)
            && let TypeKind::Record(record) = &declared.kind
        {
            return Some(Some(record.fields.clone()));
        }
        self.types.fields.get(key).cloned()
    }

    /// Keeps the fields of one of the spec's own records, for it and for those that take them over.
    pub(super) fn keep_fields(&mut self, key: &str, fields: Option<Vec<Field>>) {
        self.types.fields.insert(key.to_owned(), fields);
    }

    /// The type of a field, a parameter or an answer, however it is described; `owner` names one that is
    /// described in place.
    pub(super) fn kind_type(
        &mut self,
        kind: &Kind,
        owner: impl FnOnce() -> Name,
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
        let id = self.declare(owner(), kind, facts, span);
        self.computing = computing;
        Some(Typed::plain(Type::Named(id?)))
    }

    /// A type that is checked and not kept: what it describes is a text, whatever it says.
    pub(super) fn known_type(&mut self, kind: &Kind, span: Span) -> Option<()> {
        self.one_kind(kind, span)?;
        match &kind.ty {
            Some(text) => self.text_type(text).map(|_| ()),
            None => Some(()),
        }
    }

    fn bool_codes(&mut self, codes: &spec::BoolCodes) -> Option<Type> {
        let ints = (
            codes.on.as_str().parse::<i64>(),
            codes.off.as_str().parse::<i64>(),
        );
        if codes.on.text == codes.off.text || ints.0.is_ok() && ints.0 == ints.1 {
            let message = "true and false have the same code";
            self.conflict(
                Code::BadValue,
                codes.off.span,
                message,
                (codes.on.span, "the code of true"),
                help!(
                    "write two codes: `bool: {{ true: 1, false: 0 }}`",
                    "写两个不同的代码：`bool: {{ true: 1, false: 0 }}`"
                ),
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
        if let Some(known) = self.types.plain.get(text.as_str()) {
            return Some(known.clone());
        }
        match type_text::parse(text) {
            Ok(parsed) => {
                let required = parsed.required.is_some();
                let (ty, null) = self.resolve(text, &parsed)?;
                let typed = Typed {
                    ty,
                    nullable: parsed.nullable || null,
                    required,
                };
                if parsed.arguments.is_empty() && BUILT_IN.contains(&parsed.name.as_str()) {
                    self.types.plain.insert(text.text.clone(), typed.clone());
                }
                Some(typed)
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
                help!(
                    "remove it; `!` marks a required field or parameter",
                    "删除它；`!` 只标记必填的字段或参数"
                )
                .replacing("!", ""),
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
            // The type whose name was refused, under the name that it was to get.
            let meant = |key: &str| Name::derive(key).is_some_and(|n| n.camel() == parsed.name);
            if self.spec.types.keys().any(meant) {
                return None;
            }
            let known: Vec<&str> = BUILT_IN
                .iter()
                .copied()
                .chain(self.spec.types.keys())
                .collect();
            let message = format!("there is no type `{}`", parsed.name);
            let help = match (
                closest(&parsed.name, known.iter().copied()),
                common_spelling(&parsed.name),
            ) {
                _ if is_date_format(&parsed.name) => help!(
                    "write `\"{}\"`, in double quotes",
                    "写成 `\"{}\"`，带双引号",
                    parsed.name
                ),
                _ if matches!(parsed.name.as_str(), "void" | "null" | "none") => help!(
                    "write `any`, or remove `returns` where nothing is answered",
                    "写成 `any`；若没有响应内容，则删除 `returns`"
                ),
                _ if parsed.name == "enum" => help!(
                    "write `{{ enum: {{ code: label }} }}`",
                    "写成 `{{ enum: {{ code: label }} }}`"
                ),
                (_, Some(ours)) => {
                    let help = help!("write `{ours}`", "写成 `{ours}`");
                    let help = help.replacing(&parsed.name, ours);
                    if is_same_type(&parsed.name) {
                        help
                    } else {
                        help.perhaps()
                    }
                }
                (Some(near), None) => help!("did you mean `{near}`?", "是否应为 `{near}`？")
                    .meaning(&parsed.name, near, known),
                (None, None) => help!(
                    "describe `{}` under `types`, or write a built-in type",
                    "在 `types` 下描述 `{}`，或写内置类型",
                    parsed.name
                ),
            };
            let span = text.part(parsed.at.0, parsed.at.1);
            self.report(Code::UnknownType, span, message, help);
            return None;
        }
        if !parsed.arguments.is_empty() {
            let message = format!("`{}` takes no arguments", parsed.name);
            let help = help!(
                "remove them; types of the spec take none yet",
                "删除参数；规范自己的类型暂不支持参数"
            );
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
            let help = help!(
                "describe what it holds by types with `fields`",
                "用带 `fields` 的类型描述其中的内容"
            );
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
                    help!("write another type for it", "换用另一个类型"),
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
                help!("write the type where it is used", "把类型直接写在使用处"),
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

/// Whether a name would be a date format if it stood in quotes.
fn is_date_format(name: &str) -> bool {
    name.contains("yy") && apiloom_wire::check_pattern(name).is_ok()
}

/// The ways in which a type is described, each with its place.
fn ways(kind: &Kind, span: Span) -> Vec<(&'static str, Span)> {
    let given = |(way, place): &KindKey| Some((*way, place(kind, span)?));
    KINDS.iter().filter_map(given).collect()
}
