//! A panic is told to the log once: where it was. What it says can hold a name or a secret, and is told at DEBUG alone.

use std::any::Any;
use std::panic::{self, PanicHookInfo};

/// Tells the log of every panic from here on, in place of the error stream.
pub fn to_the_log() {
    panic::set_hook(Box::new(tell));
}

fn tell(panicked: &PanicHookInfo<'_>) {
    let place = panicked.location().map(ToString::to_string).unwrap_or_default();
    tracing::error!(place, "something in Orgdesk went wrong");
    tracing::debug!(words = words(panicked.payload()), "what it said");
}

fn words(payload: &(dyn Any + Send)) -> &str {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| payload.downcast_ref::<&str>().copied())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::io::{self, Write};
    use std::sync::{Arc, Mutex};

    use tracing::Level;

    use super::*;

    #[derive(Clone, Default)]
    struct Written(Arc<Mutex<Vec<u8>>>);

    impl Write for Written {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// What a log of this level holds after a panic.
    fn logged(level: Level) -> String {
        let written = Written::default();
        let writer = written.clone();
        let log = tracing_subscriber::fmt()
            .with_ansi(false)
            .with_max_level(level)
            .with_writer(move || writer.clone())
            .finish();
        let panics = || tracing::subscriber::with_default(log, || panic!("a canary in words"));
        assert!(std::thread::spawn(panics).join().is_err());
        let bytes = written.0.lock().unwrap().clone();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_panic_is_logged_once_with_its_place_and_its_words_at_debug_alone() {
        let usual = panic::take_hook();
        to_the_log();
        let (info, debug) = (logged(Level::INFO), logged(Level::DEBUG));
        panic::set_hook(usual);
        assert_eq!(info.lines().count(), 1, "{info}");
        assert!(info.contains("ERROR") && info.contains("panics.rs:"), "{info}");
        assert!(!info.contains("canary"), "{info}");
        assert!(debug.contains("canary"), "{debug}");
    }
}
