//! Places in JSON: what stands there, and how it is put there.

use apiloom_wire::{Json, Number};

/// What stands at a path of members.
pub(crate) fn at<'j>(json: &'j Json, path: &[String]) -> Option<&'j Json> {
    path.iter().try_fold(json, |json, name| json.get(name))
}

/// Puts a value at a path of members; whatever is no object on the way becomes one.
pub(crate) fn put(json: &mut Json, path: &[String], value: Json) {
    let Some((first, rest)) = path.split_first() else {
        *json = value;
        return;
    };
    put(member(json, first), rest, value);
}

/// The member of this name, null if it was not there; what is no object becomes one.
pub(crate) fn member<'j>(json: &'j mut Json, name: &str) -> &'j mut Json {
    let mut members = match std::mem::take(json) {
        Json::Object(members) => members,
        _ => Vec::new(),
    };
    let known = members.iter().position(|(key, _)| key == name);
    let index = known.unwrap_or(members.len());
    if known.is_none() {
        members.push((name.to_owned(), Json::Null));
    }
    *json = Json::Object(members);
    match json {
        Json::Object(members) => &mut members[index].1,
        other => other,
    }
}

/// Takes a member out of the object at a path.
pub(crate) fn remove(json: &mut Json, path: &[String]) -> Option<Json> {
    let (first, rest) = path.split_first()?;
    let Json::Object(members) = json else {
        return None;
    };
    let index = members.iter().position(|(key, _)| key == first)?;
    match rest.is_empty() {
        true => Some(members.remove(index).1),
        false => remove(&mut members[index].1, rest),
    }
}

/// The members of an object; none of what is no object.
pub(crate) fn members(json: &Json) -> &[(String, Json)] {
    json.as_object().unwrap_or_default()
}

/// A number as JSON, from a text that is one.
pub(crate) fn number(text: &str) -> Option<Json> {
    Some(Json::Number(Number::new(text).ok()?))
}

/// A count as JSON.
pub(crate) fn count(count: usize) -> Json {
    Json::from(i64::try_from(count).unwrap_or(i64::MAX))
}

/// The bytes of a value. Everything that is made here can be written.
pub(crate) fn bytes(json: &Json) -> Vec<u8> {
    apiloom_wire::encode(json).unwrap_or_default()
}
