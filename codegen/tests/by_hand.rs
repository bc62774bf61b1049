//! Which checks a hand-written type has, where it can be seen and where it cannot.

use std::collections::BTreeMap;
use std::path::PathBuf;

use apiloom_codegen::emit::rust::{Layout, modules};
use apiloom_codegen::pipeline;

/// The files of the client by their paths.
fn files(layout: Layout) -> BTreeMap<String, String> {
    let path = PathBuf::from("tests/fixtures/valid/hand_written.yaml");
    let checked = pipeline::check(&[path]);
    let modules = checked.apis.iter().flat_map(|api| modules(api, layout));
    modules.map(|module| (module.path, module.text)).collect()
}

#[test]
fn a_crate_of_its_own_goes_by_the_description() {
    let files = files(Layout::Crate);
    assert!(files["types/money.rs"].contains("impl validate::Validate for Money"));
    let order = &files["types/order.rs"];
    assert!(order.contains("found.inside(&at.field(\"price\", \"price\"), &self.price);"));
    assert!(!order.contains("&self.status);"), "{order}");
    assert!(!order.contains("inside_if_checked"), "{order}");
}

#[test]
fn beside_it_the_type_is_asked() {
    let files = files(Layout::Inline);
    assert!(!files.contains_key("types/money.rs"));
    let order = &files["types/order.rs"];
    for field in ["price", "prices", "status", "at"] {
        let asked = format!("&self.{field});");
        let mut lines = order.lines();
        let line = lines.find(|line| line.ends_with(&asked));
        let line = line.unwrap_or_else(|| panic!("{field} is not asked:\n{order}"));
        assert!(line.contains("inside_if_checked!(found, "), "{line}");
    }
}
