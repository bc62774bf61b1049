//! `http: METHOD /path/{parameter}`.

use super::Check;
use crate::diagnostic::{Code, Help, help};
use crate::source::Span;
use crate::spec::Text;
use crate::spec::words::METHODS;

/// A checked method and path.
pub(super) struct HttpLine {
    pub(super) method: String,
    pub(super) path: String,
    /// The holes of the path with their places.
    pub(super) holes: Vec<(String, Span)>,
}

impl Check<'_> {
    pub(super) fn http_line(&mut self, text: &Text) -> Option<HttpLine> {
        let line = text.as_str();
        let Some((method, path)) = line.split_once(' ').map(|(m, p)| (m, p.trim())) else {
            self.report(
                Code::HttpLine,
                text.span,
                format!("`{line}` is not a method and a path"),
                method_and_path(),
            );
            return None;
        };
        if !METHODS.contains(&method) {
            let near = METHODS
                .iter()
                .find(|known| known.eq_ignore_ascii_case(method));
            let help = near.map_or_else(method_and_path, |known| {
                help!("write `{known}`", "写成 `{known}`").replacing(method, *known)
            });
            let span = text.part(0, method.len());
            self.report(
                Code::HttpLine,
                span,
                format!("`{method}` is not a method"),
                help,
            );
            return None;
        }
        let start = line.len() - path.len();
        if !path.starts_with('/') {
            let help = match path.contains("://") {
                true => help!(
                    "write the path alone; move the host to `servers`",
                    "只写路径；主机移到 `servers`"
                ),
                false => help!("write `{method} /{path}`", "写成 `{method} /{path}`")
                    .replacing(path, format!("/{path}")),
            };
            self.report(
                Code::HttpLine,
                text.part(start, line.len()),
                format!("the path `{path}` does not start with `/`"),
                help,
            );
            return None;
        }
        if let Some(at) =
            path.find(|c: char| matches!(c, '?' | '#') || c.is_whitespace() || c.is_control())
        {
            let message = format!("`{}` does not belong to the path", &path[at..]);
            let help = help!(
                "end the path here, and move what follows `?` to `query`",
                "路径到此为止，`?` 之后的内容移到 `query`"
            );
            self.report(
                Code::HttpLine,
                text.part(start + at, line.len()),
                message,
                help,
            );
            return None;
        }
        if let Some(colon) = path.split('/').find_map(|part| part.strip_prefix(':')) {
            let message = format!("`:{colon}` is not a hole");
            let at = start + path.find(&format!("/:{colon}")).map_or(0, |at| at + 1);
            let span = text.part(at, at + 1 + colon.len());
            self.report(
                Code::HttpLine,
                span,
                message,
                help!("write `{{{colon}}}`", "写成 `{{{colon}}}`")
                    .replacing(&format!(":{colon}"), format!("{{{colon}}}")),
            );
            return None;
        }
        let mut holes = Vec::new();
        let mut at = 0;
        while let Some(open) = path[at..].find('{').map(|i| at + i) {
            let close = path[open..].find('}').map(|i| open + i);
            let Some(close) = close.filter(|close| *close > open + 1) else {
                let span = text.part(start + open, line.len());
                self.report(
                    Code::HttpLine,
                    span,
                    "this hole has no name or does not end",
                    help!("write `{{id}}`", "写成 `{{id}}`"),
                );
                return None;
            };
            let name = path[open + 1..close].to_owned();
            let span = text.part(start + open, start + close + 1);
            if let Some((_, first)) = holes.iter().find(|(hole, _)| *hole == name) {
                self.conflict(
                    Code::PathParameter,
                    span,
                    format!("the hole `{{{name}}}` stands twice"),
                    (*first, "first here"),
                    help!("rename one of them", "给其中一个改名"),
                );
                return None;
            }
            holes.push((name, span));
            at = close + 1;
        }
        Some(HttpLine {
            method: method.to_owned(),
            path: path.to_owned(),
            holes,
        })
    }
}

fn method_and_path() -> Help {
    help!(
        "write a method and a path: `GET /customers/{{id}}`",
        "写请求方法和路径：`GET /customers/{{id}}`"
    )
}
