//! An object that is being made.

use crate::json::Json;
use crate::model::Docs;

/// Members in the order in which they are put; what says nothing is left out.
#[derive(Clone, Debug, Default)]
pub(super) struct Object {
    members: Vec<(String, Json)>,
}

impl Object {
    pub(super) fn new() -> Self {
        Self::default()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    pub(super) fn json(self) -> Json {
        Json::Object(self.members)
    }

    /// Puts a member, in the place of one of that name.
    pub(super) fn put(&mut self, key: impl Into<String>, value: impl Into<Json>) {
        let (key, value) = (key.into(), value.into());
        match self.members.iter_mut().find(|(known, _)| *known == key) {
            Some(member) => member.1 = value,
            None => self.members.push((key, value)),
        }
    }

    pub(super) fn text(&mut self, key: &str, text: &str) {
        if !text.is_empty() {
            self.put(key, text);
        }
    }

    pub(super) fn flag(&mut self, key: &str, flag: bool) {
        if flag {
            self.put(key, Json::Bool(true));
        }
    }

    pub(super) fn list(&mut self, key: &str, items: Vec<Json>) {
        if !items.is_empty() {
            self.put(key, Json::List(items));
        }
    }

    pub(super) fn object(&mut self, key: &str, object: Object) {
        if !object.is_empty() {
            self.put(key, object.json());
        }
    }

    /// Puts a text in its languages.
    pub(super) fn put_docs(&mut self, key: &str, docs: &Docs) {
        let mut object = Object::new();
        object.text("en", docs.en.as_deref().unwrap_or_default());
        object.text("zh", docs.zh.as_deref().unwrap_or_default());
        self.object(key, object);
    }

    pub(super) fn get(&self, key: &str) -> Option<&Json> {
        let mut members = self.members.iter();
        members
            .find(|(known, _)| known == key)
            .map(|(_, value)| value)
    }
}

impl From<Json> for Object {
    /// The members of an object; any other value becomes the only alternative of an object.
    fn from(value: Json) -> Self {
        match value {
            Json::Object(members) => Self { members },
            other => Self {
                members: vec![("allOf".to_owned(), Json::List(vec![other]))],
            },
        }
    }
}
