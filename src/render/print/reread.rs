//! A finished PDF -> the words on each page as a PDF reader extracts them: for PDFs from an external program, which
//! reports no texts.

use std::collections::BTreeMap;

use hayro_cmap::{BfString, CMap};
use hayro_syntax::Pdf;
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::{
    BeginMarkedContentWithProperties, ShowText, ShowTexts, TextFont, TypedInstruction,
};
use hayro_syntax::object::{Dict, Name, Object, Stream, String as Bytes};
use hayro_syntax::page::Resources;

/// The words on each page, in drawing order, including those of charts; `None` for a file that cannot be read.
#[must_use]
pub fn texts(pdf: &[u8]) -> Option<Vec<String>> {
    let pdf = Pdf::new(pdf.to_vec()).ok()?;
    let pages = pdf.pages().iter().map(|page| {
        let mut words = Words::default();
        words.read(page.typed_operations(), page.resources())?;
        Some(words.text)
    });
    pages.collect()
}

/// Number of pages of a file; `None` where it cannot be read.
#[must_use]
pub fn pages(pdf: &[u8]) -> Option<usize> {
    Some(Pdf::new(pdf.to_vec()).ok()?.pages().len())
}

/// Text read from a page so far.
#[derive(Default)]
struct Words {
    text: String,
    /// The open marked-content tags; true for one that states its own text (`ActualText`).
    open: Vec<bool>,
}

/// What the character codes of a font stand for.
struct Codes {
    map: CMap,
    bytes: usize,
}

impl Words {
    fn read(&mut self, mut operations: TypedIter<'_>, resources: &Resources<'_>) -> Option<()> {
        let mut fonts: BTreeMap<Vec<u8>, Codes> = BTreeMap::new();
        let mut font = Vec::new();
        while let Some(operation) = operations.next() {
            match operation {
                TypedInstruction::TextFont(TextFont(name, _)) => {
                    font = name.to_vec();
                    if !fonts.contains_key(&font) {
                        fonts.insert(font.clone(), codes(&resources.get_font(name)?)?);
                    }
                }
                TypedInstruction::ShowText(ShowText(text)) => self.show(text, fonts.get(&font)?),
                TypedInstruction::ShowTexts(ShowTexts(list)) => {
                    for part in list.iter::<Object<'_>>() {
                        if let Object::String(text) = part {
                            self.show(&text, fonts.get(&font)?);
                        }
                    }
                }
                TypedInstruction::BeginMarkedContent(_) => self.open.push(false),
                TypedInstruction::BeginMarkedContentWithProperties(marked) => self.begin(&marked),
                TypedInstruction::EndMarkedContent(_) => _ = self.open.pop(),
                _ => {}
            }
        }
        Some(())
    }

    fn begin(&mut self, marked: &BeginMarkedContentWithProperties<'_, '_>) {
        let said = match marked.1 {
            Object::Dict(dict) => dict.get::<Bytes<'_>>("ActualText"),
            _ => None,
        };
        if let Some(said) = &said
            && !self.has_own_text()
        {
            self.text.push_str(&spelled(said));
        }
        self.open.push(said.is_some());
    }

    fn has_own_text(&self) -> bool {
        self.open.iter().any(|said| *said)
    }

    fn show(&mut self, text: &[u8], codes: &Codes) {
        if self.has_own_text() {
            return;
        }
        for code in text.chunks(codes.bytes) {
            let code = code.iter().fold(0, |code, byte| code << 8 | u32::from(*byte));
            match codes.map.lookup_bf_string(code) {
                Some(BfString::Char(c)) => self.text.push(c),
                Some(BfString::String(text)) => self.text.push_str(&text),
                None => self.text.push(char::REPLACEMENT_CHARACTER),
            }
        }
    }
}

fn codes(font: &Dict<'_>) -> Option<Codes> {
    let composed = font.get::<Name<'_>>("Subtype").is_some_and(|kind| *kind == *b"Type0");
    let map = font.get::<Stream<'_>>("ToUnicode")?.decoded().ok()?;
    Some(Codes { map: CMap::parse(&map, |_| None)?, bytes: if composed { 2 } else { 1 } })
}

/// A string of the file itself: UTF-16 with BOM, else Latin-1.
fn spelled(text: &[u8]) -> String {
    match text.strip_prefix(&[0xfe, 0xff]) {
        Some(units) => {
            let units: Vec<u16> =
                units.as_chunks().0.iter().map(|pair| u16::from_be_bytes(*pair)).collect();
            String::from_utf16_lossy(&units)
        }
        None => text.iter().map(|byte| char::from(*byte)).collect(),
    }
}
