//! What holds for the documentation of every spec: links lead somewhere, ids are unique, bytes are the same.

use std::path::PathBuf;

use crate::{links, made, markdown, page};

/// Specs that are documented together: the five vendors, and the fixtures.
fn groups() -> Vec<Vec<PathBuf>> {
    let fixtures = made::specs_in("codegen/tests/fixtures/valid");
    vec![made::specs_in("specs"), fixtures]
}

#[test]
fn every_link_leads_somewhere_and_ids_are_unique() {
    for group in groups() {
        let files = made::files(&made::apis(&group));
        assert_eq!(
            links::problems(&links::read(&files)),
            Vec::<String>::new(),
            "{group:?}"
        );
    }
}

/// The matrix of the first page says what things are called in the language of the page.
#[test]
fn entities_are_called_by_their_titles() {
    let files = made::files(&made::apis(&made::specs_in("specs")));
    for (language, names) in [
        ("en", ["Customer", "External contact"]),
        ("zh", ["客户", "外部联系人"]),
    ] {
        let home = &files[&format!("site/{language}/index.html")];
        let (_, matrix) = home.split_once("id=\"entities\"").expect("a matrix");
        let rows = matrix.split("<tr><th scope=\"row\">").skip(1);
        let found: Vec<&str> = rows.filter_map(|row| row.split('<').next()).collect();
        assert_eq!(found.len(), 5);
        for name in found {
            assert!(names.contains(&name), "{language}: {name}");
        }
    }
}

#[test]
fn wrong_links_are_seen() {
    let page = |body: &str| {
        format!(
            "<!doctype html><html lang=\"en\"><head><title>x</title></head><body>{body}</body></html>"
        )
    };
    for (path, text) in [
        ("a.html", page("<a href=\"b.html\">x</a>")),
        ("a.html", page("<a href=\"#b\">x</a>")),
        ("a.html", page("<p id=\"b\"></p><p id=\"b\"></p>")),
        ("a.html", page("<a href=\"javascript:x\">x</a>")),
        ("a.html", page("<a href=\"../a.html\">x</a>")),
        ("a.html", page("<a href=\"https://a@b/\">x</a>")),
        ("a.md", "[x](b.md)\n".to_owned()),
        ("a.md", "# A\n\n[x](#b)\n".to_owned()),
        ("a.md", "[x](javascript:x)\n".to_owned()),
    ] {
        let files = [(path.to_owned(), text.clone())].into();
        assert_eq!(links::problems(&links::read(&files)).len(), 1, "{text}");
    }
    let fine = [(
        "a.md".to_owned(),
        "# A `b`\n\n## A b\n\n[x](#a-b) [y](#a-b-1)\n".to_owned(),
    )]
    .into();
    assert_eq!(links::problems(&links::read(&fine)), Vec::<String>::new());
    let parts = |body: &str| page::read(&page(body)).parts;
    assert_ne!(parts("<b>x</b>"), parts("x"));
    assert_ne!(markdown::structure("a *b*"), markdown::structure("a b"));
}

/// All that search finds is there.
#[test]
fn what_search_finds_exists() {
    let files = made::files(&made::apis(&made::specs_in("specs")));
    let mut count = 0;
    for (path, text) in &files {
        let Some(vendor) = path.strip_prefix("site/assets/search-") else {
            continue;
        };
        let vendor = vendor.trim_end_matches(".js");
        let json = text
            .split_once(".push([\"search\",")
            .and_then(|(_, rest)| rest.strip_suffix("]);\n"));
        let index: serde_json::Value = serde_json::from_str(json.expect("data")).expect("JSON");
        for language in ["en", "zh"] {
            let page = |path: String| &files[&format!("site/{language}/{vendor}/{path}.html")];
            let check = |page: &str, entries: &serde_json::Value, prefix: &str| {
                let ids = page::read(page).ids;
                let entries = entries.as_array().expect("a list");
                for entry in entries {
                    let text = |at: usize| {
                        entry
                            .get(at)
                            .and_then(|one| one.as_str())
                            .unwrap_or_default()
                    };
                    let id = match text(3) {
                        "" => format!("{prefix}{}", text(0)),
                        id => id.to_owned(),
                    };
                    assert!(ids.contains(&id), "{vendor} {language} {id}");
                }
                entries.len()
            };
            for operation in index["operations"].as_array().expect("a list") {
                let id = operation[0][0].as_str().expect("an id");
                let page = page(format!("operations/{id}"));
                count +=
                    check(page, &operation[1], "field-") + check(page, &operation[2], "error-");
            }
            for ty in index["types"].as_array().expect("a list") {
                let page = page(format!("types/{}", ty[0][0].as_str().expect("an id")));
                count += check(page, &ty[1], "field-") + check(page, &ty[2], "code-");
            }
            count += check(page("index".to_owned()), &index["errors"], "error-");
            count += check(page("index".to_owned()), &index["settings"], "setting-");
            count += check(page("index".to_owned()), &index["schemes"], "auth-");
            count += check(page("index".to_owned()), &index["limits"], "limit-");
            count += check(page("index".to_owned()), &index["envelopes"], "envelope-");
        }
    }
    assert!(count > 400, "{count}");
}

/// The same bytes every time.
#[test]
fn the_same_specs_are_the_same_bytes() {
    for group in groups() {
        let apis = made::apis(&group);
        assert!(
            made::files(&apis) == made::files(&made::apis(&group)),
            "{group:?}"
        );
    }
}

/// Every file stands where the command expects it, and is text as repositories have it.
#[test]
fn files_stand_in_two_folders() {
    for group in groups() {
        for (path, text) in made::files(&made::apis(&group)) {
            assert!(
                path.starts_with("site/") || path.starts_with("vendors/"),
                "{path}"
            );
            let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '_' | '-');
            assert!(path.chars().all(plain), "{path}");
            assert!(!path.split('/').any(|part| part.starts_with('.')), "{path}");
            assert!(!text.contains('\r') && text.ends_with('\n'), "{path}");
        }
    }
}
