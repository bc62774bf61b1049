//! Wefeng external contacts.
//!
//! 微丰企微外部联系人。
//!
//! External contacts of WeCom as the Wefeng SCRM keeps them.
//! Each interface may be called 60 times a minute; the statistics interfaces only one call at a time.
//!
//! 微丰 SCRM 中的企业微信外部联系人接口。
//! 每个接口每分钟最多 60 次；统计类接口只能串行调用，禁止并发。
//!
//! # Getting started
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use wefeng::apiloom::Replacement;
//! use wefeng::{Client, Settings};
//!
//! let settings = Settings::new("demo", std::env::var("WEFENG_SECRET")?).email("admin@example.com");
//! let client = Client::new(settings);
//!
//! let call = client
//!     .update_external_contact("wm_3b_EAAAhcgXh5DPmcM555t9c_jXQQ", Replacement::LeaveOut)
//!     .position("经理");
//! println!("{}", call.dry_run()?);
//! let external_contact = call.await?;
//! println!("{:?}", external_contact.external_user_id);
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
//! - `signed`: A SHA-256 signature and its time in the query. The order of the two does not matter.
//!   在查询串中携带时间戳和 SHA-256 签名，两者先后无关。
//!   It sends `timestamp`, `sign` in the query.
//!
//! # Settings
//!
//! - [`subdomain`](Settings::subdomain) (required): The company's own name before .wefeng360.com.
//!   公司在 .wefeng360.com 之前的子域名。
//! - [`secret`](Settings::secret) (required, secret): The key from the console that signs every call.
//!   控制台中的密钥，用于给每次调用签名。
//! - [`email`](Settings::email) (may be left out): Mail address of the administrator; only signed when sign_base is email_secret_timestamp.
//!   管理员邮箱；仅当 sign_base 为 email_secret_timestamp 时参与签名。
//! - [`timestamp_unit`](Settings::timestamp_unit) (default `seconds`): The unit of the timestamp that is sent and signed.
//!   所发送并参与签名的时间戳的单位。
//! - [`sign_base`](Settings::sign_base) (default `secret_timestamp`): Which values are joined with \& and hashed.
//!   以 \& 连接后进行哈希的内容。
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
//! use wefeng::apiloom::{Replacement, replay};
//! use wefeng::{Client, Settings};
//!
//! let replay = Arc::new(replay::Replay::new().then(
//!     200,
//!     r#"{
//!   "succeed": true,
//!   "code": 200,
//!   "bizCode": "000000",
//!   "message": "OK",
//!   "visible": false,
//!   "data": {
//!     "externalUserId": "wm_3b_EAAAhcgXh5DPmcM555t9c_jXQQ",
//!     "position": "经理",
//!     "gender": 0,
//!     "customFields": [{ "id": 2485, "content": 2 }],
//!     "externalTags": [{ "name": "老客户" }]
//!   }
//! }"#,
//! ));
//! let client = Client::with_transport(
//!     Settings::new("demo", "an-example-secret").email("admin@example.com"),
//!     replay.clone(),
//! );
//! client
//!     .update_external_contact("wm_3b_EAAAhcgXh5DPmcM555t9c_jXQQ", Replacement::LeaveOut)
//!     .position("经理")
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
//! - `contact`: Change an external contact, 修改客户信息, <https://developer.wefeng360.com/docs/docs/external_contact/03_update.html>
//! - `readme`: Common rules of the API, 接口通用说明, <https://developer.wefeng360.com/docs/V1_README.html>
//! - `integrators`: Public code that calls the vendor, 调用该厂商接口的公开代码
//! - `udesk`: How to call the API of the sister product Udesk, 同公司产品 Udesk 的接口调用说明, <https://www.udesk.cn/doc/apiv2/intro>
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
#[doc(inline)]
pub use apiloom::{Error, Kind};
pub use client::Client;
pub use settings::Settings;

apiloom::call_type!();

/// The program of the README is a doc test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
