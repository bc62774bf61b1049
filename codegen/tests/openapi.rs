//! The OpenAPI documents of the specs.
#![cfg(feature = "openapi")]

mod support;

use apiloom_codegen::emit::openapi;
use apiloom_codegen::pipeline;

#[test]
fn documents_are_json() {
    for path in support::valid_specs() {
        let checked = pipeline::check(std::slice::from_ref(&path));
        for api in &checked.apis {
            let text = openapi::document(api);
            let json = apiloom_wire::Json::parse(text.as_bytes());
            assert!(json.is_ok(), "{}", path.display());
            if let Ok(folder) = std::env::var("OPENAPI_OUT") {
                std::fs::write(format!("{folder}/{}.json", api.vendor.snake()), text).unwrap();
            }
        }
    }
}
