//! The table that is printed: what was measured, and whether it is what it
//! should be.

/// One line of the table.
pub(crate) struct Line {
    what: String,
    ours: String,
    peer: String,
    value: f64,
    kind: Kind,
    most: Option<f64>,
    /// The ratio of a line whose goal speaks of seconds.
    beside: Option<f64>,
}

/// What the value is that the goal speaks of.
#[derive(Clone, Copy)]
enum Kind {
    Ratio,
    Seconds,
    Exponent,
    None,
}

impl Line {
    /// A thing measured on both sides, with the peer's time as 1.
    pub(crate) fn ratio(what: &str, ours: String, peer: String, ratio: f64) -> Self {
        Self::new(what, ours, peer, ratio, Kind::Ratio)
    }

    /// A time that has no peer.
    pub(crate) fn seconds(what: &str, seconds: f64) -> Self {
        let ours = format!("{seconds:.3} s");
        Self::new(what, ours, String::new(), seconds, Kind::Seconds)
    }

    /// A time whose goal is in seconds, beside the peer's.
    pub(crate) fn wait(what: &str, ours: f64, peer: f64, ratio: f64) -> Self {
        let milliseconds = |seconds: f64| format!("{:.1} ms", seconds * 1e3);
        let (shown, peer) = (milliseconds(ours), milliseconds(peer));
        Self {
            beside: Some(ratio),
            ..Self::new(what, shown, peer, ours, Kind::Seconds)
        }
    }

    /// How a time grows: 1 is linear.
    pub(crate) fn exponent(what: &str, exponent: f64) -> Self {
        let ours = format!("n^{exponent:.2}");
        Self::new(what, ours, String::new(), exponent, Kind::Exponent)
    }

    /// A number that has neither peer nor goal.
    pub(crate) fn plain(what: &str, ours: String) -> Self {
        Self::new(what, ours, String::new(), 0.0, Kind::None)
    }

    fn new(what: &str, ours: String, peer: String, value: f64, kind: Kind) -> Self {
        Self {
            what: what.to_owned(),
            ours,
            peer,
            value,
            kind,
            most: None,
            beside: None,
        }
    }

    /// The most that the ratio, the seconds or the exponent should be.
    pub(crate) fn at_most(mut self, most: f64) -> Self {
        self.most = Some(most);
        self
    }

    fn cells(&self) -> String {
        let ratio = match (self.kind, self.beside) {
            (Kind::Ratio, _) => format!("{:.2}", self.value),
            (_, Some(ratio)) => format!("{ratio:.2}"),
            (_, None) => String::new(),
        };
        let (goal, met) = match (self.most, self.kind) {
            (None, _) => (String::new(), ""),
            (Some(most), kind) => {
                let unit = if matches!(kind, Kind::Seconds) {
                    " s"
                } else {
                    ""
                };
                let met = if self.value <= most { "yes" } else { "**no**" };
                (format!("at most {most:.2}{unit}"), met)
            }
        };
        format!(
            "| {} | {} | {} | {ratio} | {goal} | {met} |",
            self.what, self.ours, self.peer
        )
    }
}

/// Prints the lines as one table in Markdown.
pub(crate) fn print(lines: &[Line]) {
    println!("| what | Apiloom | peer | ratio | goal | met |\n|---|---|---|---|---|---|");
    for line in lines {
        println!("{}", line.cells());
    }
}
