//! The text of spec files, and places in it.

use std::collections::HashMap;
use std::sync::OnceLock;

/// Names one file of a [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A range of bytes in one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// Whether another span lies inside this one.
    pub fn contains(self, other: Self) -> bool {
        self.file == other.file && self.start <= other.start && other.end <= self.end
    }

    /// The part of this span that starts `from` bytes after its start and ends `to` bytes after it.
    pub fn part(self, from: usize, to: usize) -> Self {
        let start = (self.start as usize + from).min(self.end as usize) as u32;
        let end = (self.start as usize + to).clamp(start as usize, self.end as usize) as u32;
        Self { start, end, ..self }
    }
}

/// A line and a column, both counted from 1; columns are counted in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
}

/// One spec file.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The path as diagnostics show it, with `/` between its parts.
    pub path: String,
    /// The text, without a byte order mark.
    pub text: String,
    /// Where its lines start, once somebody asks for a line.
    line_starts: OnceLock<Vec<u32>>,
}

impl SourceFile {
    /// A file by its path as shown and its text.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let mut text = text.into();
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        Self {
            path: path.into(),
            text,
            line_starts: OnceLock::new(),
        }
    }

    /// The line and column of a byte.
    pub fn place(&self, offset: u32) -> Place {
        let starts = self.line_starts.get_or_init(|| {
            let ends = self.text.match_indices('\n');
            std::iter::once(0)
                .chain(ends.map(|(at, _)| at as u32 + 1))
                .collect()
        });
        let line = starts.partition_point(|start| *start <= offset).max(1);
        let start = starts[line - 1] as usize;
        let before = self.text.get(start..offset as usize).unwrap_or_default();
        Place {
            line,
            column: before.chars().count() + 1,
        }
    }

    /// The text of a span of this file.
    pub fn slice(&self, span: Span) -> &str {
        self.text
            .get(span.start as usize..span.end as usize)
            .unwrap_or_default()
    }
}

/// Where the texts stand that were read apart from the files that they are parts of.
#[derive(Debug, Default)]
pub(crate) struct Whole {
    parts: HashMap<FileId, (FileId, i64)>,
}

impl Whole {
    /// The name of the first part; files are named from zero.
    pub(crate) const FIRST: u32 = 1 << 31;

    /// Says which file a part is of, and how many bytes after its start the part's text starts.
    pub(crate) fn note(&mut self, part: FileId, file: FileId, after: i64) {
        self.parts.insert(part, (file, after));
    }

    /// Forgets all parts.
    pub(crate) fn clear(&mut self) {
        self.parts.clear();
    }

    /// A place in a part as one in its file; others are places in files already.
    pub(crate) fn place(&self, span: Span) -> Span {
        if span.file.0 < Self::FIRST {
            return span;
        }
        match self.parts.get(&span.file) {
            None => span,
            Some((file, after)) => Span {
                file: *file,
                start: (i64::from(span.start) + after) as u32,
                end: (i64::from(span.end) + after) as u32,
            },
        }
    }
}

/// The files of one run, in the order in which they were added.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// Adds a file and names it.
    pub fn add(&mut self, file: SourceFile) -> FileId {
        self.files.push(file);
        FileId(self.files.len() as u32 - 1)
    }

    /// A file that this collection named.
    pub fn get(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// All files with their names.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files
            .iter()
            .enumerate()
            .map(|(index, file)| (FileId(index as u32), file))
    }
}
