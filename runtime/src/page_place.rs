//! Where an answer says something of its page.

/// Where an answer says something of its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PagePlace {
    /// In the body, at a path of member names.
    Body(&'static [&'static str]),
    /// In the header of this name; a link stands there as RFC 8288 says it, with `rel=next`.
    Header(&'static str),
    /// In the last item of the page, at a path of member names.
    LastItem(&'static [&'static str]),
}
