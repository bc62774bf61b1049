//! A client inside another crate: what the build script and the macro are asked for.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};

use crate::diagnostic::{Code, Diagnostic, help};
use crate::emit::rust::{self, Part};
use crate::model::Api;
use crate::source::closest;

/// What is emitted of a client, and around it.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// How much of it.
    pub part: Part,
    /// The operations, by their names; `None` means all.
    pub operations: Option<BTreeSet<String>>,
    /// The module that is made for it; `None` gives its items as they are.
    pub module: Option<Module>,
}

/// A module around a client.
#[derive(Clone, Debug)]
pub struct Module {
    /// Its name.
    pub name: Ident,
    /// Who sees it, as Rust writes it; nothing is private.
    pub visibility: TokenStream,
}

impl Options {
    /// The items of a client, or the one module that holds them.
    ///
    /// Names that are not operations select nothing; [`no_operation`] reports them.
    pub fn client(&self, api: &Api) -> TokenStream {
        let selected;
        let api = match &self.operations {
            Some(operations) => {
                selected = api.only(operations);
                &selected
            }
            None => api,
        };
        match &self.module {
            Some(Module { name, visibility }) => rust::module(api, self.part, visibility, name),
            None => rust::single(api, self.part),
        }
    }
}

/// What is wrong with a name that is to be an operation of one of these APIs.
pub fn no_operation(apis: &[Api], name: &str) -> Option<Diagnostic> {
    let operations = apis.iter().flat_map(|api| &api.operations);
    let known: Vec<String> = operations.map(|o| o.name.snake()).collect();
    if known.iter().any(|known| known == name) {
        return None;
    }
    let message = format!("there is no operation `{name}`");
    let help = match closest(name, known.iter().map(String::as_str)) {
        Some(near) => help!("did you mean `{near}`?", "是否应为 `{near}`？"),
        None if known.is_empty() => help!(
            "remove the option; the spec has no operations",
            "删除这个选项；规范中没有接口"
        ),
        None => help!("write one of: {}", "写下列之一：{}", known.join(", ")),
    };
    Some(Diagnostic::placeless(Code::UnknownReference, message).help(help))
}
