//! The forms of a connection, as they are typed: a new one, the replacing of a sign-in, and name and colour.
//!
//! The wall: none of them has a place for a secret, so that none can come to the disk with it. They belong to this computer
//! and not to whoever is signed in: they are what one signs in with.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::connections::{Colour, ConnectionId, SignInMethod};
use crate::drafts::{Draft, DraftForm, DraftId, DraftStanding};
use crate::moment::Moment;
use crate::{AppError, Orgdesk};

/// A connection as it is typed, without its token, key or password.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ConnectionTyped {
    /// "Connection name".
    pub name: String,
    /// "Colour".
    pub colour: Colour,
    /// "Portal address".
    pub address: String,
    /// How one signs in.
    pub method: SignInMethod,
    /// "Username".
    pub username: String,
}

/// The name and the colour of a connection, as they are typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NameAndColourTyped {
    /// "Connection name".
    pub name: String,
    /// "Colour".
    pub colour: Colour,
}

/// The forms of connections that are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ConnectionDraftsView {
    /// Those that are kept, the one left last first.
    pub drafts: Vec<ConnectionDraftRowView>,
    /// Those discarded since Orgdesk was opened, the last first. They can be put back until it closes.
    pub discarded: Vec<ConnectionDraftRowView>,
}

/// A form of a connection in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ConnectionDraftRowView {
    /// The draft.
    pub id: DraftId,
    /// The connection it is the form of; none for a new one.
    pub connection: Option<ConnectionId>,
    /// The connection's name as it is typed.
    pub name: String,
    /// What is typed.
    pub what: ConnectionFormKind,
    /// When it was left.
    pub left_at: Moment,
}

/// Which form of a connection is typed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ConnectionFormKind {
    /// "New connection".
    New,
    /// "Replace the sign-in".
    SignIn,
    /// "Name and colour".
    NameAndColour,
}

impl Orgdesk {
    /// The forms of connections that were left, whichever is open, and those discarded in this run.
    pub async fn connection_drafts(&self) -> Result<ConnectionDraftsView, AppError> {
        Ok(ConnectionDraftsView {
            drafts: self.rows_of_connections(DraftStanding::Kept).await?,
            discarded: self.rows_of_connections(DraftStanding::Discarded).await?,
        })
    }

    async fn rows_of_connections(
        &self,
        standing: DraftStanding,
    ) -> Result<Vec<ConnectionDraftRowView>, AppError> {
        let drafts = self.store.drafts_of_connections(standing).await?;
        Ok(drafts.iter().filter_map(Draft::row_of_connection).collect())
    }
}

impl DraftForm {
    /// Whether it is the form of a connection itself.
    pub(crate) fn is_of_connection(&self) -> bool {
        matches!(self, Self::Connection(_) | Self::NameAndColour(_))
    }

    /// As it may come to the disk.
    pub(crate) fn without_secrets(mut self) -> Self {
        if let Self::Connection(typed) = &mut self {
            typed.address = without_sign_in(&typed.address);
        }
        self
    }
}

impl Draft {
    /// As it stands in a list; none for the form of an organization.
    pub(super) fn row_of_connection(&self) -> Option<ConnectionDraftRowView> {
        let what = match (&self.form, self.connection) {
            (DraftForm::Connection(_), None) => ConnectionFormKind::New,
            (DraftForm::Connection(_), Some(_)) => ConnectionFormKind::SignIn,
            (DraftForm::NameAndColour(_), _) => ConnectionFormKind::NameAndColour,
            (DraftForm::Create(_) | DraftForm::Update(_), _) => return None,
        };
        Some(ConnectionDraftRowView {
            id: self.id,
            connection: self.connection,
            name: self.name().to_owned(),
            what,
            left_at: self.left_at,
        })
    }
}

/// An address without what a sign-in can stand in: user and password, a query, a fragment. A portal's address has none of
/// them, and a password is half typed before the `@` that tells it from a port.
fn without_sign_in(address: &str) -> String {
    let (scheme, rest) = match address.split_once("://") {
        Some((scheme, rest)) => (Some(scheme), rest),
        None => (None, address),
    };
    let rest = rest.rsplit_once('@').map_or(rest, |(_, behind)| behind);
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = match host.rsplit_once(':') {
        Some((name, port)) if !host.starts_with('[') && !port.bytes().all(|byte| byte.is_ascii_digit()) => {
            name
        }
        _ => host,
    };
    match scheme {
        Some(scheme) => format!("{scheme}://{host}{path}"),
        None => format!("{host}{path}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_kept_as_it_is_typed() {
        for address in [
            "",
            " https://",
            "https",
            "scan.halden.example",
            "https://scan.halden.example/API/v2/",
            "http://localhost:8080/API",
            "https://[::1]:8443/API",
            "https://[fe80::ab",
            "https://scan.halden.example:",
            "nonsense with spaces",
        ] {
            assert_eq!(without_sign_in(address), address);
        }
    }

    #[test]
    fn what_a_sign_in_can_stand_in_is_left_out_of_an_address_also_while_it_is_half_typed() {
        for (typed, kept) in [
            (
                "https://m.keller:canary@scan.example/API",
                "https://scan.example/API",
            ),
            ("https://m.keller:canary", "https://m.keller"),
            ("https://m.keller:can/ary@scan.example", "https://scan.example"),
            ("https://m.keller:can#ary@scan.example", "https://scan.example"),
            ("m.keller:canary@scan.example", "scan.example"),
            (
                "https://scan.example/API?token=canary",
                "https://scan.example/API",
            ),
            ("https://scan.example/#canary", "https://scan.example/"),
        ] {
            assert_eq!(without_sign_in(typed), kept, "{typed}");
        }
    }
}
