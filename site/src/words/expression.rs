//! Expressions of the spec language in words: conditions, and computations step by step.

use apiloom_codegen::diagnostic::Language;
use apiloom_codegen::expr::{Arg, Call, Expr, ExprKind, Piece as Part, Typed};
use apiloom_codegen::expr::{parse, write};

use super::named::template;
use super::say::push;
use super::stage::{Stage, stage};
use super::{capital, code, enumerated, joined, say};
use crate::book::{Paragraph, Piece};

/// A condition: "`code` is `0` and the HTTP status is less than `300`".
pub(crate) fn condition(language: Language, expression: &Expr) -> Paragraph {
    Told { language }.condition(expression)
}

/// How a value is computed, a sentence each.
pub(crate) fn steps(language: Language, value: &Typed) -> Vec<Paragraph> {
    let text = write(value);
    match parse(&text) {
        Ok(parsed) => Told { language }.steps(&parsed),
        // What was checked can be parsed again; should it not be, its own text says it.
        Err(_) => vec![code(&text)],
    }
}

/// A checked condition.
pub(crate) fn checked_condition(language: Language, value: &Typed) -> Paragraph {
    let text = write(value);
    match parse(&text) {
        Ok(parsed) => condition(language, &parsed),
        Err(_) => code(&text),
    }
}

/// A checked value as a noun: "the HTTP status".
pub(crate) fn checked_noun(language: Language, value: &Typed) -> Paragraph {
    let text = write(value);
    match parse(&text) {
        Ok(parsed) => Told { language }.noun(&parsed),
        Err(_) => code(&text),
    }
}

pub(super) struct Told {
    pub(super) language: Language,
}

/// A function that is applied to what stands before it.
struct Applied<'e> {
    stage: &'static Stage,
    /// The arguments after the first.
    args: Vec<&'e Expr>,
}

impl Told {
    pub(super) fn say(&self, en: &str, zh: &str, holes: &[Paragraph]) -> Paragraph {
        say(self.language, en, zh, holes)
    }

    fn steps(&self, expression: &Expr) -> Vec<Paragraph> {
        let (base, stages) = chain(expression);
        let mut steps = match (&base.kind, stages.is_empty()) {
            (ExprKind::Call(call), _) => self.first_step(base, call),
            (ExprKind::Name(name), _) if name == "uuid" => {
                vec![self.say("Make up a random UUID.", "生成一个随机 UUID。", &[])]
            }
            (_, true) => vec![self.say("It is {0}.", "即{0}。", &[self.noun(base)])],
            (_, false) => vec![self.say("Take {0}.", "取{0}。", &[self.noun(base)])],
        };
        for applied in &stages {
            steps.push(self.finished(self.order(applied)));
        }
        steps
    }

    /// What a call at the start of a computation gives.
    fn first_step(&self, base: &Expr, call: &Call) -> Vec<Paragraph> {
        let args: Vec<&Expr> = call.args.iter().map(|arg| &arg.value).collect();
        let nouns = || args.iter().map(|arg| self.noun(arg)).collect::<Vec<_>>();
        match call.name.text.as_str() {
            "text"
                if matches!(args.as_slice(), [Expr { kind: ExprKind::Template(parts), .. }]
                if parts.iter().any(|part| matches!(part, Part::Hole(_)))) =>
            {
                vec![self.say(
                    "Fill in {0}: each name in braces stands for its value.",
                    "填写{0}：花括号中的名称代表其值。",
                    &nouns(),
                )]
            }
            "list" => vec![self.say(
                "Take, in this order: {0}.",
                "按此顺序取：{0}。",
                &[self.parts(&args)],
            )],
            "concat" => vec![self.say(
                "Put these one after the other, with nothing between them: {0}.",
                "依次直接拼接：{0}。",
                &[self.parts(&args)],
            )],
            "lines" => vec![self.say(
                "Put these one after the other, with a line feed between each two: {0}.",
                "依次拼接，每两者之间加一个换行符：{0}。",
                &[self.parts(&args)],
            )],
            "nonce_hex" => vec![self.say(
                "Make up {0} random lower-case hexadecimal digits.",
                "生成 {0} 位随机的小写十六进制数字。",
                &nouns(),
            )],
            "nonce_digits" => vec![self.say(
                "Make up {0} random decimal digits.",
                "生成 {0} 位随机数字。",
                &nouns(),
            )],
            "choose" => self.choice(&call.args),
            "if" if args.len() == 3 => vec![self.say(
                "If {0}, take {1}; otherwise take {2}.",
                "若{0}，取{1}；否则取{2}。",
                &[
                    self.condition(args[0]),
                    self.noun(args[1]),
                    self.noun(args[2]),
                ],
            )],
            "custom" => vec![self.say("Ask {0}.", "调用{0}。", &[self.noun(base)])],
            _ => vec![self.say("Take {0}.", "取{0}。", &[self.noun(base)])],
        }
    }

    /// What is put together, in a row; numbered where a part is itself told in many words, so that its end is
    /// seen.
    fn parts(&self, args: &[&Expr]) -> Paragraph {
        let nouns: Vec<Paragraph> = args.iter().map(|arg| self.noun(arg)).collect();
        let is_long = args.iter().any(|arg| !chain(arg).1.is_empty());
        if nouns.len() < 2 || !is_long {
            return enumerated(self.language, nouns);
        }
        let numbered = nouns.into_iter().enumerate().map(|(at, noun)| {
            let number = (at + 1).to_string();
            let mut part = vec![Piece::Text {
                text: super::pick(
                    self.language,
                    &format!("({number}) "),
                    &format!("（{number}）"),
                )
                .to_owned(),
            }];
            part.extend(noun);
            part
        });
        joined(numbered.collect(), super::pick(self.language, "; ", "；"))
    }

    fn choice(&self, args: &[Arg]) -> Vec<Paragraph> {
        let Some((subject, arms)) = args.split_first() else {
            return Vec::new();
        };
        let mut said = vec![self.say(
            "It depends on {0}:",
            "取决于{0}：",
            &[self.noun(&subject.value)],
        )];
        said.extend(arms.iter().map(|arm| {
            let name = arm.name.as_ref().map_or("", |name| name.text.as_str());
            self.say(
                "with {0}, take {1}.",
                "为 {0} 时，取{1}。",
                &[code(name), self.noun(&arm.value)],
            )
        }));
        said
    }

    /// What is done: "take the MD5 digest".
    fn order(&self, applied: &Applied<'_>) -> Paragraph {
        let (en, zh) = applied.stage.order(&applied.args);
        self.say(en, zh, &self.holes(Paragraph::new(), applied))
    }

    /// The subject, and the arguments; the last hole has all arguments in a row.
    fn holes(&self, subject: Paragraph, applied: &Applied<'_>) -> Vec<Paragraph> {
        let args = applied.args.iter();
        let nouns: Vec<Paragraph> = match applied.stage.takes_stages {
            true => args.map(|stages| self.orders(stages)).collect(),
            false => args.map(|arg| self.noun(arg)).collect(),
        };
        let all = enumerated(self.language, nouns.clone());
        let mut holes = vec![subject];
        holes.extend(nouns);
        holes.resize(4, Paragraph::new());
        holes.push(all);
        holes
    }

    /// The functions within `each_key` and `each_value`.
    fn orders(&self, stages: &Expr) -> Paragraph {
        let (base, after) = chain(stages);
        let mut orders: Vec<Paragraph> = Vec::new();
        if let ExprKind::Name(name) = &base.kind
            && let Some(stage) = stage(name)
        {
            let args = Vec::new();
            orders.push(self.order(&Applied { stage, args }));
        } else if let ExprKind::Call(call) = &base.kind
            && let Some(stage) = stage(&call.name.text)
        {
            let args = call.args.iter().map(|arg| &arg.value).collect();
            orders.push(self.order(&Applied { stage, args }));
        }
        orders.extend(after.iter().map(|applied| self.order(applied)));
        let then = super::pick(self.language, ", then ", "，再");
        joined(orders, then)
    }

    /// A sentence of an order.
    fn finished(&self, order: Paragraph) -> Paragraph {
        let mut sentence = capital(order);
        let end = super::pick(self.language, ".", "。").to_owned();
        push(&mut sentence, Piece::Text { text: end });
        sentence
    }

    /// A value: "the SHA-256 digest of `base`".
    pub(super) fn noun(&self, expression: &Expr) -> Paragraph {
        let (base, mut stages) = chain(expression);
        let Some(last) = stages.pop() else {
            return self.base(base);
        };
        let mut noun = self.base(base);
        stages.push(last);
        for applied in &stages {
            let (en, zh) = applied.stage.noun(&applied.args);
            noun = self.say(en, zh, &self.holes(noun, applied));
        }
        noun
    }

    fn base(&self, expression: &Expr) -> Paragraph {
        match &expression.kind {
            ExprKind::Int(value) => code(&value.to_string()),
            ExprKind::Bool(value) => code(&value.to_string()),
            ExprKind::Null => code("null"),
            ExprKind::Text(text) => self.literal(text),
            ExprKind::Template(parts) => {
                let text: String = parts.iter().map(template).collect();
                if !parts.iter().any(|part| matches!(part, Part::Hole(_))) {
                    return self.literal(&text);
                }
                self.say("the template {0}", "模板 {0}", &[code(&text)])
            }
            ExprKind::Name(name) => self.name(name),
            ExprKind::Member(value, name) => self.member(value, &name.text, expression),
            ExprKind::Index(value, index) => self.index(value, index, expression),
            ExprKind::Default(value, fallback) => self.say(
                "{0} (or {1} where that is absent)",
                "{0}（缺失时为 {1}）",
                &[self.noun(value), self.noun(fallback)],
            ),
            ExprKind::Call(call) => self.call(call),
            ExprKind::Pipe(value, call) => {
                // A pipe whose function is not a stage: none is known, so its parts are said.
                let what = self.noun(value);
                self.say(
                    "{0} of {1}",
                    "对 {1} 作 {0}",
                    &[code(&call.name.text), what],
                )
            }
            _ => self.condition(expression),
        }
    }

    fn call(&self, call: &Call) -> Paragraph {
        let args: Vec<&Expr> = call.args.iter().map(|arg| &arg.value).collect();
        let nouns = || args.iter().map(|arg| self.noun(arg)).collect::<Vec<_>>();
        let row = || enumerated(self.language, nouns());
        match call.name.text.as_str() {
            "text" if args.len() == 1 => self.base(args[0]),
            "list" => self.say("the list of {0}", "由 {0} 组成的列表", &[row()]),
            "concat" => self.say(
                "{0} without anything between them",
                "{0} 直接拼接的结果",
                &[row()],
            ),
            "lines" => self.say("{0}, a line each", "{0} 各占一行的文本", &[row()]),
            "basic" => self.say(
                "the credentials of HTTP Basic made of {0}",
                "由 {0} 组成的 HTTP Basic 凭据",
                &[row()],
            ),
            "custom" => self.hook(&args),
            "if" if args.len() == 3 => self.say(
                "{1} if {0}, otherwise {2}",
                "{0}时为 {1}，否则为 {2}",
                &[
                    self.condition(args[0]),
                    self.noun(args[1]),
                    self.noun(args[2]),
                ],
            ),
            "choose" => {
                let subject = call.args.first().map(|arg| self.noun(&arg.value));
                self.say(
                    "what belongs to {0}",
                    "与{0}对应的值",
                    &[subject.unwrap_or_default()],
                )
            }
            "starts_with" => self.condition_of_call(&nouns()),
            name => self.say("{0} of {1}", "{0}（{1}）", &[code(name), row()]),
        }
    }

    fn hook(&self, args: &[&Expr]) -> Paragraph {
        let name = match args.first().map(|arg| &arg.kind) {
            Some(ExprKind::Text(name)) => code(name),
            _ => Paragraph::new(),
        };
        let given: Vec<Paragraph> = args.iter().skip(1).map(|arg| self.noun(arg)).collect();
        match given.is_empty() {
            true => self.say("the hook {0}", "回调函数 {0}", &[name]),
            false => self.say(
                "the hook {0} with {1}",
                "回调函数 {0}（参数：{1}）",
                &[name, enumerated(self.language, given)],
            ),
        }
    }
}

/// What a computation starts with, and the functions that are applied to it one after the other.
fn chain(expression: &Expr) -> (&Expr, Vec<Applied<'_>>) {
    let mut stages = Vec::new();
    let mut base = expression;
    loop {
        let (call, value, args) = match &base.kind {
            ExprKind::Pipe(value, call) => (call, &**value, &call.args[..]),
            ExprKind::Call(call) => match call.args.split_first() {
                Some((first, rest)) if first.name.is_none() => (call, &first.value, rest),
                _ => break,
            },
            _ => break,
        };
        let Some(stage) = stage(&call.name.text) else {
            break;
        };
        let args = args.iter().map(|arg| &arg.value).collect();
        stages.push(Applied { stage, args });
        base = value;
    }
    stages.reverse();
    (base, stages)
}
