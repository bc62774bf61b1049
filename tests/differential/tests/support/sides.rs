//! The two sides of each vendor.

use std::path::PathBuf;
use std::sync::Mutex;
use std::thread;

use apiloom_codegen::model::Api;
use apiloom_codegen::pipeline;
use apiloom_differential::{Counts, MakeSide, Report, Setup, interpreted, run};
use apiloom_interpreter::Interpreter;

/// Drives all operations of these vendors, and fails where the sides differ.
pub(crate) fn agree(vendors: &[(&str, &str, MakeSide)], most: usize) {
    // The largest are the last.
    let left = Mutex::new(vendors.iter().enumerate().rev());
    let reports = Mutex::new(Vec::new());
    let work = || {
        loop {
            let next = left.lock().expect("no panic").next();
            let Some((index, (vendor, path, generated))) = next else {
                break;
            };
            let interpreter = Interpreter::new(api(path));
            let interpreted = |setup: &Setup| interpreted(interpreter, setup);
            let report = run(interpreter.api(), &[generated, &interpreted], most);
            println!("{vendor}: {}", report.counts);
            reports.lock().expect("no panic").push((index, report));
        }
    };
    thread::scope(|scope| {
        scope.spawn(work);
        scope.spawn(work);
    });
    let mut reports: Vec<(usize, Report)> = reports.into_inner().expect("no panic");
    reports.sort_by_key(|(index, _)| *index);
    let mut counts = Counts::default();
    let (mut differences, mut untried) = (Vec::new(), Vec::new());
    for (_, report) in reports {
        counts += report.counts;
        untried.extend(report.untried);
        differences.extend(report.differences);
    }
    println!("all: {counts}");
    assert!(untried.is_empty(), "{}", untried.join("\n"));
    assert!(
        differences.is_empty(),
        "{} differences\n{}",
        differences.len(),
        differences.join("\n")
    );
}

/// The API of a spec.
pub(crate) fn api(path: &str) -> Api {
    let checked = pipeline::check(&[PathBuf::from(path)]);
    let mut api = checked.apis.into_iter().next().expect("the spec is fine");
    // Nobody wrote types by hand here.
    api.types.iter_mut().for_each(|ty| ty.by_hand = None);
    api
}
