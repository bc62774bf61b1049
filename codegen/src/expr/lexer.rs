//! Cuts an expression's characters into tokens.

use super::problem::{Problem, ProblemKind, Span};
use crate::diagnostic::help;

/// A character with its place in the whole expression; an escape covers several characters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot {
    pub(super) value: char,
    pub(super) range: Span,
}

/// A piece of the text.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) range: Span,
}

#[derive(Clone, Debug)]
pub(super) enum TokenKind {
    Word(String),
    Int(i64),
    Text(Vec<Spot>),
    Symbol(&'static str),
}

/// The characters of a whole expression with their places.
pub(super) fn spots(text: &str) -> Vec<Spot> {
    text.chars()
        .enumerate()
        .map(|(at, value)| Spot {
            value,
            range: Span::new(at, at + 1),
        })
        .collect()
}

/// The tokens of these characters.
pub(super) fn tokens(spots: &[Spot]) -> Result<Vec<Token>, Problem> {
    let mut lexer = Lexer { spots, at: 0 };
    let mut tokens = Vec::new();
    while let Some(token) = lexer.next()? {
        tokens.push(token);
    }
    Ok(tokens)
}

/// Longest first, so that `<=` is not read as `<`.
const SYMBOLS: [&str; 16] = [
    "==", "!=", "<=", ">=", "??", "<", ">", "=", "(", ")", "[", "]", ",", ".", "|", "!",
];

/// Whether a name may have a character: members have names in any script, as vendors call them.
pub(super) fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

struct Lexer<'a> {
    spots: &'a [Spot],
    at: usize,
}

impl Lexer<'_> {
    fn next(&mut self) -> Result<Option<Token>, Problem> {
        while self.peek(0).is_some_and(char::is_whitespace) {
            self.at += 1;
        }
        let Some(first) = self.spots.get(self.at).copied() else {
            return Ok(None);
        };
        let start = first.range;
        let kind = match first.value {
            '0'..='9' => self.int()?,
            first if is_of_word(first) && !first.is_numeric() => TokenKind::Word(self.word()),
            '-' if self.peek(1).is_some_and(|c| c.is_ascii_digit()) => self.int()?,
            '"' => self.text()?,
            _ => self.symbol(first)?,
        };
        let end = self.spots[self.at - 1].range;
        Ok(Some(Token {
            kind,
            range: start.to(end),
        }))
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        self.spots.get(self.at + ahead).map(|spot| spot.value)
    }

    fn word(&mut self) -> String {
        let mut word = String::new();
        while let Some(c) = self.peek(0).filter(|c| is_of_word(*c)) {
            word.push(c);
            self.at += 1;
        }
        word
    }

    fn int(&mut self) -> Result<TokenKind, Problem> {
        let start = self.spots[self.at].range;
        let mut digits = String::new();
        if self.peek(0) == Some('-') {
            digits.push('-');
            self.at += 1;
        }
        digits.push_str(&self.word());
        if self.peek(0) == Some('.') && self.peek(1).is_some_and(|c| c.is_ascii_digit()) {
            self.at += 1;
            digits.push('.');
            digits.push_str(&self.word());
        }
        digits.parse().map(TokenKind::Int).map_err(|_| {
            let range = start.to(self.spots[self.at - 1].range);
            Problem::new(
                range,
                ProblemKind::BadNumber,
                format!("`{digits}` is not a whole number"),
            )
            .help(help!(
                "write digits only, at most 18 of them; start a name with a letter",
                "数字只写数位，最多 18 位；名称以字母开头"
            ))
        })
    }

    fn text(&mut self) -> Result<TokenKind, Problem> {
        let start = self.spots[self.at].range;
        self.at += 1;
        let mut text = Vec::new();
        loop {
            let Some(spot) = self.spots.get(self.at).copied() else {
                let end = self.spots[self.at - 1].range;
                let problem = Problem::new(
                    start.to(end),
                    ProblemKind::BadText,
                    "this text does not end",
                );
                return Err(problem.help(help!(
                    "close the text with `\"`; write `\\\"` for a quote inside it",
                    "用 `\"` 结束文本；其中的引号写成 `\\\"`"
                )));
            };
            self.at += 1;
            match spot.value {
                '"' => return Ok(TokenKind::Text(text)),
                '\\' => text.push(self.escape(spot.range)?),
                _ => text.push(spot),
            }
        }
    }

    /// What follows a backslash.
    fn escape(&mut self, start: Span) -> Result<Spot, Problem> {
        let letter = self.peek(0);
        self.at += usize::from(letter.is_some());
        let value = match letter {
            Some('"') => Some('"'),
            Some('\\') => Some('\\'),
            Some('n') => Some('\n'),
            Some('t') => Some('\t'),
            Some('u') => self.code_point(),
            _ => None,
        };
        let range = start.to(self.spots[self.at - 1].range);
        value.map(|value| Spot { value, range }).ok_or_else(|| {
            Problem::new(range, ProblemKind::BadText, "this `\\` starts no escape")
                .help(help!(
                    "write `\\\"`, `\\\\`, `\\n`, `\\t`, or `\\u{{…}}` with the hex digits of a character",
                    "写 `\\\"`、`\\\\`、`\\n`、`\\t`，或带字符十六进制码的 `\\u{{…}}`"
                ))
        })
    }

    /// `{…}` after `\u`.
    fn code_point(&mut self) -> Option<char> {
        if self.peek(0) != Some('{') {
            return None;
        }
        self.at += 1;
        let mut digits = String::new();
        while let Some(digit) = self.peek(0).filter(char::is_ascii_hexdigit) {
            digits.push(digit);
            self.at += 1;
        }
        if self.peek(0) != Some('}') {
            return None;
        }
        self.at += 1;
        u32::from_str_radix(&digits, 16)
            .ok()
            .and_then(char::from_u32)
    }

    /// The text up to the mark that closes it, for marks that are none of ours.
    fn between(&self, open: char) -> Option<String> {
        let mut text = String::new();
        for index in 1.. {
            match self.peek(index)? {
                c if c == closing(open) => return Some(text),
                '"' | '\\' => return None,
                c => text.push(c),
            }
        }
        None
    }

    fn symbol(&mut self, first: Spot) -> Result<TokenKind, Problem> {
        let found = SYMBOLS.into_iter().find(|symbol| {
            symbol
                .chars()
                .enumerate()
                .all(|(i, c)| self.peek(i) == Some(c))
        });
        if let Some(symbol) = found {
            self.at += symbol.len();
            return Ok(TokenKind::Symbol(symbol));
        }
        let problem = Problem::new(
            first.range,
            ProblemKind::Syntax,
            format!(
                "`{}` does not belong to an expression",
                first.value.escape_debug()
            ),
        );
        Err(match first.value {
            '&' => problem.help(help!("write `and`", "写成 `and`").replacing("&&", "and")),
            '\'' | '“' | '”' => {
                let help = help!(
                    "write texts between `\"` and `\"`",
                    "文本写在 `\"` 和 `\"` 之间"
                );
                problem.help(match self.between(first.value) {
                    Some(text) => help.replacing(
                        &format!("{}{text}{}", first.value, closing(first.value)),
                        format!("\"{text}\""),
                    ),
                    None => help,
                })
            }
            '+' => problem.help(help!(
                "write `concat(a, b)` or a template `text(\"{{a}}{{b}}\")`",
                "写 `concat(a, b)`，或模板 `text(\"{{a}}{{b}}\")`"
            )),
            '{' | '}' => problem.help(help!(
                "write holes inside `text(\"…\")`",
                "占位符写在 `text(\"…\")` 中"
            )),
            '-' => problem.help(help!(
                "write `root[\"a-b\"]` for a name with `-`",
                "带 `-` 的名称写成 `root[\"a-b\"]`"
            )),
            _ => problem,
        })
    }
}

/// The mark that closes what another one opens.
fn closing(open: char) -> char {
    match open {
        '“' => '”',
        other => other,
    }
}
