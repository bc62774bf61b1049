//! Operations in groups that a reader looks for.

use std::collections::HashMap;

use serde::Serialize;

use super::excerpt::{plain, wide};
use crate::book::{Book, Entity, Operation};

/// Operations that belong together.
#[derive(Debug, Serialize)]
pub(super) struct Group<'a> {
    /// What they are about; empty where there is no name.
    pub(super) name: String,
    /// The operations, in the order of the spec.
    pub(super) operations: Vec<&'a Operation>,
}

/// So many operations are read at a glance without groups.
const FEW: usize = 8;

/// The operations by entity, where the spec names entities, or by the first part of their paths that differs.
pub(super) fn of(book: &Book) -> Vec<Group<'_>> {
    if book.operations.len() <= FEW {
        return vec![Group {
            name: String::new(),
            operations: book.operations.iter().collect(),
        }];
    }
    let entities = entities(book);
    let shared = shared_parts(book);
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for operation in &book.operations {
        let name = match entities.get(operation.id.as_str()) {
            Some(entity) => titled(book, entity),
            None => part(&operation.path, shared),
        };
        let place = *places.entry(name.clone()).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.operations.push(operation),
            None => groups.push(Group {
                name,
                operations: vec![operation],
            }),
        }
    }
    merged(groups)
}

/// What an entity is called in the language of the book: its title, or how the text of the type of its name
/// starts, if that is only a word.
pub(super) fn titled(book: &Book, entity: &Entity) -> String {
    if let Some(title) = &entity.title {
        return title.clone();
    }
    let name = &entity.name;
    let mut types = book.types.iter();
    let ty = types.find(|ty| ty.name == *name || ty.id == *name);
    let about = ty.filter(|ty| ty.fact.about.language.is_none());
    let about = about.map_or_else(String::new, |ty| plain(&ty.fact.about));
    let title = about.split('。').next().unwrap_or_default();
    let is_word = title
        .chars()
        .all(|c| wide(c) && c.is_alphanumeric() && c != '的');
    match is_word && !title.is_empty() && title.chars().count() <= WORD {
        true => title.to_owned(),
        false => name.clone(),
    }
}

/// So many characters of Chinese are a word.
const WORD: usize = 4;

/// Groups of one operation are no groups: where they are most, all operations are one.
fn merged(groups: Vec<Group<'_>>) -> Vec<Group<'_>> {
    let alone = groups.iter().filter(|g| g.operations.len() == 1).count();
    if alone * 2 <= groups.len() {
        return groups;
    }
    let all: Vec<&Operation> = groups.into_iter().flat_map(|g| g.operations).collect();
    if all.len() <= LONG {
        return vec![Group {
            name: String::new(),
            operations: all,
        }];
    }
    all.chunks(LONG)
        .map(|chunk| Group {
            name: range(chunk),
            operations: chunk.to_vec(),
        })
        .collect()
}

/// So many operations without a name in common are one group.
const LONG: usize = 50;

/// The name of a group that has none of its own: from its first to its last operation.
fn range(operations: &[&Operation]) -> String {
    let id = |o: Option<&&Operation>| o.map_or_else(String::new, |o| o.id.clone());
    format!("{} … {}", id(operations.first()), id(operations.last()))
}

/// The entity of each operation that has one.
fn entities(book: &Book) -> HashMap<&str, &Entity> {
    let mut out = HashMap::new();
    for entity in &book.abilities.entities {
        let all = [
            &entity.list,
            &entity.read,
            &entity.create,
            &entity.update,
            &entity.delete,
        ];
        for id in all.into_iter().flatten() {
            out.entry(id.as_str()).or_insert(entity);
        }
    }
    out
}

/// How many parts at the start all paths have in common.
fn shared_parts(book: &Book) -> usize {
    let mut paths = book.operations.iter().map(|o| parts(&o.path));
    let Some(first) = paths.next() else {
        return 0;
    };
    paths.fold(first.len(), |shared, path| {
        let same = first.iter().zip(&path).take_while(|(a, b)| a == b).count();
        shared.min(same)
    })
}

fn parts(path: &str) -> Vec<&str> {
    path.split('/').filter(|part| !part.is_empty()).collect()
}

/// A part of a path, as the name of a group.
fn part(path: &str, at: usize) -> String {
    parts(path)
        .get(at)
        .map_or_else(String::new, |part| (*part).to_owned())
}
