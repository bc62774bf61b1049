//! Any bytes against `serde_json`: the same documents are accepted, and they
//! have the same value.

use apiloom_wire::{DEPTH_LIMIT, Decimal, Decoder, Json, decode, encode};
use serde_json::Value;

use super::number::{close, integer, is_at_the_edge, within_floats};

/// Checks that both read `bytes` alike, that skipping accepts what reading
/// accepts, and that `serde_json` reads what is written again.
#[track_caller]
pub(crate) fn check(bytes: &[u8]) {
    let shown = String::from_utf8_lossy(bytes);
    let ours = decode::<Json>(bytes);
    assert_eq!(ours.is_ok(), is_skipped(bytes), "{shown}");
    match (
        &ours,
        &serde_json::from_slice::<Value>(&within_floats(bytes)),
    ) {
        (Ok(ours), Ok(theirs)) => {
            assert!(same(ours, theirs), "{shown}");
            let written = encode(ours).unwrap();
            assert_eq!(decode::<Json>(&written).as_ref(), Ok(ours), "{shown}");
            let again: Value = serde_json::from_slice(&within_floats(&written)).unwrap();
            assert_eq!(again, *theirs, "{shown}");
        }
        (Err(_), Err(_)) => {}
        // serde_json's limit is one level lower.
        (Ok(ours), Err(error)) if error.to_string().starts_with("recursion limit") => {
            assert_eq!(depth(ours), DEPTH_LIMIT, "{shown}");
        }
        (ours, theirs) => panic!("{shown}: {ours:?}, but serde_json {theirs:?}"),
    }
    scalars(bytes);
}

/// Whether `serde_json` takes `bytes` for a document, numbers beyond every
/// float included.
pub(super) fn is_json(bytes: &[u8]) -> bool {
    serde_json::from_slice::<Value>(&within_floats(bytes)).is_ok()
}

fn is_skipped(bytes: &[u8]) -> bool {
    let skipped = Decoder::new(bytes).and_then(|mut d| {
        d.skip()?;
        d.finish()
    });
    skipped.is_ok()
}

/// Compares what integers, floats, decimals, strings and bools read and write.
#[track_caller]
fn scalars(bytes: &[u8]) {
    let shown = String::from_utf8_lossy(bytes);
    let text = serde_json::from_slice::<Box<serde_json::value::RawValue>>(bytes).ok();
    let text = text.as_deref().map(|raw| raw.get().trim());
    let number = text
        .filter(|text| text.starts_with(['-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']));

    let exact = number.and_then(integer);
    let long = exact.and_then(|exact| i64::try_from(exact).ok());
    assert_eq!(decode::<i64>(bytes).ok(), long, "{shown}");
    let short = exact.and_then(|exact| i32::try_from(exact).ok());
    assert_eq!(decode::<i32>(bytes).ok(), short, "{shown}");
    if let Some(long) = long {
        assert_eq!(encode(&long).unwrap(), serde_json::to_vec(&long).unwrap());
    }

    let float = number
        .and_then(|number| number.parse().ok())
        .filter(|float: &f64| float.is_finite());
    let ours = decode::<f64>(bytes).ok();
    assert_eq!(ours.map(f64::to_bits), float.map(f64::to_bits), "{shown}");
    let theirs = serde_json::from_slice::<f64>(bytes).ok();
    let is_refused = theirs.is_none() && ours.is_some_and(is_at_the_edge);
    assert!(is_refused || ours.is_some() == theirs.is_some(), "{shown}");
    if let (Some(ours), Some(theirs)) = (ours, theirs) {
        assert!(close(ours, theirs), "{shown}");
        let written = String::from_utf8(encode(&ours).unwrap()).unwrap();
        let again: f64 = written.parse().unwrap();
        assert_eq!(again.to_bits(), ours.to_bits(), "{shown} {written}");
        let again: f64 = serde_json::from_str(&written).unwrap();
        assert!(close(again, ours), "{shown} {written}");
    }

    let ours = decode::<Decimal>(bytes).ok();
    let string = serde_json::from_slice::<String>(bytes).ok();
    match number {
        Some(number) => assert_eq!(ours.unwrap().as_str(), number),
        None => assert!(ours.is_none() || string.is_some(), "{shown}"),
    }
    assert_eq!(decode::<String>(bytes).ok(), string, "{shown}");
    if let Some(string) = string {
        assert_eq!(
            encode(&string).unwrap(),
            serde_json::to_vec(&string).unwrap()
        );
    }
    let theirs = serde_json::from_slice::<bool>(bytes).ok();
    assert_eq!(decode::<bool>(bytes).ok(), theirs, "{shown}");
}

fn same(ours: &Json, theirs: &Value) -> bool {
    match (ours, theirs) {
        (Json::Null, Value::Null) => true,
        (Json::Bool(ours), Value::Bool(theirs)) => ours == theirs,
        (Json::String(ours), Value::String(theirs)) => ours == theirs,
        (Json::Number(ours), Value::Number(theirs)) => match (ours.as_f64(), theirs.as_f64()) {
            (Some(ours), Some(theirs)) => {
                close(ours, theirs) || is_at_the_edge(ours) && theirs == 0.0
            }
            // Beyond every float: see `within_floats`.
            (None, Some(theirs)) => theirs == 0.0,
            (_, None) => false,
        },
        (Json::Array(ours), Value::Array(theirs)) => {
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(o, t)| same(o, t))
        }
        (Json::Object(ours), Value::Object(theirs)) => {
            // serde_json keeps the last of the members with one name.
            ours.iter().enumerate().all(|(index, (name, value))| {
                let is_last = ours.iter().skip(index + 1).all(|(other, _)| other != name);
                !is_last || theirs.get(name).is_some_and(|theirs| same(value, theirs))
            }) && theirs
                .keys()
                .all(|key| ours.iter().any(|(name, _)| name == key))
        }
        _ => false,
    }
}

fn depth(json: &Json) -> u32 {
    let inner = match json {
        Json::Array(items) => items.iter().map(depth).max(),
        Json::Object(members) => members.iter().map(|(_, value)| depth(value)).max(),
        _ => return 0,
    };
    inner.unwrap_or(0) + 1
}
