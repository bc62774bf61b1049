//! Baiyao marketing platform customers.
//!
//! 白药营销平台客户.
//!
//! Customers of the Baiyao marketing platform: create (plain or by identities), look up, list, change one
//! attribute, delete.
//! Writing needs the permission 客户管理-写, reading needs 客户管理-读.
//!
//! 白药营销平台的客户接口：新增（普通方式或按身份）、查询、分页列表、修改单个属性、删除。
//! 写操作需要“客户管理-写”权限，读操作需要“客户管理-读”权限。
//!
//! Start with [`Client`]; what it can do stands in [`operations`].
//!
//! Generated from `baiyao.yaml` by `apiloom generate`; edit the spec, not this file.

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
pub use settings::Settings;

apiloom::call_type!();
