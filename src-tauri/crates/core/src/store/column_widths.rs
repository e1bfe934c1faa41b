//! How wide the columns of the list are on this computer.

use super::{Store, settings};
use crate::AppError;
use crate::organizations::ColumnWidths;

const COLUMN_WIDTHS: &str = "column_widths";

impl Store {
    /// The widths as they were last kept. What is kept and cannot be read is as good as none.
    pub(crate) async fn column_widths(&self) -> Result<ColumnWidths, AppError> {
        let kept = self.read(|sql| settings::read(sql, COLUMN_WIDTHS)).await?;
        Ok(kept
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default())
    }

    /// Keeps the widths.
    pub(crate) async fn keep_column_widths(&self, widths: &ColumnWidths) -> Result<(), AppError> {
        let text = serde_json::to_string(widths).unwrap_or_default();
        self.write(move |sql| settings::write(sql, COLUMN_WIDTHS, &text))
            .await
    }
}
