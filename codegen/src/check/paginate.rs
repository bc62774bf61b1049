//! How lists are read page by page: each style has what it needs, and all that is named exists and fits.

use proc_macro2::TokenStream;
use quote::quote;

use super::Check;
use super::expression::Purpose;
use super::page_place::Answered;
use super::page_slot::Inputs;
use crate::diagnostic::{Code, help};
use crate::expr::{self, Held, Kind, Place, Root, Scope, Type as Value};
use crate::model::{Effect, Name, PageItems, PagePlace, PageRead, PageSlot, PageStyle, Paginate};
use crate::spec::{self, Text, words};

/// A `paginate` with what the defaults add to it.
struct Written<'s> {
    by: &'s Text,
    send: Vec<(&'s Text, &'s Text)>,
    read: Vec<(&'s Text, &'s Text)>,
    last: Option<&'s Text>,
    keep: Option<&'s [Text]>,
    drop: &'s [Text],
    cap: Option<&'s Text>,
    first: Option<&'s Text>,
    note: Option<&'s spec::Docs>,
}

impl Check<'_> {
    /// How the list of an operation is read; nothing if neither it nor the defaults say so.
    pub(super) fn paginate(
        &mut self,
        spec: &spec::Operation,
        name: &Name,
        constants: &[(String, String)],
        effect: Effect,
        inputs: &Inputs<'_>,
        answered: Answered<'_>,
    ) -> Option<Option<Paginate>> {
        let api = self.spec;
        let general = api.defaults.as_ref().and_then(|d| d.paginate.as_ref());
        let (own, general) = match (&spec.paginate, general) {
            (Some(own), general) => (own, general),
            // What holds for lists in general is for the operations that have its inputs and answer a list
            // there.
            (None, Some(general)) if effect == Effect::Read => {
                let written = self.merged(general, None)?;
                if !self.is_meant(&written, inputs, answered) {
                    return Some(None);
                }
                (general, None)
            }
            (None, _) => return Some(None),
        };
        let written = self.merged(own, general)?;
        let before = std::mem::take(&mut *self.diagnostics);
        let paginate = self.paged(&written, name, constants, inputs, answered);
        let found = std::mem::replace(&mut *self.diagnostics, before);
        for problem in found.into_sorted() {
            // What stands in the defaults says nothing of the operation that it does not fit.
            let elsewhere = problem.span.is_some_and(|span| !spec.span.contains(span));
            self.push(match elsewhere {
                true => problem.related(spec.http.span, "for this operation"),
                false => problem,
            });
        }
        paginate.map(Some)
    }

    /// What can be told of the defaults without an operation.
    pub(super) fn paging(&mut self, spec: &spec::Paginate) {
        if let Some(by) = &spec.by {
            self.style(by);
        }
        for (slot, _) in spec.send.iter() {
            self.word(slot, &words::SEND.map(|word| (word, ())));
        }
        for (slot, place) in spec.read.iter() {
            if self
                .word(slot, &words::READ.map(|word| (word, ())))
                .is_some()
            {
                self.page_place(slot, place);
            }
        }
        if let Some(last) = &spec.last
            && let Err(problem) = expr::parse(last.as_str())
        {
            self.problem(last, problem);
        }
        for number in spec.cap.iter().chain(&spec.first) {
            self.number(number);
        }
    }

    /// What an operation says, and beside it what the defaults say unless it names a style of its own.
    fn merged<'s>(
        &mut self,
        own: &'s spec::Paginate,
        general: Option<&'s spec::Paginate>,
    ) -> Option<Written<'s>> {
        let general = general.filter(|_| own.by.is_none());
        let Some(by) = own.by.as_ref().or(general.and_then(|g| g.by.as_ref())) else {
            let message = "nothing says how the pages follow one another";
            let help = help!(
                "add `by: page`, or another of: {}",
                "加上 `by: page`，或下列之一：{}",
                words::PAGING.join(", ")
            );
            self.report(Code::MissingKey, own.span, message, help);
            return None;
        };
        let mut written = Written {
            by,
            send: own.send.iter().map(|(k, v)| (k, v)).collect(),
            read: own.read.iter().map(|(k, v)| (k, v)).collect(),
            last: own.last.as_ref(),
            keep: own.keep.as_deref(),
            drop: &own.drop,
            cap: own.cap.as_ref(),
            first: own.first.as_ref(),
            note: own.note.as_ref(),
        };
        let Some(general) = general else {
            return Some(written);
        };
        let add = |list: &mut Vec<(&'s Text, &'s Text)>, more: &'s spec::Named<Text>| {
            for (key, value) in more.iter() {
                if !list.iter().any(|(known, _)| known.text == key.text) {
                    list.push((key, value));
                }
            }
        };
        add(&mut written.send, &general.send);
        add(&mut written.read, &general.read);
        // Both say which inputs are repeated.
        if written.keep.is_none() && written.drop.is_empty() {
            written.keep = general.keep.as_deref();
            written.drop = &general.drop;
        }
        written.last = written.last.or(general.last.as_ref());
        written.cap = written.cap.or(general.cap.as_ref());
        written.first = written.first.or(general.first.as_ref());
        written.note = written.note.or(general.note.as_ref());
        Some(written)
    }

    fn style(&mut self, by: &Text) -> Option<PageStyle> {
        let [page, offset, cursor, last_id, link] = words::PAGING;
        let styles = [
            (page, PageStyle::Page),
            (offset, PageStyle::Offset),
            (cursor, PageStyle::Cursor),
            (last_id, PageStyle::LastId),
            (link, PageStyle::Link),
        ];
        self.word(by, &styles)
    }

    /// Whether the defaults are meant for an operation: it has the inputs, and the list.
    fn is_meant(&self, written: &Written<'_>, inputs: &Inputs<'_>, answered: Answered<'_>) -> bool {
        let has = |(_, input): &(&Text, &Text)| self.input_of(input.as_str(), inputs).is_some();
        written.send.iter().all(has) && self.list_of(written.read_at("items"), answered).is_some()
    }

    fn paged(
        &mut self,
        written: &Written<'_>,
        name: &Name,
        constants: &[(String, String)],
        inputs: &Inputs<'_>,
        answered: Answered<'_>,
    ) -> Option<Paginate> {
        let by = self.style(written.by)?;
        let slot = self.moving(written, by, inputs);
        let size = match written.sent("size") {
            Some(text) => self.number_slot("size", text, inputs).map(Some),
            None => Some(None),
        };
        let items = self.page_items(written, answered);
        let answered = Answered {
            items: items.as_ref().map(|items| &items.ty),
            ..answered
        };
        let read = self.reads(written, by, answered);
        let keep = written
            .keep
            .map_or(Some(None), |keep| self.kept(keep, inputs).map(Some));
        let drop = self.named_inputs(written.drop, inputs);
        let cap = written
            .cap
            .map_or(Some(None), |cap| self.number(cap).map(Some));
        let first = self.first(written, by);
        let (items, read) = (items?, read?);
        let scope = page_scope(&read, by, name, constants);
        let last = match written.last {
            Some(text) => {
                self.unread(text, written)?;
                Some(self.expression(text, &scope, Purpose::Predicate)?)
            }
            None => None,
        };
        Some(Paginate {
            by,
            slot: slot?,
            first: first?,
            size: size?,
            items,
            read,
            last,
            keep: keep?,
            drop: drop?,
            cap: cap?,
            note: super::facts::docs(written.note),
        })
    }

    /// The input that asks for a page, which each style but `link` has; it has no other.
    fn moving(
        &mut self,
        written: &Written<'_>,
        by: PageStyle,
        inputs: &Inputs<'_>,
    ) -> Option<Option<PageSlot>> {
        let needed = (by != PageStyle::Link).then_some(written.by.as_str());
        let mut fine = true;
        for (slot, input) in &written.send {
            self.word(slot, &words::SEND.map(|word| (word, ())))?;
            let means = slot.as_str() == "size" || needed == Some(slot.as_str());
            if !means {
                let message = format!(
                    "`{}` asks for nothing with `by: {}`",
                    slot.text, written.by.text
                );
                let help = match needed {
                    Some(needed) => help!(
                        "write `{needed}`, or remove it",
                        "写成 `{needed}`，或删除这里"
                    ),
                    None => help!(
                        "remove it: the link says it all",
                        "删除这里：链接已说明一切"
                    )
                    .removing(slot.as_str(), input.span),
                };
                self.report(Code::Misplaced, slot.span, message, help);
                fine = false;
            }
        }
        let Some(needed) = needed else {
            return fine.then_some(None);
        };
        let Some(text) = written.sent(needed) else {
            self.lacks(written.by, "send", needed, "query.…");
            return None;
        };
        let slot = match by {
            PageStyle::Page | PageStyle::Offset => self.number_slot(needed, text, inputs),
            _ => self.value_slot(needed, text, inputs),
        };
        slot.filter(|_| fine).map(Some)
    }

    /// The list, in what is returned.
    fn page_items(&mut self, written: &Written<'_>, answered: Answered<'_>) -> Option<PageItems> {
        let text = written.read_at("items");
        if let Some(items) = self.list_of(text, answered) {
            return Some(items);
        }
        match text {
            Some(text) => {
                // What is no place has been reported with the others.
                let at = self.body_path(text)?;
                if self.is_refused_at(&at, answered) {
                    return None;
                }
                self.place_type(text, &at, answered)?;
                let message = format!("`{}` is no list in what is returned", text.text);
                let help = help!(
                    "write the place of the list, and describe it in the type under `returns`",
                    "写出列表的位置，并在 `returns` 的类型中描述它"
                );
                self.report(Code::Paging, text.span, message, help);
            }
            None => self.lacks(written.by, "read", "items", "body.…"),
        }
        None
    }

    fn reads(
        &mut self,
        written: &Written<'_>,
        by: PageStyle,
        answered: Answered<'_>,
    ) -> Option<Vec<(PageRead, PagePlace)>> {
        let needed = match by {
            PageStyle::Page | PageStyle::Offset => None,
            PageStyle::Cursor | PageStyle::Link => Some("next"),
            PageStyle::LastId => Some("last_id"),
        };
        if let Some(needed) = needed.filter(|needed| written.read_at(needed).is_none()) {
            let place = match by {
                PageStyle::LastId => "items.id",
                PageStyle::Link => "headers.link",
                _ => "body.…",
            };
            self.lacks(written.by, "read", needed, place);
            return None;
        }
        let mut read = Vec::new();
        let mut fine = true;
        for (slot, text) in &written.read {
            self.word(slot, &words::READ.map(|word| (word, ())))?;
            let place = match slot.as_str() {
                "items" => {
                    fine &= self.page_place(slot, text).is_some();
                    continue;
                }
                "last_id" | "next"
                    if by == PageStyle::LastId && needed != Some(slot.as_str())
                        || slot.as_str() == "last_id" && by != PageStyle::LastId =>
                {
                    self.meaningless(slot, written.by);
                    None
                }
                _ => self.page_place(slot, text),
            };
            let kind = match slot.as_str() {
                "more" => PageRead::More,
                "total" => PageRead::Total,
                "page" => PageRead::Page,
                "pages" => PageRead::Pages,
                "size" => PageRead::Size,
                _ => PageRead::Next,
            };
            match place {
                Some(place) if self.place_fits(slot, text, kind, by, &place, answered) => {
                    read.push((kind, place));
                }
                _ => fine = false,
            }
        }
        fine.then_some(read)
    }

    /// The predicate names no slot that is not read.
    fn unread(&mut self, last: &Text, written: &Written<'_>) -> Option<()> {
        // What does not parse is reported where it is checked.
        let parsed = expr::parse(last.as_str()).ok();
        let names = parsed.iter().flat_map(expr::mentions);
        let unread = names.filter(|name| words::READ.contains(&name.as_str()) && name != "items");
        let unread: Vec<String> = unread
            .filter(|name| written.read_at(name).is_none())
            .collect();
        for name in &unread {
            let message = format!("nothing says where an answer has `{name}`");
            let help = help!(
                "add `read: {{ {name}: body.… }}`",
                "加上 `read: {{ {name}: body.… }}`"
            );
            self.report(Code::ExpressionName, last.span, message, help);
        }
        unread.is_empty().then_some(())
    }

    fn meaningless(&mut self, slot: &Text, by: &Text) {
        let message = format!("`{}` says nothing with `by: {}`", slot.text, by.text);
        let help = match by.as_str() {
            "last_id" => help!("write `last_id: items.id`", "写成 `last_id: items.id`"),
            _ => help!(
                "write `next`, or `by: last_id`",
                "写成 `next`，或写 `by: last_id`"
            ),
        };
        self.report(Code::Misplaced, slot.span, message, help);
    }

    fn first(&mut self, written: &Written<'_>, by: PageStyle) -> Option<u64> {
        let usual = u64::from(by == PageStyle::Page);
        let Some(text) = written.first else {
            return Some(usual);
        };
        if matches!(by, PageStyle::Page | PageStyle::Offset) {
            return self.number(text);
        }
        let message = format!("nothing is counted with `by: {}`", written.by.text);
        let help = help!("remove it", "删除这里").removing("first", text.span);
        self.report(Code::Misplaced, text.span, message, help);
        None
    }

    /// Reports a slot that a style needs.
    fn lacks(&mut self, by: &Text, key: &str, slot: &str, place: &str) {
        let message = format!("`by: {}` needs `{slot}` in `{key}`", by.text);
        let help = help!(
            "add `{key}: {{ {slot}: {place} }}`",
            "加上 `{key}: {{ {slot}: {place} }}`"
        );
        self.report(Code::MissingKey, by.span, message, help);
    }
}

impl<'s> Written<'s> {
    fn sent(&self, slot: &str) -> Option<&'s Text> {
        let mut send = self.send.iter();
        send.find(|(key, _)| key.as_str() == slot)
            .map(|(_, input)| *input)
    }

    fn read_at(&self, slot: &str) -> Option<&'s Text> {
        let mut read = self.read.iter();
        read.find(|(key, _)| key.as_str() == slot)
            .map(|(_, place)| *place)
    }
}

/// What the predicate of the last page may name.
fn page_scope(
    read: &[(PageRead, PagePlace)],
    by: PageStyle,
    operation: &Name,
    constants: &[(String, String)],
) -> Scope {
    let id = operation.snake();
    let text = |tokens: TokenStream| Place::new(Value::text(), tokens, Held::Ref);
    let mut root = Root::new().member("id", text(quote!(#id)));
    for (name, value) in constants {
        root = root.member(name, text(quote!(#value)));
    }
    let body = Place::new(Value::json(), quote!(page.body()), Held::Ref);
    let headers = Place::new(Value::pairs(), quote!(page.headers()), Held::Owned);
    let status = Place::new(Value::int(), quote!(page.status()), Held::Owned);
    let items = Place::new(Value::list(Kind::Json), quote!(page.items()), Held::Owned);
    let mut scope = Scope::new()
        .root("operation", root)
        .root("body", Root::new().value(body))
        .name("headers", headers)
        .name("status", status)
        .name("items", items);
    for (kind, _) in read {
        let number = |tokens| Place::new(Value::int().optional(), tokens, Held::Owned);
        let (name, place) = match kind {
            PageRead::Next => {
                let name = if by == PageStyle::LastId {
                    "last_id"
                } else {
                    "next"
                };
                let ty = Value::json().optional();
                (name, Place::new(ty, quote!(page.next()), Held::Ref))
            }
            PageRead::More => {
                let ty = Value::bool().optional();
                ("more", Place::new(ty, quote!(page.more()), Held::Owned))
            }
            PageRead::Total => ("total", number(quote!(page.total()))),
            PageRead::Page => ("page", number(quote!(page.page()))),
            PageRead::Pages => ("pages", number(quote!(page.pages()))),
            PageRead::Size => ("size", number(quote!(page.page_size()))),
        };
        scope.add_name(name, place);
    }
    scope
}
