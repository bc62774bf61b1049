//! What must be true of whatever is emitted; the fuzz targets in `codegen/fuzz` ask it as well.

use apiloom_codegen::emit::package::{self, Runtime};
use apiloom_codegen::emit::rust::{Part, single};
use apiloom_codegen::model::Api;
use apiloom_codegen::print;

/// Every file is Rust that the printer leaves as it is, and the client in one piece is Rust.
pub(crate) fn emit(api: &Api) {
    for file in package::files(api, &Runtime::Workspace) {
        if !file.path.ends_with(".rs") {
            continue;
        }
        if let Err(error) = syn::parse_file(&file.text) {
            panic!("{} is not Rust: {error}\n{}", file.path, file.text);
        }
        let tokens = file.text.parse().expect("what is parsed has tokens");
        let again = print::file(tokens);
        assert!(
            again == file.text,
            "{} changes:\n{}\n{again}",
            file.path,
            file.text
        );
    }
    let piece = print::file(single(api, Part::Whole));
    if let Err(error) = syn::parse_file(&piece) {
        panic!("the piece is not Rust: {error}\n{piece}");
    }
    assert!(
        !piece.contains("compile_error!"),
        "a module is missing:\n{piece}"
    );
}
