//! Functions on lists.

use super::text::count as counted;

/// The texts with `separator` between two neighbours.
pub fn join<S: AsRef<str>>(items: &[S], separator: &str) -> String {
    let mut joined = String::new();
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            joined.push_str(separator);
        }
        joined.push_str(item.as_ref());
    }
    joined
}

/// The pieces of the text between the separators; the whole text if `separator` is empty.
pub fn split(text: &str, separator: &str) -> Vec<String> {
    if separator.is_empty() {
        return vec![text.to_owned()];
    }
    text.split(separator).map(str::to_owned).collect()
}

/// The first item.
pub fn first<T: Clone>(items: &[T]) -> Option<T> {
    items.first().cloned()
}

/// The last item.
pub fn last<T: Clone>(items: &[T]) -> Option<T> {
    items.last().cloned()
}

/// The item at `index`, counted from 0; a negative index counts from the end.
pub fn nth<T: Clone>(items: &[T], index: i64) -> Option<T> {
    let index = if index < 0 {
        index.checked_add(counted(items.len()))?
    } else {
        index
    };
    items.get(usize::try_from(index).ok()?).cloned()
}

/// The texts in ascending order of their bytes.
pub fn sort<S: AsRef<str>>(items: &[S]) -> Vec<String> {
    let mut sorted: Vec<String> = items.iter().map(|item| item.as_ref().to_owned()).collect();
    sorted.sort();
    sorted
}

/// The numbers in ascending order.
pub fn sort_ints(items: &[i64]) -> Vec<i64> {
    let mut sorted = items.to_vec();
    sorted.sort_unstable();
    sorted
}

/// The texts that are not empty.
pub fn drop_empty<S: AsRef<str>>(items: &[S]) -> Vec<String> {
    items
        .iter()
        .map(AsRef::as_ref)
        .filter(|item| !item.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Whether one of the texts is `text`.
pub fn contains<S: AsRef<str>>(items: &[S], text: &str) -> bool {
    items.iter().any(|item| item.as_ref() == text)
}

/// The number of items, of a list or of pairs.
pub fn count<T>(items: &[T]) -> i64 {
    counted(items.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_and_splits() {
        assert_eq!(join(&["a", "b"], "&"), "a&b");
        assert_eq!(join::<&str>(&[], "&"), "");
        assert_eq!(split("a,b,", ","), ["a", "b", ""]);
        assert_eq!(split("ab", ""), ["ab"]);
        assert_eq!(split("", ","), [""]);
    }

    #[test]
    fn picks_items() {
        assert_eq!(first(&[1, 2]), Some(1));
        assert_eq!(last::<i64>(&[]), None);
        assert_eq!(nth(&["a", "b"], -1), Some("b"));
        assert_eq!(nth(&["a"], 1), None);
        assert_eq!(nth(&["a"], i64::MIN), None);
        assert_eq!(count(&[1, 2]), 2);
    }

    #[test]
    fn sorts_by_bytes() {
        assert_eq!(sort(&["b", "a", "B", "é"]), ["B", "a", "b", "é"]);
        assert_eq!(sort_ints(&[10, 9]), [9, 10]);
        assert_eq!(drop_empty(&["a", "", "b"]), ["a", "b"]);
        assert!(contains(&["a"], "a"));
    }
}
