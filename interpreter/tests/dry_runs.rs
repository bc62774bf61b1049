//! Dry runs: what requests do to what the vendor holds.

mod support;

use std::sync::Arc;

use support::client;

fn changes(operation: &str, inputs: &str) -> Vec<String> {
    let client = client("updates", &[], &Arc::default());
    let run = client
        .call(operation, inputs.as_bytes())
        .unwrap()
        .dry_run()
        .unwrap();
    run.changes().iter().map(ToString::to_string).collect()
}

#[test]
fn a_replacement_erases_what_is_left_out() {
    let inputs = r#"{"id":1,"name":"A","nick":null,"tags":["x"],"address":{"street":"S"}}"#;
    assert_eq!(
        changes("put_profile", inputs),
        [
            "set name: \"A\"",
            "replaced tags by 1 item",
            "set address.street: \"S\"",
            "set fixed: \"1\"",
            "erased address.house (left out)",
            "erased address.notes (left out)",
            // Null is how it is left out on purpose.
            "erased nick (left out)",
            "erased days (left out)",
            "erased token (left out)"
        ]
    );
}

#[test]
fn a_merge_says_what_lists_lose() {
    let inputs = r#"{"id":1,"profile":{"tags":["x"],"mails":[],"slots":"1,2"}}"#;
    let changes = changes("patch_profile", inputs);
    assert_eq!(
        changes[..3],
        [
            "merged tags by 1 item",
            "replaced slots: \"1,2\"",
            "replaced mails by 0 items (everything that is there is erased)"
        ]
    );
}

#[test]
fn items_delete() {
    assert_eq!(
        changes("change_slots", r#"{"slots":[[1,2],[3,null]]}"#),
        ["merged slots by 2 items", "deleted slots[1]: [3,null]"]
    );
}
