//! A signature step by step: each value, and the very bytes that were hashed.

use super::eval::eval;
use super::shown::{Run, Shown};
use super::steps::{Part, Role, Steps, name};
use super::table::{Form, Function};
use super::typed::{Node, Segment, Typed};
use super::value::{Env, EvalError, Value};

/// A value on the way to what is placed.
#[derive(Clone, Debug)]
pub struct Step {
    /// The part that it belongs to: the name of a `let`, of what is placed, or of a hook.
    pub part: String,
    /// What that part is.
    pub role: Role,
    /// Whether this is the part's own value, and not one on the way to it.
    pub whole: bool,
    /// Its expression, as a spec would have it.
    pub text: String,
    /// Its value.
    pub value: Shown,
    /// What was hashed, if it is a digest.
    pub hashed: Option<Hashed>,
}

/// What a digest was made of.
#[derive(Clone, Debug)]
pub struct Hashed {
    /// The function: `sha256`, `hmac_sha1`.
    pub function: &'static str,
    /// Exactly the bytes that were hashed.
    pub data: Shown,
    /// The key.
    pub key: Option<Shown>,
}

/// Computes parts one after the other, and tells every step on the way.
///
/// Secrets are marked where they stand; `secrets` are further values that must not be seen.
pub fn trace(parts: &[Part], env: &Env, secrets: &[String]) -> Result<Vec<Step>, EvalError> {
    let (steps, env) = Steps::new(parts, env)?;
    let mut trace = Trace {
        hidden: Vec::new(),
        needles: Vec::new(),
        steps: &steps,
        env: &env,
    };
    trace.hidden = trace.keys();
    let mut all = trace.secrets();
    all.extend(secrets.iter().map(|secret| secret.clone().into_bytes()));
    trace.needles = super::shown::needles(all.iter().map(Vec::as_slice));
    Ok(trace.told())
}

struct Trace<'a> {
    steps: &'a Steps,
    env: &'a Env,
    /// Steps that are made of a secret and used as a key: as good as the secret.
    hidden: Vec<bool>,
    needles: Vec<Vec<u8>>,
}

impl Trace<'_> {
    fn told(&self) -> Vec<Step> {
        let mut told = Vec::new();
        for id in self.steps.order() {
            let step = self.steps.get(*id);
            let part = &self.steps.parts[step.part];
            let whole = part.root == *id;
            if part.role == Role::Argument || !(whole || self.is_telling(*id)) {
                continue;
            }
            told.push(Step {
                part: part.name.clone(),
                role: part.role,
                whole,
                text: match whole {
                    true => self.steps.write_part(step.part),
                    false => self.steps.write_step(*id),
                },
                value: self.shown(*id),
                hashed: self.hashed(&step.typed),
            });
        }
        told
    }

    /// Whether a step within a part is worth a line: not what is only read, and not what the digest
    /// after it tells anyway.
    fn is_telling(&self, id: usize) -> bool {
        let step = self.steps.get(id);
        let plain = matches!(
            step.typed.node,
            Node::Place(_) | Node::List(_) | Node::Now(_) | Node::Nonce(_)
        );
        let hashed = self.steps.order().iter().any(|other| {
            data_and_key(&self.steps.get(*other).typed)
                .is_some_and(|(_, data, _)| self.steps.named(data) == Some(id))
        });
        !plain && !hashed
    }

    fn hashed(&self, typed: &Typed) -> Option<Hashed> {
        let (function, data, key) = data_and_key(typed)?;
        Some(Hashed {
            function: function.name,
            data: self.guarded(self.argument(data)),
            key: key.map(|key| {
                let mut key = self.argument(key);
                // A key is as good as the secret, whatever it was made of.
                key.runs.iter_mut().for_each(|run| run.secret = true);
                key
            }),
        })
    }

    fn argument(&self, typed: &Typed) -> Shown {
        match eval(typed, self.env) {
            Ok(value) => Shown::new(&value, self.runs(typed)),
            Err(_) => Shown::new(&Value::Absent, None),
        }
    }

    fn shown(&self, id: usize) -> Shown {
        let value = self.env.get(&name(id)).cloned().unwrap_or(Value::Absent);
        let typed = &self.steps.get(id).typed;
        let runs = match self.hidden[id] || self.is_secret(id) {
            true => self.step_runs(id),
            false => None,
        };
        self.guarded(match (runs, typed.ty.secret) {
            (None, false) => Shown::new(&value, None),
            (None, true) => Shown::secret(&value),
            (runs, _) => Shown::new(&value, runs),
        })
    }

    fn guarded(&self, mut shown: Shown) -> Shown {
        shown.guard(&self.needles);
        shown
    }

    fn is_secret(&self, id: usize) -> bool {
        self.steps.get(id).typed.ty.secret
    }

    /// The bytes of a text or of bytes, with the secret ones marked; nothing for other values.
    fn runs(&self, typed: &Typed) -> Option<Vec<Run>> {
        if let Some(id) = self.steps.named(typed) {
            return self.step_runs(id);
        }
        let bytes = bytes(eval(typed, self.env).ok()?)?;
        Some(vec![Run {
            bytes,
            secret: typed.ty.secret,
        }])
    }

    fn step_runs(&self, id: usize) -> Option<Vec<Run>> {
        let typed = &self.steps.get(id).typed;
        let whole = bytes(self.env.get(&name(id))?.clone())?;
        let secret = typed.ty.secret || self.hidden[id];
        let one = vec![Run {
            bytes: whole.clone(),
            secret,
        }];
        if !secret || self.hidden[id] {
            return Some(one);
        }
        let runs = self.inner_runs(typed).unwrap_or_default();
        let same = runs.iter().flat_map(|run| &run.bytes).eq(whole.iter());
        Some(if same { runs } else { one })
    }

    /// Where the secrets stand in what only puts texts beside each other.
    fn inner_runs(&self, typed: &Typed) -> Option<Vec<Run>> {
        match &typed.node {
            Node::Place(_) => self.runs_of(&[typed]),
            Node::Template(segments) => {
                let mut runs = Vec::new();
                for segment in segments {
                    match segment {
                        Segment::Text(text) => runs.push(Run::open(text)),
                        Segment::Hole(hole) => runs.extend(self.runs(hole)?),
                    }
                }
                Some(runs)
            }
            Node::Call { function, args, .. } => {
                let args: Vec<&Typed> = args.iter().flatten().collect();
                match (function.name, args.as_slice()) {
                    ("concat", args) => self.runs_of(args),
                    ("lines", args) => {
                        let items = args.iter().map(|arg| self.runs(arg));
                        Some(joined(items.collect::<Option<_>>()?, "\n"))
                    }
                    ("join", [list, separator]) => {
                        let Value::Text(separator) = eval(separator, self.env).ok()? else {
                            return None;
                        };
                        Some(joined(self.items(list)?, &separator))
                    }
                    _ => None,
                }
            }
            Node::Choose { arms, .. } => {
                let mut taken = arms
                    .iter()
                    .filter(|(_, arm)| self.steps.named(arm).is_some());
                self.runs_of(&[&taken.next()?.1])
            }
            Node::If { yes, no, .. } | Node::Default(yes, no) => {
                let taken = [yes, no]
                    .into_iter()
                    .find(|arm| self.steps.named(arm).is_some());
                self.runs_of(&[taken?])
            }
            _ => None,
        }
    }

    fn runs_of(&self, parts: &[&Typed]) -> Option<Vec<Run>> {
        let mut runs = Vec::new();
        for part in parts {
            // A place that names no step would lead here again.
            runs.extend(match self.steps.named(part) {
                Some(id) => self.step_runs(id)?,
                None if matches!(part.node, Node::Place(_)) => return None,
                None => self.runs(part)?,
            });
        }
        Some(runs)
    }

    /// The items of a list of texts, also where they were put into another order.
    fn items(&self, list: &Typed) -> Option<Vec<Vec<Run>>> {
        let typed = self.steps.resolve(list);
        match &typed.node {
            Node::List(items) => items.iter().map(|item| self.runs(item)).collect(),
            Node::Choose { arms, .. } => {
                let mut taken = arms
                    .iter()
                    .filter(|(_, arm)| self.steps.named(arm).is_some());
                self.items(&taken.next()?.1)
            }
            Node::Call { function, args, .. } if matches!(function.name, "sort" | "drop_empty") => {
                let mut known = self.items(args.first()?.as_ref()?)?;
                let Value::List(values) = eval(typed, self.env).ok()? else {
                    return None;
                };
                values
                    .into_iter()
                    .map(|value| {
                        let value = bytes(value)?;
                        let at = known.iter().position(|runs| {
                            runs.iter().flat_map(|run| &run.bytes).eq(value.iter())
                        });
                        at.map(|at| known.swap_remove(at))
                    })
                    .collect()
            }
            _ => None,
        }
    }

    /// What of the values of the steps is secret: what is read, and the keys that are made of it.
    ///
    /// What is hidden where it is computed is hidden where it is placed or signed, too.
    fn secrets(&self) -> Vec<Vec<u8>> {
        let steps = self.steps.order().iter();
        let runs = steps.filter_map(|id| self.step_runs(*id)).flatten();
        runs.filter(|run| run.secret).map(|run| run.bytes).collect()
    }

    /// Which steps are made of a secret, if only by a digest, and end in a key.
    fn keys(&self) -> Vec<bool> {
        let mut made = vec![false; self.steps.len()];
        for id in self.steps.order() {
            let typed = &self.steps.get(*id).typed;
            made[*id] = typed.ty.secret || Steps::taken(typed).iter().any(|part| made[*part]);
        }
        let mut keys = vec![false; self.steps.len()];
        let mut todo: Vec<usize> = Vec::new();
        for id in self.steps.order() {
            if let Some((_, _, Some(key))) = data_and_key(&self.steps.get(*id).typed) {
                todo.extend(self.steps.named(key));
            }
        }
        while let Some(id) = todo.pop() {
            if made[id] && !std::mem::replace(&mut keys[id], true) {
                let typed = &self.steps.get(id).typed;
                if data_and_key(typed).is_none() {
                    todo.extend(Steps::taken(typed));
                }
            }
        }
        keys
    }
}

/// The function, data and key of a digest.
pub(super) fn data_and_key(typed: &Typed) -> Option<(&'static Function, &Typed, Option<&Typed>)> {
    let Node::Call { function, args, .. } = &typed.node else {
        return None;
    };
    let digest = matches!(function.form, Form::Plain { digest: true, .. });
    let data = args.first().and_then(Option::as_ref).filter(|_| digest)?;
    Some((function, data, args.get(1).and_then(Option::as_ref)))
}

fn joined(items: Vec<Vec<Run>>, separator: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    for (at, item) in items.into_iter().enumerate() {
        if at > 0 {
            runs.push(Run::open(separator));
        }
        runs.extend(item);
    }
    runs
}

fn bytes(value: Value) -> Option<Vec<u8>> {
    match value {
        Value::Text(text) => Some(text.into_bytes()),
        Value::Bytes(bytes) => Some(bytes),
        _ => None,
    }
}
