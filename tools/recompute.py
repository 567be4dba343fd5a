"""Recomputes every figure of a built site from the content alone, in exact fractions, and compares.

Reads the YAML of a content folder and `data/package.json`; shares no code with Kōhyō. Every stated figure must be
there once, with its value, status, unit and year; every computed figure must come out the same; every fact must be
explained by the content. Needs PyYAML; prints counts by kind and every disagreement; exit code 1 on any.

    recompute.py CONTENT PACKAGE [CONTENT PACKAGE ...]
"""

import collections
import json
import pathlib
import sys
from fractions import Fraction

from recompute_declared import evaluations, is_declared, year_of_forms
from recompute_plans import plan
from written import (
    KINDS,
    NOTHING,
    NOWHERE,
    NUMBER,
    PARTIES,
    RATES,
    REASONS,
    Figure,
    Indicator,
    Rules,
    day,
    factor_of,
    fiscal_year,
    grouped,
    half_away,
    places,
    read,
    spoken,
    wareki,
)

# What stands where nothing could be computed.
UNSAID = {**{code: word for word, code in REASONS.items()}, "not_computable": "算出できない", NOWHERE: ""}

# Facts that the content does not determine alone, by the end of their label, with the reason.
NOT_RECOMPUTED = {}


class Site:
    """A content folder beside the facts that were made of it."""

    def __init__(self, content, facts):
        self.content = pathlib.Path(content)
        self.facts = collections.defaultdict(list)
        for fact in facts:
            self.facts[fact["page"], fact["label"]].append(fact)
        self.ids = collections.defaultdict(list)
        for fact in facts:
            self.ids[fact["id"]].append(fact)
        self.rules = Rules(read(self.content / "city.yaml"))
        self.renamed, self.identities, self.units = {}, set(), {}
        self.seen = set()
        self.counts = collections.Counter()
        self.wrong, self.told, self.declared, self.sheets = [], set(), set(), []
        # Indicators of declared forms that go on in a later year.
        self.ended = set()

    def fail(self, *words):
        self.wrong.append(" ".join(str(word) for word in words))
        self.told.update(str(word) for word in words)

    def take(self, kind, page, label, origin=None):
        """The one fact of a label; a figure and its conversion differ in the label."""
        found = self.facts.get((page, label), [])
        if len(found) != 1:
            self.fail(kind, page, label, f"{len(found)} facts where there must be one")
            return None
        fact = found[0]
        if id(fact) in self.seen:
            self.fail(kind, page, label, "asked for twice: the content states it twice")
        self.seen.add(id(fact))
        self.counts[kind] += 1
        if origin and fact["origin"] != origin:
            self.fail(kind, page, label, "origin", fact["origin"], "wanted", origin)
        return fact

    def known(self, kind, name, page, label, origin):
        """The one fact of an id, which stands on this page and is called so."""
        self.declared.add(name)
        found = self.ids[name]
        if len(found) != 1:
            self.fail(kind, name, f"{len(found)} facts where there must be one")
            return None
        fact = found[0]
        if id(fact) in self.seen:
            self.fail(kind, name, "asked for twice: the content states it twice")
        self.seen.add(id(fact))
        self.counts[kind] += 1
        self.all_same(kind, fact, {"page": page, "label": label, "origin": origin})
        return fact

    def all_same(self, kind, fact, wanted):
        for field, value in wanted.items():
            self.same(kind, fact, field, value)

    def same(self, kind, fact, field, wanted):
        got = fact[field]
        if field in ("value", "alternative", "lower", "upper"):
            got = Fraction(got) if got else None
        if got != wanted:
            self.fail(kind, fact["id"], fact["label"], field, fact[field] or "(empty)", "wanted", wanted)

    def stated(self, page, label, unit, figure, year=None, kind="stated", factor=None):
        """A figure as the content states it, and its conversion."""
        if factor and figure.status in ("ok", "range"):
            self.converted(page, label, figure, year, *factor)
        fact = self.take(kind, page, label, "stated")
        if fact is None:
            return
        self.units[fact["id"]] = unit
        other = figure.other if figure.other != figure.number else None
        low, high = figure.bounds or (None, None)
        wanted = {
            "value": figure.number if figure.status == "ok" else None,
            "status": figure.status,
            "unit": unit,
            "fy": str(year) if year else "",
            "alternative": other if figure.status == "ok" else None,
            "lower": low,
            "upper": high,
            "value_fy": str(fiscal_year(figure.more["値の年度"])) if "値の年度" in figure.more else "",
            "expected": figure.more.get("公表予定", ""),
        }
        self.all_same(kind, fact, wanted)
        if figure.status == "ok" and places(fact["value"]) != places(figure.text):
            self.fail(kind, fact["id"], "places of", fact["value"], "wanted those of", figure.text)
        self.printed(kind, fact, figure)

    def printed(self, kind, fact, figure):
        """What people read is what machines read."""
        if figure.status == "ok":
            read_back = fact["text"].replace(",", "").replace("−", "-").removesuffix("％").removesuffix(fact["unit"])
            if not NUMBER.match(read_back) or Fraction(read_back) != figure.number:
                self.fail(kind, fact["id"], "prints", fact["text"], "for", figure.text)
        elif figure.status == "range":
            low, high = (figure.more[key] for key in ("下限", "上限"))
            self.same(kind, fact, "text", f"{grouped(low)}から{grouped(high)}まで")
        else:
            self.same(kind, fact, "text", f"「{figure.words}」" if figure.words else figure.text)

    def converted(self, page, label, figure, year, unit, factor):
        fact = self.take("converted", page, f"{label}（{unit}）", "converted")
        if fact is None:
            return
        times = lambda value: None if value is None else value * factor
        low, high = figure.bounds or (None, None)
        other = figure.other if figure.other != figure.number else None
        wanted = {"value": times(figure.number), "lower": times(low), "upper": times(high), "alternative": times(other)}
        status, fy = figure.status, str(year) if year else ""
        text = f"{grouped(fact['lower'])}から{grouped(fact['upper'])}まで" if low else grouped(fact["value"])
        self.all_same("converted", fact, {**wanted, "unit": unit, "status": status, "fy": fy, "text": text})

    def computed(self, kind, page, label, value, unit=None, year=None, digits=None, status="ok", other=None):
        """A figure that Kōhyō computed; `digits` says how it is rounded: to so many, or by a rule."""
        fact = self.take(kind, page, label, "computed" if status != NOWHERE else None)
        if fact is None:
            return None
        by = digits if callable(digits) else lambda number: number if digits is None else half_away(number, digits)
        rounded = lambda number: None if number is None else by(number)
        self.same(kind, fact, "value", rounded(value))
        self.same(kind, fact, "status", status)
        other = rounded(other)
        self.same(kind, fact, "alternative", other if other != rounded(value) else None)
        if unit is not None:
            self.same(kind, fact, "unit", unit)
        self.same(kind, fact, "fy", str(year) if year else "")
        if value is not None:
            text = fact["text"].replace(",", "").replace("−", "-").removeprefix("+")
            text = text.removesuffix("％").removesuffix(fact["unit"])
            if not NUMBER.match(text) or Fraction(text) != rounded(value):
                self.fail(kind, fact["id"], "prints", fact["text"], "for", rounded(value))
        else:
            self.same(kind, fact, "text", UNSAID[status])
        return fact


def indicator(site, page, owner, result, one, tally):
    site.identities.add(one.known_by(pathlib.PurePosixPath(page).stem, site.renamed))
    of = f"{owner} {one.name}"
    label = lambda year, what: f"{of} {wareki(year)} {what}"
    for side, figures in one.sides.items():
        for year, figure in figures.items():
            site.stated(page, label(year, side), one.unit, figure, year, f"stated {side}", one.factor)
    for year, figure in one.stated_rates.items():
        site.stated(page, label(year, "票の達成率"), "％", figure, year, "stated rate")
    if one.base:
        year, figure = one.base
        site.stated(page, label(year, "当初値"), one.unit, figure, year, "stated 当初値", one.factor)
    if one.tolerance:
        site.stated(page, f"{of} 許容幅", "％", Figure(one.tolerance), result, "stated 許容幅")
    years = {year for figures in [*one.sides.values(), one.stated_rates] for year in figures} | {result}
    for year in sorted(years):
        rate(site, page, label(year, RATES.get(one.method, "計画に対する実績")), one, year, result)
    side, target_year = one.target(result, result)
    actual, target, before = (
        [one.said(of_side, year, other) for other in (False, True)]
        for of_side, year in (("実績", result), (side, target_year), ("実績", result - 1))
    )
    unit = one.factor[0] if one.factor else one.unit
    unit = "ポイント" if unit in ("％", "‰", "%") else unit
    word = side if target_year == result else f"{wareki(target_year)}の{side}"
    if one.method != "算出しない" and actual[0] is not None and target[0] is not None:
        gap = [a - b for a, b in zip(actual, target)]
        site.computed("difference", page, label(result, f"実績と{word}の差"), gap[0], unit, result, other=gap[1])
    if actual[0] is not None and before[0] is not None:
        change = [a - b for a, b in zip(actual, before)]
        name = label(result, "前の年度の実績との差")
        if one.broken(result - 1, result):
            site.computed("difference", page, name, None, unit, result, status="not_computable")
        else:
            site.computed("difference", page, name, change[0], unit, result, other=change[1])
    judged(site, page, label, one, result, tally)


def judged(site, page, label, one, result, tally):
    """Verdict and grade, in words; and what they count as under both readings."""
    kinds = [one.outcome(result, result, other)[0] for other in (False, True)]
    said = {"value": None, "unit": "", "status": "words", "fy": str(result)}
    fact = site.take("verdict", page, label(result, "計画との比較"), "computed")
    if fact:
        site.all_same("verdict", fact, said)
        if fact["text"].partition("（")[0] != kinds[0]:
            site.fail("verdict", fact["id"], fact["label"], fact["text"], "wanted", kinds[0])
    grades = [None, None]
    if site.rules.grading:
        grades = [site.rules.grade(one, result, result, other) for other in (False, True)]
        fact = site.take("grade", page, label(result, "評価区分"), "computed")
        if fact:
            exempt = grades[0] == site.rules.exempt and fact["status"] in UNSAID
            site.all_same("grade", fact, {**said, "text": grades[0], "status": fact["status"] if exempt else "words"})
    tally.append((kinds, grades))


def rate(site, page, label, one, year, result):
    value, status = one.rate(year, result)
    other, _ = one.rate(year, result, other=True)
    site.computed("rate", page, label, value, "％", year, site.rules.rounded, status, other if value is not None else None)


def shares(site, page, label, figures, kind):
    """The sum of what is stated as figures, in each reading."""
    known = [figure for figure in figures if figure.number is not None]
    sums = [sum(figure.take(other) for figure in known) for other in (False, True)]
    if known:
        site.computed(kind, page, label, sums[0], "％", other=sums[1])
    else:
        site.computed(kind, page, label, None, "％", status="not_computable")


def comparison(site, page, owner, written):
    now, before = fiscal_year(written["年度"]), fiscal_year(written["前の年度"])
    factor = factor_of(written)
    since = "前の年度" if now - before == 1 else f"{now - before}年度前"
    cities = [(city["名称"], Figure(city["値"]), Figure(city["前の値"])) for city in written["都市"]]
    for city, value, last in cities:
        label = lambda year, what: f"{owner} 近隣自治体との比較 {written['指標名']} {city} {wareki(year)} {what}"
        site.stated(page, label(now, "値"), written["単位"], value, now, "stated comparison", factor)
        site.stated(page, label(before, "値"), written["単位"], last, before, "stated comparison", factor)
        rise = label(now, f"{since}からの増減率")
        reason = value.reason or last.reason
        if reason:
            site.computed("change", page, rise, None, "％", now, status=reason)
        elif last.number <= 0:
            site.computed("change", page, rise, None, "％", now, status="not_computable")
        else:
            site.computed("change", page, rise, (value.number - last.number) * 100 / last.number, "％", now, 1)
        if value.number is None:
            site.computed("rank", page, label(now, "順位"), None, "位", now, status=value.reason)
        else:
            larger = sum(1 for _, other, _ in cities if other.number is not None and other.number > value.number)
            site.computed("rank", page, label(now, "順位"), Fraction(larger + 1), "位", now)


def survey(site, page, owner, written):
    year, counted = fiscal_year(written["年度"]), written["書き方"] == "人数"
    unit = "人" if counted else "％"
    respondents = Figure(written["回答者数"])
    site.stated(page, f"{owner} 市民満足度・重要度 回答者数", "人", respondents, year, "stated survey")
    for question in ("満足度", "重要度"):
        answers = [(one["区分"], Figure(one["値"])) for one in written[question]]
        numbers = [figure.number for _, figure in answers]
        # Where an answer is missing, the others do not make up a whole.
        numbers = numbers if None not in numbers else []
        for name, figure in answers:
            label = f"{owner} {question} {name}"
            site.stated(page, label, unit, figure, year, "stated survey")
            if counted:
                whole = sum(numbers) if numbers else 0
                value = figure.number * 100 / whole if whole > 0 and figure.number is not None else None
                status = "ok" if value is not None else "not_computable"
                site.computed("survey share", page, f"{label} 割合", value, "％", year, 1, status)
        if numbers:
            site.computed("sum", page, f"{owner} {question} 合計", sum(numbers), unit, year)
        else:
            site.computed("sum", page, f"{owner} {question} 合計", None, unit, year, status="not_computable")


def role_lines(site, page, owner, lower, written):
    made = []
    for code, line in written["役割分担分析"].items():
        of = f"{lower}{code}"
        figures = [Figure(line[party]) for party in PARTIES]
        for party, figure in zip(PARTIES, figures):
            site.stated(page, f"{of} 役割分担比率 {party}", "％", figure, None, "stated share")
        shares(site, page, f"{of} 役割分担比率 合計", figures, "sum")
        product = None
        if figures[0].number is not None:
            product = figures[0].number * Fraction(line["小施策間指数"]) / 100
        share(site, page, f"{of} 市の役割分担比重", line.get("市の役割分担比重"), product)
        stated = Figure(line["市の役割分担比重"]).number if "市の役割分担比重" in line else product
        made.append(stated)
    total = None if None in made else sum(made)
    share(site, page, f"{owner} 市の役割分担比重 合計", written.get("市の役割分担比重の合計"), total)


def share(site, page, label, stated, made):
    """Stated, else as the formula gives it: exact where one decimal shows it all, else rounded to one."""
    if stated is not None:
        site.stated(page, label, "％", Figure(stated), None, "stated share")
    elif made is None:
        site.computed("share", page, label, None, "％", status="not_computable")
    else:
        site.computed("share", page, label, made, "％", digits=1)


def weights(site, page, owner, word, names, written):
    for code, weight in written.items():
        site.stated(page, f"{owner} {word} {names[code]}", "％", Figure(weight), None, "stated weight")
    shares(site, page, f"{owner} {word} 合計", [Figure(weight) for weight in written.values()], "sum")


def revisions(site, page, owner, one):
    ordered = sorted(one.revisions, key=lambda revision: day(revision["改定日"]))
    for place, revision in enumerate(ordered):
        year = fiscal_year(revision["年度"])
        last = all(fiscal_year(later["年度"]) != year for later in ordered[place + 1 :])
        for word, key in [("改定前", "前")] + ([] if last else [("改定後", "後")]):
            label = f"{owner} {one.name} {wareki(year)} 計画（{spoken(revision['改定日'])}の{word}）"
            site.stated(page, label, one.unit, Figure(revision[key]), year, "stated revision", one.factor)


def corrections(site, page, owner, written, sheet):
    """What a figure was before it was corrected, and after, where it was corrected again; in its unit."""
    ordered = sorted(written.get("訂正", []), key=lambda one: day(one["訂正日"]))
    for number, one in enumerate(ordered):
        if "事実" not in one:
            continue
        last = all(later.get("事実") != one["事実"] for later in ordered[number + 1 :])
        for key, word in [("前", "訂正前")] + ([] if last else [("後", "訂正後")]):
            fact = site.take("stated correction", page, f"{owner} {one['対象']} {word}", "stated")
            figure = Figure(one[key].replace(",", ""))
            if fact:
                unit = site.units.get(f"{sheet}.{one['事実']}")
                wanted = {"value": figure.number, "status": figure.status, "unit": unit}
                site.all_same("stated correction", fact, {**NOTHING, **wanted, "fy": ""})
                site.printed("stated correction", fact, figure)


def year_of_sheets(site, folder):
    evaluation = read(folder / "evaluation.yaml")
    result = fiscal_year(evaluation["実績年度"])
    forms = evaluation.get("様式", {})
    small = forms.get("下位") == "小施策" or "小施策の票の表題" in evaluation
    levels = {"施策": "施策", "下位": "小施策" if small else "基本事業", **evaluation.get("階層", {})}
    policies = [read(path) for path in sorted((folder / "policies").glob("*.yaml"))]
    projects = [read(path) for path in sorted((folder / "projects").glob("*.yaml"))]
    lower = levels["下位"]
    tallies = {"施策": [], "下位": []}
    for sheet in policies:
        owner, page = place(folder, levels["施策"], sheet["施策"])
        own = [project for project in projects if project["施策"] == sheet["施策"]["コード"]]
        key = "小施策" if small else "基本事業"
        names = {one[key]["コード"]: f"{one[key]['コード']} {one[key]['名称']}" for one in own}
        for one in Indicator.all(sheet["成果指標"]):
            indicator(site, page, owner, result, one, tallies["施策"])
            revisions(site, page, owner, one)
        if "近隣自治体との成果水準比較" in sheet:
            comparison(site, page, owner, sheet["近隣自治体との成果水準比較"])
        if "役割分担分析" in sheet:
            role_lines(site, page, owner, lower, sheet)
            indices = {code: line["小施策間指数"] for code, line in sheet["役割分担分析"].items()}
            weights(site, page, owner, f"{lower}間指数", names, indices)
        else:
            weights(site, page, owner, f"{lower}比重", names, sheet["基本事業の比重"])
        if "市民満足度・重要度" in sheet:
            survey(site, page, owner, sheet["市民満足度・重要度"])
        corrections(site, page, owner, sheet, f"{folder.name}.{sheet['施策']['コード']}")
    for sheet in projects:
        named = sheet["小施策" if "小施策" in sheet else "基本事業"]
        owner, page = place(folder, lower, named)
        for one in Indicator.all(sheet.get("成果指標") or sheet.get("まちづくり指標")):
            indicator(site, page, owner, result, one, tallies["下位"])
            revisions(site, page, owner, one)
        if "役割分担" in sheet:
            figures = [Figure(sheet["役割分担"][party]["比率"]) for party in PARTIES]
            for party, figure in zip(PARTIES, figures):
                site.stated(page, f"{owner} 役割分担比率 {party}", "％", figure, None, "stated share")
            shares(site, page, f"{owner} 役割分担比率 合計", figures, "sum")
        corrections(site, page, owner, sheet, f"{folder.name}.{named['コード']}")
    name = f"{wareki(fiscal_year(evaluation['年度']))}{evaluation['名称']}"
    for group, tally in [("", tallies["施策"] + tallies["下位"])] + [(f"{levels[key]}の", tallies[key]) for key in tallies]:
        counts(site, f"{folder.name}/index.html", f"{name} {group}指標の数", tally, result)


def counts(site, page, label, tally, result):
    number = lambda take, which, word: Fraction(sum(1 for one in tally if one[which][take] == word))
    site.computed("count", page, f"{label}（評価した指標）", Fraction(len(tally)), "指標", result)
    rules = site.rules
    grades = [name for name, _ in rules.steps] + [word for word in (rules.below, rules.exempt) if word]
    for which, words in enumerate((KINDS, grades)):
        for word in words:
            both = [number(take, which, word) for take in (0, 1)]
            site.computed("count", page, f"{label}（{word}）", both[0], "指標", result, other=both[1])


def place(folder, level, name):
    return f"{level}{name['コード']}", f"{folder.name}/{name['コード']}.html"


def check(content, facts):
    site = Site(content, facts)
    for evaluation in evaluations(site.content):
        if is_declared(read(evaluation)):
            year_of_forms(site, evaluation.parent, corrections, counts)
        else:
            year_of_sheets(site, evaluation.parent)
    compared = [one for sheet in site.sheets if sheet.year for one in sheet.compared]
    known = {(one.identity, one.series) for one in compared if one.identity}
    newest = [one for one in compared if id(one) not in site.ended]
    if site.identities or newest:
        number = Fraction(len(site.identities - known) + len(newest))
        site.computed("count", "indicators/index.html", "指標の数", number, "指標")
    declared = site.content / "plans" / "evaluation.yaml"
    known = not (declared.exists() and is_declared(read(declared)))
    for path in sorted(site.content.glob("plans/*.yaml")) if known else []:
        corrections(site, *plan(site, path))
    left = [fact for facts in site.facts.values() for fact in facts if id(fact) not in site.seen]
    for fact in left:
        reason = next((why for end, why in NOT_RECOMPUTED.items() if fact["label"].endswith(end)), None)
        if reason:
            site.counts[f"not recomputed: {reason}"] += 1
        elif fact["status"] == NOWHERE and not fact["origin"] and not fact["value"] and not fact["text"]:
            site.counts["said by no sheet, and empty"] += 1
        else:
            site.fail("nothing in the content explains", fact["id"], fact["label"], fact["text"], fact["page"])
    return site


def main(arguments):
    if not arguments or len(arguments) % 2:
        sys.exit(__doc__)
    wrong = 0
    for content, package in zip(arguments[::2], arguments[1::2]):
        facts = json.loads(pathlib.Path(package).read_text(encoding="utf-8"))["facts"]
        site = check(content, facts)
        print(f"{content}: {sum(site.counts.values())} facts, {len(site.wrong)} disagreements")
        for kind, count in sorted(site.counts.items()):
            print(f"  {count:6} {kind}")
        for line in site.wrong:
            print(f"  wrong: {line}")
        wrong += len(site.wrong)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
