//! Crates of strangers, in `tests/downstream`: they know the packages of this repository as `cargo package` makes them, and
//! nothing else of it.
//!
//! Each is copied beside the others into one workspace and built with one target folder, `<target>/downstream`; a second
//! run builds nothing.

mod cargo;
mod edits;
mod folder;
mod published;
mod strangers;
