//! The macro door of Apiloom
