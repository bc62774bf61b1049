//! Tokens of the five vendors: fetched as their specs say, or given by their users.

use std::sync::Arc;

use apiloom::replay::Replay;
use apiloom::{BoxFuture, Error, Method, Replacement, Secret, Token, TokenProvider, Transport};
use apiloom_tests::vendor::udesk::types::{CustomerLookup, CustomerUpdate};
use apiloom_tests::vendor::{baiyao, dmhub, udesk};

#[tokio::test]
async fn dmhub_fetches_one_token_for_its_calls() {
    let replay = Arc::new(
        Replay::new()
            .on(
                Method::GET,
                "/security/accesstoken",
                200,
                r#"{"error_code":0,"access_token":"tok-1","expires_in":7200}"#,
            )
            .then(200, r#"{"id":1}"#)
            .then(200, r#"{"id":2}"#),
    );
    let transport: Arc<dyn Transport> = replay.clone();
    let client =
        dmhub::Client::with_transport(dmhub::Settings::new("app", "made-up-secret"), transport);
    assert_eq!(client.get_customer(1).await.unwrap().id, Some(1));
    assert_eq!(client.get_customer(2).await.unwrap().id, Some(2));
    let urls: Vec<String> = replay
        .requests()
        .iter()
        .map(|request| request.uri().to_string())
        .collect();
    assert_eq!(
        urls,
        [
            "https://api.convertlab.com/security/accesstoken?grant_type=client_credentials&appid=app&secret=made-up-secret",
            "https://api.convertlab.com/v1/customers/1?access_token=tok-1",
            "https://api.convertlab.com/v1/customers/2?access_token=tok-1",
        ]
    );
}

fn udesk_settings() -> udesk::Settings {
    udesk::Settings::new(udesk::SettingsRequired {
        subdomain: "demo".to_owned(),
        email: "admin@udesk.cn".to_owned(),
    })
}

fn update(client: &udesk::Client) -> udesk::Call<udesk::operations::UpdateCustomer> {
    client.update_customer(
        CustomerLookup::Id(7),
        CustomerUpdate::new(),
        Replacement::LeaveOut,
    )
}

#[tokio::test]
async fn udesk_logs_in_where_it_has_no_token() {
    // Both names of the token are read.
    for member in ["open_api_auth_token", "open_api_token"] {
        let replay = Arc::new(
            Replay::new()
                .on(
                    Method::POST,
                    "/open_api_v1/log_in",
                    200,
                    format!(r#"{{"code":1000,"{member}":"123abc"}}"#),
                )
                .then(200, r#"{"code":1000,"customer":{}}"#)
                .then(200, r#"{"code":1000,"customer":{}}"#),
        );
        let transport: Arc<dyn Transport> = replay.clone();
        let settings = udesk_settings().password("made-up password");
        let client = udesk::Client::with_transport(settings, transport);
        update(&client).await.unwrap();
        // The three signatures are made with one token.
        update(&client).with_scheme("v1").await.unwrap();
        let requests = replay.requests();
        assert_eq!(requests.len(), 3);
        assert_eq!(
            requests[0].body(),
            r#"{"email":"admin@udesk.cn","password":"made-up password"}"#
        );
    }
}

#[tokio::test]
async fn udesk_says_what_it_needs_to_log_in() {
    let replay = Arc::new(Replay::new());
    let transport: Arc<dyn Transport> = replay.clone();
    let client = udesk::Client::with_transport(udesk_settings(), transport);
    let error = update(&client).await.unwrap_err();
    assert!(error.to_string().contains("`password`"), "{error}");
    assert!(replay.requests().is_empty());
}

#[tokio::test]
async fn udesk_does_not_log_in_where_it_has_a_token() {
    let replay = Arc::new(Replay::new().then(200, r#"{"code":1000,"customer":{}}"#));
    let transport: Arc<dyn Transport> = replay.clone();
    let client = udesk::Client::with_transport(udesk_settings().token("123abc"), transport);
    update(&client).await.unwrap();
    assert_eq!(replay.requests().len(), 1);
}

#[tokio::test]
async fn baiyao_takes_a_setting_or_a_provider() {
    #[derive(Debug)]
    struct Keys;

    impl TokenProvider for Keys {
        fn token<'a>(&'a self, _: Option<&'a Secret>) -> BoxFuture<'a, Result<Token, Error>> {
            Box::pin(async { Ok(Token::new("from the provider")) })
        }
    }

    let replay = Arc::new(
        Replay::new()
            .then(200, r#"{"code":0}"#)
            .then(200, r#"{"code":0}"#),
    );
    let settings = baiyao::Settings::new().token("from the settings");
    let client = |provides: bool| {
        let transport: Arc<dyn Transport> = replay.clone();
        let client = baiyao::Client::with_transport(settings.clone(), transport);
        client.configure(|core| match provides {
            true => core.with_token_provider("header_token", Arc::new(Keys)),
            false => core,
        })
    };
    for provides in [false, true] {
        client(provides).delete_customer(1).await.unwrap();
    }
    let sent = replay.requests();
    assert_eq!(sent[0].headers()["token"], "from the settings");
    assert_eq!(sent[1].headers()["token"], "from the provider");

    let transport: Arc<dyn Transport> = Arc::new(Replay::new());
    let bare = baiyao::Client::with_transport(baiyao::Settings::new(), transport);
    let error = bare.delete_customer(1).await.unwrap_err();
    assert!(error.is_auth(), "{error}");
}
