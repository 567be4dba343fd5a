//! Limits the number of files in an import cycle: they can only be read together.

use std::collections::{BTreeMap, BTreeSet};

use crate::tidy::{code, files, is_test};

/// Maximum number of files in a cycle.
const MOST: usize = 4;

type Module = Vec<String>;

/// The paths after `crate::` or `super::`, with braces expanded.
fn paths(text: &str) -> Vec<Module> {
    let end = text.find(|c: char| !(c.is_alphanumeric() || "_:{".contains(c)));
    let word = &text[..end.unwrap_or(text.len())];
    let (head, group) = match word.split_once('{') {
        Some((head, _)) => (head, Some(&text[head.len() + 1..])),
        None => (word, None),
    };
    let head: Module = head.split("::").filter(|part| !part.is_empty()).map(Into::into).collect();
    let Some(group) = group else { return vec![head] };
    let (mut depth, mut start, mut members) = (1, 0, Vec::new());
    for (at, c) in group.char_indices() {
        depth += i32::from(c == '{') - i32::from(c == '}');
        if depth == 0 || (depth == 1 && c == ',') {
            members.push(group[start..at].trim());
            start = at + 1;
        }
        if depth == 0 {
            break;
        }
    }
    let below = members.into_iter().filter(|member| !member.is_empty()).flat_map(paths);
    below.map(|path| [head.clone(), path].concat()).collect()
}

/// For each file, the modules it names.
fn named() -> BTreeMap<Module, BTreeSet<Module>> {
    let all = files("src", "rs").into_iter().filter(|path| !is_test(path));
    let module = |path: &std::path::Path| -> Module {
        let own = path.strip_prefix("src").unwrap().with_extension("");
        let parts = own.iter().map(|part| part.to_string_lossy().into_owned());
        parts.filter(|part| !["mod", "lib"].contains(&part.as_str())).collect()
    };
    let all: BTreeMap<Module, _> = all.map(|path| (module(&path), path)).collect();
    let of = |own: &Module, path: &std::path::PathBuf| {
        let text = code(path);
        let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        let text = lines.collect::<Vec<_>>().join("\n");
        let mut found = BTreeSet::new();
        let mut add = |mut path: Module| {
            while !path.is_empty() && !all.contains_key(&path) {
                path.pop();
            }
            if !path.is_empty() && path != *own {
                found.insert(path);
            }
        };
        for (at, start) in text.match_indices("crate::").chain(text.match_indices("super::")) {
            // `super::super::x` is read from its first word on.
            if text[..at].ends_with("super::") {
                continue;
            }
            let mut rest = &text[at..];
            let mut base = if start == "crate::" { Module::new() } else { own.clone() };
            rest = rest.strip_prefix("crate::").unwrap_or(rest);
            while let Some(up) = rest.strip_prefix("super::") {
                base.pop();
                rest = up;
            }
            for path in paths(rest) {
                add([base.clone(), path].concat());
            }
        }
        for line in text.lines() {
            let declared = line.rsplit_once("mod ").and_then(|(_, name)| name.strip_suffix(';'));
            if let Some(name) = declared.filter(|name| text.contains(&format!("{name}::"))) {
                add([own.clone(), vec![name.to_owned()]].concat());
            }
        }
        found
    };
    all.iter().map(|(own, path)| (own.clone(), of(own, path))).collect()
}

/// All modules reachable from a module.
fn reached<'a>(
    from: &'a Module,
    named: &'a BTreeMap<Module, BTreeSet<Module>>,
) -> BTreeSet<&'a Module> {
    let (mut found, mut open) = (BTreeSet::new(), vec![from]);
    while let Some(next) = open.pop() {
        open.extend(named.get(next).into_iter().flatten().filter(|one| found.insert(*one)));
    }
    found
}

#[test]
fn circles_are_small() {
    let named = named();
    assert!(named.len() > 200, "{}", named.len());
    let reach: BTreeMap<&Module, _> = named.keys().map(|one| (one, reached(one, &named))).collect();
    for (own, reached) in &reach {
        let circle: Vec<String> = reached
            .iter()
            .filter(|one| reach.get(*one).is_some_and(|back| back.contains(own)))
            .map(|one| one.join("::"))
            .collect();
        assert!(circle.len() <= MOST, "{} files: {}", circle.len(), circle.join(", "));
    }
}

#[test]
fn paths_are_taken_apart() {
    let all = |text| paths(text).into_iter().map(|path| path.join(" ")).collect::<Vec<_>>();
    assert_eq!(all("a::{b, c::{d, e as f}, self};"), ["a b", "a c d", "a c e", "a self"]);
    assert_eq!(all("a::b(x::y)"), ["a b"]);
}
