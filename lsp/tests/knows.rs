//! What is known of places in specs: completions, words, places and names.

use std::path::{Path, PathBuf};

use apiloom_codegen::pipeline::{self, Checked};
use apiloom_lsp::knows::{self, Known};

fn specs() -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in [
        "../specs",
        "../codegen/tests/fixtures/valid",
        "../codegen/tests/fixtures/invalid",
    ] {
        for entry in std::fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("it can be read").path();
            let yaml = path
                .extension()
                .is_some_and(|extension| extension == "yaml");
            if yaml && std::fs::read_to_string(&path).is_ok() {
                found.push(path);
            }
        }
    }
    found.sort();
    assert!(found.len() > 200, "{}", found.len());
    found
}

fn ask(checked: &Checked, path: &Path, text: &str, offset: usize) {
    let known = Known {
        checked,
        path,
        text,
    };
    knows::completions(&known, offset);
    knows::hover(&known, offset);
    knows::definition(&known, offset);
}

#[test]
fn nothing_panics() {
    for path in specs() {
        let checked = pipeline::check(std::slice::from_ref(&path));
        let text = std::fs::read_to_string(&path).expect("it can be read");
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let step = (places.len() / 20).max(1);
        for (index, offset) in places.into_iter().step_by(step).enumerate() {
            ask(&checked, &path, text, offset);
            // What is typed ends at the cursor.
            ask(&checked, &path, &text[..offset], offset);
            if index % 4 == 0 {
                let known = Known {
                    checked: &checked,
                    path: &path,
                    text,
                };
                knows::references(&known, offset, true);
                knows::renameable(&known, offset);
            }
        }
        let known = Known {
            checked: &checked,
            path: &path,
            text,
        };
        knows::symbols(&known);
        ask(&checked, &path, text, text.len());
    }
}
