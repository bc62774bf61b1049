//! A file with what a spec does not know of signatures, as it is written.

use super::api::Setting;
use super::auth::Scheme;
use super::decode::{Cx, Decode, Named, Text, spec_map};
#[cfg(feature = "schema")]
use super::schema::{Definitions, Describe, Schema};
use crate::source::{Node, NodeKind};

spec_map! {
    /// A file with what a spec does not know of signatures.
    "an auth file" AuthFile {
        /// Further settings, such as the key that a hook brings.
        "settings" many settings: Named<Setting> as NAMES;
        /// What hooks of the spec compute.
        "hooks" many hooks: Named<HookBody> as NAMES;
        /// Schemes in place of those of the spec.
        "auth" many auth: Named<Scheme> as NAMES;
    }
}

/// What a hook computes.
#[derive(Clone, Debug)]
pub struct HookBody {
    /// Values, each computed from earlier ones.
    pub lets: Named<Text>,
    /// What the hook gives.
    pub gives: Text,
}

spec_map! {
    /// What a hook computes, in long form.
    "the expression of a hook" LongHookBody {
        /// Values, each computed from earlier ones.
        "let" many lets: Named<Text> as LETS;
        /// What the hook gives.
        "gives" req gives: Text;
    }
}

impl Decode for HookBody {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        if let NodeKind::Scalar { .. } = node.kind {
            return Some(Self {
                lets: Named::default(),
                gives: Text::decode(node, cx)?,
            });
        }
        let long = LongHookBody::decode(node, cx)?;
        Some(Self {
            lets: long.lets,
            gives: long.gives,
        })
    }
}

#[cfg(feature = "schema")]
impl Describe for HookBody {
    const NAME: Option<&'static str> = Some("HookBody");

    fn schema(all: &mut Definitions) -> Schema {
        let text = Text::schema(all);
        LongHookBody::schema(all).or(text)
    }
}
