//! What can be wrong on the wire, and where: one error a direction, both with
//! a JSON path.

mod decode;
mod encode;
mod path;

pub use decode::DecodeError;
pub use encode::EncodeError;
pub use path::Step;
pub(crate) use path::{is_word, push_member, push_path, shortened};
