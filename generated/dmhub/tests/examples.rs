//! The examples of the spec: their requests are made, and their answers read; nothing is sent.
//!
//! Generated from `dmhub.yaml` by `apiloom generate`; edit the spec, not this file.

use dmhub::apiloom::{Code, Date, DateTime, Json, Kind, OrEmpty, encode, http, transport};
use dmhub::types::{CustomerIdentity, CustomerUpsert, Gender, IdentityType, SortOrder};
use dmhub::{Client, Settings};
use std::sync::Arc;

/// A customer by two identities
///
/// 按两个身份写入客户
#[test]
fn upsert_customer_1() -> Result<(), Box<dyn std::error::Error>> {
    let call = made_up_client()
        .upsert_customer(
            [
                CustomerIdentity::new(IdentityType::Wechat, "o6_bmjrPTlm6_2sgVt7hMZOPfL2M")
                    .identity_name("明明"),
                CustomerIdentity::new(
                    IdentityType::Other(Code::Text("taobao-account".to_owned())),
                    "user123",
                )
                .identity_name("小明"),
            ],
            CustomerUpsert::new()
                .name("小明")
                .nick_name("明明")
                .birthday("2016-04-01".parse::<Date>()?)
                .city("上海市")
                .email("xiaoming@example.com")
                .email_verified(true)
                .external_id("wechat-0212893827")
                .gender(Gender::Male)
                .mobile("13888888888")
                .source("线下 - Beacon")
                .with_member("attr", Json::parse(r#"{ "attr1": "金卡" }"#.as_bytes())?),
        )
        .strict();
    let request = call.prepare()?;
    assert_eq!(request.method(), "POST");
    assert!(request.uri().path().ends_with("/v1/customerandidentities"));
    let expected = r#"{
  "customerIdentities": [
    {
      "identityType": "wechat",
      "identityValue": "o6_bmjrPTlm6_2sgVt7hMZOPfL2M",
      "identityName": "明明"
    },
    {
      "identityType": "taobao-account",
      "identityValue": "user123",
      "identityName": "小明"
    }
  ],
  "customer": {
    "name": "小明",
    "nickName": "明明",
    "birthday": "2016-04-01",
    "city": "上海市",
    "email": "xiaoming@example.com",
    "emailVerified": true,
    "externalId": "wechat-0212893827",
    "gender": 1,
    "mobile": "13888888888",
    "source": "线下 - Beacon",
    "attr": { "attr1": "金卡" }
  }
}"#;
    assert_eq!(
        Json::parse(request.body())?,
        Json::parse(expected.as_bytes())?
    );
    let body = r#"{
  "id": 12345,
  "name": "小明",
  "nickName": "明明",
  "birthday": "2016-04-01",
  "city": "上海市",
  "email": "xiaoming@example.com",
  "emailVerified": true,
  "externalId": "wechat-0212893827",
  "gender": 1,
  "mobile": "13888888888",
  "mobileVerified": false,
  "source": "线下 - Beacon",
  "lastUpdated": "2017-06-01T12:12:12Z",
  "stage": "潜在客户",
  "attr": { "attr1": "金卡" }
}"#;
    let response = http::Response::builder().status(201).body(body.into())?;
    let answer = call.answer(response)?;
    let encoded = Json::parse(&encode(&answer)?)?;
    assert_eq!(encoded, Json::parse(body.as_bytes())?);
    Ok(())
}

/// A customer by a union id
///
/// 按微信 unionid 写入客户
#[test]
fn upsert_customer_2() -> Result<(), Box<dyn std::error::Error>> {
    let call = made_up_client()
        .upsert_customer(
            [
                CustomerIdentity::new(IdentityType::WechatUnionid, "obLjYs0NjMcFFTBF9ki3XEMdWluc")
                    .identity_name("小红"),
            ],
            CustomerUpsert::new()
                .name("小红")
                .nick_name("红红")
                .city("杭州市")
                .gender(Gender::Female)
                .mobile("13966666666")
                .source("微信公众号"),
        )
        .strict();
    let request = call.prepare()?;
    assert_eq!(request.method(), "POST");
    assert!(request.uri().path().ends_with("/v1/customerandidentities"));
    let expected = r#"{
  "customerIdentities": [
    {
      "identityType": "wechat-unionid",
      "identityValue": "obLjYs0NjMcFFTBF9ki3XEMdWluc",
      "identityName": "小红"
    }
  ],
  "customer": {
    "name": "小红",
    "nickName": "红红",
    "city": "杭州市",
    "gender": 2,
    "mobile": "13966666666",
    "source": "微信公众号"
  }
}"#;
    assert_eq!(
        Json::parse(request.body())?,
        Json::parse(expected.as_bytes())?
    );
    let body = r#"{
  "id": 12346,
  "name": "小红",
  "nickName": "红红",
  "city": "杭州市",
  "gender": 2,
  "mobile": "13966666666",
  "mobileVerified": false,
  "source": "微信公众号",
  "lastUpdated": "2017-06-01T12:12:12Z"
}"#;
    let response = http::Response::builder().status(201).body(body.into())?;
    let answer = call.answer(response)?;
    let encoded = Json::parse(&encode(&answer)?)?;
    assert_eq!(encoded, Json::parse(body.as_bytes())?);
    Ok(())
}

/// Men who changed within a year
///
/// 一年内更新过的男性客户
#[test]
fn list_customers_1() -> Result<(), Box<dyn std::error::Error>> {
    let call = made_up_client()
        .list_customers()
        .stage(OrEmpty::Empty)
        .gender(Gender::Male)
        .id_list([3, 4])
        .last_updated_from("2017-01-01T00:00:00Z".parse::<DateTime>()?)
        .last_updated_to("2017-12-31T23:59:59Z".parse::<DateTime>()?)
        .select(["id", "name", "mobile"])
        .rows(10)
        .page(1)
        .sidx("lastUpdated")
        .sord(SortOrder::Desc)
        .strict();
    let request = call.prepare()?;
    assert_eq!(request.method(), "GET");
    assert!(request.uri().path().ends_with("/v1/customers"));
    let query: Vec<&str> = request
        .uri()
        .query()
        .unwrap_or_default()
        .split('&')
        .collect();
    assert!(query.contains(&"stage=_empty"));
    assert!(query.contains(&"gender=1"));
    assert!(query.contains(&"idList=3%2C4"));
    assert!(query.contains(&"lastUpdatedFrom=2017-01-01T00%3A00%3A00"));
    assert!(query.contains(&"lastUpdatedTo=2017-12-31T23%3A59%3A59"));
    assert!(query.contains(&"select=id%2Cname%2Cmobile"));
    assert!(query.contains(&"rows=10"));
    assert!(query.contains(&"page=1"));
    assert!(query.contains(&"sidx=lastUpdated"));
    assert!(query.contains(&"sord=desc"));
    let body = r#"{
  "records": 2,
  "rows": [
    { "id": 3, "name": "小明", "mobile": "13888888888" },
    { "id": 4, "name": "小红" }
  ]
}"#;
    let response = http::Response::builder().status(200).body(body.into())?;
    let answer = call.answer(response)?;
    let encoded = Json::parse(&encode(&answer)?)?;
    assert_eq!(encoded, Json::parse(body.as_bytes())?);
    Ok(())
}

/// By a mobile number and the day of creation
///
/// 按手机号和创建日期查询
///
/// The times are UTC, which the text does not say.
///
/// 时间均为 UTC，文本中没有时区。
#[test]
fn list_customers_2() -> Result<(), Box<dyn std::error::Error>> {
    let call = made_up_client()
        .list_customers()
        .stage(OrEmpty::Value("潜在客户".to_owned()))
        .source("WeChat")
        .mobile("13888888888")
        .date_created_from("2017-06-01T00:00:00Z".parse::<DateTime>()?)
        .date_created_to("2017-06-02T00:00:00Z".parse::<DateTime>()?)
        .strict();
    let request = call.prepare()?;
    assert_eq!(request.method(), "GET");
    assert!(request.uri().path().ends_with("/v1/customers"));
    let query: Vec<&str> = request
        .uri()
        .query()
        .unwrap_or_default()
        .split('&')
        .collect();
    assert!(query.contains(&"stage=%E6%BD%9C%E5%9C%A8%E5%AE%A2%E6%88%B7"));
    assert!(query.contains(&"source=WeChat"));
    assert!(query.contains(&"mobile=13888888888"));
    assert!(query.contains(&"dateCreatedFrom=2017-06-01T00%3A00%3A00"));
    assert!(query.contains(&"dateCreatedTo=2017-06-02T00%3A00%3A00"));
    let body = r#"{
  "records": 1,
  "rows": [
    {
      "id": 12345,
      "name": "小明",
      "mobile": "13888888888",
      "source": "WeChat",
      "stage": "潜在客户"
    }
  ]
}"#;
    let response = http::Response::builder().status(200).body(body.into())?;
    let answer = call.answer(response)?;
    let encoded = Json::parse(&encode(&answer)?)?;
    assert_eq!(encoded, Json::parse(body.as_bytes())?);
    Ok(())
}

/// Wrong parameters
///
/// 参数不合法
///
/// The code is a text here.
///
/// 此时错误码是字符串。
#[test]
fn list_customers_3() -> Result<(), Box<dyn std::error::Error>> {
    let call = made_up_client()
        .list_customers()
        .gender(Gender::Female)
        .rows(10);
    let request = call.prepare()?;
    assert_eq!(request.method(), "GET");
    assert!(request.uri().path().ends_with("/v1/customers"));
    let query: Vec<&str> = request
        .uri()
        .query()
        .unwrap_or_default()
        .split('&')
        .collect();
    assert!(query.contains(&"gender=2"));
    assert!(query.contains(&"rows=10"));
    let body = r#"{ "error_code": "40004", "error_description": "the params is illegal" }"#;
    let response = http::Response::builder().status(200).body(body.into())?;
    let error = call.answer(response).expect_err("the answer is a failure");
    assert_eq!(error.code(), Some("40004"));
    assert_eq!(error.kind(), Kind::Invalid);
    Ok(())
}

/// No permission
///
/// 权限不足
///
/// The code is a number here.
///
/// 此时错误码是数字。
#[test]
fn list_customers_4() -> Result<(), Box<dyn std::error::Error>> {
    let call = made_up_client()
        .list_customers()
        .gender(Gender::Unknown)
        .page(1)
        .sidx("name")
        .sord(SortOrder::Asc);
    let request = call.prepare()?;
    assert_eq!(request.method(), "GET");
    assert!(request.uri().path().ends_with("/v1/customers"));
    let query: Vec<&str> = request
        .uri()
        .query()
        .unwrap_or_default()
        .split('&')
        .collect();
    assert!(query.contains(&"gender=0"));
    assert!(query.contains(&"page=1"));
    assert!(query.contains(&"sidx=name"));
    assert!(query.contains(&"sord=asc"));
    let body = r#"{ "error_code": 40201, "error_description": "permission is not enough" }"#;
    let response = http::Response::builder().status(200).body(body.into())?;
    let error = call.answer(response).expect_err("the answer is a failure");
    assert_eq!(error.code(), Some("40201"));
    assert_eq!(error.kind(), Kind::Permission);
    Ok(())
}

/// A customer
///
/// 一个客户
#[test]
fn get_customer_1() -> Result<(), Box<dyn std::error::Error>> {
    let call = made_up_client().get_customer(12345).strict();
    let request = call.prepare()?;
    assert_eq!(request.method(), "GET");
    assert!(request.uri().path().ends_with("/v1/customers/12345"));
    let body = r#"{
  "id": 12345,
  "name": "小明",
  "nickName": "明明",
  "birthday": "2016-04-01",
  "campaignId": "31",
  "campaignName": "夏季新品试用",
  "city": "上海市",
  "company": "彩云科技有限公司",
  "country": "中国",
  "email": "xiaoming@example.com",
  "emailVerified": true,
  "externalId": "wechat-0212893827",
  "gender": 1,
  "homeAddress": "上海市示例路 1 号",
  "industry": "软件",
  "mobile": "13888888888",
  "mobileVerified": false,
  "postcode": "200000",
  "province": "上海市",
  "remark": "每月回访",
  "source": "WeChat",
  "street": "示例路",
  "lastUpdated": "2017-06-01T12:12:12Z",
  "attr": { "attr1": "金卡" }
}"#;
    let response = http::Response::builder().status(200).body(body.into())?;
    let answer = call.answer(response)?;
    let encoded = Json::parse(&encode(&answer)?)?;
    assert_eq!(encoded, Json::parse(body.as_bytes())?);
    Ok(())
}

/// An unknown id
///
/// id 不存在
///
/// HTTP 500 without a body means that there is none.
///
/// HTTP 500 且返回体为空，表示客户不存在。
#[test]
fn get_customer_2() -> Result<(), Box<dyn std::error::Error>> {
    let call = made_up_client().get_customer(99999);
    let request = call.prepare()?;
    assert_eq!(request.method(), "GET");
    assert!(request.uri().path().ends_with("/v1/customers/99999"));
    let body = "";
    let response = http::Response::builder().status(500).body(body.into())?;
    let error = call.answer(response).expect_err("the answer is a failure");
    assert_eq!(error.code(), Some("no_such_customer"));
    assert_eq!(error.kind(), Kind::NotFound);
    Ok(())
}

/// A token for two hours
///
/// 有效期两小时的令牌
#[test]
fn get_access_token_1() -> Result<(), Box<dyn std::error::Error>> {
    let call = made_up_client().get_access_token().strict();
    let request = call.prepare()?;
    assert_eq!(request.method(), "GET");
    assert!(request.uri().path().ends_with("/security/accesstoken"));
    let body = r#"{ "error_code": 0, "access_token": "an-example-token", "expires_in": 7200 }"#;
    let response = http::Response::builder().status(200).body(body.into())?;
    let answer = call.answer(response)?;
    let encoded = Json::parse(&encode(&answer)?)?;
    let expected = r#"{ "access_token": "an-example-token", "expires_in": 7200, "error_code": 0 }"#;
    assert_eq!(encoded, Json::parse(expected.as_bytes())?);
    Ok(())
}

/// A client with settings that are made up.
fn made_up_client() -> Client {
    let transport = transport::from_fn(|_| unreachable!("nothing is sent"));
    let client = Client::with_transport(
        Settings::new("example-app", "an-example-secret"),
        Arc::new(transport),
    );
    client.set_access_token("an-example-token");
    client
}
