//! The checked API: every name, reference and expression is decided, and nothing can be refused any more.
//!
//! The model knows no programming language. Emitters read it and only print.

mod api;
mod consequence;
mod danger;
mod error_code;
mod example;
mod keys;
mod name;
mod operation;
mod paginate;
mod pattern;
mod places;
mod scheme;
mod select;
mod ty;
mod updates;
mod usage;
mod word;

pub use api::{Api, Document, Hole, Hook, Limit, Server, Setting, TemplatePart};
pub use consequence::Consequence;
pub use danger::{Danger, Loss};
pub use error_code::{ErrorCode, ErrorKind, covers};
pub use example::{Example, ExampleAnswer};
pub use keys::keys;
pub use name::{Name, WireName};
pub use operation::{
    Absent, AuthUse, Body, Decode, Effect, Encode, Entity, Operation, Parameter, Payload, Place,
    Repeat, Returns, Rule, RuleKind, Update,
};
pub use paginate::{PageForm, PageItems, PagePlace, PageRead, PageSlot, PageStyle, Paginate};
pub use pattern::{Pattern, Piece, What, excluded};
pub use scheme::{Envelope, Failure, Let, Placed, Scheme, Token, Where};
pub use ty::{
    Access, Action, Clear, CodeKind, Constant, ConstantKind, Constraint, Declaration, Docs, Enum,
    EnumVariant, Facts, Field, Format, Item, LeftOut, Literal, PairStyle, Patterned, PatternedKey,
    Presence, Record, Type, TypeId, TypeKind, Union, UnionForm, UnionVariant, Usage, WriteForm,
};
pub use updates::{has_exceptions, mark_left_out, sent, updated};
pub use usage::mark_usage;
