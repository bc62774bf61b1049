//! Documentation of checked APIs: a static site and Markdown, in English and Chinese.
//!
//! Checked APIs go in, files come out, all in memory.
//! [`book`] says what is told, without markup; the site and the Markdown are two ways to print it.

pub mod book;
pub mod html;
