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

/// Puts a value at `path` (see [`lookup`]), also into JSON that stands in a string; `None` takes the member away.
///
/// A member that is not there yet is added; everything on the way must be there.
/// Returns whether it could be put there.
pub fn put(root: &mut Value, path: &str, new: Option<Value>) -> bool {
    if path.is_empty() {
        *root = new.unwrap_or(Value::Null);
        return true;
    }
    if let Value::String(text) = root {
        let Ok(mut inner) = serde_json::from_str::<Value>(text) else {
            return false;
        };
        let done = put(&mut inner, path, new);
        *text = inner.to_string();
        return done;
    }
    if let Some(inner) = path.strip_prefix('[') {
        let Some((index, rest)) = inner.split_once(']') else {
            return false;
        };
        let item = index.parse().ok().and_then(|at: usize| root.get_mut(at));
        return item.is_some_and(|item| put(item, rest, new));
    }
    let path = path.strip_prefix('.').unwrap_or(path);
    let (name, rest) = path.split_at(path.find(['.', '[']).unwrap_or(path.len()));
    let Value::Object(members) = root else {
        return false;
    };
    match (rest, new) {
        ("", Some(new)) => {
            members.insert(name.to_owned(), new);
            true
        }
        ("", None) => members.remove(name).is_some(),
        (rest, new) => members
            .get_mut(name)
            .is_some_and(|member| put(member, rest, new)),
    }
}

/// Where two values differ in what they tell a reader, `None` if nowhere: the path of the first difference and both.
///
/// As [`same`], and a member that is null is like one that is left out, and an array or object in a string is read.
#[must_use]
pub fn difference(left: &Value, right: &Value) -> Option<String> {
    differs("", left, right)
}

fn differs(path: &str, left: &Value, right: &Value) -> Option<String> {
    match (left, right) {
        (Value::Array(lefts), Value::Array(rights)) if lefts.len() == rights.len() => lefts
            .iter()
            .zip(rights)
            .enumerate()
            .find_map(|(at, (left, right))| differs(&format!("{path}[{at}]"), left, right)),
        (Value::Object(lefts), Value::Object(rights)) => {
            let names = lefts.keys().chain(rights.keys());
            names.into_iter().find_map(|name| {
                let left = lefts.get(name).unwrap_or(&Value::Null);
                let right = rights.get(name).unwrap_or(&Value::Null);
                differs(&format!("{path}.{name}"), left, right)
            })
        }
        (Value::String(lefts), Value::String(rights)) if lefts != rights => {
            match (container(lefts), container(rights)) {
                (Some(left), Some(right)) => differs(path, &left, &right),
                _ => Some(format!("at `{path}`: {left} and {right}")),
            }
        }
        _ => (!same(left, right)).then(|| format!("at `{path}`: {left} and {right}")),
    }
}

fn container(text: &str) -> Option<Value> {
    serde_json::from_str(text)
        .ok()
        .filter(|value: &Value| value.is_array() || value.is_object())
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
    fn values_are_put_where_lookup_finds_them() {
        let mut root = json!({"data": {"rows": [{"id": 7}], "text": "[{\"id\": 8}]"}});
        for path in [
            "data.rows[0].id",
            "data.text[0].id",
            "data.new",
            "data.rows",
        ] {
            assert!(put(&mut root, path, Some(json!("x"))), "{path}");
            assert_eq!(lookup(&root, path), Some(json!("x")), "{path}");
        }
        assert!(put(&mut root, "data.new", None));
        assert_eq!(lookup(&root, "data.new"), None);
        for path in ["data.new", "data.rows[0]", "other.x", "data.text[1].id"] {
            assert!(!put(&mut root, path, None), "{path}");
        }
    }

    #[test]
    fn differences_name_their_place() {
        let left = json!({"a": [{"b": 1.0, "c": null}], "t": "[1, 2]", "u": "1"});
        assert_eq!(
            difference(
                &left,
                &json!({"u": "1", "t": "[1,2]", "a": [{"b": 1}], "z": null})
            ),
            None
        );
        for (right, place) in [
            (json!({"a": [{"b": 2}], "t": "[1,2]", "u": "1"}), ".a[0].b"),
            (json!({"a": [], "t": "[1,2]", "u": "1"}), ".a"),
            (json!({"a": [{"b": 1}], "t": "[1]", "u": "1"}), "t"),
            (json!({"a": [{"b": 1}], "t": "[1,2]", "u": 1}), ".u"),
            (
                json!({"a": [{"b": 1}], "t": "[1,2]", "u": "1", "v": 0}),
                ".v",
            ),
        ] {
            let text = difference(&left, &right).unwrap();
            assert!(text.contains(&format!("{place}`: ")), "{text}");
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
