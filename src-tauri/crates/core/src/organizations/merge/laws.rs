//! What every merge keeps to, whatever three people and a portal put into the 15 fields: each edit of mine is sent or asked
//! about, each edit of theirs is kept or asked about, and nothing else changes.

use std::ops::Range;

use proptest::prelude::*;
use proptest::sample::select;

use super::*;

/// Nothing, white space, two plain values, and values that only look like one of them.
const VALUES: [&str; 12] = [
    "",
    " ",
    "\u{a0}",
    "a",
    "a ",
    "A",
    "b",
    "é",
    "e\u{301}",
    "\u{202e}a",
    "\u{200b}",
    "0",
];

/// One that has both names, as every update must.
fn named() -> OrganizationFields {
    OrganizationFields {
        name: "N".to_owned(),
        company_name: "C".to_owned(),
        ..OrganizationFields::default()
    }
}

fn with(field: OrganizationField, value: &str) -> OrganizationFields {
    let mut fields = named();
    fields.set(field, value);
    fields
}

fn is_told(merged: &Merged, field: OrganizationField) -> bool {
    merged.theirs_kept().iter().any(|row| row.field == field)
}

fn asked(merged: &Merged, field: OrganizationField) -> Option<&CollisionRow> {
    merged.collisions.iter().find(|row| row.field == field)
}

/// The laws of one field.
fn holds(
    field: OrganizationField,
    base: &OrganizationFields,
    mine: &OrganizationFields,
    theirs: &OrganizationFields,
    merged: &Merged,
) {
    let (was, my, their) = (base.get(field), mine.get(field), theirs.get(field));
    let (mine_edited, theirs_edited) = (my != was, their != was);
    let case = format!("{field:?}: base {was:?}, mine {my:?}, theirs {their:?}: {merged:?}");
    if let Some(row) = asked(merged, field) {
        assert_eq!(
            (row.base.as_deref(), row.mine.as_str(), row.theirs.as_str()),
            (Some(was), my, their),
            "what is asked shows all three: {case}"
        );
        let name_taken_away = is_required(field) && their.trim().is_empty();
        assert!(
            my != their && theirs_edited && (mine_edited || name_taken_away),
            "nothing is asked where nothing collides: {case}"
        );
        return;
    }
    let will_be = merged.fields.get(field);
    if mine_edited {
        assert_eq!(will_be, my, "an edit of mine is sent or asked about: {case}");
    }
    if theirs_edited {
        assert_eq!(will_be, their, "an edit of theirs is kept or asked about: {case}");
    }
    if !mine_edited && !theirs_edited {
        assert_eq!(will_be, was, "what nobody changed stays: {case}");
    }
    let told = merged.no_choice.iter().find(|row| row.field == field);
    let told = told.map(|row| (row.before.as_deref(), row.mine.as_deref(), row.theirs.as_deref()));
    let by = |edited: bool, value| edited.then_some(value);
    assert_eq!(
        told,
        (mine_edited || theirs_edited).then_some((Some(was), by(mine_edited, my), by(theirs_edited, their))),
        "each edit that needs no choice is told as whose it is: {case}"
    );
    let only_theirs = theirs_edited && my != their;
    assert_eq!(
        is_told(merged, field),
        only_theirs,
        "what they alone changed is told: {case}"
    );
}

/// The laws of all fields, of the request that comes of them, and of what follows a choice.
fn lawful(base: &OrganizationFields, mine: &OrganizationFields, theirs: &OrganizationFields, picks: u16) {
    let merged = merge(base, mine, theirs);
    for field in OrganizationField::ALL {
        holds(field, base, mine, theirs, &merged);
    }
    let chosen = settled_by(&merged, picks);
    // The next round rests on theirs: what was chosen is not asked again, and what was shown is what is sent.
    let next = merge(theirs, &chosen, theirs);
    assert_eq!((&next.fields, next.collisions.len()), (&chosen, 0));
    if !chosen.name.trim().is_empty() && !chosen.company_name.trim().is_empty() {
        makes_it_so(theirs, &chosen);
    }
}

/// The merged fields after each collision was settled: a bit of `picks` says whose value is taken.
fn settled_by(merged: &Merged, picks: u16) -> OrganizationFields {
    let mut chosen = merged.fields.clone();
    for (index, row) in merged.collisions.iter().enumerate() {
        let mine = picks & (1 << index) != 0;
        chosen.set(row.field, if mine { &row.mine } else { &row.theirs });
    }
    chosen
}

/// Whatever a portal does with a key that is left out, keep it or blank it, the request makes it hold these fields.
fn makes_it_so(held: &OrganizationFields, fields: &OrganizationFields) {
    let body = full_set(Some(held), fields).unwrap().body();
    for field in OrganizationField::ALL {
        let sent = body["organization"]
            .get(field.key())
            .and_then(|value| value.as_str());
        for left_out in [held.get(field), ""] {
            assert_eq!(sent.unwrap_or(left_out), fields.get(field), "{field:?} of {body}");
        }
    }
}

#[test]
fn every_combination_of_values_in_every_field_keeps_every_edit_or_asks() {
    for field in OrganizationField::ALL {
        for base in VALUES {
            for mine in VALUES {
                for theirs in VALUES {
                    let sides = [base, mine, theirs].map(|value| with(field, value));
                    for picks in [0, 1] {
                        lawful(&sides[0], &sides[1], &sides[2], picks);
                    }
                }
            }
        }
    }
}

fn values(count: Range<usize>) -> impl Strategy<Value = OrganizationFields> {
    let value = prop_oneof![4 => select(&VALUES[..]).prop_map(str::to_owned), 1 => ".{0,12}"];
    prop::collection::vec((select(&OrganizationField::ALL[..]), value), count).prop_map(|edits| {
        let mut fields = named();
        for (field, value) in edits {
            fields.set(field, value);
        }
        fields
    })
}

proptest! {
    #[test]
    fn whatever_all_fifteen_fields_hold_every_edit_is_kept_or_asked_about(
        base in values(0..40),
        mine in values(0..40),
        theirs in values(0..40),
        picks in any::<u16>(),
    ) {
        lawful(&base, &mine, &theirs, picks);
    }

    #[test]
    fn where_only_one_side_changed_nothing_is_asked(base in values(0..40), edited in values(0..40)) {
        prop_assert!(merge(&base, &edited, &base).collisions.is_empty(), "only mine");
        prop_assert!(merge(&base, &edited, &edited).collisions.is_empty(), "both alike");
        for row in merge(&base, &base, &edited).collisions {
            prop_assert!(is_required(row.field) && row.theirs.trim().is_empty(), "a name taken away");
        }
    }
}
