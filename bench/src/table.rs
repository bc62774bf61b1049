//! Times of two sides of one thing, measured in turns in one process.

use std::time::{Duration, Instant};

/// One row: what is measured, our time and the peer's.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) ours: Duration,
    pub(crate) peer: Duration,
    pub(crate) ratio: f64,
}

impl Row {
    /// Runs both sides in turns and takes medians. The ratio is the median of
    /// the turns' ratios, so that what slows the machine slows both.
    pub(crate) fn measure(
        name: &'static str,
        turns: usize,
        mut ours: impl FnMut(),
        mut peer: impl FnMut(),
    ) -> Self {
        let mut times: Vec<(Duration, Duration)> = Vec::with_capacity(turns);
        for _ in 0..turns {
            times.push((time(&mut ours), time(&mut peer)));
        }
        let ratio = |(ours, peer): &(Duration, Duration)| ours.as_secs_f64() / peer.as_secs_f64();
        Self {
            name,
            ours: median(times.iter().map(|(ours, _)| *ours)),
            peer: median(times.iter().map(|(_, peer)| *peer)),
            ratio: median(times.iter().map(ratio)),
        }
    }
}

/// The value in the middle.
pub(crate) fn median<T: PartialOrd + Copy>(values: impl Iterator<Item = T>) -> T {
    let mut values: Vec<T> = values.collect();
    values.sort_by(|a, b| a.partial_cmp(b).expect("times are no NaN"));
    values[values.len() / 2]
}

fn time(run: &mut impl FnMut()) -> Duration {
    let start = Instant::now();
    run();
    start.elapsed()
}
