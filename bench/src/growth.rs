//! How checking and generating grow with the spec, in CPU time.

use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use apiloom_codegen::emit::package::{self, File, Runtime};
use apiloom_codegen::pipeline::Checked;

use crate::clock;
use crate::front;
use crate::report::Line;
use crate::table::median;

/// The sizes of the spec, in operations.
const SIZES: [usize; 5] = [10, 30, 100, 300, 1_000];

/// What one size took.
struct Point {
    operations: usize,
    check: f64,
    generate: f64,
}

impl Point {
    /// Small specs are measured more often, since the clock is coarse.
    fn measure(folder: &Path, operations: usize) -> Self {
        let rounds = (2_000 / operations).clamp(5, 100);
        let path = [front::written(folder, operations)];
        let checked = front::checked(folder, operations);
        let check = || drop(black_box(apiloom_codegen::pipeline::check(&path)));
        let generate = || drop(black_box(files(&checked)));
        Self {
            operations,
            check: seconds(rounds, check),
            generate: seconds(rounds, generate),
        }
    }

    fn both(&self) -> f64 {
        self.check + self.generate
    }
}

/// Every size, the exponents, and the speed of generation at the largest.
pub(crate) fn lines(folder: &Path) -> Vec<Line> {
    let points = SIZES.map(|operations| Point::measure(folder, operations));
    let mut lines = Vec::new();
    for point in &points {
        let what = format!(
            "{} operations, {} types: check and generate",
            point.operations,
            crate::synthetic::types_for(point.operations)
        );
        let line = Line::seconds(&what, point.both());
        lines.push(match point.operations {
            1_000 => line.at_most(1.0),
            _ => line,
        });
    }
    let fit = |name: &str, of: fn(&Point) -> f64| {
        let what = format!("growth of {name}, {} to {} operations", SIZES[0], SIZES[4]);
        let points = points.each_ref().map(|p| (p.operations as f64, of(p)));
        Line::exponent(&what, exponent(&points)).at_most(1.1)
    };
    lines.push(fit("checking", |point| point.check));
    lines.push(fit("generating", |point| point.generate));
    let largest = &points[SIZES.len() - 1];
    let checked = front::checked(folder, largest.operations);
    let count = files(&checked)
        .iter()
        .map(|f| f.text.lines().count())
        .sum::<usize>();
    let speed = count as f64 / largest.generate;
    let split = format!("{:.3} s and {:.3} s", largest.check, largest.generate);
    lines.push(Line::plain("1000 operations: check, generate", split));
    lines.push(Line::plain(
        &format!("generation of {count} lines, from the model to the text of all files"),
        format!("{speed:.0} lines/s"),
    ));
    lines
}

/// Runs one step so many times; false if there is none of this name.
pub(crate) fn once(folder: &Path, step: &str, operations: &str, rounds: &str) -> bool {
    let (Ok(operations), Ok(rounds)) = (operations.parse(), rounds.parse::<u32>()) else {
        return false;
    };
    let path = [front::written(folder, operations)];
    let checked = front::checked(folder, operations);
    for _ in 0..rounds {
        match step {
            "check" => drop(black_box(apiloom_codegen::pipeline::check(&path))),
            "generate" => drop(black_box(files(&checked))),
            _ => return false,
        }
    }
    true
}

/// The files of the client, in memory.
pub(crate) fn files(checked: &Checked) -> Vec<File> {
    let runtime = Runtime::Version("0.1".to_owned());
    let apis = checked.apis.iter();
    apis.flat_map(|api| package::files(api, &runtime)).collect()
}

/// The median of the CPU seconds of so many runs.
fn seconds(rounds: usize, run: impl Fn()) -> f64 {
    let times = (0..rounds).map(|_| {
        let start = clock::own();
        run();
        clock::own() - start
    });
    median(times.collect::<Vec<Duration>>().into_iter()).as_secs_f64()
}

/// The slope of the straight line through the logarithms, by least squares.
fn exponent(points: &[(f64, f64)]) -> f64 {
    let logs: Vec<(f64, f64)> = points.iter().map(|(x, y)| (x.ln(), y.ln())).collect();
    let mean = |of: fn(&(f64, f64)) -> f64| logs.iter().map(of).sum::<f64>() / logs.len() as f64;
    let (x, y) = (mean(|p| p.0), mean(|p| p.1));
    let above: f64 = logs.iter().map(|p| (p.0 - x) * (p.1 - y)).sum();
    let below: f64 = logs.iter().map(|p| (p.0 - x).powi(2)).sum();
    above / below
}
