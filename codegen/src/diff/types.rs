//! Declared types: enums, unions, maps by patterns; records have a file of their own.

use super::Verdict;
use super::change::{Change, Kind, said};
use super::doors::Doors;
use super::pairs::pairs;
use super::type_text::{code, type_text};
use super::walk::{Side, Walk};
use crate::ident;
use crate::lower::{repr, repr_inside, source};
use crate::model::{
    Api, CodeKind, Declaration, Enum, EnumVariant, Patterned, PatternedKey, Type, TypeId, TypeKind,
    Union, UnionForm, UnionVariant, Usage,
};

/// A declared type on its way through the comparison, in both APIs.
#[derive(Clone, Copy)]
pub(super) struct Both<'a> {
    pub(super) old: (TypeId, &'a Declaration),
    pub(super) new: (TypeId, &'a Declaration),
}

impl Both<'_> {
    /// Whether requests or answers have it, in one of the APIs.
    pub(super) fn request(&self) -> bool {
        self.old.1.usage.request || self.new.1.usage.request
    }

    pub(super) fn response(&self) -> bool {
        self.old.1.usage.response || self.new.1.usage.response
    }

    /// A verdict for the wire, if the type is ever there.
    pub(super) fn seen(&self, verdict: Verdict) -> Verdict {
        match self.request() || self.response() {
            true => verdict,
            false => Verdict::Nothing,
        }
    }
}

impl Walk<'_> {
    pub(super) fn types(&mut self) {
        for pair in self.declarations() {
            match pair {
                (Some(old), Some(new)) => self.declared(Both { old, new }),
                (Some((_, old)), None) => self.type_gone(old, Kind::Removed),
                (None, Some((_, new))) => self.type_gone(new, Kind::Added),
                (None, None) => {}
            }
        }
    }

    /// A type that is new or gone. What it does on the wire is said where it is used.
    fn type_gone(&mut self, declaration: &Declaration, kind: Kind) {
        let used = is_used(declaration.usage);
        let path = format!("types.{}", declaration.name.camel());
        let (said, callers) = match kind {
            Kind::Added => (said!("the type is new", "新增类型"), Verdict::Compatible),
            _ => (said!("the type is gone", "类型已移除"), Verdict::Breaking),
        };
        let callers = if used { callers } else { Verdict::Nothing };
        self.add(Change::new(path, kind, said).callers(callers));
    }

    fn declared(&mut self, both: Both<'_>) {
        let ((_, old), (_, new)) = (both.old, both.new);
        let path = format!("types.{}", new.name.camel());
        if old.name != new.name {
            let (before, after) = (old.name.camel(), new.name.camel());
            let callers = match is_used(old.usage) {
                true => Verdict::Breaking,
                false => Verdict::Nothing,
            };
            let said = said!("the type is called `{}` now", "类型现在叫做 `{}`", after);
            let change = Change::new(&path, Kind::Renamed, said).sides(before, after);
            self.add(change.callers(callers));
        }
        let both_used = (is_used(old.usage), is_used(new.usage));
        match (&old.kind, &new.kind) {
            // Of a type that only one of the clients has, there is nothing to compare.
            _ if both_used.0 != both_used.1 => self.usage(&path, both),
            (TypeKind::Record(before), TypeKind::Record(after)) if before.tuple == after.tuple => {
                self.usage(&path, both);
                self.record(&path, both, before, after);
            }
            (TypeKind::Enum(before), TypeKind::Enum(after)) => {
                self.usage(&path, both);
                self.codes(&path, both, before, after);
            }
            (TypeKind::Union(before), TypeKind::Union(after)) => {
                self.usage(&path, both);
                self.union(&path, both, before, after);
            }
            (TypeKind::Patterned(before), TypeKind::Patterned(after)) => {
                self.usage(&path, both);
                self.patterned(&path, both, before, after);
            }
            (TypeKind::Opaque, TypeKind::Opaque) => {}
            _ => {
                let callers = match is_used(old.usage) {
                    true => Verdict::Breaking,
                    false => Verdict::Nothing,
                };
                let said = said!("it is another kind of type", "它现在是另一种类型");
                let change = Change::new(&path, Kind::Changed, said)
                    .sides(word(&old.kind), word(&new.kind))
                    .wire(both.seen(Verdict::Breaking));
                self.add(change.callers(callers));
            }
        }
        let used = is_used(old.usage) && is_used(new.usage);
        let is_checked = |side: &Side<'_>, id| used && side.lowered.is_checked(id);
        let checked = (
            is_checked(&self.old, both.old.0),
            is_checked(&self.new, both.new.0),
        );
        self.checked(&path, checked);
        self.facts(&path, &old.facts, &new.facts, false);
    }

    /// Whether values can be checked: those without rules have no method for it.
    pub(super) fn checked(&mut self, path: &str, (old, new): (bool, bool)) {
        let (kind, said, callers) = match (old, new) {
            (true, false) => (
                Kind::Removed,
                said!(
                    "no rule is left, so that its values cannot be checked any more",
                    "不再有规则，因此其值不能再被校验"
                ),
                Verdict::Breaking,
            ),
            (false, true) => (
                Kind::Added,
                said!("its values can be checked now", "其值现在可以被校验"),
                Verdict::Compatible,
            ),
            _ => return,
        };
        self.add(Change::new(format!("{path}.validate"), kind, said).callers(callers));
    }

    /// Where a type travels: callers make those of requests.
    fn usage(&mut self, path: &str, both: Both<'_>) {
        let (before, after) = (both.old.1.usage, both.new.1.usage);
        if before == after {
            return;
        }
        let old = type_doors(&self.old, both.old);
        let new = self.as_known(type_doors(&self.new, both.new));
        let said = match (after.request, after.response) {
            (true, true) => said!("requests and answers have it now", "现在请求和返回中都有它"),
            (true, false) => said!("only requests have it now", "现在只有请求中有它"),
            (false, true) => said!("only answers have it now", "现在只有返回中有它"),
            (false, false) => said!("nothing uses it any more", "不再被使用"),
        };
        let change = Change::new(format!("{path}.usage"), Kind::Changed, said);
        self.add(
            change
                .sides(usage(before), usage(after))
                .callers(old.replaced_by(&new)),
        );
    }

    fn codes(&mut self, path: &str, both: Both<'_>, old: &Enum, new: &Enum) {
        let of = |codes: &Enum, declaration: &Declaration| enum_doors(codes, declaration.usage);
        let callers = of(old, both.old.1).replaced_by(&of(new, both.new.1));
        let matched = match is_used(both.old.1.usage) && is_used(both.new.1.usage) {
            true => callers,
            false => Verdict::Nothing,
        };
        self.openness(path, both, (old.open, new.open), matched);
        if old.codes != new.codes {
            let text = |codes: CodeKind| match codes {
                CodeKind::Int => "int",
                CodeKind::Text => "string",
            };
            let said = said!("its codes are of another kind", "代码的类型有变化");
            let change = Change::new(format!("{path}.codes"), Kind::Changed, said)
                .sides(text(old.codes), text(new.codes));
            self.add(change.wire(both.seen(Verdict::Breaking)));
        }
        let by_code = |variant: &EnumVariant| Some(variant.code.to_string());
        let by_name = |variant: &EnumVariant| Some(variant.name.camel());
        for pair in pairs(&old.variants, &new.variants, &[&by_code, &by_name]) {
            let at = |variant: &EnumVariant| format!("{path}.enum.{}", variant.code);
            match pair {
                (Some(before), Some(after)) => {
                    self.variant_name(&at(after), (before, after), matched);
                    if before.code.to_string() != after.code.to_string() {
                        let said = said!("it has another code", "代码有变化");
                        let change = Change::new(at(after), Kind::Changed, said)
                            .sides(code(&before.code), code(&after.code));
                        self.add(change.wire(both.seen(Verdict::Breaking)));
                    }
                    let label = before.label != after.label;
                    self.facts(&at(after), &before.facts, &after.facts, label);
                }
                (Some(before), None) => {
                    let said = said!("the code is gone", "代码已移除");
                    let change = Change::new(at(before), Kind::Removed, said)
                        .sides(before.name.camel(), "")
                        .wire(both.seen(Verdict::Breaking));
                    self.add(change.callers(matched));
                }
                (None, Some(after)) => {
                    let said = match old.open {
                        true => said!("the code is new", "新增代码"),
                        false => said!(
                            "the code is new, and callers match all of them",
                            "新增代码，而调用方须匹配所有代码"
                        ),
                    };
                    let change = Change::new(at(after), Kind::Added, said)
                        .sides("", after.name.camel())
                        .wire(both.seen(Verdict::Compatible));
                    // Who must expect other codes is not broken by one, whatever its neighbours do.
                    let callers = match old.open {
                        true => matched.min(Verdict::Compatible),
                        false => matched,
                    };
                    self.add(change.callers(callers));
                }
                (None, None) => {}
            }
        }
    }

    fn variant_name(
        &mut self,
        path: &str,
        (old, new): (&EnumVariant, &EnumVariant),
        callers: Verdict,
    ) {
        if old.name != new.name {
            let (before, after) = (old.name.camel(), new.name.camel());
            let said = said!(
                "in Rust it is called `{}` now",
                "在 Rust 中现在叫做 `{}`",
                after
            );
            let change = Change::new(path, Kind::Renamed, said).sides(before, after);
            self.add(change.callers(callers));
        }
    }

    /// Whether what the spec does not name is kept.
    fn openness(&mut self, path: &str, both: Both<'_>, (old, new): (bool, bool), callers: Verdict) {
        if old == new {
            return;
        }
        let (said, wire) = match new {
            true => (
                said!(
                    "what the spec does not name is kept now",
                    "规范之外的值现在会保留"
                ),
                Verdict::Compatible,
            ),
            false => (
                said!(
                    "what the spec does not name is refused now",
                    "规范之外的值现在会被拒绝"
                ),
                Verdict::Breaking,
            ),
        };
        let text = |open: bool| if open { "open" } else { "closed" };
        let change = Change::new(format!("{path}.closed"), Kind::Changed, said)
            .sides(text(old), text(new))
            .wire(both.seen(wire));
        self.add(change.callers(callers));
    }

    fn union(&mut self, path: &str, both: Both<'_>, old: &Union, new: &Union) {
        let before = union_doors(&self.old, both.old, old);
        let after = self.as_known(union_doors(&self.new, both.new, new));
        let matched = match is_used(both.old.1.usage) && is_used(both.new.1.usage) {
            true => before.replaced_by(&after),
            false => Verdict::Nothing,
        };
        self.openness(path, both, (old.open, new.open), matched);
        if old.form != new.form {
            let said = said!("it is written in another form", "书写形式有变化");
            let change = Change::new(format!("{path}.union"), Kind::Changed, said)
                .sides(form(&old.form), form(&new.form))
                .wire(both.seen(Verdict::Breaking));
            self.add(change.callers(matched));
        }
        let start = self.count();
        let by_tag = |variant: &UnionVariant| Some(variant.tag.0.clone());
        let by_name = |variant: &UnionVariant| Some(variant.name.camel());
        for pair in pairs(&old.variants, &new.variants, &[&by_tag, &by_name]) {
            self.union_variant(path, both, pair, matched);
        }
        let order = |union: &Union| -> Vec<String> {
            let tags = union.variants.iter().map(|variant| variant.tag.0.clone());
            tags.collect()
        };
        let untagged = old.form == UnionForm::Untagged && new.form == UnionForm::Untagged;
        let stolen = untagged && steals(self.new.api, new, &order(old));
        if untagged && self.count() == start && order(old) != order(new) {
            let said = said!(
                "its variants are tried in another order",
                "变体的尝试顺序有变化"
            );
            let verdict = match stolen {
                true => Verdict::Breaking,
                false => Verdict::Nothing,
            };
            let change = Change::new(format!("{path}.variants"), Kind::Changed, said)
                .sides(order(old).join(", "), order(new).join(", "));
            self.add(change.wire(both.seen(verdict)));
        } else if stolen {
            // What a variant read before is read by one that is tried earlier now.
            for change in self
                .since(start)
                .iter_mut()
                .filter(|it| it.kind == Kind::Added)
            {
                change.wire = both.seen(Verdict::Breaking);
            }
        }
    }

    fn union_variant(
        &mut self,
        path: &str,
        both: Both<'_>,
        pair: (Option<&UnionVariant>, Option<&UnionVariant>),
        callers: Verdict,
    ) {
        let at = |variant: &UnionVariant| format!("{path}.variants.{}", variant.tag.as_str());
        let (old, new) = match pair {
            (Some(old), Some(new)) => (old, new),
            (Some(old), None) => {
                let said = said!("the variant is gone", "变体已移除");
                let change = Change::new(at(old), Kind::Removed, said)
                    .sides(type_text(self.old.api, &old.ty), "")
                    .wire(both.seen(Verdict::Breaking));
                return self.add(change.callers(callers));
            }
            (None, Some(new)) => {
                let said = said!("the variant is new", "新增变体");
                let change = Change::new(at(new), Kind::Added, said)
                    .sides("", type_text(self.new.api, &new.ty))
                    .wire(both.seen(Verdict::Compatible));
                return self.add(change.callers(callers));
            }
            (None, None) => return,
        };
        let path = at(new);
        if old.name != new.name {
            let (before, after) = (old.name.camel(), new.name.camel());
            let said = said!(
                "in Rust it is called `{}` now",
                "在 Rust 中现在叫做 `{}`",
                after
            );
            let change = Change::new(&path, Kind::Renamed, said).sides(before, after);
            self.add(change.callers(callers));
        }
        if old.tag != new.tag {
            let said = said!("it has another tag", "标签有变化");
            let change =
                Change::new(&path, Kind::Changed, said).sides(old.tag.as_str(), new.tag.as_str());
            self.add(change.wire(both.seen(Verdict::Breaking)));
        }
        if !self.same_type(&old.ty, &new.ty) {
            let (before, after) = self.both_types(&old.ty, &new.ty);
            let wire = self.on_the_wire(&old.ty, &new.ty);
            let said = said!("its type is `{}` now", "类型现在是 `{}`", after);
            let change = Change::new(&path, Kind::Changed, said)
                .sides(before, after)
                .validation(super::relation::refused(&old.ty, &new.ty))
                .wire(both.seen(wire));
            self.add(change.callers(callers));
        }
        if old.warns != new.warns {
            let (said, verdict) = super::constraints::severity(new.warns);
            let change = Change::new(format!("{path}.severity"), Kind::Changed, said);
            self.add(change.validation(verdict));
        }
        self.facts(&path, &old.facts, &new.facts, false);
    }

    fn patterned(&mut self, path: &str, both: Both<'_>, old: &Patterned, new: &Patterned) {
        let used = is_used(both.old.1.usage) && is_used(both.new.1.usage);
        let text = |key: &PatternedKey| {
            let hole = if key.int { "int" } else { "text" };
            format!("{}{{{hole}}}{}", key.prefix, key.suffix)
        };
        let by_key = |key: &PatternedKey| Some(text(key));
        let by_name = |key: &PatternedKey| Some(key.name.snake());
        for (before, after) in pairs(&old.keys, &new.keys, &[&by_key, &by_name]) {
            let doors = |side: &Side<'_>, key: Option<&PatternedKey>| {
                key.filter(|_| used)
                    .map(|key| key_doors(side, key))
                    .unwrap_or_default()
            };
            let opened = self.as_known(doors(&self.new, after));
            let callers = doors(&self.old, before).replaced_by(&opened);
            let at = |key: &PatternedKey| format!("{path}.map.{}", text(key));
            let types = (
                before.map(|key| type_text(self.old.api, &key.ty)),
                after.map(|key| type_text(self.new.api, &key.ty)),
            );
            match (before, after) {
                (Some(before), Some(after)) => {
                    let start = self.count();
                    if !self.same_type(&before.ty, &after.ty) {
                        let wire = self.on_the_wire(&before.ty, &after.ty);
                        let ty = types.1.clone().unwrap_or_default();
                        let said = said!("its type is `{}` now", "类型现在是 `{}`", ty);
                        let change = Change::new(at(after), Kind::Changed, said)
                            .sides(types.0.unwrap_or_default(), ty)
                            .validation(super::relation::refused(&before.ty, &after.ty));
                        self.add(change.wire(both.seen(wire)));
                    }
                    if text(before) != text(after) {
                        let said = said!("its keys look otherwise", "键的形式有变化");
                        let change = Change::new(at(after), Kind::Changed, said)
                            .sides(text(before), text(after));
                        self.add(change.wire(both.seen(Verdict::Breaking)));
                    }
                    if before.name != after.name {
                        let said = said!(
                            "in Rust it is called `{}` now",
                            "在 Rust 中现在叫做 `{}`",
                            after.name.snake()
                        );
                        let change = Change::new(at(after), Kind::Renamed, said);
                        self.add(change.sides(before.name.snake(), after.name.snake()));
                    }
                    for change in self.since(start) {
                        *change = change.clone().callers(callers);
                    }
                }
                (Some(before), None) => {
                    let said = said!("such keys are gone", "此类键已移除");
                    let change = Change::new(at(before), Kind::Removed, said)
                        .sides(types.0.unwrap_or_default(), "")
                        .wire(both.seen(Verdict::Breaking));
                    self.add(change.callers(callers));
                }
                (None, Some(after)) => {
                    let said = said!("such keys are new", "新增此类键");
                    let change = Change::new(at(after), Kind::Added, said)
                        .sides("", types.1.unwrap_or_default())
                        .wire(both.seen(Verdict::Compatible));
                    self.add(change.callers(callers));
                }
                (None, None) => {}
            }
        }
    }
}

/// Whether a variant of a union without tags may be taken for another one that was tried before it, or was
/// there alone: `old` is the older order.
fn steals(api: &Api, new: &Union, old: &[String]) -> bool {
    let place = |tag: &str| old.iter().position(|it| it == tag);
    let later = |index: usize, victim: &UnionVariant| {
        let before = place(victim.tag.as_str());
        let thieves = new.variants[..index].iter();
        let moved = thieves.filter(|it| match (place(it.tag.as_str()), before) {
            (Some(thief), Some(victim)) => thief > victim,
            (None, Some(_)) => true,
            (_, None) => false,
        });
        moved
            .into_iter()
            .any(|thief| look_alike(api, &thief.ty, &victim.ty))
    };
    let mut variants = new.variants.iter().enumerate();
    variants.any(|(index, victim)| later(index, victim))
}

/// Whether the JSON of two types may be the same.
fn look_alike(api: &Api, one: &Type, other: &Type) -> bool {
    match (json_kind(api, one), json_kind(api, other)) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    }
}

/// What the JSON of a type is, where it is always the same kind.
fn json_kind(api: &Api, ty: &Type) -> Option<&'static str> {
    match ty {
        Type::Bool => Some("bool"),
        Type::Int32 | Type::Int64 | Type::Float | Type::Decimal => Some("number"),
        Type::String(_) | Type::Date(_) | Type::DateTime { .. } => Some("string"),
        Type::List(_) => Some("array"),
        Type::Map(_) | Type::IntMap(_) => Some("object"),
        Type::Named(id) => match &api.declaration(*id).kind {
            TypeKind::Record(record) if !record.tuple => Some("object"),
            TypeKind::Patterned(_) => Some("object"),
            _ => None,
        },
        _ => None,
    }
}

fn is_used(usage: Usage) -> bool {
    usage.request || usage.response
}

fn usage(usage: Usage) -> &'static str {
    match (usage.request, usage.response) {
        (true, true) => "requests, answers",
        (true, false) => "requests",
        (false, true) => "answers",
        (false, false) => "",
    }
}

fn word(kind: &TypeKind) -> &'static str {
    match kind {
        TypeKind::Record(record) if record.tuple => "tuple",
        TypeKind::Record(_) => "fields",
        TypeKind::Enum(_) => "enum",
        TypeKind::Union(_) => "union",
        TypeKind::Patterned(_) => "map",
        TypeKind::Opaque => "rust",
    }
}

fn form(form: &UnionForm) -> String {
    match form {
        UnionForm::Adjacent { tag, content } => {
            format!("{{ tag: {}, content: {} }}", tag.as_str(), content.as_str())
        }
        UnionForm::Inline { tag } => format!("{{ tag: {}, content: inline }}", tag.as_str()),
        UnionForm::TagNames { tag } => {
            format!("{{ tag: {}, content: by_variant }}", tag.as_str())
        }
        UnionForm::ByVariant => "{ content: by_variant }".to_owned(),
        UnionForm::Untagged => "untagged".to_owned(),
    }
}

/// What the type as such is to callers; its fields, codes and variants have doors of their own.
fn type_doors(side: &Side<'_>, (id, declaration): (TypeId, &Declaration)) -> Doors {
    let mut doors = Doors::default();
    if !is_used(declaration.usage) {
        return doors;
    }
    doors.keep("type".to_owned());
    if let TypeKind::Record(record) = &declaration.kind
        && record.actions.is_empty()
    {
        super::records::record_doors(&mut doors, side, id, declaration, record);
    }
    doors
}

fn enum_doors(codes: &Enum, usage: Usage) -> Doors {
    let mut doors = Doors::default();
    if !is_used(usage) {
        return doors;
    }
    let names: Vec<String> = codes
        .variants
        .iter()
        .map(|v| ident::camel(&v.name).to_string())
        .collect();
    match codes.open {
        true => {
            doors.keep(format!("variant {}(Code)", other(&names)));
            names
                .into_iter()
                .for_each(|name| doors.keep(format!("variant {name}")));
        }
        // One that cannot hold anything else is copied, and matched without a rest.
        false => {
            doors.keep("Copy".to_owned());
            names
                .into_iter()
                .for_each(|name| doors.exact(format!("variant {name}")));
        }
    }
    doors
}

fn union_doors(side: &Side<'_>, (id, declaration): (TypeId, &Declaration), union: &Union) -> Doors {
    let mut doors = Doors::default();
    if !is_used(declaration.usage) {
        return doors;
    }
    let names: Vec<String> = union
        .variants
        .iter()
        .map(|v| ident::camel(&v.name).to_string())
        .collect();
    for (variant, name) in union.variants.iter().zip(&names) {
        let door = format!(
            "variant {name}({})",
            repr_inside(&side.lowered, id, &variant.ty).ty
        );
        match union.open {
            true => doors.keep(door),
            false => doors.exact(door),
        }
    }
    if union.open {
        let held = match union.form {
            UnionForm::Adjacent { .. } | UnionForm::TagNames { .. } => "OtherVariant",
            UnionForm::Inline { .. } | UnionForm::ByVariant | UnionForm::Untagged => "Json",
        };
        doors.keep(format!("variant {}({held})", other(&names)));
    }
    doors
}

/// The variant for what the spec does not name.
fn other(names: &[String]) -> &'static str {
    let taken = |word: &str| names.iter().any(|name| name == word);
    match (taken("Other"), taken("Unlisted")) {
        (false, _) => "Other",
        (true, false) => "Unlisted",
        (true, true) => "NotInSpec",
    }
}

fn key_doors(side: &Side<'_>, key: &PatternedKey) -> Doors {
    let mut doors = Doors::default();
    let made = repr(&side.lowered, &key.ty);
    let (name, ty) = (ident::snake(&key.name), &made.ty);
    let hole = if key.int { "i64" } else { "String" };
    doors.keep(format!("field {name}: {hole} {ty}"));
    doors.keep(format!(
        "method {}({hole}, {})",
        ident::setter(&key.name),
        source(&made, None).ty
    ));
    doors
}
