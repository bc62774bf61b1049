//! The life of a server: messages come in, answers go out.

use lsp_server::{Connection, Message};

/// How a client left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// It asked the server to shut down before.
    Asked,
    /// It just went.
    Gone,
}

/// Serves one client until it leaves.
pub fn serve(connection: Connection) -> Ended {
    for message in &connection.receiver {
        if matches!(message, Message::Notification(n) if n.method == "exit") {
            return Ended::Gone;
        }
    }
    Ended::Gone
}
