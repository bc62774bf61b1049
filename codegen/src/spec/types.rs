//! Types as they are written.

use super::decode::{Cx, Decode, Named, Raw, Shape, Text, key_text, spec_map};
use super::docs::{Docs, Facts};
#[cfg(feature = "schema")]
use super::form;
use super::operation::Rule;
#[cfg(feature = "schema")]
use super::schema::{Definitions, Describe, Schema, TypeText};
#[cfg(feature = "schema")]
use crate::json::Json;
use crate::source::{Node, NodeKind, Span};

spec_map! {
    /// How a type is described; exactly one of the kind keys is there.
    "a type" Kind {
        /// A type by its text: `string`, `list(int64)`, `Customer?`.
        "type" opt ty: Text as TYPE;
        /// A record: its fields by wire name.
        "fields" opt fields: FieldList;
        /// The type of the members that the spec does not name.
        "rest" opt rest: Text;
        /// Codes with their labels.
        "enum" opt variants_of_enum: Named<Variant> as SOME;
        /// Whether the codes are JSON numbers (`int`) or texts (`string`).
        "codes" opt codes: Text as CODES;
        /// Whether codes or tags that the spec does not name are refused.
        "closed" opt closed: bool;
        /// The codes of true and false.
        "bool" opt bool: BoolCodes;
        /// A JSON array whose items have names and types by position.
        "tuple" opt tuple: Vec<Item>;
        /// What a value of the tuple does, by which of its items have a value.
        "actions" opt actions: Named<Action> as SOME;
        /// One of several types, told apart by a tag or by shape.
        "union" opt union: UnionStyle;
        /// The variants of a union: tag and type.
        "variants" opt variants: Named<Variant> as SOME;
        /// A JSON object with keys that follow patterns.
        "map" opt map: Named<Text> as TYPES;
        /// The sibling field whose value decides this field's type.
        "switch" opt switch: Text;
        /// The types by the sibling's value.
        "cases" opt cases: Named<Variant> as SOME;
        /// A type made of another one's fields.
        "view" opt view: View;
        /// Rules over several of the fields.
        "rules" many rules: Vec<Rule>;
    }
}

/// A key that describes a type, and where the description stands, given where the whole of it stands: at its
/// first entry, if it has any.
pub(crate) type KindKey = (&'static str, fn(&Kind, Span) -> Option<Span>);

/// The keys of which a type has exactly one.
pub(crate) const KINDS: [KindKey; 9] = [
    ("type", |kind, _| kind.ty.as_ref().map(|text| text.span)),
    ("fields", |kind, whole| {
        let fields = kind.fields.as_ref()?;
        Some(fields.first().unwrap_or(whole))
    }),
    ("enum", |kind, whole| {
        let codes = kind.variants_of_enum.as_ref()?;
        Some(codes.first().unwrap_or(whole))
    }),
    ("bool", |kind, _| kind.bool.as_ref().map(|codes| codes.span)),
    ("tuple", |kind, whole| {
        let items = kind.tuple.as_ref()?;
        Some(items.first().map_or(whole, |item| item.key.span))
    }),
    ("union", |kind, _| {
        kind.union.as_ref().map(|style| style.span)
    }),
    ("map", |kind, whole| {
        let keys = kind.map.as_ref()?;
        Some(keys.first().unwrap_or(whole))
    }),
    ("switch", |kind, _| {
        kind.switch.as_ref().map(|text| text.span)
    }),
    ("view", |kind, _| {
        kind.view.as_ref().map(|view| view.of.span)
    }),
];

/// A key, the kinds that it goes with, and where it stands, given where the whole description stands.
pub(crate) type Companion = (
    &'static str,
    &'static [&'static str],
    fn(&Kind, Span) -> Option<Span>,
);

/// The keys that stand beside some kinds only.
pub(crate) const COMPANIONS: [Companion; 7] = [
    ("codes", &["enum"], |kind, _| {
        kind.codes.as_ref().map(|codes| codes.span)
    }),
    ("closed", &["enum", "union", "switch"], |kind, whole| {
        kind.closed.map(|_| whole)
    }),
    ("variants", &["union"], |kind, whole| {
        kind.variants.as_ref().map(|map| map.span.unwrap_or(whole))
    }),
    ("cases", &["switch"], |kind, whole| {
        kind.cases.as_ref().map(|map| map.span.unwrap_or(whole))
    }),
    ("actions", &["tuple"], |kind, whole| {
        kind.actions.as_ref().map(|map| map.span.unwrap_or(whole))
    }),
    ("rest", &["fields", "view"], |kind, _| {
        kind.rest.as_ref().map(|rest| rest.span)
    }),
    // An empty list of rules says nothing, whatever it stands beside.
    ("rules", &["fields", "view", "tuple"], |kind, _| {
        kind.rules.first().map(|rule| rule.span)
    }),
];

#[cfg(feature = "schema")]
impl Kind {
    /// The schema of the text of a type, or of a map with the keys of a kind: of those it has exactly one,
    /// and none beside it that does not go with it.
    ///
    /// `alone` are keys that are enough without any of them.
    ///
    /// `oneOf` would say the same, but an editor could not say which key is too many.
    pub(crate) fn one_of_a_kind<T: Describe>(all: &mut Definitions, alone: &[&str]) -> Schema {
        let required = |key: &str| Json::object([("required", Json::texts([key]))]);
        let kinds = KINDS.iter().enumerate().map(|(index, (kind, _))| {
            let others = KINDS[index + 1..].iter();
            let others = others.map(|(other, _)| (*other, Json::Bool(false)));
            let mut rules = vec![("properties", Json::object(others))];
            // A union and a switch are nothing without what goes with them alone.
            let (union, switch) = (*kind == "union", *kind == "switch");
            rules.extend(union.then(|| ("required", Json::texts(["variants"]))));
            rules.extend(switch.then(|| ("required", Json::texts(["cases"]))));
            (*kind, Json::object(rules))
        });
        let companions = COMPANIONS.iter().filter(|(key, ..)| *key != "rules");
        let companions = companions.map(|(key, of, _)| {
            let any = of.iter().map(|kind| required(kind)).collect();
            (*key, Json::object([("anyOf", Json::List(any))]))
        });
        // Editors tell of the first where none fits.
        let mut either: Vec<Json> = KINDS.iter().map(|(kind, _)| required(kind)).collect();
        either.extend(alone.iter().map(|key| required(key)));
        either.push(all.of::<TypeText>().json());
        T::schema(all)
            .or(TypeText::rules())
            .rule("anyOf", Json::List(either))
            .rule("dependencies", Json::object(kinds.chain(companions)))
    }
}

/// The fields of a record in the order written, with the places where other records' fields come in.
#[derive(Clone, Debug, Default)]
pub struct FieldList {
    /// The entries.
    pub entries: Vec<FieldEntry>,
    /// The place of the list.
    pub span: Option<Span>,
}

/// An entry of a [`FieldList`].
#[derive(Clone, Debug)]
pub enum FieldEntry {
    /// A field.
    Field(Text, Box<Field>),
    /// `use: [Group, …]`: the fields of these records come in here.
    Use(Vec<Text>),
}

impl FieldList {
    /// The place of the first entry, or of the whole list if it has none.
    pub(crate) fn first(&self) -> Option<crate::source::Span> {
        let first = self.entries.first().and_then(|entry| match entry {
            FieldEntry::Field(key, _) => Some(key.span),
            FieldEntry::Use(groups) => groups.first().map(|group| group.span),
        });
        first.or(self.span)
    }
}

impl Decode for FieldList {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let NodeKind::Map(items) = &node.kind else {
            cx.wrong_kind(node, "a map of fields");
            return None;
        };
        let mut fine = true;
        let mut entries = Vec::with_capacity(items.len());
        for item in items {
            let is_use = item.key == "use" && matches!(item.value.kind, NodeKind::List(_));
            let entry = match is_use {
                true => Vec::decode(&item.value, cx).map(FieldEntry::Use),
                false => Field::decode(&item.value, cx)
                    .map(|field| FieldEntry::Field(key_text(item), Box::new(field))),
            };
            match entry {
                Some(entry) => entries.push(entry),
                None => fine = false,
            }
        }
        fine.then_some(Self {
            entries,
            span: Some(node.span),
        })
    }

    fn shape() -> Shape {
        Shape::Named(Field::shape)
    }
}

/// `use` is a list, or else a field of that name.
#[cfg(feature = "schema")]
impl Describe for FieldList {
    const NAME: Option<&'static str> = Some("FieldList");

    fn schema(all: &mut Definitions) -> Schema {
        let (records, field) = (all.of::<Vec<Text>>().json(), all.of::<Field>().json());
        let either = Json::List(vec![records, field.clone()]);
        let doc = "The fields of these records come in here.";
        let members = [("description", Json::from(doc)), ("anyOf", either)];
        Schema::of_types(&["object"])
            .rule("properties", Json::object([("use", Json::object(members))]))
            .rule("additionalProperties", field)
    }
}

/// A named type.
#[derive(Clone, Debug)]
pub struct TypeDef {
    /// How it is described.
    pub kind: Kind,
    /// What is said of it.
    pub facts: Facts,
    /// The Rust name, if it is not the type's own.
    pub name: Option<Text>,
    /// The path of the hand-written type that stands for it.
    pub rust: Option<Text>,
    /// The place of the description.
    pub span: Span,
}

spec_map! {
    /// A named type in long form.
    "a type" LongTypeDef {
        flat kind: Kind;
        flat facts: Facts;
        /// The Rust name, where the type's own does not serve.
        "name" opt name: Text as RUST_NAME;
        /// The path of a hand-written Rust type that stands for it, for build scripts and the macro.
        "rust" opt rust: Text as RUST_PATH;
    }
}

impl Decode for TypeDef {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        if let NodeKind::Scalar { .. } = node.kind {
            let ty = Text::decode(node, cx)?;
            let kind = Kind::of_type(ty, node.span);
            let facts = Facts::none(node.span);
            return Some(Self {
                kind,
                facts,
                name: None,
                rust: None,
                span: node.span,
            });
        }
        let long = LongTypeDef::decode(node, cx)?;
        Some(Self {
            kind: long.kind,
            facts: long.facts,
            name: long.name,
            rust: long.rust,
            span: node.span,
        })
    }

    fn shape() -> Shape {
        LongTypeDef::shape()
    }
}

#[cfg(feature = "schema")]
impl Describe for TypeDef {
    const NAME: Option<&'static str> = Some("TypeDef");

    fn schema(all: &mut Definitions) -> Schema {
        Kind::one_of_a_kind::<LongTypeDef>(all, &["rust"])
    }
}

/// A field of a record, a parameter or a setting.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its type.
    pub kind: Kind,
    /// What is said of it.
    pub facts: Facts,
    /// What else is known of it.
    pub more: More,
    /// The place of the description.
    pub span: Span,
}

spec_map! {
    /// What a field can say beyond its type.
    "a field" More {
        /// The Rust name, where none can be derived from the wire name or another is better.
        "name" opt name: Text as RUST_NAME;
        /// Whether it must be there, for a type that is described in place.
        "required" opt required: bool;
        /// Who may set it: read, write or both.
        "access" opt access: Text as ACCESS;
        /// What stands for absence.
        "default" opt default: Raw;
        /// A text that is always sent.
        "const" opt constant: Text;
        /// An expression that is computed and sent.
        "value" opt value: Text;
        /// Other wire names that are accepted on read.
        "aliases" many aliases: Vec<Text>;
        /// How a list or an object stands in a query or form.
        "style" opt style: Text as STYLE;
        /// Whether the members are written into the parent.
        "spread" opt spread: bool;
        /// How the vendor is told to clear the field: null, empty or never.
        "clear" opt clear: Text as CLEAR;
        /// What sending a collection does: merge, merge_by_id, replace or unknown.
        "update" opt update: Text as UPDATE;
        /// What leaving it out of an update does: keeps, erases or unknown.
        "omitted" opt omitted: Text as OMITTED;
        /// The length in characters, `1..20`.
        "length" opt length: Text as COUNTS;
        /// The length in bytes of UTF-8, `1..20`.
        "byte_length" opt byte_length: Text as COUNTS;
        /// The range of a number, `1..200`.
        "range" opt range: Text as RANGE;
        /// A pattern that the whole text matches.
        "pattern" opt pattern: Text;
        /// The number of items, `1..10`.
        "items" opt items: Text as COUNTS;
        /// Whether the items differ.
        "unique" opt unique: bool;
        /// Whether what breaks these constraints stops a call: error or warning.
        "severity" opt severity: Text as SEVERITY;
        /// One value, for documentation.
        "example" opt example: Raw;
    }
}

spec_map! {
    /// A field in long form.
    "a field" LongField {
        flat kind: Kind;
        flat facts: Facts;
        flat more: More;
    }
}

impl Decode for Field {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        if let NodeKind::Scalar { .. } = node.kind {
            let ty = Text::decode(node, cx)?;
            let (kind, facts) = (Kind::of_type(ty, node.span), Facts::none(node.span));
            return Some(Self {
                kind,
                facts,
                more: More::none(node.span),
                span: node.span,
            });
        }
        let long = LongField::decode(node, cx)?;
        Some(Self {
            kind: long.kind,
            facts: long.facts,
            more: long.more,
            span: node.span,
        })
    }

    fn shape() -> Shape {
        LongField::shape()
    }
}

#[cfg(feature = "schema")]
impl Describe for Field {
    const NAME: Option<&'static str> = Some("Field");

    fn schema(all: &mut Definitions) -> Schema {
        Kind::one_of_a_kind::<LongField>(all, &[])
    }
}

/// A code of an enum, a variant of a union or a case of a switch.
#[derive(Clone, Debug)]
pub struct Variant {
    /// The type or label in short form.
    pub short: Option<Text>,
    /// The type, of a union or switch.
    pub ty: Option<Text>,
    /// The Rust name.
    pub name: Option<Text>,
    /// The label in English and Chinese.
    pub label: Docs,
    /// Whether content of another type stops a call.
    pub severity: Option<Text>,
    /// What is said of it.
    pub facts: Facts,
    /// The place of the description.
    pub span: Span,
}

spec_map! {
    /// A variant in long form.
    "a variant" LongVariant {
        flat facts: Facts;
        /// The type of a union's variant.
        "type" opt ty: Text as TYPE;
        /// The Rust name.
        "name" opt name: Text as RUST_NAME;
        /// The label in English.
        "en" opt en: Text;
        /// The label in Chinese.
        "zh" opt zh: Text;
        /// Whether content of another type stops a call: error or warning.
        "severity" opt severity: Text as SEVERITY;
    }
}

impl Decode for Variant {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let span = node.span;
        if let NodeKind::Scalar { .. } = node.kind {
            let short = Text::decode(node, cx)?;
            let label = Docs {
                en: Some(short.text.clone()),
                zh: None,
            };
            let facts = Facts::none(span);
            return Some(Self {
                short: Some(short),
                ty: None,
                name: None,
                label,
                severity: None,
                facts,
                span,
            });
        }
        let long = LongVariant::decode(node, cx)?;
        let label = Docs {
            en: long.en.map(|t| t.text),
            zh: long.zh.map(|t| t.text),
        };
        Some(Self {
            short: None,
            ty: long.ty,
            name: long.name,
            label,
            severity: long.severity,
            facts: long.facts,
            span,
        })
    }

    fn shape() -> Shape {
        LongVariant::shape()
    }
}

/// In short form it is a label or a type.
#[cfg(feature = "schema")]
impl Describe for Variant {
    const NAME: Option<&'static str> = Some("Variant");

    fn schema(all: &mut Definitions) -> Schema {
        LongVariant::schema(all).or(Text::schema(all))
    }
}

/// An item of a tuple: `- name: Type`.
#[derive(Clone, Debug)]
pub struct Item {
    /// The item's name.
    pub key: Text,
    /// The item.
    pub field: Field,
}

impl Decode for Item {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        match &node.kind {
            NodeKind::Map(entries) if entries.len() == 1 => {
                let field = Field::decode(&entries[0].value, cx)?;
                Some(Self {
                    key: key_text(&entries[0]),
                    field,
                })
            }
            _ => {
                cx.wrong_kind(node, "`name: Type`");
                None
            }
        }
    }

    fn shape() -> Shape {
        Shape::Named(Field::shape)
    }
}

#[cfg(feature = "schema")]
impl Describe for Item {
    const NAME: Option<&'static str> = Some("Item");

    fn schema(all: &mut Definitions) -> Schema {
        all.of::<Named<Field>>()
            .rule("minProperties", Json::from(1))
            .rule("maxProperties", Json::from(1))
    }
}

spec_map! {
    /// What a value of a tuple does.
    "an action" Action {
        flat facts: Facts;
        /// The items that have a value; the others are null.
        "with" req with: Vec<Text>;
        /// What it does to what the vendor holds: write or delete.
        "effect" opt effect: Text as ACTION;
        /// The Rust name.
        "name" opt name: Text as RUST_NAME;
    }
}

spec_map! {
    /// The codes of a bool that is not sent as a JSON bool.
    "`bool`" BoolCodes {
        /// What true is sent as.
        "true" req on: Text;
        /// What false is sent as.
        "false" req off: Text;
    }
}

/// How the variants of a union are told apart.
#[derive(Clone, Debug)]
pub struct UnionStyle {
    /// The member that holds the tag.
    pub tag: Option<Text>,
    /// The member that holds the content, `inline` or `by_variant`.
    pub content: Option<Text>,
    /// The place of the description.
    pub span: Span,
}

spec_map! {
    /// How a tagged union is written.
    "`union`" Tagged {
        /// The member that holds the tag.
        "tag" opt tag: Text;
        /// The member that holds the content; `inline` beside the tag; `by_variant` under the tag as key, with `tag` or without.
        "content" req content: Text;
    }
}

impl Decode for UnionStyle {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        if let NodeKind::Scalar { .. } = node.kind {
            let text = Text::decode(node, cx)?;
            if text.as_str() == "untagged" {
                return Some(Self {
                    tag: None,
                    content: None,
                    span: node.span,
                });
            }
            cx.bad_value(&text, &["untagged", "{ tag: …, content: … }"]);
            return None;
        }
        let tagged = Tagged::decode(node, cx)?;
        Some(Self {
            tag: tagged.tag,
            content: Some(tagged.content),
            span: node.span,
        })
    }

    fn shape() -> Shape {
        Tagged::shape()
    }
}

#[cfg(feature = "schema")]
impl Describe for UnionStyle {
    const NAME: Option<&'static str> = Some("UnionStyle");

    fn schema(all: &mut Definitions) -> Schema {
        let untagged = form::text(
            &["string"],
            "^untagged$",
            "write `untagged`, or `{ tag: …, content: … }`",
        );
        Tagged::schema(all).or(untagged.rule("examples", Json::texts(["untagged"])))
    }
}

spec_map! {
    /// A record made of another one's fields.
    "`view`" View {
        /// The record.
        "of" req of: Text;
        /// The fields to leave out.
        "omit" many omit: Vec<Text>;
        /// The fields to keep.
        "only" many only: Vec<Text>;
        /// Fields to add or to replace.
        "with" many with: Named<Field>;
    }
}

impl Kind {
    /// A type that is only a text.
    pub(crate) fn of_type(ty: Text, span: Span) -> Self {
        Self {
            ty: Some(ty),
            ..Self::none(span)
        }
    }

    /// Whether anything is described.
    pub fn says_anything(&self) -> bool {
        KINDS
            .iter()
            .any(|(_, place)| place(self, self.span).is_some())
            || COMPANIONS
                .iter()
                .any(|(_, _, place)| place(self, self.span).is_some())
    }

    pub(crate) fn none(span: Span) -> Self {
        Self {
            ty: None,
            fields: None,
            rest: None,
            variants_of_enum: None,
            codes: None,
            closed: None,
            bool: None,
            tuple: None,
            actions: None,
            union: None,
            variants: None,
            map: None,
            switch: None,
            cases: None,
            view: None,
            rules: Vec::new(),
            span,
        }
    }
}

impl Facts {
    /// Nothing is said.
    pub(crate) fn none(span: Span) -> Self {
        let (title, doc, note) = (None, None, None);
        Self {
            title,
            doc,
            note,
            from: None,
            confidence: None,
            deprecated: None,
            span,
        }
    }
}

impl More {
    /// Nothing more is known.
    pub(crate) fn none(span: Span) -> Self {
        Self {
            name: None,
            required: None,
            access: None,
            default: None,
            constant: None,
            value: None,
            aliases: Vec::new(),
            style: None,
            spread: None,
            clear: None,
            update: None,
            omitted: None,
            length: None,
            byte_length: None,
            range: None,
            pattern: None,
            items: None,
            unique: None,
            severity: None,
            example: None,
            span,
        }
    }
}
