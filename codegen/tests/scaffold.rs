//! First specs: every combination of choices is without a problem, in canonical style, and generates.
#![cfg(all(feature = "new", feature = "crates"))]

mod support;

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;

use apiloom_codegen::diagnostic::{self, Language};
use apiloom_codegen::emit::package::{self, Runtime};
use apiloom_codegen::format;
use apiloom_codegen::pipeline::{self, Checked};
use apiloom_codegen::scaffold::{
    Auth, Choice, Comments, Envelope, Paging, Scaffold, is_vendor, vendor_like,
};

fn checked(text: &str) -> Checked {
    let path = PathBuf::from("specs/acme.yaml");
    let texts = HashMap::from([(path.clone(), text.to_owned())]);
    pipeline::check_texts(&[path], &texts)
}

fn problems(checked: &Checked) -> String {
    let shown = checked
        .diagnostics
        .iter()
        .map(|found| diagnostic::text(&checked.sources, found, false, Language::English));
    shown.collect::<Vec<_>>().join("\n\n")
}

/// Every choice with every other one.
fn all() -> Vec<Scaffold> {
    let mut all = Vec::new();
    for auth in Auth::ALL {
        for envelope in Envelope::ALL {
            for paging in Paging::ALL {
                for comments in Comments::ALL {
                    all.push(Scaffold {
                        auth: *auth,
                        envelope: *envelope,
                        paging: *paging,
                        comments: *comments,
                        ..Scaffold::new("acme")
                    });
                }
            }
        }
    }
    all
}

#[test]
fn every_combination_is_sound_and_in_canonical_style() {
    let all = all();
    assert_eq!(all.len(), 8 * 2 * 4 * 3);
    for scaffold in all {
        let text = scaffold.text();
        let checked = checked(&text);
        let found = problems(&checked);
        assert!(found.is_empty(), "{scaffold:?}\n{found}\n{text}");
        assert_eq!(checked.apis.len(), 1, "{scaffold:?}");
        let examples = checked.apis[0].operations.iter();
        assert!(examples.into_iter().all(|it| !it.examples.is_empty()));
        assert_eq!(
            format::text(&text).as_deref(),
            Some(text.as_str()),
            "{scaffold:?}"
        );
    }
}

/// Documentation is headed by what the spec calls things, in each of its languages.
#[test]
fn everything_that_documentation_is_headed_by_has_a_title() {
    for scaffold in all() {
        let checked = checked(&scaffold.text());
        let api = &checked.apis[0];
        let chinese = scaffold.chinese_title();
        assert_eq!(api.title.en.as_deref(), Some("Acme"));
        assert_eq!(api.title.zh, chinese);
        assert_eq!(chinese.is_some(), scaffold.comments != Comments::English);
        let examples = api
            .operations
            .iter()
            .flat_map(|operation| &operation.examples);
        let titles = examples.map(|example| &example.facts.title);
        let titles = titles.chain(
            api.operations
                .iter()
                .map(|operation| &operation.facts.title),
        );
        for title in titles {
            // A text in one language alone may stand without its name.
            let is_chinese =
                |text: &String| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            let has = (
                title.en.iter().any(|en| !is_chinese(en)),
                title.zh.iter().any(is_chinese),
            );
            let expected = match scaffold.comments {
                Comments::English => (true, false),
                Comments::Chinese => (false, true),
                Comments::Both => (true, true),
            };
            assert_eq!(has, expected, "{title:?}");
        }
    }
}

/// One spec for each way to authenticate, with all else in turn; their examples are tests of the crates.
#[test]
fn what_is_generated_compiles_and_its_tests_pass() {
    let workspace = support::folder("new");
    let mut packages = Vec::new();
    for (index, auth) in Auth::ALL.iter().enumerate() {
        let scaffold = Scaffold {
            auth: *auth,
            envelope: Envelope::ALL[index % 2],
            paging: Paging::ALL[index / 2],
            comments: Comments::ALL[index % 3],
            server: "https://{city}.acme.example/{version}".to_owned(),
            ..Scaffold::new(&format!("acme_{}", auth.word()))
        };
        let checked = checked(&scaffold.text());
        assert!(problems(&checked).is_empty(), "{}", problems(&checked));
        let api = &checked.apis[0];
        for file in package::files(api, &Runtime::Workspace) {
            let path = workspace.join(api.vendor.snake()).join(&file.path);
            fs::create_dir_all(path.parent().expect("a file stands in a folder"))
                .expect("a folder can be made");
            fs::write(path, &file.text).expect("a file can be written");
        }
        packages.push(package::package_name(api));
    }
    support::manifest(&workspace);
    let mut test = vec!["test", "--offline", "--quiet", "--no-default-features"];
    test.extend(["--test", "examples"]);
    test.extend(packages.iter().flat_map(|name| ["--package", name]));
    support::run(&workspace, &test);
}

/// What people call their APIs stays a text, whatever is in it.
#[test]
fn titles_stay_texts() {
    let long = "Ω".repeat(300);
    let titles = [
        "a: b # c",
        "\"quoted\" and 'so' \\ on",
        "{{ vendor }} {% raw %}",
        "#en a comment",
        "- a list",
        "null",
        "true",
        "0x10",
        "*alias &anchor !tag",
        "@`%",
        "tab\tand\nline\r\nbreaks\u{85}",
        "中文：标题，「引号」",
        "中文 # 标题",
        "line\u{2028}separator \u{feff}mark",
        &long,
    ];
    for title in titles {
        for (english, chinese) in [(title, None), ("Acme", Some(title)), (title, Some(title))] {
            let scaffold = Scaffold {
                title: english.to_owned(),
                title_zh: chinese.map(str::to_owned),
                ..Scaffold::new("acme")
            };
            let text = scaffold.text();
            let checked = checked(&text);
            assert!(problems(&checked).is_empty(), "{title:?}\n{text}");
            let said = &checked.apis[0].title;
            let plain = |text: &str| {
                let controls = |c: char| if c.is_control() { ' ' } else { c };
                text.chars()
                    .map(controls)
                    .collect::<String>()
                    .trim()
                    .to_owned()
            };
            assert_eq!(said.en.as_deref(), Some(plain(english).as_str()), "{text}");
            assert_eq!(said.zh, chinese.map(plain), "{text}");
            assert_eq!(format::text(&text).as_deref(), Some(text.as_str()));
        }
    }
}

#[test]
fn holes_of_a_server_are_settings() {
    let scaffold = Scaffold {
        server: "https://{app_id}.acme.example/{version}/{version}/".to_owned(),
        auth: Auth::Hmac,
        ..Scaffold::new("acme")
    };
    let checked = checked(&scaffold.text());
    assert!(problems(&checked).is_empty(), "{}", problems(&checked));
    let settings = checked.apis[0].settings.iter();
    let names: Vec<&str> = settings.map(|it| it.field.wire.as_str()).collect();
    assert_eq!(names, ["version", "app_id", "app_secret"]);
}

/// A server that is none is a problem that the check names, at its line.
#[test]
fn what_is_no_server_is_told() {
    for server in [
        "acme.example",
        "ftp://acme.example",
        "",
        "https://a b",
        "https://a/?x=1",
        "https:",
        "http::",
    ] {
        let scaffold = Scaffold {
            server: server.to_owned(),
            ..Scaffold::new("acme")
        };
        let found = problems(&checked(&scaffold.text()));
        assert!(found.contains("error[AL0403]"), "{server}: {found}");
    }
}

#[test]
fn comments_are_in_the_languages_that_were_chosen() {
    let text = |comments| {
        let scaffold = Scaffold {
            comments,
            ..Scaffold::new("acme")
        };
        scaffold.text()
    };
    let is_chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    // Labels of codes are in both languages in any case: they show how that is written.
    let english = text(Comments::English);
    let found: Vec<&str> = english
        .lines()
        .filter(|it| it.contains(is_chinese))
        .collect();
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.iter().all(|line| line.contains("zh:")), "{found:?}");
    let chinese = text(Comments::Chinese);
    let comments = chinese
        .lines()
        .filter_map(|it| it.trim().strip_prefix("# "));
    let english: Vec<&str> = comments
        .filter(|it| !it.contains(is_chinese) && !it.starts_with('"'))
        .collect();
    assert!(english.is_empty(), "{english:?}");
    let both = text(Comments::Both);
    let lines = |text: &str| text.lines().filter(|it| it.trim().starts_with('#')).count();
    assert!(lines(&both) > lines(&chinese).max(lines(&text(Comments::English))));
}

/// The chapters that comments name are those of the reference.
#[test]
fn comments_name_chapters_that_there_are() {
    let reference = fs::read_to_string("../specs/README.md").expect("the reference can be read");
    let chapters: Vec<&str> = reference
        .lines()
        .filter(|line| line.starts_with('#'))
        .map(|line| line.trim_start_matches('#').trim())
        .collect();
    let mut named = 0;
    for scaffold in all() {
        for line in scaffold
            .text()
            .lines()
            .filter(|it| it.trim().starts_with("# "))
        {
            let quoted = line.split('"').skip(1).step_by(2);
            for chapter in quoted.filter(|it| it.starts_with(|c: char| c.is_ascii_uppercase())) {
                assert!(chapters.contains(&chapter), "{chapter}: {line}");
                named += 1;
            }
        }
    }
    assert!(named > 1000, "{named}");
}

#[test]
fn a_schema_is_named_in_the_first_line() {
    let scaffold = Scaffold {
        schema: Some("apiloom.schema.json".to_owned()),
        ..Scaffold::new("acme")
    };
    let text = scaffold.text();
    let line = "# yaml-language-server: $schema=apiloom.schema.json\n";
    assert!(text.starts_with(line), "{text}");
    assert!(problems(&checked(&text)).is_empty());
    assert_eq!(format::text(&text), Some(text));
}

#[test]
fn names_of_vendors_are_suggested() {
    let near = [
        ("My Vendor", Some("my_vendor")),
        ("AcmeCloud", Some("acme_cloud")),
        ("acme-cloud.com", Some("acme_cloud_com")),
        ("51job", Some("job")),
        ("安科 Acme", Some("acme")),
        ("安科", None),
        ("", None),
        ("_", None),
        ("../acme", Some("acme")),
    ];
    for (text, expected) in near {
        assert!(!is_vendor(text), "{text}");
        assert_eq!(vendor_like(text).as_deref(), expected, "{text}");
    }
    let long = "A".repeat(200);
    let cut = vendor_like(&long).expect("a name");
    assert_eq!(cut.len(), 64);
    assert!(is_vendor(&cut) && is_vendor("a1_b") && !is_vendor(&long.to_lowercase()));
}
