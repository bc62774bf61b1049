//! A new field in a spec changes, in the Rust of its client, only lines about that field.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use apiloom_codegen::emit::rust::{Layout, modules};
use apiloom_codegen::pipeline;
use similar::{ChangeTag, TextDiff};

fn generate(path: PathBuf) -> BTreeMap<String, String> {
    let checked = pipeline::check(&[path]);
    assert!(!checked.has_errors(), "{:?}", checked.diagnostics);
    modules(&checked.apis[0], Layout::Crate)
        .into_iter()
        .map(|module| (module.path, module.text))
        .collect()
}

#[test]
fn only_lines_about_the_field_change() {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs/baiyao.yaml");
    let text = fs::read_to_string(&spec).expect("the spec is there");
    let place = text
        .find("      company:")
        .expect("a field in the middle of a group");
    let field = "      nextVisit: { type: string, doc: The day of nextVisit. }\n";
    let edited = format!("{}{field}{}", &text[..place], &text[place..]);
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("one_field");
    fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join("baiyao.yaml");
    fs::write(&path, edited).expect("the edited spec is written");

    let (before, after) = (generate(spec), generate(path));
    assert_eq!(
        before.keys().collect::<Vec<_>>(),
        after.keys().collect::<Vec<_>>()
    );
    let mut added = 0;
    for (name, text) in &after {
        let diff = TextDiff::from_lines(before[name].as_str(), text.as_str());
        for change in diff.iter_all_changes() {
            let line = change.value().trim();
            match change.tag() {
                ChangeTag::Equal => {}
                ChangeTag::Delete => panic!("{name} lost the line `{line}`"),
                ChangeTag::Insert => {
                    added += 1;
                    // The brace and the last line of the new setter say nothing by themselves, nor does what
                    // parts the paragraphs of the field's documentation.
                    let about = line.to_lowercase().replace('_', "").contains("nextvisit");
                    assert!(
                        about || ["", "///", "self", "}"].contains(&line),
                        "{name} gained the line `{line}`"
                    );
                }
            }
        }
    }
    assert!(
        added >= 12,
        "the field is in three types, once with a setter: {added} lines"
    );
}
