//! What expressions may name at each place.

use apiloom_codegen::source::{Entry, Node};

use super::desk::{Spec, entries};
use super::docs;
use super::fields::{Member, Said, each_name, type_text};
use super::meaning::Where;
use super::tree::{Step, last_map};
use super::{Both, CompletionKind};

/// Something that an expression may name.
pub(super) struct Named {
    pub(super) name: String,
    pub(super) kind: CompletionKind,
    /// Its type, or how it is computed.
    pub(super) detail: Option<String>,
    pub(super) docs: Option<Both>,
    /// Whether members follow it.
    pub(super) root: bool,
}

/// A name of the language: its type and what it is.
type Fixed = (&'static str, &'static str, &'static str, &'static str);

/// The names that are the language's own.
const ROOTS: &[Fixed] = &[
    (
        "settings",
        "",
        "What the client's user supplies once.",
        "客户端用户一次性提供的配置。",
    ),
    (
        "request",
        "",
        "The request, once its bytes are fixed.",
        "内容已固定的请求。",
    ),
    (
        "operation",
        "",
        "The operation that is called: its id, and its constants.",
        "被调用的接口：它的 id 和各项常量。",
    ),
    (
        "attempt",
        "int",
        "How often the call has been sent, this time included: 1, then 2.",
        "本次调用已发送的次数（含这一次），从 1 开始。",
    ),
    (
        "token",
        "text, secret",
        "The token of this scheme.",
        "该认证方案的令牌。",
    ),
    (
        "status",
        "int",
        "The status of the answer.",
        "返回的 HTTP 状态码。",
    ),
    (
        "headers",
        "pairs",
        "The headers of the answer, with names in lower case.",
        "返回的头部，名称为小写。",
    ),
    ("body", "", "The body of the answer.", "返回的内容。"),
    (
        "items",
        "list(json)",
        "The items of this page.",
        "本页的各项。",
    ),
];

/// The members of `request`.
const REQUEST: &[Fixed] = &[
    (
        "method",
        "text",
        "The method, such as `GET`.",
        "请求方法，例如 `GET`。",
    ),
    ("url", "text", "The whole URL as sent.", "发送的完整网址。"),
    ("host", "text", "Host and port.", "主机和端口。"),
    (
        "path",
        "text",
        "The path as sent, with the server's prefix.",
        "发送的路径，含服务器的前缀。",
    ),
    (
        "query",
        "pairs",
        "The query, decoded.",
        "解码后的查询参数。",
    ),
    ("query_text", "text", "The query as sent.", "发送的查询串。"),
    ("headers", "pairs", "The headers.", "请求头部。"),
    ("params", "pairs", "Query and form.", "查询参数和表单。"),
    ("body", "bytes", "The body as sent.", "发送的内容。"),
    (
        "fields",
        "pairs",
        "The top-level scalars of a JSON body.",
        "JSON 内容顶层的单值。",
    ),
];

/// What `read` of `paginate` makes known to `last`.
const SLOTS: &[Fixed] = &[
    (
        "next",
        "optional(json)",
        "What leads to the next page.",
        "指向下一页的值。",
    ),
    (
        "last_id",
        "optional(json)",
        "The id of the last item.",
        "最后一项的 id。",
    ),
    (
        "more",
        "optional(bool)",
        "Whether there are more pages.",
        "是否还有更多页。",
    ),
    (
        "page",
        "optional(int)",
        "The number of this page.",
        "本页的页码。",
    ),
    (
        "pages",
        "optional(int)",
        "How many pages there are.",
        "总页数。",
    ),
    (
        "size",
        "optional(int)",
        "How many items a page has.",
        "每页的项数。",
    ),
    (
        "total",
        "optional(int)",
        "How many items there are.",
        "总项数。",
    ),
];

const ID: Fixed = ("id", "text", "The operation's name.", "接口的名称。");

fn fixed((name, ty, en, zh): &Fixed) -> Named {
    let (en, zh) = ((*en).to_owned(), (*zh).to_owned());
    Named {
        name: (*name).to_owned(),
        kind: CompletionKind::Field,
        detail: (!ty.is_empty()).then(|| (*ty).to_owned()),
        docs: Some(Both { en, zh }),
        root: matches!(*name, "settings" | "request" | "operation" | "body"),
    }
}

fn of(table: &[Fixed], name: &str) -> Option<Named> {
    table.iter().find(|(known, ..)| *known == name).map(fixed)
}

fn entry(entry: &Entry, kind: CompletionKind) -> Named {
    Named {
        name: entry.key.clone(),
        kind,
        detail: type_text(&entry.value).map(str::to_owned),
        docs: docs::said(&entry.value),
        root: false,
    }
}

fn member(member: &Member<'_>) -> Named {
    let name = member.name.to_owned();
    Named {
        name,
        ..entry(member.entry, CompletionKind::Field)
    }
}

/// The roots that an expression at a place may begin with.
fn roots(place: Where) -> &'static [&'static str] {
    match place {
        Where::Vendor | Where::Token => &["settings"],
        Where::Let | Where::Placed => &["settings", "request", "operation", "attempt"],
        Where::Computed => &["settings", "operation"],
        Where::Answer => &["body", "status", "headers"],
        Where::Last => &["body", "status", "headers", "items", "operation"],
        Where::Rule => &[],
    }
}

/// The bare names and roots that an expression may begin with.
pub(super) fn names(spec: &Spec<'_>, file: usize, trail: &[Step<'_>], place: Where) -> Vec<Named> {
    let mut found = Vec::new();
    if place == Where::Rule {
        for field in spec.ruled(file, trail) {
            let names = each_name(field.name).into_iter();
            found.extend(names.map(|name| Named {
                name,
                ..member(&field)
            }));
        }
        return found;
    }
    if place == Where::Last {
        let read = last_map(trail, &["`paginate`"])
            .and_then(|index| trail[index].node.get("read"))
            .or_else(|| spec.default("paginate")?.get("read"));
        let read = entries(read).iter();
        found.extend(read.filter_map(|entry| of(SLOTS, &entry.key)));
    }
    if matches!(
        place,
        Where::Vendor | Where::Let | Where::Placed | Where::Computed
    ) {
        // A value of this or a later `let` is not known yet.
        let this = trail.last().and_then(Step::entry);
        let lets = spec.lets(trail);
        let mut earlier: Vec<&Entry> = Vec::new();
        for entry in lets {
            if this.is_some_and(|this| std::ptr::eq(this, entry)) {
                break;
            }
            earlier.push(entry);
        }
        found.extend(earlier.into_iter().rev().map(|made| Named {
            detail: made.value.text().map(str::to_owned),
            docs: None,
            ..entry(made, CompletionKind::Value)
        }));
    }
    let scheme = last_map(trail, &["a scheme"]).map(|index| trail[index].node);
    if scheme.is_some_and(|scheme| scheme.get("token").is_some())
        && matches!(place, Where::Let | Where::Placed)
    {
        found.extend(of(ROOTS, "token"));
    }
    found.extend(roots(place).iter().filter_map(|name| of(ROOTS, name)));
    found
}

/// What can follow a root and the members behind it.
pub(super) fn members(
    spec: &Spec<'_>,
    trail: &[Step<'_>],
    place: Where,
    path: &[&str],
) -> Vec<Named> {
    let Some((root, rest)) = path.split_first() else {
        return Vec::new();
    };
    let known = roots(place).contains(root);
    match *root {
        "settings" if known && rest.is_empty() => {
            let settings = spec.section("settings").iter();
            settings
                .map(|setting| entry(setting, CompletionKind::Setting))
                .collect()
        }
        "request" if known && rest.is_empty() => REQUEST.iter().map(fixed).collect(),
        "operation" if known && rest.is_empty() => {
            let facts = spec.section("operation_facts").iter();
            let facts = facts.map(|fact| entry(fact, CompletionKind::Value));
            std::iter::once(fixed(&ID)).chain(facts).collect()
        }
        "body" if known => answered(spec, trail, place, rest),
        _ => Vec::new(),
    }
}

/// The members of an answer behind others.
fn answered(spec: &Spec<'_>, trail: &[Step<'_>], place: Where, path: &[&str]) -> Vec<Named> {
    if place == Where::Last {
        let Some(operation) = spec.operation_on(trail) else {
            return Vec::new();
        };
        return in_answer(spec, operation, path)
            .iter()
            .map(member)
            .collect();
    }
    let Some(envelope) = spec.envelope_on(trail) else {
        return Vec::new();
    };
    let fields = entries(envelope.get("fields"));
    let Some((first, rest)) = path.split_first() else {
        let fields = fields.iter();
        return fields
            .map(|field| entry(field, CompletionKind::Field))
            .collect();
    };
    let first = fields.iter().find(|entry| entry.key == *first);
    let mut said = first.map(|entry| Said::Node(spec.own, &entry.value));
    for name in rest {
        said = said.and_then(|said| Some(spec.member(said, name)?.said()));
    }
    let members = said.map(|said| spec.members(said)).unwrap_or_default();
    members.iter().map(member).collect()
}

/// The members of what an operation answers behind others, as far as they are described.
pub(super) fn in_answer<'d>(
    spec: &Spec<'d>,
    operation: &'d Node,
    path: &[&str],
) -> Vec<Member<'d>> {
    let Some(returns) = operation.get("returns") else {
        return Vec::new();
    };
    let at = returns.get("at").and_then(Node::text).unwrap_or("body");
    let at: Vec<&str> = at.split('.').skip(1).collect();
    if path.len() < at.len() || path[..at.len()] != at[..] {
        return Vec::new();
    }
    let mut said = Some(Said::Node(spec.own, returns));
    for name in &path[at.len()..] {
        said = said.and_then(|said| Some(spec.member(said, name)?.said()));
    }
    said.map(|said| spec.members(said)).unwrap_or_default()
}

/// A name of the language, or a member of one, for whoever points at it.
pub(super) fn explained(place: Where, path: &[&str]) -> Option<Named> {
    match path {
        [name] => {
            let slot = (place == Where::Last).then(|| of(SLOTS, name)).flatten();
            slot.or_else(|| of(ROOTS, name).filter(|_| place != Where::Rule))
        }
        ["request", name] => of(REQUEST, name),
        ["operation", "id"] => Some(fixed(&ID)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use apiloom_codegen::pipeline;

    use super::{REQUEST, ROOTS, SLOTS};

    /// The rows of the table of the reference that begins with a cell.
    fn rows(first: &str) -> Vec<Vec<String>> {
        let reference = std::fs::read_to_string("../specs/README.md").expect("it is there");
        let lines = reference
            .lines()
            .skip_while(|line| !line.starts_with(first));
        let lines = lines.skip(2).take_while(|line| line.starts_with('|'));
        let cells = |line: &str| {
            let cells = line.trim_matches('|').split(" | ");
            cells.map(|cell| cell.trim().replace('`', "")).collect()
        };
        lines.map(cells).collect()
    }

    #[test]
    fn members_of_the_request_are_those_of_the_reference() {
        let rows = rows("| Member of `request` |");
        let told: Vec<(&str, &str)> = rows.iter().map(|row| (&*row[0], &*row[1])).collect();
        let known: Vec<(&str, &str)> = REQUEST.iter().map(|(name, ty, ..)| (*name, *ty)).collect();
        assert_eq!(known, told);
    }

    #[test]
    fn names_by_place_are_those_of_the_reference() {
        let rows = rows("| Place | Names |");
        let all = rows
            .iter()
            .map(|row| row[1].clone())
            .collect::<Vec<_>>()
            .join(" ");
        for (name, ..) in ROOTS.iter().chain(SLOTS) {
            assert!(all.contains(name), "{name}");
        }
        assert_eq!(rows.len(), 6);
    }

    #[test]
    fn checks_take_every_name() {
        let path = PathBuf::from("names.yaml");
        let errors = |lets: &str, last: &str| {
            let text = format!(
                "apiloom: 1\nvendor: names\nservers: {{ default: \"https://a.example\" }}\n\
                 settings: {{ id: string }}\noperation_facts: {{ fact: string }}\n\
                 auth:\n  key:\n    token: {{}}\n    let:\n{lets}    seal: {{ header: {{ X: settings.id }} }}\n\
                 defaults: {{ auth: key }}\noperations:\n  list:\n    http: GET /a\n\
                 \x20   query: {{ cursor: string }}\n    returns: {{ fields: {{ items: list(int64), n: any }} }}\n\
                 \x20   paginate:\n      by: cursor\n      send: {{ cursor: cursor }}\n\
                 \x20     read: {{ items: body.items, next: body.n, more: body.n, page: body.n, pages: body.n, size: body.n, total: body.n }}\n\
                 \x20     last: {last}\n"
            );
            let texts = [(path.clone(), text)].into_iter().collect();
            let checked = pipeline::check_texts(std::slice::from_ref(&path), &texts);
            let errors = checked
                .diagnostics
                .iter()
                .map(|found| found.message.clone());
            errors.collect::<Vec<String>>()
        };
        let sound = errors("      a: settings.id\n", "next is empty");
        assert_eq!(sound, Vec::<String>::new());
        for (name, ..) in REQUEST {
            let found = errors(&format!("      a: request.{name}\n"), "next is empty");
            assert_eq!(found, Vec::<String>::new(), "request.{name}");
        }
        for name in ["attempt", "token", "operation.id", "operation.fact"] {
            let found = errors(&format!("      a: {name}\n"), "next is empty");
            assert_eq!(found, Vec::<String>::new(), "{name}");
        }
        for name in SLOTS
            .iter()
            .map(|(name, ..)| *name)
            .filter(|name| *name != "last_id")
        {
            let found = errors("      a: settings.id\n", &format!("{name} is present"));
            assert_eq!(found, Vec::<String>::new(), "{name}");
        }
        for test in [
            "status == 200",
            "headers is empty",
            "body is empty",
            "items is empty",
        ] {
            let found = errors("      a: settings.id\n", test);
            assert_eq!(found, Vec::<String>::new(), "{test}");
        }
        // A name that there is not is refused, so the checks above say something.
        assert!(!errors("      a: request.nothing\n", "next is empty").is_empty());
    }
}
