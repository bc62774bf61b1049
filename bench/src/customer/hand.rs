//! The rules as loops that somebody writes who wants them fast.

use std::borrow::Cow;

use super::records::{Contact, Customer};
use super::rules;

/// One thing that is wrong.
pub(crate) struct Broken {
    pub(crate) path: Cow<'static, str>,
    why: &'static str,
}

/// Everything that is wrong with a customer.
pub(crate) fn check(customer: &Customer) -> Result<(), Vec<Broken>> {
    let mut found = Found::default();
    found.test("id", customer.id >= 1, RANGE);
    found.test("name", has_length(&customer.name, 1, 40), LENGTH);
    found.text("email", &customer.email, is_email, "is no e-mail address");
    found.text("phone", &customer.phone, is_phone, PATTERN);
    found.text(
        "website",
        &customer.website,
        is_url,
        "is no address of the web",
    );
    found.text(
        "company",
        &customer.company,
        |text| has_length(text, 2, 80),
        LENGTH,
    );
    found.text(
        "title",
        &customer.title,
        |text| has_length(text, 0, 30),
        LENGTH,
    );
    found.text("status", &customer.status, is_status, PATTERN);
    found.text("country", &customer.country, is_country, PATTERN);
    found.text("postcode", &customer.postcode, is_postcode, PATTERN);
    found.text(
        "city",
        &customer.city,
        |text| has_length(text, 1, 40),
        LENGTH,
    );
    found.text(
        "street",
        &customer.street,
        |text| has_length(text, 1, 120),
        LENGTH,
    );
    found.test(
        "age",
        customer.age.is_none_or(|age| (0..=150).contains(&age)),
        RANGE,
    );
    let points = customer.points;
    found.test(
        "points",
        points.is_none_or(|points| (0..=1_000_000).contains(&points)),
        RANGE,
    );
    let discount = customer.discount;
    found.test(
        "discount",
        discount.is_none_or(|part| (0.0..=1.0).contains(&part)),
        RANGE,
    );
    found.text("language", &customer.language, is_language, PATTERN);
    found.test("tags", customer.tags.len() <= 10, ITEMS);
    found.test(
        "contacts",
        (1..=5).contains(&customer.contacts.len()),
        ITEMS,
    );
    for (index, contact) in customer.contacts.iter().enumerate() {
        found.contact(index, contact);
    }
    let is_before = rules::is_before(customer.changed_at, customer.created_at);
    found.test("", !is_before, "the change is before the creation");
    match found.list.is_empty() {
        true => Ok(()),
        false => Err(found.list),
    }
}

/// All of it, one line each.
pub(crate) fn text(found: &[Broken]) -> String {
    let lines = found
        .iter()
        .map(|broken| format!("{}: {}\n", broken.path, broken.why));
    lines.collect()
}

const LENGTH: &str = "is too short or too long";
const RANGE: &str = "is too little or too much";
const PATTERN: &str = "has another form";
const ITEMS: &str = "has too few items or too many";

#[derive(Default)]
struct Found {
    list: Vec<Broken>,
}

impl Found {
    fn test(&mut self, path: &'static str, holds: bool, why: &'static str) {
        if !holds {
            let path = Cow::Borrowed(path);
            self.list.push(Broken { path, why });
        }
    }

    fn text(
        &mut self,
        path: &'static str,
        value: &Option<String>,
        holds: impl Fn(&str) -> bool,
        why: &'static str,
    ) {
        self.test(path, value.as_deref().is_none_or(holds), why);
    }

    fn contact(&mut self, index: usize, contact: &Contact) {
        let is =
            |value: &Option<String>, holds: fn(&str) -> bool| value.as_deref().is_none_or(holds);
        let tests = [
            ("name", has_length(&contact.name, 1, 40), LENGTH),
            (
                "email",
                is(&contact.email, is_email),
                "is no e-mail address",
            ),
            ("phone", is(&contact.phone, is_phone), PATTERN),
            (
                "kind",
                is(&contact.kind, |text| matches!(text, "work" | "home")),
                PATTERN,
            ),
            (
                "note",
                is(&contact.note, |text| has_length(text, 0, 200)),
                LENGTH,
            ),
        ];
        for (name, holds, why) in tests {
            if !holds {
                let path = Cow::Owned(format!("contacts[{index}].{name}"));
                self.list.push(Broken { path, why });
            }
        }
    }
}

fn has_length(text: &str, min: usize, max: usize) -> bool {
    (min..=max).contains(&text.chars().count())
}

fn is_phone(text: &str) -> bool {
    match text.as_bytes() {
        [b'1', b'3'..=b'9', rest @ ..] => rest.len() == 9 && rest.iter().all(u8::is_ascii_digit),
        _ => false,
    }
}

fn is_status(text: &str) -> bool {
    matches!(text, "active" | "paused" | "closed")
}

fn is_country(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn is_postcode(text: &str) -> bool {
    text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_language(text: &str) -> bool {
    matches!(
        text.as_bytes(),
        [b'a'..=b'z', b'a'..=b'z'] | [b'a'..=b'z', b'a'..=b'z', b'-', b'A'..=b'Z', b'A'..=b'Z']
    )
}

/// The rule of the HTML standard.
fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    let is_local =
        |byte: u8| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte);
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    text.len() <= 254
        && !local.is_empty()
        && local.bytes().all(is_local)
        && domain.split('.').all(is_label)
}

/// An absolute address with a host; names in ASCII alone.
fn is_url(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    let Some(rest) = rest else {
        return false;
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let host = authority
        .rsplit_once('@')
        .map_or(authority, |(_, host)| host);
    let (host, port) = host.split_once(':').unwrap_or((host, "0"));
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let is_allowed = |c: char| !c.is_control() && !c.is_whitespace() && !"\"<>`\\".contains(c);
    host.split('.')
        .all(|label| !label.is_empty() && label.bytes().all(is_word))
        && port.parse::<u16>().is_ok()
        && path.chars().all(is_allowed)
}
