#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| apiloom_fuzz::json(bytes));
