//! What is known of the members of requests, for the summary of what a call would do.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    Access, Api, Clear, Effect, Field, LeftOut, Operation, Payload, Presence, Type, TypeId,
    TypeKind, Update, sent, updated,
};

/// Records spread into one another are followed only so deep, as their keys are.
const DEEPEST: usize = 16;

/// The records that some operation updates and of whose members something is to be said.
pub struct Changes<'a> {
    api: &'a Api,
    known: Updated,
}

/// What is known of what the requests of an operation do.
pub struct OperationChanges<'a> {
    /// What becomes of what is left out.
    pub update: Option<Update>,
    /// What is known of the members.
    pub members: OperationMembers<'a>,
}

/// What is known of the members of a request.
pub enum OperationMembers<'a> {
    /// What is known of those of this record.
    Record(TypeId),
    /// This.
    Own(MemberTable<'a>),
}

/// The members of an object of which more is known than that they are set.
#[derive(Default)]
pub struct MemberTable<'a> {
    /// They.
    pub members: Vec<MemberChange<'a>>,
    /// Those of which all there is to say is that they can be lost.
    pub others: Vec<&'a str>,
}

/// What is known of a member.
pub struct MemberChange<'a> {
    /// Its name on the wire.
    pub wire: &'a str,
    /// What sending it does.
    pub update: Option<Update>,
    /// What clears it; an empty text or null.
    pub cleared_by: Option<Clear>,
    /// The record whose members it has, if something is known of them.
    pub inside: Option<TypeId>,
    /// Which of its items delete: those that have values at these positions.
    pub deleted_by: Vec<&'a [bool]>,
    /// What becomes of it where it is left out, if something is said of it.
    pub omitted: Option<LeftOut>,
}

/// The records that some operation updates, and how.
type Updated = BTreeMap<TypeId, BTreeSet<Update>>;

/// What is known of the members of the requests of an API.
pub fn changes(api: &Api) -> Changes<'_> {
    let mut all = updated_records(api);
    let mut holders: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    let mut todo = Vec::new();
    for (id, updates) in &all {
        let fields = fields_of(api, *id);
        if !table(api, &Updated::new(), fields, updates).is_empty() {
            todo.push(*id);
        }
        let mut inner = Vec::new();
        held(api, fields, &mut inner);
        for inner in inner {
            holders.entry(inner).or_default().push(*id);
        }
    }
    // A table is also there for those of its members that have one.
    let mut known = Updated::new();
    while let Some(id) = todo.pop() {
        if let Some(updates) = all.remove(&id) {
            known.insert(id, updates);
            todo.extend(holders.remove(&id).into_iter().flatten());
        }
    }
    let named = named(api, &known);
    known.retain(|id, _| named.contains(id));
    Changes { api, known }
}

impl<'a> Changes<'a> {
    /// Whether no record has anything to be said of its members.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// The records, each with what is known of its members.
    pub fn records(&self) -> impl Iterator<Item = (TypeId, MemberTable<'a>)> + '_ {
        self.known.iter().map(|(id, updates)| {
            let fields = fields_of(self.api, *id);
            (*id, table(self.api, &self.known, fields, updates))
        })
    }

    /// What is known of the requests of an operation; nothing where there is nothing to say.
    pub fn of(&self, operation: &'a Operation) -> Option<OperationChanges<'a>> {
        if operation.effect != Effect::Write {
            return None;
        }
        let updates: BTreeSet<Update> = operation.update.into_iter().collect();
        let whole = match operation.body.as_ref().map(|body| &body.payload) {
            Some(Payload::Whole(field)) => Some(record(&field.ty)),
            _ => None,
        };
        let members = match whole {
            // The members of a record that is the body are those of the request.
            Some(Some(id)) if self.known.contains_key(&id) => OperationMembers::Record(id),
            Some(_) => OperationMembers::Own(MemberTable::default()),
            None => OperationMembers::Own(table(self.api, &self.known, sent(operation), &updates)),
        };
        let is_said = match &members {
            OperationMembers::Own(table) => whole.is_none() && !table.is_empty(),
            OperationMembers::Record(_) => false,
        };
        let update = operation.update;
        (update.is_some() || is_said).then_some(OperationChanges { update, members })
    }
}

impl MemberTable<'_> {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty() && self.others.is_empty()
    }
}

fn updated_records(api: &Api) -> Updated {
    let mut found = Updated::new();
    for operation in writing(api) {
        for (id, update) in updated(&api.types, operation) {
            if let TypeKind::Record(record) = &api.declaration(id).kind
                && !record.tuple
            {
                found.entry(id).or_default().insert(update);
            }
        }
    }
    found
}

/// The records whose tables are named by operations, or by tables that are: not those behind unions, nor
/// those that are spread.
fn named(api: &Api, known: &Updated) -> BTreeSet<TypeId> {
    let mut todo = Vec::new();
    for operation in writing(api) {
        match operation.body.as_ref().map(|body| &body.payload) {
            Some(Payload::Whole(field)) if operation.update.is_some() => {
                todo.extend(record(&field.ty));
            }
            Some(Payload::Fields(fields)) => held(api, fields, &mut todo),
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    while let Some(id) = todo.pop() {
        if known.contains_key(&id) && found.insert(id) {
            held(api, fields_of(api, id), &mut todo);
        }
    }
    found
}

fn writing(api: &Api) -> impl Iterator<Item = &Operation> {
    let operations = api.operations.iter();
    operations.filter(|operation| operation.effect == Effect::Write)
}

/// The declared types of the fields that an object has.
fn held(api: &Api, fields: &[Field], found: &mut Vec<TypeId>) {
    let mut flat = Vec::new();
    spread(api, fields, DEEPEST, &mut flat);
    let sent = flat
        .into_iter()
        .filter(|f| f.is_given() && f.access != Access::Read);
    found.extend(sent.filter_map(|field| record(&field.ty)));
}

fn fields_of(api: &Api, id: TypeId) -> &[Field] {
    match &api.declaration(id).kind {
        TypeKind::Record(record) if !record.tuple => &record.fields,
        _ => &[],
    }
}

/// The fields of which more is to be said than that they are set, and those of which all there is to say is
/// that they can be lost.
fn table<'a>(
    api: &'a Api,
    known: &Updated,
    fields: &'a [Field],
    updates: &BTreeSet<Update>,
) -> MemberTable<'a> {
    let mut flat = Vec::new();
    spread(api, fields, DEEPEST, &mut flat);
    let loses = |update: &Update| matches!(update, Update::Replace | Update::Unknown);
    let loses = updates.iter().any(loses);
    let mut table = MemberTable::default();
    for field in flat {
        if !field.is_given() || field.access == Access::Read {
            continue;
        }
        if let Some(member) = member(api, known, field) {
            table.members.push(member);
        } else if loses && field.presence == Presence::Optional {
            table.others.push(field.wire.as_str());
        }
    }
    table
}

/// The fields whose keys stand in an object: of a record that is spread, its own.
fn spread<'a>(api: &'a Api, fields: &'a [Field], depth: usize, flat: &mut Vec<&'a Field>) {
    for field in fields {
        let inner = record(&field.ty).map(|id| fields_of(api, id));
        match inner.filter(|inner| field.spread && depth > 0 && !inner.is_empty()) {
            Some(inner) => spread(api, inner, depth - 1, flat),
            None => flat.push(field),
        }
    }
}

/// The declared type of a field.
fn record(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) => Some(*id),
        Type::Nullable(inner) => record(inner),
        _ => None,
    }
}

/// What is to be said of a field, if anything is.
fn member<'a>(api: &'a Api, known: &Updated, field: &'a Field) -> Option<MemberChange<'a>> {
    let cleared_by = field.is_clearable().then_some(match field.clear {
        Clear::Empty => Clear::Empty,
        _ => Clear::Null,
    });
    let inside = record(&field.ty).filter(|id| known.contains_key(id));
    let deleted_by = deleted_by(api, &field.ty);
    let update = field.update;
    let is_said =
        update.is_some() || cleared_by.is_some() || inside.is_some() || !deleted_by.is_empty();
    let merges = matches!(update, Some(Update::Merge | Update::MergeById)) && field.many;
    let omitted = match field.omitted {
        // Where nothing else is said, nothing is lost either.
        _ if field.presence == Presence::Required => is_said.then_some(LeftOut::Kept),
        Some(LeftOut::Erased) => Some(LeftOut::Erased),
        Some(LeftOut::Unknown) => Some(LeftOut::Unknown),
        Some(_) => Some(LeftOut::Kept),
        None => merges.then_some(LeftOut::Kept),
    };
    (is_said || omitted.is_some()).then_some(MemberChange {
        wire: field.wire.as_str(),
        update,
        cleared_by,
        inside,
        deleted_by,
        omitted,
    })
}

/// The forms of the items that delete.
fn deleted_by<'a>(api: &'a Api, ty: &Type) -> Vec<&'a [bool]> {
    let Type::List(item) = ty else {
        return Vec::new();
    };
    let Type::Named(id) = &**item else {
        return Vec::new();
    };
    let TypeKind::Record(record) = &api.declaration(*id).kind else {
        return Vec::new();
    };
    let deleting = record.actions.iter().filter(|action| action.deletes);
    deleting.map(|action| action.with.as_slice()).collect()
}
