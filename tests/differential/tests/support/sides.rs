//! The two sides of each vendor.

use std::path::PathBuf;

use apiloom_codegen::pipeline;
use apiloom_differential::{Counts, MakeSide, covered, run};

/// Drives all operations of these vendors, and fails where the sides differ.
pub(crate) fn agree(vendors: &[(&str, &str, MakeSide)], most: usize) {
    let mut counts = Counts::default();
    let mut differences = Vec::new();
    let mut words = std::collections::BTreeSet::new();
    for (vendor, path, generated) in vendors {
        let begun = std::time::Instant::now();
        let checked = pipeline::check(&[PathBuf::from(path)]);
        let mut api = checked.apis.into_iter().next().expect("the spec is fine");
        api.types.iter_mut().for_each(|ty| ty.by_hand = None);
        words.extend(covered(&api));
        let report = run(&api, &[*generated], most);
        counts += report.counts;
        println!("{vendor} {:?}: {}", begun.elapsed(), report.counts);
        for untried in &report.untried {
            println!("  untried: {untried}");
        }
        differences.extend(report.differences);
    }
    println!("all: {counts}");
    println!("{words:#?}");
    assert!(
        differences.is_empty(),
        "{} differences\n{}",
        differences.len(),
        differences.join("\n")
    );
}
