//! DM Hub customers.
//!
//! DM Hub 客户.
//!
//! Customers of Convertlab's DM Hub.
//! The server demands TLS 1.2 or later.
//!
//! Convertlab DM Hub 的客户接口。
//! 服务器要求 TLS 1.2 或以上版本。
//!
//! Start with [`Client`]; what it can do stands in [`operations`].
//!
//! Generated from `dmhub.yaml` by `apiloom generate`; edit the spec, not this file.

mod auth;
mod client;
mod envelopes;
mod errors;
pub mod operations;
mod settings;
pub mod types;

pub use apiloom;
pub use client::Client;
pub use errors::ErrorCode;
pub use settings::Settings;

apiloom::call_type!();
