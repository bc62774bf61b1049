//! E-mail addresses.

/// The characters of a local part beside letters and digits.
const SPECIAL: &[u8] = b".!#$%&'*+/=?^_`{|}~-";

/// The bytes that a local part may have. All bytes of other scripts count here: whether they are letters
/// or digits is asked later, and only if there are some.
const LOCAL: [bool; 256] = {
    let mut allowed = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        allowed[byte] = byte >= 0x80 || (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    let mut at = 0;
    while at < SPECIAL.len() {
        allowed[SPECIAL[at] as usize] = true;
        at += 1;
    }
    allowed
};

/// What a mail server takes at most, in bytes.
const LENGTH_LIMIT: usize = 254;

/// What the name system takes at most for one label, in characters.
const LABEL_LIMIT: usize = 63;

pub(super) fn is_email(text: &str) -> bool {
    let bytes = text.as_bytes();
    if bytes.len() > LENGTH_LIMIT {
        return false;
    }
    let Some(local) = bytes.iter().position(|byte| !LOCAL[usize::from(*byte)]) else {
        return false;
    };
    let (local, rest) = bytes.split_at(local);
    let Some((b'@', domain)) = rest.split_first() else {
        return false;
    };
    !local.is_empty()
        && domain.split(|byte| *byte == b'.').all(is_label)
        && (text.is_ascii() || text.chars().all(|c| c.is_ascii() || c.is_alphanumeric()))
}

fn is_label(label: &[u8]) -> bool {
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || !byte.is_ascii();
    let (Some(first), Some(last)) = (label.first(), label.last()) else {
        return false;
    };
    is_word(first)
        && is_word(last)
        && label.iter().all(|byte| is_word(byte) || *byte == b'-')
        && is_short(label)
}

fn is_short(label: &[u8]) -> bool {
    let starts_character = |byte: &&u8| **byte & 0xC0 != 0x80;
    label.len() <= LABEL_LIMIT || label.iter().filter(starts_character).count() <= LABEL_LIMIT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        let label = |count| format!("a@{}.com", "b".repeat(count));
        let long = |count| format!("{}@{}.com", "a".repeat(count), "b".repeat(60));
        let accepted = [
            "a@b",
            "root@localhost",
            "ann.lee+news@mail.example.com",
            ".a..b.@c-d.e",
            "!#$%&'*+/=?^_`{|}~-@1.2",
            "用户@例子.公司",
            "café@exämple.de",
            &label(63),
            &format!("a@{}.公司", "例".repeat(63)),
            &long(189),
        ];
        for text in accepted {
            assert!(is_email(text), "{text}");
        }
        let refused = [
            "",
            "@",
            "a",
            "a@",
            "@b",
            "a@b@c",
            "a b@c",
            "a@b c",
            " a@b",
            "a@b ",
            "a@b\n",
            "a@-b",
            "a@b-",
            "a@.b",
            "a@b.",
            "a@b..c",
            "a@b_c",
            "\"a b\"@c",
            "a@[127.0.0.1]",
            "a(b)@c",
            "a,b@c",
            "a@b，c",
            "a＠b",
            "😀@b.c",
            "a@\u{200b}b",
            &label(64),
            &format!("a@{}.公司", "例".repeat(64)),
            &long(190),
        ];
        for text in refused {
            assert!(!is_email(text), "{text}");
        }
    }
}
