//! Parts of a spec → whole specs, by text: places of problems stay readable.

use crate::blocks::{Block, Part};

/// The spec that completes the parts, by its top-level keys.
pub(crate) struct Skeleton {
    sections: Vec<(String, String)>,
}

impl Skeleton {
    /// The one block that is marked so.
    pub(crate) fn of(blocks: &[Block]) -> Self {
        let marked: Vec<&Block> = blocks
            .iter()
            .filter(|block| block.part == Part::Whole(true))
            .collect();
        assert_eq!(marked.len(), 1, "blocks marked `skeleton`");
        Self {
            sections: sections(&marked[0].text),
        }
    }

    /// A block as a whole spec.
    pub(crate) fn complete(&self, block: &Block) -> String {
        match &block.part {
            Part::Whole(_) | Part::File(_) | Part::Step => block.text.clone(),
            Part::Keys => self.around(&block.text),
            Part::Operation => self.around(&format!(
                "operations:\n  example:\n{}",
                indented(&block.text, "    ")
            )),
            Part::Fields => self.around(&format!(
                "types:\n  Example:\n    fields:\n{}",
                indented(&block.text, "      ")
            )),
        }
    }

    /// The first steps of the walk, with a server and an operation until they have their own.
    pub(crate) fn complete_steps(&self, steps: &str) -> String {
        match sections(steps).iter().any(|(key, _)| key == "operations") {
            true => steps.to_owned(),
            false => self.around(steps),
        }
    }

    /// Keys of a spec with those of the skeleton that they leave out, and operations that use what they
    /// declare.
    fn around(&self, text: &str) -> String {
        let own = sections(text);
        let has = |key: &str| own.iter().any(|(own, _)| own == key);
        let declared = |section: &str| -> Vec<String> {
            own.iter()
                .find(|(key, _)| key == section)
                .map(|(_, text)| entries(text))
                .unwrap_or_default()
        };
        let mut whole = String::new();
        for (key, text) in &self.sections {
            if !has(key) {
                whole.push_str(text);
            }
            if key == "operations" && !has(key) {
                whole.push_str(&uses(
                    &declared("types"),
                    &declared("auth"),
                    &declared("envelopes"),
                ));
            }
        }
        for (key, text) in &own {
            whole.push_str(text);
            if key == "types" && !entries(text).is_empty() {
                whole.push_str(&self.other_types(text));
            }
        }
        whole
    }

    /// The skeleton's types that a section of types does not have.
    fn other_types(&self, own: &str) -> String {
        let own = entries(own);
        let types = self
            .sections
            .iter()
            .find(|(key, _)| key == "types")
            .map_or("", |(_, text)| text);
        let mut keep = false;
        let mut rest = String::new();
        for line in types.lines().skip(1) {
            if let Some(name) = entry(line) {
                keep = !own.contains(&name);
            }
            if keep {
                rest.push_str(line);
                rest.push('\n');
            }
        }
        rest
    }
}

/// Operations that use what is declared, so that it is generated.
fn uses(types: &[String], schemes: &[String], envelopes: &[String]) -> String {
    let mut text = String::new();
    for (number, name) in types.iter().enumerate() {
        text.push_str(&format!(
            "  send_{number}:\n    http: POST /types/{number}\n    body: {name}\n    returns: {name}\n"
        ));
    }
    for (number, name) in schemes.iter().enumerate() {
        text.push_str(&format!(
            "  use_{number}: {{ http: GET /schemes/{number}, auth: {name} }}\n"
        ));
    }
    for (number, name) in envelopes.iter().enumerate() {
        text.push_str(&format!(
            "  open_{number}: {{ http: GET /envelopes/{number}, envelope: {name} }}\n"
        ));
    }
    text
}

/// The top-level keys, each with its lines.
fn sections(text: &str) -> Vec<(String, String)> {
    let mut sections: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        let starts = line.starts_with(|c: char| !c.is_whitespace() && c != '#');
        if starts {
            let key = line.split(':').next().unwrap_or(line);
            sections.push((key.to_owned(), String::new()));
        }
        if let Some((_, section)) = sections.last_mut() {
            section.push_str(line);
            section.push('\n');
        }
    }
    sections
}

/// The names that stand one level below a top-level key, in block style.
fn entries(section: &str) -> Vec<String> {
    section.lines().filter_map(entry).collect()
}

fn entry(line: &str) -> Option<String> {
    let rest = line.strip_prefix("  ")?;
    let name = rest.split_once(':')?.0;
    let plain = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    plain.then(|| name.to_owned())
}

fn indented(text: &str, by: &str) -> String {
    text.lines().map(|line| format!("{by}{line}\n")).collect()
}
