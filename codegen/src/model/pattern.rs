//! Patterns that a loop over characters matches as exactly as a regular expression would.
//!
//! Most patterns of vendors are a row of classes with counts, such as `[a-z][a-z0-9-]*`. If no
//! count can take a character that a later class needs, taking as many as possible is right, and
//! nothing is ever taken back.

/// A pattern that a whole text matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// As the spec writes it, without anchors.
    pub source: String,
    /// What a loop over characters matches it by; none if it needs a regular expression.
    pub pieces: Option<Vec<Piece>>,
}

impl Piece {
    /// The characters that are not in it, if they are fewer ranges to write: `[^,]`.
    pub fn excluded(&self) -> Option<Vec<(char, char)>> {
        let is_open = self.class.last().is_some_and(|(_, to)| *to == char::MAX);
        is_open.then(|| complement(self.class.clone()))
    }
}

impl Pattern {
    /// The pattern, which compiles.
    pub fn new(source: &str) -> Self {
        Self {
            source: source.to_owned(),
            pieces: pieces(source),
        }
    }

    /// How many characters it matches at least and at most, where that can be seen.
    pub fn lengths(&self) -> Option<(u64, Option<u64>)> {
        let pieces = self.pieces.as_ref()?;
        let min = pieces.iter().map(|piece| u64::from(piece.min)).sum();
        let max = pieces.iter().map(|piece| piece.max.map(u64::from)).sum();
        Some((min, max))
    }
}

/// A class of characters, and how many of it stand in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The characters, as ranges in ascending order.
    pub class: Vec<(char, char)>,
    /// At least so many.
    pub min: u32,
    /// At most so many, if there is a bound.
    pub max: Option<u32>,
}

/// The pieces of a pattern that compiles; none if it needs a regular expression.
fn pieces(pattern: &str) -> Option<Vec<Piece>> {
    let mut reader = Reader {
        left: pattern.chars().collect::<Vec<_>>().into_iter().peekable(),
    };
    let mut pieces = Vec::new();
    while let Some(class) = reader.class()? {
        let (min, max) = reader.counts()?;
        pieces.push(Piece { class, min, max });
    }
    let exact = (0..pieces.len()).all(|at| is_exact(&pieces[at], &pieces[at + 1..]));
    exact.then_some(pieces)
}

/// Whether a piece may take all that it can get.
fn is_exact(piece: &Piece, later: &[Piece]) -> bool {
    if piece.max == Some(piece.min) {
        return true;
    }
    for next in later {
        if overlap(&piece.class, &next.class) {
            return false;
        }
        if next.min > 0 {
            break;
        }
    }
    true
}

fn overlap(a: &[(char, char)], b: &[(char, char)]) -> bool {
    a.iter()
        .any(|(from, to)| b.iter().any(|(start, end)| from <= end && start <= to))
}

type Class = Vec<(char, char)>;

struct Reader {
    left: std::iter::Peekable<std::vec::IntoIter<char>>,
}

impl Reader {
    /// The next class; `Some(None)` at the end, none where a regular expression is needed.
    #[allow(clippy::option_option)]
    fn class(&mut self) -> Option<Option<Class>> {
        let Some(first) = self.left.next() else {
            return Some(None);
        };
        let class = match first {
            '[' => self.brackets()?,
            '\\' => {
                let escaped = self.left.next()?;
                escape(escaped)?
            }
            '.' => complement(vec![('\n', '\n')]),
            '(' | ')' | '|' | '*' | '+' | '?' | '{' | '}' | '^' | '$' | ']' => return None,
            plain => vec![(plain, plain)],
        };
        Some(Some(class))
    }

    /// What stands in brackets, up to the closing one.
    fn brackets(&mut self) -> Option<Class> {
        let negated = self.left.next_if_eq(&'^').is_some();
        let mut class = Vec::new();
        loop {
            let from = match self.left.next()? {
                ']' if !class.is_empty() => break,
                // Sets in sets, and what differs from one kind of regular expressions to another.
                '[' | ']' | '&' | '~' => return None,
                '\\' => {
                    let mut escaped = escape(self.left.next()?)?;
                    match escaped[..] {
                        [(one, same)] if one == same => one,
                        _ => {
                            class.append(&mut escaped);
                            continue;
                        }
                    }
                }
                '-' if !class.is_empty() && self.left.peek() != Some(&']') => return None,
                plain => plain,
            };
            let is_range = self.left.next_if_eq(&'-').is_some();
            if !is_range {
                class.push((from, from));
                continue;
            }
            match self.left.next()? {
                ']' => {
                    class.extend([(from, from), ('-', '-')]);
                    break;
                }
                '\\' => match escape(self.left.next()?)?[..] {
                    [(to, same)] if to == same && from <= to => class.push((from, to)),
                    _ => return None,
                },
                '[' | '-' => return None,
                to if from <= to => class.push((from, to)),
                _ => return None,
            }
        }
        let class = sorted(class);
        Some(if negated { complement(class) } else { class })
    }

    /// How many of a class stand in a row; none where a regular expression is needed.
    fn counts(&mut self) -> Option<(u32, Option<u32>)> {
        let counts = match self.left.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => return self.braces(),
            _ => return Some((1, Some(1))),
        };
        self.left.next();
        self.is_plain().then_some(counts)
    }

    fn braces(&mut self) -> Option<(u32, Option<u32>)> {
        let mut text = String::new();
        self.left.next();
        loop {
            match self.left.next()? {
                '}' => break,
                other => text.push(other),
            }
        }
        let (min, max) = match text.split_once(',') {
            None => {
                let count = text.parse().ok()?;
                (count, Some(count))
            }
            Some((min, "")) => (min.parse().ok()?, None),
            Some((min, max)) => (min.parse().ok()?, Some(max.parse().ok()?)),
        };
        self.is_plain().then_some((min, max))
    }

    /// Whether no further count follows, such as the mark of a lazy one.
    fn is_plain(&mut self) -> bool {
        !matches!(self.left.peek(), Some('?' | '*' | '+' | '{'))
    }
}

/// What a backslash makes of the character after it.
fn escape(escaped: char) -> Option<Class> {
    Some(match escaped {
        'd' => vec![('0', '9')],
        'D' => complement(vec![('0', '9')]),
        'w' => vec![('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')],
        's' => vec![('\t', '\r'), (' ', ' ')],
        'n' => vec![('\n', '\n')],
        'r' => vec![('\r', '\r')],
        't' => vec![('\t', '\t')],
        mark if mark.is_ascii_punctuation() => vec![(mark, mark)],
        _ => return None,
    })
}

/// The ranges in ascending order, joined where they meet.
fn sorted(mut class: Class) -> Class {
    class.sort_unstable();
    let mut joined: Class = Vec::new();
    for (from, to) in class {
        match joined.last_mut() {
            Some((_, end)) if from <= *end => *end = to.max(*end),
            _ => joined.push((from, to)),
        }
    }
    joined
}

/// Every character that is not in a class, which is sorted.
fn complement(class: Class) -> Class {
    let mut rest = Vec::new();
    let mut from = Some('\0');
    for (start, end) in class {
        if let (Some(from), Some(before)) = (from, before(start))
            && from <= before
        {
            rest.push((from, before));
        }
        from = after(end);
    }
    rest.extend(from.map(|from| (from, char::MAX)));
    rest
}

fn before(c: char) -> Option<char> {
    ('\0'..c).next_back()
}

fn after(c: char) -> Option<char> {
    (c..=char::MAX).nth(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pieces: &[Piece], text: &str) -> bool {
        let mut left = text.chars().peekable();
        for piece in pieces {
            let within = |c: &char| {
                piece
                    .class
                    .iter()
                    .any(|(from, to)| (from..=to).contains(&c))
            };
            let mut count = 0;
            while piece.max.is_none_or(|max| count < max) && left.next_if(within).is_some() {
                count += 1;
            }
            if count < piece.min {
                return false;
            }
        }
        left.next().is_none()
    }

    /// All texts of at most so many of these characters.
    fn texts(characters: &[char], length: usize) -> Vec<String> {
        let mut all = vec![String::new()];
        let mut from = 0;
        for _ in 0..length {
            let to = all.len();
            for at in from..to {
                for c in characters {
                    let text = format!("{}{c}", all[at]);
                    all.push(text);
                }
            }
            from = to;
        }
        all
    }

    #[test]
    fn loops_match_what_regular_expressions_match() {
        let patterns = [
            "[a-z][a-z0-9-]*",
            "[^,]+",
            "a{2}b?",
            "a?b?",
            "[ab]{1,2}-+",
            r"\d+\.\d{2}",
            r"\w*",
            "",
            ".+",
            "[-a]b",
            "[a-]",
            r"[\]a]+b*",
            r"\D*1",
            "a*b*c",
            "[^a-b]?a{0,2}",
            "é+",
        ];
        let characters = ['a', 'b', '-', '1', '.', ',', ']', 'é', '\n'];
        let texts = texts(&characters, 4);
        for pattern in patterns {
            let regex = regex_lite::Regex::new(&format!("^(?:{pattern})$")).unwrap();
            let pieces = pieces(pattern).unwrap_or_else(|| panic!("{pattern} has no pieces"));
            for text in &texts {
                assert_eq!(
                    matches(&pieces, text),
                    regex.is_match(text),
                    "{pattern} {text:?}"
                );
            }
        }
    }

    #[test]
    fn what_may_be_taken_back_needs_a_regular_expression() {
        let patterns = [
            ".+-.+",
            "a*ab",
            "[a-c]?b",
            "(ab)+",
            "a|b",
            "a+?",
            "^a",
            "a$",
            "[[:alpha:]]",
            "[a&&b]",
            r"\bword",
            r"\p{Greek}",
            "(?i)a",
            "a*b?a",
            "a*b*a",
        ];
        for pattern in patterns {
            assert_eq!(pieces(pattern), None, "{pattern}");
        }
    }
}
