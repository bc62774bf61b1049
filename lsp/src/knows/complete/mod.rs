//! What can be written at a place.
//!
//! While somebody types, a file is broken. So a mark is put where the cursor stands, and the text with the mark
//! is read tolerantly: where the mark comes to stand in the tree says what is being written.

mod expression;
mod keys;
mod values;

use std::ops::Range;

use apiloom_codegen::source::{Entry, Node, NodeKind, Style};
use apiloom_codegen::spec::Shape;

use super::desk::{Desk, File, Spec};
use super::sketch::sketch;
use super::tree::{self, Step, Under};
use super::{Both, Completion, CompletionKind, Known};

/// What stands for the cursor: a character of private use, which no spec needs.
const MARK: char = '\u{e000}';

/// What can be written at a place of the open file.
pub(super) fn completions(known: &Known<'_>, offset: usize) -> Vec<Completion> {
    let (Some(before), Some(after)) = (known.text.get(..offset), known.text.get(offset..)) else {
        return Vec::new();
    };
    let lead = lead(before);
    let mut text = String::with_capacity(known.text.len() + 4);
    text.push_str(before);
    text.push_str(lead);
    text.push(MARK);
    text.push_str(after);
    let root = sketch(&text);
    let desk = Desk::with(known, &text, root);
    let specs = desk.specs();
    let Some(spec) = specs.first() else {
        return Vec::new();
    };
    let mark = offset + lead.len();
    let found = tree::find(desk.open().step(), mark + 1);
    let cursor = Cursor {
        spec,
        open: desk.open(),
        mark,
        lead,
        trail: &found.trail,
    };
    let mut offers = cursor.offers(found.in_key);
    cursor.sort(&mut offers);
    offers
}

/// What must stand before the mark so that what is typed there is a value: `type:|` has no space yet.
fn lead(before: &str) -> &'static str {
    let line = before.rsplit('\n').next().unwrap_or_default();
    let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '"' | '\'');
    let key = line
        .strip_suffix(':')
        .is_some_and(|key| key.ends_with(word));
    match key || line.trim_start() == "-" {
        true => " ",
        false => "",
    }
}

/// Where something is being written.
struct Cursor<'c, 'd> {
    spec: &'c Spec<'d>,
    open: &'d File<'d>,
    /// Where the mark stands.
    mark: usize,
    lead: &'static str,
    trail: &'c [Step<'d>],
}

/// Something to write, before it is known what it replaces.
struct Offer {
    label: String,
    kind: CompletionKind,
    detail: Option<String>,
    docs: Option<Both>,
    insert: String,
    snippet: bool,
}

impl Offer {
    fn new(label: impl Into<String>, kind: CompletionKind) -> Self {
        let label = label.into();
        Self {
            insert: label.clone(),
            label,
            kind,
            detail: None,
            docs: None,
            snippet: false,
        }
    }

    fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    fn maybe_detail(mut self, detail: Option<String>) -> Self {
        self.detail = detail;
        self
    }

    fn docs(mut self, docs: Option<Both>) -> Self {
        self.docs = docs;
        self
    }

    fn insert(mut self, insert: impl Into<String>) -> Self {
        self.insert = insert.into();
        self
    }

    fn snippet(mut self, insert: impl Into<String>) -> Self {
        self.insert = insert.into();
        self.snippet = true;
        self
    }
}

impl<'d> Cursor<'_, 'd> {
    fn offers(&self, in_key: bool) -> Vec<Completion> {
        let Some((last, above)) = self.trail.split_last() else {
            return Vec::new();
        };
        if in_key {
            return match last.entry().filter(|entry| entry.key.contains(MARK)) {
                Some(entry) => self.in_key(above, entry),
                None => Vec::new(),
            };
        }
        let marked = last.node.text().is_some_and(|text| text.contains(MARK));
        if !marked {
            return Vec::new();
        }
        match last.shape {
            _ if !self.is_on_its_own(last) => self.in_value(last.node),
            Shape::Map(..) | Shape::Named(_) => {
                let range = self.range_of(last.node);
                self.keys(self.trail, None, range)
            }
            Shape::List(_) | Shape::Value => self.in_value(last.node),
        }
    }

    /// Whether nothing but white space and dashes stands before a value on its line.
    fn is_on_its_own(&self, step: &Step<'_>) -> bool {
        let block = Style::Block;
        if matches!(step.node.kind, NodeKind::Scalar { style, .. } if style == block) {
            return false;
        }
        let start = step.node.span.start as usize;
        let before = self.open.text.get(..start).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        let blank = line.trim_start_matches([' ', '-', '\t']).is_empty();
        blank && !matches!(step.under, Under::Item if before.trim_end().ends_with(['[', ',']))
    }

    fn in_key(&self, above: &[Step<'d>], entry: &'d Entry) -> Vec<Completion> {
        let span = entry.key_span;
        let range = span.start as usize..span.end as usize;
        if let Some(part) = self.cut_type(above, entry) {
            return part;
        }
        self.keys(above, Some(entry), range)
    }

    /// A type with a comma in braces, where it seems to be a key: `{ type: map(string, |`.
    fn cut_type(&self, above: &[Step<'d>], entry: &Entry) -> Option<Vec<Completion>> {
        let container = above.last()?;
        let NodeKind::Map(entries) = &container.node.kind else {
            return None;
        };
        let at = entries
            .iter()
            .position(|other| std::ptr::eq(other, entry))?;
        let before = entries.get(at.checked_sub(1)?)?;
        let text = before.value.text()?;
        let is_flow = self
            .open
            .text
            .get(container.node.span.start as usize..)?
            .starts_with('{');
        let open = text.matches('(').count() > text.matches(')').count();
        if !is_flow || !open {
            return None;
        }
        let child = container.children().into_iter().nth(at - 1)?;
        let mut trail = above.to_vec();
        trail.push(child);
        let means = super::meaning::of_value(&trail);
        (means == super::meaning::Meaning::Type).then(|| {
            let offers = self.types();
            self.replacing(offers, self.word())
        })
    }

    /// The bytes of a value without its quotes, in the marked text.
    fn range_of(&self, node: &Node) -> Range<usize> {
        let (start, end) = (node.span.start as usize, node.span.end as usize);
        let raw = self.open.text.get(start..end).unwrap_or_default();
        let quote = raw.chars().next().filter(|c| matches!(c, '"' | '\''));
        let Some(quote) = quote else {
            return start..end;
        };
        let closed = raw.len() > 1 && raw.ends_with(quote);
        let end = if closed { end - 1 } else { end };
        start + 1..end.max(start + 1)
    }

    /// The word around the cursor, in the marked text.
    fn word(&self) -> Range<usize> {
        let text = self.open.text;
        let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let before = text.get(..self.mark).unwrap_or_default();
        let start = before.trim_end_matches(word).len();
        let after = text.get(self.mark + MARK.len_utf8()..).unwrap_or_default();
        let length = after.len() - after.trim_start_matches(word).len();
        start..self.mark + MARK.len_utf8() + length
    }

    /// A place of the marked text in the text that is open.
    fn unmarked(&self, at: usize) -> usize {
        let offset = self.mark - self.lead.len();
        match at {
            at if at <= offset => at,
            at if at >= self.mark + MARK.len_utf8() => at - self.lead.len() - MARK.len_utf8(),
            _ => offset,
        }
    }

    fn replacing(&self, offers: Vec<Offer>, range: Range<usize>) -> Vec<Completion> {
        let replaces = self.unmarked(range.start)..self.unmarked(range.end);
        offers
            .into_iter()
            .map(|offer| Completion {
                label: offer.label,
                kind: offer.kind,
                detail: offer.detail,
                docs: offer.docs,
                replaces: replaces.clone(),
                insert: format!("{}{}", self.lead, offer.insert),
                snippet: offer.snippet,
                sort: 0,
            })
            .collect()
    }

    /// Numbers the offers; what begins with what is written comes first.
    fn sort(&self, offers: &mut Vec<Completion>) {
        offers.retain(|offer| !offer.label.contains(MARK));
        let offset = self.unmarked(self.mark);
        let distance = |offer: &Completion| {
            let start = offer.replaces.start.min(offset);
            let typed = self.open.text.get(start..offset).unwrap_or_default();
            let typed = typed.trim_start_matches(['[', ' ']);
            let lower = offer.label.to_lowercase();
            match offer.label.starts_with(typed) {
                true => 0,
                false if lower.starts_with(&typed.to_lowercase()) => 1,
                false => 2,
            }
        };
        offers.sort_by_key(distance);
        for (index, offer) in offers.iter_mut().enumerate() {
            offer.sort = u16::try_from(index).unwrap_or(u16::MAX);
        }
    }
}

/// A text as it stands in a snippet.
fn in_snippet(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '$' | '}' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use apiloom_codegen::check::read_type;
    use apiloom_codegen::pipeline;
    use apiloom_codegen::source::{NodeKind, Style};

    use super::super::desk::Desk;
    use super::super::meaning::{Kind, Meaning, of_value};
    use super::super::tree::{Step, Under, walk};
    use super::super::{Known, completions};

    /// What must be offered where the value at the end of a way is being written anew, if anything.
    fn expected(trail: &[Step<'_>]) -> Option<String> {
        let last = trail.last()?;
        let NodeKind::Scalar { text, style, .. } = &last.node.kind else {
            return None;
        };
        if *style == Style::Block || text.is_empty() {
            return None;
        }
        match of_value(trail) {
            Meaning::Own
            | Meaning::Expression(_)
            | Meaning::Url
            | Meaning::Include
            // Members and codes that nothing describes can be named there.
            | Meaning::BodyPlace
            | Meaning::Name(Kind::Error)
            | Meaning::Words(["inline", "by_variant"]) => None,
            Meaning::Type => read_type(text).map(|ty| ty.name),
            Meaning::From => text.split_whitespace().next().map(str::to_owned),
            Meaning::Http => text.split_whitespace().next().map(str::to_owned),
            // What is sent for a page is offered with its place; a setting may be written with its root.
            Meaning::InputPlace | Meaning::Name(Kind::Setting) => text.rsplit('.').next().map(str::to_owned),
            _ => Some(text.clone()),
        }
    }

    #[test]
    fn what_is_written_is_offered() {
        let mut paths = pipeline::specs_in(&PathBuf::from("../specs")).expect("they are there");
        paths.push(PathBuf::from("tests/fixtures/velo.yaml"));
        let (mut values, mut keys) = (0, 0);
        let mut missed: Vec<String> = Vec::new();
        for path in paths {
            let checked = pipeline::check(std::slice::from_ref(&path));
            let text = std::fs::read_to_string(&path).expect("it can be read");
            let whole = Known {
                checked: &checked,
                path: &path,
                text: &text,
            };
            let desk = Desk::new(&whole, true);
            let (mut index, mut asked) = (0, Vec::new());
            walk(desk.open().step(), &mut |trail| {
                index += 1;
                let Some(last) = trail.last() else { return };
                if let Some(expected) = expected(trail) {
                    let (start, end) = (last.node.span.start, last.node.span.end);
                    asked.push((start as usize..end as usize, expected));
                }
                // There are many more keys than values.
                if let Under::Key(entry, key) = last.under
                    && index % 7 == 0
                {
                    let start = entry.key_span.start as usize;
                    asked.push((start..start, key.name.to_owned()));
                }
            });
            for (range, expected) in asked {
                let text = [&text[..range.start], &text[range.end..]].concat();
                let known = Known {
                    text: &text,
                    ..whole
                };
                let found = completions(&known, range.start);
                let last = |label: &str| label.rsplit('.').next() == Some(expected.as_str());
                let offered = found
                    .iter()
                    .any(|found| found.label == expected || last(&found.label));
                let line = text[..range.start].matches('\n').count() + 1;
                if !offered {
                    let labels: Vec<&str> =
                        found.iter().map(|found| found.label.as_str()).collect();
                    let place = path.display();
                    missed.push(format!("{place}:{line}: no `{expected}` among {labels:?}"));
                }
                match range.is_empty() {
                    true => keys += 1,
                    false => values += 1,
                }
            }
        }
        assert!(missed.is_empty(), "{}", missed.join("\n"));
        assert!(values > 800 && keys > 400, "{values} values, {keys} keys");
    }
}
