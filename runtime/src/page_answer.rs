//! An answer that is one page of a list.

use std::cell::OnceCell;
use std::fmt;

use apiloom_wire::functions::json_to_int;
use apiloom_wire::{Json, decode};

use crate::page_place::PagePlace;
use crate::page_scan::{PageScan, RawItems};
use crate::paging::{Paging, PagingStyle};
use crate::{Answer, page_link};

/// An answer that is one page of a list: what the predicate of the last page may ask.
///
/// What an answer does not say, or not in the form that is meant, is absent.
pub struct PageAnswer<'a> {
    answer: Answer<'a>,
    paging: &'static Paging,
    scan: PageScan<'a>,
    body: OnceCell<Json>,
    next: OnceCell<Option<Json>>,
}

impl<'a> PageAnswer<'a> {
    pub(crate) fn new(answer: Answer<'a>, paging: &'static Paging) -> Self {
        Self {
            scan: PageScan::new(answer.body(), paging),
            answer,
            paging,
            body: OnceCell::new(),
            next: OnceCell::new(),
        }
    }

    /// The HTTP status.
    pub fn status(&self) -> i64 {
        self.answer.status()
    }

    /// The headers as pairs, names in lower case.
    pub fn headers(&self) -> Vec<(String, String)> {
        self.answer.headers()
    }

    /// The whole body; null if it is no JSON.
    pub fn body(&self) -> &Json {
        self.body
            .get_or_init(|| decode(self.answer.body()).unwrap_or_default())
    }

    /// The items.
    pub fn items(&self) -> Vec<Json> {
        let items = self.answer.raw(self.paging.items);
        match items.map(decode::<Json>) {
            Some(Ok(Json::Array(items))) => items,
            Some(Ok(Json::Null) | Err(_)) | None => Vec::new(),
            Some(Ok(item)) => vec![item],
        }
    }

    /// What leads to the next page.
    pub fn next(&self) -> Option<&Json> {
        let read = || self.value(self.paging.next.as_ref()?);
        self.next.get_or_init(read).as_ref()
    }

    /// Whether there is a further page.
    pub fn more(&self) -> Option<bool> {
        match self.value(self.paging.more.as_ref()?)? {
            Json::Bool(more) => Some(more),
            Json::Number(number) => Some(number.as_i64() != Some(0)),
            Json::String(text) => match text.as_str() {
                "true" | "1" => Some(true),
                "false" | "0" => Some(false),
                _ => None,
            },
            _ => None,
        }
    }

    /// How many items there are on all pages.
    pub fn total(&self) -> Option<i64> {
        self.number(self.paging.total.as_ref())
    }

    /// Which page it is.
    pub fn page(&self) -> Option<i64> {
        self.number(self.paging.page.as_ref())
    }

    /// How many pages there are.
    pub fn pages(&self) -> Option<i64> {
        self.number(self.paging.pages.as_ref())
    }

    /// How many items a page has.
    pub fn page_size(&self) -> Option<i64> {
        self.number(self.paging.page_size.as_ref())
    }

    pub(crate) fn raw_items(&self) -> &RawItems<'a> {
        &self.scan.items
    }

    fn number(&self, place: Option<&PagePlace>) -> Option<i64> {
        json_to_int(&self.value(place?)?)
    }

    fn value(&self, place: &PagePlace) -> Option<Json> {
        let value = match place {
            PagePlace::Body(path) => decode(self.scan.value(path)?).ok()?,
            PagePlace::LastItem(path) => {
                let item: Json = decode(self.scan.items.last).ok()?;
                path.iter()
                    .try_fold(&item, |json, name| json.get(name))?
                    .clone()
            }
            PagePlace::Header(name) => Json::String(self.header(name)?),
        };
        (!value.is_null()).then_some(value)
    }

    fn header(&self, name: &str) -> Option<String> {
        let is_link = self.paging.by == PagingStyle::Link;
        if is_link && name.eq_ignore_ascii_case("link") {
            return page_link::next(&self.answer.headers());
        }
        self.answer.header(name).map(str::to_owned)
    }
}

impl fmt::Debug for PageAnswer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The rest may hold secrets, and this knows too little to tell.
        f.debug_struct("PageAnswer")
            .field("answer", &self.answer)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page_slot::PageSlot;

    const CURSOR: PagingStyle = PagingStyle::Cursor {
        slot: PageSlot::Query("cursor"),
    };

    static BODY: Paging = Paging {
        items: &["list"],
        next: Some(PagePlace::LastItem(&["at", "id"])),
        more: Some(PagePlace::Body(&["more"])),
        total: Some(PagePlace::Body(&["count"])),
        page: Some(PagePlace::Body(&["count"])),
        pages: Some(PagePlace::Body(&["count"])),
        page_size: Some(PagePlace::Body(&["count"])),
        ..Paging::by(CURSOR)
    };
    static HEADERS: Paging = Paging {
        next: Some(PagePlace::Header("link")),
        total: Some(PagePlace::Header("x-total")),
        ..Paging::by(CURSOR)
    };

    fn answered<T>(
        paging: &'static Paging,
        body: &str,
        read: impl FnOnce(&PageAnswer<'_>) -> T,
    ) -> T {
        let body = bytes::Bytes::copy_from_slice(body.as_bytes());
        let mut response = http::Response::new(body);
        let header = |text| http::HeaderValue::from_static(text);
        response.headers_mut().insert("x-total", header("12"));
        response.headers_mut().insert("link", header("abc"));
        let page = PageAnswer::new(Answer::new(&response), paging);
        read(&page)
    }

    #[test]
    fn more_has_many_forms() {
        for (text, more) in [
            ("true", Some(true)),
            ("false", Some(false)),
            ("1", Some(true)),
            ("0", Some(false)),
            (r#""true""#, Some(true)),
            (r#""0""#, Some(false)),
            (r#""N""#, None),
            ("null", None),
            ("[]", None),
        ] {
            let body = format!(r#"{{"more":{text}}}"#);
            assert_eq!(answered(&BODY, &body, |page| page.more()), more, "{text}");
        }
        assert_eq!(answered(&BODY, "<html>", |page| page.more()), None);
    }

    #[test]
    fn numbers_may_be_texts() {
        for (text, number) in [
            ("12", Some(12)),
            (r#""12""#, Some(12)),
            ("-1", Some(-1)),
            ("1.5", None),
            (r#""many""#, None),
            ("null", None),
        ] {
            let body = format!(r#"{{"count":{text}}}"#);
            answered(&BODY, &body, |page| {
                let read = [page.total(), page.page(), page.pages(), page.page_size()];
                assert_eq!(read, [number; 4], "{text}");
            });
        }
        assert_eq!(answered(&HEADERS, "", |page| page.total()), Some(12));
    }

    #[test]
    fn what_leads_on_is_found() {
        let next =
            |paging, body: &str| answered(paging, body, |page| page.next().map(Json::to_string));
        let list = r#"{"list":[{"at":{"id":1}},{"at":{"id":"b"}}]}"#;
        assert_eq!(next(&BODY, list).as_deref(), Some(r#""b""#));
        for none in [r#"{"list":[]}"#, r#"{"list":[1]}"#, "{}", "<html>"] {
            assert_eq!(next(&BODY, none), None, "{none}");
        }
        // Only where links lead on is the header one of links.
        assert_eq!(next(&HEADERS, "").as_deref(), Some(r#""abc""#));
    }

    #[test]
    fn items_are_counted_as_they_stand() {
        for (list, count) in [
            (r#"[{"a":1},[2]]"#, 2),
            ("[]", 0),
            ("null", 0),
            (r#"{"a":1}"#, 1),
        ] {
            answered(&BODY, &format!(r#"{{"list":{list}}}"#), |page| {
                assert_eq!(page.raw_items().count, count, "{list}");
                assert_eq!(page.items().len() as u64, count, "{list}");
            });
        }
        answered(&BODY, "<html>", |page| {
            assert_eq!((page.raw_items().count, page.items().len()), (0, 0));
            assert!(page.body().is_null());
        });
    }
}
