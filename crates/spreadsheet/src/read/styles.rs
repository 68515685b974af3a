//! The style sheet of an XLSX: what fill, number format and strike-through each style index stands for.

use super::numbers::is_date_format;
use super::xml::{Attributes, Step, walk};

/// What matters of one cell style.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Style {
    /// Background "#RRGGBB".
    pub(super) fill: Option<String>,
    /// Number format code when it is not the general one.
    pub(super) format: Option<String>,
    /// The format shows a date.
    pub(super) date: bool,
    /// Struck through.
    pub(super) struck: bool,
}

/// Reads `xl/styles.xml`; `theme` are the colours of the theme in the order styles count them.
pub(super) fn read(xml: &str, theme: &[String]) -> Vec<Style> {
    let mut formats: Vec<(u32, String)> = Vec::new();
    let mut fills: Vec<Option<String>> = Vec::new();
    let mut fonts: Vec<bool> = Vec::new();
    let mut styles: Vec<Style> = Vec::new();
    let mut path: Vec<String> = Vec::new();
    let mut solid = false;
    // A style sheet that breaks off still gives the styles before the break; colours are no reason to
    // refuse a file whose cells can be read.
    walk::<()>(xml, |step| {
        match step {
            Step::Open(name, attributes) => {
                let parent = path.last().map_or("", String::as_str);
                match (parent, name) {
                    ("numFmts", "numFmt") => {
                        if let (Some(id), Some(code)) =
                            (attributes.number("numFmtId"), attributes.get("formatCode"))
                        {
                            formats.push((id, code));
                        }
                    }
                    ("fills", "fill") => fills.push(None),
                    ("fill", "patternFill") => {
                        solid = attributes.get("patternType").is_some_and(|p| p != "none" && p != "gray125");
                    }
                    ("patternFill", "fgColor") if solid => {
                        if let Some(last) = fills.last_mut() {
                            *last = colour(&attributes, theme);
                        }
                    }
                    ("fonts", "font") => fonts.push(false),
                    ("font", "strike") => {
                        if let Some(last) = fonts.last_mut() {
                            *last = attributes.get("val").is_none_or(|v| v != "0" && v != "false");
                        }
                    }
                    ("cellXfs", "xf") => {
                        let id: u32 = attributes.number("numFmtId").unwrap_or(0);
                        let code = formats.iter().find(|(f, _)| *f == id).map(|(_, c)| c.clone());
                        let at = |key: &str| attributes.number::<usize>(key).unwrap_or(0);
                        styles.push(Style {
                            fill: fills.get(at("fillId")).cloned().flatten(),
                            date: is_date_format(id, code.as_deref()),
                            format: code.or_else(|| built_in(id).map(str::to_owned)),
                            struck: fonts.get(at("fontId")).copied().unwrap_or(false),
                        });
                    }
                    _ => {}
                }
                path.push(name.to_owned());
            }
            Step::Close(_) => drop(path.pop()),
            Step::Text(_) => {}
        }
        Ok(())
    })
    .unwrap_or_default();
    styles
}

fn built_in(id: u32) -> Option<&'static str> {
    Some(match id {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        5..=8 | 42 | 44 => "#,##0.00 ¤",
        9 => "0%",
        10 => "0.00%",
        14 => "dd/mm/yyyy",
        22 => "dd/mm/yyyy hh:mm",
        49 => "@",
        _ => return None,
    })
}

/// The theme's colours in the order styles use them (light 1 before dark 1).
pub(super) fn theme_colours(xml: &str) -> Vec<String> {
    let mut colours: Vec<String> = Vec::new();
    let mut inside = false;
    walk::<()>(xml, |step| {
        match step {
            Step::Open("clrScheme", _) => inside = true,
            Step::Close("clrScheme") => inside = false,
            Step::Open("srgbClr", a) if inside => colours.extend(a.get("val")),
            Step::Open("sysClr", a) if inside => colours.extend(a.get("lastClr")),
            _ => {}
        }
        Ok(())
    })
    .unwrap_or_default();
    if colours.len() >= 4 {
        colours.swap(0, 1);
        colours.swap(2, 3);
    }
    colours
}

fn colour(attributes: &Attributes<'_>, theme: &[String]) -> Option<String> {
    let rgb = if let Some(argb) = attributes.get("rgb") {
        argb.get(argb.len().checked_sub(6)?..)?.to_owned()
    } else if let Some(index) = attributes.number::<usize>("theme") {
        theme.get(index)?.clone()
    } else {
        let index: usize = attributes.number("indexed")?;
        INDEXED.get(if index < 8 { index } else { index - 8 })?.to_string()
    };
    let value = u32::from_str_radix(&rgb, 16).ok()?;
    let tint: f64 = attributes.number("tint").unwrap_or(0.0);
    let tinted = [16, 8, 0].map(|shift| {
        let channel = f64::from((value >> shift) & 0xFF);
        let channel = if tint < 0.0 { channel * (1.0 + tint) } else { channel + (255.0 - channel) * tint };
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a byte")]
        let byte = channel.round().clamp(0.0, 255.0) as u8;
        byte
    });
    let [r, g, b] = tinted;
    // White is no colour: a sheet painted white and one left alone look the same.
    (tinted != [255; 3]).then(|| format!("#{r:02X}{g:02X}{b:02X}"))
}

/// The palette of `indexed` colours 8 to 63 (ECMA-376, 18.8.27); 0 to 7 repeat the first eight.
const INDEXED: [&str; 56] = [
    "000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF", "800000", "008000",
    "000080", "808000", "800080", "008080", "C0C0C0", "808080", "9999FF", "993366", "FFFFCC", "CCFFFF",
    "660066", "FF8080", "0066CC", "CCCCFF", "000080", "FF00FF", "FFFF00", "00FFFF", "800080", "800000",
    "008080", "0000FF", "00CCFF", "CCFFFF", "CCFFCC", "FFFF99", "99CCFF", "FF99CC", "CC99FF", "FFCC99",
    "3366FF", "33CCCC", "99CC00", "FFCC00", "FF9900", "FF6600", "666699", "969696", "003366", "339966",
    "003300", "333300", "993300", "993366", "333399", "333333",
];
