//! All diagnostics in one readable list: number, name, severity, rule.

use super::Severity;

macro_rules! catalogue {
    ($($number:literal $name:ident $severity:ident $rule:literal;)*) => {
        /// The stable code of a diagnostic.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $rule] $name,)*
        }

        impl Code {
            /// Every code, in the order of the numbers.
            pub const ALL: &'static [Code] = &[$(Code::$name),*];

            /// The code as it is printed, such as `AL0123`.
            pub fn id(self) -> &'static str {
                match self { $(Code::$name => concat!("AL", $number),)* }
            }

            /// The rule that was broken, as a sentence.
            pub fn rule(self) -> &'static str {
                match self { $(Code::$name => $rule,)* }
            }

            /// Whether it stops generation.
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity,)* }
            }
        }
    };
}

catalogue! {
    // 00: files and YAML
    "0001" Unreadable Error "A spec file must be readable.";
    "0002" NotUtf8 Error "A spec file is UTF-8 text.";
    "0003" Syntax Error "A spec file is YAML.";
    "0004" TooLarge Error "A spec file stays within the budgets for bytes, depth and nodes.";
    "0005" DuplicateKey Error "A key stands once in a map.";
    "0006" YamlFeature Error "Anchors, aliases, tags, merge keys and several documents are not part of the language.";
    "0007" NoSpecs Error "There must be a spec to work on.";
    "0008" Include Error "An include names a file under the folder of the spec.";
    // 01: the shape of maps
    "0101" UnknownKey Error "A map has only the keys that the language knows there.";
    "0102" MissingKey Error "A map has the keys that the language requires there.";
    "0103" WrongKind Error "A value is text, a list or a map, as its key demands.";
    "0104" BadValue Error "A value is one of those that its key allows.";
    "0105" BadName Error "A name that the spec gives is made of ASCII letters, digits and `_`, and starts with a letter.";
    "0106" OneKind Error "A type is described in exactly one way.";
    "0107" Misplaced Error "A key is used only where it means something.";
    "0108" Version Error "The spec says which version of the language it is written in.";
    // 02: types and names
    "0201" TypeSyntax Error "A type is written `name`, `name(arguments)`, with `?` for null and `!` for required.";
    "0202" UnknownType Error "A type is a built-in one or one of the spec's own.";
    "0203" TypeArguments Error "A type takes the arguments that its definition demands.";
    "0204" UnusedType Warning "A type is used by an operation.";
    "0205" EndlessType Error "A type may contain itself only where it can end.";
    "0206" NameCollision Error "Names stay different when they are written as Rust names.";
    "0207" NoName Error "A wire name from which no Rust name can be derived has a `name:`.";
    "0208" BadMarker Error "`!` marks a required field or parameter, and stands nowhere else.";
    "0209" Overlap Error "The variants of an untagged union can be told apart by their shape.";
    "0210" BadPattern Error "A key pattern is a text with one hole: `{int}` or `{text}`.";
    "0211" UnknownField Error "A field that is named must exist.";
    "0212" BadConstraint Error "A constraint fits its type and can be kept.";
    "0213" DateFormat Error "A date format is made of yyyy, MM, dd, HH, mm, ss, SSS, XXX, punctuation and quoted text.";
    "0214" NotYetInLanguage Error "This part of the language has a place, and is not built yet.";
    "0215" HandWritten Error "A hand-written type has a whole Rust path, and a description of its own where a crate is generated.";
    // 03: expressions
    "0301" ExpressionSyntax Error "An expression follows the grammar of the language.";
    "0302" ExpressionName Error "A name in an expression is an earlier `let` or has a root that is known there.";
    "0303" ExpressionType Error "The parts of an expression have types that fit.";
    "0304" ExpressionCall Error "A function is called with the arguments of its signature.";
    "0305" Secret Error "A secret does not stand in a predicate, a message or an example.";
    "0306" ExpressionPlace Error "An expression stands only where it can be computed.";
    // 04: servers and operations
    "0401" HttpLine Error "`http` is a method and a path.";
    "0402" PathParameter Error "Each hole of a path has a parameter, and each path parameter a hole.";
    "0403" ServerTemplate Error "A server is an absolute URL whose holes are settings.";
    "0404" UnknownReference Error "What is referred to must be defined.";
    "0405" Body Error "A body fits the method and its encoding.";
    "0406" Returns Error "`returns` says a type and where in the body it stands.";
    "0407" SameParameter Error "A parameter stands once in a place.";
    "0408" SameRoute Warning "Two operations differ in method, path or constants.";
    "0409" Scalar Error "A path, query, header or cookie parameter is sent as text.";
    "0410" Example Error "An example has the types that the spec gives it.";
    // 05: authentication
    "0501" KnownAnswer Error "A known answer comes out of the scheme as it is written.";
    "0502" StampOrder Error "What is stamped cannot depend on the request that it is part of.";
    "0503" TokenScheme Error "A scheme that uses `token` says where the token comes from.";
    // 06: envelopes and errors
    "0601" ErrorPattern Error "An error code is a text, or a text that starts or ends with `*`.";
    // 08: output
    "0801" Write Error "What is generated must be writable.";
    "0802" Drift Error "What is committed is what the specs generate.";
    "0803" SameVendor Error "A vendor has one spec.";
    "0804" HandEdited Error "A generated file that somebody edited is not overwritten.";
}
