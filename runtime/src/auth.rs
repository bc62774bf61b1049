//! How the requests of an operation are authenticated.

use crate::Error;

/// How the requests of an operation are authenticated; schemes are named as in the spec.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Auth {
    /// Not at all.
    None,
    /// By one of these; the first unless the call or the client chooses.
    Any(&'static [&'static str]),
    /// By all of these: all stamps in this order, then all seals.
    All(&'static [&'static str]),
}

impl Auth {
    /// The schemes to use, given what the call and the client chose.
    ///
    /// A call's choice must be on offer.
    /// A client's choice is a preference: an operation that does not offer it uses its default.
    pub(crate) fn choose(
        self,
        call: Option<&str>,
        client: Option<&str>,
    ) -> Result<&'static [&'static str], Error> {
        let offered = match self {
            Self::Any(schemes) => schemes,
            Self::None | Self::All(_) => &[],
        };
        if let Some(wanted) = call {
            return match find(offered, wanted) {
                Some(scheme) => Ok(std::slice::from_ref(scheme)),
                None => Err(not_offered(wanted, offered)),
            };
        }
        Ok(match self {
            Self::None => &[],
            Self::All(schemes) => schemes,
            Self::Any(schemes) => client
                .and_then(|wanted| find(schemes, wanted))
                .or_else(|| schemes.first())
                .map_or(&[], std::slice::from_ref),
        })
    }
}

fn find(schemes: &'static [&'static str], wanted: &str) -> Option<&'static &'static str> {
    schemes.iter().find(|scheme| **scheme == wanted)
}

fn not_offered(wanted: &str, offered: &[&str]) -> Error {
    Error::configuration(if offered.is_empty() {
        format!("the scheme `{wanted}` was chosen, but this operation offers no choice")
    } else {
        format!(
            "the scheme `{wanted}` was chosen, but this operation offers: {}",
            offered.join(", ")
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_call_decides_before_the_client_before_the_spec() {
        let auth = Auth::Any(&["v2", "v1"]);
        assert_eq!(auth.choose(None, None).unwrap(), ["v2"]);
        assert_eq!(auth.choose(None, Some("v1")).unwrap(), ["v1"]);
        assert_eq!(auth.choose(Some("v2"), Some("v1")).unwrap(), ["v2"]);
        assert_eq!(auth.choose(None, Some("other")).unwrap(), ["v2"]);
        let error = auth.choose(Some("other"), None).unwrap_err();
        assert!(error.to_string().contains("offers: v2, v1"), "{error}");
        assert!(Auth::None.choose(Some("v2"), None).is_err());
        assert_eq!(
            Auth::All(&["a", "b"]).choose(None, Some("b")).unwrap(),
            ["a", "b"]
        );
    }
}
