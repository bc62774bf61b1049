//! Finding and comparing JSON values.

use serde_json::Value;

/// The value at `path`: members by name after dots, items by index in brackets, as in `data.records[0].email`.
///
/// A text on the way is read as JSON itself, so that a path leads into JSON that stands in a string.
/// `None` if there is no such value or the path is malformed; the empty path is the root.
#[must_use]
pub fn lookup(root: &Value, path: &str) -> Option<Value> {
    let mut value = root.clone();
    let mut rest = path;
    while !rest.is_empty() {
        if let Value::String(text) = &value {
            value = serde_json::from_str(text).ok()?;
        }
        if let Some(inner) = rest.strip_prefix('[') {
            let (index, after) = inner.split_once(']')?;
            value = value.get_mut(index.parse::<usize>().ok()?)?.take();
            rest = after;
        } else {
            let name = rest.strip_prefix('.').unwrap_or(rest);
            let end = name.find(['.', '[']).unwrap_or(name.len());
            value = value.get_mut(&name[..end])?.take();
            rest = &name[end..];
        }
    }
    Some(value)
}

/// Whether two values mean the same: members in any order, and numbers by value, so that `1` and `1.0` are the same.
#[must_use]
pub fn same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len()
                && left
                    .iter()
                    .zip(right)
                    .all(|(left, right)| same(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            left.len() == right.len()
                && left
                    .iter()
                    .all(|(name, left)| right.get(name).is_some_and(|right| same(left, right)))
        }
        // Only a comparison with a fraction goes through floats: two large ids must not meet in one.
        (Value::Number(left), Value::Number(right)) => {
            left == right || ((left.is_f64() || right.is_f64()) && left.as_f64() == right.as_f64())
        }
        _ => left == right,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn paths_lead_to_members_items_and_into_texts() {
        let root = json!({"data": {"rows": [{"id": 7}], "text": "[{\"id\": 8}]"}});
        assert_eq!(lookup(&root, ""), Some(root.clone()));
        assert_eq!(lookup(&root, "data.rows[0].id"), Some(json!(7)));
        assert_eq!(lookup(&root, "data.text[0].id"), Some(json!(8)));
        assert_eq!(lookup(&root, "data.text"), Some(json!("[{\"id\": 8}]")));
        assert_eq!(lookup(&json!([[1, 2]]), "[0][1]"), Some(json!(2)));
    }

    #[test]
    fn paths_to_nothing_find_nothing() {
        let root = json!({"a": [1], "b": "no JSON"});
        for path in ["c", "a[1]", "a.x", "a[x]", "a[", "b.c", "a[0].x", "a..b"] {
            assert_eq!(lookup(&root, path), None, "{path}");
        }
    }

    #[test]
    fn order_and_spelling_of_numbers_do_not_matter() {
        assert!(same(
            &json!({"a": 1, "b": [2.5, null]}),
            &json!({"b": [2.5, null], "a": 1.0})
        ));
        assert!(!same(&json!({"a": 1}), &json!({"a": 1, "b": null})));
        assert!(!same(&json!([1, 2]), &json!([2, 1])));
        assert!(!same(&json!("1"), &json!(1)));
        assert!(!same(
            &json!(9_007_199_254_740_993_i64),
            &json!(9_007_199_254_740_992_i64)
        ));
    }
}
