//! Canonical order and style: `fixtures/format/<name>.yaml` beside what comes of it, `<name>.formatted`
//! (`UPDATE_GOLDEN=1` rewrites that), and what holds for every file.
#![cfg(feature = "format")]

#[path = "support/damage.rs"]
#[allow(dead_code, reason = "what is damaged here is only formatted")]
mod damage;
mod support;

use std::fs;
use std::path::{Path, PathBuf};

use apiloom_codegen::diagnostic::{self, Language};
use apiloom_codegen::emit::rust::{self, Layout};
use apiloom_codegen::source::{self, Edit, Node, NodeKind, SourceFile, Sources, Style};
use apiloom_codegen::{format, pipeline};

#[test]
fn files_become_what_is_written_down() {
    for path in support::yaml_files("tests/fixtures/format") {
        let actual = format::text(&read(&path)).expect("the fixture is YAML");
        let golden = path.with_extension("formatted");
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&golden, &actual).expect("the golden file can be written");
            continue;
        }
        let expected = fs::read_to_string(&golden).unwrap_or_default();
        let header = golden.display().to_string();
        let difference = support::difference(&header, &expected, &actual);
        assert!(expected == actual, "\n{difference}");
    }
}

#[test]
fn the_specs_of_the_repository_are_formatted() {
    for path in support::yaml_files("../specs") {
        let text = read(&path);
        let formatted = format::text(&text);
        let path = path.display();
        assert!(
            formatted.as_ref() == Some(&text),
            "run `apiloom fmt {path}`"
        );
    }
}

/// Once is enough, and nothing is left alone because it would say something else.
#[test]
fn formatting_twice_changes_nothing() {
    let mut seen = 0;
    for path in all() {
        let text = read(&path);
        let Some(once) = format::text(&text) else {
            continue;
        };
        let path = path.display();
        assert!(!format::is_left_alone(&text), "{path} is left alone");
        assert!(format::text(&once).as_ref() == Some(&once), "{path}");
        for line in once.lines() {
            let long =
                line.chars().count() > format::WIDTH && line.trim_start().starts_with(['{', '[']);
            assert!(!long, "{path}: {line}");
        }
        seen += 1;
    }
    assert!(seen > 150, "only {seen} files are YAML");
}

/// What is generated of a spec is the same, byte for byte.
#[test]
fn what_is_generated_stays() {
    let folder = support::folder("format-generated");
    let mut seen = 0;
    for path in support::valid_specs() {
        let name = path.file_name().expect("a file has a name");
        let copy = folder.join(name);
        let formatted = format::text(&read(&path)).expect("a valid spec is YAML");
        fs::write(&copy, formatted).expect("the copy can be written");
        let shared = path.with_file_name("shared");
        if shared.is_dir() {
            let to = folder.join("shared");
            fs::create_dir_all(&to).expect("the folder can be made");
            for fragment in support::yaml_files(&shared) {
                let name = fragment.file_name().expect("a file has a name");
                let text = format::text(&read(&fragment)).expect("a fragment is YAML");
                fs::write(to.join(name), text).expect("the fragment can be written");
            }
        }
        let before = modules(&path);
        assert!(before == modules(&copy), "{}", path.display());
        seen += before.len();
    }
    assert!(seen > 100, "only {seen} modules");
}

fn modules(path: &Path) -> Vec<(String, String)> {
    let checked = pipeline::check(&[path.to_owned()]);
    assert!(!checked.has_errors(), "{}", path.display());
    let apis = checked.apis.iter();
    apis.flat_map(|api| rust::modules(api, Layout::Crate))
        .map(|module| (module.path, module.text))
        .collect()
}

/// A file that is not YAML is not touched; one with other problems keeps them.
#[test]
fn problems_stay() {
    let folder = support::folder("format-problems");
    let mut refused = 0;
    for path in support::yaml_files("tests/fixtures/invalid") {
        let Ok(text) = fs::read_to_string(&path) else {
            continue;
        };
        let Some(formatted) = format::text(&text) else {
            refused += 1;
            continue;
        };
        // Included files are found from where the spec stands.
        if text.contains("\ninclude:") {
            continue;
        }
        let copy = folder.join(path.file_name().expect("a file has a name"));
        fs::write(&copy, formatted).expect("the copy can be written");
        assert_eq!(problems(&path), problems(&copy), "{}", path.display());
    }
    assert!(refused >= 5, "only {refused} files are no YAML");
}

/// Codes and messages of a spec; their order is that of the places, which move.
fn problems(path: &Path) -> Vec<String> {
    let checked = pipeline::check(&[path.to_owned()]);
    let found = checked.diagnostics.iter();
    let mut found: Vec<String> = found
        .map(|found| format!("{} {}", found.code.id(), found.message))
        .collect();
    found.sort();
    found
}

/// Where keys stand in order, comments everywhere come out in order, and nothing else changes.
#[test]
fn comments_everywhere_stay_in_order() {
    let mut most = 0;
    for path in all() {
        let Some(text) = format::text(&read(&path)) else {
            continue;
        };
        let (commented, count) = with_comments(&text);
        let path = path.display();
        assert!(!format::is_left_alone(&commented), "{path} is left alone");
        let formatted = format::text(&commented).expect("comments are YAML");
        let marks: Vec<usize> = formatted
            .split("#mark ")
            .skip(1)
            .filter_map(|rest| rest.split('.').next()?.parse().ok())
            .collect();
        let expected: Vec<usize> = (0..count).collect();
        assert!(marks == expected, "{path}: {marks:?}\n{formatted}");
        let again = format::text(&formatted);
        assert!(again.as_ref() == Some(&formatted), "{path}");
        most = most.max(count);
    }
    assert!(most > 1000, "no file has room for many comments");
}

/// A comment before each line and behind it, but for those inside of a text.
fn with_comments(text: &str) -> (String, usize) {
    let (mut out, mut count, mut at) = (String::new(), 0, 0);
    let inside = texts_of_lines(text);
    for line in text.lines() {
        let end = at + line.len();
        // From the first byte of a text to its last, nothing can be added.
        let starts_inside = inside.iter().any(|(from, to)| *from < at && at < *to);
        let ends_inside = inside.iter().any(|(from, to)| *from < end && end < *to);
        if !starts_inside {
            let indent = line.len() - line.trim_start().len();
            out.push_str(&format!("{:indent$}#mark {count}.\n", ""));
            count += 1;
        }
        out.push_str(line);
        if !ends_inside && !line.contains('#') && !line.is_empty() && !starts_inside {
            out.push_str(&format!(" #mark {count}."));
            count += 1;
        }
        out.push('\n');
        at = end + 1;
    }
    (out, count)
}

/// The places of the texts that have several lines.
fn texts_of_lines(text: &str) -> Vec<(usize, usize)> {
    fn walk(node: &Node, text: &str, found: &mut Vec<(usize, usize)>) {
        let (start, end) = (node.span.start as usize, node.span.end as usize);
        match &node.kind {
            NodeKind::Scalar { style, .. } if *style == Style::Block => {
                // The line of its mark is a part of it, and white space behind it may be.
                let before = text[..start].trim_end();
                let start = before.rfind(['|', '>']).unwrap_or(start);
                let rest = &text[end..];
                let blank = &rest[..rest.len() - rest.trim_start().len()];
                found.push((start, end + blank.rfind('\n').map_or(0, |at| at + 1)));
            }
            NodeKind::Scalar { .. } => {
                if text[start..end].contains('\n') {
                    found.push((start, end));
                }
            }
            NodeKind::List(items) => items.iter().for_each(|item| walk(item, text, found)),
            NodeKind::Map(entries) => entries
                .iter()
                .for_each(|entry| walk(&entry.value, text, found)),
            NodeKind::Refused => {}
        }
    }
    let mut sources = Sources::default();
    let id = sources.add(SourceFile::new("x", text));
    let mut found = Vec::new();
    if let (Some(root), _) = source::read(id, sources.get(id)) {
        walk(&root, text, &mut found);
    }
    found
}

/// Whatever happened to a file: it is formatted once and for all, says what it said, or is not touched.
#[test]
fn damaged_files_are_formatted_or_left_alone() {
    let mut formatted = 0;
    for (index, path) in support::yaml_files("tests/fixtures/valid")
        .iter()
        .enumerate()
    {
        let original = fs::read(path).expect("the file can be read");
        let mut random = damage::Random(index as u64 + 1);
        for _ in 0..12 {
            let mut damaged = original.clone();
            damage::damage(&mut damaged, &mut random);
            let text = String::from_utf8_lossy(&damaged);
            let Some(once) = format::text(&text) else {
                continue;
            };
            let long_key = text.lines().any(|line| line.chars().count() > 1024);
            // YAML 1.1 takes these for ends of lines.
            let line_break = text.contains(['\u{85}', '\u{2028}', '\u{2029}']);
            let left_alone = !long_key && !line_break && format::is_left_alone(&text);
            assert!(!left_alone, "{}: {text}", path.display());
            assert!(format::text(&once).as_ref() == Some(&once), "{text}");
            formatted += 1;
        }
    }
    assert!(formatted > 100, "only {formatted} files");
}

#[test]
fn line_ends_and_marks_of_other_systems_go() {
    for path in support::yaml_files("../specs") {
        let text = read(&path);
        let other = format!("\u{feff}{}", text.replace('\n', "\r\n"));
        assert!(format::text(&other) == Some(text), "{}", path.display());
    }
}

#[test]
fn other_indentation_becomes_two_spaces() {
    for path in support::yaml_files("../specs") {
        let text = read(&path);
        let wide = twice_as_deep(&text);
        assert!(wide.len() > text.len());
        assert!(format::text(&wide) == Some(text), "{}", path.display());
    }
}

/// A text with four spaces where it has two; the lines of a block move as a whole.
fn twice_as_deep(text: &str) -> String {
    let blocks = texts_of_lines(text);
    let (mut out, mut at, mut shift) = (String::new(), 0, 0);
    for line in text.lines() {
        let rest = line.trim_start();
        let indent = line.len() - rest.len();
        let block = blocks.iter().find(|(from, to)| *from < at && at < *to);
        let first = block.is_some_and(|(from, _)| !text[*from..at].trim_end().contains('\n'));
        if block.is_none() || first {
            shift = indent;
        }
        let indent = indent + shift;
        out.push_str(&match rest.strip_prefix("- ") {
            Some(item) if block.is_none() => format!("{:indent$}-   {item}\n", ""),
            _ => format!("{:indent$}{rest}\n", ""),
        });
        at += line.len() + 1;
    }
    out
}

#[test]
fn edits_lead_from_the_text_to_the_formatted_one() {
    let before = "vendor: acme\napiloom: 1\n";
    let edits = format::edits(before).expect("this is YAML");
    assert_eq!(edits, [Edit::new(0, 24, "apiloom: 1\nvendor: acme\n")]);
    let none = format::edits("apiloom: 1\nvendor: acme\n");
    assert_eq!(none, Some(Vec::new()));
    assert_eq!(format::edits("a: [\n"), None);
}

/// A problem that a spec has is told where it then stands.
#[test]
fn unknown_keys_keep_their_map_in_order() {
    let text = "vendor: acme\nnots: x\napiloom: 1\n";
    assert_eq!(format::text(text).as_deref(), Some(text));
    let folder = support::folder("format-unknown");
    let path = folder.join("spec.yaml");
    fs::write(&path, text).expect("the spec can be written");
    let checked = pipeline::check(&[path]);
    let shown = checked.diagnostics.iter();
    let shown = shown.map(|d| diagnostic::text(&checked.sources, d, false, Language::English));
    assert!(shown.collect::<String>().contains("spec.yaml:2:1"));
}

/// All specs at hand, good and bad.
fn all() -> Vec<PathBuf> {
    let mut paths = support::valid_specs();
    paths.extend(support::yaml_files("tests/fixtures/invalid"));
    paths.extend(support::yaml_files("tests/fixtures/format"));
    paths
}

/// A file as text; what is no UTF-8 is in no spec.
fn read(path: &Path) -> String {
    let bytes = fs::read(path).expect("the file can be read");
    String::from_utf8_lossy(&bytes).into_owned()
}
