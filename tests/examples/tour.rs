//! A tour of the five clients: calls each of their operations over HTTP, at stand-ins of the vendors on this machine, and
//! prints what was sent and what came back.
//!
//! ```sh
//! cargo run -p apiloom-tests --example tour
//! ```
//!
//! Ends with a failure if any request or answer differs from the hand-written exchanges.

use std::collections::BTreeMap;
use std::error::Error;
use std::process::ExitCode;
use std::sync::Arc;

use apiloom::{HyperTransport, Transport};
use apiloom_tests::calls::{self, AnyCall};
use apiloom_tests::exchange::Exchange;
use apiloom_tests::play::{Outcome, play};
use apiloom_tests::stand_in::{self, Server};

const HEADINGS: [&str; 6] = [
    "vendor",
    "operation",
    "request",
    "status",
    "the typed answer says",
    "",
];

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<ExitCode, Box<dyn Error>> {
    let stops = stops()?;
    let servers = stand_ins(&stops)?;
    let transport: Arc<dyn Transport> = Arc::new(HyperTransport::new());

    let mut rows = vec![HEADINGS.map(str::to_owned)];
    let mut problems = Vec::new();
    for (call, exchange) in &stops {
        let server = &servers[call.vendor];
        let outcome = play(call, exchange, Arc::clone(&transport), server).await;
        rows.push(row(exchange, &outcome));
        problems.extend(outcome.problem);
    }
    print(&rows);
    for problem in &problems {
        eprintln!("\n{problem}");
    }
    println!(
        "\n{} operations of {} vendors called, {} ok.",
        stops.len(),
        servers.len(),
        stops.len() - problems.len()
    );
    Ok(if problems.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// The main exchange of every operation: the one that has the operation's name.
fn stops() -> Result<Vec<(AnyCall, Exchange)>, Box<dyn Error>> {
    let mut stops = Vec::new();
    for call in calls::all() {
        let exchange = call.exchange()?;
        if exchange.name == exchange.operation {
            stops.push((call, exchange));
        }
    }
    Ok(stops)
}

/// A stand-in for each vendor.
fn stand_ins(
    stops: &[(AnyCall, Exchange)],
) -> Result<BTreeMap<&'static str, Server>, Box<dyn Error>> {
    let mut exchanges: BTreeMap<&'static str, Vec<Exchange>> = BTreeMap::new();
    for (call, exchange) in stops {
        exchanges
            .entry(call.vendor)
            .or_default()
            .push(exchange.clone());
    }
    let mut servers = BTreeMap::new();
    for (vendor, exchanges) in exchanges {
        servers.insert(vendor, stand_in::start(exchanges)?);
    }
    Ok(servers)
}

fn row(exchange: &Exchange, outcome: &Outcome) -> [String; 6] {
    let ok = if outcome.problem.is_none() {
        "ok"
    } else {
        "DIFFERS"
    };
    [
        exchange.vendor.clone(),
        exchange.operation.clone(),
        outcome.request.clone().unwrap_or_default(),
        outcome
            .status
            .map(|status| status.to_string())
            .unwrap_or_default(),
        outcome.fact.clone(),
        ok.to_owned(),
    ]
}

/// Prints the rows as a table, each column as wide as its widest cell.
fn print<const COLUMNS: usize>(rows: &[[String; COLUMNS]]) {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max();
    let widths: Vec<usize> = (0..COLUMNS).filter_map(width).collect();
    for row in rows {
        let cells = row.iter().zip(&widths);
        let cells: Vec<String> = cells
            .map(|(cell, width)| format!("{cell:width$}"))
            .collect();
        println!("{}", cells.join("  ").trim_end());
    }
}
