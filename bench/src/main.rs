//! Measures Apiloom against its peers: `cargo run --release -p apiloom-bench
//! -- json`.

mod document;
mod json;
#[allow(dead_code, reason = "the build script uses the rest")]
mod schema;
mod table;

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

use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match *words {
        ["json"] => json::table(),
        ["json", row, side, rounds] if json::once(row, side, rounds) => {}
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}

const USAGE: &str = "\
usage: apiloom-bench json
           JSON against serde_json with serde's derive: times and their ratios
       apiloom-bench json (decode|reversed|encode) (ours|serde) ROUNDS
           one side alone, to be counted by a profiler";
