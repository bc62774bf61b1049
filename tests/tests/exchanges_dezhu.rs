//! The exchanges with Dezhu: typed inputs to exact bytes, and answers to typed values.

mod support;

use apiloom_tests::calls::dezhu as calls;
use apiloom_tests::exchange::Exchange;
use apiloom_tests::vendor::dezhu::ErrorCode;
use support::{answered, refused};

exchange_tests! { "dezhu":
    update_customer: "update_customer",
    chinese: "update_customer.chinese",
    business_error: "update_customer.business_error",
}

fn update_customer(exchange: &Exchange) {
    let detail = answered(exchange, calls::update_customer);
    let customer = detail.customer.unwrap();
    // 0 means yes here, and no in the next row.
    assert_eq!(customer.anonymous, Some(true));
    assert_eq!(customer.blacklist, Some(false));
    assert_eq!(customer.create_time.as_deref(), Some("string"));
    assert_eq!(customer.customer_id.as_deref(), Some("1"));
    assert_eq!(customer.customer_status, Some(1));
    assert_eq!(customer.deleted, Some(true));
    assert_eq!(customer.is_deleted, Some(false));
    assert_eq!(customer.id, Some(0));
    assert_eq!(customer.principal_id, Some(123));
    assert_eq!(customer.principal_name.as_deref(), Some("王五"));
    assert_eq!(customer.tag, Some(vec!["string".to_owned()]));
    assert_eq!(customer.black_time, None);
    assert!(customer.extra.is_empty());
    let dicts = detail.customer_dict_list.unwrap();
    assert_eq!(dicts[0].dict_code.as_deref(), Some("1"));
    assert_eq!(detail.is_customer_group_delete, Some(false));
    assert_eq!(detail.staff_name.as_deref(), Some("1"));
    assert!(detail.extra.is_empty());
}

fn chinese(exchange: &Exchange) {
    let detail = answered(exchange, calls::chinese);
    let customer = detail.customer.unwrap();
    assert_eq!(customer.anonymous, Some(false));
    assert_eq!(customer.blacklist, Some(true));
    assert_eq!(customer.customer_class, Some(3));
    assert_eq!(customer.customer_id.as_deref(), Some("客户/9527 a"));
    // One more than a double can tell from its neighbour.
    assert_eq!(customer.id, Some(9_007_199_254_740_993));
    assert_eq!(customer.is_cancel, Some(false));
    assert_eq!(customer.name.as_deref(), Some("王五"));
    assert_eq!(customer.principal_id, None);
    assert_eq!(
        customer.tag,
        Some(vec!["老客户".to_owned(), "VIP".to_owned()])
    );
    let dicts = detail.customer_dict_list.unwrap();
    assert_eq!(dicts[0].remark.as_deref(), Some("行业"));
    assert_eq!(dicts[1].remark, None);
    assert_eq!(dicts[1].value.as_deref(), Some("200"));
    assert_eq!(detail.customer_group_name.as_deref(), Some("彩云科技"));
    assert_eq!(detail.is_customer_group_delete, Some(false));
    assert_eq!(detail.product_name, None);
    assert_eq!(detail.staff_name.as_deref(), Some("小明"));
}

fn business_error(exchange: &Exchange) {
    let error = refused(exchange, calls::business_error);
    assert_eq!(ErrorCode::of(&error), Some(ErrorCode::AuthFailed));
    assert!(error.is_auth());
    assert_eq!(
        error.to_string(),
        "update_customer: AuthFailed (code 21002, status 200): 认证失败,请重新登录"
    );
}
