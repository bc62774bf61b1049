//! The examples of the spec: their requests are made, and their answers read; nothing is sent.
//!
//! Generated from `udesk.yaml` by `apiloom generate`; edit the spec, not this file.

use std::sync::Arc;
use udesk::apiloom::{Json, Replacement, Secret, encode, http, transport};
use udesk::types::{
    CellphoneChange, CustomFields, CustomerLevel, CustomerLookup, CustomerUpdate, EmailChange,
};
use udesk::{Client, Settings, SettingsRequired};

/// A customer by its mail address
///
/// 按邮箱查找并更新客户
///
/// One phone number is changed, one deleted and one made; of the further addresses one is kept and one
/// made, and all others are deleted.
/// In the answer, ids are numbers and texts, and addresses stand in a flat list with their ids.
///
/// 更新一个手机号、删除一个、新建一个；其他邮箱保留一个、新建一个，其余会被删除。
/// 返回中的 id 既有数字也有字符串，其他邮箱与 id 交替列在一维数组中。
#[test]
fn update_customer_1() -> Result<(), Box<dyn std::error::Error>> {
    let call = made_up_client()
        .update_customer(
            CustomerLookup::Email("libai@example.com".to_owned()),
            CustomerUpdate::new()
                .email("libai@example.com")
                .nick_name("试试")
                .description("老客户")
                .organization_id(1)
                .is_blocked(false)
                .owner_id(8)
                .owner_group_id(15)
                .level(CustomerLevel::Vip)
                .custom_fields(
                    CustomFields::new()
                        .select_field(1, ["0", "1"])
                        .text_field(2, "红色"),
                )
                .tags(["张三", "李四"])
                .change_cellphones([
                    CellphoneChange::Change {
                        id: 846,
                        content: "13311114555".to_owned(),
                    },
                    CellphoneChange::Delete { id: 848 },
                    CellphoneChange::Create {
                        content: "13651191111".to_owned(),
                    },
                ]),
            Replacement::With(vec![
                EmailChange::Change {
                    id: 34,
                    content: "a@example.com".to_owned(),
                },
                EmailChange::Create {
                    content: "b@example.com".to_owned(),
                },
            ]),
        )
        .strict();
    let request = call.prepare()?;
    assert_eq!(request.method(), "PUT");
    assert!(request.uri().path().ends_with("/customers/update_customer"));
    let sent = Json::parse(request.body())?;
    let expected = r#"{
  "customer": {
    "email": "libai@example.com",
    "nick_name": "试试",
    "description": "老客户",
    "organization_id": 1,
    "is_blocked": false,
    "owner_id": 8,
    "owner_group_id": 15,
    "level": "vip",
    "custom_fields": { "SelectField_1": ["0", "1"], "TextField_2": "红色" },
    "tags": "张三,李四",
    "cellphones": [[846, "13311114555"], [848, null], [null, "13651191111"]]
  },
  "other_emails": [[34, "a@example.com"], [null, "b@example.com"]]
}"#;
    for (name, value) in Json::parse(expected.as_bytes())?
        .as_object()
        .unwrap_or_default()
    {
        assert_eq!(sent.get(name), Some(value));
    }
    let body = r#"{
  "code": 1000,
  "customer": {
    "id": 953803726,
    "nick_name": "试试",
    "email": "libai@example.com",
    "other_emails": [34, "a@example.com", 35, "b@example.com"],
    "level": "vip",
    "description": "老客户",
    "tags": [
      {
        "id": 1018350800,
        "name": "张三",
        "company_id": 322593755,
        "taggings_count": 1
      }
    ],
    "owner_id": 8,
    "owner_group_id": 15,
    "custom_fields": { "TextField_2": "红色" },
    "organization": {
      "id": 1,
      "name": "two_org",
      "domains": "udesk.cn",
      "created_at": "2017-01-18T10:14:41.000+08:00",
      "custom_fields": {},
      "description": "the second one",
      "customer_count": 1
    },
    "cellphones": [
      { "id": "846", "content": "13311114555" },
      { "id": 849, "content": "13651191111" }
    ],
    "wechat": [{ "id": "wx477a73a96df0fa6e", "name": "miller" }],
    "weibo": []
  }
}"#;
    let response = http::Response::builder().status(200).body(body.into())?;
    let answer = call.answer(response)?;
    let encoded = Json::parse(&encode(&answer)?)?;
    let expected = r#"{
  "id": 953803726,
  "nick_name": "试试",
  "email": "libai@example.com",
  "other_emails": [34, "a@example.com", 35, "b@example.com"],
  "level": "vip",
  "description": "老客户",
  "tags": [
    {
      "id": 1018350800,
      "name": "张三",
      "company_id": 322593755,
      "taggings_count": 1
    }
  ],
  "owner_id": 8,
  "owner_group_id": 15,
  "custom_fields": { "TextField_2": "红色" },
  "organization": {
    "id": 1,
    "name": "two_org",
    "domains": "udesk.cn",
    "created_at": "2017-01-18T10:14:41.000+08:00",
    "custom_fields": {},
    "description": "the second one",
    "customer_count": 1
  },
  "cellphones": [
    { "id": 846, "content": "13311114555" },
    { "id": 849, "content": "13651191111" }
  ],
  "wechat": [{ "id": "wx477a73a96df0fa6e", "name": "miller" }],
  "weibo": []
}"#;
    assert_eq!(encoded, Json::parse(expected.as_bytes())?);
    Ok(())
}

/// A customer by its id
///
/// 按 id 查找并更新客户
///
/// An answer as the document's table has it, with emails, and one object where the sample has a list.
///
/// 按字段说明的返回：邮箱名为 emails，示例中的列表写作单个对象。
#[test]
fn update_customer_2() -> Result<(), Box<dyn std::error::Error>> {
    let call = made_up_client()
        .update_customer(
            CustomerLookup::Id(953803726),
            CustomerUpdate::new()
                .nick_name("李白")
                .level(CustomerLevel::Normal),
            Replacement::LeaveOut,
        )
        .strict();
    let request = call.prepare()?;
    assert_eq!(request.method(), "PUT");
    assert!(request.uri().path().ends_with("/customers/update_customer"));
    let sent = Json::parse(request.body())?;
    let expected = r#"{ "customer": { "nick_name": "李白", "level": "normal" } }"#;
    for (name, value) in Json::parse(expected.as_bytes())?
        .as_object()
        .unwrap_or_default()
    {
        assert_eq!(sent.get(name), Some(value));
    }
    let body = r#"{
  "code": 1000,
  "customer": {
    "id": 953803726,
    "nick_name": "李白",
    "emails": "libai@example.com",
    "other_emails": [{ "content": "a@example.com", "id": 34 }],
    "level": "normal",
    "open_api_token": "an-example-token",
    "wechat": { "id": "wx477a73a96df0fa6e", "name": "miller" }
  }
}"#;
    let response = http::Response::builder().status(200).body(body.into())?;
    let answer = call.answer(response)?;
    let encoded = Json::parse(&encode(&answer)?)?;
    let expected = r#"{
  "id": 953803726,
  "nick_name": "李白",
  "email": "libai@example.com",
  "other_emails": [34, "a@example.com"],
  "level": "normal",
  "open_api_token": "an-example-token",
  "wechat": [{ "id": "wx477a73a96df0fa6e", "name": "miller" }]
}"#;
    assert_eq!(encoded, Json::parse(expected.as_bytes())?);
    Ok(())
}

/// A customer by its API token
///
/// 按客户令牌查找并更新客户
#[test]
fn update_customer_3() -> Result<(), Box<dyn std::error::Error>> {
    let call = made_up_client()
        .update_customer(
            CustomerLookup::Token(Secret::from("an-example-token")),
            CustomerUpdate::new()
                .nick_name("杜甫")
                .description("新客户")
                .is_blocked(false)
                .level(CustomerLevel::Normal),
            Replacement::LeaveOut,
        )
        .strict();
    let request = call.prepare()?;
    assert_eq!(request.method(), "PUT");
    assert!(request.uri().path().ends_with("/customers/update_customer"));
    let sent = Json::parse(request.body())?;
    let expected = r#"{
  "customer": {
    "nick_name": "杜甫",
    "description": "新客户",
    "is_blocked": false,
    "level": "normal"
  }
}"#;
    for (name, value) in Json::parse(expected.as_bytes())?
        .as_object()
        .unwrap_or_default()
    {
        assert_eq!(sent.get(name), Some(value));
    }
    let body = r#"{
  "code": 1000,
  "customer": {
    "id": 953803727,
    "nick_name": "杜甫",
    "description": "新客户",
    "level": "normal",
    "owner_id": 8,
    "owner_group_id": 15,
    "open_api_token": "an-example-token",
    "cellphones": [{ "id": 850, "content": "13355555555" }]
  }
}"#;
    let response = http::Response::builder().status(200).body(body.into())?;
    let answer = call.answer(response)?;
    let encoded = Json::parse(&encode(&answer)?)?;
    let expected = r#"{
  "id": 953803727,
  "nick_name": "杜甫",
  "level": "normal",
  "description": "新客户",
  "owner_id": 8,
  "owner_group_id": 15,
  "open_api_token": "an-example-token",
  "cellphones": [{ "id": 850, "content": "13355555555" }]
}"#;
    assert_eq!(encoded, Json::parse(expected.as_bytes())?);
    Ok(())
}

/// A customer by its WeChat openid
///
/// 按微信 openid 查找并更新客户
#[test]
fn update_customer_4() -> Result<(), Box<dyn std::error::Error>> {
    let call = made_up_client()
        .update_customer(
            CustomerLookup::WeixinOpenId("o6_bmjrPTlm6_2sgVt7hMZOPfL2M".to_owned()),
            CustomerUpdate::new()
                .nick_name("王维")
                .description("公众号粉丝")
                .is_blocked(false)
                .level(CustomerLevel::Normal),
            Replacement::LeaveOut,
        )
        .strict();
    let request = call.prepare()?;
    assert_eq!(request.method(), "PUT");
    assert!(request.uri().path().ends_with("/customers/update_customer"));
    let sent = Json::parse(request.body())?;
    let expected = r#"{
  "customer": {
    "nick_name": "王维",
    "description": "公众号粉丝",
    "is_blocked": false,
    "level": "normal"
  }
}"#;
    for (name, value) in Json::parse(expected.as_bytes())?
        .as_object()
        .unwrap_or_default()
    {
        assert_eq!(sent.get(name), Some(value));
    }
    let body = r#"{
  "code": 1000,
  "customer": {
    "id": 953803728,
    "nick_name": "王维",
    "description": "公众号粉丝",
    "level": "normal",
    "owner_id": 8,
    "owner_group_id": 15,
    "open_api_token": "an-example-token",
    "wechat": [{ "id": "wx477a73a96df0fa6e", "name": "miller" }]
  }
}"#;
    let response = http::Response::builder().status(200).body(body.into())?;
    let answer = call.answer(response)?;
    let encoded = Json::parse(&encode(&answer)?)?;
    let expected = r#"{
  "id": 953803728,
  "nick_name": "王维",
  "level": "normal",
  "description": "公众号粉丝",
  "owner_id": 8,
  "owner_group_id": 15,
  "open_api_token": "an-example-token",
  "wechat": [{ "id": "wx477a73a96df0fa6e", "name": "miller" }]
}"#;
    assert_eq!(encoded, Json::parse(expected.as_bytes())?);
    Ok(())
}

/// A customer by its Weibo id
///
/// 按微博 id 查找并更新客户
#[test]
fn update_customer_5() -> Result<(), Box<dyn std::error::Error>> {
    let call = made_up_client()
        .update_customer(
            CustomerLookup::WeiboId("1234567890".to_owned()),
            CustomerUpdate::new()
                .nick_name("白居易")
                .description("微博粉丝")
                .is_blocked(false)
                .level(CustomerLevel::Normal),
            Replacement::LeaveOut,
        )
        .strict();
    let request = call.prepare()?;
    assert_eq!(request.method(), "PUT");
    assert!(request.uri().path().ends_with("/customers/update_customer"));
    let sent = Json::parse(request.body())?;
    let expected = r#"{
  "customer": {
    "nick_name": "白居易",
    "description": "微博粉丝",
    "is_blocked": false,
    "level": "normal"
  }
}"#;
    for (name, value) in Json::parse(expected.as_bytes())?
        .as_object()
        .unwrap_or_default()
    {
        assert_eq!(sent.get(name), Some(value));
    }
    let body = r#"{
  "code": 1000,
  "customer": {
    "id": 953803729,
    "nick_name": "白居易",
    "description": "微博粉丝",
    "level": "normal",
    "owner_id": 8,
    "owner_group_id": 15,
    "open_api_token": "an-example-token",
    "cellphones": [{ "id": 851, "content": "13366666666" }]
  }
}"#;
    let response = http::Response::builder().status(200).body(body.into())?;
    let answer = call.answer(response)?;
    let encoded = Json::parse(&encode(&answer)?)?;
    let expected = r#"{
  "id": 953803729,
  "nick_name": "白居易",
  "level": "normal",
  "description": "微博粉丝",
  "owner_id": 8,
  "owner_group_id": 15,
  "open_api_token": "an-example-token",
  "cellphones": [{ "id": 851, "content": "13366666666" }]
}"#;
    assert_eq!(encoded, Json::parse(expected.as_bytes())?);
    Ok(())
}

/// There is no such customer
///
/// 客户不存在
///
/// Any code but 1000 is a failure; the codes are not documented, and this one is made up.
///
/// 1000 以外的码都是失败；错误码没有文档，此处为虚构。
#[test]
fn update_customer_6() -> Result<(), Box<dyn std::error::Error>> {
    let call = made_up_client().update_customer(
        CustomerLookup::Cellphone("13311114555".to_owned()),
        CustomerUpdate::new().description("老客户"),
        Replacement::LeaveOut,
    );
    let request = call.prepare()?;
    assert_eq!(request.method(), "PUT");
    assert!(request.uri().path().ends_with("/customers/update_customer"));
    let sent = Json::parse(request.body())?;
    let expected = r#"{ "customer": { "description": "老客户" } }"#;
    for (name, value) in Json::parse(expected.as_bytes())?
        .as_object()
        .unwrap_or_default()
    {
        assert_eq!(sent.get(name), Some(value));
    }
    let body = r#"{ "code": 2999, "message": "客户不存在" }"#;
    let response = http::Response::builder().status(200).body(body.into())?;
    let error = call.answer(response).expect_err("the answer is a failure");
    assert_eq!(error.code(), Some("2999"));
    Ok(())
}

/// An administrator logs in
///
/// 管理员登录
#[test]
fn log_in_1() -> Result<(), Box<dyn std::error::Error>> {
    let call = made_up_client()
        .log_in("admin@example.com", "an-example-password")
        .strict();
    let request = call.prepare()?;
    assert_eq!(request.method(), "POST");
    assert!(request.uri().path().ends_with("/log_in"));
    let expected = r#"{ "email": "admin@example.com", "password": "an-example-password" }"#;
    assert_eq!(
        Json::parse(request.body())?,
        Json::parse(expected.as_bytes())?
    );
    let body = r#"{ "code": 1000, "open_api_auth_token": "an-example-token" }"#;
    let response = http::Response::builder().status(200).body(body.into())?;
    let answer = call.answer(response)?;
    let encoded = Json::parse(&encode(&answer)?)?;
    let expected = r#"{ "open_api_auth_token": "an-example-token", "code": 1000 }"#;
    assert_eq!(encoded, Json::parse(expected.as_bytes())?);
    Ok(())
}

/// A client with settings that are made up.
fn made_up_client() -> Client {
    let transport = transport::from_fn(|_| unreachable!("nothing is sent"));
    let client = Client::with_transport(
        Settings::new(SettingsRequired {
            subdomain: "yourdomain".to_owned(),
            email: "admin@example.com".to_owned(),
        })
        .token("an-example-token")
        .password("an-example-password"),
        Arc::new(transport),
    );
    client.set_v2_token("an-example-token");
    client.set_v1_token("an-example-token");
    client.set_v1_in_body_token("an-example-token");
    client
}
