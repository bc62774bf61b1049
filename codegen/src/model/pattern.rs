//! Patterns that a loop over characters matches as exactly as a regular expression would.
//!
//! Most patterns of vendors are a row of classes with counts, such as `[a-z][a-z0-9-]*`, perhaps with a
//! part that may be left out, or a choice of a few words.
//! If the next character alone says whether a count goes on, taking as many as possible is right, and
//! nothing is ever taken back.

/// A pattern that a whole text matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// As the spec writes it, without anchors.
    pub source: String,
    /// What a loop over characters matches it by; none if it needs a regular expression.
    pub pieces: Option<Vec<Piece>>,
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
        self.pieces.as_deref().map(lengths)
    }
}

/// What stands next, and how many of it stand in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub what: What,
    /// At least so many.
    pub min: u32,
    /// At most so many, if there is a bound.
    pub max: Option<u32>,
}

/// What a piece is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// One of these characters, as ranges in ascending order.
    Class(Class),
    /// One of these texts, of which none starts with another; it stands once.
    Texts(Vec<String>),
    /// These pieces, one after the other.
    Row(Vec<Piece>),
}

/// Characters, as ranges in ascending order.
pub(super) type Class = Vec<(char, char)>;

impl Piece {
    fn once(what: What) -> Self {
        Self {
            what,
            min: 1,
            max: Some(1),
        }
    }

    /// The characters that it can start with.
    fn first(&self) -> Class {
        match &self.what {
            What::Class(class) => class.clone(),
            What::Texts(texts) => {
                let first = texts.iter().filter_map(|text| text.chars().next());
                first.map(|c| (c, c)).collect()
            }
            What::Row(row) => first(row, &[]),
        }
    }

    /// The one character that it is, if it is one.
    fn literal(&self) -> Option<char> {
        match (&self.what, self.min, self.max) {
            (What::Class(class), 1, Some(1)) => match class[..] {
                [(one, same)] if one == same => Some(one),
                _ => None,
            },
            _ => None,
        }
    }
}

/// The characters that are not in a class, if they are fewer ranges to write: `[^,]`.
pub fn excluded(class: &Class) -> Option<Class> {
    let is_open = class.last().is_some_and(|(_, to)| *to == char::MAX);
    is_open.then(|| complement(class.clone()))
}

/// How many characters a row has at least and at most.
fn lengths(row: &[Piece]) -> (u64, Option<u64>) {
    let (mut min, mut max) = (0_u64, Some(0_u64));
    for piece in row {
        let (least, most) = match &piece.what {
            What::Class(_) => (1, Some(1)),
            What::Texts(texts) => {
                let counts = texts.iter().map(|text| text.chars().count() as u64);
                let least = counts.clone().min().unwrap_or_default();
                (least, counts.max())
            }
            What::Row(row) => lengths(row),
        };
        min = min.saturating_add(least.saturating_mul(piece.min.into()));
        let most = most
            .zip(piece.max)
            .map(|(most, max)| most.saturating_mul(max.into()));
        max = max.zip(most).map(|(max, most)| max.saturating_add(most));
    }
    (min, max)
}

/// The pieces of a pattern that compiles; none if it needs a regular expression.
fn pieces(pattern: &str) -> Option<Vec<Piece>> {
    let mut reader = Reader {
        left: pattern.chars().collect::<Vec<_>>().into_iter().peekable(),
    };
    let row = reader.choice(false)?;
    is_exact(&row, &[]).then_some(row)
}

/// The characters that a row, and what follows it, can start with.
fn first(row: &[Piece], follow: &[(char, char)]) -> Class {
    let mut all = Class::new();
    for piece in row {
        all.extend(piece.first());
        if piece.min > 0 {
            return all;
        }
    }
    all.extend(follow);
    all
}

/// Whether each piece may take all that it can get, where these characters can follow the row.
fn is_exact(row: &[Piece], follow: &[(char, char)]) -> bool {
    row.iter().enumerate().all(|(at, piece)| {
        let mut follow = first(row.get(at + 1..).unwrap_or_default(), follow);
        let is_fixed = piece.max == Some(piece.min);
        if !is_fixed && overlap(&piece.first(), &follow) {
            return false;
        }
        let What::Row(inner) = &piece.what else {
            return true;
        };
        if piece.max != Some(1) {
            follow.extend(piece.first());
        }
        is_exact(inner, &follow)
    })
}

fn overlap(a: &[(char, char)], b: &[(char, char)]) -> bool {
    a.iter()
        .any(|(from, to)| b.iter().any(|(start, end)| from <= end && start <= to))
}

/// Several branches as one piece, if each is a plain text and none starts with another.
fn texts(branches: &[Vec<Piece>]) -> Option<Piece> {
    let text = |row: &Vec<Piece>| row.iter().map(Piece::literal).collect::<Option<String>>();
    let texts: Vec<String> = branches.iter().map(text).collect::<Option<_>>()?;
    let others = |at: usize| {
        texts
            .iter()
            .enumerate()
            .filter(move |(other, _)| *other != at)
    };
    let mut each = texts.iter().enumerate();
    let is_plain = each.all(|(at, text)| {
        !text.is_empty() && others(at).all(|(_, other)| !other.starts_with(text.as_str()))
    });
    is_plain.then(|| Piece::once(What::Texts(texts)))
}

struct Reader {
    left: std::iter::Peekable<std::vec::IntoIter<char>>,
}

impl Reader {
    /// Branches up to the end, or to the parenthesis that closes them.
    fn choice(&mut self, is_group: bool) -> Option<Vec<Piece>> {
        let mut branches = vec![Vec::new()];
        loop {
            let next = match self.left.next() {
                None if is_group => return None,
                None => break,
                Some(')') if is_group => break,
                Some('|') => {
                    branches.push(Vec::new());
                    continue;
                }
                Some('(') => self.group()?,
                Some(first) => {
                    let class = self.class(first)?;
                    let (min, max) = self.counts()?;
                    let what = What::Class(class);
                    vec![Piece { what, min, max }]
                }
            };
            branches.last_mut()?.extend(next);
        }
        match branches.len() {
            1 => branches.pop(),
            _ => texts(&branches).map(|piece| vec![piece]),
        }
    }

    /// What stands in parentheses, with its counts.
    fn group(&mut self) -> Option<Vec<Piece>> {
        if self.left.next_if_eq(&'?').is_some() {
            self.left.next_if_eq(&':')?;
        }
        let row = self.choice(true)?;
        let (min, max) = self.counts()?;
        if (min, max) == (1, Some(1)) {
            return Some(row);
        }
        // Where nothing is something, how often it stands cannot be seen.
        let is_empty = row.iter().all(|piece| piece.min == 0);
        let what = What::Row(row);
        (!is_empty).then(|| vec![Piece { what, min, max }])
    }

    /// A class; none where a regular expression is needed.
    fn class(&mut self, first: char) -> Option<Class> {
        Some(match first {
            '[' => self.brackets()?,
            '\\' => {
                let escaped = self.left.next()?;
                escape(escaped)?
            }
            '.' => complement(vec![('\n', '\n')]),
            '(' | ')' | '|' | '*' | '+' | '?' | '{' | '}' | '^' | '$' | ']' => return None,
            plain => vec![(plain, plain)],
        })
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
        behind(pieces, text) == Some("")
    }

    /// What the loops of `apiloom::validate` do.
    fn behind<'t>(row: &[Piece], text: &'t str) -> Option<&'t str> {
        let mut rest = text;
        for piece in row {
            let mut count = 0;
            while piece.max.is_none_or(|max| count < max)
                && let Some(next) = behind_one(&piece.what, rest)
            {
                rest = next;
                count += 1;
            }
            if count < piece.min {
                return None;
            }
        }
        Some(rest)
    }

    fn behind_one<'t>(what: &What, text: &'t str) -> Option<&'t str> {
        match what {
            What::Class(class) => {
                let c = text.chars().next()?;
                let is_in = class.iter().any(|(from, to)| (*from..=*to).contains(&c));
                is_in.then(|| &text[c.len_utf8()..])
            }
            What::Texts(texts) => texts.iter().find_map(|one| text.strip_prefix(one.as_str())),
            What::Row(row) => behind(row, text),
        }
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
            "a|b",
            "ab|b1|é",
            "(?:a|b1)-?",
            "(a|b-)*1",
            "(ab)+",
            "(ab){2}",
            "a{2}(-b{2})?",
            "a(-[ab]?)*1?",
            "((a)b?-)+",
            "(a(b-)?){1,2}é",
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
            "a|ab",
            "ab|a",
            "a|",
            "a|a",
            "(a|b)|c",
            "[ab]|c",
            "(a+)*",
            "(a*)+",
            "(ab?)*b",
            "(ab)?a",
            "(a?b?)*",
            "(ab)??",
            "(?i:a)",
            "(?<name>a)",
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
