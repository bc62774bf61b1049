//! Measures Apiloom against its peers, and prints one table: `bench/run`.

mod clean;
mod clock;
mod compile;
mod customer;
mod derived;
mod desk;
mod document;
mod front;
mod growth;
mod json;
mod report;
mod requests;
#[allow(dead_code, reason = "the build script uses the rest")]
mod schema;
mod synthetic;
mod table;
mod validate;
mod validators;

/// The client that the generator made of the spec.
#[allow(
    dead_code,
    unused_imports,
    clippy::all,
    unreachable_pub,
    reason = "only its types are measured"
)]
mod vendor {
    include!(concat!(env!("OUT_DIR"), "/vendor.rs"));
}

/// The client whose requests are measured.
#[allow(
    dead_code,
    unused_imports,
    clippy::all,
    unreachable_pub,
    reason = "not all of it is used"
)]
mod shop {
    include!(concat!(env!("OUT_DIR"), "/shop.rs"));
}

/// The same records with serde's derive.
#[allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    reason = "the generator's types are as public"
)]
mod peer {
    include!(concat!(env!("OUT_DIR"), "/peer.rs"));
}

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/measured");
    let lines = match *words {
        ["front"] => front::lines(),
        ["desk"] => desk::lines(&folder),
        ["growth"] => growth::lines(&folder),
        ["json"] => json::lines(),
        ["compile"] => compile::lines(&folder),
        ["requests"] => requests::lines(),
        ["validate"] => validate::lines(),
        ["rules"] => validators::lines(&folder),
        ["clean"] => clean::lines(&folder),
        ["serve"] => {
            requests::serve();
            return ExitCode::SUCCESS;
        }
        ["all"] => {
            let mut lines = front::lines();
            lines.extend(desk::lines(&folder));
            lines.extend(growth::lines(&folder));
            lines.extend(json::lines());
            lines.extend(compile::lines(&folder));
            lines.extend(requests::lines());
            lines.extend(validate::lines());
            lines.extend(validators::lines(&folder));
            lines.extend(clean::lines(&folder));
            lines
        }
        ["json", row, side, rounds] if json::once(row, side, rounds) => return ExitCode::SUCCESS,
        ["validate", job, side, rounds] if validate::once(job, side, rounds) => {
            return ExitCode::SUCCESS;
        }
        ["desk", edit, rounds] if desk::once(&folder, edit, rounds) => return ExitCode::SUCCESS,
        ["front", step, rounds] if front::once(step, rounds) => return ExitCode::SUCCESS,
        ["requests", side, job, at_once, turns] if requests::once(side, job, at_once, turns) => {
            return ExitCode::SUCCESS;
        }
        ["growth", step, operations, rounds] if growth::once(&folder, step, operations, rounds) => {
            return ExitCode::SUCCESS;
        }
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    report::print(&lines);
    ExitCode::SUCCESS
}

const USAGE: &str = "\
usage: apiloom-bench (all|front|desk|growth|json|compile|requests|validate|rules|clean)
           all measurements, or one group of them, as a table
       apiloom-bench front (tree|spec|model|value|structs) ROUNDS
       apiloom-bench desk (0|1|2|3) ROUNDS
       apiloom-bench growth (check|generate) OPERATIONS ROUNDS
       apiloom-bench json (decode|reversed|encode) (ours|serde) ROUNDS
       apiloom-bench requests (ours|hand|reqwest) (read|write) AT_ONCE TURNS
       apiloom-bench validate (valid|broken|told) (ours|garde|validator|hand) ROUNDS
           one side of one row alone, to be counted by a profiler";
