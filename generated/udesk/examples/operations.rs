//! Runs the example of an operation against a server, such as an emulator of the vendor:
//!
//! ```sh
//! apiloom serve specs/udesk.yaml --port 4010 --set subdomain=yourdomain --set email=admin@example.com --set token=an-example-token --set password=an-example-password &
//! cargo run -p apiloom-udesk --example operations -- update_customer --server http://127.0.0.1:4010/open_api_v1
//! ```
//!
//! They are for the top of a repository whose spec is `specs/udesk.yaml`; where the spec stands elsewhere, give its path.
//!
//! Without an operation, it lists them.
//!
//! Settings come from the environment; those of `SETTINGS` that are not there are made up.
//!
//! Generated from `udesk.yaml` by `apiloom generate`; edit the spec, not this file.

use udesk::apiloom::Replacement;
use udesk::types::{
    CellphoneChange, CustomFields, CustomerLevel, CustomerLookup, CustomerUpdate, EmailChange,
};
use udesk::{Client, Settings, SettingsRequired};

/// What runs the example of an operation.
pub type Run = fn(&Client) -> Result<(), Box<dyn std::error::Error>>;

/// The operations, each with what runs its example.
pub const OPERATIONS: &[(&str, Run)] = &[
    ("update_customer", update_customer_example),
    ("log_in", log_in_example),
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
    ("UDESK_SUBDOMAIN", "yourdomain"),
    ("UDESK_EMAIL", "admin@example.com"),
    ("UDESK_TOKEN", "an-example-token"),
    ("UDESK_PASSWORD", "an-example-password"),
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
    let settings = Settings::new(SettingsRequired {
        subdomain: setting("UDESK_SUBDOMAIN"),
        email: setting("UDESK_EMAIL"),
    })
    .token(setting("UDESK_TOKEN"))
    .password(setting("UDESK_PASSWORD"));
    Ok(Client::new(settings).configure(|core| core.with_server(server)))
}

/// A customer by its mail address · 按邮箱查找并更新客户
fn update_customer_example(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    let call = client.update_customer(
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
    );
    println!("{}", call.dry_run()?);
    let customer = call.blocking()?;
    println!("{:?}", customer.id);
    Ok(())
}

/// An administrator logs in · 管理员登录
fn log_in_example(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    let log_in = client
        .log_in("admin@example.com", "an-example-password")
        .blocking()?;
    println!("{log_in:?}");
    Ok(())
}
