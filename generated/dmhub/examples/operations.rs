//! Runs the example of an operation against a server, such as an emulator of the vendor:
//!
//! ```sh
//! apiloom serve specs/dmhub.yaml --port 4010 --set app_id=example-app --set secret=an-example-secret &
//! cargo run -p apiloom-dmhub --example operations -- upsert_customer --server http://127.0.0.1:4010
//! ```
//!
//! They are for the top of a repository whose spec is `specs/dmhub.yaml`; where the spec stands elsewhere, give its path.
//!
//! Without an operation, it lists them.
//!
//! Settings come from the environment; those of `SETTINGS` that are not there are made up.
//!
//! Generated from `dmhub.yaml` by `apiloom generate`; edit the spec, not this file.

use dmhub::apiloom::{Code, Date, DateTime, Json, OrEmpty};
use dmhub::types::{CustomerIdentity, CustomerUpsert, Gender, IdentityType, SortOrder};
use dmhub::{Client, Settings};

/// What runs the example of an operation.
pub type Run = fn(&Client) -> Result<(), Box<dyn std::error::Error>>;

/// The operations, each with what runs its example.
pub const OPERATIONS: &[(&str, Run)] = &[
    ("upsert_customer", upsert_customer_example),
    ("list_customers", list_customers_example),
    ("get_customer", get_customer_example),
    ("get_access_token", get_access_token_example),
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
pub const SETTINGS: &[(&str, &str)] = &[
    ("DMHUB_APP_ID", "example-app"),
    ("DMHUB_SECRET", "an-example-secret"),
];

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
    let settings = Settings::new(setting("DMHUB_APP_ID"), setting("DMHUB_SECRET"));
    Ok(Client::new(settings).configure(|core| core.with_server(server)))
}

/// A customer by two identities · 按两个身份写入客户
fn upsert_customer_example(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    let call = client.upsert_customer(
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
    );
    println!("{}", call.dry_run()?);
    let customer = call.blocking()?;
    println!("{:?}", customer.id);
    Ok(())
}

/// Men who changed within a year · 一年内更新过的男性客户
fn list_customers_example(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    let items = client
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
        .items();
    for item in items.blocking() {
        let customer = item?;
        println!("{:?}", customer.id);
    }
    Ok(())
}

/// A customer · 一个客户
fn get_customer_example(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    let customer = client.get_customer(12345).blocking()?;
    println!("{:?}", customer.id);
    Ok(())
}

/// A token for two hours · 有效期两小时的令牌
fn get_access_token_example(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    let access_token = client.get_access_token().blocking()?;
    println!("{}", access_token.expires_in);
    Ok(())
}
