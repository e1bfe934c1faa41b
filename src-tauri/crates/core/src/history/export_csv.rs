//! The history for a spreadsheet: a row for each field that was sent, so that it can be sorted and filtered by field; an operation
//! without any has one row. UTF-8 with a mark at its beginning, because Excel takes a file without one for something else.
//!
//! What a spreadsheet would take for a formula gets an apostrophe before it, and every cell stands in quotes (OWASP, "CSV
//! Injection"): a customer's name must not be able to run something. A telephone number such as +31 gets one as well.

use std::fs::File;
use std::io::{self, BufWriter, Write};

use csv::{QuoteStyle, Terminator, Writer, WriterBuilder};
use scanning_api::is_seen;

use crate::AppError;
use crate::history::HistoryFieldRow;
use crate::history::export::{ExportFile, flushed};
use crate::history::{Recorded, moment};
use crate::organizations::{Compared, why_not_read};
use crate::said::SaidView;

const HEAD: [&str; 20] = [
    "Operation",
    "Began (UTC)",
    "Ended (UTC)",
    "Took (ms)",
    "Kind",
    "Outcome",
    "Connection",
    "Host",
    "User",
    "Partner",
    "Organization",
    "Organization id",
    "Field",
    "Changed",
    "Before",
    "Sent",
    "After",
    "As sent",
    "The portal said",
    "Undoes",
];

/// A file of rows.
pub(crate) struct CsvFile(Writer<BufWriter<File>>);

impl CsvFile {
    pub(crate) fn begin(mut out: BufWriter<File>) -> io::Result<Self> {
        out.write_all("\u{feff}".as_bytes())?;
        let mut rows = WriterBuilder::new()
            .quote_style(QuoteStyle::Always)
            .terminator(Terminator::CRLF)
            .from_writer(out);
        rows.write_record(HEAD)?;
        Ok(Self(rows))
    }
}

impl ExportFile for CsvFile {
    fn add(&mut self, recorded: &Recorded) -> io::Result<()> {
        let fields = recorded.operation.field_rows();
        if fields.is_empty() {
            self.0.write_record(row(recorded, None))?;
        }
        for field in &fields {
            self.0.write_record(row(recorded, Some(field)))?;
        }
        Ok(())
    }

    fn end(self: Box<Self>) -> io::Result<()> {
        let out = self.0.into_inner();
        flushed(out.map_err(|error| io::Error::from(error.error().kind()))?)
    }
}

fn row(recorded: &Recorded, field: Option<&HistoryFieldRow>) -> [String; HEAD.len()] {
    let operation = &recorded.operation;
    let of_field = |value: fn(&HistoryFieldRow) -> Option<String>| field.and_then(value);
    let cells = [
        Some(operation.id.0.to_string()),
        Some(moment(recorded.began).0.to_string()),
        recorded.ended.map(|ended| moment(ended).0.to_string()),
        recorded.took().map(|took| took.to_string()),
        Some(operation.kind().column().to_owned()),
        Some(operation.outcome().column().to_owned()),
        Some(operation.connection_name.clone()),
        Some(operation.address.host()),
        Some(operation.identity.username.clone()),
        operation.identity.partner.clone(),
        Some(operation.name.clone()),
        operation.organization.map(|id| id.to_string()),
        of_field(|field| Some(field.label.clone())),
        of_field(|field| Some(if field.changed { "yes" } else { "no" }.to_owned())),
        of_field(|field| field.before.clone()),
        of_field(|field| Some(field.sent.clone())),
        of_field(|field| field.after.clone()),
        of_field(|field| Some(as_sent(field.state).to_owned())),
        operation.error.as_ref().map(said),
        operation.undoes.map(|id| id.0.to_string()),
    ];
    cells.map(|cell| escaped(&cell.unwrap_or_default()))
}

fn as_sent(state: Compared) -> &'static str {
    match state {
        Compared::Same => "yes",
        Compared::Differs => "no",
        Compared::NotRead => "not read",
    }
}

/// What the portal said, else what went wrong.
fn said(error: &AppError) -> String {
    let words = match error {
        AppError::Refused { said, .. }
        | AppError::Rejected { said, .. }
        | AppError::Unclear { said, .. }
        | AppError::NotShown { said, .. } => said,
        _ => &SaidView::default(),
    };
    let in_words = || match error {
        AppError::Unclear { .. } => why_not_read(error),
        _ => error.to_string(),
    };
    words.message.clone().unwrap_or_else(in_words)
}

/// A cell that no spreadsheet takes for a formula, also not one that leaves out what is not seen before it. One that separates cells
/// by semicolons or tabs, as in much of Europe, takes no notice of the quotes and begins another cell, or another row, within this one:
/// each of those is a cell of its own here.
fn escaped(cell: &str) -> String {
    let mut parts = cell.split_inclusive([';', '\t', '\r', '\n']).peekable();
    let mut escaped = String::new();
    if parts
        .peek()
        .is_some_and(|part| part.starts_with(['\t', '\r', '\n']))
    {
        escaped.push('\'');
    }
    for part in parts {
        if is_worked_out(part) {
            escaped.push('\'');
        }
        escaped.push_str(part);
    }
    escaped
}

/// Whether a spreadsheet would take a cell for a formula. The quotes are those it did not take notice of.
fn is_worked_out(cell: &str) -> bool {
    cell.trim_start_matches(|sign| !is_seen(sign) || sign == '"')
        .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::{escaped, said};
    use crate::AppError;
    use crate::error::UnclearReason;
    use crate::said::SaidView;

    #[test]
    fn what_went_wrong_is_said_in_words_where_the_portal_says_nothing() {
        let error = |message: Option<&str>| AppError::Unclear {
            reason: UnclearReason::TakenInPart,
            status: Some(422),
            said: SaidView {
                message: message.map(str::to_owned),
                ..SaidView::default()
            },
        };
        assert_eq!(said(&error(None)), "The portal said no, and took a part of it");
        assert_eq!(said(&error(Some("Too odd"))), "Too odd");
    }

    #[test]
    fn what_other_separators_would_make_a_cell_of_its_own_is_text_as_well() {
        for (cell, text) in [
            ("a;=1;b", "a;'=1;b"),
            ("a; \"=1\";b", "a;' \"=1\";b"),
            ("a\n=1\nb", "a\n'=1\nb"),
            ("a\t@b", "a\t'@b"),
            ("a; b; c", "a; b; c"),
        ] {
            assert_eq!(escaped(cell), text);
        }
    }

    #[test]
    fn what_a_spreadsheet_would_work_out_is_text() {
        for formula in [
            "=1+1",
            "+31 10 555",
            "-2",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            "  =1+1",
            "＝1+1",
            "\u{a0}=1",
            "\u{0}=1",
            "\u{feff}=1",
            "\"=1\"",
        ] {
            let escaped = escaped(formula);
            assert!(escaped.starts_with('\''), "{escaped:?}");
            assert_eq!(escaped.replace('\'', ""), formula);
        }
        for text in ["", "Kestrel", "a=b", "1-2", "'=1"] {
            assert_eq!(escaped(text), text);
        }
    }
}
