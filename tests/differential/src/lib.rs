//! Drives the two ways in which a spec becomes requests and reads answers, generated code and the
//! interpreter, with the same data, and compares what they do.

mod covered;
mod driver;
mod heard;
mod hook;
mod inputs;
mod interpreted;
pub mod make;
mod outcome;
mod run;
mod setup;
mod side;

pub use covered::covered;
pub use heard::Heard;
pub use hook::HookCall;
pub use inputs::{FileInput, Files, setting};
pub use interpreted::interpreted;
pub use outcome::{Broken, Deviated, Outcome, Refusal, Request, downloaded, nothing, told};
pub use run::{Counts, Report, run};
pub use setup::{Script, Setup};
pub use side::{Called, Made, MakeSide, Side, Unreadable, given};
