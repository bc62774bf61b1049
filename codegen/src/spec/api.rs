//! The top of a spec file as it is written.

use std::sync::Arc;

use super::auth::{AuthChoice, Scheme};
use super::decode::{Cx, Decode, Named, Shape, Text, spec_map};
use super::docs::{Docs, Facts};
use super::operation::Operation;
#[cfg(feature = "schema")]
use super::schema::{Definitions, Describe, Schema};
use super::types::{Field, TypeDef};
use crate::source::{Node, NodeKind};

spec_map! {
    /// A spec file.
    "a spec" Api {
        /// The version of the language: 1.
        "apiloom" req version: Text as VERSION;
        /// The vendor's name, as folders and crates are named.
        "vendor" req vendor: Text as VENDOR;
        /// The API's name for people.
        "title" opt title: Docs;
        /// What the API is for.
        "doc" opt doc: Docs;
        /// A remark.
        "note" opt note: Docs;
        /// The documents that facts are from.
        "documents" many documents: Named<Document>;
        /// Files under the spec's folder whose types are taken over.
        "include" many include: Vec<Text>;
        /// What the client's user supplies once.
        "settings" many settings: Named<Setting> as NAMES;
        /// Functions that the client's user supplies.
        "hooks" many hooks: Named<Hook> as NAMES;
        /// Where requests are sent.
        "servers" many servers: Named<Server>;
        /// The constants that each operation supplies.
        "operation_facts" many operation_facts: Named<Field>;
        /// Values computed from settings.
        "let" many lets: Named<Text> as LETS;
        /// The ways to authenticate.
        "auth" many auth: Named<Scheme> as NAMES;
        /// The ways to tell success from failure.
        "envelopes" many envelopes: Named<Envelope> as NAMES;
        /// What the vendor's codes mean.
        "errors" many errors: Named<ErrorCode> as ERROR_CODES;
        /// How many calls the vendor allows.
        "limits" many limits: Named<Limit> as NAMES;
        /// What holds for every operation that says nothing else.
        "defaults" opt defaults: Defaults;
        /// The types.
        "types" each types: Named<Arc<TypeDef>> as TYPE_NAMES;
        /// The operations.
        "operations" each operations: Named<Arc<Operation>> as NAMES;
    }
}

spec_map! {
    /// How many calls the vendor allows.
    "a limit" Limit {
        flat facts: Facts;
        /// How many calls may start in the time of `per`.
        "calls" opt calls: Text;
        /// In how many seconds.
        "per" opt per: Text;
        /// How many calls may go on at the same time.
        "concurrent" opt concurrent: Text;
        /// Whose calls are counted together: those of each operation, or of all.
        "each" opt each: Text as EACH;
        /// The settings that name the account whose calls are counted.
        "by" many by: Vec<Text>;
    }
}

spec_map! {
    /// A file that specs include.
    "an included file" Fragment {
        /// The types that it brings.
        "types" each types: Named<Arc<TypeDef>> as TYPE_NAMES;
    }
}

spec_map! {
    /// A document that facts are from.
    "a document" Document {
        flat facts: Facts;
        /// Where it is.
        "url" opt url: Text;
    }
}

/// What the client's user supplies once: described like a field.
pub type Setting = Field;

spec_map! {
    /// A function that the client's user supplies.
    "a hook" Hook {
        flat facts: Facts;
        /// What it is given, by name.
        "takes" many takes: Named<Text> as INPUTS;
        /// What it gives.
        "gives" opt gives: Text as VALUE_TYPE;
    }
}

/// Where requests are sent.
#[derive(Clone, Debug)]
pub struct Server {
    /// The URL, with settings in braces.
    pub url: Text,
    /// What is said of it.
    pub facts: Facts,
}

spec_map! {
    /// A server in long form.
    "a server" LongServer {
        flat facts: Facts;
        /// The URL, with settings in braces.
        "url" req url: Text as URL;
    }
}

impl Decode for Server {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        if let NodeKind::Scalar { .. } = node.kind {
            return Some(Self {
                url: Text::decode(node, cx)?,
                facts: Facts::none(node.span),
            });
        }
        let long = LongServer::decode(node, cx)?;
        Some(Self {
            url: long.url,
            facts: long.facts,
        })
    }

    fn shape() -> Shape {
        LongServer::shape()
    }
}

#[cfg(feature = "schema")]
impl Describe for Server {
    const NAME: Option<&'static str> = Some("Server");

    fn schema(all: &mut Definitions) -> Schema {
        let url = all.property::<Text>(&[super::form::URL]);
        LongServer::schema(all).or(url)
    }
}

spec_map! {
    /// How success and failure are told from an answer.
    "an envelope" Envelope {
        flat facts: Facts;
        /// The members of the body that say so.
        "fields" many fields: Named<Field>;
        /// Whether the answer is a success.
        "success" opt success: Text;
        /// What failed.
        "failures" many failures: Vec<Failure>;
    }
}

spec_map! {
    /// One way to fail.
    "a failure" Failure {
        flat facts: Facts;
        /// Whether it is this one.
        "when" opt when: Text;
        /// The vendor's code.
        "code" opt code: Text;
        /// The vendor's message.
        "message" opt message: Text;
        /// The vendor's name of the request.
        "request_id" opt request_id: Text;
    }
}

spec_map! {
    /// What a code of the vendor means.
    "an error code" ErrorCode {
        flat facts: Facts;
        /// Its Rust name.
        "name" req name: Text as NAME;
        /// What kind of error it is.
        "kind" opt kind: Text as ERROR_KIND;
        /// The token scheme whose token is fetched anew.
        "renew" opt renew: Text;
    }
}

spec_map! {
    /// What holds for every operation that says nothing else.
    "`defaults`" Defaults {
        /// How operations authenticate.
        "auth" opt auth: AuthChoice;
        /// How success and failure are told.
        "envelope" opt envelope: Text;
        /// How bodies are written.
        "encode" opt encode: Text as ENCODE;
        /// How lists and objects stand in queries and forms.
        "style" opt style: Text as STYLE;
        /// Which server they are sent to.
        "server" opt server: Text;
        /// Query parameters of every operation.
        "query" many query: Named<Field>;
        /// Headers of every operation.
        "header" many header: Named<Field>;
        /// Cookies of every operation.
        "cookie" many cookie: Named<Field>;
        /// The limits that operations count for.
        "limits" opt limits: Vec<Text>;
        /// Where idempotency keys stand.
        "idempotency" opt idempotency: super::operation::Idempotency;
        /// How lists are read page by page.
        "paginate" opt paginate: super::operation::Paginate;
    }
}
