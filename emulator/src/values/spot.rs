//! Where a value stands.

use apiloom_codegen::model::{Constraint, TypeId};

use super::pick;

/// Where a value stands: what decides, with the seed, which one it is.
#[derive(Clone, Debug, Default)]
pub(crate) struct Spot<'a> {
    /// The names on the way, with dots between them.
    pub(crate) path: String,
    /// The nearest name.
    pub(crate) name: String,
    /// The number of the entity, or of the answer, that it is a part of.
    pub(crate) ordinal: u64,
    /// What the value must be like.
    pub(crate) constraints: &'a [Constraint],
    /// The declared types that it stands in.
    pub(crate) inside: Vec<TypeId>,
    /// Which of its possible values it is; 0 for the first.
    pub(crate) variation: u64,
}

impl<'a> Spot<'a> {
    /// A value that stands alone.
    pub(crate) fn root(name: &str, ordinal: u64) -> Self {
        Self {
            path: name.to_owned(),
            name: name.to_owned(),
            ordinal,
            ..Self::default()
        }
    }

    /// A value below this one.
    pub(crate) fn below(&self, name: &str, constraints: &'a [Constraint]) -> Self {
        Self {
            path: format!("{}.{name}", self.path),
            name: name.to_owned(),
            constraints,
            variation: 0,
            ..self.clone()
        }
    }

    /// The item of a list at an index.
    pub(super) fn item(&self, index: usize) -> Self {
        Self {
            path: format!("{}[{index}]", self.path),
            constraints: &[],
            ..self.clone()
        }
    }

    /// The same place without what constraints ask of it.
    pub(super) fn free(&self) -> Self {
        Self {
            constraints: &[],
            ..self.clone()
        }
    }

    /// Another value at this place.
    pub(super) fn varied(&self, variation: u64) -> Self {
        Self {
            variation,
            ..self.clone()
        }
    }

    pub(super) fn within(&self, id: TypeId) -> Self {
        let mut spot = self.clone();
        spot.inside.push(id);
        spot
    }

    /// Whether enough stands around it: what may be left out is.
    pub(super) fn is_deep(&self) -> bool {
        self.inside.len() > 5
    }

    pub(super) fn number(&self, seed: u64) -> u64 {
        let number = pick::number(seed, &self.path, self.ordinal);
        number.wrapping_add(self.variation.wrapping_mul(0x9e37_79b9))
    }
}
