//! Lists that are read page by page: the static description, and how items are read.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use crate::expr;
use crate::lower::{Lowered, Shape, repr};
use crate::model::{
    Operation, PageForm, PageItems, PagePlace, PageRead, PageSlot, PageStyle, Paginate,
};

/// What makes the inputs of an operation those of a list; nothing if it is none.
pub(super) fn paged(
    lowered: &Lowered<'_>,
    operation: &Operation,
    name: &Ident,
) -> Option<TokenStream> {
    let paginate = operation.paginate.as_ref()?;
    let description = description(paginate);
    let last = paginate.last.as_ref().map(|last| {
        let last = expr::rust(last);
        quote! {
            /// Whether a page is the last one.
            fn is_last(page: &paging::PageAnswer<'_>) -> bool { #last }
        }
    });
    let (item, read) = items(lowered, &paginate.items);
    Some(quote! {
        static PAGING: paging::Paging = #description;

        #last

        impl Paged for #name {
            type Item = #item;
            const PAGING: &'static paging::Paging = &PAGING;
            fn items(answer: &Answer<'_>) -> Result<Vec<#item>, DecodeError> { #read }
        }
    })
}

fn description(paginate: &Paginate) -> TokenStream {
    let size = paginate.size.as_ref().map(slot);
    let size = size.map(|slot| quote!(size: Some(#slot),));
    let items = &paginate.items.at;
    let items = (!items.is_empty()).then(|| quote!(items: &[#(#items),*],));
    let read = paginate.read.iter().map(|(read, place)| {
        let (name, place) = (read_name(*read), place_tokens(place));
        quote!(#name: Some(#place),)
    });
    let last = paginate
        .last
        .as_ref()
        .map(|_| quote!(last: Some(&is_last),));
    let keep = paginate
        .keep
        .as_ref()
        .map(|keep| quote!(keep: Some(&[#(#keep),*]),));
    let drop = &paginate.drop;
    let drop = (!drop.is_empty()).then(|| quote!(drop: &[#(#drop),*],));
    let cap = paginate.cap.map(Literal::u64_unsuffixed);
    let cap = cap.map(|cap| quote!(cap: Some(#cap),));
    let style = style(paginate);
    quote! {
        paging::Paging { #size #items #(#read)* #last #keep #drop #cap ..paging::Paging::by(#style) }
    }
}

fn style(paginate: &Paginate) -> TokenStream {
    let first = Literal::u64_unsuffixed(paginate.first);
    let slot = paginate.slot.as_ref().map(slot);
    match (paginate.by, slot) {
        (PageStyle::Page, Some(slot)) => {
            quote!(paging::PagingStyle::Page { slot: #slot, first: #first })
        }
        (PageStyle::Offset, Some(slot)) => {
            quote!(paging::PagingStyle::Offset { slot: #slot, first: #first })
        }
        (PageStyle::Cursor, Some(slot)) => quote!(paging::PagingStyle::Cursor { slot: #slot }),
        (PageStyle::LastId, Some(slot)) => quote!(paging::PagingStyle::LastId { slot: #slot }),
        // The checks give each other style its slot.
        (_, _) => quote!(paging::PagingStyle::Link),
    }
}

fn slot(slot: &PageSlot) -> TokenStream {
    match slot {
        PageSlot::Query(name) => quote!(paging::PageSlot::Query(#name)),
        PageSlot::Form(name) => quote!(paging::PageSlot::Form(#name)),
        PageSlot::Body(path, form) => {
            let form = match form {
                PageForm::Same => quote!(paging::PageForm::Same),
                PageForm::Text => quote!(paging::PageForm::Text),
                PageForm::Number => quote!(paging::PageForm::Number),
            };
            quote!(paging::PageSlot::Body(&[#(#path),*], #form))
        }
    }
}

fn read_name(read: PageRead) -> TokenStream {
    match read {
        PageRead::Next => quote!(next),
        PageRead::More => quote!(more),
        PageRead::Total => quote!(total),
        PageRead::Page => quote!(page),
        PageRead::Pages => quote!(pages),
        PageRead::Size => quote!(page_size),
    }
}

fn place_tokens(place: &PagePlace) -> TokenStream {
    match place {
        PagePlace::Body(path) => quote!(paging::PagePlace::Body(&[#(#path),*])),
        PagePlace::Header(name) => quote!(paging::PagePlace::Header(#name)),
        PagePlace::LastItem(path) => quote!(paging::PagePlace::LastItem(&[#(#path),*])),
    }
}

/// The type of an item, and the expression that reads all of a page.
fn items(lowered: &Lowered<'_>, items: &PageItems) -> (TokenStream, TokenStream) {
    let list = repr(lowered, &items.ty);
    let item = match &list.shape {
        Shape::Items(item) => item.ty.clone(),
        // The checks let nothing but lists through.
        Shape::Plain | Shape::Into => list.ty.clone(),
    };
    let at = &items.at;
    let read = match (&list.codec, items.required) {
        (Some(codec), true) => quote!(answer.read_as(&[#(#at),*], #codec)),
        (Some(codec), false) => quote!(answer.read_or_blank_as(&[#(#at),*], #codec)),
        (None, true) => quote!(answer.read(&[#(#at),*])),
        (None, false) => quote!(answer.read_or_blank(&[#(#at),*])),
    };
    (item, read)
}
