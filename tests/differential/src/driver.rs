//! What makes the calls of a generated client ones that can be driven.

/// Defines `Ready` and `ReadyList` for the type `Call` in scope, which is that of a generated client.
#[macro_export]
macro_rules! driver {
    () => {
        /// A call, and what tells what it gives.
        struct Ready<O: Operate> {
            call: Call<O>,
            output: fn(O::Output) -> Option<String>,
        }

        impl<O: Operate> Ready<O> {
            fn told(&self, result: Result<O::Output, Error>) -> harness::Outcome {
                match result {
                    Ok(output) => Ok((self.output)(output)),
                    Err(error) => Err(harness::Refusal::of(&error)),
                }
            }
        }

        impl<O: Operate> harness::Called for Ready<O> {
            fn validate(&self) -> Vec<harness::Broken> {
                match self.call.validate() {
                    Ok(()) => Vec::new(),
                    Err(found) => harness::Broken::all(&found),
                }
            }

            fn prepare(&self, checked: bool) -> Result<harness::Request, Box<harness::Refusal>> {
                let call = match checked {
                    true => self.call.clone(),
                    false => self.call.clone().without_validation(),
                };
                match call.prepare() {
                    Ok(request) => Ok(harness::Request::of(&request)),
                    Err(error) => Err(harness::Refusal::of(&error)),
                }
            }

            fn dry_run(&self) -> Result<String, Box<harness::Refusal>> {
                match self.call.dry_run() {
                    Ok(told) => Ok(told.to_string()),
                    Err(error) => Err(harness::Refusal::of(&error)),
                }
            }

            fn answer(&self, response: http::Response<Bytes>, strict: bool) -> harness::Outcome {
                let call = match strict {
                    true => self.call.clone().strict(),
                    false => self.call.clone(),
                };
                self.told(call.answer(response))
            }

            fn send(&self) -> harness::Outcome {
                self.told(self.call.clone().blocking())
            }

            fn pages(&self, _: usize) -> Vec<harness::Outcome> {
                Vec::new()
            }

            fn items(&self, _: usize) -> Vec<harness::Outcome> {
                Vec::new()
            }
        }

        /// The call of a list, and what tells an item of it.
        struct ReadyList<O: Paged> {
            ready: Ready<O>,
            item: fn(O::Item) -> Option<String>,
        }

        impl<O: Paged> harness::Called for ReadyList<O> {
            fn validate(&self) -> Vec<harness::Broken> {
                self.ready.validate()
            }

            fn prepare(&self, checked: bool) -> Result<harness::Request, Box<harness::Refusal>> {
                self.ready.prepare(checked)
            }

            fn dry_run(&self) -> Result<String, Box<harness::Refusal>> {
                self.ready.dry_run()
            }

            fn answer(&self, response: http::Response<Bytes>, strict: bool) -> harness::Outcome {
                self.ready.answer(response, strict)
            }

            fn send(&self) -> harness::Outcome {
                self.ready.send()
            }

            fn pages(&self, limit: usize) -> Vec<harness::Outcome> {
                let pages = self.ready.call.clone().pages().blocking();
                pages
                    .take(limit)
                    .map(|page| self.ready.told(page))
                    .collect()
            }

            fn items(&self, limit: usize) -> Vec<harness::Outcome> {
                let items = self.ready.call.clone().items().blocking();
                let items = items.take(limit).map(|item| match item {
                    Ok(item) => Ok((self.item)(item)),
                    Err(error) => Err(harness::Refusal::of(&error)),
                });
                items.collect()
            }
        }
    };
}
