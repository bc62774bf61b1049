//! The examples of the spec: their requests are made, and their answers read; nothing is sent.
//!
//! Generated from `dezhu.yaml` by `apiloom generate`; edit the spec, not this file.

use dezhu::apiloom::{Json, Kind, Replacement, encode, http, transport};
use dezhu::types::{CustomerDict, CustomerDictRequired, CustomerUpdate};
use dezhu::{Client, Settings, SettingsRequired, SignHook};
use std::sync::Arc;

/// A new name and two tags
///
/// 修改名称和两个标签
///
/// Of anonymous, 1 is no; of blacklist, 1 is yes.
///
/// anonymous 的 1 表示非匿名，blacklist 的 1 表示是。
#[test]
fn update_customer_1() -> Result<(), Box<dyn std::error::Error>> {
    let call = made_up_client()
        .update_customer(
            "9527",
            CustomerUpdate::new(
                Replacement::With(vec![
                    CustomerDict::new(CustomerDictRequired {
                        dict_code: "industry".to_owned(),
                        value: "零售".to_owned(),
                    })
                    .remark("行业"),
                    CustomerDict::new(CustomerDictRequired {
                        dict_code: "size".to_owned(),
                        value: "200".to_owned(),
                    }),
                ]),
                Replacement::With(vec!["老客户".to_owned(), "VIP".to_owned()]),
            )
            .customer_group_name("彩云科技")
            .name("王五")
            .email("wangwu@example.com")
            .phone("13800138000")
            .telephone("0871-65350000")
            .external_id("crm-88")
            .desc("每月回访"),
        )
        .strict();
    let request = call.prepare()?;
    assert_eq!(request.method(), "PUT");
    assert!(request.uri().path().ends_with("/basic/openapi/v1/customer"));
    let query: Vec<&str> = request
        .uri()
        .query()
        .unwrap_or_default()
        .split('&')
        .collect();
    assert!(query.contains(&"customerId=9527"));
    let expected = r#"{
  "customerDictList": [
    { "dictCode": "industry", "remark": "行业", "value": "零售" },
    { "dictCode": "size", "value": "200" }
  ],
  "customerGroupName": "彩云科技",
  "name": "王五",
  "email": "wangwu@example.com",
  "phone": "13800138000",
  "telephone": "0871-65350000",
  "externalId": "crm-88",
  "desc": "每月回访",
  "tag": "老客户,VIP"
}"#;
    assert_eq!(
        Json::parse(request.body())?,
        Json::parse(expected.as_bytes())?
    );
    let body = r#"{
  "code": "10000",
  "data": {
    "customer": {
      "anonymous": 1,
      "blacklist": 0,
      "customerId": "9527",
      "customerStatus": 1,
      "customerType": 1,
      "deleted": false,
      "desc": "每月回访",
      "email": "wangwu@example.com",
      "externalId": "crm-88",
      "id": 9007199254740993,
      "isDeleted": false,
      "name": "王五",
      "number": 1,
      "phone": "13800138000",
      "phoneDesensitive": "138****8000",
      "principalId": 123,
      "principalName": "赵六",
      "tag": "老客户,VIP",
      "telephone": "0871-65350000"
    },
    "customerDictList": [
      { "dictCode": "industry", "remark": "行业", "value": "零售" },
      { "dictCode": "size", "value": "200" }
    ],
    "customerGroupName": "彩云科技",
    "isCustomerGroupDelete": false,
    "productName": "微信",
    "staffName": "小明"
  },
  "message": "请求成功"
}"#;
    let response = http::Response::builder().status(200).body(body.into())?;
    let answer = call.answer(response)?;
    let encoded = Json::parse(&encode(&answer)?)?;
    let shown = Json::parse(body.as_bytes())?;
    assert_eq!(Some(&encoded), shown.get("data"));
    Ok(())
}

/// The signature is wrong
///
/// 签名错误
#[test]
fn update_customer_2() -> Result<(), Box<dyn std::error::Error>> {
    let call = made_up_client().update_customer(
        "9527",
        CustomerUpdate::new(Replacement::LeaveOut, Replacement::LeaveOut).name("王五"),
    );
    let request = call.prepare()?;
    assert_eq!(request.method(), "PUT");
    assert!(request.uri().path().ends_with("/basic/openapi/v1/customer"));
    let query: Vec<&str> = request
        .uri()
        .query()
        .unwrap_or_default()
        .split('&')
        .collect();
    assert!(query.contains(&"customerId=9527"));
    let expected = r#"{ "name": "王五" }"#;
    assert_eq!(
        Json::parse(request.body())?,
        Json::parse(expected.as_bytes())?
    );
    let body = r#"{ "code": "21002", "data": null, "message": "认证失败,请重新登录" }"#;
    let response = http::Response::builder().status(200).body(body.into())?;
    let error = call.answer(response).expect_err("the answer is a failure");
    assert_eq!(error.code(), Some("21002"));
    assert_eq!(error.kind(), Kind::Auth);
    Ok(())
}

/// A client with settings that are made up.
fn made_up_client() -> Client {
    let transport = transport::from_fn(|_| unreachable!("nothing is sent"));
    Client::with_transport(
        Settings::new(
            SettingsRequired {
                domain: "scrm.example.com".to_owned(),
                app_id: "example".to_owned(),
            },
            SignHook::new(|_| Ok(Default::default())),
        ),
        Arc::new(transport),
    )
}
