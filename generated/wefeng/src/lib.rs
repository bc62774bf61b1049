//! Wefeng external contacts.
//!
//! 微丰企微外部联系人.
//!
//! External contacts of WeCom as the Wefeng SCRM keeps them.
//! Each interface may be called 60 times a minute; the statistics interfaces only one call at a time.
//!
//! 微丰 SCRM 中的企业微信外部联系人接口。
//! 每个接口每分钟最多 60 次；统计类接口只能串行调用，禁止并发。
//!
//! Start with [`Client`]; what it can do stands in [`operations`].
//!
//! Generated from `wefeng.yaml` by `apiloom generate`; edit the spec, not this file.

mod auth;
mod client;
mod envelopes;
mod errors;
pub mod operations;
mod settings;
pub mod types;

pub use apiloom;
pub use client::Client;
pub use settings::Settings;

apiloom::call_type!();
