"""The years of a content folder: form and place of each sheet, which indicators continue which, and counts of their
results. The part of recompute.py above single sheets, which are in recompute_sheets.py."""

import pathlib
from fractions import Fraction

from recompute_sheets import Declared, address
from recompute_taken import exchange
from written import KINDS, NOTHING, fiscal_year, grouped, read, wareki


def evaluations(content):
    """Every year, earliest first; before them the folder that is not a year."""
    found = content.glob("*/evaluation.yaml")
    year = lambda path: fiscal_year(read(path)["年度"]) if "年度" in read(path) else 0
    return sorted(found, key=lambda path: (year(path), path.name))


def forms_of(content):
    """The forms of the city, and those inside the program."""
    own = pathlib.Path(__file__).resolve().parent.parent / "assets" / "forms"
    paths = [*sorted(own.glob("*.yaml")), *sorted(pathlib.Path(content).glob("forms/*.yaml"))]
    return {path.stem: read(path) for path in paths}


def before(site, sheet, codes):
    """The predecessors of a sheet: those of the year before that it names, else the newest one with its code that no other
    sheet of its year names."""
    earlier = [one for one in site.sheets if one.level == sheet.level and one.year and one.year < sheet.year]
    if sheet.former is not None:
        return [one for one in earlier if one.year == sheet.year - 1 and one.code in sheet.former]
    same = [one for one in earlier if one.code == sheet.code]
    newest = max(same, key=lambda one: one.year, default=None)
    taken = newest and newest.year == sheet.year - 1 and sheet.code in codes
    return [newest] if newest and not taken else []


def ended(site, new, sheet, codes):
    """Records which indicators an indicator continues: those on the nearest sheets that have it, and all with its 識別."""
    sheets = before(site, sheet, codes)
    while sheets:
        found = [old for one in sheets for old in one.compared if new.goes_on(old)]
        site.ended.update(id(old) for old in found)
        if found:
            break
        sheets = [older for one in sheets for older in one.before]
    for one in site.sheets if new.identity else []:
        if one.year and one.year < sheet.year:
            site.ended.update(id(old) for old in one.compared if (old.identity, old.series) == (new.identity, new.series))


def year_of_forms(site, folder):
    """Every sheet of a year. Levels whose codes may be those of another have their folder in their
    addresses. A folder that is no year has no such addresses; its sheets say their own years and are called by their
    names."""
    evaluation, forms = read(folder / "evaluation.yaml"), forms_of(site.content)
    dated = "年度" in evaluation
    levels = [level for level in evaluation["階層"] if "様式" in level]
    names = lambda level: [level["様式"]] if isinstance(level["様式"], str) else list(level["様式"])
    nests = lambda level: all(forms[name].get("コードは上で始まる") == "はい" for name in names(level))
    loose = [level for level in levels if not nests(level)]
    sheets, above = [], {}
    for level in levels:
        place = f"{level['置き場所']}/" if dated and len(loose) > 1 and level in loose else ""
        own = {}
        for path in sorted((folder / level["置き場所"]).glob("*.yaml")):
            written = read(path)
            head = written["票"]
            code, upper = head["コード"], above.get(head.get("上"))
            short = head.get("略称", head["名称"])
            called = f"{upper.short} {short}" if upper else short
            owner = f"{level['呼び名']}{code}" if dated else called
            page = f"{folder.name}/{place}{code}.html"
            form = forms[written.get("様式", names(level)[0])]
            id = f"{folder.name}.{address(place + code)}"
            result = evaluation["実績年度"] if dated else head.get("年度")
            sheet = Declared(site, page, owner, id, form, result and fiscal_year(result), written)
            sheet.path, sheet.short, sheet.above = path, short, upper
            sheet.level, sheet.code = level["呼び名"], code
            sheet.year = fiscal_year(evaluation["年度"]) if dated else None
            former = head.get("前のコード")
            former = [former] if isinstance(former, str) else former
            sheet.former = None if former is None else [code for code in former if code != "該当なし"]
            own[code] = sheet
        sheets += own.values()
        above = own
    exchange(sheets)
    for sheet in sheets:
        sheet.sheet(sheet.path, sheet.written)
    if dated:
        counted(site, folder.name, evaluation, sheets)


def counted(site, folder, evaluation, own):
    """Continued indicators and counts of a year."""
    levels = list(dict.fromkeys(sheet.level for sheet in own))
    for level in levels:
        sheets = [sheet for sheet in own if sheet.level == level]
        codes = {code for sheet in sheets for code in sheet.former or []}
        for sheet in sheets:
            sheet.before = before(site, sheet, codes)
            for new in sheet.compared:
                ended(site, new, sheet, codes)
    if not any(sheet.compared for sheet in own):
        return
    about = f"{folder}/index.html", f"{wareki(fiscal_year(evaluation['年度']))}{evaluation['名称']}", evaluation
    note = readings(site, own)
    counts(site, "全ての票", "", own, (about, note))
    for level in levels:
        sheets = [sheet for sheet in own if sheet.level == level]
        if any(sheet.compared for sheet in sheets):
            counts(site, level, f"{level}の", sheets, (about, note))


def tally(site, sheets):
    """Numbers of indicators by verdict, then by grade; in both readings."""
    every = [one for sheet in sheets for one in sheet.compared]
    both = lambda word, of: [sum(of(one)[reading] == word for one in every) for reading in (0, 1)]
    verdicts = {word: both(word, lambda one: [one.verdict(), one.otherwise.verdict()]) for word in KINDS}
    return verdicts, {word: both(word, lambda one: one.grades) for word in site.rules.names()}


def readings(site, own):
    """The note on counts that depend on the reading of the source."""
    changed = lambda one: one.verdict() != one.otherwise.verdict() or len(set(one.grades)) > 1
    owners = [sheet.owner for sheet in own if any(map(changed, sheet.compared))]
    parts = [f"「{word}」は{other}指標" for numbers in tally(site, own) for word, (_, other) in numbers.items()]
    return (
        f"{'、'.join(owners)}の指標は、票の読み方によって目標との比較が変わります。"
        f"全ての票を別の読み方にすると、{'、'.join(parts)}です。"
    )


def counts(site, group, words, sheets, said):
    (page, name, evaluation), note = said
    folder, every = page.partition("/")[0], sum(len(sheet.compared) for sheet in sheets)
    verdicts, grades = tally(site, sheets)
    rows = [("目標との比較.合計", "全ての指標", [every, every])]
    rows += [(f"目標との比較.{word}", word, both) for word, both in verdicts.items()]
    rows += [(f"評価区分.{word}", word, both) for word, both in grades.items()]
    for kind, word, (number, other) in rows:
        id = ".".join([folder, "集計", address(group), kind])
        fact = site.known("count", id, page, f"{name} {words}指標の数（{word}）", "computed")
        wanted = {"value": Fraction(number), "text": grouped(str(number)), "unit": "指標", "status": "ok"}
        wanted |= {"fy": str(fiscal_year(evaluation["実績年度"])), "alternative": other if other != number else None}
        wanted |= {"computed": f"全ての指標を、系列ごとに数えた数（{word}）", "notes": [note] if other != number else []}
        if fact:
            site.all_same("count", fact, {**NOTHING, **wanted})
