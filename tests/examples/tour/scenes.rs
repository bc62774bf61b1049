//! What a client does when something is wrong, or much.

use std::collections::BTreeMap;
use std::error::Error;

use apiloom::validate::Language;
use apiloom::{Kind, Secret};
use apiloom_emulator::Emulator;

use crate::vendors::{Vendor, spec};

/// What went otherwise than it should.
type Problems = Vec<String>;

/// A client that signs with another secret than the account has.
pub(crate) async fn wrong_secret(
    vendors: &BTreeMap<&'static str, Vendor>,
) -> Result<Problems, Box<dyn Error>> {
    let vendor = &vendors["wefeng"];
    let subdomain = vendor.emulator.setting("subdomain");
    let settings = wefeng::Settings::new(subdomain, Secret::from("not the secret"));
    let client =
        wefeng::Client::new(settings).configure(|core| core.with_server(vendor.emulator.url()));
    let fields = apiloom::Replacement::LeaveOut;
    let result = client.update_external_contact("wmAAA", fields).await;
    told("client", &shown(&result));
    told("vendor", &last(&vendor.emulator));
    Ok(expected(
        "wrong_secret",
        result.is_err_and(|error| error.code().is_some()),
    ))
}

/// A call that breaks rules of the spec.
pub(crate) async fn wrong_input(
    vendors: &BTreeMap<&'static str, Vendor>,
) -> Result<Problems, Box<dyn Error>> {
    let vendor = &vendors["baiyao"];
    let client =
        baiyao::Client::new(baiyao::Settings::new().token(vendor.emulator.setting("token")))
            .configure(|core| {
                core.with_server(vendor.emulator.url())
                    .with_language(Language::Chinese)
            });
    let before = vendor.emulator.log().len();
    let result = client
        .add_customer(baiyao::operations::AddCustomerRequired {
            name: "张三".to_owned(),
            mobile: "1388888".to_owned(),
            mobile_verified: true,
            email: "zhangsan@".to_owned(),
            email_verified: false,
            gender: baiyao::types::Gender::Male,
        })
        .await;
    let Err(error) = result else {
        return Ok(vec!["wrong_input: the call was sent".to_owned()]);
    };
    let violations = error.violations();
    for violation in violations.into_iter().flatten() {
        let (path, rule) = (violation.path(), violation.rule());
        told(
            path,
            &format!("{rule}: {}", violation.message(Language::Chinese)),
        );
    }
    let sent = vendor.emulator.log().len() - before;
    told("sent", &format!("{sent} requests"));
    let is_input = error.kind() == Kind::Input && violations.is_some_and(|all| all.len() == 2);
    Ok(expected("wrong_input", is_input && sent == 0))
}

/// All customers, whatever pages they stand on.
pub(crate) async fn pages(
    vendors: &BTreeMap<&'static str, Vendor>,
) -> Result<Problems, Box<dyn Error>> {
    let vendor = &vendors["dmhub"];
    let emulator = &vendor.emulator;
    let (app_id, secret) = (emulator.setting("app_id"), emulator.setting("secret"));
    let client = dmhub::Client::new(dmhub::Settings::new(app_id, Secret::from(secret)))
        .configure(|core| core.with_server(emulator.url()));
    let before = emulator.log().len();
    let mut customers = client.list_customers().rows(10).items();
    let mut count = 0;
    let mut names = Vec::new();
    while let Some(customer) = customers.next().await {
        count += 1;
        names.extend(customer?.name.filter(|_| names.len() < 3));
    }
    let log = emulator.log();
    for entry in log.iter().skip(before) {
        told("vendor", &entry.to_string());
    }
    told(
        "client",
        &format!("{count} customers: {}, …", names.join(", ")),
    );
    let entities = emulator.entities().values().sum::<usize>();
    Ok(expected("pages", count > 10 && count <= entities))
}

/// A read that comes through at its third attempt.
pub(crate) async fn throttled() -> Result<Problems, Box<dyn Error>> {
    let emulator = Emulator::builder(spec("dmhub"))
        .fault("throttle:1@get_customer=first 2")
        .start()
        .await?;
    let (app_id, secret) = (emulator.setting("app_id"), emulator.setting("secret"));
    let client = dmhub::Client::new(dmhub::Settings::new(app_id, Secret::from(secret)))
        .configure(|core| core.with_server(emulator.url()));
    let result = client.get_customer(1).await;
    for entry in emulator.log() {
        told("vendor", &entry.to_string());
    }
    told(
        "client",
        &shown(
            &result
                .as_ref()
                .map(|customer| format!("customer {:?}", customer.id)),
        ),
    );
    Ok(expected("throttled", result.is_ok()))
}

/// Prints a line with who says it.
fn told(who: &str, text: &str) {
    println!("  {who:8}  {text}");
}

fn shown<T: std::fmt::Debug, E: std::fmt::Display>(result: &Result<T, E>) -> String {
    match result {
        Ok(value) => format!("{value:?}"),
        Err(error) => error.to_string(),
    }
}

/// The last line of an emulator's log.
fn last(emulator: &Emulator) -> String {
    let log = emulator.log();
    log.last().map_or_else(String::new, ToString::to_string)
}

fn expected(scene: &str, is_so: bool) -> Problems {
    match is_so {
        true => Vec::new(),
        false => vec![format!("{scene}: it went otherwise than it should")],
    }
}
