//! Changes as people read them: lines for a terminal, Markdown for a changelog.

use super::{Change, Diff, Kind, Step, Verdict};
use crate::diagnostic::Language;

/// The words around changes.
struct Words {
    language: Language,
}

impl Words {
    /// The English or the Chinese word.
    fn of(&self, english: &'static str, chinese: &'static str) -> &'static str {
        match self.language {
            Language::English => english,
            Language::Chinese => chinese,
        }
    }

    fn verdict(&self, verdict: Verdict) -> &'static str {
        match verdict {
            Verdict::Nothing => self.of("none", "无影响"),
            Verdict::Compatible => self.of("compatible", "兼容"),
            Verdict::Breaking => self.of("breaking", "不兼容"),
        }
    }

    /// The three verdicts of a change, but those that say nothing.
    fn verdicts(&self, change: &Change) -> String {
        let callers = match (change.callers, change.compiles) {
            (Verdict::Breaking, true) => self.of(
                "breaking (compiles, but means something else)",
                "不兼容（能编译，但含义不同）",
            ),
            (Verdict::Breaking, false) => {
                self.of("breaking (does not compile)", "不兼容（不能编译）")
            }
            (verdict, _) => self.verdict(verdict),
        };
        let all = [
            (self.of("callers", "调用方"), change.callers, callers),
            (
                self.of("wire", "报文"),
                change.wire,
                self.verdict(change.wire),
            ),
            (
                self.of("validation", "校验"),
                change.validation,
                self.verdict(change.validation),
            ),
        ];
        let said = all
            .iter()
            .filter(|(_, verdict, _)| *verdict != Verdict::Nothing);
        let said: Vec<String> = said
            .map(|(who, _, what)| format!("{who}{}{what}", self.of(": ", "：")))
            .collect();
        said.join(self.of(", ", "，"))
    }

    fn step(&self, step: Step) -> &'static str {
        match step {
            Step::Nothing => self.of("none", "无"),
            Step::Patch => self.of("patch", "补丁（patch）"),
            Step::Minor => self.of("minor", "次版本（minor）"),
            Step::Major => self.of("major", "主版本（major）"),
        }
    }

    /// How it was and is, after the sentence.
    fn before_and_after(&self, change: &Change, quote: fn(&str) -> String) -> String {
        let none = self.of("nothing", "无");
        match (&change.before, &change.after) {
            (None, None) => String::new(),
            // A thing that came or went had or has no other side.
            (None, Some(after)) if change.kind == Kind::Added => format!(" ({})", quote(after)),
            (Some(before), None) if change.kind == Kind::Removed => format!(" ({})", quote(before)),
            (before, after) => {
                let side =
                    |text: &Option<String>| text.as_deref().map_or_else(|| none.to_owned(), quote);
                format!(" ({} → {})", side(before), side(after))
            }
        }
    }
}

/// How bad changes are, worst first.
fn groups(diff: &Diff) -> [Vec<&Change>; 3] {
    let all = |wanted: fn(&Change) -> bool| diff.changes.iter().filter(|it| wanted(it)).collect();
    [
        all(|change| change.worst() == Verdict::Breaking),
        all(|change| change.worst() != Verdict::Breaking && change.kind != Kind::Documented),
        all(|change| change.worst() != Verdict::Breaking && change.kind == Kind::Documented),
    ]
}

/// The changes of one vendor, for a terminal.
pub fn text(diff: &Diff, language: Language) -> String {
    let words = Words { language };
    let mut out = format!("{}: {}\n", diff.vendor, summary(diff, &words));
    let [breaking, others, documented] = groups(diff);
    let marks = [("!", breaking), ("+", others), (" ", documented)];
    for (mark, changes) in marks {
        for change in changes {
            let said = change.said.text(language);
            let sides = words.before_and_after(change, str::to_owned);
            out.push_str(&format!(
                "{mark} {}: {said}{sides}\n",
                one_line(&change.path)
            ));
            let verdicts = words.verdicts(change);
            if !verdicts.is_empty() {
                out.push_str(&format!("    {verdicts}\n"));
            }
        }
    }
    out.split_inclusive('\n')
        .map(|line| format!("{}\n", line.trim_end()))
        .collect()
}

/// The changes of one vendor, for a changelog.
pub fn markdown(diff: &Diff, language: Language) -> String {
    let words = Words { language };
    let mut out = format!("## {}\n\n{}\n", escape(&diff.vendor), summary(diff, &words));
    let [breaking, others, documented] = groups(diff);
    let headings = [
        (words.of("Breaking", "不兼容的变化"), breaking),
        (words.of("Other changes", "其他变化"), others),
        (words.of("Documentation", "文档"), documented),
    ];
    for (heading, changes) in headings {
        if changes.is_empty() {
            continue;
        }
        out.push_str(&format!("\n### {heading}\n\n"));
        for change in changes {
            let said = change.said.text(language);
            let sides = words.before_and_after(change, code);
            let verdicts = words.verdicts(change);
            let verdicts = match verdicts.is_empty() {
                true => String::new(),
                false => format!("{}{verdicts}{}", words.of(". ", "。"), words.of(".", "。")),
            };
            let colon = words.of(": ", "：");
            out.push_str(&format!(
                "- {}{colon}{said}{sides}{verdicts}\n",
                code(&change.path)
            ));
        }
    }
    out
}

/// How many changes there are, and the step that they ask for.
fn summary(diff: &Diff, words: &Words) -> String {
    let (step, count) = (diff.step(), diff.changes.len());
    let [breaking, ..] = groups(diff);
    if step == Step::Nothing {
        return words.of("nothing changed", "没有变化").to_owned();
    }
    let (step, below) = (words.step(step), words.step(step.below_1_0()));
    let broken = breaking.len();
    match words.language {
        Language::English => {
            let changes = if count == 1 { "change" } else { "changes" };
            format!(
                "{count} {changes}, {broken} breaking; next version: {step} ({below} while it is 0.x)"
            )
        }
        Language::Chinese => {
            format!(
                "{count} 处变化，其中 {broken} 处不兼容；下一个版本应升级{step}（0.x 版本：{below}）"
            )
        }
    }
}

/// A text as code of Markdown, on one line.
fn code(text: &str) -> String {
    let text = one_line(text);
    let longest = text
        .split(|c| c != '`')
        .map(str::len)
        .max()
        .unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{space}{text}{space}{fence}")
}

fn escape(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if "\\`*_[]<>&#".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// What a spec says may have line breaks, which would end a line of a list.
fn one_line(text: &str) -> String {
    crate::diagnostic::one_line(text)
}
