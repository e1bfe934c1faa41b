//! The client: one portal, one user.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::HeaderMap;

use crate::address::PortalAddress;
use crate::create::CreateOrganization;
use crate::credentials::{API_KEY, AuthScheme, Credentials};
use crate::organization::OrganizationId;
use crate::outcome::Failure;
use crate::preview::RequestPreview;
use crate::scrub::Scrub;
use crate::transport::{Prepared, Received, Transport};
use crate::update::UpdateOrganization;

/// How long to wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timeouts {
    /// For the connection to stand, name look-up and encryption included. It never outlasts the whole
    /// request, so that running out of time before it stands is always told from running out after.
    pub connect: Duration,
    /// For the whole request, the answer's body included.
    pub request: Duration,
}

impl Default for Timeouts {
    /// 10 seconds and 30 seconds.
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            request: Duration::from_secs(30),
        }
    }
}

/// Why no client can be made of these credentials on this computer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ClientError {
    /// There is no user token.
    #[error("the user token is empty")]
    EmptyToken,
    /// The user token holds a control character, such as a line break.
    #[error("the user token holds a character that cannot be sent")]
    UnsendableToken,
    /// The API key holds a control character, such as a line break.
    #[error("the API key holds a character that cannot be sent")]
    UnsendableApiKey,
    /// The system's trust store or proxy settings could not be used.
    #[error("no secure connections can be made on this computer: {detail}")]
    Setup {
        /// The system's own words, in English.
        detail: String,
    },
}

/// A client of one portal for one user. Cloning it is cheap and shares its connections.
///
/// Every method is one request and one [`Outcome`](crate::Outcome); nothing is ever sent twice.
///
/// ```no_run
/// use scanning_api::{AuthScheme, Client, Credentials, PortalAddress, Timeouts};
///
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let address = PortalAddress::parse("https://portal.example.com/API")?;
/// let credentials = Credentials {
///     user_token: std::env::var("ORGDESK_USER_TOKEN")?.into(),
///     api_key: std::env::var("ORGDESK_API_KEY").ok().map(Into::into),
///     scheme: AuthScheme::Basic,
/// };
/// let client = Client::prepared(address, credentials, Timeouts::default()).await?;
/// println!("signed in as {}", client.current_user().await?.value.username);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

struct Inner {
    address: PortalAddress,
    scheme: AuthScheme,
    headers: HeaderMap,
    scrub: Scrub,
    transport: Transport,
}

impl Client {
    /// A client of the portal at `address`. Nothing is sent yet.
    ///
    /// Certificates are checked against the system's trust store, private authorities included. The
    /// system's proxy is used, but never for this computer itself. Reading the trust store takes tens of
    /// milliseconds, for which this waits; where others use the thread as well there is
    /// [`prepared`](Self::prepared).
    pub fn new(
        address: PortalAddress,
        credentials: Credentials,
        timeouts: Timeouts,
    ) -> Result<Client, ClientError> {
        let transport = Transport::new(&address, timeouts)?;
        Self::over(transport, address, credentials)
    }

    /// The same as [`new`](Self::new), with the trust store read on a thread of tokio's that may wait.
    pub async fn prepared(
        address: PortalAddress,
        credentials: Credentials,
        timeouts: Timeouts,
    ) -> Result<Client, ClientError> {
        let transport = Transport::prepared(&address, timeouts).await?;
        Self::over(transport, address, credentials)
    }

    /// The portal's address.
    pub fn address(&self) -> &PortalAddress {
        &self.inner.address
    }

    /// How the user token is written into the `Authorization` header.
    pub fn scheme(&self) -> AuthScheme {
        self.inner.scheme
    }

    /// What [`create_organization`](Self::create_organization) would send.
    pub fn preview_create(&self, request: &CreateOrganization) -> RequestPreview {
        self.preview(&self.prepare_create(request))
    }

    /// What [`update_organization`](Self::update_organization) would send.
    pub fn preview_update(&self, id: OrganizationId, request: &UpdateOrganization) -> RequestPreview {
        self.preview(&self.prepare_update(id, request))
    }

    /// A client over connections that stand already; `address` has the origin they were made for.
    pub(crate) fn over(
        transport: Transport,
        address: PortalAddress,
        credentials: Credentials,
    ) -> Result<Client, ClientError> {
        let headers = credentials.headers()?;
        Ok(Self {
            inner: Arc::new(Inner {
                address,
                scheme: credentials.scheme,
                headers,
                scrub: credentials.into_scrub(),
                transport,
            }),
        })
    }

    pub(crate) fn path(&self, tail: &str) -> String {
        self.inner.address.path(tail)
    }

    /// Sends a request and keeps its answer if that is a 2xx, complete and within bounds.
    pub(crate) async fn send(&self, request: &Prepared) -> Result<Received, Failure> {
        let inner = &self.inner;
        let origin = inner.address.origin();
        inner
            .transport
            .send(&origin, request, &inner.headers, &inner.scrub)
            .await?
            .accept(request.effect)
    }

    fn preview(&self, request: &Prepared) -> RequestPreview {
        RequestPreview::of(
            request,
            self.inner.scheme,
            self.inner.headers.contains_key(API_KEY),
        )
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Client")
            .field("address", &self.inner.address)
            .field("scheme", &self.inner.scheme)
            .finish_non_exhaustive()
    }
}
