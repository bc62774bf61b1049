//! The maps of the language with their keys, under the titles that the page gives them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use apiloom_codegen::spec::{Key, api, auth, auth_file, docs, operation, types};

/// A map of the language.
pub(crate) struct Map {
    pub(crate) title: &'static str,
    /// Its keys without those that it shares with others.
    pub(crate) own: Vec<Key>,
}

macro_rules! maps {
    ($( $module:ident::$map:ident $title:literal $([$($shared:path),*])?; )*) => {
        /// The maps that the page describes.
        pub(crate) fn maps() -> Vec<Map> {
            vec![$( map($title, $module::$map::keys(), &[$($(<$shared>::keys()),*)?]), )*]
        }

        /// The names of their structs.
        pub(crate) fn names() -> BTreeSet<String> {
            let mut names = BTreeSet::from([$( stringify!($map).to_owned() ),*]);
            // Fields are `Kind`, `Facts` and `More` together, and no keys of their own.
            names.insert("LongField".to_owned());
            names
        }
    };
}

maps! {
    api::Api "a spec";
    api::Fragment "an included file";
    api::Document "a document" [docs::Facts];
    api::Hook "a hook" [docs::Facts];
    api::LongServer "a server" [docs::Facts];
    api::Limit "a limit" [docs::Facts];
    api::Envelope "an envelope" [docs::Facts];
    api::Failure "a failure" [docs::Facts];
    api::ErrorCode "an error code" [docs::Facts];
    api::Defaults "defaults";
    auth::Scheme "a scheme" [docs::Facts];
    auth::Placement "a placement";
    auth::Token "a token" [docs::Facts];
    auth::KnownAnswer "a known answer";
    auth_file::AuthFile "an auth file";
    auth_file::LongHookBody "the expression of a hook";
    auth::Choice "a choice of schemes";
    docs::Languages "a text in two languages";
    docs::Facts "a fact";
    operation::Operation "an operation" [docs::Facts];
    operation::LongBody "a body" [types::Kind, docs::Facts];
    operation::LongReturns "an answer" [types::Kind, docs::Facts];
    operation::Entity "an entity";
    operation::Idempotency "an idempotency key";
    operation::Example "an example" [docs::Facts];
    operation::Paginate "paginate";
    operation::Rule "a rule" [docs::Facts];
    types::Kind "a type";
    types::LongTypeDef "a named type" [types::Kind, docs::Facts];
    types::More "a field";
    types::LongVariant "a variant" [docs::Facts];
    types::Action "an action" [docs::Facts];
    types::BoolCodes "bool codes";
    types::Tagged "a tagged union";
    types::View "a view";
}

fn map(title: &'static str, keys: Vec<Key>, shared: &[Vec<Key>]) -> Map {
    let shared: BTreeSet<&str> = shared.iter().flatten().map(|key| key.name).collect();
    let own = keys
        .into_iter()
        .filter(|key| !shared.contains(key.name))
        .collect();
    Map { title, own }
}

/// The names of the structs that the crate declares as maps of the language, from its source.
pub(crate) fn declared() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/spec");
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let text =
            fs::read_to_string(entry.expect("an entry").path()).expect("a source file can be read");
        for declaration in text.split("spec_map! {").skip(1) {
            // `"a spec" Api {` after the doc comments.
            let head = declaration
                .lines()
                .map(str::trim)
                .find(|line| line.starts_with('"') && line.ends_with('{'));
            let name = head.and_then(|line| line.trim_end_matches(" {").rsplit(' ').next());
            names.extend(name.map(str::to_owned));
        }
    }
    names
}
