//! `apiloom lsp` as an editor uses it.

mod client;
mod session;
mod transcript;

use client::{Client, range, shown};
use serde_json::{Value, json};

/// A spec without a problem. Chinese text and an emoji stand before what is looked at.
const SPEC: &str = "apiloom: 1
vendor: acme
servers: { default: https://api.acme.example }
types:
  Parcel:
    doc: 包裹📦
    fields:
      id: int64!
      owner: Person # 收件人😀
  Person: { fields: { name: string! } }
operations:
  get_parcel:
    http: GET /parcels/{id}
    path: { id: int64 }
    returns: Parcel
";

/// What an editor can do that knows the protocol well.
fn able() -> Value {
    json!({
        "capabilities": {
            "general": {"positionEncodings": ["utf-16"]},
            "workspace": {
                "workspaceEdit": {"documentChanges": true},
                "didChangeWatchedFiles": {"dynamicRegistration": true},
            },
            "textDocument": {
                "publishDiagnostics": {"relatedInformation": true},
                "hover": {"contentFormat": ["markdown", "plaintext"]},
                "completion": {"completionItem": {"snippetSupport": true}},
                "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
            },
        },
    })
}

#[test]
fn the_first_question_comes_first_and_the_last_one_last() {
    let mut client = Client::start(&[]);
    assert_eq!(client.refused("textDocument/hover", json!({})).0, -32002);
    let answer = client.initialize(able());
    assert_eq!(answer["capabilities"]["positionEncoding"], "utf-16");
    assert_eq!(answer["serverInfo"]["name"], "apiloom");
    client.asked("client/registerCapability");
    assert_eq!(client.refused("initialize", json!({})).0, -32600);
    assert_eq!(client.refused("workspace/nonsense", json!({})).0, -32601);
    assert_eq!(
        client
            .refused("textDocument/hover", json!({"position": 7}))
            .0,
        -32602
    );
    // What has no answer has no refusal either.
    client.tell("$/nonsense", json!({}));
    client.tell(
        "textDocument/didChange",
        json!({"textDocument": "nonsense"}),
    );
    client.ask("shutdown", Value::Null);
    assert_eq!(client.refused("textDocument/hover", json!({})).0, -32600);
    client.tell("exit", Value::Null);
    let (code, errors) = client.ended();
    assert_eq!(code, Some(0));
    assert!(
        errors.starts_with("apiloom lsp: `textDocument/didChange` cannot be read: "),
        "{errors}"
    );
}

#[test]
fn a_server_ends_with_its_editor() {
    let mut client = Client::ready(&[], json!({}));
    client.tell("exit", Value::Null);
    assert_eq!(client.ended().0, Some(1));
    // Without a word.
    assert_eq!(Client::ready(&[], json!({})).vanish(), Some(1));
    assert_eq!(Client::start(&[]).vanish(), Some(1));
}

#[test]
fn what_is_typed_is_checked_however_columns_are_counted() {
    // The place of `Person` in the line of `owner`, and of the comment's end.
    for (encoding, after) in [("utf-8", 36), ("utf-16", 28), ("utf-32", 27)] {
        let wanted = json!({"capabilities": {"general": {"positionEncodings": [encoding]}}});
        let mut client = Client::ready(&[], wanted);
        client.open("acme.yaml", SPEC);
        assert!(shown(&client.problems("acme.yaml")).is_empty());
        // A second spec of the type, in the same line after the comment: both changes are of one message.
        let changes = [
            ([8, after, 8, after], "\n      # 😀"),
            ([8, 13, 8, 19], "Persom"),
        ];
        client.change("acme.yaml", 2, &changes);
        let problems = client.problems_of("acme.yaml", 2);
        assert_eq!(shown(&problems), ["AL0202 8:13"], "{encoding}");
        assert_eq!(problems["diagnostics"][0]["range"]["end"]["character"], 19);
        // Before the emoji of the new line.
        client.change(
            "acme.yaml",
            3,
            &[([9, 8, 9, 8], "的"), ([8, 13, 8, 19], "Person")],
        );
        assert!(shown(&client.problems_of("acme.yaml", 3)).is_empty());
        let text = SPEC.replace("人😀", "人😀\n      # 的😀");
        let text = text.replace("  Person: {", "  Persom: {");
        client.change("acme.yaml", 4, &[([10, 2, 10, 8], "Persom")]);
        let typed = shown(&client.problems_of("acme.yaml", 4));
        client.replace("acme.yaml", 5, &text);
        assert_eq!(
            shown(&client.problems_of("acme.yaml", 5)),
            typed,
            "{encoding}"
        );
        client.leave();
    }
}

#[test]
fn columns_after_chinese_and_emoji_are_those_of_the_editor() {
    let line = "  Person: { doc: \"人😀\", fields: { name: strin! } }";
    let spec = SPEC.replace("  Person: { fields: { name: string! } }", line);
    let before = line.split_once("strin").map_or("", |(before, _)| before);
    for (encoding, at) in [
        ("utf-8", before.len()),
        ("utf-16", before.encode_utf16().count()),
        ("utf-32", before.chars().count()),
    ] {
        let wanted = json!({"capabilities": {"general": {"positionEncodings": [encoding]}}});
        let mut client = Client::ready(&[], wanted);
        client.open("acme.yaml", &spec);
        let problems = client.problems("acme.yaml");
        assert_eq!(shown(&problems), [format!("AL0202 9:{at}")], "{encoding}");
        client.leave();
    }
}

#[test]
fn lines_may_end_as_they_do_on_windows() {
    let spec = SPEC.replace('\n', "\r\n");
    let mut client = Client::ready(&[], able());
    client.open("acme.yaml", &spec);
    assert!(shown(&client.problems("acme.yaml")).is_empty());
    // The end of a line that is meant too far right is before its line end.
    client.change("acme.yaml", 2, &[([14, 99, 14, 99], "s")]);
    assert_eq!(shown(&client.problems_of("acme.yaml", 2)), ["AL0202 14:13"]);
    client.change("acme.yaml", 3, &[([14, 19, 15, 0], "")]);
    assert!(shown(&client.problems_of("acme.yaml", 3)).is_empty());
    client.asked("client/registerCapability");
    client.leave();
}

/// What every editor says of its style; specs have their own.
fn style() -> Value {
    json!({"tabSize": 8, "insertSpaces": false})
}

const SHARED: &str = "types:\n  Person: { fields: { name: string! } }\n";

/// A spec that includes a file.
fn including(vendor: &str) -> String {
    let spec = SPEC.replace("acme", vendor);
    let spec = spec.replace("  Person: { fields: { name: string! } }\n", "");
    format!("include: [shared/people.yaml]\n{spec}")
}

#[test]
fn files_that_are_not_open_are_told_of() {
    let (acme, bolt) = (including("acme"), including("bolt"));
    let files = [
        ("acme.yaml", acme.as_str()),
        ("bolt.yaml", bolt.as_str()),
        ("shared/people.yaml", SHARED),
        ("other.yaml", "vendors: [1, 2\n"),
    ];
    let mut client = Client::ready(&files, able());
    client.asked("client/registerCapability");
    // An included file is checked with the specs that include it.
    client.open("shared/people.yaml", SHARED);
    assert!(shown(&client.problems("shared/people.yaml")).is_empty());
    client.change("shared/people.yaml", 2, &[([1, 2, 1, 8], "People")]);
    for spec in ["acme.yaml", "bolt.yaml"] {
        let problems = client.problems(spec);
        assert_eq!(shown(&problems), ["AL0202 9:13"]);
        assert_eq!(problems.get("version"), None);
    }
    client.problems("shared/people.yaml");
    client.change("shared/people.yaml", 3, &[([1, 2, 1, 8], "Person")]);
    for spec in ["acme.yaml", "bolt.yaml", "shared/people.yaml"] {
        assert!(shown(&client.problems(spec)).is_empty());
    }
    // What is on the disk counts again where it was not saved.
    client.change("shared/people.yaml", 4, &[([1, 28, 1, 34], "strin")]);
    assert_eq!(
        shown(&client.problems("shared/people.yaml")),
        ["AL0202 1:28"]
    );
    client.close("shared/people.yaml");
    assert!(shown(&client.problems("shared/people.yaml")).is_empty());
    client.leave();
}

#[test]
fn a_conflict_has_two_places_and_a_needless_thing_is_faded() {
    let spec = including("acme");
    let spec = spec.replace("types:\n", "types:\n  Person: string\n");
    let spec = spec.replace(
        "operations:",
        "  Nobody: { fields: { a: string } }\noperations:",
    );
    let files = [("shared/people.yaml", SHARED)];
    let mut client = Client::ready(&files, able());
    client.asked("client/registerCapability");
    client.open("acme.yaml", &spec);
    let told = client.problems("shared/people.yaml");
    assert_eq!(shown(&told), ["AL0005 1:2"]);
    let related = &told["diagnostics"][0]["relatedInformation"][0];
    assert_eq!(related["message"], "the other type");
    assert_eq!(related["location"]["uri"], client.uri("acme.yaml"));
    assert_eq!(related["location"]["range"], range([5, 2, 5, 8]));
    client.replace("acme.yaml", 2, &spec.replace("  Person: string\n", ""));
    assert!(shown(&client.problems("shared/people.yaml")).is_empty());
    let told = client.problems_of("acme.yaml", 2);
    assert_eq!(told["diagnostics"][0]["severity"], 2);
    assert_eq!(told["diagnostics"][0]["tags"], json!([1]));
    client.leave();
}

#[test]
fn names_and_completions_are_there_while_the_spec_is_broken() {
    let spec = including("acme");
    let mut client = Client::ready(&[("shared/people.yaml", SHARED)], able());
    client.asked("client/registerCapability");
    client.open("acme.yaml", &spec);
    client.problems("acme.yaml");
    // A field whose type is about to be typed, in a spec that is no YAML.
    client.change(
        "acme.yaml",
        2,
        &[
            ([9, 0, 9, 0], "      sender: \n"),
            ([14, 0, 14, 0], "    x: ["),
        ],
    );
    assert!(!shown(&client.problems_of("acme.yaml", 2)).is_empty());
    let place = client.place("acme.yaml", 9, 14);
    let found = client.ask("textDocument/completion", place);
    let found = found.as_array().expect("a list").iter();
    let labels: Vec<_> = found.filter_map(|item| item["label"].as_str()).collect();
    for name in ["Person", "Parcel", "string"] {
        assert!(labels.contains(&name), "{name}: {labels:?}");
    }
    client.leave();
}

#[test]
fn a_name_that_cannot_be_is_refused() {
    let mut client = Client::ready(&[], able());
    client.asked("client/registerCapability");
    client.open("acme.yaml", SPEC);
    client.problems("acme.yaml");
    let mut asked = client.place("acme.yaml", 8, 15);
    for name in ["Parcel", "not a name", ""] {
        asked["newName"] = json!(name);
        let (code, message) = client.refused("textDocument/rename", asked.clone());
        assert_eq!(code, -32803, "{message}");
        assert!(!message.is_empty());
    }
    // What has no name.
    let place = client.place("acme.yaml", 0, 3);
    assert_eq!(client.ask("textDocument/prepareRename", place), Value::Null);
    client.leave();
}

#[test]
fn what_is_no_spec_is_left_alone() {
    let mut client = Client::ready(&[], json!({}));
    let broken = "vendors: [1, 2\n  - x: {\n";
    client.open("other.yaml", broken);
    let asked = json!({"textDocument": {"uri": client.uri("other.yaml")}, "options": style()});
    assert_eq!(client.ask("textDocument/formatting", asked), Value::Null);
    let place = client.place("other.yaml", 0, 3);
    assert_eq!(client.ask("textDocument/hover", place), Value::Null);
    // It becomes one.
    client.replace("other.yaml", 2, "vendor: acme\n");
    assert!(!shown(&client.problems("other.yaml")).is_empty());
    client.replace("other.yaml", 3, broken);
    assert!(shown(&client.problems("other.yaml")).is_empty());
    // A text in another language, and one that is open nowhere.
    let text = json!({"uri": client.uri("notes.md"), "languageId": "markdown", "version": 1, "text": SPEC});
    client.tell("textDocument/didOpen", json!({ "textDocument": text }));
    let place = client.place("notes.md", 0, 3);
    assert_eq!(client.ask("textDocument/definition", place), Value::Null);
    let place = client.place("nowhere.yaml", 0, 3);
    assert_eq!(client.ask("textDocument/completion", place), Value::Null);
    client.leave();
}

#[test]
fn a_text_that_nobody_saved_is_checked_too() {
    let mut client = Client::ready(&[], json!({}));
    let uri = "untitled:Untitled-1";
    let text = SPEC.replace("returns: Parcel", "returns: Parsel");
    let text = json!({"uri": uri, "languageId": "yaml", "version": 1, "text": text});
    client.tell("textDocument/didOpen", json!({ "textDocument": text }));
    let told = client.asked("textDocument/publishDiagnostics");
    assert_eq!(told["params"]["uri"], uri);
    assert_eq!(shown(&told["params"]), ["AL0202 14:13"]);
    client.leave();
}

#[test]
fn messages_are_in_the_language_of_the_reader() {
    let spec = SPEC.replace("returns: Parcel", "returns: Parsel");
    for (wanted, message) in [
        (
            json!({}),
            "there is no type `Parsel`\nhelp: did you mean `Parcel`?",
        ),
        (
            json!({"locale": "zh-cn"}),
            "there is no type `Parsel`\n规则：",
        ),
        (
            json!({"locale": "zh-cn", "initializationOptions": {"lang": "en"}}),
            "there is no type `Parsel`\nhelp: ",
        ),
    ] {
        let mut client = Client::ready(&[], wanted);
        client.open("acme.yaml", &spec);
        let problems = client.problems("acme.yaml");
        let told = problems["diagnostics"][0]["message"]
            .as_str()
            .unwrap_or_default();
        assert!(told.starts_with(message), "{told}");
        client.leave();
    }
}

#[test]
fn fixes_are_offered_where_the_problem_is() {
    let spec = SPEC
        .replace("returns: Parcel", "returns: Parsel")
        .replace("GET", "get");
    let mut client = Client::ready(&[], json!({}));
    client.open("acme.yaml", &spec);
    client.problems("acme.yaml");
    let uri = client.uri("acme.yaml");
    let mut ask = |at: [u32; 4], context: Value| {
        let document = json!({ "uri": uri });
        let params = json!({"textDocument": document, "range": range(at), "context": context});
        let answer = client.ask("textDocument/codeAction", params);
        let list = answer.as_array().cloned().unwrap_or_default();
        let shown = list.iter().map(|action| {
            let texts = action["edit"]["changes"][&uri]
                .as_array()
                .cloned()
                .unwrap_or_default();
            let texts = texts
                .iter()
                .filter_map(|edit| edit["newText"].as_str().map(str::to_owned));
            let kind = action["kind"].as_str().unwrap_or_default();
            format!("{kind} {:?}", texts.collect::<Vec<_>>())
        });
        shown.collect::<Vec<_>>()
    };
    let all = "source.fixAll [\"    http: GET /parcels/{id}\\n\", \"    returns: Parcel\\n\"]";
    let any = json!({"diagnostics": []});
    assert_eq!(
        ask([14, 15, 14, 15], any.clone()),
        ["quickfix [\"Parcel\"]", all]
    );
    assert_eq!(ask([12, 10, 14, 15], any.clone()).len(), 3);
    assert_eq!(ask([0, 0, 0, 0], any), [all]);
    // The cursor moved, and nobody asked.
    let moved = json!({"diagnostics": [], "triggerKind": 2});
    assert_eq!(ask([14, 15, 14, 15], moved), ["quickfix [\"Parcel\"]"]);
    let only = |kind: &str| json!({"diagnostics": [], "only": [kind]});
    assert_eq!(ask([0, 0, 15, 0], only("quickfix")).len(), 2);
    assert_eq!(ask([0, 0, 15, 0], only("source")), [all]);
    assert_eq!(ask([0, 0, 15, 0], only("source.fixAll")), [all]);
    assert!(ask([0, 0, 15, 0], only("source.organizeImports")).is_empty());
    assert!(ask([0, 0, 15, 0], only("refactor")).is_empty());
    client.leave();
}

/// Everything that can be asked of a place.
const QUESTIONS: &[&str] = &[
    "textDocument/completion",
    "textDocument/hover",
    "textDocument/definition",
    "textDocument/prepareRename",
];

#[test]
fn a_text_that_is_half_typed_never_ends_the_server() {
    let mut client = Client::ready(&[], able());
    client.asked("client/registerCapability");
    client.open("acme.yaml", "");
    let (mut line, mut character) = (0, 0);
    for (typed, c) in SPEC.chars().enumerate() {
        let version = typed as i32 + 2;
        let here = [line, character, line, character];
        client.change("acme.yaml", version, &[(here, &c.to_string())]);
        match c {
            '\n' => (line, character) = (line + 1, 0),
            c => character += c.len_utf16() as u32,
        }
        for question in QUESTIONS {
            let place = client.place("acme.yaml", line, character);
            client.ask(question, place);
        }
        let document = json!({"uri": client.uri("acme.yaml")});
        client.ask(
            "textDocument/documentSymbol",
            json!({ "textDocument": document }),
        );
        let formatting = json!({"textDocument": document, "options": style()});
        client.ask("textDocument/formatting", formatting);
        let context = json!({"diagnostics": []});
        let whole = range([0, 0, line, character]);
        let actions = json!({"textDocument": document, "range": whole, "context": context});
        client.ask("textDocument/codeAction", actions);
    }
    let last = SPEC.chars().count() as i32 + 1;
    assert!(shown(&client.problems_of("acme.yaml", last)).is_empty());
    client.leave();
}

#[test]
fn the_page_for_editors_shows_the_files_that_were_tried() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let read = |name: &str| {
        let text = std::fs::read_to_string(root.join(name));
        text.unwrap_or_else(|problem| panic!("{name}: {problem}"))
    };
    let page = read("docs/editors.md");
    let shown = page.split("<!-- file: ").skip(1).map(|part| {
        let (name, rest) = part.split_once(" -->\n").expect("the mark of a file ends");
        let block = rest.split("```").nth(1).expect("a block follows");
        let (_, text) = block.split_once('\n').expect("a block has lines");
        assert_eq!(text, read(name), "{name}");
        name
    });
    assert_eq!(shown.count(), 3);
}
