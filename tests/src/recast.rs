//! Answers whose form changes when a client encodes them again.

use serde_json::Value;

use crate::exchange::Exchange;
use crate::json;

/// What a client encodes otherwise than it came: exchange, place, and the new form; nothing for a member that is gone.
///
/// Vendors write the same thing in several forms, and a client that reads them all writes one.
const RECAST: [(&str, &str, Option<&str>); 8] = [
    // A number as text.
    (
        "udesk/update_customer",
        "customer.cellphones[0].id",
        Some("123"),
    ),
    (
        "dezhu/update_customer",
        "data.customer.blacklist",
        Some("0"),
    ),
    (
        "wefeng/update_external_contact.contents",
        "data.type",
        Some("2"),
    ),
    (
        "wefeng/update_external_contact.contents",
        "data.customField[0].id",
        Some("3001"),
    ),
    // A member under its other name.
    ("udesk/update_customer.signed_v1", "customer.emails", None),
    (
        "udesk/update_customer.signed_v1",
        "customer.email",
        Some("\"libai@udesk.cn\""),
    ),
    // Objects instead of a flat list of keys and values.
    (
        "udesk/update_customer.signed_v1",
        "customer.other_emails",
        Some("[34, \"22343r@werr.com\"]"),
    ),
    // One object instead of a list.
    (
        "udesk/update_customer.signed_v1",
        "customer.wechat",
        Some("[{\"id\": \"wx477a73a96df0fa6e\", \"name\": \"miller\"}]"),
    ),
];

/// The answer of an exchange in the form in which a client encodes it again.
///
/// # Errors
/// If the answer is no JSON, or a rule does not fit it; the text says which.
pub fn recast(exchange: &Exchange) -> Result<Value, String> {
    let mut answer: Value = serde_json::from_str(&exchange.response.body_text)
        .map_err(|error| format!("the answer of {exchange} is no JSON: {error}"))?;
    let name = exchange.to_string();
    for (_, path, new) in RECAST.iter().filter(|(of, _, _)| *of == name) {
        let fail = |reason: String| format!("the rule for {exchange} at {path}: {reason}");
        let new = new
            .map(serde_json::from_str)
            .transpose()
            .map_err(|error| fail(error.to_string()))?;
        if !json::put(&mut answer, path, new) {
            return Err(fail("there is no such place".to_owned()));
        }
    }
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_needed_and_fits() {
        for (name, path, new) in RECAST {
            let (vendor, name) = name.split_once('/').unwrap();
            let exchange = Exchange::load(vendor, name).unwrap();
            recast(&exchange).unwrap();
            let came: Value = serde_json::from_str(&exchange.response.body_text).unwrap();
            let new: Option<Value> = new.map(|text| serde_json::from_str(text).unwrap());
            assert_ne!(json::lookup(&came, path), new, "{exchange}: {path}");
        }
    }
}
