//! Misbehaviour that is planned: which request meets which fault is known before it is sent.

mod flap;
mod parse;

use std::fmt;
use std::time::Duration;

use apiloom_codegen::model::{Api, ErrorCode};

use crate::random;
pub(crate) use flap::flap;
pub use parse::FaultError;

/// A fault, and which requests it meets.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// What happens.
    pub kind: FaultKind,
    /// To which operation; to all if none is named.
    pub operation: Option<String>,
    /// When.
    pub when: When,
}

/// What happens.
#[derive(Clone, Debug, PartialEq)]
pub enum FaultKind {
    /// The answer comes late, by something between these times.
    Latency(Duration, Duration),
    /// The answer comes in small pieces with such a pause between them.
    Drip(Duration),
    /// Instead of the answer, something else.
    Ending(Ending),
}

/// What takes the place of an answer; one request meets one at most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// A code of the vendor.
    Code(String),
    /// A status with a body that is none of the vendor's.
    Status(u16),
    /// Too many requests; come back after so many seconds.
    Throttle(u64),
    /// The token is said to have expired, and has from then on.
    Expire,
    /// The answer, with types in other forms that the vendor is known to send.
    Flap,
    /// The answer is cut off in the middle, after everything was done.
    Truncate,
    /// The connection is closed before anything is done.
    Drop,
}

/// When a fault happens, among the requests of an operation.
#[derive(Clone, Debug, PartialEq)]
pub enum When {
    /// Always.
    Always,
    /// In so many of a hundred requests.
    Percent(f64),
    /// At each request whose number is a multiple of this one.
    Every(u64),
    /// At the first so many requests.
    First(u64),
    /// At the requests with these numbers.
    Nth(Vec<u64>),
}

/// The faults of a run. The same seed and the same numbers of requests give the same faults.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    seed: u64,
    faults: Vec<Fault>,
}

/// What is planned for a request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Planned {
    /// How late its answer comes.
    pub latency: Duration,
    /// The pause between the pieces of its answer.
    pub drip: Option<Duration>,
    /// What takes the place of its answer.
    pub ending: Option<Ending>,
}

impl Plan {
    /// A plan; of several faults that end one request, the one that was named first counts.
    pub fn new(seed: u64, faults: Vec<Fault>) -> Self {
        Self { seed, faults }
    }

    /// Whether nothing is planned.
    pub fn is_empty(&self) -> bool {
        self.faults.is_empty()
    }

    /// The faults.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// The same with the codes where faults have names of codes.
    pub(crate) fn with_codes(&self, api: &Api) -> Self {
        let mut plan = self.clone();
        for fault in &mut plan.faults {
            if let FaultKind::Ending(Ending::Code(code)) = &mut fault.kind
                && api.error(code).is_none()
                && let Some(row) = api.errors.iter().find(|row| is_named(row, code))
            {
                code.clone_from(&row.code);
            }
        }
        plan
    }

    /// What is planned for a request: the operation by its name, the client as its requests name it (empty
    /// if they do not), and the number of the request among that client's of that operation, from 1 on.
    pub fn outcome(&self, operation: &str, client: &str, ordinal: u64) -> Planned {
        let mut planned = Planned::default();
        for (index, fault) in self.faults.iter().enumerate() {
            let other = fault
                .operation
                .as_deref()
                .is_some_and(|own| own != operation);
            let index = index.to_string();
            let number = ordinal.to_string();
            let chance =
                |what: &str| random::number(self.seed, &[what, &index, operation, client, &number]);
            if other || !fault.when.meets(ordinal, chance("when")) {
                continue;
            }
            match &fault.kind {
                FaultKind::Latency(least, most) => {
                    let span = most.saturating_sub(*least).as_micros() as u64;
                    let more = chance("latency") % span.saturating_add(1);
                    planned.latency += *least + Duration::from_micros(more);
                }
                FaultKind::Drip(pause) => planned.drip = Some(*pause),
                FaultKind::Ending(ending) => {
                    planned.ending.get_or_insert_with(|| ending.clone());
                }
            }
        }
        planned
    }

    /// A number for what a request's fault does, where that is left open.
    pub(crate) fn chance(&self, operation: &str, client: &str, ordinal: u64) -> u64 {
        let number = ordinal.to_string();
        random::number(self.seed, &["what", operation, client, &number])
    }
}

impl Fault {
    /// Whether an API has the operation and the code that it names.
    pub fn concerns(&self, api: &Api) -> bool {
        let mut names = api
            .operations
            .iter()
            .map(|operation| operation.name.snake());
        let operation = self.operation.as_ref();
        let code = match &self.kind {
            FaultKind::Ending(Ending::Code(code)) => Some(code),
            _ => None,
        };
        operation.is_none_or(|name| names.any(|known| known == *name))
            && code.is_none_or(|code| {
                api.error(code).is_some() || api.errors.iter().any(|row| is_named(row, code))
            })
    }
}

/// Whether a row of the table, whose code is one code, is called so.
fn is_named(row: &ErrorCode, name: &str) -> bool {
    let names = [row.name.camel(), row.name.snake()];
    !row.code.contains('*') && names.iter().any(|own| own == name)
}

impl When {
    fn meets(&self, ordinal: u64, chance: u64) -> bool {
        match self {
            Self::Always => true,
            Self::Percent(rate) => ((chance >> 11) as f64 / (1_u64 << 53) as f64) < rate / 100.0,
            Self::Every(step) => ordinal.is_multiple_of(*step),
            Self::First(count) => ordinal <= *count,
            Self::Nth(numbers) => numbers.contains(&ordinal),
        }
    }
}

impl Planned {
    /// Whether the request is answered as if there were no faults.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

impl fmt::Display for Ending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(code) => write!(f, "error {code}"),
            Self::Status(status) => write!(f, "status {status}"),
            Self::Throttle(_) => f.write_str("throttle"),
            Self::Expire => f.write_str("expire"),
            Self::Flap => f.write_str("flap"),
            Self::Truncate => f.write_str("truncate"),
            Self::Drop => f.write_str("drop"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(seed: u64, faults: &[&str]) -> Plan {
        let faults = faults.iter().map(|text| text.parse().unwrap());
        Plan::new(seed, faults.collect())
    }

    fn endings(plan: &Plan, client: &str, count: u64) -> Vec<Option<Ending>> {
        (1..=count)
            .map(|ordinal| plan.outcome("get", client, ordinal).ending)
            .collect()
    }

    #[test]
    fn a_plan_repeats_by_its_seed() {
        let faults = ["drop=10%", "error:7=20%", "latency:1ms-9ms=50%"];
        let all = |seed| {
            let plan = plan(seed, &faults);
            (1..=500)
                .map(|ordinal| plan.outcome("get", "a", ordinal))
                .collect::<Vec<_>>()
        };
        assert_eq!(all(1), all(1));
        assert_ne!(all(1), all(2));
        let plan = plan(1, &faults);
        assert_ne!(endings(&plan, "a", 500), endings(&plan, "b", 500));
        // Rates are rates: 50 and 90 of 500 are expected, and these bounds are far off.
        let endings = endings(&plan, "a", 500);
        let drops = endings.iter().flatten().filter(|e| **e == Ending::Drop);
        assert!((20..=80).contains(&drops.count()));
        let codes = endings.iter().flatten().filter(|e| **e != Ending::Drop);
        assert!((50..=130).contains(&codes.count()));
    }

    #[test]
    fn requests_are_counted() {
        let at = |fault: &str| {
            let plan = plan(1, &[fault]);
            (1..=9)
                .filter(|n| plan.outcome("get", "", *n).ending.is_some())
                .collect::<Vec<u64>>()
        };
        assert_eq!(at("drop=every 4"), [4, 8]);
        assert_eq!(at("drop=first 2"), [1, 2]);
        assert_eq!(at("drop=nth 3,5"), [3, 5]);
        assert_eq!(at("drop@get=nth-3"), [3]);
        assert_eq!(at("drop@other"), [] as [u64; 0]);
        assert_eq!(at("drop=0%"), [] as [u64; 0]);
        assert_eq!(at("drop").len(), 9);
    }

    #[test]
    fn the_first_ending_counts_and_delays_add_up() {
        let plan = plan(
            1,
            &[
                "latency:5ms",
                "drip:2ms",
                "throttle:3",
                "drop",
                "latency:5ms",
            ],
        );
        let planned = plan.outcome("get", "", 1);
        assert_eq!(planned.ending, Some(Ending::Throttle(3)));
        assert_eq!(planned.latency, Duration::from_millis(10));
        assert_eq!(planned.drip, Some(Duration::from_millis(2)));
    }
}
