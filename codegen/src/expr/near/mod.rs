//! The search for a digest that should have come out: what would have to be different?
//!
//! A computation is taken apart into steps. Every step has neighbours: the same parts in another
//! order, another separator, another hash. Each is tried, and then every two of different kinds.
//! Only what depends on the exchanged steps is computed again, and a digest of another length than
//! the one that is looked for is not computed at all unless that changes its length.

mod build;
mod case;
mod change;
mod digest;
mod empty;
mod encoding;
mod end;
mod ground;
mod hash;
mod key;
mod name;
mod order;
mod part;
mod row;
mod separator;
mod source;
mod time;

use std::collections::{HashMap, HashSet};

use super::eval::eval;
use super::steps::{Part, Role, Steps, name as step_name};
use super::trace::data_and_key;
use super::typed::Typed;
use super::value::{Env, EvalError, Value};
use crate::diagnostic::Help;

pub use change::Kind as NearKind;
use change::{Change, Kind, Word, Words};
use digest::{SPELLING, Wanted};
use ground::{Ground, call};

/// How many variants are told.
const MOST_FOUND: usize = 5;
/// How many bytes a search may compute. A request with a large body is searched less far.
const MOST_WORK: usize = 300_000_000;

/// What a search found.
#[derive(Clone, Debug, Default)]
pub struct Near {
    /// The part that has this very value, if one has.
    pub matches: Option<String>,
    /// A step on the way that has this value, though it is not what is placed.
    pub within: Option<String>,
    /// What would have to change; all of them equally little.
    pub found: Vec<Variant>,
    /// How many variants were computed.
    pub tried: usize,
    /// Whether the search came to its end.
    pub complete: bool,
    /// Stamped values that were not changed where they are signed: the part, and the path that has it.
    pub kept: Vec<(String, &'static str)>,
}

/// A variant that gives what was looked for.
#[derive(Clone, Debug)]
pub struct Variant {
    /// What is different.
    pub changes: Vec<(NearKind, Help)>,
    /// The parts that are written otherwise, with their new expressions.
    pub parts: Vec<NewPart>,
}

/// A part with its new expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPart {
    /// What it is.
    pub role: Role,
    /// Its name.
    pub name: String,
    /// What to write.
    pub text: String,
    /// The keys under which a file of hooks has it, if it is part of a hook.
    pub hook: Option<Vec<String>>,
}

/// Why nothing can be looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NearError {
    /// What is looked for is neither hexadecimal nor base64 digits of a digest.
    Unreadable,
    /// Nothing that is placed has a digest in it.
    NoDigest,
    /// The computation itself has no value.
    Eval(EvalError),
}

/// Looks for what would have to change so that a digest comes out.
///
/// `known` are the values of the environment that a signature could contain, by their paths, and
/// whether each is secret.
pub fn near(
    parts: &[Part],
    env: &Env,
    digest: &str,
    known: &[(String, bool)],
) -> Result<Near, NearError> {
    let (mut steps, env) = Steps::new(parts, env).map_err(NearError::Eval)?;
    steps.carry(&env);
    let text = digest.trim();
    let mut report = Near {
        complete: true,
        ..Near::default()
    };
    let roots = steps.parts.iter();
    let mut same = roots.filter(|part| is_text(&env, part.root, text));
    if let Some(part) = same.clone().find(|part| part.role == Role::Placed) {
        report.matches = Some(part.name.clone());
        return Ok(report);
    }
    let targets = targets(&steps);
    let spelled = targets.iter().map(|target| end_of(&steps, *target));
    if let Some(end) = spelled.into_iter().find(|end| is_text(&env, *end, text)) {
        report.matches = Some(steps.parts[steps.get(end).part].name.clone());
        return Ok(report);
    }
    let wanted = Wanted::read(text).ok_or(NearError::Unreadable)?;
    if targets.is_empty() {
        return Err(NearError::NoDigest);
    }
    let same = same.next().map(|part| part.name.clone());
    report.within = same.or_else(|| within(&steps, &env, &wanted, &targets));
    let mut search = Search {
        base: written(&steps),
        env,
        wanted: &wanted,
        known,
        target: 0,
        work: 0,
        tried: 0,
        found: Vec::new(),
    };
    for target in &targets {
        search.target = *target;
        search.run(&steps);
    }
    let signed = steps.before(targets);
    let kept = steps.left().iter();
    let kept = kept.filter(|(_, path)| steps.reads(&signed, path));
    report.kept = kept.cloned().collect();
    report.tried = search.tried;
    report.complete = search.work <= MOST_WORK;
    report.found = search.fewest();
    Ok(report)
}

/// The digests that are placed without another digest after them.
fn targets(steps: &Steps) -> Vec<usize> {
    let placed = steps.parts.iter().filter(|part| part.role == Role::Placed);
    let mut todo: Vec<usize> = placed.map(|part| part.root).collect();
    let mut seen = HashSet::new();
    let mut targets = Vec::new();
    while let Some(id) = todo.pop() {
        if !seen.insert(id) {
            continue;
        }
        match data_and_key(&steps.get(id).typed) {
            Some(_) => targets.push(id),
            None => todo.extend(Steps::taken(&steps.get(id).typed)),
        }
    }
    targets.sort_unstable();
    targets
}

/// The last step that only spells a digest.
fn end_of(steps: &Steps, target: usize) -> usize {
    let mut end = target;
    loop {
        let mut users = steps.order().iter().filter(|id| {
            let typed = &steps.get(**id).typed;
            Steps::taken(typed).contains(&end)
        });
        let (Some(user), None) = (users.next(), users.next()) else {
            return end;
        };
        let typed = &steps.get(*user).typed;
        let spells = call(typed).is_some_and(|(name, args)| {
            let first = args.first().and_then(|arg| steps.named(arg));
            SPELLING.contains(&name) && first == Some(end)
        });
        if !spells {
            return end;
        }
        end = *user;
    }
}

/// A digest on the way that is the one that is looked for.
fn within(steps: &Steps, env: &Env, wanted: &Wanted, targets: &[usize]) -> Option<String> {
    let mut digests = steps.order().iter().filter(|id| {
        !targets.contains(id)
            && data_and_key(&steps.get(**id).typed).is_some()
            && is_digest(env, **id, wanted)
    });
    digests.next().map(|id| steps.write_step(*id))
}

fn is_text(env: &Env, id: usize, text: &str) -> bool {
    matches!(env.get(&step_name(id)), Some(Value::Text(value)) if value == text)
}

fn is_digest(env: &Env, id: usize, wanted: &Wanted) -> bool {
    matches!(env.get(&step_name(id)), Some(Value::Bytes(bytes)) if wanted.is(bytes))
}

fn written(steps: &Steps) -> Vec<String> {
    (0..steps.parts.len())
        .map(|part| steps.write_part(part))
        .collect()
}

struct Search<'a> {
    /// The parts as they are written now.
    base: Vec<String>,
    env: Env,
    wanted: &'a Wanted,
    known: &'a [(String, bool)],
    target: usize,
    /// How many bytes were computed.
    work: usize,
    tried: usize,
    found: Vec<Variant>,
}

/// What became of a variant.
#[derive(Clone, PartialEq, Eq)]
enum Outcome {
    /// Nothing is different, or it has no value.
    Idle,
    /// The digest is another one.
    Other(Vec<u8>),
    /// It is the one that is looked for.
    Found,
}

impl Search<'_> {
    fn run(&mut self, steps: &Steps) {
        if is_digest(&self.env, self.target, self.wanted) {
            self.found(steps, Vec::new());
            return;
        }
        let first = self.pass(steps, None, &[]);
        if !self.found.is_empty() {
            return;
        }
        let mut seen: HashSet<(Kind, Vec<u8>)> = HashSet::new();
        for (change, digest) in first {
            // Two changes of one kind with the same effect here lead to the same pairs.
            let new = seen.insert((change.kind, digest));
            if !new || self.work > MOST_WORK {
                continue;
            }
            let Ok((changed, undo)) = steps.changed(&change.edits, &mut self.env) else {
                continue;
            };
            if self.fits() {
                let told = vec![(change.kind, change.words.tell(steps))];
                self.pass(&changed, Some(change.kind), &told);
            }
            steps.put_back(undo, &mut self.env);
        }
    }

    /// Whether the digest has a length that can be the one that is looked for.
    fn fits(&self) -> bool {
        match self.env.get(&step_name(self.target)) {
            Some(Value::Bytes(bytes)) => self.wanted.may_be(bytes.len()),
            _ => false,
        }
    }

    /// Tries every change of a later kind than `before`; gives those that lead elsewhere.
    fn pass(
        &mut self,
        steps: &Steps,
        before: Option<Kind>,
        told: &[(Kind, Help)],
    ) -> Vec<(Change, Vec<u8>)> {
        let changes = self.changes(steps, before);
        let among = steps.before([self.target]);
        let mut after: HashMap<usize, Vec<usize>> = HashMap::new();
        let mut elsewhere = Vec::new();
        for change in changes {
            if self.work > MOST_WORK {
                break;
            }
            let outcome = match change.edits.as_slice() {
                [(id, _)] => {
                    let after = after
                        .entry(*id)
                        .or_insert_with(|| steps.after(&[*id], &among));
                    self.attempt(steps, &change.edits, after)
                }
                edits => {
                    let ids: Vec<usize> = edits.iter().map(|(id, _)| *id).collect();
                    let after = steps.after(&ids, &among);
                    self.attempt(steps, edits, &after)
                }
            };
            match outcome {
                Outcome::Idle => {}
                Outcome::Other(digest) => elsewhere.push((change, digest)),
                Outcome::Found => {
                    let mut told = told.to_vec();
                    told.push((change.kind, change.words.tell(steps)));
                    if let Ok((changed, undo)) = steps.changed(&change.edits, &mut self.env) {
                        self.found(&changed, told);
                        steps.put_back(undo, &mut self.env);
                    }
                }
            }
        }
        elsewhere
    }

    fn changes(&self, steps: &Steps, before: Option<Kind>) -> Vec<Change> {
        let ground = Ground::new(steps, &self.env, self.target, self.known);
        let mut changes = Vec::new();
        for kind in Kind::ALL.into_iter().filter(|kind| Some(*kind) > before) {
            let out = &mut changes;
            match kind {
                Kind::Hash => hash::changes(&ground, &|length| self.wanted.may_be(length), out),
                Kind::Key => key::changes(&ground, out),
                Kind::Part => part::changes(&ground, out),
                Kind::Source => source::changes(&ground, out),
                Kind::Name => name::changes(&ground, out),
                Kind::Order => order::changes(&ground, before.is_some(), out),
                Kind::Separator => separator::changes(&ground, out),
                Kind::Empty => empty::changes(&ground, out),
                Kind::Time => time::changes(&ground, out),
                Kind::Encoding => encoding::changes(&ground, out),
                Kind::Case => case::changes(&ground, out),
                Kind::End => end::changes(&ground, out),
            }
        }
        if !self.fits() {
            // Only another hash gives a digest of the right length.
            let target = self.target;
            changes.retain(|change| {
                change.kind == Kind::Hash && change.edits.iter().any(|(id, _)| *id == target)
            });
        }
        changes
    }

    /// Computes a variant and forgets it again.
    fn attempt(&mut self, steps: &Steps, edits: &[(usize, Typed)], after: &[usize]) -> Outcome {
        self.tried += 1;
        let mut undo: Vec<(usize, Value)> = Vec::new();
        let mut fine = true;
        for (id, typed) in edits {
            fine = fine && self.set(steps, *id, typed, &mut undo);
        }
        if undo.is_empty() {
            return Outcome::Idle;
        }
        for id in after {
            fine = fine && self.set(steps, *id, &steps.get(*id).typed, &mut undo);
        }
        let outcome = match self.env.get(&step_name(self.target)) {
            Some(Value::Bytes(bytes)) if fine && self.wanted.is(bytes) => Outcome::Found,
            Some(Value::Bytes(bytes)) if fine && undo.iter().any(|(id, _)| *id == self.target) => {
                Outcome::Other(bytes.clone())
            }
            _ => Outcome::Idle,
        };
        steps.put_back(undo, &mut self.env);
        outcome
    }

    /// Gives a step the value of a tree; `false` if it has none.
    fn set(
        &mut self,
        steps: &Steps,
        id: usize,
        typed: &Typed,
        undo: &mut Vec<(usize, Value)>,
    ) -> bool {
        let Ok(value) = eval(typed, &self.env) else {
            return false;
        };
        self.work += size(&value);
        let name = step_name(id);
        if self.env.get(&name) != Some(&value)
            && let Some(old) = steps.give(id, value, &mut self.env)
        {
            undo.push((id, old));
        }
        true
    }

    /// Notes a variant; if the digest is written otherwise than it was given, that is a change too.
    fn found(&mut self, steps: &Steps, mut changes: Vec<(NearKind, Help)>) {
        let end = end_of(steps, self.target);
        let mut last = steps.clone();
        if !is_text(&self.env, end, &self.wanted.text)
            && let Some(Value::Bytes(bytes)) = self.env.get(&step_name(self.target)).cloned()
        {
            let typed = &steps.get(self.target).typed;
            let digest = super::steps::place(self.target, typed.ty.clone(), typed.range);
            let Some(spelled) = self.wanted.spell(&digest, &bytes) else {
                return;
            };
            let now = spelling(steps, end, self.target);
            let then = spelling_of(&spelled);
            if now != then {
                changes.push(respelled(&now, &then).tell(steps));
            }
            // A digest that is written in several ways has no one place to change.
            if now != then && end != self.target {
                let edits = [(end, spelled)];
                if let Ok((changed, undo)) = steps.changed(&edits, &mut self.env) {
                    last = changed;
                    steps.put_back(undo, &mut self.env);
                }
            }
        }
        let texts = written(&last).into_iter().enumerate();
        let parts = texts.filter(|(at, text)| self.base.get(*at) != Some(text));
        let parts = parts.map(|(at, text)| NewPart {
            role: last.parts[at].role,
            name: last.parts[at].name.clone(),
            text,
            hook: hook_keys(&last, at),
        });
        self.found.push(Variant {
            changes,
            parts: parts.filter(|part| part.role != Role::Argument).collect(),
        });
    }

    /// The variants with the fewest changes, each text once, the shortest first.
    fn fewest(mut self) -> Vec<Variant> {
        let fewest = self.found.iter().map(|variant| variant.changes.len()).min();
        let length = |variant: &Variant| variant.parts.iter().map(|part| part.text.len()).sum();
        self.found.sort_by_key::<usize, _>(length);
        let mut found: Vec<Variant> = Vec::new();
        for variant in self.found {
            let new = found.iter().all(|other| other.parts != variant.parts);
            if Some(variant.changes.len()) == fewest && new && found.len() < MOST_FOUND {
                found.push(variant);
            }
        }
        found
    }
}

/// Where a file says what a hook computes: its `let`s stand before it among the parts.
fn hook_keys(steps: &Steps, at: usize) -> Option<Vec<String>> {
    let is = |at: &usize, role| steps.parts.get(*at).is_some_and(|part| part.role == role);
    let end = (at..).find(|at| !is(at, Role::HookLet))?;
    let hook = steps
        .parts
        .get(end)
        .filter(|part| part.role == Role::Hook)?;
    let mut keys = vec!["hooks".to_owned(), hook.name.clone()];
    if at < end {
        keys.extend(["let".to_owned(), steps.parts[at].name.clone()]);
    } else if at.checked_sub(1).is_some_and(|at| is(&at, Role::HookLet)) {
        keys.push("gives".to_owned());
    }
    Some(keys)
}

struct Respelled {
    kind: Kind,
    words: Words,
}

impl Respelled {
    fn tell(&self, steps: &Steps) -> (NearKind, Help) {
        (self.kind, self.words.tell(steps))
    }
}

fn respelled(now: &str, then: &str) -> Respelled {
    let words = Words::new(
        "the digest as `{0}`, not as `{1}`",
        "摘要写成 `{0}`，而不是 `{1}`",
    );
    let words = words
        .with(Word::Owned(then.to_owned()))
        .and(Word::Owned(now.to_owned()));
    let kind = match now.eq_ignore_ascii_case(then) {
        true => Kind::Case,
        false => Kind::Encoding,
    };
    Respelled { kind, words }
}

/// The functions that spell a digest, as a pipe.
fn spelling(steps: &Steps, end: usize, target: usize) -> String {
    let mut names = Vec::new();
    let mut id = end;
    while id != target {
        let Some((name, args)) = call(&steps.get(id).typed) else {
            break;
        };
        names.insert(0, name);
        match args.first().and_then(|arg| steps.named(arg)) {
            Some(inner) => id = inner,
            None => break,
        }
    }
    names.join(" | ")
}

fn spelling_of(typed: &Typed) -> String {
    let mut names = Vec::new();
    let mut typed = typed;
    while let Some((name, args)) = call(typed) {
        names.insert(0, name);
        match args.into_iter().next() {
            Some(inner) => typed = inner,
            None => break,
        }
    }
    names.join(" | ")
}

fn size(value: &Value) -> usize {
    match value {
        Value::Text(text) => text.len(),
        Value::Bytes(bytes) => bytes.len(),
        Value::Pairs(pairs) => pairs.iter().map(|(a, b)| a.len() + b.len()).sum(),
        _ => 8,
    }
}
