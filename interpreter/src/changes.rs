//! What is known of what requests do to what the vendor holds, for dry runs.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use apiloom::dry_run::{Changes, Member, Members};
use apiloom_codegen::lower::{self, MemberChange, MemberTable, OperationMembers};
use apiloom_codegen::model::{Api, Clear, LeftOut, Operation, TypeId, Update};

use crate::interpreter::leak;

/// The tables of the records of an API.
pub(crate) struct Tables {
    changes: lower::Changes<'static>,
    records: Records,
}

/// A table a record; records may be inside their own kind, so each is filled in later.
type Records = BTreeMap<TypeId, &'static OnceLock<Members>>;

impl Tables {
    pub(crate) fn new(api: &'static Api) -> Self {
        let changes = lower::changes(api);
        let records: Records = changes
            .records()
            .map(|(id, _)| (id, leak(OnceLock::new())))
            .collect();
        for (id, table) in changes.records() {
            if let Some(place) = records.get(&id) {
                place.get_or_init(|| members(&records, &table));
            }
        }
        Self { changes, records }
    }

    /// What is known of the requests of an operation.
    pub(crate) fn of(&self, operation: &'static Operation) -> &'static Changes {
        let Some(known) = self.changes.of(operation) else {
            return const { &Changes::new() };
        };
        let members = match &known.members {
            OperationMembers::Record(id) => self.records.get(id).and_then(|table| table.get()),
            OperationMembers::Own(table) => Some(leak(members(&self.records, table))),
        };
        let members = members.copied().unwrap_or(Members::new(&[]));
        leak(match known.update {
            Some(Update::Merge | Update::MergeById) => Changes::merging(members),
            Some(Update::Replace) => Changes::replacing(members),
            Some(Update::Unknown) => Changes::unknown(members),
            None => Changes::recording(members),
        })
    }
}

fn members(records: &Records, table: &MemberTable<'static>) -> Members {
    let list: Vec<Member> = table
        .members
        .iter()
        .map(|change| member(records, change))
        .collect();
    let others: Vec<&'static str> = table.others.clone();
    Members::new(list.leak()).and(others.leak())
}

fn member(records: &Records, change: &MemberChange<'static>) -> Member {
    let mut member = Member::new(change.wire);
    member = match change.update {
        Some(Update::Replace) => member.replaced(),
        Some(Update::Merge | Update::MergeById) => member.merged(),
        Some(Update::Unknown) => member.undocumented(),
        None => member,
    };
    member = match change.cleared_by {
        Some(Clear::Empty) => member.cleared_by_empty(),
        Some(_) => member.cleared_by_null(),
        None => member,
    };
    if let Some(table) = change.inside.and_then(|id| records.get(&id)) {
        member = member.inside_later(table);
    }
    member = member.deleted_by(change.deleted_by.clone().leak());
    match change.omitted {
        Some(LeftOut::Erased) => member.erased(),
        Some(LeftOut::Unknown) => member.uncertain(),
        Some(_) => member.kept(),
        None => member,
    }
}
