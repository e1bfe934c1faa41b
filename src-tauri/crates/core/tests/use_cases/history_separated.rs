//! The history as a spreadsheet reads it that separates its cells otherwise.

use std::fs;

use orgdesk_core::history::{ExportFormat, HistoryExportRequest, HistoryFilter};
use orgdesk_core::organizations::OrganizationFields;

use crate::support::Desk;
use crate::update::{loaded, save};

#[tokio::test]
async fn a_spreadsheet_that_separates_by_semicolons_or_lines_works_nothing_out_either() {
    let Desk {
        app,
        keyring,
        heard,
        folder,
        portal,
    } = Desk::new().await;
    let desk = Desk {
        app: app.exporting_to(folder.path().join("Downloads")),
        keyring,
        heard,
        folder,
        portal,
    };
    let connection = desk.connected().await;
    let base = loaded(&desk, connection).await;
    let mine = OrganizationFields {
        city: "Bath;=1+1;".to_owned(),
        address: "1 High St\n=2+2\nBath".to_owned(),
        state: "a\t@SUM(A1)\t".to_owned(),
        contact_name: "x; \"=3+3\";".to_owned(),
        contact_title: "\u{0}=4+4".to_owned(),
        ..base.fields.clone()
    };
    save(&desk, connection, &base, mine).await;
    let request = HistoryExportRequest {
        filter: HistoryFilter::default(),
        format: ExportFormat::Csv,
    };
    let file = desk.app.export_history(request).await.unwrap().file.unwrap();
    let text = fs::read_to_string(file).unwrap();
    let cells = text.trim_start_matches('\u{feff}').split([';', '\t', '\n', '\r']);
    let worked_out: Vec<_> = cells
        .filter(|cell| {
            let cell = cell
                .trim_start_matches(|sign: char| sign.is_whitespace() || sign.is_control() || sign == '"');
            cell.starts_with(['=', '+', '-', '@'])
        })
        .collect();
    assert!(worked_out.is_empty(), "{worked_out:?}");
}
