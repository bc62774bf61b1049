//! The spec → the model: everything that can be refused is refused here, with its place.
//!
//! Each module checks one noun and builds the model's node for it. All problems are collected; the model is
//! given only if none of them is an error.

mod auth;
mod auth_file;
mod body;
mod built_in;
mod clash;
mod constraint;
mod envelope;
mod example;
mod expression;
mod facts;
mod finite;
mod fitting;
mod http;
mod idempotency;
mod json;
mod known_answer;
mod limit;
mod member_path;
mod names;
mod obeyed;
mod operation;
mod page_place;
mod page_slot;
mod paginate;
mod pairs;
mod parameter;
mod record;
mod rules;
mod same_request;
mod scope;
mod settings;
mod shown_example;
mod token;
pub(crate) mod type_text;
mod types;
mod unused;
mod updates;
mod usage;
mod value;
mod variants;

pub use auth_file::join;
pub use built_in::built_in_types;
#[cfg(feature = "editor")]
pub use type_text::read as read_type;
pub use type_text::{Argument, TypeText};

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Help, help};
use crate::model;
use crate::source::Span;
use crate::spec::auth_file::AuthFile;
use crate::spec::{self, Text, words};

/// Checks a spec. `path` is the spec's path as diagnostics show it; `diagnostics` has what was found while this
/// spec was read.
pub fn api(spec: &spec::Api, path: &str, diagnostics: &mut Diagnostics) -> Option<model::Api> {
    api_with(spec, None, path, diagnostics)
}

/// The same, with a file that was [joined](join) and whose expressions the hooks take.
pub fn api_with(
    spec: &spec::Api,
    auth_file: Option<&AuthFile>,
    path: &str,
    diagnostics: &mut Diagnostics,
) -> Option<model::Api> {
    let mut check = Check::new(spec, diagnostics);
    check.auth_file = auth_file;
    check.version();
    let vendor = check.vendor();
    check.declare_types();
    let settings = check.settings();
    let mut hooks = check.hooks();
    check.hook_bodies(&settings, &mut hooks);
    let servers = check.servers(&settings);
    let scope = check.vendor_scope(&settings, &hooks);
    let lets = check.lets(&scope);
    let mut schemes = check.schemes(&scope, &lets, &settings);
    let limits = check.limits(&scope, &settings);
    let mut envelopes = check.envelopes();
    let errors = check.errors(&spec.errors);
    let mut operations = check.operations(&scope, &lets, &mut envelopes);
    check.token_operations(&mut schemes, &operations, &scope);
    let types = check.finish_types(&settings, &mut operations, &envelopes);
    let documents = check.documents();
    check.defaults();
    check.unused(&envelopes);
    if check.failed {
        return None;
    }
    let api = model::Api {
        vendor: vendor?,
        title: facts::docs(spec.title.as_ref()),
        doc: facts::docs(spec.doc.as_ref()),
        note: facts::docs(spec.note.as_ref()),
        documents,
        settings,
        hooks,
        servers,
        lets,
        schemes,
        envelopes,
        errors,
        limits,
        types,
        operations,
        path: path.to_owned(),
    };
    check.examples_hold(&api);
    (!check.failed).then_some(api)
}

/// What the checks share.
struct Check<'a> {
    spec: &'a spec::Api,
    /// What a file says of hooks.
    auth_file: Option<&'a AuthFile>,
    diagnostics: &'a mut Diagnostics,
    types: types::Types,
    /// The names that were derived so far, since wire texts come again and again.
    names: HashMap<String, Option<model::Name>>,
    /// Whether anything was refused so far.
    failed: bool,
    /// What a computed value may name, while fields are described that may have one.
    computing: Option<crate::expr::Scope>,
    /// How lists and objects stand that say nothing themselves, while parameters or a form are described.
    style: model::PairStyle,
}

impl<'a> Check<'a> {
    fn new(spec: &'a spec::Api, diagnostics: &'a mut Diagnostics) -> Self {
        // What was refused while reading has been reported; it is not to be missed here as well.
        let failed = diagnostics.has_errors();
        Self {
            spec,
            auth_file: None,
            diagnostics,
            types: types::Types::default(),
            names: HashMap::new(),
            failed,
            computing: None,
            style: model::PairStyle::Repeat,
        }
    }

    /// Reports a problem.
    fn push(&mut self, diagnostic: Diagnostic) {
        self.failed |= diagnostic.severity() == crate::diagnostic::Severity::Error;
        self.diagnostics.push(diagnostic);
    }

    /// Reports a problem at a place.
    fn report(&mut self, code: Code, span: Span, message: impl Into<String>, help: Help) {
        self.push(Diagnostic::new(code, span, message).help(help));
    }

    /// Reports a problem between two places.
    fn conflict(
        &mut self,
        code: Code,
        span: Span,
        message: impl Into<String>,
        (other, label): (Span, &str),
        help: Help,
    ) {
        let diagnostic = Diagnostic::new(code, span, message);
        self.push(diagnostic.related(other, label).help(help));
    }

    /// One of several words; reports any other.
    fn word<T: Copy>(&mut self, text: &Text, words: &[(&str, T)]) -> Option<T> {
        if let Some((_, value)) = words.iter().find(|(word, _)| *word == text.as_str()) {
            return Some(*value);
        }
        let allowed: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let help = match crate::source::closest(text.as_str(), allowed.iter().copied()) {
            Some(near) => help!(
                "did you mean `{near}`? It is one of: {}",
                "是否应为 `{near}`？可选的值：{}",
                allowed.join(", ")
            )
            .meaning(&text.text, near, allowed.iter().copied()),
            None => help!("write one of: {}", "写下列之一：{}", allowed.join(", ")),
        };
        self.report(
            Code::BadValue,
            text.span,
            format!("`{}` is not allowed here", text.text),
            help,
        );
        None
    }

    /// Reports a name that is not among the known ones.
    fn unknown(&mut self, text: &Text, what: &str, known: Vec<String>) {
        let message = format!("there is no {what} `{}`", text.text);
        let near = crate::source::closest(text.as_str(), known.iter().map(String::as_str));
        let help = match (near, known.is_empty()) {
            (Some(near), _) => help!("did you mean `{near}`?", "是否应为 `{near}`？").meaning(
                text.as_str(),
                near,
                known.iter().map(String::as_str),
            ),
            (None, true) => help!("add it; the spec has none yet", "补上它；规范中还没有"),
            (None, false) => help!("write one of: {}", "写下列之一：{}", known.join(", ")),
        };
        self.report(Code::UnknownReference, text.span, message, help);
    }

    /// Reports a field that a record does not have.
    fn unknown_field(&mut self, name: &str, span: Span, message: String, known: &[&str]) {
        let help = match crate::source::closest(name, known.iter().copied()) {
            Some(near) => help!("did you mean `{near}`?", "是否应为 `{near}`？").meaning(
                name,
                near,
                known.iter().copied(),
            ),
            None if known.is_empty() => help!("add the field", "补上该字段"),
            None => help!("write one of: {}", "写下列之一：{}", known.join(", ")),
        };
        self.report(Code::UnknownField, span, message, help);
    }

    /// A number of seconds: `60` or `60s`.
    fn seconds(&mut self, text: &Text) -> Option<u64> {
        let digits = text.as_str().strip_suffix('s').unwrap_or(text.as_str());
        let seconds = digits.parse().ok();
        if seconds.is_none() {
            let message = format!("`{}` is not a number of seconds", text.text);
            self.report(
                Code::BadValue,
                text.span,
                message,
                help!(
                    "write seconds, such as `120` or `120s`",
                    "写秒数，例如 `120` 或 `120s`"
                ),
            );
        }
        seconds
    }

    /// A whole number.
    fn number(&mut self, text: &Text) -> Option<u64> {
        let number = text.as_str().parse().ok();
        if number.is_none() {
            let message = format!("`{}` is not a whole number", text.text);
            self.report(
                Code::BadValue,
                text.span,
                message,
                help!("write digits, such as `120`", "写数字，例如 `120`"),
            );
        }
        number
    }

    /// The spec is written in the version of the language that this crate reads.
    fn version(&mut self) {
        let version = &self.spec.version;
        if !words::VERSION.contains(&version.as_str()) {
            let message = format!("version `{}` of the language is not known", version.text);
            self.report(
                Code::Version,
                version.span,
                message,
                one_version(version.as_str()),
            );
        }
    }

    /// What the defaults name exists, also where every operation says otherwise.
    fn defaults(&mut self) {
        let Some(defaults) = &self.spec.defaults else {
            return;
        };
        if let Some(auth) = &defaults.auth {
            self.auth_use(auth);
        }
        if let Some(paginate) = &defaults.paginate {
            self.paging(paginate);
        }
        self.general_style(None);
        let (servers, envelopes) = (&self.spec.servers, &self.spec.envelopes);
        if let Some(server) = defaults
            .server
            .as_ref()
            .filter(|text| servers.get(text.as_str()).is_none())
        {
            self.unknown(
                server,
                "server",
                servers.keys().map(str::to_owned).collect(),
            );
        }
        let unknown =
            |text: &&Text| text.as_str() != "none" && envelopes.get(text.as_str()).is_none();
        if let Some(envelope) = defaults.envelope.as_ref().filter(unknown) {
            self.unknown(
                envelope,
                "envelope",
                envelopes.keys().map(str::to_owned).collect(),
            );
        }
    }

    /// A vendor's name becomes a folder, a crate and a part of file names on every system.
    fn vendor(&mut self) -> Option<model::Name> {
        let vendor = &self.spec.vendor;
        let plain = vendor
            .as_str()
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        let name =
            model::Name::derive(vendor.as_str()).filter(|_| plain && vendor.text.len() <= 64);
        let device = matches!(vendor.as_str(), "con" | "prn" | "aux" | "nul")
            || ["com", "lpt"].iter().any(|d| {
                vendor
                    .text
                    .strip_prefix(d)
                    .is_some_and(|n| n.len() == 1 && n.as_bytes()[0].is_ascii_digit())
            });
        match name {
            Some(name) if !device && name.snake() == vendor.text => Some(name),
            _ => {
                let message = format!("`{}` cannot name a folder and a crate", vendor.text);
                let help = help!(
                    "write lower-case ASCII letters, digits and `_`, starting with a letter, at most 64",
                    "只用小写 ASCII 字母、数字和 `_`，以字母开头，最多 64 个"
                );
                self.report(Code::BadName, vendor.span, message, help);
                None
            }
        }
    }

    fn documents(&mut self) -> Vec<model::Document> {
        let mut documents = Vec::new();
        for (key, document) in self.spec.documents.iter() {
            let facts = self.facts(&document.facts);
            let url = document.url.as_ref().map(|url| url.text.clone());
            documents.push(model::Document {
                id: key.text.clone(),
                facts,
                url,
            });
        }
        documents
    }
}

/// Versions are whole numbers, and there is one; others are those of a newer tool.
fn one_version(text: &str) -> Help {
    let help = help!("write `apiloom: 1`", "写成 `apiloom: 1`");
    match text.trim_start_matches(['v', 'V']).trim_end_matches(".0") {
        "1" => help.replacing(text, "1"),
        _ => help,
    }
}

#[cfg(test)]
mod tests {
    use super::words;
    use crate::model::{Access, Effect, Encode, ErrorKind, PageStyle, PairStyle, Repeat, Update};

    /// The model knows no specs, and says their words all the same.
    #[test]
    fn the_model_says_the_words_of_the_spec() {
        use Encode::{Bytes, Form, Json, Multipart, Text};
        let access = [Access::Read, Access::Write, Access::Both];
        assert_eq!(access.map(Access::word), words::ACCESS);
        let effects = [Effect::Read, Effect::Write, Effect::Delete];
        assert_eq!(effects.map(Effect::word), words::EFFECT);
        let encodes = [Json, Form, Multipart, Text, Bytes];
        assert_eq!(encodes.map(Encode::word), words::ENCODE);
        let repeats = [Repeat::Safe, Repeat::Keyed, Repeat::Never];
        assert_eq!(repeats.map(Repeat::word), words::REPEAT);
        let updates = [
            Update::Merge,
            Update::MergeById,
            Update::Replace,
            Update::Unknown,
        ];
        assert_eq!(updates.map(Update::word), words::UPDATE);
        let kinds = [
            ErrorKind::Auth,
            ErrorKind::Permission,
            ErrorKind::NotFound,
            ErrorKind::RateLimit,
            ErrorKind::Invalid,
            ErrorKind::Conflict,
            ErrorKind::Unavailable,
            ErrorKind::Vendor,
        ];
        assert_eq!(kinds.map(ErrorKind::word), words::ERROR_KIND);
        let styles = [
            PageStyle::Page,
            PageStyle::Offset,
            PageStyle::Cursor,
            PageStyle::LastId,
            PageStyle::Link,
        ];
        assert_eq!(styles.map(PageStyle::word), words::PAGING);
        let pairs = [
            PairStyle::Repeat,
            PairStyle::Csv,
            PairStyle::Json,
            PairStyle::Brackets,
            PairStyle::Index0,
            PairStyle::Index1,
            PairStyle::Dots,
            PairStyle::Dots0,
            PairStyle::Dots1,
            PairStyle::Index0Dots,
        ];
        assert_eq!(pairs.map(PairStyle::word), words::STYLE);
    }
}
