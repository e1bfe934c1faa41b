//! What a window is started with.

use std::sync::{Arc, OnceLock};

use super::bus::Bus;

/// How the window looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Theme {
    Light,
    Dark,
}

/// Which keyring the app finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keyring {
    /// The unlocked one of the session, which the tests share.
    Session,
    /// An unlocked one that no other window has.
    Unlocked,
    /// One of its own that nobody has unlocked.
    Locked,
    /// None: no bus answers.
    Absent,
}

/// What a window is started with.
#[derive(Clone)]
pub(crate) struct Setup {
    pub(crate) theme: Theme,
    pub(crate) keyring: Keyring,
    pub(crate) size: (u32, u32),
    /// How much the app writes to its error stream; `info` is enough to hear of the first screen.
    pub(super) log: &'static str,
    /// The user's folders; a second start with the same ones is a restart.
    pub(crate) home: Arc<tempfile::TempDir>,
    bus: Arc<OnceLock<Bus>>,
}

impl Setup {
    /// With this keyring.
    pub(crate) fn with_keyring(keyring: Keyring) -> Self {
        Self {
            keyring,
            ..Self::default()
        }
    }

    /// The same, in a theme.
    pub(crate) fn themed(self, theme: Theme) -> Self {
        Self { theme, ..self }
    }

    /// The same, with a log that says all it can.
    pub(crate) fn telling_all(self) -> Self {
        Self { log: "trace", ..self }
    }

    /// The bus of its own, which outlives a restart.
    pub(crate) fn bus(&self) -> &Bus {
        self.bus.get_or_init(|| {
            let bus = Bus::start(self.home.path());
            if self.keyring == Keyring::Unlocked {
                bus.unlock();
            }
            bus
        })
    }
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            theme: Theme::Light,
            keyring: Keyring::Session,
            size: (1280, 800),
            log: "info",
            home: Arc::new(tempfile::tempdir().unwrap()),
            bus: Arc::default(),
        }
    }
}
