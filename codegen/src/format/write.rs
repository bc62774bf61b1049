//! Entries → text in canonical order and style.

use super::WIDTH;
use super::check::under;
use super::quote::spelled;
use super::read::{Collection, Comment, Entry, Scalar, Value, has_comments};
use crate::spec::{Shape, order};

/// The text of a file.
pub(super) fn document(root: Entry, shape: Shape) -> String {
    let mut writer = Writer::default();
    writer.comments(&root.before, 0);
    match root.value {
        Value::Collection(mut collection) => {
            // What stands before the first key is about the file, whichever key comes first.
            let header = collection
                .entries
                .first_mut()
                .map(|first| (std::mem::take(&mut first.before), first.blank));
            sort(&mut collection, shape);
            if let Some((header, blank)) = header {
                writer.comments(&header, 0);
                if blank && !header.is_empty() {
                    writer.out.push('\n');
                }
            }
            match flat(&collection, 0) {
                Some(flat) if collection.flow => writer.line(0, &flat),
                _ => writer.entries(collection, 0, shape, None),
            }
        }
        Value::Scalar(scalar) => writer.scalar(&scalar, "", 0),
    }
    let text = writer.out.trim_end_matches('\n').len();
    // What a block keeps of its end is a part of its text.
    if !writer.kept {
        writer.out.truncate(text);
    }
    if !writer.out.ends_with('\n') {
        writer.out.push('\n');
    }
    writer.out
}

#[derive(Default)]
struct Writer {
    out: String,
    /// Whether blank lines would belong to the block before.
    kept: bool,
}

impl Writer {
    fn line(&mut self, indent: usize, text: &str) {
        let line = format!("{:indent$}{text}", "");
        // Spaces of other writings are a part of what a value says.
        self.out.push_str(line.trim_end_matches([' ', '\t']));
        self.out.push('\n');
        self.kept = false;
    }

    fn blank(&mut self) {
        if !self.kept {
            self.out.push('\n');
        }
    }

    fn comments(&mut self, comments: &[Comment], indent: usize) {
        for (index, comment) in comments.iter().enumerate() {
            if comment.blank && index > 0 {
                self.blank();
            }
            self.line(indent, &comment.text);
        }
    }

    /// The entries of a block. The first stands behind `lead` if that is given: the mark of the item that the
    /// block is.
    fn entries(&mut self, collection: Collection, indent: usize, shape: Shape, lead: Option<&str>) {
        let operations = matches!(shape, Shape::Named(inner) if is_operation(inner()));
        let sections = indent == 0 && matches!(shape, Shape::Map(..));
        let mut long = false;
        let (map, tail) = (collection.map, collection.tail);
        for (index, entry) in collection.entries.into_iter().enumerate() {
            let lead = lead.filter(|_| index == 0);
            let first = entry.before.first();
            let blank = index > 0 && first.map_or(entry.blank, |first| first.blank);
            if blank {
                self.blank();
            }
            let start = self.out.len();
            self.comments(&entry.before, indent);
            if index > 0 && entry.blank && !entry.before.is_empty() {
                self.blank();
            }
            let inner = match (&entry.key, shape) {
                (Some(key), _) => under(shape, &key.text),
                (None, Shape::List(inner)) => inner(),
                (None, _) => Shape::Value,
            };
            let block = matches!(&entry.value, Value::Collection(held) if !held.entries.is_empty());
            let column = lead.map_or(indent, |lead| indent - lead.len());
            let mark = lead.unwrap_or_default();
            match map {
                true => self.pair(entry, mark, column, indent, inner),
                false => self.item(entry, mark, column, indent, inner),
            }
            // Operations stand apart, unless both are one line, and so do the sections of a file.
            let lines = self.out[start..].matches('\n').count();
            let tall = lines > 1 && (operations || sections && block);
            if index > 0 && !blank && !self.kept && (long || tall) {
                self.out.insert(start, '\n');
            }
            long = tall;
        }
        for comment in &tail {
            if comment.blank {
                self.blank();
            }
            self.line(indent, &comment.text);
        }
    }

    /// `key: value`; `mark` stands before the key, in `column`, and the map in `indent`.
    fn pair(&mut self, entry: Entry, mark: &str, column: usize, indent: usize, shape: Shape) {
        let key = entry.key.as_ref().map(key_text).unwrap_or_default();
        let head = format!("{mark}{key}:");
        self.value(entry, &head, column, indent, shape);
    }

    /// `- value`; `mark` are the marks before that, in `column`, and the list stands in `indent`.
    fn item(&mut self, mut entry: Entry, mark: &str, column: usize, indent: usize, shape: Shape) {
        let head = format!("{mark}-");
        let behind = entry.behind.clone();
        match entry.value {
            Value::Collection(mut collection) if !collection.entries.is_empty() => {
                sort(&mut collection, shape);
                let flat = flat(&collection, column + head.chars().count() + 1);
                match flat {
                    Some(flat) if collection.flow => {
                        self.line(column, &behind_text(format!("{head} {flat}"), behind));
                    }
                    _ => {
                        // Comments of the first entry stand before the item, where they may.
                        let mut first = behind.map(|text| Comment { text, blank: false });
                        let mut lines: Vec<Comment> = first.take().into_iter().collect();
                        lines.append(&mut leading(&mut collection));
                        self.comments(&lines, column);
                        let lead = format!("{head} ");
                        self.entries(collection, indent + 2, shape, Some(&lead));
                    }
                }
            }
            value => {
                entry.value = value;
                self.value(entry, &head, column, indent, shape);
            }
        }
    }

    /// What stands behind a key or the mark of an item.
    fn value(&mut self, entry: Entry, head: &str, column: usize, indent: usize, shape: Shape) {
        match entry.value {
            Value::Scalar(scalar) if scalar.raw.is_empty() => {
                self.line(column, &behind_text(head.to_owned(), entry.behind));
            }
            Value::Scalar(scalar) => {
                let behind = entry.behind.map(|text| format!(" {text}"));
                let start = self.out.len();
                self.scalar_behind(&scalar, head, column, indent);
                if let Some(behind) = behind {
                    // Behind the last line of the value, unless that is a block's.
                    match scalar.block {
                        true => self
                            .out
                            .insert_str(start, &format!("{:column$}{}\n", "", behind.trim())),
                        false => {
                            let end = self.out.trim_end_matches('\n').len();
                            self.out.insert_str(end, &behind);
                        }
                    }
                }
            }
            Value::Collection(mut collection) => {
                sort(&mut collection, shape);
                let width = column + head.chars().count() + 1;
                let flat = flat(&collection, width);
                match flat {
                    Some(flat) if collection.flow => {
                        let text = format!("{head} {flat}");
                        self.line(column, &behind_text(text, entry.behind));
                    }
                    _ => {
                        self.line(column, &behind_text(head.to_owned(), entry.behind));
                        self.entries(collection, indent + 2, shape, None);
                    }
                }
            }
        }
    }

    /// A scalar behind a key or a mark.
    fn scalar_behind(&mut self, scalar: &Scalar, head: &str, column: usize, indent: usize) {
        if scalar.block {
            return self.block(scalar, head, column, indent);
        }
        let text = spelled(&scalar.raw, &scalar.text);
        let joined = column + head.chars().count() + 1 + text.chars().count();
        let several = text.contains('\n');
        if scalar.below && (several || joined > WIDTH) {
            self.line(column, head);
            return self.continued(&text, "", indent + 2, indent + 2);
        }
        self.continued(&text, &format!("{head} "), column, indent + 2);
    }

    /// A scalar that may go on on further lines.
    fn continued(&mut self, text: &str, head: &str, column: usize, indent: usize) {
        for (index, line) in text.split('\n').enumerate() {
            match index {
                0 => self.line(column, &format!("{head}{line}")),
                _ => self.line(indent, line.trim_start_matches([' ', '\t'])),
            }
        }
    }

    /// A scalar at the root of a file.
    fn scalar(&mut self, scalar: &Scalar, head: &str, indent: usize) {
        match scalar.block {
            true => self.block(scalar, head, indent, indent),
            false => self.continued(&spelled(&scalar.raw, &scalar.text), head, indent, indent),
        }
    }

    /// A block after `|` or `>`: its lines stay as they are, and move as a whole.
    fn block(&mut self, scalar: &Scalar, head: &str, column: usize, indent: usize) {
        let mut lines = scalar.raw.split('\n');
        let header = lines.next().unwrap_or_default().trim_end();
        let marks = header.split('#').next().unwrap_or_default();
        let digit = marks.chars().find_map(|c| c.to_digit(10));
        let lines: Vec<&str> = lines.collect();
        let first = lines.iter().find(|line| !line.trim().is_empty());
        let found = first.map_or(0, |line| line.len() - line.trim_start_matches(' ').len());
        let (base, target) = match digit {
            Some(digit) => (scalar.column + digit as usize, indent + digit as usize),
            None => (found, indent + 2),
        };
        let space = if head.is_empty() { "" } else { " " };
        self.line(column, &format!("{head}{space}{header}"));
        for line in lines {
            let content = line.get(base..).unwrap_or_default();
            if !content.is_empty() {
                self.out.push_str(&format!("{:target$}{content}", ""));
            }
            self.out.push('\n');
        }
        if marks.contains('+') {
            let ends = scalar.text.len() - scalar.text.trim_end_matches('\n').len();
            (1..ends).for_each(|_| self.out.push('\n'));
            self.kept = true;
        }
    }
}

fn is_operation(shape: Shape) -> bool {
    matches!(shape, Shape::Map("an operation", _))
}

/// Puts the keys of a map of the language into their order, unless one of them is unknown.
fn sort(collection: &mut Collection, shape: Shape) {
    let Shape::Map(what, keys) = shape else {
        return;
    };
    let declared: Vec<&str> = keys().iter().map(|key| key.name).collect();
    let ordered = order(what).map_or(declared, <[_]>::to_vec);
    let rank = |entry: &Entry| {
        let key = entry.key.as_ref()?;
        ordered.iter().position(|name| *name == key.text)
    };
    let ranks: Vec<Option<usize>> = collection.entries.iter().map(rank).collect();
    if ranks.iter().all(Option::is_some) && !ranks.is_sorted() {
        let first = collection.entries.first_mut();
        // The first of a block has no blank line before it, whatever comes first.
        first.into_iter().for_each(|entry| entry.blank = false);
        collection.entries.sort_by_key(rank);
    }
}

/// Takes the comments before the first thing that is written of a collection.
fn leading(collection: &mut Collection) -> Vec<Comment> {
    let Some(first) = collection.entries.first_mut() else {
        return Vec::new();
    };
    let mut taken = std::mem::take(&mut first.before);
    if let Value::Collection(inner) = &mut first.value
        && first.key.is_none()
    {
        taken.extend(
            first
                .behind
                .take()
                .map(|text| Comment { text, blank: false }),
        );
        taken.append(&mut leading(inner));
    }
    taken
}

fn behind_text(text: String, behind: Option<String>) -> String {
    match behind {
        Some(behind) => format!("{text} {behind}"),
        None => text,
    }
}

fn key_text(key: &Scalar) -> String {
    // A key stands on one line.
    match key.raw.is_empty() || key.raw.contains('\n') {
        true => format!("{:?}", key.text),
        false if key.text.contains(' ') => key.raw.clone(),
        false => spelled(&key.raw, &key.text),
    }
}

/// A collection in brackets on one line, from a column on, if it fits and nothing in it needs lines.
fn flat(collection: &Collection, column: usize) -> Option<String> {
    if has_comments(collection) {
        return None;
    }
    let text = brackets(collection)?;
    (column + text.chars().count() <= WIDTH).then_some(text)
}

fn brackets(collection: &Collection) -> Option<String> {
    if !collection.flow {
        return None;
    }
    let entries = collection.entries.iter().map(|entry| {
        let value = match &entry.value {
            Value::Scalar(scalar) if scalar.raw.contains('\n') => return None,
            Value::Scalar(scalar) => spelled(&scalar.raw, &scalar.text),
            Value::Collection(inner) => brackets(inner)?,
        };
        Some(match &entry.key {
            Some(key) if value.is_empty() => format!("{}:", key_text(key)),
            Some(key) => format!("{}: {value}", key_text(key)),
            None => value,
        })
    });
    let entries: Vec<String> = entries.collect::<Option<_>>()?;
    let text = entries.join(", ");
    Some(match (collection.map, text.is_empty()) {
        (true, true) => "{}".to_owned(),
        (true, false) => format!("{{ {text} }}"),
        (false, _) => format!("[{text}]"),
    })
}
