//! Digests and keyed digests: bytes in (of a text, its UTF-8), bytes out.

use hmac::{Hmac, KeyInit, Mac};
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha512};

/// The MD5 digest: 16 bytes. For old interfaces; it protects nothing by itself.
pub fn md5<T: AsRef<[u8]> + ?Sized>(data: &T) -> Vec<u8> {
    Md5::digest(data.as_ref()).to_vec()
}

/// The SHA-1 digest: 20 bytes. For old interfaces; it protects nothing by itself.
pub fn sha1<T: AsRef<[u8]> + ?Sized>(data: &T) -> Vec<u8> {
    Sha1::digest(data.as_ref()).to_vec()
}

/// The SHA-256 digest: 32 bytes.
pub fn sha256<T: AsRef<[u8]> + ?Sized>(data: &T) -> Vec<u8> {
    Sha256::digest(data.as_ref()).to_vec()
}

/// The SHA-512 digest: 64 bytes.
pub fn sha512<T: AsRef<[u8]> + ?Sized>(data: &T) -> Vec<u8> {
    Sha512::digest(data.as_ref()).to_vec()
}

macro_rules! keyed {
    ($($(#[$doc:meta])* $name:ident: $digest:ty;)*) => {
        $($(#[$doc])*
        pub fn $name<T, K>(data: &T, key: &K) -> Vec<u8>
        where
            T: AsRef<[u8]> + ?Sized,
            K: AsRef<[u8]> + ?Sized,
        {
            mac::<Hmac<$digest>>(data.as_ref(), key.as_ref())
        })*
    };
}

keyed! {
    /// The HMAC of `data` under `key` with MD5: 16 bytes.
    hmac_md5: Md5;
    /// The HMAC of `data` under `key` with SHA-1: 20 bytes.
    hmac_sha1: Sha1;
    /// The HMAC of `data` under `key` with SHA-256: 32 bytes.
    hmac_sha256: Sha256;
    /// The HMAC of `data` under `key` with SHA-512: 64 bytes.
    hmac_sha512: Sha512;
}

fn mac<M: Mac + KeyInit>(data: &[u8], key: &[u8]) -> Vec<u8> {
    // HMAC takes keys of every length, so the error of this constructor never comes about.
    let Ok(mut mac) = <M as KeyInit>::new_from_slice(key) else {
        return Vec::new();
    };
    mac.update(data);
    mac.finalize().into_bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use super::super::hex;
    use super::*;

    #[test]
    fn digests_the_published_answers() {
        // RFC 1321, FIPS 180: the digests of "abc".
        assert_eq!(hex(&md5("abc")), "900150983cd24fb0d6963f7d28e17f72");
        assert_eq!(
            hex(&sha1("abc")),
            "a9993e364706816aba3e25717850c26c9cd0d89d"
        );
        assert_eq!(
            hex(&sha256("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert!(hex(&sha512("abc")).starts_with("ddaf35a193617abacc417349ae204131"));
    }

    #[test]
    fn keyed_digests_the_published_answers() {
        // RFC 2202 and RFC 4231, test case 2.
        let data = "what do ya want for nothing?";
        assert_eq!(
            hex(&hmac_md5(data, "Jefe")),
            "750c783e6ab0b503eaa86e310a5db738"
        );
        assert_eq!(
            hex(&hmac_sha1(data, "Jefe")),
            "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"
        );
        assert_eq!(
            hex(&hmac_sha256(data, "Jefe")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
        assert!(hex(&hmac_sha512(data, "Jefe")).starts_with("164b7a7bfcf819e2e395fbe73b56e0a3"));
        // RFC 4231, test case 6: a key that is longer than a block.
        assert_eq!(
            hex(&hmac_sha256(
                "Test Using Larger Than Block-Size Key - Hash Key First",
                &[0xaa_u8; 131][..]
            )),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        );
    }
}
