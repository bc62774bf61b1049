//! From text to tree, by recursive descent.

use super::ast::{Arg, Call, Expr, ExprKind, Operator, Piece, Test, Word};
use super::lexer::{self, Spot, Token, TokenKind};
use super::problem::{Problem, ProblemKind, Span};
use super::template::{self, Part};
use crate::diagnostic::help;

/// The expression that `text` is, or the first thing that is wrong with it.
///
/// Every node has its range of characters in `text`. No input makes this panic: how deep an
/// expression may be nested is bounded.
pub fn parse(text: &str) -> Result<Expr, Problem> {
    let spots = lexer::spots(text);
    let end = Span::new(spots.len(), spots.len());
    if spots.len() > MOST_CHARACTERS {
        return Err(Problem::new(
            Span::new(0, spots.len()),
            ProblemKind::TooDeep,
            "the expression is too long",
        )
        .help(help!(
            "give its parts names with `let`",
            "用 `let` 给各部分命名"
        )));
    }
    whole(&spots, end, 0)
}

const MOST_CHARACTERS: usize = 20_000;
/// How deep parentheses, arguments and templates may be nested.
const MOST_NESTING: usize = 32;
/// How many operators and pipes may stand between the root of the tree and a leaf.
const MOST_HEIGHT: u16 = 96;

fn whole(spots: &[Spot], end: Span, depth: usize) -> Result<Expr, Problem> {
    let tokens = lexer::tokens(spots)?;
    let mut parser = Parser {
        tokens: &tokens,
        at: 0,
        end,
        depth,
    };
    let expr = parser.expr()?;
    match parser.tokens.get(parser.at) {
        Some(_) => Err(parser.unexpected("the end of the expression")),
        None => Ok(expr),
    }
}

struct Parser<'a> {
    tokens: &'a [Token],
    at: usize,
    /// Where the expression ends, for problems with what is missing there.
    end: Span,
    depth: usize,
}

impl Parser<'_> {
    fn expr(&mut self) -> Result<Expr, Problem> {
        self.depth += 1;
        if self.depth > MOST_NESTING {
            return Err(too_deep(self.place()));
        }
        let expr = self.or();
        self.depth -= 1;
        expr
    }

    fn or(&mut self) -> Result<Expr, Problem> {
        let mut parts = vec![self.and()?];
        while self.eat_word("or") {
            parts.push(self.and()?);
        }
        several(parts, ExprKind::Or)
    }

    fn and(&mut self) -> Result<Expr, Problem> {
        let mut parts = vec![self.not()?];
        while self.eat_word("and") {
            parts.push(self.not()?);
        }
        several(parts, ExprKind::And)
    }

    fn not(&mut self) -> Result<Expr, Problem> {
        let mut starts = Vec::new();
        while self.is_word("not") {
            starts.push(self.place());
            self.at += 1;
        }
        let mut expr = self.compare()?;
        for start in starts.into_iter().rev() {
            let range = start.to(expr.range);
            expr = node(ExprKind::Not(Box::new(expr)), range)?;
        }
        Ok(expr)
    }

    fn compare(&mut self) -> Result<Expr, Problem> {
        let left = self.default()?;
        if self.eat_word("is") {
            let negated = self.eat_word("not");
            let test = match self.word() {
                Some("present") => Test::Present,
                Some("empty") => Test::Empty,
                Some("null") => Test::Null,
                _ => return Err(self.unexpected("`present`, `empty` or `null`")),
            };
            let range = left.range.to(self.place());
            self.at += 1;
            return self.unchained(
                ExprKind::Is {
                    value: Box::new(left),
                    negated,
                    test,
                },
                range,
            );
        }
        let Some(operator) = self.operator() else {
            return Ok(left);
        };
        self.at += 1;
        let right = self.default()?;
        let range = left.range.to(right.range);
        self.unchained(
            ExprKind::Compare(operator, Box::new(left), Box::new(right)),
            range,
        )
    }

    /// A comparison; comparing its outcome again needs parentheses.
    fn unchained(&mut self, kind: ExprKind, range: Span) -> Result<Expr, Problem> {
        if self.operator().is_some() || self.is_word("is") {
            return Err(Problem::new(
                self.place(),
                ProblemKind::Syntax,
                "comparisons do not chain",
            )
            .help(help!(
                "write `and` between two comparisons",
                "两个比较之间写 `and`"
            )));
        }
        node(kind, range)
    }

    fn operator(&self) -> Option<Operator> {
        match &self.tokens.get(self.at)?.kind {
            TokenKind::Symbol("==") => Some(Operator::Equal),
            TokenKind::Symbol("!=") => Some(Operator::Unequal),
            TokenKind::Symbol("<") => Some(Operator::Less),
            TokenKind::Symbol("<=") => Some(Operator::LessOrEqual),
            TokenKind::Symbol(">") => Some(Operator::Greater),
            TokenKind::Symbol(">=") => Some(Operator::GreaterOrEqual),
            TokenKind::Word(word) if word == "in" => Some(Operator::In),
            _ => None,
        }
    }

    fn default(&mut self) -> Result<Expr, Problem> {
        let mut expr = self.pipe()?;
        while self.eat("??") {
            let fallback = self.pipe()?;
            let range = expr.range.to(fallback.range);
            expr = node(ExprKind::Default(Box::new(expr), Box::new(fallback)), range)?;
        }
        Ok(expr)
    }

    fn pipe(&mut self) -> Result<Expr, Problem> {
        let mut expr = self.access()?;
        while self.is("|") {
            self.at += 1;
            if self.is("|") {
                return Err(self
                    .unexpected("a function")
                    .help(help!("write `or`", "写成 `or`").replacing_before(1, "||", "or")));
            }
            let name = self.name("a function")?;
            let call = self.call(name)?;
            let range = expr.range.to(call.range);
            expr = node(ExprKind::Pipe(Box::new(expr), call), range)?;
        }
        Ok(expr)
    }

    fn access(&mut self) -> Result<Expr, Problem> {
        let mut expr = self.atom()?;
        loop {
            if self.eat(".") {
                let name = self.member()?;
                let range = expr.range.to(name.range);
                expr = node(ExprKind::Member(Box::new(expr), name), range)?;
            } else if self.eat("[") {
                let index = self.expr()?;
                let range = expr.range.to(self.place());
                self.expect("]")?;
                expr = node(ExprKind::Index(Box::new(expr), Box::new(index)), range)?;
            } else {
                return Ok(expr);
            }
        }
    }

    fn atom(&mut self) -> Result<Expr, Problem> {
        let range = self.place();
        let Some(token) = self.tokens.get(self.at) else {
            return Err(self.unexpected("a value"));
        };
        let kind = match &token.kind {
            TokenKind::Int(value) => ExprKind::Int(*value),
            TokenKind::Text(spots) => ExprKind::Text(plain(spots)),
            TokenKind::Word(word) if word == "true" => ExprKind::Bool(true),
            TokenKind::Word(word) if word == "false" => ExprKind::Bool(false),
            TokenKind::Word(word) if word == "null" => ExprKind::Null,
            TokenKind::Word(_) => {
                let name = self.name("a value")?;
                if self.is("(") {
                    let call = self.call(name)?;
                    let range = call.range;
                    return node(ExprKind::Call(call), range);
                }
                return node(ExprKind::Name(name.text), name.range);
            }
            TokenKind::Symbol("(") => {
                self.at += 1;
                let mut expr = self.expr()?;
                expr.range = range.to(self.place());
                self.expect(")")?;
                return Ok(expr);
            }
            TokenKind::Symbol("!") => {
                return Err(self
                    .unexpected("a value")
                    .help(help!("write `not`", "写成 `not`").replacing("!", "not")));
            }
            TokenKind::Symbol(_) => return Err(self.unexpected("a value")),
        };
        self.at += 1;
        node(kind, range)
    }

    /// The arguments of a call, if there are any.
    fn call(&mut self, name: Word) -> Result<Call, Problem> {
        let mut args = Vec::new();
        let mut range = name.range;
        if self.eat("(") {
            if !self.is(")") {
                loop {
                    let template = name.text == "text" && args.is_empty();
                    args.push(self.arg(template)?);
                    if !self.eat(",") {
                        break;
                    }
                }
            }
            range = range.to(self.place());
            self.expect(")")?;
        }
        Ok(Call { name, args, range })
    }

    fn arg(&mut self, template: bool) -> Result<Arg, Problem> {
        let second = self.tokens.get(self.at + 1).map(|token| &token.kind);
        if self.word().is_some() && matches!(second, Some(TokenKind::Symbol("="))) {
            let name = self.member()?;
            self.at += 1;
            return Ok(Arg {
                name: Some(name),
                value: self.expr()?,
            });
        }
        let literal = match self.tokens.get(self.at) {
            Some(Token {
                kind: TokenKind::Text(spots),
                range,
            }) if template => Some((spots, *range)),
            _ => None,
        };
        let ends = matches!(second, Some(TokenKind::Symbol(")" | ",")));
        let value = match literal {
            Some((spots, range)) if ends => {
                self.at += 1;
                self.template(spots, range)?
            }
            _ => self.expr()?,
        };
        Ok(Arg { name: None, value })
    }

    fn template(&self, spots: &[Spot], range: Span) -> Result<Expr, Problem> {
        let mut pieces = Vec::new();
        for part in template::parts(spots)? {
            pieces.push(match part {
                Part::Text(text) => Piece::Text(text),
                Part::Hole { inside, open } => {
                    if inside.iter().all(|spot| spot.value.is_whitespace()) {
                        return Err(Problem::new(
                            open.range,
                            ProblemKind::BadText,
                            "this hole is empty",
                        )
                        .help(help!(
                            "write `{{{{` for a brace as such",
                            "花括号本身写成 `{{{{`"
                        )));
                    }
                    let end = inside.last().map_or(open.range, |spot| spot.range).end;
                    Piece::Hole(whole(inside, Span::new(end, end), self.depth)?)
                }
            });
        }
        node(ExprKind::Template(pieces), range)
    }

    /// A word that names a value or a function: not one of the language's own words.
    fn name(&mut self, wanted: &str) -> Result<Word, Problem> {
        match self.word() {
            Some(word) if !OWN_WORDS.contains(&word) => self.member(),
            _ => Err(self.unexpected(wanted)),
        }
    }

    /// Any word.
    fn member(&mut self) -> Result<Word, Problem> {
        let Some(text) = self.word().map(str::to_owned) else {
            return Err(self.unexpected("a name"));
        };
        let range = self.place();
        self.at += 1;
        Ok(Word { text, range })
    }

    fn word(&self) -> Option<&str> {
        match self.tokens.get(self.at) {
            Some(Token {
                kind: TokenKind::Word(word),
                ..
            }) => Some(word),
            _ => None,
        }
    }

    fn is_word(&self, wanted: &str) -> bool {
        self.word() == Some(wanted)
    }

    fn eat_word(&mut self, wanted: &str) -> bool {
        let found = self.is_word(wanted);
        self.at += usize::from(found);
        found
    }

    fn is(&self, symbol: &str) -> bool {
        matches!(self.tokens.get(self.at), Some(Token { kind: TokenKind::Symbol(found), .. }) if *found == symbol)
    }

    fn eat(&mut self, symbol: &str) -> bool {
        let found = self.is(symbol);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, symbol: &str) -> Result<(), Problem> {
        if self.eat(symbol) {
            Ok(())
        } else {
            Err(self.unexpected(&format!("`{symbol}`")))
        }
    }

    /// The range of the token at hand, or of the end.
    fn place(&self) -> Span {
        self.tokens
            .get(self.at)
            .map_or(self.end, |token| token.range)
    }

    fn unexpected(&self, wanted: &str) -> Problem {
        let range = self.place();
        let found = match self.tokens.get(self.at).map(|token| &token.kind) {
            None => "the expression ends".to_owned(),
            Some(TokenKind::Word(word)) => format!("found `{word}`"),
            Some(TokenKind::Int(value)) => format!("found `{value}`"),
            Some(TokenKind::Text(_)) => "found a text".to_owned(),
            Some(TokenKind::Symbol(symbol)) => format!("found `{symbol}`"),
        };
        let problem = Problem::new(
            range,
            ProblemKind::Syntax,
            format!("{found} where {wanted} should be"),
        );
        if self.is("=") {
            problem.help(help!("write `==`", "写成 `==`").replacing("=", "=="))
        } else {
            problem
        }
    }
}

/// Words of the grammar, which name no value.
const OWN_WORDS: [&str; 8] = ["and", "or", "not", "in", "is", "true", "false", "null"];

/// Whether a let may not have this name: it is a word of the language, or a function that is
/// written without parentheses.
pub fn is_reserved(name: &str) -> bool {
    OWN_WORDS.contains(&name) || matches!(name, "now" | "uuid")
}

fn plain(spots: &[Spot]) -> String {
    spots.iter().map(|spot| spot.value).collect()
}

/// One part as it is, several joined.
fn several(mut parts: Vec<Expr>, join: fn(Vec<Expr>) -> ExprKind) -> Result<Expr, Problem> {
    if parts.len() > 1 {
        let range = parts[0].range.to(parts[parts.len() - 1].range);
        return node(join(parts), range);
    }
    // `parts` was made with one part.
    Ok(parts.remove(0))
}

fn node(kind: ExprKind, range: Span) -> Result<Expr, Problem> {
    let expr = Expr::new(kind, range);
    if expr.height > MOST_HEIGHT {
        Err(too_deep(range))
    } else {
        Ok(expr)
    }
}

fn too_deep(range: Span) -> Problem {
    Problem::new(range, ProblemKind::TooDeep, "the expression nests too deep").help(help!(
        "give its parts names with `let`",
        "用 `let` 给各部分命名"
    ))
}
