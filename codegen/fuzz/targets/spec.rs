//! Bytes as a spec file, and changes that keep them near to one.

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use apiloom_codegen::pipeline::{self, Checked};

use crate::damage::{Random, damage};

/// A folder of this process, with the file that specs of the corpus include.
static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = std::env::temp_dir().join(format!("apiloom-fuzz-{}", std::process::id()));
    let shared = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../tests/fixtures/valid/shared"
    );
    fs::create_dir_all(folder.join("shared")).expect("the folder can be made");
    fs::copy(
        format!("{shared}/common.yaml"),
        folder.join("shared/common.yaml"),
    )
    .expect("the file can be copied");
    folder
});

/// Checks bytes through the door that every user takes.
pub(crate) fn check(bytes: &[u8]) -> Checked {
    let path = FOLDER.join("spec.yaml");
    fs::write(&path, bytes).expect("the spec can be written");
    pipeline::check(&[path])
}

/// Changes words and lines, as the tests do; now and then bytes, as libFuzzer does.
pub(crate) fn mutate(data: &mut [u8], size: usize, max_size: usize, seed: u32) -> usize {
    let mut random = Random(u64::from(seed));
    if random.below(5) == 0 {
        return libfuzzer_sys::fuzzer_mutate(data, size, max_size);
    }
    let mut spec = data[..size].to_vec();
    for _ in 0..=random.below(3) {
        damage(&mut spec, &mut random);
    }
    let size = spec.len().min(max_size);
    data[..size].copy_from_slice(&spec[..size]);
    size
}
