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

    fn when(data: &Path, so: &str) -> Self {
        let file = rusqlite::Connection::open(data.join("orgdesk.sqlite")).unwrap();
        for change in ["INSERT", "UPDATE"] {
            file.execute_batch(&format!(
                "CREATE TRIGGER full_{change} BEFORE {change} ON journal_slots WHEN {so}
                     BEGIN SELECT RAISE(ABORT, 'disk'); END"
            ))
            .unwrap();
        }
        Self(file)
    }

    pub(crate) fn ends(self) {
        self.0
            .execute_batch("DROP TRIGGER full_INSERT; DROP TRIGGER full_UPDATE")
            .unwrap();
    }
}
