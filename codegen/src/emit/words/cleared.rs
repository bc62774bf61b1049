//! How a field is cleared.

use super::{Hole, Saying};
use crate::model::Clear;

/// What clears a field, where something is said of it.
pub fn cleared(clear: Clear) -> Option<Saying> {
    Some(match clear {
        Clear::Unsaid => return None,
        Clear::Never => Saying::plain("It cannot be cleared.", "无法清空。"),
        Clear::Null => Saying::with(
            "{0} clears it at the vendor.",
            "发送 {0} 会清空厂商侧的值。",
            vec![Hole::Code("null".to_owned())],
        ),
        Clear::Empty => Saying::plain(
            "An empty text clears it at the vendor.",
            "发送空文本会清空厂商侧的值。",
        ),
    })
}
