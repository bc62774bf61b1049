//! Fields with the fields of their types below them.

use std::collections::HashMap;

use serde::Serialize;

use super::place::{Anchors, anchor};
use crate::book::{Book, Code, Field, Kind, Rule, Type, Variant};

/// The types of a book by id.
pub(super) type Types<'a> = HashMap<&'a str, &'a Type>;

/// The types of a book by id.
pub(super) fn types(book: &Book) -> Types<'_> {
    book.types.iter().map(|ty| (ty.id.as_str(), ty)).collect()
}

/// A field as a row, with what is shown below it.
#[derive(Debug, Serialize)]
pub(super) struct Row<'a> {
    pub(super) field: &'a Field,
    /// The fields that it stands in, each with a point behind it.
    path: String,
    /// Its anchor on the page.
    pub(super) anchor: String,
    /// The types in its type.
    inside: Vec<Inside<'a>>,
    /// Whether it is optional only for those who have another source of the same.
    pub(super) needed: bool,
}

/// A type below a field.
#[derive(Debug, Serialize)]
struct Inside<'a> {
    id: &'a str,
    name: &'a str,
    /// What the type is, in the words of [`Kind`].
    is: &'static str,
    /// How many fields, items, codes, variants it has.
    count: usize,
    rows: Vec<Row<'a>>,
    rules: &'a [Rule],
    codes: &'a [Code],
    variants: &'a [Variant],
    /// Whether it is open from the start, since it is all that there is.
    open: bool,
    /// Why nothing is shown: `recursion` if it stands above already, `depth` if there is too much.
    closed: Option<&'static str>,
}

/// So many rows of nested types are in one tree.
const ROWS: usize = 90;

/// So many codes and variants are shown below a field.
const CODES: usize = 24;

/// So deep are types shown.
const DEPTH: usize = 4;

/// The rows of fields, with nested types as deep as there is room for all of them.
pub(super) fn rows<'a>(
    fields: &'a [Field],
    prefix: &str,
    types: &Types<'a>,
    above: &[&'a str],
    anchors: &mut Anchors,
) -> Vec<Row<'a>> {
    let depth = (1..=DEPTH)
        .rev()
        .find(|depth| count(fields, types, above, *depth, ROWS) <= ROWS)
        .unwrap_or(0);
    let mut tree = Tree { types, anchors };
    let mut rows = tree.rows(fields, prefix, "", above, depth);
    if let [row] = rows.as_mut_slice() {
        for inside in &mut row.inside {
            inside.open = true;
        }
    }
    rows
}

/// How many rows nested types have down to a depth; counting ends beyond the limit.
fn count<'a>(
    fields: &'a [Field],
    types: &Types<'a>,
    above: &[&'a str],
    depth: usize,
    limit: usize,
) -> usize {
    let mut rows = 0;
    for ty in fields.iter().flat_map(|f| nested(f, types)) {
        if depth == 0 || above.contains(&ty.id.as_str()) {
            continue;
        }
        let inner = fields_of(ty);
        rows += inner.len();
        if rows > limit {
            return rows;
        }
        let mut path = above.to_vec();
        path.push(&ty.id);
        rows += count(inner, types, &path, depth - 1, limit - rows);
        if rows > limit {
            return rows;
        }
    }
    rows
}

fn nested<'a>(field: &'a Field, types: &Types<'a>) -> Vec<&'a Type> {
    field
        .inside
        .iter()
        .filter_map(|id| types.get(id.as_str()).copied())
        .collect()
}

/// The fields of a type.
pub(super) fn fields_of(ty: &Type) -> &[Field] {
    match &ty.kind {
        Kind::Record { fields, .. } => fields,
        Kind::Tuple { items, .. } => items,
        Kind::Patterned { keys } => keys,
        Kind::Enum { .. } | Kind::Union { .. } | Kind::Opaque => &[],
    }
}

struct Tree<'t, 'a> {
    types: &'t Types<'a>,
    anchors: &'t mut Anchors,
}

impl<'a> Tree<'_, 'a> {
    fn rows(
        &mut self,
        fields: &'a [Field],
        prefix: &str,
        path: &str,
        above: &[&'a str],
        depth: usize,
    ) -> Vec<Row<'a>> {
        // Anchors of fields come before those below them, so that the plain one is the outer one's.
        let anchors: Vec<String> = fields
            .iter()
            .map(|field| {
                self.anchors
                    .fresh(format!("{prefix}{}", anchor(&field.wire)))
            })
            .collect();
        fields
            .iter()
            .zip(anchors)
            .map(|(field, anchor)| {
                // What is spread stands beside the field, not in it.
                let below = if field.spread {
                    path.to_owned()
                } else {
                    format!("{path}{}.", field.wire)
                };
                let inside = nested(field, self.types)
                    .into_iter()
                    // The codes of a small enum stand at the field already.
                    .filter(|ty| field.codes.is_empty() || !matches!(ty.kind, Kind::Enum { .. }))
                    .map(|ty| self.inside(ty, &anchor, &below, above, depth))
                    .collect();
                Row {
                    field,
                    path: path.to_owned(),
                    anchor,
                    inside,
                    needed: false,
                }
            })
            .collect()
    }

    fn inside(
        &mut self,
        ty: &'a Type,
        at: &str,
        path: &str,
        above: &[&'a str],
        depth: usize,
    ) -> Inside<'a> {
        let fields = fields_of(ty);
        let closed = if above.contains(&ty.id.as_str()) {
            Some("recursion")
        } else if depth == 0 && !fields.is_empty() {
            Some("depth")
        } else {
            None
        };
        let mut inner = above.to_vec();
        inner.push(&ty.id);
        let rows = match closed {
            None => self.rows(
                fields,
                &format!("{at}."),
                path,
                &inner,
                depth.saturating_sub(1),
            ),
            Some(_) => Vec::new(),
        };
        let (is, rules, codes, variants): (_, &[Rule], &[Code], &[Variant]) = match &ty.kind {
            Kind::Record { rules, .. } => ("record", rules, &[], &[]),
            Kind::Tuple { rules, .. } => ("tuple", rules, &[], &[]),
            Kind::Enum { codes, .. } => ("enum", &[], codes, &[]),
            Kind::Union { variants, .. } => ("union", &[], &[], variants),
            Kind::Patterned { .. } => ("patterned", &[], &[], &[]),
            Kind::Opaque => ("opaque", &[], &[], &[]),
        };
        Inside {
            id: &ty.id,
            name: &ty.name,
            is,
            count: fields.len() + codes.len() + variants.len(),
            rows,
            rules,
            codes: codes.get(..CODES).unwrap_or(codes),
            variants: variants.get(..CODES).unwrap_or(variants),
            open: false,
            closed,
        }
    }
}
