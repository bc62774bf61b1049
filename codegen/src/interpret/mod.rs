//! Values of a checked API without generated code: they are read, written and checked by the description
//! alone.
//!
//! What a generated client does with its own types happens here with [`Datum`]: through the same codecs of
//! `apiloom_wire`, held as [`crate::lower`] decides, checked by the same calls.
//! The checks of examples, the interpreter and the emulator stand on it.
//!
//! `apiloom_wire` wants names and shapes that live as long as the program. Each is kept once, however often
//! an API is read: a program that reads the same spec again keeps nothing more.

mod check;
mod datum;
mod enumeration;
mod expression;
mod form;
mod inputs;
mod names;
mod patterned;
mod plan;
mod record;
mod slot;
mod ty;
mod union;
mod verdict;

use std::collections::BTreeSet;

pub use self::datum::{Datum, KeyedDatum, KeyedMap, RecordDatum};
pub use self::expression::{datum, environment, expression};
pub use self::inputs::{InputError, Inputs};
use self::plan::Plan;
pub use self::slot::SlotCodec;
pub use self::ty::TypeCodec;
pub use self::verdict::{Outcome, Received, Said};
use crate::lower::{self, ByHand};
use crate::model::{Api, Field, Type, TypeId, TypeKind};

/// Reads, writes and checks the values of an API.
pub struct Values<'a> {
    api: &'a Api,
    /// What is known of each declared type, by its number.
    plans: Vec<Plan>,
    checked: BTreeSet<TypeId>,
}

impl<'a> Values<'a> {
    /// For the values of this API.
    pub fn new(api: &'a Api) -> Self {
        Self {
            api,
            plans: api.types.iter().map(|ty| plan::plan(api, ty)).collect(),
            checked: lower::checked_types(api, ByHand::Described),
        }
    }

    /// The API.
    pub fn api(&self) -> &'a Api {
        self.api
    }

    /// The codec of a type.
    pub fn codec<'v>(&'v self, ty: &'v Type) -> TypeCodec<'v> {
        TypeCodec {
            values: self,
            ty,
            natural: false,
        }
    }

    /// The codec of a whole input: with what it means that it is absent, null or cleared.
    pub fn slot<'v>(&'v self, field: &'v Field) -> SlotCodec<'v> {
        SlotCodec {
            values: self,
            field,
            request: true,
            natural: false,
        }
    }

    /// What a declared type is.
    fn kind(&self, id: TypeId) -> &'a TypeKind {
        &self.api.declaration(id).kind
    }
}

impl std::fmt::Debug for Values<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Values")
            .field("vendor", &self.api.vendor.snake())
            .finish_non_exhaustive()
    }
}
