//! Tokens: one fetch for all, renewed before their end and when they are refused.

#![cfg(feature = "hyper")]

#[allow(dead_code, reason = "these tests do not look at all of the shop")]
pub mod shop;

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use apiloom::replay::Replay;
use apiloom::{
    BoxFuture, Clock, Core, Error, Kind, MemoryTokenStore, Secret, Timestamp, Token, TokenKey,
    TokenLock, TokenProvider, TokenStore,
};
use shop::{Buy, Call, GiveBack, Shop, buy, core, core_at};

/// A clock that a test moves.
#[derive(Debug, Default)]
struct Hand(AtomicI64);

impl Hand {
    fn at(&self, seconds: i64) {
        self.0.store(seconds, Ordering::SeqCst);
    }
}

impl Clock for Hand {
    fn now(&self) -> Timestamp {
        Timestamp::from_unix_seconds(self.0.load(Ordering::SeqCst))
    }
}

async fn buy_a_hundred(core: &Core) {
    let calls: Vec<_> = (0..100)
        .map(|_| {
            let core = core.clone();
            tokio::spawn(async move { buy(&core).await })
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
}

#[tokio::test]
async fn a_hundred_calls_fetch_one_token() {
    let shop = Shop::open("7200");
    buy_a_hundred(&core_at(&shop.url(), "a")).await;
    assert_eq!((shop.fetches(), shop.bought(), shop.refused()), (1, 100, 0));
}

/// Fetching a token ends the one before, so a second fetch would break other calls.
#[tokio::test]
async fn an_expired_token_among_a_hundred_calls_is_fetched_once() {
    let shop = Shop::open("7200");
    let core = core_at(&shop.url(), "a");
    buy(&core).await.unwrap();
    shop.end_token();
    let fetches = shop.fetches();
    buy_a_hundred(&core).await;
    assert_eq!(shop.fetches(), fetches + 1);
    // Buying is never repeated, and was not: what was refused was not bought.
    assert_eq!(shop.bought(), 101);
    assert!((1..=100).contains(&shop.refused()));
}

#[tokio::test]
async fn a_token_is_fetched_anew_before_its_end() {
    let clock = Arc::new(Hand::default());
    let token = r#"{"data":{"token":"t1","lifetime":"7200"}}"#;
    let replay = Arc::new(
        Replay::new()
            .then(200, token)
            .then(200, "{}")
            .then(200, "{}")
            .then(200, token.replace("t1", "t2"))
            .then(200, "{}"),
    );
    let core = core(replay.clone(), "a").with_clock(clock.clone());
    buy(&core).await.unwrap();
    // The margin is a minute.
    clock.at(7200 - 61);
    buy(&core).await.unwrap();
    clock.at(7200 - 60);
    buy(&core).await.unwrap();
    let tokens: Vec<bool> = replay
        .requests()
        .iter()
        .map(|request| request.uri().path() == "/token")
        .collect();
    assert_eq!(tokens, [true, false, false, true, false]);
    assert!(replay.requests()[4].uri().to_string().ends_with("token=t2"));
}

#[tokio::test]
async fn a_margin_longer_than_the_life_of_a_token_does_not_make_it_useless() {
    let clock = Arc::new(Hand::default());
    let replay = Replay::new()
        .then(200, r#"{"data":{"old_token":"t1","lifetime":10}}"#)
        .then(200, "{}")
        .then(200, "{}");
    let core = core(Arc::new(replay), "a").with_clock(clock.clone());
    buy(&core).await.unwrap();
    clock.at(4);
    buy(&core).await.unwrap();
    clock.at(5);
    buy(&core).await.unwrap_err();
}

#[tokio::test]
async fn a_lifetime_that_nobody_knows_is_not_guessed() {
    let clock = Arc::new(Hand::default());
    let answers = || {
        Replay::new()
            .then(200, r#"{"data":{"token":"t1"}}"#)
            .then(200, "{}")
            .then(200, "{}")
    };
    let bare = core(Arc::new(answers()), "a").with_clock(clock.clone());
    buy(&bare).await.unwrap();
    clock.at(i64::MAX / 2);
    buy(&bare).await.unwrap();

    // The user may know.
    clock.at(0);
    let replay = Arc::new(answers());
    let told = core(replay.clone(), "a")
        .with_clock(clock.clone())
        .with_token_lifetime("shop", Duration::from_secs(3_600));
    buy(&told).await.unwrap();
    clock.at(3_600);
    buy(&told).await.unwrap_err();
    assert_eq!(replay.requests()[2].uri().path(), "/token");
}

#[tokio::test]
async fn a_code_that_the_user_adds_renews_too() {
    let answers = || {
        Replay::new()
            .then(200, r#"{"data":{"token":"t1"}}"#)
            .then(200, r#"{"error":"closed"}"#)
            .then(200, r#"{"data":{"token":"t2"}}"#)
            .then(200, "{}")
    };
    let error = buy(&core(Arc::new(answers()), "a")).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (Kind::Permission, 1));
    let told = core(Arc::new(answers()), "a").with_renewing_codes("shop", ["clo*"]);
    buy(&told).await.unwrap();
}

#[tokio::test]
async fn a_token_is_renewed_once_a_call() {
    let replay = Arc::new(
        Replay::new()
            .then(200, r#"{"data":{"token":"t1"}}"#)
            .then(200, r#"{"error":"expired"}"#)
            .then(200, r#"{"data":{"token":"t2"}}"#)
            .then(200, r#"{"error":"expired"}"#),
    );
    let core = shop::core(replay.clone(), "a");
    let error = buy(&core).await.unwrap_err();
    assert_eq!((error.name(), error.attempts()), (Some("Expired"), 2));
    assert_eq!(replay.left(), 0);
}

#[tokio::test]
async fn a_token_that_the_user_set_is_never_fetched_over() {
    let shop = Shop::open("7200");
    let core = core_at(&shop.url(), "a");
    core.set_token("shop", "mine");
    let error = buy(&core).await.unwrap_err();
    assert_eq!(error.name(), Some("Expired"));
    assert_eq!(shop.fetches(), 0);
    core.forget_token("shop");
    buy(&core).await.unwrap();
    assert_eq!(shop.fetches(), 1);
    core.forget_token("shop");
    buy(&core).await.unwrap();
    assert_eq!(shop.fetches(), 2);
}

#[tokio::test]
async fn a_call_that_goes_away_leaves_the_fetch_to_another() {
    let shop = Shop::open("7200");
    let core = core_at(&shop.url(), "a");
    let leader = tokio::spawn({
        let core = core.clone();
        async move { buy(&core).await }
    });
    // The leader is in the middle of fetching, which takes 30 milliseconds; whenever it goes, the
    // others must come through.
    tokio::time::sleep(Duration::from_millis(10)).await;
    let follower = tokio::spawn({
        let core = core.clone();
        async move { buy(&core).await }
    });
    tokio::task::yield_now().await;
    leader.abort();
    follower.await.unwrap().unwrap();
    assert!(shop.bought() >= 1);
}

#[tokio::test]
async fn a_failure_is_shared_by_all_who_waited_for_it() {
    let shop = Shop::open("7200");
    shop.close();
    let core = core_at(&shop.url(), "a");
    let calls = (0..20).map(|_| {
        let core = core.clone();
        tokio::spawn(async move { buy(&core).await.unwrap_err().name() })
    });
    for call in calls.collect::<Vec<_>>() {
        assert_eq!(call.await.unwrap(), Some("Closed"));
    }
    // Tasks start one after the other, so that not all of them need to wait for the first.
    assert!(shop.refused() < 20, "{}", shop.refused());
}

#[tokio::test]
async fn the_deadline_holds_while_a_token_is_fetched() {
    let shop = Shop::open("7200");
    let core = core_at(&shop.url(), "a").with_deadline(Duration::from_millis(5));
    let error = buy(&core).await.unwrap_err();
    assert_eq!(error.kind(), Kind::Timeout, "{error}");
    assert_eq!(shop.bought(), 0);
}

#[tokio::test]
async fn clients_of_one_account_share_a_store() {
    let shop = Shop::open("7200");
    let store = Arc::new(MemoryTokenStore::new());
    let client = |app| core_at(&shop.url(), app).with_token_store(store.clone());
    let (one, same) = (client("a"), client("a"));
    let (first, second) = tokio::join!(buy(&one), buy(&same));
    first.unwrap();
    second.unwrap();
    assert_eq!((shop.fetches(), shop.refused()), (1, 0));
    // Another account has a token of its own.
    buy(&client("b")).await.unwrap();
    assert_eq!(shop.fetches(), 2);
    // The first client finds that its token is refused, and that nobody has a newer one.
    buy(&one).await.unwrap();
    assert_eq!(shop.fetches(), 3);
    // The second finds the newer one, and fetches none.
    buy(&same).await.unwrap();
    assert_eq!(shop.fetches(), 3);
}

#[tokio::test]
async fn a_provider_gives_tokens_in_place_of_the_vendor() {
    #[derive(Debug, Default)]
    struct Mine(Mutex<Vec<Option<String>>>);

    impl TokenProvider for Mine {
        fn token<'a>(&'a self, refused: Option<&'a Secret>) -> BoxFuture<'a, Result<Token, Error>> {
            let mut asked = self.0.lock().unwrap();
            asked.push(refused.map(|token| token.expose().to_owned()));
            let token = Token::new(format!("mine-{}", asked.len()));
            Box::pin(async move { Ok(token) })
        }
    }

    let replay = Arc::new(
        Replay::new()
            .then(200, "{}")
            .then(200, "{}")
            .then(200, r#"{"error":"expired"}"#)
            .then(200, "{}"),
    );
    let provider = Arc::new(Mine::default());
    let core = core(replay.clone(), "a").with_token_provider("shop", provider.clone());
    for _ in 0..3 {
        buy(&core).await.unwrap();
    }
    assert_eq!(
        *provider.0.lock().unwrap(),
        [None, Some("mine-1".to_owned())]
    );
    let last = replay.requests().pop().unwrap();
    assert!(last.uri().to_string().ends_with("?token=mine-2"));
}

#[tokio::test]
async fn a_store_that_fails_is_an_error_before_anything_is_fetched() {
    #[derive(Debug)]
    struct Broken;

    impl TokenStore for Broken {
        fn load<'a>(&'a self, _: &'a TokenKey) -> BoxFuture<'a, Result<Option<Token>, Error>> {
            Box::pin(async { Err(Error::configuration("the store is gone")) })
        }

        fn save<'a>(&'a self, _: &'a TokenKey, _: &'a Token) -> BoxFuture<'a, Result<(), Error>> {
            Box::pin(async { Ok(()) })
        }

        fn lock<'a>(&'a self, _: &'a TokenKey) -> BoxFuture<'a, Result<TokenLock, Error>> {
            Box::pin(async { Ok(TokenLock::new(())) })
        }
    }

    let replay = Arc::new(Replay::new());
    let core = core(replay.clone(), "a").with_token_store(Arc::new(Broken));
    let error = buy(&core).await.unwrap_err();
    assert_eq!(error.kind(), Kind::Configuration);
    assert!(replay.requests().is_empty());
}

#[tokio::test]
async fn what_cannot_be_sent_is_refused_before_a_token_is_fetched() {
    let replay = Arc::new(
        Replay::new()
            .then(200, r#"{"data":{"token":"t1"}}"#)
            .then(200, "{}"),
    );
    let core = core(replay.clone(), "a");
    let call = |thing: &str, reason: &str| {
        let (thing, reason) = (thing.to_owned(), reason.to_owned());
        Call::new(&core, GiveBack { thing, reason })
    };
    for (refused, part) in [
        (call("%2e.", "late"), "path parameter `thing`"),
        (call("7", "late").with_header("a b", "1"), "header name"),
        (call("7", &"late ".repeat(20_000)), "URL is too long"),
    ] {
        let error = refused.await.unwrap_err();
        assert_eq!(error.kind(), Kind::Input);
        assert_eq!(error.operation(), Some("give_back"));
        assert!(error.to_string().contains(part), "{error}");
    }
    let elsewhere = call("7", "late").with_server("ftp://shop.example");
    assert_eq!(elsewhere.await.unwrap_err().kind(), Kind::Configuration);
    assert!(replay.requests().is_empty());
    call("a/b", "late").await.unwrap();
    let uri = replay.requests()[1].uri().to_string();
    assert_eq!(
        uri,
        "https://shop.example/things/a%2Fb?reason=late&token=t1"
    );
}

#[tokio::test]
async fn fetched_tokens_are_not_shown() {
    let replay = Arc::new(
        Replay::new()
            .then(200, r#"{"data":{"token":"tok-abc","lifetime":7200}}"#)
            .then(500, r#"{"seen":"tok-abc"}"#),
    );
    let core = core(replay.clone(), "a");
    let error = buy(&core).await.unwrap_err();
    assert_eq!(error.body(), Some(r#"{"seen":"[secret]"}"#));
    let request = Call::new(&core, Buy).prepare().unwrap();
    assert!(request.uri().to_string().contains("tok-abc"));
    let shown = format!(
        "{error} {error:?} {core:?} {:?} {}",
        Token::new("tok-abc"),
        apiloom::transport::describe(&request)
    );
    assert!(!shown.contains("tok-abc"), "{shown}");
    // What is no token in an answer is an error that shows none either.
    let replay = Replay::new().then(200, r#"{"data":{"token":["tok-abc"],"lifetime":1}}"#);
    let error = shop::core(Arc::new(replay), "a")
        .fetch_token("shop")
        .await
        .unwrap_err();
    assert_eq!(error.kind(), Kind::Decode);
}
