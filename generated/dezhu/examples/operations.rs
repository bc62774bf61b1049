//! Runs the example of an operation against a server, such as an emulator of the vendor:
//!
//! ```sh
//! apiloom serve specs/dezhu.yaml --port 4010 --set domain=scrm.example.com --set app_id=example-app &
//! cargo run -p apiloom-dezhu --example operations -- update_customer --server http://127.0.0.1:4010
//! ```
//!
//! They are for the top of a repository whose spec is `specs/dezhu.yaml`; where the spec stands elsewhere, give its path.
//!
//! Without an operation, it lists them.
//!
//! Settings come from the environment; those of `SETTINGS` that are not there are made up.
//!
//! Generated from `dezhu.yaml` by `apiloom generate`; edit the spec, not this file.

use dezhu::apiloom::Replacement;
use dezhu::types::{CustomerDict, CustomerDictRequired, CustomerUpdate};
use dezhu::{Client, Settings, SettingsRequired, SignHook};

/// What runs the example of an operation.
pub type Run = fn(&Client) -> Result<(), Box<dyn std::error::Error>>;

/// The operations, each with what runs its example.
pub const OPERATIONS: &[(&str, Run)] = &[("update_customer", update_customer_example)];

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
    ("DEZHU_DOMAIN", "scrm.example.com"),
    ("DEZHU_APP_ID", "example-app"),
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
    let settings = Settings::new(
        SettingsRequired {
            domain: setting("DEZHU_DOMAIN"),
            app_id: setting("DEZHU_APP_ID"),
        },
        SignHook::new(|_| Ok("made-up".to_owned())),
    );
    Ok(Client::new(settings).configure(|core| core.with_server(server)))
}

/// A new name and two tags · 修改名称和两个标签
fn update_customer_example(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    let call = client.update_customer(
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
    );
    println!("{}", call.dry_run()?);
    let customer_detail = call.blocking()?;
    println!("{:?}", customer_detail.customer_group_name);
    Ok(())
}
