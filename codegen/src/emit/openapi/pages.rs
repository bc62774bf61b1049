//! How lists are read page by page, which OpenAPI has no words for.

use super::described::Said;
use super::object::Object;
use crate::emit::rust::plain;
use crate::expr;
use crate::json::Json;
use crate::model::{Operation, PagePlace, PageRead, PageSlot, PageStyle, Paginate};

/// How the list of an operation is read, for programs.
pub(super) fn pagination(operation: &Operation) -> Object {
    let mut object = Object::new();
    let Some(paginate) = &operation.paginate else {
        return object;
    };
    object.put("by", paginate.by.word());
    if let Some(page) = &paginate.slot {
        object.put("page", slot(page));
        object.put("first", number(paginate.first));
    }
    if let Some(size) = &paginate.size {
        object.put("size", slot(size));
    }
    if let Some(cap) = paginate.cap {
        object.put("cap", number(cap));
    }
    object.put("items", place(&PagePlace::Body(paginate.items.at.clone())));
    let mut read = Object::new();
    for (what, at) in &paginate.read {
        read.put(what.word(), place(at));
    }
    object.object("read", read);
    if let Some(last) = &paginate.last {
        object.put("last", expr::write(last).as_str());
    }
    if let Some(keep) = &paginate.keep {
        object.put("keep", Json::texts(keep.iter().map(String::as_str)));
    }
    let drop = paginate.drop.iter().map(|it| Json::from(it.as_str()));
    object.list("drop", drop.collect());
    object.put_docs("note", &paginate.note);
    object
}

/// Says how the list of an operation is read.
pub(super) fn in_words(said: &mut Said, operation: &Operation) {
    let Some(paginate) = &operation.paginate else {
        return;
    };
    let (mut en, mut zh) = begun(paginate);
    let items = plain(&place_text(&PagePlace::Body(paginate.items.at.clone())));
    en.push(format!("The items stand at `{items}`."));
    zh.push(format!("数据项位于 `{items}`。"));
    if let Some(size) = &paginate.size {
        let name = plain(&slot_text(size));
        en.push(format!("`{name}` is how many items a page has."));
        zh.push(format!("`{name}` 是每页的条数。"));
    }
    if let Some(cap) = paginate.cap {
        en.push(format!("The vendor gives {cap} items at most."));
        zh.push(format!("厂商最多返回 {cap} 条。"));
    }
    for (what, at) in &paginate.read {
        let at = plain(&place_text(at));
        let (in_english, in_chinese) = reads_in_words(*what);
        en.push(format!("`{at}` is {in_english}."));
        zh.push(format!("`{at}` 是{in_chinese}。"));
    }
    if let Some(last) = &paginate.last {
        let last = plain(&expr::write(last));
        en.push(format!("A page is the last one where `{last}`."));
        zh.push(format!("满足 `{last}` 时为最后一页。"));
    }
    said.both(en.join("\n"), zh.join("\n"));
    said.docs(("Note: ", "备注："), &paginate.note);
}

/// What leads from one page to the next.
fn begun(paginate: &Paginate) -> (Vec<String>, Vec<String>) {
    let mut en = vec!["The list is read page by page.".to_owned()];
    let mut zh = vec!["列表按页读取。".to_owned()];
    let (in_english, in_chinese) = match paginate.by {
        PageStyle::Page => ("the number of the page", "页码"),
        PageStyle::Offset => ("the number of items before the page", "该页之前的条数"),
        PageStyle::Cursor => ("what the page before gave", "上一页给出的游标"),
        PageStyle::LastId => (
            "the id of the last item of the page before",
            "上一页最后一项的 id",
        ),
        PageStyle::Link => {
            en.push("Each page gives the URL of the next.".to_owned());
            zh.push("每页给出下一页的 URL。".to_owned());
            return (en, zh);
        }
    };
    let Some(slot) = &paginate.slot else {
        return (en, zh);
    };
    let name = plain(&slot_text(slot));
    let first = match paginate.by {
        PageStyle::Page | PageStyle::Offset => Some(paginate.first),
        PageStyle::Cursor | PageStyle::LastId | PageStyle::Link => None,
    };
    match first {
        Some(first) => {
            en.push(format!("`{name}` is {in_english}; the first is {first}."));
            zh.push(format!("`{name}` 是{in_chinese}，从 {first} 开始。"));
        }
        None => {
            en.push(format!(
                "`{name}` is {in_english}; the first page needs none."
            ));
            zh.push(format!("`{name}` 是{in_chinese}，第一页不需要。"));
        }
    }
    (en, zh)
}

fn reads_in_words(read: PageRead) -> (&'static str, &'static str) {
    match read {
        PageRead::Next => ("what leads to the next page", "下一页的依据"),
        PageRead::More => ("whether there is a next page", "是否还有下一页"),
        PageRead::Total => ("how many items there are", "总条数"),
        PageRead::Page => ("which page it is", "当前页码"),
        PageRead::Pages => ("how many pages there are", "总页数"),
        PageRead::Size => ("how many items a page has", "每页条数"),
    }
}

fn slot(slot: &PageSlot) -> Json {
    let place = match slot {
        PageSlot::Query(_) => "query",
        PageSlot::Form(_) | PageSlot::Body(..) => "body",
    };
    let name = Json::from(slot_text(slot).as_str());
    Json::object([("in", Json::from(place)), ("name", name)])
}

fn slot_text(slot: &PageSlot) -> String {
    match slot {
        PageSlot::Query(name) | PageSlot::Form(name) => name.clone(),
        PageSlot::Body(way, _) => way.join("."),
    }
}

fn place(place: &PagePlace) -> Json {
    let (key, text) = match place {
        PagePlace::Body(way) => ("body", way.join(".")),
        PagePlace::Header(name) => ("header", name.clone()),
        PagePlace::LastItem(way) => ("last_item", way.join(".")),
    };
    Json::object([(key, Json::from(text.as_str()))])
}

fn place_text(place: &PagePlace) -> String {
    let below = |first: &str, way: &[String]| {
        let parts = std::iter::once(first).chain(way.iter().map(String::as_str));
        parts.collect::<Vec<_>>().join(".")
    };
    match place {
        PagePlace::Body(way) => below("body", way),
        PagePlace::Header(name) => format!("header.{name}"),
        PagePlace::LastItem(way) => below("last_item", way),
    }
}

fn number(value: u64) -> Json {
    Json::from(i64::try_from(value).unwrap_or(i64::MAX))
}
