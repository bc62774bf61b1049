//! Rust that a checked expression carries.

use std::sync::Arc;

use proc_macro2::TokenStream;
use quote::ToTokens;

/// Rust that reaches something, such as `settings.email`.
///
/// Tokens belong to the thread that made them, and a checked API is shared by threads; so the Rust
/// is kept as its text, which is made of tokens and read as tokens again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RustText(Arc<str>);

impl RustText {
    /// The tokens that this was made of.
    pub fn tokens(&self) -> TokenStream {
        // The text was printed from tokens, so that it can be read.
        self.0.parse().unwrap_or_default()
    }
}

impl From<TokenStream> for RustText {
    fn from(tokens: TokenStream) -> Self {
        Self(tokens.to_string().into())
    }
}

impl ToTokens for RustText {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.tokens());
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    #[test]
    fn tokens_come_back_as_they_went() {
        for tokens in [
            quote!(settings.email),
            quote!(&settings.hooks.sign_v2),
            quote!(Mode::Secret | Mode::Open),
            quote!(.token.as_ref().map(|it| it.expose())),
            quote!(f::pairs::<'static>(b"\"\n", 'x', 1i64, "é", r#type)),
            quote!(),
        ] {
            let text = RustText::from(tokens.clone());
            assert_eq!(text.tokens().to_string(), tokens.to_string());
            assert_eq!(RustText::from(text.tokens()), text);
        }
    }
}
