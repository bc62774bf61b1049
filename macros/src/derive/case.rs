//! How the names in Rust become names on the wire: `rename_all`.

use apiloom_codegen::source::closest;
use heck::{ToKebabCase, ToLowerCamelCase, ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

use super::keys::{Keys, listed};
use super::problems::Problems;

/// How names are written.
#[derive(Clone, Copy)]
pub(super) enum Case {
    AsItIs,
    Camel,
    Snake,
    Pascal,
    Kebab,
    Shouty,
}

const CASES: [(&str, Case); 5] = [
    ("camelCase", Case::Camel),
    ("snake_case", Case::Snake),
    ("PascalCase", Case::Pascal),
    ("kebab-case", Case::Kebab),
    ("SCREAMING_SNAKE_CASE", Case::Shouty),
];

impl Case {
    /// What `rename_all` says; without it, names stay as they are.
    pub(super) fn read(keys: &Keys, problems: &mut Problems) -> Self {
        let Some(text) = keys.text("rename_all", problems) else {
            return Case::AsItIs;
        };
        let value = text.value();
        if let Some((_, case)) = CASES.iter().find(|(name, _)| *name == value) {
            return *case;
        }
        let names = CASES.map(|(name, _)| name);
        let list = format!("the cases are {}", listed(&names));
        let help = match closest(&value, names) {
            Some(meant) => format!("did you mean `{meant}`? {list}"),
            None => list,
        };
        problems.add(&text, format!("there is no case `{value}`"), help);
        Case::AsItIs
    }

    /// A name in this case.
    pub(super) fn apply(self, name: &str) -> String {
        match self {
            Case::AsItIs => name.to_owned(),
            Case::Camel => name.to_lower_camel_case(),
            Case::Snake => name.to_snake_case(),
            Case::Pascal => name.to_upper_camel_case(),
            Case::Kebab => name.to_kebab_case(),
            Case::Shouty => name.to_shouty_snake_case(),
        }
    }
}
