//! How lists are read page by page: the tables of the runtime.

use apiloom::paging::{IsLast, PageAnswer, PageForm, PagePlace, PageSlot, Paging, PagingStyle};
use apiloom_codegen::expr::{self, Env, Typed, Value};
use apiloom_codegen::model::{self, Operation, PageRead, PageStyle, Paginate};

use crate::interpreter::{leak, texts};
use crate::scheme;

/// How the list of an operation is read; of one that has none, nothing is known.
pub(crate) fn paging(operation: &'static Operation) -> &'static Paging {
    let Some(paginate) = &operation.paginate else {
        return const { &Paging::by(PagingStyle::Link) };
    };
    let mut paging = Paging::by(by(paginate));
    paging.size = paginate.size.as_ref().map(slot);
    paging.items = texts(&paginate.items.at);
    for (read, place) in &paginate.read {
        let place = Some(place_of(place));
        match read {
            PageRead::Next => paging.next = place,
            PageRead::More => paging.more = place,
            PageRead::Total => paging.total = place,
            PageRead::Page => paging.page = place,
            PageRead::Pages => paging.pages = place,
            PageRead::Size => paging.page_size = place,
        }
    }
    paging.last = paginate
        .last
        .as_ref()
        .map(|last| is_last(operation, paginate, last));
    paging.keep = paginate.keep.as_ref().map(|keep| texts(keep));
    paging.drop = texts(&paginate.drop);
    paging.cap = paginate.cap;
    leak(paging)
}

fn by(paginate: &'static Paginate) -> PagingStyle {
    let first = paginate.first;
    match (paginate.by, paginate.slot.as_ref().map(slot)) {
        (PageStyle::Page, Some(slot)) => PagingStyle::Page { slot, first },
        (PageStyle::Offset, Some(slot)) => PagingStyle::Offset { slot, first },
        (PageStyle::Cursor, Some(slot)) => PagingStyle::Cursor { slot },
        (PageStyle::LastId, Some(slot)) => PagingStyle::LastId { slot },
        // The checks give each other style its slot.
        (_, _) => PagingStyle::Link,
    }
}

fn slot(slot: &'static model::PageSlot) -> PageSlot {
    match slot {
        model::PageSlot::Query(name) => PageSlot::Query(name),
        model::PageSlot::Form(name) => PageSlot::Form(name),
        model::PageSlot::Body(path, form) => PageSlot::Body(
            texts(path),
            match form {
                model::PageForm::Same => PageForm::Same,
                model::PageForm::Text => PageForm::Text,
                model::PageForm::Number => PageForm::Number,
            },
        ),
    }
}

fn place_of(place: &'static model::PagePlace) -> PagePlace {
    match place {
        model::PagePlace::Body(path) => PagePlace::Body(texts(path)),
        model::PagePlace::Header(name) => PagePlace::Header(name),
        model::PagePlace::LastItem(path) => PagePlace::LastItem(texts(path)),
    }
}

/// The test of the spec for the last page.
fn is_last(
    operation: &'static Operation,
    paginate: &'static Paginate,
    last: &'static Typed,
) -> &'static IsLast {
    leak(move |page: &PageAnswer<'_>| {
        let mut env = Env::new();
        scheme::operation_values(operation, 1, &mut env);
        env.set("body", Value::Json(page.body().clone()));
        env.set("headers", Value::Pairs(page.headers()));
        env.set("status", Value::Int(page.status()));
        let items = page.items().into_iter().map(Value::Json);
        env.set("items", Value::List(items.collect()));
        let int = |value: Option<i64>| value.map_or(Value::Absent, Value::Int);
        for (read, _) in &paginate.read {
            let (name, value) = match read {
                PageRead::Next => {
                    let next = page.next().cloned();
                    let name = match paginate.by {
                        PageStyle::LastId => "last_id",
                        _ => "next",
                    };
                    (name, next.map_or(Value::Absent, Value::Json))
                }
                PageRead::More => ("more", page.more().map_or(Value::Absent, Value::Bool)),
                PageRead::Total => ("total", int(page.total())),
                PageRead::Page => ("page", int(page.page())),
                PageRead::Pages => ("pages", int(page.pages())),
                PageRead::Size => ("size", int(page.page_size())),
            };
            env.set(name, value);
        }
        expr::eval(last, &env) == Ok(Value::Bool(true))
    })
}
