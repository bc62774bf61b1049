//! A constant that the vendor does not have.

use dmhub::types::Gender;

fn main() {
    let _ = Gender::Mail;
}
