//! What changed between two specs, and whom it breaks.
//!
//! Each change has three verdicts of its own: for callers, who have code that uses the generated client; for
//! the wire, where the same call sends bytes and the same answers are read; for validation, which refuses
//! inputs before they are sent. What callers see follows from what is generated for them (`doors`), so that a
//! change of the generator is a change here as well.

mod change;
mod constraints;
mod doors;
mod expression;
mod field;
mod operation;
mod pairs;
mod records;
mod relation;
mod report;
mod scheme;
mod settings;
mod type_text;
mod types;
mod vendor;
mod walk;

pub use change::{Change, Kind, Said, Step, Verdict};
pub use report::{markdown, text};

use crate::model::Api;

/// What changed of one vendor.
#[derive(Clone, Debug)]
pub struct Diff {
    /// The vendor, as the newer spec calls it.
    pub vendor: String,
    /// The changes, in the order of the spec.
    pub changes: Vec<Change>,
}

impl Diff {
    /// The step that all changes together ask for, in a version from 1.0.0 on.
    pub fn step(&self) -> Step {
        let steps = self.changes.iter().map(Step::of);
        steps.max().unwrap_or(Step::Nothing)
    }

    /// The worst verdicts for callers, the wire and validation.
    pub fn worst(&self) -> (Verdict, Verdict, Verdict) {
        let worst = |of: fn(&Change) -> Verdict| self.changes.iter().map(of).max();
        (
            worst(|change| change.callers).unwrap_or_default(),
            worst(|change| change.wire).unwrap_or_default(),
            worst(|change| change.validation).unwrap_or_default(),
        )
    }
}

/// What changed from one checked API to another one, which may have another vendor's name.
pub fn api(old: &Api, new: &Api) -> Diff {
    Diff {
        vendor: new.vendor.snake(),
        changes: walk::Walk::new(old, new).changes(),
    }
}

/// What changed from some checked APIs to others, vendor by vendor. One API on each side is compared whatever
/// the vendors are called.
pub fn apis(old: &[Api], new: &[Api]) -> Vec<Diff> {
    if let ([old], [new]) = (old, new) {
        return vec![api(old, new)];
    }
    let name = |api: &Api| Some(api.vendor.snake());
    let found = pairs::pairs(old, new, &[&name]);
    let mut diffs: Vec<Diff> = found
        .into_iter()
        .filter_map(|pair| match pair {
            (Some(old), Some(new)) => Some(api(old, new)),
            (Some(old), None) => Some(vendor::gone(old)),
            (None, Some(new)) => Some(vendor::added(new)),
            (None, None) => None,
        })
        .collect();
    diffs.sort_by(|a, b| a.vendor.cmp(&b.vendor));
    diffs
}
