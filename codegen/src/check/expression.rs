//! Expressions of the spec: parsed and typed in the scope of their place, with problems put where they stand.

use super::Check;
use crate::diagnostic::{Code, Help, help};
use crate::expr::{self, Kind, Problem, ProblemKind, Scope, Typed};
use crate::spec::Text;

/// What an expression is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// A `let`, where nonces may be made.
    Let,
    /// Anything that is placed or read.
    Value,
    /// A condition.
    Predicate,
    /// A text that people see; it must not hold a secret.
    Shown,
}

impl Check<'_> {
    /// Checks an expression in a scope.
    pub(super) fn expression(
        &mut self,
        text: &Text,
        scope: &Scope,
        purpose: Purpose,
    ) -> Option<Typed> {
        let parsed = match expr::parse(text.as_str()) {
            Ok(parsed) => parsed,
            Err(problem) => {
                self.problem_in(text, problem, scope);
                return None;
            }
        };
        let checked = match purpose {
            Purpose::Let => expr::check_let(&parsed, scope),
            Purpose::Predicate => expr::check_predicate(&parsed, scope),
            Purpose::Value | Purpose::Shown => expr::check(&parsed, scope),
        };
        match checked {
            Ok(typed) if purpose == Purpose::Shown && typed.ty.secret => {
                let message = "a secret would be seen here";
                self.report(
                    Code::Secret,
                    text.span,
                    message,
                    help!(
                        "name a value that is not secret, or its digest",
                        "换成非机密的值，或它的摘要"
                    ),
                );
                None
            }
            Ok(typed) => Some(typed),
            Err(problems) => {
                problems
                    .into_iter()
                    .for_each(|problem| self.problem_in(text, problem, scope));
                None
            }
        }
    }

    /// Reports a problem of an expression that is only parsed.
    pub(super) fn problem(&mut self, text: &Text, problem: Problem) {
        self.problem_in(text, problem, &Scope::new());
    }

    /// Reports a problem of an expression where it stands in the file.
    fn problem_in(&mut self, text: &Text, problem: Problem, scope: &Scope) {
        let byte = |character: usize| {
            text.text
                .char_indices()
                .nth(character)
                .map_or(text.text.len(), |(byte, _)| byte)
        };
        let (from, to) = (byte(problem.range.start), byte(problem.range.end));
        let span = text.part(from, to);
        if problem.kind == ProblemKind::UnknownName && text.text.get(from..to) == Some("token") {
            let help = help!(
                "add `token: {{ operation: …, value: body.… }}` to this scheme, or `token: {{}}` for one that the client's user sets",
                "给该认证方案加上 `token: {{ operation: …, value: body.… }}`；若由客户端用户提供，写 `token: {{}}`"
            );
            self.report(
                Code::TokenScheme,
                span,
                "this scheme does not say where its token comes from",
                help,
            );
            return;
        }
        let whole = from == 0 && to == text.text.len();
        let help = match problem.help {
            Some(help) => help,
            // The quotes of `"abc"` are YAML's: what is left is a name.
            None if problem.kind == ProblemKind::UnknownName && scope.known().is_empty() => {
                let word = text.text.get(from..to).unwrap_or_default();
                help!(
                    "write `\"{word}\"` for a fixed text, or add `{word}` to `settings` and write `settings.{word}`",
                    "固定文本写成 `\"{word}\"`；否则在 `settings` 中加上 `{word}`，并写 `settings.{word}`"
                )
            }
            None if problem.kind == ProblemKind::UnknownName && whole => {
                let (word, known) = (text.as_str(), scope.known().join(", "));
                help!(
                    "write `'\"{word}\"'` for a fixed text, or what is known here: {known}",
                    "固定文本写成 `'\"{word}\"'`；否则写这里可用的名称：{known}"
                )
            }
            None if problem.kind == ProblemKind::UnknownName => {
                let known = scope.known().join(", ");
                help!(
                    "write what is known here: {known}",
                    "写这里可用的名称：{known}"
                )
            }
            None => otherwise(problem.kind),
        };
        self.report(code(problem.kind), span, problem.message, help);
    }
}

/// What helps with a problem of which nothing nearer is known.
fn otherwise(kind: ProblemKind) -> Help {
    match kind {
        ProblemKind::UnknownFunction => help!(
            "write a function of the language, such as `concat`, `join`, `lower`, `hex`, `sha256`, `as_text` or `format`",
            "写语言中的函数，例如 `concat`、`join`、`lower`、`hex`、`sha256`、`as_text` 或 `format`"
        ),
        ProblemKind::Syntax => help!(
            "write a name, a call `sha256(x)`, a pipe `x | hex`, a comparison `a == b`, or text in double quotes",
            "写名称、调用 `sha256(x)`、管道 `x | hex`、比较 `a == b`，或双引号中的文本"
        ),
        ProblemKind::BadText => help!(
            "write text in double quotes, and holes `{{…}}` in `text(\"…\")`",
            "文本写在双引号中，占位符 `{{…}}` 写在 `text(\"…\")` 中"
        ),
        ProblemKind::BadNumber => help!(
            "write digits only, at most 18 of them",
            "只写数位，最多 18 位"
        ),
        ProblemKind::TooDeep => {
            help!("give its parts names with `let`", "用 `let` 给各部分命名")
        }
        ProblemKind::UnknownName => help!("name a `let` that stands above", "写上文的 `let` 名称"),
        ProblemKind::UnknownMember => help!(
            "write a member that the spec declares",
            "写规范中声明过的成员"
        ),
        ProblemKind::UnknownHook => {
            help!("add it to `hooks`", "在 `hooks` 中加上它")
        }
        ProblemKind::UnknownChoice | ProblemKind::MissingChoice => help!(
            "write the codes of the enum, each once",
            "写枚举的代码，每个一次"
        ),
        ProblemKind::WrongArguments | ProblemKind::UnknownArgument => help!(
            "write the arguments in their order, each once",
            "按顺序写参数，每个一次"
        ),
        ProblemKind::WrongType => help!(
            "convert it, or write a comparison such as `x == \"…\"` where a bool is needed",
            "转换它；需要 bool 时写比较，例如 `x == \"…\"`"
        ),
        ProblemKind::MayBeAbsent => help!(
            "write `?? …` after it for a fallback, or `is present and …` before it",
            "在后面写 `?? …` 给出后备值，或在前面写 `is present and …`"
        ),
        ProblemKind::NeverAbsent => help!("remove the test for presence", "删除对是否存在的判断"),
        ProblemKind::Secret => {
            help!("name a value that is not secret", "换成非机密的值")
        }
        ProblemKind::NotHere => help!(
            "give it a name with `let` in the scheme, and write the name here",
            "在认证方案中用 `let` 给它命名，在这里写该名称"
        ),
        ProblemKind::BadLiteral => help!(
            "write one of the values that the function knows, in double quotes",
            "写该函数认识的值，放在双引号中"
        ),
    }
}

/// How a value of another kind becomes a text.
pub(super) fn as_text(kind: &Kind) -> Help {
    match kind {
        Kind::Optional(inner) if !matches!(**inner, Kind::Text) => help!(
            "end with `| as_text ?? \"\"`, with what is sent when it is absent",
            "以 `| as_text ?? \"\"` 结尾，写出缺失时发送的内容"
        ),
        Kind::Optional(_) => help!(
            "write `?? \"\"` after it for what is sent when it is absent",
            "在后面写 `?? \"\"`，表示缺失时发送的内容"
        ),
        Kind::Bytes => help!(
            "end with `| hex` or `| base64`",
            "以 `| hex` 或 `| base64` 结尾"
        ),
        Kind::Instant => help!(
            "end with `| unix_seconds` or `| format(\"yyyy-MM-dd\")`",
            "以 `| unix_seconds` 或 `| format(\"yyyy-MM-dd\")` 结尾"
        ),
        Kind::Json => help!(
            "end with `| as_text ?? \"\"`",
            "以 `| as_text ?? \"\"` 结尾"
        ),
        Kind::List(_) => help!("end with `| join(\",\")`", "以 `| join(\",\")` 结尾"),
        Kind::Pairs => help!(
            "end with `| join_pairs(\"=\", \"&\")`",
            "以 `| join_pairs(\"=\", \"&\")` 结尾"
        ),
        _ => help!("end with `| as_text`", "以 `| as_text` 结尾"),
    }
}

fn code(kind: ProblemKind) -> Code {
    match kind {
        ProblemKind::Syntax
        | ProblemKind::BadText
        | ProblemKind::BadNumber
        | ProblemKind::TooDeep => Code::ExpressionSyntax,
        ProblemKind::UnknownName
        | ProblemKind::UnknownMember
        | ProblemKind::UnknownFunction
        | ProblemKind::UnknownHook
        | ProblemKind::UnknownChoice => Code::ExpressionName,
        ProblemKind::MissingChoice | ProblemKind::WrongArguments | ProblemKind::UnknownArgument => {
            Code::ExpressionCall
        }
        ProblemKind::WrongType
        | ProblemKind::MayBeAbsent
        | ProblemKind::NeverAbsent
        | ProblemKind::BadLiteral => Code::ExpressionType,
        ProblemKind::Secret => Code::Secret,
        ProblemKind::NotHere => Code::ExpressionPlace,
    }
}
