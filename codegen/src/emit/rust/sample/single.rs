//! Single values: literals, and what is made of a text.

use std::borrow::Cow;

use apiloom_wire::{Date, DateTime, Json, Number, Zone, functions as f};
use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use super::text::json_literal;
use crate::model::{Literal, Type, WriteForm};

/// What stands inside forms that Rust does not show: JSON in a text, a number in a text, white space.
pub(super) fn inside<'t, 'j>(ty: &'t Type, json: &'j Json) -> Option<(&'t Type, Cow<'j, Json>)> {
    let mut at = (ty, Cow::Borrowed(json));
    loop {
        at = match (at.0, at.1.as_ref()) {
            (Type::JsonString(inner), Json::String(text)) => {
                (&**inner, Cow::Owned(Json::parse(text.as_bytes()).ok()?))
            }
            (Type::JsonString(inner), _) => (&**inner, at.1),
            (Type::InString(inner), Json::String(text)) => {
                (&**inner, Cow::Owned(from_text(inner, text)))
            }
            (Type::Trimmed(inner), Json::String(text)) => {
                (&**inner, Cow::Owned(Json::String(text.trim().to_owned())))
            }
            (Type::Trimmed(inner) | Type::InString(inner), _) => (&**inner, at.1),
            _ => return Some(at),
        };
    }
}

/// The JSON of a value that stands in a text, such as one between commas.
pub(super) fn from_text(ty: &Type, text: &str) -> Json {
    let number = || Number::new(text).map(Json::Number);
    let value = match ty {
        Type::Bool => text.parse().ok().map(Json::Bool),
        Type::Int32 | Type::Int64 | Type::Float | Type::Decimal => number().ok(),
        Type::EpochSeconds | Type::EpochMillis => number().ok(),
        _ => None,
    };
    value.unwrap_or_else(|| Json::String(text.to_owned()))
}

/// A value of a type that is no list, map or declared type.
pub(super) fn value(ty: &Type, json: &Json) -> Option<TokenStream> {
    match ty {
        Type::Bool => json.as_bool().map(|value| quote!(#value)),
        Type::Int32 | Type::Int64 | Type::IntOrString(WriteForm::Int) => int(json).map(whole),
        Type::Float => {
            let number = Token::f64_unsuffixed(json.as_number()?.as_f64()?);
            Some(quote!(#number))
        }
        Type::Decimal => {
            let text = json.scalar_text()?;
            Some(quote!(Decimal::new(#text)?))
        }
        Type::String(_) | Type::IntOrString(WriteForm::String) => {
            let text = plain_text(ty, json)?;
            Some(quote!(#text.to_owned()))
        }
        Type::Secret => json.as_str().map(|text| quote!(Secret::from(#text))),
        Type::Bytes => {
            let bytes = Token::byte_string(&f::base64_decode(json.as_str()?)?);
            Some(quote!(#bytes.to_vec()))
        }
        Type::File => json
            .as_str()
            .map(|text| quote!(File::new("example.txt", #text))),
        Type::Any => Some(match json {
            Json::Null => quote!(Json::Null),
            _ => match converted(ty, json)? {
                parsed if is_composite(json) => parsed,
                single => quote!(Json::from(#single)),
            },
        }),
        Type::Date(formats) => {
            let text = date(formats, json.as_str()?)?.to_string();
            Some(quote!(#text.parse::<Date>()?))
        }
        Type::DateTime { formats, zone } => {
            let text = date_time(formats, zone.as_deref(), json.as_str()?)?;
            Some(quote!(#text.parse::<DateTime>()?))
        }
        Type::EpochSeconds => {
            let seconds = whole(int(json)?);
            Some(quote!(Timestamp::from_unix_seconds(#seconds)))
        }
        Type::EpochMillis => {
            let millis = whole(int(json)?);
            Some(quote!(Timestamp::from_unix_millis(#millis)))
        }
        Type::BoolCodes { on, off } => {
            let code = json.scalar_text()?;
            let is = |literal: &Literal| literal.to_string() == code;
            (is(on) || is(off)).then(|| {
                let value = is(on);
                quote!(#value)
            })
        }
        _ => None,
    }
}

/// The same where anything is taken that turns into it.
pub(super) fn converted(ty: &Type, json: &Json) -> Option<TokenStream> {
    match (ty, json) {
        (Type::String(_) | Type::IntOrString(WriteForm::String), _) => {
            let text = plain_text(ty, json)?;
            Some(quote!(#text))
        }
        (Type::Secret, _) => json.as_str().map(|text| quote!(#text)),
        (Type::Any, Json::String(text)) => Some(quote!(#text)),
        (Type::Any, Json::Bool(value)) => Some(quote!(#value)),
        (Type::Any, Json::Number(number)) if number.as_i64().is_some() => {
            let number = Token::i64_suffixed(number.as_i64()?);
            Some(quote!(#number))
        }
        (Type::Any, Json::Null) => Some(quote!(Json::Null)),
        (Type::Any, _) => {
            let text = json_literal(json);
            Some(quote!(Json::parse(#text.as_bytes())?))
        }
        _ => value(ty, json),
    }
}

/// A whole number.
pub(super) fn whole(number: i64) -> TokenStream {
    let number = Token::i64_unsuffixed(number);
    quote!(#number)
}

fn int(json: &Json) -> Option<i64> {
    match json {
        Json::String(text) => text.parse().ok(),
        json => json.as_i64(),
    }
}

fn plain_text(ty: &Type, json: &Json) -> Option<String> {
    match (ty, json) {
        (_, Json::String(text)) => Some(text.clone()),
        (Type::IntOrString(_), Json::Number(number)) => Some(number.as_str().to_owned()),
        _ => None,
    }
}

/// Whether [`converted`] gives a whole value of it.
fn is_composite(json: &Json) -> bool {
    match json {
        Json::Array(_) | Json::Object(_) | Json::Null => true,
        Json::Number(number) => number.as_i64().is_none(),
        Json::Bool(_) | Json::String(_) => false,
    }
}

fn date(formats: &[String], text: &str) -> Option<Date> {
    match formats {
        [] => text.parse().ok(),
        formats => {
            let mut formats = formats.iter();
            let read = formats.find_map(|format| DateTime::read_pattern(format, text))?;
            Some(read.date())
        }
    }
}

/// A date with a time as the type of Rust reads it.
fn date_time(formats: &[String], zone: Option<&str>, text: &str) -> Option<String> {
    if formats.is_empty() {
        return text.parse::<DateTime>().ok().map(|_| text.to_owned());
    }
    let mut formats = formats.iter();
    let time = formats.find_map(|format| DateTime::read_pattern(format, text))?;
    let time = match (time.offset(), zone.and_then(Zone::parse)) {
        (None, Some(Zone::Offset(minutes))) => time.with_offset(minutes).ok()?,
        _ => time,
    };
    Some(time.to_string())
}
