//! Texts of a spec stay texts: in documentation, in a README, in a manifest, as Markdown's parser reads them.
#![cfg(feature = "crates")]

mod support;

use apiloom_codegen::emit::package::{self, File, Runtime};
use apiloom_codegen::emit::rust::escape;
use apiloom_codegen::pipeline;
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};
use syn::visit::Visit;

fn files() -> Vec<File> {
    files_of("inert")
}

/// The crate of a fixture.
fn files_of(fixture: &str) -> Vec<File> {
    let checked = pipeline::check(&[format!("tests/fixtures/valid/{fixture}.yaml").into()]);
    assert!(!checked.has_errors(), "{:?}", checked.diagnostics);
    package::files(&checked.apis[0], &Runtime::Workspace)
}

/// What rustdoc switches on, and what GitHub has.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
}

/// What a Markdown parser sees beside paragraphs, text, code in a line and addresses as they are.
fn alive(markdown: &str) -> Vec<String> {
    // A link to an item that stands elsewhere is one, whether or not the item is there.
    let anything =
        |link: pulldown_cmark::BrokenLink<'_>| Some((link.reference.to_string().into(), "".into()));
    let parser = Parser::new_with_broken_link_callback(markdown, options(), Some(anything));
    let plain = |event: &Event<'_>| match event {
        Event::Text(_) | Event::Code(_) | Event::SoftBreak => true,
        Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph | TagEnd::Link) => true,
        Event::Start(Tag::Link {
            link_type: LinkType::Autolink,
            dest_url,
            ..
        }) => dest_url.starts_with("http://") || dest_url.starts_with("https://"),
        _ => false,
    };
    parser
        .filter(|event| !plain(event))
        .map(|event| format!("{event:?}"))
        .collect()
}

/// Every text of the fixture, and every text with what could hide its mark before it.
#[test]
fn escaped_texts_are_paragraphs() {
    let text = std::fs::read_to_string("tests/fixtures/valid/inert.yaml").expect("the fixture");
    let spec: serde_yaml::Value = serde_yaml::from_str(&text).expect("YAML");
    let fields = spec["types"]["T"]["fields"].as_mapping().expect("a map");
    let mut texts: Vec<String> = fields
        .values()
        .map(|field| field["doc"].as_str().expect("a text").to_owned())
        .collect();
    assert_eq!(alive("# a\n\n[x] <b>").len(), 4, "what is alive is seen");
    assert!(texts.len() > 50, "{}", texts.len());
    for piece in texts.clone() {
        for before in [
            "    ",
            "\t",
            "- ",
            "> ",
            "1. ",
            "\\",
            "`",
            "a\n",
            "a\n\n    ",
            "\u{a0}",
            "\u{200b}    ",
            "https://x.test/",
        ] {
            texts.push(format!("{before}{piece}"));
            texts.push(format!("{piece}{before}{piece}"));
        }
    }
    for text in texts {
        let escaped = escape(&text);
        let found = alive(&escaped);
        assert!(found.is_empty(), "{text:?}\n{escaped}\n{found:?}");
    }
}

/// The headings of documentation.
const HEADINGS: &[&str] = &[
    "Authentication",
    "Documents",
    "Dry runs",
    "Errors",
    "Examples",
    "Features",
    "Getting started",
    "Limits",
    "Settings",
    "Tests without a network",
    "What is where",
];

/// What is alive beside what the generator makes itself: its headings, lists whose items start with code or a
/// link, links to items, and code blocks that are whole.
fn alive_beside_ours(markdown: &str) -> Vec<String> {
    let anything =
        |link: pulldown_cmark::BrokenLink<'_>| Some((link.reference.to_string().into(), "".into()));
    let parser = Parser::new_with_broken_link_callback(markdown, options(), Some(anything));
    let events: Vec<Event<'_>> = parser.collect();
    let mut alive = Vec::new();
    for (index, event) in events.iter().enumerate() {
        let next = events.get(index + 1);
        let is_ours = match event {
            Event::Text(_) | Event::Code(_) | Event::SoftBreak | Event::End(_) => true,
            Event::Start(Tag::Paragraph | Tag::List(None)) => true,
            Event::Start(Tag::Item) => {
                matches!(next, Some(Event::Code(_) | Event::Start(Tag::Link { .. })))
            }
            Event::Start(Tag::Heading { .. }) => {
                matches!(next, Some(Event::Text(text)) if HEADINGS.contains(&&**text))
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let inside = events[index + 1..].iter();
                let inside = inside.map_while(|event| match event {
                    Event::Text(text) => Some(&**text),
                    _ => None,
                });
                is_whole(info, &inside.collect::<String>())
            }
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                ..
            }) => match link_type {
                LinkType::Autolink => dest_url.starts_with("http"),
                LinkType::Inline => {
                    let paths = ["super::", "apiloom::", "Call::", "Client", "Settings::"];
                    paths.iter().any(|path| dest_url.starts_with(path))
                }
                // A name that is no item is an error of rustdoc, which `compiles.rs` runs.
                _ => matches!(next, Some(Event::Code(name)) if &**name != "Client::nothing"),
            },
            _ => false,
        };
        if !is_ours {
            alive.push(format!("{event:?}"));
        }
    }
    alive
}

/// Whether the code of a block begins and ends where the generator has it begin and end.
fn is_whole(info: &str, code: &str) -> bool {
    let hidden = |line: &str| match line.trim_start() {
        "#" => String::new(),
        line => line.strip_prefix("# ").unwrap_or(line).to_owned(),
    };
    let code: String = code.lines().map(|line| hidden(line) + "\n").collect();
    match info {
        "no_run" => syn::parse_file(&code).is_ok(),
        "" => syn::parse_file(&format!("fn main() {{ {code} }}")).is_ok(),
        "sh" => code.starts_with("apiloom serve ") && code.lines().count() == 2,
        _ => false,
    }
}

/// The documentation of every item, put together as rustdoc does it.
#[test]
fn documentation_is_inert() {
    struct Docs(Vec<String>);
    impl<'ast> Visit<'ast> for Docs {
        fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
            if let syn::Meta::NameValue(pair) = &attribute.meta
                && let (true, syn::Expr::Lit(lit)) = (pair.path.is_ident("doc"), &pair.value)
                && let syn::Lit::Str(text) = &lit.lit
            {
                let text = text.value();
                self.0
                    .push(text.strip_prefix(' ').unwrap_or(&text).to_owned());
            }
        }
        fn visit_field(&mut self, field: &'ast syn::Field) {
            self.0.push("\u{1}".to_owned());
            syn::visit::visit_field(self, field);
        }
        fn visit_variant(&mut self, variant: &'ast syn::Variant) {
            self.0.push("\u{1}".to_owned());
            syn::visit::visit_variant(self, variant);
        }
        fn visit_item(&mut self, item: &'ast syn::Item) {
            self.0.push("\u{1}".to_owned());
            syn::visit::visit_item(self, item);
        }
        fn visit_impl_item(&mut self, item: &'ast syn::ImplItem) {
            self.0.push("\u{1}".to_owned());
            syn::visit::visit_impl_item(self, item);
        }
    }
    let mut seen = 0;
    let files = [files(), files_of("samples")].concat();
    for file in files.iter().filter(|file| file.path.ends_with(".rs")) {
        let mut docs = Docs(Vec::new());
        docs.visit_file(&syn::parse_file(&file.text).expect("Rust"));
        for doc in docs.0.join("\n").split('\u{1}') {
            let doc = doc.trim_matches('\n');
            let found = alive_beside_ours(doc);
            assert!(found.is_empty(), "{}:\n{doc}\n{found:?}", file.path);
            seen += usize::from(!doc.is_empty());
        }
    }
    assert!(seen > 300, "{seen}");
}

/// The README has the headings, lists, tables and links of its template, whatever the spec says.
#[test]
fn the_readme_is_the_template() {
    for fixture in ["inert", "samples"] {
        readme_is_the_template(&files_of(fixture), fixture == "inert");
    }
}

fn readme_is_the_template(files: &[File], is_chinese: bool) {
    let readme = &files
        .iter()
        .find(|f| f.path == "README.md")
        .expect("it is there")
        .text;
    let (mut headings, mut blocks) = (Vec::new(), Vec::new());
    let (mut heading, mut tables, mut rows, mut cells) = (None, 0, 0, 0);
    for event in Parser::new_ext(readme, options()) {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => headings.extend(heading.take()),
            Event::Text(text) => {
                if let Some(heading) = &mut heading {
                    heading.push_str(&text);
                }
            }
            Event::Start(Tag::Table(_)) => tables += 1,
            Event::Start(Tag::TableRow) => rows += 1,
            Event::Start(Tag::TableCell) => cells += 1,
            Event::Start(Tag::Link { link_type, .. }) => assert_eq!(link_type, LinkType::Autolink),
            Event::Start(
                Tag::HtmlBlock | Tag::Paragraph | Tag::List(None) | Tag::Item | Tag::TableHead,
            ) => {}
            // The first line of the file, which is a comment.
            Event::Html(html) => assert!(html.starts_with("<!-- Generated by"), "{html}"),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                blocks.push(info.to_string())
            }
            Event::Start(tag) => panic!("{tag:?}"),
            Event::InlineHtml(html) => panic!("{html}"),
            Event::Rule
            | Event::HardBreak
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => panic!("{event:?}"),
            _ => {}
        }
    }
    let expected = ["Usage", "Settings", "Operations", "Features", "中文"];
    let (expected, columns) = match is_chinese {
        true => (&expected[..], 4),
        false => (&expected[..4], 3),
    };
    assert_eq!(headings[1..], *expected);
    assert_eq!(blocks, ["toml", "rust,no_run", "sh"]);
    assert_eq!(tables, 2);
    assert_eq!(
        cells,
        (rows + 2) * columns,
        "each row has the cells of the head"
    );
}

/// Nothing that nobody sees comes through, and the manifest is TOML with the keys of its template.
#[test]
fn nothing_unseen_comes_through() {
    for file in [files(), files_of("samples")].concat() {
        let unseen = |c: char| {
            c.is_control() && c != '\n'
                || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        };
        let found = file
            .text
            .find(unseen)
            .map(|at| file.text[at..].chars().take(20).collect::<String>());
        assert_eq!(found, None, "{}", file.path);
        if file.path == "Cargo.toml" {
            let tables = file.text.lines().filter(|line| line.starts_with('['));
            assert_eq!(
                tables.collect::<Vec<_>>(),
                [
                    "[package]",
                    "[lib]",
                    "[[example]]",
                    "[features]",
                    "[dependencies]"
                ]
            );
            let descriptions = file
                .text
                .lines()
                .filter(|line| line.starts_with("description = \""));
            assert_eq!(descriptions.count(), 1);
        }
    }
}

/// The name of a file comes to stand in comments.
#[test]
#[cfg(unix)]
fn the_name_of_a_file_stays_in_its_comment() {
    let folder = support::folder("inert_names");
    for name in [
        "a\nfn evil() {}\n.yaml",
        "--> <script>.yaml",
        "`]\r#![evil].yaml",
        "\u{2028}\u{202e}x.yaml",
    ] {
        let path = folder.join(name);
        std::fs::write(&path, "apiloom: 1\nvendor: acme\n").expect("the spec can be written");
        let checked = pipeline::check(&[path]);
        let api = &checked.apis[0];
        assert!(
            !api.path.contains(['\n', '\r', '\u{2028}', '\u{202e}']),
            "{name:?}"
        );
        for file in package::files(api, &Runtime::Workspace) {
            if file.path.ends_with(".rs") {
                let rust = syn::parse_file(&file.text).expect("Rust");
                assert!(
                    !rust
                        .items
                        .iter()
                        .any(|item| matches!(item, syn::Item::Fn(_))),
                    "{name:?}"
                );
            }
            if file.path == "README.md" {
                let html = Parser::new(&file.text).filter_map(|event| match event {
                    Event::Html(html) | Event::InlineHtml(html) => Some(html),
                    _ => None,
                });
                assert_eq!(html.count(), 1, "{name:?}: {}", file.text);
            }
        }
    }
}
