//! How names are written in Rust; the one place where identifiers are made.

use proc_macro2::{Ident, Span};

use crate::model::{Field, Name, Update};

/// Words that cannot be identifiers, not even raw ones.
const NEVER: &[&str] = &["self", "super", "crate", "_"];

/// Keywords of any edition; they are written raw.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// Type names that generated files use for something else, or that readers take for something else.
pub(crate) const TAKEN_TYPES: &[&str] = &[
    "Answer",
    "Arc",
    "Auth",
    "BTreeMap",
    "Base64",
    "BoolCodes",
    "Box",
    "Call",
    "Client",
    "Clone",
    "CallLimit",
    "CallRate",
    "ClearedByEmpty",
    "ClearedByNull",
    "Code",
    "CodeEnum",
    "CodeRef",
    "Codec",
    "Copy",
    "Core",
    "Csv",
    "Date",
    "DateAs",
    "DateTime",
    "DateTimeAs",
    "Debug",
    "Decimal",
    "DecodeError",
    "Decoder",
    "Decided",
    "Default",
    "Display",
    "Download",
    "Effect",
    "EncodeError",
    "Encoder",
    "EpochMillis",
    "EpochSeconds",
    "Eq",
    "Err",
    "Error",
    "ErrorCode",
    "Extra",
    "Fields",
    "File",
    "FlatPairs",
    "Fn",
    "Form",
    "From",
    "Hash",
    "HashMap",
    "HookError",
    "IdempotencyKey",
    "InString",
    "IntOrString",
    "Into",
    "IntoIterator",
    "Json",
    "JsonString",
    "Kind",
    "List",
    "PairStyle",
    "MapOf",
    "Maybe",
    "Method",
    "None",
    "NullOrEmpty",
    "Nullable",
    "NullableOf",
    "Ok",
    "OneOrMany",
    "Operate",
    "Operation",
    "Option",
    "OrEmpty",
    "OrNull",
    "Ord",
    "OtherVariant",
    "Paged",
    "Pairs",
    "PartialEq",
    "PartialOrd",
    "Patch",
    "PatchOf",
    "PatchOrEmpty",
    "Plain",
    "Receive",
    "Record",
    "Repeat",
    "Replacement",
    "RequestBuilder",
    "Result",
    "Seal",
    "Secret",
    "Self",
    "Send",
    "Sentinel",
    "Settings",
    "SettingsRequired",
    "Shape",
    "Some",
    "Stamp",
    "String",
    "StringOrInt",
    "Sync",
    "Timestamp",
    "TokenAccount",
    "TokenRequest",
    "TokenSource",
    "ToString",
    "Transport",
    "Trimmed",
    "Vec",
    "Vendor",
    "VendorError",
    "Verdict",
    "Whole",
    "Wire",
    "Zone",
];

/// A variable, field or function.
pub fn snake(name: &Name) -> Ident {
    word(&name.snake())
}

/// A type or variant.
pub fn camel(name: &Name) -> Ident {
    let camel = name.camel();
    match camel.as_str() {
        "Self" => raw("SelfValue"),
        _ => raw(&camel),
    }
}

/// A declared type; one that would hide a type that generated code uses gets `Type` at its end.
pub fn declared(name: &Name) -> Ident {
    let camel = name.camel();
    match TAKEN_TYPES.contains(&camel.as_str()) {
        true => raw(&format!("{camel}Type")),
        false => raw(&camel),
    }
}

/// A word that is already in snake case.
pub fn word(word: &str) -> Ident {
    if NEVER.contains(&word) {
        raw(&format!("{word}_"))
    } else if KEYWORDS.contains(&word) {
        Ident::new_raw(word, Span::call_site())
    } else {
        raw(word)
    }
}

/// A word that is an identifier as it is: names have ASCII letters, digits and `_` only, and start with a
/// letter.
fn raw(word: &str) -> Ident {
    Ident::new(word, Span::call_site())
}

/// A declared type's name in snake case, such as its module.
pub fn declared_snake(name: &Name) -> String {
    match TAKEN_TYPES.contains(&name.camel().as_str()) {
        true => format!("{}_type", name.snake()),
        false => name.snake(),
    }
}

/// The file and module of something; never a keyword, nor a name that the module tree or Windows uses.
pub fn file(snake: &str) -> String {
    let device = ["con", "prn", "aux", "nul", "mod", "lib", "main"].contains(&snake)
        || (snake.len() == 4 && (snake.starts_with("com") || snake.starts_with("lpt")));
    match device || NEVER.contains(&snake) || KEYWORDS.contains(&snake) {
        true => format!("{snake}_"),
        false => snake.to_owned(),
    }
}

/// The setter of an input or field; one that would hide another method, or look like an operator's, gets
/// `set_` before it.
pub fn setter(name: &Name) -> Ident {
    const TAKEN: &[&str] = &[
        "add",
        "answer",
        "bitand",
        "bitor",
        "bitxor",
        "blank",
        "blocking",
        "clone",
        "default",
        "div",
        "dry_run",
        "fmt",
        "into_future",
        "mul",
        "new",
        "prepare",
        "rem",
        "shl",
        "shr",
        "sub",
        "validate",
        "with_deadline",
        "with_header",
        "with_idempotency_key",
        "with_member",
        "with_retry",
        "with_scheme",
        "with_server",
        "with_timeout",
        "without_validation",
    ];
    let snake = name.snake();
    match TAKEN.contains(&snake.as_str()) {
        true => raw(&format!("set_{snake}")),
        false => word(&snake),
    }
}

/// The setter of a field or input; what replaces, adds to or changes what the vendor holds says so.
pub fn field_setter(field: &Field) -> Ident {
    let prefix = match field.update {
        // Of a record, it says what becomes of its members.
        Some(_) if !field.many => None,
        Some(Update::Replace) => Some("replace"),
        Some(Update::Merge) => Some("add"),
        Some(Update::MergeById) => Some("change"),
        Some(Update::Unknown) | None => None,
    };
    match prefix {
        Some(prefix) => raw(&format!("{prefix}_{}", field.name.snake())),
        None => setter(&field.name),
    }
}

/// The method that clears a field.
pub fn clear(name: &Name) -> Ident {
    raw(&format!("clear_{}", name.snake()))
}

/// The setter of an input of a list, whose calls have further methods.
pub fn list_setter(field: &Field) -> Ident {
    let setter = field_setter(field);
    match setter == "items" || setter == "pages" {
        true => raw(&format!("set_{setter}")),
        false => setter,
    }
}

/// The method of an operation; one that `Client` has already gets `call_` before it.
pub fn method(name: &Name) -> Ident {
    const TAKEN: &[&str] = &[
        "new",
        "with_transport",
        "configure",
        "core",
        "call",
        "clone",
        "fmt",
        "settings",
    ];
    let snake = name.snake();
    match TAKEN.contains(&snake.as_str()) || snake.starts_with("set_") && snake.ends_with("token") {
        true => raw(&format!("call_{snake}")),
        false => word(&snake),
    }
}

/// The path of a type that stands somewhere else, which reads the same in every module: `crate::Money`,
/// `::bank::Money`.
pub fn path(text: &str) -> Option<syn::Path> {
    let path: syn::Path = syn::parse_str(text).ok()?;
    let absolute = path.leading_colon.is_some() || path.segments.first()?.ident == "crate";
    let plain = path
        .segments
        .iter()
        .all(|segment| segment.arguments.is_none());
    (absolute && plain && path.segments.len() > 1).then_some(path)
}

/// A name followed by a word, as a type: `AddCustomerRequired`.
pub fn suffixed(ident: &Ident, suffix: &str) -> Ident {
    raw(&format!("{ident}{suffix}"))
}
