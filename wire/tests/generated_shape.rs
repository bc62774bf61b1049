//! What generated code looks like. Every kind of type is here once, as the
//! emitter prints it, and works.

#![expect(missing_docs, reason = "docs come from a spec, and there is none here")]

use std::collections::BTreeMap;

use apiloom_wire::{
    BoolCodes, Code, CodeEnum, CodeRef, Csv, Date, DateAs, DecodeError, Decoder, Encoder, Extra,
    Fields, FlatPairs, Form, IntOrString, Json, JsonString, Maybe, Nullable, OrNull, OtherVariant,
    Patch, Plain, Record, Secret, Shape, Wire, blank, decode, encode, encode_request, wire_enum,
    wire_record,
};

// A record.

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Customer {
    pub id: Option<i64>,
    pub gender: Gender,
    pub level: Option<Level>,
    pub is_employee: Option<bool>,
    pub tags: Option<Vec<String>>,
    pub custom_field: Option<Vec<CustomField>>,
    pub other_emails: Option<Vec<(i64, String)>>,
    pub owner: Option<String>,
    pub nick_name: Nullable<String>,
    pub remark: Patch<String>,
    pub birthday: Option<Date>,
    pub token: Option<Secret>,
    pub parent: Option<Box<Customer>>,
    pub code: i64,
    pub updated: Option<String>,
    pub extra: Extra,
}

static CUSTOMER: Shape = Shape::new(
    "Customer",
    Form::Object,
    &[
        "id",
        "gender",
        "level",
        "isEmployee",
        "tags",
        "customField",
        "other_emails",
        "owner",
        "nickName",
        "remark",
        "birthday",
        "token",
        "parent",
        "code",
        "updated",
    ],
    &[
        false, true, false, false, false, false, false, true, false, false, false, false, false,
        true,
    ],
)
.or(&[("tag", "tags")]);

impl Fields for Customer {
    fn shape(&self) -> &'static Shape {
        &CUSTOMER
    }

    fn read_field(&mut self, index: usize, d: &mut Decoder<'_>) -> Result<(), DecodeError> {
        match index {
            0 => d.read_into(&mut self.id),
            1 => d.read_into(&mut self.gender),
            2 => d.read_into(&mut self.level),
            3 => d.read_as(Maybe(BoolCodes::ints(0, 1)), &mut self.is_employee),
            4 => d.read_as(Maybe(Csv(Plain)), &mut self.tags),
            5 => d.read_as(Maybe(JsonString(Plain)), &mut self.custom_field),
            6 => d.read_as(
                Maybe(FlatPairs::new(Plain, Plain).keys("id", "content")),
                &mut self.other_emails,
            ),
            7 => d.read_as(OrNull(Plain), &mut self.owner),
            8 => d.read_into(&mut self.nick_name),
            9 => d.read_into(&mut self.remark),
            10 => d.read_as(
                Maybe(DateAs(&["yyyy-MM-dd", "yyyy/MM/dd"])),
                &mut self.birthday,
            ),
            11 => d.read_into(&mut self.token),
            12 => d.read_into(&mut self.parent),
            13 => d.read_as(IntOrString, &mut self.code),
            14 => d.read_into(&mut self.updated),
            _ => Ok(()),
        }
    }

    fn write_fields(&self, e: &mut Encoder) {
        e.field("id", &self.id);
        e.field("gender", &self.gender);
        e.field("level", &self.level);
        e.field_as(
            "isEmployee",
            Maybe(BoolCodes::ints(0, 1)),
            &self.is_employee,
        );
        e.field_as("tags", Maybe(Csv(Plain)), &self.tags);
        e.field_as("customField", Maybe(JsonString(Plain)), &self.custom_field);
        e.field_as(
            "other_emails",
            Maybe(FlatPairs::new(Plain, Plain).keys("id", "content")),
            &self.other_emails,
        );
        e.field_as("owner", OrNull(Plain), &self.owner);
        e.field("nickName", &self.nick_name);
        e.field("remark", &self.remark);
        e.field_as(
            "birthday",
            Maybe(DateAs(&["yyyy-MM-dd", "yyyy/MM/dd"])),
            &self.birthday,
        );
        e.field("token", &self.token);
        e.field("parent", &self.parent);
        e.field_as("code", IntOrString, &self.code);
        if !e.is_request() {
            e.field("updated", &self.updated);
        }
        e.extra(&self.extra);
    }

    fn extra(&mut self) -> Option<&mut Extra> {
        Some(&mut self.extra)
    }
}

impl Record for Customer {
    fn blank() -> Self {
        Self {
            id: None,
            gender: blank(),
            level: None,
            is_employee: None,
            tags: None,
            custom_field: None,
            other_emails: None,
            owner: None,
            nick_name: Nullable::Absent,
            remark: Patch::Keep,
            birthday: None,
            token: None,
            parent: None,
            code: 0,
            updated: None,
            extra: Extra::new(),
        }
    }
}

wire_record!(Customer);

// Enums.

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Gender {
    Unknown,
    Male,
    Female,
    Other(Code),
}

impl CodeEnum for Gender {
    const NAME: &'static str = "Gender";
    const BLANK: Self = Self::Unknown;

    fn from_code(code: CodeRef<'_>) -> Option<Self> {
        Some(match code.int()? {
            0 => Self::Unknown,
            1 => Self::Male,
            2 => Self::Female,
            _ => return None,
        })
    }

    fn other(code: Code) -> Option<Self> {
        Some(Self::Other(code))
    }

    fn code(&self) -> CodeRef<'_> {
        match self {
            Self::Unknown => CodeRef::Int(0),
            Self::Male => CodeRef::Int(1),
            Self::Female => CodeRef::Int(2),
            Self::Other(code) => code.as_ref(),
        }
    }
}

wire_enum!(Gender);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Level {
    Normal,
    Vip,
}

impl CodeEnum for Level {
    const NAME: &'static str = "Level";
    const BLANK: Self = Self::Normal;

    fn from_code(code: CodeRef<'_>) -> Option<Self> {
        Some(match &*code.text() {
            "normal" => Self::Normal,
            "vip" => Self::Vip,
            _ => return None,
        })
    }

    fn code(&self) -> CodeRef<'_> {
        CodeRef::Text(match self {
            Self::Normal => "normal",
            Self::Vip => "vip",
        })
    }
}

wire_enum!(Level);

// A field typed by its sibling, folded into one.

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CustomField {
    pub id: Option<i64>,
    pub field_code: Option<String>,
    pub content: Option<CustomFieldContent>,
    pub extra: Extra,
}

static CUSTOM_FIELD: Shape = Shape::new(
    "CustomField",
    Form::Object,
    &["id", "fieldCode", "contentType", "content"],
    &[],
);

impl Fields for CustomField {
    fn shape(&self) -> &'static Shape {
        &CUSTOM_FIELD
    }

    fn read_field(&mut self, index: usize, d: &mut Decoder<'_>) -> Result<(), DecodeError> {
        match index {
            0 => d.read_into(&mut self.id),
            1 => d.read_into(&mut self.field_code),
            2 | 3 => d.spread_into(&mut self.content),
            _ => Ok(()),
        }
    }

    fn write_fields(&self, e: &mut Encoder) {
        e.field("id", &self.id);
        e.field("fieldCode", &self.field_code);
        e.spread(&self.content);
        e.extra(&self.extra);
    }

    fn extra(&mut self) -> Option<&mut Extra> {
        Some(&mut self.extra)
    }
}

impl Record for CustomField {
    fn blank() -> Self {
        Self {
            id: None,
            field_code: None,
            content: None,
            extra: Extra::new(),
        }
    }
}

wire_record!(CustomField);

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum CustomFieldContent {
    Droplist(i64),
    ChainedDroplist(Vec<i64>),
    Text(String),
    Nested(Box<CustomField>),
    Other(OtherVariant),
}

impl Wire for CustomFieldContent {
    fn blank() -> Self {
        Self::Droplist(blank())
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        match d.switch("contentType", "content")?.as_deref() {
            Some("droplist") => Ok(Self::Droplist(d.content("content")?)),
            Some("chained_droplist") => Ok(Self::ChainedDroplist(d.content("content")?)),
            Some("text") => Ok(Self::Text(d.content("content")?)),
            Some("nested") => Ok(Self::Nested(d.content("content")?)),
            _ => Ok(Self::Other(d.other("contentType", "content")?)),
        }
    }

    fn write(&self, e: &mut Encoder) {
        match self {
            Self::Droplist(value) => e.adjacent("contentType", "droplist", "content", value),
            Self::ChainedDroplist(value) => {
                e.adjacent("contentType", "chained_droplist", "content", value);
            }
            Self::Text(value) => e.adjacent("contentType", "text", "content", value),
            Self::Nested(value) => e.adjacent("contentType", "nested", "content", value),
            Self::Other(other) => e.other("contentType", "content", other),
        }
    }
}

// A tuple.

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PhoneChange {
    pub id: Option<i64>,
    pub content: Option<String>,
    pub extra: Extra,
}

static PHONE_CHANGE: Shape = Shape::new("PhoneChange", Form::Tuple, &["id", "content"], &[]);

impl Fields for PhoneChange {
    fn shape(&self) -> &'static Shape {
        &PHONE_CHANGE
    }

    fn read_field(&mut self, index: usize, d: &mut Decoder<'_>) -> Result<(), DecodeError> {
        match index {
            0 => d.read_into(&mut self.id),
            1 => d.read_into(&mut self.content),
            _ => Ok(()),
        }
    }

    fn write_fields(&self, e: &mut Encoder) {
        e.field("id", &self.id);
        e.field("content", &self.content);
        e.extra(&self.extra);
    }

    fn extra(&mut self) -> Option<&mut Extra> {
        Some(&mut self.extra)
    }
}

impl Record for PhoneChange {
    fn blank() -> Self {
        Self {
            id: None,
            content: None,
            extra: Extra::new(),
        }
    }
}

wire_record!(PhoneChange);

// Patterned keys.

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CustomFields {
    pub select_field: BTreeMap<i64, Vec<String>>,
    pub text_field: BTreeMap<String, String>,
    pub extra: Extra,
}

static CUSTOM_FIELDS: Shape = Shape::new("CustomFields", Form::Object, &[], &[]);

impl Fields for CustomFields {
    fn shape(&self) -> &'static Shape {
        &CUSTOM_FIELDS
    }

    fn read_field(&mut self, _index: usize, _d: &mut Decoder<'_>) -> Result<(), DecodeError> {
        Ok(())
    }

    fn write_fields(&self, e: &mut Encoder) {
        e.keyed("SelectField_", "", &self.select_field);
        e.keyed("TextField_", "", &self.text_field);
        e.extra(&self.extra);
    }

    fn extra(&mut self) -> Option<&mut Extra> {
        Some(&mut self.extra)
    }

    fn read_other(&mut self, key: &str, d: &mut Decoder<'_>) -> Result<bool, DecodeError> {
        Ok(d.keyed(key, "SelectField_", "", &mut self.select_field)?
            || d.keyed(key, "TextField_", "", &mut self.text_field)?)
    }
}

impl Record for CustomFields {
    fn blank() -> Self {
        Self {
            select_field: BTreeMap::new(),
            text_field: BTreeMap::new(),
            extra: Extra::new(),
        }
    }
}

wire_record!(CustomFields);

// A union with tag and content.

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum CustomerLookup {
    Id(i64),
    Email(String),
    Since(Date),
    Token(Secret),
    Anyone,
    Other(OtherVariant),
}

impl Wire for CustomerLookup {
    fn blank() -> Self {
        Self::Id(blank())
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        match d.tag("type")?.as_deref() {
            Some("id") => Ok(Self::Id(d.content("content")?)),
            Some("email") => Ok(Self::Email(d.content("content")?)),
            Some("since") => Ok(Self::Since(d.content_as("content", DateAs(&["yyyyMMdd"]))?)),
            Some("token") => Ok(Self::Token(d.content("content")?)),
            Some("anyone") => d.skip().map(|()| Self::Anyone),
            _ => Ok(Self::Other(d.other("type", "content")?)),
        }
    }

    fn write(&self, e: &mut Encoder) {
        match self {
            Self::Id(value) => e.adjacent("type", "id", "content", value),
            Self::Email(value) => e.adjacent("type", "email", "content", value),
            Self::Since(value) => {
                e.adjacent_as("type", "since", "content", DateAs(&["yyyyMMdd"]), value);
            }
            Self::Token(value) => e.adjacent("type", "token", "content", value),
            Self::Anyone => e.tag_alone("type", "anyone"),
            Self::Other(other) => e.other("type", "content", other),
        }
    }
}

// A closed one, whose tags are integers.

#[derive(Clone, Debug, PartialEq)]
pub enum Price {
    Fixed(i64),
    Range(Vec<i64>),
}

impl Wire for Price {
    fn blank() -> Self {
        Self::Fixed(blank())
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        match d.tag("type")?.as_deref() {
            Some("1") => Ok(Self::Fixed(d.content("value")?)),
            Some("2") => Ok(Self::Range(d.content("value")?)),
            tag => Err(d.no_variant("Price", tag)),
        }
    }

    fn write(&self, e: &mut Encoder) {
        match self {
            Self::Fixed(value) => e.adjacent("type", 1_i64, "value", value),
            Self::Range(value) => e.adjacent("type", 2_i64, "value", value),
        }
    }
}

// A union whose tag stands among the members of its variants.

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Owner {
    Person(Person),
    Other(Json),
}

impl Wire for Owner {
    fn blank() -> Self {
        Self::Person(blank())
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        match d.tag("kind")?.as_deref() {
            Some("person") => Ok(Self::Person(d.inline("kind")?)),
            _ => Ok(Self::Other(d.read()?)),
        }
    }

    fn write(&self, e: &mut Encoder) {
        match self {
            Self::Person(value) => e.inline("kind", "person", value),
            Self::Other(value) => value.write(e),
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Person {
    pub name: String,
    pub extra: Extra,
}

static PERSON: Shape = Shape::new("Person", Form::Object, &["name"], &[true]);

impl Fields for Person {
    fn shape(&self) -> &'static Shape {
        &PERSON
    }

    fn read_field(&mut self, index: usize, d: &mut Decoder<'_>) -> Result<(), DecodeError> {
        match index {
            0 => d.read_into(&mut self.name),
            _ => Ok(()),
        }
    }

    fn write_fields(&self, e: &mut Encoder) {
        e.field("name", &self.name);
        e.extra(&self.extra);
    }

    fn extra(&mut self) -> Option<&mut Extra> {
        Some(&mut self.extra)
    }
}

impl Record for Person {
    fn blank() -> Self {
        Self {
            name: String::new(),
            extra: Extra::new(),
        }
    }
}

wire_record!(Person);

// A union told by shape, and closed.

#[derive(Clone, Debug, PartialEq)]
pub enum PersonOrId {
    Id(i64),
    Person(Person),
}

impl Wire for PersonOrId {
    fn blank() -> Self {
        Self::Id(blank())
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        if let Some(value) = d.attempt()? {
            return Ok(Self::Id(value));
        }
        if let Some(value) = d.attempt()? {
            return Ok(Self::Person(value));
        }
        Err(d.no_variant("PersonOrId", None))
    }

    fn write(&self, e: &mut Encoder) {
        match self {
            Self::Id(value) => value.write(e),
            Self::Person(value) => value.write(e),
        }
    }
}

// A union told by the name of its only member.

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Target {
    Id(i64),
    Email(String),
    Other(Json),
}

impl Wire for Target {
    fn blank() -> Self {
        Self::Id(blank())
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        match d.variant(&["id", "email"])? {
            Some(0) => Ok(Self::Id(d.content("id")?)),
            Some(1) => Ok(Self::Email(d.content("email")?)),
            _ => Ok(Self::Other(d.read()?)),
        }
    }

    fn write(&self, e: &mut Encoder) {
        match self {
            Self::Id(value) => e.by_variant("id", value),
            Self::Email(value) => e.by_variant("email", value),
            Self::Other(value) => value.write(e),
        }
    }
}

// A union whose content stands in the member that the tag names.

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Message {
    Text(String),
    Other(OtherVariant),
}

impl Wire for Message {
    fn blank() -> Self {
        Self::Text(blank())
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        match d
            .switch_by_variant("msgtype", &["text", "image"])?
            .as_deref()
        {
            Some("text") => Ok(Self::Text(d.content("text")?)),
            _ => Ok(Self::Other(
                d.other_by_variant("msgtype", &["text", "image"])?,
            )),
        }
    }

    fn write(&self, e: &mut Encoder) {
        match self {
            Self::Text(value) => e.adjacent("msgtype", "text", "text", value),
            Self::Other(other) => e.other_by_variant("msgtype", other),
        }
    }
}

// A record that takes a union and another record into its own members, and a
// type parameter.

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Page<T> {
    pub lookup: CustomerLookup,
    pub person: Person,
    pub items: Vec<T>,
    pub extra: Extra,
}

static PAGE: Shape = Shape::new(
    "Page",
    Form::Object,
    &["type", "content", "name", "items"],
    &[true, false, true, true],
);

impl<T: Wire> Fields for Page<T> {
    fn shape(&self) -> &'static Shape {
        &PAGE
    }

    fn read_field(&mut self, index: usize, d: &mut Decoder<'_>) -> Result<(), DecodeError> {
        match index {
            0 | 1 => d.spread_into(&mut self.lookup),
            2 => self.person.read_field(0, d),
            3 => d.read_into(&mut self.items),
            _ => Ok(()),
        }
    }

    fn write_fields(&self, e: &mut Encoder) {
        e.spread(&self.lookup);
        e.spread(&self.person);
        e.field("items", &self.items);
        e.extra(&self.extra);
    }

    fn extra(&mut self) -> Option<&mut Extra> {
        Some(&mut self.extra)
    }
}

impl<T: Wire> Record for Page<T> {
    fn blank() -> Self {
        Self {
            lookup: blank(),
            person: blank(),
            items: Vec::new(),
            extra: Extra::new(),
        }
    }
}

wire_record!(<T> Page<T>);

apiloom_wire::impl_serde!(
    Customer,
    Gender,
    Level,
    CustomField,
    CustomFieldContent,
    PhoneChange
);
apiloom_wire::impl_serde!(<T> Page<T>);

/// Reads `json`, writes what was read, and gives both.
#[track_caller]
fn round<T: Wire + PartialEq + std::fmt::Debug>(json: &str) -> (T, String) {
    let value: T = decode(json.as_bytes()).unwrap();
    let written = encode(&value).unwrap();
    let again: T = decode(&written).unwrap();
    assert_eq!(again, value, "{json}");
    (value, String::from_utf8(written).unwrap())
}

/// Checks that `json` is read and written as it is.
#[track_caller]
fn same<T: Wire + PartialEq + std::fmt::Debug>(json: &str) -> T {
    let (value, written) = round(json);
    assert_eq!(written, json);
    value
}

#[track_caller]
fn error<T: Wire + std::fmt::Debug>(json: &str) -> String {
    decode::<T>(json.as_bytes()).unwrap_err().to_string()
}

#[test]
fn a_record_keeps_everything() {
    let customer = same::<Customer>(
        r#"{"id":5,"gender":1,"level":"vip","isEmployee":0,"tags":"a,b","customField":"[{\"id\":1,\"contentType\":\"text\",\"content\":\"嘿\"}]","other_emails":[1,"a@b"],"owner":null,"nickName":null,"remark":null,"birthday":"2020-02-29","token":"hush","parent":{"gender":7,"owner":"x","code":1},"code":1000,"updated":"now","new":{"b":1.0,"a":[1e2]},"new":null}"#,
    );
    assert_eq!(customer.is_employee, Some(true));
    assert_eq!(customer.nick_name, Nullable::Null);
    assert_eq!(customer.remark, Patch::Clear);
    assert_eq!(
        customer.parent.as_ref().unwrap().gender,
        Gender::Other(Code::Int(7))
    );
    assert_eq!(customer.extra.len(), 2);
    assert!(!format!("{customer:?}").contains("hush"));
    let sent = String::from_utf8(encode_request(&customer).unwrap()).unwrap();
    assert!(!sent.contains("updated"), "{sent}");
}

#[test]
fn a_record_is_lenient_where_it_is_told_to_be() {
    let (customer, written) = round::<Customer>(
        r#" { "birthday" : "2020/02/29", "tag": "b, a,", "code":"12", "gender":"2", "owner":"o", "isEmployee":true,
            "other_emails":[[1,"a"],{"content":"b","id":2},3,"c"], "id":null, "remark":"x" } "#,
    );
    assert_eq!(
        customer.tags.as_deref(),
        Some(&["b".into(), "a".into()][..])
    );
    assert_eq!(
        written,
        r#"{"gender":2,"isEmployee":0,"tags":"b,a","other_emails":[1,"a",2,"b",3,"c"],"owner":"o","remark":"x","birthday":"2020-02-29","code":12}"#
    );
}

#[test]
fn the_name_wins_over_its_alias() {
    let start = r#"{"gender":0,"owner":null,"code":1,"#;
    for members in [r#""tags":"a","tag":"b"}"#, r#""tag":"b","tags":"a"}"#] {
        let (mut customer, _) = round::<Customer>(&format!("{start}{members}"));
        assert_eq!(customer.tags, Some(vec!["a".to_owned()]));
        assert_eq!(customer.extra.get("tag"), Some(&Json::from("b")));
        // Alone, it would be read as the field.
        customer.tags = None;
        assert_eq!(
            encode(&customer).unwrap_err().to_string(),
            "tag: a field of the record has this name"
        );
    }
}

#[test]
fn errors_name_the_place() {
    assert_eq!(
        error::<Customer>("{}"),
        "missing members `gender`, `owner`, `code` of Customer"
    );
    assert_eq!(
        error::<Customer>(r#"{"gender":0,"gender":0}"#),
        "gender: the member stands twice"
    );
    assert_eq!(
        error::<Customer>(r#"{"parent":{"id":"x"}}"#),
        "parent.id: expected integer, found string \"x\""
    );
    assert_eq!(
        error::<Customer>(r#"{"customField":"[{},{\"id\":[]}]"}"#),
        "customField[1].id: expected integer, found array"
    );
    assert_eq!(
        error::<Customer>(r#"{"customField":"[{},{\"id\" 1}]"}"#),
        "customField[1]: expected `:` at byte 10 of the embedded JSON"
    );
    assert_eq!(
        error::<Customer>(
            r#"{"customField":"[{\"contentType\":\"droplist\",\"content\":\"x\"}]"}"#
        ),
        "customField[0].content: expected integer, found string \"x\""
    );
    assert_eq!(
        error::<Customer>(r#"{"other_emails":[1,"a",2]}"#),
        "other_emails: the last key has no value"
    );
    assert_eq!(
        error::<Customer>(r#"{"level":"gold"}"#),
        "level: expected a code of Level, found \"gold\""
    );
    assert_eq!(
        error::<Customer>(r#"{"token":123456}"#),
        "token: expected string, found number"
    );
    assert_eq!(
        error::<Customer>(r#"{"a b":{"c" 1}}"#),
        "[\"a b\"]: expected `:` at byte 12"
    );
    assert_eq!(
        error::<CustomFields>(r#"{"SelectField_1":["a",2]}"#),
        "SelectField_1[1]: expected string, found number 2"
    );
}

#[test]
fn encode_errors_name_the_place() {
    let mut customer: Customer = decode(br#"{"gender":0,"owner":"x","code":1}"#).unwrap();
    let field = |content| CustomField {
        content: Some(content),
        ..Record::blank()
    };
    let mut nested = field(CustomFieldContent::Text(String::new()));
    nested.extra.push("id", 1);
    customer.custom_field = Some(vec![
        field(CustomFieldContent::Droplist(1)),
        field(CustomFieldContent::Nested(Box::new(nested))),
    ]);
    assert_eq!(
        encode(&customer).unwrap_err().to_string(),
        "customField[1].content.id: a field of the record has this name"
    );
    customer.custom_field = None;
    customer.tags = Some(vec!["a".into(), "b,c".into()]);
    assert_eq!(
        encode(&customer).unwrap_err().to_string(),
        "tags[1]: an item with a comma cannot stand in a comma-separated text"
    );
    customer.tags = None;
    customer.gender = Gender::Other(Code::Text("1".into()));
    assert!(encode(&customer).is_err());
}

#[test]
fn enums() {
    assert_eq!(same::<Gender>("1"), Gender::Male);
    assert_eq!(same::<Gender>("9"), Gender::Other(Code::Int(9)));
    assert_eq!(
        same::<Gender>(r#""x""#),
        Gender::Other(Code::Text("x".into()))
    );
    assert_eq!(round::<Gender>(r#""2""#).1, "2");
    assert_eq!(same::<Level>(r#""vip""#), Level::Vip);
    assert!(error::<Level>("null").starts_with("expected a code"));
}

#[test]
fn a_switch_keeps_everything() {
    let field = same::<CustomField>(r#"{"id":1,"contentType":"droplist","content":2}"#);
    assert_eq!(field.content, Some(CustomFieldContent::Droplist(2)));
    let (field, written) =
        round::<CustomField>(r#"{"content":[1,2],"x":0,"contentType":"chained_droplist"}"#);
    assert_eq!(
        field.content,
        Some(CustomFieldContent::ChainedDroplist(vec![1, 2]))
    );
    assert_eq!(
        written,
        r#"{"contentType":"chained_droplist","content":[1,2],"x":0}"#
    );
    for json in [
        r#"{"contentType":"droplist"}"#,
        r#"{"contentType":"droplist","content":null}"#,
        r#"{"content":"alone"}"#,
        r#"{"contentType":null,"content":null,"more":1}"#,
        r#"{"contentType":"new","content":{"a":[1.50]}}"#,
        r#"{"contentType":{"odd":1},"content":2}"#,
        r#"{"contentType":"nested","content":{"contentType":"nested","content":{"id":3}}}"#,
        "{}",
    ] {
        same::<CustomField>(json);
    }
    assert_eq!(
        error::<CustomField>(r#"{"contentType":"text","content":"a","content":"b"}"#),
        "content: the member stands twice"
    );
}

#[test]
fn nested_switches_take_linear_time() {
    let depth = 60;
    let json = r#"{"content":"#.repeat(depth) + "{}" + &r#","contentType":"nested"}"#.repeat(depth);
    assert!(decode::<CustomField>(json.as_bytes()).is_ok());
}

#[test]
fn tuples() {
    same::<PhoneChange>(r#"[1,"a"]"#);
    same::<PhoneChange>(r#"[null,"a"]"#);
    same::<PhoneChange>(r#"[1,null]"#);
    same::<PhoneChange>(r#"[1,null,{"more":1},2]"#);
    assert_eq!(round::<PhoneChange>("[]").1, "[null,null]");
    assert_eq!(
        round::<PhoneChange>(r#"{"content":"a","id":1}"#).1,
        r#"[1,"a"]"#
    );
    assert_eq!(
        error::<PhoneChange>(r#"["x"]"#),
        "[0]: expected integer, found string \"x\""
    );
    assert_eq!(
        error::<PhoneChange>(r#""x""#),
        "expected array or object, found string"
    );
}

#[test]
fn patterned_keys() {
    let fields = same::<CustomFields>(
        r#"{"SelectField_1":["a"],"TextField_":"x","TextField_b":"y","SelectField_01":1,"z":2}"#,
    );
    assert_eq!(fields.select_field.len(), 1);
    assert_eq!(fields.text_field.len(), 2);
    assert_eq!(fields.extra.len(), 2);
}

#[test]
fn adjacent_unions() {
    same::<CustomerLookup>(r#"{"type":"id","content":5}"#);
    same::<CustomerLookup>(r#"{"type":"since","content":"20200131"}"#);
    same::<CustomerLookup>(r#"{"type":"anyone"}"#);
    same::<CustomerLookup>(r#"{"type":"new","content":null,"more":[1]}"#);
    same::<CustomerLookup>(r#"{"more":[1]}"#);
    same::<Price>(r#"{"type":2,"value":[1,2]}"#);
    assert_eq!(
        error::<Price>(r#"{"type":3,"value":[1,2]}"#),
        "expected a variant of Price, found \"3\""
    );
    assert_eq!(
        error::<Price>(r#"{"value":[1,2]}"#),
        "expected a variant of Price, found object"
    );
    assert_eq!(
        error::<CustomerLookup>(r#"{"type":"id"}"#),
        "missing member `content`"
    );
    assert_eq!(
        error::<CustomerLookup>(r#"{"type":"token","content":[5]}"#),
        "content: expected string, found array"
    );
    assert_eq!(
        error::<CustomerLookup>(r#"{"type":"id","type":"id","content":5}"#),
        "type: the member stands twice"
    );
}

#[test]
fn other_unions() {
    same::<Owner>(r#"{"kind":"person","name":"Ann","age":5}"#);
    same::<Owner>(r#"{"kind":"robot","name":"R2"}"#);
    let mut person: Person = blank();
    person.extra.push("kind", "x");
    assert_eq!(
        encode(&Owner::Person(person)).unwrap_err().to_string(),
        "kind: a field of the record has this name"
    );
    assert_eq!(same::<PersonOrId>("5"), PersonOrId::Id(5));
    same::<PersonOrId>(r#"{"name":"Ann"}"#);
    assert_eq!(
        error::<Vec<PersonOrId>>(r#"[5,"x"]"#),
        "[1]: expected a variant of PersonOrId, found string"
    );
    same::<Target>(r#"{"email":"a"}"#);
    same::<Target>(r#"{"phone":"a","fax":[]}"#);
    same::<Message>(r#"{"msgtype":"text","text":"a"}"#);
    same::<Message>(r#"{"msgtype":"image","image":{"id":1},"to":2}"#);
}

#[test]
fn spread_members() {
    let page = same::<Page<i64>>(r#"{"type":"id","content":5,"name":"n","items":[1,2],"x":1}"#);
    assert_eq!(page.lookup, CustomerLookup::Id(5));
    assert_eq!(page.extra.len(), 1);
    let page = same::<Page<i64>>(r#"{"type":"odd","content":5,"name":"n","items":[]}"#);
    assert_eq!(
        page.lookup,
        CustomerLookup::Other(OtherVariant::new("odd", 5))
    );
    // The union is found as well behind members that are records themselves.
    let page =
        same::<Page<CustomField>>(r#"{"type":"id","content":5,"name":"n","items":[{"id":1}]}"#);
    let behind = r#"{"name":"n","items":[{"id":1}],"content":5,"type":"id"}"#;
    assert_eq!(decode(behind.as_bytes()), Ok(page));
    assert_eq!(
        error::<Page<i64>>(r#"{"type":"id","content":"x","name":"n","items":[1,2]}"#),
        "content: expected integer, found string \"x\""
    );
    assert_eq!(
        error::<Page<Customer>>(r#"{"name":"n","items":[{"id":true}]}"#),
        "items[0].id: expected integer, found bool true"
    );
}

#[cfg(feature = "serde")]
#[test]
fn serde_goes_by_the_wire_form() {
    let json = r#"{"id":1,"contentType":"droplist","content":2,"x":[1.5,null,true]}"#;
    let field: CustomField = serde_json::from_str(json).unwrap();
    assert_eq!(field.content, Some(CustomFieldContent::Droplist(2)));
    assert_eq!(serde_json::to_string(&field).unwrap(), json);
}
