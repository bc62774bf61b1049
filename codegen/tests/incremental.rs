//! A spec that is checked again and again, while it is edited, gives what a check from nothing gives.
//!
//! A few thousand edits, the same in every run: some as people make them, some that no cut must survive.

#[path = "support/damage.rs"]
mod damage;
mod support;

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use apiloom_codegen::diagnostic::{self, Language};
use apiloom_codegen::emit::rust::{Layout, modules};
use apiloom_codegen::pipeline::{self, Checked, Incremental, Work};

use damage::{Random, damage};

/// How many edits each of the valid specs goes through; `INCREMENTAL_ROUNDS` asks for another number.
const ROUNDS: usize = 20;
/// How many edits are made to one text before it is what it was.
const AT_ONCE: usize = 4;

/// What stands on a line of its own where somebody's cursor is, or never should.
const LINES: &[&str] = &[
    "",
    "# a remark",
    "  # a remark",
    "# \u{feff}",
    "  # \u{feff}",
    "#",
    "types:",
    "operations:",
    "operations: {}",
    "types: # again",
    "title: x",
    "errors:",
    "x",
    "x:",
    "x: |",
    "x: >-",
    "x: \"",
    "x: '",
    "x: {",
    "x: [",
    "  x",
    "  x:",
    "  X: string",
    "  X: &a string",
    "  X: *a",
    "  X: !t string",
    "  X: \"",
    "  X: '",
    "  X: {",
    "  X: |",
    "  X: |+",
    "  X: |1",
    "  - x",
    "  ? x",
    "  : x",
    "  <<: 1",
    "  \"X\": string",
    "  _what_follows_:",
    "_what_follows_:",
    "   X: string",
    " X: string",
    "\tX: string",
    "    doc: x",
    "    x: |",
    "    x: \"",
    "    x: '",
    "    x: {",
    "    x: [a,",
    "    }",
    "  }",
    "}",
    "]",
    "\"",
    "'",
    "    \"",
    "- x",
    "? x",
    ": x",
    "---",
    "...",
    "--- # x",
    "%YAML 1.2",
    "\u{feff}",
    "\u{3000}X: string",
    "  X：string",
    "\r",
    "  X: string\r  Y: string",
    "# x\r  Y: string",
    "  X:\u{85}  Y: string",
    "\u{0}",
    "include:",
    "- a.yaml",
];

#[test]
fn edits_of_one_spec() {
    let rounds = std::env::var("INCREMENTAL_ROUNDS");
    let rounds = rounds.ok().and_then(|text| text.parse().ok());
    let rounds = rounds.unwrap_or(ROUNDS);
    let mut work = Work::default();
    let invalid = support::yaml_files("tests/fixtures/invalid");
    let specs = support::valid_specs()
        .into_iter()
        .map(|path| (path, rounds));
    let specs = specs.chain(invalid.into_iter().map(|path| (path, rounds / 4)));
    let mut steps = 0;
    for (index, (path, rounds)) in specs.enumerate() {
        let Ok(original) = fs::read_to_string(&path) else {
            continue;
        };
        let mut random = Random(0x1AC0_FFEE + index as u64);
        let mut desk = Desk::new(vec![path.clone()]);
        let mut text = original.clone();
        for round in 0..rounds {
            if round % AT_ONCE == 0 {
                text.clone_from(&original);
                desk.write(&path, &text);
                desk.same(&format!("{} before round {round}", path.display()));
            }
            let before = text.clone();
            edit(&mut text, &mut random);
            desk.write(&path, &text);
            desk.same(&format!("{} round {round}", path.display()));
            steps += 1;
            work += desk.incremental.work();
            // Most of what is no YAML any more is undone, so that what follows is about parts again.
            if desk.incremental.work().files > 0 && random.below(4) > 0 {
                text = before;
            }
        }
    }
    println!("{steps} edits: {work:?}");
    // What is no YAML, and what stands twice, is read as a whole; many of the invalid specs are such.
    assert!(
        work.files * 3 < steps * 2,
        "too many edits are read as a whole: {work:?}"
    );
    assert!(
        work.read * 5 < work.kept,
        "too much is read again: {work:?}"
    );
}

/// Specs that are checked together, with files that some of them include.
#[test]
fn edits_of_several_files() {
    let mut paths = support::yaml_files("../specs");
    paths.push("tests/fixtures/valid/records.yaml".into());
    paths.push("tests/fixtures/invalid/include-clash.yaml".into());
    let mut files = paths.clone();
    files.extend(support::yaml_files("tests/fixtures/valid/shared"));
    let originals: Vec<String> = files
        .iter()
        .map(|path| fs::read_to_string(path).expect("the file can be read"))
        .collect();
    let mut random = Random(0xF11E5);
    let mut desk = Desk::new(paths);
    for round in 0..50 {
        let at = random.below(files.len());
        let mut text = originals[at].clone();
        edit(&mut text, &mut random);
        desk.write(&files[at], &text);
        if random.below(4) == 0 {
            let (one, other) = (
                random.below(desk.paths.len()),
                random.below(desk.paths.len()),
            );
            desk.paths.swap(one, other);
        }
        if random.below(10) == 0 {
            // A file that is named twice is checked once, and one that is gone comes back.
            let again = desk.paths[random.below(desk.paths.len())].clone();
            desk.paths.push(again);
        }
        desk.same(&format!("round {round}"));
    }
}

/// One file is two specs, and includes itself.
#[test]
fn a_file_that_is_read_twice() {
    let folder = support::folder("incremental");
    let path = folder.join("spec.yaml");
    let text = "apiloom: 1\nvendor: acme\ninclude: [spec.yaml, types.yaml, types.yaml]\ntypes:\n  A: string\n  B: { fields: { a: A } }\n";
    let types = "types:\n  C: string\n  D: nothing\n";
    fs::write(&path, text).expect("the file can be written");
    fs::write(folder.join("types.yaml"), types).expect("the file can be written");
    let other = folder.join("other.yaml");
    fs::write(&other, text.replace("spec.yaml, ", "")).expect("the file can be written");
    let mut desk = Desk::new(vec![path.clone(), other]);
    for edited in [
        text,
        &text.replace("A: string", "A: int64"),
        &text.replace("  B", "  # B\n  B"),
        text,
    ] {
        desk.write(&path, edited);
        desk.same(edited);
    }
}

/// A change of one entry reads that entry, wherever it stands and whatever it moves.
#[test]
fn what_changed_is_read() {
    let head = "apiloom: 1\nvendor: acme\nservers: { default: https://api.acme.test }\n";
    let types =
        "types:\n  # A remark.\n  A:\n    fields: { a: string }\n\n  B:\n    fields: { a: A }\n";
    let rest = "operations:\n  get: { http: GET /get, returns: B }\n";
    let text = format!("{head}{types}{rest}");
    let mut desk = Desk::new(vec!["spec.yaml".into()]);
    for (edited, read) in [
        (text.clone(), 6),
        (text.clone(), 0),
        (text.replace("a: string", "a: int64"), 1),
        (text.replace("vendor: acme", "vendor: acme2"), 2),
        (
            text.replace("# A remark.", "# Another.\n  # And another."),
            1,
        ),
        // What stands before the first entry is no part of it.
        (format!("# Remark.\n\n{text}"), 0),
        // An entry is read again if another kind of line comes to stand behind it.
        (format!("{head}{types}  C: string\n{rest}"), 2),
        (format!("{head}{rest}{types}"), 2),
        (format!("{text}  list: {{ http: GET /list }}\n"), 3),
    ] {
        desk.write(Path::new("spec.yaml"), &edited);
        desk.same(&edited);
        let work = desk.incremental.work();
        assert_eq!((work.files, work.read), (0, read), "{edited}");
    }
}

/// What stands in no part, before the keys and the entries: nothing of it gets by unread.
#[test]
fn what_stands_between_parts() {
    let spec = |top: &str, head: &str| {
        format!(
            "{top}apiloom: 1\nvendor: acme\nservers: {{ default: https://api.acme.test }}\ntypes:{head}\n  A: {{ fields: {{ a: string }} }}\noperations:\n  get: {{ http: GET /get, returns: A }}\n"
        )
    };
    let mut desk = Desk::new(vec!["spec.yaml".into()]);
    for top in [
        "",
        "\n",
        "# x\n",
        "  # x\n",
        "# \u{0}\n",
        "# \u{7}\n",
        "# \u{85}x: y\n",
        "# x\rtitle: x\n",
        "\r",
        "\t\n",
        "\t# x\n",
        "\u{feff}",
        "\u{feff}\u{feff}",
        "\u{3000}\n",
        "\u{a0}\n",
        "---\n",
        "%YAML 1.2\n---\n",
        "...\n",
        "--- # x\n",
        "x\n",
        "- x\n",
        "\"",
        "{",
        "  title: x\n",
        "  x\n",
    ] {
        desk.write(Path::new("spec.yaml"), &spec(top, ""));
        desk.same(&format!("{top:?} before all"));
    }
    for head in [
        " ",
        " # x",
        "#x",
        "\t",
        "\t# x",
        " \r",
        "\r",
        "\n",
        "\n# x",
        "\n  # x",
        "\n    # x",
        "\n\t# x",
        "\n# \u{0}",
        " # \u{0}",
        " # \u{85}",
        " # x\r  B: string",
        "\n# x\r  B: string",
        "\n\u{3000}",
        "\n\u{a0}",
        " &a",
        " !t",
        " {}",
        " {",
        " |",
        " \"",
        "\n---",
        "\n  - x",
        "\n  ? x",
        "\n  x",
        "\n x",
        "\n    B: string",
        "\n B: string",
        "\n  \"B\": string",
        "\n  'B': string",
        "\n  B : string",
        "\n  A: string",
        "\n  <<: x",
        "\ntypes:",
        "\nvendor: x",
        "\n  _what_follows_: string",
        "\n_what_follows_: x",
        "\n  B: |\n   x\n    y\n  # z",
        "\n  B: string # x",
        "\n  B: string\n# x\n  # y\n    # z",
        "\n  B:\n  # x",
        "\n  B:\n\n# x\n",
    ] {
        desk.write(Path::new("spec.yaml"), &spec("", head));
        desk.same(&format!("{head:?} behind `types:`"));
    }
}

/// Specs that are edited.
struct Desk {
    paths: Vec<PathBuf>,
    texts: HashMap<PathBuf, String>,
    incremental: Incremental,
    /// How many results without errors are emitted.
    emitted: usize,
}

impl Desk {
    fn new(paths: Vec<PathBuf>) -> Self {
        Self {
            paths,
            texts: HashMap::new(),
            incremental: Incremental::default(),
            emitted: 0,
        }
    }

    fn write(&mut self, path: &Path, text: &str) {
        self.texts.insert(path.to_owned(), text.to_owned());
    }

    /// Checks by both ways, and compares all that is given.
    fn same(&mut self, name: &str) {
        let ours = self.incremental.check_texts(&self.paths, &self.texts);
        let fresh = pipeline::check_texts(&self.paths, &self.texts);
        let texts = || {
            let texts = self.paths.iter().filter_map(|path| self.texts.get(path));
            texts.cloned().collect::<Vec<_>>().join("\n=====\n")
        };
        let differ = |what: &str, ours: &str, fresh: &str| {
            let difference = support::difference(what, fresh, ours);
            panic!("{name}: {what} differ\n{}\n{difference}", texts());
        };
        for (what, of) in [
            ("problems", problems as fn(&Checked) -> String),
            ("files", files),
            ("models", models),
        ] {
            let (ours, fresh) = (of(&ours), of(&fresh));
            if ours != fresh {
                differ(what, &ours, &fresh);
            }
        }
        if !fresh.has_errors() && !fresh.apis.is_empty() && self.emitted == 0 {
            self.emitted += 1;
            let (ours, fresh) = (emitted(&ours), emitted(&fresh));
            if ours != fresh {
                differ("emitted files", &ours, &fresh);
            }
        }
    }
}

/// All that is said of problems.
fn problems(checked: &Checked) -> String {
    let sources = &checked.sources;
    let mut out = String::new();
    for found in &checked.diagnostics {
        for language in [Language::English, Language::Chinese] {
            out += &diagnostic::text(sources, found, false, language);
        }
        out += &format!("{found:?}\n");
    }
    out + &diagnostic::json(sources, &checked.diagnostics, Language::English)
}

fn files(checked: &Checked) -> String {
    let sources: Vec<_> = checked
        .sources
        .iter()
        .map(|(id, file)| (id, &file.path, &file.text))
        .collect();
    format!("{:?}\n{sources:?}", checked.read)
}

fn models(checked: &Checked) -> String {
    // One line each: what is laid out nicely takes twice the time.
    let apis = checked.apis.iter();
    apis.map(|api| format!("{api:?}\n")).collect()
}

fn emitted(checked: &Checked) -> String {
    let apis = checked.apis.iter();
    let all: Vec<_> = apis.map(|api| modules(api, Layout::Crate)).collect();
    format!("{all:#?}")
}

/// Changes a text a little.
fn edit(text: &mut String, random: &mut Random) {
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    if lines.is_empty() {
        lines.push("x: y\n".to_owned());
    }
    let at = random.below(lines.len());
    match random.below(16) {
        0 => {
            let mut bytes = std::mem::take(text).into_bytes();
            damage(&mut bytes, random);
            *text = String::from_utf8_lossy(&bytes).into_owned();
            return;
        }
        1 => lines.insert(at, format!("{}\n", LINES[random.below(LINES.len())])),
        2 => lines.insert(at, "\n".to_owned()),
        3 => lines.insert(at, "# A remark.\n".to_owned()),
        4 => drop(lines.remove(at)),
        5 => lines.insert(at, lines[at].clone()),
        6 => lines[at].insert(0, ' '),
        7 => lines[at] = lines[at].trim_start().to_owned(),
        8 => lines[at] = lines[at].replace('\n', "\r\n"),
        9 => entries(&mut lines, random),
        _ => letters(&mut lines[at], random),
    }
    *text = lines.concat();
}

/// Changes a few characters of a line.
fn letters(line: &mut String, random: &mut Random) {
    let mut characters: Vec<char> = line.chars().collect();
    let at = random.below(characters.len());
    match random.below(5) {
        0 => drop(characters.remove(at)),
        1 => characters.insert(at, 'e'),
        2 => characters.insert(
            at,
            ['\"', '\'', ':', '#', '{', '[', ' ', '的'][random.below(8)],
        ),
        3 => characters.truncate(at),
        _ => characters[at] = ['a', '1', ' ', '_', '?', '!'][random.below(6)],
    }
    *line = characters.into_iter().collect();
    if !line.ends_with('\n') {
        line.push('\n');
    }
}

/// Copies, moves or removes an entry with all below it.
fn entries(lines: &mut Vec<String>, random: &mut Random) {
    let is_start = |line: &String| line.starts_with("  ") && !line.starts_with("   ");
    let starts: Vec<usize> = (0..lines.len())
        .filter(|at| is_start(&lines[*at]))
        .collect();
    if starts.is_empty() {
        return;
    }
    let start = starts[random.below(starts.len())];
    let deep = |line: &&String| line.starts_with("   ") || line.trim().is_empty();
    let length = 1 + lines[start + 1..].iter().take_while(deep).count();
    let entry: Vec<String> = lines[start..start + length].to_vec();
    match random.below(4) {
        0 => drop(lines.drain(start..start + length)),
        1 => {
            let to = starts[random.below(starts.len())];
            lines.splice(to..to, entry);
        }
        2 => {
            lines.drain(start..start + length);
            let to = random.below(lines.len() + 1);
            lines.splice(to..to, entry);
        }
        _ => {
            let mut entry = entry;
            entry[0] = entry[0].replacen("  ", "  New", 1);
            lines.splice(start..start, entry);
        }
    }
}

/// While a part is broken, what the others said before is not kept for ever.
#[test]
fn what_was_is_forgotten() {
    let mut checks = Incremental::default();
    let path = PathBuf::from("spec.yaml");
    let mut check = |round: usize| {
        let text = format!(
            "apiloom: 1\nvendor: acme\nservers: {{ default: https://api.acme.test }}\ntypes:\n  \
             Broken: \"\\q\"\n  Whole: {{ doc: \"{round:04}\", fields: {{ id: int64 }} }}\noperations:\n  \
             get: {{ http: GET /, returns: Whole }}\n"
        );
        checks.check_texts(
            std::slice::from_ref(&path),
            &HashMap::from([(path.clone(), text)]),
        );
        format!("{checks:?}").len()
    };
    let few = (0..5).map(&mut check).last();
    let many = (5..200).map(&mut check).last();
    // Names of parts are numbers, which grow.
    assert!(many <= few.map(|few| few + few / 10), "{few:?} {many:?}");
}
