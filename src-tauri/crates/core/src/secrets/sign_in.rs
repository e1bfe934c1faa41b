//! What the keyring holds for a connection: the token and the key, with the origin they were given for.

use scanning_api::{AuthScheme, Credentials, PortalAddress};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

/// The secrets of a connection as they are kept, bound to the origin they were given for.
pub struct KeptCredentials {
    /// The user token.
    pub user_token: SecretString,
    /// The API key, where the portal wants one.
    pub api_key: Option<SecretString>,
}

/// The kept form. Only this file turns secrets into text.
#[derive(Serialize)]
struct Entry<'a> {
    origin: String,
    user_token: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    api_key: Option<&'a str>,
}

/// The kept form as it is read: its secrets are wiped like all others.
#[derive(Deserialize)]
struct ReadEntry {
    origin: String,
    user_token: SecretString,
    #[serde(default)]
    api_key: Option<SecretString>,
}

impl KeptCredentials {
    /// As it goes into the keyring.
    pub fn to_entry(&self, address: &PortalAddress) -> SecretString {
        let entry = Entry {
            origin: address.origin(),
            user_token: self.user_token.expose_secret(),
            api_key: self.api_key.as_ref().map(ExposeSecret::expose_secret),
        };
        SecretString::from(serde_json::to_string(&entry).unwrap_or_default())
    }

    /// As it comes back. None where it is not ours, or was given for another origin than this address's.
    pub fn from_entry(entry: &SecretString, address: &PortalAddress) -> Option<Self> {
        let entry: ReadEntry = serde_json::from_str(entry.expose_secret()).ok()?;
        (entry.origin == address.origin()).then(|| Self {
            user_token: entry.user_token,
            api_key: entry.api_key,
        })
    }

    /// For the client.
    pub fn with_scheme(self, scheme: AuthScheme) -> Credentials {
        Credentials {
            user_token: self.user_token,
            api_key: self.api_key,
            scheme,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept() -> KeptCredentials {
        KeptCredentials {
            user_token: SecretString::from("t0ken"),
            api_key: None,
        }
    }

    #[test]
    fn a_secret_comes_back_for_the_origin_it_was_given_for() {
        let address = PortalAddress::parse("https://scan.halden.example/API").unwrap();
        let back = KeptCredentials::from_entry(&kept().to_entry(&address), &address).unwrap();
        assert_eq!(back.user_token.expose_secret(), "t0ken");
    }

    #[test]
    fn a_secret_never_comes_back_for_another_origin() {
        let given = PortalAddress::parse("https://scan.halden.example").unwrap();
        for other in [
            "https://scan.halden.example:8443",
            "https://scan.other.example",
            "http://localhost",
        ] {
            let other = PortalAddress::parse(other).unwrap();
            assert!(KeptCredentials::from_entry(&kept().to_entry(&given), &other).is_none());
        }
    }
}
