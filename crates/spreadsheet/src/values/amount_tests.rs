use super::*;

const EUR: AmountContext<'_> =
    AmountContext { currency: Some("EUR"), country: None, parties: 1, in_kind: false };

fn cash(text: &str) -> (f64, String, bool) {
    let reading = read(text, &EUR);
    let certain = matches!(reading, Reading::Certain(_));
    let amounts = reading.value().unwrap_or_else(|| panic!("{text}: {reading:?}"));
    let [amount] = amounts.as_slice() else { panic!("{text}: {amounts:?}") };
    assert_eq!(amount.kind, AmountKind::Cash, "{text}");
    (
        amount.value.unwrap_or_else(|| panic!("{text}: {amount:?}")),
        amount.currency.clone().unwrap_or_default(),
        certain,
    )
}

#[test]
fn money_in_many_hands() {
    for (text, value, currency) in [
        ("18 k€", 18_000.0, "EUR"),
        ("18k", 18_000.0, "EUR"),
        ("18 K€", 18_000.0, "EUR"),
        ("18 keur", 18_000.0, "EUR"),
        ("€ 1 500", 1500.0, "EUR"),
        ("1.500,75 EUR", 1500.75, "EUR"),
        ("14'250 CHF", 14250.0, "CHF"),
        ("CHF 14’250.50", 14250.5, "CHF"),
        ("Fr. 3'600.–", 3600.0, "CHF"),
        ("2,5 M€", 2_500_000.0, "EUR"),
        ("2 millions d'euros", 2_000_000.0, "EUR"),
        ("3 mio CHF", 3_000_000.0, "CHF"),
        ("$12,000", 12000.0, "USD"),
        ("US$ 12 000.50", 12000.5, "USD"),
        ("7 500 GBP", 7500.0, "GBP"),
        ("£300", 300.0, "GBP"),
        ("25 M Ar", 25_000_000.0, "MGA"),
        ("9 500", 9500.0, "EUR"),
        ("9\u{202f}500,00\u{a0}€", 9500.0, "EUR"),
        ("0", 0.0, "EUR"),
        ("12 mille euros", 12000.0, "EUR"),
        ("4 000 € HT", 4000.0, "EUR"),
    ] {
        assert_eq!(cash(text), (value, currency.to_owned(), true), "{text}");
    }
}

#[test]
fn the_franc_follows_the_country() {
    for (country, currency, certain) in [
        (Some("SN"), "XOF", true),
        (Some("CM"), "XAF", true),
        (None, "XOF", false),
        (Some("FR"), "XOF", false),
    ] {
        let reading = read("6 M FCFA", &AmountContext { country, ..EUR });
        assert_eq!(reading.value().unwrap()[0].currency.as_deref(), Some(currency));
        assert_eq!(matches!(reading, Reading::Certain(_)), certain, "{country:?}");
    }
    assert_eq!(cash("500 000 F CFA").1, "XOF");
    assert_eq!(cash("500 000 F.CFA").0, 500_000.0);
}

#[test]
fn approximate_yearly_ranged_and_shared() {
    let one = |text: &str| read(text, &EUR).value().unwrap_or_else(|| panic!("{text}"))[0].clone();
    for text in ["env. 30k", "environ 30 000 €", "~30 k€", "autour de 30 000 €"] {
        let amount = one(text);
        assert!(amount.approximate && amount.value == Some(30_000.0), "{text}: {amount:?}");
    }
    for text in ["10-15 k€", "10 à 15 k€", "entre 10 et 15 k€", "10 000 - 15 000 €", "10 k€ à 15 k€"]
    {
        let amount = one(text);
        assert_eq!((amount.min, amount.max, amount.value), (Some(10_000.0), Some(15_000.0), None), "{text}");
    }
    let yearly = one("8 000 €/an sur 4 ans");
    assert_eq!((yearly.value, yearly.per_year, yearly.years), (Some(32_000.0), Some(8000.0), Some(4.0)));
    assert_eq!((one("8 000 € par an").per_year, one("8 000 € par an").value), (Some(8000.0), Some(8000.0)));
    assert_eq!(
        (one("45 000 € sur 3 ans").value, one("45 000 € sur 3 ans").per_year),
        (Some(45_000.0), Some(15_000.0))
    );
    assert_eq!((one("3 x 5k€").value, one("3 x 5k€").instalments), (Some(15_000.0), Some(3.0)));
    let share = one("900 k€ (consortium, notre part 90 k€)");
    assert_eq!((share.value, share.whole), (Some(90_000.0), Some(900_000.0)));
    let each = read("5k chacun", &AmountContext { parties: 3, ..EUR });
    assert!(matches!(&each, Reading::Guess(a, _) if a[0].value == Some(15_000.0)));
}

#[test]
fn mixed_cells() {
    let reading = read("9 k€ + 4 jours de mécénat de compétences", &EUR);
    let Reading::Certain(amounts) = reading else { panic!("{reading:?}") };
    assert_eq!(
        (amounts[0].value, amounts[1].quantity, amounts[1].unit.as_deref()),
        (Some(9000.0), Some(4.0), Some("day"))
    );
    assert_eq!(amounts[1].what, None);
    let dont = read("50 k€ dont 10 k€ valorisés en compétences", &EUR);
    assert!(
        matches!(&dont, Reading::Guess(a, _) if a[0].value == Some(40_000.0) && a[1].valuation == Some(10_000.0))
    );
}

#[test]
fn time_and_goods() {
    let one = |text: &str| read(text, &EUR).value().unwrap_or_else(|| panic!("{text}"))[0].clone();
    for (text, quantity, unit, what) in [
        ("6 j", 6.0, "day", None),
        ("6j", 6.0, "day", None),
        ("6 j. pro bono", 6.0, "day", None),
        ("4 jours/salarié x 3", 12.0, "day", None),
        ("3 kinés x 5 j", 15.0, "day", Some("3 kinés x 5 j")),
        ("audit pro bono, 5j", 5.0, "day", Some("audit")),
        ("8 j graphiste", 8.0, "day", Some("graphiste")),
        ("3 missions", 3.0, "mission", None),
    ] {
        let amount = one(text);
        assert_eq!(
            (amount.kind, amount.quantity, amount.unit.as_deref(), amount.what.as_deref()),
            (AmountKind::SkillsTime, Some(quantity), Some(unit), what),
            "{text}"
        );
    }
    assert_eq!(one("2 missions / an").per.as_deref(), Some("year"));
    assert_eq!(read("2 j + 3 j", &EUR).value().unwrap()[0].quantity, Some(5.0));
    for (text, quantity, unit, what, valuation) in [
        ("12 vélos", Some(12.0), Some("vélo"), "vélos", None),
        ("5 T de riz (val. 3 200 €)", Some(5.0), Some("t"), "riz", Some(3200.0)),
        ("60 chaises (1 500 €)", Some(60.0), Some("chaise"), "chaises", Some(1500.0)),
        ("prêt 3 tentes", Some(3.0), Some("tente"), "prêt tentes", None),
        ("gravier", None, None, "gravier", None),
    ] {
        let amount = one(text);
        assert_eq!(
            (amount.kind, amount.quantity, amount.unit.as_deref(), amount.what.as_deref(), amount.valuation),
            (AmountKind::InKind, quantity, unit, Some(what), valuation),
            "{text}"
        );
    }
    assert!(matches!(read("gravier", &EUR), Reading::Guess(..)));
}

#[test]
fn what_is_no_amount_stays_text() {
    for text in [
        "",
        "-",
        "?",
        "à définir",
        "TBD",
        "XXX",
        "2 €/repas",
        "50 €/mois",
        "18 mois",
        "3 ans",
        "20 %",
        "5 000 € puis 3 000 €",
        "à voir avec le siège",
        "5k chacun",
        "???",
        "voir mail de Paul du 12/03 où il explique tout le montage",
    ] {
        assert!(matches!(read(text, &EUR), Reading::Text(_)), "{text}: {:?}", read(text, &EUR));
    }
}

#[test]
fn what_is_unsure_says_so() {
    for text in [
        "5000 € si accord du siège",
        "jusqu'à 5 000 €",
        "5 000 € ?",
        "2024",
        "-300",
        "1.250 M€",
        "10 000 (à confirmer) €",
    ] {
        assert!(matches!(read(text, &EUR), Reading::Guess(..)), "{text}: {:?}", read(text, &EUR));
    }
    assert!(matches!(read("5000", &AmountContext::default()), Reading::Guess(..)), "no currency known");
}

#[test]
fn numbers_take_the_money_of_their_format() {
    let read = |format| read_number(1200.0, format, &EUR).value().unwrap()[0].currency.clone();
    assert_eq!(read(Some("#,##0 \"CHF\"")).as_deref(), Some("CHF"));
    assert_eq!(read(Some("#,##0 [$$-409]")).as_deref(), Some("USD"));
    assert_eq!(read(Some("#,##0.00")).as_deref(), Some("EUR"));
}
