//! A server that behaves like a vendor, driven by the vendor's spec alone.
//!
//! The receiving half routes requests, decodes them, checks their authentication and plans faults; the
//! answering half (`answer`, `values`, `state`) makes what the vendor would answer.

mod account;
mod answer;
mod body;
mod clock;
mod context;
pub mod decode;
mod emulator;
mod engine;
mod envelope;
mod failure;
mod fault;
mod log;
mod multipart;
mod pages;
mod percent;
mod random;
mod received;
mod reply;
mod route;
mod server;
mod state;
mod tokens;
mod tree;
mod unnamed;
mod values;
pub mod verify;

pub use account::{Account, AccountSetting, BadSetting, Origin};
pub use answer::Answerer;
pub use clock::Clock;
pub use context::{Context, Grant};
pub use emulator::{Builder, Emulator, Reload, ReloadListener, StartError, Taken};
pub use engine::{Engine, Handled, Options, SetupError};
pub use failure::{Failure, FailureKind};
pub use fault::{Ending, Fault, FaultError, FaultKind, Plan, Planned, When};
pub use log::{Entry, Outcome};
pub use multipart::Part;
pub use received::{Pairs, Received};
pub use reply::{Change, Reply};
pub use route::{Astray, Route, Routes};
pub use tokens::{TokenState, Tokens};
