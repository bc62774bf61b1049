//! What the tests of the exchanges share: a typed call is prepared, held against its file, and answered from it.

use std::collections::BTreeSet;

use apiloom::{Error, Wire};
use apiloom_tests::calls::{Connect, TypedCall, offline};
use apiloom_tests::check;
use apiloom_tests::exchange::Exchange;

/// Declares one test an exchange (`test function: "the exchange's name"`), and one that no exchange of the vendor's is
/// without a test.
///
/// Each test function takes the [`Exchange`].
#[macro_export]
macro_rules! exchange_tests {
    ($vendor:literal: $($test:ident: $name:literal),+ $(,)?) => {
        mod exchange {
            $(
                #[test]
                fn $test() {
                    let exchange = apiloom_tests::exchange::Exchange::load($vendor, $name);
                    super::$test(&exchange.unwrap());
                }
            )+
        }

        #[test]
        fn every_exchange_has_a_test() {
            $crate::support::assert_all_tested($vendor, &[$($name),+]);
        }
    };
}

/// The request of the call is the exchange's, the exchange's answer succeeds, and encodes again as it came.
#[track_caller]
pub(crate) fn answered<C: Connect, K: TypedCall<Answer: Wire>>(
    exchange: &Exchange,
    call: fn(&C) -> K,
) -> K::Answer {
    let answer = played(exchange, call).unwrap_or_else(|error| panic!("{exchange}: {error}"));
    check::answer(exchange, &answer).unwrap_or_else(|text| panic!("{text}"));
    answer
}

/// The request of the call is the exchange's, and the exchange's answer succeeds without a result.
#[allow(dead_code, reason = "not every vendor has such an operation")]
#[track_caller]
pub(crate) fn done<C: Connect, K: TypedCall<Answer = ()>>(exchange: &Exchange, call: fn(&C) -> K) {
    played(exchange, call).unwrap_or_else(|error| panic!("{exchange}: {error}"));
}

/// The request of the call is the exchange's, and the exchange's answer fails as the exchange says.
#[track_caller]
pub(crate) fn refused<C: Connect, K: TypedCall>(exchange: &Exchange, call: fn(&C) -> K) -> Error {
    let Err(error) = played(exchange, call) else {
        panic!("{exchange} succeeded, but must fail");
    };
    check::error(exchange, &error).unwrap_or_else(|text| panic!("{text}"));
    error
}

/// The names are those of all exchanges with the vendor.
#[track_caller]
pub(crate) fn assert_all_tested(vendor: &str, names: &[&str]) {
    let tested: BTreeSet<String> = names
        .iter()
        .map(|name| format!("{vendor}/{name}"))
        .collect();
    assert_eq!(tested.len(), names.len(), "an exchange is tested twice");
    let all = Exchange::load_all().unwrap();
    let files: BTreeSet<String> = all
        .iter()
        .filter(|exchange| exchange.vendor == vendor)
        .map(ToString::to_string)
        .collect();
    assert_eq!(tested, files);
}

#[track_caller]
fn played<C: Connect, K: TypedCall>(
    exchange: &Exchange,
    call: fn(&C) -> K,
) -> Result<K::Answer, Error> {
    let client: C = offline(&exchange.given).unwrap_or_else(|text| panic!("{exchange}: {text}"));
    let call = call(&client);
    let request = call
        .prepare()
        .unwrap_or_else(|error| panic!("{exchange}: {error}"));
    check::request(exchange, &request).unwrap_or_else(|text| panic!("{text}"));
    call.answer(check::response(exchange).unwrap())
}
