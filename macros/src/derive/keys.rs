//! The keys of the attributes of one item.

use apiloom_codegen::source::closest;
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Expr, ExprLit, Ident, Lit, LitStr, Meta, Token, token};

use super::place::Place;
use super::problems::Problems;

/// The keys of one item; each is one that its place has.
pub(super) struct Keys(Vec<Entry>);

/// One key, with the value behind `=`.
pub(super) struct Entry {
    key: Ident,
    value: Option<Expr>,
}

impl Keys {
    /// Reads the attributes of an item; what does not belong there is a problem.
    pub(super) fn read(attributes: &[Attribute], place: Place, problems: &mut Problems) -> Self {
        let mut keys = Self(Vec::new());
        let own = |a: &&Attribute| a.path().is_ident(place.attribute());
        for attribute in attributes.iter().filter(own) {
            for entry in entries(attribute, place, problems) {
                keys.add(entry, place, problems);
            }
        }
        keys
    }

    fn add(&mut self, entry: Entry, place: Place, problems: &mut Problems) {
        let key = entry.name();
        if !place.keys().contains(&key.as_str()) {
            let (what, help) = misplaced(&key, place);
            problems.add(&entry.key, what, help);
        } else if key != "alias" && self.get(&key).is_some() {
            let (what, help) = (format!("`{key}` stands twice"), "take one of them away");
            problems.add(&entry.key, what, help);
        } else {
            self.0.push(entry);
        }
    }

    /// A key, if it is there.
    pub(super) fn get(&self, key: &str) -> Option<&Entry> {
        self.all(key).next()
    }

    /// A key that may stand several times.
    pub(super) fn all(&self, key: &str) -> impl Iterator<Item = &Entry> {
        self.0.iter().filter(move |entry| entry.key == key)
    }

    /// Every key.
    pub(super) fn every(&self) -> &[Entry] {
        &self.0
    }

    /// A key that has no value, if it is there.
    pub(super) fn flag(&self, key: &str, problems: &mut Problems) -> Option<&Entry> {
        let entry = self.get(key)?;
        if let Some(value) = &entry.value {
            let help = format!("write `{key}` alone");
            problems.add(value, format!("`{key}` takes no value"), help);
        }
        Some(entry)
    }

    /// The text of a key, if it is there.
    pub(super) fn text(&self, key: &str, problems: &mut Problems) -> Option<LitStr> {
        self.get(key)?.text(problems)
    }

    /// The expression of a key, if it is there.
    pub(super) fn value(&self, key: &str, problems: &mut Problems) -> Option<&Expr> {
        self.get(key)?.value(problems)
    }
}

impl Entry {
    /// The key's name.
    pub(super) fn name(&self) -> String {
        self.key.to_string()
    }

    /// Where the key stands.
    pub(super) fn span(&self) -> Span {
        self.key.span()
    }

    /// The value as a text.
    pub(super) fn text(&self, problems: &mut Problems) -> Option<LitStr> {
        match self.value(problems)? {
            Expr::Lit(ExprLit {
                lit: Lit::Str(text),
                ..
            }) => Some(text.clone()),
            other => {
                let what = format!("the value of `{}` is a text in quotes", self.key);
                let help = format!("write `{} = \"…\"`", self.key);
                problems.add(other, what, help);
                None
            }
        }
    }

    /// The value.
    pub(super) fn value(&self, problems: &mut Problems) -> Option<&Expr> {
        if self.value.is_none() {
            let help = format!("write `{}`", example(&self.name()));
            problems.add(&self.key, format!("`{}` has no value", self.key), help);
        }
        self.value.as_ref().map(inner)
    }
}

impl ToTokens for Entry {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let (key, value) = (&self.key, self.value.iter());
        tokens.extend(quote!(#key #(= #value)*));
    }
}

/// What an attribute holds, as far as it can be read.
struct Entries {
    found: Vec<Entry>,
    broken: Option<syn::Error>,
}

impl Parse for Entries {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut found = Vec::new();
        while !input.is_empty() {
            match next(input) {
                Ok(entry) => found.push(entry),
                Err(error) => {
                    // What stands behind the mistake cannot be told apart.
                    input.parse::<TokenStream>()?;
                    let broken = Some(error);
                    return Ok(Self { found, broken });
                }
            }
        }
        let broken = None;
        Ok(Self { found, broken })
    }
}

/// One key and the comma behind it.
fn next(input: ParseStream<'_>) -> syn::Result<Entry> {
    if !input.peek(Ident::peek_any) {
        return Err(input.error("expected a key"));
    }
    let key = Ident::parse_any(input)?;
    if input.peek(token::Paren) {
        return Err(input.error("expected `=` or `,`"));
    }
    let mut value = None;
    if input.parse::<Option<Token![=]>>()?.is_some() {
        value = Some(input.parse()?);
    }
    if !input.is_empty() {
        input.parse::<Token![,]>()?;
    }
    Ok(Entry { key, value })
}

fn entries(attribute: &Attribute, place: Place, problems: &mut Problems) -> Vec<Entry> {
    let (name, help) = (place.attribute(), place.help());
    let Meta::List(list) = &attribute.meta else {
        let what = format!("`{name}` has its keys in brackets");
        problems.add(&attribute.meta, what, help);
        return Vec::new();
    };
    let (found, broken) = match list.parse_args::<Entries>() {
        Ok(entries) => (entries.found, entries.broken),
        Err(error) => (Vec::new(), Some(error)),
    };
    if let Some(error) = broken {
        let text = format!("`#[{name}(…)]` cannot be read here: {error}");
        problems.add_at(error.span(), text, help);
    }
    found
}

/// What is wrong with a key that its place does not have, and what to do.
fn misplaced(key: &str, place: Place) -> (String, String) {
    let (known, noun) = (place.keys(), place.noun());
    let list = match known {
        [] if place == Place::CheckedVariant => "write it on what the variant holds, as in \
             `Mail(#[validate(email)] String)`"
            .to_owned(),
        [] => format!("{noun} has no keys"),
        [only] => format!("the only key of {noun} is `{only}`"),
        _ => format!("the keys of {noun} are {}", listed(known)),
    };
    let owners = place.of_key(key);
    if !owners.is_empty() {
        let nouns: Vec<&str> = owners.iter().map(|owner| owner.noun()).collect();
        let what = format!(
            "`{key}` is a key of {}, not of {noun}",
            nouns.join(" and of ")
        );
        return (what, list);
    }
    let meant = closest(key, known.iter().copied());
    let help = match meant {
        Some(meant) => format!("did you mean `{meant}`? {list}"),
        None => list,
    };
    (format!("there is no key `{key}`"), help)
}

/// Words in quotes with commas between.
pub(super) fn listed(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    words.join(", ")
}

fn example(key: &str) -> String {
    match key {
        "as" => "as = apiloom::Plain".to_owned(),
        "length" | "byte_length" | "range" | "items" => format!("{key} = \"1..20\""),
        "pattern" => "pattern = \"[a-z]+\"".to_owned(),
        "severity" => "severity = \"warning\"".to_owned(),
        "code" => "code = 1` or `code = \"…\"".to_owned(),
        _ => format!("{key} = \"…\""),
    }
}

/// The expression without the invisible brackets of a macro's argument.
fn inner(expression: &Expr) -> &Expr {
    match expression {
        Expr::Group(group) => inner(&group.expr),
        _ => expression,
    }
}
