//! What could not be looked at, in words: where not all was seen nobody says that nothing is there.

use super::looks::{By, End, Look};

/// A sentence for each kind of search that did not see all; and for records that were not read.
pub(super) fn not_looked_at(looks: &[Look], not_read: usize) -> Vec<String> {
    let kinds = [
        (By::Name, "for names that are alike", "name"),
        (By::Website, "by website", "website"),
        (By::Mail, "by mail domain", "mail domain"),
    ];
    let mut sentences: Vec<_> = kinds
        .into_iter()
        .flat_map(|(by, search, what)| {
            let of_it: Vec<_> = looks.iter().filter(|look| look.by == by).collect();
            let failed = of_it
                .iter()
                .any(|look| matches!(look.end, End::Failed | End::Ignored));
            let missing = failed.then(|| format!("The portal could not be searched {search}."));
            missing.into_iter().chain(in_part(&of_it, what))
        })
        .collect();
    if not_read > 0 {
        let were = if not_read == 1 {
            "1 organization"
        } else {
            &format!("{not_read} organizations")
        };
        sentences.push(format!(
            "{were} the portal found by website or mail domain could not be read."
        ));
    }
    sentences
}

/// How much of what was found was seen, where that is not all.
fn in_part(looks: &[&Look], what: &str) -> Option<String> {
    let parts: Vec<_> = looks
        .iter()
        .filter_map(|look| match look.end {
            End::Some { seen, of } => {
                let text = look.text.trim_matches('*').replace('*', "…");
                Some(match of {
                    Some(of) => format!("{seen} of {of} with “{text}”"),
                    None => format!("{seen} with “{text}”, and there may be more"),
                })
            }
            _ => None,
        })
        .collect();
    (!parts.is_empty()).then(|| {
        format!(
            "Not all that may be alike by {what} were looked at: {}.",
            parts.join("; ")
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(by: By, end: End) -> Look {
        Look {
            by,
            text: "*halden*br*".to_owned(),
            end,
            to_be_read: Vec::new(),
        }
    }

    #[test]
    fn where_all_was_looked_at_there_is_nothing_to_say() {
        assert!(not_looked_at(&[look(By::Name, End::All), look(By::Mail, End::All)], 0).is_empty());
    }

    #[test]
    fn what_was_not_looked_at_is_said_once_for_each_kind() {
        let some = |of| End::Some { seen: 200, of };
        let looks = [
            look(By::Name, some(Some(340))),
            look(By::Name, some(None)),
            look(By::Website, End::Failed),
            look(By::Mail, End::Ignored),
            look(By::Mail, End::Failed),
        ];
        assert_eq!(
            not_looked_at(&looks, 24),
            [
                "Not all that may be alike by name were looked at: 200 of 340 with “halden…br”; 200 with “halden…br”, and there may be more.",
                "The portal could not be searched by website.",
                "The portal could not be searched by mail domain.",
                "24 organizations the portal found by website or mail domain could not be read.",
            ]
        );
        assert!(not_looked_at(&[], 1)[0].starts_with("1 organization the portal"));
    }
}
