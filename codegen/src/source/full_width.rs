//! Full-width marks, as Chinese input methods write them, where YAML needs those of ASCII.

/// The space of Chinese text, which separates nothing in YAML.
pub(super) const SPACE: char = '\u{3000}';

/// The full-width mark that stands where YAML needs another, in a text at whose end a parser failed and
/// that it had understood up to a place: where it is, and the mark. Marks in prose, in quotes and in
/// comments are none.
pub(super) fn misleading(text: &str, from: usize, in_brackets: bool) -> Option<(usize, char)> {
    let line = text.get(..from)?.lines().next_back().unwrap_or_default();
    let line = match text[..from].ends_with('\n') {
        true => "",
        false => line.trim_end(),
    };
    let mut scan = Scan {
        text,
        start: None,
        line: line.is_empty(),
        key: line.trim_start_matches(['-', ' ']).is_empty() || line.ends_with(['{', '[', ',']),
        brackets: in_brackets,
        comma: None,
    };
    let mut at = from;
    while let Some(c) = text[at..].chars().next() {
        match scan.step(at, c) {
            Step::Found(at, c) => return Some((at, c)),
            Step::To(next) => at = next,
        }
    }
    // The parser failed where a key ends.
    scan.comma_before(text.len())
}

/// The full-width colon after which the rest of a key is meant as its value: the key has no other, or what
/// follows opens a map or a list.
pub(super) fn colon_in_key(key: &str, has_value: bool) -> Option<usize> {
    let (name, rest) = key.split_once('：')?;
    let opens = rest.trim_start().starts_with(['{', '[']);
    (is_key(name) && (opens || !has_value)).then_some(name.len())
}

/// Whether a key starts with the space of Chinese text.
pub(super) fn space_before_key(key: &str) -> bool {
    key.starts_with(SPACE)
}

struct Scan<'a> {
    text: &'a str,
    /// Where the token starts that is being read.
    start: Option<usize>,
    /// Whether only white space stands before it on its line.
    line: bool,
    /// Whether a key may stand here.
    key: bool,
    /// Whether a comma ends a value.
    brackets: bool,
    /// A full-width comma after which a key may stand.
    comma: Option<usize>,
}

enum Step {
    Found(usize, char),
    To(usize),
}

impl Scan<'_> {
    fn step(&mut self, at: usize, c: char) -> Step {
        let next = at + c.len_utf8();
        let rest = &self.text[next..];
        let blank = rest.is_empty() || rest.starts_with(char::is_whitespace);
        match c {
            '\n' => {
                self.ends(true);
                self.line = true;
            }
            SPACE if self.line && self.start.is_none() && has_more(rest) => {
                return Step::Found(at, c);
            }
            _ if c.is_whitespace() => {}
            '#' if self.text[..at].ends_with(char::is_whitespace) || at == 0 => {
                return Step::To(next + rest.find('\n').unwrap_or(rest.len()));
            }
            '{' | '[' if self.start.is_none() => {
                self.brackets = true;
                self.ends(true);
            }
            ',' if self.brackets => self.ends(true),
            '-' if self.start.is_none() && blank => {}
            ':' if blank || rest.starts_with(SPACE) => {
                if let Some((at, comma)) = self.comma_before(at) {
                    return Step::Found(at, comma);
                }
                if rest.starts_with(SPACE) && self.key_before(at) {
                    return Step::Found(next, SPACE);
                }
                self.ends(false);
            }
            '：' if self.key_before(at) => {
                let comma = self.comma_before(at);
                let (at, c) = comma.unwrap_or((at, c));
                return Step::Found(at, c);
            }
            '，' if self.brackets => self.comma = Some(at),
            '"' | '\'' if self.start.is_none() => {
                self.start = Some(at);
                let end = rest.find(c).map_or(rest.len(), |end| end + 1);
                return Step::To(next + end);
            }
            // What ends before the place of the failure is not what failed.
            '“' | '‘' if self.start.is_none() && !rest.contains(['”', '’']) => {
                return Step::Found(at, c);
            }
            _ => {
                self.start.get_or_insert(at);
                self.line = false;
            }
        }
        Step::To(next)
    }

    /// A token ends; the next is a key or not.
    fn ends(&mut self, key: bool) {
        self.start = None;
        self.line = false;
        self.comma = None;
        self.key = key;
    }

    /// Whether what stands before a place looks like a key.
    fn key_before(&self, at: usize) -> bool {
        let from = self.comma.map(|comma| comma + '，'.len_utf8());
        let from = from.or(self.start.filter(|_| self.key));
        from.is_some_and(|from| is_key(&self.text[from..at]))
    }

    /// The full-width comma before a place, if a key stands between them.
    fn comma_before(&self, at: usize) -> Option<(usize, char)> {
        let comma = self.comma?;
        self.key_before(at).then_some((comma, '，'))
    }
}

/// Whether a key could be written so: in ASCII without spaces, or in quotes. Prose is not.
fn is_key(text: &str) -> bool {
    let text = text.trim();
    let quoted = |quote| text.len() > 1 && text.starts_with(quote) && text.ends_with(quote);
    let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '\'' | '#');
    quoted('"') || quoted('\'') || (!text.is_empty() && text.chars().all(plain))
}

/// Whether anything but a comment stands on the rest of a line.
fn has_more(rest: &str) -> bool {
    let line = rest.lines().next().unwrap_or_default().trim();
    !line.is_empty() && !line.starts_with('#')
}
