//! The one error of the product. Every failure a person can meet is one of these kinds; a kind exists only because
//! the screen does something different with it. The texts are in the UI's table, the facts are here.

use scanning_api::{BuildError, Failure, NotSentReason as Reason, UnknownReason};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::connections::{ConnectionId, IdentityView};
use crate::finding::Finding;
use crate::organizations::OrganizationRowView;
use crate::said::SaidView;

/// What went wrong, with the facts one needs to say so and to go on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, thiserror::Error)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AppError {
    /// What was entered breaks a rule. Nothing has been sent.
    #[error("what was entered breaks {} rule(s)", problems.len())]
    Invalid {
        /// One for each rule, in the order of the form.
        problems: Vec<Finding>,
    },
    /// No byte of the request left this computer.
    #[error("the request was not sent: {reason:?}")]
    NotSent {
        /// How far it came.
        reason: NotSentReason,
        /// The portal's host, with its port where that is not the usual one.
        host: String,
    },
    /// The portal says "later", after the attempts that were due.
    #[error("the portal refused for now with {status}")]
    Refused {
        /// 429, or 503 to a read.
        status: u16,
        /// Seconds after which the portal wants to be asked again, where it says so.
        retry_after_seconds: Option<u32>,
        /// The portal's words.
        said: SaidView,
    },
    /// The portal answered that it will not do this.
    #[error("the portal rejected the request with {status}")]
    Rejected {
        /// The HTTP status.
        status: u16,
        /// The portal's words.
        said: SaidView,
        /// The words that belong to a field of the form, tied to it.
        problems: Vec<Finding>,
        /// Where the portal wanted to send us, when it answered with a redirect (origin only). Never followed.
        redirect_to: Option<String>,
    },
    /// Bytes left, and no clear answer came back.
    #[error("no clear answer came back: {reason:?}")]
    Unclear {
        /// What was unclear.
        reason: UnclearReason,
        /// The HTTP status, where one arrived.
        status: Option<u16>,
        /// What arrived.
        said: SaidView,
    },
    /// The portal holds an organization and does not show it, or not so that it can be read. It can be updated without
    /// being seen.
    #[error("the portal does not show the organization: {why:?}")]
    NotShown {
        /// Why not.
        why: NotShownReason,
        /// The HTTP status, where one arrived.
        status: Option<u16>,
        /// The portal's words.
        said: SaidView,
    },
    /// The computer's keyring cannot be used now.
    #[error("the keyring cannot be used: {state:?}")]
    Keyring {
        /// Why.
        state: KeyringState,
    },
    /// The connection has no sign-in kept: it was kept for one run only, or was removed from the keyring.
    #[error("no sign-in is kept for this connection")]
    SignInNeeded {
        /// The connection to sign in to.
        connection: ConnectionId,
    },
    /// None of the addresses tried answered like a scanning portal.
    #[error("nothing at this address answered like a portal")]
    NotAPortal {
        /// What was tried and what answered, in order.
        tried: Vec<TriedView>,
    },
    /// The portal knows this sign-in as somebody else than when the connection was made.
    #[error("the portal answers with another identity")]
    IdentityChanged {
        /// Who it was.
        before: Box<IdentityView>,
        /// Who it is now.
        now: Box<IdentityView>,
    },
    /// Since the review, organizations of this name appeared on the portal. Nothing has been created that the portal told of.
    #[error("an organization of this name appeared since the review")]
    NameAppeared {
        /// Those found now.
        found: Vec<OrganizationRowView>,
        /// Whether one was sent from here before to which no yes came: what appeared may have come of that.
        sent_before: bool,
    },
    /// What this step belongs to is no longer there: it was used up, replaced, or Orgdesk was restarted since.
    #[error("this {what:?} is no longer there")]
    Gone {
        /// What it was.
        what: Gone,
    },
    /// What is kept on this computer cannot be read or written.
    #[error("the local data cannot be used while {during:?}: {problem:?}")]
    LocalData {
        /// What was being done.
        during: LocalDataUse,
        /// Why.
        problem: LocalDataProblem,
        /// The damaged file that was set aside, where one was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        set_aside: Option<Box<SetAsideView>>,
    },
    /// What is to be sent could not be noted on this computer first. Nothing has been sent.
    #[error("the intent could not be noted: {problem:?}")]
    NotNoted {
        /// Why.
        problem: LocalDataProblem,
    },
    /// The practice portal could not be started.
    #[error("the practice portal did not start")]
    Practice,
    /// Something in Orgdesk broke in the middle of a command. The log has where.
    #[error("a command broke in the middle")]
    WentWrong {
        /// Whether it is not known if something was written to the portal.
        may_have_written: bool,
    },
    /// Something that should not happen. The log has more under this time.
    #[error("internal error")]
    Internal,
}

/// How far a request came that did not leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NotSentReason {
    /// The host name has no address.
    NameNotFound,
    /// Nobody accepted the connection.
    NoConnection,
    /// Nobody accepted the connection in time.
    ConnectTimeout,
    /// The encrypted connection could not be made, for instance because the certificate is not trusted.
    Certificate,
    /// The proxy refused.
    Proxy,
    /// The request could not be built.
    Request,
    /// The computer's trusted certificates or its proxy settings could not be used.
    Setup,
}

/// Why an organization is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NotShownReason {
    /// This user may not see it.
    Forbidden,
    /// The answer cannot be read.
    Unreadable,
}

/// Why an answer is not clear.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum UnclearReason {
    /// None came in time.
    Timeout,
    /// The connection broke.
    Broken,
    /// It arrived in part.
    Incomplete,
    /// It arrived and does not hold what it should.
    Unreadable,
    /// Its status says done, and its text tells of an error.
    Contradictory,
    /// It is larger than 8 MiB.
    TooLarge,
    /// The portal, or something before it, failed (5xx).
    ServerError,
    /// It redirects, which after a write says nothing.
    Redirect,
    /// It says done, and the portal does not show what was sent.
    NotTaken,
    /// It said no, and holds some of what was sent all the same.
    TakenInPart,
    /// It said no, and holds something else than before where something was to be changed.
    ChangedAllTheSame,
    /// It lists a part of what there is, or not all of what it lists can be read.
    NotAllListed,
    /// It lists none, and to another user than who wrote: what it listed to them may be more.
    ListedToAnother,
}

/// Whether the computer's keyring can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KeyringState {
    /// It answers.
    Ready,
    /// It is locked, and was not unlocked when asked.
    Locked,
    /// No keyring service answers on this computer.
    Absent,
    /// It answers, and refuses.
    Refused,
}

/// What is no longer there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Gone {
    /// A tested sign-in that was not saved yet.
    TestedSignIn,
    /// A reviewed write.
    ReviewedWrite,
    /// A write that was not settled: it is by now, or is being looked for.
    OpenWrite,
    /// A connection.
    Connection,
    /// The open session of a connection.
    Session,
    /// An operation of the history.
    Operation,
    /// The chance to undo an operation: it was undone, or its connection is not what it was.
    Undo,
    /// A discarded draft.
    Draft,
}

/// What was being done with the local data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LocalDataUse {
    /// It was opened, once in a run. The app works on without it, or with a new one in place of a damaged one.
    Opening,
    /// Something was read from it, later.
    Reading,
    /// Something was written to it, later. What it held before is still there.
    Writing,
    /// The history was written to a file of its own. There is no half of it.
    Exporting,
}

/// Why the local data cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LocalDataProblem {
    /// The file was written by a newer version of Orgdesk.
    Newer,
    /// Another Orgdesk uses it.
    InUse,
    /// The disk is full.
    Full,
    /// The file cannot be opened for writing: rights, a read-only disk, or a disk too full to begin.
    NotWritable,
    /// While it was open its file was replaced, by a backup say, or what lies beside it was: what is written is in no file that the
    /// next run opens.
    Replaced,
    /// The file is damaged. Found while it is opened, it has been set aside; found later, the next start does so. It is
    /// never deleted.
    Damaged,
    /// Another failure.
    Failed,
}

/// A damaged file that was set aside, and what of it is in the one that was begun in its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SetAsideView {
    /// Where it lies.
    pub file: String,
    /// How many connections were taken over.
    pub connections: u32,
    /// How many writes that are not settled were taken over.
    pub open_operations: u32,
    /// Whether all of it could be read; if not, more connections and writes that are not settled may lie in it.
    pub whole: bool,
}

/// An address that was tried, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TriedView {
    /// The path that was asked, such as `/API/v2/user/me`.
    pub path: String,
    /// What answered, in a few words.
    pub what: String,
}

impl AppError {
    /// What is no longer there was not a review, but a write that was open.
    pub(crate) fn of_an_open_write(self) -> Self {
        match self {
            Self::Gone {
                what: Gone::ReviewedWrite,
            } => Self::Gone {
                what: Gone::OpenWrite,
            },
            other => other,
        }
    }

    /// A failure of the client as the screen needs it. `host` is the portal's.
    pub fn from_failure(failure: Failure, host: &str) -> Self {
        match failure {
            Failure::NotSent(not_sent) => {
                // The system's own words are for whoever looks after the computer: they are in the log alone.
                tracing::info!(reason = %not_sent.reason, detail = %not_sent.detail, "a request was not sent");
                Self::NotSent {
                    reason: not_sent.reason.into(),
                    host: host.to_owned(),
                }
            }
            Failure::Refused(refused) => Self::Refused {
                status: refused.status,
                retry_after_seconds: refused
                    .retry_after
                    .map(|wait| u32::try_from(wait.as_secs()).unwrap_or(u32::MAX)),
                said: refused.said.into(),
            },
            Failure::Rejected(rejected) => Self::Rejected {
                status: rejected.status,
                problems: crate::said::problems_on_form(&rejected.said),
                said: rejected.said.into(),
                redirect_to: rejected.redirect_to,
            },
            Failure::Unknown(unknown) => Self::Unclear {
                reason: unknown.reason.into(),
                status: unknown.status,
                said: unknown.said.into(),
            },
        }
    }
}

/// What the rules let pass can be built.
impl From<BuildError> for AppError {
    fn from(error: BuildError) -> Self {
        tracing::error!(%error, "a request that keeps the rules cannot be built");
        Self::Internal
    }
}

impl From<Reason> for NotSentReason {
    fn from(reason: Reason) -> Self {
        match reason {
            Reason::Dns => Self::NameNotFound,
            Reason::Connect => Self::NoConnection,
            Reason::Timeout => Self::ConnectTimeout,
            Reason::Tls => Self::Certificate,
            Reason::Proxy => Self::Proxy,
            _ => Self::Request,
        }
    }
}

impl From<UnknownReason> for UnclearReason {
    fn from(reason: UnknownReason) -> Self {
        match reason {
            UnknownReason::Timeout | UnknownReason::RequestTimeout => Self::Timeout,
            UnknownReason::Reset => Self::Broken,
            UnknownReason::Incomplete => Self::Incomplete,
            UnknownReason::Contradictory => Self::Contradictory,
            UnknownReason::TooLarge => Self::TooLarge,
            UnknownReason::ServerError(_) => Self::ServerError,
            UnknownReason::Redirect(_) => Self::Redirect,
            _ => Self::Unreadable,
        }
    }
}
