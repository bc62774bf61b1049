//! Hostile spec files: a clear problem at once, never a panic, and work that stays within bounds.
#![cfg(feature = "crates")]

mod support;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use apiloom_codegen::diagnostic::{self, Code, Diagnostic, Language};
use apiloom_codegen::emit::package::{self, Runtime};
use apiloom_codegen::emit::rust::{Part, single};
use apiloom_codegen::lower;
use apiloom_codegen::pipeline::{self, Checked};

const HEAD: &str = "apiloom: 1\nvendor: acme\nservers: { default: https://api.acme.test }\n";

/// The longest text that one problem may become: an excerpt shows lines, not files.
const LONGEST: usize = 12_000;

/// Checks a spec and shows its problems in every form; nothing panics, and no text is as long as the file.
fn check(name: &str, bytes: &[u8]) -> Checked {
    let path = support::folder(&format!("hostile_{name}")).join("spec.yaml");
    fs::write(&path, bytes).expect("the spec can be written");
    look(name, path)
}

fn look(name: &str, path: PathBuf) -> Checked {
    let run = || {
        let checked = pipeline::check(&[path]);
        for found in &checked.diagnostics {
            let text = diagnostic::text(&checked.sources, found, false, Language::English);
            assert!(text.len() <= LONGEST, "{name}: {} bytes", text.len());
            let text = diagnostic::summary(&checked.sources, found);
            assert!(text.len() <= LONGEST, "{name}: {} bytes", text.len());
        }
        let _ = diagnostic::json(&checked.sources, &checked.diagnostics, Language::English);
        checked
    };
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| panic!("{name} panicked"))
}

fn codes(checked: &Checked) -> Vec<Code> {
    checked.diagnostics.iter().map(|d| d.code).collect()
}

/// Says what stands at the place of a problem's start.
fn place(checked: &Checked, found: &Diagnostic) -> (usize, usize) {
    let span = found.span.expect("the problem has a place");
    let place = checked.sources.get(span.file).place(span.start);
    (place.line, place.column)
}

/// One problem each: its code, its place, and what the integrator reads.
#[test]
fn files_that_are_no_specs() {
    let deep_maps: String = (0..3000)
        .map(|depth| format!("{}a:\n", " ".repeat(depth)))
        .collect();
    let deep_flow = format!("{}1{}", "{a: ".repeat(3000), "}".repeat(3000));
    let utf16: Vec<u8> = "apiloom: 1\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let utf16 = [&[0xFF, 0xFE][..], &utf16].concat();
    type Case<'a> = (&'a str, &'a [u8], Code, (usize, usize), &'a str);
    let cases: [Case<'_>; 18] = [
        ("empty", b"", Code::Syntax, (1, 1), "the file is empty"),
        (
            "mark",
            "\u{feff}".as_bytes(),
            Code::Syntax,
            (1, 1),
            "the file is empty",
        ),
        (
            "comment",
            b"# x\n",
            Code::Syntax,
            (1, 1),
            "the file is empty",
        ),
        (
            "null",
            b"null\n",
            Code::WrongKind,
            (1, 1),
            "expected a spec, found nothing",
        ),
        (
            "tilde",
            b"~",
            Code::WrongKind,
            (1, 1),
            "expected a spec, found nothing",
        ),
        (
            "text",
            b"hello",
            Code::WrongKind,
            (1, 1),
            "expected a spec, found text",
        ),
        (
            "list",
            b"- a\n- b\n",
            Code::WrongKind,
            (1, 1),
            "expected a spec, found a list",
        ),
        (
            "marks",
            b"---\n...\n",
            Code::WrongKind,
            (2, 1),
            "expected a spec, found nothing",
        ),
        (
            "documents",
            b"apiloom: 1\nvendor: a\n---\nvendor: b\n",
            Code::YamlFeature,
            (3, 1),
            "second document",
        ),
        (
            "gbk",
            b"apiloom: 1\ntitle: \xbf\xcd\xbb\xa7\n",
            Code::NotUtf8,
            (2, 8),
            "not UTF-8",
        ),
        ("utf16", &utf16, Code::NotUtf8, (1, 1), "not UTF-8"),
        (
            "nul",
            b"apiloom: 1\nvendor: a\0b\n",
            Code::Syntax,
            (2, 10),
            "U+0000",
        ),
        (
            "bell",
            b"apiloom: 1\nvendor: a\x07b\n",
            Code::Syntax,
            (2, 10),
            "U+0007",
        ),
        (
            "tab",
            b"apiloom: 1\nservers:\n\tdefault: x\n",
            Code::Syntax,
            (3, 1),
            "a tab indents",
        ),
        (
            "deep_maps",
            deep_maps.as_bytes(),
            Code::TooLarge,
            (65, 65),
            "deeper than 64",
        ),
        (
            "deep_flow",
            deep_flow.as_bytes(),
            Code::TooLarge,
            (1, 1021),
            "deeper than 64",
        ),
        ("tag", b"!!binary aGk=", Code::YamlFeature, (1, 1), "tags"),
        (
            "quote",
            b"vendor: \"acme\n",
            Code::Syntax,
            (1, 9),
            "does not end",
        ),
    ];
    for (name, bytes, code, at, words) in cases {
        let checked = check(name, bytes);
        let first = checked.diagnostics.first().expect("there is a problem");
        let text = diagnostic::text(&checked.sources, first, false, Language::English);
        assert_eq!(
            (first.code, place(&checked, first)),
            (code, at),
            "{name}: {text}"
        );
        assert!(text.contains(words), "{name}: {text}");
        assert!(first.help.is_some(), "{name}: {text}");
        assert!(checked.has_errors(), "{name}");
    }
    let checked = check("gbk", b"title: \xbf\xcd\xbb\xa7\n");
    let help = checked.diagnostics[0]
        .help
        .as_ref()
        .map(|help| help.text(Language::English));
    assert_eq!(
        help,
        Some("save it as UTF-8; it looks like GBK or another encoding")
    );
}

/// Ten million bytes of what parsers stumble over: one problem, and an excerpt that can be read.
#[test]
fn ten_megabytes() {
    for (name, piece, code) in [
        ("brackets", "[", Code::TooLarge),
        ("braces", "{", Code::TooLarge),
        ("dashes", "- ", Code::TooLarge),
        ("questions", "? ", Code::TooLarge),
        ("colons", ": ", Code::TooLarge),
        ("quotes", "\"", Code::Syntax),
        ("bangs", "!", Code::Syntax),
        ("lines", "\n", Code::Syntax),
        ("comments", "#\n", Code::Syntax),
        ("letters", "客户", Code::WrongKind),
        ("zeros", "\0", Code::Syntax),
    ] {
        let checked = check(name, piece.repeat(10_000_000 / piece.len()).as_bytes());
        assert_eq!(codes(&checked), [code], "{name}");
    }
    let long = format!("{HEAD}{}: y\n", "x".repeat(900_000));
    assert_eq!(codes(&check("key", long.as_bytes())), [Code::Syntax]);
    let long = format!("{HEAD}doc: {}\nbad: y\n", "x".repeat(9_000_000));
    assert_eq!(codes(&check("line", long.as_bytes())), [Code::UnknownKey]);
}

/// What doubles at each step is counted before it is built.
#[test]
fn bombs() {
    let steps = |line: &dyn Fn(usize) -> String, last: &str| {
        let lines: Vec<String> = (0..60).map(line).collect();
        let tail = "operations: { get: { http: GET /get, returns: T0 } }";
        format!("{HEAD}types:\n{}\n  {last}\n{tail}\n", lines.join("\n"))
    };
    let text = "T60: string";
    let record = "T60: { fields: { a: string } }";
    let anchors: String = (0..20)
        .map(|i| {
            format!(
                "a{}: &a{} [{}]\n",
                i + 1,
                i + 1,
                vec![format!("*a{i}"); 9].join(", ")
            )
        })
        .collect();
    let many = |count: usize| -> String {
        let fields: Vec<String> = (0..count).map(|i| format!("f{i}: string")).collect();
        fields.join(", ")
    };
    // A thousand records with the same thousand fields would be a million.
    let users: String = (0..1000)
        .map(|i| format!("  T{i}: {{ fields: {{ use: [Group] }} }}\n"))
        .collect();
    for (name, spec, code) in [
        (
            "anchors",
            format!("a0: &a0 [x]\n{anchors}"),
            Code::YamlFeature,
        ),
        (
            "pairs",
            steps(&|i| format!("  T{i}: pairs(T{0}, T{0})", i + 1), text),
            Code::TooLarge,
        ),
        (
            "flat",
            steps(&|i| format!("  T{i}: flat_pairs(T{0}, T{0})", i + 1), text),
            Code::TooLarge,
        ),
        (
            "unions",
            steps(
                &|i| {
                    format!(
                        "  T{i}: {{ union: untagged, variants: {{ a: T{0}, b: T{0} }} }}",
                        i + 1
                    )
                },
                text,
            ),
            Code::Overlap,
        ),
        (
            "uses",
            steps(
                &|i| format!("  T{i}: {{ fields: {{ use: [T{0}, T{0}] }} }}", i + 1),
                record,
            ),
            Code::DuplicateKey,
        ),
        (
            "spreads",
            steps(
                &|i| {
                    format!(
                        "  T{i}: {{ fields: {{ a{i}: {{ type: T{0}, spread: true }}, b{i}: {{ type: T{0}, spread: true }} }} }}",
                        i + 1
                    )
                },
                record,
            ),
            Code::DuplicateKey,
        ),
        (
            "groups",
            format!(
                "{HEAD}types:\n  Group: {{ fields: {{ {} }} }}\n{users}",
                many(1000)
            ),
            Code::TooLarge,
        ),
        (
            "type",
            format!(
                "{HEAD}types: {{ T: {{ fields: {{ a: \"{}\" }} }} }}\n",
                "list(".repeat(500_000)
            ),
            Code::TypeSyntax,
        ),
        (
            "pattern",
            format!(
                "{HEAD}types: {{ T: {{ fields: {{ a: {{ type: string, pattern: \"(a{{1000}}){{1000}}\" }} }} }} }}\noperations: {{ get: {{ http: POST /x, body: T! }} }}\n"
            ),
            Code::BadConstraint,
        ),
        (
            "variants",
            format!(
                "{HEAD}types: {{ T: {{ union: untagged, variants: {{ {} }} }} }}\noperations: {{ get: {{ http: GET /x, returns: T }} }}\n",
                many(5000)
            ),
            Code::TooLarge,
        ),
    ] {
        let checked = check(name, spec.as_bytes());
        assert!(
            codes(&checked).contains(&code),
            "{name}: {:?}",
            checked.diagnostics.first()
        );
        assert!(
            checked.diagnostics.len() <= 1000,
            "{name}: {} problems",
            checked.diagnostics.len()
        );
        assert!(checked.apis.is_empty(), "{name}");
    }
}

/// Expressions of a million parts: refused, and no recursion follows them.
#[test]
fn long_expressions() {
    for (name, expression) in [
        (
            "parentheses",
            format!("{}1{}", "(".repeat(1_000_000), ")".repeat(1_000_000)),
        ),
        ("pipes", "now | ".repeat(500_000) + "hex"),
        ("choices", "now ?? ".repeat(500_000) + "now"),
        ("not", "not ".repeat(500_000) + "now"),
        (
            "and",
            "now is present and ".repeat(500_000) + "now is present",
        ),
        ("text", format!("\\\"{}\\\"", "{".repeat(500_000))),
    ] {
        let spec = format!(
            "{HEAD}operations:\n  op:\n    http: GET /x\n    query:\n      q: {{ type: string, value: \"{expression}\" }}\n"
        );
        let checked = check(&format!("expression_{name}"), spec.as_bytes());
        assert!(checked.has_errors(), "{name}");
        assert!(
            checked.diagnostics.len() <= 10,
            "{name}: {} problems",
            checked.diagnostics.len()
        );
    }
}

/// Ten thousand of everything: the work grows with the file, not with its square.
///
/// The bound is coarse: what grew with the square took minutes.
#[test]
fn many_of_everything() {
    const MANY: usize = 10_000;
    let lines = |line: &dyn Fn(usize) -> String| -> String { (0..MANY).map(line).collect() };
    let returns = "operations: { get: { http: GET /x, returns: T } }\n";
    let specs = [
        (
            "types",
            format!(
                "types:\n{}",
                lines(&|i| format!("  T{i}: {{ fields: {{ a: string }} }}\n"))
            ),
            true,
        ),
        (
            "fields",
            format!(
                "types:\n  T:\n    fields:\n{}{returns}",
                lines(&|i| format!("      f{i}: string\n"))
            ),
            true,
        ),
        (
            "codes",
            format!(
                "types:\n  T:\n    enum:\n{}{returns}",
                lines(&|i| format!("      v{i}: V{i}\n"))
            ),
            true,
        ),
        (
            "operations",
            format!(
                "operations:\n{}",
                lines(&|i| format!("  op{i}: {{ http: GET /x{i} }}\n"))
            ),
            true,
        ),
        (
            "settings",
            format!("settings:\n{}", lines(&|i| format!("  s{i}: string\n"))),
            true,
        ),
        (
            "errors",
            format!(
                "errors:\n{}",
                lines(&|i| format!("  'e{i}': {{ name: E{i} }}\n"))
            ),
            true,
        ),
        (
            "parameters",
            format!(
                "operations:\n  op:\n    http: GET /x\n    query:\n{}",
                lines(&|i| format!("      q{i}: string\n"))
            ),
            true,
        ),
        (
            "wrong_types",
            format!(
                "types:\n  T:\n    fields:\n{}",
                lines(&|i| format!("      f{i}: nope{i}\n"))
            ),
            false,
        ),
        ("wrong_keys", lines(&|i| format!("unknown{i}: x\n")), false),
        (
            "same_keys",
            format!("types:\n{}", lines(&|_| "  T: string\n".to_owned())),
            false,
        ),
    ];
    for (name, spec, fine) in specs {
        let start = std::time::Instant::now();
        let checked = check(&format!("many_{name}"), format!("{HEAD}{spec}").as_bytes());
        assert_eq!(
            !checked.has_errors(),
            fine,
            "{name}: {:?}",
            checked.diagnostics.first()
        );
        assert!(
            fine || checked.diagnostics.len() + 1 >= MANY,
            "{name}: every problem is reported"
        );
        assert!(
            start.elapsed().as_secs() < 60,
            "{name} took {:?}",
            start.elapsed()
        );
    }
}

/// A vendor becomes the name of a folder, a crate and a module, or nothing.
#[test]
fn vendors() {
    for vendor in [
        "../evil",
        "..",
        ".",
        "/etc",
        "a/b",
        "a\\\\b",
        "C:x",
        "con",
        "CON",
        "nul",
        "aux",
        "prn",
        "com1",
        "lpt9",
        "con.txt",
        "CONIN$",
        "a b",
        "",
        " ",
        "_",
        "Self",
        "客户",
        "a\\0b",
        "a\\nb",
        "evil\\\"]",
        "a.b",
        "-a",
        "1a",
        "a${b}",
        "{{ a }}",
        "~",
        "*",
        "?",
        "a\\u202eb",
    ] {
        let checked = check(
            "vendor",
            format!("apiloom: 1\nvendor: \"{vendor}\"\n").as_bytes(),
        );
        assert_eq!(codes(&checked), [Code::BadName], "{vendor}");
    }
    let long = format!("apiloom: 1\nvendor: {}\n", "a".repeat(300));
    assert_eq!(codes(&check("vendor", long.as_bytes())), [Code::BadName]);
    // These are words that Rust or this tool uses otherwise: what is made of them is called otherwise.
    for vendor in [
        "core",
        "std",
        "alloc",
        "test",
        "apiloom",
        "self",
        "crate",
        "super",
        "fn",
        "cli",
        "wire",
        "proc_macro",
        "lib",
        "main",
        "mod",
    ] {
        let checked = check(
            "vendor",
            format!("apiloom: 1\nvendor: {vendor}\n").as_bytes(),
        );
        assert!(
            codes(&checked).is_empty(),
            "{vendor}: {:?}",
            checked.diagnostics
        );
        for file in package::files(&checked.apis[0], &Runtime::Workspace) {
            let plain = |part: &str| !part.is_empty() && !part.starts_with('.');
            assert!(file.path.split('/').all(plain), "{vendor}: {}", file.path);
        }
    }
}

/// What is no file of the spec's folder is not read.
#[test]
fn paths() {
    let folder = support::folder("hostile_paths");
    let outside = support::folder("hostile_outside").join("types.yaml");
    fs::write(&outside, "types: { Stolen: string }\n").expect("the file can be written");
    fs::create_dir_all(folder.join("shared")).expect("the folder can be made");
    let spec = folder.join("spec.yaml");
    let include = |path: &str| {
        let text = format!("{HEAD}include: [{path:?}]\n");
        fs::write(&spec, text).expect("the spec can be written");
        let checked = look(path, spec.clone());
        assert!(!format!("{:?}", checked.apis).contains("Stolen"), "{path}");
        codes(&checked)
    };
    let absolute = outside.canonicalize().expect("the file is there");
    assert_eq!(include("../hostile_outside/types.yaml"), [Code::Include]);
    assert_eq!(include(&absolute.to_string_lossy()), [Code::Include]);
    assert_eq!(
        include("./shared/../../hostile_outside/types.yaml"),
        [Code::Include]
    );
    assert_eq!(include(""), [Code::Include]);
    assert_eq!(include("."), [Code::Include]);
    assert_eq!(include("missing.yaml"), [Code::Unreadable]);
    assert_eq!(include("shared"), [Code::Unreadable]);
    assert_eq!(include("a\0b"), [Code::Unreadable]);
    assert_eq!(include("..\\hostile_outside\\types.yaml").len(), 1);
    assert_eq!(
        codes(&look("missing", folder.join("missing.yaml"))),
        [Code::Unreadable]
    );
    assert_eq!(
        codes(&look("folder", folder.join("shared"))),
        [Code::Unreadable]
    );
    assert_eq!(
        codes(&look("nul", folder.join("a\0b.yaml"))),
        [Code::Unreadable]
    );
    #[cfg(unix)]
    {
        let link = |target: &std::path::Path, name: &str| {
            std::os::unix::fs::symlink(target, folder.join(name)).expect("the link can be made");
        };
        link(&absolute, "link.yaml");
        assert_eq!(include("link.yaml"), [Code::Include]);
        link(absolute.parent().expect("a folder"), "way");
        assert_eq!(include("way/types.yaml"), [Code::Include]);
        // Nobody can read a link to itself, whatever the permissions.
        link(&folder.join("loop.yaml"), "loop.yaml");
        assert_eq!(include("loop.yaml"), [Code::Unreadable]);
        assert_eq!(
            codes(&look("loop", folder.join("loop.yaml"))),
            [Code::Unreadable]
        );
        // What never ends is read as far as a spec may go.
        assert_eq!(
            codes(&look("zero", PathBuf::from("/dev/zero"))),
            [Code::TooLarge]
        );
    }
}

/// One file for a crate that holds a client inside has everything that the modules have.
#[test]
fn nothing_is_lost_in_one_piece() {
    for path in support::valid_specs() {
        let checked = pipeline::check(std::slice::from_ref(&path));
        for api in &checked.apis {
            let file =
                syn::parse2::<syn::File>(single(api, Part::Whole)).expect("the piece is Rust");
            let text = quote::quote!(#file).to_string();
            assert!(!text.contains("compile_error"), "{}", path.display());
            for operation in &api.operations {
                let name = lower::api(api, lower::ByHand::Described).inputs_ident(operation);
                assert!(
                    text.contains(&format!("pub struct {name} ")),
                    "{}: {name}",
                    path.display()
                );
            }
        }
    }
}
