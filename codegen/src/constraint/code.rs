//! The code that checks a value: a call of a check for each constraint.
//!
//! It stands where `at` is the place and `found` what is wrong so far.

use proc_macro2::{Ident, Literal, TokenStream, TokenTree};
use quote::{format_ident, quote};

use crate::model::{Constraint, Docs, Format, Pattern, Piece, Type, What, excluded};

/// What stands before the names that the code needs.
#[derive(Clone, Debug, Default)]
pub struct Paths {
    /// Before what is of the runtime, such as `validate`.
    pub runtime: TokenStream,
    /// Before `Some` and `None`.
    pub option: TokenStream,
    /// Before the types of numbers.
    pub primitive: TokenStream,
}

/// Writes checks, by the names that are known where they stand.
pub struct Code {
    paths: Paths,
}

/// A value that is checked.
#[derive(Clone, Debug)]
pub struct Value {
    /// A reference to it.
    pub by_ref: TokenStream,
    /// The value itself, where it can be copied.
    pub copied: TokenStream,
}

/// How many of several fields must be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Set {
    /// All of them, or none.
    AllOrNone,
    /// One, and no other.
    ExactlyOne,
    /// One or more.
    AtLeastOne,
    /// One or none.
    AtMostOne,
}

impl Set {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::AllOrNone,
        Self::ExactlyOne,
        Self::AtLeastOne,
        Self::AtMostOne,
    ];

    /// The word that the fields stand behind.
    pub fn word(self) -> &'static str {
        match self {
            Self::AllOrNone => "all_or_none",
            Self::ExactlyOne => "exactly_one",
            Self::AtLeastOne => "at_least_one",
            Self::AtMostOne => "at_most_one",
        }
    }
}

impl Value {
    /// What a pattern has bound to `name`, a reference.
    pub fn bound(name: &str) -> Self {
        let name = format_ident!("{name}");
        Self {
            by_ref: quote!(#name),
            copied: quote!(*#name),
        }
    }

    /// A field of `self`.
    pub fn field(name: &Ident) -> Self {
        Self {
            by_ref: quote!(&self.#name),
            copied: quote!(self.#name),
        }
    }
}

impl Code {
    /// Code where the names stand behind these paths.
    pub fn new(paths: Paths) -> Self {
        Self { paths }
    }

    /// Code of a file that imports the names.
    pub fn imported() -> Self {
        Self::new(Paths::default())
    }

    /// The implementation of a type, with the patterns that it needs.
    pub fn implementation(
        &self,
        name: &Ident,
        body: &TokenStream,
        patterns: &TokenStream,
    ) -> TokenStream {
        let runtime = &self.paths.runtime;
        quote! {
            impl #runtime validate::Validate for #name {
                fn check(
                    &self,
                    at: &#runtime validate::Place<'_>,
                    found: &mut #runtime validate::Violations,
                ) {
                    #body
                }
            }
            #patterns
        }
    }

    /// One constraint of a value of this type, which stands `here`. `pattern` names its pattern, if it
    /// is one. The constraint fits the type.
    pub fn constraint(
        &self,
        ty: &Type,
        constraint: &Constraint,
        value: &Value,
        here: &TokenStream,
        pattern: &Ident,
    ) -> TokenStream {
        let (by_ref, runtime) = (&value.by_ref, &self.paths.runtime);
        match (ty, constraint) {
            (Type::Trimmed(inner) | Type::InString(inner), _) => {
                self.constraint(inner, constraint, value, here, pattern)
            }
            (Type::Sentinel(inner, _), _) => {
                let inside = Value::bound("value");
                let check = self.constraint(inner, constraint, &inside, here, pattern);
                quote!(if let #runtime OrEmpty::Value(value) = #by_ref { #check })
            }
            (_, Constraint::Items(from, to)) => {
                let (list, from, to) = (receiver(by_ref), least(*from), self.most(*to));
                quote!(found.items(#here, #list.len(), #from, #to);)
            }
            (_, Constraint::Unique) => quote!(found.unique_compared(#here, #by_ref);),
            (_, Constraint::Range(from, to)) => self.range(ty, (from, to), value, here),
            (Type::Any, _) => {
                let check = self.text(constraint, &quote!(value), here, pattern);
                quote!(if let #runtime Json::String(value) = #by_ref { #check })
            }
            (Type::Named(_), _) => {
                let text = quote!(&#runtime CodeEnum::code(#by_ref).text());
                self.text(constraint, &text, here, pattern)
            }
            (Type::Csv(_), _) => {
                let list = receiver(by_ref);
                self.text(constraint, &quote!(&#list.join(",")), here, pattern)
            }
            _ => self.text(constraint, by_ref, here, pattern),
        }
    }

    /// What a text is meant to be.
    pub fn format(&self, format: Format, value: &Value, here: &TokenStream) -> TokenStream {
        let by_ref = &value.by_ref;
        let check = match format {
            Format::Email => quote!(email),
            Format::Phone => quote!(phone),
            Format::Url => quote!(url),
        };
        quote!(found.#check(#here, #by_ref);)
    }

    /// Checks of every `item` of a list, which stand below it.
    pub fn items(&self, list: &TokenStream, checks: &TokenStream) -> TokenStream {
        let list = receiver(list);
        quote! {
            for (index, item) in #list.iter().enumerate() {
                let at = &at.item(index);
                #checks
            }
        }
    }

    /// How many of several fields must be given: each by its name on the wire, and whether it is.
    pub fn set(
        &self,
        set: Set,
        fields: &[(String, TokenStream)],
        message: &Docs,
        warns: bool,
    ) -> TokenStream {
        let (check, option) = (format_ident!("{}", set.word()), &self.paths.option);
        let given = fields.iter().map(|(wire, there)| quote!((#wire, #there)));
        let message = match message.is_empty() {
            true => quote!(#option None),
            false => {
                let message = self.message(message);
                quote!(#option Some(#message))
            }
        };
        let check = quote!(found.#check(at, &[#(#given),*], #message););
        as_warnings(warns, check)
    }

    /// A message of its texts.
    pub fn message(&self, docs: &Docs) -> TokenStream {
        let runtime = &self.paths.runtime;
        let en = docs.en.as_deref().or(docs.zh.as_deref());
        let zh = docs.zh.as_deref().or(docs.en.as_deref());
        let (en, zh) = (en.unwrap_or_default(), zh.unwrap_or_default());
        quote!(#runtime validate::Message::new(#en, #zh))
    }

    /// Declares a pattern.
    pub fn pattern(&self, name: &Ident, pattern: &Pattern) -> TokenStream {
        let (runtime, source) = (&self.paths.runtime, &pattern.source);
        let made = match &pattern.pieces {
            Some(pieces) => {
                let pieces = pieces.iter().map(|piece| self.piece(piece));
                quote!(#runtime validate::Pattern::pieces(#source, &[#(#pieces),*]))
            }
            None => quote!(#runtime validate::Pattern::regex(#source)),
        };
        quote!(static #name: #runtime validate::Pattern = #made;)
    }

    fn range(
        &self,
        ty: &Type,
        (from, to): (&Option<String>, &Option<String>),
        value: &Value,
        here: &TokenStream,
    ) -> TokenStream {
        let (by_ref, copied) = (&value.by_ref, &value.copied);
        match ty {
            Type::Float => {
                let (from, to) = (self.some(float(from)), self.some(float(to)));
                quote!(found.float_range(#here, #copied, #from, #to);)
            }
            Type::Decimal => {
                let text = |bound: &Option<String>| bound.as_deref().map(Literal::string);
                let (from, to) = (self.some(text(from)), self.some(text(to)));
                quote!(found.decimal_range(#here, #by_ref, #from, #to);)
            }
            _ => {
                let (from, to) = (self.some(int(from, true)), self.some(int(to, false)));
                quote!(found.range(#here, #copied, #from, #to);)
            }
        }
    }

    fn text(
        &self,
        constraint: &Constraint,
        text: &TokenStream,
        here: &TokenStream,
        pattern: &Ident,
    ) -> TokenStream {
        match constraint {
            Constraint::Length(from, to) => {
                let (from, to) = (least(*from), self.most(*to));
                quote!(found.length(#here, #text, #from, #to);)
            }
            Constraint::ByteLength(from, to) => {
                let (from, to) = (least(*from), self.most(*to));
                quote!(found.byte_length(#here, #text, #from, #to);)
            }
            Constraint::Pattern(_) => quote!(found.pattern(#here, #text, &#pattern);),
            // These are measured otherwise.
            Constraint::Range(..) | Constraint::Items(..) | Constraint::Unique => {
                TokenStream::new()
            }
        }
    }

    /// A class with counts, in the shorter of its two forms.
    fn piece(&self, piece: &Piece) -> TokenStream {
        let (runtime, primitive) = (&self.paths.runtime, &self.paths.primitive);
        let min = Literal::u32_unsuffixed(piece.min);
        let max = match piece.max {
            Some(max) => {
                let max = Literal::u32_unsuffixed(max);
                quote!(#max)
            }
            None => quote!(#primitive u32::MAX),
        };
        match &piece.what {
            What::Class(class) => {
                let (form, class) = match excluded(class) {
                    Some(excluded) => (quote!(none_of), excluded),
                    None => (quote!(one_of), class.clone()),
                };
                let ranges = class.iter().map(|(from, to)| quote!((#from, #to)));
                quote!(#runtime validate::Piece::#form(&[#(#ranges),*], #min, #max))
            }
            What::Texts(texts) => quote!(#runtime validate::Piece::first_of(&[#(#texts),*])),
            What::Row(row) => {
                let row = row.iter().map(|piece| self.piece(piece));
                quote!(#runtime validate::Piece::group(&[#(#row),*], #min, #max))
            }
        }
    }

    fn most(&self, bound: Option<u64>) -> TokenStream {
        match bound {
            Some(bound) => {
                let bound = Literal::u64_unsuffixed(bound);
                quote!(#bound)
            }
            None => {
                let primitive = &self.paths.primitive;
                quote!(#primitive u64::MAX)
            }
        }
    }

    fn some(&self, bound: Option<Literal>) -> TokenStream {
        let option = &self.paths.option;
        match bound {
            Some(bound) => quote!(#option Some(#bound)),
            None => quote!(#option None),
        }
    }
}

/// Checks whose violations are warnings, if `warns`.
pub fn as_warnings(warns: bool, checks: TokenStream) -> TokenStream {
    match warns && !checks.is_empty() {
        true => quote!(found.as_warnings(|found| { #checks });),
        false => checks,
    }
}

/// What a method is called on: a reference needs no `&` there.
pub fn receiver(by_ref: &TokenStream) -> TokenStream {
    let mut tokens = by_ref.clone().into_iter();
    match tokens.next() {
        Some(TokenTree::Punct(punct)) if punct.as_char() == '&' => tokens.collect(),
        _ => by_ref.clone(),
    }
}

fn least(bound: Option<u64>) -> Literal {
    Literal::u64_unsuffixed(bound.unwrap_or_default())
}

fn float(bound: &Option<String>) -> Option<Literal> {
    let number = bound.as_deref().and_then(|text| text.parse().ok());
    number.map(Literal::f64_unsuffixed)
}

fn int(bound: &Option<String>, is_lower: bool) -> Option<Literal> {
    let bound = int_bound(bound.as_deref()?, is_lower);
    bound.map(Literal::i64_unsuffixed)
}

/// The bound of a whole number; one with a fraction is rounded to the next number inside.
pub fn int_bound(text: &str, is_lower: bool) -> Option<i64> {
    text.parse::<i64>().ok().or_else(|| {
        let number = text.parse::<f64>().ok()?;
        let rounded = if is_lower {
            number.ceil()
        } else {
            number.floor()
        };
        // A bound beyond all numbers is the bound of all numbers.
        Some(rounded as i64)
    })
}
