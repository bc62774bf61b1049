//! The language server of specs.
//!
//! [`knows`] says what is known of a place and knows nothing of the protocol; everything else carries messages.

pub mod knows;
mod server;

use std::io;

pub use server::{Ended, serve};

/// Serves one client over standard input and output until it leaves.
///
/// # Errors
/// When standard input or output break.
pub fn run() -> io::Result<Ended> {
    let (connection, threads) = lsp_server::Connection::stdio();
    let ended = serve(connection);
    threads.join()?;
    Ok(ended)
}
