//! Rules over several fields: `#[validate(all_or_none("a", "b"))]` on a struct.

use apiloom_codegen::constraint::Set;
use apiloom_codegen::model::Docs;
use apiloom_codegen::source::closest;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, DeriveInput, Expr, Ident, LitStr, Meta, Token, parenthesized, token};

use super::super::keys::listed;
use super::super::place::Place;
use super::super::problems::Problems;
use super::checks::{Checks, is_warning};
use super::held::{Holder, Kind, held};
use super::members::Member;

/// The checks over several fields of a struct.
pub(super) fn rules(
    item: &DeriveInput,
    members: &[Member<'_>],
    checks: &mut Checks<'_>,
) -> TokenStream {
    let written = read(item, checks.problems);
    let mut code = TokenStream::new();
    for rule in &written {
        let set = Set::ALL.into_iter().find(|set| rule.name == set.word());
        match set {
            Some(set) => code.extend(rule.code(set, members, checks)),
            None => rule.unknown(Place::Record, checks.problems),
        }
    }
    code
}

/// Reports the rules of a type that has no named fields.
pub(super) fn refuse(item: &DeriveInput, place: Place, problems: &mut Problems) {
    for rule in read(item, problems) {
        match rule.is_set() {
            true => problems.add(
                &rule,
                format_args!("`{}` goes with the named fields of a struct", rule.name),
                "take it away",
            ),
            false => rule.unknown(place, problems),
        }
    }
}

/// A rule as it is written.
struct Written {
    name: Ident,
    /// What stands in its brackets, if it has some.
    parts: Option<Parts>,
    /// What stands behind `=`, which no rule has.
    value: Option<Expr>,
}

struct Parts {
    brackets: token::Paren,
    list: Punctuated<Part, Token![,]>,
}

enum Part {
    Field(LitStr),
    Key(Ident, LitStr),
}

impl Parse for Written {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name = Ident::parse_any(input)?;
        let mut parts = None;
        if input.peek(token::Paren) {
            let content;
            parts = Some(Parts {
                brackets: parenthesized!(content in input),
                list: content.parse_terminated(Part::parse, Token![,])?,
            });
        }
        let mut value = None;
        if input.parse::<Option<Token![=]>>()?.is_some() {
            value = Some(input.parse()?);
        }
        Ok(Self { name, parts, value })
    }
}

impl Parse for Part {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if !input.peek(Ident::peek_any) {
            return Ok(Self::Field(input.parse()?));
        }
        let key = Ident::parse_any(input)?;
        input.parse::<Token![=]>()?;
        Ok(Self::Key(key, input.parse()?))
    }
}

impl ToTokens for Written {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let value = self.value.iter();
        self.name.to_tokens(tokens);
        if let Some(Parts { brackets, list }) = &self.parts {
            brackets.surround(tokens, |tokens| list.to_tokens(tokens));
        }
        tokens.extend(quote!(#(= #value)*));
    }
}

impl ToTokens for Part {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Field(name) => name.to_tokens(tokens),
            Self::Key(key, value) => tokens.extend(quote!(#key = #value)),
        }
    }
}

/// What a rule says beside the fields.
#[derive(Default)]
struct Said {
    message: Docs,
    warns: bool,
}

impl Written {
    fn is_set(&self) -> bool {
        Set::ALL.iter().any(|set| self.name == set.word())
    }

    /// Reports a name that no rule has.
    fn unknown(&self, place: Place, problems: &mut Problems) {
        let name = self.name.to_string();
        let words = Set::ALL.map(Set::word);
        let list = format!("the rules over several fields are {}", listed(&words));
        if Place::Checked.keys().contains(&&*name) {
            let what = format!("`{name}` is a key of a field, not of {}", place.noun());
            problems.add(self, what, list);
            return;
        }
        let help = match closest(&name, words) {
            Some(meant) => format!("did you mean `{meant}`? {list}"),
            None => list,
        };
        problems.add(&self.name, format_args!("there is no rule `{name}`"), help);
    }

    fn code(&self, set: Set, members: &[Member<'_>], checks: &mut Checks<'_>) -> TokenStream {
        let (Some(Parts { list: parts, .. }), None) = (&self.parts, &self.value) else {
            let what = format!("`{}` has its fields in brackets", self.name);
            let help = format!("write `{}(\"…\", \"…\")`", self.name);
            checks.problems.add(self, what, help);
            return TokenStream::new();
        };
        let names = parts.iter().filter_map(|part| match part {
            Part::Field(name) => Some(name),
            Part::Key(..) => None,
        });
        let names: Vec<&LitStr> = names.collect();
        if names.len() < 2 {
            let what = "a rule over several fields names two or more";
            let help = format!("write `{}(\"…\", \"…\")`", self.name);
            checks.problems.add(self, what, help);
        }
        let mut given = Vec::new();
        for (index, name) in names.iter().enumerate() {
            if names[..index]
                .iter()
                .any(|first| first.value() == name.value())
            {
                let what = format!("`{}` stands twice", name.value());
                checks.problems.add(name, what, "take one of them away");
            }
            given.extend(is_given(name, members, checks.problems));
        }
        let said = said(parts, checks.problems);
        checks.code.set(set, &given, &said.message, said.warns)
    }
}

/// The rules of a type as they are written.
fn read(item: &DeriveInput, problems: &mut Problems) -> Vec<Written> {
    let own = |attribute: &&Attribute| attribute.path().is_ident("validate");
    let mut rules = Vec::new();
    for attribute in item.attrs.iter().filter(own) {
        const HELP: &str = "write rules over several fields with commas between, such as \
                            `#[validate(all_or_none(\"…\", \"…\"))]`";
        let Meta::List(list) = &attribute.meta else {
            let what = "`validate` has its rules in brackets";
            problems.add(&attribute.meta, what, HELP);
            continue;
        };
        match list.parse_args_with(Punctuated::<Written, Token![,]>::parse_terminated) {
            Ok(found) => rules.extend(found),
            Err(error) => {
                let what = format!("`#[validate(…)]` cannot be read here: {error}");
                problems.add_at(error.span(), what, HELP);
            }
        }
    }
    rules
}

/// The name on the wire of a field, and whether it is given.
fn is_given(
    name: &LitStr,
    members: &[Member<'_>],
    problems: &mut Problems,
) -> Option<(String, TokenStream)> {
    let text = name.value();
    let Some(member) = members
        .iter()
        .find(|member| member.name.unraw() == text.as_str())
    else {
        let names: Vec<String> = members
            .iter()
            .map(|member| member.name.unraw().to_string())
            .collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let list = format!("the fields are, by their names in Rust, {}", listed(&names));
        let meant = members
            .iter()
            .find(|member| member.wire == text)
            .map(|member| member.name.unraw().to_string())
            .or_else(|| closest(&text, names.iter().copied()).map(str::to_owned));
        let help = match meant {
            Some(meant) => format!("did you mean `{meant}`? {list}"),
            None => list,
        };
        problems.add(name, format_args!("there is no field `{text}`"), help);
        return None;
    };
    let held = held(member.ty);
    let is_always_there = match held.holder {
        Some(holder) => holder == Holder::OrEmpty,
        // The compiler knows whether a type of another name may be left out.
        None => !matches!(held.kind, Kind::Unknown(_)),
    };
    if is_always_there {
        problems.add(
            name,
            format_args!("`{text}` is always given"),
            "hold it as an `Option`, or take it out of the rule",
        );
        return None;
    }
    let field = member.name;
    // The names are those of the derive, whatever macro the attribute comes from.
    let span = name.span().resolved_at(proc_macro2::Span::call_site());
    let given = quote_spanned!(span=> ::apiloom::f::given(&self.#field).is_some());
    Some((member.wire.clone(), given))
}

fn said(parts: &Punctuated<Part, Token![,]>, problems: &mut Problems) -> Said {
    const KEYS: [&str; 3] = ["message", "message_zh", "severity"];
    let mut said = Said::default();
    let mut seen: Vec<&Ident> = Vec::new();
    for part in parts {
        let Part::Key(key, value) = part else {
            continue;
        };
        if seen.contains(&key) {
            let what = format!("`{key}` stands twice");
            problems.add(key, what, "take one of them away");
        }
        seen.push(key);
        match &*key.to_string() {
            "message" => said.message.en = Some(value.value()),
            "message_zh" => said.message.zh = Some(value.value()),
            "severity" => said.warns = is_warning(value, problems),
            other => {
                let list = format!("the keys of a rule are {}", listed(&KEYS));
                let help = match closest(other, KEYS) {
                    Some(meant) => format!("did you mean `{meant}`? {list}"),
                    None => list,
                };
                problems.add(key, format_args!("there is no key `{other}`"), help);
            }
        }
    }
    said
}
