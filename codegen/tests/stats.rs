//! Numbers of specs that were counted by hand.
#![cfg(feature = "stats")]

use std::collections::HashMap;
use std::path::PathBuf;

use apiloom_codegen::diagnostic::{self, Language};
use apiloom_codegen::pipeline::{self, Checked};
use apiloom_codegen::stats::{self, Coverage, Measure, Stats, Thing, Told, What};

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
  "5": { name: Broken, title: { en: It fell apart., zh: 坏了。 } } # en zh
defaults:
  auth: header
  envelope: standard
  query: { v: { type: string, const: "2", doc: " " } } # F3
types:
  Level: { doc: { en: How urgent it is., zh: 等级。 }, enum: { 1: Low, 2: High } } # en zh
  Parcel: # from en
    from: guide §3
    doc: What a courier brings.
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
    title: { en: Find out where it is., zh: 查询包裹。 }
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
    assert_eq!(counts, [2, 6, 23, 2, 2, 1, 2, 1, 1, 0, 0]);
    assert_eq!(stats.things.len(), 40);
    assert_eq!((stats.rules, stats.codecs, stats.examples), (8, 9, 2));
}

#[test]
fn what_is_covered_is_counted_over_all_things() {
    let stats = one();
    let all = Measure::ALL.map(|measure| covered(&stats, measure, None));
    // The constant, the scheme and the server have no place for an example or a test, and settings have none
    // for a test.
    let expected = [
        (23, 40),
        (12, 40),
        (10, 40),
        (6, 40),
        (4, 40),
        (3, 37),
        (2, 35),
    ];
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
        (What::Code, [0, 2, 2, 0, 0], 2),
        (What::Variant, [0, 0, 0, 0, 0], 2),
        (What::Scheme, [0, 0, 0, 0, 0], 1),
        (What::Server, [0, 0, 0, 0, 0], 1),
    ];
    for (what, counts, all) in expected {
        for (measure, count) in Measure::ALL.into_iter().zip(counts) {
            let found = covered(&stats, measure, Some(what));
            assert_eq!(found, (count, all), "{what:?} {measure:?}");
        }
    }
    let expected = [
        (What::Operation, (1, 2), (1, 2)),
        (What::Type, (0, 6), (0, 6)),
        (What::Field, (1, 22), (1, 22)),
        (What::Error, (0, 1), (0, 1)),
        (What::Setting, (1, 2), (0, 0)),
        (What::Code, (0, 2), (0, 2)),
        (What::Variant, (0, 2), (0, 2)),
        (What::Scheme, (0, 0), (0, 0)),
        (What::Server, (0, 0), (0, 0)),
    ];
    for (what, examples, tests) in expected {
        let found = covered(&stats, Measure::Examples, Some(what));
        assert_eq!(found, examples, "{what:?}");
        assert_eq!(
            covered(&stats, Measure::Tests, Some(what)),
            tests,
            "{what:?}"
        );
    }
}

/// Docs of a field of `Customer`, and what they tell in English and in Chinese.
const DOCS: &[(&str, &str, &str, Told, Told)] = &[
    (
        "name",
        "Name of the customer.",
        "客户的全名。",
        Told::Name,
        Told::Something,
    ),
    (
        "name",
        "The full name.",
        "该字段的值。",
        Told::Something,
        Told::Name,
    ),
    (
        "nickName",
        "The nickname",
        "nickName 字段",
        Told::Name,
        Told::Name,
    ),
    (
        "nickname",
        "Nick name.",
        "客户在微信中的称呼。",
        Told::Name,
        Told::Something,
    ),
    (
        "customerId",
        "ID of customer",
        "customer 的 id",
        Told::Name,
        Told::Name,
    ),
    (
        "customer_ids",
        "The customers' identifiers.",
        "客户 id",
        Told::Name,
        Told::Something,
    ),
    (
        "isDeleted",
        "Whether it is deleted.",
        "是否删除",
        Told::Name,
        Told::Something,
    ),
    (
        "deleted",
        "Whether a person deleted it.",
        "deleted",
        Told::Something,
        Told::OtherLanguage,
    ),
    (
        "desc",
        "Description.",
        "desc。",
        Told::Name,
        Told::OtherLanguage,
    ),
    ("msg", "The message", "消息", Told::Name, Told::Something),
    ("city", "City.", "City.", Told::Same, Told::Same),
    ("city", "城市", "城市。", Told::Same, Told::Same),
    (
        "city",
        "客户所在的城市",
        "客户居住的城市",
        Told::OtherLanguage,
        Told::Something,
    ),
    (
        "city",
        "Such as 昆明市.",
        "Such as Kunming.",
        Told::Something,
        Told::OtherLanguage,
    ),
    ("city", "?", "", Told::Name, Told::Nothing),
    ("city", "   ", "", Told::Nothing, Told::Nothing),
    ("city", "The value.", "值", Told::Name, Told::Name),
    ("城市", "Where it is.", "城市", Told::Something, Told::Name),
    (
        "source{1..8}",
        "Source.",
        "渠道 1 到 8",
        Told::Name,
        Told::Something,
    ),
];

#[test]
fn a_doc_that_says_nothing_does_not_count() {
    for (name, english, chinese, in_english, in_chinese) in DOCS {
        let name = format!(
            "{name:?}: {{ type: string, name: said, doc: {{ en: {english:?}, zh: {chinese:?} }} }}"
        );
        let name = match name.contains('城') {
            true => name,
            false => name.replace(" name: said,", ""),
        };
        let text = format!(
            "apiloom: 1\nvendor: acme\nservers: {{ default: https://api.acme.example }}\ntypes: {{ Customer: {{ fields: {{ {name} }} }} }}\noperations: {{ get: {{ http: GET /, returns: Customer }} }}\n"
        );
        let all = stats::of(&checked(&[("a.yaml", &text)], &["a.yaml"]));
        let things = &all[0].things;
        let field = things.iter().find(|thing| thing.what == What::Field);
        let field = field.expect("there is one field");
        assert_eq!(
            (field.english, field.chinese),
            (*in_english, *in_chinese),
            "{name}"
        );
        let is_told = field.english.counts() && field.chinese.counts();
        assert_eq!(Measure::DocsBoth.of(field), Some(is_told));
        // What is wrong is told by every measure that finds something wrong.
        for measure in [Measure::DocsEn, Measure::DocsZh] {
            for language in [Language::English, Language::Chinese] {
                assert!(!measure.lack(field, language).is_empty());
            }
        }
    }
}

/// A title counts as a doc does, and an operation or a type may only repeat its name as well.
#[test]
fn titles_and_names_of_all_kinds_are_compared() {
    let text = "apiloom: 1
vendor: acme
servers: { default: https://api.acme.example }
settings: { token: { type: secret, doc: Token of Acme. } }
auth: { it: { stamp: { header: { X: settings.token } } } }
envelopes: { e: { fields: { c: int64 }, success: body.c == 0, failures: [{ code: body.c }] } }
defaults: { envelope: e }
errors: { '7': { name: CardLost, doc: The card is lost. }, '8': { name: CardFull, doc: It holds no more. } }
types:
  NewCard: { doc: New cards., fields: { no: { type: string, name: number, doc: The number. } } }
operations:
  get_card: { http: GET /a, auth: it, title: Get the card, returns: NewCard }
  put_card: { http: PUT /a, auth: it, title: Put a card, doc: Charges nobody., body: NewCard }
  send_mail: { http: POST /a, auth: it, doc: To everybody., body: { fields: { text: { type: string, doc: The body. } } } }
";
    let all = stats::of(&checked(&[("a.yaml", text)], &["a.yaml"]));
    let lacking: Vec<&str> = all[0]
        .lacking(Measure::DocsEn)
        .map(|thing| thing.path.as_str())
        .collect();
    assert_eq!(
        lacking,
        [
            "settings.token",
            "servers.default",
            "auth.it",
            "envelopes.e.fields.c",
            "errors.7",
            "types.NewCard",
            "types.NewCard.fields.no",
            "operations.get_card",
        ]
    );
}

/// `E` is in an example, and `T` in one that becomes a test; `-` has no place for either.
const SHOWN: &str = r#"apiloom: 1
vendor: acme
servers: { default: https://api.acme.example }
settings:
  key: { type: secret, example: an-example-key } # E
  zone: { type: string, default: eu } # E
  name: { type: string } # none
auth: { header: { stamp: { header: { X: settings.key, Y: settings.zone, Z: settings.name } } } }
envelopes:
  standard:
    fields:
      code: int_or_string # E T
      text: string # E T
      page: int64 # E, as nothing reads it
      gone: string # none
    success: body.code == 0
    failures: [{ code: body.code, message: body.text, request_id: body.gone }]
errors:
  "7": { name: Seven } # E T
  "8*": { name: Eight } # E T
  "9": { name: Nine } # none
defaults: { auth: header, envelope: standard, header: { V: { type: string, const: "1" } } } # -
types:
  Level: { enum: { 1: Low, 2: High } } # E T
  Core: { fields: { id: int64!, level: Level } } # E T, E T, E T
  Parcel: # E T
    fields:
      use: [Core]
      tags: csv(string) # E T
      note: json_string(Note) # E T
      kind: string # E T
      content: { switch: kind, cases: { number: int64, text: string } } # E T
      code{1..3}: string # E T
      pairs: flat_pairs(int64, Note) # E T
      null_only: string? # none
      size: { fields: { width: decimal, height: decimal } } # E T, none, E T
  Note: { fields: { text: string, by: string } } # E T, E T, none
  Either: { union: untagged, variants: { note: Note, level: Level } } # E T
  Keyed: { map: { "x{int}": One } } # E T
  One: { fields: { a: string, b: { type: string, example: c } } } # E T, E T, E
  Slim: { view: { of: Parcel, only: [id] } } # none
operations:
  get_parcel: # E T
    http: GET /parcels/{id}
    path: { id: int64 } # E T
    query: { v: { type: string, value: settings.zone }, level: Level } # -, E T
    returns: { type: Parcel, at: body.data }
    examples:
      - request: { id: 1, level: 2 }
        response:
          code: 0
          page: 3
          data:
            id: 1
            level: 1
            tags: a,b
            note: '{"text":"x"}'
            kind: number
            content: 5
            code2: y
            pairs: [1, { text: z }]
            null_only: null
            size: { height: 1 }
      - { request: { id: 2 }, response: { code: 7, text: lost }, fails: "7" }
      - { request: { id: 3 }, response: { code: "81" }, fails: "81" }
  send_parcel: # E T
    http: POST /parcels
    body: { fields: { either: Either, keyed: Keyed, left: string } } # E T, E T, none
    examples: [{ request: { either: { text: hello }, keyed: { x1: { a: b } } } }]
  drop_parcel: # none
    http: DELETE /parcels
    returns: { type: Slim, at: body.data }
"#;

#[test]
fn what_stands_in_examples_is_followed_through_the_types() {
    let all = stats::of(&checked(&[("a.yaml", SHOWN)], &["a.yaml"]));
    let paths = |of: fn(&Thing) -> Option<bool>, is: Option<bool>| -> Vec<&str> {
        let things = all[0].things.iter().filter(|thing| of(thing) == is);
        things.map(|thing| thing.path.as_str()).collect()
    };
    let lacking = [
        "settings.name",
        "envelopes.standard.fields.gone",
        "errors.9",
        "types.Parcel.fields.content.cases.text",
        "types.Parcel.fields.null_only",
        "types.Parcel.fields.size.fields.width",
        "types.Note.fields.by",
        "types.Either.variants.level",
        "types.Slim",
        "operations.send_parcel.body.fields.left",
        "operations.drop_parcel",
    ];
    assert_eq!(paths(|thing| thing.example, Some(false)), lacking);
    let no_place = [
        "servers.default",
        "auth.header",
        "defaults.header.V",
        "operations.get_parcel.query.v",
    ];
    assert_eq!(paths(|thing| thing.example, None), no_place);
    let mut untested = lacking.to_vec();
    untested.remove(0);
    untested.insert(7, "types.One.fields.b");
    assert_eq!(paths(|thing| thing.test, Some(false)), untested);
    let no_place = [
        "settings.key",
        "settings.zone",
        "settings.name",
        "servers.default",
        "auth.header",
        "envelopes.standard.fields.page",
        "defaults.header.V",
        "operations.get_parcel.query.v",
    ];
    assert_eq!(paths(|thing| thing.test, None), no_place);
}

/// Examples that only a hand-written type can make become no test.
#[test]
fn an_example_that_becomes_no_test_tests_nothing() {
    let described = "{ fields: { a: string, b: { type: string, example: c } } }";
    let text = SHOWN.replace(described, "{ rust: crate::One }");
    let all = stats::of(&checked(&[("a.yaml", &text)], &["a.yaml"]));
    let untested = all[0].lacking(Measure::Tests);
    let shown = untested.filter(|thing| thing.example == Some(true));
    let shown: Vec<&str> = shown.map(|thing| thing.path.as_str()).collect();
    assert_eq!(
        shown,
        [
            "types.Either",
            "types.Either.variants.note",
            "types.Keyed",
            "types.One",
            "operations.send_parcel",
            "operations.send_parcel.body.fields.either",
            "operations.send_parcel.body.fields.keyed",
        ]
    );
}

/// `P` is from somewhere, `en` and `zh` what is told; then `E` and `T` as above.
const KINDS: &str = r#"apiloom: 1
vendor: acme
documents: { guide: { title: Guide } }
settings:
  key: { type: secret, example: an-example-key }
  zone: # P E
    from: guide §1
    default: north
    enum: # neither code has a place: one of them is the default
      north: { en: Where most are., zh: 北方机房。 } # P en zh
      south: South # P, as it is the name again
hooks:
  sign: # P en zh
    doc: { en: How the vendor signs., zh: 厂商的签名方式。 }
    from: guide §2
    takes: { text: text }
    gives: text
  seal: { takes: { text: text }, gives: text }
servers:
  default: https://api.acme.example
  upload: { url: https://up.acme.example, doc: Where files go., from: guide §3 } # P en
auth:
  plain: { doc: { zh: 密钥原样发送。 }, stamp: { header: { X-Key: settings.key } } } # zh
  known: # P E
    from: guide §4
    let: { sum: hex(md5(settings.key)) }
    stamp: { header: { X-Sum: sum } }
    known_answers:
      - { given: { settings.key: an-example-key }, expect: { sum: 2a1b729a27d0978cbfb46daab21040b8 } }
  unknown: # not E
    let: { sum: hex(sha256(settings.key)) }
    stamp: { header: { X-Sum: sum } }
  hooked: # no place, as the hook computes
    let: { sum: 'custom("sign", settings.key)' }
    stamp: { header: { X-Sum: sum } }
  sealed:
    stamp: { header: { X-Sum: 'custom("seal", settings.key)' } }
limits:
  all: { calls: 5, per: 1, doc: Spread over all machines., from: guide §5 } # P en
  files: { concurrent: 1 }
errors: {}
types:
  Kind: # P E T
    from: guide §6
    enum:
      box: { title: { en: Made of wood., zh: 木箱。 } } # P en zh E T
      bag: { doc: Made of cloth., en: Bag } # P en
      tin: { en: Tin, zh: 罐 } # P zh E T
  Size: { enum: { 1: Small, 2: { en: Large, zh: 大号 } } } # E T: en E T, en zh
operations:
  get_box:
    http: GET /boxes/{kind}
    auth: { any: [plain, known, unknown, hooked, sealed] }
    limits: [all, files]
    path: { kind: Kind }
    query: { size: { codes: int, enum: { 1: Short, 2: Long } } } # en E, en T by none
    returns:
      fields:
        way: string
        # P by none; en zh E T, nothing
        what: { switch: way, cases: { size: { type: Size, doc: { en: How big it is., zh: 尺寸。 } }, kind: Kind } }
    examples:
      - { request: { kind: box, size: 1 }, response: { way: size, what: 1 } }
      - { request: { kind: tin }, response: {} }
"#;

#[test]
fn codes_variants_schemes_servers_limits_and_hooks_are_counted() {
    let all = stats::of(&checked(&[("a.yaml", KINDS)], &["a.yaml"]));
    // Provenance, documentation, in English, in Chinese, in both; and how many have a place for examples and
    // for tests, and have one.
    let expected = [
        (What::Code, 9, [5, 8, 7, 4, 3], [(4, 7), (4, 7)]),
        (What::Variant, 2, [0, 1, 1, 1, 1], [(1, 2), (1, 2)]),
        (What::Scheme, 5, [1, 1, 0, 1, 0], [(1, 2), (0, 0)]),
        (What::Server, 2, [1, 1, 1, 0, 0], [(0, 0), (0, 0)]),
        (What::Limit, 2, [1, 1, 1, 0, 0], [(0, 0), (0, 0)]),
        (What::Hook, 2, [1, 1, 1, 1, 1], [(0, 0), (0, 0)]),
    ];
    for (what, count, told, shown) in expected {
        assert_eq!(all[0].count(what), count, "{what:?}");
        let told = told.map(|covered| (covered, count));
        let measured = told.into_iter().chain(shown);
        for (measure, expected) in Measure::ALL.into_iter().zip(measured) {
            let found = covered(&all[0], measure, Some(what));
            assert_eq!(found, expected, "{what:?} {measure:?}");
        }
    }
    let lacking = |measure: Measure| -> Vec<String> {
        let lacking = all[0]
            .lacking(measure)
            .filter(|thing| thing.what == What::Scheme);
        let lacking = lacking
            .map(|thing| format!("{} {}", thing.path, measure.lack(thing, Language::Chinese)));
        lacking.collect()
    };
    assert_eq!(
        lacking(Measure::Examples),
        ["auth.unknown 没有 `known_answers`"]
    );
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
            "specs/acme.yaml:8:12 servers.default",
            "specs/acme.yaml:10:9 auth.header",
            "specs/acme.yaml:20:3 errors.5",
            "specs/acme.yaml:24:12 defaults.query.v",
            "specs/acme.yaml:26:3 types.Level",
            "specs/acme.yaml:26:61 types.Level.enum.1",
            "specs/acme.yaml:26:69 types.Level.enum.2",
            "specs/acme.yaml:38:3 types.Slim",
            "specs/acme.yaml:38:51 types.Slim.view.with.name",
            "specs/acme.yaml:39:3 types.Pair",
            "specs/acme.yaml:39:21 types.Pair.tuple.left",
            "specs/acme.yaml:39:38 types.Pair.tuple.right",
            "specs/acme.yaml:40:3 types.Either",
            "specs/acme.yaml:40:42 types.Either.variants.many",
            "specs/acme.yaml:40:60 types.Either.variants.one",
            "specs/acme.yaml:52:3 operations.send_parcel",
        ]
    );
    let examples = shown(Measure::Examples);
    assert_eq!(examples[0], "specs/acme.yaml:6:3 settings.key");
    assert_eq!(examples.len(), 34);
    assert_eq!(shown(Measure::Tests).len(), 33);
    let chinese = shown(Measure::DocsZh);
    assert!(chinese.contains(&"specs/shared/money.yaml:6:7 types.Money.fields.amount".to_owned()));
    assert_eq!(chinese.len(), 34);
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
    assert_eq!(total.things.len(), 80);
    assert_eq!((total.rules, total.codecs, total.examples), (16, 18, 4));
    assert_eq!(covered(&total, Measure::Docs, None), (24, 80));
}

#[test]
fn tables_are_aligned_in_both_languages() {
    let all = [one()];
    let english = stats::text(&all, Language::English);
    assert_eq!(
        english,
        "\
spec             operations  types  fields  rules  codecs  provenance  docs   en   zh  both  examples  tests
specs/acme.yaml           2      6      23      8       9         57%   30%  25%  15%   10%        8%     5%

of all specs  number  provenance  docs    en    zh  both  examples  tests
operations         2         50%   50%   50%   50%   50%       50%    50%
types              6         33%   50%   33%   33%   16%        0%     0%
fields            23         82%   17%   17%    4%    4%        4%     4%
codes              2          0%  100%  100%    0%    0%        0%     0%
variants           2          0%    0%    0%    0%    0%        0%     0%
errors             1          0%  100%  100%  100%  100%        0%     0%
settings           2         50%   50%    0%   50%    0%       50%      -
schemes            1          0%    0%    0%    0%    0%         -      -
servers            1          0%    0%    0%    0%    0%         -      -
limits             0           -     -     -     -     -         -      -
hooks              0           -     -     -     -     -         -      -
"
    );
    let chinese = stats::text(&all, Language::Chinese);
    assert_eq!(
        chinese,
        "\
规范             接口  类型  字段  规则  编码  出处  文档  英文  中文  双语  示例  测试
specs/acme.yaml     2     6    23     8     9   57%   30%   25%   15%   10%    8%    5%

全部规范  数量  出处  文档  英文  中文  双语  示例  测试
接口         2   50%   50%   50%   50%   50%   50%   50%
类型         6   33%   50%   33%   33%   16%    0%    0%
字段        23   82%   17%   17%    4%    4%    4%    4%
枚举值       2    0%  100%  100%    0%    0%    0%    0%
变体         2    0%    0%    0%    0%    0%    0%    0%
错误码       1    0%  100%  100%  100%  100%    0%    0%
设置项       2   50%   50%    0%   50%    0%   50%     -
认证方案     1    0%    0%    0%    0%    0%     -     -
服务器       1    0%    0%    0%    0%    0%     -     -
限额         0     -     -     -     -     -     -     -
钩子         0     -     -     -     -     -     -     -
"
    );
    let markdown = stats::markdown(&all, Language::English);
    let lines: Vec<&str> = markdown.lines().collect();
    assert_eq!(lines[3], format!("|---|{}", "---:|".repeat(12)));
    assert_eq!(
        lines[4],
        "| specs/acme.yaml | 2 | 6 | 23 | 8 | 9 | 57% | 30% | 25% | 15% | 10% | 8% | 5% |"
    );
}
