//! A call is made and dropped.

#![deny(unused_must_use)]

async fn delete(client: &baiyao::Client) {
    client.delete_customer(1);
}

fn main() {}
