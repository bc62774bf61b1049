//! What clients encode is decoded again: every place and every style, with what the runtime writes.

mod support;

use apiloom_codegen::interpret::Values;
use apiloom_codegen::model::AuthUse;
use apiloom_emulator::decode::{Decoded, decode};
use apiloom_emulator::{Astray, Options, Received, Routes};
use support::{Vendor, api, fixture, received};

/// The inputs of each operation, as callers write them.
const INPUTS: &[(&str, &str)] = &[
    (
        "in_repeat",
        r#"{"ids":[1,2],"level":2,"on":"2026-01-31","yes":"Y"}"#,
    ),
    ("in_repeat", r#"{"level":7}"#),
    ("in_csv", r#"{"ids":[1,2,3],"names":"a,b"}"#),
    (
        "in_json",
        r#"{"ids":[1,2],"box":{"size":3,"tags":["x","y"]},"packed":"{\"size\":4}"}"#,
    ),
    ("in_json", r#"{"ids":[]}"#),
    (
        "in_brackets",
        r#"{"ids":[1],"box":{"size":3,"weight":1.50,"dot.ted":"é &"},"map":{"a.b":1,"c":2}}"#,
    ),
    (
        "in_index0",
        r#"{"ids":[1,2],"box":{"size":3,"tags":["x","y"],"fragile":true,"inner":{"id":9}},"items":[{"id":4},{"id":5,"name":"n"}]}"#,
    ),
    (
        "in_index1",
        r#"{"ids":[1,2],"box":{"size":3,"tags":["x"],"inner":{"id":9,"name":"[0]"}},"items":[{"id":4},{"id":5}]}"#,
    ),
    (
        "in_dots",
        r#"{"ids":[1,2],"box":{"size":3,"weight":0.5,"dot.ted":"x"},"map":{"a.b":"1","c":"2"}}"#,
    ),
    (
        "in_dots0",
        r#"{"ids":[1,2],"box":{"tags":["x","y"],"fragile":false},"items":[{"id":4},{"id":5}]}"#,
    ),
    (
        "in_dots1",
        r#"{"ids":[1,2],"box":{"tags":["x","y"],"inner":{"id":1}},"items":[{"id":4,"name":"="}]}"#,
    ),
    (
        "in_index0_dots",
        r#"{"ids":[1,2],"box":{"tags":["x"],"inner":{"id":1}},"items":[{"id":4}],"pairs":[["a",1],["b",2]],"flat":[1,"a",2,"b"]}"#,
    ),
    (
        "spread",
        r#"{"size":3,"weight":1.5,"dot.ted":"x","by":"id","with":7,"page":2}"#,
    ),
    ("spread", r#"{"by":"name","with":"7"}"#),
    (
        "places",
        r#"{"id":7,"name":"a/b.c","X-Level":1,"X-Flag":true,"session":"s3cret","count":2,"box":{"size":1},"at":"2026-01-31T12:00:00Z","level":2,"by":"name","with":"x"}"#,
    ),
    (
        "form",
        r#"{"name":"a b+c","ids":[1],"items":[{"id":1},{"id":2,"name":"x"}],"big":12345678901234567890.123}"#,
    ),
    (
        "whole_form",
        r#"{"body":{"size":1,"tags":["a","b"],"inner":{"id":3}}}"#,
    ),
    (
        "parts",
        r#"{"name":"x","ids":[1,2],"place":{"id":1,"name":"n"},"file":{"name":"a.txt","type":"text/plain","base64":"aGk="}}"#,
    ),
    ("whole", r#"{"body":{"id":1,"name":"n"}}"#),
    ("text", r#"{"body":"a text\n"}"#),
    ("bytes", r#"{"body":"aGk="}"#),
    ("gateway_first", r#"{"id":1}"#),
    ("gateway_second", r#"{"id":"1"}"#),
    ("gateway_json", r#"{"id":1}"#),
    ("gateway_json_too", r#"{"id":"1"}"#),
    ("fixed", "{}"),
    ("one", r#"{"id":"x"}"#),
];

fn decoded(
    routes: &Routes,
    api: &'static apiloom_codegen::model::Api,
    received: &Received,
) -> (String, Decoded) {
    let route = routes.find(received).unwrap();
    let decoded = decode(api, route.operation, received, &route.path, &[]);
    (route.operation.name.snake(), decoded)
}

#[test]
fn every_style_and_place_comes_back() {
    let vendor = Vendor::new(fixture("styles.yaml"), Options::default());
    let client = vendor.client();
    let api = client.interpreter().api();
    let (routes, values) = (Routes::new(api), Values::new(api));
    for (name, json) in INPUTS {
        let call = client
            .call(name, json.as_bytes())
            .unwrap_or_else(|e| panic!("{name}: {e}"));
        let request = call.prepare().unwrap_or_else(|e| panic!("{name}: {e}"));
        let received = received(&request);
        let (found, decoded) = decoded(&routes, api, &received);
        assert_eq!(found, *name, "{}", request.uri());
        let none: [String; 0] = [];
        assert_eq!(decoded.unknown, none, "{name}: {}", request.uri());
        assert_eq!(
            (&decoded.faults, &decoded.unreadable),
            (&vec![], &None),
            "{name}"
        );
        // Values are equal where their texts may differ: `1.50` and `1.5` are one decimal.
        let operation = &client.interpreter().operation(name).unwrap();
        let operation = api
            .operations
            .iter()
            .find(|o| o.name.snake() == operation.id())
            .unwrap();
        let sent = values.inputs(operation, json.as_bytes()).unwrap();
        let text = decoded.json().to_string();
        let came = values.inputs(operation, text.as_bytes());
        let came = came.unwrap_or_else(|e| panic!("{name}: {text}: {e}"));
        assert_eq!(
            format!("{:?}", came.values),
            format!("{:?}", sent.values),
            "{name}: {text}"
        );
    }
    let tried: std::collections::BTreeSet<&str> = INPUTS.iter().map(|(name, _)| *name).collect();
    assert_eq!(tried.len(), api.operations.len());
}

/// The examples of the specs, which people wrote and not this crate.
#[test]
fn examples_of_the_specs_come_back() {
    let mut tried = 0;
    let paths = apiloom_codegen::pipeline::specs_in("../specs".as_ref()).unwrap();
    for path in paths {
        let vendor = Vendor::new(&path, Options::default());
        let client = vendor.client();
        let api = client.interpreter().api();
        let (routes, values) = (Routes::new(api), Values::new(api));
        for operation in &api.operations {
            if operation.auth != AuthUse::None {
                // Who it comes from is for `verification.rs` to see.
                continue;
            }
            for example in &operation.examples {
                let Some(json) = &example.request else {
                    continue;
                };
                let json = json.to_string();
                let call = client
                    .call(&operation.name.snake(), json.as_bytes())
                    .unwrap();
                let received = received(&call.prepare().unwrap());
                let (name, decoded) = decoded(&routes, api, &received);
                assert_eq!(name, operation.name.snake());
                let sent = values.inputs(operation, json.as_bytes()).unwrap();
                let text = decoded.json().to_string();
                let came = values.inputs(operation, text.as_bytes()).unwrap();
                assert_eq!(format!("{:?}", came.values), format!("{:?}", sent.values));
                tried += 1;
            }
        }
    }
    assert!(tried > 0);
}

fn get(path: &str) -> Received {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    Received {
        method: "GET".to_owned(),
        path: path.to_owned(),
        query_text: query.to_owned(),
        ..Received::default()
    }
}

#[test]
fn what_is_no_input_is_told() {
    let api = Box::leak(Box::new(api(fixture("styles.yaml"))));
    let routes = Routes::new(api);
    let (_, decoded) = decoded(
        &routes,
        api,
        &get("/v1/dots?ids=1&box.sise=3&more=1&ids=2&box.size=x"),
    );
    // A text that is no number stays one, for the rules to refuse; members that nobody knows are kept.
    let inputs = r#"{"ids":[1,2],"box":{"size":"x","sise":"3"}}"#;
    assert_eq!(decoded.json().to_string(), inputs);
    assert_eq!(decoded.unknown, ["query more"]);
}

#[test]
fn hostile_pairs_end() {
    let api = Box::leak(Box::new(api(fixture("styles.yaml"))));
    let routes = Routes::new(api);
    for query in [
        "items[18446744073709551615][id]=1&items[99999999999999999999]=2",
        "items[1000000000][id]=1",
        &format!("box{}=1", "[inner]".repeat(2_000)),
        &"items[0][id]=1&".repeat(5_000),
        "ids[=1&ids]=2&box[]=3&=4&&&%=%zz",
    ] {
        let (_, decoded) = decoded(&routes, api, &get(&format!("/v1/index0?{query}")));
        assert!(decoded.json().to_string().len() < 1_000_000);
    }
}

#[test]
fn requests_find_their_operations() {
    let api = Box::leak(Box::new(api(fixture("styles.yaml"))));
    let routes = Routes::new(api);
    let name = |path: &str| {
        routes
            .find(&get(path))
            .map(|route| route.operation.name.snake())
    };
    assert_eq!(name("/v1/stations/all").unwrap(), "fixed");
    assert_eq!(name("/v1/stations/all%20").unwrap(), "one");
    // A client may be pointed at one server for all operations.
    assert_eq!(name("/other/acme/stations/x").unwrap(), "one");
    assert!(matches!(name("/v1/text"), Err(Astray::Method(methods)) if methods == ["POST"]));
    let near = match name("/v1/station/all") {
        Err(Astray::Path(near)) => near,
        other => panic!("{other:?}"),
    };
    assert_eq!(near[0], "GET /v1/stations/all (fixed)");
    let gateway = Received {
        method: "POST".to_owned(),
        ..get("/v1/gateway?method=third&id=1")
    };
    let known = match routes.find(&gateway) {
        Err(Astray::Constants(known)) => known,
        other => panic!("{other:?}"),
    };
    assert_eq!(
        known,
        [
            "method=first (gateway_first)",
            "method=second (gateway_second)"
        ]
    );
}

#[test]
fn operations_are_told_apart_by_what_is_computed_from_their_facts() {
    let vendor = Vendor::new(fixture("gateway.yaml"), Options::default());
    let client = vendor.client();
    let routes = Routes::new(client.interpreter().api());
    for name in [
        "get_time",
        "get_shop",
        "list_shops",
        "get_plain",
        "list_plain",
    ] {
        let call = client.call(name, b"{}").unwrap();
        let received = received(&call.prepare().unwrap());
        let route = routes.find(&received).unwrap();
        assert_eq!(route.operation.name.snake(), name);
    }
    let mut by_header = Received {
        method: "POST".to_owned(),
        ..get("/router")
    };
    assert!(matches!(routes.find(&by_header), Err(Astray::Constants(_))));
    by_header
        .headers
        .push(("x-action".to_owned(), "shops.get/1".to_owned()));
    let route = routes.find(&by_header).unwrap();
    assert_eq!(route.operation.name.snake(), "list_shops");
}
