//! What the frame around every page needs.

use serde::Serialize;

use super::super::Language;

/// What the frame of a page needs to know.
#[derive(Default, Serialize)]
pub(super) struct Page {
    pub(super) kind: &'static str,
    /// `lang` of this page.
    pub(super) tag: &'static str,
    /// `lang` of the page in the other language, and where that is.
    pub(super) other_tag: &'static str,
    pub(super) other: String,
    pub(super) title: String,
    pub(super) description: String,
    /// The ways to the folder of assets, to the folder of the language and to that of the vendor.
    pub(super) assets: String,
    pub(super) home: &'static str,
    pub(super) base: &'static str,
    /// The script with the contents of the vendor; none on pages of no vendor.
    pub(super) navigation: Option<String>,
    pub(super) vendor: String,
    pub(super) vendor_title: String,
    pub(super) spec: String,
    /// What the page is in the contents: `operations/x`.
    pub(super) current: String,
    /// The parts of the vendor's page: anchors and titles.
    pub(super) sections: Vec<(&'static str, &'static str)>,
    pub(super) crumbs: Vec<(String, String)>,
    pub(super) crumb: String,
    pub(super) previous: Option<(String, String)>,
    pub(super) next: Option<(String, String)>,
}

impl Page {
    /// A page by its path below the folder of the language.
    pub(super) fn new(
        language: Language,
        path: &str,
        home: &'static str,
        kind: &'static str,
    ) -> Self {
        let other = language.other();
        Self {
            kind,
            tag: language.tag(),
            other_tag: other.tag(),
            other: format!("{home}../{}/{path}", other.folder()),
            assets: format!("{home}../assets/"),
            home,
            ..Self::default()
        }
    }
}
