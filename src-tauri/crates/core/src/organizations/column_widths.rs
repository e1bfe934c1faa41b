//! The columns of the list: as wide as they were made on this computer, whichever portal is open.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{AppError, Orgdesk};

/// The narrowest and the widest a column can be kept, in CSS pixels.
const NARROWEST: u16 = 48;
const WIDEST: u16 = 1200;

/// A column of the list of organizations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names are the columns' heads")]
pub enum ListColumn {
    Name,
    Company,
    City,
    Country,
    Contact,
    Status,
    Changed,
}

/// How wide the columns are, in CSS pixels. A column that is not named here is as wide as there is room for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ColumnWidths {
    /// The columns that were given a width.
    pub widths: BTreeMap<ListColumn, u16>,
}

impl Orgdesk {
    /// The widths kept on this computer.
    pub async fn column_widths(&self) -> Result<ColumnWidths, AppError> {
        self.store.column_widths().await
    }

    /// Keeps the widths for the next time; one that no list could show is brought into bounds.
    pub async fn keep_column_widths(&self, mut widths: ColumnWidths) -> Result<(), AppError> {
        for width in widths.widths.values_mut() {
            *width = (*width).clamp(NARROWEST, WIDEST);
        }
        self.store.keep_column_widths(&widths).await
    }
}
