//! The example `operations` of each generated crate, against an emulator of its vendor: every operation's example
//! is a success. The same program is run by `cargo run -p apiloom-udesk --example operations`.

use apiloom_emulator::Emulator;

/// The example of a client's crate, as a module.
macro_rules! example {
    ($module:ident, $path:literal) => {
        #[path = $path]
        #[allow(
            dead_code,
            unreachable_pub,
            reason = "it is a program, whose `main` nobody calls here"
        )]
        mod $module;
    };
}

example!(
    baiyao_example,
    "../../generated/baiyao/examples/operations.rs"
);
example!(
    dezhu_example,
    "../../generated/dezhu/examples/operations.rs"
);
example!(
    dmhub_example,
    "../../generated/dmhub/examples/operations.rs"
);
example!(
    udesk_example,
    "../../generated/udesk/examples/operations.rs"
);
example!(
    wefeng_example,
    "../../generated/wefeng/examples/operations.rs"
);

/// An emulator of a vendor, for the account whose settings the example makes up.
fn emulator(vendor: &str, settings: &[(&str, &str)]) -> Emulator {
    let folder = env!("CARGO_MANIFEST_DIR");
    let spec = format!("{folder}/../specs/{vendor}.yaml");
    let prefix = format!("{}_", vendor.to_uppercase());
    let named = settings.iter().map(|(variable, text)| {
        let name = variable.strip_prefix(&prefix).expect("the vendor's own");
        (name.to_lowercase(), *text)
    });
    let builder = Emulator::builder(spec).seed(1);
    let builder = named.fold(builder, |builder, (name, text)| builder.setting(name, text));
    builder.start_blocking().expect("the emulator starts")
}

/// Runs every operation of a vendor, each against an emulator of its own: what one deletes, another reads.
macro_rules! run {
    ($vendor:literal, $example:ident) => {{
        let start = || emulator($vendor, $example::SETTINGS);
        let names: Vec<&str> = $example::OPERATIONS.iter().map(|(name, _)| *name).collect();
        let api = start().api();
        let operations: Vec<String> = api.operations.iter().map(|o| o.name.snake()).collect();
        assert_eq!(names, operations, "every operation has an example");
        for (name, run) in $example::OPERATIONS {
            let emulator = start();
            let client =
                $example::client_of(|_| None, &emulator.url()).expect("the client is made");
            let outcome = run(&client);
            let log: Vec<String> = emulator.log().iter().map(ToString::to_string).collect();
            assert!(outcome.is_ok(), "{name}: {outcome:?}\n{log:#?}");
            let mut entries = emulator.log().into_iter();
            let came = entries.any(|entry| entry.operation.as_deref() == Some(name));
            assert!(came, "{name} came over HTTP: {log:#?}");
        }
    }};
}

#[test]
fn every_operation_of_baiyao() {
    run!("baiyao", baiyao_example);
}

#[test]
fn every_operation_of_dezhu() {
    run!("dezhu", dezhu_example);
}

#[test]
fn every_operation_of_dmhub() {
    run!("dmhub", dmhub_example);
}

#[test]
fn every_operation_of_udesk() {
    run!("udesk", udesk_example);
}

#[test]
fn every_operation_of_wefeng() {
    run!("wefeng", wefeng_example);
}
