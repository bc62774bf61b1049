//! Tokens in files that several processes share.

#![cfg(feature = "hyper")]

#[allow(dead_code, reason = "these tests do not look at all of the shop")]
pub mod shop;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use apiloom::{Core, FileTokenStore, Nonces, SystemNonces};
use shop::{Shop, buy, core_at};

/// A folder that goes with the test.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        let name = format!("apiloom-{}", SystemNonces.hex(16).unwrap());
        Self(std::env::temp_dir().join(name))
    }

    fn files(&self, extension: &str) -> Vec<PathBuf> {
        let mut files: Vec<PathBuf> = fs::read_dir(&self.0)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|e| e == extension))
            .collect();
        files.sort();
        files
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn client(url: &str, folder: &Path) -> Core {
    // Below the folder, so that the store has to make it.
    let store = FileTokenStore::new(folder);
    core_at(url, "app-seven").with_token_store(Arc::new(store))
}

#[tokio::test]
async fn processes_share_one_token() {
    // This test runs itself in further processes, which find here what to do.
    if let (Ok(url), Ok(folder)) = (std::env::var("SHOP_URL"), std::env::var("SHOP_FOLDER")) {
        buy(&client(&url, Path::new(&folder))).await.unwrap();
        return;
    }
    let shop = Shop::open("7200");
    let folder = Folder::new();
    let processes: Vec<_> = (0..8)
        .map(|_| {
            Command::new(std::env::current_exe().unwrap())
                .args(["--exact", "processes_share_one_token"])
                .stdout(Stdio::null())
                .env("SHOP_URL", shop.url())
                .env("SHOP_FOLDER", &folder.0)
                .spawn()
                .unwrap()
        })
        .collect();
    for mut process in processes {
        assert!(process.wait().unwrap().success());
    }
    assert_eq!((shop.fetches(), shop.bought(), shop.refused()), (1, 8, 0));
}

#[tokio::test]
async fn a_newer_token_of_another_process_is_found() {
    let shop = Shop::open("7200");
    let folder = Folder::new();
    let (one, other) = (
        client(&shop.url(), &folder.0),
        client(&shop.url(), &folder.0),
    );
    buy(&one).await.unwrap();
    buy(&other).await.unwrap();
    assert_eq!(shop.fetches(), 1);
    shop.end_token();
    buy(&one).await.unwrap();
    assert_eq!(shop.fetches(), 3);
    buy(&other).await.unwrap();
    assert_eq!((shop.fetches(), shop.refused()), (3, 2));
    // What somebody else left in the file counts as no token.
    let [file] = &folder.files("token")[..] else {
        panic!("{:?}", folder.files("token"));
    };
    fs::write(file, "nonsense").unwrap();
    buy(&client(&shop.url(), &folder.0)).await.unwrap();
    assert_eq!(shop.fetches(), 4);
}

#[tokio::test]
async fn files_are_for_their_owner_and_show_no_account() {
    let shop = Shop::open("7200");
    let folder = Folder::new();
    buy(&client(&shop.url(), &folder.0)).await.unwrap();
    let files = [folder.files("token"), folder.files("lock")].concat();
    assert_eq!(files.len(), 2);
    assert_eq!(
        fs::read_dir(&folder.0).unwrap().count(),
        2,
        "nothing else is left"
    );
    for file in &files {
        let name = file.file_name().unwrap().to_str().unwrap();
        assert!(name.starts_with("shop-"), "{name}");
        assert!(!name.contains("app-seven"), "{name}");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folder.0), 0o700);
        for file in &files {
            assert_eq!(mode(file), 0o600, "{file:?}");
        }
        // A file that was readable by all is replaced by one that is not.
        let token = &files[0];
        fs::set_permissions(token, fs::Permissions::from_mode(0o644)).unwrap();
        let core = client(&shop.url(), &folder.0);
        buy(&core).await.unwrap();
        core.forget_token("shop");
        buy(&core).await.unwrap();
        assert_eq!(mode(token), 0o600);
    }
}

#[tokio::test]
async fn a_folder_that_cannot_be_is_an_error() {
    let folder = Folder::new();
    fs::write(&folder.0, "a file").unwrap();
    let shop = Shop::open("7200");
    let error = buy(&client(&shop.url(), &folder.0)).await.unwrap_err();
    assert!(
        error.to_string().contains("the token store cannot"),
        "{error}"
    );
    assert_eq!(shop.fetches(), 0);
    fs::remove_file(&folder.0).unwrap();
}
