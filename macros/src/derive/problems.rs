//! All mistakes of a type, so that they are shown at once.

use std::fmt::Display;

use proc_macro2::Span;
use quote::ToTokens;
use syn::Error;

/// The mistakes that were found so far.
#[derive(Default)]
pub(super) struct Problems(Vec<Error>);

impl Problems {
    /// Notes what is wrong at a place, and what to do.
    pub(super) fn add(&mut self, at: impl ToTokens, what: impl Display, help: impl Display) {
        self.0.push(Error::new_spanned(at, text(what, help)));
    }

    /// Notes what is wrong at a span, and what to do.
    pub(super) fn add_at(&mut self, at: Span, what: impl Display, help: impl Display) {
        self.0.push(Error::new(at, text(what, help)));
    }

    /// The mistakes as one error, in the order in which they were found.
    pub(super) fn into_result(self) -> syn::Result<()> {
        let all = self.0.into_iter().reduce(|mut all, next| {
            all.combine(next);
            all
        });
        all.map_or(Ok(()), Err)
    }
}

fn text(what: impl Display, help: impl Display) -> String {
    format!("{what}\nhelp: {help}")
}
