//! A disk that does not take what is to be noted in the journal: in a slot that is there already, or in a new one.

use std::path::Path;

/// While this is there, nothing can be noted of a write that stands so.
pub(crate) struct NotNoted(rusqlite::Connection);

impl NotNoted {
    pub(crate) fn stage(data: &Path, stage: &str) -> Self {
        Self::when(data, &format!("NEW.stage = '\"{stage}\"'"))
    }

    /// The same, however it stands.
    pub(crate) fn anything(data: &Path) -> Self {
        Self::when(data, "true")
    }

    /// While this is there, what is in the history already cannot come to stand so.
    pub(crate) fn changed_to(data: &Path, stage: &str) -> Self {
        let so = format!("NEW.stage = '\"{stage}\"'");
        Self::on(data, "operations", &["UPDATE"], &so)
    }

    /// The same, however it would stand.
    pub(crate) fn changed(data: &Path) -> Self {
        Self::on(data, "operations", &["UPDATE"], "true")
    }

    fn when(data: &Path, so: &str) -> Self {
        Self::on(data, "journal_slots", &["INSERT", "UPDATE"], so)
    }

    fn on(data: &Path, table: &str, changes: &[&str], so: &str) -> Self {
        let file = rusqlite::Connection::open(data.join("orgdesk.sqlite")).unwrap();
        for change in changes {
            file.execute_batch(&format!(
                "CREATE TRIGGER full_{change} BEFORE {change} ON {table} WHEN {so}
                     BEGIN SELECT RAISE(ABORT, 'disk'); END"
            ))
            .unwrap();
        }
        Self(file)
    }

    pub(crate) fn ends(self) {
        self.0
            .execute_batch("DROP TRIGGER IF EXISTS full_INSERT; DROP TRIGGER full_UPDATE")
            .unwrap();
    }
}
