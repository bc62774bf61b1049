//! What the model knows, in the words of the spec.

use super::{
    Access, Decode, Effect, Encode, ErrorKind, PageRead, PageStyle, PairStyle, Place, Repeat,
    Update, Where,
};

/// Gives types a method that says the word of a value.
macro_rules! words {
    ($($ty:ident { $($value:ident => $word:literal),+ $(,)? })+) => {
        $(impl $ty {
            /// The word of the spec.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$value => $word,)+
                }
            }
        })+
    };
}

words! {
    Access { Read => "read", Write => "write", Both => "both" }
    Decode { Json => "json", Text => "text", Bytes => "bytes", File => "file" }
    Effect { Read => "read", Write => "write", Delete => "delete" }
    Encode {
        Json => "json",
        Form => "form",
        Multipart => "multipart",
        Text => "text",
        Bytes => "bytes",
    }
    ErrorKind {
        Auth => "auth",
        Permission => "permission",
        NotFound => "not_found",
        RateLimit => "rate_limit",
        Invalid => "invalid",
        Conflict => "conflict",
        Unavailable => "unavailable",
        Vendor => "vendor",
    }
    PageRead {
        Next => "next",
        More => "more",
        Total => "total",
        Page => "page",
        Pages => "pages",
        Size => "size",
    }
    PageStyle {
        Page => "page",
        Offset => "offset",
        Cursor => "cursor",
        LastId => "last_id",
        Link => "link",
    }
    PairStyle {
        Repeat => "repeat",
        Csv => "csv",
        Json => "json",
        Brackets => "brackets",
        Index0 => "index0",
        Index1 => "index1",
        Dots => "dots",
        Dots0 => "dots0",
        Dots1 => "dots1",
        Index0Dots => "index0_dots",
    }
    Place { Path => "path", Query => "query", Header => "header", Cookie => "cookie" }
    Repeat { Safe => "safe", Keyed => "keyed", Never => "never" }
    Update {
        Merge => "merge",
        MergeById => "merge_by_id",
        Replace => "replace",
        Unknown => "unknown",
    }
    Where { Query => "query", Header => "header", Cookie => "cookie", Body => "body" }
}
