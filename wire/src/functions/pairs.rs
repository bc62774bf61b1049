//! Functions on pairs: ordered (name, value) texts whose duplicates are kept.

/// Pairs, owned.
type Pairs = Vec<(String, String)>;

/// The pairs in ascending order of the bytes of their names, then of their values.
pub fn sort_pairs(pairs: &[(String, String)]) -> Pairs {
    let mut sorted = pairs.to_vec();
    sorted.sort();
    sorted
}

/// The pairs whose name is none of `names`.
pub fn without(pairs: &[(String, String)], names: &[&str]) -> Pairs {
    pairs
        .iter()
        .filter(|(name, _)| !names.contains(&name.as_str()))
        .cloned()
        .collect()
}

/// The pairs and one more at the end, also where there is one of its name already.
pub fn with(pairs: &[(String, String)], name: &str, value: &str) -> Pairs {
    let one = (name.to_owned(), value.to_owned());
    pairs.iter().cloned().chain([one]).collect()
}

/// The pairs whose name is one of `names`, in the order of the pairs.
pub fn only(pairs: &[(String, String)], names: &[&str]) -> Pairs {
    pairs
        .iter()
        .filter(|(name, _)| names.contains(&name.as_str()))
        .cloned()
        .collect()
}

/// The pairs whose value is not empty.
pub fn drop_empty_pairs(pairs: &[(String, String)]) -> Pairs {
    pairs
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .cloned()
        .collect()
}

/// The pairs with `change` applied to every name.
pub fn each_key(pairs: &[(String, String)], change: impl Fn(&str) -> String) -> Pairs {
    pairs
        .iter()
        .map(|(name, value)| (change(name), value.clone()))
        .collect()
}

/// The pairs with `change` applied to every value.
pub fn each_value(pairs: &[(String, String)], change: impl Fn(&str) -> String) -> Pairs {
    pairs
        .iter()
        .map(|(name, value)| (name.clone(), change(value)))
        .collect()
}

/// The names, in order, duplicates kept.
pub fn keys(pairs: &[(String, String)]) -> Vec<String> {
    pairs.iter().map(|(name, _)| name.clone()).collect()
}

/// The values, in order, duplicates kept.
pub fn values(pairs: &[(String, String)]) -> Vec<String> {
    pairs.iter().map(|(_, value)| value.clone()).collect()
}

/// The value of the first pair with this name, spelled exactly so.
pub fn pair(pairs: &[(String, String)], name: &str) -> Option<String> {
    pairs
        .iter()
        .find(|(known, _)| known == name)
        .map(|(_, value)| value.clone())
}

/// Each name, `between` and its value; `separator` between two pairs.
pub fn join_pairs(pairs: &[(String, String)], between: &str, separator: &str) -> String {
    let mut joined = String::new();
    for (index, (name, value)) in pairs.iter().enumerate() {
        if index > 0 {
            joined.push_str(separator);
        }
        joined.push_str(name);
        joined.push_str(between);
        joined.push_str(value);
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Pairs {
        [("b", "2"), ("a", ""), ("b", "1")]
            .map(|(k, v)| (k.to_owned(), v.to_owned()))
            .to_vec()
    }

    #[test]
    fn keeps_duplicates() {
        assert_eq!(join_pairs(&sample(), "=", "&"), "b=2&a=&b=1");
        assert_eq!(join_pairs(&sort_pairs(&sample()), "=", "&"), "a=&b=1&b=2");
        assert_eq!(join_pairs(&only(&sample(), &["b"]), ":", "\n"), "b:2\nb:1");
        assert_eq!(join_pairs(&without(&sample(), &["b"]), "=", "&"), "a=");
        assert_eq!(
            join_pairs(&with(&sample(), "b", "3"), "=", "&"),
            "b=2&a=&b=1&b=3"
        );
        assert_eq!(count_of(&drop_empty_pairs(&sample())), 2);
    }

    #[test]
    fn changes_sides() {
        assert_eq!(
            keys(&each_key(&sample(), super::super::upper)),
            ["B", "A", "B"]
        );
        assert_eq!(
            values(&each_value(&sample(), |v| format!("<{v}>"))),
            ["<2>", "<>", "<1>"]
        );
        assert_eq!(pair(&sample(), "b").as_deref(), Some("2"));
        assert_eq!(pair(&sample(), "B"), None);
    }

    fn count_of(pairs: &[(String, String)]) -> usize {
        pairs.len()
    }
}
