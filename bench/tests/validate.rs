//! The four ways of saying the rules agree, and ours allocates nothing where nothing is wrong.

#[allow(dead_code, reason = "what is measured needs the rest")]
#[path = "../src/customer/mod.rs"]
mod customer;

use allocation_counter::measure;
use apiloom::validate::Validate as _;
use customer::records::Customer;
use customer::{hand, ours, sample};
use validator::{ValidationErrors, ValidationErrorsKind};

#[test]
fn a_valid_record_is_valid_for_all() {
    assert_all(&sample::valid(), &[]);
}

#[test]
fn each_violation_is_found_by_all_at_the_same_place() {
    for (path, make) in sample::BREAKS {
        let mut customer = sample::valid();
        make(&mut customer);
        assert_all(&customer, &[path]);
    }
}

#[test]
fn five_violations_are_found_by_all() {
    assert_all(&sample::broken(), &sample::FIVE);
}

#[test]
fn what_is_valid_is_checked_without_allocation() {
    let record = sample::valid();
    let customer = ours::Customer::from(record.clone());
    // The regular expressions are made when they are first used.
    assert!(customer.validate().is_ok() && peers_hold(&record));
    let [ours, garde, validator, hand] = counts(&customer, &record);
    println!("valid: ours {ours}, garde {garde}, validator {validator}, by hand {hand}");
    assert_eq!((ours, hand), (0, 0));
    let record = sample::broken();
    let customer = ours::Customer::from(record.clone());
    let [ours, garde, validator, hand] = counts(&customer, &record);
    println!("five violations: ours {ours}, garde {garde}, validator {validator}, by hand {hand}");
    assert!(
        [ours, garde, validator, hand]
            .iter()
            .all(|count| *count > 0)
    );
}

/// How often each side allocates.
fn counts(ours: &ours::Customer, record: &Customer) -> [u64; 4] {
    [
        measure(|| drop(ours.validate())),
        measure(|| drop(garde::Validate::validate(record))),
        measure(|| drop(validator::Validate::validate(record))),
        measure(|| drop(hand::check(record))),
    ]
    .map(|info| info.count_total)
}

fn peers_hold(record: &Customer) -> bool {
    garde::Validate::validate(record).is_ok() && validator::Validate::validate(record).is_ok()
}

/// Every side finds fault with these fields, and no others.
fn assert_all(record: &Customer, expected: &[&str]) {
    let mut expected: Vec<&str> = expected.to_vec();
    expected.sort_unstable();
    let sides = [
        ("ours", by_us(&ours::Customer::from(record.clone()))),
        ("garde", by_garde(record)),
        ("validator", by_validator(record)),
        ("by hand", by_hand(record)),
    ];
    for (side, mut found) in sides {
        found.sort_unstable();
        assert_eq!(found, expected, "{side}");
    }
}

fn by_us(customer: &ours::Customer) -> Vec<String> {
    let found = customer.validate().err().unwrap_or_default();
    found.iter().map(|one| one.field().to_owned()).collect()
}

fn by_garde(record: &Customer) -> Vec<String> {
    let Err(report) = garde::Validate::validate(record) else {
        return Vec::new();
    };
    // The rule over two fields stands at one of them.
    let path = |path: String| {
        if path == "changed_at" {
            String::new()
        } else {
            path
        }
    };
    report.iter().map(|(at, _)| path(at.to_string())).collect()
}

fn by_validator(record: &Customer) -> Vec<String> {
    let mut found = Vec::new();
    if let Err(errors) = validator::Validate::validate(record) {
        collect("", &errors, &mut found);
    }
    found
}

fn collect(at: &str, errors: &ValidationErrors, found: &mut Vec<String>) {
    for (name, kind) in errors.errors() {
        let path = match &**name {
            "__all__" => at.to_owned(),
            name => format!("{at}{name}"),
        };
        match kind {
            ValidationErrorsKind::Field(list) => found.extend(list.iter().map(|_| path.clone())),
            ValidationErrorsKind::Struct(errors) => collect(&format!("{path}."), errors, found),
            ValidationErrorsKind::List(items) => {
                for (index, errors) in items {
                    collect(&format!("{path}[{index}]."), errors, found);
                }
            }
        }
    }
}

fn by_hand(record: &Customer) -> Vec<String> {
    let found = hand::check(record).err().unwrap_or_default();
    found.iter().map(|broken| broken.path.to_string()).collect()
}
