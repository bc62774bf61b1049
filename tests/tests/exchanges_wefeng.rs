//! The exchanges with Wefeng: typed inputs to exact bytes, and answers to typed values.

mod support;

use apiloom::{Code, Json};
use apiloom_tests::calls::{literal, wefeng as calls};
use apiloom_tests::exchange::Exchange;
use apiloom_tests::vendor::wefeng::types::{ContactKind, CustomFieldValueContent, Gender};
use support::{answered, refused};

exchange_tests! { "wefeng":
    update_external_contact: "update_external_contact",
    contents_of_custom_fields: "update_external_contact.contents",
    milliseconds: "update_external_contact.milliseconds",
    signed_with_email: "update_external_contact.signed_with_email",
    business_error: "update_external_contact.business_error",
    contradiction: "update_external_contact.contradiction",
}

fn update_external_contact(exchange: &Exchange) {
    let contact = answered(exchange, calls::update_external_contact);
    assert_eq!(
        contact.external_user_id.as_deref(),
        Some("wm_3b_EAAAEQyVXM8nkvyRuxgJpO_6sQ")
    );
    assert_eq!(contact.name.as_deref(), Some("心乱如麻"));
    assert_eq!(contact.kind, Some(ContactKind::Wechat));
    assert_eq!(contact.corp_name, None);
    assert_eq!(contact.corp_full_name.as_deref(), Some("阿里巴巴"));
    assert_eq!(contact.gender, Some(Gender::Male));
    assert_eq!(
        contact.unionid.as_deref(),
        Some("obLjYs0NjMcFFTBF9ki3XEMdWluc")
    );
    assert_eq!(contact.age, Some(15));
    assert_eq!(contact.birthday, Some(literal("2021-08-03")));
    assert_eq!(contact.major_follow_user.as_deref(), Some("wangqingyu"));
    assert_eq!(contact.wx_no.as_deref(), Some("a???"));
    let fields = contact.custom_field.unwrap();
    let contents: Vec<_> = fields.iter().map(|field| field.content.clone()).collect();
    assert_eq!(
        contents,
        [
            Some(CustomFieldValueContent::Droplist(2)),
            Some(CustomFieldValueContent::Droplist(2)),
            Some(CustomFieldValueContent::ChainedDroplist(vec![4, 5])),
            Some(CustomFieldValueContent::Droplist(1)),
            Some(CustomFieldValueContent::Text("嘿嘿".to_owned())),
        ]
    );
    assert_eq!(fields[0].id, Some(2485));
    assert_eq!(fields[4].field_code.as_deref(), Some("CustomField_5827"));
    assert_eq!(fields[4].field_name, None);
    assert!(fields.iter().all(|field| field.extra.is_empty()));
    assert_eq!(contact.custom_fields, None);
    assert_eq!(contact.external_tags, None);
    assert!(contact.extra.is_empty());
}

fn contents_of_custom_fields(exchange: &Exchange) {
    let contact = answered(exchange, calls::contents_of_custom_fields);
    assert_eq!(contact.kind, Some(ContactKind::Wecom));
    assert_eq!(contact.gender, Some(Gender::Other(Code::Int(9))));
    let fields = contact.custom_field.unwrap();
    assert_eq!(fields[0].id, Some(3001));
    assert_eq!(fields[0].field_name.as_deref(), Some("纪念日"));
    assert_eq!(
        fields[0].content,
        Some(CustomFieldValueContent::Date(literal("2021-08-03")))
    );
    assert_eq!(
        fields[1].content,
        Some(CustomFieldValueContent::Numeric(literal("7.25")))
    );
    let Some(CustomFieldValueContent::Other(location)) = &fields[2].content else {
        panic!("{:?}", fields[2].content);
    };
    assert_eq!(location.tag, Some(Json::from("location")));
    let latitude = location.content.as_ref().unwrap().get("lat").unwrap();
    assert_eq!(latitude.to_string(), "31.2");
}

fn milliseconds(exchange: &Exchange) {
    let contact = answered(exchange, calls::milliseconds);
    assert_eq!(contact.name.as_deref(), Some("心乱如麻"));
    assert_eq!(contact.age, Some(16));
    assert_eq!(contact.custom_field, None);
}

fn signed_with_email(exchange: &Exchange) {
    let contact = answered(exchange, calls::signed_with_email);
    assert_eq!(
        contact.external_user_id.as_deref(),
        Some("wm_3b_EAAAhcgXh5DPmcM555t9c_jXQQ")
    );
    assert_eq!(contact.age, Some(16));
}

fn business_error(exchange: &Exchange) {
    let error = refused(exchange, calls::business_error);
    assert_eq!(
        error.to_string(),
        "update_external_contact: failed (code 4001, status 200): 外部联系人不存在"
    );
}

fn contradiction(exchange: &Exchange) {
    let error = refused(exchange, calls::contradiction);
    assert_eq!(error.code(), Some("900001"));
    assert!(!error.is_retryable());
}
