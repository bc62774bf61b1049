//! Dezhu SCRM customers.
//!
//! 得助 SCRM 客户。
//!
//! Customers of the Dezhu SCRM.
//! An appId must have been issued before the first call.
//!
//! 得助 SCRM 的客户接口。
//! 调用前须先获取 appId。
//!
//! # Getting started
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use dezhu::apiloom::Replacement;
//! use dezhu::types::CustomerUpdate;
//! use dezhu::{Client, Settings, SettingsRequired, SignHook};
//!
//! let settings = Settings::new(
//!     SettingsRequired {
//!         domain: "scrm.example.com".to_owned(),
//!         app_id: "example-app".to_owned(),
//!     },
//!     SignHook::new(|_| todo!()),
//! );
//! let client = Client::new(settings);
//!
//! let call = client.update_customer(
//!     "9528",
//!     CustomerUpdate::new(Replacement::LeaveOut, Replacement::LeaveOut).desc("重复客户"),
//! );
//! println!("{}", call.dry_run()?);
//! let customer_detail = call.await?;
//! println!("{:?}", customer_detail.customer_group_name);
//! # Ok(())
//! # }
//! ```
//!
//! Without async code, `.blocking()` takes the place of `.await`.
//!
//! Before it runs, write the function that each `todo!()` stands for, which is given as `SignHook`: until then it compiles, and panics where a call needs that function.
//!
//! 运行前须先写好 `todo!()` 处的函数（`SignHook`）：在此之前程序可以编译，但调用需要该函数时会 panic。
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
//! The client authenticates each call as its operation demands; it needs the settings and what you write as `SignHook`.
//!
//! - `signed`: Application, time in milliseconds and signature in three headers.
//!   在三个请求头中携带应用 ID、毫秒时间戳和签名。
//!   It sends `appId`, `timestamp`, `sign` in the headers.
//!
//! # Settings
//!
//! - [`domain`](Settings::domain) (required): The whole host name that the vendor gave the company.
//!   厂商分配给企业的专属域名（完整主机名）。
//! - [`app_id`](Settings::app_id) (required): Id of the application that calls; the vendor issues it.
//!   调用方的应用 ID，由厂商发放。
//! - [`SignHook`]: a function of yours. Signs a call as the vendor demands; the result is sent as the header sign. It sees all that a signature can cover and brings its own key.
//!   按厂商要求计算签名，结果放在请求头 sign 中；可以取得签名可能涉及的全部内容，密钥由实现者自备。
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
//! use dezhu::apiloom::{Replacement, replay};
//! use dezhu::types::CustomerUpdate;
//! use dezhu::{Client, Settings, SettingsRequired, SignHook};
//! use std::sync::Arc;
//!
//! let replay = Arc::new(replay::Replay::new().then(
//!     200,
//!     r#"{
//!   "code": "10000",
//!   "data": {
//!     "customer": {
//!       "blackTime": "2024-05-02 10:00:00",
//!       "blacklist": 1,
//!       "cancelReason": "重复录入",
//!       "cancelRemark": "与 9527 重复",
//!       "cancelTime": "2024-05-03 11:00:00",
//!       "customerId": "9528",
//!       "deleteTime": "2024-05-03 11:00:00",
//!       "deleted": true,
//!       "desc": "重复客户",
//!       "isCancel": true,
//!       "isDeleted": false,
//!       "mergeCustomerId": "9529",
//!       "newCustomerId": "9529"
//!     }
//!   },
//!   "message": "请求成功"
//! }"#,
//! ));
//! let client = Client::with_transport(
//!     Settings::new(
//!         SettingsRequired {
//!             domain: "scrm.example.com".to_owned(),
//!             app_id: "example-app".to_owned(),
//!         },
//!         SignHook::new(|_| Ok(Default::default())),
//!     ),
//!     replay.clone(),
//! );
//! client
//!     .update_customer(
//!         "9528",
//!         CustomerUpdate::new(Replacement::LeaveOut, Replacement::LeaveOut).desc("重复客户"),
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
//! - `guide`: Change a customer, 修改客户, <https://support.51ima.com/SCRM/>修改客户.html
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
#[doc(inline)]
pub use apiloom::{Error, Kind};
pub use client::Client;
pub use errors::ErrorCode;
pub use settings::{Settings, SettingsRequired, SignHook, SignInput};

apiloom::call_type!();

/// The program of the README is a doc test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
