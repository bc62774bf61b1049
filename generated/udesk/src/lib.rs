//! Udesk customers.
//!
//! Udesk 客户.
//!
//! Customers of the Udesk service desk.
//! Each interface may be called 60 times a minute.
//!
//! Udesk 客服系统的客户接口。
//! 每个接口每分钟最多调用 60 次。
//!
//! Start with [`Client`]; what it can do stands in [`operations`].
//!
//! Generated from `udesk.yaml` by `apiloom generate`; edit the spec, not this file.

mod auth;
mod client;
mod envelopes;
mod errors;
mod members;
pub mod operations;
mod settings;
pub mod types;

pub use apiloom;
pub use client::Client;
pub use settings::{Settings, SettingsRequired};

apiloom::call_type!();
