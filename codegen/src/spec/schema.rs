//! The JSON Schema of the language, made of the same definitions as the decoder.
//!
//! A place that takes a text or a map has one schema for both and no `anyOf`: `pattern` speaks of texts
//! alone and `properties` of maps alone, and an editor that has no alternatives to try names the mistake.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::decode::{Key, Named, Raw, Text};
use super::form::{self, Form};
use crate::json::Json;

/// What YAML may read a text of the language as.
pub(crate) const SCALARS: &[&str] = &["string", "number", "boolean", "null"];

/// The text of a type: a name, perhaps with something in parentheses, and its marks.
const TYPE_PATTERN: &str =
    "^\\s*[^\\s!?(),.:;<>=|\"'\\[\\]{}]+\\s*(\\([\\s\\S]*\\))?\\s*\\??\\s*!?\\s*$";

/// A type of the spec whose JSON Schema is known; beside [`super::Decode`], and as strict or less.
pub(crate) trait Describe {
    /// The name under which the schema is defined; without one it stands where it is used.
    const NAME: Option<&'static str>;

    /// The schema; what it refers to is added to the definitions.
    fn schema(all: &mut Definitions) -> Schema;
}

/// A schema, with what is said of it apart from its rules.
#[derive(Clone, Debug, Default)]
pub(crate) struct Schema {
    title: Option<String>,
    doc: Option<String>,
    types: Vec<&'static str>,
    rules: Vec<(&'static str, Json)>,
}

impl Schema {
    /// A value of one of several types.
    pub(crate) fn of_types(types: &[&'static str]) -> Self {
        Self {
            types: types.to_vec(),
            ..Self::default()
        }
    }

    /// A map of the language.
    pub(crate) fn map(
        title: &str,
        doc: &str,
        keys: &[Key],
        properties: Vec<(&'static str, Schema)>,
    ) -> Self {
        let mut schema = Self::of_types(&["object"]);
        schema.title = Some(title.replace('`', ""));
        schema.doc = Some(doc.trim().to_owned());
        let required: Vec<&str> = keys.iter().filter(|k| k.required).map(|k| k.name).collect();
        if !required.is_empty() {
            schema = schema.rule("required", Json::texts(required));
        }
        // The YAML language server takes a key that YAML reads as a bool for none of `properties`.
        let bools = properties.iter().any(|(name, _)| *name == "true");
        let documented = properties.into_iter().map(|(name, mut property)| {
            let key = keys.iter().find(|key| key.name == name);
            property.doc = key.map(|key| key.doc.trim().to_owned());
            (name, property.json())
        });
        schema = schema.rule("properties", Json::object(documented));
        if bools {
            let any = Json::object([("^(true|false)$", Json::Bool(true))]);
            schema = schema.rule("patternProperties", any);
        }
        schema.rule("additionalProperties", Json::Bool(false))
    }

    /// Adds a rule, in place of one of that name.
    pub(crate) fn rule(mut self, name: &'static str, value: Json) -> Self {
        self.rules.retain(|(known, _)| *known != name);
        self.rules.push((name, value));
        self
    }

    /// What fits this schema or another that speaks of other types.
    pub(crate) fn or(mut self, other: Self) -> Self {
        self.types.extend(other.types);
        self.rules.extend(other.rules);
        self
    }

    /// The schema as JSON.
    pub(crate) fn json(self) -> Json {
        let mut members = Vec::new();
        members.extend(self.title.map(|text| ("title", Json::Text(text))));
        members.extend(self.doc.map(|text| ("description", Json::Text(text))));
        match self.types[..] {
            [] => {}
            [one] => members.push(("type", Json::from(one))),
            _ => members.push(("type", Json::texts(self.types))),
        }
        members.extend(self.rules);
        Json::object(members)
    }
}

/// The schemas that have names.
pub(crate) struct Definitions {
    made: BTreeMap<&'static str, Json>,
    types: Vec<String>,
}

impl Definitions {
    /// Nothing is defined yet; `types` are texts of types to offer.
    pub(crate) fn new(types: Vec<String>) -> Self {
        let made = BTreeMap::new();
        Self { made, types }
    }

    /// The schema of a type, or a reference to it.
    pub(crate) fn of<T: Describe>(&mut self) -> Schema {
        let Some(name) = T::NAME else {
            return T::schema(self);
        };
        if !self.made.contains_key(name) {
            // A map may contain itself: what asks for it from inside finds it already there.
            self.made.insert(name, Json::Null);
            let schema = T::schema(self).json();
            self.made.insert(name, schema);
        }
        let path = Json::Text(format!("#/definitions/{name}"));
        Schema::default().rule("$ref", path)
    }

    /// The schema of a key's value.
    pub(crate) fn property<T: Describe>(&mut self, form: &[Form]) -> Schema {
        let schema = self.of::<T>();
        match form {
            [] => schema,
            [form, ..] => form.of(schema, self),
        }
    }

    /// The schema of a file whose root is a map of the language.
    pub(crate) fn document<T: Describe>(mut self, comment: &str) -> Json {
        let root = T::schema(&mut self).json();
        let definitions = Json::object(self.made);
        let Json::Object(root) = root else {
            return root;
        };
        let mut members = vec![
            // The draft that every editor knows.
            (
                "$schema".to_owned(),
                Json::from("http://json-schema.org/draft-07/schema#"),
            ),
            ("$comment".to_owned(), Json::from(comment)),
        ];
        members.extend(root);
        members.push(("definitions".to_owned(), definitions));
        Json::Object(members)
    }
}

/// The text of a type.
///
/// A type that is named `True` or `Null` is no text to YAML, so those are not refused. Built-in types are
/// offered as snippets: editors show examples wherever the mouse rests.
pub(crate) struct TypeText;

impl TypeText {
    /// What is known of the text without what is offered.
    pub(crate) fn rules() -> Schema {
        form::text(
            &["string", "boolean", "null"],
            TYPE_PATTERN,
            "a type is a name with arguments in parentheses, `?` if null is allowed and `!` if required",
        )
    }
}

impl Describe for TypeText {
    const NAME: Option<&'static str> = Some("TypeText");

    fn schema(all: &mut Definitions) -> Schema {
        let snippets = all.types.iter().map(|text| {
            let (label, body) = (Json::from(text.as_str()), Json::from(text.as_str()));
            Json::object([("label", label), ("body", body)])
        });
        Self::rules().rule("defaultSnippets", Json::List(snippets.collect()))
    }
}

impl Describe for Text {
    const NAME: Option<&'static str> = None;

    fn schema(_: &mut Definitions) -> Schema {
        Schema::of_types(SCALARS)
    }
}

impl<T: Describe> Describe for Arc<T> {
    const NAME: Option<&'static str> = T::NAME;

    fn schema(all: &mut Definitions) -> Schema {
        T::schema(all)
    }
}

impl<T: Describe> Describe for Vec<T> {
    const NAME: Option<&'static str> = None;

    fn schema(all: &mut Definitions) -> Schema {
        Schema::of_types(&["array"]).rule("items", all.of::<T>().json())
    }
}

impl<T: Describe> Describe for Named<T> {
    const NAME: Option<&'static str> = None;

    fn schema(all: &mut Definitions) -> Schema {
        Schema::of_types(&["object"]).rule("additionalProperties", all.of::<T>().json())
    }
}

/// In quotes it is a bool all the same. A list of allowed values would have editors offer both.
impl Describe for bool {
    const NAME: Option<&'static str> = None;

    fn schema(_: &mut Definitions) -> Schema {
        form::text(
            &["boolean", "string"],
            "^(true|false)$",
            "write `true` or `false`",
        )
    }
}

impl Describe for Raw {
    const NAME: Option<&'static str> = None;

    fn schema(_: &mut Definitions) -> Schema {
        Schema::default()
    }
}
