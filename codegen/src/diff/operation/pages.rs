//! How operations are paged.

use super::super::Verdict;
use super::super::change::{Change, Kind, said};
use super::super::expression::made_of;
use super::super::walk::{Side, Walk};
use crate::lower::{Shape, repr};
use crate::model::{Operation, PageForm, PagePlace, PageSlot, Paginate};

impl Walk<'_> {
    pub(super) fn paginate(&mut self, path: &str, old: &Operation, new: &Operation) {
        let path = format!("{path}.paginate");
        let (before, after) = match (&old.paginate, &new.paginate) {
            (None, None) => return,
            (Some(old), Some(new)) => (old, new),
            (None, Some(_)) => {
                let said = said!(
                    "the list can be read to its end now",
                    "现在可以逐页读到列表末尾"
                );
                let change = Change::new(path, Kind::Added, said);
                return self.add(
                    change
                        .callers(Verdict::Compatible)
                        .wire(Verdict::Compatible),
                );
            }
            (Some(_), None) => {
                let said = said!(
                    "the list cannot be read to its end any more",
                    "不再能逐页读到列表末尾"
                );
                let change = Change::new(path, Kind::Removed, said);
                return self.add(change.callers(Verdict::Breaking).wire(Verdict::Breaking));
            }
        };
        let (item, newer) = (item(&self.old, before), item(&self.new, after));
        let callers = match item == self.text_as_known(&newer) {
            true => Verdict::Nothing,
            false => Verdict::Breaking,
        };
        let (older, newer) = (paging(before), paging(after));
        let mut seen = false;
        for ((word, before), (_, after)) in older.into_iter().zip(newer) {
            if before == after {
                continue;
            }
            let said = said!(
                "further pages are read in another way",
                "后续页的读取方式有变化"
            );
            // What computes the end of the list is Rust here, which nobody wrote.
            let (before, after) = match word {
                "last" => (String::new(), String::new()),
                _ => (before, after),
            };
            let change = Change::new(format!("{path}.{word}"), Kind::Changed, said)
                .sides(before, after)
                .wire(Verdict::Breaking);
            let callers = if word == "items" {
                callers
            } else {
                Verdict::Nothing
            };
            seen |= word == "items";
            self.add(change.callers(callers));
        }
        if !seen && callers != Verdict::Nothing {
            let said = said!("the items have another type", "列表项的类型有变化");
            let change = Change::new(format!("{path}.items"), Kind::Changed, said);
            let (before, after) = self.both_types(&before.items.ty, &after.items.ty);
            let change = change.sides(before, after).wire(Verdict::Breaking);
            self.add(change.callers(callers));
        }
        if before.note != after.note {
            self.documented(&path);
        }
    }
}

/// The type of an item.
fn item(side: &Side<'_>, paginate: &Paginate) -> String {
    let list = repr(&side.lowered, &paginate.items.ty);
    match &list.shape {
        Shape::Items(item) => item.ty.to_string(),
        Shape::Plain | Shape::Into => list.ty.to_string(),
    }
}

/// How a list is read page by page, word by word.
fn paging(paginate: &Paginate) -> Vec<(&'static str, String)> {
    let slot = |slot: &Option<PageSlot>| slot.as_ref().map(page_slot).unwrap_or_default();
    let read = paginate.read.iter();
    let read = read.map(|(read, place)| format!("{}: {}", read.word(), page_place(place)));
    let required = if paginate.items.required { "!" } else { "" };
    vec![
        ("by", paginate.by.word().to_owned()),
        ("send", slot(&paginate.slot)),
        ("size", slot(&paginate.size)),
        ("first", paginate.first.to_string()),
        (
            "items",
            format!("body.{}{required}", paginate.items.at.join(".")),
        ),
        ("read", read.collect::<Vec<_>>().join(", ")),
        ("last", made_of(paginate.last.as_ref()).unwrap_or_default()),
        (
            "keep",
            paginate
                .keep
                .as_ref()
                .map(|keep| keep.join(", "))
                .unwrap_or_default(),
        ),
        ("drop", paginate.drop.join(", ")),
        (
            "cap",
            paginate.cap.map(|cap| cap.to_string()).unwrap_or_default(),
        ),
    ]
}

fn page_slot(slot: &PageSlot) -> String {
    match slot {
        PageSlot::Query(name) => format!("query.{name}"),
        PageSlot::Form(name) => format!("form.{name}"),
        PageSlot::Body(path, form) => {
            let form = match form {
                PageForm::Same => "",
                PageForm::Text => " as a text",
                PageForm::Number => " as a number",
            };
            format!("body.{}{form}", path.join("."))
        }
    }
}

fn page_place(place: &PagePlace) -> String {
    match place {
        PagePlace::Body(path) => format!("body.{}", path.join(".")),
        PagePlace::Header(name) => format!("headers.{name}"),
        PagePlace::LastItem(path) => format!("items.{}", path.join(".")),
    }
}
