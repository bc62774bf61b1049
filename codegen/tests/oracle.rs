//! Our reader and another YAML library read every valid spec alike: keys in order, texts to the letter.
//!
//! Our scalars are all text, so where the other says number, bool or null, our text must mean that.

mod support;

use std::fs;

use apiloom_codegen::source::{Node, NodeKind, Scalar, SourceFile, Sources, read, scalar};
use serde_yaml::Value;

#[test]
fn specs_are_read_as_another_library_reads_them() {
    let mut paths = support::valid_specs();
    paths.extend(support::yaml_files("tests/fixtures/valid/shared"));
    for path in paths {
        let text = fs::read_to_string(&path).expect("the spec can be read");
        compare(&path.display().to_string(), &text);
    }
}

/// What specs seldom hold: folds, blocks, escapes, empty values, keys that look like something else.
#[test]
fn corners_are_read_alike() {
    let corners = [
        "a: >-\n  one\n  two\n\n  three\nb: |\n  x\n   y\n\nc: |+\n  z\n\n",
        "a: >\n  folded\n    more\n  back\nb: |2\n    kept\n",
        "a: plain text\n  over two lines\n\n  and a gap\nb: 'single ''quoted''\n  over lines'\n",
        "a: \"esc \\u00e9 \\x41 \\t \\n \\\\ \\\" \\\n  joined\"\nb: \"\\N\\_\\L\\P\\/\"\n",
        "1: one\ntrue: yes\n~: nothing\n1.5: float\n'2': text\n\"\": empty\n",
        "a:\nb: ~\nc: null\nd: ''\ne: []\nf: {}\n",
        "a: {x: 1, y: [2, 'three', {z: four}], w: ''}\nb: [a: 1, b]\n",
        "- a: 1\n  b: 2\n-   - x\n    - y\n- 'z' # comment\n# comment\n- \"#\"\n",
        "a: 客户 # 注释\n名称: '接口：说明'\nb: \"得助\\u3000\"\nemoji: 😀\n",
        "a: 0x1F\nb: 0o17\nc: 1_000\nd: 1e3\ne: .inf\nf: -0\ng: 007\nh: 12:30\ni: 2026-01-31\nj: +5\nk: 1.10\n",
        "a: http://x.test/a?b=c#d\nb: a#b\nc: a:b\nd: -x\ne: ?x\nf: 'a: b'\n",
        "? a\n: b\n? 'c'\n: - d\n",
        "---\na: b\n...\n",
    ];
    for (index, corner) in corners.iter().enumerate() {
        compare(&format!("corner {index}"), corner);
        compare(
            &format!("corner {index} with CRLF"),
            &corner.replace('\n', "\r\n"),
        );
    }
}

/// In examples, where JSON kinds count, a plain scalar is of the kind that the other library reads.
#[test]
fn scalars_are_of_the_same_kind() {
    let scalars = [
        "null",
        "Null",
        "NULL",
        "~",
        "nul",
        "true",
        "True",
        "TRUE",
        "tRue",
        "yes",
        "no",
        "on",
        "false",
        "0",
        "-0",
        "+5",
        "7",
        "007",
        "-07",
        "00",
        "0x1F",
        "-0x1F",
        "0o17",
        "0b101",
        "0x",
        "0xg",
        "1_000",
        "1e3",
        "1E3",
        "1e",
        "1.0",
        "1.",
        ".5",
        "-.5",
        "+.5",
        ".",
        "+",
        "1.10",
        "01.5",
        "inf",
        "nan",
        ".inf",
        "-.inf",
        "+.Inf",
        ".nan",
        ".NaN",
        "infinity",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "18446744073709551615",
        "1e400",
        "12:30",
        "2026-01-31",
        "1.2.3",
        "--1",
        "+-1",
        "0x+1",
        "e3",
        "1e+3",
        "1e-3",
        "0.0",
        "0e0",
        "客户",
    ];
    let mut differ = Vec::new();
    for text in scalars {
        let mut sources = Sources::default();
        let id = sources.add(SourceFile::new("scalar", text));
        let (node, _) = read(id, sources.get(id));
        let node = node.unwrap_or_else(|| panic!("{text}: no tree"));
        let theirs: Value =
            serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        let same = match (scalar(&node), &theirs) {
            (Some(Scalar::Null), Value::Null) => true,
            (Some(Scalar::Bool(ours)), Value::Bool(theirs)) => ours == *theirs,
            (Some(Scalar::Int(ours)), Value::Number(theirs)) => {
                ours.to_string() == theirs.to_string()
            }
            (Some(Scalar::Float(ours)), Value::Number(theirs)) => {
                !theirs.is_i64()
                    && !theirs.is_u64()
                    && theirs
                        .as_f64()
                        .is_some_and(|theirs| ours == theirs || ours.is_nan() && theirs.is_nan())
            }
            (Some(Scalar::Text(ours)), Value::String(theirs)) => ours == theirs,
            _ => false,
        };
        if !same {
            differ.push(format!("{text}: {:?} and {theirs:?}", scalar(&node)));
        }
    }
    assert!(differ.is_empty(), "{}", differ.join("\n"));
}

fn compare(name: &str, text: &str) {
    let mut sources = Sources::default();
    let id = sources.add(SourceFile::new(name, text));
    let (ours, refused) = read(id, sources.get(id));
    assert!(refused.is_empty(), "{name}: {refused:?}\n{text}");
    let ours = ours.unwrap_or_else(|| panic!("{name}: no tree"));
    let theirs: Value =
        serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{name}: {error}"));
    if let Err(difference) = same(&ours, &theirs, &mut Vec::new()) {
        panic!("{name}: {difference}");
    }
}

fn same(ours: &Node, theirs: &Value, path: &mut Vec<String>) -> Result<(), String> {
    match (&ours.kind, theirs) {
        (NodeKind::Map(entries), Value::Mapping(map)) => {
            if entries.len() != map.len() {
                return Err(format!(
                    "{}: {} keys and {}",
                    path.join("."),
                    entries.len(),
                    map.len()
                ));
            }
            for (entry, (key, value)) in entries.iter().zip(map) {
                path.push(entry.key.clone());
                means(&entry.key, key, path)?;
                same(&entry.value, value, path)?;
                path.pop();
            }
            Ok(())
        }
        (NodeKind::List(items), Value::Sequence(list)) => {
            if items.len() != list.len() {
                return Err(format!(
                    "{}: {} items and {}",
                    path.join("."),
                    items.len(),
                    list.len()
                ));
            }
            for (index, (item, value)) in items.iter().zip(list).enumerate() {
                path.push(index.to_string());
                same(item, value, path)?;
                path.pop();
            }
            Ok(())
        }
        (NodeKind::Scalar { text, .. }, value) => means(text, value, path),
        (_, value) => Err(format!("{}: {} and {value:?}", path.join("."), ours.noun())),
    }
}

/// Whether a text of ours is what the other library makes of it.
fn means(text: &str, value: &Value, path: &[String]) -> Result<(), String> {
    let same = match value {
        Value::String(string) => string == text,
        Value::Bool(value) => text.eq_ignore_ascii_case(&value.to_string()),
        Value::Null => matches!(text, "" | "~" | "null" | "Null" | "NULL"),
        Value::Number(number) => number_of(text).is_some_and(|ours| Some(ours) == number.as_f64()),
        Value::Sequence(_) | Value::Mapping(_) | Value::Tagged(_) => false,
    };
    match same {
        true => Ok(()),
        false => Err(format!("{}: {text:?} and {value:?}", path.join("."))),
    }
}

fn number_of(text: &str) -> Option<f64> {
    let radix = |prefix, radix| {
        let digits = text.strip_prefix(prefix)?;
        i64::from_str_radix(digits, radix)
            .ok()
            .map(|number| number as f64)
    };
    match text.trim_start_matches(['+', '-']) {
        ".inf" | ".Inf" | ".INF" => Some(if text.starts_with('-') {
            f64::NEG_INFINITY
        } else {
            f64::INFINITY
        }),
        _ => radix("0x", 16)
            .or_else(|| radix("0o", 8))
            .or_else(|| text.parse().ok()),
    }
}
