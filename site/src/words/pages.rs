//! How a list is read page by page.

use apiloom_codegen::diagnostic::Language;
use apiloom_codegen::model::{PagePlace, PageRead, PageSlot, PageStyle, Paginate};

use super::expression::checked_condition;
use super::{capital, code, enumerated, say, sentence, text};
use crate::book::Paragraph;

/// How a list is read page by page, a sentence each.
pub(crate) fn pages(language: Language, paginate: &Paginate) -> Vec<Paragraph> {
    let pages = Pages { language, paginate };
    let mut said = vec![pages.style()];
    said.extend(pages.size());
    said.push(pages.items());
    said.extend(pages.end());
    said.extend(pages.repeated());
    said.extend(paginate.cap.map(|cap| {
        say(
            language,
            "The vendor gives at most {0} items; what lies beyond cannot be read.",
            "厂商至多给出 {0} 条，之后的内容无法读取。",
            &[text(&cap.to_string())],
        )
    }));
    said
}

struct Pages<'a> {
    language: Language,
    paginate: &'a Paginate,
}

impl Pages<'_> {
    fn say(&self, en: &str, zh: &str, holes: &[Paragraph]) -> Paragraph {
        say(self.language, en, zh, holes)
    }

    fn style(&self) -> Paragraph {
        let slot = self.paginate.slot.as_ref().map(|slot| self.slot(slot));
        let slot = slot.unwrap_or_default();
        let first = text(&self.paginate.first.to_string());
        let next = self.read(PageRead::Next).unwrap_or_default();
        match self.paginate.by {
            PageStyle::Page => self.say(
                "By page number in {0}; the first page is {1}.",
                "按页码翻页：页码为{0}，第一页是 {1}。",
                &[slot, first],
            ),
            PageStyle::Offset => self.say(
                "By offset in {0}: how many items stand before the page, from {1}.",
                "按偏移量翻页：偏移量为{0}，从 {1} 开始。",
                &[slot, first],
            ),
            PageStyle::Cursor => self.say(
                "By cursor: {1} of an answer goes into {0} of the next request.",
                "按游标翻页：把返回中的{1}填入下一次请求的{0}。",
                &[slot, next],
            ),
            PageStyle::LastId => self.say(
                "By the last id: {1} goes into {0} of the next request.",
                "按最后一条的 id 翻页：把{1}填入下一次请求的{0}。",
                &[slot, next],
            ),
            PageStyle::Link => self.say(
                "By link: {0} of an answer is the address of the next page.",
                "按链接翻页：返回中的{0}是下一页的地址。",
                &[next],
            ),
        }
    }

    fn size(&self) -> Option<Paragraph> {
        let slot = self.paginate.size.as_ref()?;
        let said = self.say(
            "{0} says how many items a page has.",
            "{0}指定每页条数。",
            &[self.slot(slot)],
        );
        Some(capital(said))
    }

    fn items(&self) -> Paragraph {
        let at = &self.paginate.items.at;
        match at.is_empty() {
            true => self.say(
                "The items are the whole body of the answer.",
                "整个响应体就是列表。",
                &[],
            ),
            false => self.say(
                "The items are in {0} of the answer.",
                "列表位于返回中的 {0}。",
                &[code(&at.join("."))],
            ),
        }
    }

    /// When the list ends.
    fn end(&self) -> Vec<Paragraph> {
        let mut said = Vec::new();
        said.extend(self.paginate.last.as_ref().map(|last| {
            self.say(
                "The last page is the one of which this holds: {0}.",
                "满足以下条件的是最后一页：{0}。",
                &[checked_condition(self.language, last)],
            )
        }));
        let told = [
            (
                PageRead::More,
                "whether there are more pages",
                "是否还有下一页",
            ),
            (PageRead::Total, "how many items there are in all", "总条数"),
            (PageRead::Page, "which page it is", "当前页码"),
            (PageRead::Pages, "how many pages there are", "总页数"),
            (PageRead::Size, "how many items a page has", "每页条数"),
        ];
        for (read, en, zh) in told {
            let Some(place) = self.read(read) else {
                continue;
            };
            let what = sentence(self.language, en, zh);
            let sentence = self.say("{0} says {1}.", "{0}给出{1}。", &[place, what]);
            said.push(capital(sentence));
        }
        said
    }

    /// What of the first request is sent with the others.
    fn repeated(&self) -> Option<Paragraph> {
        let names = |names: &[String]| {
            let names = names.iter().map(|name| code(name)).collect();
            enumerated(self.language, names)
        };
        match (&self.paginate.keep, self.paginate.drop.as_slice()) {
            (Some(keep), _) if keep.is_empty() => Some(self.say(
                "No other input is sent again for further pages.",
                "后续各页不再发送其他输入。",
                &[],
            )),
            (Some(keep), _) => Some(self.say(
                "For further pages, only these of the other inputs are sent again: {0}.",
                "后续各页在其他输入中只再次发送 {0}。",
                &[names(keep)],
            )),
            (None, []) => None,
            (None, drop) => Some(self.say(
                "For further pages, these inputs are not sent again: {0}.",
                "后续各页不再发送 {0}。",
                &[names(drop)],
            )),
        }
    }

    fn slot(&self, slot: &PageSlot) -> Paragraph {
        match slot {
            PageSlot::Query(name) => {
                self.say("the query parameter {0}", "查询参数 {0} ", &[code(name)])
            }
            PageSlot::Form(name) => self.say("the form field {0}", "表单字段 {0} ", &[code(name)]),
            PageSlot::Body(at, _) => self.say(
                "the member {0} of the body",
                "请求体成员 {0} ",
                &[code(&at.join("."))],
            ),
        }
    }

    /// Where an answer says something.
    fn read(&self, what: PageRead) -> Option<Paragraph> {
        let mut read = self.paginate.read.iter();
        let (_, place) = read.find(|(known, _)| *known == what)?;
        Some(match place {
            PagePlace::Body(at) => self.say("the member {0}", "成员 {0} ", &[code(&at.join("."))]),
            PagePlace::Header(name) => self.say("the header {0}", "响应头 {0} ", &[code(name)]),
            PagePlace::LastItem(at) if at.is_empty() => self.say("the last item", "最后一项", &[]),
            PagePlace::LastItem(at) => self.say(
                "the member {0} of the last item",
                "最后一项的成员 {0} ",
                &[code(&at.join("."))],
            ),
        })
    }
}
