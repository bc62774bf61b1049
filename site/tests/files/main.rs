//! The files of documentation, read by parsers that are not ours: what hostile texts become, where links lead.

mod anchors;
mod attacks;
mod hostile;
mod kept;
mod links;
mod made;
mod markdown;
mod page;
mod parts;
mod samples;
mod shell;
