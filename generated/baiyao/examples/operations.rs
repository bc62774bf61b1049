//! Runs the example of an operation against a server, such as an emulator of the vendor:
//!
//! ```sh
//! apiloom serve specs/baiyao.yaml --port 4010 --set token=an-example-secret &
//! cargo run -p apiloom-baiyao --example operations -- add_customer --server http://127.0.0.1:4010
//! ```
//!
//! They are for the top of a repository whose spec is `specs/baiyao.yaml`; where the spec stands elsewhere, give its path.
//!
//! Without an operation, it lists them.
//!
//! Settings come from the environment; those of `SETTINGS` that are not there are made up.
//!
//! Generated from `baiyao.yaml` by `apiloom generate`; edit the spec, not this file.

use baiyao::apiloom::{Date, DateTime, Replacement};
use baiyao::types::{
    ExtendAttr, ExtendAttrRequired, Gender, Identity, IdentityPriority, IdentityRequired,
    NewCustomerByIdentity, NewCustomerByIdentityRequired, TargetCustomer,
};
use baiyao::{Client, Settings, operations};

/// What runs the example of an operation.
pub type Run = fn(&Client) -> Result<(), Box<dyn std::error::Error>>;

/// The operations, each with what runs its example.
pub const OPERATIONS: &[(&str, Run)] = &[
    ("add_customer", add_customer_example),
    (
        "create_customer_by_identity",
        create_customer_by_identity_example,
    ),
    ("get_customer", get_customer_example),
    (
        "find_customer_id_by_identities",
        find_customer_id_by_identities_example,
    ),
    (
        "find_customer_by_identity",
        find_customer_by_identity_example,
    ),
    ("delete_customer", delete_customer_example),
    ("list_customers", list_customers_example),
    (
        "update_customer_attribute",
        update_customer_attribute_example,
    ),
    ("get_customer_attributes", get_customer_attributes_example),
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (name, server) = match arguments[..] {
        [] => {
            for (name, _) in OPERATIONS {
                println!("{name}");
            }
            return Ok(());
        }
        [name, "--server", server] => (name, server),
        _ => return Err("usage: [OPERATION --server URL]".into()),
    };
    let operation = OPERATIONS.iter().find(|(known, _)| *known == name);
    let (_, run) = operation.ok_or_else(|| format!("there is no operation `{name}`"))?;
    run(&client_of(|name| std::env::var(name).ok(), server)?)
}

/// The settings by their variables of the environment, with values that are made up.
pub const SETTINGS: &[(&str, &str)] = &[("BAIYAO_TOKEN", "an-example-secret")];

/// A client of a server. `given` has settings by their variables of the environment.
pub fn client_of(
    given: impl Fn(&str) -> Option<String>,
    server: &str,
) -> Result<Client, Box<dyn std::error::Error>> {
    let setting = |name: &str| {
        let made_up = SETTINGS.iter().find(|(known, _)| *known == name);
        let made_up = || made_up.map(|(_, text)| (*text).to_owned());
        given(name).or_else(made_up).unwrap_or_default()
    };
    let settings = Settings::new().token(setting("BAIYAO_TOKEN"));
    Ok(Client::new(settings).configure(|core| core.with_server(server)))
}

/// A customer with a verified mobile number · 手机号已验证的客户
fn add_customer_example(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    let answer = client
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
        .blocking()?;
    println!("{answer}");
    Ok(())
}

/// Two identities in the order of the call · 两个身份，以请求顺序为优先级
fn create_customer_by_identity_example(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    let call = client
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
        .auto_merge(true);
    println!("{}", call.dry_run()?);
    let answer = call.blocking()?;
    println!("{answer}");
    Ok(())
}

/// A customer with one identity · 带一个身份的客户
fn get_customer_example(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    let customer = client.get_customer(1402859337310482433).blocking()?;
    println!("{:?}", customer.app_id);
    Ok(())
}

/// By a mobile number and a shop account · 按手机号和店铺账号查找
fn find_customer_id_by_identities_example(
    client: &Client,
) -> Result<(), Box<dyn std::error::Error>> {
    let answer = client
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
        .blocking()?;
    println!("{answer}");
    Ok(())
}

/// By a shop account · 按店铺账号查找
fn find_customer_by_identity_example(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    let customer = client
        .find_customer_by_identity(operations::FindCustomerByIdentityRequired {
            identity_type: "taobao-account".to_owned(),
            identity_value: "小明旗舰店".to_owned(),
        })
        .blocking()?;
    println!("{:?}", customer.app_id);
    Ok(())
}

/// A customer that there is · 删除已有的客户
fn delete_customer_example(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    let call = client.delete_customer(1402859337310482433);
    println!("{}", call.dry_run()?);
    call.blocking()?;
    Ok(())
}

/// The first page of a year · 一年内客户的第一页
fn list_customers_example(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    let items = client
        .list_customers(operations::ListCustomersRequired {
            start_time: "2020-01-01T00:00:00".parse::<DateTime>()?,
            end_time: "2020-12-31T23:59:59".parse::<DateTime>()?,
            current: 1,
            size: 2,
        })
        .group_id(12)
        .search_key("张三")
        .items();
    for item in items.blocking() {
        let listed_customer = item?;
        println!("{:?}", listed_customer.app_id);
    }
    Ok(())
}

/// A new name · 修改名称
fn update_customer_attribute_example(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    client
        .update_customer_attribute(operations::UpdateCustomerAttributeRequired {
            attr_name: "name".to_owned(),
            attr_value: "李四".to_owned(),
            customer_id: 1402859337310482433,
            is_extend_attr: false,
        })
        .blocking()?;
    Ok(())
}

/// Three attributes · 三个属性
fn get_customer_attributes_example(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    let customer_attributes_answer = client
        .get_customer_attributes(["name", "mobile", "shoe_size"], 1402859337310482433)
        .blocking()?;
    println!("{:?}", customer_attributes_answer.customer_id);
    Ok(())
}
