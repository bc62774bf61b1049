//! Names: derived from wire texts, and different from one another.

use std::collections::HashMap;

use super::Check;
use crate::diagnostic::{Code, Diagnostic, help};
use crate::model::Name;
use crate::source::Span;
use crate::spec::Text;

/// The longest name: file names have no more than 255 bytes anywhere.
const LONGEST: usize = 120;

impl Check<'_> {
    /// Reports a name that is too long for a file, such as one made of all the fields on the way to a type.
    pub(super) fn too_long(&mut self, name: &Name, span: Span) -> bool {
        let long = name.snake().len() > LONGEST;
        if long {
            let message = format!("the name made here has more than {LONGEST} letters");
            self.report(
                Code::BadName,
                span,
                message,
                help!(
                    "add a shorter `name: …`, or describe the type under `types`",
                    "加上较短的 `name: …`，或把类型写到 `types` 下"
                ),
            );
        }
        long
    }

    /// The name of something on the wire: its own `name:`, or what its wire text gives.
    pub(super) fn name(&mut self, wire: &Text, own: Option<&Text>) -> Option<Name> {
        let text = own.unwrap_or(wire);
        let name = match self.names.get(text.as_str()) {
            Some(known) => known.clone(),
            None => {
                let name = Name::derive(text.as_str());
                self.names.insert(text.text.clone(), name.clone());
                name
            }
        };
        match (&name, own) {
            (Some(_), _) => {}
            (None, Some(own)) => {
                let message = format!("`{}` cannot be a name", own.text);
                self.report(
                    Code::BadName,
                    own.span,
                    message,
                    help!(
                        "write ASCII letters, digits and `_`, starting with a letter",
                        "只用 ASCII 字母、数字和 `_`，以字母开头"
                    ),
                );
            }
            (None, None) => {
                let message = format!("no name can be derived from `{}`", wire.text);
                let name = without_signs(wire.as_str());
                let name = name.map_or_else(|| "a_name_in_ascii".to_owned(), |name| name.snake());
                let help = help!("add `name: {name}`", "加上 `name: {name}`");
                self.report(Code::NoName, wire.span, message, help);
            }
        }
        name
    }

    /// Names given by the spec itself, such as those of settings and operations.
    pub(super) fn own_name(&mut self, text: &Text) -> Option<Name> {
        let plain = text
            .as_str()
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '_');
        let derived = Name::derive(text.as_str());
        if derived
            .as_ref()
            .is_some_and(|name| name.snake().len() > LONGEST)
        {
            let message = format!("this name has more than {LONGEST} letters");
            self.report(
                Code::BadName,
                text.span,
                message,
                help!("write a shorter one", "换一个较短的名称"),
            );
            return None;
        }
        if !plain || derived.is_none() {
            let message = format!("`{}` cannot be a name", text.text);
            let help = match &derived {
                // What refers to it is to be renamed, too.
                Some(name) => help!("write `{}`", "写成 `{}`", name.snake())
                    .replacing(text.as_str(), name.snake())
                    .perhaps(),
                None => help!(
                    "write ASCII letters, digits and `_`, starting with a letter",
                    "只用 ASCII 字母、数字和 `_`，以字母开头"
                ),
            };
            self.report(Code::BadName, text.span, message, help);
            return None;
        }
        derived
    }

    /// Different things have names that stay different in Rust.
    pub(super) fn distinct<'n>(
        &mut self,
        what: &str,
        names: impl IntoIterator<Item = (&'n Name, Span, &'n str)>,
    ) {
        let help = match what {
            "operations" | "envelopes" | "schemes" | "hook inputs" | "patterns" => {
                help!("rename one of them", "给其中一个改名")
            }
            _ => help!(
                "add another `name: …` to one of them",
                "给其中一个加上不同的 `name: …`"
            ),
        };
        // What becomes a type or a variant is cased otherwise, and may meet where the words do not.
        let camel = matches!(what, "types" | "variants" | "codes" | "operations");
        let mut seen: HashMap<String, (Span, &str)> = HashMap::new();
        for (name, span, wire) in names {
            let mut written = vec![name.snake()];
            written.extend(camel.then(|| name.camel()));
            let clash = written.iter().find(|rust| seen.contains_key(*rust));
            if let Some((rust, (first, other))) =
                clash.and_then(|rust| Some((rust, *seen.get(rust)?)))
            {
                let message = format!("{what} `{wire}` and `{other}` are both `{rust}` in Rust");
                let diagnostic = Diagnostic::new(Code::NameCollision, span, message)
                    .related(first, format!("`{other}` stands here"))
                    .help(help.clone());
                self.push(diagnostic);
                continue;
            }
            seen.extend(written.into_iter().map(|rust| (rust, (span, wire))));
        }
    }
}

/// The name of a text but for the signs in it: `filter` of `$filter`.
fn without_signs(text: &str) -> Option<Name> {
    let plain = |c: char| match c.is_ascii_punctuation() {
        true => ' ',
        false => c,
    };
    Name::derive(text.chars().map(plain).collect::<String>().trim())
}
