//! Where tokens are kept.

use std::any::Any;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use crate::gate::Gate;
use crate::{BoxFuture, Error, Token, TokenKey};

/// Where tokens are kept, so that one token an account is shared by all who use it.
///
/// A client asks it only when it has no token that it may use: first without the lock, then, before
/// it fetches one, with it.
/// No method blocks the thread that polls its future.
pub trait TokenStore: Send + Sync + fmt::Debug {
    /// The token of an account, if there is one, whether it has ended or not.
    ///
    /// # Errors
    /// When the store cannot be read; [`Error::configuration`] makes one.
    fn load<'a>(&'a self, key: &'a TokenKey) -> BoxFuture<'a, Result<Option<Token>, Error>>;

    /// Keeps the token of an account in place of the one before.
    ///
    /// # Errors
    /// When the store cannot be written.
    fn save<'a>(&'a self, key: &'a TokenKey, token: &'a Token) -> BoxFuture<'a, Result<(), Error>>;

    /// Waits until nobody else who shares the store fetches the token of this account.
    ///
    /// # Errors
    /// When it cannot be locked.
    fn lock<'a>(&'a self, key: &'a TokenKey) -> BoxFuture<'a, Result<TokenLock, Error>>;
}

/// Held while a token is fetched; dropping it lets others in.
pub struct TokenLock {
    _held: Box<dyn Any + Send + Sync>,
}

impl TokenLock {
    /// A lock that lets others in when this is dropped.
    pub fn new(held: impl Any + Send + Sync) -> Self {
        Self {
            _held: Box::new(held),
        }
    }
}

impl fmt::Debug for TokenLock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenLock")
    }
}

/// Keeps tokens in memory; what a client has unless it is given another store.
///
/// One of them may serve several clients, so that clients of the same account share its token.
#[derive(Default)]
pub struct MemoryTokenStore {
    accounts: Mutex<BTreeMap<TokenKey, Account>>,
}

struct Account {
    token: Option<Token>,
    gate: Gate,
}

impl MemoryTokenStore {
    /// A store without tokens.
    pub fn new() -> Self {
        Self::default()
    }

    fn with<T>(&self, key: &TokenKey, look: impl FnOnce(&mut Account) -> T) -> T {
        let mut accounts = self.accounts.lock().unwrap_or_else(PoisonError::into_inner);
        look(accounts.entry(key.clone()).or_insert_with(|| Account {
            token: None,
            gate: Gate::new(1),
        }))
    }
}

impl TokenStore for MemoryTokenStore {
    fn load<'a>(&'a self, key: &'a TokenKey) -> BoxFuture<'a, Result<Option<Token>, Error>> {
        let token = self.with(key, |account| account.token.clone());
        Box::pin(std::future::ready(Ok(token)))
    }

    fn save<'a>(&'a self, key: &'a TokenKey, token: &'a Token) -> BoxFuture<'a, Result<(), Error>> {
        self.with(key, |account| account.token = Some(token.clone()));
        Box::pin(std::future::ready(Ok(())))
    }

    fn lock<'a>(&'a self, key: &'a TokenKey) -> BoxFuture<'a, Result<TokenLock, Error>> {
        let gate = self.with(key, |account| account.gate.clone());
        Box::pin(async move { Ok(TokenLock::new(gate.enter().await)) })
    }
}

impl fmt::Debug for MemoryTokenStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MemoryTokenStore")
    }
}
