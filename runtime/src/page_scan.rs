//! What a page says of itself, found in one pass over its body.

use std::ops::Range;

use apiloom_wire::{DecodeError, Decoder, Kind};

use crate::page_place::PagePlace;
use crate::paging::Paging;

type Path = &'static [&'static str];

/// What a page says of itself, as text.
#[derive(Default)]
pub(crate) struct PageScan<'a> {
    pub(crate) items: RawItems<'a>,
    values: Vec<(Path, &'a [u8])>,
}

/// The items of a page as they stand in the body.
#[derive(Default)]
pub(crate) struct RawItems<'a> {
    /// How many there are.
    pub(crate) count: u64,
    /// The text of the last one.
    pub(crate) last: &'a [u8],
    /// Where the text of all stands in the body.
    pub(crate) range: Range<usize>,
    /// Whether one of them has members.
    pub(crate) has_objects: bool,
}

impl<'a> PageScan<'a> {
    /// Looks for what a way of paging reads; what is no JSON has nothing.
    pub(crate) fn new(body: &'a [u8], paging: &'static Paging) -> Self {
        let places = [
            &paging.next,
            &paging.more,
            &paging.total,
            &paging.page,
            &paging.pages,
            &paging.page_size,
        ];
        let read = places.into_iter().filter_map(|place| match place {
            Some(PagePlace::Body(path)) => Some(*path),
            _ => None,
        });
        let wanted: Vec<Path> = read.chain([paging.items]).collect();
        let mut scan = Scanner {
            body,
            items: paging.items,
            found: Self::default(),
        };
        // The page was read before, so this finds no error; whatever it found is kept.
        let _ = Decoder::new(body).and_then(|mut d| scan.value(&mut d, 0, &wanted));
        scan.found
    }

    /// The text of the value at one of the paths.
    pub(crate) fn value(&self, path: Path) -> Option<&'a [u8]> {
        let mut values = self.values.iter();
        values
            .find(|(found, _)| *found == path)
            .map(|(_, raw)| *raw)
    }
}

struct Scanner<'a> {
    body: &'a [u8],
    items: Path,
    found: PageScan<'a>,
}

impl<'a> Scanner<'a> {
    /// Goes over a value, to which the first `depth` names of all these paths lead.
    fn value(
        &mut self,
        d: &mut Decoder<'a>,
        depth: usize,
        wanted: &[Path],
    ) -> Result<(), DecodeError> {
        if wanted.is_empty() {
            return d.skip();
        }
        let ends = |path: &&Path| path.len() == depth;
        if !wanted.iter().any(|path| ends(&path)) {
            return self.members(d, depth, wanted);
        }
        if wanted.iter().all(|path| *path == self.items) {
            return self.items(d);
        }
        // A value that is wanted, and something in it too: it is gone over once for each.
        let raw = d.raw()?;
        for path in wanted.iter().filter(ends) {
            self.found.values.push((path, raw));
        }
        if wanted.iter().filter(ends).any(|path| *path == self.items) {
            self.items(&mut Decoder::new(raw)?)?;
        }
        let deeper: Vec<Path> = wanted.iter().copied().filter(|path| !ends(&path)).collect();
        match deeper.is_empty() {
            true => Ok(()),
            false => self.members(&mut Decoder::new(raw)?, depth, &deeper),
        }
    }

    fn members(
        &mut self,
        d: &mut Decoder<'a>,
        depth: usize,
        wanted: &[Path],
    ) -> Result<(), DecodeError> {
        if d.peek()? != Kind::Object {
            return d.skip();
        }
        d.members(&mut |d, name| {
            let is_next = |path: &Path| path.get(depth) == Some(&name);
            let here: Vec<Path> = wanted.iter().copied().filter(is_next).collect();
            self.value(d, depth + 1, &here)
        })
    }

    fn items(&mut self, d: &mut Decoder<'a>) -> Result<(), DecodeError> {
        match d.peek()? {
            Kind::Null => d.skip(),
            Kind::Array => d.items(&mut |d| {
                self.item(d.raw()?);
                Ok(())
            }),
            // A list of one may stand there without brackets.
            _ => {
                self.item(d.raw()?);
                Ok(())
            }
        }
    }

    fn item(&mut self, raw: &'a [u8]) {
        // The text is a part of the body.
        let start = (raw.as_ptr() as usize).saturating_sub(self.body.as_ptr() as usize);
        let items = &mut self.found.items;
        if items.count == 0 {
            items.range.start = start;
        }
        items.range.end = start + raw.len();
        items.count += 1;
        items.last = raw;
        items.has_objects |= raw.first() == Some(&b'{');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page_slot::PageSlot;
    use crate::paging::PagingStyle;

    const BY: PagingStyle = PagingStyle::Cursor {
        slot: PageSlot::Query("cursor"),
    };
    const LIST: Path = &["data", "list"];
    const TOTAL: Path = &["data", "total"];

    static NESTED: Paging = Paging {
        items: LIST,
        // An object that is wanted, with the other values in it.
        next: Some(PagePlace::Body(&["data"])),
        total: Some(PagePlace::Body(TOTAL)),
        page: Some(PagePlace::Body(&["data", "total", "none"])),
        pages: Some(PagePlace::Body(&["pages"])),
        ..Paging::by(BY)
    };
    static WHOLE: Paging = Paging {
        next: Some(PagePlace::Header("x-next")),
        ..Paging::by(BY)
    };

    fn text(raw: Option<&[u8]>) -> Option<&str> {
        raw.map(|raw| std::str::from_utf8(raw).unwrap())
    }

    #[test]
    fn values_are_found_wherever_they_stand() {
        let body = r#" {"x":{"data":1},"data":{"list":[{"a":[1]}, "b" ],"total":2},"pages": 3}"#;
        let scan = PageScan::new(body.as_bytes(), &NESTED);
        assert_eq!(text(scan.value(TOTAL)), Some("2"));
        assert_eq!(text(scan.value(&["pages"])), Some("3"));
        let data = r#"{"list":[{"a":[1]}, "b" ],"total":2}"#;
        assert_eq!(text(scan.value(&["data"])), Some(data));
        assert_eq!(scan.value(&["data", "total", "none"]), None);
        assert_eq!((scan.items.count, scan.items.has_objects), (2, true));
        assert_eq!(text(Some(scan.items.last)), Some(r#""b""#));
        assert_eq!(&body[scan.items.range.clone()], r#"{"a":[1]}, "b""#);
    }

    #[test]
    fn the_body_may_be_the_list() {
        let scan = PageScan::new(b"[1,2]", &WHOLE);
        assert_eq!((scan.items.count, scan.items.has_objects), (2, false));
        assert_eq!(scan.items.range, 1..4);
        for (body, count) in [("{}", 1), ("null", 0), ("", 0), ("[1,", 1), ("<html>", 0)] {
            let scan = PageScan::new(body.as_bytes(), &WHOLE);
            assert_eq!(scan.items.count, count, "{body}");
        }
        assert_eq!(PageScan::new(b"[]", &NESTED).items.count, 0);
    }
}
