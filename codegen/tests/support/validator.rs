//! The JSON Schema of the language, as a validator that is not ours reads it.
#![allow(
    dead_code,
    reason = "each test is a crate of its own and uses what it needs"
)]

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::Value;

/// A schema that is ready to validate.
pub(crate) struct Validator {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Validator {
    /// The schema of specs.
    pub(crate) fn spec() -> Self {
        Self::new(&apiloom_codegen::schema::spec())
    }

    /// The schema of files that specs include.
    pub(crate) fn fragment() -> Self {
        Self::new(&apiloom_codegen::schema::fragment())
    }

    /// Compiling a schema checks it against the draft that it names.
    fn new(text: &str) -> Self {
        let schema = serde_json::from_str(text).expect("the schema is JSON");
        let mut compiler = Compiler::new();
        let place = "file:///apiloom.schema.json";
        compiler
            .add_resource(place, schema)
            .expect("the place is a URL");
        let mut schemas = Schemas::new();
        let index = compiler
            .compile(place, &mut schemas)
            .unwrap_or_else(|error| panic!("this is no schema: {error:#}"));
        Self { schemas, index }
    }

    /// What the schema refuses in a YAML text; `None` if it is no YAML or fits.
    pub(crate) fn problem(&self, yaml: &str) -> Option<String> {
        let value = json(serde_yaml::from_str(yaml).ok()?);
        let refused = self.schemas.validate(&value, self.index).err()?;
        Some(format!("{refused:#}"))
    }
}

/// Whether a text is YAML; what is not is refused before a schema is asked.
pub(crate) fn is_yaml(text: &str) -> bool {
    serde_yaml::from_str::<serde_yaml::Value>(text).is_ok()
}

/// The value as editors give it to a validator: keys are texts, and tags mean nothing.
fn json(value: serde_yaml::Value) -> Value {
    use serde_yaml::Value as Yaml;
    match value {
        Yaml::Null => Value::Null,
        Yaml::Bool(value) => Value::Bool(value),
        Yaml::Number(value) => serde_json::to_value(value).unwrap_or(Value::Null),
        Yaml::String(text) => Value::String(text),
        Yaml::Sequence(items) => items.into_iter().map(json).collect(),
        Yaml::Mapping(members) => {
            let member = |(key, value)| (key_text(&key), json(value));
            members.into_iter().map(member).collect()
        }
        Yaml::Tagged(tagged) => json(tagged.value),
    }
}

fn key_text(key: &serde_yaml::Value) -> String {
    match key {
        serde_yaml::Value::String(text) => text.clone(),
        other => serde_json::to_string(other).expect("a scalar is JSON"),
    }
}
