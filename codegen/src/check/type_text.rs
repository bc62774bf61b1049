//! Types written as text: `list(int64)`, `datetime("yyyy-MM-dd", zone="+08:00")?!`.

use crate::diagnostic::{Code, Diagnostic, help};
use crate::spec::Text;

/// A type as its text says it; names are not resolved.
#[derive(Clone, Debug)]
pub struct TypeText {
    /// The name.
    pub name: String,
    /// Where the name stands, in bytes of the text.
    pub at: (usize, usize),
    /// The arguments in parentheses.
    pub arguments: Vec<Argument>,
    /// `?`.
    pub nullable: bool,
    /// `!`, and where.
    pub required: Option<usize>,
}

/// An argument of a type.
#[derive(Clone, Debug)]
pub enum Argument {
    /// Another type.
    Type(TypeText),
    /// A literal, and where it stands, in bytes of the text.
    Literal(String, (usize, usize)),
    /// A literal with a name.
    Named(String, String),
}

/// The longest text of a type, in bytes.
const LONGEST: usize = 2_000;

/// The type that a text is, for tools that look at texts alone; `None` if it is none.
#[cfg(feature = "editor")]
pub fn read(text: &str) -> Option<TypeText> {
    let file = crate::source::FileId(0);
    let (start, end) = (0, u32::try_from(text.len()).ok()?);
    let span = crate::source::Span { file, start, end };
    let (text, verbatim) = (text.to_owned(), Some(0));
    parse(&Text {
        text,
        span,
        verbatim,
    })
    .ok()
}

/// Parses a type.
pub(crate) fn parse(text: &Text) -> Result<TypeText, Diagnostic> {
    let mut parser = Parser {
        text,
        at: 0,
        depth: 0,
    };
    if text.text.len() > LONGEST {
        let message = format!("the type is longer than {LONGEST} bytes");
        return Err(parser.wrong(0, text.text.len(), &message));
    }
    let ty = parser.ty()?;
    parser.space();
    match parser.rest().is_empty() {
        true => Ok(ty),
        false => {
            let at = parser.at;
            let other = parser.wrong(at, text.text.len(), "this does not belong to the type");
            let (name, rest) = (text.text[..at].trim(), parser.rest());
            let or_null = rest
                .strip_prefix('|')
                .is_some_and(|rest| rest.trim() == "null");
            Err(match elsewhere(text.as_str().trim()) {
                Some(ours) => {
                    let help = help!("write `{ours}`", "写成 `{ours}`");
                    let certain = is_ours(&ours);
                    let help = help.replacing_before(at, text.as_str(), ours);
                    other.help(if certain { help } else { help.perhaps() })
                }
                None if or_null => {
                    let help = help!("write `{name}?`", "写成 `{name}?`");
                    other.help(help.replacing_before(at, text.as_str(), format!("{name}?")))
                }
                None if ty.required.is_some() && rest == "?" => {
                    let help = help!("write `?` before `!`", "`?` 写在 `!` 之前");
                    other.help(help.replacing_before(1, "!?", "?!"))
                }
                None => other,
            })
        }
    }
}

/// A type with brackets of other languages, as it is written here.
fn elsewhere(text: &str) -> Option<String> {
    let plain = text.trim_end_matches(['?', '!']);
    let marks = &text[plain.len()..];
    if let Some(item) = plain.strip_suffix("[]") {
        let item = elsewhere(item).unwrap_or_else(|| item.to_owned());
        return is_type(&item).then(|| format!("list({item}){marks}"));
    }
    let (name, item) = plain.strip_suffix('>')?.split_once('<')?;
    let item = elsewhere(item).unwrap_or_else(|| item.to_owned());
    let fits = is_type(name) && is_type(&item);
    let ours = match name.to_ascii_lowercase().as_str() {
        "array" | "list" | "vec" | "set" => format!("list({item}){marks}"),
        "map" | "dict" | "hashmap" => format!("map({item}){marks}"),
        "option" | "optional" | "nullable" => format!("{item}?{marks}"),
        _ => format!("{name}({item}){marks}"),
    };
    fits.then_some(ours)
}

/// Whether all that takes arguments in a type is known to take them.
fn is_ours(ty: &str) -> bool {
    let heads = ty.split('(').rev().skip(1);
    let mut names = heads.map(|head| head.rsplit([' ', ',']).next().unwrap_or(head));
    names.all(|name| matches!(name, "list" | "map"))
}

/// Whether a text can be a type: a name, perhaps with arguments.
fn is_type(text: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '(' | ')' | ',' | ' ' | '?');
    text.starts_with(char::is_alphabetic) && text.chars().all(part)
}

struct Parser<'a> {
    text: &'a Text,
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        &self.text.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    fn eat(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        if found {
            self.at += c.len_utf8();
        }
        found
    }

    fn wrong(&self, from: usize, to: usize, message: &str) -> Diagnostic {
        Diagnostic::new(Code::TypeSyntax, self.text.part(from, to), message).help(
            help!("write a name, its arguments in parentheses, `?` if null is allowed, `!` if it is required: `list(string)!`", "写名称，参数放在括号中，允许 null 加 `?`，必填加 `!`：`list(string)!`"),
        )
    }

    fn word(&mut self) -> Option<(String, (usize, usize))> {
        let start = self.at;
        let rest = self.rest();
        let word: String = rest
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect();
        self.at += word.len();
        (!word.is_empty()).then_some((word, (start, self.at)))
    }

    fn ty(&mut self) -> Result<TypeText, Diagnostic> {
        self.depth += 1;
        if self.depth > 32 {
            return Err(self.wrong(
                0,
                self.text.text.len(),
                "the type nests deeper than 32 levels",
            ));
        }
        self.space();
        let start = self.at;
        let Some((name, at)) = self.word() else {
            let end = start + self.peek().map_or(0, char::len_utf8);
            let other = self.wrong(start, end, "expected the name of a type");
            let name = self.rest().strip_prefix('?').map(str::trim);
            return Err(match name.filter(|name| start == 0 && is_type(name)) {
                Some(name) => {
                    let help = help!("write `{name}?`", "写成 `{name}?`");
                    other.help(help.replacing(self.rest(), format!("{name}?")))
                }
                None => other,
            });
        };
        let mut arguments = Vec::new();
        self.space();
        if self.eat('(') {
            loop {
                self.space();
                if self.eat(')') {
                    break;
                }
                arguments.push(self.argument()?);
                self.space();
                if !self.eat(',') && self.peek() != Some(')') {
                    let end = self.at + self.peek().map_or(0, char::len_utf8);
                    return Err(self.wrong(self.at, end, "expected `,` or `)`"));
                }
            }
        }
        self.space();
        let nullable = self.eat('?');
        self.space();
        let mark = self.at;
        let required = self.eat('!').then_some(mark);
        self.depth -= 1;
        Ok(TypeText {
            name,
            at,
            arguments,
            nullable,
            required,
        })
    }

    fn argument(&mut self) -> Result<Argument, Diagnostic> {
        if self.peek() == Some('"') {
            let start = self.at;
            let literal = self.literal()?;
            return Ok(Argument::Literal(literal, (start, self.at)));
        }
        let start = self.at;
        if let Some((name, _)) = self.word() {
            self.space();
            if self.eat('=') {
                self.space();
                let text = match self.peek() {
                    Some('"') => self.literal()?,
                    _ => match self.word() {
                        Some((word, _)) => word,
                        None => {
                            return Err(self.wrong(start, self.at, "expected a value after `=`"));
                        }
                    },
                };
                return Ok(Argument::Named(name, text));
            }
        }
        self.at = start;
        self.ty().map(Argument::Type)
    }

    /// A text in quotes; `\"` and `\\` are its only escapes.
    fn literal(&mut self) -> Result<String, Diagnostic> {
        let start = self.at;
        self.eat('"');
        let mut text = String::new();
        while let Some(c) = self.peek() {
            self.at += c.len_utf8();
            match c {
                '"' => return Ok(text),
                '\\' => match self.peek() {
                    Some(escaped @ ('"' | '\\')) => {
                        self.at += 1;
                        text.push(escaped);
                    }
                    _ => text.push('\\'),
                },
                c => text.push(c),
            }
        }
        Err(self.wrong(start, self.at, "the text in quotes does not end"))
    }
}
