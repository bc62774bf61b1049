//! The tasks of this repository: `cargo tour`.
//!
//! This program depends on nothing that is generated, so that it works when a generated crate does not.

use std::env;
use std::process::{Command, ExitCode};

/// The steps of the tour, each with what it is called.
const TOUR: &[(&str, &[&str])] = &[
    (
        "The clients, from the specs",
        &[
            "run",
            "--quiet",
            "--package",
            "apiloom-cli",
            "--",
            "generate",
        ],
    ),
    (
        "The clients at work, on emulated vendors",
        &[
            "run",
            "--quiet",
            "--package",
            "apiloom-tests",
            "--example",
            "tour",
        ],
    ),
];

fn main() -> ExitCode {
    match env::args().nth(1).as_deref() {
        Some("tour") => run(TOUR),
        _ => {
            eprintln!("usage: cargo tour");
            ExitCode::from(2)
        }
    }
}

/// Runs steps one after the other, in the root of the repository; the first that fails ends them.
fn run(steps: &[(&str, &[&str])]) -> ExitCode {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    for (title, arguments) in steps {
        println!("\n{title}\n");
        match Command::new(&cargo)
            .args(*arguments)
            .current_dir(root)
            .status()
        {
            Ok(status) if status.success() => {}
            Ok(_) => return ExitCode::FAILURE,
            Err(error) => {
                eprintln!("cargo cannot be run: {error}");
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}
