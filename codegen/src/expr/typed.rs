//! The tree that the checker makes: every part has its type and all that printing needs.

use std::collections::BTreeSet;

use super::ast::{Operator, Test};
use super::problem::Span;
use super::rust_text::RustText;
use super::scope::{Held, Hook};
use super::table::{Function, Overload};
use super::types::{Choice, Type};

/// A checked expression.
#[derive(Clone, Debug)]
pub struct Typed {
    /// Its type.
    pub ty: Type,
    /// The characters it was written with.
    pub range: Span,
    pub(super) node: Node,
}

#[derive(Clone, Debug)]
pub(super) enum Node {
    Int(i64),
    Text(String),
    Bool(bool),
    Null,
    Template(Vec<Segment>),
    Place(Reach),
    Now(RustText),
    Nonce(Nonce),
    /// A member of a declared record; of an optional one, absent where the record is.
    Member {
        record: Box<Typed>,
        name: String,
        access: RustText,
        held: Held,
    },
    JsonMember(Box<Typed>, Box<Typed>),
    JsonItem(Box<Typed>, Box<Typed>),
    Nth(Box<Typed>, Box<Typed>),
    Pair(Box<Typed>, Box<Typed>),
    List(Vec<Typed>),
    /// Arguments in the order of the parameters; `None` where one is left out.
    Call {
        function: &'static Function,
        overload: &'static Overload,
        args: Vec<Option<Typed>>,
        lifted: bool,
    },
    Each {
        keys: bool,
        pairs: Box<Typed>,
        stages: Vec<Stage>,
    },
    Hook {
        name: String,
        hook: Hook,
        args: Vec<Typed>,
    },
    Choose {
        subject: Box<Typed>,
        arms: Vec<(Choice, Typed)>,
    },
    If {
        condition: Box<Typed>,
        yes: Box<Typed>,
        no: Box<Typed>,
    },
    Not(Box<Typed>),
    And(Vec<Typed>),
    Or(Vec<Typed>),
    Compare(Operator, Box<Typed>, Box<Typed>),
    Is {
        value: Box<Typed>,
        negated: bool,
        test: Test,
    },
    Default(Box<Typed>, Box<Typed>),
    /// An optional that is known to be present.
    Narrowed(Box<Typed>),
}

#[derive(Clone, Debug)]
pub(super) enum Segment {
    Text(String),
    Hole(Typed),
}

/// A name or a member of a root.
#[derive(Clone, Debug)]
pub(super) struct Reach {
    pub(super) root: String,
    pub(super) member: Option<String>,
    /// Whether `root` is a bare name rather than a root.
    pub(super) bare: bool,
    pub(super) tokens: RustText,
    pub(super) held: Held,
}

impl Reach {
    /// How the environment of the interpreter calls it.
    pub(super) fn path(&self) -> String {
        match &self.member {
            Some(member) => format!("{}.{member}", self.root),
            None => self.root.clone(),
        }
    }
}

#[derive(Clone, Debug)]
pub(super) struct Nonce {
    pub(super) name: &'static str,
    pub(super) length: Option<i64>,
    pub(super) receiver: RustText,
}

/// A function in the chain that is applied to every key or value.
#[derive(Clone, Debug)]
pub(super) struct Stage {
    pub(super) overload: &'static Overload,
    /// All arguments but the first, which is the text.
    pub(super) args: Vec<Option<Typed>>,
}

/// What an expression uses of its scope.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Uses {
    /// Bare names.
    pub names: BTreeSet<String>,
    /// Roots, such as `request`.
    pub roots: BTreeSet<String>,
    /// Declared members of roots with their roots: `settings.token`.
    pub members: BTreeSet<String>,
    /// Hooks.
    pub hooks: BTreeSet<String>,
    /// Whether `now` is used.
    pub now: bool,
    /// Whether it is a nonce.
    pub nonce: bool,
}

/// What the expression uses of its scope.
pub fn uses(typed: &Typed) -> Uses {
    let mut uses = Uses::default();
    typed.walk(&mut |part| match &part.node {
        Node::Place(reach) if reach.bare => {
            uses.names.insert(reach.root.clone());
        }
        Node::Place(reach) => {
            uses.roots.insert(reach.root.clone());
            if reach.member.is_some() {
                uses.members.insert(reach.path());
            }
        }
        Node::Hook { name, .. } => {
            uses.hooks.insert(name.clone());
        }
        Node::Now(_) => uses.now = true,
        Node::Nonce(_) => uses.nonce = true,
        _ => {}
    });
    uses
}

impl Typed {
    pub(super) fn new(ty: Type, range: Span, node: Node) -> Self {
        Self { ty, range, node }
    }

    /// The function and the length, if it is a nonce: `uuid`, or `nonce_hex` and 16.
    pub fn nonce(&self) -> Option<(&'static str, Option<i64>)> {
        match &self.node {
            Node::Nonce(nonce) => Some((nonce.name, nonce.length)),
            _ => None,
        }
    }

    /// Whether its Rust contains `?`, which must not stand inside a closure.
    pub(super) fn may_fail(&self) -> bool {
        let mut fails = false;
        self.walk(&mut |part| {
            fails |= matches!(&part.node, Node::Hook { hook, .. } if hook.fallible);
        });
        fails
    }

    /// Calls `visit` with this part and all parts below it.
    pub(super) fn walk(&self, visit: &mut dyn FnMut(&Typed)) {
        visit(self);
        match &self.node {
            Node::Int(_)
            | Node::Text(_)
            | Node::Bool(_)
            | Node::Null
            | Node::Place(_)
            | Node::Now(_)
            | Node::Nonce(_) => {}
            Node::Template(segments) => {
                for segment in segments {
                    if let Segment::Hole(hole) = segment {
                        hole.walk(visit);
                    }
                }
            }
            Node::Member { record: value, .. }
            | Node::Not(value)
            | Node::Is { value, .. }
            | Node::Narrowed(value) => value.walk(visit),
            Node::JsonMember(a, b)
            | Node::JsonItem(a, b)
            | Node::Nth(a, b)
            | Node::Pair(a, b)
            | Node::Compare(_, a, b)
            | Node::Default(a, b) => {
                a.walk(visit);
                b.walk(visit);
            }
            Node::List(parts)
            | Node::And(parts)
            | Node::Or(parts)
            | Node::Hook { args: parts, .. } => {
                parts.iter().for_each(|part| part.walk(visit));
            }
            Node::Call { args, .. } => args.iter().flatten().for_each(|arg| arg.walk(visit)),
            Node::Each { pairs, stages, .. } => {
                pairs.walk(visit);
                for stage in stages {
                    stage.args.iter().flatten().for_each(|arg| arg.walk(visit));
                }
            }
            Node::Choose { subject, arms } => {
                subject.walk(visit);
                arms.iter().for_each(|(_, arm)| arm.walk(visit));
            }
            Node::If { condition, yes, no } => {
                condition.walk(visit);
                yes.walk(visit);
                no.walk(visit);
            }
        }
    }
}
