//! Baiyao marketing platform customers.
//!
//! 白药营销平台客户。
//!
//! Customers of the Baiyao marketing platform: create (plain or by identities), look up, list, change one
//! attribute, delete.
//! Writing needs the permission 客户管理-写, reading needs 客户管理-读.
//!
//! 白药营销平台的客户接口：新增（普通方式或按身份）、查询、分页列表、修改单个属性、删除。
//! 写操作需要“客户管理-写”权限，读操作需要“客户管理-读”权限。
//!
//! # Getting started
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use baiyao::{Client, Settings};
//!
//! let settings = Settings::new().token(std::env::var("BAIYAO_TOKEN")?);
//! let client = Client::new(settings);
//!
//! let customer = client.get_customer(1402859337310482433).await?;
//! println!("{:?}", customer.app_id);
//! # Ok(())
//! # }
//! ```
//!
//! Without async code, `.blocking()` takes the place of `.await`.
//!
//! # What is where
//!
//! - [`Client`] has a method for each operation; [`operations`] lists them, with their inputs as data.
//! - [`Settings`] are what a client is made from.
//! - [`Call`] is what a method gives: set inputs that may be left out, then `.await` it; it can be tried by [`dry_run`](Call::dry_run), checked by [`validate`](Call::validate), and given a deadline, a retry policy or a header of its own.
//! - [`types`] are the types of requests and answers.
//! - [`ErrorCode`] are the failures that the vendor documents.
//! - [`Error`] is what a call fails with, and [`Kind`] what sort of thing went wrong.
//! - `apiloom` is the runtime: values such as `Date`, `Decimal` and `Secret`, retries, hooks, transports.
//!
//! # Authentication
//!
//! The client authenticates each call as its operation demands; there is nothing to do but to give the settings.
//!
//! - `header_token`: The access key as it is, in the header `token`.
//!   访问密钥原样放在请求头 token 中。
//!   It sends `token` in the headers.
//!   Its token is the setting [`token`](Settings::token). [`Client::set_header_token`] sets another.
//!
//! # Settings
//!
//! - [`token`](Settings::token) (may be left out, secret): The access key, which is the token, that the platform issues for an appKey and its secret; sent with every call.
//!   平台根据 appKey 和 secret 发放的访问密钥（即令牌），每次调用都会携带。
//!
//! Secrets are shown nowhere: not by `Debug`, not in errors, and not in what hooks are told.
//!
//! # Errors
//!
//! [`Client`](Client#errors) says how calls fail, and which codes of the vendor are known.
//!
//! # Dry runs
//!
//! [`Call::dry_run`] gives the exact request and what it would change at the vendor, also what would be lost; nothing is sent.
//!
//! # Tests without a network
//!
//! [`Client::with_transport`] takes anything that answers requests: answers written in the test or recorded before (`replay` of `apiloom`), or a function (`transport::from_fn` of `apiloom`).
//! [`Call::prepare`] gives the signed request and [`Call::answer`] reads a response, without any transport.
//!
//! ```
//! use baiyao::apiloom::replay;
//! use baiyao::{Client, Settings};
//! use std::sync::Arc;
//!
//! let replay =
//!     Arc::new(replay::Replay::new().then(200, r#"{ "code": 0, "msg": "操作成功", "data": null }"#));
//! let client = Client::with_transport(Settings::new().token("an-example-token"), replay.clone());
//! client.set_header_token("an-example-token");
//! client.delete_customer(1402859337310482433).blocking()?;
//! assert_eq!(replay.requests().len(), 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Features
//!
//! - `hyper` (default): sends over HTTPS; without it, bring a transport of your own.
//! - `gzip` (default): asks for answers that are compressed with gzip, and unpacks them.
//! - `serde`: `serde::Serialize` and `serde::Deserialize` for the types.
//!
//! # Documents
//!
//! What is documented here is from these; `Source:` names one and a place in it.
//!
//! - `customer`: Customer management, 客户管理
//! - `related`: Public code and documents of related platforms, 同源平台的公开代码与文档
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
#[doc(inline)]
pub use apiloom::{Error, Kind};
pub use client::Client;
pub use errors::ErrorCode;
pub use settings::Settings;

apiloom::call_type!();

/// The program of the README is a doc test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
