//! The collecting decoder: nodes → the structs of this module, with every problem reported.
//!
//! A map of the language is declared once by [`spec_map!`]: the declaration gives the struct, the decoder
//! and the table of keys from which "did you mean" and the JSON Schema are made.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{Entry, Node, NodeKind, Span, closest};

/// What decoding writes to.
pub(crate) struct Cx<'d> {
    pub(crate) diagnostics: &'d mut Diagnostics,
}

impl Cx<'_> {
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Reports that a node is not of the kind that its key demands.
    pub(crate) fn wrong_kind(&mut self, node: &Node, expected: &str) {
        let message = format!("expected {expected}, found {}", node.noun());
        let help = match expected {
            "text" => "write one value, in quotes if it has `: `, ` #` or brackets",
            "a list" => "write `[a, b]`, or one `- item` a line",
            "a spec" => {
                "a spec starts with `apiloom: 1` and `vendor: NAME`, each on a line of its own"
            }
            expected if expected.starts_with('`') && expected.contains(": ") => {
                "write it as `- name: Type`"
            }
            expected if expected.contains('{') => "write the name of one, or a map as shown",
            _ => "write `key: value` lines below it, indented, or `{ key: value }`",
        };
        self.push(Diagnostic::new(Code::WrongKind, node.span, message).help(help));
    }

    /// Reports that a text is not one of the allowed ones.
    pub(crate) fn bad_value(&mut self, text: &Text, allowed: &[&str]) {
        let message = match text.text.is_empty() {
            true => "expected a value, found nothing".to_owned(),
            false => format!("`{}` is not allowed here", text.text),
        };
        let help = match closest(&text.text, allowed.iter().copied()) {
            Some(near) => format!("did you mean `{near}`? Allowed: {}", allowed.join(", ")),
            None => format!("write one of: {}", allowed.join(", ")),
        };
        self.push(Diagnostic::new(Code::BadValue, text.span, message).help(help));
    }
}

/// A value that a node can be.
pub(crate) trait Decode: Sized {
    /// Decodes a node; `None` after at least one problem was reported.
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self>;
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
            cx.push(Diagnostic::new(Code::MissingKey, at, message).help(format!("add `{key}: …`")));
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
    pub(crate) fn finish(self, keys: &[Key], what: &str, cx: &mut Cx<'_>) -> bool {
        let mut fine = !self.failed;
        for (entry, taken) in self.entries.iter().zip(&self.taken) {
            if !taken {
                fine = false;
                let near = closest(&entry.key, keys.iter().map(|key| key.name));
                let message = format!("{what} has no key `{}`", entry.key);
                let known: Vec<_> = keys.iter().map(|key| key.name).collect();
                let cut = entry.key.contains(['(', ')', '"', '=', '|']);
                let help = match near {
                    _ if cut => "inside `{ }` a comma ends the value; put the value on a line of its own, or into quotes"
                        .to_owned(),
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("known keys: {}", known.join(", ")),
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

impl<T: Decode> Decode for Vec<T> {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let NodeKind::List(items) = &node.kind else {
            cx.wrong_kind(node, "a list");
            return None;
        };
        let decoded: Vec<Option<T>> = items.iter().map(|item| T::decode(item, cx)).collect();
        decoded.into_iter().collect()
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

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl<T: Decode> Decode for Named<T> {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        decode_partly(node, cx).filter(|map| map.refused.is_empty())
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
            _ => {
                cx.bad_value(&text, &["true", "false"]);
                None
            }
        }
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
        Some(Self { node: node.clone() })
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
                let fine = map.finish(&Self::keys(), $what, cx);
                value.filter(|_| fine)
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
