//! The text of a checked expression, as somebody would write it into a spec.
//!
//! A step of a signature and a variant of it are trees; people want what they can paste. Functions
//! of one value are written as pipes.

use super::ast::{Operator, Test};
use super::lexer::is_of_word;
use super::table::{Function, Need, Overload};
use super::typed::{Node, Reach, Segment, Stage, Typed};

/// The text of an expression: parsed and checked again, it has the same value.
pub fn write(typed: &Typed) -> String {
    let mut writer = Writer {
        text: String::new(),
    };
    writer.put(typed, Level::Or);
    writer.text
}

/// A text literal with its quotes.
pub(super) fn literal(text: &str) -> String {
    let mut written = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => written.push_str("\\\""),
            '\\' => written.push_str("\\\\"),
            '\n' => written.push_str("\\n"),
            '\t' => written.push_str("\\t"),
            c if c.is_control() => written.push_str(&format!("\\u{{{:x}}}", u32::from(c))),
            c => written.push(c),
        }
    }
    written.push('"');
    written
}

/// How tightly the parts of an expression hold together, loosest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Or,
    And,
    Not,
    Compare,
    Default,
    Pipe,
    Access,
}

struct Writer {
    text: String,
}

impl Writer {
    fn put(&mut self, typed: &Typed, least: Level) {
        let level = level(typed);
        if level < least {
            self.text.push('(');
        }
        self.node(typed);
        if level < least {
            self.text.push(')');
        }
    }

    fn node(&mut self, typed: &Typed) {
        match &typed.node {
            Node::Int(value) => self.text.push_str(&value.to_string()),
            Node::Text(text) => self.text.push_str(&literal(text)),
            Node::Bool(value) => self.text.push_str(&value.to_string()),
            Node::Null => self.text.push_str("null"),
            Node::Template(segments) => self.template(segments),
            Node::Place(reach) => self.place(reach),
            Node::Now(_) => self.text.push_str("now"),
            Node::Nonce(nonce) => {
                self.text.push_str(nonce.name);
                if let Some(length) = nonce.length {
                    self.text.push_str(&format!("({length})"));
                }
            }
            Node::Member { record, name, .. } => {
                self.put(record, Level::Access);
                self.member(name);
            }
            Node::JsonMember(value, key)
            | Node::JsonItem(value, key)
            | Node::Nth(value, key)
            | Node::Pair(value, key) => self.index(value, key),
            Node::List(items) => self.call("list", items.iter()),
            Node::Call {
                function,
                overload,
                args,
                ..
            } => self.function(function, overload, args),
            Node::Each {
                keys,
                pairs,
                stages,
            } => self.each(*keys, pairs, stages),
            Node::Hook { name, args, .. } => {
                self.text.push_str("custom(");
                self.text.push_str(&literal(name));
                for arg in args {
                    self.text.push_str(", ");
                    self.put(arg, Level::Or);
                }
                self.text.push(')');
            }
            Node::Choose { subject, arms } => {
                self.text.push_str("choose(");
                self.put(subject, Level::Or);
                for (choice, arm) in arms {
                    self.text.push_str(&format!(", {}=", choice.key));
                    self.put(arm, Level::Or);
                }
                self.text.push(')');
            }
            Node::If { condition, yes, no } => {
                self.call("if", [&**condition, yes, no].into_iter());
            }
            Node::Not(value) => {
                self.text.push_str("not ");
                self.put(value, Level::Not);
            }
            Node::And(parts) => self.chain(parts, " and ", Level::Not),
            Node::Or(parts) => self.chain(parts, " or ", Level::And),
            Node::Compare(operator, left, right) => {
                self.put(left, Level::Default);
                self.text.push_str(symbol(*operator));
                self.put(right, Level::Default);
            }
            Node::Is {
                value,
                negated,
                test,
            } => {
                self.put(value, Level::Default);
                self.text
                    .push_str(if *negated { " is not " } else { " is " });
                self.text.push_str(match test {
                    Test::Present => "present",
                    Test::Empty => "empty",
                    Test::Null => "null",
                });
            }
            Node::Default(value, fallback) => {
                self.put(value, Level::Default);
                self.text.push_str(" ?? ");
                self.put(fallback, Level::Pipe);
            }
            Node::Narrowed(value) => self.node(value),
        }
    }

    fn place(&mut self, reach: &Reach) {
        self.text.push_str(&reach.root);
        if let Some(member) = &reach.member {
            self.member(member);
        }
    }

    fn member(&mut self, name: &str) {
        if is_word(name) {
            self.text.push('.');
            self.text.push_str(name);
        } else {
            self.text.push_str(&format!("[{}]", literal(name)));
        }
    }

    fn index(&mut self, value: &Typed, key: &Typed) {
        self.put(value, Level::Access);
        self.text.push('[');
        self.put(key, Level::Or);
        self.text.push(']');
    }

    fn call<'t>(&mut self, name: &str, args: impl Iterator<Item = &'t Typed>) {
        self.text.push_str(name);
        self.text.push('(');
        for (at, arg) in args.enumerate() {
            if at > 0 {
                self.text.push_str(", ");
            }
            self.put(arg, Level::Or);
        }
        self.text.push(')');
    }

    fn function(
        &mut self,
        function: &Function,
        overload: &'static Overload,
        args: &[Option<Typed>],
    ) {
        let mut rest = args;
        if pipes(function, overload)
            && let Some((Some(first), others)) = args.split_first()
        {
            self.put(first, Level::Pipe);
            self.text.push_str(" | ");
            rest = others;
        }
        self.text.push_str(function.name);
        let skipped = args.len() - rest.len();
        self.arguments(overload, skipped, rest);
    }

    /// The arguments from `skipped` on; nothing at all where there are none.
    fn arguments(&mut self, overload: &'static Overload, skipped: usize, args: &[Option<Typed>]) {
        if args.iter().all(Option::is_none) {
            return;
        }
        let named = overload.takes.iter().filter(|param| param.is_named());
        let names: Vec<&str> = named.map(|param| param.name).collect();
        let places = (skipped + args.len()).saturating_sub(names.len());
        let mut before = "(";
        for (at, arg) in args.iter().enumerate() {
            let Some(arg) = arg else { continue };
            self.text.push_str(before);
            before = ", ";
            if let Some(name) = (skipped + at)
                .checked_sub(places)
                .and_then(|at| names.get(at))
            {
                self.text.push_str(&format!("{name}="));
            }
            self.put(arg, Level::Or);
        }
        self.text.push(')');
    }

    fn each(&mut self, keys: bool, pairs: &Typed, stages: &[Stage]) {
        self.put(pairs, Level::Pipe);
        self.text.push_str(if keys {
            " | each_key("
        } else {
            " | each_value("
        });
        for (at, stage) in stages.iter().enumerate() {
            if at > 0 {
                self.text.push_str(" | ");
            }
            self.text.push_str(stage.function.name);
            self.arguments(stage.overload, 1, &stage.args);
        }
        self.text.push(')');
    }

    fn chain(&mut self, parts: &[Typed], between: &str, least: Level) {
        for (at, part) in parts.iter().enumerate() {
            if at > 0 {
                self.text.push_str(between);
            }
            self.put(part, least);
        }
    }

    /// A hole stands inside a literal, so what it holds is escaped once more.
    fn template(&mut self, segments: &[Segment]) {
        let mut inside = String::new();
        for segment in segments {
            match segment {
                Segment::Text(text) => {
                    inside.push_str(&text.replace('{', "{{").replace('}', "}}"));
                }
                Segment::Hole(hole) => {
                    let hole = write(hole);
                    inside.push_str(&format!("{{{hole}}}"));
                }
            }
        }
        self.text.push_str(&format!("text({})", literal(&inside)));
    }
}

/// Whether a call is written behind its first argument.
fn pipes(function: &Function, overload: &Overload) -> bool {
    let first = overload.takes.first();
    first.is_some_and(|param| param.need == Need::Required) && function.name != "basic"
}

fn level(typed: &Typed) -> Level {
    match &typed.node {
        Node::Or(_) => Level::Or,
        Node::And(_) => Level::And,
        Node::Not(_) => Level::Not,
        Node::Compare(..) | Node::Is { .. } => Level::Compare,
        Node::Default(..) => Level::Default,
        Node::Each { .. } => Level::Pipe,
        Node::Call {
            function, overload, ..
        } if pipes(function, overload) => Level::Pipe,
        Node::Narrowed(inner) => level(inner),
        _ => Level::Access,
    }
}

fn symbol(operator: Operator) -> &'static str {
    match operator {
        Operator::Equal => " == ",
        Operator::Unequal => " != ",
        Operator::Less => " < ",
        Operator::LessOrEqual => " <= ",
        Operator::Greater => " > ",
        Operator::GreaterOrEqual => " >= ",
        Operator::In => " in ",
    }
}

fn is_word(name: &str) -> bool {
    !name.starts_with(char::is_numeric) && !name.is_empty() && name.chars().all(is_of_word)
}
