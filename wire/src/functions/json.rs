//! Functions on JSON of no declared shape, and on decimals.
//!
//! Where a value may be absent they take `&Json` and `Option<&Json>` alike, and JSON's null counts
//! as absent.

use std::cmp::Ordering;

use crate::{Decimal, Json};

/// The member at a path of names; `None` if it is not there or null.
pub fn member<'a>(json: impl Into<Option<&'a Json>>, path: &[&str]) -> Option<&'a Json> {
    path.iter()
        .try_fold(json.into()?, |json, name| json.get(name))
        .filter(present)
}

/// The item of an array, counted from 0 or, if negative, from the end; `None` if it is not there
/// or null.
pub fn item<'a>(json: impl Into<Option<&'a Json>>, index: i64) -> Option<&'a Json> {
    let items = json.into()?.as_array()?;
    let at = match usize::try_from(index) {
        Ok(at) => at,
        Err(_) => items
            .len()
            .checked_sub(usize::try_from(index.unsigned_abs()).ok()?)?,
    };
    items.get(at).filter(present)
}

/// A string, number or bool as text; `None` for null, arrays and objects.
pub fn json_to_text<'a>(json: impl Into<Option<&'a Json>>) -> Option<String> {
    json.into()?.scalar_text().map(|text| text.into_owned())
}

/// A number that is exactly whole, or a string of digits, as a whole number; `None` for all else.
pub fn json_to_int<'a>(json: impl Into<Option<&'a Json>>) -> Option<i64> {
    match json.into()? {
        Json::String(text) => super::as_int(text),
        json => json.as_i64(),
    }
}

/// Compact JSON text of a value; `null` if it is absent.
pub fn json_value<'a>(json: impl Into<Option<&'a Json>>) -> String {
    json.into()
        .map_or_else(|| "null".to_owned(), Json::to_string)
}

/// A text as a JSON string, with its quotes.
pub fn json_text(text: &str) -> String {
    Json::from(text).to_string()
}

/// Texts as a JSON array of strings.
pub fn json_list<S: AsRef<str>>(items: &[S]) -> String {
    Json::Array(items.iter().map(|item| Json::from(item.as_ref())).collect()).to_string()
}

/// Pairs as a JSON object of strings, in their order, duplicates kept.
pub fn json_pairs(pairs: &[(String, String)]) -> String {
    let members = pairs
        .iter()
        .map(|(name, value)| (name.clone(), Json::from(value.as_str())));
    Json::Object(members.collect()).to_string()
}

/// Whether the value is this string.
pub fn is_json_text<'a>(json: impl Into<Option<&'a Json>>, text: &str) -> bool {
    json.into().and_then(Json::as_str) == Some(text)
}

/// Whether the value is this number; a string of digits is none.
pub fn is_json_int<'a>(json: impl Into<Option<&'a Json>>, number: i64) -> bool {
    json.into().and_then(Json::as_i64) == Some(number)
}

/// Whether the value is this bool.
pub fn is_json_bool<'a>(json: impl Into<Option<&'a Json>>, value: bool) -> bool {
    json.into().and_then(Json::as_bool) == Some(value)
}

/// Whether two values are the same JSON; what is absent is the same as null.
pub fn is_same_json<'a>(
    left: impl Into<Option<&'a Json>>,
    right: impl Into<Option<&'a Json>>,
) -> bool {
    left.into().filter(present) == right.into().filter(present)
}

/// Whether the value is absent or null.
pub fn is_null_json<'a>(json: impl Into<Option<&'a Json>>) -> bool {
    json.into().is_none_or(Json::is_null)
}

/// Whether the value is absent, null, an empty string, an empty array or an empty object.
pub fn is_empty_json<'a>(json: impl Into<Option<&'a Json>>) -> bool {
    match json.into() {
        None | Some(Json::Null) => true,
        Some(Json::Bool(_) | Json::Number(_)) => false,
        Some(Json::String(text)) => text.is_empty(),
        Some(Json::Array(items)) => items.is_empty(),
        Some(Json::Object(members)) => members.is_empty(),
    }
}

/// How two decimals compare as numbers; what is absent is less than every number.
pub fn decimal_order<'a>(
    left: impl Into<Option<&'a Decimal>>,
    right: impl Into<Option<&'a Decimal>>,
) -> Ordering {
    match (left.into(), right.into()) {
        (Some(left), Some(right)) => left.compare(right),
        (left, right) => left.is_some().cmp(&right.is_some()),
    }
}

/// A whole number as a decimal.
pub fn decimal(number: i64) -> Decimal {
    Decimal::from(number)
}

/// A decimal that is exactly whole as a whole number.
pub fn decimal_to_int(decimal: &Decimal) -> Option<i64> {
    decimal.as_i64()
}

fn present(json: &&Json) -> bool {
    !json.is_null()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Json {
        let text = r#"{"a":{"b":[1,"2",null,5.0],"":true},"n":null,"s":"x\"y","e":{}}"#;
        Json::parse(text.as_bytes()).unwrap()
    }

    #[test]
    fn reaches_in() {
        let json = sample();
        assert!(member(&json, &["a", "b"]).is_some());
        assert!(member(&json, &["n"]).is_none());
        assert!(member(&json, &["a", "b", "c"]).is_none());
        let list = member(&json, &["a", "b"]);
        assert_eq!(json_to_int(item(list, 0)), Some(1));
        assert_eq!(json_to_int(item(list, 1)), Some(2));
        assert!(item(list, 2).is_none());
        assert_eq!(json_to_int(item(list, -1)), Some(5));
        assert!(item(list, -9).is_none() && item(list, i64::MIN).is_none());
        assert_eq!(json_to_text(member(&json, &["s"])).as_deref(), Some("x\"y"));
        assert_eq!(json_to_text(&json), None);
    }

    #[test]
    fn compares_without_converting() {
        let json = sample();
        let list = member(&json, &["a", "b"]);
        assert!(is_json_int(item(list, 0), 1) && !is_json_int(item(list, 1), 2));
        assert!(is_json_text(item(list, 1), "2") && !is_json_text(item(list, 0), "1"));
        assert!(is_json_bool(member(&json, &["a", ""]), true));
        assert!(is_null_json(&Json::Null) && is_same_json(&Json::Null, None));
        assert!(is_empty_json(member(&json, &["e"])) && !is_empty_json(&json));
    }

    #[test]
    fn writes_compact_text() {
        assert_eq!(json_text("a\"\n微"), r#""a\"\n微""#);
        assert_eq!(json_list(&["a", "b"]), r#"["a","b"]"#);
        let pairs = [
            ("b".to_owned(), "1".to_owned()),
            ("a".to_owned(), String::new()),
        ];
        assert_eq!(json_pairs(&pairs), r#"{"b":"1","a":""}"#);
        assert_eq!(json_value(None), "null");
        assert_eq!(
            json_value(member(&sample(), &["a"])),
            r#"{"b":[1,"2",null,5.0],"":true}"#
        );
    }

    #[test]
    fn orders_decimals_as_numbers() {
        let decimal = |text| Decimal::new(text).unwrap();
        assert_eq!(
            decimal_order(&decimal("1.50"), &decimal("1.5")),
            Ordering::Equal
        );
        assert_eq!(decimal_order(&decimal("9"), &decimal("10")), Ordering::Less);
        assert_eq!(decimal_order(None, &decimal("-1")), Ordering::Less);
        assert_eq!(decimal_to_int(&decimal("5.0")), Some(5));
    }
}
