//! A record that breaks no rule, and what breaks each.

use super::records::{Contact, Customer};

/// What makes a record break one rule.
type Break = fn(&mut Customer);

/// For each rule, the path of the field that breaks it, and how; the empty path is the whole record.
pub(crate) const BREAKS: [(&str, Break); 34] = [
    ("id", |customer| customer.id = 0),
    ("name", |customer| customer.name.clear()),
    ("name", |customer| customer.name = "李".repeat(41)),
    ("email", |customer| text(&mut customer.email, "ann@")),
    ("email", |customer| {
        text(&mut customer.email, "ann lee@example.com")
    }),
    ("phone", |customer| text(&mut customer.phone, "12800138000")),
    ("phone", |customer| {
        text(&mut customer.phone, "138001380001")
    }),
    ("website", |customer| {
        text(&mut customer.website, "www.example.com")
    }),
    ("website", |customer| {
        text(&mut customer.website, "https://")
    }),
    ("company", |customer| text(&mut customer.company, "x")),
    ("company", |customer| {
        text(&mut customer.company, &"x".repeat(81))
    }),
    ("title", |customer| {
        text(&mut customer.title, &"长".repeat(31))
    }),
    ("status", |customer| text(&mut customer.status, "actived")),
    ("country", |customer| text(&mut customer.country, "cn")),
    ("postcode", |customer| text(&mut customer.postcode, "31000")),
    ("city", |customer| text(&mut customer.city, "")),
    ("street", |customer| {
        text(&mut customer.street, &"街".repeat(121))
    }),
    ("age", |customer| customer.age = Some(-1)),
    ("age", |customer| customer.age = Some(151)),
    ("points", |customer| customer.points = Some(-1)),
    ("points", |customer| customer.points = Some(1_000_001)),
    ("discount", |customer| customer.discount = Some(-0.01)),
    ("discount", |customer| customer.discount = Some(1.01)),
    ("language", |customer| text(&mut customer.language, "zh-")),
    ("tags", |customer| {
        customer.tags = vec!["new".to_owned(); 11]
    }),
    ("contacts", |customer| customer.contacts.clear()),
    ("contacts", |customer| customer.contacts.push(contact(5))),
    ("contacts[0].name", |customer| {
        customer.contacts[0].name.clear()
    }),
    ("contacts[1].email", |customer| {
        text(&mut customer.contacts[1].email, "@example.com")
    }),
    ("contacts[2].email", |customer| {
        text(&mut customer.contacts[2].email, "a@-b.example")
    }),
    ("contacts[3].phone", |customer| {
        text(&mut customer.contacts[3].phone, "1380013800x")
    }),
    ("contacts[4].kind", |customer| {
        text(&mut customer.contacts[4].kind, "homework")
    }),
    ("contacts[4].note", |customer| {
        text(&mut customer.contacts[4].note, &"n".repeat(201))
    }),
    ("", |customer| customer.changed_at = Some(1_699_999_999_999)),
];

/// The paths of the record that breaks five rules.
pub(crate) const FIVE: [&str; 5] = ["email", "country", "age", "contacts[3].phone", ""];

/// A record that breaks no rule.
pub(crate) fn valid() -> Customer {
    let some = |text: &str| Some(text.to_owned());
    Customer {
        id: 42_000_017,
        name: "李雷 Lei Li".to_owned(),
        email: some("lei.li+orders@mail.example.com"),
        phone: some("13800138000"),
        website: some("https://www.example.com/customers/42?from=shop#top"),
        company: some("Harbour Trading and Shipping Ltd."),
        title: some("采购经理"),
        status: some("active"),
        country: some("CN"),
        postcode: some("310000"),
        city: some("杭州市"),
        street: some("文三路 90 号东部软件园 1 号楼 1201 室"),
        age: Some(37),
        points: Some(12_800),
        discount: Some(0.15),
        language: some("zh-CN"),
        created_at: Some(1_700_000_000_000),
        changed_at: Some(1_720_000_000_000),
        tags: ["new", "wholesale", "north"].map(str::to_owned).into(),
        contacts: (0..5).map(contact).collect(),
    }
}

/// The same record, where five rules are broken.
pub(crate) fn broken() -> Customer {
    let mut customer = valid();
    for path in FIVE {
        let found = BREAKS.iter().find(|(place, _)| *place == path);
        let (_, make) = found.expect("there is a rule");
        make(&mut customer);
    }
    customer
}

fn contact(index: usize) -> Contact {
    Contact {
        name: format!("Contact {index}"),
        email: Some(format!("contact-{index}@example.com")),
        phone: Some(format!("1390013900{index}")),
        kind: Some(["work", "home"][index % 2].to_owned()),
        note: Some("Calls back in the afternoon, not on Fridays.".to_owned()),
    }
}

fn text(field: &mut Option<String>, value: &str) {
    *field = Some(value.to_owned());
}
