//! Drafts: a form is kept while it is typed, and is found again where it was left, unless its write has it, or is done.

mod find;

use serde_json::{Value, json};

use super::{Life, Person, Stop};
use crate::journal::{Row, row};
use crate::plan::{User, Wish};
use crate::world::{fields, text};

/// The form of a wish, as they left it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Draft {
    id: Option<String>,
    /// As they were told that it is kept, and as whom they typed it.
    kept: Option<(Value, User)>,
    /// As it was to be kept when nobody saw whether it was.
    asked: Option<(Value, User)>,
    /// The reviews it went with.
    reviews: Vec<String>,
    /// What became of it with the last of them; none where nobody saw it.
    fate: Option<Fate>,
}

/// What becomes of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// It is there.
    Offered,
    /// A write has its form, or it is done.
    Taken,
}

impl Draft {
    /// Whether it is there to be taken up.
    fn is_offered(&self) -> bool {
        self.kept.is_some() && self.fate == Some(Fate::Offered)
    }

    /// Its form is sent with this review.
    pub(super) fn is_sent(&mut self, review: &str) {
        if self.is_offered() {
            self.reviews.push(review.to_owned());
            self.fate = None;
        }
    }

    /// They were told what came of it.
    pub(super) fn told(&mut self, was_written: bool) {
        if self.kept.is_some() && self.fate.is_none() {
            self.fate = Some(if was_written { Fate::Taken } else { Fate::Offered });
        }
    }

    /// What the journal says, where nobody saw it: the last of its writes that it knows has it, unless nothing came of that.
    fn fate(&self, rows: &[Row]) -> Fate {
        let of_the_journal = || {
            let mut known = self.reviews.iter().rev().filter_map(|review| row(rows, review));
            match known.next() {
                Some(last) if !last.was_not_sent() => Fate::Taken,
                _ => Fate::Offered,
            }
        };
        self.fate.unwrap_or_else(of_the_journal)
    }

    /// The changes that are kept in it, to be gone on with by this user.
    fn changes(&self, user: Option<&User>) -> Option<(Value, Value)> {
        let (form, typed_as) = self.kept.as_ref().filter(|_| self.is_offered())?;
        let is_theirs = user == Some(typed_as) && form["kind"] == json!("update");
        is_theirs.then(|| (form["base"].clone(), form["mine"].clone()))
    }
}

impl Person {
    /// A new organization is typed, and kept meanwhile. The draft's id.
    pub(super) async fn type_create(
        &mut self,
        life: &mut Life<'_>,
        connection: &str,
        wish: usize,
        form: &Value,
    ) -> Result<Value, Stop> {
        let kept = |form: &Value| json!({"kind": "create", "form": form, "parent_text": ""});
        let mut half = form.clone();
        half["details"] = json!({});
        let mut begun = half.clone();
        begun["description"] = json!("");
        self.type_all(life, connection, wish, &[kept(&begun), kept(&half), kept(form)])
            .await
    }

    /// Changes are typed, and kept meanwhile. The draft's id.
    pub(super) async fn type_update(
        &mut self,
        life: &mut Life<'_>,
        connection: &str,
        wish: usize,
        (id, undoes): (&str, Option<&str>),
        (base, mine): (&Value, &Value),
    ) -> Result<Value, Stop> {
        let kept = |mine: &Value| {
            json!({"kind": "update", "id": id, "base": base, "unread": [], "mine": mine,
                "saves_details_of": null, "loaded_by": "oneself", "undoes": undoes, "chosen": []})
        };
        // The last field is not typed yet. What an undo comes to is typed by nobody.
        let mut half = mine.clone();
        let differs = |field: &str| undoes.is_none() && mine[field] != base[field];
        let last = self
            .wanted(life.world, wish)
            .into_keys()
            .rfind(|field| differs(field));
        if let Some(last) = last {
            half[&last] = base[&last].clone();
        }
        self.type_all(life, connection, wish, &[kept(&half), kept(mine)])
            .await
    }

    /// They may have begun before, and then go on with the whole.
    async fn type_all(
        &mut self,
        life: &mut Life<'_>,
        connection: &str,
        wish: usize,
        forms: &[Value],
    ) -> Result<Value, Stop> {
        let goes_on = self.wishes[wish].draft.is_offered();
        let keeps = goes_on || life.others.dice().f64() < self.habits.keeps_drafts;
        let last = forms.len().saturating_sub(1);
        let from = match (keeps, goes_on) {
            (false, _) => return Ok(Value::Null),
            (true, true) => last,
            (true, false) => life.others.dice().usize(..forms.len()),
        };
        for form in &forms[from..] {
            self.keep(life, connection, wish, form).await?;
        }
        Ok(json!(self.wishes[wish].draft.id))
    }

    async fn keep(
        &mut self,
        life: &mut Life<'_>,
        connection: &str,
        wish: usize,
        form: &Value,
    ) -> Result<(), Stop> {
        let Some(me) = life.world.who.session.clone() else {
            return Ok(());
        };
        let draft = &mut self.wishes[wish].draft;
        let (before, was_offered) = (draft.id.clone(), draft.is_offered());
        draft.asked = Some((form.clone(), me.clone()));
        let request = json!({"id": before, "connection": connection, "form": form});
        let kept = life.expect("keep_draft", request).await?;
        let draft = &mut self.wishes[wish].draft;
        draft.asked = None;
        draft.kept = Some((form.clone(), me));
        draft.fate = Some(Fate::Offered);
        draft.id = text(&kept["id"]);
        let is_same = draft.id == before;
        if !is_same {
            draft.reviews.clear();
        }
        if is_same != was_offered {
            life.world.problem(format!(
                "wish {wish}: its draft is kept as the same one: {is_same}, and it was there: {was_offered}"
            ));
        }
        life.world.tell("draft: kept");
        Ok(())
    }

    /// Where they left the changes of a wish, to be gone on with.
    pub(super) fn left_changes(&self, life: &mut Life<'_>, wish: usize) -> Option<(Value, Value)> {
        let changes = self.wishes[wish].draft.changes(life.world.who.session.as_ref())?;
        // Or they load it anew and type all of it again.
        if life.others.dice().f64() < 0.3 {
            return None;
        }
        life.world.tell("draft: gone on with");
        let (base, mine) = changes;
        let mut mine = fields(&mine);
        if !matches!(self.wishes[wish].wish, Wish::Undo { .. }) {
            mine.extend(self.wanted(life.world, wish));
        }
        Some((base, json!(mine)))
    }

    /// They need its form no more.
    pub(super) async fn discard(
        &mut self,
        life: &mut Life<'_>,
        connection: &str,
        wish: usize,
    ) -> Result<(), Stop> {
        let draft = std::mem::take(&mut self.wishes[wish].draft);
        if draft.is_offered() {
            let request = json!({"connection": connection, "id": draft.id});
            life.expect("discard_draft", request).await?;
            life.world.tell("draft: discarded");
        }
        Ok(())
    }
}
