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
/// The forms of times are made up, since the document shows none.
///
/// anonymous 的 1 表示非匿名，blacklist 的 1 表示是。文档没有给出时间的格式，此处为虚构。
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
            .customer_group_id("77")
            .customer_group_name("彩云科技")
            .name("王五")
            .email("wangwu@example.com")
            .phone("13800138000")
            .telephone("0871-65350000")
            .external_id("crm-88")
            .desc("每月回访")
            .principal_email("zhaoliu@example.com"),
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
  "customerGroupId": "77",
  "customerGroupName": "彩云科技",
  "name": "王五",
  "email": "wangwu@example.com",
  "phone": "13800138000",
  "telephone": "0871-65350000",
  "externalId": "crm-88",
  "desc": "每月回访",
  "tag": "老客户,VIP",
  "principalEmail": "zhaoliu@example.com"
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
      "createTime": "2024-05-01 09:30:00",
      "customerClass": 2,
      "customerGroupId": "77",
      "customerId": "9527",
      "customerStatus": 1,
      "customerType": 1,
      "deleted": false,
      "desc": "每月回访",
      "email": "wangwu@example.com",
      "externalId": "crm-88",
      "id": 9007199254740993,
      "isCancel": false,
      "isDeleted": false,
      "macAddress": "02:00:00:00:00:01",
      "name": "王五",
      "number": 1,
      "phone": "13800138000",
      "phoneDesensitive": "138****8000",
      "principalId": 123,
      "principalName": "赵六",
      "productId": "5",
      "productSoleCode": "o6_bmjrPTlm6_2sgVt7hMZOPfL2M",
      "staffId": 456,
      "tag": "老客户,VIP",
      "telephone": "0871-65350000",
      "tenantId": "31",
      "thirdPartUserId": "crm-88",
      "updateTime": "2024-05-20 18:05:00"
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

/// A customer that was voided and merged
///
/// 已作废并被合并的客户
///
/// deleted and isDeleted contradict one another, as in the document's sample.
/// The forms of times and the codes are made up.
///
/// deleted 与 isDeleted 互相矛盾，文档示例也是如此。时间的格式和各取值为虚构。
#[test]
fn update_customer_2() -> Result<(), Box<dyn std::error::Error>> {
    let call = made_up_client()
        .update_customer(
            "9528",
            CustomerUpdate::new(Replacement::LeaveOut, Replacement::LeaveOut).desc("重复客户"),
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
    assert!(query.contains(&"customerId=9528"));
    let expected = r#"{ "desc": "重复客户" }"#;
    assert_eq!(
        Json::parse(request.body())?,
        Json::parse(expected.as_bytes())?
    );
    let body = r#"{
  "code": "10000",
  "data": {
    "customer": {
      "blackTime": "2024-05-02 10:00:00",
      "blacklist": 1,
      "cancelReason": "重复录入",
      "cancelRemark": "与 9527 重复",
      "cancelTime": "2024-05-03 11:00:00",
      "customerId": "9528",
      "deleteTime": "2024-05-03 11:00:00",
      "deleted": true,
      "desc": "重复客户",
      "isCancel": true,
      "isDeleted": false,
      "mergeCustomerId": "9529",
      "newCustomerId": "9529"
    }
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
fn update_customer_3() -> Result<(), Box<dyn std::error::Error>> {
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

/// The request failed
///
/// 请求失败
#[test]
fn update_customer_4() -> Result<(), Box<dyn std::error::Error>> {
    let call = made_up_client().update_customer(
        "20001",
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
    assert!(query.contains(&"customerId=20001"));
    let expected = r#"{ "name": "王五" }"#;
    assert_eq!(
        Json::parse(request.body())?,
        Json::parse(expected.as_bytes())?
    );
    let body = r#"{ "code": "20001", "data": null, "message": "请求失败" }"#;
    let response = http::Response::builder().status(200).body(body.into())?;
    let error = call.answer(response).expect_err("the answer is a failure");
    assert_eq!(error.code(), Some("20001"));
    assert_eq!(error.kind(), Kind::Vendor);
    Ok(())
}

/// A wrong user or password
///
/// 用户名或密码错误
///
/// The document lists this code with the interface; when it comes here is not said.
///
/// 文档在本接口下列出此结果码，何时返回没有说明。
#[test]
fn update_customer_5() -> Result<(), Box<dyn std::error::Error>> {
    let call = made_up_client().update_customer(
        "21012",
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
    assert!(query.contains(&"customerId=21012"));
    let expected = r#"{ "name": "王五" }"#;
    assert_eq!(
        Json::parse(request.body())?,
        Json::parse(expected.as_bytes())?
    );
    let body = r#"{ "code": "21012", "data": null, "message": "用户名或密码错误" }"#;
    let response = http::Response::builder().status(200).body(body.into())?;
    let error = call.answer(response).expect_err("the answer is a failure");
    assert_eq!(error.code(), Some("21012"));
    assert_eq!(error.kind(), Kind::Auth);
    Ok(())
}

/// A captcha is needed
///
/// 需要验证码
///
/// The document lists this code with the interface; when it comes here is not said.
///
/// 文档在本接口下列出此结果码，何时返回没有说明。
#[test]
fn update_customer_6() -> Result<(), Box<dyn std::error::Error>> {
    let call = made_up_client().update_customer(
        "21013",
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
    assert!(query.contains(&"customerId=21013"));
    let expected = r#"{ "name": "王五" }"#;
    assert_eq!(
        Json::parse(request.body())?,
        Json::parse(expected.as_bytes())?
    );
    let body = r#"{ "code": "21013", "data": null, "message": "错误超过限制,需要验证码通过" }"#;
    let response = http::Response::builder().status(200).body(body.into())?;
    let error = call.answer(response).expect_err("the answer is a failure");
    assert_eq!(error.code(), Some("21013"));
    assert_eq!(error.kind(), Kind::Auth);
    Ok(())
}

/// A type of company that is not allowed
///
/// 公司类型非法
///
/// The document lists this code with the interface; when it comes here is not said.
///
/// 文档在本接口下列出此结果码，何时返回没有说明。
#[test]
fn update_customer_7() -> Result<(), Box<dyn std::error::Error>> {
    let call = made_up_client().update_customer(
        "21116",
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
    assert!(query.contains(&"customerId=21116"));
    let expected = r#"{ "name": "王五" }"#;
    assert_eq!(
        Json::parse(request.body())?,
        Json::parse(expected.as_bytes())?
    );
    let body = r#"{ "code": "21116", "data": null, "message": "非法的公司类型" }"#;
    let response = http::Response::builder().status(200).body(body.into())?;
    let error = call.answer(response).expect_err("the answer is a failure");
    assert_eq!(error.code(), Some("21116"));
    assert_eq!(error.kind(), Kind::Invalid);
    Ok(())
}

/// An account that is taken
///
/// 账号已被注册
///
/// The document lists this code with the interface; when it comes here is not said.
///
/// 文档在本接口下列出此结果码，何时返回没有说明。
#[test]
fn update_customer_8() -> Result<(), Box<dyn std::error::Error>> {
    let call = made_up_client().update_customer(
        "21112",
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
    assert!(query.contains(&"customerId=21112"));
    let expected = r#"{ "name": "王五" }"#;
    assert_eq!(
        Json::parse(request.body())?,
        Json::parse(expected.as_bytes())?
    );
    let body = r#"{ "code": "21112", "data": null, "message": "该账号已被注册" }"#;
    let response = http::Response::builder().status(200).body(body.into())?;
    let error = call.answer(response).expect_err("the answer is a failure");
    assert_eq!(error.code(), Some("21112"));
    assert_eq!(error.kind(), Kind::Conflict);
    Ok(())
}

/// An activation code that is too old
///
/// 激活码过期
///
/// The document lists this code with the interface; when it comes here is not said.
///
/// 文档在本接口下列出此结果码，何时返回没有说明。
#[test]
fn update_customer_9() -> Result<(), Box<dyn std::error::Error>> {
    let call = made_up_client().update_customer(
        "21114",
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
    assert!(query.contains(&"customerId=21114"));
    let expected = r#"{ "name": "王五" }"#;
    assert_eq!(
        Json::parse(request.body())?,
        Json::parse(expected.as_bytes())?
    );
    let body = r#"{ "code": "21114", "data": null, "message": "激活码已过期" }"#;
    let response = http::Response::builder().status(200).body(body.into())?;
    let error = call.answer(response).expect_err("the answer is a failure");
    assert_eq!(error.code(), Some("21114"));
    assert_eq!(error.kind(), Kind::Invalid);
    Ok(())
}

/// An activation code that does not match
///
/// 激活码不匹配
///
/// The document lists this code with the interface; when it comes here is not said.
///
/// 文档在本接口下列出此结果码，何时返回没有说明。
#[test]
fn update_customer_10() -> Result<(), Box<dyn std::error::Error>> {
    let call = made_up_client().update_customer(
        "21115",
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
    assert!(query.contains(&"customerId=21115"));
    let expected = r#"{ "name": "王五" }"#;
    assert_eq!(
        Json::parse(request.body())?,
        Json::parse(expected.as_bytes())?
    );
    let body = r#"{ "code": "21115", "data": null, "message": "激活码错误" }"#;
    let response = http::Response::builder().status(200).body(body.into())?;
    let error = call.answer(response).expect_err("the answer is a failure");
    assert_eq!(error.code(), Some("21115"));
    assert_eq!(error.kind(), Kind::Invalid);
    Ok(())
}

/// A client with settings that are made up.
fn made_up_client() -> Client {
    let transport = transport::from_fn(|_| unreachable!("nothing is sent"));
    Client::with_transport(
        Settings::new(
            SettingsRequired {
                domain: "scrm.example.com".to_owned(),
                app_id: "example-app".to_owned(),
            },
            SignHook::new(|_| Ok(Default::default())),
        ),
        Arc::new(transport),
    )
}
