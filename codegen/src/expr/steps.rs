//! A computation taken apart: one function a step, each with its value.
//!
//! The evaluator computes every step by itself, so that a signature can be shown piece by piece,
//! and so that a step can be exchanged and only what depends on it is computed again.

use super::carried::Carried;
use super::eval::eval;
use super::problem::Span;
use super::rust_text::RustText;
use super::scope::Held;
use super::typed::{Node, Reach, Segment, Typed};
use super::types::{Kind, Type};
use super::value::{Env, EvalError, Value};
use super::writer::write;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::{Arc, LazyLock};

/// One named value of a computation, in the order in which they are computed.
#[derive(Clone, Debug)]
pub struct Part {
    /// What it is.
    pub role: Role,
    /// Its name: that of the `let`, or the name under which it is placed.
    pub name: String,
    /// How it is computed.
    pub value: Typed,
}

/// What a part of a computation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A `let`, which later parts may name.
    Let,
    /// A value that is placed somewhere.
    Placed,
    /// A `let` of a hook that has an expression.
    HookLet,
    /// What a hook that has an expression gives.
    Hook,
    /// What a hook is given.
    Argument,
}

/// The steps of some parts. A step is named by its number.
#[derive(Clone)]
pub(super) struct Steps {
    steps: Vec<Step>,
    /// All steps, each after those that it takes from.
    order: Vec<usize>,
    pub(super) parts: Vec<Whole>,
    /// The steps that only read a value, by its path.
    sources: BTreeMap<String, usize>,
    /// What of the request follows a step.
    carried: Arc<Carried>,
}

/// A part whose tree has become steps.
#[derive(Clone)]
pub(super) struct Whole {
    pub(super) role: Role,
    pub(super) name: String,
    pub(super) root: usize,
}

#[derive(Clone)]
pub(super) struct Step {
    pub(super) typed: Typed,
    /// What is written for it, if that is not what is computed.
    shown: Option<Typed>,
    /// Its value was found when the steps were made, and is not computed again.
    fixed: bool,
    /// The part that it belongs to.
    pub(super) part: usize,
}

/// What the taking apart needs: where names lead, and what has a value so far.
struct Maker<'a> {
    steps: Steps,
    outer: &'a Env,
    env: Env,
    names: BTreeMap<String, usize>,
    part: usize,
}

impl Steps {
    /// Takes parts apart, and gives the environment in which their steps have values.
    pub(super) fn new(parts: &[Part], outer: &Env) -> Result<(Self, Env), EvalError> {
        let mut env = Env::new();
        if let Some(now) = outer.instant() {
            env = env.now(now);
        }
        for (path, value) in outer.values() {
            env.set(path, value.clone());
        }
        let steps = Self {
            steps: Vec::new(),
            order: Vec::new(),
            parts: Vec::new(),
            sources: BTreeMap::new(),
            carried: Arc::default(),
        };
        let mut maker = Maker {
            steps,
            outer,
            env,
            names: BTreeMap::new(),
            part: 0,
        };
        for part in parts {
            let root = maker.part(part.role, &part.name, &part.value)?;
            if part.role == Role::Let {
                maker.names.insert(part.name.clone(), root);
            }
        }
        Ok((maker.steps, maker.env))
    }

    pub(super) fn get(&self, id: usize) -> &Step {
        &self.steps[id]
    }

    /// All steps, each after those that it takes from.
    pub(super) fn order(&self) -> &[usize] {
        &self.order
    }

    pub(super) fn len(&self) -> usize {
        self.steps.len()
    }

    /// The step that a tree names, if it is nothing but a name.
    pub(super) fn named(&self, typed: &Typed) -> Option<usize> {
        match &typed.node {
            Node::Place(reach) if reach.bare => number(&reach.root),
            Node::Narrowed(inner) => self.named(inner),
            _ => None,
        }
    }

    /// The tree that a tree stands for: that of the step it names, through names of names.
    pub(super) fn resolve<'a>(&'a self, typed: &'a Typed) -> &'a Typed {
        let mut typed = typed;
        while let Some(id) = self.named(typed) {
            typed = &self.steps[id].typed;
        }
        typed
    }

    /// The steps that a tree names.
    pub(super) fn taken(typed: &Typed) -> Vec<usize> {
        let mut taken = Vec::new();
        typed.walk(&mut |part| {
            if let Node::Place(reach) = &part.node
                && reach.bare
                && let Some(id) = number(&reach.root)
            {
                taken.push(id);
            }
        });
        taken
    }

    /// Lets what is read of the request follow the values that were stamped into it.
    ///
    /// They are computed first then. No stamp reads the request, so that nothing goes in a circle.
    pub(super) fn carry(&mut self, env: &Env) {
        let stamped = self.parts.iter().filter(|part| {
            let before = self.before([part.root]);
            let mut before = self.order.iter().filter(|id| before[**id]);
            !before.any(|id| reads_request(&self.steps[*id].typed))
        });
        self.carried = Arc::new(Carried::new(stamped, env));
        let first = self.stamped();
        let (mut order, rest): (Vec<usize>, Vec<usize>) =
            self.order.iter().partition(|id| first[**id]);
        order.extend(rest);
        self.order = order;
        for (path, id) in &self.sources {
            self.steps[*id].fixed = self.carried.within(path).next().is_none();
        }
    }

    /// The steps that end in the request before it is signed, as a mark for each step.
    pub(super) fn stamped(&self) -> Vec<bool> {
        self.before(self.carried.steps())
    }

    /// Stamped values that the request keeps whatever is tried: the part, and where it stands.
    pub(super) fn left(&self) -> &[(String, &'static str)] {
        &self.carried.left
    }

    /// Whether one of some steps reads a path.
    pub(super) fn reads(&self, marks: &[bool], path: &str) -> bool {
        let mut marked = self.order.iter().filter(|id| marks[**id]);
        marked.any(|id| {
            let mut found = false;
            self.steps[*id].typed.walk(&mut |part| {
                found |= matches!(&part.node, Node::Place(reach) if reach.path() == path);
            });
            found
        })
    }

    /// Gives a step a value, and what follows it too; gives the value that it had.
    pub(super) fn give(&self, id: usize, value: Value, env: &mut Env) -> Option<Value> {
        let old = env.replace(&name(id), value);
        self.carried.follow(id, env);
        old
    }

    /// The steps that a tree needs: those that it names, and those that stand in what it reads.
    fn needed(&self, typed: &Typed) -> Vec<usize> {
        if self.carried.is_empty() {
            return Self::taken(typed);
        }
        let mut needed = Vec::new();
        typed.walk(&mut |part| {
            if let Node::Place(reach) = &part.node {
                match number(&reach.root).filter(|_| reach.bare) {
                    Some(id) => needed.push(id),
                    None => needed.extend(self.carried.within(&reach.path())),
                }
            }
        });
        needed
    }

    /// The steps that `id` depends on, itself among them, as a mark for each step.
    pub(super) fn before(&self, ids: impl IntoIterator<Item = usize>) -> Vec<bool> {
        let mut marks = vec![false; self.steps.len()];
        let mut todo: Vec<usize> = ids.into_iter().collect();
        while let Some(id) = todo.pop() {
            if !std::mem::replace(&mut marks[id], true) {
                todo.extend(self.needed(&self.steps[id].typed));
            }
        }
        marks
    }

    /// The steps that depend on these, without themselves, in order, and only among the marked.
    pub(super) fn after(&self, ids: &[usize], among: &[bool]) -> Vec<usize> {
        let mut touched = vec![false; self.steps.len()];
        ids.iter().for_each(|id| touched[*id] = true);
        let mut after = Vec::new();
        for id in &self.order {
            let step = &self.steps[*id];
            let depends = !step.fixed && self.needed(&step.typed).iter().any(|id| touched[*id]);
            if depends && among.get(*id).copied().unwrap_or_default() && !touched[*id] {
                touched[*id] = true;
                after.push(*id);
            }
        }
        after
    }

    /// The same steps with other trees for some of them; the new trees become steps too.
    ///
    /// Everything new or changed has its value in the environment afterwards; what it replaced is
    /// given back, to be put back.
    pub(super) fn changed(
        &self,
        edits: &[(usize, Typed)],
        env: &mut Env,
    ) -> Result<(Self, Vec<(usize, Value)>), EvalError> {
        let mut steps = self.clone();
        let mut undo = Vec::new();
        for (id, typed) in edits {
            let part = steps.steps[*id].part;
            let typed = steps.inline(typed, part, *id, env)?;
            steps.steps[*id].typed = typed;
            steps.steps[*id].shown = None;
            steps.steps[*id].fixed = false;
        }
        let ids: Vec<usize> = edits.iter().map(|(id, _)| *id).collect();
        let all = vec![true; steps.steps.len()];
        let after = steps.after(&ids, &all);
        for id in steps.order.clone() {
            if ids.contains(&id) || after.contains(&id) {
                let value = match eval(&steps.steps[id].typed, env) {
                    Ok(value) => value,
                    Err(error) => {
                        self.put_back(undo, env);
                        return Err(error);
                    }
                };
                if let Some(old) = self.give(id, value, env) {
                    undo.push((id, old));
                }
            }
        }
        Ok((steps, undo))
    }

    /// Undoes what [`Steps::changed`] did to the environment.
    pub(super) fn put_back(&self, undo: Vec<(usize, Value)>, env: &mut Env) {
        for (id, value) in undo.into_iter().rev() {
            self.give(id, value, env);
        }
    }

    /// Makes steps of the parts of a new tree, and puts them before the step that they are for.
    fn inline(
        &mut self,
        typed: &Typed,
        part: usize,
        before: usize,
        env: &mut Env,
    ) -> Result<Typed, EvalError> {
        map(typed, &mut |child| {
            if is_leaf(child) && !matches!(child.node, Node::Place(_) | Node::Now(_)) {
                return Ok(child.clone());
            }
            if self.named(child).is_some() {
                return Ok(child.clone());
            }
            let typed = self.inline(child, part, before, env)?;
            let id = self.steps.len();
            let value = eval(&typed, env)?;
            env.replace(&name(id), value);
            let place = place(id, typed.ty.clone(), typed.range);
            self.steps.push(Step {
                fixed: is_leaf(&typed) && self.needed(&typed).is_empty(),
                typed,
                shown: None,
                part,
            });
            let at = self.order.iter().position(|other| *other == before);
            self.order.insert(at.unwrap_or(self.order.len()), id);
            Ok(place)
        })
    }

    /// The text of a part, with the names of the other parts in it.
    pub(super) fn write_part(&self, part: usize) -> String {
        self.write(&self.steps[self.parts[part].root], Some(part))
    }

    /// The text of a step.
    pub(super) fn write_step(&self, id: usize) -> String {
        let step = &self.steps[id];
        self.write(step, Some(step.part))
    }

    fn write(&self, step: &Step, within: Option<usize>) -> String {
        write(&self.rename(step.shown.as_ref().unwrap_or(&step.typed), within))
    }

    /// The tree with the names of parts instead of their steps, and with the other steps inside.
    fn rename(&self, typed: &Typed, within: Option<usize>) -> Typed {
        if let Some(id) = self.named(typed) {
            let whole = self.parts.iter().enumerate();
            let mut roots = whole.filter(|(at, part)| part.root == id && Some(*at) != within);
            if let Some((_, part)) = roots.next()
                && matches!(part.role, Role::Let | Role::HookLet | Role::Argument)
            {
                return bare(&part.name, typed.ty.clone(), typed.range);
            }
            let step = &self.steps[id];
            return self.rename(step.shown.as_ref().unwrap_or(&step.typed), within);
        }
        let renamed: Result<Typed, Infallible> =
            map(typed, &mut |child| Ok(self.rename(child, within)));
        match renamed {
            Ok(renamed) => renamed,
        }
    }
}

impl Maker<'_> {
    fn part(&mut self, role: Role, name: &str, value: &Typed) -> Result<usize, EvalError> {
        let part = self.steps.parts.len();
        self.steps.parts.push(Whole {
            role,
            name: name.to_owned(),
            root: 0,
        });
        let outer = std::mem::replace(&mut self.part, part);
        let given = match &value.node {
            Node::Nonce(_) => self.outer.get(name).cloned(),
            _ => None,
        };
        let root = match given {
            Some(value_given) => self.push(value.clone(), None, Some(value_given))?,
            None => {
                let typed = self.take(value)?;
                let new = self.steps.named(&typed).filter(|id| {
                    self.steps.steps[*id].part == part && !self.steps.steps[*id].fixed
                });
                match new {
                    Some(id) => id,
                    None => self.push(typed, None, None)?,
                }
            }
        };
        self.part = outer;
        self.steps.parts[part].root = root;
        Ok(root)
    }

    /// Makes steps of a tree; gives what names the last of them, or the tree if it is a literal.
    fn take(&mut self, typed: &Typed) -> Result<Typed, EvalError> {
        match &typed.node {
            Node::Place(reach) if reach.bare && self.names.contains_key(&reach.root) => {
                let id = self.names[&reach.root];
                Ok(place(id, typed.ty.clone(), typed.range))
            }
            // What a hook is given was taken apart already.
            Node::Place(_) if self.steps.named(typed).is_some() => Ok(typed.clone()),
            Node::Place(_) | Node::Now(_) => self.source(typed),
            Node::Int(_) | Node::Text(_) | Node::Bool(_) | Node::Null => Ok(typed.clone()),
            Node::Hook { name, hook, args } => {
                let args: Vec<Typed> = args
                    .iter()
                    .map(|arg| self.take(arg))
                    .collect::<Result<_, _>>()?;
                let shown = Node::Hook {
                    name: name.clone(),
                    hook: hook.clone(),
                    args: args.clone(),
                };
                let shown = Typed::new(typed.ty.clone(), typed.range, shown);
                let Some(body) = &hook.body else {
                    let value = eval(typed, self.outer)?;
                    return self.named_step(typed.clone(), Some(shown), Some(value));
                };
                let outside = std::mem::take(&mut self.names);
                for ((name, _), arg) in hook.takes.iter().zip(&args) {
                    let root = self.part(Role::Argument, name, arg)?;
                    self.names.insert(name.clone(), root);
                }
                for (name, value) in &body.lets {
                    let root = self.part(Role::HookLet, name, value)?;
                    self.names.insert(name.clone(), root);
                }
                let root = self.part(Role::Hook, name, &body.gives)?;
                self.names = outside;
                let place = place(root, typed.ty.clone(), typed.range);
                self.named_step(place, Some(shown), None)
            }
            Node::Nonce(_) => {
                let value = eval(typed, self.outer)?;
                self.named_step(typed.clone(), None, Some(value))
            }
            // Only the branch that counts is taken apart; the other may have no value.
            Node::Choose { subject, arms } => {
                let Value::Text(code) = eval(subject, &self.env)? else {
                    return self.named_step(typed.clone(), None, None);
                };
                let mut arms = arms.clone();
                for (choice, arm) in &mut arms {
                    if choice.code == code {
                        *arm = self.take(arm)?;
                    }
                }
                let node = Node::Choose {
                    subject: subject.clone(),
                    arms,
                };
                self.named_step(Typed::new(typed.ty.clone(), typed.range, node), None, None)
            }
            Node::If { condition, yes, no } => {
                let holds = eval(condition, &self.env)? == Value::Bool(true);
                let (mut yes, mut no) = (yes.clone(), no.clone());
                let branch = if holds { &mut yes } else { &mut no };
                **branch = self.take(branch)?;
                let node = Node::If {
                    condition: condition.clone(),
                    yes,
                    no,
                };
                self.named_step(Typed::new(typed.ty.clone(), typed.range, node), None, None)
            }
            Node::Default(value, fallback) => {
                let present = eval(value, &self.env)? != Value::Absent;
                let (mut value, mut fallback) = (value.clone(), fallback.clone());
                let branch = if present { &mut value } else { &mut fallback };
                **branch = self.take(branch)?;
                let node = Node::Default(value, fallback);
                self.named_step(Typed::new(typed.ty.clone(), typed.range, node), None, None)
            }
            Node::Not(_)
            | Node::And(_)
            | Node::Or(_)
            | Node::Compare(..)
            | Node::Is { .. }
            | Node::Narrowed(_) => self.named_step(typed.clone(), None, None),
            _ => {
                let typed = map(typed, &mut |child| self.take(child))?;
                self.named_step(typed, None, None)
            }
        }
    }

    fn source(&mut self, typed: &Typed) -> Result<Typed, EvalError> {
        let path = match &typed.node {
            Node::Place(reach) => reach.path(),
            _ => "now".to_owned(),
        };
        if let Some(id) = self.steps.sources.get(&path) {
            return Ok(place(*id, typed.ty.clone(), typed.range));
        }
        let value = eval(typed, &self.env)?;
        let id = self.push(typed.clone(), None, Some(value))?;
        self.steps.sources.insert(path, id);
        Ok(place(id, typed.ty.clone(), typed.range))
    }

    fn named_step(
        &mut self,
        typed: Typed,
        shown: Option<Typed>,
        value: Option<Value>,
    ) -> Result<Typed, EvalError> {
        let (ty, range) = (typed.ty.clone(), typed.range);
        let id = self.push(typed, shown, value)?;
        Ok(place(id, ty, range))
    }

    fn push(
        &mut self,
        typed: Typed,
        shown: Option<Typed>,
        value: Option<Value>,
    ) -> Result<usize, EvalError> {
        let id = self.steps.steps.len();
        let fixed = value.is_some();
        let value = match value {
            Some(value) => value,
            None => eval(&typed, &self.env)?,
        };
        self.env.set(&name(id), value);
        self.steps.order.push(id);
        self.steps.steps.push(Step {
            typed,
            shown,
            fixed,
            part: self.part,
        });
        Ok(id)
    }
}

/// What a step is called in the environment; no name of the language has such a sign.
pub(super) fn name(id: usize) -> Cow<'static, str> {
    // A search asks for these names again and again.
    static NAMES: LazyLock<Vec<String>> =
        LazyLock::new(|| (0..512).map(|id| format!("%{id}")).collect());
    match NAMES.get(id) {
        Some(name) => Cow::Borrowed(name),
        None => Cow::Owned(format!("%{id}")),
    }
}

fn number(name: &str) -> Option<usize> {
    name.strip_prefix('%')?.parse().ok()
}

fn reads_request(typed: &Typed) -> bool {
    let mut found = false;
    typed.walk(&mut |part| {
        found |= matches!(&part.node, Node::Place(reach) if reach.root == "request");
    });
    found
}

/// A tree that names a step.
pub(super) fn place(id: usize, ty: Type, range: Span) -> Typed {
    bare(&name(id), ty, range)
}

fn bare(name: &str, ty: Type, range: Span) -> Typed {
    let reach = Reach {
        root: name.to_owned(),
        member: None,
        bare: true,
        tokens: RustText::default(),
        held: Held::Place,
    };
    Typed::new(ty, range, Node::Place(reach))
}

fn is_leaf(typed: &Typed) -> bool {
    matches!(
        typed.node,
        Node::Int(_)
            | Node::Text(_)
            | Node::Bool(_)
            | Node::Null
            | Node::Place(_)
            | Node::Now(_)
            | Node::Nonce(_)
    )
}

/// The tree with every direct part replaced.
fn map<E>(typed: &Typed, with: &mut dyn FnMut(&Typed) -> Result<Typed, E>) -> Result<Typed, E> {
    let boxed =
        |part: &Typed, with: &mut dyn FnMut(&Typed) -> Result<Typed, E>| with(part).map(Box::new);
    let node = match &typed.node {
        Node::Template(segments) => Node::Template(
            segments
                .iter()
                .map(|segment| match segment {
                    Segment::Text(text) => Ok(Segment::Text(text.clone())),
                    Segment::Hole(hole) => with(hole).map(Segment::Hole),
                })
                .collect::<Result<_, E>>()?,
        ),
        Node::Member {
            record,
            name,
            access,
            held,
        } => Node::Member {
            record: boxed(record, with)?,
            name: name.clone(),
            access: access.clone(),
            held: *held,
        },
        Node::JsonMember(a, b) => Node::JsonMember(boxed(a, with)?, boxed(b, with)?),
        Node::JsonItem(a, b) => Node::JsonItem(boxed(a, with)?, boxed(b, with)?),
        Node::Nth(a, b) => Node::Nth(boxed(a, with)?, boxed(b, with)?),
        Node::Pair(a, b) => Node::Pair(boxed(a, with)?, boxed(b, with)?),
        Node::List(items) => Node::List(items.iter().map(&mut *with).collect::<Result<_, E>>()?),
        Node::Call {
            function,
            overload,
            args,
            lifted,
        } => Node::Call {
            function,
            overload,
            args: args
                .iter()
                .map(|arg| arg.as_ref().map(&mut *with).transpose())
                .collect::<Result<_, E>>()?,
            lifted: *lifted,
        },
        Node::Each {
            keys,
            pairs,
            stages,
        } => Node::Each {
            keys: *keys,
            pairs: boxed(pairs, with)?,
            stages: stages.clone(),
        },
        Node::Hook { name, hook, args } => Node::Hook {
            name: name.clone(),
            hook: hook.clone(),
            args: args.iter().map(&mut *with).collect::<Result<_, E>>()?,
        },
        Node::Choose { subject, arms } => Node::Choose {
            subject: subject.clone(),
            arms: arms
                .iter()
                .map(|(choice, arm)| Ok((choice.clone(), with(arm)?)))
                .collect::<Result<_, E>>()?,
        },
        Node::If { condition, yes, no } => Node::If {
            condition: condition.clone(),
            yes: boxed(yes, with)?,
            no: boxed(no, with)?,
        },
        Node::Default(a, b) => Node::Default(boxed(a, with)?, boxed(b, with)?),
        Node::Narrowed(inner) => Node::Narrowed(boxed(inner, with)?),
        other => other.clone(),
    };
    Ok(Typed::new(typed.ty.clone(), typed.range, node))
}

/// A type that a value of an environment has; nothing for what expressions do not place.
pub(super) fn type_of(value: &Value, secret: bool) -> Option<Type> {
    let kind = match value {
        Value::Text(_) => Kind::Text,
        Value::Bytes(_) => Kind::Bytes,
        Value::Pairs(_) => Kind::Pairs,
        Value::Int(_) => Kind::Int,
        _ => return None,
    };
    Some(Type { kind, secret })
}
