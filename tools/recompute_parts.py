"""Sections with rows by name, and the values computed from them by docs/yoshiki.md: shares (割合), comparisons
of municipalities (比較), answers of surveys (アンケート). Part of recompute_sheets.py."""

from fractions import Fraction

from written import NOTHING, fiscal_year, grouped, half_away, places, spelled, wareki

# What adds nothing to a sum; another part without a figure leaves the sum open.
SILENT = ("blank", "not_applicable", "blank_in_source", "no_role")
ROUNDING = "、小数第2位を四捨五入"


def short(year):
    return wareki(year).removesuffix("年度")


class Parts:
    """A section of a sheet while it is compared."""

    def __init__(self, sheet, name):
        self.sheet, self.name = sheet, name

    def state(self, parts, written, unit, year=None, factor=None):
        self.sheet.state([self.name, *parts], written, "数", unit, year, factor)

    def cell(self, *parts):
        return self.sheet.cells.get((self.name, *parts))

    def computed(self, kind, parts, what, unit, figure, method, year=None, other=None, since=None, notes=()):
        """Checks every field of a computed fact, whose id is below 参考. `figure`: value, decimals, text; `since`:
        the year in its label and in its id."""
        value, least, text = figure
        if self.sheet.hiding:
            return
        id = ".".join([self.sheet.id(self.name, *parts), "参考", what, *([] if since is None else [short(year)])])
        label = " ".join([self.sheet.owner, self.name, *parts, *([] if since is None else [wareki(year)]), (since or "") + what])
        fact = self.sheet.site.known(kind, id, self.sheet.page, label, "computed")
        wanted = {"value": value, "status": "ok", "text": text, "unit": unit, "computed": method}
        wanted |= {"fy": str(year) if year else "", "alternative": other if other != value else None}
        wanted |= {"notes": list(dict.fromkeys(notes))}
        if fact:
            self.sheet.site.all_same(kind, fact, {**NOTHING, **wanted})
            if places(fact["value"]) != places(spelled(value, least)):
                self.sheet.site.fail(kind, fact["id"], "places of", fact["value"], "wanted at least", least)

    def total(self, parts, what, cells, unit, year=None):
        """Returns the sum of parts in both readings, or nothing where a part leaves it open."""
        known = summed(cells)
        if known is None:
            return None
        value, other = (sum(number(cell, reading) for cell in known) for reading in (False, True))
        least = max(places(cell.number) for cell in known)
        method = "＋".join(grouped(cell.number) for cell in known)
        figure, rounding = printed(value, least)
        self.computed("sum", parts, what, unit, figure, method + rounding, year, other)
        return value


def number(cell, other=False):
    return Fraction(cell.more["別の読み"]) if other and "別の読み" in cell.more else cell.value


def summed(cells):
    """The cells with a number; `None` where there is none, or where one is unknown."""
    known = [cell for cell in cells if cell.value is not None]
    still = all(cell.value is not None or cell.status in SILENT for cell in cells)
    return known if known and still else None


def printed(value, least):
    """Exact if one decimal suffices, else rounded and marked so."""
    rounded = half_away(value, 1)
    if rounded == value:
        return (value, least, grouped(spelled(value, least))), ""
    return (rounded, 1, grouped(spelled(rounded, 1))), ROUNDING


def shares(sheet, name, section, written):
    own, parties = Parts(sheet, name), section.get("主体", [])
    shared, product = "行" in section and bool(parties), section.get("比重", {})
    total, weight = product.get("合計"), section.get("重み")
    rows = parties if "行" not in section else [row for row in written if row != total]
    for row in rows:
        if "文" in section:
            own.state([row, "比率"], written[row]["比率"], "％")
        elif not shared:
            own.state([row], written[row], "％")
        else:
            for head in [*parties, weight, product.get("名")]:
                if head in written[row]:
                    own.state([row, head], written[row][head], "％")
    if total in written:
        own.state([total], written[total], "％")
    every = []
    for row in rows if shared else []:
        own.total([row], "合計", [own.cell(row, party) for party in parties], "％")
        if product:
            every.append(weighted(own, row, product, weight))
    tail = ["比率"] if "文" in section else []
    if weight:
        own.total([], weight, [own.cell(row, weight) for row in rows], "％")
    elif not shared:
        own.total([], "合計", [own.cell(row, *tail) for row in rows], "％")
    if product and total not in written and None not in every:
        value, least = sum(value for value, _ in every), max(places(text) for _, text in every)
        figure, rounding = printed(value, least)
        own.computed("share", [], product["名"], "％", figure, "＋".join(grouped(text) for _, text in every) + rounding)


def weighted(own, row, product, weight):
    """比重 with its decimals: as stated, else computed as share × weight ÷ 100. `None` for neither."""
    stated = own.cell(row, product["名"])
    if stated:
        return (stated.value, stated.number) if stated.value is not None else None
    share, weight = own.cell(row, product["主体"]), own.cell(row, weight)
    if share.value is None or weight.value is None:
        return None
    value = share.value * weight.value / 100
    figure, rounding = printed(value, 0)
    method = f"{grouped(share.number)}×{grouped(weight.number)}÷100{rounding}"
    own.computed("share", [row], product["名"], "％", figure, method)
    return value, spelled(value)


def comparison(sheet, name, section, written):
    own, years = Parts(sheet, name), [fiscal_year(year) for year in written["年度"]]
    latest = max(years)
    before = max((year for year in years if year != latest), default=None)
    for row, one in written["団体"].items():
        # A map has further items of the row; a single value needs no brackets.
        one = one if isinstance(one, dict) else {"値": one}
        values = one["値"] if isinstance(one["値"], list) else [one["値"]]
        if len(values) != len(years):
            sheet.site.fail("declared", sheet.page, name, row, "has another number of values than years")
        for year, value in zip(years, values):
            if year == latest and "注" in one:
                more = value if isinstance(value, dict) else {"値": value}
                notes = more.get("注", [])
                value = {**more, "注": [*([notes] if isinstance(notes, str) else notes), one["注"]]}
            own.state([row, short(year)], value, written["単位"], year, written.get("換算"))
    numbers = {row: own.cell(row, short(latest)).value for row in written["団体"]}
    for row, now in numbers.items():
        last = own.cell(row, short(before)) if before else None
        if now is not None and last and last.value is not None and last.value > 0:
            change(own, row, own.cell(row, short(latest)), last, (latest, before))
        if now is not None:
            rank = 1 + sum(other is not None and other > now for other in numbers.values())
            method = f"{wareki(latest)}の値の大きい順"
            own.computed("rank", [row], "順位", "位", (Fraction(rank), 0, f"{rank}位"), method, latest, since="")


def change(own, row, now, last, years):
    year, before = years
    since = "前の年度からの" if before == year - 1 else f"{year - before}年度前からの"
    value = half_away((now.value - last.value) * 100 / last.value, 1)
    sign = "+" if value > 0 else ""
    operand = lambda text: f"（{grouped(text)}）" if text.startswith("-") else grouped(text)
    one, other = operand(now.number), operand(last.number)
    figure = (value, 1, f"{sign}{grouped(spelled(value, 1))}％")
    method = f"（{one}−{other}）÷{other}×100{ROUNDING}"
    notes = [note for cell in (now, last) for note in own.sheet.cited(cell)]
    own.computed("change", [row], "増減率", "％", figure, method, year, since=since, notes=notes)


def survey(sheet, name, section, written):
    own, year = Parts(sheet, name), fiscal_year(written["年度"])
    counted = {"人数": True, "割合": False}[written["書き方"]]
    unit = "人" if counted else "％"
    if counted:
        sheet.counted.append(name)
    own.state(["回答者数"], written["回答者数"], "人", year)
    for question in section["問"]:
        answers = written[question]
        if isinstance(answers, str):
            continue
        if isinstance(section["問"], dict):
            answers = {answer: answers[answer] for answer in section["問"][question]}
        for answer, value in answers.items():
            own.state([question, answer], value, unit, year)
        cells = {answer: own.cell(question, answer) for answer in answers}
        total = own.total([question], "合計", list(cells.values()), unit, year)
        for answer, cell in cells.items() if counted and total else []:
            if cell.value is not None and cell.value >= 0 and total > 0:
                value = half_away(cell.value * 100 / total, 1)
                figure = (value, 1, f"{grouped(spelled(value, 1))}％")
                people = grouped(spelled(total, max(places(one.number) for one in cells.values() if one.number)))
                method = f"{grouped(cell.number)}人÷{people}人×100{ROUNDING}"
                own.computed("survey share", [question, answer], "割合", "％", figure, method, year)
