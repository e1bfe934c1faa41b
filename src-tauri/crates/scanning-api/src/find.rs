//! Finding out where under an address the API lies, and how it wants the user token written.

use std::time::Duration;

use secrecy::SecretString;

use crate::address::PortalAddress;
use crate::client::{Client, ClientError, Timeouts};
use crate::credentials::{AuthScheme, Credentials};
use crate::current_user::CurrentUser;
use crate::outcome::{Answer, Failure, NotSent, NotSentReason, Rejected, Unknown, UnknownReason};
use crate::transport::Transport;

/// A portal that answered: what to remember of it, and who one is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundPortal {
    /// The address that answered, which may be the one given with `/API` or `/api` after it.
    pub address: PortalAddress,
    /// How it wants the user token written.
    pub scheme: AuthScheme,
    /// Whom the credentials belong to.
    pub user: CurrentUser,
    /// How long the answer took, without the attempts before it.
    pub elapsed: Duration,
}

/// Why no portal was found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FindFailure {
    /// None of the places asked answered as a portal does.
    #[error("no portal answered: {failure}")]
    NotFound {
        /// The failure that tells most about what is wrong.
        failure: Failure,
        /// What was tried, in order.
        tried: Vec<Tried>,
    },
    /// The credentials cannot be sent at all.
    #[error(transparent)]
    Client(#[from] ClientError),
}

/// One attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// The path that was asked.
    pub path: String,
    /// How it went, in a few words.
    pub what: String,
}

/// Asks `user/me` at the address as given, then under `/API` and `/api`, with each way of writing the
/// token, and stops at the first answer that can be read. All at the same origin; 9 requests at most.
///
/// Only a 401, a 403 or a failing server are reasons to write the token otherwise; a place that answers
/// in any other way is no portal, so the next is asked. Without a connection, in want of time, or when
/// told to come back later, nothing more is tried.
///
/// ```no_run
/// use scanning_api::{PortalAddress, Timeouts, find_portal};
///
/// # async fn example(user_token: secrecy::SecretString) -> Result<(), Box<dyn std::error::Error>> {
/// let address = PortalAddress::parse("https://portal.example.com")?;
/// let found = find_portal(&address, &user_token, None, Timeouts::default()).await?;
/// println!("{} answers as {}", found.address, found.user.username);
/// # Ok(())
/// # }
/// ```
pub async fn find_portal(
    address: &PortalAddress,
    user_token: &SecretString,
    api_key: Option<&SecretString>,
    timeouts: Timeouts,
) -> Result<FoundPortal, FindFailure> {
    let transport = Transport::prepared(address, timeouts).await?;
    let mut attempts = Attempts::default();
    for candidate in address.candidates() {
        for scheme in AuthScheme::ALL {
            let credentials = Credentials {
                user_token: user_token.clone(),
                api_key: api_key.cloned(),
                scheme,
            };
            let client = Client::over(transport.clone(), candidate.clone(), credentials)?;
            let failure = match client.current_user().await {
                Ok(Answer {
                    value: user, elapsed, ..
                }) => {
                    return Ok(FoundPortal {
                        address: candidate,
                        scheme,
                        user,
                        elapsed,
                    });
                }
                Err(failure) => failure,
            };
            let next = Next::after(&failure);
            attempts.note(client.path("/v2/user/me"), failure);
            match next {
                Next::Scheme => {}
                Next::Candidate => break,
                Next::Nothing => return Err(attempts.into_failure()),
            }
        }
    }
    Err(attempts.into_failure())
}

/// What to try after a failure.
enum Next {
    Scheme,
    Candidate,
    Nothing,
}

impl Next {
    fn after(failure: &Failure) -> Self {
        match failure {
            Failure::NotSent(_) | Failure::Refused(_) => Next::Nothing,
            Failure::Rejected(rejected) if matches!(rejected.status, 401 | 403) => Next::Scheme,
            Failure::Rejected(_) => Next::Candidate,
            Failure::Unknown(unknown) => match unknown.reason {
                UnknownReason::Timeout | UnknownReason::Reset => Next::Nothing,
                UnknownReason::ServerError(500) => Next::Scheme,
                _ => Next::Candidate,
            },
        }
    }
}

#[derive(Default)]
struct Attempts {
    tried: Vec<Tried>,
    best: Option<(u8, Failure)>,
}

impl Attempts {
    fn note(&mut self, path: String, failure: Failure) {
        self.tried.push(Tried {
            path,
            what: what(&failure),
        });
        let rank = rank(&failure);
        if self.best.as_ref().is_none_or(|(best, _)| rank > *best) {
            self.best = Some((rank, failure));
        }
    }

    fn into_failure(self) -> FindFailure {
        let nothing = || NotSent {
            reason: NotSentReason::Request,
            detail: "nothing was tried".to_owned(),
        };
        let failure = self
            .best
            .map_or_else(|| Failure::NotSent(nothing()), |(_, failure)| failure);
        FindFailure::NotFound {
            failure,
            tried: self.tried,
        }
    }
}

/// How much a failure tells: a portal that turns the user away more than a place that is no portal.
fn rank(failure: &Failure) -> u8 {
    match failure {
        Failure::NotSent(_)
        | Failure::Refused(_)
        | Failure::Unknown(Unknown {
            reason: UnknownReason::Timeout | UnknownReason::Reset,
            ..
        }) => 9,
        Failure::Rejected(Rejected { status: 401, .. }) => 8,
        Failure::Rejected(Rejected { status: 403, .. }) => 7,
        Failure::Unknown(Unknown {
            reason: UnknownReason::ServerError(_) | UnknownReason::Contradictory,
            ..
        }) => 6,
        Failure::Rejected(Rejected {
            redirect_to: Some(_), ..
        }) => 5,
        Failure::Unknown(_) => 4,
        Failure::Rejected(Rejected { status: 404, .. }) => 2,
        Failure::Rejected(_) => 3,
    }
}

fn what(failure: &Failure) -> String {
    match failure {
        Failure::NotSent(not_sent) => not_sent.reason.to_string(),
        Failure::Refused(refused) => format!("come back later ({})", refused.status),
        Failure::Rejected(rejected) => match (rejected.status, &rejected.redirect_to) {
            (401, _) => "not signed in (401)".to_owned(),
            (403, _) => "not allowed (403)".to_owned(),
            (404, _) => "nothing there (404)".to_owned(),
            (status, Some(origin)) => format!("redirected to {origin} ({status})"),
            (status, None) => format!("rejected ({status})"),
        },
        Failure::Unknown(unknown) => unknown.reason.to_string(),
    }
}
