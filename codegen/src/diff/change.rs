//! One change between two specs, and what it does to whom.

use crate::diagnostic::Language;

/// Something that is not the same in the newer spec.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What changed, such as `types.Customer.fields.level`: where it stands in the newer spec, or, of what is
    /// gone, where it stood.
    pub path: String,
    /// What became of it.
    pub kind: Kind,
    /// How it was, where that can be said in a few words.
    pub before: Option<String>,
    /// How it is.
    pub after: Option<String>,
    /// What it does to code that uses the generated client.
    pub callers: Verdict,
    /// Whether such code still compiles.
    pub compiles: bool,
    /// What it does to the bytes that a call sends, and to how answers are read.
    pub wire: Verdict,
    /// What it does to what is refused before it is sent.
    pub validation: Verdict,
    /// What changed, in a sentence.
    pub said: Said,
}

/// What became of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It has another name.
    Renamed,
    /// It is otherwise.
    Changed,
    /// Only what is said of it is otherwise.
    Documented,
}

impl Kind {
    /// The word for programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Renamed => "renamed",
            Self::Changed => "changed",
            Self::Documented => "documented",
        }
    }
}

/// What a change does to somebody; the worst is the last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Nothing.
    #[default]
    Nothing,
    /// There is something new to be used, and what was used goes on as before.
    Compatible,
    /// What was used does not go on as before.
    Breaking,
}

impl Verdict {
    /// The word for programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Nothing => "none",
            Self::Compatible => "compatible",
            Self::Breaking => "breaking",
        }
    }
}

/// A sentence in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    english: String,
    chinese: String,
}

impl Said {
    /// A sentence of its two texts; `said!` makes both from the same values.
    pub(super) fn new(english: String, chinese: String) -> Self {
        Self { english, chinese }
    }

    /// The sentence in a language.
    pub fn text(&self, language: Language) -> &str {
        match language {
            Language::English => &self.english,
            Language::Chinese => &self.chinese,
        }
    }
}

/// A [`Said`] of an English and a Chinese format with the same arguments.
macro_rules! said {
    ($english:literal, $chinese:literal $(, $argument:expr)* $(,)?) => {
        $crate::diff::change::Said::new(
            format!($english $(, $argument)*),
            format!($chinese $(, $argument)*),
        )
    };
}
pub(super) use said;

impl Change {
    /// A change that does nothing to anybody; the methods below say more.
    pub(super) fn new(path: impl Into<String>, kind: Kind, said: Said) -> Self {
        Self {
            path: path.into(),
            kind,
            before: None,
            after: None,
            callers: Verdict::Nothing,
            compiles: true,
            wire: Verdict::Nothing,
            validation: Verdict::Nothing,
            said,
        }
    }

    /// How it was and how it is; an empty text is left out.
    pub(super) fn sides(mut self, before: impl Into<String>, after: impl Into<String>) -> Self {
        let some = |text: String| Some(text).filter(|text| !text.is_empty());
        (self.before, self.after) = (some(before.into()), some(after.into()));
        self
    }

    /// What callers see of it, by what they can write.
    pub(super) fn callers(mut self, verdict: Verdict) -> Self {
        self.callers = verdict;
        self.compiles = verdict != Verdict::Breaking;
        self
    }

    /// What callers see of it where their code compiles all the same.
    pub(super) fn meaning(mut self, verdict: Verdict) -> Self {
        self.callers = self.callers.max(verdict);
        self
    }

    /// What it does on the wire.
    pub(super) fn wire(mut self, verdict: Verdict) -> Self {
        self.wire = verdict;
        self
    }

    /// What it does to what is refused.
    pub(super) fn validation(mut self, verdict: Verdict) -> Self {
        self.validation = verdict;
        self
    }

    /// The worst of the three verdicts.
    pub fn worst(&self) -> Verdict {
        self.callers.max(self.wire).max(self.validation)
    }
}

/// A step of a version, by the rules of semver.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// No step: nothing changed.
    Nothing,
    /// The last of the three numbers.
    Patch,
    /// The middle one.
    Minor,
    /// The first one.
    Major,
}

impl Step {
    /// The step that a change asks for in a version from 1.0.0 on: a major one if code that uses the client
    /// does not compile any more or means something else; a minor one if there is something new, or calls
    /// send, read or refuse something else; a patch if it is only what is said of it.
    pub fn of(change: &Change) -> Self {
        match (change.callers, change.worst()) {
            (Verdict::Breaking, _) => Self::Major,
            (_, Verdict::Nothing) => Self::Patch,
            _ => Self::Minor,
        }
    }

    /// The step in a version 0.x.y, where cargo takes the number after the first as the major one.
    pub fn below_1_0(self) -> Self {
        match self {
            Self::Major => Self::Minor,
            Self::Minor => Self::Patch,
            other => other,
        }
    }

    /// The word for programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Nothing => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_follow_from_what_callers_notice() {
        let change = || Change::new("types.T", Kind::Changed, said!("it changed", "有变化"));
        let documented = Step::of(&change());
        assert_eq!(
            (documented, documented.below_1_0()),
            (Step::Patch, Step::Patch)
        );
        let noticed = [
            change().callers(Verdict::Compatible),
            change().wire(Verdict::Breaking),
            change().validation(Verdict::Breaking),
        ];
        for change in noticed {
            let step = Step::of(&change);
            assert_eq!((step, step.below_1_0()), (Step::Minor, Step::Patch));
        }
        let broken = [
            (change().callers(Verdict::Breaking), false),
            (change().meaning(Verdict::Breaking), true),
        ];
        for (change, compiles) in broken {
            let step = Step::of(&change);
            assert_eq!((step, step.below_1_0()), (Step::Major, Step::Minor));
            assert_eq!(change.compiles, compiles);
        }
    }
}
