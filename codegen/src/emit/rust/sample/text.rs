//! JSON as a raw string that people can read.

use std::fmt::Write as _;

use apiloom_wire::{Json, encode};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::super::docs;

/// The longest value that stands on one line.
const WIDTH: usize = 76;

/// JSON as a raw string literal.
pub(in crate::emit::rust) fn json_literal(json: &Json) -> TokenStream {
    let text = pretty(json);
    let mut hashes = String::from("#");
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    // JSON has no carriage return of its own, which no raw string can have.
    match format!("r{hashes}\"{text}\"{hashes}").parse::<Literal>() {
        Ok(literal) => quote!(#literal),
        Err(_) => quote!(#text),
    }
}

/// JSON, on several lines if it is long.
fn pretty(json: &Json) -> String {
    let mut out = String::new();
    write(json, 0, 0, &mut out);
    out
}

fn write(json: &Json, depth: usize, used: usize, out: &mut String) {
    let short = on_one_line(json);
    if used + short.chars().count() <= WIDTH {
        return out.push_str(&short);
    }
    let (open, close, items): (_, _, Vec<(Option<&String>, &Json)>) = match json {
        Json::Array(items) => ('[', ']', items.iter().map(|item| (None, item)).collect()),
        Json::Object(members) => {
            let members = members.iter().map(|(key, value)| (Some(key), value));
            ('{', '}', members.collect())
        }
        _ => return out.push_str(&short),
    };
    let indent = "  ".repeat(depth + 1);
    out.push(open);
    for (index, (key, value)) in items.into_iter().enumerate() {
        out.push_str(if index == 0 { "\n" } else { ",\n" });
        let head = match key {
            Some(key) => format!("{indent}{}: ", quoted(key)),
            None => indent.clone(),
        };
        out.push_str(&head);
        write(value, depth + 1, head.chars().count(), out);
    }
    // Writing to a text cannot fail.
    let _ = write!(out, "\n{}{close}", "  ".repeat(depth));
}

fn on_one_line(json: &Json) -> String {
    match json {
        Json::Array(items) => {
            let items: Vec<String> = items.iter().map(on_one_line).collect();
            format!("[{}]", items.join(", "))
        }
        Json::Object(members) if members.is_empty() => "{}".to_owned(),
        Json::Object(members) => {
            let member =
                |(key, value): &(String, Json)| format!("{}: {}", quoted(key), on_one_line(value));
            let members: Vec<String> = members.iter().map(member).collect();
            format!("{{ {} }}", members.join(", "))
        }
        single => seen(&String::from_utf8_lossy(
            &encode(single).unwrap_or_default(),
        )),
    }
}

/// JSON in which what nobody sees, such as a mark that turns the direction of text, is an escape.
fn seen(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if !docs::is_control(c) {
            out.push(c);
            continue;
        }
        let mut units = [0; 2];
        for unit in c.encode_utf16(&mut units) {
            // Writing to a text cannot fail.
            let _ = write!(out, "\\u{unit:04x}");
        }
    }
    out
}

fn quoted(text: &str) -> String {
    on_one_line(&Json::String(text.to_owned()))
}
