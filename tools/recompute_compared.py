"""Results of indicators by the formulas published in docs/kakikata.md and docs/yoshiki.md: verdict on an
actual against its target, rate, sum of increments. Part of recompute_sheets.py."""

import operator
from decimal import Decimal
from fractions import Fraction

from recompute_added import increments
from written import NOTHING, REASONS, Cell, evaluated, fiscal_year, grouped, places, spelled, wareki

WAITING = {"not_yet_evaluated": "評価前", "not_published": "未公表"}
BETTER = {
    "増加": operator.ge,
    "以上": operator.ge,
    "減少": operator.le,
    "以下": operator.le,
    "維持": operator.eq,
}
NO_RATE = ("範囲", "以上・以下", "目標0")
# The wanted directions that a method can judge; a method set by a form for all indicators does not apply to others.
JUDGES = {
    "実績÷計画": ("増加", "以上", "維持"),
    "計画÷実績": ("減少", "以下"),
    "2-実績÷計画": ("減少", "以下"),
    "基準からの進み": ("増加", "以上", "減少", "以下"),
    "以上・以下": ("増加", "以上", "減少", "以下"),
    "維持（許容幅）": ("維持",),
    "範囲": ("範囲内",),
    "目標0": ("減少", "以下", "維持"),
}
# Status of a value that no sheet states.
NOWHERE = "not_on_sheet"


class Figure:
    """A figure of a column, in a year."""

    def __init__(self, sheet, column, cell, year, said, other=False):
        self.column, self.said, self.dated = column["名"], said, year is not None
        # True for a figure of the sheet above.
        self.above = "上" in column
        self.cell = Cell(sheet.form, cell, column.get("役") == "区分", other)
        self.year = sheet.result if year is None else year
        # True for an earlier year, stated by another sheet.
        self.before = False


class Compared:
    """An indicator or one of its series. `other`: the alternative reading of the source, for which no facts are checked."""

    def __init__(self, sheet, name, key, section, one, series, other=False):
        self.sheet, self.section, self.other = sheet, section, other
        part = self.part = one.get("系列", {}).get(series, {})
        self.one, self.own = one, {**one, **part}
        self.parts, self.series = [name, key, *([series] if series else [])], series
        self.others = sheet.others.get((name, key), [])
        called = sheet.words(one["指標名"]) or key
        self.label = f"{sheet.owner} {name} {called}{f'（{series}）' if series else ''}"
        self.unit = sheet.words(one["単位"])
        ways = [column["選択"][one[column["名"]]] for column in self.of("向き") if column["名"] in one]
        self.direction = one.get("望ましい方向", ways[0] if ways else None)
        self.chosen = part.get("比べる", one.get("比べる"))
        self.method = self.chosen or section.get("比べる")
        if not self.chosen and self.direction and self.direction not in JUDGES.get(self.method, [self.direction]):
            self.method = "以上・以下"
        self.period = one.get("期間", "年度")
        # Result of each year in words; its rate as printed and before rounding, or the reason why there is none.
        self.results, self.printed, self.exact, self.undefined = {}, {}, {}, {}
        # Computed values by kind and year: value, and printed text with unit.
        self.made = {}
        self.grades = [None, None]
        # The same with the alternative reading; None for the alternative itself.
        self.otherwise = None
        self.keys = [key, *([one["旧名称"]] if "旧名称" in one else [])]
        self.called, self.identity = called, one.get("識別")

    def of(self, role):
        return [column for column in self.section["列"] if column.get("役") == role and not self.sheet.keeps(column)]

    def stated(self, column):
        """The figures of a column, each with the year part of its address."""
        written = self.sheet.values(column, self.own[column["名"]]) if column["名"] in self.own else []
        made = lambda cell, year, said: Figure(self.sheet, column, cell, year, said, self.other)
        return [(made(cell, year, said), own) for year, own, said, cell in written]

    def figures(self, role):
        all_ = [one for column in self.of(role) for one, _ in self.stated(column)]
        all_ += self.of_others(all_) if role == "実績" else []
        years = [one.year for one in all_]
        if len(set(years)) != len(years):
            self.fail(f"two columns of the role {role} have one year: nothing says which one counts")
        return sorted(all_, key=lambda one: one.year or 0)

    def of_others(self, own):
        """Figures from other sheets, for years in which this one has no number; removes what they replace."""
        found = {}
        for other in self.others:
            mine = next((one for one in own if one.year == other.year), None)
            stands = found.get(other.year)
            if other.series != self.series or (mine and (mine.cell.value is not None or not other.number)):
                continue
            if stands is None or (stands.cell.value is None and other.number):
                if mine in own:
                    own.remove(mine)
                figure = Figure(self.sheet, self.of("実績")[0], other.cell, other.year, None)
                figure.cell, figure.before = Cell(other.sheet.form, other.cell, False, self.other), not other.below
                found[other.year] = figure
        return list(found.values())

    def fail(self, *words):
        self.sheet.site.fail("compared", self.sheet.page, *self.parts, *words)

    def words(self, figure):
        """The year of a figure, in the era in which it was written."""
        short = wareki(figure.year).removesuffix("年度")
        year = figure.said.removesuffix("年度") if figure.said and not figure.said[0].isascii() else short
        if self.period in ("年度", "暦年"):
            return f"{year}{'年' if self.period == '暦年' else '年度'}"
        return f"{year}年{self.period['時点']}"

    def fact(self, kind, word, year, wanted):
        """Checks a computed fact, including that it has no further remarks."""
        if self.other:
            return None
        short = [wareki(year).removesuffix("年度")] if year else []
        name = ".".join([self.sheet.id(*self.parts), "参考", word, *short])
        label = " ".join([self.label, word, *short])
        fact = self.sheet.site.known(kind, name, self.sheet.page, label, "computed")
        if fact:
            said = {"computed": fact["computed"], "fy": str(year) if year else ""}
            self.sheet.site.all_same(kind, fact, {**NOTHING, **said, **wanted})
        return fact

    def readings(self, word, year, value, text):
        """The alternative number and the note, for a number that the alternative reading would change."""
        self.made[word, year] = (value, text)
        other = self.otherwise and self.otherwise.made.get((word, year))
        if not other or other[0] == value:
            return {"alternative": None}, []
        note = f"採用した読み方では、{text}です。別の読み方では、{other[1]}です。"
        return {"alternative": other[0]}, [f"この値は、票の読み方によって変わります。{note}"]

    def notes(self, *figures):
        """Notes on figures, which also apply to what is computed from them."""
        return list(dict.fromkeys(note for one in figures for note in self.sheet.cited(one.cell)))

    def number(self, kind, word, year, value, least, unit, sign="", notes=()):
        """A computed number with a minimum of decimals, and its printed text."""
        text = spelled(value, least)
        printed = grouped(text) + sign
        other, note = self.readings(word, year, value, printed if sign else printed + unit)
        said = {"value": value, "unit": unit, "status": "ok", "text": printed, "notes": [*notes, *note], **other}
        fact = self.fact(kind, word, year, said)
        if fact and places(fact["value"]) != places(text):
            self.sheet.site.fail(kind, fact["id"], "places of", fact["value"], "wanted those of", text)
        return fact, printed

    def rate(self, year, exact, names, notes=(), word="率"):
        """The rate, rounded by the city's rule; checks that its printed formula gives it."""
        rules = self.sheet.site.rules
        value = rules.rounded(exact)
        fact, printed = self.number("rate", word, year, value, rules.places, "％", "％", notes)
        if not fact:
            return printed
        formula = fact["computed"]
        for name in sorted(names, key=len, reverse=True):
            formula = formula.replace(name, "")
        formula, _, rounding = formula.partition("、")
        if evaluated(formula) != exact:
            self.sheet.site.fail("rate", fact["id"], "says", fact["computed"], "for", exact)
        if not rounding.startswith(f"小数第{places(fact['value']) + 1}位を{rules.way}"):
            self.sheet.site.fail("rate", fact["id"], "rounds", rounding)
        return printed

    def breaks(self):
        return [*self.own.get("断絶", []), *(self.part and self.one.get("断絶", []))]

    def differ(self, word, year, one, other):
        """The difference of two figures, in the converted unit."""
        conversion = self.own.get("換算", {})
        unit = conversion.get("単位", self.unit)
        factor = Decimal(conversion.get("倍率", "1"))
        value = Decimal(one.cell.number) * factor - Decimal(other.cell.number) * factor
        text = grouped(f"{value:f}")
        text = f"+{text}" if value > 0 else text
        unit = "ポイント" if unit in ("％", "‰", "%") else unit
        otherwise, note = self.readings(word, year, Fraction(value), text + unit)
        said = {"value": Fraction(value), "unit": unit, "status": "ok", "text": text, **otherwise}
        fact = self.fact("difference", word, year, {**said, "notes": self.notes(one, other) + note})
        if fact:
            formula = fact["computed"]
            for figure in (one, other):
                formula = formula.replace(f"{self.words(figure)}の", "").replace(figure.column, "")
            if evaluated(formula) != Fraction(value):
                self.sheet.site.fail("difference", fact["id"], "says", fact["computed"], "for", value)

    def result(self, year, text, reason):
        self.results[year] = text
        wanted = {"value": None, "unit": "", "status": "words", "text": text, "computed": reason}
        other = self.otherwise and self.otherwise.results[year]
        if other and kind(other) != kind(text) and year == self.verdict_year():
            wanted["notes"] = [f"別の読み方では、目標との比較は「{other}」です。"]
        self.fact("result", "結果", year, wanted)

    def ratio(self, actual, target):
        """The rate before rounding; `None` where the method has none for these figures."""
        value = self.rate_or_reason(actual, target)
        return None if isinstance(value, str) else value

    def rate_or_reason(self, actual, target):
        if self.method in NO_RATE:
            return "率を出さない方法の"
        if self.method in ("実績÷計画", "維持（許容幅）", "2-実績÷計画"):
            if target <= 0 or actual < 0:
                return "割る数が0以下の" if target <= 0 else "実績が0より小さい"
            rate = actual * 100 / target
            return 200 - rate if self.method == "2-実績÷計画" else rate
        if self.method == "計画÷実績":
            if target <= 0 or actual <= 0:
                return "実績が0以下の" if actual <= 0 else f"{self.aim()}が0以下の"
            return target * 100 / actual
        if self.method == "基準からの進み":
            base = self.base()
            if base is None or base.cell.value == target:
                return f"{self.aim()}が当初値と同じ" if base else "当初値がない"
            away = {"増加": operator.lt, "以上": operator.lt, "減少": operator.gt, "以下": operator.gt}.get(self.direction)
            if away and away(target, base.cell.value) and not self.chosen:
                return "率を出さない方法の"
            return (actual - base.cell.value) * 100 / (target - base.cell.value)
        self.fail(f"{self.method} is not recomputed")
        return ""

    def base(self):
        return next((one for one in self.figures("当初値") if one.cell.value is not None), None)

    def aim(self):
        """The sheet's name for its targets."""
        return next((column["名"] for column in self.of("目標")), "目標")

    def target(self, year):
        """The value that the actual of a year is compared with, and whether it is a later target."""
        given = {role: [one for one in self.figures(role) if not one.cell.reason] for role in ("目安", "目標")}
        own = [one for figures in given.values() for one in figures if one.year == year]
        if own:
            return own[0], False
        later = [one for one in given["目標"] if one.year > year]
        return (later[0], True) if later else (None, False)

    def reached(self, actual, target):
        """Whether a target that is a single number is reached; `None` where the wanted direction cannot tell."""
        if self.method == "維持（許容幅）":
            return abs(actual - target) * 100 <= abs(target) * Fraction(self.own["許容幅"])
        if self.method == "目標0" and target == 0:
            return actual == 0
        if self.method in ("目標0", "範囲"):
            self.fail(f"{self.method} with the target {target} is not recomputed")
        return BETTER[self.direction](actual, target) if self.direction in BETTER else None

    def year(self):
        """The latest year with a figure, against its target."""
        actuals = [one for one in self.figures("実績") if not one.before]
        numbers = [one for one in actuals if one.cell.value is not None]
        actual = numbers[-1] if numbers else None
        year = actual.year if actual else self.sheet.result
        before = next((one for one in actuals if one.year == year - 1), None)
        parted = any(fiscal_year(one["年度"]) == year for one in self.breaks())
        if actual and before and before.cell.value is not None and not parted:
            self.differ("前年差", year, actual, before)
        if self.method in (None, "算出しない"):
            self.result(year, "比べない（算出しない指標）", "比べ方が「算出しない」か、決まっていないため")
        elif not actual:
            self.unmeasured(year, actuals[-1].cell if actuals else None)
        else:
            self.against(actual, *self.target(year))

    def unmeasured(self, year, cell):
        word = cell and next((word for word, code in REASONS.items() if code == cell.reason), None)
        if not word:
            self.result(year, "比べない（実績の数値がない）", "実績の数値がないため")
        else:
            kind = "まだ比べられない" if cell.reason in WAITING else "比べない"
            self.result(year, f"{kind}（実績は{word}）", f"実績が「{word}」のため")

    def against(self, actual, target, later):
        year = actual.year
        if not target:
            said = f"{self.words(actual)}以後の{self.aim()}がない"
            self.result(year, f"比べない（{said}）", f"{said}ため")
            return
        what = self.target_in_words(target)
        if target.cell.status == "words":
            self.result(year, f"比べない（{what}が文）", f"{what}が文で示されているため")
            return
        rate, plan = None, target.cell.value
        if plan is None:
            self.undefined[year] = "率を出さない方法の" if self.method in NO_RATE else f"{target.column}か実績が範囲の"
            reached = target.cell.holds(actual.cell.value)
        else:
            exact = self.rate_or_reason(actual.cell.value, plan)
            if isinstance(exact, str):
                self.undefined[year] = exact
            else:
                self.exact[year] = exact
                names = [actual.column, target.column, *(column["名"] for column in self.of("当初値"))]
                rate = self.printed[year] = self.rate(year, exact, names, self.notes(actual, target))
            reached = self.reached(actual.cell.value, plan)
            self.differ("差", year, actual, target)
        if reached is None:
            said = "望ましい方向からは比べられない"
            self.result(year, f"比べない（{said}）", f"{said}ため")
        elif later:
            how = f"と比べて{rate}" if rate else "との比較"
            self.result(year, f"目標年度前（{what}{how}）", f"{self.words(actual)}の{self.aim()}がなく、{what}と比べたため")
        else:
            how = "届いている" if reached else "届いていない"
            self.result(year, "届いた" if reached else "届かず", f"{actual.column}が{what}に{how}ため")

    def target_in_words(self, target):
        tentative = "（暫定）" if target.cell.bracketed else ""
        return f"{self.words(target)}の{target.column}{tentative}"

    def verdict_year(self):
        """The year used by lists and counts: the latest with a figure, else the latest, else that of the sheet."""
        actuals = [one for one in self.figures("実績") if not one.before]
        numbers = [one.year for one in actuals if one.cell.value is not None]
        if self.section["種類"] == "増加分":
            numbers = numbers or [one.year for one in actuals]
        return max(numbers, default=self.sheet.result)

    def verdict(self):
        return kind(self.results[self.verdict_year()])

    def grade(self):
        """Records the grade by the city's rule."""
        rules, year = self.sheet.site.rules, self.verdict_year()
        if not rules.grading or year is None:
            return
        (name, status, reason), (other, *_) = [rules.grade(Case(one, year)) for one in (self, self.otherwise)]
        text = name or rules.exempt
        if name:
            reason = f"率{self.printed[year]}が「{rules.range(name)}」に当たるため"
        wanted = {"value": None, "unit": "", "status": status, "text": text, "computed": reason}
        if other != name:
            wanted["notes"] = [f"別の読み方では、評価区分は「{other or rules.exempt}」です。"]
        self.grades = [text, other or rules.exempt]
        self.fact("grade", "評価区分", year, wanted)

    def goes_on(self, old):
        """Whether it may continue one in the same section of an earlier sheet."""
        if self.parts[0] != old.parts[0] or self.series != old.series:
            return False
        if self.identity and old.identity:
            return self.identity == old.identity
        return bool({old.parts[1], old.called} & set(self.keys))

    def totals_astray(self):
        """Stated totals of planned increments that are not the sum of their years: id and note."""
        targets = self.figures("目標")
        numbers = [one.cell.value for one in targets]
        if not targets or None in numbers:
            return
        added, name = sum(numbers), targets[0].column
        text = grouped(spelled(added, max(places(one.cell.number) for one in targets)))
        for column in self.of("累計"):
            parts = self.parts if column["名"] in self.part else self.parts[:2]
            for one, own in self.stated(column):
                if one.cell.value is not None and one.cell.value != added:
                    said = f"{column['名']}は{one.cell.text}{self.unit}とありますが"
                    yield self.sheet.id(*parts, column["名"], *own), [said, f"各年度の{name}を足すと{text}{self.unit}です"]

    def increments(self):
        """Actual and planned increment of each year, and the sum so far."""
        self.sheet.told |= dict(self.totals_astray())
        increments(self)


def kind(text):
    """The verdict in a result: 届いた, 届かず, 目標年度前, まだ比べられない or 比べない."""
    return text.partition("（")[0]


class Case:
    """The inputs of a grade."""

    def __init__(self, compared, year):
        adding = compared.section["種類"] == "増加分"
        self.method = "実績÷計画" if adding else compared.method or "算出しない"
        self.direction = compared.direction or ("増加" if adding else None)
        self.kind, self.exact = kind(compared.results[year]), compared.exact.get(year)
        self.undefined = compared.undefined.get(year, "")
        actual = next((one for one in reversed(compared.figures("実績")) if one.year == year), None)
        if adding:
            target, later = next((one for one in compared.figures("目標") if one.year == year), None), False
        else:
            target, later = (compared.target(year) if actual and actual.cell.value is not None else None) or (None, False)
        self.target_words = f"{compared.words(target)}の{target.column}" if later else ""
        self.aim, self.missing = target.column if target else compared.aim(), None
        for word, figure in (("実績", actual), (self.aim, target)):
            if figure is None or figure.cell.reason:
                status = figure.cell.status if figure else NOWHERE
                said = next((said for said, code in REASONS.items() if figure and code == status), None)
                self.missing = (f"{word}が「{said}」の" if said else f"{word}が票にない", status)
                break


def compare(sheet, name, key, section, one):
    if sheet.hiding:
        return
    for series in one.get("系列", [None]):
        compared, compared.otherwise = (Compared(sheet, name, key, section, one, series, other) for other in (False, True))
        if not compared.of("実績") or not compared.of("目標") + compared.of("目安"):
            continue
        sheet.compared.append(compared)
        for each in (compared.otherwise, compared):
            each.increments() if section["種類"] == "増加分" else each.year()
        compared.grade()
