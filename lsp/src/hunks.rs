//! What differs between two texts, as edits of lines: editors keep marks and the cursor where nothing changed.

use apiloom_codegen::source::Edit;
use similar::{Algorithm, DiffOp};

/// The edits that make the second text of the first.
pub(crate) fn hunks(before: &str, after: &str) -> Vec<Edit> {
    let (old, new): (Vec<&str>, Vec<&str>) = (lines(before), lines(after));
    let (from, to) = (offsets(&old), offsets(&new));
    let ops = similar::capture_diff_slices(Algorithm::Myers, &old, &new);
    let changes = ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
    let edits = changes.map(|op| {
        let (gone, come) = (op.old_range(), op.new_range());
        let text = &after[to[come.start]..to[come.end]];
        Edit::new(from[gone.start], from[gone.end], text)
    });
    edits.collect()
}

fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// Where each line starts, and where the last one ends.
fn offsets(lines: &[&str]) -> Vec<usize> {
    let ends = lines.iter().scan(0, |at, line| {
        *at += line.len();
        Some(*at)
    });
    std::iter::once(0).chain(ends).collect()
}

#[cfg(test)]
mod tests {
    use apiloom_codegen::source::edit;

    use super::hunks;

    #[test]
    fn hunks_lead_from_one_text_to_the_other() {
        for (before, after, count) in [
            ("", "", 0),
            ("", "a\n", 1),
            ("a\n", "", 1),
            ("a\nb\nc\nd\n", "x\nb\nc\ny\n", 2),
            ("a\r\nb\r\n", "a\nb\n", 1),
            ("一\n二\n三", "一\n三\n", 1),
            ("a\nb\nc\n", "a\nc\nd", 2),
        ] {
            let edits = hunks(before, after);
            assert_eq!(edit::apply(before, &edits).as_deref(), Ok(after));
            assert_eq!(edits.len(), count, "{before:?} {after:?}");
        }
    }
}
