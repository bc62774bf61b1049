//! Phone numbers.

use std::ops::Range;

/// More digits than any number that is accepted.
const DIGIT_LIMIT: usize = 20;

/// How many digits an extension has at most.
const EXTENSION_LIMIT: usize = 6;

pub(super) fn is_phone(text: &str) -> bool {
    if let Some((number, extension)) = split_extension(text) {
        return is_extension(extension) && is_number(number, true);
    }
    let behind_hyphen = || {
        text.rsplit_once('-')
            .is_some_and(|(number, extension)| is_extension(extension) && is_number(number, true))
    };
    is_number(text, false) || behind_hyphen()
}

/// The number and its extension, if a word announces one.
fn split_extension(text: &str) -> Option<(&str, &str)> {
    let at = text.find(|c: char| c == '转' || c.is_ascii_alphabetic())?;
    let (number, rest) = text.split_at(at);
    let mut words = ["转", "ext.", "ext", "x"].iter();
    let extension = words.find_map(|word| {
        let (start, rest) = rest.split_at_checked(word.len())?;
        start.eq_ignore_ascii_case(word).then_some(rest)
    })?;
    let number = number.strip_suffix(' ').unwrap_or(number);
    Some((number, extension.strip_prefix(' ').unwrap_or(extension)))
}

fn is_extension(text: &str) -> bool {
    (1..=EXTENSION_LIMIT).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_number(text: &str, has_extension: bool) -> bool {
    let (text, separators): (_, &[u8]) = match text.strip_prefix('+') {
        Some(rest) => (rest, b" -."),
        None => (text, b" -"),
    };
    let Some(digits) = Digits::of(text, separators) else {
        return false;
    };
    if separators.contains(&b'.') {
        return if digits.all().digits.starts_with(b"86") {
            let chinese = digits.behind(b"86");
            chinese.is_some_and(|chinese| chinese.is_reachable(has_extension, true))
        } else {
            digits.all().is_international() && !has_extension
        };
    }
    let behind_prefix = digits.behind(b"0086").or_else(|| digits.behind(b"86"));
    behind_prefix.is_some_and(|chinese| chinese.is_reachable(has_extension, true))
        || digits.all().is_reachable(has_extension, false)
        || digits.all().is_service() && !has_extension
}

/// The digits of a number.
#[derive(Clone)]
struct Digits {
    digits: [u8; DIGIT_LIMIT],
    count: usize,
    /// Those of them that are in parentheses.
    bracketed: Option<Range<usize>>,
}

/// What was read last.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Nothing,
    Digit,
    Separator,
    Open,
    Close,
}

impl Digits {
    /// The digits of a text that has single separators between them, and one pair of parentheses at
    /// most. None for any other text.
    fn of(text: &str, separators: &[u8]) -> Option<Self> {
        let mut all = Self {
            digits: [0; DIGIT_LIMIT],
            count: 0,
            bracketed: None,
        };
        let mut open = None;
        let mut last = Last::Nothing;
        for byte in text.bytes() {
            last = match (byte, last) {
                (b'0'..=b'9', _) => {
                    *all.digits.get_mut(all.count)? = byte;
                    all.count += 1;
                    Last::Digit
                }
                (b'(', Last::Nothing | Last::Digit | Last::Separator)
                    if open.is_none() && all.bracketed.is_none() =>
                {
                    open = Some(all.count);
                    Last::Open
                }
                (b')', Last::Digit) => {
                    all.bracketed = Some(open.take()?..all.count);
                    Last::Close
                }
                (byte, Last::Digit | Last::Close) if separators.contains(&byte) => Last::Separator,
                _ => return None,
            };
        }
        (last == Last::Digit && open.is_none()).then_some(all)
    }

    fn all(&self) -> Number<'_> {
        Number {
            digits: self.digits.get(..self.count).unwrap_or_default(),
            bracketed: self.bracketed.clone(),
        }
    }

    /// What stands behind a prefix; None if parentheses are around a part of it alone.
    fn behind(&self, prefix: &[u8]) -> Option<Number<'_>> {
        let Number { digits, bracketed } = self.all();
        let digits = digits.strip_prefix(prefix)?;
        let length = prefix.len();
        let bracketed = match bracketed {
            Some(range) if range != (0..length) => {
                Some(range.start.checked_sub(length)?..range.end - length)
            }
            _ => None,
        };
        Some(Number { digits, bracketed })
    }
}

/// The digits of a number, or of what stands behind the prefix of its country.
struct Number<'d> {
    digits: &'d [u8],
    bracketed: Option<Range<usize>>,
}

impl Number<'_> {
    fn is_international(&self) -> bool {
        (7..=15).contains(&self.digits.len()) && !self.digits.starts_with(b"0")
    }

    /// A Chinese number that can be called from anywhere in the country.
    fn is_reachable(&self, has_extension: bool, prefixed: bool) -> bool {
        self.is_mobile() && !has_extension || self.is_free() || self.is_landline(prefixed)
    }

    fn is_mobile(&self) -> bool {
        self.bracketed.is_none()
            && self.digits.len() == 11
            && matches!(self.digits, [b'1', b'3'..=b'9', ..])
    }

    fn is_free(&self) -> bool {
        self.bracketed.is_none()
            && self.digits.len() == 10
            && (self.digits.starts_with(b"400") || self.digits.starts_with(b"800"))
    }

    /// Behind the country's prefix, the area may lack its zero.
    fn is_landline(&self, prefixed: bool) -> bool {
        let trunk = usize::from(self.digits.starts_with(b"0"));
        if trunk == 0 && !prefixed {
            return false;
        }
        let area = match self.digits.get(trunk..) {
            Some([b'1', b'0', ..] | [b'2', ..]) => trunk + 2,
            Some([b'3'..=b'9', ..]) => trunk + 3,
            _ => return false,
        };
        let local = self.digits.get(area..).unwrap_or_default();
        let well_bracketed = match &self.bracketed {
            None => true,
            Some(range) if range.end == area => range.start <= trunk,
            Some(range) => *range == (0..trunk),
        };
        well_bracketed && matches!(local.len(), 7 | 8) && matches!(local, [b'2'..=b'9', ..])
    }

    fn is_service(&self) -> bool {
        self.bracketed.is_none()
            && (5..=8).contains(&self.digits.len())
            && matches!(
                self.digits,
                [b'9', b'5' | b'6', ..] | [b'1', b'0' | b'2', ..]
            )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        let accepted = [
            // Mobile.
            "13000000000",
            "19999999999",
            "138 0013 8000",
            "138-0013-8000",
            "+8613800138000",
            "+86 138 0013 8000",
            "+86-13800138000",
            "+86.138.0013.8000",
            "008613800138000",
            "0086 13800138000",
            "8613800138000",
            // Landline.
            "010-65529988",
            "01065529988",
            "010 6552 9988",
            "021-2345678",
            "0571-88888888",
            "0571-8888888",
            "05718888888",
            "0999-22222222",
            "(010)65529988",
            "(0571) 8888-8888",
            "+86 10 6552 9988",
            "+86 010 6552 9988",
            "+86 (10) 6552 9988",
            "+(86)1065529988",
            "+86 (0)10 6552 9988",
            "0086-571-88888888",
            // Extensions.
            "0571-88888888-1",
            "0571-88888888-123456",
            "0571-88888888ext12",
            "0571-88888888 EXT. 12",
            "0571-88888888x12",
            "0571-88888888转8001",
            "400-800-8820-1",
            "+86 571 88888888-12",
            // Free and service numbers.
            "4008008820",
            "400-800-8820",
            "800 820 8820",
            "95588",
            "95105105",
            "96110",
            "10086",
            "1010-8888",
            "12345",
            // International.
            "+1234567",
            "+123456789012345",
            "+44 20 7946 0958",
            "+44 (20) 7946.0958",
            "+1 (415) 555-0132",
            "+(44)2079460958",
        ];
        for text in accepted {
            assert!(is_phone(text), "{text}");
        }
        let refused = [
            "",
            "+",
            "-",
            "abc",
            "x12",
            // Mobile.
            "12000000000",
            "1300000000",
            "130000000000",
            "+86 1380013800",
            "+86 138001380000",
            "(138)00138000",
            "13800138000-12",
            "13800138000x1",
            "138--0013-8000",
            "138 - 00138000",
            "138.0013.8000",
            "138/00138000",
            " 13800138000",
            "13800138000 ",
            "-13800138000",
            "13800138000-",
            "13800138000
",
            "１３８００１３８０００",
            "١٣٨٠٠١٣٨٠٠٠",
            // Landline.
            "88888888",
            "010-655299",
            "010-655299888",
            "0571-888888888",
            "0571-18888888",
            "010-12345678",
            "011-65529988",
            "(01)065529988",
            "0(10)65529988-",
            "(010)(65529988)",
            "((010)65529988",
            "010)65529988",
            "(010 65529988",
            "()01065529988",
            "05(71)88888888",
            "（010）65529988",
            "+(861)065529988",
            "+8(6)1065529988",
            // Extensions.
            "0571-88888888-1234567",
            "0571-88888888-",
            "0571-88888888ext",
            "0571-88888888y12",
            "0571-88888888x1x2",
            "95588x1",
            "+44 20 7946 0958 x1",
            // Free and service numbers.
            "400800882",
            "40080088201",
            "110",
            "1008",
            "951051050",
            "97588",
            "+86 95588",
            // International.
            "+123456",
            "+1234567890123456",
            "+123456789012345678901",
            "+01234567",
            "0044 20 7946 0958",
            "++1234567",
            "+1..234567",
            "+1 (415",
            "+(44)20(79)460958",
        ];
        for text in refused {
            assert!(!is_phone(text), "{text}");
        }
    }
}
