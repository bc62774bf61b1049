//! A crate that depends on five clients.

pub use {fifth, first, fourth, second, third};
