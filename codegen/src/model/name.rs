//! Names as lists of words, and the vendor's exact texts; the two cannot be swapped.

use heck::{ToSnakeCase, ToUpperCamelCase};

/// A name as a list of words in lower case; how it is cased is for an emitter to say.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name {
    words: Vec<String>,
}

impl Name {
    /// The words of a text; `None` where it has no ASCII letter, or a character from which no identifier
    /// can be made, such as `>`.
    ///
    /// `externalUserID`, `external_user_id` and `external-user-id` are the same name.
    pub fn derive(text: &str) -> Option<Self> {
        let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ' | '/');
        if !text.chars().all(fits) || !text.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        // Most are in lower case, where only what stands between words is to be found.
        let words = match text.contains(|c: char| c.is_ascii_uppercase()) {
            true => words(&text.to_snake_case()),
            false => words(text),
        };
        (!words.is_empty()).then_some(Self { words })
    }

    /// The name of nothing: what follows it stands alone.
    pub fn nothing() -> Self {
        Self { words: Vec::new() }
    }

    /// This name followed by another.
    pub fn then(&self, other: &Name) -> Self {
        Self {
            words: [self.words.as_slice(), other.words.as_slice()].concat(),
        }
    }

    /// This name followed by a word.
    pub fn with(&self, word: &str) -> Self {
        let mut words = self.words.clone();
        words.push(word.to_owned());
        Self { words }
    }

    /// `external_user_id`.
    pub fn snake(&self) -> String {
        self.words.join("_")
    }

    /// `ExternalUserId`.
    pub fn camel(&self) -> String {
        self.snake().to_upper_camel_case()
    }

    /// `EXTERNAL_USER_ID`.
    pub fn screaming(&self) -> String {
        self.snake().to_uppercase()
    }

    /// `external user id`.
    pub fn spaced(&self) -> String {
        self.words.join(" ")
    }
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The vendor's exact text of a key, tag or parameter.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WireName(pub String);

impl WireName {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::Name;

    #[test]
    fn one_name_for_every_spelling() {
        let name = Name::derive("externalUserID").map(|n| n.snake());
        assert_eq!(name.as_deref(), Some("external_user_id"));
        assert_eq!(Name::derive("external-user-id").map(|n| n.snake()), name);
        assert_eq!(
            Name::derive("source1").map(|n| n.snake()).as_deref(),
            Some("source1")
        );
        assert_eq!(Name::derive("since>="), None);
        assert_eq!(Name::derive("姓名"), None);
        assert_eq!(Name::derive("1st"), None);
        assert_eq!(Name::derive("_"), None);
    }
}
