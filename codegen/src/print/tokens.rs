//! Tokens that are not understood, with the spaces a reader expects.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// `tokens` on one line.
pub(super) fn print(tokens: &TokenStream) -> String {
    let mut out = String::new();
    write(tokens, &mut out);
    out
}

/// What the last token was, as far as the next space depends on it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Start,
    Word,
    Literal,
    /// Punctuation that sticks to what follows.
    Prefix,
    /// Punctuation with more of it following.
    Joint,
    /// An operator, or a comma.
    Spaced,
    /// `!` behind a word.
    Bang,
    Group,
}

fn write(tokens: &TokenStream, out: &mut String) {
    let mut last = Last::Start;
    for tree in tokens.clone() {
        let (text, now, glue) = match &tree {
            TokenTree::Ident(ident) => (ident.to_string(), Last::Word, false),
            TokenTree::Literal(literal) => (literal.to_string(), Last::Literal, false),
            TokenTree::Punct(punct) => {
                let c = punct.as_char();
                let operand = matches!(last, Last::Word | Last::Literal | Last::Group);
                let now = match (c, punct.spacing()) {
                    (_, Spacing::Joint) => Last::Joint,
                    ('.' | '$' | '#' | '\'' | '?', _) => Last::Prefix,
                    (':', _) if last == Last::Joint => Last::Prefix,
                    ('!', _) if last == Last::Word => Last::Bang,
                    ('&' | '*' | '-' | '!' | '|', _) if !operand && last != Last::Joint => {
                        Last::Prefix
                    }
                    _ => Last::Spaced,
                };
                let glue = match c {
                    ',' | ';' | '.' => true,
                    ':' | '?' => operand,
                    '!' => last == Last::Word,
                    _ => false,
                };
                (c.to_string(), now, glue)
            }
            TokenTree::Group(group) => {
                let mut inner = String::new();
                write(&group.stream(), &mut inner);
                let text = match group.delimiter() {
                    Delimiter::Parenthesis => format!("({inner})"),
                    Delimiter::Bracket => format!("[{inner}]"),
                    Delimiter::Brace if inner.is_empty() => "{}".to_owned(),
                    Delimiter::Brace => format!("{{ {inner} }}"),
                    Delimiter::None => inner,
                };
                let call = matches!(
                    group.delimiter(),
                    Delimiter::Parenthesis | Delimiter::Bracket
                );
                let callee = matches!(last, Last::Word | Last::Group | Last::Bang);
                (text, Last::Group, call && callee)
            }
        };
        let tight = matches!(last, Last::Start | Last::Prefix | Last::Joint);
        if !tight && !glue {
            out.push(' ');
        }
        out.push_str(&text);
        last = now;
    }
}
