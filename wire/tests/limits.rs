//! Wide records, hostile documents, and damage to honest ones.

mod support;

use apiloom_wire::{
    DecodeError, Decoder, Encoder, Fields, Form, Json, Record, Shape, Wire, blank, decode,
    decode_at, encode, wire_record,
};
use support::Random;

/// A record of 300 fields, the odd ones of which are required.
#[derive(Debug, PartialEq)]
struct Wide(Vec<Option<i64>>);

const WIDTH: usize = 300;

fn wide_shape() -> &'static Shape {
    use std::sync::OnceLock;
    static SHAPE: OnceLock<Shape> = OnceLock::new();
    SHAPE.get_or_init(|| {
        let names = (0..WIDTH).map(|index| &*format!("field{index}").leak());
        let required: Vec<bool> = (0..WIDTH).map(|index| index % 2 == 1).collect();
        Shape::new(
            "Wide",
            Form::Object,
            Vec::leak(names.collect()),
            required.leak(),
        )
    })
}

impl Fields for Wide {
    fn shape(&self) -> &'static Shape {
        wide_shape()
    }

    fn read_field(&mut self, index: usize, d: &mut Decoder<'_>) -> Result<(), DecodeError> {
        d.read_into(&mut self.0[index])
    }

    fn write_fields(&self, e: &mut Encoder) {
        for (name, value) in wide_shape().fields().iter().zip(&self.0) {
            e.field(name, value);
        }
    }
}

impl Record for Wide {
    fn blank() -> Self {
        Self(vec![None; WIDTH])
    }
}

wire_record!(Wide);

#[test]
fn records_may_be_wide() {
    let value = Wide((0..WIDTH as i64).map(Some).collect());
    let written = encode(&value).unwrap();
    assert_eq!(decode::<Wide>(&written).as_ref(), Ok(&value));
    let Json::Object(mut members) = Json::parse(&written).unwrap() else {
        panic!("a record is an object")
    };
    members.reverse();
    let reversed = encode(&Json::Object(members.clone())).unwrap();
    assert_eq!(decode::<Wide>(&reversed), Ok(value));
    members.push(members[WIDTH - 1 - 255].clone());
    let twice = encode(&Json::Object(members.clone())).unwrap();
    assert_eq!(
        decode::<Wide>(&twice).unwrap_err().to_string(),
        "field255: the member stands twice"
    );
    members.retain(|(name, _)| name != "field255" && name != "field127");
    let less = encode(&Json::Object(members)).unwrap();
    assert_eq!(
        decode::<Wide>(&less).unwrap_err().to_string(),
        "missing members `field127`, `field255` of Wide"
    );
}

/// Names that are written with escapes, or look like parts of others.
#[derive(Debug, PartialEq)]
struct Odd(Vec<Option<i64>>);

static ODD: Shape = Shape::new(
    "Odd",
    Form::Object,
    &["a\"b", "a\\", "a", "ab", "", "é", "\n"],
    &[],
);

impl Fields for Odd {
    fn shape(&self) -> &'static Shape {
        &ODD
    }

    fn read_field(&mut self, index: usize, d: &mut Decoder<'_>) -> Result<(), DecodeError> {
        d.read_into(&mut self.0[index])
    }

    fn write_fields(&self, e: &mut Encoder) {
        for (name, value) in ODD.fields().iter().zip(&self.0) {
            e.field(name, value);
        }
    }
}

impl Record for Odd {
    fn blank() -> Self {
        Self(vec![None; ODD.fields().len()])
    }
}

wire_record!(Odd);

#[test]
fn names_may_be_odd() {
    let value = Odd((0..7).map(Some).collect());
    let written = encode(&value).unwrap();
    assert_eq!(decode::<Odd>(&written), Ok(value));
    assert!(serde_json::from_slice::<serde_json::Value>(&written).is_ok());
    assert_eq!(decode::<Odd>(br#"{"\u0061b":1}"#).unwrap().0[3], Some(1));
    for json in [
        r#"{"a"b":1}"#,
        r#"{"a\":1}"#,
        "{\"\n\":1}",
        r#"{"a" 1}"#,
        r#"{"a"}"#,
    ] {
        assert!(decode::<Odd>(json.as_bytes()).is_err(), "{json}");
    }
}

/// Recursive and untagged: each level tries twice.
#[derive(Debug)]
enum Tree {
    Leaf(#[allow(dead_code, reason = "only its reading is tested")] i64),
    Left(#[allow(dead_code, reason = "only its reading is tested")] Vec<Tree>),
    Right(#[allow(dead_code, reason = "only its reading is tested")] (Vec<Tree>, i64)),
}

impl Wire for Tree {
    fn blank() -> Self {
        Self::Leaf(blank())
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        if let Some(value) = d.attempt()? {
            return Ok(Self::Leaf(value));
        }
        if let Some(value) = d.attempt()? {
            return Ok(Self::Left(value));
        }
        if let Some(value) = d.attempt()? {
            return Ok(Self::Right((value, 0)));
        }
        Err(d.no_variant("Tree", None))
    }

    fn write(&self, e: &mut Encoder) {
        e.null();
    }
}

#[test]
fn nested_unions_cannot_cost_time() {
    let depth = 100;
    let json = "[".repeat(depth) + "\"x\"" + &"]".repeat(depth);
    assert!(decode::<Tree>(json.as_bytes()).is_err());
}

#[test]
fn values_are_found_by_their_path() {
    let json = br#"{"a":1,"data":{"x":null,"items":[1,{"b":"c"}]},"end":true}"#;
    assert_eq!(decode_at::<i64>(json, &["a"]), Ok(Some(1)));
    assert_eq!(decode_at::<bool>(json, &["end"]), Ok(Some(true)));
    assert_eq!(decode_at::<Json>(json, &["data", "y"]), Ok(None));
    assert_eq!(decode_at::<Json>(json, &["a", "y"]), Ok(None));
    assert_eq!(
        decode_at::<Json>(json, &["data", "x"]),
        Ok(Some(Json::Null))
    );
    assert_eq!(
        decode_at::<Vec<i64>>(json, &["data", "items"])
            .unwrap_err()
            .to_string(),
        "data.items[1]: expected integer, found object"
    );
    assert!(decode_at::<i64>(br#"{"a":1"#, &["a"]).is_err());
    assert!(decode_at::<i64>(br#"{"a":1} x"#, &["a"]).is_err());
    assert!(decode_at::<i64>(br#"{"a":1,"a":2}"#, &["a"]).is_err());
    let mut d = Decoder::new(json).unwrap();
    assert_eq!(d.enter("data"), Ok(true));
    assert_eq!(d.enter("items"), Ok(true));
    assert_eq!(d.raw(), Ok(&br#"[1,{"b":"c"}]"#[..]));
    assert_eq!(Decoder::over("[]").enter("x"), Ok(false));
}

#[test]
fn damage_never_panics() {
    let honest = br#"{"field1":12,"field0":null,"a":[1.5e3,"\ud83d\ude00\n"],"field3":-0}"#;
    let mut random = Random::new(11);
    for _ in 0..30_000 {
        let mut bytes = honest.to_vec();
        for _ in 0..=random.below(3) {
            let at = random.below(bytes.len());
            bytes[at] = random.pick(b"{}[]\",:\\u0189en-.\x00\xff ");
            if random.below(8) == 0 {
                bytes.truncate(at + 1);
            }
        }
        drop(decode::<Wide>(&bytes));
        drop(decode::<Odd>(&bytes));
        drop(decode_at::<Wide>(&bytes, &["a"]));
        if let Ok(mut d) = Decoder::new(&bytes) {
            drop(d.tag("field1"));
            drop(d.content::<Json>("a"));
            drop(d.other("field1", "a"));
            drop(d.finish());
        }
    }
}
