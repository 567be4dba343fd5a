//! A TrueType font -> the same font without hinting: instructions for coarse screens, which no PDF viewer needs at
//! these sizes and which would be a fifth of a printed sheet. Outlines and widths are unchanged. Knows only the
//! tables involved in hinting; an unexpected font is returned unchanged.

use std::num::TryFromIntError;
use std::ops::Range;

use crate::fault;

/// Tables used only for hinting, and the signature, which would become invalid.
const DROPPED: [&[u8; 4]; 8] =
    [b"fpgm", b"prep", b"cvt ", b"hdmx", b"VDMX", b"LTSH", b"gasp", b"DSIG"];
/// Bytes of the font header, and of a row of its table directory.
const HEAD: usize = 12;
const ROW: usize = 16;
/// Tables that a font may have; some forty are defined.
const MOST: usize = 255;
/// Offsets in `head`: checksum of the file, and format of `loca`.
const SUM: usize = 8;
const LOCA_FORMAT: usize = 50;
/// The checksum of a whole file is this minus its sum.
const MAGIC: u32 = 0xB1B0_AFBA;
/// The bytes of `maxp` that state the limits for hinting.
const LIMITS: Range<usize> = 14..28;

/// Flags of a component of a composite glyph.
const WORDS: u16 = 1;
const SCALE: u16 = 1 << 3;
const MORE: u16 = 1 << 5;
const TWO_SCALES: u16 = 1 << 6;
const MATRIX: u16 = 1 << 7;
const INSTRUCTIONS: u16 = 1 << 8;

/// A table of the font: tag and byte range.
type Table = ([u8; 4], Range<usize>);

/// The changes to a font, made once all of them are known to be possible.
struct Plan {
    /// The tables kept, in order.
    kept: Vec<Table>,
    glyf: Range<usize>,
    loca: Range<usize>,
    head: Range<usize>,
    maxp: Range<usize>,
    /// Whether `loca` counts bytes; else pairs of bytes.
    long: bool,
    /// Byte range in `glyf` of every glyph, which may be empty.
    glyphs: Vec<Range<usize>>,
}

/// Removes hinting from a font in place: all fonts are read at each start of the program.
pub(super) fn unhinted(mut font: Vec<u8>) -> Vec<u8> {
    if let Some(plan) = plan(&font) {
        carry_out(&plan, &mut font);
    }
    font
}

fn plan(font: &[u8]) -> Option<Plan> {
    if font.get(..4)? != [0, 1, 0, 0] {
        return None;
    }
    let mut tables: Vec<Table> = Vec::new();
    for place in 0..usize::from(u16_at(font, 4)?) {
        let row = font.get(HEAD + place * ROW..)?.get(..ROW)?;
        let (start, length) = (offset(row, 8)?, offset(row, 12)?);
        let range = start..start.checked_add(length)?;
        font.get(range.clone())?;
        tables.push((row.get(..4)?.try_into().ok()?, range));
    }
    let mut apart: Vec<&Range<usize>> = tables.iter().map(|(_, range)| range).collect();
    apart.sort_by_key(|range| range.start);
    let directory = HEAD + tables.len() * ROW;
    if tables.len() > MOST
        || apart.first()?.start < directory
        || apart.windows(2).any(|two| two[0].end > two[1].start)
    {
        return None;
    }
    let table = |tag: &[u8; 4]| {
        let found = tables.iter().find(|(name, _)| name == tag)?;
        Some(found.1.clone())
    };
    let (head, maxp) = (table(b"head")?, table(b"maxp")?);
    let (glyf, loca) = (table(b"glyf")?, table(b"loca")?);
    let long = match u16_at(&font[head.clone()], LOCA_FORMAT)? {
        0 => false,
        1 => true,
        _ => return None,
    };
    font[maxp.clone()].get(LIMITS)?;
    let glyphs = glyphs(
        &font[glyf.clone()],
        &font[loca.clone()],
        usize::from(u16_at(&font[maxp.clone()], 4)?),
        long,
    )?;
    tables.retain(|(tag, _)| !DROPPED.contains(&tag));
    Some(Plan { kept: tables, glyf, loca, head, maxp, long, glyphs })
}

/// Byte range of each glyph. `None` when one of them cannot be read.
fn glyphs(glyf: &[u8], loca: &[u8], count: usize, long: bool) -> Option<Vec<Range<usize>>> {
    let place = |glyph: usize| {
        if long { offset(loca, glyph * 4) } else { Some(usize::from(u16_at(loca, glyph * 2)?) * 2) }
    };
    loca.get(..(count + 1) * if long { 4 } else { 2 })?;
    let mut found = Vec::with_capacity(count);
    for glyph in 0..count {
        let range = place(glyph)?..place(glyph + 1)?;
        let data = glyf.get(range.clone())?;
        if !data.is_empty() {
            parts(data)?;
        }
        found.push(range);
    }
    Some(found)
}

/// Splits a glyph into the parts before and after its instructions.
fn parts(data: &[u8]) -> Option<(usize, Range<usize>)> {
    let contours = i16::from_be_bytes(data.get(..2)?.try_into().ok()?);
    if let Ok(contours) = usize::try_from(contours) {
        let ends = 10 + contours * 2;
        let rest = ends + 2 + usize::from(u16_at(data, ends)?);
        data.get(rest..)?;
        return Some((ends, rest..data.len()));
    }
    let mut end = 10;
    loop {
        let flags = u16_at(data, end)?;
        end += component(flags)?;
        data.get(..end)?;
        if flags & MORE == 0 {
            return Some((end, end..end));
        }
    }
}

/// Bytes of a component of a composite glyph.
fn component(flags: u16) -> Option<usize> {
    let scale = match flags & (SCALE | TWO_SCALES | MATRIX) {
        0 => 0,
        SCALE => 2,
        TWO_SCALES => 4,
        MATRIX => 8,
        _ => return None,
    };
    Some(4 + if flags & WORDS == 0 { 2 } else { 4 } + scale)
}

/// Assertion: the font is as the plan saw it; otherwise a letter would be missing on paper.
const SHAPE: &str = "font: glyf";

/// Converts a number to the size that the format has for it.
fn short<T>(number: Result<T, TryFromIntError>) -> T {
    fault::kept(number, "font: table")
}

fn carry_out(plan: &Plan, font: &mut [u8]) {
    let Plan { kept, glyf, loca, head, maxp, long, glyphs } = plan;
    let mut places = Vec::with_capacity(loca.len());
    let mut place = |length: usize| {
        let length = short(u32::try_from(length));
        if *long {
            places.extend(length.to_be_bytes());
        } else {
            places.extend_from_slice(&(length / 2).to_be_bytes()[2..]);
        }
    };
    let outlines = &mut font[glyf.clone()];
    let mut length = 0;
    for glyph in glyphs {
        place(length);
        length += outline(outlines, glyph, length);
        if !long {
            length = length.next_multiple_of(2);
        }
    }
    place(length);
    outlines[length..].fill(0);
    font[loca.clone()][..places.len()].copy_from_slice(&places);
    font[maxp.clone()][LIMITS].fill(0);
    // One zone is the minimum that the format allows.
    font[maxp.start + LIMITS.start + 1] = 1;
    let at = head.start + SUM;
    font[at..at + 4].fill(0);
    directory(kept, glyf.start..glyf.start + length, font);
    let whole = MAGIC.wrapping_sub(sum(font));
    font[at..at + 4].copy_from_slice(&whole.to_be_bytes());
}

/// Moves a glyph to `start`, which is never behind it, without its instructions; returns its new length.
fn outline(outlines: &mut [u8], glyph: &Range<usize>, start: usize) -> usize {
    if glyph.is_empty() {
        return 0;
    }
    let (end, rest) = fault::there(parts(&outlines[glyph.clone()]), SHAPE);
    outlines.copy_within(glyph.start..glyph.start + end, start);
    if rest.start > end {
        outlines.copy_within(glyph.start + rest.start..glyph.start + rest.end, start + end + 2);
        outlines[start + end..start + end + 2].fill(0);
        return end + 2 + rest.len();
    }
    let mut at = start + 10;
    while let Some(flags) = u16_at(&outlines[..start + end], at) {
        outlines[at..at + 2].copy_from_slice(&(flags & !INSTRUCTIONS).to_be_bytes());
        at += fault::there(component(flags), SHAPE);
    }
    end
}

/// Writes the directory of the tables kept.
fn directory(kept: &[Table], glyf: Range<usize>, font: &mut [u8]) {
    let count = short(u16::try_from(kept.len()));
    let log = short(u16::try_from(count.max(1).ilog2()));
    let range = 16 << log;
    let numbers = [count, range, log, count * 16 - range];
    for (place, number) in numbers.into_iter().enumerate() {
        font[4 + place * 2..6 + place * 2].copy_from_slice(&number.to_be_bytes());
    }
    for (place, (tag, range)) in kept.iter().enumerate() {
        let range = if tag == b"glyf" { &glyf } else { range };
        let number = |number: usize| short(u32::try_from(number)).to_be_bytes();
        let numbers =
            [sum(&font[range.clone()]).to_be_bytes(), number(range.start), number(range.len())];
        let row = &mut font[HEAD + place * ROW..][..ROW];
        row[..4].copy_from_slice(tag);
        row[4..].copy_from_slice(numbers.as_flattened());
    }
}

/// Checksum as defined by the format.
fn sum(data: &[u8]) -> u32 {
    let (words, rest) = data.as_chunks();
    let mut last = [0; 4];
    last[..rest.len()].copy_from_slice(rest);
    let words = words.iter().chain([&last]);
    words.fold(0, |sum, word| sum.wrapping_add(u32::from_be_bytes(*word)))
}

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    let bytes = data.get(at..)?.get(..2)?;
    Some(u16::from_be_bytes(bytes.try_into().ok()?))
}

fn offset(data: &[u8], at: usize) -> Option<usize> {
    let bytes = data.get(at..)?.get(..4)?;
    usize::try_from(u32::from_be_bytes(bytes.try_into().ok()?)).ok()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "the real fonts are read")]

    use std::fmt::Write;
    use std::fs;
    use std::path::Path;

    use ttf_parser::{Face, GlyphId, OutlineBuilder, Tag};

    use super::{HEAD, LOCA_FORMAT, ROW, plan, sum, unhinted};

    /// Outline of a glyph, as text.
    #[derive(Default)]
    struct Drawn(String);

    impl Drawn {
        fn add(&mut self, kind: char, points: &[f32]) {
            let _ = write!(self.0, "{kind}{points:?}");
        }
    }

    impl OutlineBuilder for Drawn {
        fn move_to(&mut self, x: f32, y: f32) {
            self.add('m', &[x, y]);
        }
        fn line_to(&mut self, x: f32, y: f32) {
            self.add('l', &[x, y]);
        }
        fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
            self.add('q', &[x1, y1, x, y]);
        }
        fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
            self.add('c', &[x1, y1, x2, y2, x, y]);
        }
        fn close(&mut self) {
            self.add('z', &[]);
        }
    }

    fn glyph(face: &Face<'_>, id: u16) -> (String, Option<u16>, Option<u16>) {
        let (mut drawn, id) = (Drawn::default(), GlyphId(id));
        face.outline_glyph(id, &mut drawn);
        (drawn.0, face.glyph_hor_advance(id), face.glyph_ver_advance(id))
    }

    /// A font with short `loca`: an empty glyph, a triangle, and a composite of two triangles; both hinted.
    fn small() -> Vec<u8> {
        let words = |numbers: &[i16]| -> Vec<u8> {
            numbers.iter().flat_map(|number| number.to_be_bytes()).collect()
        };
        let mut triangle = words(&[1, 0, 0, 100, 100, 2, 5]);
        triangle.extend([1, 2, 3, 4, 5]);
        triangle.extend([1, 1, 1]);
        triangle.extend(words(&[0, 100, -50, 0, 0, 100]));
        let mut two = words(&[-1, 0, 0, 200, 100, 0x23, 1, 10, 20, 0x102, 1]);
        two.extend([5, 6]);
        two.extend(words(&[3]));
        two.extend([7, 8, 9, 0]);
        let ends = [0, 0, triangle.len(), triangle.len() + two.len()];
        let half = |end: &usize| i16::try_from(*end / 2).unwrap();
        let loca = words(&ends.each_ref().map(half));
        let glyf = [triangle, two].concat();
        let mut head = vec![0; 54];
        head[1] = 1;
        head[18..20].copy_from_slice(&1000_u16.to_be_bytes());
        let mut maxp = vec![0, 1, 0, 0, 0, 3];
        maxp.extend([9; 26]);
        let hhea = words(&[1, 0, 100, 0, 0, 100, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3]);
        let hmtx = words(&[500, 0, 600, 0, 700, 0]);
        let tables: [(&[u8], &[u8]); 8] = [
            (b"cvt ", &[1, 2]),
            (b"fpgm", &[3; 9]),
            (b"glyf", &glyf),
            (b"head", &head),
            (b"hhea", &hhea),
            (b"hmtx", &hmtx),
            (b"loca", &loca),
            (b"maxp", &maxp),
        ];
        let mut font = vec![0, 1, 0, 0, 0, 8];
        font.resize(HEAD + tables.len() * ROW, 0);
        for (place, (tag, data)) in tables.iter().enumerate() {
            let row = HEAD + place * ROW;
            let place = |number: usize| u32::try_from(number).unwrap().to_be_bytes();
            font[row..row + 4].copy_from_slice(tag);
            let start = place(font.len());
            font[row + 8..row + 12].copy_from_slice(&start);
            font[row + 12..row + 16].copy_from_slice(&place(data.len()));
            font.extend_from_slice(data);
            font.resize(font.len().next_multiple_of(4), 0);
        }
        font
    }

    /// Length of a table; 0 where it does not exist.
    fn length(face: &Face<'_>, tag: [u8; 4]) -> usize {
        let table = face.raw_face().table(Tag::from_bytes(&tag));
        table.map_or(0, <[u8]>::len)
    }

    fn same(before: &[u8], after: &[u8]) {
        let (before, after) = (Face::parse(before, 0).unwrap(), Face::parse(after, 0).unwrap());
        let glyphs = before.number_of_glyphs();
        assert_eq!(glyphs, after.number_of_glyphs());
        for id in 0..glyphs {
            assert_eq!(glyph(&before, id), glyph(&after, id), "glyph {id}");
        }
    }

    #[test]
    fn simple_and_composed_glyphs_keep_their_outlines() {
        let font = small();
        let bare = unhinted(font.clone());
        same(&font, &bare);
        let face = Face::parse(&bare, 0).unwrap();
        assert!(glyph(&face, 2).0.len() > glyph(&face, 1).0.len());
        assert_eq!((length(&face, *b"fpgm"), length(&face, *b"cvt ")), (0, 0));
        // Instructions of five and of three bytes are gone, and the two bytes with the length of the latter.
        let before = Face::parse(&font, 0).unwrap();
        assert_eq!(length(&before, *b"glyf") - length(&face, *b"glyf"), 10);
        // The format's own check: the sum of a valid file is a fixed number.
        assert_eq!(sum(&bare), super::MAGIC);
        assert_eq!(unhinted(bare.clone()), bare);
    }

    #[test]
    fn every_glyph_of_the_forms_fonts_stays_as_it_is() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/fonts");
        for name in ["BIZUDGothic-Regular", "BIZUDGothic-Bold", "BIZUDMincho-Regular"] {
            let font = fs::read(folder.join(name).with_extension("ttf"))
                .expect("run tools/setup.sh first: the test reads the fonts");
            let bare = unhinted(font.clone());
            same(&font, &bare);
            let face = |data: &[u8]| length(&Face::parse(data, 0).unwrap(), *b"glyf");
            let (before, after) = (face(&font), face(&bare));
            assert!(after * 10 < before * 9, "{name}: {after} of {before}");
            assert_eq!(sum(&bare), super::MAGIC);
        }
    }

    #[test]
    fn what_is_no_such_font_stays_as_it_is() {
        let font = small();
        for end in 0..font.len() {
            let broken = font[..end].to_vec();
            if plan(&broken).is_none() {
                assert_eq!(unhinted(broken.clone()), broken);
            }
        }
        for place in 0..font.len() {
            for bits in [0x01, 0x20, 0x80, 0xFF] {
                let mut broken = font.clone();
                broken[place] ^= bits;
                let bare = unhinted(broken.clone());
                assert_eq!(bare.len(), broken.len());
                assert!(bare == broken || plan(&broken).is_some());
            }
        }
        let mut odd = font.clone();
        let head = odd.windows(4).position(|tag| tag == b"head").unwrap();
        let at = u32::from_be_bytes(odd[head + 8..head + 12].try_into().unwrap()) as usize;
        odd[at + LOCA_FORMAT + 1] = 7;
        assert_eq!(unhinted(odd.clone()), odd);
        for other in [&b""[..], b"OTTO", b"ttcf\0\0\0\0", b"\0\x01\0\0\xFF\xFF"] {
            assert_eq!(unhinted(other.to_vec()), other);
        }
    }
}
