//! Where a portal answers: its origin and the path its API lies under.
//!
//! Each partner may have a portal host of its own, and the base address of V2 is documented nowhere
//! (V1 lived at `https://<portal>/API/v1`), so host and path prefix are the user's to give.

use std::fmt;

use url::{Host, Url};

/// A portal's address: `https` anywhere, `http` only on this computer, with an optional path prefix.
///
/// Two addresses are equal when they lead to the same place: case of the host, default ports, trailing
/// slashes and a pasted `/v2` make no difference.
///
/// ```
/// use scanning_api::PortalAddress;
///
/// let address = PortalAddress::parse(" https://Portal.Example.com/API/v2/ ")?;
/// assert_eq!(address.to_string(), "https://portal.example.com/API");
/// assert_eq!(address.path("/v2/organizations"), "/API/v2/organizations");
/// # Ok::<(), scanning_api::AddressError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PortalAddress {
    scheme: &'static str,
    /// With `:port` where it is not the scheme's own.
    host: String,
    /// Empty, or beginning with a slash and not ending with one.
    prefix: String,
    loopback: bool,
}

/// Why a text is not a portal's address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AddressError {
    /// Nothing was given.
    #[error("no address was given")]
    Empty,
    /// It does not begin with `https://`.
    #[error("the address does not begin with https://")]
    NoScheme,
    /// `http` to another computer, which anybody on the way could read.
    #[error("http is not safe for {host}; the address has to begin with https://")]
    InsecureHttp {
        /// The host that was given, with its port if there was one.
        host: String,
    },
    /// Neither `https` nor `http`.
    #[error("{scheme} is not a scheme a portal answers to")]
    UnsupportedScheme {
        /// The scheme that was given, in lower case.
        scheme: String,
    },
    /// A scheme without a host.
    #[error("the address names no host")]
    NoHost,
    /// A user name or password in the address, where it would be stored and shown.
    #[error("the address holds a user name or password")]
    HasUserInfo,
    /// A query (`?…`) or a fragment (`#…`).
    #[error("the address holds a query or a fragment")]
    HasQuery,
    /// Anything else that no URL may look like.
    #[error("the address cannot be read")]
    Malformed,
}

impl PortalAddress {
    /// Reads an address as a person types or pastes it.
    ///
    /// Space around it is dropped, and so are a trailing slash and a trailing `/v2`, which belongs to
    /// each request. `http` is taken for `localhost`, `127.0.0.0/8` and `::1` alone.
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        let text = text.trim();
        let authority = authority(text)?;
        if authority.contains('@') {
            return Err(AddressError::HasUserInfo);
        }
        let url = Url::parse(text).map_err(|error| match error {
            url::ParseError::EmptyHost => AddressError::NoHost,
            _ => AddressError::Malformed,
        })?;
        if url.query().is_some() || url.fragment().is_some() {
            return Err(AddressError::HasQuery);
        }
        let host = match (url.host_str(), url.port()) {
            (None | Some(""), _) => return Err(AddressError::NoHost),
            (Some(host), None) => host.to_owned(),
            (Some(host), Some(port)) => format!("{host}:{port}"),
        };
        let loopback = is_loopback(&url);
        let scheme = match url.scheme() {
            "https" => "https",
            "http" if loopback => "http",
            "http" => return Err(AddressError::InsecureHttp { host }),
            other => {
                return Err(AddressError::UnsupportedScheme {
                    scheme: other.to_owned(),
                });
            }
        };
        Ok(Self {
            scheme,
            host,
            prefix: prefix(url.path()),
            loopback,
        })
    }

    /// The host, with `:port` where it is not the scheme's own.
    pub fn host(&self) -> String {
        self.host.clone()
    }

    /// `scheme://host[:port]`: what a secret is bound to.
    pub fn origin(&self) -> String {
        format!("{}://{}", self.scheme, self.host)
    }

    /// A request's path as it is sent: the prefix, then `tail`, which begins with a slash.
    pub fn path(&self, tail: &str) -> String {
        format!("{}{tail}", self.prefix)
    }

    /// Where to look for the API: as given, then under `/API` and `/api`, all at the same origin.
    ///
    /// An address that already ends so is the only candidate. `/API` is V1's own prefix; that V2 has it
    /// too is inferred.
    pub fn candidates(&self) -> Vec<PortalAddress> {
        let last = self.prefix.rsplit('/').next().unwrap_or_default();
        let mut all = vec![self.clone()];
        if !last.eq_ignore_ascii_case("api") {
            all.extend(["/API", "/api"].map(|tail| Self {
                prefix: self.path(tail),
                ..self.clone()
            }));
        }
        all
    }

    /// Whether the way to the portal is encrypted: always, but for some on this computer.
    pub(crate) fn is_encrypted(&self) -> bool {
        self.scheme == "https"
    }

    /// Whether the portal runs on this computer; such a one is never asked through a proxy.
    pub(crate) fn is_loopback(&self) -> bool {
        self.loopback
    }
}

impl fmt::Display for PortalAddress {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}://{}{}", self.scheme, self.host, self.prefix)
    }
}

/// The part between `://` and the path, checked for what the URL parser would silently repair.
fn authority(text: &str) -> Result<&str, AddressError> {
    if text.is_empty() {
        return Err(AddressError::Empty);
    }
    if text.contains(|c: char| c.is_control() || c.is_whitespace() || c == '\\') {
        return Err(AddressError::Malformed);
    }
    let Some((scheme, rest)) = text.split_once("://") else {
        let lower = text.to_ascii_lowercase();
        let slash_missing = lower.starts_with("https:") || lower.starts_with("http:");
        return Err(if slash_missing {
            AddressError::Malformed
        } else {
            AddressError::NoScheme
        });
    };
    if scheme.is_empty() {
        return Err(AddressError::NoScheme);
    }
    let special = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    if !special
        && scheme
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
    {
        return Err(AddressError::UnsupportedScheme {
            scheme: scheme.to_ascii_lowercase(),
        });
    }
    match rest.split(['/', '?', '#']).next().unwrap_or_default() {
        "" => Err(AddressError::NoHost),
        authority => Ok(authority),
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}

fn prefix(path: &str) -> String {
    let path = path.trim_end_matches('/');
    let cut = path.len().saturating_sub("/v2".len());
    match path.get(cut..) {
        Some(end) if end.eq_ignore_ascii_case("/v2") => path[..cut].trim_end_matches('/').to_owned(),
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests;
