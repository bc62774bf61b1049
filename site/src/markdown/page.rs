//! A page of Markdown as it is written: headings with anchors, paragraphs, lists, tables.

use super::anchor::Anchors;
use super::escape;
use super::place::{Place, Places};
use crate::book::{Book, Paragraph, Piece, Prose};

/// A page as it is written.
pub(super) struct Page<'b> {
    /// What it tells.
    pub(super) book: &'b Book,
    /// Where it stands below the folder of all vendors.
    pub(super) path: String,
    text: String,
    anchors: Anchors,
    places: Places,
}

impl<'b> Page<'b> {
    /// An empty page, whose parts will stand at these places.
    pub(super) fn new(book: &'b Book, path: String, places: Places) -> Self {
        Self {
            book,
            path,
            text: String::new(),
            anchors: Anchors::default(),
            places,
        }
    }

    /// The text, and where its parts stand.
    pub(super) fn finished(self) -> (String, Places) {
        (self.text, self.places)
    }

    /// The text of the book's language.
    pub(super) fn pick(&self, en: &'static str, zh: &'static str) -> &'static str {
        match self.book.language.as_str() {
            "zh" => zh,
            _ => en,
        }
    }

    /// A text behind what it is; a colon within bold type would keep it open in Chinese.
    pub(super) fn labelled(&self, en: &str, zh: &str, text: &str) -> String {
        match self.book.language.as_str() {
            "zh" => format!("**{zh}**：{text}"),
            _ => format!("**{en}:** {text}"),
        }
    }

    /// Sentences one after the other; Chinese marks have their own room.
    pub(super) fn together(&self, said: &[String]) -> String {
        let mut together = String::new();
        for text in said.iter().filter(|text| !text.is_empty()) {
            let is_apart = together.is_empty() || together.ends_with(['。', '：', '；', '）']);
            if !is_apart {
                together.push(' ');
            }
            together.push_str(text);
        }
        together
    }

    /// A heading of plain words, for a part of the page.
    pub(super) fn heading(&mut self, level: usize, key: &str, words: &str) {
        self.headed(level, key, words, escape::text(words));
    }

    /// A heading that is a name.
    pub(super) fn named(&mut self, level: usize, key: &str, name: &str) {
        self.headed(level, key, name, escape::code(name));
    }

    fn headed(&mut self, level: usize, key: &str, words: &str, marked: String) {
        let anchor = self.anchors.next(words);
        let page = self.path.clone();
        // Parts without a key are not linked to.
        if !key.is_empty() {
            self.places.insert(key.to_owned(), Place { page, anchor });
        }
        self.line(&format!("{} {marked}", "#".repeat(level)));
    }

    /// A paragraph that is Markdown already, with an empty line before it.
    pub(super) fn line(&mut self, markdown: &str) {
        if markdown.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(markdown);
        self.text.push('\n');
    }

    /// A text with its paragraphs.
    pub(super) fn prose(&mut self, prose: &Prose) {
        let paragraphs: Vec<String> = prose
            .paragraphs
            .iter()
            .map(|paragraph| self.inline(paragraph, Within::Page))
            .collect();
        for paragraph in paragraphs {
            self.line(&paragraph);
        }
    }

    /// A list.
    pub(super) fn list(&mut self, items: &[String]) {
        let items: Vec<String> = items.iter().map(|item| format!("- {item}")).collect();
        self.line(&items.join("\n"));
    }

    /// A list with numbers.
    pub(super) fn numbered(&mut self, items: &[String]) {
        let items = items.iter().enumerate();
        let items: Vec<String> = items
            .map(|(index, item)| format!("{}. {item}", index + 1))
            .collect();
        self.line(&items.join("\n"));
    }

    /// A table; cells are Markdown for tables already.
    pub(super) fn table(&mut self, head: &[&str], rows: &[Vec<String>]) {
        if rows.is_empty() {
            return;
        }
        let mut lines = vec![
            format!("| {} |", head.join(" | ")),
            format!("|{}", "---|".repeat(head.len())),
        ];
        lines.extend(rows.iter().map(|row| format!("| {} |", row.join(" | "))));
        self.line(&lines.join("\n"));
    }

    /// A block of code.
    pub(super) fn block(&mut self, language: &str, code: &str) {
        let block = escape::block(language, code);
        self.line(block.trim_end_matches('\n'));
    }

    /// A block that can be opened, without HTML: a heading in bold and the code.
    pub(super) fn shown(&mut self, title: &str, language: &str, code: &str) {
        self.line(&format!("**{title}**"));
        self.block(language, code);
    }

    /// A text as one line.
    pub(super) fn one(&self, prose: &Prose, within: Within) -> String {
        let paragraphs = prose.paragraphs.iter();
        let paragraphs: Vec<String> = paragraphs.map(|p| self.inline(p, within)).collect();
        self.together(&paragraphs)
    }

    /// A paragraph in Markdown.
    pub(super) fn inline(&self, paragraph: &Paragraph, within: Within) -> String {
        let mut marked = String::new();
        for piece in paragraph {
            let piece = match piece {
                Piece::Text { text } if !marked.is_empty() => escape::inner(text),
                piece => self.piece(piece, within),
            };
            marked.push_str(&piece);
        }
        marked
    }

    fn piece(&self, piece: &Piece, within: Within) -> String {
        let code = |text: &str| match within {
            Within::Page => escape::code(text),
            Within::Cell => escape::code_in_cell(text),
        };
        match piece {
            Piece::Text { text } => escape::text(text),
            Piece::Code { text } => code(text),
            Piece::Type { id, text } => self.link(&format!("type {id}"), &code(text)),
            Piece::Operation { id, text } => self.link(&format!("operation {id}"), &code(text)),
            Piece::Link { url, text } => {
                format!("[{}]({})", escape::text(text), escape::target(url))
            }
        }
    }

    /// A link to a part of this page or of another one; the words alone where there is none.
    pub(super) fn link(&self, key: &str, marked: &str) -> String {
        match self.places.get(key) {
            Some(place) => format!("[{marked}]({})", place.from(&self.path)),
            None => marked.to_owned(),
        }
    }
}

/// Where something stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Within {
    /// Anywhere but in a table.
    Page,
    /// In a table.
    Cell,
}
