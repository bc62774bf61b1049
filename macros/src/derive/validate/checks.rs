//! The checks of one value, by the attributes of its field.

use apiloom_codegen::constraint::{
    self, Code, Fault, Key, Measure, Paths, Value, as_warnings, contradiction,
};
use apiloom_codegen::model::{Constraint, Format, Type};
use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{format_ident, quote};
use syn::{Attribute, LitStr};

use super::super::keys::{Entry, Keys};
use super::super::place::Place;
use super::super::problems::Problems;
use super::held::{Kind, held};

/// What a text may be meant to be.
const FORMATS: [(&str, Format); 3] = [
    ("email", Format::Email),
    ("phone", Format::Phone),
    ("url", Format::Url),
];

/// The checks of a type as they are made: with the patterns that they need.
pub(super) struct Checks<'p> {
    pub(super) code: Code,
    pub(super) problems: &'p mut Problems,
    patterns: Vec<TokenStream>,
}

impl<'p> Checks<'p> {
    pub(super) fn new(problems: &'p mut Problems) -> Self {
        let paths = Paths {
            runtime: quote!(::apiloom::),
            option: quote!(::core::option::Option::),
            primitive: quote!(::core::primitive::),
        };
        Self {
            code: Code::new(paths),
            problems,
            patterns: Vec::new(),
        }
    }

    /// The implementation of a type.
    pub(super) fn implementation(&self, name: &Ident, body: &TokenStream) -> TokenStream {
        let patterns = self.patterns.iter().cloned().collect();
        self.code.implementation(name, body, &patterns)
    }

    /// The checks of a value of this type, to which `value` is a reference, and which stands at `at`.
    pub(super) fn of(&mut self, attributes: &[Attribute], ty: &syn::Type) -> TokenStream {
        let keys = Keys::read(attributes, Place::Checked, self.problems);
        let held = held(ty);
        let constraints = self.constraints(&keys, &held.kind);
        let formats = self.formats(&keys, &held.kind);
        let inside = keys.flag("inside", self.problems).map(|entry| {
            let value = &value().by_ref;
            placed(quote!(found.inside(at, #value);), entry.span())
        });
        let checks = quote!(#constraints #formats #inside);
        let warns = keys
            .get("severity")
            .is_some_and(|severity| self.is_idle(severity, &keys) || self.warns(severity));
        let checks = as_warnings(warns, checks);
        match held.holder {
            Some(holder) if !checks.is_empty() => {
                let pattern = holder.pattern();
                quote!(if let #pattern = value { #checks })
            }
            _ => checks,
        }
    }

    /// Whether a severity says that what is found is a warning.
    fn warns(&mut self, severity: &Entry) -> bool {
        let text = severity.text(self.problems);
        text.is_some_and(|text| is_warning(&text, self.problems))
    }

    /// Reports a severity beside which nothing is checked.
    fn is_idle(&mut self, severity: &Entry, keys: &Keys) -> bool {
        let is_idle = keys.every().len() == 1;
        if is_idle {
            self.problems.add(
                severity,
                "`severity` says nothing where nothing is checked",
                "write a check beside it, or take it away",
            );
        }
        is_idle
    }

    fn constraints(&mut self, keys: &Keys, kind: &Kind) -> TokenStream {
        let mut code = TokenStream::new();
        let mut constraints = Vec::new();
        for key in Key::ALL {
            let Some((entry, text)) = self.written(keys, key) else {
                continue;
            };
            let value = text.as_ref().map(LitStr::value).unwrap_or_default();
            let read = typed(key, kind).and_then(|(ty, measure)| {
                let constraint = constraint::read(key, &value, measure);
                Ok((ty, constraint.map_err(Mistake::from)?))
            });
            match read {
                Ok((ty, constraint)) => {
                    let span = text.map_or(entry.span(), |text| text.span());
                    code.extend(self.constraint(&ty, &constraint, entry.span(), span));
                    constraints.push(constraint);
                }
                Err(mistake) => self.problems.add(entry, mistake.what, mistake.help),
            }
        }
        if let Some((key, fault)) = contradiction(&constraints)
            && let Some(entry) = keys.get(key.word())
        {
            self.problems.add(entry, fault.message, fault.help);
        }
        code
    }

    /// A constraint as it is written; `unique` has no text.
    fn written<'k>(&mut self, keys: &'k Keys, key: Key) -> Option<(&'k Entry, Option<LitStr>)> {
        match key {
            Key::Unique => Some((keys.flag(key.word(), self.problems)?, None)),
            _ => {
                let entry = keys.get(key.word())?;
                Some((entry, Some(entry.text(self.problems)?)))
            }
        }
    }

    fn constraint(
        &mut self,
        ty: &Type,
        constraint: &Constraint,
        key: Span,
        text: Span,
    ) -> TokenStream {
        let name = format_ident!("PATTERN_{}", self.patterns.len());
        let code = self
            .code
            .constraint(ty, constraint, &value(), &quote!(at), &name);
        if let Constraint::Pattern(pattern) = constraint {
            let declared = self.code.pattern(&name, pattern);
            self.patterns.push(placed(declared, text));
        }
        placed(code, key)
    }

    fn formats(&mut self, keys: &Keys, kind: &Kind) -> TokenStream {
        let mut code = TokenStream::new();
        for (word, format) in FORMATS {
            let Some(entry) = keys.flag(word, self.problems) else {
                continue;
            };
            let check = match kind {
                Kind::List(item) if item.may_be_text() => {
                    let check = self.code.format(format, &Value::bound("item"), &quote!(at));
                    self.code.items(&value().by_ref, &check)
                }
                kind if kind.may_be_text() => self.code.format(format, &value(), &quote!(at)),
                _ => {
                    if let Err(fault) = constraint::fits(word, Measure::Nothing) {
                        self.problems.add(entry, fault.message, fault.help);
                    }
                    continue;
                }
            };
            code.extend(placed(check, entry.span()));
        }
        code
    }
}

/// Whether the text of a severity says that what is found is a warning.
pub(super) fn is_warning(text: &LitStr, problems: &mut Problems) -> bool {
    match &*text.value() {
        "warning" => true,
        "error" => false,
        other => {
            let what = format!("there is no severity `{other}`");
            problems.add(text, what, "write `warning` or `error`");
            false
        }
    }
}

/// What is wrong with a key, and what to do.
struct Mistake {
    what: String,
    help: String,
}

impl From<Fault> for Mistake {
    fn from(fault: Fault) -> Self {
        Self {
            what: fault.message,
            help: fault.help.to_string(),
        }
    }
}

/// The value that is looked at.
fn value() -> Value {
    Value::bound("value")
}

/// What a constraint is to take a value for, and what measures it.
///
/// A type of another name may be a text or a list: the compiler knows. Which check compares a number,
/// only its name tells.
fn typed(key: Key, kind: &Kind) -> Result<(Type, Measure), Mistake> {
    let ty = match kind {
        Kind::Known(ty) => ty.clone(),
        Kind::List(_) => Type::List(Box::new(Type::Any)),
        Kind::OddNumber(name) | Kind::Unknown(name) if key == Key::Range => {
            return Err(Mistake {
                what: format!("`range` cannot compare a `{name}`"),
                help: "hold the number as an `i64`, a smaller integer, an `f64` or an \
                       `apiloom::Decimal`, by this name"
                    .to_owned(),
            });
        }
        Kind::OddNumber(_) => Type::Bool,
        Kind::Unknown(_) => match key {
            Key::Items | Key::Unique => Type::List(Box::new(Type::Any)),
            _ => Type::String(None),
        },
    };
    let measure = kind.measure().unwrap_or(match ty {
        Type::List(_) => Measure::List,
        _ => Measure::Text,
    });
    Ok((ty, measure))
}

/// Code that the compiler shows at a place of the user's where it does not fit.
fn placed(code: TokenStream, span: Span) -> TokenStream {
    // The names in it are those of the derive, whatever macro the attribute comes from.
    let span = span.resolved_at(Span::call_site());
    code.into_iter()
        .map(|mut token| {
            match &mut token {
                TokenTree::Group(group) => {
                    let inner = placed(group.stream(), span);
                    *group = Group::new(group.delimiter(), inner);
                    group.set_span(span);
                }
                token => token.set_span(span),
            }
            token
        })
        .collect()
}
