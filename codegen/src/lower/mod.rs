//! The model → Rust: which Rust type and codec stands for each field, and which inputs make a constructor.
//!
//! Decisions only; nothing is printed here but types, codecs and blanks, which are part of a decision.

mod changes;
mod checked;
mod field;
mod inputs;
mod recursion;
mod secrets;
mod ty;
mod words;

pub use changes::{
    Changes, MemberChange, MemberTable, OperationChanges, OperationMembers, changes,
};
pub use checked::{can_be_broken, can_be_misread, checked as checked_types, has_checks};
pub use field::{Held, Holder, Slot, Source, extra, held, is_null_by_itself, source};
pub use inputs::{Given, Inputs, inputs, required};
pub use secrets::{holds_secret, secret_fields, secrets_of_no_type, secrets_of_type};
pub use ty::{Repr, Shape, repr, repr_inside};
pub use words::{expected, rule_message};

use std::collections::BTreeSet;

use proc_macro2::Ident;

use crate::ident;
use crate::model::{Api, Declaration, Field, Operation, Type, TypeId};

/// What emitters need to know of a whole API beyond its model.
pub struct Lowered<'a> {
    /// The model.
    pub api: &'a Api,
    holding: recursion::Holding,
    checked: BTreeSet<TypeId>,
    by_hand: ByHand,
    declared: BTreeSet<String>,
}

/// What stands for the declared types that have a hand-written type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByHand {
    /// The hand-written type, of which only its own crate knows what it is like.
    Written,
    /// A type by the description: a crate of its own cannot see the hand-written one.
    Described,
}

/// Decides what concerns the API as a whole.
pub fn api(api: &Api, by_hand: ByHand) -> Lowered<'_> {
    Lowered {
        api,
        holding: recursion::holding(api),
        checked: checked::checked(api, by_hand),
        by_hand,
        declared: used(api)
            .map(|(_, d)| ident::declared(&d.name).to_string())
            .collect(),
    }
}

impl<'a> Lowered<'a> {
    /// The declared types that some operation or setting uses, in the order of the spec.
    pub fn declarations(&self) -> impl Iterator<Item = (TypeId, &'a Declaration)> + use<'a> {
        used(self.api)
    }

    /// Whether a declared type is called so in Rust.
    pub fn is_declared(&self, name: &str) -> bool {
        self.declared.contains(name)
    }

    /// The struct of an operation's inputs; it is not called as any of the types.
    pub fn inputs_ident(&self, operation: &Operation) -> Ident {
        let name = ident::declared(&operation.name);
        let taken = self.is_declared(&name.to_string());
        if taken {
            ident::suffixed(&name, "Operation")
        } else {
            name
        }
    }

    /// How a field of a declared record is held.
    pub fn slot(&self, owner: TypeId, field: &Field) -> Slot {
        let request = self.api.declaration(owner).usage.request;
        field::slot(self, field, request, Some(owner))
    }

    /// Whether values of a declared type are checked: it has rules, or something in it has.
    pub fn is_checked(&self, id: TypeId) -> bool {
        self.checked.contains(&id)
    }

    /// Whether something in values of a type is checked.
    pub fn has_checks(&self, ty: &Type) -> bool {
        checked::has_checks(ty, &self.checked)
    }

    /// Whether something in values of a type may be checked, or not: only a hand-written type knows.
    pub fn may_have_checks(&self, ty: &Type) -> bool {
        let mut found = false;
        ty.walk(&mut |inner| {
            found |= match inner {
                Type::Named(id) => self.is_by_hand(*id),
                _ => false,
            };
        });
        found
    }

    /// Whether a hand-written type stands for a declared one.
    fn is_by_hand(&self, id: TypeId) -> bool {
        self.by_hand == ByHand::Written && self.api.declaration(id).by_hand.is_some()
    }

    /// Whether some pattern needs a regular expression.
    pub fn needs_regex(&self) -> bool {
        checked::needs_regex(self.api, self.declarations())
    }

    /// The `recursion_limit` that a crate of the client needs, if it is more than every crate has.
    pub fn recursion_limit(&self) -> Option<usize> {
        self.holding.recursion_limit()
    }

    /// Whether a value of this type, inside this declared type, must be boxed.
    fn is_boxed(&self, owner: TypeId, ty: &Type) -> bool {
        self.holding.is_boxed(owner, ty)
    }

    /// How an input of an operation is held.
    pub fn input(&self, field: &Field) -> Slot {
        field::slot(self, field, true, None)
    }
}

fn used(api: &Api) -> impl Iterator<Item = (TypeId, &Declaration)> {
    let types = api.types.iter().enumerate();
    types
        .map(|(index, declaration)| (TypeId(index), declaration))
        .filter(|(_, declaration)| declaration.usage.request || declaration.usage.response)
}
