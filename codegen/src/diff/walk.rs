//! Two APIs side by side.

use std::collections::BTreeMap;

use super::change::{Change, Kind, said};
use super::doors::Doors;
use super::pairs::{Pair, pairs};
use super::type_text::type_text;
use crate::ident;
use crate::lower::{self, ByHand, Lowered};
use crate::model::{Api, Declaration, Facts, Type, TypeId, TypeKind, UnionForm};

/// One of the two APIs, with what is generated for it.
pub(super) struct Side<'a> {
    pub(super) api: &'a Api,
    pub(super) lowered: Lowered<'a>,
}

/// Two APIs, and what was found so far.
pub(super) struct Walk<'a> {
    pub(super) old: Side<'a>,
    pub(super) new: Side<'a>,
    /// Which of the older types each of the newer ones is.
    twins: BTreeMap<TypeId, TypeId>,
    /// What the older client calls the types that have another name now.
    names: BTreeMap<String, String>,
    changes: Vec<Change>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(old: &'a Api, new: &'a Api) -> Self {
        let side = |api| Side {
            api,
            lowered: lower::api(api, ByHand::Described),
        };
        let (mut twins, mut names) = (BTreeMap::new(), BTreeMap::new());
        for (before, after) in declarations(old, new) {
            let (Some((id, before)), Some((newer, after))) = (before, after) else {
                continue;
            };
            twins.insert(newer, id);
            let (before, after) = (ident::declared(&before.name), ident::declared(&after.name));
            if before != after {
                names.insert(after.to_string(), before.to_string());
            }
        }
        Self {
            old: side(old),
            new: side(new),
            twins,
            names,
            changes: Vec::new(),
        }
    }

    /// All changes.
    pub(super) fn changes(mut self) -> Vec<Change> {
        self.vendor();
        self.settings();
        self.hooks();
        self.servers();
        self.lets("let", &self.old.api.lets, &self.new.api.lets);
        self.schemes();
        self.envelopes();
        self.errors();
        self.limits();
        self.types();
        self.operations();
        self.changes
    }

    pub(super) fn add(&mut self, change: Change) {
        self.changes.push(change);
    }

    /// How many changes there are so far.
    pub(super) fn count(&self) -> usize {
        self.changes.len()
    }

    /// The changes from one on.
    pub(super) fn since(&mut self, count: usize) -> &mut [Change] {
        &mut self.changes[count..]
    }

    /// Doors of the newer client with the names of types that callers of the older one know.
    pub(super) fn as_known(&self, doors: Doors) -> Doors {
        doors.renamed(&self.names)
    }

    /// A text of the newer client likewise.
    pub(super) fn text_as_known(&self, text: &str) -> String {
        super::doors::rename(text, &self.names)
    }

    /// Whether two declared types are the same one.
    pub(super) fn is_same_type_id(&self, old: TypeId, new: TypeId) -> bool {
        self.twins.get(&new) == Some(&old)
    }

    /// Two types as specs write them.
    pub(super) fn both_types(&self, old: &Type, new: &Type) -> (String, String) {
        (type_text(self.old.api, old), type_text(self.new.api, new))
    }

    /// Compares what is said of something; `other` tells whether more than the facts is said otherwise.
    pub(super) fn facts(&mut self, path: &str, old: &Facts, new: &Facts, other: bool) {
        match (&old.deprecated, &new.deprecated) {
            (None, Some(_)) => {
                let said = said!("it should not be used any more", "不再建议使用");
                self.add(Change::new(path, Kind::Documented, said));
            }
            (Some(_), None) => {
                let said = said!("it is no longer deprecated", "不再标记为弃用");
                self.add(Change::new(path, Kind::Documented, said));
            }
            _ => {}
        }
        let but_deprecated = |facts: &Facts| Facts {
            deprecated: None,
            ..facts.clone()
        };
        let both = old.deprecated.is_some() && new.deprecated.is_some();
        let reason = both && old.deprecated != new.deprecated;
        if other || reason || but_deprecated(old) != but_deprecated(new) {
            self.documented(path);
        }
    }

    /// Only what is said of something is otherwise.
    pub(super) fn documented(&mut self, path: &str) {
        let said = said!("its documentation says something else", "文档内容有变化");
        self.add(Change::new(path, Kind::Documented, said));
    }

    /// The declared types of both.
    pub(super) fn declarations(&self) -> Vec<DeclaredPair<'a>> {
        declarations(self.old.api, self.new.api)
    }
}

type Declared<'a> = (TypeId, &'a Declaration);
/// A declared type of both APIs, or of one.
pub(super) type DeclaredPair<'a> = (Option<Declared<'a>>, Option<Declared<'a>>);

fn declarations<'a>(old: &'a Api, new: &'a Api) -> Vec<DeclaredPair<'a>> {
    let name = |declaration: &Declaration| Some(declaration.name.camel());
    // A type that only has another name still has the same keys, codes or tags.
    let found: Vec<Pair<'a, 'a, Declaration>> = pairs(&old.types, &new.types, &[&name, &outline]);
    let id = |api: &'a Api, declaration: &'a Declaration| {
        let at = api
            .types
            .iter()
            .position(|it| std::ptr::eq(it, declaration));
        at.map(|at| (TypeId(at), declaration))
    };
    found
        .into_iter()
        .map(|(before, after)| {
            (
                before.and_then(|it| id(old, it)),
                after.and_then(|it| id(new, it)),
            )
        })
        .collect()
}

/// By what a type is known that has another name; nothing for one that has nothing of its own.
fn outline(declaration: &Declaration) -> Option<String> {
    let (word, keys): (&str, Vec<String>) = match &declaration.kind {
        TypeKind::Record(record) => (
            if record.tuple { "tuple" } else { "record" },
            record.fields.iter().map(|f| f.wire.0.clone()).collect(),
        ),
        TypeKind::Enum(codes) => (
            "enum",
            codes.variants.iter().map(|v| v.code.to_string()).collect(),
        ),
        TypeKind::Union(union) => (
            match union.form {
                UnionForm::Adjacent { .. } => "adjacent",
                UnionForm::Inline { .. } => "inline",
                UnionForm::TagNames { .. } => "tag_names",
                UnionForm::ByVariant => "by_variant",
                UnionForm::Untagged => "untagged",
            },
            union.variants.iter().map(|v| v.tag.0.clone()).collect(),
        ),
        TypeKind::Patterned(patterned) => (
            "map",
            patterned
                .keys
                .iter()
                .map(|k| format!("{}*{}", k.prefix, k.suffix))
                .collect(),
        ),
        TypeKind::Opaque => return None,
    };
    (!keys.is_empty()).then(|| format!("{word} {}", keys.join("\n")))
}
