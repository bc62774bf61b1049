//! Which things of two specs are the same one.

/// What stands in the older list, in the newer one, or in both.
pub(super) type Pair<'o, 'n, T> = (Option<&'o T>, Option<&'n T>);

/// What a thing is known by.
pub(super) type Key<'k, T> = &'k dyn Fn(&T) -> Option<String>;

/// Pairs the things of two lists: by the first key that they have in common, then the next. What is gone and
/// what stayed comes in the older order, then what is new.
pub(super) fn pairs<'o, 'n, T>(
    old: &'o [T],
    new: &'n [T],
    keys: &[Key<'_, T>],
) -> Vec<Pair<'o, 'n, T>> {
    let mut of: Vec<Option<usize>> = vec![None; old.len()];
    let mut taken = vec![false; new.len()];
    for key in keys {
        for (index, older) in old.iter().enumerate() {
            let Some(wanted) = key(older).filter(|_| of[index].is_none()) else {
                continue;
            };
            let is_same = |(at, newer): &(usize, &T)| {
                !taken[*at] && key(newer).as_deref() == Some(wanted.as_str())
            };
            if let Some((at, _)) = new.iter().enumerate().find(is_same) {
                of[index] = Some(at);
                taken[at] = true;
            }
        }
    }
    let kept = old
        .iter()
        .zip(&of)
        .map(|(older, at)| (Some(older), at.map(|at| &new[at])));
    let added = new.iter().zip(&taken).filter(|(_, taken)| !**taken);
    kept.chain(added.map(|(newer, _)| (None, Some(newer))))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_key_counts_more_than_the_next() {
        let old = [("a", 1), ("b", 2), ("c", 3)];
        let new = [("x", 2), ("a", 9), ("y", 1), ("z", 7)];
        let name = |it: &(&str, i32)| Some(it.0.to_owned());
        let number = |it: &(&str, i32)| Some(it.1.to_string());
        let found = pairs(&old, &new, &[&name, &number]);
        assert_eq!(
            found,
            [
                (Some(&("a", 1)), Some(&("a", 9))),
                (Some(&("b", 2)), Some(&("x", 2))),
                (Some(&("c", 3)), None),
                (None, Some(&("y", 1))),
                (None, Some(&("z", 7))),
            ]
        );
    }
}
