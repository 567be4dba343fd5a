//! Checking the same folder again and again gives what checking it once gives, and leaves alone what did not change.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use kohyo::diag::emit;
use kohyo::model::Model;
use kohyo::model::policy::Policy;
use kohyo::pipeline::{self, Checked, Memory};
use kohyo::source::Look;
use tempfile::TempDir;

use crate::support;

struct Folder {
    folder: TempDir,
    memory: Memory,
}

impl Folder {
    fn new(content: &str) -> Self {
        let folder = TempDir::new().unwrap();
        support::copy_folder(content.as_ref(), folder.path());
        Self { folder, memory: Memory::default() }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn edit(&self, path: &str, from: &str, to: &str) {
        let path = self.path(path);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{from}");
        fs::write(&path, text.replacen(from, to, 1)).unwrap();
    }

    /// What is told of the content now, if anything has changed.
    fn look(&self, changed: Option<&[&str]>) -> Option<Checked> {
        let paths = |list: &[&str]| list.iter().map(|path| self.path(path)).collect();
        let look = Look { now: SystemTime::now(), changed: changed.map(paths) };
        pipeline::check_again(self.folder.path(), None, &self.memory, &look).unwrap()
    }

    /// The same, compared with what a program finds that reads the folder for the first time.
    fn compared(&self, changed: Option<&[&str]>) -> Option<Model> {
        let again = self.look(changed).unwrap();
        let once = pipeline::check(self.folder.path(), None).unwrap();
        assert_eq!(told(&again), told(&once));
        assert_eq!(again.model.is_some(), once.model.is_some());
        if let (Some(again), Some(once)) = (&again.model, &once.model) {
            let pages = |model: &Model| serde_json::to_string(&pipeline::report(model).pages);
            assert_eq!(pages(again).unwrap(), pages(once).unwrap());
        }
        again.model
    }
}

fn told(checked: &Checked) -> String {
    let human = emit::human(&checked.diags, &checked.sources, false);
    human + &emit::accepted(&checked.diags, &checked.sources, false)
}

/// Folder and code of the policies that are not the same as before.
fn new(before: &Model, after: &Model) -> Vec<String> {
    let all = |model: &Model| {
        let years = model.years.clone().into_iter();
        let policies = years.flat_map(|year| {
            let dir = year.dir;
            let policies = year.policies.into_iter();
            policies.map(move |policy| (format!("{dir}/{}", policy.id.code), policy))
        });
        policies.collect::<Vec<_>>()
    };
    let before = all(before);
    let known = |policy: &Arc<Policy>| before.iter().any(|(_, old)| Arc::ptr_eq(old, policy));
    let after = all(after).into_iter();
    let new = after.filter(|(_, policy)| !known(policy));
    new.map(|(name, _)| name).collect()
}

#[test]
fn a_saved_sheet_makes_its_policy_new_and_no_other() {
    let folder = Folder::new("tests/fixtures/city");
    let mut model = folder.compared(None).unwrap();
    let sheet = "h29/projects/1-1.yaml";
    assert!(folder.look(None).is_none());
    assert!(folder.look(Some(&[sheet])).is_none());
    let mut step = |changed: &[&str], wanted: &[&str]| {
        let now = folder.compared(Some(changed)).unwrap();
        assert_eq!(new(&model, &now), wanted, "{changed:?}");
        model = now;
    };
    folder.edit(sheet, "見本", "書き直した見本");
    step(&[sheet], &["h29/1"]);
    // What stands in no sheet of a policy is no part of one.
    folder.edit("city.yaml", "見本", "書き直した見本");
    step(&["city.yaml"], &[]);
    folder.edit("handouts/gikai.yaml", "見本", "書き直した見本");
    folder.edit("plans/mihonkojo.yaml", "見本", "書き直した見本");
    step(&["handouts/gikai.yaml", "plans/mihonkojo.yaml"], &[]);
    // An indicator that is known by something else: the histories of other years follow.
    folder.edit(sheet, "識別: ", "識別: x-");
    step(&[sheet], &["h29/1"]);
}

#[test]
fn mistakes_come_and_go_as_if_the_folder_were_read_for_the_first_time() {
    let folder = Folder::new("content");
    let first = folder.compared(None).unwrap();
    // A mistake in a sheet, and one between sheets that is in no sheet alone.
    folder.edit("h25/policies/52.yaml", "計画:", "計劃:");
    assert!(folder.compared(Some(&["h25/policies/52.yaml"])).is_none());
    folder.edit("h25/policies/52.yaml", "計劃:", "計画:");
    let mended = folder.compared(Some(&["h25/policies/52.yaml"])).unwrap();
    assert_eq!(new(&first, &mended), ["h25/52"]);
    let sheet = fs::read(folder.path("h25/projects/521.yaml")).unwrap();
    fs::remove_file(folder.path("h25/projects/521.yaml")).unwrap();
    assert!(folder.compared(Some(&["h25/projects/521.yaml"])).is_none());
    fs::write(folder.path("h25/projects/521.yaml"), &sheet).unwrap();
    fs::write(folder.path("h25/projects/525.yaml"), sheet).unwrap();
    assert!(folder.compared(None).is_none());
    fs::remove_file(folder.path("h25/projects/525.yaml")).unwrap();
    assert!(folder.compared(None).is_some());
    // Extensions are left out of the policies themselves.
    let text = fs::read_to_string(folder.path("city.yaml")).unwrap();
    fs::write(folder.path("city.yaml"), format!("{text}\n内線番号の公表: する\n")).unwrap();
    let open = folder.compared(Some(&["city.yaml"])).unwrap();
    assert_eq!(new(&mended, &open), ["h25/52"]);
    fs::write(folder.path("city.yaml"), text.replace("令和8年11月21日", "平成24年4月1日")).unwrap();
    folder.compared(Some(&["city.yaml"]));
    // A whole year under another name.
    fs::rename(folder.path("h25"), folder.path("h26")).unwrap();
    assert!(folder.compared(Some(&["h25", "h26"])).is_none());
    fs::rename(folder.path("h26"), folder.path("h25")).unwrap();
    fs::write(folder.path("city.yaml"), text).unwrap();
    assert!(folder.compared(None).is_some());
}

#[test]
fn what_is_not_read_comes_and_goes_as_if_the_folder_were_read_for_the_first_time() {
    let folder = Folder::new("content");
    folder.compared(None).unwrap();
    assert!(folder.look(None).is_none());
    let step = |path: &str, fine: bool| {
        let (above, _) = path.rsplit_once('/').unwrap_or((path, ""));
        let model = folder.compared(Some(&[path, above]));
        assert_eq!(model.is_some(), fine, "{path}");
        // Nothing has changed since.
        assert!(folder.look(Some(&[path])).is_none() && folder.look(None).is_none(), "{path}");
    };
    for (path, fine) in [
        ("memo.txt", true),
        ("h25/projects/521.yaml.txt", false),
        ("h25/projects/533．yaml", false),
        ("参考/a.pdf", true),
        ("h26/policies/52.yaml ", false),
    ] {
        fs::create_dir_all(folder.path(path).parent().unwrap()).unwrap();
        fs::write(folder.path(path), "何か\n").unwrap();
        step(path, fine);
        fs::remove_file(folder.path(path)).unwrap();
        // A folder that had nothing else goes with it.
        let _ = fs::remove_dir(folder.path(path).parent().unwrap());
        step(path, true);
    }
    // Neither is a look at what is known to be no content.
    fs::write(folder.path("cms.csv"), "a,b\n").unwrap();
    fs::write(folder.path("schema/city.json"), "{}\n").unwrap();
    assert!(folder.look(Some(&["cms.csv", "schema/city.json"])).is_none());
    // A sheet behind a link changes under another path than its own.
    let (sheet, kept) = ("h25/projects/521.yaml", ".kept.yaml");
    fs::rename(folder.path(sheet), folder.path(kept)).unwrap();
    std::os::unix::fs::symlink(folder.path(kept), folder.path(sheet)).unwrap();
    assert!(folder.look(Some(&[sheet, kept])).is_none(), "it says the same");
    folder.edit(kept, "産学官連携", "産学官の連携");
    let model = folder.compared(Some(&[kept])).unwrap();
    assert!(
        serde_json::to_string(&pipeline::report(&model).pages).unwrap().contains("産学官の連携")
    );
}
