//! The history for a program: an array of operations, each as it is opened on the screen, with its requests to the letter. For the
//! secrets there are variables in them, as everywhere.

use std::fs::File;
use std::io::{self, BufWriter, Write};

use scanning_api::OrganizationId;
use serde::Serialize;

use crate::AppError;
use crate::connections::IdentityView;
use crate::history::export::{ExportFile, flushed, line};
use crate::history::{HistoryFieldRow, HistoryKind, OperationOutcome};
use crate::history::{Recorded, moment};
use crate::moment::Moment;
use crate::organizations::ReviewId;
use crate::preview::RequestView;
use crate::step::StepView;

/// A file that is an array.
pub(crate) struct JsonFile {
    out: BufWriter<File>,
    empty: bool,
}

#[derive(Serialize)]
struct Exported<'a> {
    operation: ReviewId,
    began: Moment,
    ended: Option<Moment>,
    took_ms: Option<i64>,
    kind: HistoryKind,
    outcome: OperationOutcome,
    connection: &'a str,
    host: String,
    identity: &'a IdentityView,
    organization: &'a str,
    organization_id: Option<OrganizationId>,
    fields: Vec<HistoryFieldRow>,
    requests: &'a [RequestView],
    steps: &'a [StepView],
    error: Option<&'a AppError>,
    undoes: Option<ReviewId>,
}

impl JsonFile {
    pub(crate) fn begin(mut out: BufWriter<File>) -> io::Result<Self> {
        out.write_all(b"[")?;
        Ok(Self { out, empty: true })
    }
}

impl ExportFile for JsonFile {
    fn add(&mut self, recorded: &Recorded) -> io::Result<()> {
        line(&mut self.out, if self.empty { "" } else { "," })?;
        self.empty = false;
        let operation = &recorded.operation;
        let exported = Exported {
            operation: operation.id,
            began: moment(recorded.began),
            ended: recorded.ended.map(moment),
            took_ms: recorded.took(),
            kind: operation.kind(),
            outcome: operation.outcome(),
            connection: &operation.connection_name,
            host: operation.address.host(),
            identity: &operation.identity,
            organization: &operation.name,
            organization_id: operation.organization,
            fields: operation.field_rows(),
            requests: &operation.requests,
            steps: &operation.steps,
            error: operation.error.as_ref(),
            undoes: operation.undoes,
        };
        serde_json::to_writer(&mut self.out, &exported).map_err(io::Error::from)
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        line(&mut self.out, "")?;
        line(&mut self.out, "]")?;
        flushed(self.out)
    }
}
