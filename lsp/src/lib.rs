//! What a language server of specs knows of them.

pub mod knows;
