//! What the compiler guarantees about generated clients and calls.
//!
//! The assertions hold as soon as this file compiles; the functions need not run.

#![deny(unfulfilled_lint_expectations)]

use std::fmt::Debug;

use apiloom::Error;

fn shared<T: Clone + Debug + Send + Sync + 'static>() {}
fn sendable<T: Send + 'static>(_: T) {}

macro_rules! clients {
    ($($library:ident),*) => {$(
        mod $library {
            use $library::{Call, Client, Settings};

            #[test]
            fn a_client_its_settings_and_its_calls_are_shared_between_threads() {
                super::shared::<Client>();
                super::shared::<Settings>();
            }

            /// For the calls of any operation.
            #[allow(dead_code, reason = "it need only compile")]
            fn calls<O: apiloom::Operate>(call: Call<O>) {
                super::shared::<Call<O>>();
                super::sendable(call.clone().into_future());
                super::sendable(async move { call.await.map(drop) });
            }

            /// Fails to compile if a call may be dropped without a warning.
            #[expect(unused_must_use, reason = "a call is sent when it is awaited")]
            #[allow(dead_code, reason = "it need only compile")]
            fn dropped<O: apiloom::Operate>(call: impl Fn() -> Call<O>) {
                call();
            }
        }
    )*};
}

clients!(baiyao, dezhu, dmhub, udesk, wefeng);

#[test]
fn errors_travel() {
    fn error<E: std::error::Error + Send + Sync + 'static>() {}
    error::<Error>();
    assert!(size_of::<Error>() <= size_of::<usize>());
}
