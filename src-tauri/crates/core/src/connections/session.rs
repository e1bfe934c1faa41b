//! An open connection, and a connection as the local data holds it.

use std::future::Future;
use std::sync::Arc;

use scanning_api::{AuthScheme, Client, Credentials, CurrentUser, PortalAddress, Scrub};

use crate::connections::{Colour, ConnectionId, ConnectionView, IdentityView, KeptSignIn, SignInMethod};
use crate::identity::identity_without;
use crate::organizations::{Patience, Seen, patiently};
use crate::preview::DestinationView;
use crate::{AppError, Orgdesk};

/// An open connection: who one is, where, and the client that speaks for one.
#[derive(Clone)]
pub struct Session {
    pub(crate) connection: ConnectionView,
    pub(crate) client: Client,
    /// What was seen of the portal in this run, since one is who one is.
    pub(crate) seen: Arc<Seen>,
    scrub: Scrub,
}

impl Session {
    /// An open connection.
    pub(crate) fn new(connection: ConnectionView, client: Client, credentials: Credentials) -> Self {
        Self {
            connection,
            client,
            seen: Arc::default(),
            scrub: credentials.into_scrub(),
        }
    }

    /// Asks the portal once more who one is, before something is written. Another user or partner than when the connection
    /// was opened stops here; so does a portal that does not say.
    pub(crate) async fn is_still_the_same(&self) -> Result<(), AppError> {
        let user = patiently(|| self.client.current_user())
            .await
            .map_err(|failure| self.failed(failure))?;
        self.is_the_same_as(user.value)
    }

    /// Does a reading that a write rests on, and asks once it is done: what is read is what is shown to who one is, and is written
    /// as that. Where that had to wait it is read anew: others go on meanwhile.
    pub(crate) async fn reads_before_writing<T, F>(&self, read: impl Fn() -> F) -> Result<T, AppError>
    where
        F: Future<Output = Result<T, AppError>>,
    {
        let mut patience = Patience::default();
        loop {
            let seen = read().await?;
            match self.client.current_user().await {
                Ok(user) => return self.is_the_same_as(user.value).map(|()| seen),
                Err(failure) if patience.waits(&failure).await => {}
                Err(failure) => return Err(self.failed(failure)),
            }
        }
    }

    fn is_the_same_as(&self, user: CurrentUser) -> Result<(), AppError> {
        let now = identity_without(user, &self.scrub);
        let before = &self.connection.identity;
        if before.is_same_as(&now) {
            return Ok(());
        }
        Err(AppError::IdentityChanged {
            before: Box::new(before.clone()),
            now: Box::new(now),
        })
    }

    /// Whether what was made on this connection, at this address and by this user was made on the portal that is open: one portal may
    /// have several addresses, and a user of a partner, known by their ids, is on one portal. Practice begins anew in each run, and
    /// is never another.
    pub(crate) fn is_portal_of(
        &self,
        connection: ConnectionId,
        address: &PortalAddress,
        identity: &IdentityView,
    ) -> bool {
        let is_real = |id| id != ConnectionId::PRACTICE;
        let may_move = is_real(connection) && is_real(self.connection.id);
        *address == *self.client.address()
            || may_move && (connection == self.connection.id || identity.is_surely(&self.connection.identity))
    }

    /// Whether the same user looks at the same portal.
    pub(crate) fn sees_the_same_as(&self, other: &Self) -> bool {
        let (mine, theirs) = (&self.connection.identity, &other.connection.identity);
        self.client.address() == other.client.address() && mine.is_same_as(theirs)
    }

    pub(crate) fn host(&self) -> &str {
        &self.connection.host
    }

    pub(crate) fn failed(&self, failure: scanning_api::Failure) -> AppError {
        AppError::from_failure(failure, self.host())
    }

    pub(crate) fn destination(&self) -> DestinationView {
        DestinationView {
            connection: self.connection.name.clone(),
            host: self.connection.host.clone(),
            username: self.connection.identity.username.clone(),
            partner: self.connection.identity.partner.clone(),
            practice: self.connection.practice,
        }
    }
}

/// A connection as the local data holds it: no secret is among its parts.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct StoredConnection {
    pub(crate) id: ConnectionId,
    pub(crate) name: String,
    pub(crate) colour: Colour,
    pub(crate) address: PortalAddress,
    pub(crate) method: SignInMethod,
    pub(crate) scheme: AuthScheme,
    pub(crate) kept: KeptSignIn,
    pub(crate) identity: IdentityView,
}

impl StoredConnection {
    pub(crate) fn view(&self) -> ConnectionView {
        ConnectionView {
            id: self.id,
            name: self.name.clone(),
            letters: letters(&self.name),
            colour: self.colour,
            address: self.address.to_string(),
            host: self.address.host(),
            practice: false,
            identity: self.identity.clone(),
            method: self.method,
            kept: self.kept,
        }
    }
}

impl Orgdesk {
    /// The client for an address; a sign-in that cannot be put into a header is a problem of the form.
    pub(crate) async fn client(
        &self,
        address: PortalAddress,
        credentials: Credentials,
    ) -> Result<Client, AppError> {
        let host = address.host();
        Client::prepared(address, credentials, self.timings.timeouts)
            .await
            .map_err(|error| super::test::unusable_sign_in(&error, SignInMethod::AccessToken, host))
    }
}

/// The first letters of the first two words, in capitals; the first two letters of a single word.
pub(crate) fn letters(name: &str) -> String {
    let mut words = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let (first, second) = (words.next().unwrap_or("?"), words.next());
    let letters: String = match second {
        Some(second) => first.chars().take(1).chain(second.chars().take(1)).collect(),
        None => first.chars().take(2).collect(),
    };
    letters.to_uppercase()
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn a_tile_shows_the_first_letters_of_two_words() {
        assert_eq!(letters("Halden Secure"), "HS");
        assert_eq!(letters("Tarn & Vale Partners"), "TV");
        assert_eq!(letters("élan"), "ÉL");
        assert_eq!(letters("  "), "?");
    }
}
