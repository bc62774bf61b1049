//! The tokens of a client: those that its user sets, and those that it fetches.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use apiloom_wire::{Secret, Timestamp};

use crate::gate::Gate;
use crate::{Error, MemoryTokenStore, Token, TokenKey, TokenStore};

/// The tokens of a client; shared by its clones.
pub(crate) struct Tokens {
    store: Arc<dyn TokenStore>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// What the user set, by the name of the scheme.
    given: BTreeMap<String, Secret>,
    /// What was fetched.
    accounts: BTreeMap<TokenKey, Account>,
}

/// What is known of the token of an account.
struct Account {
    token: Option<Token>,
    /// The last one that the vendor refused.
    refused: Option<Secret>,
    /// Lets one fetch at a time.
    gate: Gate,
    /// How many fetches have ended, and how the last one failed if it did.
    ended: u64,
    failure: Option<Error>,
}

/// Where somebody stands who waits for others to fetch.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Before(u64);

impl Tokens {
    pub(crate) fn new(store: Arc<dyn TokenStore>) -> Self {
        Self {
            store,
            state: Mutex::default(),
        }
    }

    /// The same that the user set, with nothing fetched, over another store.
    pub(crate) fn over(&self, store: Arc<dyn TokenStore>) -> Self {
        let tokens = Self::new(store);
        tokens.lock().given = self.lock().given.clone();
        tokens
    }

    pub(crate) fn store(&self) -> &dyn TokenStore {
        &*self.store
    }

    /// What the user set for a scheme.
    pub(crate) fn given(&self, scheme: &str) -> Option<Secret> {
        self.lock().given.get(scheme).cloned()
    }

    pub(crate) fn give(&self, scheme: &str, token: Secret) {
        self.lock().given.insert(scheme.to_owned(), token);
    }

    pub(crate) fn take_back(&self, scheme: &str) {
        self.lock().given.remove(scheme);
    }

    /// The token of an account that may be used now.
    pub(crate) fn usable(&self, key: &TokenKey, now: Timestamp) -> Option<Secret> {
        let state = self.lock();
        let account = state.accounts.get(key)?;
        let token = account.token.as_ref()?;
        token
            .is_usable(now, account.refused.as_ref())
            .then(|| token.value.clone())
    }

    pub(crate) fn keep(&self, key: &TokenKey, token: Token) {
        self.account(key, |account| account.token = Some(token));
    }

    /// The vendor does not take this token any more.
    ///
    /// It is not used again, also when the store still has it; one that came in its place stays.
    pub(crate) fn refuse(&self, key: &TokenKey, token: Secret) {
        self.account(key, |account| account.refused = Some(token));
    }

    /// Forgets whatever token the account has.
    pub(crate) fn forget(&self, key: &TokenKey) {
        self.account(key, |account| {
            if let Some(token) = account.token.take() {
                account.refused = Some(token.value);
            }
        });
    }

    pub(crate) fn refused(&self, key: &TokenKey) -> Option<Secret> {
        self.account(key, |account| account.refused.clone())
    }

    pub(crate) fn gate(&self, key: &TokenKey) -> (Gate, Before) {
        self.account(key, |account| (account.gate.clone(), Before(account.ended)))
    }

    /// A fetch has ended: those who waited for it share its failure.
    pub(crate) fn end(&self, key: &TokenKey, failure: Option<Error>) {
        self.account(key, |account| {
            account.ended += 1;
            account.failure = failure;
        });
    }

    /// How the fetch failed that ended while somebody waited.
    pub(crate) fn failure_since(&self, key: &TokenKey, before: Before) -> Option<Error> {
        self.account(key, |account| {
            let ended = account.ended > before.0;
            account.failure.as_ref().filter(|_| ended).map(Error::copy)
        })
    }

    /// All that must not be shown.
    pub(crate) fn all(&self) -> Vec<Secret> {
        let state = self.lock();
        let fetched = state.accounts.values().flat_map(|account| {
            let token = account.token.as_ref().map(|token| token.value.clone());
            token.into_iter().chain(account.refused.clone())
        });
        state.given.values().cloned().chain(fetched).collect()
    }

    fn account<T>(&self, key: &TokenKey, look: impl FnOnce(&mut Account) -> T) -> T {
        let mut state = self.lock();
        look(
            state
                .accounts
                .entry(key.clone())
                .or_insert_with(|| Account {
                    token: None,
                    refused: None,
                    gate: Gate::new(1),
                    ended: 0,
                    failure: None,
                }),
        )
    }

    /// No code runs under the lock that could leave the maps half changed, so a poisoned lock is
    /// as good as any.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for Tokens {
    fn default() -> Self {
        Self::new(Arc::new(MemoryTokenStore::new()))
    }
}

impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.lock();
        f.debug_struct("Tokens")
            .field("store", &self.store)
            .field("given", &state.given.keys())
            .field("accounts", &state.accounts.len())
            .finish()
    }
}
