//! What is wrong with a value: the checks that generated code is made of, and what they find.
//!
//! A type says what it must be like by [`Validate`]; each of its checks is one call of a method of
//! [`Violations`], which adds a [`Violation`] if the value breaks the rule, and else does nothing.
//! Nothing is allocated as long as nothing is wrong, but for lists of more than sixteen items that must
//! differ.
//!
//! ```
//! use apiloom_wire::{Language, Pattern, Piece, Place, Validate, Violations};
//!
//! struct Customer {
//!     name: Option<String>,
//!     tags: Vec<String>,
//! }
//!
//! static TAG: Pattern = Pattern::pieces("[^,]+", &[Piece::none_of(&[(',', ',')], 1, u32::MAX)]);
//!
//! impl Validate for Customer {
//!     fn check(&self, at: &Place<'_>, found: &mut Violations) {
//!         if let Some(name) = &self.name {
//!             found.length(&at.field("nickName", "nick_name"), name, 1, 40);
//!         }
//!         let at = &at.field("tags", "tags");
//!         found.items(at, self.tags.len(), 0, 10);
//!         found.unique(at, &self.tags);
//!         for (index, tag) in self.tags.iter().enumerate() {
//!             found.pattern(&at.item(index), tag, &TAG);
//!         }
//!     }
//! }
//!
//! let customer = Customer {
//!     name: Some(String::new()),
//!     tags: vec!["new".to_owned(), "red,green".to_owned()],
//! };
//! let found = customer.validate().unwrap_err();
//! assert_eq!(
//!     found.to_string(),
//!     "nickName: has 0 characters, at least 1 is required (found \"\")\n\
//!      tags[1]: does not match the pattern [^,]+ (found \"red,green\")",
//! );
//! assert_eq!(
//!     found.message(Language::Chinese).lines().next(),
//!     Some("nickName：有 0 个字符，至少 1 个（值为 \"\"）"),
//! );
//! let first = found.iter().next().unwrap();
//! assert_eq!((first.field(), first.rule()), ("nick_name", "length"));
//! ```

mod by_hand;
mod checked_text;
mod container;
mod email;
mod formats;
mod language;
mod lists;
mod message;
mod numbers;
mod pattern;
mod phone;
mod piece;
mod place;
mod problem;
mod sets;
mod severity;
mod shown;
mod spelled;
mod texts;
mod url;
mod violation;
mod violations;

#[doc(hidden)]
pub use by_hand::{Perhaps, Unchecked};
pub use checked_text::CheckedText;
pub use language::Language;
pub use message::Message;
pub use pattern::Pattern;
pub use piece::Piece;
pub use place::{KeyText, Place};
pub use severity::Severity;
pub use violation::Violation;
pub use violations::{VIOLATION_LIMIT, Violations};

/// A value that knows what it must be like.
///
/// Containers (`Option`, `Vec`, `Box`, maps, [`Nullable`](crate::Nullable), [`Patch`](crate::Patch),
/// [`Whole`](crate::Whole), [`Replacement`](crate::Replacement), [`OrEmpty`](crate::OrEmpty)) check
/// what is in them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not know what it must be like",
    label = "`{Self}` is not `apiloom::Validate`",
    note = "a type of a spec has the trait if it has rules, or something in it has",
    note = "for a type of your own, write `#[derive(apiloom::Validate)]` on it (feature `macros` of `apiloom`), or implement `apiloom::Validate` by hand"
)]
pub trait Validate {
    /// Adds to `found` what is wrong with this value, which stands at `at`.
    fn check(&self, at: &Place<'_>, found: &mut Violations);

    /// Checks this value, as the root of all paths.
    ///
    /// # Errors
    /// Everything that is wrong with this value, warnings included:
    /// [`has_errors`](Violations::has_errors) tells whether there are only warnings.
    fn validate(&self) -> Result<(), Violations> {
        let mut found = Violations::new();
        self.check(&Place::ROOT, &mut found);
        if found.is_empty() { Ok(()) } else { Err(found) }
    }
}
