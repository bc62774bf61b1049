//! The checks of texts that have a format.

use super::email::is_email;
use super::phone::is_phone;
use super::problem::{Format, Problem};
use super::shown::Shown;
use super::url::is_url;
use super::{CheckedText, Place, Violations};
use crate::DateTime;
use crate::value::number_length;

impl Violations {
    /// `format`: the text is an e-mail address, as the HTML standard has it for forms: letters, digits
    /// and ``.!#$%&'*+/=?^_`{|}~-``, an `@`, and labels of letters, digits and inner hyphens between
    /// dots. Letters and digits of all scripts count, since addresses have them today.
    ///
    /// Refused are white space, quoted local parts, comments, addresses in brackets, labels of more than
    /// 63 characters and, since mail cannot be sent there, addresses of more than 254 bytes. A domain
    /// without a dot is accepted: `root@localhost` is an address.
    ///
    /// ```
    /// use apiloom_wire::{Place, Violations};
    ///
    /// let mut found = Violations::new();
    /// found.email(&Place::ROOT, "ann.lee+news@example.com");
    /// found.email(&Place::ROOT, "用户@例子.公司");
    /// assert!(found.is_empty());
    /// found.email(&Place::ROOT, "ann@example..com");
    /// assert_eq!(
    ///     found.to_string(),
    ///     "is no e-mail address such as name@example.com (found \"ann@example..com\")",
    /// );
    /// ```
    #[inline]
    pub fn email<T: CheckedText + ?Sized>(&mut self, at: &Place<'_>, value: &T) {
        self.format(at, value, Format::Email, is_email(value.checked_text()));
    }

    /// `format`: the text is a phone number, of one of these kinds. Single spaces and hyphens may stand
    /// between digits.
    ///
    /// | kind | accepted | for example |
    /// |---|---|---|
    /// | Chinese mobile | `1`, a digit from 3 to 9, nine digits | `138 0013 8000` |
    /// | Chinese landline | `0`, the area of two digits (`10`, `2x`) or three (`3xx` to `9xx`), seven or eight digits that start with 2 to 9; the area may be in parentheses | `0571-88888888`, `(010) 65529988` |
    /// | Chinese 400 and 800 numbers | ten digits | `400-800-8820` |
    /// | Chinese service numbers | five to eight digits that start with `95`, `96`, `10` or `12`, since companies are kept by their hotlines | `95588`, `10086` |
    /// | any of the first three with `+86`, `0086` or `86` before it, a landline without its `0`, too | | `+86 10 6552 9988` |
    /// | international | `+`, a digit from 1 to 9, seven to fifteen digits in all; dots and a pair of parentheses, too | `+44 (20) 7946.0958` |
    ///
    /// A landline and a 400 or 800 number may have an extension of one to six digits behind `-`, `ext`,
    /// `ext.`, `x` or `转`.
    ///
    /// Refused are emergency numbers such as `110`, which reach nobody in particular; local numbers
    /// without an area; `00` before any country but China, since `+` says the same everywhere; digits of
    /// other scripts, which vendors refuse.
    ///
    /// ```
    /// use apiloom_wire::{Place, Violations};
    ///
    /// let mut found = Violations::new();
    /// for number in ["13800138000", "+86 138-0013-8000", "0571-88888888-12", "95588", "+1 (415) 555-0132"] {
    ///     found.phone(&Place::ROOT, number);
    /// }
    /// assert!(found.is_empty());
    /// found.phone(&Place::ROOT, "12800138000");
    /// assert_eq!(found.len(), 1);
    /// ```
    #[inline]
    pub fn phone<T: CheckedText + ?Sized>(&mut self, at: &Place<'_>, value: &T) {
        self.format(at, value, Format::Phone, is_phone(value.checked_text()));
    }

    /// `format`: the text is an absolute address of `http` or `https` (in any case) with a host: a name of
    /// letters and digits of all scripts, hyphens and underscores between dots, or an IPv6 address in
    /// brackets; a port up to 65535 may follow.
    ///
    /// Refused anywhere are white space, control characters, `"`, `<`, `>`, `` ` `` and `\`, which are
    /// never part of an address but of what stands around it. Other characters that an address should
    /// escape are accepted, since vendors do not escape them either.
    ///
    /// ```
    /// use apiloom_wire::{Place, Violations};
    ///
    /// let mut found = Violations::new();
    /// found.url(&Place::ROOT, "https://example.com:8443/a?b=c#d");
    /// assert!(found.is_empty());
    /// found.url(&Place::ROOT, "example.com");
    /// assert_eq!(
    ///     found.to_string(),
    ///     "is no address such as https://example.com/path (found \"example.com\")",
    /// );
    /// ```
    #[inline]
    pub fn url<T: CheckedText + ?Sized>(&mut self, at: &Place<'_>, value: &T) {
        self.format(at, value, Format::Url, is_url(value.checked_text()));
    }

    /// `format`: the text is an integer as JSON writes it, of any size: no `+`, no leading zeros, no
    /// fraction, no white space.
    ///
    /// ```
    /// use apiloom_wire::{Place, Violations};
    ///
    /// let mut found = Violations::new();
    /// found.integer_text(&Place::ROOT, "-12");
    /// assert!(found.is_empty());
    /// found.integer_text(&Place::ROOT, "12.0");
    /// assert_eq!(found.to_string(), "is no integer such as 12 or -3 (found \"12.0\")");
    /// ```
    #[inline]
    pub fn integer_text<T: CheckedText + ?Sized>(&mut self, at: &Place<'_>, value: &T) {
        self.format(at, value, Format::Integer, is_integer(value.checked_text()));
    }

    /// `format`: the text is a number as JSON writes it.
    ///
    /// ```
    /// use apiloom_wire::{Place, Violations};
    ///
    /// let mut found = Violations::new();
    /// found.decimal_text(&Place::ROOT, "-12.50");
    /// assert!(found.is_empty());
    /// found.decimal_text(&Place::ROOT, "12,5");
    /// assert_eq!(found.to_string(), "is no number such as 12.5 or -3 (found \"12,5\")");
    /// ```
    #[inline]
    pub fn decimal_text<T: CheckedText + ?Sized>(&mut self, at: &Place<'_>, value: &T) {
        let text = value.checked_text();
        let holds = number_length(text.as_bytes()) == Ok(text.len());
        self.format(at, value, Format::Decimal, holds);
    }

    /// `format`: the text is a date or time that exists, in the notation of one of the patterns.
    ///
    /// ```
    /// use apiloom_wire::{Place, Violations};
    ///
    /// const PATTERNS: &[&str] = &["yyyy-MM-dd", "yyyy/MM/dd"];
    /// let mut found = Violations::new();
    /// found.time_text(&Place::ROOT, "2028/02/29", PATTERNS);
    /// assert!(found.is_empty());
    /// found.time_text(&Place::ROOT, "2026-02-29", PATTERNS);
    /// assert_eq!(
    ///     found.to_string(),
    ///     "is no date or time written as yyyy-MM-dd or yyyy/MM/dd (found \"2026-02-29\")",
    /// );
    /// ```
    pub fn time_text<T: CheckedText + ?Sized>(
        &mut self,
        at: &Place<'_>,
        value: &T,
        patterns: &'static [&'static str],
    ) {
        let text = value.checked_text();
        let mut read = patterns
            .iter()
            .map(|pattern| DateTime::read_pattern(pattern, text));
        let holds = read.any(|time| time.is_some());
        self.format(at, value, Format::Time(patterns), holds);
    }

    #[inline]
    fn format<T: CheckedText + ?Sized>(
        &mut self,
        at: &Place<'_>,
        value: &T,
        format: Format,
        holds: bool,
    ) {
        if !holds {
            self.misformed(at, value, format);
        }
    }

    #[cold]
    #[inline(never)]
    fn misformed<T: CheckedText + ?Sized>(&mut self, at: &Place<'_>, value: &T, format: Format) {
        self.add(at, Problem::Format(format), Shown::text(at, value));
    }
}

/// An integer as JSON writes it, of any size; no `-0`, as nowhere else.
fn is_integer(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    match digits.as_bytes() {
        [b'0'] => digits.len() == text.len(),
        [b'1'..=b'9', rest @ ..] => rest.iter().all(u8::is_ascii_digit),
        _ => false,
    }
}
