//! The macro door of Apiloom; use it as `apiloom::api!` with the runtime's feature `macros`.

mod api;
mod arguments;

use proc_macro::TokenStream;

/// The client of a spec, in place.
///
/// ```text
/// mod acme {
///     apiloom::api!("specs/acme.yaml");
/// }
/// ```
///
/// The path starts at the folder of the package's `Cargo.toml`.
/// The module around the call is then what the root of a generated crate would be.
/// Each problem of the spec is a compile error on the path, with its place in the YAML.
/// An edit to the spec, or to a file that it includes, builds the crate anew.
///
/// # Options
///
/// They follow the path, in any order.
///
/// - `module = acme` makes the module around the client; `visibility = pub(crate)` says who sees it.
/// - `operations = [get_parcel, list_parcels]` leaves out all other operations, and the types that only they need.
/// - `types_only` leaves out the client: what remains are the types of requests and answers.
///
/// ```text
/// apiloom::api!("specs/acme.yaml", module = acme, visibility = pub, operations = [get_parcel]);
/// ```
#[proc_macro]
pub fn api(input: TokenStream) -> TokenStream {
    api::expand(input.into()).into()
}
