//! The law of the codecs on any bytes: whatever is written is read back as
//! an equal value, and what cannot be is refused.

use std::collections::BTreeMap;
use std::fmt::Debug;

use apiloom_wire::{
    Base64, BoolCodes, Codec, Csv, Date, DateAs, DateTime, DateTimeAs, Decimal, EpochMillis,
    EpochSeconds, FlatPairs, InString, IntOrString, Json, JsonString, List, MapOf, Maybe, Nullable,
    NullableOf, OneOrMany, OrNull, Pairs, PatchOf, PatchOrEmpty, Plain, Secret, Sentinel,
    StringOrInt, Timestamp, Trimmed, Wire, Zone, decode_as, encode_as,
};

/// Checks the law of every codec on what it reads from `bytes`, and on texts
/// and integers that are made from them.
#[track_caller]
pub(crate) fn check(bytes: &[u8]) {
    plain_types(bytes);
    containers(bytes);
    quirks(bytes);
    times(bytes);
    made_values(bytes);
}

fn plain_types(bytes: &[u8]) {
    plain::<i64>(bytes);
    plain::<i32>(bytes);
    plain::<f64>(bytes);
    plain::<bool>(bytes);
    plain::<String>(bytes);
    plain::<Json>(bytes);
    plain::<Decimal>(bytes);
    plain::<Secret>(bytes);
    plain::<Date>(bytes);
    plain::<DateTime>(bytes);
    plain::<Timestamp>(bytes);
}

fn containers(bytes: &[u8]) {
    reads::<Vec<Json>, _>(List(Plain), bytes);
    reads::<Vec<Option<String>>, _>(List(OrNull(Plain)), bytes);
    reads::<BTreeMap<String, Json>, _>(MapOf(Plain), bytes);
    reads::<BTreeMap<i64, String>, _>(MapOf(Plain), bytes);
    reads::<Option<Json>, _>(Maybe(Plain), bytes);
    reads::<Nullable<Vec<String>>, _>(NullableOf(List(Trimmed)), bytes);
    reads(PatchOf(InString(IntOrString)), bytes);
    reads(PatchOrEmpty(StringOrInt), bytes);
    reads::<Vec<Decimal>, _>(OneOrMany(Plain), bytes);
    reads::<Vec<(String, Json)>, _>(Pairs(Plain, Plain), bytes);
    reads::<Vec<(i64, Json)>, _>(FlatPairs::new(Plain, Plain).keys("id", "content"), bytes);
}

fn quirks(bytes: &[u8]) {
    reads::<Vec<u8>, _>(Base64, bytes);
    reads(BoolCodes::ints(1, 0), bytes);
    reads(BoolCodes::texts("Y", "N"), bytes);
    reads::<Vec<String>, _>(Csv(Plain), bytes);
    reads::<Vec<i64>, _>(Csv(Plain), bytes);
    reads::<Vec<f64>, _>(Csv(InString(Plain)), bytes);
    reads::<Decimal, _>(InString(Plain), bytes);
    reads::<bool, _>(InString(Plain), bytes);
    reads::<Json, _>(JsonString(Plain), bytes);
    reads::<Option<Vec<Vec<String>>>, _>(Maybe(JsonString(List(Csv(Plain)))), bytes);
    reads(Sentinel(IntOrString, "0"), bytes);
    reads(Sentinel(StringOrInt, "-"), bytes);
    reads::<String, _>(Trimmed, bytes);
}

fn times(bytes: &[u8]) {
    reads(EpochSeconds, bytes);
    reads(EpochMillis, bytes);
    reads(DateAs(&["yyyy-MM-dd", "yyyy/MM/dd"]), bytes);
    reads(
        DateTimeAs::new(&["yyyy-MM-dd HH:mm:ss"], Zone::Offset(480)),
        bytes,
    );
}

/// Values that no document gave: the list's items are what stands between
/// line feeds, the integer is the first eight bytes.
fn made_values(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let texts: Vec<String> = text.split('\n').map(str::to_owned).collect();
    law(Csv(Plain), &texts);
    law(JsonString(Csv(Plain)), &texts);
    law(JsonString(List(Trimmed)), &texts);
    law(OneOrMany(Plain), &texts);
    for text in texts {
        law(Plain, &text);
        law(StringOrInt, &text);
        law(Trimmed, &text);
        law(JsonString(Plain), &text);
        law(
            Sentinel(Plain, "-"),
            &apiloom_wire::OrEmpty::Value(text.clone()),
        );
        law(PatchOrEmpty(Plain), &apiloom_wire::Patch::Set(text.clone()));
        law(Maybe(Plain), &Some(text.clone()));
        law(MapOf(Plain), &BTreeMap::from([(text.clone(), text)]));
    }
    law(Base64, &bytes.to_vec());
    let Some(first) = bytes.first_chunk() else {
        return;
    };
    let integer = i64::from_le_bytes(*first);
    law(Plain, &integer);
    law(Csv(Plain), &vec![integer, -1]);
    law(InString(IntOrString), &integer);
    law(MapOf(Plain), &BTreeMap::from([(integer, integer)]));
    let float = f64::from_le_bytes(*first);
    law(Csv(Plain), &vec![float]);
    law(JsonString(Plain), &vec![float]);
    law(Plain, &Timestamp::from_unix_seconds(integer));
    law(EpochSeconds, &Timestamp::from_unix_seconds(integer));
    law(EpochMillis, &Timestamp::from_unix_millis(integer));
}

#[track_caller]
fn plain<T: Wire + PartialEq + Debug>(bytes: &[u8]) {
    reads::<T, _>(Plain, bytes);
    reads::<Vec<T>, _>(OneOrMany(Plain), bytes);
    reads::<Option<T>, _>(Maybe(JsonString(Plain)), bytes);
}

/// What was read obeys the law.
#[track_caller]
fn reads<T: PartialEq + Debug, C: Codec<T>>(codec: C, bytes: &[u8]) {
    if let Ok(value) = decode_as(bytes, codec) {
        law(codec, &value);
    }
}

#[track_caller]
fn law<T: PartialEq + Debug, C: Codec<T>>(codec: C, value: &T) {
    let Ok(written) = encode_as(codec, value) else {
        return;
    };
    let shown = String::from_utf8_lossy(&written);
    let again = decode_as(&written, codec);
    assert_eq!(again.as_ref(), Ok(value), "{shown}");
}
