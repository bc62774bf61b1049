//! DM Hub customers.
//!
//! DM Hub 客户。
//!
//! Customers of Convertlab's DM Hub.
//! The server demands TLS 1.2 or later.
//!
//! Convertlab DM Hub 的客户接口。
//! 服务器要求 TLS 1.2 或以上版本。
//!
//! # Getting started
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use dmhub::{Client, Settings};
//!
//! let settings = Settings::new("example-app", std::env::var("DMHUB_SECRET")?);
//! let client = Client::new(settings);
//!
//! let customer = client.get_customer(12345).await?;
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
//! - [`ErrorCode`] are the failures that the vendor documents.
//! - [`Error`] is what a call fails with, and [`Kind`] what sort of thing went wrong.
//! - `apiloom` is the runtime: values such as `Date`, `Decimal` and `Secret`, retries, hooks, transports.
//!
//! # Authentication
//!
//! The client authenticates each call as its operation demands; there is nothing to do but to give the settings.
//!
//! - `access_token`: A token in the query, so that URLs are secret. An application has only one live token at a time, so it is shared by all who use that application.
//!   令牌放在查询串中，因此 URL 属于敏感信息。每个 appid 同一时间只有一个有效令牌，使用同一应用者须共用。
//!   It sends `access_token` in the query.
//!   Its token is fetched by [`Client::get_access_token`] when it is needed, and kept for as long as it lives. [`Client::set_access_token`] sets another.
//!
//! # Settings
//!
//! - [`app_id`](Settings::app_id) (required): Id of the application; sent as appid.
//!   应用 id，以 appid 发送。
//! - [`secret`](Settings::secret) (required, secret): Secret of the application that buys a token.
//!   应用密钥，用于换取 access_token。
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
//! use dmhub::apiloom::{DateTime, OrEmpty, replay};
//! use dmhub::{Client, Settings};
//! use std::sync::Arc;
//!
//! let replay = Arc::new(replay::Replay::new().then(
//!     200,
//!     r#"{
//!   "records": 1,
//!   "rows": [
//!     {
//!       "id": 12345,
//!       "name": "小明",
//!       "mobile": "13888888888",
//!       "source": "WeChat",
//!       "stage": "潜在客户"
//!     }
//!   ]
//! }"#,
//! ));
//! let client = Client::with_transport(
//!     Settings::new("example-app", "an-example-secret"),
//!     replay.clone(),
//! );
//! client.set_access_token("an-example-token");
//! client
//!     .list_customers()
//!     .stage(OrEmpty::Value("潜在客户".to_owned()))
//!     .source("WeChat")
//!     .mobile("13888888888")
//!     .date_created_from("2017-06-01T00:00:00Z".parse::<DateTime>()?)
//!     .date_created_to("2017-06-02T00:00:00Z".parse::<DateTime>()?)
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
//! - `customer`: Customers, 客户数据接口
//! - `token`: Getting an access token, 获取身份权限
//! - `public`: Public copies of other chapters of the vendor's document, 厂商文档其他章节的公开副本
//! - `traffic`: Recorded traffic in public code, 公开代码中录制的请求与返回
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
