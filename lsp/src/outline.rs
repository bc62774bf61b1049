//! What a file is, at a glance: a text that is being typed must not have to be YAML for that.

use std::path::{Path, PathBuf};

use apiloom_codegen::source::{self, NodeKind, SourceFile, Sources};

/// What a file is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Outline {
    /// Whether it is a spec.
    pub(crate) is_spec: bool,
    /// The files that it includes, if it is one.
    pub(crate) includes: Vec<PathBuf>,
}

impl Outline {
    /// Looks at the keys that stand at the start of a line.
    pub(crate) fn new(path: &Path, text: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if !text
            .lines()
            .any(|line| has_key(line, &["apiloom", "vendor"]))
        {
            return Self::default();
        }
        let folder = path.parent().unwrap_or_else(|| Path::new(""));
        let included = included(text).unwrap_or_default();
        Self {
            is_spec: true,
            includes: included.iter().map(|name| folder.join(name)).collect(),
        }
    }
}

fn has_key(line: &str, keys: &[&str]) -> bool {
    let mut found = keys.iter().filter_map(|key| line.strip_prefix(key));
    found.any(|rest| rest.starts_with(':'))
}

/// The names behind `include`.
fn included(text: &str) -> Option<Vec<String>> {
    let mut lines = text.split_inclusive('\n');
    let mut part = lines.find(|line| has_key(line, &["include"]))?.to_owned();
    let more = lines.take_while(|line| line.starts_with([' ', '-', '#', ']', '\r', '\n']));
    part.extend(more);
    let mut sources = Sources::default();
    let id = sources.add(SourceFile::new("", &part));
    let (root, _) = source::read(id, sources.get(id));
    let root = root?;
    match &root.get("include")?.kind {
        NodeKind::List(items) => {
            let names = items.iter().filter_map(|item| item.text());
            Some(names.map(str::to_owned).collect())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::Outline;

    fn outline(text: &str) -> Outline {
        Outline::new(Path::new("/specs/acme.yaml"), text)
    }

    #[test]
    fn a_spec_says_so_at_the_start_of_a_line() {
        for text in ["apiloom: 1\n", "# 的\nvendor: acme\n", "x: [\nvendor:"] {
            assert!(outline(text).is_spec, "{text}");
        }
        for text in [
            "",
            "types:\n  vendor: string\n",
            "vendors: []\n",
            "- vendor: a\n",
        ] {
            assert_eq!(outline(text), Outline::default(), "{text}");
        }
    }

    #[test]
    fn includes_are_found_however_they_are_written() {
        for include in [
            "include: [shared/a.yaml, 'b.yaml']",
            "include:\n- shared/a.yaml # the first\n\n- b.yaml",
            "include:\n  - shared/a.yaml\n  # more\n  - \"b.yaml\"\r\n",
            "include: [\n  shared/a.yaml,\n  b.yaml\n]",
        ] {
            let text = format!("apiloom: 1\n{include}\ntypes:\n  Broken: [\n");
            let names = ["/specs/shared/a.yaml", "/specs/b.yaml"].map(PathBuf::from);
            assert_eq!(outline(&text).includes, names, "{include}");
        }
        assert!(outline("vendor: a\ninclude: [a, {").includes.is_empty());
        assert!(outline("vendor: a\ninclude: a.yaml\n").includes.is_empty());
    }
}
