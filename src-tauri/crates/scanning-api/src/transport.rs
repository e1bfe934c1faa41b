//! One request, sent once: what left, what came back, and what that means.

mod answer;
mod cause;
mod encryption;
mod exchange;
mod prepared;
mod retry_after;

use std::error::Error;
use std::time::Duration;

use reqwest::redirect;

use crate::address::PortalAddress;
use crate::client::{ClientError, Timeouts};

pub(crate) use answer::Received;
pub(crate) use prepared::{Effect, JSON, Prepared};

/// The most that is read of an answer's body: 8 MiB, counted after unpacking.
pub const MAX_BODY: usize = 8 * 1024 * 1024;

/// How long a connection is kept between two reads: less than common servers keep theirs (5 seconds and
/// more), since a request on one that the server is just closing is lost.
const MAX_IDLE: Duration = Duration::from_secs(4);

/// The connections to one origin.
#[derive(Clone)]
pub(crate) struct Transport {
    /// Keeps connections open between requests.
    reads: reqwest::Client,
    /// A new connection for each request: one that had been kept might be closed by the server just as
    /// the write goes out, and leave its outcome unknown for no good reason.
    writes: reqwest::Client,
    through_proxy: bool,
    request_timeout: Duration,
}

impl Transport {
    /// Made on a thread that may wait: the system's trust store is read from the disk.
    pub(crate) async fn prepared(address: &PortalAddress, timeouts: Timeouts) -> Result<Self, ClientError> {
        let address = address.clone();
        let made = tokio::task::spawn_blocking(move || Self::new(&address, timeouts)).await;
        made.unwrap_or_else(|error| Err(setup(&error)))
    }

    /// The same on this thread.
    pub(crate) fn new(address: &PortalAddress, timeouts: Timeouts) -> Result<Self, ClientError> {
        let encryption = encryption::for_portal(address)?;
        let build = |builder: reqwest::ClientBuilder| {
            let builder = builder.tls_backend_preconfigured(encryption.clone());
            builder.build().map_err(|error| setup(&error.without_url()))
        };
        Ok(Self {
            reads: build(rules(address, timeouts))?,
            writes: build(rules(address, timeouts).pool_max_idle_per_host(0))?,
            through_proxy: cause::goes_through_proxy(address),
            request_timeout: timeouts.request,
        })
    }
}

/// The rules every connection follows.
fn rules(address: &PortalAddress, timeouts: Timeouts) -> reqwest::ClientBuilder {
    // The connection has to stand well before the request's own time is up: so a request that ran out
    // of time can have left only if it did not run out of time connecting.
    let connect = timeouts.connect.min(timeouts.request.mul_f64(0.9));
    let builder = reqwest::Client::builder()
        .user_agent(concat!("orgdesk/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(connect)
        .redirect(redirect::Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
        .http1_only()
        .pool_idle_timeout(MAX_IDLE)
        .gzip(true);
    if address.is_loopback() {
        builder.no_proxy()
    } else {
        builder
    }
}

fn setup(error: &(dyn Error + 'static)) -> ClientError {
    ClientError::Setup {
        detail: cause::chain(error),
    }
}
