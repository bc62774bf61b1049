//! One signed request.

use std::borrow::Cow;
use std::sync::{Arc, Mutex};

use apiloom_wire::Secret;
use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE};

use crate::body::Body;
use crate::core::Inputs;
use crate::draft::Draft;
use crate::frozen::{Frozen, cookie_text, url_text};
use crate::seal::Sealing;
use crate::stamp::{Placer, Stamp};
use crate::transport::AttemptTimeout;
use crate::url::Base;
use crate::{CallOptions, Core, Error, Operation, Seal, header, path, percent, url};

/// Paths and queries up to this length, not encoded, make URLs that are not too long.
const SHORT_URL: usize = 16 << 10;

/// Which attempt of a call is made.
#[derive(Clone, Copy)]
pub(crate) struct Turn<'a> {
    /// From 1.
    pub(crate) number: u32,
    /// The tokens that were fetched for it, by scheme.
    pub(crate) tokens: &'a [(&'static str, Secret)],
    /// Keeps the schemes that asked for one of these tokens.
    pub(crate) asked: Option<&'a Mutex<Vec<&'static str>>>,
}

impl Turn<'_> {
    /// The first attempt, with the tokens that are at hand.
    pub(crate) const FIRST: Turn<'static> = Turn {
        number: 1,
        tokens: &[],
        asked: None,
    };
}

/// Makes the request of one attempt: stamp, freeze, seal.
///
/// The secrets that it placed are added to `secrets`, also when it fails.
/// Says too how much of it are inputs.
pub(crate) fn request(
    core: &Core,
    operation: &'static Operation,
    mut draft: Draft,
    options: &CallOptions,
    turn: Turn<'_>,
    secrets: &mut Vec<Secret>,
) -> Result<(http::Request<Bytes>, Inputs), Error> {
    let base = core.base(operation, options)?;
    let path = path_of(operation, &base, &draft)?;
    draft.headers.hide(core.vendor().secret_fields());
    for (name, value) in &options.headers {
        // The spec does not know it, so it may be a credential.
        draft.headers.set(name, value, true)?;
        secrets.extend(header::secrets_of(name, value));
    }
    let inputs = Inputs {
        query: draft.query.len(),
        body: draft.body.extent(),
    };
    let seals = stamp(core, operation, &mut draft, options, turn, secrets)?;
    draft.headers.set_default(&ACCEPT, "application/json")?;
    name_body(core, &mut draft)?;
    if !seals.iter().all(Seal::is_none) {
        let frozen = Frozen::new(operation, &base, &path, &draft);
        seal(&frozen, seals, &mut draft, secrets)?;
    }
    let mut request = build(operation, &base, &path, draft)?;
    if let Some(timeout) = options.timeout.or(core.timeout()) {
        request.extensions_mut().insert(AttemptTimeout(timeout));
    }
    Ok((request, inputs))
}

/// Refuses what can be refused before anything is sent, and keeps the path, so that it is made once.
pub(crate) fn check(
    core: &Core,
    operation: &'static Operation,
    draft: &mut Draft,
    options: &CallOptions,
) -> Result<(), Error> {
    let base = core.base(operation, options)?;
    let path = path_of(operation, &base, draft)?;
    for (name, value) in &options.headers {
        header::parse(name, value, true)?;
    }
    let pairs = draft.query.iter();
    let length: usize = pairs
        .map(|(name, value)| name.len() + value.len() + 2)
        .sum();
    if length + path.len() > SHORT_URL {
        uri(url_text(&base, &path, &percent::encode_pairs(&draft.query)))?;
    }
    draft.full_path = Some(path);
    Ok(())
}

/// The path of a request as sent: the operation's below the server's, or where a link leads.
pub(crate) fn path_of(
    operation: &'static Operation,
    base: &Base,
    draft: &Draft,
) -> Result<String, Error> {
    match draft.target.as_ref().or(draft.full_path.as_ref()) {
        Some(path) => Ok(path.clone()),
        None => Ok(full_path(base, path::fill(operation.path, &draft.path)?)),
    }
}

/// Says what the body is.
///
/// Only this side knows what separates the parts of a multipart body, so nothing that the spec or
/// the caller says of its type counts.
fn name_body(core: &Core, draft: &mut Draft) -> Result<(), Error> {
    if let Body::Multipart(parts) = &mut draft.body {
        let boundary = core.nonces().hex(32);
        parts.set_boundary(boundary.map_err(|error| Error::configuration(error.to_string()))?);
        let content_type = parts.content_type();
        return draft.headers.set("content-type", &content_type, false);
    }
    match draft.content_type().map(Cow::into_owned) {
        Some(name) => draft.headers.set_default(&CONTENT_TYPE, &name),
        None => Ok(()),
    }
}

fn full_path(base: &Base, path: String) -> String {
    let slash = if path.starts_with('/') || (path.is_empty() && !base.prefix.is_empty()) {
        ""
    } else {
        "/"
    };
    [&base.prefix, slash, &path].concat()
}

fn stamp(
    core: &Core,
    operation: &'static Operation,
    draft: &mut Draft,
    options: &CallOptions,
    turn: Turn<'_>,
    secrets: &mut Vec<Secret>,
) -> Result<Vec<Seal>, Error> {
    let schemes = operation
        .auth
        .choose(options.scheme.as_deref(), core.scheme())?;
    let mut stamp = Stamp {
        core,
        operation,
        now: core.now(),
        turn,
        placer: Placer::new(draft, secrets),
    };
    let mut seals = Vec::with_capacity(schemes.len());
    for scheme in schemes {
        seals.push(core.vendor().stamp(scheme, &mut stamp)?);
    }
    stamp.placer.finish()?;
    Ok(seals)
}

fn seal(
    frozen: &Frozen,
    seals: Vec<Seal>,
    draft: &mut Draft,
    secrets: &mut Vec<Secret>,
) -> Result<(), Error> {
    let mut sealing = Sealing {
        frozen,
        placer: Placer::new(draft, secrets),
    };
    for seal in seals {
        seal.place(&mut sealing)?;
    }
    sealing.finish()
}

fn build(
    operation: &'static Operation,
    base: &Base,
    path: &str,
    mut draft: Draft,
) -> Result<http::Request<Bytes>, Error> {
    if let Some(cookies) = cookie_text(&draft.cookies) {
        draft.headers.set("cookie", &cookies, true)?;
    }
    let uri = uri(url_text(base, path, &percent::encode_pairs(&draft.query)))?;
    let mut request = http::Request::new(draft.body.bytes());
    *request.method_mut() = operation.method.clone();
    *request.uri_mut() = uri;
    // Those that the transport adds find a place too.
    request.headers_mut().reserve(12);
    for (name, value) in draft.headers.into_list() {
        request.headers_mut().append(name, value);
    }
    Ok(request)
}

fn uri(url: String) -> Result<http::Uri, Error> {
    http::Uri::try_from(url).map_err(|_| Error::input("the URL is too long or not valid"))
}

impl Core {
    /// The server of an operation, unless the call or the client replaces it.
    pub(crate) fn base(
        &self,
        operation: &Operation,
        options: &CallOptions,
    ) -> Result<Arc<Base>, Error> {
        match (&options.server, self.server()) {
            (Some(server), _) => url::base(server).map(Arc::new),
            (None, Some(server)) => self.bases().get("", || url::base(server)),
            (None, None) => self.bases().get(operation.server, || {
                url::base(&self.vendor().server(operation.server)?)
            }),
        }
    }
}
