//! The front end: whatever a spec file holds, there are problems or an API, and never a panic.
#![no_main]

#[path = "../../tests/support/damage.rs"]
mod damage;
mod spec;

use apiloom_codegen::diagnostic::{self, Language};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

fuzz_target!(|data: &[u8]| {
    let checked = spec::check(data);
    for language in [Language::English, Language::Chinese] {
        for found in &checked.diagnostics {
            let text = diagnostic::text(&checked.sources, found, false, language);
            assert!(text.len() < 20_000, "{text}");
            assert!(!diagnostic::summary(&checked.sources, found).contains('\n'));
        }
        diagnostic::json(&checked.sources, &checked.diagnostics, language);
    }
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    spec::mutate(data, size, max_size, seed)
});
