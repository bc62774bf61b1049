//! Tokens in files, shared by processes.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use apiloom_wire::{Secret, Timestamp};
use fs4::FileExt;

use crate::{
    BoxFuture, Error, Nonces, SystemNonces, Token, TokenKey, TokenLock, TokenStore, later,
};

/// Keeps tokens in the files of a folder, one an account, so that several processes share them.
///
/// A token is fetched by one process while the others wait and then read it: the vendor gives out
/// one.
/// On Unix, folder and files are readable by their owner only; on Windows, by whom the folder
/// allows.
/// Files are replaced as a whole, so that nobody reads half a token.
/// Their names show the vendor and a digest, nothing of the account.
///
/// Locks are those of the operating system and end with the process that holds them; the folder
/// must be on a file system that has them, which some network file systems have not.
#[derive(Clone, Debug)]
pub struct FileTokenStore {
    folder: PathBuf,
}

impl FileTokenStore {
    /// Keeps tokens in this folder, which is made when the first token is kept.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
        }
    }

    fn file(&self, key: &TokenKey, kind: &str) -> PathBuf {
        // 64 bits tell the accounts of one user apart.
        let digest = key.digest().get(..16).unwrap_or_default();
        self.folder
            .join(format!("{}-{digest}.{kind}", key.vendor()))
    }
}

impl TokenStore for FileTokenStore {
    fn load<'a>(&'a self, key: &'a TokenKey) -> BoxFuture<'a, Result<Option<Token>, Error>> {
        let path = self.file(key, "token");
        on_a_thread("read", move || match fs::read_to_string(path) {
            Ok(text) => Ok(parse(&text)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        })
    }

    fn save<'a>(&'a self, key: &'a TokenKey, token: &'a Token) -> BoxFuture<'a, Result<(), Error>> {
        let path = self.file(key, "token");
        let text = Secret::from(format(token));
        let folder = self.folder.clone();
        on_a_thread("write", move || {
            make(&folder)?;
            replace(&path, text.expose().as_bytes())
        })
    }

    fn lock<'a>(&'a self, key: &'a TokenKey) -> BoxFuture<'a, Result<TokenLock, Error>> {
        let path = self.file(key, "lock");
        let folder = self.folder.clone();
        on_a_thread("lock", move || {
            make(&folder)?;
            let file = private().create(true).truncate(false).open(path)?;
            FileExt::lock(&file)?;
            // Closing the file lets others in.
            Ok(TokenLock::new(file))
        })
    }
}

/// The first line says until when it is used, in milliseconds of 1970, or `-`; the rest is the
/// token.
fn format(token: &Token) -> String {
    let until = token.until.map(|until| until.unix_millis().to_string());
    let until = until.as_deref().unwrap_or("-");
    format!("{until}\n{}", token.value.expose())
}

/// What is no token, because somebody else wrote it, counts as none.
fn parse(text: &str) -> Option<Token> {
    let (until, value) = text.split_once('\n')?;
    let token = Token::new(value);
    match until {
        _ if value.is_empty() => None,
        "-" => Some(token),
        millis => Some(token.until(Timestamp::from_unix_millis(millis.parse().ok()?))),
    }
}

fn make(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// How files are opened that only their owner may read.
fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let nonce = SystemNonces.hex(16).map_err(io::Error::other)?;
    let new = path.with_extension(format!("{nonce}.new"));
    let written = write(&new, bytes).and_then(|()| fs::rename(&new, path));
    if written.is_err() {
        // What could not be written must not lie about; that it cannot be removed either changes
        // nothing.
        let _ = fs::remove_file(&new);
    }
    written
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // It must be new: an old one could be readable by others.
    let mut file = private().create_new(true).open(path)?;
    file.write_all(bytes)?;
    File::sync_all(&file)
}

/// Does on a thread what would block, since a lock may be held for as long as a fetch takes.
fn on_a_thread<T: Send + 'static>(
    what: &'static str,
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> BoxFuture<'static, Result<T, Error>> {
    let done = later::on_a_thread("apiloom-tokens", work);
    Box::pin(async move {
        done.await
            .and_then(|done| done)
            .map_err(|error| failed(what, &error))
    })
}

fn failed(what: &str, error: &io::Error) -> Error {
    Error::configuration(format!("the token store cannot {what} a file: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_as_it_was_written() {
        let token = Token::new("a\nb");
        assert_eq!(parse(&format(&token)), Some(token.clone()));
        let token = token.until(Timestamp::from_unix_millis(1_700_000_000_123));
        assert_eq!(parse(&format(&token)), Some(token));
        for bad in ["", "-", "-\n", "soon\nx", "12"] {
            assert_eq!(parse(bad), None, "{bad:?}");
        }
    }
}
