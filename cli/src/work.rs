//! What commands spend their time on: shown while it takes long, and told to those who want to know everything.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use apiloom_codegen::pipeline::{self, Checked};

use crate::progress::Progress;
use crate::report;

/// Checks specs.
pub(crate) fn check(paths: &[PathBuf]) -> Checked {
    let progress = Progress::of("checking …");
    let begun = Cell::new(0);
    let read = |path: &Path| {
        if paths.iter().any(|spec| spec == path) {
            begun.set(begun.get() + 1);
            progress.say(|| of("checking", begun.get(), paths.len(), "spec"));
        }
        pipeline::read_file(path)
    };
    let start = Instant::now();
    let checked = pipeline::check_from(paths, &read);
    drop(progress);
    tell_checked(&checked, start.elapsed());
    checked
}

/// Does something, and tells how long it took.
pub(crate) fn timed<T>(doing: &str, done: &str, work: impl FnOnce() -> T) -> T {
    let progress = Progress::of(doing);
    let start = Instant::now();
    let made = work();
    drop(progress);
    report::detail(|| format!("{done} in {}", took(start.elapsed())));
    made
}

/// Tells what was read and how long it took to check it.
pub(crate) fn tell_checked(checked: &Checked, time: Duration) {
    tell_read(&checked.read);
    report::detail(|| format!("checked in {}", took(time)));
}

/// Tells which files were read.
pub(crate) fn tell_read(paths: &[PathBuf]) {
    for path in paths {
        report::detail(|| format!("read {}", pipeline::shown(path)));
    }
}

/// `generating 3 of 12 specs …`.
pub(crate) fn of(doing: &str, number: usize, all: usize, noun: &str) -> String {
    format!("{doing} {number} of {} …", report::count(all, noun))
}

/// A time as people read it.
pub(crate) fn took(time: Duration) -> String {
    match time.as_millis() {
        0..10 => format!("{:.1} ms", time.as_secs_f64() * 1000.0),
        10..10_000 => format!("{} ms", time.as_millis()),
        _ => format!("{:.1} s", time.as_secs_f64()),
    }
}
