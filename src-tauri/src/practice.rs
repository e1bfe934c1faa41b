//! The practice portal in this process: on loopback, on a random port, with a random token, from when it is first asked
//! for until Orgdesk closes.

use async_trait::async_trait;
use orgdesk_core::{PracticeAddress, PracticeHost, PracticeNotStarted};
use practice_portal::{Options, PracticePortal};
use secrecy::SecretString;
use tokio::sync::OnceCell;

/// Starts the practice portal when it is first asked for.
#[derive(Default)]
pub struct Practice(OnceCell<PracticePortal>);

#[async_trait]
impl PracticeHost for Practice {
    async fn start(&self) -> Result<PracticeAddress, PracticeNotStarted> {
        let portal = self
            .0
            .get_or_try_init(|| async { practice_portal::start(Options::default()).await })
            .await
            .map_err(|error| {
                tracing::error!(%error, "the practice portal did not start");
                PracticeNotStarted
            })?;
        Ok(PracticeAddress {
            address: portal.address(),
            user_token: SecretString::from(portal.user_token()),
            api_key: SecretString::from(portal.api_key()),
        })
    }
}
