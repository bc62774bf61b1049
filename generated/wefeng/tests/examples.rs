//! The examples of the spec: their requests are made, and their answers read; nothing is sent.
//!
//! Generated from `wefeng.yaml` by `apiloom generate`; edit the spec, not this file.

use std::sync::Arc;
use wefeng::apiloom::{Date, DateTime, Decimal, Json, Replacement, encode, http, transport};
use wefeng::types::{CustomFieldValue, CustomFieldValueContent, Gender};
use wefeng::{Client, Settings};

/// A contact with all its added fields
///
/// 带全部自定义字段的客户
///
/// The added fields come back as a JSON text within a string.
///
/// 自定义字段在返回中是字符串里的 JSON。
#[test]
fn update_external_contact_1() -> Result<(), Box<dyn std::error::Error>> {
    let call = made_up_client()
        .update_external_contact(
            "wm_3b_EAAAhcgXh5DPmcM555t9c_jXQQ",
            Replacement::With(vec![
                CustomFieldValue::new()
                    .id(2485)
                    .field_code("CustomField_2485")
                    .content(CustomFieldValueContent::Droplist(2)),
                CustomFieldValue::new()
                    .id(2769)
                    .field_code("CustomField_2769")
                    .content(CustomFieldValueContent::ChainedDroplist(vec![4, 5])),
                CustomFieldValue::new()
                    .id(5827)
                    .field_code("CustomField_5827")
                    .content(CustomFieldValueContent::Text("嘿嘿".to_owned())),
                CustomFieldValue::new()
                    .id(5828)
                    .field_code("CustomField_5828")
                    .content(CustomFieldValueContent::Date("2021-08-03".parse::<Date>()?)),
            ]),
        )
        .mobile("13311111111")
        .major_follow_user("wangqingyu")
        .position("经理")
        .email("contact@example.com")
        .age(15)
        .gender(Gender::Male)
        .udesk_customer_id(953803726)
        .corp_full_name("彩云科技有限公司")
        .remark_name("老王")
        .address("昆明市五华区示例路 1 号")
        .birthday("2021-08-03".parse::<Date>()?)
        .remark_desc("每月回访")
        .wx_no("caiyun-example")
        .wx_user_flag(false)
        .strict();
    let request = call.prepare()?;
    assert_eq!(request.method(), "PUT");
    assert!(
        request
            .uri()
            .path()
            .ends_with("/externalContact/wm_3b_EAAAhcgXh5DPmcM555t9c_jXQQ")
    );
    let expected = r#"{
  "mobile": "13311111111",
  "majorFollowUser": "wangqingyu",
  "position": "经理",
  "email": "contact@example.com",
  "age": 15,
  "gender": 1,
  "udeskCustomerId": 953803726,
  "customFields": [
    {
      "id": 2485,
      "fieldCode": "CustomField_2485",
      "contentType": "droplist",
      "content": 2
    },
    {
      "id": 2769,
      "fieldCode": "CustomField_2769",
      "contentType": "chained_droplist",
      "content": [4, 5]
    },
    {
      "id": 5827,
      "fieldCode": "CustomField_5827",
      "contentType": "text",
      "content": "嘿嘿"
    },
    {
      "id": 5828,
      "fieldCode": "CustomField_5828",
      "contentType": "date",
      "content": "2021-08-03"
    }
  ],
  "corpFullName": "彩云科技有限公司",
  "remarkName": "老王",
  "address": "昆明市五华区示例路 1 号",
  "birthday": "2021-08-03",
  "remarkDesc": "每月回访",
  "wxNo": "caiyun-example",
  "wxUserFlag": "NO"
}"#;
    assert_eq!(
        Json::parse(request.body())?,
        Json::parse(expected.as_bytes())?
    );
    let body = r#"{
  "succeed": true,
  "code": 200,
  "bizCode": "000000",
  "message": "OK",
  "visible": false,
  "data": {
    "externalUserId": "wm_3b_EAAAhcgXh5DPmcM555t9c_jXQQ",
    "name": "心乱如麻",
    "avatar": "http://wx.qlogo.cn/mmhead/0",
    "type": 1,
    "corpName": "彩云科技",
    "corpFullName": "彩云科技有限公司",
    "gender": 1,
    "unionid": "obLjYs0NjMcFFTBF9ki3XEMdWluc",
    "position": "经理",
    "email": "contact@example.com",
    "age": 15,
    "birthday": "2021-08-03",
    "majorFollowUser": "wangqingyu",
    "wxNo": "caiyun-example",
    "address": "昆明市五华区示例路 1 号",
    "remarkName": "老王",
    "remarkDesc": "每月回访",
    "customField": "[{\"id\":2485,\"fieldCode\":\"CustomField_2485\",\"contentType\":\"droplist\",\"content\":2,\"fieldName\":\"等级\"}, {\"id\":2769,\"fieldCode\":\"CustomField_2769\",\"contentType\":\"chained_droplist\",\"content\":[4,5]}, {\"id\":5827,\"fieldCode\":\"CustomField_5827\",\"contentType\":\"text\",\"content\":\"嘿嘿\"}, {\"id\":5828,\"fieldCode\":\"CustomField_5828\",\"contentType\":\"date\",\"content\":\"2021-08-03\"}]"
  }
}"#;
    let response = http::Response::builder().status(200).body(body.into())?;
    let answer = call.answer(response)?;
    let encoded = Json::parse(&encode(&answer)?)?;
    let expected = r#"{
  "externalUserId": "wm_3b_EAAAhcgXh5DPmcM555t9c_jXQQ",
  "name": "心乱如麻",
  "avatar": "http://wx.qlogo.cn/mmhead/0",
  "type": 1,
  "gender": 1,
  "unionid": "obLjYs0NjMcFFTBF9ki3XEMdWluc",
  "position": "经理",
  "email": "contact@example.com",
  "age": 15,
  "customField": "[{\"id\":2485,\"fieldCode\":\"CustomField_2485\",\"contentType\":\"droplist\",\"content\":2,\"fieldName\":\"等级\"},{\"id\":2769,\"fieldCode\":\"CustomField_2769\",\"contentType\":\"chained_droplist\",\"content\":[4,5]},{\"id\":5827,\"fieldCode\":\"CustomField_5827\",\"contentType\":\"text\",\"content\":\"嘿嘿\"},{\"id\":5828,\"fieldCode\":\"CustomField_5828\",\"contentType\":\"date\",\"content\":\"2021-08-03\"}]",
  "corpName": "彩云科技",
  "corpFullName": "彩云科技有限公司",
  "birthday": "2021-08-03",
  "majorFollowUser": "wangqingyu",
  "wxNo": "caiyun-example",
  "address": "昆明市五华区示例路 1 号",
  "remarkName": "老王",
  "remarkDesc": "每月回访"
}"#;
    assert_eq!(encoded, Json::parse(expected.as_bytes())?);
    Ok(())
}

/// Members that are null in the document
///
/// 文档中为 null 的成员
///
/// The document says that only the query interfaces fill customFields and externalTags.
/// What is in them here is made up: whatever comes is kept as it is.
///
/// 文档说明只有查询接口才返回 customFields 和 externalTags 的内容；此处的内容为虚构，无论返回什么都原样保留。
#[test]
fn update_external_contact_2() -> Result<(), Box<dyn std::error::Error>> {
    let call = made_up_client()
        .update_external_contact("wm_3b_EAAAhcgXh5DPmcM555t9c_jXQQ", Replacement::LeaveOut)
        .position("经理")
        .strict();
    let request = call.prepare()?;
    assert_eq!(request.method(), "PUT");
    assert!(
        request
            .uri()
            .path()
            .ends_with("/externalContact/wm_3b_EAAAhcgXh5DPmcM555t9c_jXQQ")
    );
    let expected = r#"{ "position": "经理" }"#;
    assert_eq!(
        Json::parse(request.body())?,
        Json::parse(expected.as_bytes())?
    );
    let body = r#"{
  "succeed": true,
  "code": 200,
  "bizCode": "000000",
  "message": "OK",
  "visible": false,
  "data": {
    "externalUserId": "wm_3b_EAAAhcgXh5DPmcM555t9c_jXQQ",
    "position": "经理",
    "gender": 0,
    "customFields": [{ "id": 2485, "content": 2 }],
    "externalTags": [{ "name": "老客户" }]
  }
}"#;
    let response = http::Response::builder().status(200).body(body.into())?;
    let answer = call.answer(response)?;
    let encoded = Json::parse(&encode(&answer)?)?;
    let expected = r#"{
  "externalUserId": "wm_3b_EAAAhcgXh5DPmcM555t9c_jXQQ",
  "gender": 0,
  "position": "经理",
  "customFields": [{ "id": 2485, "content": 2 }],
  "externalTags": [{ "name": "老客户" }]
}"#;
    assert_eq!(encoded, Json::parse(expected.as_bytes())?);
    Ok(())
}

/// A contact on WeCom with times and numbers
///
/// 企业微信客户，自定义字段为时间和数值
///
/// The values are made up in the forms that the rules for added fields demand.
///
/// 内容为虚构，格式符合自定义字段的校验规则。
#[test]
fn update_external_contact_3() -> Result<(), Box<dyn std::error::Error>> {
    let call = made_up_client()
        .update_external_contact(
            "wm_3b_EAAAexample5t9c_wecom",
            Replacement::With(vec![
                CustomFieldValue::new()
                    .id(5829)
                    .field_code("CustomField_5829")
                    .content(CustomFieldValueContent::Datetime(
                        "2021-08-03T12:30:00".parse::<DateTime>()?,
                    )),
                CustomFieldValue::new()
                    .id(5830)
                    .field_code("CustomField_5830")
                    .content(CustomFieldValueContent::Number(3)),
                CustomFieldValue::new()
                    .id(5831)
                    .field_code("CustomField_5831")
                    .content(CustomFieldValueContent::Numeric(Decimal::new("99.5")?)),
                CustomFieldValue::new()
                    .id(5832)
                    .field_code("CustomField_5832")
                    .content(CustomFieldValueContent::Phone("13322222222".to_owned())),
            ]),
        )
        .gender(Gender::Female)
        .strict();
    let request = call.prepare()?;
    assert_eq!(request.method(), "PUT");
    assert!(
        request
            .uri()
            .path()
            .ends_with("/externalContact/wm_3b_EAAAexample5t9c_wecom")
    );
    let expected = r#"{
  "gender": 2,
  "customFields": [
    {
      "id": 5829,
      "fieldCode": "CustomField_5829",
      "contentType": "datetime",
      "content": "2021-08-03 12:30:00"
    },
    {
      "id": 5830,
      "fieldCode": "CustomField_5830",
      "contentType": "number",
      "content": 3
    },
    {
      "id": 5831,
      "fieldCode": "CustomField_5831",
      "contentType": "numeric",
      "content": 99.5
    },
    {
      "id": 5832,
      "fieldCode": "CustomField_5832",
      "contentType": "phone",
      "content": "13322222222"
    }
  ]
}"#;
    assert_eq!(
        Json::parse(request.body())?,
        Json::parse(expected.as_bytes())?
    );
    let body = r#"{
  "succeed": true,
  "code": 200,
  "bizCode": "000000",
  "message": "OK",
  "visible": false,
  "data": {
    "externalUserId": "wm_3b_EAAAexample5t9c_wecom",
    "type": 2,
    "gender": 2
  }
}"#;
    let response = http::Response::builder().status(200).body(body.into())?;
    let answer = call.answer(response)?;
    let encoded = Json::parse(&encode(&answer)?)?;
    let shown = Json::parse(body.as_bytes())?;
    assert_eq!(Some(&encoded), shown.get("data"));
    Ok(())
}

/// An answer that contradicts itself
///
/// 自相矛盾的返回
///
/// The code says success and succeed says failure; it counts as a failure, and its code is made up.
///
/// code 表示成功而 succeed 为 false，按失败处理；此处的业务码为虚构。
#[test]
fn update_external_contact_4() -> Result<(), Box<dyn std::error::Error>> {
    let call = made_up_client()
        .update_external_contact("wm_3b_EAAAhcgXh5DPmcM555t9c_jXQQ", Replacement::LeaveOut)
        .age(15);
    let request = call.prepare()?;
    assert_eq!(request.method(), "PUT");
    assert!(
        request
            .uri()
            .path()
            .ends_with("/externalContact/wm_3b_EAAAhcgXh5DPmcM555t9c_jXQQ")
    );
    let expected = r#"{ "age": 15 }"#;
    assert_eq!(
        Json::parse(request.body())?,
        Json::parse(expected.as_bytes())?
    );
    let body = r#"{
  "succeed": false,
  "code": 200,
  "bizCode": "900001",
  "message": "系统繁忙",
  "visible": true,
  "data": null
}"#;
    let response = http::Response::builder().status(200).body(body.into())?;
    let error = call.answer(response).expect_err("the answer is a failure");
    assert_eq!(error.code(), Some("900001"));
    Ok(())
}

/// A client with settings that are made up.
fn made_up_client() -> Client {
    let transport = transport::from_fn(|_| unreachable!("nothing is sent"));
    Client::with_transport(
        Settings::new("demo", "an-example-secret").email("admin@example.com"),
        Arc::new(transport),
    )
}
