//! Calls of a spec's operations without generated code.
//!
//! In: a checked API. Out: a client of it, whose calls are what those of the generated client would
//! be, byte for byte: both write through the same codecs, are signed by the same attempt loop, and
//! judged and read by the same descriptions.
//!
//! ```
//! use apiloom::replay::Replay;
//! use apiloom::{Method, http};
//! use apiloom_codegen::pipeline;
//! use apiloom_interpreter::{Client, Interpreter, Settings};
//! use std::sync::Arc;
//!
//! # let folder = std::env::temp_dir().join("apiloom-interpreter-doc");
//! # std::fs::create_dir_all(&folder)?;
//! # let path = folder.join("acme.yaml");
//! # std::fs::write(&path, "apiloom: 1\nvendor: acme\nservers: { default: https://api.acme.example }\n\
//! # types: { Parcel: { fields: { id: int64!, weight: decimal } } }\n\
//! # operations: { get_parcel: { http: 'GET /parcels/{id}', path: { id: int64 }, returns: Parcel } }\n")?;
//! let checked = pipeline::check(&[path]);
//! let api = checked.apis.into_iter().next().ok_or("the spec has errors")?;
//! let interpreter = Interpreter::new(api);
//! let settings = Settings::new(interpreter, [("unused", "")].into_iter().take(0))?;
//!
//! let replay = Replay::new().on(Method::GET, "/parcels/7", 200, r#"{"id":7,"weight":"1.50"}"#);
//! let client = Client::with_transport(interpreter, settings, Arc::new(replay));
//! let answer = client.call("get_parcel", br#"{"id":7}"#)?.blocking()?;
//! assert_eq!(answer.to_json()?.as_deref(), Some(&br#"{"id":7,"weight":1.50}"#[..]));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The runtime's descriptions of operations live as long as the program, so an [`Interpreter`] keeps the
//! API that it is made of until then: make one a spec, not one a call.

mod answer;
mod call;
mod changes;
mod client;
mod computed;
mod encode;
mod envelope;
mod failure;
mod file;
mod inputs;
mod interpreter;
mod operation;
mod paging;
mod problems;
mod reader;
mod redaction;
pub mod scheme;
mod server;
mod settings;
mod token;
mod vendor;
mod view;
mod words;

pub use self::answer::Answered;
pub use self::call::Call;
pub use self::client::{CallError, Client};
pub use self::inputs::CallInputs;
pub use self::interpreter::Interpreter;
pub use self::operation::Described;
pub use self::problems::InputProblem;
pub use self::redaction::Redacted;
pub use self::settings::{Settings, SettingsError};
pub use self::vendor::{HookAnswers, Witness};
pub use self::view::{RequestView, scalar_members};
pub use self::words::in_language;
