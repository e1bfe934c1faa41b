//! Somebody else saves at every moment a save can be met: between loading and saving, between the last look and the write, and
//! after the write before it is read back. Over all 15 fields, no edit of either side vanishes unseen.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use orgdesk_core::connections::ConnectionId;
use orgdesk_core::organizations::{
    CollisionView, Compared, LoadedBy, OrganizationField, OrganizationFields, UpdateResultView,
    UpdateSavedView, label,
};
use serde_json::{Value, json};

use crate::hostile_portal::{Asked, Hostile, ONE, Reply, json_reply, reply};

const FIELDS: [OrganizationField; 15] = OrganizationField::ALL;

/// Base, mine and theirs in every combination of nothing and three values.
fn combinations() -> Vec<[&'static str; 3]> {
    let values = ["", "x", "ÿ ü", "z"];
    let mut all = Vec::new();
    for base in values {
        for mine in values {
            for theirs in values {
                all.push([base, mine, theirs]);
            }
        }
    }
    all
}

/// The three sides of one round: each field in a combination of its own, so that after as many rounds as there are
/// combinations every field has been in every one. Both names always hold something.
fn sides(combinations: &[[&'static str; 3]], round: usize) -> [OrganizationFields; 3] {
    let mut sides: [OrganizationFields; 3] = Default::default();
    for (index, field) in FIELDS.into_iter().enumerate() {
        let values = combinations[(round + index) % combinations.len()];
        for (side, value) in sides.iter_mut().zip(values) {
            let is_name = matches!(field, OrganizationField::Name | OrganizationField::CompanyName);
            side.set(
                field,
                if is_name {
                    format!("N{value}")
                } else {
                    value.to_owned()
                },
            );
        }
    }
    sides
}

/// When somebody else saves.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Theirs {
    BetweenLoadAndSave,
    /// In the last gap.
    AfterTheLastLook,
    /// In the last gap, and the portal keeps the first of two.
    AfterTheLastLookAndFirst,
    AfterTheWrite,
}

/// What the portal holds, and what somebody else is about to save.
struct Held {
    fields: OrganizationFields,
    /// What they change, and to what.
    theirs: Option<(Theirs, BTreeMap<OrganizationField, String>)>,
    looks: usize,
}

impl Held {
    fn they_save(&mut self, at: Theirs) {
        if let Some((_, edits)) = self.theirs.take_if(|(when, _)| *when == at) {
            for (field, value) in edits {
                self.fields.set(field, value);
            }
        }
    }

    fn they_save_now(&mut self) {
        if let Some((when, _)) = self.theirs {
            self.they_save(when);
        }
    }

    fn answer(&mut self, asked: &Asked) -> Option<Reply> {
        if !asked.path.ends_with(ONE) {
            return None;
        }
        if asked.method == "PUT" {
            self.take(&serde_json::from_str(&asked.body).unwrap());
            self.they_save(Theirs::AfterTheWrite);
            return Some(reply(200, ""));
        }
        self.looks += 1;
        let shown = json_reply(&self.shown());
        if self.looks == 2 {
            self.they_save(Theirs::AfterTheLastLook);
        }
        Some(shown)
    }

    /// A key that is left out blanks its field: nothing may depend on the portal's keeping it.
    fn take(&mut self, body: &Value) {
        let mut first = BTreeMap::new();
        if let Some((Theirs::AfterTheLastLookAndFirst, edits)) = &self.theirs {
            first.clone_from(edits);
            self.they_save_now();
        }
        for field in FIELDS {
            if !first.contains_key(&field) {
                let sent = body["organization"][field.key()].as_str().unwrap_or_default();
                self.fields.set(field, sent);
            }
        }
    }

    fn shown(&self) -> Value {
        let mut details = serde_json::Map::new();
        for field in FIELDS {
            details.insert(field.key().to_owned(), self.fields.get(field).into());
        }
        json!({"data": {"id": ONE, "attributes": details}})
    }
}

struct Table {
    desk: Hostile,
    connection: ConnectionId,
    held: Arc<Mutex<Held>>,
}

impl Table {
    async fn new() -> Self {
        let held = Arc::new(Mutex::new(Held {
            fields: OrganizationFields::default(),
            theirs: None,
            looks: 0,
        }));
        let portal = held.clone();
        let desk = Hostile::answering(move |asked| portal.lock().unwrap().answer(asked)).await;
        let connection = desk.connected().await;
        Self {
            desk,
            connection,
            held,
        }
    }

    /// A round: loaded as `base`, saved as `mine`, and `theirs` saved by somebody else in between.
    async fn round(&self, [base, mine, theirs]: &[OrganizationFields; 3], when: Theirs) -> UpdateResultView {
        let edits = FIELDS
            .into_iter()
            .filter(|field| base.get(*field) != theirs.get(*field));
        let edits = edits.map(|field| (field, theirs.get(field).to_owned())).collect();
        {
            let mut held = self.held.lock().unwrap();
            held.fields = base.clone();
            held.looks = 0;
        }
        let loaded = self.desk.read(self.connection).await.unwrap().fields;
        assert_eq!(loaded, *base);
        {
            let mut held = self.held.lock().unwrap();
            held.theirs = Some((when, edits));
            held.they_save(Theirs::BetweenLoadAndSave);
        }
        self.desk
            .save(self.connection, loaded, mine.clone())
            .await
            .unwrap()
    }

    fn holds(&self) -> OrganizationFields {
        self.held.lock().unwrap().fields.clone()
    }
}

/// What the result says is held in a field, and whether it says that it is not as sent.
fn said(saved: &UpdateSavedView, field: OrganizationField) -> (Option<&str>, bool) {
    let row = saved.comparison.iter().find(|row| row.label == label(field));
    let prevailed = &saved.prevailed;
    let is_other = prevailed.another.contains(&field) || prevailed.as_before.contains(&field);
    assert_eq!(
        row.is_some_and(|row| row.state == Compared::Differs),
        is_other,
        "{field:?}: {saved:?}"
    );
    (row.map_or(Some(""), |row| row.held.as_deref()), is_other)
}

/// Chooses mine and theirs by turns, and goes on as the form does: theirs is the base of the next save.
fn choose(collision: &CollisionView) -> OrganizationFields {
    let mut chosen = collision.merged.clone();
    for (index, row) in collision.collisions.iter().enumerate() {
        chosen.set(row.field, if index % 2 == 0 { &row.mine } else { &row.theirs });
    }
    chosen
}

#[tokio::test]
async fn who_saves_between_loading_and_saving_loses_nothing_and_neither_do_i() {
    let table = Table::new().await;
    let all = combinations();
    for round in 0..all.len() {
        let [base, mine, theirs] = sides(&all, round);
        let both = |field: &OrganizationField| {
            let (was, my, their) = (base.get(*field), mine.get(*field), theirs.get(*field));
            my != was && their != was && my != their
        };
        let sides = [base.clone(), mine.clone(), theirs.clone()];
        let collide: Vec<_> = FIELDS.into_iter().filter(both).collect();
        let expected = match table.round(&sides, Theirs::BetweenLoadAndSave).await {
            UpdateResultView::Collision(collision) => {
                let asked: Vec<_> = collision.collisions.iter().map(|row| row.field).collect();
                assert_eq!(asked, collide, "exactly what collides is asked");
                assert_eq!(table.holds(), theirs, "and nothing is sent before");
                let chosen = choose(&collision);
                let base = collision.theirs.fields.clone();
                if chosen != base {
                    let saved = table
                        .desk
                        .save(table.connection, base, chosen.clone())
                        .await
                        .unwrap();
                    assert!(
                        matches!(saved, UpdateResultView::Saved(_)),
                        "nothing is asked twice: {saved:?}"
                    );
                }
                chosen
            }
            UpdateResultView::Saved(saved) => {
                assert_eq!(collide, [], "what collides is asked");
                for row in &saved.theirs_kept {
                    assert_eq!(row.new, theirs.get(row.field));
                }
                let told = saved.theirs_kept.iter().map(|row| row.field);
                let only_theirs = |field: &OrganizationField| {
                    theirs.get(*field) != base.get(*field) && theirs.get(*field) != mine.get(*field)
                };
                assert!(told.eq(FIELDS.into_iter().filter(only_theirs)), "{saved:?}");
                table.holds()
            }
            UpdateResultView::Unclear(unclear) => panic!("{unclear:?}"),
        };
        let held = table.holds();
        assert_eq!(held, expected, "what was shown is what the portal holds");
        for field in FIELDS.into_iter().filter(|field| !collide.contains(field)) {
            let (was, my, their) = (base.get(field), mine.get(field), theirs.get(field));
            let will_be = if my == was { their } else { my };
            assert_eq!(held.get(field), will_be, "{field:?}: {was:?} {my:?} {their:?}");
        }
    }
    let without_collision: Vec<_> = all
        .into_iter()
        .filter(|[base, mine, theirs]| mine == base || theirs == base || mine == theirs)
        .collect();
    for round in 0..without_collision.len() {
        let result = table
            .round(&sides(&without_collision, round), Theirs::BetweenLoadAndSave)
            .await;
        assert!(
            matches!(result, UpdateResultView::Saved(_)),
            "nothing is asked: {result:?}"
        );
    }
}

#[tokio::test]
async fn the_portal_is_read_right_before_each_write() {
    let table = Table::new().await;
    let all = combinations();
    for round in 0..all.len() {
        table.round(&sides(&all, round), Theirs::AfterTheWrite).await;
    }
    // But for who one is, which is asked once it was read.
    let mut asked = table.desk.asked();
    asked.retain(|one| !one.path.ends_with("/user/me"));
    let writes = asked.windows(2).filter(|pair| pair[1].method == "PUT");
    let mut count = 0;
    for pair in writes {
        assert_eq!(pair[0].method, "GET");
        assert!(pair[0].path.ends_with(ONE));
        count += 1;
    }
    assert!(count > 40, "{count}");
}

#[tokio::test]
async fn where_anothers_value_prevails_after_the_write_or_in_the_last_gap_the_result_says_so() {
    let table = Table::new().await;
    let all = combinations();
    for when in [Theirs::AfterTheWrite, Theirs::AfterTheLastLookAndFirst] {
        for round in 0..all.len() {
            let [base, mine, theirs] = sides(&all, round);
            let sides = [base.clone(), mine.clone(), theirs.clone()];
            let UpdateResultView::Saved(saved) = table.round(&sides, when).await else {
                panic!("they had not saved when it was looked")
            };
            let held = table.holds();
            for field in FIELDS {
                let their_edit = theirs.get(field) != base.get(field);
                let there = if their_edit {
                    theirs.get(field)
                } else {
                    mine.get(field)
                };
                assert_eq!(held.get(field), there, "{when:?} {field:?}");
                let (told, is_other) = said(&saved, field);
                assert_eq!(told, Some(there), "what is there is shown: {field:?}");
                assert_eq!(
                    is_other,
                    there != mine.get(field),
                    "another value is said: {field:?}"
                );
            }
        }
    }
}

/// What no look can show: the portal keeps the last of two, and nothing of the one before. The full set makes what it holds
/// what was shown, and never a mixture that nobody saw.
#[tokio::test]
async fn where_both_write_in_the_last_gap_the_portal_holds_what_the_result_says() {
    let table = Table::new().await;
    let all = combinations();
    for round in 0..all.len() {
        let [base, mine, theirs] = sides(&all, round);
        let sides = [base, mine.clone(), theirs];
        let UpdateResultView::Saved(saved) = table.round(&sides, Theirs::AfterTheLastLook).await else {
            panic!("they had not saved when it was looked")
        };
        if saved.request.is_some() {
            assert_eq!(table.holds(), mine);
        }
        for field in FIELDS {
            assert_eq!(said(&saved, field).0, Some(table.holds().get(field)));
        }
    }
}

#[tokio::test]
async fn after_anothers_value_prevailed_the_form_has_mine_over_theirs_and_asks_where_both_changed() {
    let table = Table::new().await;
    let fields = |city: &str, phone: &str| OrganizationFields {
        name: "N".to_owned(),
        company_name: "C".to_owned(),
        city: city.to_owned(),
        phone: phone.to_owned(),
        ..OrganizationFields::default()
    };
    let [base, mine, theirs] = [fields("Bath", "1"), fields("Hull", "1"), fields("York", "2")];
    let sides = [base.clone(), mine.clone(), theirs];
    let UpdateResultView::Saved(saved) = table.round(&sides, Theirs::AfterTheWrite).await else {
        panic!()
    };
    let said = [OrganizationField::City, OrganizationField::Phone];
    assert_eq!(saved.prevailed.another, said);
    let request = orgdesk_core::organizations::CarryOverRequest {
        connection: table.connection,
        id: ONE.parse().unwrap(),
        base: Some(base),
        mine,
        unread: Vec::new(),
        chosen: Vec::new(),
        undoes: None,
        saves_details_of: None,
        loaded_by: LoadedBy::Oneself,
    };
    let over = table.desk.app.carry_over(request).await.unwrap();
    let asked: Vec<_> = over
        .collisions
        .iter()
        .map(|row| (row.mine.as_str(), row.theirs.as_str()))
        .collect();
    assert_eq!(asked, [("Hull", "York")]);
    assert_eq!(over.merged.phone, "2", "theirs stays");
}
