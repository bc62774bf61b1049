//! The examples of the spec: their requests are made, and their answers read; nothing is sent.
//!
//! Generated from `baiyao.yaml` by `apiloom generate`; edit the spec, not this file.

use baiyao::apiloom::{Date, DateTime, Json, Kind, Replacement, encode, http, transport};
use baiyao::types::{
    ExtendAttr, ExtendAttrRequired, Gender, Identity, IdentityPriority, IdentityRequired,
    NewCustomerByIdentity, NewCustomerByIdentityRequired, TargetCustomer,
};
use baiyao::{Client, Settings, operations};
use std::sync::Arc;

/// A customer with a verified mobile number
///
/// 手机号已验证的客户
#[test]
fn add_customer_1() -> Result<(), Box<dyn std::error::Error>> {
    let call = made_up_client()
        .add_customer(operations::AddCustomerRequired {
            name: "张三".to_owned(),
            mobile: "13888888888".to_owned(),
            mobile_verified: true,
            email: "zhangsan@example.com".to_owned(),
            email_verified: false,
            gender: Gender::Male,
        })
        .province("云南省")
        .city("昆明市")
        .district("五华区")
        .group_id(1024)
        .strict();
    let request = call.prepare()?;
    assert_eq!(request.method(), "POST");
    assert!(request.uri().path().ends_with("/openapi/customer/add"));
    let expected = r#"{
  "name": "张三",
  "mobile": "13888888888",
  "mobileVerified": 1,
  "province": "云南省",
  "city": "昆明市",
  "district": "五华区",
  "email": "zhangsan@example.com",
  "emailVerified": 0,
  "gender": 1,
  "groupId": 1024
}"#;
    assert_eq!(
        Json::parse(request.body())?,
        Json::parse(expected.as_bytes())?
    );
    let body = r#"{ "code": 0, "msg": "操作成功", "data": 1402859337310482433 }"#;
    let response = http::Response::builder().status(200).body(body.into())?;
    let answer = call.answer(response)?;
    let encoded = Json::parse(&encode(&answer)?)?;
    let shown = Json::parse(body.as_bytes())?;
    assert_eq!(Some(&encoded), shown.get("data"));
    Ok(())
}

/// The number belongs to somebody already
///
/// 手机号已被使用
///
/// A failure with HTTP 200; the code is the same for all of them.
///
/// HTTP 200 中的失败；所有失败都是同一个码。
#[test]
fn add_customer_2() -> Result<(), Box<dyn std::error::Error>> {
    let call = made_up_client().add_customer(operations::AddCustomerRequired {
        name: "李四".to_owned(),
        mobile: "13888888888".to_owned(),
        mobile_verified: false,
        email: "lisi@example.com".to_owned(),
        email_verified: false,
        gender: Gender::Unknown,
    });
    let request = call.prepare()?;
    assert_eq!(request.method(), "POST");
    assert!(request.uri().path().ends_with("/openapi/customer/add"));
    let expected = r#"{
  "name": "李四",
  "mobile": "13888888888",
  "mobileVerified": 0,
  "email": "lisi@example.com",
  "emailVerified": 0,
  "gender": 0
}"#;
    assert_eq!(
        Json::parse(request.body())?,
        Json::parse(expected.as_bytes())?
    );
    let body = r#"{ "code": -1, "msg": "手机号已存在", "data": null }"#;
    let response = http::Response::builder().status(200).body(body.into())?;
    let error = call.answer(response).expect_err("the answer is a failure");
    assert_eq!(error.code(), Some("-1"));
    assert_eq!(error.kind(), Kind::Vendor);
    Ok(())
}

/// Two identities in the order of the call
///
/// 两个身份，以请求顺序为优先级
#[test]
fn create_customer_by_identity_1() -> Result<(), Box<dyn std::error::Error>> {
    let call = made_up_client()
        .create_customer_by_identity(
            NewCustomerByIdentity::new(NewCustomerByIdentityRequired {
                email: "zhangsan@example.com".to_owned(),
                email_verified: true,
                gender: Gender::Male,
                dept_code_list: Replacement::With(vec!["D01".to_owned(), "D02".to_owned()]),
                extend_attr_list: Replacement::With(vec![
                    ExtendAttr::new(ExtendAttrRequired {
                        attr_key: "shoe_size".to_owned(),
                        attr_value: "42".to_owned(),
                    })
                    .attr_name("鞋码"),
                    ExtendAttr::new(ExtendAttrRequired {
                        attr_key: "level".to_owned(),
                        attr_value: "金卡".to_owned(),
                    }),
                ]),
                identity_list: vec![
                    Identity::new(IdentityRequired {
                        identity_type: "mobile".to_owned(),
                        identity_value: "13888888888".to_owned(),
                    }),
                    Identity::new(IdentityRequired {
                        identity_type: "wechat-unionid".to_owned(),
                        identity_value: "obLjYs0NjMcFFTBF9ki3XEMdWluc".to_owned(),
                    }),
                ],
                user_id_list: Replacement::With(vec![11, 12]),
            })
            .app_id("wx477a73a96df0fa6e")
            .birthday("1990-05-01".parse::<Date>()?)
            .province("云南省")
            .city("昆明市")
            .editable(true)
            .is_employee(false)
            .nick_name("小张")
            .open_id("o6_bmjrPTlm6_2sgVt7hMZOPfL2M")
            .source("淘宝")
            .source1("旗舰店")
            .union_id("obLjYs0NjMcFFTBF9ki3XEMdWluc"),
        )
        .identity_priority_strategy(IdentityPriority::Custom)
        .target_customer_strategy(TargetCustomer::IdentityFirst)
        .auto_merge(true)
        .strict();
    let request = call.prepare()?;
    assert_eq!(request.method(), "POST");
    assert!(
        request
            .uri()
            .path()
            .ends_with("/openapi/customer/createCustomerByIdentity")
    );
    let query: Vec<&str> = request
        .uri()
        .query()
        .unwrap_or_default()
        .split('&')
        .collect();
    assert!(query.contains(&"identityPriorityStrategy=custom"));
    assert!(query.contains(&"targetCustomerStrategy=identityFirst"));
    assert!(query.contains(&"autoMerge=true"));
    let expected = r#"{
  "appId": "wx477a73a96df0fa6e",
  "birthday": "1990-05-01",
  "province": "云南省",
  "city": "昆明市",
  "editable": 0,
  "email": "zhangsan@example.com",
  "emailVerified": 1,
  "gender": 1,
  "isEmployee": 1,
  "nickName": "小张",
  "openId": "o6_bmjrPTlm6_2sgVt7hMZOPfL2M",
  "source": "淘宝",
  "source1": "旗舰店",
  "unionId": "obLjYs0NjMcFFTBF9ki3XEMdWluc",
  "deptCodeList": ["D01", "D02"],
  "extendAttrList": [
    { "attrKey": "shoe_size", "attrName": "鞋码", "attrValue": "42" },
    { "attrKey": "level", "attrValue": "金卡" }
  ],
  "identityList": [
    { "identityType": "mobile", "identityValue": "13888888888" },
    {
      "identityType": "wechat-unionid",
      "identityValue": "obLjYs0NjMcFFTBF9ki3XEMdWluc"
    }
  ],
  "userIdList": [11, 12]
}"#;
    assert_eq!(
        Json::parse(request.body())?,
        Json::parse(expected.as_bytes())?
    );
    let body = r#"{ "code": 0, "msg": "操作成功", "data": 1402859337310482434 }"#;
    let response = http::Response::builder().status(200).body(body.into())?;
    let answer = call.answer(response)?;
    let encoded = Json::parse(&encode(&answer)?)?;
    let shown = Json::parse(body.as_bytes())?;
    assert_eq!(Some(&encoded), shown.get("data"));
    Ok(())
}

/// The platform's own order of identities
///
/// 以系统配置的身份优先级为准
#[test]
fn create_customer_by_identity_2() -> Result<(), Box<dyn std::error::Error>> {
    let call = made_up_client()
        .create_customer_by_identity(
            NewCustomerByIdentity::new(NewCustomerByIdentityRequired {
                email: "lisi@example.com".to_owned(),
                email_verified: false,
                gender: Gender::Unknown,
                dept_code_list: Replacement::LeaveOut,
                extend_attr_list: Replacement::LeaveOut,
                identity_list: vec![Identity::new(IdentityRequired {
                    identity_type: "mobile".to_owned(),
                    identity_value: "13866666666".to_owned(),
                })],
                user_id_list: Replacement::LeaveOut,
            })
            .nick_name("小李"),
        )
        .identity_priority_strategy(IdentityPriority::System)
        .target_customer_strategy(TargetCustomer::CustomerFirst)
        .auto_merge(false)
        .strict();
    let request = call.prepare()?;
    assert_eq!(request.method(), "POST");
    assert!(
        request
            .uri()
            .path()
            .ends_with("/openapi/customer/createCustomerByIdentity")
    );
    let query: Vec<&str> = request
        .uri()
        .query()
        .unwrap_or_default()
        .split('&')
        .collect();
    assert!(query.contains(&"identityPriorityStrategy=system"));
    assert!(query.contains(&"targetCustomerStrategy=customerFirst"));
    assert!(query.contains(&"autoMerge=false"));
    let expected = r#"{
  "email": "lisi@example.com",
  "emailVerified": 0,
  "gender": 0,
  "nickName": "小李",
  "identityList": [
    { "identityType": "mobile", "identityValue": "13866666666" }
  ]
}"#;
    assert_eq!(
        Json::parse(request.body())?,
        Json::parse(expected.as_bytes())?
    );
    let body = r#"{ "code": 0, "msg": "操作成功", "data": 1402859337310482435 }"#;
    let response = http::Response::builder().status(200).body(body.into())?;
    let answer = call.answer(response)?;
    let encoded = Json::parse(&encode(&answer)?)?;
    let shown = Json::parse(body.as_bytes())?;
    assert_eq!(Some(&encoded), shown.get("data"));
    Ok(())
}

/// A customer with one identity
///
/// 带一个身份的客户
///
/// Of editable and isEmployee, 0 is yes; of emailVerified, 1 is yes.
///
/// editable 和 isEmployee 的 0 表示是，emailVerified 的 1 表示是。
#[test]
fn get_customer_1() -> Result<(), Box<dyn std::error::Error>> {
    let call = made_up_client().get_customer(1402859337310482433).strict();
    let request = call.prepare()?;
    assert_eq!(request.method(), "GET");
    assert!(
        request
            .uri()
            .path()
            .ends_with("/openapi/customer/customerInfo")
    );
    let query: Vec<&str> = request
        .uri()
        .query()
        .unwrap_or_default()
        .split('&')
        .collect();
    assert!(query.contains(&"customerId=1402859337310482433"));
    let body = r#"{
  "code": 0,
  "msg": "操作成功",
  "data": {
    "annualRevenue": 5000000,
    "appId": "wx477a73a96df0fa6e",
    "birthday": "1990-05-01",
    "campaignId": 31,
    "chargeId": "1001",
    "province": "云南省",
    "city": "昆明市",
    "district": "五华区",
    "company": "彩云科技有限公司",
    "createMethod": "表单",
    "editable": 0,
    "employeeNumber": 200,
    "email": "zhangsan@example.com",
    "emailVerified": 1,
    "gender": 1,
    "hobby": "登山",
    "img": "https://example.com/avatars/1.png",
    "industry": "软件",
    "isEmployee": 1,
    "language": "zh_CN",
    "location": "五华区示例路 1 号",
    "nickName": "小张",
    "openId": "o6_bmjrPTlm6_2sgVt7hMZOPfL2M",
    "position": "采购经理",
    "referrer": "2002",
    "referrerName": "小李",
    "remark": "每月回访",
    "source": "淘宝",
    "source1": "旗舰店",
    "subscribeSource": "ADD_SCENE_QR_CODE",
    "unionId": "obLjYs0NjMcFFTBF9ki3XEMdWluc",
    "website": "https://example.com",
    "extendAttrList": [
      { "attrKey": "shoe_size", "attrName": "鞋码", "attrValue": "42" }
    ],
    "identityList": [
      { "identityType": "mobile", "identityValue": "13888888888" }
    ]
  }
}"#;
    let response = http::Response::builder().status(200).body(body.into())?;
    let answer = call.answer(response)?;
    let encoded = Json::parse(&encode(&answer)?)?;
    let shown = Json::parse(body.as_bytes())?;
    assert_eq!(Some(&encoded), shown.get("data"));
    Ok(())
}

/// By a mobile number and a shop account
///
/// 按手机号和店铺账号查找
#[test]
fn find_customer_id_by_identities_1() -> Result<(), Box<dyn std::error::Error>> {
    let call = made_up_client()
        .find_customer_id_by_identities([
            Identity::new(IdentityRequired {
                identity_type: "mobile".to_owned(),
                identity_value: "13888888888".to_owned(),
            }),
            Identity::new(IdentityRequired {
                identity_type: "taobao-account".to_owned(),
                identity_value: "小明旗舰店".to_owned(),
            }),
        ])
        .strict();
    let request = call.prepare()?;
    assert_eq!(request.method(), "POST");
    assert!(
        request
            .uri()
            .path()
            .ends_with("/openapi/customer/getCustomerIdByIdentityList")
    );
    let expected = r#"{
  "identityList": [
    { "identityType": "mobile", "identityValue": "13888888888" },
    { "identityType": "taobao-account", "identityValue": "小明旗舰店" }
  ]
}"#;
    assert_eq!(
        Json::parse(request.body())?,
        Json::parse(expected.as_bytes())?
    );
    let body = r#"{ "code": 0, "msg": "操作成功", "data": 1402859337310482433 }"#;
    let response = http::Response::builder().status(200).body(body.into())?;
    let answer = call.answer(response)?;
    let encoded = Json::parse(&encode(&answer)?)?;
    let shown = Json::parse(body.as_bytes())?;
    assert_eq!(Some(&encoded), shown.get("data"));
    Ok(())
}

/// By a shop account
///
/// 按店铺账号查找
#[test]
fn find_customer_by_identity_1() -> Result<(), Box<dyn std::error::Error>> {
    let call = made_up_client()
        .find_customer_by_identity(operations::FindCustomerByIdentityRequired {
            identity_type: "taobao-account".to_owned(),
            identity_value: "小明旗舰店".to_owned(),
        })
        .strict();
    let request = call.prepare()?;
    assert_eq!(request.method(), "POST");
    assert!(
        request
            .uri()
            .path()
            .ends_with("/openapi/customer-identity-ref/getCustomerIdByCustomerIdentity")
    );
    let expected = r#"{ "identityType": "taobao-account", "identityValue": "小明旗舰店" }"#;
    assert_eq!(
        Json::parse(request.body())?,
        Json::parse(expected.as_bytes())?
    );
    let body = r#"{
  "code": 0,
  "msg": "操作成功",
  "data": {
    "province": "云南省",
    "editable": 1,
    "email": "xiaoming@example.com",
    "emailVerified": 0,
    "gender": 0,
    "isEmployee": 1,
    "nickName": "小明",
    "extendAttrList": [],
    "identityList": [
      { "identityType": "taobao-account", "identityValue": "小明旗舰店" },
      { "identityType": "mobile", "identityValue": "13999999999" }
    ]
  }
}"#;
    let response = http::Response::builder().status(200).body(body.into())?;
    let answer = call.answer(response)?;
    let encoded = Json::parse(&encode(&answer)?)?;
    let shown = Json::parse(body.as_bytes())?;
    assert_eq!(Some(&encoded), shown.get("data"));
    Ok(())
}

/// A customer that there is
///
/// 删除已有的客户
#[test]
fn delete_customer_1() -> Result<(), Box<dyn std::error::Error>> {
    let call = made_up_client()
        .delete_customer(1402859337310482433)
        .strict();
    let request = call.prepare()?;
    assert_eq!(request.method(), "GET");
    assert!(
        request
            .uri()
            .path()
            .ends_with("/openapi/customer/singleDelete")
    );
    let query: Vec<&str> = request
        .uri()
        .query()
        .unwrap_or_default()
        .split('&')
        .collect();
    assert!(query.contains(&"customerId=1402859337310482433"));
    let body = r#"{ "code": 0, "msg": "操作成功", "data": null }"#;
    let response = http::Response::builder().status(200).body(body.into())?;
    call.answer(response)?;
    Ok(())
}

/// The first page of a year
///
/// 一年内客户的第一页
#[test]
fn list_customers_1() -> Result<(), Box<dyn std::error::Error>> {
    let call = made_up_client()
        .list_customers(operations::ListCustomersRequired {
            start_time: "2020-01-01T00:00:00".parse::<DateTime>()?,
            end_time: "2020-12-31T23:59:59".parse::<DateTime>()?,
            current: 1,
            size: 2,
        })
        .group_id(12)
        .search_key("张三")
        .strict();
    let request = call.prepare()?;
    assert_eq!(request.method(), "GET");
    assert!(
        request
            .uri()
            .path()
            .ends_with("/openapi/customer/simpleQuery")
    );
    let query: Vec<&str> = request
        .uri()
        .query()
        .unwrap_or_default()
        .split('&')
        .collect();
    assert!(query.contains(&"groupId=12"));
    assert!(query.contains(&"searchKey=%E5%BC%A0%E4%B8%89"));
    assert!(query.contains(&"startTime=2020-01-01%2000%3A00%3A00"));
    assert!(query.contains(&"endTime=2020-12-31%2023%3A59%3A59"));
    assert!(query.contains(&"current=1"));
    assert!(query.contains(&"size=2"));
    let body = r#"{
  "code": 0,
  "msg": "操作成功",
  "data": {
    "current": 1,
    "size": 2,
    "total": 3,
    "records": [
      {
        "birthday": "1990-05-01",
        "province": "云南省",
        "editable": 0,
        "email": "zhangsan@example.com",
        "emailVerified": 1,
        "gender": 1,
        "isEmployee": 1,
        "nickName": "小张",
        "source": "淘宝",
        "extendAttrList": [
          { "attrKey": "shoe_size", "attrName": "鞋码", "attrValue": "42" }
        ]
      },
      {
        "email": "zhangsanfeng@example.com",
        "emailVerified": 0,
        "gender": 2,
        "isEmployee": 1,
        "nickName": "张三丰"
      }
    ]
  }
}"#;
    let response = http::Response::builder().status(200).body(body.into())?;
    let answer = call.answer(response)?;
    let encoded = Json::parse(&encode(&answer)?)?;
    let shown = Json::parse(body.as_bytes())?;
    assert_eq!(Some(&encoded), shown.get("data"));
    Ok(())
}

/// A new name
///
/// 修改名称
#[test]
fn update_customer_attribute_1() -> Result<(), Box<dyn std::error::Error>> {
    let call = made_up_client()
        .update_customer_attribute(operations::UpdateCustomerAttributeRequired {
            attr_name: "name".to_owned(),
            attr_value: "李四".to_owned(),
            customer_id: 1402859337310482433,
            is_extend_attr: false,
        })
        .strict();
    let request = call.prepare()?;
    assert_eq!(request.method(), "POST");
    assert!(
        request
            .uri()
            .path()
            .ends_with("/openapi/customer/updateCustomerAttr")
    );
    let expected = r#"{
  "attrName": "name",
  "attrValue": "李四",
  "customerId": 1402859337310482433,
  "isExtendAttr": false
}"#;
    assert_eq!(
        Json::parse(request.body())?,
        Json::parse(expected.as_bytes())?
    );
    let body = r#"{ "code": 0, "msg": "操作成功", "data": null }"#;
    let response = http::Response::builder().status(200).body(body.into())?;
    call.answer(response)?;
    Ok(())
}

/// Three attributes
///
/// 三个属性
///
/// The id stands in the item and beside the list, since the table can be read either way.
///
/// 字段表两种读法都有可能，因此 customerId 在元素中和列表旁各出现一次。
#[test]
fn get_customer_attributes_1() -> Result<(), Box<dyn std::error::Error>> {
    let call = made_up_client()
        .get_customer_attributes(["name", "mobile", "shoe_size"], 1402859337310482433)
        .strict();
    let request = call.prepare()?;
    assert_eq!(request.method(), "POST");
    assert!(
        request
            .uri()
            .path()
            .ends_with("/openapi/customer/queryAttrValuesByCustomerId")
    );
    let expected = r#"{
  "attrKeyList": ["name", "mobile", "shoe_size"],
  "customerId": 1402859337310482433
}"#;
    assert_eq!(
        Json::parse(request.body())?,
        Json::parse(expected.as_bytes())?
    );
    let body = r#"{
  "code": 0,
  "msg": "操作成功",
  "data": [
    {
      "attrList": [
        { "attrKey": "name", "attrName": "客户名称", "attrValue": "张三" },
        {
          "attrKey": "mobile",
          "attrName": "手机号",
          "attrValue": "13888888888"
        },
        { "attrKey": "shoe_size", "attrName": "鞋码", "attrValue": "42" }
      ],
      "customerId": 1402859337310482433
    }
  ],
  "customerId": 1402859337310482433
}"#;
    let response = http::Response::builder().status(200).body(body.into())?;
    let answer = call.answer(response)?;
    let encoded = Json::parse(&encode(&answer)?)?;
    let expected = r#"{
  "data": [
    {
      "attrList": [
        { "attrKey": "name", "attrName": "客户名称", "attrValue": "张三" },
        {
          "attrKey": "mobile",
          "attrName": "手机号",
          "attrValue": "13888888888"
        },
        { "attrKey": "shoe_size", "attrName": "鞋码", "attrValue": "42" }
      ],
      "customerId": 1402859337310482433
    }
  ],
  "customerId": 1402859337310482433,
  "code": 0,
  "msg": "操作成功"
}"#;
    assert_eq!(encoded, Json::parse(expected.as_bytes())?);
    Ok(())
}

/// A client with settings that are made up.
fn made_up_client() -> Client {
    let transport = transport::from_fn(|_| unreachable!("nothing is sent"));
    let client = Client::with_transport(
        Settings::new().token("an-example-token"),
        Arc::new(transport),
    );
    client.set_header_token("an-example-token");
    client
}
