//! What `api!` is given: a path and options.

use std::collections::HashSet;

use apiloom_codegen::emit::rust::Part;
use apiloom_codegen::inline::Module;
use apiloom_codegen::source::closest;
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Ident, LitStr, Token, Visibility, bracketed};

/// The options, each with how it is written.
const OPTIONS: &[(&str, &str)] = &[
    ("module", "module = name"),
    ("visibility", "visibility = pub"),
    ("operations", "operations = [name, …]"),
    ("types_only", "types_only"),
];

/// The arguments of `api!`.
pub(crate) struct Arguments {
    /// The spec's path.
    pub(crate) path: LitStr,
    /// How much is emitted.
    pub(crate) part: Part,
    /// The operations; `None` means all.
    pub(crate) operations: Option<Vec<Ident>>,
    /// The module around the client.
    pub(crate) module: Option<Module>,
}

impl Parse for Arguments {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if !input.peek(LitStr) {
            return Err(
                input.error("write the path of a spec first, such as `\"specs/acme.yaml\"`")
            );
        }
        let path = input.parse()?;
        let (mut part, mut operations) = (Part::Whole, None);
        let (mut module, mut visibility) = (None, None);
        let mut seen = HashSet::new();
        while !input.is_empty() {
            input.parse::<Token![,]>().map_err(|error| {
                syn::Error::new(error.span(), "expected a comma before the next option")
            })?;
            if input.is_empty() {
                break;
            }
            let option = input.call(Ident::parse_any).map_err(|error| {
                syn::Error::new(error.span(), format!("expected an option: {}", all()))
            })?;
            let name = option.unraw().to_string();
            match name.as_str() {
                "types_only" => part = Part::Types,
                "module" => module = Some(value(input, &option, Ident::parse_any)?),
                "visibility" => {
                    let given = value(input, &option, Visibility::parse)?;
                    if let Visibility::Inherited = given {
                        let message = "write `visibility = pub` or `visibility = pub(crate)`; without the option the module is private";
                        return Err(syn::Error::new(option.span(), message));
                    }
                    visibility = Some((option.clone(), given));
                }
                "operations" => operations = Some(value(input, &option, names)?),
                _ => return Err(unknown(&option, &name)),
            }
            if !seen.insert(name.clone()) {
                return Err(syn::Error::new(
                    option.span(),
                    format!("`{name}` is given twice"),
                ));
            }
        }
        if let (None, Some((option, _))) = (&module, &visibility) {
            let message = "`visibility` is that of a module: add `module = name`";
            return Err(syn::Error::new(option.span(), message));
        }
        let module = module.map(|name| Module {
            name,
            visibility: visibility.map(|(_, given)| given).into_token_stream(),
        });
        Ok(Self {
            path,
            part,
            operations,
            module,
        })
    }
}

/// The value after an option's name.
fn value<T>(
    input: ParseStream<'_>,
    option: &Ident,
    parse: fn(ParseStream<'_>) -> syn::Result<T>,
) -> syn::Result<T> {
    let written = OPTIONS.iter().find(|(name, _)| option == name);
    let written = written.map(|(_, written)| *written).unwrap_or_default();
    let wrong = |_| syn::Error::new(option.span(), format!("write it as `{written}`"));
    input.parse::<Token![=]>().map_err(wrong)?;
    parse(input).map_err(wrong)
}

fn names(input: ParseStream<'_>) -> syn::Result<Vec<Ident>> {
    let list;
    bracketed!(list in input);
    let names = Punctuated::<Ident, Token![,]>::parse_terminated_with(&list, Ident::parse_any)?;
    Ok(names.into_iter().collect())
}

fn unknown(option: &Ident, name: &str) -> syn::Error {
    let near = closest(name, OPTIONS.iter().map(|(name, _)| *name));
    let near = near.map(|near| format!("; did you mean `{near}`?"));
    let message = format!(
        "there is no option `{name}`{}\nhelp: {}",
        near.unwrap_or_default(),
        all()
    );
    syn::Error::new(option.span(), message)
}

/// All options as they are written.
fn all() -> String {
    let written: Vec<String> = OPTIONS
        .iter()
        .map(|(_, written)| format!("`{written}`"))
        .collect();
    format!("the options are {}", written.join(", "))
}
