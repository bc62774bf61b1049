//! "Did you mean": the known word that is nearest to a mistaken one.

/// How much of a word is compared, in characters.
const LONGEST: usize = 80;

/// The word among `known` that `word` was most likely meant to be, if one is near enough.
///
/// Words that differ only in case or in `-` and `_` are nearest; after them those with the smallest
/// edit distance, up to a third of the word's length. Of equally near ones, the one that is
/// nearest as it is written.
pub fn closest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let plain = fold(word);
    let limit = (plain.chars().count() / 3).max(1);
    let near = known.into_iter().filter_map(|candidate| {
        let folded = within(&plain, &fold(candidate), limit)?;
        Some(((folded, distance(word, candidate)), candidate))
    });
    near.min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The only word among `known` that `word` can be meant to be: no other one is as near as two letters.
pub fn sure<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let plain = fold(word);
    let length = plain.chars().count();
    let mut near: Vec<(usize, &str)> = known
        .into_iter()
        .filter_map(|candidate| Some((within(&plain, &fold(candidate), 2)?, candidate)))
        .collect();
    near.sort();
    near.dedup();
    match near[..] {
        // One of two letters may be any other.
        [(distance, only)] if distance == 0 || length > 2 && distance <= (length / 3).max(1) => {
            Some(only)
        }
        _ => None,
    }
}

fn fold(word: &str) -> String {
    word.chars()
        .filter(|c| !matches!(c, '-' | '_'))
        .flat_map(char::to_lowercase)
        .collect()
}

/// The distance, if it is not above a limit: words whose lengths differ by more are not compared.
fn within(a: &str, b: &str, limit: usize) -> Option<usize> {
    let length = |word: &str| word.chars().take(LONGEST).count();
    if length(a).abs_diff(length(b)) > limit {
        return None;
    }
    Some(distance(a, b)).filter(|distance| *distance <= limit)
}

/// The optimal string alignment distance: insertions, deletions, replacements and swaps of neighbours.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (
        a.chars().take(LONGEST).collect(),
        b.chars().take(LONGEST).collect(),
    );
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for (i, row) in rows.iter_mut().enumerate() {
        row[0] = i;
    }
    for (j, cell) in rows[0].iter_mut().enumerate() {
        *cell = j;
    }
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            let replaced = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = replaced.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = best;
        }
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::{closest, sure};

    #[test]
    fn finds_what_was_meant() {
        assert_eq!(closest("Strnig", ["string", "int32"]), Some("string"));
        assert_eq!(closest("op", ["http", "doc"]), None);
        assert_eq!(
            closest("operatoins", ["operations", "options"]),
            Some("operations")
        );
        assert_eq!(closest("", ["a"]), Some("a"));
        assert_eq!(closest("HEXX", ["hex", "HEX"]), Some("HEX"));
        assert_eq!(closest("hexx", ["HEX", "hex"]), Some("hex"));
    }

    #[test]
    fn is_sure_only_of_one() {
        assert_eq!(sure("Parsel", ["Parcel", "Region"]), Some("Parcel"));
        assert_eq!(sure("Parsel", ["Parcel", "Parse"]), None);
        assert_eq!(sure("ip", ["id"]), None);
        assert_eq!(sure("Id", ["id"]), Some("id"));
        // Two letters of five are too many.
        assert_eq!(sure("adult", ["adapt"]), None);
        assert_eq!(sure("", ["a"]), None);
    }
}
