//! Changes of a text: places and what is to stand there, carried out all at once.

/// One change of a text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edit {
    /// The first byte that goes.
    pub start: usize,
    /// The byte after the last that goes; the start, where something is only added.
    pub end: usize,
    /// What comes in their place.
    pub text: String,
}

/// Why edits cannot be carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// An edit lies outside the text, ends before it starts or cuts a character.
    Outside,
    /// Two different edits touch the same bytes.
    Overlap,
}

impl Edit {
    /// Something comes in the place of a range of bytes.
    pub fn new(start: usize, end: usize, text: impl Into<String>) -> Self {
        let text = text.into();
        Self { start, end, text }
    }

    /// Whether it and another one cannot both be carried out: they share bytes, or stand at the same place.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end || self.start == other.start
    }
}

/// The text after all edits, whose places are those of the text before. An edit that is given twice counts
/// once.
pub fn apply(text: &str, edits: &[Edit]) -> Result<String, Conflict> {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort();
    sorted.dedup();
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    let mut last: Option<&Edit> = None;
    for edit in sorted {
        if edit.end < edit.start || text.get(edit.start..edit.end).is_none() {
            return Err(Conflict::Outside);
        }
        if last.is_some_and(|last| last.overlaps(edit)) {
            return Err(Conflict::Overlap);
        }
        out.push_str(&text[done..edit.start]);
        out.push_str(&edit.text);
        done = edit.end;
        last = Some(edit);
    }
    out.push_str(&text[done..]);
    Ok(out)
}

/// What makes one text of another: one edit of the lines that differ, or none.
pub fn difference(before: &str, after: &str) -> Vec<Edit> {
    if before == after {
        return Vec::new();
    }
    let same = |a: &[u8], b: &[u8]| a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let head = same(before.as_bytes(), after.as_bytes());
    // Whole lines, so that no character is cut.
    let head = before.as_bytes()[..head]
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |at| at + 1);
    let (old, new) = (&before.as_bytes()[head..], &after.as_bytes()[head..]);
    let tail = old.iter().rev().zip(new.iter().rev());
    let tail = tail.take_while(|(a, b)| a == b).count();
    let rest = &before.as_bytes()[before.len() - tail..];
    let tail = match rest.iter().position(|byte| *byte == b'\n') {
        Some(at) => tail - at - 1,
        None => 0,
    };
    vec![Edit::new(
        head,
        before.len() - tail,
        &after[head..after.len() - tail],
    )]
}

#[cfg(test)]
mod tests {
    use super::{Conflict, Edit, apply, difference};

    #[test]
    fn edits_are_carried_out_at_once() {
        let edits = [
            Edit::new(4, 5, "E"),
            Edit::new(0, 1, ""),
            Edit::new(2, 2, "+"),
        ];
        assert_eq!(apply("abcde", &edits).as_deref(), Ok("b+cdE"));
        let twice = [Edit::new(1, 2, "x"), Edit::new(1, 2, "x")];
        assert_eq!(apply("abc", &twice).as_deref(), Ok("axc"));
        // Neighbours do not touch each other.
        let next = [Edit::new(0, 1, "x"), Edit::new(1, 2, "y")];
        assert_eq!(apply("abc", &next).as_deref(), Ok("xyc"));
    }

    #[test]
    fn edits_that_cannot_be_are_refused() {
        let outside = [
            Edit::new(2, 9, ""),
            Edit::new(3, 2, ""),
            // The middle of a character.
            Edit::new(1, 2, ""),
        ];
        for edit in outside {
            assert_eq!(apply("的", &[edit]), Err(Conflict::Outside));
        }
        let over = [Edit::new(0, 2, "x"), Edit::new(1, 3, "y")];
        assert_eq!(apply("abc", &over), Err(Conflict::Overlap));
        let same = [Edit::new(1, 1, "x"), Edit::new(1, 1, "y")];
        assert_eq!(apply("abc", &same), Err(Conflict::Overlap));
    }

    #[test]
    fn a_difference_leads_from_one_text_to_the_other() {
        for (before, after) in [
            ("", "a\n"),
            ("a\n", ""),
            ("a\nb\nc\n", "a\nx\nc\n"),
            ("a\nc\n", "a\nb\nc\n"),
            ("a\na\n", "a\na\na\n"),
            ("的\n", "地\n"),
            ("a\r\nb", "a\nb\n"),
        ] {
            let edits = difference(before, after);
            assert_eq!(apply(before, &edits).as_deref(), Ok(after));
        }
        assert!(difference("a\n", "a\n").is_empty());
        assert_eq!(
            difference("a\nb\nc\n", "a\nx\nc\n"),
            [Edit::new(2, 4, "x\n")]
        );
    }
}
