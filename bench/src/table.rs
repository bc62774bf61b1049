//! Times of two sides of one thing, measured in turns in one process.

use std::time::{Duration, Instant};

/// One row: what is measured, our time and the peer's.
pub(crate) struct Row {
    name: &'static str,
    ours: Duration,
    peer: Duration,
    ratio: f64,
}

impl Row {
    /// Runs both sides in turns and takes medians. The ratio is the median of
    /// the turns' ratios, so that what slows the machine slows both.
    pub(crate) fn measure(
        name: &'static str,
        mut ours: impl FnMut(),
        mut peer: impl FnMut(),
    ) -> Self {
        const TURNS: usize = 101;
        let mut times: Vec<(Duration, Duration)> = Vec::with_capacity(TURNS);
        for _ in 0..TURNS {
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

/// Prints the rows; `per` is how many things each side does in a turn.
pub(crate) fn print(peer: &str, thing: &str, per: u32, rows: &[Row]) {
    println!("| | Apiloom, ns a {thing} | {peer}, ns a {thing} | ratio |\n|---|---|---|---|");
    for row in rows {
        println!(
            "| {} | {} | {} | {:.2} |",
            row.name,
            (row.ours / per).as_nanos(),
            (row.peer / per).as_nanos(),
            row.ratio
        );
    }
}

fn time(run: &mut impl FnMut()) -> Duration {
    let start = Instant::now();
    run();
    start.elapsed()
}

fn median<T: PartialOrd + Copy>(values: impl Iterator<Item = T>) -> T {
    let mut values: Vec<T> = values.collect();
    values.sort_by(|a, b| a.partial_cmp(b).expect("times are no NaN"));
    values[values.len() / 2]
}
