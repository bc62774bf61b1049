//! Trees → [`spec::Api`], with every problem of the YAML and of the maps' shape reported.

mod kept;

pub(crate) use kept::Kept;
pub use kept::Work;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Help, help};
use crate::source::{self, FileId, Node, Refusal, Sources, Span};
use crate::spec::auth_file::AuthFile;
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

/// Reads a file with what a spec does not know of signatures.
pub fn auth_file(sources: &Sources, id: FileId, diagnostics: &mut Diagnostics) -> Option<AuthFile> {
    let (root, refused) = source::read(id, sources.get(id));
    for (span, refusal) in refused {
        let is_empty = matches!(refusal, Refusal::Empty);
        let mut diagnostic = refused_yaml(sources, span, refusal);
        if is_empty {
            // It is no spec: it begins otherwise.
            diagnostic.help = None;
            diagnostic = diagnostic.help(help!("write `hooks:`, and below it each hook's name and its expression: `NAME: EXPRESSION`", "写 `hooks:`，其下每行写一个钩子的名称和表达式：`NAME: EXPRESSION`"));
        }
        diagnostics.push(diagnostic);
    }
    let root = root?;
    AuthFile::decode(&root, &mut spec::Cx { diagnostics })
}

/// Reads one file as a tree and reports what is not in the language's subset of YAML.
pub(crate) fn tree(sources: &Sources, id: FileId, diagnostics: &mut Diagnostics) -> Option<Node> {
    let (root, refused) = source::read(id, sources.get(id));
    for (span, refusal) in refused {
        let diagnostic = refused_yaml(sources, span, refusal);
        // A problem of brackets shows where they were opened.
        let brackets = diagnostic.code == Code::Syntax && !diagnostic.related.is_empty();
        let path = brackets.then(|| path_in_brackets(sources, span)).flatten();
        diagnostics.push(diagnostic.help_if(path));
    }
    root
}

/// A path with a hole inside `{ }` needs quotes: what to write, if the line has one without.
fn path_in_brackets(sources: &Sources, span: Span) -> Option<Help> {
    let text = &sources.get(span.file).text;
    let begin = text[..span.start as usize]
        .rfind('\n')
        .map_or(0, |at| at + 1);
    let line = text[begin..].lines().next()?;
    let (before, rest) = line.split_once("http: ")?;
    let end = rest
        .find([',', ' '])
        .and_then(|at| Some(at + rest[at..].find(',')?));
    let path = &rest[..end.unwrap_or(rest.len())];
    let bare = path.starts_with(|c: char| c.is_ascii_uppercase());
    let hole = path
        .find('}')
        .filter(|_| bare && before.contains('{') && path.contains('{'))?;
    // What closes the map itself is no part of the path.
    let close = path
        .rfind('{')
        .and_then(|open| Some(open + path[open..].find('}')?));
    let tail = close.unwrap_or(hole) + 1;
    let more = path[tail..].find([' ', '}']).unwrap_or(path.len() - tail);
    let path = &path[..tail + more];
    let help = help!(
        "put the path into quotes: `\"{path}\"`",
        "给路径加上引号：`\"{path}\"`"
    );
    let start = (begin + text[begin..].find(path)?) as u32;
    let end = start + path.len() as u32;
    let place = Span { start, end, ..span };
    Some(help.changing(vec![(place, format!("\"{path}\""))]))
}

/// How far a tab indents is clear only where every line is indented by tabs alone.
fn spaces_for_tabs(sources: &Sources, span: Span, help: Help) -> Help {
    let (mut places, mut at) = (Vec::new(), 0);
    for line in sources.get(span.file).text.split_inclusive('\n') {
        let indent = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
        if indent.contains(' ') {
            return help;
        }
        if !indent.is_empty() {
            let (start, end) = (at as u32, (at + indent.len()) as u32);
            places.push((Span { start, end, ..span }, "  ".repeat(indent.len())));
        }
        at += line.len();
    }
    help.changing(places)
}

/// The help about a full-width mark, carried out where it is clear what was meant.
fn half_width(text: &str, span: Span, mark: char, help: Help) -> Help {
    let (start, end) = (span.start as usize, span.end as usize);
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let spaced = text[end..].starts_with([' ', '\n', '\r']);
    let new = match (mark, spaced) {
        ('：', true) => ":",
        ('：', false) => ": ",
        ('，', true) => ",",
        ('，', false) => ", ",
        // How far it is meant to indent is not known.
        (full, _) if full.is_whitespace() && text[line..start].trim().is_empty() => return help,
        (full, _) if full.is_whitespace() => " ",
        _ => {
            let rest = text[end..].lines().next().unwrap_or_default();
            let closing = |c: char| matches!(c, '”' | '’');
            let mut ends = rest.match_indices(closing);
            let (Some((at, close)), None) = (ends.next(), ends.next()) else {
                return help;
            };
            let place = |start: usize, length: usize| Span {
                start: start as u32,
                end: (start + length) as u32,
                ..span
            };
            let quote = "\"".to_owned();
            return help.changing(vec![
                (span, quote.clone()),
                (place(end + at, close.len()), quote),
            ]);
        }
    };
    help.changing(vec![(span, new.to_owned())])
}

/// The edit that takes a tag away, which stands at a place or before it.
fn tag(sources: &Sources, span: Span) -> Vec<(Span, String)> {
    let text = &sources.get(span.file).text;
    let here = span.start as usize;
    let start = match text[here..].starts_with('!') {
        true => here,
        false => {
            let before = text[..here].trim_end();
            before.rfind(char::is_whitespace).map_or(0, |at| at + 1)
        }
    };
    let rest = &text[start..];
    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let space = usize::from(rest[end..].starts_with(' '));
    let end = (start + end + space) as u32;
    let start = start as u32;
    match rest.starts_with('!') {
        true => vec![(Span { start, end, ..span }, String::new())],
        false => Vec::new(),
    }
}

fn refused_yaml(sources: &Sources, span: Span, refusal: Refusal) -> Diagnostic {
    let new = |code, message: String| Diagnostic::new(code, span, message);
    match refusal {
        Refusal::TooLarge(most) => new(
            Code::TooLarge,
            format!("the file has more than {most} bytes"),
        )
        .help(help!("move types into files of their own, and take them over with `include`", "把类型移到单独的文件，再用 `include` 引入")),
        Refusal::TooDeep(most) => new(
            Code::TooLarge,
            format!("lists and maps nest deeper than {most} levels"),
        )
        .help(help!("describe the inner types under `types`, and refer to them by name", "把内层类型写到 `types` 下，再按名称引用")),
        Refusal::TooMany(most) => new(
            Code::TooLarge,
            format!("the file has more than {most} values"),
        )
        .help(help!("move types into files of their own, and take them over with `include`", "把类型移到单独的文件，再用 `include` 引入")),
        Refusal::Syntax(info, open) => {
            let (message, help) = syntax(&info, open.is_some());
            let diagnostic = new(Code::Syntax, message).help(help);
            match open {
                Some(open) => diagnostic.related(open, "opened here"),
                None => diagnostic,
            }
        }
        Refusal::Tab => {
            new(Code::Syntax, "a tab indents this line".to_owned()).help(spaces_for_tabs(sources, span, help!("indent with spaces", "用空格缩进")))
        }
        Refusal::FullWidth(mark) => {
            let (message, help) = full_width(mark);
            let text = &sources.get(span.file).text;
            new(Code::Syntax, message.to_owned()).help(half_width(text, span, mark, help))
        }
        Refusal::Control(c) => new(
            Code::Syntax,
            format!("the control character U+{:04X} stands here", c as u32),
        )
        .help(help!("remove it", "删除它")),
        Refusal::Anchor => new(
            Code::YamlFeature,
            "anchors and aliases are not part of the language".to_owned(),
        )
        .help(help!("describe the type under `types` and refer to it by name, or share fields with `use: [Type]`", "把类型写到 `types` 下再按名称引用，或用 `use: [Type]` 共用字段")),
        Refusal::Tag => new(
            Code::YamlFeature,
            "tags are not part of the language".to_owned(),
        )
        .help(help!("remove the tag; the key decides the type of its value", "删除标签；值的类型由键决定").changing(tag(sources, span))),
        Refusal::MergeKey => new(
            Code::YamlFeature,
            "merge keys are not part of the language".to_owned(),
        )
        .help(help!("share fields with `use: [Type]`", "用 `use: [Type]` 共用字段")),
        Refusal::SecondDocument => new(
            Code::YamlFeature,
            "a second document starts here".to_owned(),
        )
        .help(help!("remove the `---`; a file has one spec", "删除 `---`；一个文件只有一份规范")),
        Refusal::Empty => new(Code::Syntax, "the file is empty".to_owned())
            .help(help!("start with `apiloom: 1` and `vendor: NAME`, each on a line of its own", "开头写 `apiloom: 1` 和 `vendor: NAME`，各占一行")),
        Refusal::ComplexKey => new(Code::WrongKind, "a key must be text".to_owned())
            .help(help!("write one word before the `:`, in quotes if it has brackets", "`:` 之前写一个词；若含有括号，请加引号")),
        Refusal::DuplicateKey(key, first, same) => {
            let help = help!("remove one of them", "删除其中一个");
            let help = match same {
                Some(value) => help.removing(sources.get(span.file).slice(span), value),
                None => help,
            };
            new(
                Code::DuplicateKey,
                format!("`{key}` stands twice in this map"),
            )
            .related(first, "first here")
            .help(help)
        }
    }
}

/// What a full-width mark is, and what to write for it.
fn full_width(mark: char) -> (&'static str, Help) {
    match mark {
        '：' => (
            "this is the full-width colon U+FF1A; YAML needs `:` and a space",
            help!("write `: ` for `：`", "把 `：` 改成半角的 `: `"),
        ),
        '，' => (
            "this is the full-width comma U+FF0C; YAML needs `,` and a space",
            help!("write `, ` for `，`", "把 `，` 改成半角的 `, `"),
        ),
        '\u{3000}' => (
            "this is the ideographic space U+3000; YAML needs ordinary spaces",
            help!("write spaces of ASCII", "改成半角空格"),
        ),
        _ => (
            "this is a full-width quote, which quotes nothing; YAML needs `\"`",
            help!(
                "write `\"` for `“` and `”`",
                "把 `“` 和 `”` 改成半角的 `\"`"
            ),
        ),
    }
}

/// What a parser's words mean to somebody who writes a spec, and what to do.
fn syntax(info: &str, in_brackets: bool) -> (String, Help) {
    let quotes = help!(
        "put a value with `: ` or ` #`, or with a comma or bracket inside `{{ }}`, into quotes or a `|-` block",
        "值中若有 `: ` 或 ` #`，或在 `{{ }}` 中含有逗号或括号，请加引号或写成 `|-` 块"
    );
    let known = if info.contains("mapping values are not allowed") {
        (
            "a second `: ` stands in this value",
            help!(
                "put the value into quotes, or indent the line like the one above it",
                "给值加上引号，或让该行与上一行缩进一致"
            ),
        )
    } else if info.contains("escape") || info.contains("hexadecimal") {
        (
            "this `\\` starts no escape that YAML knows",
            help!(
                "write `\\\\` for a backslash, or use single quotes",
                "反斜杠写成 `\\\\`，或改用单引号"
            ),
        )
    } else if info.contains("quoted scalar") && !info.contains("trailing content") {
        (
            "the text in quotes does not end",
            help!(
                "close it with the quote that it starts with",
                "用开头的那种引号结束它"
            ),
        )
    } else if in_brackets || info.contains("flow") {
        (
            "these brackets are not closed, or a value in them needs quotes",
            quotes,
        )
    } else if info.contains("did not find expected key") || info.contains("block") {
        (
            "this line fits neither the lines above it nor what they contain",
            help!(
                "indent the lines of one map or list alike",
                "同一映射或列表的各行缩进要一致"
            ),
        )
    } else {
        return (format!("this is not YAML: {info}"), quotes);
    };
    (known.0.to_owned(), known.1)
}
