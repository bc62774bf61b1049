//! What a search stands on: the steps before a digest, and what could be signed besides.

use crate::expr::steps::{Role, Steps, name, place, type_of};
use crate::expr::trace::data_and_key;
use crate::expr::typed::{Node, Typed};
use crate::expr::types::Kind;
use crate::expr::value::{Env, Value};

use super::build;
use super::row::{Row, row};

/// The state of a search: some steps, their values, and the digest that is looked for.
pub(super) struct Ground<'a> {
    pub(super) steps: &'a Steps,
    pub(super) env: &'a Env,
    /// The step whose digest is compared.
    pub(super) target: usize,
    /// The steps that the digest depends on, itself among them, in order.
    pub(super) live: Vec<usize>,
    /// Values of the environment that a signature could contain: paths, and whether each is secret.
    pub(super) known: &'a [(String, bool)],
}

impl<'a> Ground<'a> {
    pub(super) fn new(
        steps: &'a Steps,
        env: &'a Env,
        target: usize,
        known: &'a [(String, bool)],
    ) -> Self {
        let marks = steps.before([target]);
        let live = steps.order().iter().copied().filter(|id| marks[*id]);
        Self {
            steps,
            env,
            target,
            live: live.collect(),
            known,
        }
    }

    pub(super) fn typed(&self, id: usize) -> &'a Typed {
        &self.steps.get(id).typed
    }

    /// What names a step in a tree.
    pub(super) fn place(&self, id: usize) -> Typed {
        let typed = self.typed(id);
        place(id, typed.ty.clone(), typed.range)
    }

    pub(super) fn value(&self, id: usize) -> Option<&'a Value> {
        self.env.get(&name(id))
    }

    /// The name and arguments of a call that is a step.
    pub(super) fn call(&self, id: usize) -> Option<(&'static str, Vec<&'a Typed>)> {
        call(self.typed(id))
    }

    /// The calls of one of some functions among the live steps.
    pub(super) fn calls(
        &self,
        names: &'static [&'static str],
    ) -> impl Iterator<Item = (usize, &'static str, Vec<&'a Typed>)> {
        self.live.iter().filter_map(move |id| {
            let (function, args) = self.call(*id)?;
            names.contains(&function).then_some((*id, function, args))
        })
    }

    /// The data and the key of the digest that is looked for.
    pub(super) fn data_and_key(&self) -> Option<(&'static str, &'a Typed, Option<&'a Typed>)> {
        let (function, data, key) = data_and_key(self.typed(self.target))?;
        Some((function.name, data, key))
    }

    /// The live digests.
    pub(super) fn digests(
        &self,
    ) -> impl Iterator<Item = (usize, &'static str, &'a Typed, Option<&'a Typed>)> {
        self.live.iter().filter_map(|id| {
            let (function, data, key) = data_and_key(self.typed(*id))?;
            Some((*id, function.name, data, key))
        })
    }

    /// The live steps that put values beside each other.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row> {
        self.live.iter().filter_map(|id| self.row(*id))
    }

    fn row(&self, id: usize) -> Option<Row> {
        row(id, self.typed(id))
    }

    /// The live steps whose value is pairs and that something else makes of them: where a change
    /// of all pairs belongs.
    pub(super) fn ends_of_pairs(&self) -> Vec<usize> {
        let is_pairs = |id: usize| self.typed(id).ty.kind == Kind::Pairs;
        let mut ends = Vec::new();
        for id in &self.live {
            if is_pairs(*id) {
                continue;
            }
            for part in Steps::taken(self.typed(*id)) {
                if is_pairs(part) && !ends.contains(&part) {
                    ends.push(part);
                }
            }
        }
        ends
    }

    /// The text that a tree has.
    pub(super) fn text(&self, typed: &Typed) -> Option<&'a str> {
        let id = self.steps.named(typed)?;
        match self.value(id)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The text of a literal.
    pub(super) fn literal<'t>(&self, typed: &'t Typed) -> Option<&'t str> {
        match &typed.node {
            Node::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The secrets: those that the steps read, and those that they could.
    pub(super) fn secrets(&self) -> Vec<Secret> {
        let mut secrets: Vec<Secret> = Vec::new();
        for id in self.steps.order() {
            let typed = self.typed(*id);
            if let Node::Place(reach) = &typed.node
                && typed.ty.secret
                && typed.ty.kind == Kind::Text
                && self.steps.named(typed).is_none()
            {
                secrets.push(Secret {
                    path: reach.path(),
                    typed: self.place(*id),
                });
            }
        }
        for (path, secret) in self.known {
            if *secret
                && !secrets.iter().any(|known| known.path == *path)
                && let Some(ty) = self.env.get(path).and_then(|value| type_of(value, true))
                && ty.kind == Kind::Text
            {
                secrets.push(Secret {
                    path: path.clone(),
                    typed: build::path(path, ty),
                });
            }
        }
        secrets
    }

    /// Whether a tree is this value, directly or under the name of a `let`.
    pub(super) fn is(&self, typed: &Typed, path: &str) -> bool {
        match &self.steps.resolve(typed).node {
            Node::Place(reach) => reach.path() == path,
            _ => false,
        }
    }

    /// What a value is called on the wire: where it is placed, or by its `let` or its path.
    pub(super) fn wire_name(&self, typed: &Typed) -> Option<String> {
        let id = self.steps.named(typed)?;
        let same = |root: usize| {
            root == id
                || self.steps.named(self.typed(root)) == Some(id)
                || {
                    let (a, b) = (
                        self.steps.resolve(typed),
                        self.steps.resolve(self.typed(root)),
                    );
                    matches!((&a.node, &b.node), (Node::Place(a), Node::Place(b)) if a.path() == b.path())
                }
        };
        let parts = &self.steps.parts;
        let placed = parts
            .iter()
            .find(|part| part.role == Role::Placed && same(part.root));
        let part = placed.or_else(|| {
            let named = |role| matches!(role, Role::Let | Role::Argument | Role::HookLet);
            parts
                .iter()
                .find(|part| named(part.role) && part.root == id)
        });
        if let Some(part) = part {
            // What is placed is called by its place and its name: `query sign`.
            let name = part.name.rsplit(' ').next();
            return name.map(str::to_owned);
        }
        match &self.typed(id).node {
            Node::Place(reach) => Some(reach.member.clone().unwrap_or_else(|| reach.root.clone())),
            _ => None,
        }
    }
}

/// A secret that can be named.
pub(super) struct Secret {
    pub(super) path: String,
    pub(super) typed: Typed,
}

impl Secret {
    /// The last word of its path.
    pub(super) fn name(&self) -> &str {
        self.path.rsplit('.').next().unwrap_or(&self.path)
    }
}

/// The name and arguments of a call.
pub(super) fn call(typed: &Typed) -> Option<(&'static str, Vec<&Typed>)> {
    match &typed.node {
        Node::Call { function, args, .. } => Some((function.name, args.iter().flatten().collect())),
        _ => None,
    }
}
