//! Limits: what the runtime must know to keep them.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::auth::handed;
use crate::lower::Lowered;
use crate::model::{Limit, Operation};

/// The limits of an operation, as static data.
pub(super) fn limits(lowered: &Lowered<'_>, operation: &Operation) -> TokenStream {
    let limits = operation.limits.iter().filter_map(|id| {
        let mut all = lowered.api.limits.iter();
        all.find(|limit| limit.id == *id).map(limit)
    });
    quote!(&[#(#limits),*])
}

fn limit(limit: &Limit) -> TokenStream {
    let (name, each) = (&limit.id, limit.each_operation);
    let rate = match limit.rate {
        Some((calls, seconds)) => {
            let calls = Literal::u32_unsuffixed(calls);
            let seconds = Literal::u64_unsuffixed(seconds);
            quote!(Some(CallRate { calls: #calls, seconds: #seconds }))
        }
        None => quote!(None),
    };
    let concurrent = match limit.concurrent.map(Literal::u32_unsuffixed) {
        Some(count) => quote!(Some(#count)),
        None => quote!(None),
    };
    quote! {
        CallLimit { name: #name, rate: #rate, concurrent: #concurrent, each_operation: #each }
    }
}

/// The method of the vendor that names the accounts whose calls limits count.
pub(super) fn accounts(lowered: &Lowered<'_>) -> Option<TokenStream> {
    let limits = lowered.api.limits.iter();
    let accounts: Vec<_> = limits
        .filter(|limit| !limit.by.is_empty())
        .map(|limit| {
            let (id, parts) = (&limit.id, limit.by.iter().map(handed));
            quote!(if limit == #id { #(account.add(#parts);)* })
        })
        .collect();
    (!accounts.is_empty()).then(|| {
        quote! {
            fn limit_account(&self, limit: &str, account: &mut TokenAccount) {
                let settings = &self.settings;
                #(#accounts)*
            }
        }
    })
}
