//! Any bytes as a record, against the same struct with serde's derive. What
//! is decided otherwise than there is spelt out by the types of [`Theirs`].

use std::collections::BTreeMap;
use std::fmt;

use apiloom_wire::{Extra, Json, decode, encode, record};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::json::is_json;
use super::number::integer;

/// A record with a field of every plain kind.
#[derive(Debug, PartialEq)]
struct Ours {
    id: i64,
    name: String,
    count: Option<i32>,
    price: Option<f64>,
    fragile: Option<bool>,
    tags: Option<Vec<String>>,
    sizes: Vec<i64>,
    odd: Option<String>,
    labels: Option<BTreeMap<String, i64>>,
    place: Option<OurPlace>,
    parts: Option<Vec<Ours>>,
    extra: Extra,
}

record! {
    Ours as Object keeps extra;
    id: required "id";
    name: required "name";
    count: "count";
    price: "price";
    fragile: "fragile";
    tags: "tags";
    sizes: required "sizes";
    odd: "o\"d\\d é";
    labels: "labels";
    place: "place";
    parts: "parts";
}

#[derive(Debug, PartialEq)]
struct OurPlace {
    x: f64,
    y: f64,
}

record! {
    OurPlace as Object;
    x: required "x";
    y: required "y";
}

#[derive(serde::Deserialize)]
struct TheirFields {
    id: Integer<i64>,
    name: String,
    count: Option<Integer<i32>>,
    price: Option<Float>,
    fragile: Option<bool>,
    tags: Option<Vec<String>>,
    sizes: Vec<Integer<i64>>,
    #[serde(rename = "o\"d\\d é")]
    odd: Option<String>,
    labels: Option<Labels>,
    place: Option<Object<TheirPlace>>,
    parts: Option<Vec<Theirs>>,
}

type Theirs = Object<TheirFields>;

#[derive(serde::Deserialize)]
struct TheirPlace {
    x: Float,
    y: Float,
}

/// Checks that both read `bytes` alike, and that what is written again is
/// read as the same value.
#[track_caller]
pub(crate) fn check(bytes: &[u8]) {
    let shown = String::from_utf8_lossy(bytes);
    let ours = decode::<Ours>(bytes);
    // serde_json does not look closely at what it passes.
    let theirs =
        serde_json::from_slice::<Theirs>(bytes).map(|theirs| is_json(bytes).then_some(theirs));
    match (&ours, &theirs) {
        (Ok(ours), Ok(Some(theirs))) => {
            assert!(ours == theirs, "{shown}: {ours:?}");
            keeps_unknown_members(ours, bytes);
            let written = encode(ours).unwrap();
            assert_eq!(decode::<Ours>(&written).as_ref(), Ok(ours), "{shown}");
            let again: Theirs = serde_json::from_slice(&written).unwrap();
            assert!(*ours == again, "{shown}");
        }
        (Err(_), Err(_) | Ok(None)) => {}
        _ => panic!("{shown}: {ours:?}, but serde_json {:?}", theirs.map(|_| ())),
    }
}

/// Whether `bytes` are such a record.
pub(crate) fn is_record(bytes: &[u8]) -> bool {
    decode::<Ours>(bytes).is_ok()
}

#[track_caller]
fn keeps_unknown_members(ours: &Ours, bytes: &[u8]) {
    const KNOWN: [&str; 11] = [
        "id",
        "name",
        "count",
        "price",
        "fragile",
        "tags",
        "sizes",
        "o\"d\\d é",
        "labels",
        "place",
        "parts",
    ];
    let Ok(Json::Object(mut members)) = decode(bytes) else {
        panic!("a record is an object")
    };
    members.retain(|(name, _)| !KNOWN.contains(&name.as_str()));
    assert_eq!(*ours.extra, *members);
}

impl PartialEq<Theirs> for Ours {
    fn eq(&self, Object(theirs): &Theirs) -> bool {
        let labels = theirs.labels.as_ref().map(|labels| &labels.0);
        let labels = |ours: &BTreeMap<String, i64>| {
            labels.is_some_and(|theirs| {
                ours.len() == theirs.len()
                    && ours
                        .iter()
                        .zip(theirs)
                        .all(|(o, t)| o.0 == t.0 && *o.1 == t.1.0)
            })
        };
        self.id == theirs.id.0
            && self.name == theirs.name
            && both(&self.count, &theirs.count, |o, t| *o == t.0)
            && both(&self.price, &theirs.price, |o, t| t.is(*o))
            && self.fragile == theirs.fragile
            && self.tags == theirs.tags
            && self.sizes.len() == theirs.sizes.len()
            && self.sizes.iter().zip(&theirs.sizes).all(|(o, t)| *o == t.0)
            && self.odd == theirs.odd
            && self.labels.as_ref().map_or(theirs.labels.is_none(), labels)
            && both(&self.place, &theirs.place, |o, t| {
                t.0.x.is(o.x) && t.0.y.is(o.y)
            })
            && both(&self.parts, &theirs.parts, |o, t| {
                o.len() == t.len() && o.iter().zip(t).all(|(o, t)| o == t)
            })
    }
}

fn both<O, T>(ours: &Option<O>, theirs: &Option<T>, same: impl Fn(&O, &T) -> bool) -> bool {
    match (ours, theirs) {
        (Some(ours), Some(theirs)) => same(ours, theirs),
        (None, None) => true,
        _ => false,
    }
}

/// Decided: whatever is exactly an integer is one if it fits, `5.0`, `1e3`
/// and `-0` too.
struct Integer<I>(I);

impl<'de, I: TryFrom<i128>> Deserialize<'de> for Integer<I> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        let text = raw.get().trim();
        let is_number = text.starts_with(|first: char| first == '-' || first.is_ascii_digit());
        let value = is_number.then(|| integer(text)).flatten();
        let value = value.and_then(|value| I::try_from(value).ok());
        value
            .map(Self)
            .ok_or_else(|| D::Error::custom("no integer"))
    }
}

/// Decided: the float that is nearest to the number, if there is one.
struct Float(f64);

impl Float {
    fn is(&self, ours: f64) -> bool {
        self.0.to_bits() == ours.to_bits()
    }
}

impl<'de> Deserialize<'de> for Float {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        // Of JSON values, nothing but numbers spells a float.
        let value = raw.get().trim().parse().ok();
        let value = value.filter(|value: &f64| value.is_finite());
        value.map(Self).ok_or_else(|| D::Error::custom("no float"))
    }
}

/// Decided: an array is no record that is written as an object.
struct Object<T>(T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OnlyMap<T>(std::marker::PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for OnlyMap<T> {
            type Value = Object<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Object<T>, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(Object)
            }
        }

        deserializer.deserialize_map(OnlyMap(std::marker::PhantomData))
    }
}

/// Decided: a key of a map stands once.
struct Labels(BTreeMap<String, Integer<i64>>);

impl<'de> Deserialize<'de> for Labels {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Once;

        impl<'de> Visitor<'de> for Once {
            type Value = Labels;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Labels, A::Error> {
                let mut labels = BTreeMap::new();
                while let Some((key, value)) = map.next_entry()? {
                    if labels.insert(key, value).is_some() {
                        return Err(A::Error::custom("twice"));
                    }
                }
                Ok(Labels(labels))
            }
        }

        deserializer.deserialize_map(Once)
    }
}
