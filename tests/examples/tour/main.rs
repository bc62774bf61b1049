//! A tour of what a spec gives, on emulators of the five vendors that run on this machine.
//!
//! ```sh
//! cargo run -p apiloom-tests --example tour
//! ```
//!
//! Every operation is called through its generated client over HTTP; then a wrong signature is refused, input is
//! found wrong before it is sent, a list is read page by page, and a call comes through after it was throttled.
//! Ends with a failure if anything goes otherwise.

mod operations;
mod scenes;
mod vendors;

use std::error::Error;
use std::process::ExitCode;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<ExitCode, Box<dyn Error>> {
    let vendors = vendors::start()?;
    println!("Five emulators run from their specs alone:");
    for vendor in vendors.values() {
        println!("  {:6}  {}", vendor.name, vendor.emulator.url());
    }

    heading("Every operation, through its generated client");
    let mut problems = operations::visit(&vendors).await;

    heading("A secret that is wrong");
    problems.extend(scenes::wrong_secret(&vendors).await?);

    heading("Input that is wrong, found before anything is sent");
    problems.extend(scenes::wrong_input(&vendors).await?);

    heading("A list, read page by page");
    problems.extend(scenes::pages(&vendors).await?);

    heading("Too many requests");
    problems.extend(scenes::throttled().await?);

    for problem in &problems {
        eprintln!("\n{problem}");
    }
    println!(
        "\nThe same by hand, without a compiler:\n  \
         cargo apiloom serve specs/dmhub.yaml\n  \
         cargo apiloom call specs/dmhub.yaml list_customers --help"
    );
    Ok(match problems.is_empty() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}

fn heading(text: &str) {
    println!("\n{text}\n");
}
