//! The rules of the specs, each with a value that keeps it and one that breaks it, written by hand from
//! the documents.

use std::sync::{Arc, Mutex};

use apiloom::hooks::{Hooks, Warning};
use apiloom::replay::Replay;
use apiloom::validate::{Language, Severity, Validate};
use apiloom::{Code, DateTime, Json, Kind, OrEmpty, OtherVariant, Replacement};
use baiyao::operations::{AddCustomerRequired, ListCustomersRequired};
use dmhub::types::{CustomerIdentity, CustomerUpsert, IdentityType};
use udesk::types::{CellphoneChange, CustomFields, CustomerLookup, CustomerUpdate, EmailChange};
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

/// What is told of a value: the paths and the rules.
fn told(value: &impl Validate) -> Vec<(String, &'static str)> {
    let found = value.validate().err().unwrap_or_default();
    let told = found.iter().map(|one| (one.path().to_owned(), one.rule()));
    told.collect()
}

/// dmhub's chapter on identities: at most 32 characters of small letters, digits and hyphens for the kind,
/// 128 for the value, 256 for the name.
#[test]
fn identities_have_lengths() {
    let identity = |kind: &str, value: usize, name: usize| {
        let kind = IdentityType::Other(Code::Text(kind.to_owned()));
        CustomerIdentity::new(kind, "值".repeat(value)).identity_name("n".repeat(name))
    };
    let (longest, longer) = ("k".repeat(32), "k".repeat(33));
    let table = [
        ("w", 1, 0, vec![]),
        (longest.as_str(), 128, 256, vec![]),
        ("my-app-2", 1, 1, vec![]),
        (longer.as_str(), 1, 1, vec![("identityType", "length")]),
        (
            "",
            1,
            1,
            vec![("identityType", "length"), ("identityType", "pattern")],
        ),
        ("2go", 1, 1, vec![("identityType", "pattern")]),
        ("Wechat", 1, 1, vec![("identityType", "pattern")]),
        ("we_chat", 1, 1, vec![("identityType", "pattern")]),
        ("w", 0, 1, vec![("identityValue", "length")]),
        ("w", 129, 1, vec![("identityValue", "length")]),
        ("w", 1, 257, vec![("identityName", "length")]),
    ];
    for (kind, value, name, expected) in table {
        let told = told(&identity(kind, value, name));
        let told: Vec<_> = told
            .iter()
            .map(|(path, rule)| (path.as_str(), *rule))
            .collect();
        assert_eq!(told, expected, "{kind} {value} {name}");
    }
}

/// dmhub's ids of other systems: the channel, a hyphen and the id there.
#[test]
fn external_ids_name_their_channel() {
    let customer = |id: &str| CustomerUpsert::new().external_id(id);
    for id in ["wechat-0212893827", "a-b", "a-b-c"] {
        assert_eq!(told(&customer(id)), [], "{id}");
    }
    for id in ["", "wechat", "wechat-", "-0212893827"] {
        assert_eq!(
            told(&customer(id)),
            [("externalId".to_owned(), "pattern")],
            "{id}"
        );
    }
}

/// dmhub's names of fields go into one text with commas.
#[test]
fn names_of_fields_hold_no_commas() {
    let client = dmhub_client(&Arc::new(Replay::new()));
    let call = |names: [&str; 2]| client.list_customers().select(names).validate();
    assert_eq!(call(["id", "name"]), Ok(()));
    let found = call(["id", "name,mobile"]).unwrap_err();
    let one = found.iter().next().unwrap();
    assert_eq!((one.path(), one.rule()), ("query.select[1]", "csv"));
}

/// dezhu's tags go into one text with commas of ASCII.
#[test]
fn tags_of_dezhu_hold_no_commas() {
    let update = |tags: &[&str]| {
        let tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
        dezhu::types::CustomerUpdate::new(Replacement::LeaveOut, Replacement::With(tags))
    };
    let wrong = || update(&["vip", "a,b"]);
    assert_eq!(told(&update(&["vip", "新客户", "a，b"])), []);
    assert_eq!(told(&wrong()), [("tag[1]".to_owned(), "csv")]);
    // The same in a call, and in what an answer holds.
    let required = dezhu::SettingsRequired {
        domain: "acme.example".to_owned(),
        app_id: "app".to_owned(),
    };
    let settings = dezhu::Settings::new(required, dezhu::SignHook::new(|_| Ok(String::new())));
    let client = dezhu::Client::with_transport(settings, Arc::new(Replay::new()));
    let found = client.update_customer("1", wrong()).validate().unwrap_err();
    assert_eq!(found.iter().next().unwrap().path(), "tag[1]");
    let detail = br#"{"customer":{"tag":"vip"}}"#;
    let mut detail: dezhu::types::CustomerDetail = apiloom::decode(detail).expect("an answer");
    assert_eq!(told(&detail), []);
    let customer = detail.customer.as_mut().expect("a customer");
    customer.tag = Some(vec!["a,b".to_owned()]);
    assert_eq!(told(customer), [("tag[0]".to_owned(), "csv")]);
    assert_eq!(told(&detail), [("customer.tag[0]".to_owned(), "csv")]);
}

/// udesk's further mail addresses: made without an id, changed by it, never deleted by an empty one.
#[test]
fn addresses_are_not_deleted_by_content() {
    let read = |text: &str| apiloom::decode::<EmailChange>(text.as_bytes());
    for (text, expected) in [
        (r#"[null,"ann@example.com"]"#, vec![]),
        (r#"[12,"ann@example.com"]"#, vec![]),
        (r#"[12,""]"#, vec![("[1]".to_owned(), "format")]),
        (r#"[null,"ann"]"#, vec![("[1]".to_owned(), "format")]),
    ] {
        assert_eq!(told(&read(text).expect(text)), expected, "{text}");
    }
    assert!(read("[12,null]").is_err());
}

/// udesk's phone numbers are deleted by null and not by the empty text of its sample.
#[test]
fn numbers_are_not_deleted_by_an_empty_text() {
    let change = |content: &str| CellphoneChange::Change {
        id: 7,
        content: content.to_owned(),
    };
    assert_eq!(told(&CellphoneChange::Delete { id: 7 }), []);
    assert_eq!(told(&change("13800138000")), []);
    assert_eq!(told(&change("")), [("[1]".to_owned(), "pattern")]);
    let update = CustomerUpdate::new().change_cellphones([change("")]);
    assert_eq!(told(&update), [("cellphones[0][1]".to_owned(), "pattern")]);
}

/// udesk's added fields: a choice is a list of texts, also a single one, and a text is a text.
#[test]
fn added_fields_follow_their_names() {
    let read = |text: &str| apiloom::decode::<CustomFields>(text.as_bytes());
    assert!(read(r#"{"SelectField_3":["0","3"],"TextField_4":"blue"}"#).is_ok());
    let refused = [
        (r#"{"SelectField_3":"0,3"}"#, "SelectField_3"),
        (r#"{"TextField_4":["blue"]}"#, "TextField_4"),
    ];
    for (text, path) in refused {
        assert_eq!(read(text).unwrap_err().path(), path, "{text}");
    }
}

/// baiyao's mobile number becomes the identity of the customer, and the address is required.
#[test]
fn a_new_customer_has_a_number_and_an_address() {
    let client = baiyao::Client::new(baiyao::Settings::new().token("made up"));
    let add = |mobile: &str, email: &str| {
        client.add_customer(AddCustomerRequired {
            name: "安".to_owned(),
            mobile: mobile.to_owned(),
            mobile_verified: true,
            email: email.to_owned(),
            email_verified: false,
            gender: baiyao::types::Gender::Unknown,
        })
    };
    assert_eq!(add("13800138000", "ann@example.com").validate(), Ok(()));
    let found = add("1380013800", "ann").validate().unwrap_err();
    let told: Vec<_> = found.iter().map(|one| (one.path(), one.rule())).collect();
    assert_eq!(told, [("mobile", "format"), ("email", "format")]);
}

/// baiyao's rule that kind and value of an identity go together cannot be broken: both are required, so
/// that what lacks one is not even read.
#[test]
fn identities_are_whole() {
    let read = |text: &str| apiloom::decode::<baiyao::types::Identity>(text.as_bytes());
    assert!(read(r#"{"identityType":"mobile","identityValue":"13800138000"}"#).is_ok());
    for text in [
        r#"{"identityType":"mobile"}"#,
        r#"{"identityValue":"1"}"#,
        "{}",
    ] {
        assert!(read(text).is_err(), "{text}");
    }
}

/// The strategies of baiyao's creation by identities have the codes that its document lists.
#[test]
fn strategies_have_the_codes_of_the_document() {
    use apiloom::CodeEnum;
    use baiyao::types::{IdentityPriority, TargetCustomer};
    let priorities = [IdentityPriority::System, IdentityPriority::Custom];
    let targets = [TargetCustomer::IdentityFirst, TargetCustomer::CustomerFirst];
    let priorities = priorities.map(|code| code.code().text().into_owned());
    let targets = targets.map(|code| code.code().text().into_owned());
    assert_eq!(priorities, ["system", "custom"]);
    assert_eq!(targets, ["identityFirst", "customerFirst"]);
}

/// The names of hosts and tenants, and the addresses of administrators, are part of what is sent.
#[test]
fn settings_of_the_others_are_checked() {
    let udesk = |subdomain: &str, email: &str| {
        udesk::Settings::new(udesk::SettingsRequired {
            subdomain: subdomain.to_owned(),
            email: email.to_owned(),
        })
    };
    assert_eq!(told(&udesk("acme-2", "admin@udesk.cn")), []);
    let both = [
        ("subdomain".to_owned(), "pattern"),
        ("email".to_owned(), "format"),
    ];
    for (subdomain, email) in [
        ("acme.udesk.cn", "admin"),
        ("", ""),
        ("a/b", "admin@"),
        ("例", "a b@c"),
    ] {
        assert_eq!(told(&udesk(subdomain, email)), both, "{subdomain} {email}");
    }
    let dezhu = |domain: &str| {
        let required = dezhu::SettingsRequired {
            domain: domain.to_owned(),
            app_id: "app".to_owned(),
        };
        dezhu::Settings::new(required, dezhu::SignHook::new(|_| Ok(String::new())))
    };
    for domain in ["support.51ima.com", "localhost", "a-b.c"] {
        assert_eq!(told(&dezhu(domain)), [], "{domain}");
    }
    for domain in [
        "",
        "https://acme.example",
        "acme.example/",
        "acme..example",
        ".acme",
        "acme.example:80",
    ] {
        assert_eq!(
            told(&dezhu(domain)),
            [("domain".to_owned(), "pattern")],
            "{domain}"
        );
    }
}

/// udesk finds a customer by what the kind says, and updates its main address.
#[test]
fn lookups_follow_their_kind() {
    let content = vec![("content".to_owned(), "format")];
    let table = [
        (CustomerLookup::Email("ann@example.com".to_owned()), vec![]),
        (
            CustomerLookup::Email("13800138000".to_owned()),
            content.clone(),
        ),
        (CustomerLookup::Cellphone("13800138000".to_owned()), vec![]),
        (
            CustomerLookup::Cellphone("ann@example.com".to_owned()),
            content,
        ),
    ];
    for (lookup, expected) in table {
        assert_eq!(told(&lookup), expected, "{lookup:?}");
    }
    assert_eq!(told(&CustomerUpdate::new().email("ann@example.com")), []);
    let wrong = CustomerUpdate::new().email("ann");
    assert_eq!(told(&wrong), [("email".to_owned(), "format")]);
}

/// baiyao's answers say at once which addresses are none.
#[test]
fn addresses_in_answers_are_checked() {
    let page = br#"{"current":1,"size":10,"total":2,"records":[
        {"email":"ann@example.com","img":"https://example.com/a.png"},
        {"email":"none","img":"a.png"}]}"#;
    let page: baiyao::types::CustomerPage = apiloom::decode(page).expect("a page");
    assert_eq!(
        told(&page),
        [
            ("records[1].email".to_owned(), "format"),
            ("records[1].img".to_owned(), "format"),
        ]
    );
}
