//! The only required input is left out.

fn call(client: &dmhub::Client) {
    let _ = client.get_customer();
}

fn main() {}
