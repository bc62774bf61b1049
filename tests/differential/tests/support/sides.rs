//! The two sides of each vendor.

use std::path::PathBuf;
use std::sync::Mutex;
use std::thread;

use apiloom_codegen::model::Api;
use apiloom_codegen::pipeline;
use apiloom_differential::{Counts, MakeSide, Report, run};

/// Drives all operations of these vendors, and fails where the sides differ.
pub(crate) fn agree(vendors: &[(&str, &str, MakeSide)], most: usize) {
    let left = Mutex::new(vendors.iter().enumerate());
    let reports = Mutex::new(Vec::new());
    let work = || {
        loop {
            let next = left.lock().expect("no panic").next();
            let Some((index, (vendor, path, generated))) = next else {
                break;
            };
            let begun = std::time::Instant::now();
            let report = run(&api(path), &[*generated], most);
            println!("{vendor} {:?}: {}", begun.elapsed(), report.counts);
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
    let mut differences = Vec::new();
    for (_, report) in reports {
        counts += report.counts;
        for untried in &report.untried {
            println!("  untried: {untried}");
        }
        differences.extend(report.differences);
    }
    println!("all: {counts}");
    assert!(
        differences.is_empty(),
        "{} differences\n{}",
        differences.len(),
        differences.join("\n")
    );
}

/// The API of a spec.
fn api(path: &str) -> Api {
    let checked = pipeline::check(&[PathBuf::from(path)]);
    let mut api = checked.apis.into_iter().next().expect("the spec is fine");
    // Nobody wrote types by hand here.
    api.types.iter_mut().for_each(|ty| ty.by_hand = None);
    api
}

pub(crate) fn values(vendors: &[(&str, &str, MakeSide)]) {
    use apiloom_codegen::interpret::{InputError, Values};
    use apiloom_differential::make::Maker;
    use apiloom_differential::{Broken, Setup, Unreadable};
    let mut told = 0;
    let mut count = 0;
    for (vendor, path, generated) in vendors {
        let checked = pipeline::check(&[PathBuf::from(path)]);
        let mut api = checked.apis.into_iter().next().expect("the spec is fine");
        api.types.iter_mut().for_each(|ty| ty.by_hand = None);
        let values = Values::new(&api);
        let maker = Maker::new(&api);
        let side = generated(&Setup::new(maker.settings()[0].clone()));
        for operation in &api.operations {
            let inputs = maker.inputs(operation, 12);
            let mut here = 0;
            for text in inputs.good.iter().chain(&inputs.varied) {
                count += 1;
                let left = side
                    .call(&operation.name.snake(), text.as_bytes())
                    .map(|call| call.validate());
                let right = match values.inputs(operation, text.as_bytes()) {
                    Ok(inputs) => {
                        let mut found = apiloom::Violations::new();
                        values.check_inputs(&inputs, &mut found);
                        Ok(Broken::all(&found))
                    }
                    Err(InputError::Decode(error)) => Err(Unreadable::form(&error)),
                    Err(InputError::Deviations(found)) => {
                        Err(Unreadable::surplus(found.iter()).unwrap())
                    }
                };
                if left != right {
                    here += 1;
                    told += 1;
                    if here < 4 {
                        println!(
                            "{vendor}.{} {}\n  {left:?}\n  {right:?}",
                            operation.name.snake(),
                            text.chars().take(700).collect::<String>()
                        );
                    }
                }
            }
        }
    }
    println!("{told} of {count}");
}
