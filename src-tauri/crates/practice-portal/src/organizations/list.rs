//! `GET /v2/organizations`. The path is inferred; the search is documented, the paging is V1's.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use serde_json::{Value, json};

use super::object::object;
use super::search::Search;
use crate::answer::{Problems, Refusal};
use crate::shared::Shared;
use crate::store::record::Record;

const USUAL_PER_PAGE: usize = 25;
const MOST_PER_PAGE: usize = 100;

/// Documented, but with too little said to do as the portal does. Refused, for a list that quietly leaves a filter out
/// is worse than none.
const NOT_PRACTISED: [&str; 4] = [
    "date_range_start",
    "date_range_end",
    "relative_date_range",
    "sort_by",
];

type Pairs = Query<Vec<(String, String)>>;

/// `{"data": […], "pagination": {…}}`, newest first.
pub(crate) async fn list(
    State(shared): State<Arc<Shared>>,
    query: Result<Pairs, QueryRejection>,
) -> Result<Json<Value>, Refusal> {
    let Query(pairs) = query.map_err(|_| Refusal::parameters())?;
    let request = ListRequest::read(&pairs)?;
    let mut store = shared.store();
    let hidden = store.hidden_from_this_list();
    let shown = |record: &Record| {
        !hidden.contains(&record.id) && request.searches.iter().all(|search| search.finds(record))
    };

    let skipped = request.per_page.saturating_mul(request.page - 1);
    let newest_first = store.records().iter().rev();
    let (data, total): (Vec<Value>, usize) = if request.searches.is_empty() && hidden.is_empty() {
        (
            newest_first
                .skip(skipped)
                .take(request.per_page)
                .map(object)
                .collect(),
            store.records().len(),
        )
    } else {
        let found: Vec<&Record> = newest_first.filter(|record| shown(record)).collect();
        let total = found.len();
        (
            found
                .into_iter()
                .skip(skipped)
                .take(request.per_page)
                .map(object)
                .collect(),
            total,
        )
    };
    Ok(Json(json!({
        "data": data,
        "pagination": {
            "total_count": total,
            "total_pages": total.div_ceil(request.per_page),
            "current_page": request.page,
        },
    })))
}

struct ListRequest {
    page: usize,
    per_page: usize,
    searches: Vec<Search>,
}

impl ListRequest {
    /// Parameters that mean nothing to the API are ignored, as web servers do.
    fn read(pairs: &[(String, String)]) -> Result<Self, Refusal> {
        let mut request = Self {
            page: 1,
            per_page: USUAL_PER_PAGE,
            searches: Vec::new(),
        };
        let mut problems = Problems::default();
        for (key, value) in pairs {
            if key == "page" {
                request.page = count(key, value, &mut problems);
            } else if key == "per_page" {
                request.per_page = count(key, value, &mut problems).min(MOST_PER_PAGE);
            } else if let Some(column) = key.strip_prefix("q[").and_then(|rest| rest.strip_suffix(']')) {
                request.searches.push(Search::new(column, value)?);
            } else if NOT_PRACTISED.contains(&key.as_str()) {
                problems.add(key, "is not supported by the practice portal");
            }
        }
        problems.into_result()?;
        Ok(request)
    }
}

fn count(key: &str, value: &str, problems: &mut Problems) -> usize {
    value.parse().ok().filter(|count| *count > 0).unwrap_or_else(|| {
        problems.add(key, "is not a number from 1");
        1
    })
}
