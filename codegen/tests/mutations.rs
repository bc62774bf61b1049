//! No spec makes the front end panic, and whatever passes the checks becomes Rust.
//!
//! A few thousand damaged specs, the same in every run.

mod support;

use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

use apiloom_codegen::diagnostic::{self, Language};
use apiloom_codegen::emit::rust::{Layout, modules};
use apiloom_codegen::model::Api;
use apiloom_codegen::pipeline::{self, Checked};

/// How many damaged forms of each spec are tried; `MUTATION_ROUNDS` asks for another number.
const ROUNDS: usize = 180;
/// How many of the valid ones are emitted, of each spec.
const EMITTED: usize = 12;

/// Texts that a spec should not hold where they land.
const HOSTILE: &[&str] = &[
    "\0",
    "\t",
    "\u{feff}",
    "\u{2028}",
    "\u{85}",
    "\u{202e}",
    "\r",
    "é",
    "客户",
    "😀",
    "\"",
    "'",
    "\\",
    "`",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    "*/",
    "//",
    "|",
    ">",
    "&a",
    "*a",
    "!t",
    "<<: 1",
    "---",
    "...",
    "? ",
    ": ",
    "# ",
    "- ",
    "%",
    "@",
    "~",
    "null",
    "true",
    "-1",
    "0",
    "99999999999999999999999",
    "1e999",
    "..",
    "1..",
    "{1..3}",
    "{int}",
    "{text}",
    "self",
    "Self",
    "crate",
    "_",
    "type",
    "fn",
    "list(",
    "list(list(string))",
    "map()",
    "json_string(any)",
    "csv(list(int64))",
    "string?!",
    "int64!",
    "secret",
    "sentinel(string, \"\")",
    "one_or_many(csv(string))",
    "in_string(any)",
    "flat_pairs(any, any)",
    "trimmed(int64)",
    "date(\"\")",
    "datetime(\"'\")",
    "nullable",
    "const: \"a\\nb\"",
    "name: \"\"",
    "value: now",
    "spread: true",
    "access: write",
    "clear: empty",
    "required: true",
    "uuid",
    "settings.x",
    "token",
    "request.body",
    "text(\"{\")",
    "custom(\"x\")",
    "| hex",
    "?? \"\"",
    "is present",
    "== 1",
    "choose(settings.x, a=1)",
    "r#\"",
    "\"#",
    "b'",
    "'a",
    "$x",
    "{{",
    "}}",
    "#[x]",
    "\\u{0}",
];

#[test]
fn damaged_specs_never_panic() {
    let folder = support::folder("mutations");
    fs::create_dir_all(folder.join("shared")).expect("the folder can be made");
    for shared in support::yaml_files("tests/fixtures/valid/shared") {
        let target = folder
            .join("shared")
            .join(shared.file_name().expect("a file has a name"));
        fs::copy(&shared, target).expect("the file can be copied");
    }
    let path = folder.join("spec.yaml");
    let rounds = std::env::var("MUTATION_ROUNDS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(ROUNDS);
    let (mut tried, mut passed, mut emitted) = (0, 0, 0);
    for (index, source) in support::valid_specs().into_iter().enumerate() {
        let original = fs::read(&source).expect("the spec can be read");
        let mut random = Random(0x5DEE_CE66 + index as u64);
        let mut left = EMITTED;
        for round in 0..rounds {
            let mut damaged = original.clone();
            for _ in 0..=random.below(3) {
                damage(&mut damaged, &mut random);
            }
            fs::write(&path, &damaged).expect("the spec can be written");
            tried += 1;
            let name = format!("{} round {round}", source.display());
            let checked = survive(&name, &damaged, || look(&path));
            let Some(api) = checked.apis.first().filter(|_| !checked.has_errors()) else {
                continue;
            };
            passed += 1;
            if left > 0 {
                left -= 1;
                emitted += 1;
                survive(&name, &damaged, || emit(api));
            }
        }
    }
    println!("{tried} damaged specs, {passed} still valid, {emitted} emitted");
    assert!(
        passed > tried / 50,
        "the damage is too great to test the emitter"
    );
}

/// What a system or an editor adds says nothing: the same bytes are generated.
#[test]
fn line_ends_and_marks_change_nothing() {
    let folder = support::folder("line_ends");
    fs::create_dir_all(folder.join("shared")).expect("the folder can be made");
    for source in support::valid_specs() {
        let text = fs::read_to_string(&source).expect("the spec can be read");
        let path = folder.join("spec.yaml");
        let common = fs::read_to_string("tests/fixtures/valid/shared/common.yaml")
            .expect("the file can be read");
        let mut made = Vec::new();
        for form in [
            |text: &str| text.to_owned(),
            |text: &str| text.replace('\n', "\r\n"),
            |text: &str| format!("\u{feff}{text}"),
        ] {
            fs::write(&path, form(&text)).expect("the spec can be written");
            fs::write(folder.join("shared/common.yaml"), form(&common))
                .expect("the file can be written");
            let checked = pipeline::check(std::slice::from_ref(&path));
            assert!(
                !checked.has_errors(),
                "{}: {:?}",
                source.display(),
                checked.diagnostics
            );
            made.push(modules(&checked.apis[0], Layout::Crate));
        }
        assert!(
            made.windows(2).all(|pair| pair[0] == pair[1]),
            "{}",
            source.display()
        );
    }
}

/// Chains of types as long as a file can hold: no recursion follows them.
#[test]
fn long_chains() {
    let folder = support::folder("chains");
    let head = "apiloom: 1\nvendor: acme\nservers: { default: https://api.acme.test }\n";
    let tail = "operations: { get: { http: GET /get, returns: T0 } }\n";
    let chain = |line: &dyn Fn(usize) -> String, last: &str| -> String {
        let lines: Vec<String> = (0..3000).map(line).collect();
        format!("{head}types:\n{}\n  {last}\n{tail}", lines.join("\n"))
    };
    let specs = [
        (
            "alias",
            chain(&|i| format!("  T{i}: T{}", i + 1), "T3000: string"),
        ),
        (
            "list",
            chain(&|i| format!("  T{i}: list(T{})", i + 1), "T3000: string"),
        ),
        (
            "record",
            chain(
                &|i| format!("  T{i}: {{ fields: {{ a: T{} }} }}", i + 1),
                "T3000: string",
            ),
        ),
        (
            "use",
            chain(
                &|i| format!("  T{i}: {{ fields: {{ use: [T{}] }} }}", i + 1),
                "T3000: { fields: { a: string } }",
            ),
        ),
        (
            "view",
            chain(
                &|i| format!("  T{i}: {{ view: {{ of: T{} }} }}", i + 1),
                "T3000: { fields: { a: string } }",
            ),
        ),
    ];
    for (name, text) in specs {
        let path = folder.join(format!("{name}.yaml"));
        fs::write(&path, &text).expect("the spec can be written");
        survive(name, text.as_bytes(), || look(&path));
    }
}

/// Checks a spec and shows its problems in both forms.
fn look(path: &Path) -> Checked {
    let checked = pipeline::check(&[PathBuf::from(path)]);
    for found in &checked.diagnostics {
        diagnostic::text(&checked.sources, found, false, Language::Chinese);
        diagnostic::summary(&checked.sources, found);
    }
    let _ = diagnostic::json(&checked.sources, &checked.diagnostics, Language::Chinese);
    checked
}

/// What is emitted is Rust.
fn emit(api: &Api) {
    for module in modules(api, Layout::Crate) {
        if let Err(error) = syn::parse_file(&module.text) {
            panic!("{} is not Rust: {error}\n{}", module.path, module.text);
        }
    }
}

/// Runs something, and says for which spec it panicked.
fn survive<T>(name: &str, spec: &[u8], run: impl FnOnce() -> T + std::panic::UnwindSafe) -> T {
    catch_unwind(run).unwrap_or_else(|_| {
        let kept = support::folder("panicked").join("spec.yaml");
        fs::write(&kept, spec).expect("the spec can be written");
        panic!("{name} panicked; its text is in {}", kept.display());
    })
}

/// Damages a spec in one of many ways.
fn damage(spec: &mut Vec<u8>, random: &mut Random) {
    if spec.is_empty() {
        return;
    }
    match random.below(16) {
        0 => {
            let from = random.below(spec.len());
            let to = (from + random.below(12)).min(spec.len());
            spec.drain(from..to);
        }
        1 => spec.truncate(random.below(spec.len())),
        2 => {
            let at = random.below(spec.len());
            spec[at] = random.below(256) as u8;
        }
        3 => {
            let at = random.below(spec.len());
            spec.splice(at..at, HOSTILE[random.below(HOSTILE.len())].bytes());
        }
        4 => {
            let at = random.below(spec.len());
            let (open, close) =
                [("[", "]"), ("{a: ", "}"), ("list(", ")"), ("(", ")")][random.below(4)];
            let deep = 1 + random.below(300);
            spec.splice(
                at..at,
                format!("{}x{}", open.repeat(deep), close.repeat(deep)).bytes(),
            );
        }
        5..=8 => lines(spec, random),
        _ => words(spec, random),
    }
}

/// Cuts, repeats, swaps or indents lines.
fn lines(spec: &mut Vec<u8>, random: &mut Random) {
    let mut lines: Vec<Vec<u8>> = spec
        .split_inclusive(|byte| *byte == b'\n')
        .map(<[u8]>::to_vec)
        .collect();
    let (a, b) = (random.below(lines.len()), random.below(lines.len()));
    match random.below(5) {
        0 => drop(lines.remove(a)),
        1 => drop(lines.drain(a..(a + random.below(8)).min(lines.len()))),
        2 => lines.swap(a, b),
        3 => lines.insert(a, lines[b].clone()),
        _ => lines[a].insert(0, [b' ', b'\t', b'\r'][random.below(9) / 4]),
    }
    *spec = lines.concat();
}

/// Swaps, repeats or replaces words.
fn words(spec: &mut Vec<u8>, random: &mut Random) {
    let text = String::from_utf8_lossy(spec).into_owned();
    let mut pieces: Vec<&str> = Vec::new();
    let mut rest = text.as_str();
    while let Some(first) = rest.chars().next() {
        let word = |c: char| c.is_alphanumeric() || c == '_';
        let length = match word(first) {
            true => rest.find(|c| !word(c)).unwrap_or(rest.len()),
            false => first.len_utf8(),
        };
        let (piece, after) = rest.split_at(length);
        pieces.push(piece);
        rest = after;
    }
    let words: Vec<usize> = (0..pieces.len())
        .filter(|i| pieces[*i].starts_with(char::is_alphanumeric))
        .collect();
    if words.is_empty() {
        return;
    }
    let (a, b) = (
        words[random.below(words.len())],
        words[random.below(words.len())],
    );
    match random.below(4) {
        0 => pieces.swap(a, b),
        1 => pieces[a] = pieces[b],
        2 => pieces[a] = HOSTILE[random.below(HOSTILE.len())],
        _ => pieces[a] = "",
    }
    *spec = pieces.concat().into_bytes();
}

/// A small generator of numbers that look random and are the same everywhere (SplitMix64).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % end.max(1) as u64) as usize
    }
}
