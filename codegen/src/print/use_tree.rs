//! `use` declarations, normalised and in the order of style edition 2024.

use std::cmp::Ordering;

use syn::{ItemUse, UseTree};

use super::list::{self, Format, ListItem, Tactic, Trailing, Wish};
use super::shape::{Context, Shape, TAB};
use super::text::multiline;
use super::version::version_cmp;
use super::{attr, item};

/// A part of an import's path; the order of the variants is the order of imports.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Segment {
    SelfValue(Option<String>),
    Super(Option<String>),
    Crate(Option<String>),
    Ident(String, Option<String>),
    Glob,
    List(Vec<Import>),
}

/// A path with lists inside.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Import(Vec<Segment>);

/// Consecutive declarations, sorted.
pub(super) fn declarations(cx: &Context, items: &[&ItemUse], shape: Shape) -> Option<String> {
    let mut imports: Vec<(Import, &ItemUse)> = items
        .iter()
        .map(|item| (normalize(import(item), Some(item)), *item))
        .collect();
    imports.sort_by(|(left, _), (right, _)| left.cmp(right));
    let inner = shape.offset_left(4)?.sub_width(1)?;
    let mut out = Vec::new();
    for (import, item) in &imports {
        let visibility = item::visibility(&item.vis);
        let text = print(cx, import, inner.offset_left(visibility.len())?)?;
        if text.is_empty() {
            continue;
        }
        let attrs = attr::outer(cx, &item.attrs, shape)?;
        let newline = if attrs.is_empty() {
            String::new()
        } else {
            shape.indent.newline()
        };
        out.push(format!("{attrs}{newline}{visibility}use {text};"));
    }
    Some(out.join(&shape.indent.newline()))
}

fn import(item: &ItemUse) -> Import {
    let mut out = Vec::new();
    collect(&item.tree, &mut out);
    if item.leading_colon.is_some() {
        match out.first_mut() {
            Some(Segment::Ident(name, _)) => name.insert_str(0, "::"),
            _ => out.insert(0, Segment::Ident(String::new(), None)),
        }
    }
    Import(out)
}

fn collect(tree: &UseTree, out: &mut Vec<Segment>) {
    match tree {
        UseTree::Path(inner) => {
            out.push(segment(inner.ident.to_string(), None));
            collect(&inner.tree, out);
        }
        UseTree::Name(inner) => out.push(segment(inner.ident.to_string(), None)),
        UseTree::Rename(inner) => {
            let alias =
                Some(inner.rename.to_string()).filter(|alias| inner.ident != alias.as_str());
            out.push(segment(inner.ident.to_string(), alias));
        }
        UseTree::Glob(_) => out.push(Segment::Glob),
        UseTree::Group(inner) => {
            let list = inner.items.iter().map(|tree| {
                let mut out = Vec::new();
                collect(tree, &mut out);
                Import(out)
            });
            out.push(Segment::List(list.collect()));
        }
    }
}

fn segment(name: String, alias: Option<String>) -> Segment {
    match name.as_str() {
        "self" => Segment::SelfValue(alias),
        "super" => Segment::Super(alias),
        "crate" => Segment::Crate(alias),
        _ => Segment::Ident(name, alias),
    }
}

/// The import as rustfmt writes it: no lone braces, no `::self`, lists sorted. An import that
/// imports nothing becomes empty unless it has attributes.
fn normalize(Import(mut path): Import, top: Option<&ItemUse>) -> Import {
    let keep = top.is_some_and(|item| !item.attrs.is_empty());
    let Some(mut last) = path.pop() else {
        return Import(path);
    };
    match &last {
        Segment::List(list) if list.is_empty() && !keep => return Import(Vec::new()),
        Segment::SelfValue(None) if path.is_empty() && top.is_some() && !keep => {
            return Import(Vec::new());
        }
        Segment::SelfValue(None) => match path.last() {
            None | Some(Segment::SelfValue(_)) => {}
            Some(_) => return Import(path),
        },
        Segment::SelfValue(Some(alias)) => {
            if let Some(Segment::Ident(_, renamed @ None)) = path.last_mut() {
                *renamed = Some(alias.clone());
                return Import(path);
            }
        }
        _ => {}
    }
    if let Segment::List(list) = last {
        match &list[..] {
            [only] if only.0 != [Segment::SelfValue(None)] => {
                path.extend(only.0.iter().cloned());
                return normalize(Import(path), top);
            }
            _ => {}
        }
        let mut list: Vec<Import> = list.into_iter().map(|item| normalize(item, None)).collect();
        list.sort();
        list.dedup();
        last = Segment::List(list);
    }
    path.push(last);
    Import(path)
}

fn print(cx: &Context, import: &Import, mut shape: Shape) -> Option<String> {
    let mut out = String::new();
    for (index, segment) in import.0.iter().enumerate() {
        let alias = |name: &str, alias: &Option<String>| match alias {
            Some(alias) => format!("{name} as {alias}"),
            None => name.to_owned(),
        };
        let text = match segment {
            Segment::SelfValue(renamed) => alias("self", renamed),
            Segment::Super(renamed) => alias("super", renamed),
            Segment::Crate(renamed) => alias("crate", renamed),
            Segment::Ident(name, renamed) => alias(name, renamed),
            Segment::Glob => "*".to_owned(),
            Segment::List(list) => braces(cx, list, shape.offset_left(1)?.sub_width(1)?)?,
        };
        out.push_str(&text);
        if index + 1 < import.0.len() {
            out.push_str("::");
            shape = shape.offset_left(2 + text.len())?;
        }
    }
    Some(out)
}

fn braces(cx: &Context, imports: &[Import], shape: Shape) -> Option<String> {
    let nested_shape = shape.block_indent(TAB).with_max_width(cx).sub_width(1)?;
    let items: Option<Vec<ListItem>> = imports
        .iter()
        .map(|item| Some(ListItem::new(Some(print(cx, item, nested_shape)?))))
        .collect();
    let items = items?;
    let nested = imports
        .iter()
        .any(|item| matches!(item.0.last(), Some(Segment::List(_))));
    let width = if nested {
        0
    } else {
        shape.width.saturating_sub(2)
    };
    let tactic = list::tactic(&items, Wish::Mixed, 2, width);
    let breaks = tactic != Tactic::Horizontal;
    let trailing = if breaks {
        Trailing::Vertical
    } else {
        Trailing::Never
    };
    let format = Format::new(nested_shape, tactic)
        .trailing(trailing)
        .ends_with_newline(breaks);
    let text = list::write(&items, &Format { nested, ..format })?;
    if multiline(&text) || text.len() > width {
        let start = nested_shape.indent.newline();
        return Some(format!("{{{start}{text}{}}}", shape.indent.newline()));
    }
    Some(format!("{{{text}}}"))
}

impl Segment {
    fn rank(&self) -> u8 {
        match self {
            Self::SelfValue(_) => 0,
            Self::Super(_) => 1,
            Self::Crate(_) => 2,
            Self::Ident(..) => 3,
            Self::Glob => 4,
            Self::List(_) => 5,
        }
    }

    fn without_alias(&self) -> Self {
        match self {
            Self::SelfValue(_) => Self::SelfValue(None),
            Self::Super(_) => Self::Super(None),
            Self::Crate(_) => Self::Crate(None),
            Self::Ident(name, _) => Self::Ident(name.clone(), None),
            other => other.clone(),
        }
    }
}

fn plain(name: &str) -> &str {
    name.trim_start_matches("r#")
}

fn alias_cmp(left: &Option<String>, right: &Option<String>) -> Ordering {
    match (left, right) {
        (Some(left), Some(right)) => version_cmp(plain(left), plain(right)),
        _ => left.is_some().cmp(&right.is_some()),
    }
}

impl Ord for Segment {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::SelfValue(left), Self::SelfValue(right))
            | (Self::Super(left), Self::Super(right))
            | (Self::Crate(left), Self::Crate(right)) => alias_cmp(left, right),
            (Self::Ident(left, left_alias), Self::Ident(right, right_alias)) => {
                version_cmp(plain(left), plain(right))
                    .then_with(|| alias_cmp(left_alias, right_alias))
            }
            (Self::List(left), Self::List(right)) => left.cmp(right),
            _ => self.rank().cmp(&other.rank()),
        }
    }
}

impl PartialOrd for Segment {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Import {
    fn cmp(&self, other: &Self) -> Ordering {
        for (left, right) in self.0.iter().zip(&other.0) {
            let order = left.cmp(right);
            if order.is_ne() && left.without_alias().cmp(&right.without_alias()).is_ne() {
                return order;
            }
        }
        self.0.len().cmp(&other.0.len())
    }
}

impl PartialOrd for Import {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
