//! What a call would do: the exact request, and what it changes at the vendor.

mod change;
mod member;
mod walk;

use std::fmt;
use std::sync::{Mutex, PoisonError};

use apiloom_wire::{Language, Secret, Violations};
use bytes::Bytes;

pub use self::change::{Change, ChangeKind};
pub use self::member::{Changes, Member, Members};
use crate::attempt::Turn;
use crate::call::{telling_draft, warnings};
use crate::draft::Draft;
use crate::dynamic::Request;
use crate::idempotency::set_key;
use crate::told::Told;
use crate::{CallOptions, Core, Effect, Error, Operate, Operation, transport};

/// What stands in the request for a token that is not at hand.
pub const TOKEN_STAND_IN: &str = "TOKEN-IS-FETCHED-WHEN-THE-CALL-IS-SENT";

/// What a call would do.
///
/// Nothing is sent for it, and no token is fetched.
/// `Display` tells a person, without secrets.
pub struct DryRun {
    operation: &'static Operation,
    request: http::Request<Bytes>,
    changes: Vec<Change>,
    /// What the query says beside the body, without secrets.
    query: Vec<String>,
    tokens_missing: Vec<&'static str>,
    warnings: Violations,
    language: Language,
}

impl DryRun {
    /// The exact signed request, with its secrets.
    pub fn request(&self) -> &http::Request<Bytes> {
        &self.request
    }

    /// What it changes at the vendor, in the order of the request; what is left out follows.
    ///
    /// These are the members of the body; the parameters of the query only if there is no body.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// What is wrong with the inputs without keeping them from being sent.
    pub fn warnings(&self) -> &Violations {
        &self.warnings
    }

    /// The schemes whose token is not at hand, so that [`TOKEN_STAND_IN`] stands in the request and what
    /// is computed from the token will differ.
    pub fn tokens_missing(&self) -> &[&'static str] {
        &self.tokens_missing
    }
}

/// What a call would do.
///
/// # Errors
/// When the inputs or the settings do not make a request.
pub fn dry_run<O: Operate>(
    core: &Core,
    inputs: &O,
    options: &CallOptions,
) -> Result<DryRun, Error> {
    told(core, inputs, options)
}

/// What a call would do.
pub(crate) fn told(
    core: &Core,
    request: &dyn Request,
    options: &CallOptions,
) -> Result<DryRun, Error> {
    let warnings = warnings(core, request, options)?;
    let (operation, changes) = (request.operation(), request.changes());
    let mut made = made(core, operation, changes, telling_draft(request), options)?;
    if let Some(warnings) = warnings {
        made.warnings = *warnings;
    }
    Ok(made)
}

fn made(
    core: &Core,
    operation: &'static Operation,
    known: &Changes,
    draft: Result<(Draft, Told), Error>,
    options: &CallOptions,
) -> Result<DryRun, Error> {
    let (mut draft, told) = draft?;
    let redactor = core.redactor(&core.secrets_of(&draft));
    let changes = walk::changes(operation, known, &draft, &told, &redactor);
    let query = walk::query_beside(operation, &draft, &told, &redactor);
    set_key(core, operation, options, &mut draft).map_err(|error| error.at(operation.id))?;
    let mut tokens_missing = Vec::new();
    let prepared = match core.prepare(operation, draft.clone(), options, Turn::FIRST) {
        Ok(prepared) => prepared,
        Err(error) => {
            let stand_ins = stand_ins(core, operation, options);
            // A scheme that signs without a token has none that would be fetched.
            let asked = Mutex::new(Vec::new());
            let turn = Turn {
                tokens: &stand_ins,
                asked: Some(&asked),
                ..Turn::FIRST
            };
            // What fails with tokens as well is not for want of one.
            let prepared = core.prepare(operation, draft, options, turn);
            let prepared = prepared.map_err(|_| error)?;
            let asked = asked.into_inner().unwrap_or_else(PoisonError::into_inner);
            let missing = stand_ins.iter().map(|(scheme, _)| *scheme);
            tokens_missing.extend(missing.filter(|scheme| asked.contains(scheme)));
            prepared
        }
    };
    Ok(DryRun {
        operation,
        request: prepared.request,
        changes,
        query,
        tokens_missing,
        warnings: Violations::new(),
        language: core.language(),
    })
}

/// What stands for the tokens that are not at hand.
fn stand_ins(
    core: &Core,
    operation: &Operation,
    options: &CallOptions,
) -> Vec<(&'static str, Secret)> {
    let schemes = operation
        .auth
        .choose(options.scheme.as_deref(), core.scheme());
    let schemes = schemes.unwrap_or_default().iter().copied();
    let missing = schemes.filter(|scheme| core.token(scheme).is_none());
    missing
        .map(|scheme| (scheme, Secret::from(TOKEN_STAND_IN)))
        .collect()
}

impl fmt::Display for DryRun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{}: {}",
            self.operation.id,
            transport::describe(&self.request)
        )?;
        let (left_out, sent): (Vec<&Change>, Vec<&Change>) =
            self.changes.iter().partition(|change| change.is_left_out());
        for change in sent {
            let lost = match change.kind() {
                ChangeKind::Replaced if change.items() != Some(0) => "; what is not sent is lost",
                ChangeKind::Unknown => "; it may replace what is there",
                _ => "",
            };
            writeln!(f, "  {change}{lost}")?;
        }
        for kind in [ChangeKind::Erased, ChangeKind::Unknown] {
            let paths = left_out.iter().filter(|change| change.kind() == kind);
            let paths: Vec<&str> = paths.map(|change| change.path()).collect();
            if !paths.is_empty() {
                writeln!(
                    f,
                    "  {}, since it is left out: {}",
                    kind.word(),
                    paths.join(", ")
                )?;
            }
        }
        if self.changes.is_empty() {
            f.write_str(match self.operation.effect {
                Effect::Read => "  changes nothing\n",
                Effect::Write | Effect::Delete => {
                    "  sends no values; what it does lies in the operation\n"
                }
            })?;
        }
        if !self.query.is_empty() {
            writeln!(f, "  the query says {}", self.query.join(", "))?;
        }
        for warning in self.warnings.message(self.language).lines() {
            writeln!(f, "  {warning}")?;
        }
        for scheme in &self.tokens_missing {
            writeln!(
                f,
                "  the token of `{scheme}` would be fetched; `{TOKEN_STAND_IN}` stands for it"
            )?;
        }
        f.write_str("  nothing was sent")
    }
}

impl fmt::Debug for DryRun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DryRun")
            .field("operation", &self.operation.id)
            .field("request", &transport::describe(&self.request))
            .field("changes", &self.changes)
            .field("query", &self.query)
            .field("tokens_missing", &self.tokens_missing)
            .finish()
    }
}
