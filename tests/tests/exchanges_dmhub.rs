//! The exchanges with DM Hub: typed inputs to exact bytes, and answers to typed values.

mod support;

use apiloom::{Code, Json};
use apiloom_tests::calls::{dmhub as calls, literal};
use apiloom_tests::exchange::Exchange;
use apiloom_tests::vendor::dmhub::ErrorCode;
use apiloom_tests::vendor::dmhub::types::Gender;
use support::{answered, refused};

exchange_tests! { "dmhub":
    get_access_token: "get_access_token",
    get_customer: "get_customer",
    unknown_id: "get_customer.unknown_id",
    list_customers: "list_customers",
    example: "list_customers.example",
    business_error_int: "list_customers.business_error_int",
    business_error_text: "list_customers.business_error_text",
    upsert_customer: "upsert_customer",
}

fn get_access_token(exchange: &Exchange) {
    let answer = answered(exchange, calls::get_access_token);
    assert_eq!(answer.access_token.expose(), "made-up-access-token");
    assert_eq!(answer.expires_in, 7200);
}

fn get_customer(exchange: &Exchange) {
    let customer = answered(exchange, calls::get_customer);
    assert_eq!(customer.id, Some(12345));
    assert_eq!(customer.name.as_deref(), Some("小明"));
    assert_eq!(customer.nick_name.as_deref(), Some("明明"));
    assert_eq!(customer.birthday, Some(literal("2016-04-01")));
    assert_eq!(customer.city.as_deref(), Some("上海市"));
    assert_eq!(customer.country.as_deref(), Some("中国"));
    assert_eq!(customer.email_verified, Some(true));
    assert_eq!(customer.gender, Some(Gender::Male));
    assert_eq!(customer.mobile_verified, Some(false));
    assert_eq!(customer.postcode.as_deref(), Some("200001"));
    assert_eq!(customer.last_updated, Some(literal("2017-06-01T12:12:12Z")));
    let extra = |name| customer.extra.get(name).cloned();
    assert_eq!(extra("stage"), Some(Json::from("潜在客户")));
    let attributes = extra("attr").unwrap();
    assert_eq!(attributes.get("attr1"), Some(&Json::from("金卡")));
    assert_eq!(customer.extra.len(), 2);
}

fn unknown_id(exchange: &Exchange) {
    let error = refused(exchange, calls::get_unknown_customer);
    assert_eq!(ErrorCode::of(&error), Some(ErrorCode::CustomerNotFound));
    assert_eq!(error.message(), Some("the answer has no body"));
    assert!(!error.is_retryable());
}

fn list_customers(exchange: &Exchange) {
    let list = answered(exchange, calls::list_customers);
    assert_eq!(list.records, Some(12));
    let [first, second] = list.rows.as_slice() else {
        panic!("{} rows", list.rows.len());
    };
    assert_eq!(first.id, Some(3));
    assert_eq!(first.name.as_deref(), Some("小明"));
    assert_eq!(first.mobile.as_deref(), Some("13888888888"));
    assert_eq!(second.id, Some(4));
    assert_eq!(second.name.as_deref(), Some("小红"));
    assert_eq!(second.mobile, None);
    assert_eq!(second.gender, Some(Gender::Other(Code::Int(7))));
}

fn example(exchange: &Exchange) {
    let list = answered(exchange, calls::list_men);
    assert_eq!(list.records, Some(0));
    assert!(list.rows.is_empty() && list.extra.is_empty());
}

fn business_error_int(exchange: &Exchange) {
    let error = refused(exchange, calls::list_without_permission);
    assert_eq!(ErrorCode::of(&error), Some(ErrorCode::PermissionDenied));
    assert_eq!(
        error.to_string(),
        "list_customers: PermissionDenied (code 40201, status 200): permission is not enough"
    );
}

fn business_error_text(exchange: &Exchange) {
    let error = refused(exchange, calls::list_women);
    assert_eq!(ErrorCode::of(&error), Some(ErrorCode::IllegalParameters));
    assert_eq!(error.code(), Some("40004"));
}

fn upsert_customer(exchange: &Exchange) {
    let customer = answered(exchange, calls::upsert_customer);
    assert_eq!(customer.id, Some(12345));
    assert_eq!(customer.name.as_deref(), Some("小明"));
    assert_eq!(customer.birthday, Some(literal("2016-04-01")));
    assert_eq!(customer.campaign_id.as_deref(), Some("c-9"));
    assert_eq!(customer.email_verified, Some(true));
    assert_eq!(customer.external_id.as_deref(), Some("wechat-0212893827"));
    assert_eq!(customer.gender, Some(Gender::Male));
    assert_eq!(customer.mobile.as_deref(), Some("13888888888"));
    assert_eq!(customer.mobile_verified, Some(false));
    assert_eq!(customer.source.as_deref(), Some("线下 - Beacon"));
    assert_eq!(customer.last_updated, Some(literal("2017-06-01T12:12:12Z")));
    assert_eq!(customer.extra.get("stage"), Some(&Json::from("潜在客户")));
    let attributes = customer.extra.get("attr").unwrap();
    assert_eq!(attributes.get("attr1"), Some(&Json::from("金卡")));
}
