use super::*;

const CONTEXT: DateContext =
    DateContext { reference: date(2025, 3, 10), direction: Direction::Future, year: None };

fn period(text: &str, context: &DateContext) -> (String, String, bool) {
    let reading = read(text, context);
    let p = *reading.value().unwrap_or_else(|| panic!("{text}: {reading:?}"));
    (p.start.to_string(), p.end.to_string(), matches!(reading, Reading::Certain(_)))
}

#[test]
fn dates_that_say_all() {
    for (text, start, end) in [
        ("07/11/25", "2025-11-07", "2025-11-07"),
        ("7/11/2025", "2025-11-07", "2025-11-07"),
        ("07.11.25", "2025-11-07", "2025-11-07"),
        ("7-11-2025", "2025-11-07", "2025-11-07"),
        ("2025-11-07", "2025-11-07", "2025-11-07"),
        ("2025-11-07T10:30:00", "2025-11-07", "2025-11-07"),
        ("7 novembre 2025", "2025-11-07", "2025-11-07"),
        ("1er août 2025", "2025-08-01", "2025-08-01"),
        ("ven. 7 nov. 2025 à 9h30", "2025-11-07", "2025-11-07"),
        ("November 7, 2025", "2025-11-07", "2025-11-07"),
        ("novembre 2025", "2025-11-01", "2025-11-30"),
        ("nov 25", "2025-11-01", "2025-11-30"),
        ("févr. 2024", "2024-02-01", "2024-02-29"),
        ("11/2025", "2025-11-01", "2025-11-30"),
        ("11/25", "2025-11-01", "2025-11-30"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("T3 2025", "2025-07-01", "2025-09-30"),
        ("fin T3 2025", "2025-07-01", "2025-09-30"),
        ("Q1 26", "2026-01-01", "2026-03-31"),
        ("2e trimestre 2025", "2025-04-01", "2025-06-30"),
        ("S2 2025", "2025-07-01", "2025-12-31"),
        ("1er semestre 2026", "2026-01-01", "2026-06-30"),
        ("fin mars 2025", "2025-03-01", "2025-03-31"),
        ("fin 2025", "2025-10-01", "2025-12-31"),
        ("2023-2026", "2023-01-01", "2026-12-31"),
        ("2025-26", "2025-01-01", "2026-12-31"),
        ("01/02/2025 - 31/01/2027", "2025-02-01", "2027-01-31"),
        ("du 3 mars 2025 au 5 avril 2025", "2025-03-03", "2025-04-05"),
        ("3-4 mai 2025", "2025-05-03", "2025-05-04"),
        ("mars à juin 2025", "2025-03-01", "2025-06-30"),
        ("2 ans (2024-2025)", "2024-01-01", "2025-12-31"),
        ("1re quinzaine de juin 2025", "2025-06-01", "2025-06-15"),
        ("semaine 12 2025", "2025-03-17", "2025-03-23"),
        ("avant le 07/11/2025", "2025-11-07", "2025-11-07"),
    ] {
        assert_eq!(period(text, &CONTEXT), (start.into(), end.into(), true), "{text}");
    }
}

#[test]
fn dates_without_a_year_are_guesses() {
    for (text, start, end) in [
        ("20/06", "2025-06-20", "2025-06-20"),
        ("20/01", "2025-01-20", "2025-01-20"),
        ("20/11", "2025-11-20", "2025-11-20"),
        ("15/2", "2025-02-15", "2025-02-15"),
        ("5 nov", "2025-11-05", "2025-11-05"),
        ("jeu. 20 juin 8h", "2025-06-20", "2025-06-20"),
        ("02/12 à 14h30", "2025-12-02", "2025-12-02"),
        ("juillet", "2025-07-01", "2025-07-31"),
        ("déc.", "2024-12-01", "2024-12-31"),
        ("fin T2", "2025-04-01", "2025-06-30"),
        ("S25", "2025-06-16", "2025-06-22"),
        ("2e semestre", "2025-07-01", "2025-12-31"),
        ("2e quinzaine de juin", "2025-06-16", "2025-06-30"),
        ("mi-mai", "2025-05-15", "2025-05-15"),
        ("avant Noël", "2024-12-24", "2024-12-24"),
        ("début avril", "2025-04-01", "2025-04-10"),
        ("d'ici fin juin", "2025-06-01", "2025-06-30"),
        ("12-13 juin", "2025-06-12", "2025-06-13"),
    ] {
        assert_eq!(period(text, &CONTEXT), (start.into(), end.into(), false), "{text}");
    }
    let past = DateContext { direction: Direction::Past, ..CONTEXT };
    assert_eq!(period("20/06", &past).0, "2024-06-20");
    assert_eq!(period("avril", &past).0, "2024-04-01");
    let section = DateContext { year: Some(2022), ..CONTEXT };
    assert_eq!(period("20/06", &section).0, "2022-06-20");
    assert_eq!(period("20/06/24", &section).0, "2024-06-20", "a written year wins");
}

#[test]
fn serials_and_doubtful_order_are_guesses() {
    assert_eq!(period("45728", &CONTEXT), ("2025-03-12".into(), "2025-03-12".into(), false));
    assert_eq!(period("05/25/2025", &CONTEXT), ("2025-05-25".into(), "2025-05-25".into(), false));
    assert_eq!(period("12/05/25 (mail)", &CONTEXT).0, "2025-05-12");
    assert!(matches!(read_number(45728.0), Reading::Guess(..)));
    assert!(matches!(read_number(2025.0), Reading::Certain(_)));
    assert!(matches!(read_number(12.0), Reading::Text(_)));
}

#[test]
fn what_is_no_date_stays_text() {
    for text in [
        "",
        "-",
        "??",
        "dès que possible",
        "asap",
        "URGENT",
        "chaque 1er lundi",
        "été",
        "à la rentrée",
        "lundi",
        "31/02/2025",
        "31/13/2025",
        "RDV",
        "3 ans",
        "18 mois",
        "annuel",
        "après l'AG",
        "12",
        "45",
        "12345678",
        "appeler Paul le 3 mai si besoin",
        "99/99",
        "T5",
        "S60",
        "0",
        "2025-13-45",
    ] {
        assert!(matches!(read(text, &CONTEXT), Reading::Text(_)), "{text}: {:?}", read(text, &CONTEXT));
    }
}

#[test]
fn durations() {
    assert_eq!(duration_months("18 mois"), Some(18));
    assert_eq!(duration_months("3 ans"), Some(36));
    assert_eq!(duration_months("1 an renouv."), Some(12));
    assert_eq!(duration_months("2023"), None);
    assert_eq!(duration_months("3 ans (2023-2025)"), None);
}
