//! One session from the first word to the last, kept as it was said.

use std::fs;
use std::path::Path;

use serde_json::json;

use crate::client::{Client, range, shown};
use crate::{SHARED, able, style};

/// A spec with mistakes, and not in the style of specs.
const SPEC: &str = "apiloom: 1
vendor: acme
include: [shared/people.yaml]

settings:
  key: secret
  region: string

servers: {default: 'https://api.acme.example'}

auth:
  header:
    stamp:
      header:
        X-Key: settings.key

defaults: { auth: header }

types:
  Parcel:
    description: 包裹📦
    fields:
      id: int64!
      owner: Person

operations:
  get_parcel:
    http: GET /parcels/{id}
    path: { id: int64 }
    returns: Parsel
";

#[test]
fn a_session_goes_as_it_was_kept() {
    let files = [("acme.yaml", SPEC), ("shared/people.yaml", SHARED)];
    let mut client = Client::start(&files);
    client.transcript.scene("The editor says what it can.");
    client.initialize(able());
    client.asked("client/registerCapability");
    client.send(&json!({"jsonrpc": "2.0", "id": "watch", "result": null}));

    client.transcript.scene("A spec with mistakes is opened.");
    client.open("acme.yaml", SPEC);
    let problems = client.problems("acme.yaml");
    assert_eq!(shown(&problems), ["AL0101 20:4", "AL0202 29:13"]);

    client
        .transcript
        .scene("The cursor is at the first one: what can be done?");
    let document = json!({"uri": client.uri("acme.yaml")});
    let context = json!({"diagnostics": [problems["diagnostics"][0]]});
    let asked =
        json!({"textDocument": document, "range": range([20, 6, 20, 6]), "context": context});
    let actions = client.ask("textDocument/codeAction", asked);
    let edit = &actions[0]["edit"]["documentChanges"][0]["edits"][0];
    assert_eq!(edit["newText"], "doc");

    client.transcript.scene("The editor carries that out.");
    client.change("acme.yaml", 2, &[([20, 4, 20, 15], "doc")]);
    assert_eq!(shown(&client.problems("acme.yaml")), ["AL0202 29:13"]);

    client
        .transcript
        .scene("What is wrong with the other one, in both languages?");
    let place = client.place("acme.yaml", 29, 15);
    client.ask("textDocument/hover", place);

    client
        .transcript
        .scene("A name is typed in Chinese, with an emoji, and what comes after it in the line.");
    client.change("acme.yaml", 3, &[([20, 9, 20, 13], "包裹📦 的盒子 # 旧")]);
    client.problems("acme.yaml");
    client.change(
        "acme.yaml",
        4,
        &[([20, 21, 20, 22], "新"), ([29, 13, 29, 19], "Parcel")],
    );
    assert!(shown(&client.problems("acme.yaml")).is_empty());

    client.transcript.scene("The document is formatted.");
    let asked = json!({"textDocument": document, "options": style()});
    let edits = client.ask("textDocument/formatting", asked);
    assert_eq!(edits.as_array().map(Vec::len), Some(1));
    client.change(
        "acme.yaml",
        5,
        &[(
            [8, 0, 9, 0],
            "servers: { default: \"https://api.acme.example\" }\n",
        )],
    );
    client.problems("acme.yaml");

    client
        .transcript
        .scene("A header is added; what can stand after `settings.`?");
    client.change(
        "acme.yaml",
        6,
        &[([14, 27, 14, 27], "\n        X-Region: settings.")],
    );
    let problems = client.problems("acme.yaml");
    assert_eq!(problems["diagnostics"].as_array().map(Vec::len), Some(1));
    let place = client.place("acme.yaml", 15, 27);
    let found = client.ask("textDocument/completion", place);
    let labels = found.as_array().expect("a list").iter();
    let labels: Vec<_> = labels.filter_map(|item| item["label"].as_str()).collect();
    assert_eq!(labels, ["key", "region"]);
    client.change("acme.yaml", 7, &[([15, 27, 15, 27], "region")]);
    assert!(shown(&client.problems("acme.yaml")).is_empty());

    client
        .transcript
        .scene("What is `Person`, where does it stand, and who uses it?");
    let place = client.place("acme.yaml", 24, 15);
    client.ask("textDocument/hover", place.clone());
    let found = client.ask("textDocument/definition", place.clone());
    assert_eq!(found[0]["uri"], client.uri("shared/people.yaml"));
    let mut asked = place.clone();
    asked["context"] = json!({"includeDeclaration": true});
    let found = client.ask("textDocument/references", asked);
    assert_eq!(found.as_array().map(Vec::len), Some(2));

    client
        .transcript
        .scene("It gets another name, in the file that is open and in the one that is not.");
    let found = client.ask("textDocument/prepareRename", place.clone());
    assert_eq!(found["placeholder"], "Person");
    let mut asked = place;
    asked["newName"] = json!("Human");
    let found = client.ask("textDocument/rename", asked);
    assert_eq!(found["documentChanges"].as_array().map(Vec::len), Some(2));
    let human = SHARED.replace("Person", "Human");
    client.write("shared/people.yaml", &human);
    client.change("acme.yaml", 8, &[([24, 13, 24, 19], "Human")]);
    assert!(shown(&client.problems("acme.yaml")).is_empty());

    client.transcript.scene("The outline of the spec.");
    client.ask(
        "textDocument/documentSymbol",
        json!({ "textDocument": document }),
    );

    client
        .transcript
        .scene("The file that it includes gets another name, first on the disk.");
    fs::remove_file(client.folder.path().join("shared/people.yaml")).expect("a file goes");
    client.write("shared/persons.yaml", &human);
    let old = json!({"uri": client.uri("shared/people.yaml"), "type": 3});
    let new = json!({"uri": client.uri("shared/persons.yaml"), "type": 1});
    client.tell(
        "workspace/didChangeWatchedFiles",
        json!({"changes": [old, new]}),
    );
    assert_eq!(shown(&client.problems("acme.yaml")), ["AL0001 2:10"]);
    client.change("acme.yaml", 9, &[([2, 17, 2, 23], "persons")]);
    assert!(shown(&client.problems("acme.yaml")).is_empty());

    client
        .transcript
        .scene("The spec is saved and closed, and the editor as well.");
    let text = json!({"textDocument": document});
    client.tell("textDocument/didSave", text.clone());
    client.tell("textDocument/didClose", text);
    let transcript = client.leave();
    golden(&transcript.text);
}

/// Compares with what was kept; `UPDATE_GOLDEN=1` keeps it anew.
fn golden(text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/lsp-transcript.txt");
    let text = format!("A session of `apiloom lsp`: every message, in its order.\n{text}");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, &text).expect("the transcript is written");
    }
    let kept = fs::read_to_string(&path).expect("the transcript is kept");
    assert_eq!(
        text, kept,
        "run with UPDATE_GOLDEN=1 and look at what changed"
    );
}
