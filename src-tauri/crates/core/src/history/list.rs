//! A page of the history: newest first, in the order the operations began in, whatever the clock said.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::history::{
    HistoryFilter, HistoryKind, HistoryPageRequest, HistoryPageView, HistoryRowView, Search, Span,
};
use crate::moment::Moment;
use crate::operations::{CreateWork, Operation, Work};
use crate::organizations::details_count;
use crate::said::SaidView;
use crate::{AppError, Orgdesk};

/// Rows of a page.
const PER_PAGE: u32 = 100;

/// An operation with its times, as the local data holds it.
pub(crate) struct Recorded {
    pub(crate) operation: Operation,
    /// Milliseconds of this computer's clock.
    pub(crate) began: i64,
    pub(crate) ended: Option<i64>,
    /// Whether it was undone, and that was not undone in turn.
    pub(crate) undone: bool,
}

/// A filter that was looked at: its words and its days are settled.
pub(crate) struct Wanted {
    pub(crate) filter: HistoryFilter,
    pub(crate) search: Option<Search>,
    pub(crate) span: Span,
}

impl Wanted {
    /// What a filter asks for at this moment.
    pub(crate) fn of(filter: HistoryFilter) -> Result<Self, AppError> {
        Ok(Self {
            search: Search::of(&filter.text),
            span: filter.dates.span(Timestamp::now(), &TimeZone::system())?,
            filter,
        })
    }
}

impl Orgdesk {
    /// A page of the history.
    pub async fn history(&self, request: HistoryPageRequest) -> Result<HistoryPageView, AppError> {
        let wanted = Wanted::of(request.filter)?;
        self.store.history_page(wanted, request.before, PER_PAGE).await
    }
}

impl Recorded {
    /// Its row.
    pub(crate) fn row(&self) -> HistoryRowView {
        let operation = &self.operation;
        let (details, plans) = match &operation.work {
            Work::Create(work) => of_create(work),
            Work::Update(_) => (0, Vec::new()),
        };
        HistoryRowView {
            id: operation.id,
            kind: operation.kind(),
            outcome: operation.outcome(),
            name: operation.name.clone(),
            organization: operation.organization,
            began: moment(self.began),
            connection: operation.connection,
            connection_name: operation.connection_name.clone(),
            changed: operation.changed(),
            differing: operation.differing(),
            puts_back: operation.puts_back(),
            has_put_back: operation.has_put_back(),
            details,
            plans,
            error: operation.error.clone().map(without_raw),
            undone: self.undone,
        }
    }
}

impl Operation {
    /// What it was.
    pub(crate) fn kind(&self) -> HistoryKind {
        match (&self.work, self.undoes) {
            (Work::Create(_), _) => HistoryKind::Create,
            (Work::Update(_), None) => HistoryKind::Update,
            (Work::Update(_), Some(_)) => HistoryKind::Undo,
        }
    }
}

/// A time of the local data.
pub(crate) fn moment(milliseconds: i64) -> Moment {
    Moment(Timestamp::from_millisecond(milliseconds).unwrap_or(Timestamp::UNIX_EPOCH))
}

fn of_create(work: &CreateWork) -> (u32, Vec<String>) {
    let details = work.draft.details.as_ref().map_or(0, details_count);
    let plans = work.draft.plans.iter().map(|plan| plan.plan.clone());
    (details, plans.collect())
}

/// A hundred answers as they arrived are too much for a list.
fn without_raw(mut error: AppError) -> AppError {
    if let AppError::Refused { said, .. }
    | AppError::Rejected { said, .. }
    | AppError::Unclear { said, .. }
    | AppError::NotShown { said, .. } = &mut error
    {
        *said = SaidView {
            raw: None,
            message: said.message.take(),
        };
    }
    error
}
