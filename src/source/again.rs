//! The same folder again and again -> its files, reading only those that may have changed. A file whose text is
//! the same comes out as the same `Arc`, so that whoever made something of it knows.

use std::fs::Metadata;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use rayon::prelude::*;

use super::name::{Folder, Name, judge};
use super::walk::{Entry, Walk, walk};
use super::{FileId, FileKind, SourceFile, Sources, read};

/// What a look at the folder goes by.
#[derive(Debug, Clone)]
pub struct Look {
    /// The time before the look begins.
    pub now: SystemTime,
    /// The paths that have changed since the last look, where it is known that no other has.
    pub changed: Option<Vec<PathBuf>>,
}

/// Files as they were at the last look.
#[derive(Debug, Default)]
pub struct Memory(Mutex<Files>);

#[derive(Debug, Default)]
struct Files {
    list: Vec<Known>,
    /// True when the last look was broken off, so that what has changed since is not known.
    torn: bool,
    /// True where links were followed: what changes behind one changes under another path.
    linked: bool,
}

#[derive(Debug, Clone)]
struct Known {
    stamp: Stamp,
    file: Arc<SourceFile>,
}

/// What changes with a file. Clocks of disks are coarse: a file written just before it was read may be written
/// once more and look the same.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stamp {
    modified: Option<SystemTime>,
    length: u64,
    /// Number of the file and time of its last change of any kind, which no program can set back.
    system: (u64, i64, i64),
}

/// The coarsest clock of a disk, that of FAT.
const COARSE: Duration = Duration::from_secs(2);

/// Room between the numbers of files, for those that come later.
const GAP: u32 = 1 << 12;

impl Stamp {
    /// Of what is not read: it is like no other, and not like itself.
    const NONE: Self = Self { modified: None, length: 0, system: (0, 0, 0) };

    fn of(found: &Metadata) -> Self {
        #[cfg(unix)]
        let system = {
            use std::os::unix::fs::MetadataExt;
            (found.ino(), found.ctime(), found.ctime_nsec())
        };
        #[cfg(not(unix))]
        let system = (0, 0, 0);
        Self { modified: found.modified().ok(), length: found.len(), system }
    }

    /// The stamp as far as it can be trusted later on: not at all where programs can set every time of a file.
    fn settled(self, now: SystemTime) -> Self {
        let old = |at: SystemTime| now.duration_since(at).is_ok_and(|age| age > COARSE);
        let (_, seconds, _) = self.system;
        let changed = u64::try_from(seconds).ok().map(Duration::from_secs);
        let changed = changed.and_then(|since| SystemTime::UNIX_EPOCH.checked_add(since));
        let settled = cfg!(unix) && changed.is_some_and(old) && self.modified.is_some_and(old);
        Self { modified: self.modified.filter(|_| settled), ..self }
    }

    fn is(&self, now: &Self) -> bool {
        self.modified.is_some() && self == now
    }
}

impl Memory {
    /// Reads the content below `root`; files that have not changed are those of the last look.
    ///
    /// # Errors
    /// When the folder or a file in it cannot be read. The next look is one at everything.
    pub fn load(&self, root: &Path, look: &Look) -> io::Result<Sources> {
        let mut files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Files { list, torn, linked } = &mut *files;
        let clear = !*torn && !*linked && !list.is_empty();
        let named = look.changed.as_ref().filter(|_| clear);
        let places = named.and_then(|changed| places(root, changed, list));
        *torn = true;
        if let Some(places) = places {
            some(root, &places, list, look)?;
        } else {
            (*list, *linked) = all(root, list, look)?;
        }
        *torn = false;
        let mut sources = Sources::named(root);
        sources.files = list.iter().map(|known| Arc::clone(&known.file)).collect();
        Ok(sources)
    }
}

/// What a changed path means.
enum Meant {
    /// A known file, by its place in the list.
    File(usize),
    /// Nothing of ours.
    Nothing,
    /// Perhaps a folder, or a new file: only a look at everything tells.
    Unclear,
}

fn meant(root: &Path, path: &Path, known: &[Known]) -> Meant {
    let relative = path.strip_prefix(root).map(Path::to_string_lossy);
    let relative = relative.unwrap_or_default().replace('\\', "/");
    if relative.is_empty() {
        return Meant::Unclear;
    }
    if is_known(&relative) {
        return Meant::Nothing;
    }
    let found = path.symlink_metadata();
    let by_path = |known: &Known| known.file.path.split('/').cmp(relative.split('/'));
    match (known.binary_search_by(by_path), found) {
        (Ok(place), Ok(found)) if found.is_file() && known[place].file.kind == FileKind::Sheet => {
            Meant::File(place)
        }
        // Gone, and nothing of ours lay there or below: what a program wrote beside the file for a moment.
        (Err(place), Err(_)) => {
            let below = format!("{relative}/");
            let next = known.get(place);
            let held = next.is_some_and(|known| known.file.path.starts_with(&below));
            if held { Meant::Unclear } else { Meant::Nothing }
        }
        _ => Meant::Unclear,
    }
}

/// True for what is known to be no content, or lies in a folder of such.
fn is_known(relative: &str) -> bool {
    let mut folder = Folder::Root;
    relative.split('/').any(|name| {
        let below = folder.below(name);
        let known = judge(folder, name) == Name::Known || below.is_none();
        folder = below.unwrap_or(Folder::Unknown);
        known
    })
}

/// The places of the known files among some paths; `None` where one of them is unclear.
fn places(root: &Path, changed: &[PathBuf], known: &[Known]) -> Option<Vec<usize>> {
    let meant = changed.iter().map(|path| meant(root, path, known));
    let clear = meant.filter_map(|meant| match meant {
        Meant::File(place) => Some(Some(place)),
        Meant::Nothing => None,
        Meant::Unclear => Some(None),
    });
    clear.collect()
}

/// Looks at the files in these places only.
fn some(root: &Path, places: &[usize], known: &mut [Known], look: &Look) -> io::Result<()> {
    for place in places {
        let Known { stamp, file } = &mut known[*place];
        let from = root.join(&file.path);
        *stamp = Stamp::of(&from.metadata()?).settled(look.now);
        *file = same_or(file, read(file.id, &from, file.path.clone()));
    }
    Ok(())
}

/// Looks at every name; true in second place where links were followed.
fn all(root: &Path, old: &[Known], look: &Look) -> io::Result<(Vec<Known>, bool)> {
    let Walk { entries, linked } = walk(root)?;
    let mut rest = old.iter().peekable();
    let known: Vec<Option<&Known>> = entries
        .iter()
        .map(|Entry { path, .. }| {
            let before = |known: &&Known| known.file.path.split('/').lt(path.split('/'));
            while rest.next_if(|known| before(known)).is_some() {}
            rest.next_if(|known| known.file.path == *path)
        })
        .collect();
    let ids = numbered(&known);
    let files = entries.into_par_iter().zip(known).zip(ids);
    let made = files.map(|((entry, known), id)| {
        let known = known.filter(|known| known.file.id == id);
        // Of what is not read nothing is worth knowing.
        let found = entry.not_read.is_none().then(|| entry.from.metadata().ok()).flatten();
        let stamp = found.as_ref().map_or(Stamp::NONE, Stamp::of);
        let file = match known {
            Some(known) if known.stamp.is(&stamp) => Arc::clone(&known.file),
            Some(known) => same_or(&known.file, entry.read(id)),
            None => Arc::new(entry.read(id)),
        };
        Known { stamp: stamp.settled(look.now), file }
    });
    Ok((made.collect(), linked))
}

/// A file read once more: the same `Arc` where it says the same.
fn same_or(known: &Arc<SourceFile>, read: SourceFile) -> Arc<SourceFile> {
    if read == **known { Arc::clone(known) } else { Arc::new(read) }
}

/// Numbers in the order of the files: those that are known keep theirs, unless there is no room between them.
fn numbered(known: &[Option<&Known>]) -> Vec<FileId> {
    let mut ids: Vec<FileId> = Vec::with_capacity(known.len());
    while ids.len() < known.len() {
        let rest = &known[ids.len()..];
        let new = (0..).zip(rest).find(|(_, known)| known.is_some());
        let next = new.and_then(|(new, known)| Some((new, known.map(|known| known.file.id)?)));
        let last = ids.last().map_or(0, |id| id.0);
        let (new, step) = match next {
            Some((new, FileId(next))) => (new, next.saturating_sub(last) / (new + 1)),
            None => (u32::MAX, GAP),
        };
        if step == 0 {
            let places = (1..).map(|place: u32| FileId(place * GAP));
            return places.take(known.len()).collect();
        }
        let room = (1..=new).take(rest.len());
        ids.extend(room.map(|place| FileId(last + place * step)));
        ids.extend(next.map(|(_, id)| id));
    }
    ids
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};

    use super::*;

    struct Folder(tempfile::TempDir, Memory);

    impl Folder {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            fs::create_dir_all(folder.path().join("h25/policies")).unwrap();
            let made = Self(folder, Memory::default());
            for path in ["city.yaml", "h25/policies/1.yaml", "h25/policies/2.yaml"] {
                made.write(path, path);
            }
            made
        }

        /// Writes a file as if long ago, so that only a stamp that differs makes it be read.
        fn write(&self, path: &str, text: &str) {
            let path = self.0.path().join(path);
            fs::write(&path, text).unwrap();
            let file = File::options().write(true).open(&path).unwrap();
            let old = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
            file.set_modified(old).unwrap();
        }

        fn look(&self, changed: Option<&[&str]>) -> Sources {
            let paths = |list: &[&str]| list.iter().map(|path| self.0.path().join(path)).collect();
            let look = Look {
                now: SystemTime::UNIX_EPOCH + Duration::from_secs(2_000_000_000),
                changed: changed.map(paths),
            };
            self.1.load(self.0.path(), &look).unwrap()
        }
    }

    /// Which files of a look are those of the one before, by place.
    fn kept(before: &Sources, after: &Sources) -> Vec<bool> {
        let known = |file: &Arc<SourceFile>| before.files.iter().any(|old| Arc::ptr_eq(old, file));
        after.files.iter().map(known).collect()
    }

    #[test]
    fn a_file_that_says_the_same_is_the_same() {
        let folder = Folder::new();
        let first = folder.look(None);
        assert!(first.same(&folder.look(None)));
        folder.write("h25/policies/1.yaml", "違う");
        let second = folder.look(None);
        assert_eq!(kept(&first, &second), [true, false, true]);
        assert_eq!(second.file(second.files[1].id).text, "違う");
        // Written again with what it said already.
        folder.write("h25/policies/1.yaml", "違う");
        assert!(second.same(&folder.look(None)));
    }

    #[test]
    fn a_named_change_is_looked_at_alone() {
        let folder = Folder::new();
        let first = folder.look(None);
        folder.write("h25/policies/1.yaml", "違う");
        folder.write("h25/policies/2.yaml", "これも");
        let named = ["h25/policies/1.yaml", "h25/policies/.1.yaml.swp", "h25/4913"];
        let second = folder.look(Some(&named));
        assert_eq!(kept(&first, &second), [true, false, true]);
        // What nobody named is found by a look at all.
        assert_eq!(kept(&second, &folder.look(None)), [true, true, false]);
    }

    #[test]
    fn what_is_not_clear_is_a_look_at_all() {
        let folder = Folder::new();
        let path = |name: &str| folder.0.path().join(name);
        let before = folder.look(None);
        folder.write("h25/policies/10.yaml", "新しい");
        let after = folder.look(Some(&["h25/policies/10.yaml"]));
        assert_eq!(kept(&before, &after), [true, true, false, true]);
        fs::remove_file(path("h25/policies/10.yaml")).unwrap();
        assert_eq!(folder.look(Some(&["h25/policies/10.yaml"])).files.len(), 3);
        fs::rename(path("h25"), path("h26")).unwrap();
        let moved = folder.look(Some(&["h25", "h26"]));
        let paths: Vec<&str> = moved.files.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, ["city.yaml", "h26/policies/1.yaml", "h26/policies/2.yaml"]);
        fs::rename(path("h26"), path("old")).unwrap();
        assert_eq!(folder.look(Some(&["h26"])).files.len(), 3);
    }

    #[test]
    fn a_new_file_stands_in_order_and_the_others_keep_their_numbers() {
        let folder = Folder::new();
        let mut before = folder.look(None);
        // More files between two than there is room.
        for number in 0..40 {
            folder.write(&format!("h25/policies/1-{number:02}.yaml"), "新しい");
            let after = folder.look(None);
            let ids: Vec<FileId> = after.files.iter().map(|file| file.id).collect();
            assert!(ids.is_sorted_by(|a, b| a < b), "{ids:?}");
            if number == 0 {
                assert_eq!(kept(&before, &after), [true, false, true, true]);
            }
            assert_eq!(after.file(*ids.last().unwrap()).path, "h25/policies/2.yaml");
            before = after;
        }
        assert_eq!(before.files.len(), 43);
    }

    #[test]
    fn a_file_that_was_written_just_now_is_read_again() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(100);
        let stamp = |seconds: u64| Stamp {
            modified: Some(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)),
            length: 1,
            system: (0, 0, 0),
        };
        assert!(stamp(90).settled(now).is(&stamp(90)));
        assert!(!stamp(99).settled(now).is(&stamp(99)));
        // An old time that was set just now is no old file.
        let set = Stamp { system: (1, 99, 0), ..stamp(90) };
        assert!(!set.clone().settled(now).is(&set));
        // A clock that was wrong.
        assert!(!stamp(200).settled(now).is(&stamp(200)));
    }
}
