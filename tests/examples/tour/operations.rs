//! Every operation, through its generated client.

use std::collections::BTreeMap;
use std::sync::Arc;

use apiloom::{HyperTransport, Transport};

use crate::vendors::Vendor;

const HEADINGS: [&str; 5] = [
    "vendor",
    "operation",
    "request",
    "status",
    "the typed answer says",
];

/// Calls all of them and prints a table; gives what went wrong.
pub(crate) async fn visit(vendors: &BTreeMap<&'static str, Vendor>) -> Vec<String> {
    let transport: Arc<dyn Transport> = Arc::new(HyperTransport::new());
    let mut rows = vec![HEADINGS.map(str::to_owned)];
    let mut problems = Vec::new();
    for vendor in vendors.values() {
        for (call, given) in &vendor.calls {
            let before = vendor.emulator.log().len();
            let url = vendor.emulator.url();
            let sent = match call.bind(given, Arc::clone(&transport), Some(url)) {
                Ok(call) => call.send().await.map_err(|error| error.to_string()),
                Err(problem) => Err(problem),
            };
            let log = vendor.emulator.log();
            let own = log.iter().skip(before);
            let operation = call.name.split('.').next();
            let mut own = own.filter(|entry| entry.operation.as_deref() == operation);
            let entry = own.next_back();
            let status = entry.and_then(|entry| entry.status);
            rows.push([
                vendor.name.to_owned(),
                operation.unwrap_or_default().to_owned(),
                entry.map_or_else(String::new, |e| format!("{} {}", e.method, e.path)),
                status.map_or_else(String::new, |status| status.to_string()),
                match &sent {
                    Ok(told) => told.fact.clone(),
                    Err(error) => error.clone(),
                },
            ]);
            if let Err(error) = sent {
                let log: Vec<String> = log.iter().skip(before).map(|e| format!("  {e}")).collect();
                problems.push(format!("{call}: {error}\n{}", log.join("\n")));
            }
        }
    }
    print(&rows);
    let operations = rows.len() - 1;
    println!(
        "\n  {operations} operations, {} answered.",
        operations - problems.len()
    );
    problems
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
        println!("  {}", cells.join("  ").trim_end());
    }
}
