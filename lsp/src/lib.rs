//! The language server of specs: problems while typing, fixes, style, completion, names.
//!
//! [`knows`] says what is known of a place and knows nothing of the protocol; everything else carries messages
//! between it, the checks of `apiloom-codegen` and an editor.

mod address;
mod answer;
mod capabilities;
mod client;
mod document;
mod editor;
mod family;
mod hunks;
pub mod knows;
mod lines;
mod outline;
mod problem;
mod queue;
mod relatives;
mod server;
mod session;

use std::io::{self, Write as _};

use lsp_server::Connection;

pub use server::{Ended, serve};

/// Serves one editor over standard input and output until it leaves.
///
/// # Errors
/// When what comes in is not the protocol, or what goes out cannot be written.
pub fn run() -> io::Result<Ended> {
    let (connection, threads) = Connection::stdio();
    let ended = serve(connection);
    if ended != Ended::Deaf {
        // What was said last is still being written.
        threads.join()?;
    }
    Ok(ended)
}

/// Tells whoever reads the log of the editor.
fn log(text: &str) {
    let _ = writeln!(io::stderr().lock(), "apiloom lsp: {text}");
}
