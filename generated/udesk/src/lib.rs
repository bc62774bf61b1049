//! Udesk customers.
//!
//! Udesk 客户。
//!
//! Customers of the Udesk service desk.
//! Each interface may be called 60 times a minute.
//!
//! Udesk 客服系统的客户接口。
//! 每个接口每分钟最多调用 60 次。
//!
//! # Getting started
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use udesk::apiloom::Replacement;
//! use udesk::types::{CustomerLevel, CustomerLookup, CustomerUpdate};
//! use udesk::{Client, Settings, SettingsRequired};
//!
//! let settings = Settings::new(SettingsRequired {
//!     subdomain: "yourdomain".to_owned(),
//!     email: "admin@example.com".to_owned(),
//! })
//! .token(std::env::var("UDESK_TOKEN")?);
//! let client = Client::new(settings);
//!
//! let call = client.update_customer(
//!     CustomerLookup::Id(953803726),
//!     CustomerUpdate::new()
//!         .nick_name("李白")
//!         .level(CustomerLevel::Normal),
//!     Replacement::LeaveOut,
//! );
//! println!("{}", call.dry_run()?);
//! let customer = call.await?;
//! println!("{:?}", customer.id);
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
//! - [`Error`] is what a call fails with, and [`Kind`] what sort of thing went wrong.
//! - `apiloom` is the runtime: values such as `Date`, `Decimal` and `Secret`, retries, hooks, transports.
//!
//! # Authentication
//!
//! The client authenticates each call as its operation demands; there is nothing to do but to give the settings.
//!
//! - `v2`: Signature of the current edition, SHA-256 with a nonce, placed in the query. A nonce is accepted once within 15 minutes, so every attempt is signed anew.
//!   现行签名方式：SHA-256 加随机串，放在查询串中。同一随机串 15 分钟内只能使用一次，因此每次尝试都重新签名。
//!   It sends `email`, `timestamp`, `nonce`, `sign_version`, `sign` in the query.
//!   Its token is the setting [`token`](Settings::token), or is fetched by [`Client::log_in`] when it is needed and kept for as long as it lives. [`Client::set_v2_token`] sets another.
//! - `v1`: The older signature, SHA-1 without a nonce, placed in the query.
//!   旧签名方式：SHA-1，没有随机串，放在查询串中。
//!   It sends `email`, `timestamp`, `sign` in the query.
//!   Its token is the setting [`token`](Settings::token), or is fetched by [`Client::log_in`] when it is needed and kept for as long as it lives. [`Client::set_v1_token`] sets another.
//! - `v1_in_body`: The older signature as members of the JSON body, the way the document's sample shows it.
//!   旧签名方式，按文档示例把 email、timestamp、sign 放进 JSON 请求体。
//!   It sends `email`, `timestamp`, `sign` in the body.
//!   Its token is the setting [`token`](Settings::token), or is fetched by [`Client::log_in`] when it is needed and kept for as long as it lives. [`Client::set_v1_in_body_token`] sets another.
//!
//! Where an operation offers several, the first is used unless [`Call::with_scheme`] says otherwise.
//!
//! # Settings
//!
//! - [`subdomain`](Settings::subdomain) (required): The company's own name before .udesk.cn.
//!   公司在 .udesk.cn 之前的二级域名。
//! - [`email`](Settings::email) (required): Mail address of the administrator whose token signs; part of the signed text.
//!   管理员邮箱，其令牌用于签名；邮箱本身也参与签名。
//! - [`token`](Settings::token) (may be left out, secret): The API token (open_api_token) of that administrator; without it, the client fetches one with log_in.
//!   该管理员的 open_api_token；不提供时由客户端用 log_in 获取。
//! - [`password`](Settings::password) (may be left out, secret): Password of that administrator for the web console; it buys the API token where that is not given.
//!   该管理员登录后台的密码；未提供令牌时用它换取。
//!
//! Secrets are shown nowhere: not by `Debug`, not in errors, and not in what hooks are told.
//!
//! # Errors
//!
//! [`Client`](Client#errors) says how calls fail, and which codes of the vendor are known.
//!
//! # Limits
//!
//! The client keeps the vendor's limits: a call waits for its turn, and fails with [`Kind::RateLimit`] if that comes after its deadline.
//! Clients of one account share them by `Core::with_limits`.
//!
//! - `per_interface`: 60 calls in 60 seconds, counted for each operation
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
//! use std::sync::Arc;
//! use udesk::apiloom::{Replacement, replay};
//! use udesk::types::{CustomerLevel, CustomerLookup, CustomerUpdate};
//! use udesk::{Client, Settings, SettingsRequired};
//!
//! let replay = Arc::new(replay::Replay::new().then(
//!     200,
//!     r#"{
//!   "code": 1000,
//!   "customer": {
//!     "id": 953803726,
//!     "nick_name": "李白",
//!     "emails": "libai@example.com",
//!     "other_emails": [{ "content": "a@example.com", "id": 34 }],
//!     "level": "normal",
//!     "open_api_token": "an-example-token",
//!     "wechat": { "id": "wx477a73a96df0fa6e", "name": "miller" }
//!   }
//! }"#,
//! ));
//! let client = Client::with_transport(
//!     Settings::new(SettingsRequired {
//!         subdomain: "yourdomain".to_owned(),
//!         email: "admin@example.com".to_owned(),
//!     })
//!     .token("an-example-token"),
//!     replay.clone(),
//! );
//! client.set_v2_token("an-example-token");
//! client
//!     .update_customer(
//!         CustomerLookup::Id(953803726),
//!         CustomerUpdate::new()
//!             .nick_name("李白")
//!             .level(CustomerLevel::Normal),
//!         Replacement::LeaveOut,
//!     )
//!     .blocking()?;
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
//! - `guide`: Update a customer (edition of 2017), 更新客户（2017 年版）
//! - `intro`: How to call the API, 接口调用说明, <https://www.udesk.cn/doc/apiv2/intro>
//! - `customers`: Customers (current edition), 客户管理（现行版）, <https://www.udesk.cn/doc/apiv2/customers>
//! - `integrators`: Public code that calls the vendor, 调用该厂商接口的公开代码
//! - `assumed`: No document: what this spec assumes, 没有文档，本规范自行推定
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
#[doc(inline)]
pub use apiloom::{Error, Kind};
pub use client::Client;
pub use settings::{Settings, SettingsRequired};

apiloom::call_type!();

/// The program of the README is a doc test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
