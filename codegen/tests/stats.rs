//! Numbers of specs that were counted by hand.
#![cfg(feature = "stats")]

use std::collections::HashMap;
use std::path::PathBuf;

use apiloom_codegen::diagnostic::{self, Language};
use apiloom_codegen::pipeline::{self, Checked};
use apiloom_codegen::stats::{self, Coverage, Measure, Stats, What};

/// The comments count: `F` is a field, `R` a rule, `C` a codec; `from` marks what is from somewhere, `en` and
/// `zh` what is documented.
const SPEC: &str = r#"apiloom: 1
vendor: acme
documents: { guide: { title: Guide } }
include: [shared/money.yaml]
settings:
  key: secret
  region: { type: string, length: 1..5, default: eu, doc: { zh: 区域。 }, from: guide §1 } # R1, from zh
servers: { default: https://api.acme.example }
operation_facts: { action: string }
auth: { header: { stamp: { header: { X-Key: settings.key, X-Region: settings.region } } } }
envelopes:
  standard:
    from: guide §2
    fields:
      code: { type: int_or_string, doc: Zero is success. } # F1 C1, from en
      message: string # F2, from
    success: body.code == 0
    failures: [{ code: body.code, message: body.message }]
errors:
  "5": { name: Broken, title: { en: It is broken., zh: 坏了。 } } # en zh
defaults:
  auth: header
  envelope: standard
  query: { v: { type: string, const: "2", doc: " " } } # F3
types:
  Level: { doc: { en: A level., zh: 等级。 }, enum: { 1: Low, 2: High } } # en zh
  Parcel: # from en
    from: guide §3
    doc: A parcel.
    fields:
      id: int64! # F4, from
      tags: csv(string) # F5 C2, from
      sent: date # F6, from
      made: { type: 'list(date("yyyy/MM/dd"))', unique: true, items: ..9 } # F7 C3 R2 R3, from
      fragile: { bool: { true: Y, false: N }, doc: { en: Whether it breaks., zh: 易碎。 } } # F8 C4, from en zh
      box: { fields: { width: { type: decimal, range: 0..9 } } } # F9 F10 R4, from from
    rules: [{ at_least_one: [tags, sent] }] # R5
  Slim: { view: { of: Parcel, only: [id], with: { name: json_string(trimmed(string)) } } } # F11 C5 C6
  Pair: { tuple: [{ left: int64 }, { right: in_string(int64) }] } # F12 F13 C7
  Either: { union: untagged, variants: { many: csv(int64), one: bool } } # C8
operations:
  get_parcel: # from en zh
    http: GET /parcels/{id}
    title: { en: Get a parcel., zh: 查询包裹。 }
    from: guide §4
    path: { id: { type: int64, doc: Its number. } } # F14, from en
    query: { text: { type: string, pattern: "[a-z]+", byte_length: ..9 } } # F15 R6 R7, from
    returns: { type: Parcel, at: body.data }
    examples:
      - { request: { id: 1 } }
      - { request: { id: 2 } }
  send_parcel:
    http: POST /parcels
    body: # F16 to F22, all from; C9
      from: guide §5
      fields:
        slim: Slim
        pair: Pair
        either: Either
        level: Level
        money: Money
        extra: { map: { "x{int}": csv(string) } }
        note: string
    rules: [{ at_most_one: [level, note] }] # R8
"#;

/// An included file: one type, one field (F23).
const SHARED: &str = "types:
  Money: # from zh
    doc: { zh: 金额。 }
    from: guide §9
    fields:
      amount: { type: decimal, doc: How much. } # from en
";

fn checked(texts: &[(&str, &str)], specs: &[&str]) -> Checked {
    let texts: HashMap<PathBuf, String> = texts
        .iter()
        .map(|(path, text)| (PathBuf::from(path), (*text).to_owned()))
        .collect();
    let specs: Vec<PathBuf> = specs.iter().map(PathBuf::from).collect();
    let checked = pipeline::check_texts(&specs, &texts);
    let shown = checked
        .diagnostics
        .iter()
        .map(|found| diagnostic::text(&checked.sources, found, false, Language::English));
    let shown: Vec<String> = shown.collect();
    assert!(shown.is_empty(), "{}", shown.join("\n\n"));
    checked
}

fn acme() -> Checked {
    let texts = [
        ("specs/acme.yaml", SPEC),
        ("specs/shared/money.yaml", SHARED),
    ];
    checked(&texts, &["specs/acme.yaml"])
}

fn one() -> Stats {
    let mut all = stats::of(&acme());
    assert_eq!(all.len(), 1);
    all.remove(0)
}

fn covered(stats: &Stats, measure: Measure, what: Option<What>) -> (usize, usize) {
    let Coverage { covered, all } = stats.coverage(measure, what);
    (covered, all)
}

#[test]
fn everything_is_counted_once() {
    let stats = one();
    assert_eq!(
        (stats.path.as_str(), stats.vendor.as_str()),
        ("specs/acme.yaml", "acme")
    );
    let counts = What::ALL.map(|what| stats.count(what));
    assert_eq!(counts, [2, 6, 23, 1, 2]);
    assert_eq!(stats.things.len(), 34);
    assert_eq!((stats.rules, stats.codecs, stats.examples), (8, 9, 2));
}

#[test]
fn what_is_covered_is_counted_over_all_things() {
    let stats = one();
    let all = Measure::ALL.map(|measure| covered(&stats, measure, None));
    let expected = [(23, 34), (10, 34), (8, 34), (6, 34), (4, 34), (1, 2)];
    assert_eq!(all, expected);
}

#[test]
fn what_is_covered_is_counted_for_each_kind() {
    let stats = one();
    // Provenance, documentation, in English, in Chinese, in both.
    let expected = [
        (What::Operation, [1, 1, 1, 1, 1], 2),
        (What::Type, [2, 3, 2, 2, 1], 6),
        (What::Field, [19, 4, 4, 1, 1], 23),
        (What::Error, [0, 1, 1, 1, 1], 1),
        (What::Setting, [1, 1, 0, 1, 0], 2),
    ];
    for (what, counts, all) in expected {
        for (measure, count) in Measure::ALL.into_iter().zip(counts) {
            let found = covered(&stats, measure, Some(what));
            assert_eq!(found, (count, all), "{what:?} {measure:?}");
        }
    }
}

/// What lacks something is named by its path and found at its name, in the included file too.
#[test]
fn what_lacks_something_has_a_place() {
    let checked = acme();
    let all = stats::of(&checked);
    let shown = |measure| -> Vec<String> {
        let lacking = all[0].lacking(measure).map(|thing| {
            let file = checked.sources.get(thing.span.file);
            let place = file.place(thing.span.start);
            assert!(
                thing
                    .path
                    .ends_with(file.slice(thing.span).trim_matches('"'))
            );
            format!(
                "{}:{}:{} {}",
                file.path, place.line, place.column, thing.path
            )
        });
        lacking.collect()
    };
    assert_eq!(
        shown(Measure::Provenance),
        [
            "specs/acme.yaml:6:3 settings.key",
            "specs/acme.yaml:20:3 errors.5",
            "specs/acme.yaml:24:12 defaults.query.v",
            "specs/acme.yaml:26:3 types.Level",
            "specs/acme.yaml:38:3 types.Slim",
            "specs/acme.yaml:38:51 types.Slim.view.with.name",
            "specs/acme.yaml:39:3 types.Pair",
            "specs/acme.yaml:39:21 types.Pair.tuple.left",
            "specs/acme.yaml:39:38 types.Pair.tuple.right",
            "specs/acme.yaml:40:3 types.Either",
            "specs/acme.yaml:52:3 operations.send_parcel",
        ]
    );
    assert_eq!(
        shown(Measure::Examples),
        ["specs/acme.yaml:52:3 operations.send_parcel"]
    );
    let chinese = shown(Measure::DocsZh);
    assert!(chinese.contains(&"specs/shared/money.yaml:6:7 types.Money.fields.amount".to_owned()));
    assert_eq!(chinese.len(), 28);
}

/// What a terminal would obey is not shown as it stands.
#[test]
fn names_are_shown_on_one_line() {
    let text = SPEC.replace(
        "sent: date #",
        "\"a\\e[31m\\nb\": { type: date, name: sent } #",
    );
    let text = text.replace("[tags, sent]", "[tags, id]");
    let texts = [
        ("specs/acme.yaml", text.as_str()),
        ("specs/shared/money.yaml", SHARED),
    ];
    let all = stats::of(&checked(&texts, &["specs/acme.yaml"]));
    let mut paths = all[0].things.iter().map(|thing| thing.path.as_str());
    let found = paths.find(|path| path.contains("31m")).expect("the field");
    assert!(!found.contains(char::is_control), "{found:?}");
}

#[test]
fn percents_are_rounded_down_and_bounds_are_exact() {
    let of = |covered, all| Coverage { covered, all };
    assert_eq!(of(199, 200).percent(), Some(99));
    assert!(of(199, 200).reaches(99) && !of(199, 200).reaches(100));
    assert!(of(1, 3).reaches(33) && !of(1, 3).reaches(34));
    assert_eq!(of(0, 0).percent(), None);
    assert!(of(0, 0).reaches(100));
}

#[test]
fn a_total_is_the_sum() {
    let other = SPEC.replace("vendor: acme", "vendor: bolt");
    let texts = [
        ("specs/acme.yaml", SPEC),
        ("specs/bolt.yaml", other.as_str()),
        ("specs/shared/money.yaml", SHARED),
    ];
    let all = stats::of(&checked(&texts, &["specs/acme.yaml", "specs/bolt.yaml"]));
    assert_eq!(all.len(), 2);
    assert_eq!(all[1].path, "specs/bolt.yaml");
    let total = stats::total(&all);
    assert_eq!(total.things.len(), 68);
    assert_eq!((total.rules, total.codecs, total.examples), (16, 18, 4));
    assert_eq!(covered(&total, Measure::Docs, None), (20, 68));
}

#[test]
fn tables_are_aligned_in_both_languages() {
    let all = [one()];
    let english = stats::text(&all, Language::English);
    assert_eq!(
        english,
        "\
spec             operations  types  fields  rules  codecs  examples  provenance  docs   en   zh  both
specs/acme.yaml           2      6      23      8       9       1/2         67%   29%  23%  17%   11%

of all specs  number  provenance  docs    en    zh  both
operations         2         50%   50%   50%   50%   50%
types              6         33%   50%   33%   33%   16%
fields            23         82%   17%   17%    4%    4%
errors             1          0%  100%  100%  100%  100%
settings           2         50%   50%    0%   50%    0%
"
    );
    let chinese = stats::text(&all, Language::Chinese);
    assert_eq!(
        chinese,
        "\
规范             操作  类型  字段  规则  编码  示例  出处  文档  英文  中文  双语
specs/acme.yaml     2     6    23     8     9   1/2   67%   29%   23%   17%   11%

全部规范  数量  出处  文档  英文  中文  双语
操作         2   50%   50%   50%   50%   50%
类型         6   33%   50%   33%   33%   16%
字段        23   82%   17%   17%    4%    4%
错误码       1    0%  100%  100%  100%  100%
设置项       2   50%   50%    0%   50%    0%
"
    );
    let markdown = stats::markdown(&all, Language::English);
    let lines: Vec<&str> = markdown.lines().collect();
    assert_eq!(lines[3], format!("|---|{}", "---:|".repeat(11)));
    assert_eq!(
        lines[4],
        "| specs/acme.yaml | 2 | 6 | 23 | 8 | 9 | 1/2 | 67% | 29% | 23% | 17% | 11% |"
    );
}
