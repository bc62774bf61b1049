//! What can be written in an expression.

use apiloom_codegen::expr::{Function, functions};
use apiloom_codegen::source::Node;

use super::super::desk::entries;
use super::super::docs::label;
use super::super::meaning::Where;
use super::super::{Both, Completion, CompletionKind, scope};
use super::values::{hook_name, offer};
use super::{Cursor, MARK, Offer, in_snippet};

/// Where in an expression the cursor stands.
enum At<'t> {
    /// In code; what stands before the word that is being written, from the start of the innermost hole.
    Code(&'t str),
    /// In a text; the code before its quote.
    Text(&'t str),
}

impl<'d> Cursor<'_, 'd> {
    pub(super) fn in_expression(&self, node: &'d Node, place: Where) -> Vec<Completion> {
        let text = node.text().unwrap_or_default();
        let before = text.split(MARK).next().unwrap_or_default();
        let offers = match at(before) {
            At::Text(code) => self.in_text(code, place),
            At::Code(code) => {
                let head = code.trim_end_matches(is_word).trim_end();
                self.in_code(head, place)
            }
        };
        self.replacing(offers, self.word())
    }

    /// The texts that mean something: names of hooks, codes of settings.
    fn in_text(&self, code: &str, place: Where) -> Vec<Offer> {
        let code = code.trim_end();
        if let Some(before) = code.strip_suffix('(').map(str::trim_end)
            && before.ends_with("custom")
        {
            let hooks = self.section("hooks", CompletionKind::Function);
            return hooks
                .into_iter()
                .map(|hook| {
                    let name = hook_name(&hook.label);
                    Offer {
                        label: name.clone(),
                        insert: name,
                        ..hook
                    }
                })
                .collect();
        }
        let compared = code.strip_suffix("==").or(code.strip_suffix("!="));
        let Some(path) = compared.map(|code| path_before(code.trim_end())) else {
            return Vec::new();
        };
        self.codes(&path, place)
    }

    /// The codes of the enum that a setting or a field is.
    fn codes(&self, path: &[&str], place: Where) -> Vec<Offer> {
        let entry = match (place, path) {
            (Where::Rule, [name]) => {
                let fields = self.spec.ruled(0, self.trail);
                fields
                    .iter()
                    .find(|field| field.is(name))
                    .map(|field| (field.file, field.entry))
            }
            (_, ["settings", name]) => self
                .spec
                .named("settings", name)
                .map(|entry| (self.spec.own, entry)),
            _ => None,
        };
        let described = entry.and_then(|(file, entry)| {
            self.spec
                .described(super::super::fields::Said::Node(file, &entry.value))
        });
        let codes = described.map(|(_, node)| entries(node.get("enum")));
        let codes = codes.unwrap_or_default().iter();
        codes
            .map(|code| {
                Offer::new(code.key.as_str(), CompletionKind::Value).docs(label(&code.value))
            })
            .collect()
    }

    fn in_code(&self, head: &str, place: Where) -> Vec<Offer> {
        if let Some(before) = head.strip_suffix('.') {
            let path = path_before(before);
            let members = scope::members(self.spec, self.trail, place, &path);
            return members.into_iter().map(offer).collect();
        }
        if head.ends_with('|') {
            return stages();
        }
        let word = head
            .rsplit(|c: char| !is_word(c))
            .next()
            .unwrap_or_default();
        match word {
            "is" => {
                return words(&[
                    "present",
                    "empty",
                    "null",
                    "not present",
                    "not empty",
                    "not null",
                ]);
            }
            "not" if head.trim_end_matches(is_word).trim_end().ends_with("is") => {
                return words(&["present", "empty", "null"]);
            }
            "and" | "or" | "not" | "in" => {}
            _ if head.ends_with(|c: char| is_word(c) || matches!(c, ')' | ']' | '"')) => {
                return words(&[
                    "and",
                    "or",
                    "is present",
                    "is not present",
                    "is empty",
                    "is null",
                    "in",
                ]);
            }
            _ => {}
        }
        self.beginning(head, place)
    }

    /// What a value can begin with.
    fn beginning(&self, head: &str, place: Where) -> Vec<Offer> {
        // The functions of a chain are given what it is for.
        let chained = head
            .strip_suffix('(')
            .is_some_and(|head| head.ends_with("each_key") || head.ends_with("each_value"));
        if chained {
            return stages();
        }
        let names = scope::names(self.spec, 0, self.trail, place);
        let mut offers: Vec<Offer> = names
            .into_iter()
            .map(|named| {
                let root = named.root;
                let made = offer(named);
                let text = match root {
                    true => format!("{}.", made.label),
                    false => made.label.clone(),
                };
                made.insert(text)
            })
            .collect();
        let attempt = matches!(place, Where::Let | Where::Placed);
        let hooks = matches!(place, Where::Vendor | Where::Let | Where::Placed);
        let hooks = hooks && !self.spec.section("hooks").is_empty();
        for function in functions() {
            let nonce = function.is_of_attempt() && function.name != "now";
            let fine = match function.name {
                "custom" => hooks,
                "choose" | "if" => true,
                _ if nonce => place == Where::Let && head.is_empty(),
                _ if function.is_of_attempt() => attempt,
                _ => true,
            };
            if fine {
                offers.push(called(function, false));
            }
        }
        offers
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Where the end of a text that begins an expression stands: in code or in quotes, in a hole or not.
fn at(before: &str) -> At<'_> {
    // What is open: code from a place on, or a text whose quote stands at one.
    enum Open {
        Code(usize),
        Text(usize, bool),
    }
    let mut open = vec![Open::Code(0)];
    let mut characters = before.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        match (open.last(), c) {
            (Some(Open::Text(..)), '\\') => drop(characters.next()),
            (Some(Open::Text(..)), '"') => drop(open.pop()),
            (Some(Open::Text(_, true)), '{') => match characters.peek() {
                Some((_, '{')) => drop(characters.next()),
                _ => open.push(Open::Code(at + 1)),
            },
            (Some(Open::Code(from)), '"') => {
                let code = before[*from..at].trim_end();
                let template = code.strip_suffix('(').is_some_and(|code| {
                    let code = code.trim_end();
                    let rest = code.strip_suffix("text");
                    rest.is_some_and(|rest| !rest.ends_with(is_word))
                });
                open.push(Open::Text(at, template));
            }
            (Some(Open::Code(_)), '}') if open.len() > 1 => drop(open.pop()),
            _ => {}
        }
    }
    match open.pop() {
        Some(Open::Text(quote, _)) => {
            let from = match open.pop() {
                Some(Open::Code(from)) => from,
                _ => 0,
            };
            At::Text(&before[from..quote])
        }
        Some(Open::Code(from)) => At::Code(&before[from..]),
        None => At::Code(before),
    }
}

/// The names with dots between them at the end of a code.
fn path_before(code: &str) -> Vec<&str> {
    let start = code
        .trim_end_matches(|c: char| is_word(c) || c == '.')
        .len();
    code[start..].split('.').collect()
}

/// The functions that can stand behind `|`.
fn stages() -> Vec<Offer> {
    let stages = functions().filter(|function| function.is_stage());
    stages.map(|function| called(function, true)).collect()
}

/// A call of a function; behind `|` its first argument stands before it.
fn called(function: &Function, stage: bool) -> Offer {
    let name = function.name;
    let signature = function.signatures().join("; ");
    let offer = Offer::new(name, CompletionKind::Function)
        .detail(signature)
        .docs(Some(Both {
            en: function.docs.en.to_owned(),
            zh: function.docs.zh.to_owned(),
        }));
    let arguments = function.arguments().saturating_sub(usize::from(stage));
    match (name, arguments) {
        (_, 0) => offer,
        ("text" | "custom", _) => offer.snippet(format!("{}(\"$0\")", in_snippet(name))),
        _ => offer.snippet(format!("{}($0)", in_snippet(name))),
    }
}

fn words(words: &[&str]) -> Vec<Offer> {
    words
        .iter()
        .map(|word| Offer::new(*word, CompletionKind::Value))
        .collect()
}
