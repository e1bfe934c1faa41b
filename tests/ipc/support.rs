//! The app on Tauri's mock runtime, with a keyring in memory, a folder of its own and a portal beside it.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use async_trait::async_trait;
use orgdesk::{Parts, Practice};
use orgdesk_core::connections::ConnectionId;
use orgdesk_core::{KeyringState, SecretStore, Timings};
use practice_portal::{Options, PracticePortal};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use tauri::ipc::{CallbackFn, InvokeBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder};
use tauri::webview::InvokeRequest;
use tauri::{App, Manager, WebviewWindow};

/// The user token and the API key of every connection here: no answer of any command may hold them.
pub(crate) const CANARIES: [&str; 2] = ["canary-user-token-2f1c", "canary-api-key-77ad"];

#[derive(Default)]
pub(crate) struct MemoryKeyring(pub(crate) Mutex<HashMap<String, String>>, AtomicBool);

impl MemoryKeyring {
    /// From here on each call panics, or none does.
    pub(crate) fn panics(&self, panics: bool) {
        self.1.store(panics, Ordering::SeqCst);
    }

    fn entries(&self) -> MutexGuard<'_, HashMap<String, String>> {
        assert!(
            !self.1.load(Ordering::SeqCst),
            "a keyring that panics, on purpose"
        );
        self.0.lock().unwrap()
    }
}

#[async_trait]
impl SecretStore for MemoryKeyring {
    async fn check(&self) -> KeyringState {
        drop(self.entries());
        KeyringState::Ready
    }

    async fn set(&self, connection: ConnectionId, secret: SecretString) -> Result<(), KeyringState> {
        self.entries()
            .insert(connection.0.to_string(), secret.expose_secret().to_owned());
        Ok(())
    }

    async fn get(&self, connection: ConnectionId) -> Result<Option<SecretString>, KeyringState> {
        let kept = self.entries();
        Ok(kept
            .get(&connection.0.to_string())
            .map(|secret| SecretString::from(secret.as_str())))
    }

    async fn remove(&self, connection: ConnectionId) -> Result<(), KeyringState> {
        self.entries().remove(&connection.0.to_string());
        Ok(())
    }
}

pub(crate) struct Desk {
    pub(crate) app: App<MockRuntime>,
    pub(crate) window: WebviewWindow<MockRuntime>,
    pub(crate) keyring: Arc<MemoryKeyring>,
    pub(crate) portal: PracticePortal,
    pub(crate) folder: tempfile::TempDir,
}

impl Desk {
    pub(crate) fn new() -> Self {
        let portal = tauri::async_runtime::block_on(practice_portal::start(Options {
            organizations: 5,
            user_token: Some(CANARIES[0].to_owned()),
            api_key: Some(CANARIES[1].to_owned()),
            ..Options::default()
        }))
        .unwrap();
        let keyring = Arc::new(MemoryKeyring::default());
        let folder = tempfile::tempdir().unwrap();
        let parts = Parts {
            secrets: keyring.clone(),
            practice: Arc::new(Practice::default()),
            timings: Timings {
                settling: vec![Duration::ZERO; 3],
                ..Timings::default()
            },
            data_folder: Some(folder.path().to_owned()),
            export_folder: Some(folder.path().join("exports")),
            first: None,
        };
        let app = orgdesk::build(mock_builder(), parts, orgdesk::context()).unwrap();
        let window = app.get_webview_window("main").unwrap();
        Self {
            app,
            window,
            keyring,
            portal,
            folder,
        }
    }

    /// What a command answers, as the page would see it.
    pub(crate) fn call(&self, command: &str, request: Value) -> Result<Value, Value> {
        let answer = call_from(&self.window, "tauri://localhost", command, request);
        let text = format!("{answer:?}");
        assert!(
            CANARIES.iter().all(|canary| !text.contains(canary)),
            "{command} answers with a secret: {text}"
        );
        answer
    }

    pub(crate) fn test_request(&self) -> Value {
        json!({
            "replaces": null,
            "name": "Halden Secure",
            "address": self.portal.address(),
            "sign_in": {
                "method": "access_token",
                "user_token": self.portal.user_token(),
                "api_key": self.portal.api_key(),
            },
        })
    }

    /// A saved and open connection's id.
    pub(crate) fn connected(&self) -> Value {
        let tested = self.call("connection_test", self.test_request()).unwrap();
        let save =
            json!({"ticket": tested["ticket"], "name": "Halden Secure", "colour": "plum", "keep": "keyring"});
        self.call("connection_save", save).unwrap()["connection"]["id"].clone()
    }
}

/// What a command answers to a window and the page in it.
pub(crate) fn call_from(
    window: &WebviewWindow<MockRuntime>,
    origin: &str,
    command: &str,
    request: Value,
) -> Result<Value, Value> {
    let request = InvokeRequest {
        cmd: command.to_owned(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: origin.parse().unwrap(),
        body: InvokeBody::Json(Value::Object(
            [("request".to_owned(), request)].into_iter().collect(),
        )),
        headers: tauri::http::HeaderMap::default(),
        invoke_key: INVOKE_KEY.to_owned(),
    };
    get_ipc_response(window, request).map(|body| body.deserialize::<Value>().unwrap())
}
