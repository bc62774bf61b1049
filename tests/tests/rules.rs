//! The rules of the specs, each with a value that keeps it and one that breaks it, written by hand from
//! the documents.

use std::sync::{Arc, Mutex};

use apiloom::hooks::{Hooks, Warning};
use apiloom::replay::Replay;
use apiloom::validate::{Language, Severity, Validate};
use apiloom::{Code, DateTime, Json, Kind, OrEmpty, OtherVariant, Replacement};
use baiyao::operations::ListCustomersRequired;
use dmhub::types::{CustomerIdentity, CustomerUpsert, IdentityType};
use udesk::types::CustomerUpdate;
use wefeng::types::{CustomFieldValue, CustomFieldValueContent};

/// What becomes of a value.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Verdict {
    Fine,
    Warned(&'static str),
    Error(&'static str),
}
use Verdict::{Error, Fine, Warned};

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
                Severity::Warning => Warned(one.rule()),
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
        ("droplist", r#""2""#, Warned("type")),
        ("chained_droplist", "[4,5]", Fine),
        ("chained_droplist", "[]", Fine),
        ("chained_droplist", "4", Warned("type")),
        ("chained_droplist", r#"["4"]"#, Warned("type")),
        ("text", r#""嘿嘿""#, Fine),
        ("text", "5", Warned("type")),
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

fn dmhub_client(replay: &Arc<Replay>) -> dmhub::Client {
    let settings = dmhub::Settings::new("app", "s3cret");
    let client = dmhub::Client::with_transport(settings, replay.clone());
    client.set_access_token("made-up-token");
    client
}

/// An upsert that breaks four rules at once.
fn wrong_upsert(client: &dmhub::Client) -> dmhub::Call<dmhub::operations::UpsertCustomer> {
    let too_long = CustomerIdentity::new(IdentityType::Wechat, "x".repeat(129));
    let named = CustomerIdentity::new(IdentityType::Other(Code::Text("微信".to_owned())), "")
        .identity_name("n".repeat(257));
    let customer = CustomerUpsert::new().external_id("wechat");
    client.upsert_customer([too_long, named], customer)
}

/// Nothing invalid leaves: no request is made, no token fetched, and everything that is wrong is told at
/// once.
#[tokio::test]
async fn a_call_with_wrong_inputs_is_not_sent() {
    let replay = Arc::new(Replay::new());
    let client = dmhub_client(&replay);
    let error = wrong_upsert(&client).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (Kind::Input, 0));
    let found = error.violations().expect("violations");
    let told: Vec<_> = found.iter().map(|one| (one.path(), one.rule())).collect();
    assert_eq!(
        told,
        [
            ("customerIdentities[0].identityValue", "length"),
            ("customerIdentities[1].identityType", "pattern"),
            ("customerIdentities[1].identityValue", "length"),
            ("customerIdentities[1].identityName", "length"),
            ("customer.externalId", "pattern"),
        ]
    );
    let shown = error.to_string();
    assert!(
        shown.starts_with(
            "upsert_customer: wrong input: customerIdentities[0].identityValue: has 129 characters, at most 128 are allowed"
        ),
        "{shown}"
    );
    assert!(!shown.contains('\n'), "{shown}");
    assert!(replay.requests().is_empty());
    // The same before anything is sent, and for what would be sent.
    assert_eq!(wrong_upsert(&client).validate().unwrap_err(), *found);
    assert_eq!(
        wrong_upsert(&client).prepare().unwrap_err().kind(),
        Kind::Input
    );
    assert_eq!(
        wrong_upsert(&client).dry_run().unwrap_err().kind(),
        Kind::Input
    );
    assert_eq!(
        wrong_upsert(&client).blocking().unwrap_err().kind(),
        Kind::Input
    );
    assert!(replay.requests().is_empty());
}

#[tokio::test]
async fn a_call_can_say_that_it_is_sent_all_the_same() {
    let answer = r#"{"id":1}"#;
    let replay = Arc::new(Replay::new().then(200, answer));
    let client = dmhub_client(&replay);
    let sent = wrong_upsert(&client).without_validation().await;
    assert!(sent.is_ok(), "{sent:?}");
    assert_eq!(replay.requests().len(), 1);
}

#[tokio::test]
async fn the_client_chooses_the_language() {
    let replay = Arc::new(Replay::new());
    let client = dmhub_client(&replay).configure(|core| core.with_language(Language::Chinese));
    let error = wrong_upsert(&client).await.unwrap_err();
    let message = error.message().unwrap_or_default();
    assert!(
        message.starts_with("customerIdentities[0].identityValue：有 129 个字符，最多 128 个"),
        "{message}"
    );
}

/// What is only worth a warning is sent; hooks and dry runs tell.
#[tokio::test]
async fn warnings_stop_no_call() {
    #[derive(Debug, Default)]
    struct Seen(Mutex<Vec<String>>);
    impl Hooks for Seen {
        fn on_warning(&self, warning: &Warning<'_>) {
            let line = format!("{} {}", warning.operation(), warning.violations());
            self.0.lock().unwrap().push(line);
        }
    }
    let seen = Arc::new(Seen::default());
    let replay = Arc::new(Replay::new().then(200, r#"{"code":200,"data":{}}"#));
    let settings = wefeng::Settings::new("acme", "s3cret");
    let client = wefeng::Client::with_transport(settings, replay.clone())
        .configure(|core| core.with_hooks(seen.clone()));
    let field = CustomFieldValue::new().id(1).field_code("CustomField_2");
    let call = client.update_external_contact("id", Replacement::With(vec![field]));
    let run = call.dry_run().expect("a dry run");
    assert_eq!(run.warnings().len(), 1);
    let told = "customFields[0]: The id and the code of an added field name the same field.";
    assert!(run.to_string().contains(told), "{run}");
    assert!(seen.0.lock().unwrap().is_empty());
    call.await.expect("an answer");
    assert_eq!(replay.requests().len(), 1);
    let seen = seen.0.lock().unwrap();
    assert_eq!(*seen, [format!("update_external_contact warning: {told}")]);
}

/// Wrong settings are found before anything is sent.
#[tokio::test]
async fn settings_are_checked() {
    let replay = Arc::new(Replay::new());
    let settings = wefeng::Settings::new("acme.example", "s3cret").email("nobody");
    let client = wefeng::Client::with_transport(settings, replay.clone());
    let call = client.update_external_contact("id", Replacement::LeaveOut);
    let error = call.await.unwrap_err();
    assert_eq!(error.kind(), Kind::Configuration);
    let found = error.violations().expect("violations");
    let told: Vec<_> = found.iter().map(|one| (one.path(), one.rule())).collect();
    assert_eq!(told, [("subdomain", "pattern"), ("email", "format")]);
}

/// A secret of the client that was put into a field of another is not shown.
#[tokio::test]
async fn secrets_in_other_fields_are_hidden() {
    let replay = Arc::new(Replay::new());
    let settings = dmhub::Settings::new("app", "S3CRET_of_the_client");
    let client = dmhub::Client::with_transport(settings, replay.clone());
    let name = IdentityType::Other(Code::Text("S3CRET_of_the_client".to_owned()));
    let identity = CustomerIdentity::new(name, "x");
    let error = client
        .upsert_customer([identity], CustomerUpsert::new())
        .await
        .unwrap_err();
    let found = error.violations().expect("violations");
    assert_eq!(found.iter().next().unwrap().value(), Some("[secret]"));
    assert!(!format!("{error} {error:?}").contains("S3CRET"));
}

/// baiyao's times are in order; that they may be equal is inferred.
#[test]
fn times_are_in_order() {
    let client = baiyao::Client::new(baiyao::Settings::new().token("made up"));
    let time = |text: &str| apiloom::decode::<DateTime>(text.as_bytes()).expect("a time");
    let call = |start: &str, end: &str| {
        client.list_customers(ListCustomersRequired {
            start_time: time(start),
            end_time: time(end),
            current: 1,
            size: 10,
        })
    };
    let (early, late) = (r#""2021-08-03T10:00:00Z""#, r#""2021-08-03T10:00:01Z""#);
    assert_eq!(call(early, late).validate(), Ok(()));
    assert_eq!(call(early, early).validate(), Ok(()));
    let found = call(late, early).validate().unwrap_err();
    assert!(found.has_errors());
    assert_eq!(found.to_string(), "endTime must not be before startTime.");
    assert_eq!(found.iter().next().unwrap().rule(), "times_in_order");
}

/// udesk's tags go into one text with commas.
#[test]
fn tags_hold_no_commas() {
    let update = |tags: &[&str]| CustomerUpdate::new().tags(tags.iter().copied());
    assert_eq!(update(&["vip", "新客户"]).validate(), Ok(()));
    for (tag, told) in [
        (
            "a,b",
            "tags[1]: a comma would make two items of it (found \"a,b\")",
        ),
        (
            " a",
            "tags[1]: white space around an item is lost (found \" a\")",
        ),
        (
            "",
            "tags[1]: an empty item is lost among commas (found \"\")",
        ),
    ] {
        let found = update(&["vip", tag]).validate().unwrap_err();
        assert_eq!(found.to_string(), told);
    }
}

/// dmhub's text for "none" is no value.
#[test]
fn the_sentinel_is_no_value() {
    let replay = Arc::new(Replay::new());
    let client = dmhub_client(&replay);
    let call = |stage: OrEmpty<String>| client.list_customers().stage(stage);
    assert_eq!(call(OrEmpty::Empty).validate(), Ok(()));
    assert_eq!(call("lead".to_owned().into()).validate(), Ok(()));
    let found = call("_empty".to_owned().into()).validate().unwrap_err();
    let one = found.iter().next().unwrap();
    assert_eq!(
        (one.path(), one.field(), one.rule()),
        ("query.stage", "stage", "sentinel")
    );
}
