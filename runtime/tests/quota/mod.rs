//! A vendor with limits, written as the generator prints one.

use std::sync::Arc;

use apiloom::{
    Answer, Auth, CallLimit, CallRate, Core, DecodeError, Effect, Error, Method, Operate,
    Operation, Repeat, RequestBuilder, Seal, Secret, Stamp, TokenAccount, Transport, Vendor,
    Verdict,
};

apiloom::call_type!();

struct Facts(String);

impl Vendor for Facts {
    fn name(&self) -> &'static str {
        "quota"
    }

    fn server(&self, _: &str) -> Result<String, Error> {
        Ok("https://quota.example".to_owned())
    }

    fn stamp(&self, scheme: &str, _: &mut Stamp<'_>) -> Result<Seal, Error> {
        Err(Error::unknown_scheme(scheme))
    }

    fn secrets(&self) -> Vec<&Secret> {
        Vec::new()
    }

    fn secret_fields(&self) -> &'static [&'static str] {
        &[]
    }

    fn limit_account(&self, _: &str, account: &mut TokenAccount) {
        account.add(&self.0);
    }
}

const QUOTA: CallLimit = CallLimit {
    name: "quota",
    rate: Some(CallRate {
        calls: 2,
        seconds: 60,
    }),
    concurrent: None,
    each_operation: true,
};

const SERIAL: CallLimit = CallLimit {
    name: "serial",
    rate: None,
    concurrent: Some(1),
    each_operation: false,
};

const fn operation(id: &'static str, limits: &'static [CallLimit]) -> Operation {
    Operation {
        id,
        method: Method::GET,
        path: "/",
        server: "default",
        auth: Auth::None,
        effect: Effect::Read,
        repeat: Repeat::Safe,
        facts: &[],
        judge: &Verdict::by_status,
        errors: &[],
        limits,
    }
}

macro_rules! operations {
    ($($name:ident $item:ident $limit:expr;)*) => {$(
        /// An operation with a limit.
        #[derive(Clone)]
        pub struct $name;

        static $item: Operation = operation(stringify!($name), &[$limit]);

        impl Operate for $name {
            type Output = ();
            const OPERATION: &'static Operation = &$item;

            fn encode(&self, _: &mut RequestBuilder) {}

            fn decode(_: &Answer<'_>) -> Result<(), DecodeError> {
                Ok(())
            }
        }
    )*};
}

operations! {
    Quick QUICK QUOTA;
    Other OTHER QUOTA;
    Serial ONE_BY_ONE SERIAL;
}

/// A core for an account.
pub fn core(transport: Arc<dyn Transport>, app: &str) -> Core {
    Core::new(Facts(app.to_owned()), transport)
}

/// Makes a call.
pub async fn send<O: Operate>(core: &Core, inputs: O) -> Result<O::Output, Error> {
    Call::new(core, inputs).await
}
