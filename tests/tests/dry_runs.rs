//! What the calls of the five vendors would do, without sending anything.

use std::sync::Arc;

use apiloom::dry_run::TOKEN_STAND_IN;
use apiloom::transport::Offline;
use apiloom::{DryRun, Replacement};
use apiloom_tests::calls::{self, offline};
use apiloom_tests::exchange::Exchange;
use apiloom_tests::vendor::udesk::types::{
    CellphoneChange, CustomerLookup, CustomerUpdate, EmailChange,
};
use apiloom_tests::vendor::{baiyao, dezhu, dmhub, udesk, wefeng};

fn told(run: &DryRun) -> Vec<String> {
    run.changes().iter().map(ToString::to_string).collect()
}

fn of<C: calls::Connect>(exchange: &str) -> C {
    let exchange = Exchange::load(C::VENDOR, exchange).unwrap();
    offline(&exchange.given).unwrap()
}

#[test]
fn udesk_changes_a_customer() {
    let client: udesk::Client = of("update_customer");
    let call = calls::udesk::update_customer(&client);
    let run = call.dry_run().unwrap();
    assert_eq!(
        told(&run),
        [
            // It is what the customer is found by too, and what that is may be a token.
            r#"set customer.email: "[secret]""#,
            r#"set customer.nick_name: "试试""#,
            r#"set customer.description: "米哦啊""#,
            "set customer.organization_id: 1",
            "set customer.is_blocked: false",
            "set customer.owner_id: 8",
            "set customer.owner_group_id: 15",
            r#"set customer.level: "vip""#,
            "set customer.custom_fields by 2 items",
            r#"set customer.tags: "575675675,张三,李四""#,
            "merged customer.cellphones by 4 items",
            "deleted customer.cellphones[2]: [848,null]",
            "replaced other_emails by 3 items",
        ]
    );
    assert!(run.tokens_missing().is_empty());
    let exchange = Exchange::load("udesk", "update_customer").unwrap();
    let token = exchange.given.setting("token").unwrap();
    assert!(!run.to_string().contains(token), "{run}");
    assert!(!format!("{run:?}").contains(token), "{run:?}");
}

#[test]
fn udesk_leaves_its_addresses_out_as_a_decision() {
    let client: udesk::Client = of("update_customer.business_error");
    let run = calls::udesk::business_error(&client).dry_run().unwrap();
    assert_eq!(
        told(&run),
        [
            r#"set customer.description: "米哦啊""#,
            "unknown other_emails (left out)"
        ]
    );
}

#[test]
fn an_empty_number_deletes_no_phone() {
    let client: udesk::Client = of("update_customer");
    let customer = CustomerUpdate::new().change_cellphones([CellphoneChange::Change {
        id: 848,
        content: String::new(),
    }]);
    let lookup = CustomerLookup::Id(7);
    let call = client.update_customer(lookup, customer, Replacement::LeaveOut);
    let error = call.prepare().unwrap_err();
    assert_eq!(error.kind(), apiloom::Kind::Input);
    assert_eq!(
        error.message(),
        Some(r#"customer.cellphones[0][1]: does not match the pattern .+ (found "")"#)
    );
    // Whoever sends what breaks the rules cannot send this either.
    let error = call.without_validation().prepare().unwrap_err();
    assert_eq!(error.kind(), apiloom::Kind::Input);
    assert_eq!(
        error.message(),
        Some(
            "the body: customer.cellphones[0][1]: an empty text counts as no value here: say that there is none instead"
        )
    );
    // The two lists have one form on the wire; only that of phones can delete.
    let emails: Result<EmailChange, _> = apiloom::decode(b"[34,null]");
    assert!(emails.is_err());
}

#[test]
fn wefeng_replaces_its_added_fields() {
    let client: wefeng::Client = of("update_external_contact.contents");
    let run = calls::wefeng::contents_of_custom_fields(&client)
        .dry_run()
        .unwrap();
    assert_eq!(
        told(&run),
        [
            "replaced customFields by 5 items",
            r#"set wxUserFlag: "YES""#
        ]
    );
    let run = calls::wefeng::milliseconds(&client).dry_run().unwrap();
    assert_eq!(
        told(&run),
        ["set age: 16", "unknown customFields (left out)"]
    );
}

#[test]
fn dezhu_does_not_say_what_becomes_of_what_is_left_out() {
    let client: dezhu::Client = of("update_customer.business_error");
    let run = calls::dezhu::business_error(&client).dry_run().unwrap();
    assert_eq!(
        told(&run),
        [
            r#"set name: "王五""#,
            "unknown customerGroupId (left out)",
            "unknown customerGroupName (left out)",
            "unknown email (left out)",
            "unknown phone (left out)",
            "unknown telephone (left out)",
            "unknown externalId (left out)",
            "unknown desc (left out)",
            "unknown tag (left out)",
            "unknown principalEmail (left out)",
            "unknown customerDictList (left out)",
        ]
    );
    let text = run.to_string();
    assert_eq!(text.lines().count(), 5, "{text}");
    assert!(
        text.contains("\n  the query says customerId = \"1\"\n"),
        "{text}"
    );
}

#[test]
fn baiyao_sets_one_attribute_and_deletes_by_get() {
    let client: baiyao::Client = of("update_customer_attribute");
    let run = calls::baiyao::update_customer_attribute(&client)
        .dry_run()
        .unwrap();
    assert_eq!(told(&run).len(), 4);
    assert!(run.changes().iter().all(|c| c.kind().word() == "set"));
    let run = calls::baiyao::delete_customer(&client).dry_run().unwrap();
    assert_eq!(run.request().method(), "GET");
    assert_eq!(
        told(&run),
        ["deleted: what the request names (customerId = 1402859337310482433)"]
    );
    let run = calls::baiyao::create_customer_by_identity(&client)
        .dry_run()
        .unwrap();
    assert!(told(&run).contains(&"set identityList by 2 items".to_owned()));
}

#[test]
fn dmhub_merges_and_its_token_is_not_fetched() {
    let client: dmhub::Client = of("upsert_customer");
    let run = calls::dmhub::upsert_customer(&client).dry_run().unwrap();
    let told = told(&run);
    assert!(
        told[0].starts_with("set customerIdentities by "),
        "{told:?}"
    );
    assert!(
        told.iter().all(|change| change.starts_with("set ")),
        "{told:?}"
    );
    // Offline there is no way to fetch one, and none is tried.
    let settings = dmhub::Settings::new("app", "hunter22hunter22");
    let fresh = dmhub::Client::with_transport(settings, Arc::new(Offline));
    let call = calls::dmhub::upsert_customer(&fresh);
    assert!(call.prepare().is_err());
    let run = call.dry_run().unwrap();
    assert_eq!(run.tokens_missing().len(), 1);
    let uri = run.request().uri().to_string();
    assert!(uri.contains(TOKEN_STAND_IN), "{uri}");
    let text = run.to_string();
    assert!(text.contains("would be fetched"), "{text}");
    assert!(!text.contains("hunter22"), "{text}");
}
