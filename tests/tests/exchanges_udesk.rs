//! The exchanges with Udesk: typed inputs to exact bytes, and answers to typed values.

mod support;

use apiloom::http::{Request, Uri};
use apiloom::{Error, Replacement};
use apiloom_tests::calls::{Connect, offline, udesk as calls};
use apiloom_tests::exchange::Exchange;
use apiloom_tests::vendor::udesk::Client;
use apiloom_tests::vendor::udesk::types::{CustomerLevel, CustomerLookup, CustomerUpdate};
use support::{answered, refused};

exchange_tests! { "udesk":
    log_in: "log_in",
    update_customer: "update_customer",
    signed_v1: "update_customer.signed_v1",
    signed_v1_in_body: "update_customer.signed_v1_in_body",
    business_error: "update_customer.business_error",
}

fn log_in(exchange: &Exchange) {
    let answer = answered(exchange, calls::log_in);
    assert_eq!(answer.open_api_auth_token.expose(), "123abc");
    assert_eq!(format!("{:?}", answer.open_api_auth_token), "[secret]");
}

fn update_customer(exchange: &Exchange) {
    let customer = answered(exchange, calls::update_customer);
    assert_eq!(customer.id, Some(953_803_726));
    assert_eq!(customer.nick_name.as_deref(), Some("试试"));
    assert_eq!(customer.email.as_deref(), Some("22343r@werr.com"));
    assert_eq!(
        customer.other_emails,
        Some(vec![
            (233, "23423553fg@fvgt.com".to_owned()),
            (34, "23432@wre.com".to_owned())
        ])
    );
    assert_eq!(customer.level, Some(CustomerLevel::Vip));
    assert_eq!(customer.description.as_deref(), Some("米哦啊"));
    let tags = customer.tags.unwrap();
    assert_eq!(tags.len(), 1);
    assert_eq!(tags[0].id, Some(1_018_350_800));
    assert_eq!(tags[0].name.as_deref(), Some("575675675"));
    assert_eq!(tags[0].company_id, Some(322_593_755));
    assert_eq!(tags[0].taggings_count, Some(1));
    assert_eq!(customer.owner_id, Some(8));
    assert_eq!(customer.owner_group_id, Some(15));
    let custom = customer.custom_fields.unwrap();
    assert!(custom.select_field.is_empty() && custom.text_field.is_empty());
    assert_eq!(customer.open_api_token, None);
    let organization = customer.organization.unwrap();
    assert_eq!(organization.name.as_deref(), Some("two_org"));
    let created = organization.created_at.unwrap();
    assert_eq!((created.hour(), created.minute()), (10, 14));
    assert_eq!(created.offset(), Some(480));
    assert_eq!(organization.customer_count, Some(1));
    let cellphones = customer.cellphones.unwrap();
    assert_eq!(cellphones[0].id, Some(123));
    assert_eq!(cellphones[0].content.as_deref(), Some("13466666655"));
    assert_eq!(cellphones[1].id, Some(323));
    assert_eq!(cellphones[1].content.as_deref(), Some("13567891234"));
    let wechat = customer.wechat.unwrap();
    assert_eq!(wechat[0].id.as_deref(), Some("wx477a73a96df0fa6e"));
    assert_eq!(wechat[1].name.as_deref(), Some("wz"));
    assert_eq!(customer.weibo, Some(Vec::new()));
    assert!(customer.extra.is_empty());
}

fn signed_v1(exchange: &Exchange) {
    let customer = answered(exchange, calls::signed_v1);
    assert_eq!(customer.id, Some(953_803_726));
    assert_eq!(customer.nick_name.as_deref(), Some("李白"));
    assert_eq!(customer.email.as_deref(), Some("libai@udesk.cn"));
    assert_eq!(
        customer.other_emails,
        Some(vec![(34, "22343r@werr.com".to_owned())])
    );
    assert_eq!(customer.level, Some(CustomerLevel::Normal));
    assert_eq!(customer.cellphones, Some(Vec::new()));
    let wechat = customer.wechat.unwrap();
    assert_eq!(wechat.len(), 1);
    assert_eq!(wechat[0].id.as_deref(), Some("wx477a73a96df0fa6e"));
    assert_eq!(wechat[0].name.as_deref(), Some("miller"));
    assert_eq!(customer.weibo, Some(Vec::new()));
}

fn signed_v1_in_body(exchange: &Exchange) {
    let customer = answered(exchange, calls::signed_v1_in_body);
    assert_eq!(customer.id, Some(953_803_726));
    assert_eq!(customer.nick_name.as_deref(), Some("李白"));
    assert_eq!(customer.email.as_deref(), Some("libai@example.com"));
    assert_eq!(customer.other_emails, Some(Vec::new()));
    assert_eq!(customer.cellphones, None);
}

fn business_error(exchange: &Exchange) {
    let error = refused(exchange, calls::business_error);
    assert_eq!(
        error.to_string(),
        "update_customer: failed (code 2999, status 200): 客户不存在"
    );
    assert!(!error.is_retryable());
}

#[test]
fn a_scheme_of_the_client_and_one_of_the_call_make_the_same_request() {
    let exchange = Exchange::load("udesk", "update_customer.signed_v1").unwrap();
    let client: Client = offline(&exchange.given).unwrap();
    let older = client.clone().change(|core| core.with_scheme("v1"));
    let lookup = || CustomerLookup::Id(953_803_726);
    let by_client = older.update_customer(lookup(), CustomerUpdate::new(), Replacement::LeaveOut);
    let by_call = client
        .update_customer(lookup(), CustomerUpdate::new(), Replacement::LeaveOut)
        .with_scheme("v1");
    let url = |request: Result<Request<_>, Error>| -> Uri { request.unwrap().uri().clone() };
    assert_eq!(url(by_client.prepare()), url(by_call.prepare()));
}
