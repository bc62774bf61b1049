//! Trees → [`spec::Api`], with every problem of the YAML and of the maps' shape reported.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{self, FileId, Node, Refusal, Sources, Span};
use crate::spec::{self, Decode as _};

/// Reads one spec file that is already among the sources.
pub fn api(sources: &Sources, id: FileId, diagnostics: &mut Diagnostics) -> Option<spec::Api> {
    let root = tree(sources, id, diagnostics)?;
    spec::Api::decode(&root, &mut spec::Cx { diagnostics })
}

/// Reads one included file.
pub fn fragment(
    sources: &Sources,
    id: FileId,
    diagnostics: &mut Diagnostics,
) -> Option<spec::Fragment> {
    let root = tree(sources, id, diagnostics)?;
    spec::Fragment::decode(&root, &mut spec::Cx { diagnostics })
}

/// Reads one file as a tree and reports what is not in the language's subset of YAML.
pub(crate) fn tree(sources: &Sources, id: FileId, diagnostics: &mut Diagnostics) -> Option<Node> {
    let (root, refused) = source::read(id, sources.get(id));
    for (span, refusal) in refused {
        diagnostics.push(refused_yaml(span, refusal));
    }
    root
}

fn refused_yaml(span: Span, refusal: Refusal) -> Diagnostic {
    let new = |code, message: String| Diagnostic::new(code, span, message);
    match refusal {
        Refusal::TooLarge(most) => new(
            Code::TooLarge,
            format!("the file has more than {most} bytes"),
        )
        .help("split it: `include` takes types from other files"),
        Refusal::TooDeep(most) => new(
            Code::TooLarge,
            format!("lists and maps nest deeper than {most} levels"),
        )
        .help("name the inner types under `types` and refer to them"),
        Refusal::TooMany(most) => new(
            Code::TooLarge,
            format!("the file has more than {most} values"),
        )
        .help("split it: `include` takes types from other files"),
        Refusal::Syntax(info, open) => {
            let (message, help) = syntax(&info, open.is_some());
            let diagnostic = new(Code::Syntax, message).help(help);
            match open {
                Some(open) => diagnostic.related(open, "opened here"),
                None => diagnostic,
            }
        }
        Refusal::Tab => {
            new(Code::Syntax, "a tab indents this line".to_owned()).help("indent with spaces")
        }
        Refusal::Control(c) => new(
            Code::Syntax,
            format!("the control character U+{:04X} stands here", c as u32),
        )
        .help("remove it"),
        Refusal::Anchor => new(
            Code::YamlFeature,
            "anchors and aliases are not part of the language".to_owned(),
        )
        .help("name the type under `types` and refer to it, or share fields with `use:`"),
        Refusal::Tag => new(
            Code::YamlFeature,
            "tags are not part of the language".to_owned(),
        )
        .help("remove the tag; the key decides the type of its value"),
        Refusal::MergeKey => new(
            Code::YamlFeature,
            "merge keys are not part of the language".to_owned(),
        )
        .help("share fields with `use: [Group]`"),
        Refusal::SecondDocument => new(
            Code::YamlFeature,
            "a second document starts here".to_owned(),
        )
        .help("a file has one spec; remove the `---`"),
        Refusal::Empty => new(Code::Syntax, "the file is empty".to_owned())
            .help("a spec starts with `apiloom: 1` and `vendor: NAME`"),
        Refusal::ComplexKey => new(Code::WrongKind, "a key must be text".to_owned())
            .help("write one word before the `:`, in quotes if it has brackets"),
        Refusal::DuplicateKey(key, first) => new(
            Code::DuplicateKey,
            format!("`{key}` stands twice in this map"),
        )
        .related(first, "first here")
        .help("remove one of them"),
    }
}

/// What a parser's words mean to somebody who writes a spec, and what to do.
fn syntax(info: &str, in_brackets: bool) -> (String, &'static str) {
    let quotes = "a value with `: ` or ` #`, or with a comma or bracket inside `{ }`, goes into quotes or a `|-` block";
    let known = if info.contains("mapping values are not allowed") {
        ("a second `: ` stands in this value", quotes)
    } else if info.contains("escape") || info.contains("hexadecimal") {
        (
            "this `\\` starts no escape that YAML knows",
            "write `\\\\` for a backslash, or use single quotes",
        )
    } else if info.contains("quoted scalar") && !info.contains("trailing content") {
        (
            "the text in quotes does not end",
            "close it with the quote that it starts with",
        )
    } else if in_brackets || info.contains("flow") {
        (
            "these brackets are not closed, or a value in them needs quotes",
            quotes,
        )
    } else if info.contains("did not find expected key") || info.contains("block") {
        (
            "this line fits neither the lines above it nor what they contain",
            "indent lines of one map or list alike",
        )
    } else {
        return (format!("this is not YAML: {info}"), quotes);
    };
    (known.0.to_owned(), known.1)
}
