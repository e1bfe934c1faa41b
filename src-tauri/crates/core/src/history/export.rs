//! The history as a file: what a filter shows, all of it, written while it is read, so that its size does not matter.
//!
//! The file is made in the user's folder for downloads under a name with the time in it, and nothing on the screen chooses its place.
//! It is written under a name of its own first and renamed when it is whole: what is stopped or fails leaves no half a file.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::Zoned;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::{LocalDataProblem, LocalDataUse};
use crate::history::HistoryFilter;
use crate::history::export_csv::CsvFile;
use crate::history::export_json::JsonFile;
use crate::history::{Recorded, Wanted};
use crate::{AppError, Orgdesk, private};

/// Operations that are read at a time. Between them the journal can be written.
const AT_A_TIME: u32 = 500;

/// What the file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// A row for each field of each operation, for a spreadsheet.
    Csv,
    /// An array of operations, with all that is known of them.
    Json,
}

/// What to export.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct HistoryExportRequest {
    /// What is wanted.
    pub filter: HistoryFilter,
    /// As what.
    pub format: ExportFormat,
}

/// What was exported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct HistoryExportView {
    /// The whole name of the file; none where it was stopped, and there is none.
    pub file: Option<String>,
    /// How many operations are in it.
    pub operations: u32,
    /// How many that the filter shows are not in it: they cannot be read, such as those of a later version.
    pub unread: u32,
}

/// Where files go, and whether the one that is being written is to be stopped.
#[derive(Default)]
pub(crate) struct Exports {
    pub(crate) folder: Option<PathBuf>,
    stopped: AtomicBool,
    writing: tokio::sync::Mutex<()>,
}

/// A file of operations.
pub(crate) trait ExportFile: Send {
    /// Writes one more.
    fn add(&mut self, recorded: &Recorded) -> io::Result<()>;
    /// Writes what is left.
    fn end(self: Box<Self>) -> io::Result<()>;
}

impl Orgdesk {
    /// The same app, with the folder its files go to.
    #[must_use]
    pub fn exporting_to(mut self, folder: PathBuf) -> Self {
        self.exports.folder = Some(folder);
        self
    }

    /// Writes what a filter shows to a file. One at a time.
    pub async fn export_history(&self, request: HistoryExportRequest) -> Result<HistoryExportView, AppError> {
        let wanted = Wanted::of(request.filter)?;
        let _one_at_a_time = self.exports.writing.lock().await;
        self.exports.stopped.store(false, Ordering::Relaxed);
        let Some(folder) = self.exports.folder.clone() else {
            return Err(not_written(&io::ErrorKind::NotFound.into()));
        };
        let begun = waiting(move || Begun::in_folder(&folder, request.format)).await?;
        self.fill(wanted, begun).await
    }

    /// Stops the file that is being written. There is none of it afterwards.
    pub fn stop_export(&self) {
        self.exports.stopped.store(true, Ordering::Relaxed);
    }

    async fn fill(&self, wanted: Wanted, mut begun: Begun) -> Result<HistoryExportView, AppError> {
        let mut operations = 0;
        let mut unread = 0;
        let mut before = None;
        loop {
            let (page, not_read, next) = self.store.history_records(&wanted, before, AT_A_TIME).await?;
            unread += not_read;
            operations += u32::try_from(page.len()).unwrap_or(u32::MAX);
            begun = waiting(move || {
                for recorded in &page {
                    begun.file.add(recorded)?;
                }
                Ok(begun)
            })
            .await?;
            if self.exports.stopped.load(Ordering::Relaxed) {
                return Ok(HistoryExportView {
                    file: None,
                    operations: 0,
                    unread: 0,
                });
            }
            before = next;
            if next.is_none() {
                break;
            }
        }
        let file = waiting(move || begun.finish()).await?;
        Ok(HistoryExportView {
            file: Some(file.to_string_lossy().into_owned()),
            operations,
            unread,
        })
    }
}

/// A file that is being written. Dropped before it is finished, nothing of it stays.
struct Begun {
    file: Box<dyn ExportFile>,
    place: Place,
}

struct Place {
    unfinished: PathBuf,
    whole: PathBuf,
}

impl Drop for Place {
    fn drop(&mut self) {
        // After it was renamed there is nothing under this name.
        let _ = fs::remove_file(&self.unfinished);
    }
}

impl Begun {
    fn in_folder(folder: &Path, format: ExportFormat) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let ending = match format {
            ExportFormat::Csv => "csv",
            ExportFormat::Json => "json",
        };
        let whole = free(
            folder,
            &Zoned::now().strftime("%Y-%m-%d %H.%M.%S").to_string(),
            ending,
        );
        let mut unfinished = whole.clone().into_os_string();
        unfinished.push(".part");
        let place = Place {
            unfinished: unfinished.into(),
            whole,
        };
        let out = BufWriter::new(private::new_file(&place.unfinished)?);
        let file: Box<dyn ExportFile> = match format {
            ExportFormat::Csv => Box::new(CsvFile::begin(out)?),
            ExportFormat::Json => Box::new(JsonFile::begin(out)?),
        };
        Ok(Self { file, place })
    }

    fn finish(self) -> io::Result<PathBuf> {
        let Self { file, place } = self;
        file.end()?;
        fs::rename(&place.unfinished, &place.whole)?;
        Ok(place.whole.clone())
    }
}

/// A name that no file has yet.
fn free(folder: &Path, time: &str, ending: &str) -> PathBuf {
    let named = |number: u32| {
        let number = if number < 2 {
            String::new()
        } else {
            format!(" ({number})")
        };
        folder.join(format!("Orgdesk history {time}{number}.{ending}"))
    };
    let taken = |path: &PathBuf| path.exists() || path.with_extension(format!("{ending}.part")).exists();
    (1..1_000)
        .map(named)
        .find(|path| !taken(path))
        .unwrap_or_else(|| named(0))
}

/// What is written is on the disk before the file gets its name.
pub(crate) fn flushed(out: BufWriter<File>) -> io::Result<()> {
    let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.sync_all()
}

/// Adds a line end where one writes by hand.
pub(crate) fn line(out: &mut impl Write, text: &str) -> io::Result<()> {
    out.write_all(text.as_bytes())?;
    out.write_all(b"\n")
}

/// Works on a file, on a thread that may wait.
async fn waiting<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> Result<T, AppError> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|_| AppError::Internal)?
        .map_err(|error| not_written(&error))
}

fn not_written(error: &io::Error) -> AppError {
    tracing::warn!(kind = ?error.kind(), "a file could not be written");
    AppError::LocalData {
        during: LocalDataUse::Exporting,
        problem: match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => LocalDataProblem::Full,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                LocalDataProblem::NotWritable
            }
            _ => LocalDataProblem::Failed,
        },
        set_aside: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_not_finished_leaves_nothing_and_takes_nobodys_place() {
        let folder = tempfile::tempdir().unwrap();
        let begun = Begun::in_folder(folder.path(), ExportFormat::Json).unwrap();
        let another = Begun::in_folder(folder.path(), ExportFormat::Json).unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
        drop(begun);
        let whole = another.finish().unwrap();
        let left: Vec<_> = fs::read_dir(folder.path())
            .unwrap()
            .map(|file| file.unwrap().path())
            .collect();
        assert_eq!(left, [whole]);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_is_for_its_user_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let whole = Begun::in_folder(folder.path(), ExportFormat::Csv)
            .unwrap()
            .finish()
            .unwrap();
        assert_eq!(fs::metadata(whole).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_full_disk_is_said_as_one() {
        let problem = |kind: io::ErrorKind| match not_written(&kind.into()) {
            AppError::LocalData {
                during: LocalDataUse::Exporting,
                problem,
                ..
            } => problem,
            other => panic!("{other:?}"),
        };
        assert_eq!(problem(io::ErrorKind::StorageFull), LocalDataProblem::Full);
        assert_eq!(problem(io::ErrorKind::Other), LocalDataProblem::Failed);
    }
}
