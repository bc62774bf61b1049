//! The items of an operation that answers one thing.

fn main() {
    let client = dmhub::Client::new(dmhub::Settings::new("app", "a secret"));
    let _items = client.get_customer(1).items();
}
