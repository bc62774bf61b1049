//! Patterns of dates and times: `yyyy-MM-dd'T'HH:mm:ss.SSSXXX`.
//!
//! `yyyy` `MM` `dd` `HH` `mm` `ss` are digits of that number; `M` `d` `H` `m`
//! `s` are one digit or two, written without a zero before them; a run of `S`
//! (at most nine) is that many digits of the second's fraction; `XXX` is `Z`
//! or an offset such as `+08:00`; text in single quotes and every other
//! character but a letter stands for itself; two single quotes are one.

use std::fmt;

use super::{Date, InvalidDate};

/// A pattern that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidPattern {
    /// The place in the pattern, counted in characters from 0.
    pub at: usize,
    /// What is wrong, without a full stop.
    pub message: &'static str,
}

/// Checks a pattern of dates and times.
///
/// # Errors
/// The first place where the pattern means nothing.
pub fn check_pattern(pattern: &str) -> Result<(), InvalidPattern> {
    let mut rest = pattern;
    let mut has_field = false;
    while let Some((token, behind)) = next(rest) {
        let message = match token {
            Token::Unknown => "expected yyyy, MM, dd, HH, mm, ss, S, XXX or text in single quotes",
            Token::Part(_, Width::Any) if starts_with_digit(behind) => {
                "nobody can tell where one of one letter ends and the next number begins"
            }
            Token::Unclosed => "expected a closing quote",
            Token::Fraction(count) if count > 9 => "a second has nine digits at most",
            Token::Literal(_) => "",
            _ => {
                has_field = true;
                ""
            }
        };
        if !message.is_empty() {
            let at = pattern.chars().count() - rest.chars().count();
            return Err(InvalidPattern { at, message });
        }
        rest = behind;
    }
    if has_field {
        Ok(())
    } else {
        Err(InvalidPattern {
            at: 0,
            message: "a pattern needs a part such as yyyy",
        })
    }
}

/// What a pattern reads and writes. What it does not name is 1970-01-01,
/// midnight, without an offset.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment {
    pub(super) year: u16,
    pub(super) month: u8,
    pub(super) day: u8,
    pub(super) hour: u8,
    pub(super) minute: u8,
    pub(super) second: u8,
    pub(super) nanos: u32,
    pub(super) offset: Option<i16>,
}

impl Moment {
    pub(super) fn of_date(date: Date) -> Self {
        Self {
            year: date.year(),
            month: date.month(),
            day: date.day(),
            hour: 0,
            minute: 0,
            second: 0,
            nanos: 0,
            offset: None,
        }
    }

    pub(super) fn date(&self) -> Result<Date, InvalidDate> {
        Date::new(self.year, self.month, self.day)
    }

    fn part(&mut self, part: Part) -> &mut u8 {
        match part {
            Part::Month => &mut self.month,
            Part::Day => &mut self.day,
            Part::Hour => &mut self.hour,
            Part::Minute => &mut self.minute,
            Part::Second => &mut self.second,
        }
    }
}

/// What `text` says in the notation of `pattern`; None if it is written
/// otherwise. Numbers are not checked here.
pub(super) fn read(pattern: &str, text: &str) -> Option<Moment> {
    let mut moment = Moment {
        year: 1970,
        month: 1,
        day: 1,
        hour: 0,
        minute: 0,
        second: 0,
        nanos: 0,
        offset: None,
    };
    let (mut rest, mut text) = (pattern, text);
    while let Some((token, behind)) = next(rest) {
        rest = behind;
        text = match token {
            Token::Year => take(text, 4, &mut moment.year)?,
            Token::Part(part, width) => take(text, width.digits(text), moment.part(part))?,
            Token::Fraction(count) => {
                let behind = take(text, count, &mut moment.nanos)?;
                moment.nanos *= scale(count)?;
                behind
            }
            Token::Offset => {
                let (offset, behind) = read_offset(text)?;
                moment.offset = Some(offset);
                behind
            }
            Token::Literal(literal) => text.strip_prefix(literal)?,
            Token::Unknown | Token::Unclosed => return None,
        };
    }
    text.is_empty().then_some(moment)
}

/// `moment` in the notation of `pattern`. What the pattern does not name is
/// lost: the caller reads the text back and compares.
pub(super) fn write(pattern: &str, moment: &Moment) -> String {
    let mut text = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some((token, behind)) = next(rest) {
        rest = behind;
        match token {
            Token::Year => text += &format!("{:04}", moment.year),
            Token::Part(part, width) => {
                let mut moment = *moment;
                let number = *moment.part(part);
                text += &match width {
                    Width::Two => format!("{number:02}"),
                    Width::Any => number.to_string(),
                };
            }
            Token::Fraction(count) => {
                let digits = format!("{:09}", moment.nanos);
                text.push_str(digits.get(..count).unwrap_or(&digits));
            }
            Token::Offset => text += &write_offset(moment.offset.unwrap_or(0)),
            Token::Literal(literal) => text.push_str(literal),
            Token::Unknown | Token::Unclosed => {}
        }
    }
    text
}

/// Whether texts of this pattern say their offset.
pub(super) fn has_offset(pattern: &str) -> bool {
    let mut rest = pattern;
    while let Some((token, behind)) = next(rest) {
        if token == Token::Offset {
            return true;
        }
        rest = behind;
    }
    false
}

/// The offset at the start of `text` in minutes, and what comes behind.
pub(super) fn read_offset(text: &str) -> Option<(i16, &str)> {
    if let Some(behind) = text.strip_prefix(['Z', 'z']) {
        return Some((0, behind));
    }
    let (sign, rest) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let (mut hours, mut minutes) = (0_i16, 0_i16);
    let rest = take(rest, 2, &mut hours)?.strip_prefix(':')?;
    let rest = take(rest, 2, &mut minutes)?;
    (hours < 24 && minutes < 60).then_some((sign * (hours * 60 + minutes), rest))
}

/// An offset in minutes as `Z` or `+08:00`.
pub(super) fn write_offset(minutes: i16) -> String {
    if minutes == 0 {
        return "Z".to_owned();
    }
    let sign = if minutes < 0 { '-' } else { '+' };
    let size = minutes.unsigned_abs();
    format!("{sign}{:02}:{:02}", size / 60, size % 60)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Token<'p> {
    Year,
    Part(Part, Width),
    Fraction(usize),
    Offset,
    Literal(&'p str),
    Unknown,
    Unclosed,
}

/// A number of one digit or two.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Month,
    Day,
    Hour,
    Minute,
    Second,
}

/// How many digits a part has.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Width {
    Two,
    /// One or two, none of them a zero that could be left out.
    Any,
}

impl Width {
    /// How many digits are to be read at the start of a text.
    fn digits(self, text: &str) -> usize {
        let found = text.bytes().take(2).take_while(u8::is_ascii_digit).count();
        match self {
            Self::Two => 2,
            Self::Any => found.max(1),
        }
    }
}

/// The token at the start of a pattern, and what comes behind.
fn next(pattern: &str) -> Option<(Token<'_>, &str)> {
    let first = pattern.chars().next()?;
    // Three of a letter are a name or a number of days elsewhere, and nothing here.
    let run = pattern.chars().take_while(|&c| c == first).count();
    if run > 2 && "MdHms".contains(first) {
        return Some((Token::Unknown, pattern.get(1..).unwrap_or("")));
    }
    let fields = [
        ("yyyy", Token::Year),
        ("MM", Token::Part(Part::Month, Width::Two)),
        ("dd", Token::Part(Part::Day, Width::Two)),
        ("HH", Token::Part(Part::Hour, Width::Two)),
        ("mm", Token::Part(Part::Minute, Width::Two)),
        ("ss", Token::Part(Part::Second, Width::Two)),
        ("M", Token::Part(Part::Month, Width::Any)),
        ("d", Token::Part(Part::Day, Width::Any)),
        ("H", Token::Part(Part::Hour, Width::Any)),
        ("m", Token::Part(Part::Minute, Width::Any)),
        ("s", Token::Part(Part::Second, Width::Any)),
        ("XXX", Token::Offset),
    ];
    for (name, token) in fields {
        if let Some(behind) = pattern.strip_prefix(name) {
            return Some((token, behind));
        }
    }
    let (token, length) = match first {
        'S' => {
            let count = pattern.chars().take_while(|&c| c == 'S').count();
            (Token::Fraction(count), count)
        }
        '\'' if pattern.starts_with("''") => (Token::Literal("'"), 2),
        '\'' => match pattern.get(1..).and_then(|rest| rest.find('\'')) {
            Some(end) => (Token::Literal(pattern.get(1..=end).unwrap_or("")), end + 2),
            None => (Token::Unclosed, pattern.len()),
        },
        c if c.is_ascii_alphabetic() => (Token::Unknown, 1),
        c => (
            Token::Literal(pattern.get(..c.len_utf8()).unwrap_or("")),
            c.len_utf8(),
        ),
    };
    Some((token, pattern.get(length..).unwrap_or("")))
}

/// Whether what a pattern writes starts with a digit.
fn starts_with_digit(pattern: &str) -> bool {
    match next(pattern) {
        Some((Token::Year | Token::Part(..) | Token::Fraction(_), _)) => true,
        Some((Token::Literal(literal), _)) => literal.starts_with(|c: char| c.is_ascii_digit()),
        _ => false,
    }
}

/// Reads exactly `count` digits into `number`; gives what comes behind.
fn take<'t, N: TryFrom<u32>>(text: &'t str, count: usize, number: &mut N) -> Option<&'t str> {
    let (digits, behind) = text.split_at_checked(count)?;
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    *number = N::try_from(digits.parse().ok()?).ok()?;
    Some(behind)
}

/// What a fraction of `count` digits is multiplied by to give nanoseconds.
fn scale(count: usize) -> Option<u32> {
    10_u32.checked_pow(u32::try_from(9_usize.checked_sub(count)?).ok()?)
}

impl fmt::Display for InvalidPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at character {}", self.message, self.at + 1)
    }
}

impl std::error::Error for InvalidPattern {}
