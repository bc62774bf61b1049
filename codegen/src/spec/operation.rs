//! Operations as they are written.

use super::auth::AuthChoice;
use super::decode::{Cx, Decode, Named, Raw, Shape, Text, spec_map};
use super::docs::{Docs, Facts};
#[cfg(feature = "schema")]
use super::schema::{Definitions, Describe, Schema};
use super::types::{Field, Kind, TypeDef};
use crate::source::{Node, NodeKind, Span};
use crate::spec::api::Failure;

spec_map! {
    /// One operation of the vendor's API.
    "an operation" Operation {
        flat facts: Facts;
        /// The method and the path, `PUT /customers/{id}`.
        "http" req http: Text as HTTP_LINE;
        /// Which of the servers it is sent to.
        "server" opt server: Text;
        /// How it authenticates.
        "auth" opt auth: AuthChoice;
        /// Parameters in the path.
        "path" many path: Named<Field>;
        /// Parameters in the query.
        "query" many query: Named<Field>;
        /// Headers.
        "header" many header: Named<Field>;
        /// Cookies.
        "cookie" many cookie: Named<Field>;
        /// The body.
        "body" opt body: Body;
        /// How the body is written.
        "encode" opt encode: Text as ENCODE;
        /// What it answers.
        "returns" opt returns: Returns;
        /// How success and failure are told.
        "envelope" opt envelope: Text;
        /// Failures of this operation alone, tried before the envelope's.
        "failures" many failures: Vec<Failure>;
        /// What it does at the vendor: read, write or delete.
        "effect" opt effect: Text as EFFECT;
        /// Whether it may be sent again: safe, keyed or never.
        "repeat" opt repeat: Text as REPEAT;
        /// The limits that it counts for.
        "limits" opt limits: Vec<Text>;
        /// Where the key stands that makes it safe to send it again.
        "idempotency" opt idempotency: Idempotency;
        /// What an update does with what is left out: merge, replace or unknown.
        "update" opt update: Text as UPDATE;
        /// The entity that it works on.
        "entity" opt entity: Entity;
        /// How a list is read page by page.
        "paginate" opt paginate: Paginate;
        /// Rules over several inputs.
        "rules" many rules: Vec<Rule>;
        /// The permissions that the caller needs.
        "permissions" many permissions: Vec<Docs>;
        /// The constants that the spec demands of each operation.
        "facts" many constants: Named<Text>;
        /// Requests and answers to learn from.
        "examples" many examples: Vec<Example>;
    }
}

spec_map! {
    /// Where an idempotency key stands.
    "`idempotency`" Idempotency {
        /// In a header of this name.
        "header" opt header: Text;
        /// In a parameter of the query.
        "query" opt query: Text;
        /// In a member of the body.
        "body" opt body: Text;
    }
}

spec_map! {
    /// A request and its answer to learn from.
    "an example" Example {
        flat facts: Facts;
        /// The inputs, by their wire names.
        "request" opt request: Raw;
        /// The status of the answer, 200 where it is not said.
        "status" opt status: Text as WHOLE;
        /// Headers of the answer that tell something.
        "headers" many headers: Named<Text>;
        /// The whole body of the answer.
        "response" opt response: Raw;
        /// The vendor's code of the failure that the answer is; without it the answer is a success.
        "fails" opt fails: Text;
    }
}

/// The body of a request.
#[derive(Clone, Debug)]
pub struct Body {
    /// Its type.
    pub kind: Kind,
    /// How it is written.
    pub encode: Option<Text>,
    /// How lists and objects stand in it, if it is a form.
    pub style: Option<Text>,
    /// The value of the header `Content-Type`.
    pub content_type: Option<Text>,
    /// The Rust name of the input.
    pub name: Option<Text>,
    /// Whether it must be there.
    pub required: Option<bool>,
    /// What is said of it.
    pub facts: Facts,
    /// The place of the description.
    pub span: Span,
}

spec_map! {
    /// A body in long form.
    "`body`" LongBody {
        flat kind: Kind;
        flat facts: Facts;
        /// How it is written.
        "encode" opt encode: Text as ENCODE;
        /// How lists and objects stand in it, if it is a form.
        "style" opt style: Text as STYLE;
        /// The value of the header `Content-Type`, where the usual one does not serve.
        "content_type" opt content_type: Text as MEDIA;
        /// The Rust name of the input.
        "name" opt name: Text as RUST_NAME;
        /// Whether it must be there.
        "required" opt required: bool;
    }
}

impl Decode for Body {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        if let NodeKind::Scalar { .. } = node.kind {
            let def = TypeDef::decode(node, cx)?;
            let (kind, facts, span) = (def.kind, def.facts, def.span);
            return Some(Self {
                kind,
                encode: None,
                style: None,
                content_type: None,
                name: None,
                required: None,
                facts,
                span,
            });
        }
        let long = LongBody::decode(node, cx)?;
        let LongBody {
            kind,
            facts,
            encode,
            style,
            content_type,
            name,
            required,
            span,
        } = long;
        Some(Self {
            kind,
            encode,
            style,
            content_type,
            name,
            required,
            facts,
            span,
        })
    }

    fn shape() -> Shape {
        LongBody::shape()
    }
}

#[cfg(feature = "schema")]
impl Describe for Body {
    const NAME: Option<&'static str> = Some("Body");

    fn schema(all: &mut Definitions) -> Schema {
        Kind::one_of_a_kind::<LongBody>(all, &[])
    }
}

/// What an operation answers.
#[derive(Clone, Debug)]
pub struct Returns {
    /// Its type.
    pub kind: Kind,
    /// Where it stands in the body.
    pub at: Option<Text>,
    /// What its absence means: `empty` or `none`.
    pub absent: Option<Text>,
    /// How it is read.
    pub decode: Option<Text>,
    /// What is said of it.
    pub facts: Facts,
    /// The place of the description.
    pub span: Span,
}

spec_map! {
    /// An answer in long form.
    "`returns`" LongReturns {
        flat kind: Kind;
        flat facts: Facts;
        /// Where it stands in the body: `body.data`.
        "at" opt at: Text as PLACE;
        /// What its absence means: empty or none.
        "absent" opt absent: Text as ABSENT;
        /// How it is read: json, text or bytes.
        "decode" opt decode: Text as DECODE;
    }
}

impl Decode for Returns {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        if let NodeKind::Scalar { .. } = node.kind {
            let def = TypeDef::decode(node, cx)?;
            return Some(Self {
                kind: def.kind,
                at: None,
                absent: None,
                decode: None,
                facts: def.facts,
                span: def.span,
            });
        }
        let LongReturns {
            kind,
            facts,
            at,
            absent,
            decode,
            span,
        } = LongReturns::decode(node, cx)?;
        Some(Self {
            kind,
            at,
            absent,
            decode,
            facts,
            span,
        })
    }

    fn shape() -> Shape {
        LongReturns::shape()
    }
}

#[cfg(feature = "schema")]
impl Describe for Returns {
    const NAME: Option<&'static str> = Some("Returns");

    fn schema(all: &mut Definitions) -> Schema {
        Kind::one_of_a_kind::<LongReturns>(all, &[])
    }
}

spec_map! {
    /// The entity that an operation works on.
    "`entity`" Entity {
        /// Its type.
        "of" req of: Text;
        /// What is done with it: create, read, update, delete or list.
        "does" req does: Text as DOES;
        /// The input that names it.
        "key" opt key: Text;
        /// Whether an update's answer shows it `before` or `after`.
        "answer" opt answer: Text as ANSWER;
    }
}

spec_map! {
    /// How a list is read page by page.
    "`paginate`" Paginate {
        /// The style: page, offset, cursor, last_id or link.
        "by" opt by: Text as PAGING;
        /// The inputs that ask for a page, by slot.
        "send" many send: Named<Text> as SEND;
        /// The values of an answer, by slot.
        "read" many read: Named<Text> as READ;
        /// Whether this was the last page.
        "last" opt last: Text;
        /// The inputs that are repeated after the first page.
        "keep" opt keep: Vec<Text>;
        /// The inputs that are not.
        "drop" many drop: Vec<Text>;
        /// The number of items after which the vendor gives no more.
        "cap" opt cap: Text as WHOLE;
        /// The number of the first page.
        "first" opt first: Text as WHOLE;
        /// A remark.
        "note" opt note: Docs;
    }
}

spec_map! {
    /// A rule over several fields.
    "a rule" Rule {
        flat facts: Facts;
        /// What violations call a `require`, in snake case.
        "name" opt name: Text as RULE_NAME;
        /// All of these fields are there, or none.
        "all_or_none" many all_or_none: Vec<Text>;
        /// Exactly one of these fields is there.
        "exactly_one" many exactly_one: Vec<Text>;
        /// At least one of these fields is there.
        "at_least_one" many at_least_one: Vec<Text>;
        /// At most one of these fields is there.
        "at_most_one" many at_most_one: Vec<Text>;
        /// When the rule applies.
        "when" opt when: Text;
        /// What must hold.
        "require" opt require: Text;
        /// What the caller is told.
        "message" opt message: Docs;
        /// `error` or `warning`.
        "severity" opt severity: Text as SEVERITY;
    }
}
