//! Refusals have codes and statuses as the vendor's own have.

use super::*;

/// The spec of a vendor that says failures in members and by statuses.
fn with_statuses(errors: &str, examples: &str) -> String {
    format!(
        r#"apiloom: 1
vendor: acme
servers: {{ default: https://acme.example }}
envelopes:
  standard:
    fields: {{ error: any }}
    failures:
      - {{ when: body.error is present, code: as_text(body.error.code) ?? as_text(status) }}
      - {{ code: status }}
defaults: {{ envelope: standard }}
errors: {{ {errors} }}
operations:
  get_parcel:
    http: GET /parcels/{{id}}
    path: {{ id: int64 }}
    returns: any
    examples:
      - {{ request: {{ id: 1 }}, response: {{}} }}
{examples}"#
    )
}

#[test]
fn refusals_have_the_statuses_that_examples_show() {
    let errors =
        "no_parcel: { name: NoParcel, kind: not_found }, bad: { name: Bad, kind: invalid }";
    let example = |status| {
        format!(
            "      - {{ request: {{ id: 2 }}, status: {status}, response: {{ error: {{ code: no_parcel }} }}, fails: no_parcel }}\n"
        )
    };
    let said = |name: &str, examples: &str| {
        let api = written(name, &with_statuses(errors, examples));
        let mut answerer = Answerer::new(api, 7);
        let get = operation(api, "get_parcel");
        [FailureKind::NotFound, FailureKind::Invalid].map(|kind| {
            let reply = fail(&mut answerer, get, kind);
            (reply.status, reply.refused.unwrap_or_default())
        })
    };
    let both = |first, second| [(first, "no_parcel".to_owned()), (second, "bad".to_owned())];
    assert_eq!(said("statuses_none", ""), both(200, 200));
    assert_eq!(said("statuses_410", &example(410)), both(410, 400));
    assert_eq!(said("statuses_200", &example(200)), both(200, 200));
}

#[test]
fn a_code_that_means_something_else_stands_for_no_refusal() {
    let said = |name: &str, errors: &str| {
        let api = written(name, &with_statuses(errors, ""));
        let reply = fail(
            &mut Answerer::new(api, 7),
            operation(api, "get_parcel"),
            FailureKind::BadSignature,
        );
        (reply.status, reply.refused.unwrap_or_default())
    };
    let declined = "declined: { name: CardDeclined }";
    assert_eq!(said("codes_other", declined), (401, "401".to_owned()));
    let any = "declined: { name: CardDeclined }, oops: { name: Failed }";
    assert_eq!(said("codes_any", any), (200, "oops".to_owned()));
}
