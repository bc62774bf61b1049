//! Enums: their codes.

use apiloom_wire::CodeSet;

use super::Values;
use crate::model::{TypeId, TypeKind};

/// The codes of a declared enum; of another type there are none.
pub(super) fn codes<'v>(values: &'v Values<'_>, id: TypeId) -> CodeSet<'v> {
    let plan = &values.plans[id.0];
    CodeSet {
        name: plan.name,
        codes: &plan.codes,
        is_open: matches!(values.kind(id), TypeKind::Enum(codes) if codes.open),
    }
}
