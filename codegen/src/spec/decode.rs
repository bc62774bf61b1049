//! The collecting decoder: nodes → the structs of this module, with every problem reported.
//!
//! A map of the language is declared once by [`spec_map!`]: the declaration gives the struct, the decoder
//! and the table of keys from which "did you mean" and the JSON Schema are made.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Help, help};
use crate::source::{Entry, Node, NodeKind, Span, closest};

/// What decoding writes to.
pub(crate) struct Cx<'d> {
    pub(crate) diagnostics: &'d mut Diagnostics,
}

impl Cx<'_> {
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Reports that a node is not of the kind that its key demands, unless it has been reported.
    pub(crate) fn wrong_kind(&mut self, node: &Node, expected: &str) {
        if matches!(node.kind, NodeKind::Refused) {
            return;
        }
        let message = format!("expected {expected}, found {}", node.noun());
        let help = kind_help(node, expected);
        self.push(Diagnostic::new(Code::WrongKind, node.span, message).help(help));
    }

    /// Reports that a text is not one of the allowed ones.
    pub(crate) fn bad_value(&mut self, text: &Text, allowed: &[&str]) {
        let message = match text.text.is_empty() {
            true => "expected a value, found nothing".to_owned(),
            false => format!("`{}` is not allowed here", text.text),
        };
        let help = match closest(&text.text, allowed.iter().copied()) {
            Some(near) => help!(
                "did you mean `{near}`? It is one of: {}",
                "是否应为 `{near}`？可选的值：{}",
                allowed.join(", ")
            )
            .meaning(&text.text, near, allowed.iter().copied()),
            None => help!("write one of: {}", "写下列之一：{}", allowed.join(", ")),
        };
        self.push(Diagnostic::new(Code::BadValue, text.span, message).help(help));
    }
}

/// Whether a key is what a comma cut off from a text in `{ }`: words, and nothing behind them.
fn is_rest_of_prose(entry: &Entry) -> bool {
    let is_prose = |c: char| c.is_whitespace() || !c.is_ascii();
    let key = &entry.key;
    entry.value.noun() == "nothing"
        && !key.contains(':')
        && (key.contains(is_prose) || key.ends_with(['.', '!', '?']))
}

/// A key whose colon has no space behind it is no key; in `{ }` it takes its value with it.
fn without_space(entry: &Entry, known: &[&str]) -> Option<Help> {
    let (key, value) = entry.key.split_once(':')?;
    let alone = entry.value.noun() == "nothing" && !value.is_empty();
    (alone && known.contains(&key)).then(|| space_after(key))
}

fn space_after(key: &str) -> Help {
    let head = format!("{key}:");
    let help = help!("write a space after `{head}`", "在 `{head}` 后加一个空格");
    help.replacing(&head, format!("{head} "))
}

/// What to write where a node is not of the kind that its key demands.
fn kind_help(node: &Node, expected: &str) -> Help {
    if let Some(help) = colon_help(node) {
        return help;
    }
    match (expected, &node.kind) {
        ("text", _) => help!(
            "write one value, in quotes if it has `: `, ` #` or brackets",
            "只写一个值；若含有 `: `、` #` 或括号，请加引号"
        ),
        ("a list", NodeKind::Scalar { text, .. }) if is_word(text) => {
            let list = format!("[{text}]");
            let help = help!("write `{list}`", "写成 `{list}`");
            help.changing(vec![(node.span, list)])
        }
        ("a list", _) => help!(
            "write `[a, b]`, or one `- item` a line",
            "写成 `[a, b]`，或每行写一个 `- item`"
        ),
        ("a spec", _) => help!(
            "start with `apiloom: 1` and `vendor: NAME`, each on a line of its own",
            "开头写 `apiloom: 1` 和 `vendor: NAME`，各占一行"
        ),
        ("a field" | "`returns`" | "`body`", NodeKind::List(items)) if words(items).len() == 1 => {
            let item = words(items).join("");
            let list = format!("list({item})");
            let help = help!("write `{list}`", "写成 `{list}`");
            help.changing(vec![(node.span, list)])
        }
        ("an error code", NodeKind::Scalar { text, .. }) => {
            let long = format!("{{ name: {text} }}");
            let help = help!("write `{long}`", "写成 `{long}`");
            help.changing(vec![(node.span, long)])
        }
        ("`auth`", NodeKind::List(items)) => {
            let names = words(items).join(", ");
            help!(
                "write `{{ all: [{names}] }}` for all of them, `{{ any: [{names}] }}` for one of them",
                "全部使用写 `{{ all: [{names}] }}`，任选其一写 `{{ any: [{names}] }}`"
            )
        }
        ("a map", NodeKind::List(items)) if !words(items).is_empty() => {
            let entries: Vec<String> = words(items).iter().map(|w| format!("{w}: …")).collect();
            let entries = entries.join(", ");
            help!("write `{{ {entries} }}`", "写成 `{{ {entries} }}`")
        }
        (expected, _) if expected.starts_with('`') && expected.contains(": ") => {
            help!("write `- name: Type`", "写成 `- name: Type`")
        }
        (expected, _) if expected.contains('{') => {
            help!("write one of these", "写其中一种")
        }
        _ => help!(
            "write `key: value` lines below it, indented, or `{{ key: value }}`",
            "在下面缩进写 `key: value` 各行，或写成 `{{ key: value }}`"
        ),
    }
}

/// A colon that YAML does not take for one, where a map should be.
fn colon_help(node: &Node) -> Option<Help> {
    let text = node.text()?;
    if text.contains('：') {
        let help = help!("write `: ` for `：`", "把 `：` 改成半角的 `: `");
        let colon = node
            .place_of("：")
            .filter(|_| text.matches('：').count() == 1);
        return Some(match colon {
            Some(place) => help.changing(vec![(place, ": ".to_owned())]),
            None => help,
        });
    }
    let (key, value) = text.split_once(':')?;
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    (is_key && !value.is_empty() && !value.starts_with([' ', '/'])).then(|| space_after(key))
}

/// Whether a text is one name.
fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || c == '_')
}

/// The texts of a list, as many as a help can show.
fn words(items: &[Node]) -> Vec<&str> {
    items.iter().filter_map(Node::text).take(4).collect()
}

/// How other languages call our keys.
fn common_key(key: &str) -> Option<&'static str> {
    Some(match key.to_ascii_lowercase().as_str() {
        "paths" | "endpoints" | "apis" => "operations",
        "schemas" | "definitions" | "models" => "types",
        "method" | "url" | "uri" => "http",
        "headers" => "header",
        "params" | "parameters" => "query",
        "request" | "requestbody" | "payload" => "body",
        "response" | "responses" | "result" => "returns",
        "properties" | "members" => "fields",
        "oneof" | "anyof" => "union",
        "description" | "desc" | "comment" | "summary" => "doc",
        "label" => "title",
        "pattern_properties" | "additionalproperties" => "rest",
        "minlength" | "maxlength" | "min_length" | "max_length" => "length",
        "minimum" | "maximum" | "min" | "max" => "range",
        "regex" | "format" => "pattern",
        "values" => "enum",
        "security" => "auth",
        _ => return None,
    })
}

/// The help to write our key for another language's: certain where both hold the same.
fn same_value(key: &str, ours: &str, help: Help) -> Help {
    let help = help.replacing(key, ours);
    match ours {
        "doc" | "title" | "header" => help,
        "pattern" if key.eq_ignore_ascii_case("regex") => help,
        _ => help.perhaps(),
    }
}

/// The type that a `format` of a JSON Schema means.
fn type_of_format(entry: &Entry) -> Option<&'static str> {
    let format = entry.value.text().filter(|_| entry.key == "format")?;
    Some(match format {
        "date-time" | "datetime" => "datetime",
        "date" => "date",
        "int32" => "int32",
        "int64" => "int64",
        "double" | "float" => "float",
        "decimal" => "decimal",
        "email" => "email",
        "uri" | "url" => "url",
        "phone" => "phone",
        "password" => "secret",
        "byte" => "bytes",
        "binary" => "file",
        _ => return None,
    })
}

/// A value that a node can be.
pub(crate) trait Decode: Sized {
    /// Decodes a node; `None` after at least one problem was reported.
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self>;

    /// What the node looks like in its long form.
    fn shape() -> Shape {
        Shape::Value
    }
}

/// What a value of the language looks like, for tools that walk a file as it is written.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// A text, or a value of the author's own, such as an example.
    Value,
    /// A map of the language: what it is called, and its keys.
    Map(&'static str, fn() -> Vec<Key>),
    /// A map whose keys are the author's, and what stands under each of them.
    Named(fn() -> Shape),
    /// A list, and what its items are.
    List(fn() -> Shape),
}

/// A map being decoded: hands out the values of its keys and reports the keys that nobody took.
pub(crate) struct MapView<'a> {
    entries: &'a [Entry],
    taken: Vec<bool>,
    span: Span,
    failed: bool,
}

impl<'a> MapView<'a> {
    pub(crate) fn new(node: &'a Node, expected: &str, cx: &mut Cx<'_>) -> Option<Self> {
        match &node.kind {
            NodeKind::Map(entries) => {
                let taken = vec![false; entries.len()];
                Some(Self {
                    entries,
                    taken,
                    span: node.span,
                    failed: false,
                })
            }
            _ => {
                cx.wrong_kind(node, expected);
                None
            }
        }
    }

    fn take(&mut self, key: &str) -> Option<&'a Entry> {
        let index = self.entries.iter().position(|entry| entry.key == key)?;
        self.taken[index] = true;
        Some(&self.entries[index])
    }

    /// A key that must be there.
    pub(crate) fn req<T: Decode>(&mut self, key: &str, cx: &mut Cx<'_>) -> Option<T> {
        let Some(entry) = self.take(key) else {
            let message = format!("`{key}` is missing");
            let at = self
                .entries
                .first()
                .map_or(self.span, |entry| entry.key_span);
            let help = help!("add `{key}: …`", "加上 `{key}: …`");
            // There is one version to be written in.
            let help = match (key, self.entries.first()) {
                ("apiloom", Some(first)) => {
                    let place = first.key_span.part(0, 0);
                    help.changing(vec![(place, "apiloom: 1\n".to_owned())])
                }
                _ => help,
            };
            cx.push(Diagnostic::new(Code::MissingKey, at, message).help(help));
            self.failed = true;
            return None;
        };
        let value = T::decode(&entry.value, cx);
        self.failed |= value.is_none();
        value
    }

    /// A key that may be absent.
    pub(crate) fn opt<T: Decode>(&mut self, key: &str, cx: &mut Cx<'_>) -> Option<Option<T>> {
        let Some(entry) = self.take(key) else {
            return Some(None);
        };
        let value = T::decode(&entry.value, cx);
        self.failed |= value.is_none();
        value.map(Some)
    }

    /// A key of a map whose entries stand for themselves: those that are refused do not keep the others
    /// from being checked.
    pub(crate) fn each<T: Decode>(&mut self, key: &str, cx: &mut Cx<'_>) -> Option<Named<T>> {
        let Some(entry) = self.take(key) else {
            return Some(Named::default());
        };
        let value = decode_partly(&entry.value, cx);
        self.failed |= value.is_none();
        value
    }

    /// A key that stands for nothing when it is absent.
    pub(crate) fn many<T: Decode + Default>(&mut self, key: &str, cx: &mut Cx<'_>) -> Option<T> {
        self.opt(key, cx).map(Option::unwrap_or_default)
    }

    /// Reports the keys that nobody took. Gives whether everything was fine.
    pub(crate) fn finish(self, keys: fn() -> Vec<Key>, what: &str, cx: &mut Cx<'_>) -> bool {
        let mut fine = !self.failed;
        if self.taken.iter().all(|taken| *taken) {
            return fine;
        }
        let keys = keys();
        // None of the keys is the language's: they are meant to be those of the record.
        let record = !self.taken.contains(&true) && keys.iter().any(|key| key.name == "fields");
        for (entry, taken) in self.entries.iter().zip(&self.taken) {
            if !taken {
                fine = false;
                let near = closest(&entry.key, keys.iter().map(|key| key.name));
                let message = format!("{what} has no key `{}`", entry.key);
                let known: Vec<_> = keys.iter().map(|key| key.name).collect();
                let cut = entry.key.contains(['(', ')', '"', '=', '|']) || is_rest_of_prose(entry);
                let ours = common_key(&entry.key).filter(|ours| known.contains(ours));
                let format = type_of_format(entry).filter(|_| known.contains(&"type"));
                let help = || match (ours, near) {
                    _ if cut => help!(
                        "put the value on a line of its own, or into quotes: inside `{{ }}` a comma or bracket ends it",
                        "把该值单独写一行，或加上引号：在 `{{ }}` 中，逗号或括号会结束这个值"
                    ),
                    _ if what == "a variant" && entry.key == "fields" => help!(
                        "describe the record under `types`, and write its name: `type: Name`",
                        "在 `types` 下描述该记录，再写它的名称：`type: Name`"
                    ),
                    (None, near) if record && near != Some("fields") => help!(
                        "write the fields under `fields`",
                        "把字段写在 `fields` 之下"
                    ),
                    (Some(ours), _) => match format {
                        Some(ty) => help!("write `type: {ty}`", "写成 `type: {ty}`"),
                        None => {
                            same_value(&entry.key, ours, help!("write `{ours}`", "写成 `{ours}`"))
                        }
                    },
                    (None, Some(near)) => help!("did you mean `{near}`?", "是否应为 `{near}`？")
                        .meaning(&entry.key, near, known.iter().copied()),
                    (None, None) => help!("write one of: {}", "写下列之一：{}", known.join(", ")),
                };
                let help = without_space(entry, &known).unwrap_or_else(help);
                // A key that is there already would stand twice.
                let help = match self.entries.iter().any(|e| help.writes(&e.key)) {
                    true => help.by_hand(),
                    false => help,
                };
                cx.push(Diagnostic::new(Code::UnknownKey, entry.key_span, message).help(help));
            }
        }
        fine
    }
}

/// One key of a map of the language.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// The key.
    pub name: &'static str,
    /// Whether it must be there.
    pub required: bool,
    /// What it says.
    pub doc: &'static str,
    /// What stands under it.
    pub shape: fn() -> Shape,
    /// What more is known of the value, at most one.
    #[cfg(feature = "editor")]
    pub(crate) form: &'static [super::form::Form],
}

#[cfg(feature = "editor")]
impl Key {
    /// What more is known of the value than its shape.
    pub fn form(&self) -> Option<&'static super::form::Form> {
        self.form.first()
    }
}

/// A text of the spec with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The text, unescaped.
    pub text: String,
    /// The place of the whole value.
    pub span: Span,
    /// Whether the text stands in the file as it is, and how many bytes after the start of the span.
    pub verbatim: Option<u32>,
}

impl Text {
    /// The place of a part of the text, given in bytes of the text.
    pub fn part(&self, from: usize, to: usize) -> Span {
        match self.verbatim {
            Some(offset) => self.span.part(offset as usize + from, offset as usize + to),
            None => self.span,
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl Decode for Text {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let NodeKind::Scalar { text, verbatim, .. } = &node.kind else {
            cx.wrong_kind(node, "text");
            return None;
        };
        Some(Self {
            text: text.clone(),
            span: node.span,
            verbatim: *verbatim,
        })
    }
}

/// Shared, so that it can be kept between two checks.
impl<T: Decode> Decode for Arc<T> {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        T::decode(node, cx).map(Self::new)
    }

    fn shape() -> Shape {
        T::shape()
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let NodeKind::List(items) = &node.kind else {
            cx.wrong_kind(node, "a list");
            return None;
        };
        let decoded: Vec<Option<T>> = items.iter().map(|item| T::decode(item, cx)).collect();
        decoded.into_iter().collect()
    }

    fn shape() -> Shape {
        Shape::List(T::shape)
    }
}

/// A map whose keys are names or wire texts of the spec, in the order written.
#[derive(Clone, Debug)]
pub struct Named<T> {
    /// The entries.
    pub entries: Vec<(Text, T)>,
    /// The keys of entries that were refused; only in maps that are checked without those.
    pub refused: Vec<Text>,
    /// The place of the map, if it is there.
    pub span: Option<Span>,
}

impl<T> Default for Named<T> {
    fn default() -> Self {
        Self {
            entries: Vec::new(),
            refused: Vec::new(),
            span: None,
        }
    }
}

impl<T> Named<T> {
    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&T> {
        self.entries
            .iter()
            .find(|(text, _)| text.text == key)
            .map(|(_, value)| value)
    }

    /// The entries, in the order written.
    pub fn iter(&self) -> impl Iterator<Item = &(Text, T)> {
        self.entries.iter()
    }

    /// The keys, in the order written.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|(key, _)| key.text.as_str())
    }

    /// The place of the first key, or of the whole map if it has none.
    pub(crate) fn first(&self) -> Option<Span> {
        let first = self.entries.first().map(|(key, _)| key.span);
        first.or(self.span)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl<T: Decode> Decode for Named<T> {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        decode_partly(node, cx).filter(|map| map.refused.is_empty())
    }

    fn shape() -> Shape {
        Shape::Named(T::shape)
    }
}

/// Decodes the entries of a map that can be; the keys of the rest are kept apart.
fn decode_partly<T: Decode>(node: &Node, cx: &mut Cx<'_>) -> Option<Named<T>> {
    let NodeKind::Map(items) = &node.kind else {
        cx.wrong_kind(node, "a map");
        return None;
    };
    let (mut entries, mut refused) = (Vec::with_capacity(items.len()), Vec::new());
    for item in items {
        match T::decode(&item.value, cx) {
            Some(value) => entries.push((key_text(item), value)),
            None => refused.push(key_text(item)),
        }
    }
    Some(Named {
        entries,
        refused,
        span: Some(node.span),
    })
}

/// The key of an entry as a text.
pub(crate) fn key_text(entry: &Entry) -> Text {
    Text {
        text: entry.key.clone(),
        span: entry.key_span,
        verbatim: entry.verbatim,
    }
}

/// `true` or `false`.
impl Decode for bool {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let text = Text::decode(node, cx)?;
        match text.as_str() {
            "true" => Some(true),
            "false" => Some(false),
            other => {
                match word_of_yaml(other) {
                    Some(ours) => cx.push(
                        Diagnostic::new(
                            Code::BadValue,
                            text.span,
                            format!("`{other}` is not allowed here"),
                        )
                        .help(help!("write `{ours}`", "写成 `{ours}`").replacing(other, ours)),
                    ),
                    None => cx.bad_value(&text, &["true", "false"]),
                }
                None
            }
        }
    }
}

/// What other versions of YAML take for a bool.
fn word_of_yaml(word: &str) -> Option<&'static str> {
    match word.to_ascii_lowercase().as_str() {
        "yes" | "on" | "y" => Some("true"),
        "no" | "off" | "n" => Some("false"),
        _ => None,
    }
}

/// A node kept as it is, for later stages: values of examples and defaults.
#[derive(Clone, Debug)]
pub struct Raw {
    /// The node.
    pub node: Node,
}

impl Decode for Raw {
    fn decode(node: &Node, _: &mut Cx<'_>) -> Option<Self> {
        (!node.has_refused()).then(|| Self { node: node.clone() })
    }
}

/// Declares a map of the language: its struct, its keys and its decoder.
///
/// Each line is `"key" mode field: Type`, where the mode is `req` (must be there), `opt` (an `Option`),
/// `many` (a default stands for absence) or `each` (a map that may lack refused entries); `flat field: Type` takes a group of keys that several maps share.
/// A `Form` after `as` says what more the JSON Schema knows of the value.
macro_rules! spec_map {
    (
        $(#[doc = $about:literal])*
        $what:literal $name:ident {
            $( flat $flat:ident: $flat_ty:ty; )*
            $( $(#[doc = $doc:literal])* $key:literal $mode:ident $field:ident: $ty:ty $(as $form:ident)?; )*
        }
    ) => {
        $(#[doc = $about])*
        #[derive(Clone, Debug)]
        pub struct $name {
            $( #[doc = "The keys that several maps share."] pub $flat: $flat_ty, )*
            $( $(#[doc = $doc])* pub $field: $crate::spec::decode::spec_map!(@ty $mode $ty), )*
            /// The place of the map.
            pub span: $crate::source::Span,
        }

        impl $name {
            /// The keys that the map may have.
            pub fn keys() -> Vec<$crate::spec::decode::Key> {
                #[allow(unused_mut, reason = "maps without shared groups do not extend the list")]
                let mut keys = vec![
                    $( $crate::spec::decode::Key {
                        name: $key,
                        required: $crate::spec::decode::spec_map!(@required $mode),
                        doc: concat!($($doc),*),
                        shape: <$ty as $crate::spec::decode::Decode>::shape,
                        #[cfg(feature = "editor")]
                        form: &[$( $crate::spec::form::$form )?],
                    }, )*
                ];
                $( keys.extend(<$flat_ty>::keys()); )*
                keys
            }

            pub(crate) fn take(
                map: &mut $crate::spec::decode::MapView<'_>,
                span: $crate::source::Span,
                cx: &mut $crate::spec::decode::Cx<'_>,
            ) -> Option<Self> {
                $( let $flat = <$flat_ty>::take(map, span, cx); )*
                $( let $field = map.$mode($key, cx); )*
                Some(Self { $( $flat: $flat?, )* $( $field: $field?, )* span })
            }
        }

        impl $crate::spec::decode::Decode for $name {
            fn decode(
                node: &$crate::source::Node,
                cx: &mut $crate::spec::decode::Cx<'_>,
            ) -> Option<Self> {
                let mut map = $crate::spec::decode::MapView::new(node, $what, cx)?;
                let value = Self::take(&mut map, node.span, cx);
                let fine = map.finish(Self::keys, $what, cx);
                value.filter(|_| fine)
            }

            fn shape() -> $crate::spec::decode::Shape {
                $crate::spec::decode::Shape::Map($what, Self::keys)
            }
        }

        #[cfg(feature = "schema")]
        impl $name {
            /// The schemas of the keys that the map may have.
            pub(crate) fn properties(
                all: &mut $crate::spec::schema::Definitions,
            ) -> Vec<(&'static str, $crate::spec::schema::Schema)> {
                #[allow(unused_mut, reason = "maps without shared groups do not extend the list")]
                let mut properties = vec![
                    $( ($key, all.property::<$ty>(&[$( $crate::spec::form::$form )?])), )*
                ];
                $( properties.extend(<$flat_ty>::properties(all)); )*
                properties
            }
        }

        #[cfg(feature = "schema")]
        impl $crate::spec::schema::Describe for $name {
            const NAME: Option<&'static str> = Some(stringify!($name));

            fn schema(
                all: &mut $crate::spec::schema::Definitions,
            ) -> $crate::spec::schema::Schema {
                let properties = Self::properties(all);
                let about = concat!($($about),*);
                $crate::spec::schema::Schema::map($what, about, &Self::keys(), properties)
            }
        }
    };
    (@ty req $ty:ty) => { $ty };
    (@ty many $ty:ty) => { $ty };
    (@ty each $ty:ty) => { $ty };
    (@ty opt $ty:ty) => { Option<$ty> };
    (@required req) => { true };
    (@required $other:ident) => { false };
}
pub(crate) use spec_map;
