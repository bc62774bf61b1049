//! The key by which a vendor knows a request again.

use crate::draft::Draft;
use crate::{CallOptions, Core, Error, IdempotencyKey, Operation, Repeat};

/// Puts the key of a call into its draft, once a call: all attempts carry the same.
///
/// It is a random UUID unless the call has one of its own.
pub(crate) fn set_key(
    core: &Core,
    operation: &Operation,
    options: &CallOptions,
    draft: &mut Draft,
) -> Result<(), Error> {
    let given = options.idempotency_key.as_deref();
    let Repeat::Keyed(place) = operation.repeat else {
        return match given {
            None => Ok(()),
            Some(_) => Err(Error::configuration(
                "an idempotency key was given, but this operation has no place for one",
            )),
        };
    };
    let key = match given {
        Some("") => return Err(Error::input("the idempotency key is empty")),
        Some(key) => key.to_owned(),
        None => core
            .nonces()
            .uuid()
            .map_err(|error| Error::configuration(error.to_string()))?,
    };
    match place {
        IdempotencyKey::Header(name) => draft.headers.set(name, &key, false),
        IdempotencyKey::Query(name) => {
            draft.query.push((name.to_owned(), key));
            Ok(())
        }
        IdempotencyKey::Body(name) => draft.body.add(name, &key.into()),
    }
}
