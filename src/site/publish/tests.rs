//! Publishing into temporary folders: what is refused, what is kept, and what is left over.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::*;
use crate::site::manifest::Meta;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

const META: Meta<'_> = Meta { tool: "kohyo", version: "0.1.0", as_of: "2014-04-01" };

/// A folder to publish in, at `output` below a temporary one.
struct Desk {
    root: TempDir,
    out: PathBuf,
}

impl Desk {
    fn new() -> Result<Self> {
        let root = tempfile::tempdir()?;
        let out = root.path().join("output");
        Ok(Self { root, out })
    }

    fn put(&self, path: &str, text: &str) -> Result {
        let path = self.root.path().join(path);
        fs::create_dir_all(path.parent().unwrap_or(self.root.path()))?;
        Ok(fs::write(path, text)?)
    }

    fn publish(&self, files: &[(&str, &str)]) -> std::result::Result<Published, PublishError> {
        publish_at(&self.out, files, &Protected::default())
    }

    /// Every file below the temporary folder, so that no leftover goes unnoticed.
    fn files(&self) -> String {
        let all = WalkDir::new(self.root.path()).sort_by_file_name().into_iter().flatten();
        let files = all.filter(|entry| !entry.file_type().is_dir()).map(|entry| {
            let path = entry.path().strip_prefix(self.root.path()).unwrap_or(entry.path());
            path.display().to_string()
        });
        files.collect::<Vec<_>>().join(" ")
    }

    fn names(&self) -> Result<String> {
        let names: io::Result<BTreeSet<_>> =
            fs::read_dir(self.root.path())?.map(|entry| Ok(entry?.file_name())).collect();
        let names: Vec<_> = names?.iter().map(|name| name.to_string_lossy().into_owned()).collect();
        Ok(names.join(" "))
    }
}

fn publish_at(
    out: &Path,
    files: &[(&str, &str)],
    protected: &Protected<'_>,
) -> std::result::Result<Published, PublishError> {
    let staging = Staging::begin(out, META.tool, protected)?;
    for (path, text) in files {
        staging.put(path, text.as_bytes())?;
    }
    staging.finish(&META)
}

const OLD: [(&str, &str); 3] = [("index.html", "old"), ("a/b.html", "same"), ("gone.html", "x")];
const NEW: [(&str, &str); 3] = [("index.html", "new"), ("a/b.html", "same"), ("c/d.html", "y")];

#[test]
fn a_second_publication_replaces_the_first() -> Result {
    let desk = Desk::new()?;
    let first = desk.publish(&OLD)?;
    assert_eq!((first.files, first.bytes, first.written, first.unchanged), (3, 8, 3, 0));
    let second = desk.publish(&NEW)?;
    assert_eq!((second.files, second.written, second.unchanged), (3, 2, 1));
    let files = "output/a/b.html output/c/d.html output/index.html output/manifest.json";
    assert_eq!(desk.files(), files);
    assert_eq!(fs::read_to_string(desk.out.join("index.html"))?, "new");
    assert_eq!((desk.names()?.as_str(), second.leftover), ("output", None));
    Ok(())
}

#[test]
fn the_same_set_again_writes_nothing_and_keeps_every_byte_and_date() -> Result {
    let desk = Desk::new()?;
    desk.publish(&OLD)?;
    let path = desk.out.join("index.html");
    let (json, date) = (fs::read(desk.out.join(MANIFEST_PATH))?, fs::metadata(&path)?.modified()?);
    let again = desk.publish(&OLD)?;
    assert_eq!((again.written, again.unchanged), (0, 3));
    assert_eq!(fs::read(desk.out.join(MANIFEST_PATH))?, json);
    assert_eq!(fs::metadata(&path)?.modified()?, date);
    Ok(())
}

#[test]
fn a_file_changed_by_hand_is_written_again() -> Result {
    let desk = Desk::new()?;
    desk.publish(&OLD)?;
    // Of the same size, so that only the bytes differ.
    desk.put("output/index.html", "OLD")?;
    fs::remove_file(desk.out.join("gone.html"))?;
    assert_eq!(desk.publish(&OLD)?.written, 2);
    assert_eq!(fs::read_to_string(desk.out.join("index.html"))?, "old");
    Ok(())
}

#[test]
fn a_folder_that_is_not_ours_is_refused_and_untouched() -> Result {
    let foreign = |manifest: &str| -> Result<(Option<ManifestError>, String)> {
        let desk = Desk::new()?;
        desk.put("output/mine.txt", "precious")?;
        if !manifest.is_empty() {
            desk.put("output/manifest.json", manifest)?;
        }
        match desk.publish(&NEW) {
            Err(PublishError::ForeignFolder { manifest, .. }) => Ok((manifest, desk.files())),
            other => Err(format!("{other:?}").into()),
        }
    };
    assert_eq!(foreign("")?, (None, "output/mine.txt".to_owned()));
    let (why, files) = foreign("{\"name\":\"a web app\"}")?;
    assert_eq!(files, "output/manifest.json output/mine.txt");
    assert_eq!(why, Some(ManifestError::WrongKey { key: "entries" }));
    let (why, _) = foreign("{\"tool\":\"x\",\"version\":\"\",\"as_of\":\"\",\"entries\":[]}")?;
    assert_eq!(why, Some(ManifestError::OtherTool { tool: "x".to_owned() }));
    Ok(())
}

#[test]
fn a_file_that_is_not_ours_stops_the_publication() -> Result {
    let desk = Desk::new()?;
    desk.publish(&OLD)?;
    desk.put("output/a/memo.txt", "")?;
    desk.put("output/.git/HEAD", "")?;
    let Err(PublishError::ForeignFiles { files, .. }) = desk.publish(&NEW) else {
        return Err("published over foreign files".into());
    };
    assert_eq!(files, [".git/HEAD", "a/memo.txt"]);
    assert_eq!(fs::read_to_string(desk.out.join("index.html"))?, "old");
    Ok(())
}

#[test]
fn what_systems_put_into_folders_is_no_obstacle_and_gitkeep_stays() -> Result {
    let desk = Desk::new()?;
    desk.put("output/.gitkeep", "")?;
    desk.publish(&OLD)?;
    desk.put("output/a/.DS_Store", "")?;
    desk.put("output/Thumbs.db", "")?;
    desk.publish(&NEW)?;
    let files =
        "output/.gitkeep output/a/b.html output/c/d.html output/index.html output/manifest.json";
    assert_eq!(desk.files(), files);
    Ok(())
}

#[test]
fn a_file_in_the_place_of_the_folder_is_refused() -> Result {
    let desk = Desk::new()?;
    desk.put("output", "a file")?;
    assert!(matches!(desk.publish(&NEW), Err(PublishError::NotAFolder { .. })));
    let below = publish_at(&desk.out.join("deeper"), &NEW, &Protected::default());
    assert!(matches!(below, Err(PublishError::NotAFolder { .. })), "{below:?}");
    assert_eq!(desk.files(), "output");
    Ok(())
}

#[test]
fn dangerous_places_are_refused() -> Result {
    let desk = Desk::new()?;
    let root = desk.root.path();
    desk.put("city/content/city.yaml", "")?;
    let (sources, current) = ([root.join("city/content")], root.join("city"));
    let protected = Protected { sources: &sources, current: Some(&current), others: &[] };
    for (out, expected) in [
        (Path::new("/").to_owned(), Danger::Root),
        (root.join("city"), Danger::HoldsCurrent),
        (root.join("city/content/../../city/."), Danger::HoldsCurrent),
        (root.to_owned(), Danger::HoldsCurrent),
        (root.join("city/content"), Danger::InsideSource),
        (root.join("city/content/new/deep"), Danger::InsideSource),
    ] {
        match publish_at(&out, &NEW, &protected) {
            Err(PublishError::Dangerous { danger, .. }) => assert_eq!(danger, expected, "{out:?}"),
            other => return Err(format!("{out:?}: {other:?}").into()),
        }
    }
    let elsewhere = Protected { sources: &sources, current: None, others: &[] };
    let above = publish_at(&root.join("city"), &NEW, &elsewhere);
    let holds = Danger::HoldsSource;
    assert!(matches!(above, Err(PublishError::Dangerous { danger, .. }) if danger == holds));
    assert_eq!(desk.files(), "city/content/city.yaml");
    publish_at(&root.join("city/content-out/2014"), &NEW, &protected)?;
    Ok(())
}

#[test]
fn a_failure_keeps_the_old_site_and_leaves_nothing() -> Result {
    let desk = Desk::new()?;
    desk.publish(&OLD)?;
    let before = desk.files();
    // No file system allows a name of 300 letters, so writing fails halfway, even for root.
    let long = "x".repeat(300);
    let failed = desk.publish(&[("index.html", "new"), (&long, "")]);
    let write = Operation::Write;
    assert!(matches!(failed, Err(PublishError::Io { operation, .. }) if operation == write));
    assert_eq!((desk.files(), desk.names()?), (before, "output".to_owned()));
    assert_eq!(fs::read_to_string(desk.out.join("index.html"))?, "old");
    Ok(())
}

#[test]
fn two_renames_put_the_old_site_back_when_the_new_one_cannot_come() -> Result {
    let desk = Desk::new()?;
    desk.publish(&OLD)?;
    let mut work = lock::working_folder(&desk.out)?;
    // There is no new site to move in.
    let failed = two_renames(&mut work, &desk.out);
    assert!(matches!(failed, Err(PublishError::Io { operation: Operation::Swap, .. })));
    assert_eq!(fs::read_to_string(desk.out.join("index.html"))?, "old");
    fs::create_dir(work.path().join(lock::NEW))?;
    fs::write(work.path().join(lock::NEW).join("index.html"), "new")?;
    two_renames(&mut work, &desk.out)?;
    assert_eq!(fs::read_to_string(desk.out.join("index.html"))?, "new");
    work.close()?;
    assert_eq!(desk.files(), "output/index.html");
    Ok(())
}

#[test]
fn what_killed_runs_left_is_cleared_and_nothing_else() -> Result {
    let desk = Desk::new()?;
    desk.publish(&OLD)?;
    desk.put(".output.kohyo-work-aB3dE9/site/half.html", "")?;
    desk.put(".output.kohyo-work-notes/mine.txt", "")?;
    desk.put(".output.kohyo-x.kohyo-work-aB3dE9/site/other.html", "")?;
    desk.put(".output.kohyo-lock", "")?;
    desk.publish(&OLD)?;
    let kept = desk.files().replace("output/a/b.html output/gone.html ", "");
    let expected = ".output.kohyo-work-notes/mine.txt \
        .output.kohyo-x.kohyo-work-aB3dE9/site/other.html output/index.html output/manifest.json";
    assert_eq!(kept, expected);
    Ok(())
}

#[test]
fn a_site_set_aside_by_a_killed_run_comes_back() -> Result {
    let desk = Desk::new()?;
    desk.publish(&OLD)?;
    let work = desk.root.path().join(".output.kohyo-work-aB3dE9");
    fs::create_dir(&work)?;
    fs::rename(&desk.out, work.join(lock::OLD))?;
    // The old site is restored before anything else can fail.
    assert!(desk.publish(&[(&"x".repeat(300), "")]).is_err());
    assert_eq!(fs::read_to_string(desk.out.join("index.html"))?, "old");
    assert_eq!(desk.publish(&NEW)?.unchanged, 1);
    assert_eq!(desk.names()?, "output");
    Ok(())
}

#[test]
fn two_publications_at_once_do_not_mix() -> Result {
    let desk = Desk::new()?;
    let held = lock::Lock::take(&desk.out)?;
    assert!(matches!(desk.publish(&NEW), Err(PublishError::Busy { .. })));
    drop(held);
    desk.publish(&NEW)?;
    Ok(())
}

#[test]
fn previous_files_are_read_only_when_they_are_as_published() -> Result {
    let desk = Desk::new()?;
    assert_eq!(previous(&desk.out), None);
    desk.publish(&OLD)?;
    let manifest = previous(&desk.out).ok_or("no manifest")?;
    let entry = manifest.entry("a/b.html").ok_or("no entry")?;
    assert_eq!(read_file(&desk.out, entry)?, b"same");
    desk.put("output/a/b.html", "SAME")?;
    assert!(matches!(read_file(&desk.out, entry), Err(PublishError::Altered { .. })));
    fs::remove_file(desk.out.join("a/b.html"))?;
    assert!(matches!(read_file(&desk.out, entry), Err(PublishError::Altered { .. })));
    Ok(())
}

#[cfg(unix)]
#[test]
fn a_link_as_output_stays_a_link_and_links_inside_are_foreign() -> Result {
    use std::os::unix::fs::symlink;
    let desk = Desk::new()?;
    let real = desk.root.path().join("disk/real");
    fs::create_dir_all(&real)?;
    symlink(&real, &desk.out)?;
    desk.publish(&OLD)?;
    desk.publish(&NEW)?;
    assert!(fs::symlink_metadata(&desk.out)?.is_symlink());
    assert_eq!(fs::read_to_string(real.join("index.html"))?, "new");
    // A listed file that someone replaced by a link is no longer ours.
    fs::remove_file(real.join("index.html"))?;
    symlink("c/d.html", real.join("index.html"))?;
    assert!(matches!(desk.publish(&NEW), Err(PublishError::ForeignFiles { files, .. })
        if files == ["index.html"]));
    fs::remove_dir_all(&real)?;
    assert!(matches!(desk.publish(&NEW), Err(PublishError::NotAFolder { .. })));
    Ok(())
}

#[cfg(unix)]
#[test]
fn the_folder_keeps_its_permissions_and_is_readable_from_the_first() -> Result {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new()?;
    desk.publish(&OLD)?;
    let mode = || Ok::<_, io::Error>(fs::metadata(&desk.out)?.permissions().mode() & 0o7777);
    let ordinary = desk.root.path().join("ordinary");
    fs::create_dir(&ordinary)?;
    assert_eq!(mode()?, fs::metadata(&ordinary)?.permissions().mode() & 0o7777);
    fs::set_permissions(&desk.out, fs::Permissions::from_mode(0o2775))?;
    desk.publish(&NEW)?;
    assert_eq!(mode()?, 0o2775);
    Ok(())
}

#[cfg(unix)]
#[test]
fn a_folder_we_may_not_write_beside_is_left_as_it_is() -> Result {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new()?;
    desk.publish(&OLD)?;
    fs::set_permissions(desk.root.path(), fs::Permissions::from_mode(0o555))?;
    let may_write = fs::write(desk.root.path().join("probe"), "").is_ok();
    let failed = desk.publish(&NEW);
    fs::set_permissions(desk.root.path(), fs::Permissions::from_mode(0o755))?;
    // Root may write anywhere, so nothing can be tested.
    if !may_write {
        assert!(matches!(failed, Err(PublishError::Io { operation: Operation::Lock, .. })));
        assert_eq!(fs::read_to_string(desk.out.join("index.html"))?, "old");
    }
    Ok(())
}

/// Streams pieces into a site whose file says `old`, and returns the result of publishing.
fn streamed(desk: &Desk, pieces: &[&str]) -> std::result::Result<Published, PublishError> {
    let staging = Staging::begin(&desk.out, META.tool, &Protected::default())?;
    let size = staging.stream("data/a.csv", &mut |sink| {
        let mut pieces = pieces.iter();
        pieces.try_for_each(|piece| sink.write_all(piece.as_bytes()))
    })?;
    let pieces: usize = pieces.iter().map(|piece| piece.len()).sum();
    assert_eq!(size, pieces as u64);
    staging.finish(&META)
}

#[test]
fn a_file_in_pieces_is_the_whole_file() -> Result {
    let long = "x".repeat(200_000);
    for old in ["abcd", "abXd", "abc", "abcde", "", long.as_str()] {
        for pieces in [&["ab", "", "cd"][..], &["abcd"], &[], &[&long, &long]] {
            let (desk, whole) = (Desk::new()?, Desk::new()?);
            let text = pieces.concat();
            for desk in [&desk, &whole] {
                desk.publish(&[("data/a.csv", old)])?;
            }
            let date = fs::metadata(desk.out.join("data/a.csv"))?.modified()?;
            let made = streamed(&desk, pieces)?;
            assert_eq!(made, whole.publish(&[("data/a.csv", &text)])?);
            assert_eq!(made.unchanged, usize::from(old == text));
            assert_eq!(fs::read_to_string(desk.out.join("data/a.csv"))?, text);
            let json = |desk: &Desk| fs::read(desk.out.join(MANIFEST_PATH));
            assert_eq!(json(&desk)?, json(&whole)?);
            let kept = fs::metadata(desk.out.join("data/a.csv"))?.modified()? == date;
            assert!(kept || old != text);
            assert_eq!(desk.files(), "output/data/a.csv output/manifest.json");
        }
    }
    Ok(())
}

#[test]
fn a_file_that_breaks_off_is_not_there() -> Result {
    for old in [None, Some("abcd"), Some("abXd")] {
        let desk = Desk::new()?;
        if let Some(old) = old {
            desk.publish(&[("data/a.csv", old)])?;
        }
        let before = desk.files();
        let staging = Staging::begin(&desk.out, META.tool, &Protected::default())?;
        let failed = staging.stream("data/a.csv", &mut |sink| {
            sink.write_all(b"abc")?;
            Err(io::ErrorKind::StorageFull.into())
        });
        let Err(PublishError::Io { operation, .. }) = failed else {
            panic!("{failed:?}");
        };
        assert_eq!(operation, Operation::Write);
        assert!(!staging.contains("data/a.csv") && !desk.files().contains("site/data/a.csv"));
        drop(staging);
        assert_eq!(desk.files(), before);
    }
    Ok(())
}
