//! The emulators, and what clients are given that are set up for them.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::PathBuf;

use apiloom::{Clock, Nonces, SystemClock, SystemNonces};
use apiloom_emulator::Emulator;
use apiloom_tests::calls::{self, AnyCall};
use apiloom_tests::exchange::Given;

/// What calls say of an account as inputs, and their clients do not.
const FURTHER: &[(&str, &str, &str)] = &[
    ("udesk", "email", "admin@udesk.cn"),
    ("udesk", "password", "made-up password"),
];

/// The calls of operations whose own one is about something that an emulator does not have at its start.
const OTHERS: &[(&str, &str)] = &[("update_customer.signed_v1", "udesk")];

/// A vendor on this machine.
pub(crate) struct Vendor {
    pub(crate) name: &'static str,
    pub(crate) emulator: Emulator,
    /// A call of each operation, and what its client is given.
    pub(crate) calls: Vec<(AnyCall, Given)>,
}

/// The spec of a vendor.
pub(crate) fn spec(vendor: &str) -> PathBuf {
    let specs = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../specs"));
    specs.join(format!("{vendor}.yaml"))
}

/// An emulator for each vendor, whose account is the one that the calls use.
pub(crate) fn start() -> Result<BTreeMap<&'static str, Vendor>, Box<dyn Error>> {
    let mut calls: BTreeMap<&'static str, Vec<(AnyCall, Given)>> = BTreeMap::new();
    for call in calls::all() {
        let exchange = call.exchange()?;
        // The main call of an operation has its name.
        let is_main = exchange.name == exchange.operation;
        let instead = OTHERS.iter().any(|(name, vendor)| {
            *vendor == call.vendor && name.split('.').next() == Some(&exchange.operation)
        });
        if OTHERS.contains(&(call.name, call.vendor)) || is_main && !instead {
            let given = now(call.vendor, exchange.given)?;
            calls.entry(call.vendor).or_default().push((call, given));
        }
    }
    for calls in calls.values_mut() {
        // What is deleted can be read no more.
        calls.sort_by_key(|(call, _)| call.name.starts_with("delete"));
    }
    let started = calls.into_iter().map(|(name, calls)| {
        let emulator = emulator(name, &calls)?;
        let vendor = Vendor {
            name,
            emulator,
            calls,
        };
        Ok((name, vendor))
    });
    started.collect()
}

fn emulator(name: &str, calls: &[(AnyCall, Given)]) -> Result<Emulator, Box<dyn Error>> {
    let mut settings = BTreeMap::new();
    for (_, given) in calls {
        settings.extend(given.settings.clone());
    }
    settings.extend(further(name));
    let builder = Emulator::builder(spec(name));
    let builder = settings
        .into_iter()
        .fold(builder, |builder, (name, text)| builder.setting(name, text));
    Ok(builder.start_blocking()?)
}

fn further(vendor: &str) -> impl Iterator<Item = (String, String)> {
    let further = FURTHER.iter().filter(move |(of, _, _)| *of == vendor);
    further.map(|(_, name, text)| ((*name).to_owned(), (*text).to_owned()))
}

/// What a client of this moment is given: the time, a nonce, and no token, so that it fetches one.
fn now(vendor: &str, mut given: Given) -> Result<Given, Box<dyn Error>> {
    for (name, text) in further(vendor) {
        given.settings.entry(name).and_modify(|known| *known = text);
    }
    Ok(Given {
        now: SystemClock.now().to_string(),
        nonce: Some(SystemNonces.uuid()?),
        token: None,
        ..given
    })
}
