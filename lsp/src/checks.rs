//! The one place that checks specs.

use std::collections::HashMap;
use std::path::PathBuf;

use apiloom_codegen::pipeline::{self, Checked};

/// Checks the same specs again and again.
#[derive(Debug, Default)]
pub(crate) struct Checks {}

impl Checks {
    /// Checks specs with the texts of what is open.
    pub(crate) fn run(&mut self, specs: &[PathBuf], texts: &HashMap<PathBuf, String>) -> Checked {
        pipeline::check_texts(specs, texts)
    }
}
