//! Every exchange over HTTP: a client and the runtime's own transport on one side, a stand-in on the other.

use std::sync::Arc;

use apiloom::{HyperTransport, Transport};
use apiloom_tests::calls;
use apiloom_tests::play::play;
use apiloom_tests::stand_in;

#[tokio::test]
async fn every_exchange_passes_over_http() {
    let transport: Arc<dyn Transport> = Arc::new(HyperTransport::new());
    for call in calls::all() {
        let exchange = call.exchange().unwrap();
        let server = stand_in::start(vec![exchange.clone()]).unwrap();
        let outcome = play(&call, &exchange, Arc::clone(&transport), &server).await;
        assert_eq!(outcome.problem, None);
        assert!(server.open().is_empty(), "{exchange} was not answered");
    }
}
