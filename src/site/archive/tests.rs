//! Zip files as we write them, as others pack them, and as written by somebody who wants to hide something.

use std::io::Read as _;

use jiff::civil::date;
use zip::ZipArchive;
use zip::write::SimpleFileOptions;

use super::*;

const FILES: [(&str, &[u8]); 3] =
    [("a/index.html", b"<p>12345678</p>"), ("b.csv", b"1,2"), ("manifest.json", b"{}")];

fn ours() -> Vec<u8> {
    write(FILES.into_iter(), date(2026, 11, 21)).unwrap()
}

fn packed(fill: impl FnOnce(&mut ZipWriter<Cursor<Vec<u8>>>)) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    fill(&mut writer);
    writer.finish().unwrap().into_inner()
}

fn deflated() -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)
}

fn refused(bytes: &[u8]) -> ArchiveError {
    read(bytes).unwrap_err()
}

/// Replaces every occurrence of some bytes by others of the same length.
fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut bytes = bytes.to_vec();
    let places: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at..].starts_with(from)).collect();
    assert!(!places.is_empty());
    for at in places {
        bytes[at..at + from.len()].copy_from_slice(to);
    }
    bytes
}

#[test]
fn what_was_packed_comes_out_again_and_twice_the_same() {
    let zip = ours();
    assert_eq!(zip, ours());
    let found = read(&zip).unwrap();
    assert_eq!(found.len(), 3);
    for (path, bytes) in FILES {
        assert_eq!(found[path], bytes);
    }
    // Another reader finds the same, with each file's own time.
    let mut others = ZipArchive::new(Cursor::new(zip)).unwrap();
    let mut times = std::collections::BTreeSet::new();
    for (path, bytes) in FILES {
        let mut file = others.by_name(path).unwrap();
        let time = file.last_modified().unwrap();
        assert!(
            time.year() >= 1980
                && time < DateTime::from_date_and_time(2026, 11, 21, 0, 0, 2).unwrap()
        );
        times.insert(time.to_string());
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        assert_eq!(content, bytes);
    }
    assert_eq!(times.len(), 3);
}

#[test]
fn an_edit_that_keeps_the_size_changes_the_time() {
    let time = |content: &str| {
        let zip = write([("a", content.as_bytes())].into_iter(), date(2026, 11, 21)).unwrap();
        let mut zip = ZipArchive::new(Cursor::new(zip)).unwrap();
        zip.by_index(0).unwrap().last_modified().unwrap().to_string()
    };
    assert_eq!(time("1100"), time("1100"));
    assert_ne!(time("1100"), time("1101"));
}

#[test]
fn what_others_pack_is_read() {
    let zip = packed(|zip| {
        zip.add_directory("site", SimpleFileOptions::default()).unwrap();
        zip.start_file("site/a", deflated()).unwrap();
        zip.write_all(&vec![b'x'; 100_000]).unwrap();
        zip.start_file("site/manifest.json", deflated()).unwrap();
        zip.write_all(b"{}").unwrap();
    });
    let archive = Archive::open(&zip).unwrap();
    assert_eq!(archive.paths().collect::<Vec<_>>(), ["a", "manifest.json"]);
    assert_eq!(archive.folders().count(), 0);
    assert_eq!(archive.get("a").unwrap().unwrap(), vec![b'x'; 100_000]);
    // Written to a stream: the sizes come after the content.
    let mut streamed = ZipWriter::new_stream(Vec::new());
    for (path, bytes) in FILES {
        streamed.start_file(path, deflated()).unwrap();
        streamed.write_all(bytes).unwrap();
    }
    let streamed = streamed.finish().unwrap().into_inner();
    assert_eq!(read(&streamed).unwrap(), read(&ours()).unwrap());
}

#[test]
fn more_files_than_the_old_format_counts_are_read() {
    let names: Vec<String> = (0..70_000).map(|number| format!("{number:05}")).collect();
    let files = names.iter().map(|name| (name.as_str(), name.as_bytes()));
    let zip = write(files, date(2026, 11, 21)).unwrap();
    assert_eq!(Archive::open(&zip).unwrap().paths().count(), 70_000);
}

#[test]
fn what_is_no_zip_or_is_cut_short_is_refused() {
    assert_eq!(refused(b"no zip"), ArchiveError::Damaged);
    assert_eq!(refused(b""), ArchiveError::Damaged);
    let zip = ours();
    for length in 0..zip.len() {
        assert!(read(&zip[..length]).is_err(), "{length}");
    }
}

#[test]
fn no_byte_can_be_changed_without_being_seen_or_being_a_time() {
    let zip = ours();
    let whole = read(&zip).unwrap();
    let mut unseen = 0;
    for place in 0..zip.len() {
        let mut bytes = zip.clone();
        bytes[place] ^= 0x55;
        // A changed name or content is noticed by comparing with the expected files.
        unseen += usize::from(read(&bytes).is_ok_and(|found| found == whole));
    }
    // Per file, twice: version needed (2), time (4) and the extra field with a time (5); once: version of the maker
    // and attributes (8).
    assert!(unseen <= FILES.len() * (2 * 11 + 8), "{unseen}");
}

#[test]
fn bytes_before_between_or_after_the_files_are_refused() {
    let zip = ours();
    assert_eq!(refused(&[b"#!/bin/sh\n", zip.as_slice()].concat()), ArchiveError::Foreign);
    assert_eq!(refused(&[zip.as_slice(), b"x"].concat()), ArchiveError::Foreign);
    assert_eq!(refused(&packed(|zip| zip.set_comment("x").unwrap())), ArchiveError::Foreign);
    // Between the last file and the directory, with the offset of the directory adjusted.
    let list = zip.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
    let mut between = [&zip[..list], b"hidden", &zip[list..]].concat();
    let place = between.len() - 6;
    let start = u32::try_from(list + 6).unwrap().to_le_bytes();
    between[place..place + 4].copy_from_slice(&start);
    assert_eq!(refused(&between), ArchiveError::Foreign);
    // In a field that no packer writes, and in a comment of a file.
    let field = packed(|zip| {
        let mut options: FullFileOptions<'_, '_> = FileOptions::default();
        options.add_extra_field(0x9999, "hidden", false).unwrap();
        zip.start_file("a", options).unwrap();
    });
    assert_eq!(refused(&field), ArchiveError::Foreign);
    let comment = packed(|zip| {
        let options: FullFileOptions<'_, '_> = FileOptions::default();
        zip.start_file("a", options.with_file_comment("hidden")).unwrap();
    });
    assert_eq!(refused(&comment), ArchiveError::Foreign);
    // After the end of a packed stream.
    let zip = packed(|zip| {
        zip.start_file("a", deflated()).unwrap();
        zip.write_all(&[b'x'; 1000]).unwrap();
    });
    let list = zip.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
    let mut after = [&zip[..list], b"hidden", &zip[list..]].concat();
    let start = u32::try_from(list + 6).unwrap().to_le_bytes();
    let place = after.len() - 6;
    after[place..place + 4].copy_from_slice(&start);
    for sizes in [18, list + 6 + 20] {
        after[sizes] += 6;
    }
    assert_eq!(refused(&after), ArchiveError::Foreign);
}

#[test]
fn a_name_that_stands_twice_is_refused() {
    let zip = packed(|zip| {
        for name in ["a.html", "b.html"] {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(name.as_bytes()).unwrap();
        }
    });
    let twice = replaced(&zip, b"b.html", b"a.html");
    assert_eq!(refused(&twice), ArchiveError::Twice("a.html".to_owned()));
    // One file in the top folder, the other outside.
    let zip = packed(|zip| {
        for name in ["a", "site/a", "site/manifest.json"] {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
        }
    });
    assert!(matches!(refused(&zip), ArchiveError::Twice(_)));
}

#[test]
fn links_are_refused() {
    let zip = packed(|zip| {
        zip.add_symlink("a", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    });
    assert_eq!(refused(&zip), ArchiveError::NotAFile("a".to_owned()));
}

#[test]
fn heads_that_differ_are_refused() {
    let zip = ours();
    // Name, sizes, checksum: changed in the local header only.
    for place in [30, 14, 18, 22] {
        let mut bytes = zip.clone();
        bytes[place] ^= 1;
        assert_eq!(refused(&bytes), ArchiveError::Damaged, "{place}");
    }
}

#[test]
fn nothing_is_unpacked_beyond_the_size_that_is_stated() {
    let zip = packed(|zip| {
        zip.start_file("a", deflated()).unwrap();
        zip.write_all(&vec![0; 50 << 20]).unwrap();
    });
    assert!(zip.len() < 100_000);
    let size = u32::try_from(50 << 20).unwrap().to_le_bytes();
    let small = replaced(&zip, &size, &10_u32.to_le_bytes());
    let archive = Archive::open(&small).unwrap();
    assert_eq!(archive.size("a"), Some(10));
    assert_eq!(archive.get("a"), Err(ArchiveError::Damaged));
}
