//! What is said of APIs beside the texts of their specs: in plain English and in plain Chinese.
//!
//! Sentences are written out in both languages where they are used; a sentence is never put together from
//! words that only fit in one of them.

mod called;
mod condition;
mod constraint;
mod error;
mod expression;
mod form;
mod limit;
mod named;
mod operation;
mod pages;
mod rule;
mod say;
mod spacing;
mod stage;
mod ty;
mod update;

pub(crate) use called::functions;
pub(crate) use constraint::{constraint, text_form};
pub(crate) use error::{confidence, handling, kind_name, kind_words};
pub(crate) use expression::{checked_condition, checked_noun, condition, steps};
pub(crate) use form::{form, pair_style};
pub(crate) use limit::limit;
pub(crate) use operation::{effect, repeat, update_of};
pub(crate) use pages::pages;
pub(crate) use rule::rule;
pub(crate) use say::{
    capital, code, enumerated, joined, multiline, one_line, pick, prose_of, say, sentence, text,
    visible,
};
pub(crate) use ty::{TypeNames, spec_text, type_words};
pub(crate) use update::{consequence, unsaid};
