//! What more than its kind the JSON Schema knows of a key's value.
//!
//! A form never refuses what the checks take. Patterns say less than the checks do, and they say it of
//! texts alone: what YAML reads as a number, a bool or null is text in the language.

use super::schema::{Definitions, SCALARS, Schema, TypeText};
use super::words;
use crate::json::Json;

/// A form of a value; a key that has one says so after `as`.
#[derive(Debug)]
pub enum Form {
    /// One of several words.
    Words(&'static [&'static str]),
    /// A text that follows a pattern, and that YAML reads as one of these types.
    Text(&'static [&'static str], Pattern),
    /// A method and a path.
    HttpLine,
    /// The text of a type.
    Type,
    /// Names with texts of types.
    Types,
    /// Names, which follow a pattern, with texts out of several words.
    Inputs(Pattern, &'static [&'static str]),
    /// A map whose keys follow a pattern.
    Keys(Pattern),
    /// A map whose keys are words.
    Slots(&'static [&'static str]),
    /// A map whose keys are words, and whose values are places in an answer.
    Places(&'static [&'static str]),
    /// A map with at least one entry.
    Some,
}

/// A pattern, and what to write instead of what does not follow it; editors show it.
#[derive(Clone, Copy, Debug)]
pub struct Pattern(&'static str, &'static str);

const OWN_NAME: Pattern = Pattern(
    "^[A-Za-z][A-Za-z0-9_]*$",
    "use ASCII letters, digits and `_`, starting with a letter",
);
const ANY_NAME: Pattern = Pattern(
    "^[A-Za-z][A-Za-z0-9_./ -]*$",
    "use ASCII letters, digits and `_`",
);
const VENDOR_NAME: Pattern = Pattern(
    "^[a-z][a-z0-9_]{0,63}$",
    "use lower-case ASCII letters, digits and `_`, starting with a letter, at most 64",
);
const LET_NAME: Pattern = Pattern("^[a-z][a-z0-9_]*$", "write a name in snake case");
const TYPE_NAME: Pattern = Pattern(
    "^[A-Z][A-Za-z0-9]*$",
    "start with a capital letter, and use ASCII letters and digits only",
);
const ABSOLUTE_PATH: Pattern = Pattern(
    "^\\s*(crate\\s*)?::",
    "write the whole path, such as `crate::Money` or `::bank::Money`",
);
const ERROR_CODE: Pattern = Pattern(
    "^(\\*[^*]*|[^*]*\\*?)$",
    "one `*` may stand at the start or the end",
);
const ABSOLUTE: Pattern = Pattern(
    "^(https?|\\{scheme\\})://[^/?# ][^?# ]*$",
    "write `https://host/prefix`, with settings in braces",
);
const BODY: Pattern = Pattern(
    r#"^body(\.[^." \[]+|\["[^"]+"\])*$"#,
    "write `body`, or the members on the way: `body.data.items`",
);
const BODY_OR_UNKNOWN: Pattern = Pattern(
    r#"^(unknown|body(\.[^." \[]+|\["[^"]+"\])*)$"#,
    "write a place in the body, such as `body.data.expires_in`, or `unknown`",
);
const PAGE_PLACE: Pattern = Pattern(
    r#"^(body(\.[^." \[]+|\["[^"]+"\])*|headers\.[^ ]+|items(\.[^." \[]+|\["[^"]+"\])+)$"#,
    "write `body.data.items`, `headers.NAME`, or `items.id` for a member of the last item",
);
const MEDIA_TYPE: Pattern = Pattern(
    "^[^/;, ]+/[^/;, ]+( *;[ -~]*)?$",
    "write a media type, such as `text/csv; charset=utf-8`",
);
const NUMBER: Pattern = Pattern("^\\+?[0-9]+s?$", "write digits, such as `120`");
const BOUNDS: &str = "write `1..20`, `1..` or `..20`";
const TWO_COUNTS: Pattern = Pattern("^[\\s+0-9]*(\\.\\.[\\s+0-9]*)?$", BOUNDS);
const TWO_NUMBERS: Pattern = Pattern("^[-.0-9\\s]+$", BOUNDS);

const TEXT: &[&str] = &["string"];
const DIGITS: &[&str] = &["string", "number"];
/// Names are never numbers, but may read `true` or `null`.
const WORD: &[&str] = &["string", "boolean", "null"];

pub(crate) const VERSION: Form = Form::Words(&words::VERSION);
pub(crate) const CONFIDENCE: Form = Form::Words(&words::CONFIDENCE);
pub(crate) const ENCODE: Form = Form::Words(&words::ENCODE);
pub(crate) const DECODE: Form = Form::Words(&words::DECODE);
pub(crate) const EACH: Form = Form::Words(&words::EACH);
pub(crate) const EFFECT: Form = Form::Words(&words::EFFECT);
pub(crate) const REPEAT: Form = Form::Words(&words::REPEAT);
pub(crate) const UPDATE: Form = Form::Words(&words::UPDATE);
pub(crate) const OMITTED: Form = Form::Words(&words::OMITTED);
pub(crate) const ACTION: Form = Form::Words(&words::ACTION);
pub(crate) const ABSENT: Form = Form::Words(&words::ABSENT);
pub(crate) const DOES: Form = Form::Words(&words::DOES);
pub(crate) const ANSWER: Form = Form::Words(&words::ANSWER);
pub(crate) const PAGING: Form = Form::Words(&words::PAGING);
pub(crate) const SEVERITY: Form = Form::Words(&words::SEVERITY);
pub(crate) const ERROR_KIND: Form = Form::Words(&words::ERROR_KIND);
pub(crate) const ACCESS: Form = Form::Words(&words::ACCESS);
pub(crate) const CLEAR: Form = Form::Words(&words::CLEAR);
pub(crate) const STYLE: Form = Form::Words(&words::STYLE);
pub(crate) const CODES: Form = Form::Words(&words::CODES);
pub(crate) const VALUE_TYPE: Form = Form::Words(&words::VALUE_TYPE);
pub(crate) const SEND: Form = Form::Slots(&words::SEND);
pub(crate) const READ: Form = Form::Places(&words::READ);
pub(crate) const INPUTS: Form = Form::Inputs(OWN_NAME, &words::VALUE_TYPE);
pub(crate) const HTTP_LINE: Form = Form::HttpLine;
pub(crate) const TYPE: Form = Form::Type;
pub(crate) const TYPES: Form = Form::Types;
pub(crate) const SOME: Form = Form::Some;
pub(crate) const VENDOR: Form = Form::Text(WORD, VENDOR_NAME);
pub(crate) const NAME: Form = Form::Text(WORD, OWN_NAME);
pub(crate) const RULE_NAME: Form = Form::Text(WORD, LET_NAME);
pub(crate) const RUST_NAME: Form = Form::Text(WORD, ANY_NAME);
pub(crate) const RUST_PATH: Form = Form::Text(TEXT, ABSOLUTE_PATH);
pub(crate) const URL: Form = Form::Text(TEXT, ABSOLUTE);
pub(crate) const MEDIA: Form = Form::Text(TEXT, MEDIA_TYPE);
pub(crate) const PLACE: Form = Form::Text(TEXT, BODY);
pub(crate) const LIFETIME: Form = Form::Text(TEXT, BODY_OR_UNKNOWN);
pub(crate) const WHOLE: Form = Form::Text(DIGITS, NUMBER);
pub(crate) const COUNTS: Form = Form::Text(DIGITS, TWO_COUNTS);
pub(crate) const RANGE: Form = Form::Text(DIGITS, TWO_NUMBERS);
pub(crate) const NAMES: Form = Form::Keys(OWN_NAME);
pub(crate) const LETS: Form = Form::Keys(LET_NAME);
pub(crate) const TYPE_NAMES: Form = Form::Keys(TYPE_NAME);
pub(crate) const ERROR_CODES: Form = Form::Keys(ERROR_CODE);

impl Form {
    /// The schema of the value, given what its kind says.
    pub(crate) fn of(&self, schema: Schema, all: &mut Definitions) -> Schema {
        match self {
            Self::Words(words) => one_of(words),
            Self::Text(types, Pattern(pattern, help)) => text(types, pattern, help),
            Self::HttpLine => text(
                TEXT,
                &http_line(),
                "write a method and a path: `GET /customers/{id}`",
            ),
            Self::Type => all.of::<TypeText>(),
            Self::Types => schema.rule("additionalProperties", all.of::<TypeText>().json()),
            Self::Inputs(names, words) => schema
                .rule("additionalProperties", one_of(words).json())
                .rule("propertyNames", keys(*names)),
            Self::Keys(names) => schema.rule("propertyNames", keys(*names)),
            Self::Slots(words) => slots(schema, words, &Schema::of_types(SCALARS)),
            Self::Places(words) => slots(
                schema,
                words,
                &Self::Text(TEXT, PAGE_PLACE).of(Schema::default(), all),
            ),
            Self::Some => schema.rule("minProperties", Json::from(1)),
        }
    }
}

/// A text that follows a pattern, and what to write if it does not.
pub(crate) fn text(types: &[&'static str], pattern: &str, help: &str) -> Schema {
    Schema::of_types(types)
        .rule("pattern", Json::from(pattern))
        .rule("patternErrorMessage", Json::from(help))
}

fn keys(Pattern(pattern, help): Pattern) -> Json {
    text(&[], pattern, help).json()
}

/// The words, and what YAML reads them as.
fn one_of(words: &[&str]) -> Schema {
    let mut values = Vec::new();
    for word in words {
        values.extend(word.parse::<i64>().ok().map(Json::from));
        values.extend((*word == "null").then_some(Json::Null));
        values.push(Json::from(*word));
    }
    Schema::default().rule("enum", Json::List(values))
}

fn slots(map: Schema, words: &[&str], value: &Schema) -> Schema {
    let slots = words.iter().map(|word| (*word, value.clone().json()));
    map.rule("properties", Json::object(slots))
        .rule("additionalProperties", Json::Bool(false))
}

fn http_line() -> String {
    format!("^({}) \\s*/[^?# ]*\\s*$", words::METHODS.join("|"))
}
