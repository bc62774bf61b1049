//! What expressions name, and literals, in words.

use apiloom_codegen::expr::{Expr, ExprKind, Piece as Part};

use super::code;
use super::expression::Told;
use crate::book::Paragraph;

impl Told {
    pub(super) fn literal(&self, text: &str) -> Paragraph {
        match text {
            "" => self.say("an empty text", "空文本", &[]),
            "\n" => self.say("a line feed", "换行符", &[]),
            " " => self.say("a space", "空格", &[]),
            text => code(&text.replace('\n', "\\n").replace('\t', "\\t")),
        }
    }

    pub(super) fn name(&self, name: &str) -> Paragraph {
        match name {
            "now" => self.say("the current time", "当前时间", &[]),
            "token" => self.say("the token", " token", &[]),
            "status" => self.say("the HTTP status", " HTTP 状态码", &[]),
            "attempt" => self.say("the number of the attempt", "第几次尝试", &[]),
            "body" => self.say("the body", "响应体", &[]),
            "items" => self.say("the items of the page", "本页各项", &[]),
            name => code(name),
        }
    }

    pub(super) fn member(&self, value: &Expr, name: &str, whole: &Expr) -> Paragraph {
        let root = match &value.kind {
            ExprKind::Name(root) => root.as_str(),
            _ => "",
        };
        match (root, name) {
            ("settings", name) => self.say("the setting {0}", "配置项 {0}", &[code(name)]),
            ("operation", "id") => self.say("the name of the operation", "接口名称", &[]),
            ("operation", name) => self.say(
                "the constant {0} of the operation",
                "接口常量 {0}",
                &[code(name)],
            ),
            ("request", "method") => self.say("the method of the request", "请求方法", &[]),
            ("request", "url") => self.say("the whole URL", "完整 URL", &[]),
            ("request", "host") => self.say("the host", "主机名", &[]),
            ("request", "path") => self.say("the path of the request", "请求路径", &[]),
            ("request", "query") => self.say("the parameters of the query", "查询参数", &[]),
            ("request", "query_text") => self.say("the query as it is sent", "查询串原文", &[]),
            ("request", "headers") => self.say("the headers of the request", "请求头", &[]),
            ("request", "params") => self.say(
                "the parameters of query and form",
                "查询参数与表单参数",
                &[],
            ),
            ("request", "body") => self.say("the body of the request", "请求体", &[]),
            ("request", "fields") => self.say(
                "the scalar members of the JSON body",
                "JSON 请求体中的标量成员",
                &[],
            ),
            _ => code(&place(whole)),
        }
    }

    pub(super) fn index(&self, value: &Expr, index: &Expr, whole: &Expr) -> Paragraph {
        let (root, name) = match (&value.kind, &index.kind) {
            (ExprKind::Name(root), ExprKind::Text(name)) => (root.as_str(), name.as_str()),
            (ExprKind::Member(inner, member), ExprKind::Text(name)) => match &inner.kind {
                ExprKind::Name(root) if root == "request" => (member.text.as_str(), name.as_str()),
                _ => ("", ""),
            },
            _ => ("", ""),
        };
        match root {
            "headers" => self.say("the header {0}", "头部 {0}", &[code(name)]),
            "query" | "params" => self.say("the parameter {0}", "参数 {0}", &[code(name)]),
            "fields" => self.say("the member {0}", "成员 {0}", &[code(name)]),
            _ => code(&place(whole)),
        }
    }
}

pub(super) fn template(part: &Part) -> String {
    match part {
        Part::Text(text) => text.clone(),
        Part::Hole(hole) => format!("{{{}}}", place(hole)),
    }
}

/// A name with its members, as it stands in the answer or the request: `code`, `error.code`, `list[0]`.
fn place(expression: &Expr) -> String {
    match &expression.kind {
        ExprKind::Name(name) => name.clone(),
        ExprKind::Member(value, name) => match &value.kind {
            ExprKind::Name(root) if matches!(root.as_str(), "body" | "settings") => {
                name.text.clone()
            }
            _ => format!("{}.{}", place(value), name.text),
        },
        ExprKind::Index(value, index) => match (&value.kind, &index.kind) {
            (ExprKind::Name(root), ExprKind::Text(name)) if root == "body" => name.clone(),
            (_, ExprKind::Text(name)) => format!("{}.{name}", place(value)),
            (_, ExprKind::Int(at)) => format!("{}[{at}]", place(value)),
            _ => format!("{}[…]", place(value)),
        },
        ExprKind::Text(text) => text.clone(),
        ExprKind::Int(value) => value.to_string(),
        ExprKind::Pipe(value, call) => format!("{} | {}", place(value), call.name.text),
        ExprKind::Call(call) => format!("{}(…)", call.name.text),
        ExprKind::Default(value, _) => place(value),
        _ => "…".to_owned(),
    }
}
