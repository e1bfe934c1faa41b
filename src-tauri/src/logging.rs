//! The log: on the error stream and in a file beside the local data, kept small. It never holds a name, a mail
//! address, a query or a secret above DEBUG; the file is written at INFO.

use std::fs::{self, File};
use std::path::Path;
use std::sync::Mutex;

use orgdesk_core::private;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, fmt};

const FILE: &str = "orgdesk.log";
const LARGEST: u64 = 1024 * 1024;

/// Begins logging. `ORGDESK_LOG` (such as `debug` or `scanning_api=debug,info`) decides what the error stream shows.
pub(crate) fn begin(data_folder: &Path) {
    let wanted = std::env::var("ORGDESK_LOG")
        .ok()
        .and_then(|wanted| wanted.parse::<Targets>().ok());
    let shown = wanted.unwrap_or_else(|| Targets::new().with_default(LevelFilter::WARN));
    let stream = fmt::layer()
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .with_filter(shown);
    let file = open(data_folder).ok().map(|file| {
        fmt::layer()
            .with_writer(Mutex::new(file))
            .with_ansi(false)
            .with_filter(LevelFilter::INFO)
    });
    // Tests build the app more than once in a process; the first one logs.
    let _ = tracing_subscriber::registry().with(stream).with(file).try_init();
}

/// Opens the log for this user only; a large one becomes the older one.
fn open(folder: &Path) -> std::io::Result<File> {
    private::folder(folder)?;
    let path = folder.join(FILE);
    if fs::metadata(&path).is_ok_and(|file| file.len() > LARGEST) {
        fs::rename(&path, folder.join("orgdesk.old.log"))?;
    }
    private::file(&path)
}
