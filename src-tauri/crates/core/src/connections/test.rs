//! Testing a sign-in: the address as given, then with `/API` and `/api`, on the same origin; the portal's answer to
//! "who am I" is what counts. What was tested waits under a ticket, so that its secrets cross from the UI once.

use std::collections::HashMap;

use scanning_api::{
    ClientError, Credentials, Failure, FindFailure, FoundPortal, OneTimePassword, PortalAddress, Rejected,
    SignIn, SignInAnswer, SignInFailure,
};
use secrecy::SecretString;

use crate::connections::refused::{
    REFUSED_AFTER_PASSWORD, REFUSED_ONE_TIME_PASSWORD, REFUSED_PASSWORD, REFUSED_TOKEN, at_field,
};
use crate::connections::{
    ConnectionId, ConnectionTestRequest, ConnectionTestView, IdentityView, OneTimePasswordRequest,
    SignInMethod, SignInRequest, Ticket,
};
use crate::error::{Gone, NotSentReason, TriedView, UnclearReason};
use crate::finding::Finding;
use crate::identity::identity;
use crate::rules;
use crate::said::SaidView;
use crate::secret::SecretText;
use crate::{AppError, Orgdesk};

/// A tested sign-in that is not saved yet.
#[derive(Clone)]
pub enum TestedSignIn {
    /// The portal wants a one-time password as well.
    WaitsForOneTimePassword(PendingSignIn),
    /// The portal knows it.
    Accepted(AcceptedSignIn),
}

/// A sign-in the portal knows.
#[derive(Clone)]
pub struct AcceptedSignIn {
    pub(crate) replaces: Option<ConnectionId>,
    pub(crate) address: PortalAddress,
    pub(crate) method: SignInMethod,
    pub(crate) credentials: Credentials,
    pub(crate) identity: IdentityView,
}

/// A sign-in by password that waits for its one-time password.
#[derive(Clone)]
pub struct PendingSignIn {
    replaces: Option<ConnectionId>,
    given: PortalAddress,
    address: PortalAddress,
    username: String,
    password: SecretString,
    api_key: Option<SecretString>,
    session_state: SecretString,
}

impl Orgdesk {
    /// Asks the portal who one is with this sign-in. Nothing is saved.
    pub async fn test_connection(
        &self,
        request: ConnectionTestRequest,
    ) -> Result<ConnectionTestView, AppError> {
        let others = self.store.connections().await?.readable;
        let given = rules::connection(&request, &others)?;
        match request.sign_in {
            SignInRequest::AccessToken { user_token, api_key } => {
                let (token, key) = (user_token.trimmed(), some_key(&api_key));
                let method = SignInMethod::AccessToken;
                let found = self.find(&given, &token, key.as_ref(), method).await?;
                self.accept(request.replaces, &given, method, token, key, found)
                    .await
            }
            SignInRequest::Password {
                username,
                password,
                api_key,
            } => {
                let pending = PendingSignIn {
                    replaces: request.replaces,
                    address: given.clone(),
                    given,
                    username: username.trim().to_owned(),
                    password: password.exact(),
                    api_key: some_key(&api_key),
                    session_state: SecretString::from(""),
                };
                self.sign_in_somewhere(pending).await
            }
        }
    }

    /// Goes on with a sign-in that waits for its one-time password. A wrong one leaves it waiting, also where the portal
    /// says so by asking again.
    pub async fn give_one_time_password(
        &self,
        request: OneTimePasswordRequest,
    ) -> Result<ConnectionTestView, AppError> {
        if request.one_time_password.is_blank() {
            return Err(AppError::Invalid {
                problems: vec![Finding::at("one_time_password", "Enter the one-time password.")],
            });
        }
        let pending = match self.tickets().get(&request.ticket) {
            Some(TestedSignIn::WaitsForOneTimePassword(pending)) => pending.clone(),
            _ => {
                return Err(AppError::Gone {
                    what: Gone::TestedSignIn,
                });
            }
        };
        let one_time_password = OneTimePassword {
            attempt: request.one_time_password.trimmed(),
            session_state: pending.session_state.clone(),
        };
        let answer = self
            .sign_in_at(&pending, &pending.address, Some(one_time_password))
            .await
            .map_err(|failure| {
                at_field(
                    not_signed_in(failure, &pending.address),
                    &REFUSED_ONE_TIME_PASSWORD,
                )
            })?;
        if let SignInAnswer::OtpNeeded { session_state } = answer {
            let waits = TestedSignIn::WaitsForOneTimePassword(PendingSignIn {
                session_state,
                ..pending
            });
            // Not where the form was left meanwhile: what was given up stays given up.
            if let Some(waiting) = self.tickets().get_mut(&request.ticket) {
                *waiting = waits;
            }
            return Err(AppError::Invalid {
                problems: vec![Finding::at(
                    "one_time_password",
                    "The portal did not accept this one-time password and asks again. Enter the one that is shown now.",
                )],
            });
        }
        self.signed_in(pending, answer).await
    }

    async fn find(
        &self,
        given: &PortalAddress,
        token: &SecretString,
        key: Option<&SecretString>,
        method: SignInMethod,
    ) -> Result<FoundPortal, AppError> {
        scanning_api::find_portal(given, token, key, self.timings.timeouts)
            .await
            .map_err(|failed| {
                let refused = match method {
                    SignInMethod::AccessToken => &REFUSED_TOKEN,
                    SignInMethod::Password => &REFUSED_AFTER_PASSWORD,
                };
                at_field(not_found(failed, given, method), refused)
            })
    }

    /// The portal's sign-in lies beside `/v2`: looked for where the address points, then below `/API` and `/api`.
    async fn sign_in_somewhere(&self, pending: PendingSignIn) -> Result<ConnectionTestView, AppError> {
        let mut tried = Vec::new();
        for address in pending.given.candidates() {
            match self.sign_in_at(&pending, &address, None).await {
                Ok(answer) => return self.signed_in(PendingSignIn { address, ..pending }, answer).await,
                Err(SignInFailure::Failed(failure)) if is_elsewhere(&failure) => tried.push(TriedView {
                    path: address.path("/auth/sign_in"),
                    what: elsewhere(&failure),
                }),
                Err(failure) => {
                    return Err(at_field(
                        not_signed_in(failure, &pending.given),
                        &REFUSED_PASSWORD,
                    ));
                }
            }
        }
        Err(AppError::NotAPortal { tried })
    }

    async fn sign_in_at(
        &self,
        pending: &PendingSignIn,
        address: &PortalAddress,
        otp: Option<OneTimePassword>,
    ) -> Result<SignInAnswer, SignInFailure> {
        let request = SignIn {
            username: pending.username.clone(),
            password: pending.password.clone(),
            api_key: pending.api_key.clone(),
            otp,
        };
        let answer = scanning_api::sign_in(address, &request, self.timings.timeouts).await?;
        Ok(answer.value)
    }

    async fn signed_in(
        &self,
        pending: PendingSignIn,
        answer: SignInAnswer,
    ) -> Result<ConnectionTestView, AppError> {
        match answer {
            SignInAnswer::Token(token) => {
                let method = SignInMethod::Password;
                let key = pending.api_key.as_ref();
                let found = self.find(&pending.address, &token, key, method).await?;
                let PendingSignIn {
                    replaces,
                    given,
                    api_key,
                    ..
                } = pending;
                self.accept(replaces, &given, method, token, api_key, found).await
            }
            SignInAnswer::OtpNeeded { session_state } => {
                let waits = TestedSignIn::WaitsForOneTimePassword(PendingSignIn {
                    session_state,
                    ..pending
                });
                Ok(ConnectionTestView::OneTimePasswordNeeded {
                    ticket: self.wait(waits),
                })
            }
        }
    }

    async fn accept(
        &self,
        replaces: Option<ConnectionId>,
        given: &PortalAddress,
        method: SignInMethod,
        user_token: SecretString,
        api_key: Option<SecretString>,
        found: FoundPortal,
    ) -> Result<ConnectionTestView, AppError> {
        let credentials = Credentials {
            user_token,
            api_key,
            scheme: found.scheme,
        };
        let identity = identity(found.user, &credentials);
        let identity_before = match replaces {
            Some(id) => Some(self.store.connection(id).await?.identity.cleaned(&credentials)),
            None => None,
        };
        let ticket = self.wait(TestedSignIn::Accepted(AcceptedSignIn {
            replaces,
            address: found.address.clone(),
            method,
            credentials,
            identity: identity.clone(),
        }));
        Ok(ConnectionTestView::Accepted {
            ticket,
            identity_before: identity_before.filter(|before| !before.is_same_as(&identity)),
            identity,
            address: found.address.to_string(),
            host: found.address.host(),
            address_completed: found.address != *given,
            encrypted: found.address.origin().starts_with("https:"),
            elapsed_ms: u32::try_from(found.elapsed.as_millis()).unwrap_or(u32::MAX),
        })
    }

    /// Keeps the latest test. The one before it belongs to what stood in the form then: its secrets go.
    fn wait(&self, tested: TestedSignIn) -> Ticket {
        let ticket = Ticket(uuid::Uuid::new_v4());
        *self.tickets() = HashMap::from([(ticket.clone(), tested)]);
        ticket
    }
}

/// Why no client can be made of a sign-in: a problem of the field it was typed into, where it was typed.
pub(crate) fn unusable_sign_in(error: &ClientError, method: SignInMethod, host: String) -> AppError {
    tracing::error!(%error, "the client could not be made");
    let at = |field: &str, what: &str| AppError::Invalid {
        problems: vec![Finding::at(
            field,
            format!(
                "The {what} holds characters that cannot be sent, such as a line break. Copy it from the portal again."
            ),
        )],
    };
    match (error, method) {
        (ClientError::UnsendableApiKey, _) => at("api_key", "API key"),
        (ClientError::EmptyToken | ClientError::UnsendableToken, SignInMethod::AccessToken) => {
            at("user_token", "user token")
        }
        // The portal gave it, in answer to the password.
        (ClientError::EmptyToken | ClientError::UnsendableToken, SignInMethod::Password) => {
            AppError::Unclear {
                reason: UnclearReason::Unreadable,
                status: None,
                said: SaidView::default(),
            }
        }
        (ClientError::Setup { .. }, _) => AppError::NotSent {
            reason: NotSentReason::Setup,
            host,
        },
        _ => AppError::Internal,
    }
}

fn not_signed_in(failed: SignInFailure, address: &PortalAddress) -> AppError {
    match failed {
        SignInFailure::Client(error) => unusable_sign_in(&error, SignInMethod::Password, address.host()),
        SignInFailure::Failed(failure) => AppError::from_failure(failure, &address.host()),
    }
}

fn not_found(failed: FindFailure, given: &PortalAddress, method: SignInMethod) -> AppError {
    match failed {
        FindFailure::Client(error) => unusable_sign_in(&error, method, given.host()),
        FindFailure::NotFound { failure, tried } => {
            let tried: Vec<_> = tried
                .into_iter()
                .map(|one| TriedView {
                    path: one.path,
                    what: one.what,
                })
                .collect();
            if is_elsewhere(&failure) {
                AppError::NotAPortal { tried }
            } else {
                AppError::from_failure(failure, &given.host())
            }
        }
    }
}

/// Whether a failure says that no portal is there, rather than that the portal refuses.
fn is_elsewhere(failure: &Failure) -> bool {
    match failure {
        Failure::Rejected(rejected) => rejected.redirect_to.is_some() || matches!(rejected.status, 404 | 405),
        Failure::Unknown(unknown) => matches!(unknown.reason, scanning_api::UnknownReason::Unreadable),
        Failure::NotSent(_) | Failure::Refused(_) => false,
    }
}

/// What a place that is no sign-in answered, in a few words.
fn elsewhere(failure: &Failure) -> String {
    match (failure, failure.status()) {
        (
            Failure::Rejected(Rejected {
                status,
                redirect_to: Some(origin),
                ..
            }),
            _,
        ) => format!("redirected to {origin} ({status})"),
        (_, Some(status)) => status.to_string(),
        (_, None) => "no sign-in".to_owned(),
    }
}

fn some_key(key: &SecretText) -> Option<SecretString> {
    (!key.is_blank()).then(|| key.trimmed())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_computer_that_cannot_make_safe_connections_is_not_a_mistake_of_the_apps_own() {
        let error = ClientError::Setup {
            detail: "no trust store".to_owned(),
        };
        let host = "scan.halden.example".to_owned();
        let told = unusable_sign_in(&error, SignInMethod::AccessToken, host.clone());
        let reason = NotSentReason::Setup;
        assert_eq!(told, AppError::NotSent { reason, host });
    }
}
