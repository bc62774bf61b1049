//! Runs the example of an operation against a server, such as an emulator of the vendor:
//!
//! ```sh
//! apiloom serve specs/wefeng.yaml --port 4010 --set subdomain=demo --set secret=an-example-secret --set email=admin@example.com &
//! cargo run -p apiloom-wefeng --example operations -- update_external_contact --server http://127.0.0.1:4010/api/v1
//! ```
//!
//! They are for the top of a repository whose spec is `specs/wefeng.yaml`; where the spec stands elsewhere, give its path.
//!
//! Without an operation, it lists them.
//!
//! Settings come from the environment; those of `SETTINGS` that are not there are made up.
//!
//! Generated from `wefeng.yaml` by `apiloom generate`; edit the spec, not this file.

use wefeng::apiloom::{Date, Replacement};
use wefeng::types::{CustomFieldValue, CustomFieldValueContent, Gender};
use wefeng::{Client, Settings};

/// What runs the example of an operation.
pub type Run = fn(&Client) -> Result<(), Box<dyn std::error::Error>>;

/// The operations, each with what runs its example.
pub const OPERATIONS: &[(&str, Run)] =
    &[("update_external_contact", update_external_contact_example)];

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
    ("WEFENG_SUBDOMAIN", "demo"),
    ("WEFENG_SECRET", "an-example-secret"),
    ("WEFENG_EMAIL", "admin@example.com"),
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
    let settings = Settings::new(setting("WEFENG_SUBDOMAIN"), setting("WEFENG_SECRET"))
        .email(setting("WEFENG_EMAIL"));
    Ok(Client::new(settings).configure(|core| core.with_server(server)))
}

/// A contact with all its added fields · 带全部自定义字段的客户
fn update_external_contact_example(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    let call = client
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
        .wx_user_flag(false);
    println!("{}", call.dry_run()?);
    let external_contact = call.blocking()?;
    println!("{:?}", external_contact.external_user_id);
    Ok(())
}
