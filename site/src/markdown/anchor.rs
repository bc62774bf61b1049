//! Headings, and the anchors that GitHub gives them.

use std::collections::BTreeMap;

/// The anchors of a page, in the order of its headings.
#[derive(Default)]
pub(super) struct Anchors {
    /// How often an anchor was given.
    given: BTreeMap<String, usize>,
}

impl Anchors {
    /// The anchor of the next heading, by its text without markup.
    pub(super) fn next(&mut self, heading: &str) -> String {
        let slug = slug(heading);
        let mut anchor = slug.clone();
        // One that was numbered may look like another that was not.
        while self.given.contains_key(&anchor) {
            let count = self.given.entry(slug.clone()).or_default();
            *count += 1;
            anchor = format!("{slug}-{count}");
        }
        self.given.insert(anchor.clone(), 0);
        anchor
    }
}

/// Lower case, without marks, with hyphens for blanks.
fn slug(heading: &str) -> String {
    let lower = heading.trim().to_lowercase();
    let kept = lower.chars().filter_map(|c| match c {
        ' ' => Some('-'),
        '-' | '_' => Some(c),
        c if c.is_alphanumeric() => Some(c),
        _ => None,
    });
    kept.collect()
}

#[cfg(test)]
mod tests {
    use super::Anchors;

    #[test]
    fn anchors_are_those_of_github() {
        let mut anchors = Anchors::default();
        assert_eq!(anchors.next("Getting started"), "getting-started");
        assert_eq!(
            anchors.next("Errors: what codes mean"),
            "errors-what-codes-mean"
        );
        assert_eq!(anchors.next("add_customer"), "add_customer");
        assert_eq!(anchors.next("快速开始"), "快速开始");
        assert_eq!(anchors.next("Errors"), "errors");
        assert_eq!(anchors.next("errors"), "errors-1");
        assert_eq!(anchors.next("ERRORS"), "errors-2");
        assert_eq!(anchors.next("a & b"), "a--b");
    }
}
