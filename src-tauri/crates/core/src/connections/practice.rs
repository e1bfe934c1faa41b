//! The practice portal: a connection of its own that is never written to the local data, so that nothing of it can be
//! mistaken for a portal's.

use scanning_api::{AuthScheme, Credentials, PortalAddress};

use crate::connections::{
    Colour, ConnectionId, ConnectionView, KeptSignIn, Session, SessionView, SignInMethod,
};
use crate::identity::identity;
use crate::{AppError, Orgdesk};

impl Orgdesk {
    /// Opens the practice portal, starting it when it is not running yet.
    pub async fn enter_practice(&self) -> Result<SessionView, AppError> {
        let portal = self.practice.start().await.map_err(|_| AppError::Practice)?;
        let address = PortalAddress::parse(&portal.address).map_err(|_| AppError::Practice)?;
        let credentials = Credentials {
            user_token: portal.user_token,
            api_key: Some(portal.api_key),
            scheme: AuthScheme::Basic,
        };
        let client = self.client(address.clone(), credentials.clone()).await?;
        let user = client
            .current_user()
            .await
            .map_err(|failure| AppError::from_failure(failure, &address.host()))?;
        let connection = ConnectionView {
            id: ConnectionId::PRACTICE,
            name: "Practice portal".to_owned(),
            letters: "PR".to_owned(),
            colour: Colour::Graphite,
            address: address.to_string(),
            host: address.host(),
            practice: true,
            identity: identity(user.value, &credentials),
            method: SignInMethod::AccessToken,
            kept: KeptSignIn::ThisRun,
        };
        if self.session(ConnectionId::PRACTICE).is_err() {
            self.end_practice_operations().await;
        }
        self.sessions().insert(
            ConnectionId::PRACTICE,
            Session::new(connection.clone(), client, credentials),
        );
        self.keeping.opened.notify_one();
        Ok(SessionView { connection })
    }
}
