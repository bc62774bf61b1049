//! What stands in specs, counted as it is written: how much, where it is from, in which languages it is told,
//! and what of it stands in examples and in the tests that are made of them.

mod codec;
mod measure;
mod report;
mod shown;
mod told;
mod walk;

pub use measure::{Coverage, Measure};
pub use report::{markdown, text};
pub use told::Told;

use crate::pipeline::Checked;
use crate::source::Span;

/// What stands in a spec.
#[derive(Clone, Debug, Default)]
pub struct Stats {
    /// The path of the spec, as diagnostics show it.
    pub path: String,
    /// The vendor.
    pub vendor: String,
    /// What is described, of every kind.
    pub things: Vec<Thing>,
    /// What values must be like: bounds of single ones, and entries under `rules`.
    pub rules: usize,
    /// Where values have another form on the wire than JSON's own.
    pub codecs: usize,
    /// Entries under `examples`.
    pub examples: usize,
}

/// Something that is described.
#[derive(Clone, Debug)]
pub struct Thing {
    /// What it is.
    pub what: What,
    /// Where it stands among the keys of the spec: `types.Item.fields.id`.
    pub path: String,
    /// The place of its name.
    pub span: Span,
    /// Whether it, or what it stands in, says where it is from.
    pub is_sourced: bool,
    /// What is told of it in English.
    pub english: Told,
    /// What is told of it in Chinese.
    pub chinese: Told,
    /// Whether there is an example of it; none where there is no place for one.
    pub example: Option<bool>,
    /// Whether a generated test reads or writes it; none where no test could.
    pub test: Option<bool>,
}

/// What can be described.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// An entry under `operations`.
    Operation,
    /// An entry under `types`, also of an included file.
    Type,
    /// A field of a record, an item of a tuple, a parameter or a member of an envelope.
    Field,
    /// An entry under `errors`.
    Error,
    /// An entry under `settings`.
    Setting,
    /// A code of an enum.
    Code,
    /// A variant of a union, or a case of a switch.
    Variant,
    /// An entry under `auth`.
    Scheme,
    /// An entry under `servers`.
    Server,
    /// An entry under `limits`.
    Limit,
    /// An entry under `hooks`.
    Hook,
}

impl What {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 11] = [
        Self::Operation,
        Self::Type,
        Self::Field,
        Self::Code,
        Self::Variant,
        Self::Error,
        Self::Setting,
        Self::Scheme,
        Self::Server,
        Self::Limit,
        Self::Hook,
    ];

    /// The word for several of them.
    pub fn word(self) -> &'static str {
        match self {
            Self::Operation => "operations",
            Self::Type => "types",
            Self::Field => "fields",
            Self::Error => "errors",
            Self::Setting => "settings",
            Self::Code => "codes",
            Self::Variant => "variants",
            Self::Scheme => "schemes",
            Self::Server => "servers",
            Self::Limit => "limits",
            Self::Hook => "hooks",
        }
    }
}

impl Stats {
    /// How many there are.
    pub fn count(&self, what: What) -> usize {
        self.of(Some(what)).count()
    }

    /// How many of these have what is measured; of all things if none are named.
    pub fn coverage(&self, measure: Measure, what: Option<What>) -> Coverage {
        let judged = self.of(what).filter_map(|thing| measure.of(thing));
        judged.fold(Coverage::default(), |coverage, has| Coverage {
            covered: coverage.covered + usize::from(has),
            all: coverage.all + 1,
        })
    }

    /// The things that lack what is measured, in the order in which they are written.
    pub fn lacking(&self, measure: Measure) -> impl Iterator<Item = &Thing> {
        self.things
            .iter()
            .filter(move |thing| measure.of(thing) == Some(false))
    }

    fn of(&self, what: Option<What>) -> impl Iterator<Item = &Thing> {
        let all = self.things.iter();
        all.filter(move |thing| what.is_none_or(|what| thing.what == what))
    }
}

/// Counts what stands in specs without errors.
pub fn of(checked: &Checked) -> Vec<Stats> {
    let specs = checked.written.iter().zip(&checked.apis);
    specs
        .map(|(spec, api)| walk::spec(spec, &shown::shown(api), &checked.sources))
        .collect()
}

/// All of these as one. What several specs include counts as often as it is included.
pub fn total(all: &[Stats]) -> Stats {
    let mut total = Stats::default();
    for stats in all {
        total.things.extend(stats.things.iter().cloned());
        total.rules += stats.rules;
        total.codecs += stats.codecs;
        total.examples += stats.examples;
    }
    total
}
