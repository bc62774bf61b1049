//! Dezhu SCRM customers.
//!
//! 得助 SCRM 客户.
//!
//! Customers of the Dezhu SCRM.
//! An appId must have been issued before the first call.
//!
//! 得助 SCRM 的客户接口。
//! 调用前须先获取 appId。
//!
//! Start with [`Client`]; what it can do stands in [`operations`].
//!
//! Generated from `dezhu.yaml` by `apiloom generate`; edit the spec, not this file.

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
pub use errors::ErrorCode;
pub use settings::{Settings, SettingsRequired, SignHook, SignInput};

apiloom::call_type!();
