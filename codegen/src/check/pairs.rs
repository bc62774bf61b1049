//! Queries and forms: how lists and objects stand among their pairs, and what cannot.

use std::collections::HashSet;

use super::Check;
use crate::diagnostic::{Code, Help, help};
use crate::model::{Field, PairStyle, Type, TypeKind, UnionForm};
use crate::spec::{Text, words};

/// What a type that is no single text is among pairs.
enum Shape {
    List,
    Object,
    /// What one of its variants is.
    Either,
}

impl Check<'_> {
    /// How what says nothing itself stands: as the body says, or else the defaults.
    pub(super) fn general_style(&mut self, own: Option<&Text>) -> Option<PairStyle> {
        let defaults = self.spec.defaults.as_ref().and_then(|d| d.style.as_ref());
        match own.or(defaults) {
            Some(text) => self.pair_style(text),
            None => Some(PairStyle::Repeat),
        }
    }

    pub(super) fn pair_style(&mut self, text: &Text) -> Option<PairStyle> {
        const STYLES: [PairStyle; words::STYLE.len()] = [
            PairStyle::Repeat,
            PairStyle::Csv,
            PairStyle::Json,
            PairStyle::Brackets,
            PairStyle::Index0,
            PairStyle::Index1,
            PairStyle::Dots,
            PairStyle::Dots0,
            PairStyle::Dots1,
            PairStyle::Index0Dots,
        ];
        let words: Vec<_> = words::STYLE.into_iter().zip(STYLES).collect();
        self.word(text, &words)
    }

    /// Whether values of a type can be told from their pairs; what is not described yet passes.
    pub(super) fn stands(&self, ty: &Type, style: PairStyle) -> bool {
        if style == PairStyle::Json {
            return true;
        }
        let mut seen = HashSet::new();
        // Each with whether it is an item of a list. A chain of types may be long: no recursion
        // follows it.
        let mut todo = vec![(ty.clone(), false)];
        while let Some((ty, item)) = todo.pop() {
            let known = matches!(ty, Type::Named(id) if !seen.insert((id, item)));
            // A file has no place among pairs at all, and that is reported once.
            if known || ty == Type::File || self.is_text(&ty) {
                continue;
            }
            let Some((shape, inside)) = self.inside(&ty) else {
                return false;
            };
            let told_apart = !item || style.numbers_items();
            let (fits, below) = match shape {
                Shape::List => (told_apart, true),
                Shape::Object => (told_apart && style.names_members(), false),
                Shape::Either => (true, item),
            };
            if !fits {
                return false;
            }
            todo.extend(inside.into_iter().map(|ty| (ty, below)));
        }
        true
    }

    /// What a type that is no single text holds.
    fn inside(&self, ty: &Type) -> Option<(Shape, Vec<Type>)> {
        let one = |ty: &Type| match ty {
            Type::Nullable(inner) => vec![(**inner).clone()],
            ty => vec![ty.clone()],
        };
        let id = match ty {
            Type::List(inner) | Type::OneOrMany(inner) => return Some((Shape::List, one(inner))),
            Type::Map(inner) | Type::IntMap(inner) => return Some((Shape::Object, one(inner))),
            Type::FlatPairs(key, value, _) => {
                return Some((Shape::List, [one(key), one(value)].concat()));
            }
            Type::Pairs(key, value) => {
                let pair = Type::FlatPairs(key.clone(), value.clone(), None);
                return Some((Shape::List, vec![pair]));
            }
            Type::Named(id) => id,
            _ => return None,
        };
        let declaration = self.types.declarations.get(id.0)?.as_ref()?;
        Some(match &declaration.kind {
            TypeKind::Record(record) => {
                let shape = if record.tuple {
                    Shape::List
                } else {
                    Shape::Object
                };
                (shape, record.fields.iter().map(|f| f.ty.clone()).collect())
            }
            TypeKind::Union(union) => {
                let shape = match union.form {
                    UnionForm::Untagged => Shape::Either,
                    _ => Shape::Object,
                };
                (shape, union.variants.iter().map(|v| v.ty.clone()).collect())
            }
            TypeKind::Patterned(patterned) => {
                let values = patterned.keys.iter().map(|k| k.ty.clone());
                (Shape::Object, values.collect())
            }
            // Only the hand-written type knows what it is.
            TypeKind::Opaque => (Shape::Object, Vec::new()),
            TypeKind::Enum(_) => return None,
        })
    }

    /// What a query or form has inside a list or an object, or spreads into itself, can be told apart.
    pub(super) fn pairs_inside(&mut self, field: &Field) {
        let (wire, style) = (field.wire.as_str(), field.style);
        if field.spread {
            self.spread_pairs(field);
        } else if !self.stands(&field.ty, style) {
            let (message, help) = match field.ty {
                Type::List(_) => (
                    format!("the items of `{wire}` cannot be sent as text"),
                    help!(
                        "write a list of scalars, or `json_string(T)`, or a `style` that numbers items, such as `index0`",
                        "写标量的列表或 `json_string(T)`，或用给项编号的 `style`，例如 `index0`"
                    ),
                ),
                _ => (format!("`{wire}` cannot be sent as text"), unfit(style)),
            };
            self.report(Code::Scalar, field.span, message, help);
        }
    }

    fn spread_pairs(&mut self, field: &Field) {
        let (Type::Named(id), style) = (&field.ty, field.style) else {
            return;
        };
        let declared = self.types.declarations.get(id.0).and_then(Option::as_ref);
        let Some(TypeKind::Record(record)) = declared.map(|d| &d.kind) else {
            return;
        };
        let mut fields = record.fields.iter();
        if let Some(inner) = fields.find(|f| !f.spread && !self.stands(&f.ty, style)) {
            let (wire, inner) = (field.wire.as_str(), inner.wire.as_str());
            let message = format!("`{inner}` of `{wire}` cannot be sent as text");
            let help = help!(
                "remove it with a `view`, make it a scalar, `csv(T)` or `json_string(T)`, or write a `style` that has a place for it, such as `index0`",
                "用 `view` 去掉它，或改成标量、`csv(T)` 或 `json_string(T)`，或用能容纳它的 `style`，例如 `index0`"
            );
            self.report(Code::Scalar, field.span, message, help);
        }
    }
}

/// What to write for a value that has no place in a style.
fn unfit(style: PairStyle) -> Help {
    match style {
        PairStyle::Repeat | PairStyle::Csv => help!(
            "write a scalar, a list, `csv(T)` or `json_string(T)`, or add `spread: true` or a `style` for objects, such as `brackets`",
            "写标量、列表、`csv(T)` 或 `json_string(T)`，或加上 `spread: true` 或用于对象的 `style`，例如 `brackets`"
        ),
        _ => help!(
            "write a `style` that numbers items, such as `index0`, or `json`",
            "用给项编号的 `style`，例如 `index0`，或用 `json`"
        ),
    }
}
