//! Values that are made up: settings so that tests have a client, and inputs where a spec has no example.

mod inputs;
mod settings;
mod value;

pub(super) use inputs::inputs;
pub(super) use settings::{account, settings};
