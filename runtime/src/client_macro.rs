//! The macro that gives a generated client what every client has.

/// What every client has, for a struct with the fields `core: Core` and
/// `settings: Arc<Settings>`.
///
/// `client!(Client, Settings, Facts, Call);` names the struct, its settings,
/// the struct with the field `settings` that is the [`Vendor`](crate::Vendor),
/// and the call of [`call_type!`](crate::call_type).
#[macro_export]
macro_rules! client {
    ($client:ident, $settings:ident, $facts:ident, $call:ident) => {
        impl $facts {
            #[allow(
                dead_code,
                reason = "a vendor whose requests need no settings still holds them"
            )]
            fn settings(&self) -> &$settings {
                &self.settings
            }
        }

        impl $client {
            /// A client over HTTPS.
            ///
            /// Nothing is refused here: a setting that is missing where it is needed, or that
            /// cannot stand in a server's address, is the error of the first call that needs it.
            /// Without the feature `hyper` it refuses to send, and says so.
            pub fn new(settings: $settings) -> Self {
                Self::with_transport(settings, $crate::transport::standard())
            }

            /// A client over a transport of your own.
            pub fn with_transport(
                settings: $settings,
                transport: ::std::sync::Arc<dyn $crate::Transport>,
            ) -> Self {
                let settings = ::std::sync::Arc::new(settings);
                let facts = $facts {
                    settings: ::std::sync::Arc::clone(&settings),
                };
                Self {
                    core: $crate::Core::new(facts, transport),
                    settings,
                }
            }

            /// The same client with another server, clock, default scheme and
            /// so on.
            pub fn configure(self, change: impl FnOnce($crate::Core) -> $crate::Core) -> Self {
                Self {
                    core: change(self.core),
                    ..self
                }
            }

            /// What the client runs on.
            pub fn core(&self) -> &$crate::Core {
                &self.core
            }

            /// The settings that the client was made with.
            pub fn settings(&self) -> &$settings {
                &self.settings
            }

            pub(crate) fn call<O: $crate::Operate>(&self, inputs: O) -> $call<O> {
                $call::new(&self.core, inputs)
            }
        }
    };
}
