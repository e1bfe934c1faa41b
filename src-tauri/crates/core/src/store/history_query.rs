//! A filter of the history as SQL. Places are found in `operations_listed`, which holds all a filter asks about; words come from
//! their own index in the same order, and the two are merged. Nothing is sorted, and no row is read that is not shown.

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::history::Wanted;

/// How far is counted where words are looked for.
const MOST_COUNTED: u32 = 2_000;

/// Conditions on `operations` with their values, and the words.
pub(super) struct Asked {
    /// The index, where SQLite would choose one that does not hold when an operation began, and read each row for that.
    by: &'static str,
    conditions: Vec<String>,
    values: Vec<Value>,
    words: Option<String>,
}

impl Asked {
    pub(super) fn of(Wanted { filter, search, span }: &Wanted) -> Self {
        let narrowed = filter.outcomes.len() == 1
            || filter.kinds.len() == 1
            || filter.connection.is_some()
            || filter.organization.is_some();
        let dated = span.from.is_some() || span.before.is_some();
        let mut asked = Self {
            by: if dated || !narrowed {
                " INDEXED BY operations_listed"
            } else {
                ""
            },
            conditions: vec!["practice = ?".to_owned()],
            values: vec![Value::from(filter.practice)],
            words: search.as_ref().map(|search| search.matching().to_owned()),
        };
        asked.any_of("outcome", filter.outcomes.iter().map(|outcome| outcome.column()));
        asked.any_of("kind", filter.kinds.iter().map(|kind| kind.column()));
        asked.any_of("connection", filter.connection.map(|id| id.0.to_string()));
        asked.any_of("organization", filter.organization.map(|id| id.to_string()));
        asked.is("began >= ?", span.from);
        asked.is("began < ?", span.before);
        asked
    }

    fn any_of<T: Into<String>>(&mut self, name: &str, values: impl IntoIterator<Item = T>) {
        let values: Vec<Value> = values
            .into_iter()
            .map(|value| Value::from(value.into()))
            .collect();
        match values.as_slice() {
            [] => return,
            [_] => self.conditions.push(format!("{name} = ?")),
            [_, rest @ ..] => {
                let more = ", ?".repeat(rest.len());
                // Not by an index of its own: the places of several values would have to be sorted.
                self.conditions.push(format!("+{name} IN (?{more})"));
            }
        }
        self.values.extend(values);
    }

    fn is(&mut self, condition: &str, value: Option<i64>) {
        if let Some(value) = value {
            self.conditions.push(condition.to_owned());
            self.values.push(Value::from(value));
        }
    }

    /// The query for places, the newest first, and its values.
    pub(super) fn query(&self, before: Option<i64>, most: u32) -> (String, Vec<Value>) {
        let from_there = |name: &str| before.map_or(String::new(), |_| format!(" AND {name} < ?"));
        let mut values = Vec::new();
        let mut words = String::new();
        if let Some(matching) = &self.words {
            let from_there = from_there("rowid");
            words = format!(
                "SELECT rowid FROM operation_words WHERE operation_words MATCH ?{from_there} INTERSECT "
            );
            values.push(Value::from(matching.clone()));
            values.extend(before.map(Value::from));
        }
        let (conditions, from_there) = (self.conditions.join(" AND "), from_there("seq"));
        values.extend(self.values.iter().cloned());
        values.extend(before.map(Value::from));
        values.push(Value::from(most));
        let by = self.by;
        let query = format!(
            "{words}SELECT seq FROM operations{by} WHERE {conditions}{from_there} ORDER BY 1 DESC LIMIT ?"
        );
        (query, values)
    }

    /// The places of a page, and where the next one begins.
    pub(super) fn places(
        &self,
        sql: &Connection,
        before: Option<i64>,
        per_page: u32,
    ) -> Result<(Vec<i64>, Option<i64>), rusqlite::Error> {
        let (query, values) = self.query(before, per_page.saturating_add(1));
        let mut statement = sql.prepare_cached(&query)?;
        let places = statement.query_map(params_from_iter(values), |row| row.get(0))?;
        let mut places: Vec<i64> = places.collect::<Result<_, _>>()?;
        let more = places.len() > per_page as usize;
        places.truncate(per_page as usize);
        let next = places.last().copied().filter(|_| more);
        Ok((places, next))
    }

    /// The places of the first page, and how many there are in all. Where words are looked for, both come of one look, and it
    /// counts only so far.
    pub(super) fn first(&self, sql: &Connection, per_page: u32) -> Result<First, rusqlite::Error> {
        if self.words.is_none() {
            let (places, next) = self.places(sql, None, per_page)?;
            let (query, values) = self.count();
            let total = sql
                .prepare_cached(&query)?
                .query_row(params_from_iter(values), |row| row.get(0))?;
            return Ok(First {
                places,
                next,
                total,
                counted: true,
            });
        }
        let (mut places, more) = self.places(sql, None, MOST_COUNTED)?;
        let total = u32::try_from(places.len()).unwrap_or(MOST_COUNTED);
        places.truncate(per_page as usize);
        Ok(First {
            next: places.last().copied().filter(|_| total > per_page),
            places,
            total,
            counted: more.is_none(),
        })
    }

    /// The query for how many there are, and its values.
    pub(super) fn count(&self) -> (String, Vec<Value>) {
        let conditions = self.conditions.join(" AND ");
        let query = format!("SELECT count(*) FROM operations{} WHERE {conditions}", self.by);
        (query, self.values.clone())
    }
}

/// What is known of the first page.
pub(super) struct First {
    pub(super) places: Vec<i64>,
    pub(super) next: Option<i64>,
    pub(super) total: u32,
    /// Whether `total` is all of them.
    pub(super) counted: bool,
}
