//! A call in a program, and what is done with its answer.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::ident;
use crate::lower::{Holder, Lowered, Shape, repr};
use crate::model::{
    Absent, Access, Decode, Field, Operation, Record, Returns, Type, TypeId, TypeKind,
};

/// How a program waits for an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Waiting {
    /// By `.await`.
    Async,
    /// By `.blocking()`.
    Blocking,
}

impl Waiting {
    /// What follows a call.
    fn tokens(self) -> TokenStream {
        match self {
            Self::Async => quote!(.await),
            Self::Blocking => quote!(.blocking()),
        }
    }
}

/// What a program writes that blocks and what one writes that is async, of a call that `answered` makes and
/// that is no failure.
pub(super) fn waits(operation: &Operation) -> Vec<(&'static str, &'static str)> {
    if operation.paginate.is_some() {
        return vec![(
            "for item in items.blocking()",
            "while let Some(item) = items.next().await",
        )];
    }
    let mut waits = vec![(".blocking()", ".await")];
    if is_download(operation) {
        waits.push((".blocking_chunk()", ".chunk().await"));
    }
    waits
}

/// The statements that make a call of `client` and do something with what comes of it. `fails` is the code of
/// a failure that the program is ready for.
pub(super) fn answered(
    lowered: &Lowered<'_>,
    operation: &Operation,
    call: &TokenStream,
    fails: Option<&str>,
    waiting: Waiting,
) -> TokenStream {
    let wait = waiting.tokens();
    if let Some(code) = fails {
        let (name, success) = done(lowered, operation, waiting);
        let (name, success) = match success.is_empty() {
            true => (quote!(_), quote!({})),
            false => {
                let mutable = is_download(operation).then(|| quote!(mut));
                (quote!(#mutable #name), quote!({ #success }))
            }
        };
        return quote! {
            let result = client #call #wait;
            match result {
                Ok(#name) => #success
                Err(error) if error.code() == Some(#code) => println!("{error}"),
                Err(error) => return Err(error.into()),
            }
        };
    }
    if operation.paginate.is_some() {
        return pages(lowered, operation, call, waiting);
    }
    let (name, done) = done(lowered, operation, waiting);
    let call = match operation.can_lose(&lowered.api.types) {
        true => {
            let told = quote! {
                let call = client #call;
                println!("{}", call.dry_run()?);
            };
            (told, quote!(call))
        }
        false => (TokenStream::new(), quote!(client #call)),
    };
    let (told, call) = call;
    match done.is_empty() {
        true => quote!(#told #call #wait?;),
        false => {
            let mutable = is_download(operation).then(|| quote!(mut));
            quote!(#told let #mutable #name = #call #wait?; #done)
        }
    }
}

fn is_download(operation: &Operation) -> bool {
    let returns = operation.returns.as_ref();
    returns.is_some_and(|returns| returns.decode == Decode::File)
}

/// A list that is read to its end.
fn pages(
    lowered: &Lowered<'_>,
    operation: &Operation,
    call: &TokenStream,
    waiting: Waiting,
) -> TokenStream {
    let items = operation
        .paginate
        .as_ref()
        .map(|paginate| &paginate.items.ty);
    let item = items.and_then(inner);
    let name = item.map_or_else(|| ident::word("item"), |item| named(lowered, item, "item"));
    let shown = match item {
        Some(item) => shown(lowered, item, &quote!(#name)),
        None => printed(&quote!(#name), false),
    };
    match waiting {
        Waiting::Async => quote! {
            let mut items = client #call.items();
            while let Some(item) = items.next().await {
                let #name = item?;
                #shown
            }
        },
        Waiting::Blocking => quote! {
            let items = client #call.items();
            for item in items.blocking() {
                let #name = item?;
                #shown
            }
        },
    }
}

/// The name of an answer, and what is done with it: nothing if there is none.
fn done(lowered: &Lowered<'_>, operation: &Operation, waiting: Waiting) -> (Ident, TokenStream) {
    let answer = ident::word("answer");
    let Some(returns) = &operation.returns else {
        return (answer, TokenStream::new());
    };
    match returns.decode {
        Decode::Text if matches!(returns.ty, Type::String(_)) => {
            (answer, quote!(println!("{answer}");))
        }
        Decode::Text => (answer, quote!(println!("{answer:?}");)),
        Decode::Bytes => (answer, quote!(println!("{} bytes", answer.len());)),
        Decode::File => {
            let next = match waiting {
                Waiting::Async => quote!(chunk().await?),
                Waiting::Blocking => quote!(blocking_chunk()?),
            };
            let done = quote! {
                while let Some(piece) = answer.#next {
                    println!("{} bytes", piece.len());
                }
            };
            (answer, done)
        }
        Decode::Json => read(lowered, returns),
    }
}

/// What is done with an answer that is JSON.
fn read(lowered: &Lowered<'_>, returns: &Returns) -> (Ident, TokenStream) {
    let (ty, is_optional) = match (&returns.ty, returns.absent) {
        (Type::Nullable(inner), Absent::Refused | Absent::Empty) => (&**inner, true),
        (ty, absent) => (ty, absent == Absent::None),
    };
    let name = named(lowered, ty, "answer");
    let shown = shown(lowered, ty, &quote!(#name));
    match is_optional {
        false => (name, shown),
        true => {
            let done = quote!(if let Some(#name) = #name { #shown });
            (name, done)
        }
    }
}

/// What a value of a type is called.
fn named(lowered: &Lowered<'_>, ty: &Type, otherwise: &str) -> Ident {
    const TAKEN: &[&str] = &[
        "call", "client", "error", "items", "result", "settings", "std",
    ];
    let name = match ty {
        Type::Named(id) => ident::declared_snake(&lowered.api.declaration(*id).name),
        _ => otherwise.to_owned(),
    };
    match TAKEN.contains(&name.as_str()) {
        true => ident::word(otherwise),
        false => ident::word(&name),
    }
}

/// The type of the items of a list.
fn inner(ty: &Type) -> Option<&Type> {
    match ty {
        Type::List(inner) | Type::OneOrMany(inner) | Type::Csv(inner) => Some(inner),
        Type::JsonString(inner) => self::inner(inner),
        _ => None,
    }
}

/// The statement that prints something of a value.
fn shown(lowered: &Lowered<'_>, ty: &Type, value: &TokenStream) -> TokenStream {
    if let Some(item) = inner(ty)
        && let Shape::Items(_) = repr(lowered, ty).shape
    {
        let name = named(lowered, item, "item");
        // The list has the name of the items already if it is called so.
        let name = match name == value.to_string() {
            true => ident::word("item"),
            false => name,
        };
        let shown = shown(lowered, item, &quote!(#name));
        return quote!(for #name in #value { #shown });
    }
    match ty {
        Type::Named(id) => match &lowered.api.declaration(*id).kind {
            TypeKind::Record(record) => telling(lowered, *id, record, value),
            _ => printed(value, false),
        },
        ty => printed(value, is_plain(ty)),
    }
}

/// The statement that prints a value: for people, or as it is held.
fn printed(value: &TokenStream, is_plain: bool) -> TokenStream {
    let text = value.to_string();
    let is_word = text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let (inside, mark) = (
        if is_word { text.as_str() } else { "" },
        if is_plain { "" } else { ":?" },
    );
    let format = format!("{{{inside}{mark}}}");
    match is_word {
        true => quote!(println!(#format);),
        false => quote!(println!(#format, #value);),
    }
}

/// Prints the field that tells most of a record: an id, a name, what is always there, or the first.
fn telling(lowered: &Lowered<'_>, id: TypeId, record: &Record, value: &TokenStream) -> TokenStream {
    let is_shown = |field: &&Field| {
        field.access != Access::Write
            && field.constant.is_none()
            && !field.spread
            && is_plain(&field.ty)
    };
    if !record.actions.is_empty() {
        return printed(value, false);
    }
    let is_bare = |field: &Field| lowered.slot(id, field).holder == Holder::Bare;
    let rank = |field: &Field| match field.name.snake().as_str() {
        "id" => 0,
        name if name.ends_with("_id") => 1,
        name if name.ends_with("name") => 2,
        _ if is_bare(field) => 3,
        _ => 4,
    };
    let fields = record.fields.iter().filter(is_shown);
    match fields.min_by_key(|field| rank(field)) {
        Some(field) => {
            let name = ident::snake(&field.name);
            printed(&quote!(#value.#name), is_bare(field))
        }
        None => printed(value, false),
    }
}

/// Whether values of a type are texts or numbers that people can read.
fn is_plain(ty: &Type) -> bool {
    match ty {
        Type::Int32 | Type::Int64 | Type::Float | Type::Decimal => true,
        Type::String(_) | Type::IntOrString(_) => true,
        Type::Trimmed(inner) | Type::InString(inner) => is_plain(inner),
        _ => false,
    }
}
