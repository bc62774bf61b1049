//! Front end and emitter: what the checks accept becomes Rust that the printer leaves as it is.
#![no_main]

#[path = "../../tests/support/damage.rs"]
mod damage;
#[path = "../../tests/support/sound.rs"]
mod sound;
mod spec;

use libfuzzer_sys::{Corpus, fuzz_mutator, fuzz_target};

fuzz_target!(|data: &[u8]| -> Corpus {
    let checked = spec::check(data);
    if checked.has_errors() {
        return Corpus::Reject;
    }
    checked.apis.iter().for_each(sound::emit);
    Corpus::Keep
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    spec::mutate(data, size, max_size, seed)
});
