//! The page of a type.

use apiloom_codegen::emit::package::File;
use minijinja::context;
use serde::Serialize;

use super::super::engine::value;
use super::super::excerpt::{plain, short};
use super::super::place::{Anchors, member_anchors};
use super::super::tree::{self, Row};
use super::page::Page;
use super::{Turn, Vendor};
use crate::book::Type;

/// So many operations that use a type are shown at once.
const USES: usize = 30;

#[derive(Serialize)]
struct Link<'a> {
    id: &'a str,
    title: &'a str,
    method: &'a str,
}

#[derive(Serialize)]
struct Named<'a> {
    id: &'a str,
    name: &'a str,
}

#[derive(Serialize)]
struct View<'a> {
    rows: Vec<Row<'a>>,
    anchors: Vec<String>,
    used_by: Vec<Link<'a>>,
    used_more: Vec<Link<'a>>,
    held_by: Vec<Named<'a>>,
}

impl<'a> Vendor<'a> {
    /// The page of a type.
    pub(super) fn ty(&self, ty: &'a Type, turn: Turn) -> File {
        let path = format!("types/{}.html", ty.id);
        let page = Page {
            title: format!("{} · {}", ty.name, self.book.title),
            description: short(&plain(&ty.fact.about), 150),
            crumb: ty.name.clone(),
            current: format!("types/{}", ty.id),
            previous: turn.0,
            next: turn.1,
            ..self.page(&path, "type")
        };
        let values = context! { ty => value(ty), view => value(self.type_view(ty)) };
        self.file(&path, "type.html", page, values)
    }

    fn type_view(&self, ty: &'a Type) -> View<'a> {
        let mut anchors = Anchors::default();
        let mut used_by = self.used_by(ty);
        let used_more = used_by.split_off(USES.min(used_by.len()));
        View {
            rows: tree::rows(
                tree::fields_of(ty),
                "field-",
                &self.types,
                &[&ty.id],
                &mut anchors,
            ),
            anchors: member_anchors(ty),
            used_by,
            used_more,
            held_by: self.held_by(ty),
        }
    }

    fn used_by(&self, ty: &Type) -> Vec<Link<'a>> {
        let operations = ty.operations.iter();
        let operations = operations.filter_map(|id| self.operations.get(id.as_str()));
        let links = operations.map(|o| Link {
            id: &o.id,
            title: &o.title,
            method: &o.method,
        });
        links.collect()
    }

    fn held_by(&self, ty: &Type) -> Vec<Named<'a>> {
        let holders = ty.holders.iter();
        let holders = holders.filter_map(|id| self.types.get(id.as_str()));
        let names = holders.map(|ty| Named {
            id: &ty.id,
            name: &ty.name,
        });
        names.collect()
    }
}
