//! A PDF from Typst -> the same objects, with all but streams packed into compressed object streams. Tags are tens of
//! thousands of small dictionaries, which Typst leaves uncompressed: two thirds of a booklet. Does not interpret the
//! objects; an unexpected file is returned unchanged.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// Objects per stream: some 200 KB, which a reader unpacks in one or two milliseconds. With 200 objects per stream,
/// the tags of a booklet took a third more.
const TOGETHER: usize = 1000;
/// Bytes per row of the written cross-reference table: kind (1), position (4), index (2).
const ROW: usize = 7;
/// Bytes per row of the cross-reference table that is read.
const OLD_ROW: usize = 20;
/// A comment after the file header, by which Kōhyō recognises its own files.
const MARK: &[u8] = b"%kohyo\n";
/// How far into a file the comment is searched.
const HEAD: usize = 64;

/// An object: number, and its bytes without `obj` and `endobj`.
struct Object<'a> {
    number: usize,
    whole: &'a [u8],
    body: &'a [u8],
}

/// Contents of the end of the file.
struct Tail<'a> {
    /// Objects in the order of the file.
    objects: Vec<Object<'a>>,
    /// Number of object numbers.
    size: usize,
    /// The trailer without its size: root, info, id.
    trailer: Vec<u8>,
    /// The start of the file, up to the first object.
    head: &'a [u8],
}

/// Packs a PDF. Deterministic.
pub(super) fn pack(pdf: Vec<u8>) -> Vec<u8> {
    read(&pdf).and_then(|tail| write(&tail)).unwrap_or(pdf)
}

/// True for the start of a file that was packed here.
#[must_use]
pub fn is_ours(pdf: &[u8]) -> bool {
    let head = &pdf[..pdf.len().min(HEAD)];
    head.windows(MARK.len()).any(|part| part == MARK)
}

fn read(pdf: &[u8]) -> Option<Tail<'_>> {
    let last = rfind(pdf, b"startxref")?;
    let table = number(pdf.get(last + b"startxref".len()..)?)?;
    let rest = pdf.get(table..last)?.strip_prefix(b"xref\n0 ")?;
    let size = number(rest)?;
    let line = rest.iter().position(|byte| *byte == b'\n')? + 1;
    let rows = rest.get(line..line + size.checked_mul(OLD_ROW)?)?;
    let trailer = rest.get(line + rows.len()..)?;
    let mut places: Vec<(usize, usize)> = Vec::new();
    for (object, row) in rows.chunks(OLD_ROW).enumerate() {
        if row.get(17) == Some(&b'n') {
            places.push((number(row)?, object));
        }
    }
    places.sort_unstable();
    let ends = places.iter().skip(1).map(|(start, _)| *start).chain([table]);
    let mut objects = Vec::with_capacity(places.len());
    for ((start, number), end) in places.iter().zip(ends) {
        let whole = pdf.get(*start..end)?;
        let body = whole
            .strip_prefix(format!("{number} 0 obj").as_bytes())?
            .trim_ascii()
            .strip_suffix(b"endobj")?
            .trim_ascii();
        objects.push(Object { number: *number, whole, body });
    }
    Some(Tail {
        head: pdf.get(..places.first()?.0)?,
        trailer: without_size(trailer)?,
        objects,
        size,
    })
}

/// The entries of the trailer except `/Size`.
fn without_size(trailer: &[u8]) -> Option<Vec<u8>> {
    let open = find(trailer, b"<<")? + 2;
    let inside = trailer.get(open..rfind(trailer, b">>")?)?;
    let at = find(inside, b"/Size ")?;
    let digits = inside[at + 6..].iter().take_while(|byte| byte.is_ascii_digit());
    let rest = at + 6 + digits.count();
    Some([&inside[..at], &inside[rest..]].concat().trim_ascii().to_vec())
}

fn write(tail: &Tail<'_>) -> Option<Vec<u8>> {
    let Tail { objects, size, trailer, head } = tail;
    let is_stream = |object: &&Object<'_>| object.body.ends_with(b"endstream");
    let (streams, plain): (Vec<_>, Vec<_>) = objects.iter().partition(is_stream);
    let packs = plain.len().div_ceil(TOGETHER);
    let table_number = size + packs;
    let mut rows = vec![[0; ROW]; table_number + 1];
    rows[0] = row(0, 0, 65_535)?;
    let mut out = [*head, MARK, b"\n"].concat();
    for object in streams {
        rows[object.number] = row(1, out.len(), 0)?;
        out.extend_from_slice(object.whole);
    }
    for (place, group) in plain.chunks(TOGETHER).enumerate() {
        let number = size + place;
        rows[number] = row(1, out.len(), 0)?;
        let (mut index, mut bodies) = (Vec::new(), Vec::new());
        for (order, object) in group.iter().enumerate() {
            rows[object.number] = row(2, number, order)?;
            write!(index, "{} {} ", object.number, bodies.len()).ok()?;
            bodies.extend_from_slice(object.body);
            bodies.push(b'\n');
        }
        let data = deflate(&[index.as_slice(), &bodies].concat())?;
        let dict = format!("/Type/ObjStm/N {}/First {}", group.len(), index.len());
        stream(&mut out, number, dict.as_bytes(), &data);
    }
    let start = out.len();
    rows[table_number] = row(1, start, 0)?;
    let dict = format!(
        "/Type/XRef/Size {}/W[1 4 2]/DecodeParms<</Predictor 12/Columns {ROW}>>",
        rows.len()
    );
    let data = deflate(&differences(&rows))?;
    stream(&mut out, table_number, &[dict.as_bytes(), trailer.as_slice()].concat(), &data);
    out.extend_from_slice(format!("startxref\n{start}\n%%EOF\n").as_bytes());
    Some(out)
}

fn row(kind: u8, place: usize, order: usize) -> Option<[u8; ROW]> {
    let place = u32::try_from(place).ok()?.to_be_bytes();
    let order = u16::try_from(order).ok()?.to_be_bytes();
    let mut row = [kind; ROW];
    row[1..5].copy_from_slice(&place);
    row[5..].copy_from_slice(&order);
    Some(row)
}

/// Each row as its difference from the row above (PNG predictor `up`), which compresses far better.
fn differences(rows: &[[u8; ROW]]) -> Vec<u8> {
    let above = std::iter::once(&[0; ROW]).chain(rows);
    rows.iter()
        .zip(above)
        .flat_map(|(row, above)| {
            let byte = |place: usize| row[place].wrapping_sub(above[place]);
            std::iter::once(2).chain((0..ROW).map(byte))
        })
        .collect()
}

fn stream(out: &mut Vec<u8>, number: usize, dict: &[u8], data: &[u8]) {
    let length = format!("/Filter/FlateDecode/Length {}>>\nstream\n", data.len());
    out.extend_from_slice(format!("{number} 0 obj\n<<").as_bytes());
    out.extend_from_slice(dict);
    out.extend_from_slice(length.as_bytes());
    out.extend_from_slice(data);
    out.extend_from_slice(b"\nendstream\nendobj\n\n");
}

fn deflate(data: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(data).ok()?;
    encoder.finish().ok()
}

/// The number at the start of a text, after spaces.
fn number(text: &[u8]) -> Option<usize> {
    let text = text.trim_ascii_start();
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(&text[..digits]).ok()?.parse().ok()
}

fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len()).position(|here| here == part)
}

fn rfind(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len()).rposition(|here| here == part)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::ZlibDecoder;

    use super::*;

    /// A PDF of three objects, one of them a stream.
    fn small() -> Vec<u8> {
        let mut out = b"%PDF-1.7\n%\x80\x80\x80\x80\n\n".to_vec();
        let mut places = Vec::new();
        for object in [
            "1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n\n",
            "2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n\n",
            "3 0 obj\n<</Length 6>>\nstream\nendobj\nendstream\nendobj\n\n",
        ] {
            places.push(out.len());
            out.extend_from_slice(object.as_bytes());
        }
        let table = out.len();
        out.extend_from_slice(b"xref\n0 4\n0000000000 65535 f\r\n");
        for place in places {
            out.extend_from_slice(format!("{place:010} 00000 n\r\n").as_bytes());
        }
        let trailer = format!("trailer\n<<\n/Size 4\n/Root 1 0 R\n>>\nstartxref\n{table}\n%%EOF");
        out.extend_from_slice(trailer.as_bytes());
        out
    }

    #[test]
    fn plain_objects_go_into_a_stream_and_streams_stay() {
        let packed = pack(small());
        assert!(is_ours(&packed) && !is_ours(&small()));
        assert_eq!(find(&packed, b"/Catalog"), None);
        assert!(find(&packed, b"3 0 obj\n<</Length 6>>\nstream\nendobj\nendstream").is_some());
        let at = find(&packed, b"/ObjStm").unwrap();
        let data = at + find(&packed[at..], b"stream\n").unwrap() + 7;
        let mut text = String::new();
        ZlibDecoder::new(&packed[data..]).read_to_string(&mut text).unwrap();
        assert_eq!(
            text,
            "1 0 2 30 <</Type/Catalog/Pages 2 0 R>>\n<</Type/Pages/Kids[]/Count 0>>\n"
        );
        assert_eq!(pack(small()), packed);
    }

    #[test]
    fn what_is_of_another_shape_stays_as_it_is() {
        for odd in [&b""[..], b"%PDF-1.7", b"startxref\n99999\n%%EOF", b"startxref\n0\n%%EOF"] {
            assert_eq!(pack(odd.to_vec()), odd);
        }
        let packed = pack(small());
        assert_eq!(pack(packed.clone()), packed);
    }
}
