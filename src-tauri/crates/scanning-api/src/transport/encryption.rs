//! Encrypted connections: the system's own encryption, with the system's trust store.

use std::sync::OnceLock;

use native_tls::TlsConnector;

use super::setup;
use crate::address::PortalAddress;
use crate::client::ClientError;

/// What makes the encrypted connections to a portal.
///
/// Made here, and not by each HTTP client, because reading the trust store takes tens of milliseconds.
/// It is read anew for every portal: an authority that was just installed counts without a restart.
pub(super) fn for_portal(address: &PortalAddress) -> Result<TlsConnector, ClientError> {
    if address.is_encrypted() {
        return connector();
    }
    match UNUSED.get() {
        Some(unused) => Ok(unused.clone()),
        None => connector().map(|made| UNUSED.get_or_init(|| made).clone()),
    }
}

/// An HTTP client has to have one, even where it will never use it.
static UNUSED: OnceLock<TlsConnector> = OnceLock::new();

/// TLS 1.2 at least, which is the library's own floor.
fn connector() -> Result<TlsConnector, ClientError> {
    let made = TlsConnector::builder().request_alpns(&["http/1.1"]).build();
    made.map_err(|error| setup(&error))
}
