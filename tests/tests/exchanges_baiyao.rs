//! The exchanges with Baiyao: typed inputs to exact bytes, and answers to typed values.

mod support;

use apiloom::{Code, Json};
use apiloom_tests::calls::{baiyao as calls, literal};
use apiloom_tests::exchange::Exchange;
use apiloom_tests::vendor::baiyao::ErrorCode;
use apiloom_tests::vendor::baiyao::types::Gender;
use support::{answered, done, refused};

exchange_tests! { "baiyao":
    add_customer: "add_customer",
    business_error: "add_customer.business_error",
    html_error: "add_customer.html_error",
    create_customer_by_identity: "create_customer_by_identity",
    delete_customer: "delete_customer",
    find_customer_by_identity: "find_customer_by_identity",
    find_customer_id_by_identities: "find_customer_id_by_identities",
    get_customer: "get_customer",
    get_customer_attributes: "get_customer_attributes",
    list_customers: "list_customers",
    update_customer_attribute: "update_customer_attribute",
}

fn add_customer(exchange: &Exchange) {
    let id = answered(exchange, calls::add_customer);
    assert_eq!(id, 1_402_859_337_310_482_433);
}

fn business_error(exchange: &Exchange) {
    let error = refused(exchange, calls::add_customer_again);
    assert_eq!(ErrorCode::of(&error), Some(ErrorCode::RequestFailed));
    assert_eq!(
        error.to_string(),
        "add_customer: RequestFailed (code -1, status 200): 手机号已存在"
    );
}

fn html_error(exchange: &Exchange) {
    let error = refused(exchange, calls::add_customer);
    assert_eq!(ErrorCode::of(&error), None);
    assert_eq!(
        error.message(),
        Some("the answer is a page, not JSON: 502 Bad Gateway")
    );
    // The customer may have been added all the same.
    assert!(!error.is_retryable());
}

fn create_customer_by_identity(exchange: &Exchange) {
    let id = answered(exchange, calls::create_customer_by_identity);
    assert_eq!(id, 1_402_859_337_310_482_434);
}

fn delete_customer(exchange: &Exchange) {
    done(exchange, calls::delete_customer);
}

fn find_customer_by_identity(exchange: &Exchange) {
    let customer = answered(exchange, calls::find_customer_by_identity);
    assert_eq!(customer.annual_revenue, None);
    assert_eq!(customer.birthday, None);
    assert_eq!(customer.province.as_deref(), Some("云南省"));
    assert_eq!(customer.company, None);
    // 0 means yes in these two, and no in the next.
    assert_eq!(customer.editable, Some(false));
    assert_eq!(customer.is_employee, Some(true));
    assert_eq!(customer.email_verified, Some(false));
    assert_eq!(customer.email.as_deref(), Some("xiaoming@example.com"));
    assert_eq!(customer.gender, Some(Gender::Other(Code::Int(3))));
    assert_eq!(customer.nick_name.as_deref(), Some("小明"));
    assert_eq!(customer.source.as_deref(), Some("淘宝"));
    assert_eq!(customer.source3.as_deref(), Some("旗舰店"));
    assert_eq!(customer.source4, None);
    assert_eq!(customer.extend_attr_list, Some(Vec::new()));
    let identities = customer.identity_list.unwrap();
    assert_eq!(identities[0].identity_value.as_deref(), Some("小明旗舰店"));
    assert_eq!(identities[1].identity_type.as_deref(), Some("mobile"));
}

fn find_customer_id_by_identities(exchange: &Exchange) {
    let id = answered(exchange, calls::find_customer_id_by_identities);
    assert_eq!(id, 1_402_859_337_310_482_433);
}

fn get_customer(exchange: &Exchange) {
    let customer = answered(exchange, calls::get_customer);
    let extra = |name| customer.extra.get(name).cloned();
    assert_eq!(extra("id"), Some(Json::from(1_402_859_337_310_482_433)));
    assert_eq!(extra("name"), Some(Json::from("张三")));
    assert_eq!(customer.extra.len(), 2);
    assert_eq!(customer.annual_revenue, Some(5_000_000));
    assert_eq!(customer.birthday, Some(literal("1990-05-01")));
    assert_eq!(customer.campaign_id, Some(31));
    assert_eq!(customer.editable, Some(true));
    assert_eq!(customer.email_verified, Some(true));
    assert_eq!(customer.gender, Some(Gender::Male));
    assert_eq!(customer.is_employee, Some(false));
    assert_eq!(
        customer.open_id.as_deref(),
        Some("o6_bmjrPTlm6_2sgVt7hMZOPfL2M")
    );
    assert_eq!(customer.source.as_deref(), Some("淘宝"));
    assert_eq!(customer.source8.as_deref(), Some("来源八"));
    let attributes = customer.extend_attr_list.unwrap();
    assert_eq!(attributes[0].attr_name.as_deref(), Some("鞋码"));
    assert_eq!(attributes[1].attr_name, None);
    assert_eq!(attributes[1].attr_value.as_deref(), Some("金卡"));
    let identities = customer.identity_list.unwrap();
    assert_eq!(identities.len(), 1);
    assert_eq!(identities[0].identity_type.as_deref(), Some("mobile"));
}

fn get_customer_attributes(exchange: &Exchange) {
    let answer = answered(exchange, calls::get_customer_attributes);
    assert_eq!(answer.customer_id, Some(1_402_859_337_310_482_433));
    let data = answer.data.unwrap();
    assert_eq!(data.len(), 1);
    assert_eq!(data[0].customer_id, Some(1_402_859_337_310_482_433));
    let attributes = data[0].attr_list.as_ref().unwrap();
    assert_eq!(attributes[0].attr_key.as_deref(), Some("name"));
    assert_eq!(attributes[0].attr_name.as_deref(), Some("客户名称"));
    assert_eq!(attributes[0].attr_value.as_deref(), Some("张三"));
    assert_eq!(attributes[1].attr_value.as_deref(), Some("13888888888"));
    assert_eq!(attributes[2].attr_key.as_deref(), Some("shoe_size"));
}

fn list_customers(exchange: &Exchange) {
    let page = answered(exchange, calls::list_customers);
    assert_eq!((page.current, page.size, page.total), (1, 2, 3));
    let [first, second] = page.records.as_slice() else {
        panic!("{} records", page.records.len());
    };
    assert_eq!(first.birthday, Some(literal("1990-05-01")));
    assert_eq!(first.email.as_deref(), Some("zhangsan@example.com"));
    assert_eq!(first.is_employee, Some(false));
    assert_eq!(first.source1.as_deref(), Some("来源一"));
    let attributes = first.extend_attr_list.as_ref().unwrap();
    assert_eq!(attributes[0].attr_value.as_deref(), Some("42"));
    assert_eq!(second.birthday, None);
    assert_eq!(second.gender, Some(Gender::Female));
    assert_eq!(second.is_employee, Some(true));
    assert_eq!(second.nick_name.as_deref(), Some("张三丰"));
    assert_eq!(second.extend_attr_list, None);
}

fn update_customer_attribute(exchange: &Exchange) {
    done(exchange, calls::update_customer_attribute);
}
