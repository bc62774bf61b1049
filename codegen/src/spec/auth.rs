//! Authentication as it is written.

use super::decode::{Cx, Decode, Named, Shape, Text, spec_map};
use super::docs::Facts;
#[cfg(feature = "schema")]
use super::form;
#[cfg(feature = "schema")]
use super::schema::{Definitions, Describe, Schema};
#[cfg(feature = "schema")]
use crate::json::Json;
use crate::source::{Node, NodeKind, Span};

spec_map! {
    /// A way to authenticate.
    "a scheme" Scheme {
        flat facts: Facts;
        /// Values that are computed, each from earlier ones.
        "let" many lets: Named<Text> as LETS;
        /// What is placed before the request is frozen.
        "stamp" opt stamp: Placement;
        /// What is placed after, and may depend on the request.
        "seal" opt seal: Placement;
        /// Where the scheme's token comes from.
        "token" opt token: Token;
        /// Inputs and what must come out of them.
        "known_answers" many known_answers: Vec<KnownAnswer>;
    }
}

spec_map! {
    /// Where computed values are placed.
    "a placement" Placement {
        /// Query parameters.
        "query" many query: Named<Text>;
        /// Headers.
        "header" many header: Named<Text>;
        /// Cookies.
        "cookie" many cookie: Named<Text>;
        /// Members of the body.
        "body" many body: Named<Text>;
    }
}

spec_map! {
    /// Where a token comes from.
    "`token`" Token {
        flat facts: Facts;
        /// The operation that fetches it.
        "operation" opt operation: Text as NAME;
        /// The setting that is the token where it is given; then none is fetched.
        "setting" opt setting: Text;
        /// The inputs of that operation.
        "with" many with: Named<Text>;
        /// The token in that operation's answer.
        "value" opt value: Text as PLACE;
        /// Its lifetime in seconds, or `unknown`.
        "lifetime" opt lifetime: Text as LIFETIME;
        /// How long before its end it is fetched anew.
        "margin" opt margin: Text as WHOLE;
        /// The settings that name the account to which one token belongs.
        "account" many account: Vec<Text>;
        /// The errors after which it is fetched anew, or `unknown`.
        "renew" opt renew: Renew;
    }
}

/// The errors after which a token is fetched anew.
#[derive(Clone, Debug)]
pub struct Renew {
    /// The error codes; none where the vendor's are unknown.
    pub codes: Vec<Text>,
}

impl Decode for Renew {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        match &node.kind {
            NodeKind::Scalar { text, .. } if text == "unknown" => Some(Self { codes: Vec::new() }),
            _ => Some(Self {
                codes: Vec::decode(node, cx)?,
            }),
        }
    }

    fn shape() -> Shape {
        <Vec<Text>>::shape()
    }
}

#[cfg(feature = "schema")]
impl Describe for Renew {
    const NAME: Option<&'static str> = None;

    fn schema(all: &mut Definitions) -> Schema {
        <Vec<Text>>::schema(all).or(form::text(
            &["string"],
            "^unknown$",
            "write `unknown`, or a list of codes",
        ))
    }
}

spec_map! {
    /// A computation whose result is published.
    "a known answer" KnownAnswer {
        /// Settings, `now` and nonces.
        "given" req given: Named<Text>;
        /// Values of `let`.
        "expect" req expect: Named<Text>;
        /// Where it is from.
        "from" opt from: Text;
    }
}

/// How an operation authenticates.
#[derive(Clone, Debug)]
pub enum AuthChoice {
    /// By one scheme, or not at all (`none`).
    One(Text),
    /// By one of several; the first is the default.
    Any(Vec<Text>, Span),
    /// By several at once.
    All(Vec<Text>, Span),
}

spec_map! {
    /// How several schemes go together.
    "`auth`" Choice {
        /// One of them; the first is the default.
        "any" opt any: Vec<Text>;
        /// All of them.
        "all" opt all: Vec<Text>;
    }
}

impl Decode for AuthChoice {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        if let NodeKind::Scalar { .. } = node.kind {
            return Text::decode(node, cx).map(Self::One);
        }
        let choice = Choice::decode(node, cx)?;
        match (choice.any, choice.all) {
            (Some(any), None) => Some(Self::Any(any, node.span)),
            (None, Some(all)) => Some(Self::All(all, node.span)),
            _ => {
                cx.wrong_kind(node, "a scheme, `{ any: […] }` or `{ all: […] }`");
                None
            }
        }
    }

    fn shape() -> Shape {
        Choice::shape()
    }
}

#[cfg(feature = "schema")]
impl Describe for AuthChoice {
    const NAME: Option<&'static str> = Some("AuthChoice");

    fn schema(all: &mut Definitions) -> Schema {
        Choice::schema(all)
            .rule("minProperties", Json::from(1))
            .rule("maxProperties", Json::from(1))
            .or(Text::schema(all))
    }
}
