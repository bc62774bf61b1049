//! Differences as people read them.

/// The difference between two texts, as `diff -u` shows it.
pub fn difference(path: &str, before: &str, after: &str) -> String {
    labelled_difference(
        before,
        after,
        &format!("{path} (committed)"),
        &format!("{path} (generated)"),
    )
}

/// The difference between two texts, as `diff -u` shows it, with what each of them is called.
pub fn labelled_difference(before: &str, after: &str, from: &str, to: &str) -> String {
    let diff = similar::TextDiff::from_lines(before, after);
    diff.unified_diff()
        .context_radius(2)
        .header(from, to)
        .to_string()
}
