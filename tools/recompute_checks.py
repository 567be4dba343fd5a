"""Recomputes stated sums (検算, 割合, アンケート), rates, grades and totals from the content alone, by docs/yoshiki.md, and compares what
does not agree with what `kohyo check` warns of. Prints every difference; exit code 1 on any.

    recompute_checks.py PROGRAM CONTENT [CONTENT ...]
"""

import collections
import json
import math
import pathlib
import subprocess
import sys
from fractions import Fraction

from recompute import Site
from recompute_compared import NO_RATE
from recompute_sheets import address, sections_of
from recompute_parts import number, summed
from recompute_years import evaluations, year_of_forms
from written import BOUND, NUMBER, SIDES, half_away, places, spelled

CODES = ("sum-differs", "zero-of-blanks", "rate-differs", "rate-alone", "grade-differs", "kpi-sum")
CODES += ("role-sum", "weight-sum", "share-differs", "survey-sum")
# What adds nothing to a sum; another part without a figure leaves the sum unchecked.
SILENT = ("blank", "not_applicable", "blank_in_source", "no_role")


class Unchecked(Exception):
    """Raised for a part that leaves a sum unchecked."""


class Sums:
    """The sums of a section of a sheet."""

    def __init__(self, sheet, name, section):
        self.sheet, self.name, self.section = sheet, name, section
        own = [parts for parts in sheet.cells if parts[0] == name]
        if section["種類"] == "表":
            self.rows = [row.get("識別", row["名"]) for row in section["行"]]
            self.heads = [sheet.head(column)[0] for column in section["列"]]
            # Two columns of one year cannot be named.
            self.columns = {column.get("名", column.get("年度")): head for column, head in zip(section["列"], self.heads)}
        else:
            self.rows = list(dict.fromkeys(parts[1] for parts in own))
            self.heads = [field["名"] for field in section["欄"]]
            self.columns = dict(zip(self.heads, self.heads))

    def number(self, parts):
        cell = self.sheet.cells.get(parts)
        if cell is None or cell.status in SILENT:
            return None
        if cell.value is None:
            raise Unchecked
        return cell.value

    def field(self, word):
        """The place of a number in another section."""
        for name, section in sections_of(self.sheet.form):
            for field in section["欄"] if section["種類"] == "欄" else []:
                if word in (field["名"], f"{name}.{field['名']}"):
                    return name, field["名"]
        raise Unchecked

    def part(self, word, row, column, by_row):
        if word.startswith("前の列("):
            place = self.heads.index(column)
            if place == 0:
                raise Unchecked
            return self.number((self.name, word[4:-1], self.heads[place - 1]))
        if word.startswith("計("):
            found = [self.number((self.name, row, word[2:-1])) for row in self.rows]
            known = [number for number in found if number is not None]
            return sum(known) if known else None
        if by_row and word in self.rows:
            return self.number((self.name, word, column))
        if not by_row and word in self.columns:
            return self.number((self.name, row, self.columns[word]))
        return self.number(self.field(word))

    def made(self, formula, *place):
        """The value of the parts; `None` where all of them are blank."""
        first, *rest = formula.split(" ")
        of_sheet = []

        def number(word):
            if NUMBER.match(word):
                return Fraction(word)
            of_sheet.append(self.part(word, *place))
            return of_sheet[-1]

        total = number(first)
        for sign, word in zip(rest[::2], rest[1::2]):
            right = number(word)
            if sign in "×÷":
                if sign == "÷" and right == 0:
                    raise Unchecked
                known = None not in (total, right)
                total = (total * right if sign == "×" else total / right) if known else None
            else:
                total = (total or 0) + (right or 0) * (1 if sign in "+＋" else -1)
        if not any(number is not None for number in of_sheet):
            return None
        if total is None:
            raise Unchecked
        return total

    def differing(self):
        for rule in self.section.get("検算", []):
            text, allowed = (rule["式"], Fraction(rule["許容"])) if isinstance(rule, dict) else (rule, 0)
            stated, _, formula = text.partition(" = ")
            by_row = self.section["種類"] == "表" and stated in self.rows
            if by_row:
                spots = [((self.name, stated, head), stated, head) for head in self.heads]
            elif stated in self.columns:
                head = self.columns[stated]
                spots = [((self.name, row, head), row, head) for row in self.rows]
            else:
                spots = [(self.field(stated), None, None)]
            for parts, row, column in spots:
                cell = self.sheet.cells.get(parts)
                if cell is None or cell.value is None:
                    continue
                try:
                    made = self.made(formula, row, column, by_row)
                except Unchecked:
                    continue
                if made is None:
                    if cell.value == 0:
                        yield "zero-of-blanks", address(*parts)
                elif abs(half_away(made, places(cell.number)) - cell.value) > allowed:
                    yield "sum-differs", address(*parts)


def stated(compared, column):
    """The values of a column with their addresses: a value of the indicator applies once for all its series."""
    parts = compared.parts if column["名"] in compared.part else compared.parts[:2]
    for one, own in compared.stated(column):
        yield one, address(*parts, column["名"], *own)


def rates(compared):
    actuals = {one.year: one.cell for one in compared.figures("実績")}
    latest = max((year for year, cell in actuals.items() if cell.value is not None), default=compared.sheet.result)
    for column in compared.of("率"):
        for one, place in stated(compared, column):
            if one.cell.value is None or compared.method in (*NO_RATE, "算出しない"):
                continue
            year = one.year if one.dated else latest
            actual = actuals[year].value if year in actuals else None
            target, later = compared.target(year)
            plan = target.cell.value if target and not later else None
            if actual is not None and target and not later and target.cell.limits:
                continue
            if actual is None or plan is None:
                yield "rate-alone", place
                continue
            exact = compared.ratio(actual, plan) if compared.method else None
            if exact is None:
                continue
            exact = exact / 100 if column["単位"] == "倍" else exact
            digits = places(one.cell.number)
            cut = column.get("端数") == "切捨て"
            made = Fraction(math.trunc(exact * 10**digits), 10**digits) if cut else half_away(exact, digits)
            made = min(made, Fraction(column["上限"])) if "上限" in column else made
            if made != one.cell.value:
                yield "rate-differs", place


def grades(compared):
    actuals = [one for one in compared.figures("実績") if one.cell.value is not None]
    target, _ = compared.target(actuals[-1].year) if actuals else (None, False)
    if not target or target.cell.value is None or compared.method in (None, "算出しない"):
        return
    exact = compared.ratio(actuals[-1].cell.value, target.cell.value)
    for column in compared.of("区分"):
        for one, place in stated(compared, column):
            if exact is None or one.cell.status != "stated" or (one.dated and one.year != actuals[-1].year):
                continue
            word = one.cell.more.get("値", one.cell.text)
            fits = [name for name, rule in column.get("基準", {}).items() if within(rule, exact)]
            if fits and fits[0] != word:
                yield "grade-differs", place


def within(rule, number):
    found = BOUND.match(rule).groups()
    limits = [found[:2], found[2:]] if found[2] else [found[:2]]
    return all(SIDES[word][1](number, Fraction(limit)) for limit, word in limits)


def totals(compared):
    for id, _ in compared.totals_astray():
        yield "kpi-sum", id.removeprefix(f"{compared.sheet.folder}.")


def rounding(texts):
    """Maximum error of a sum of these rounded figures."""
    return Fraction(len(texts), 2 * 10 ** max(places(text) for text in texts))


def off(cells, people=None):
    """Number of readings in which the parts do not add up to 100, or to all people."""
    known = summed(cells)
    if known is None or (people and people.value is None):
        return 0
    readings = []
    for other in (False, True):
        whole = number(people, other) if people else Fraction(100)
        readings.append((tuple(number(cell, other) for cell in known), whole))
    margin = 0 if people else rounding([cell.number for cell in known])
    return sum(abs(sum(numbers) - whole) > margin for numbers, whole in dict.fromkeys(readings))


def shares(sheet, name, section):
    own = {parts[1:]: cell for parts, cell in sheet.cells.items() if parts[0] == name}
    parties, weight, product = section.get("主体", []), section.get("重み"), section.get("比重")
    rows = list(dict.fromkeys(parts[0] for parts in own if not product or parts != (product.get("合計"),)))
    shared = "行" in section and bool(parties)
    for row in rows if shared else []:
        for _ in range(off([own[row, party] for party in parties])):
            yield "role-sum", address(name, row)
    tail = (weight,) if weight else ("比率",) if "文" in section else ()
    if weight or not shared:
        for _ in range(off([own[(row, *tail)] for row in rows])):
            yield "weight-sum" if "行" in section else "role-sum", name
    if product:
        yield from products(own, name, rows, weight, product)


def products(own, name, rows, weight, product):
    every = []
    for row in rows:
        stated = own.get((row, product["名"]))
        factors = [own[row, product["主体"]].value, own[row, weight].value]
        made = None if None in factors else factors[0] * factors[1] / 100
        if stated and None not in (stated.value, made) and abs(stated.value - made) > rounding([stated.number]):
            yield "share-differs", address(name, row, product["名"])
        every.append((stated.value, stated.number) if stated else (made, made is not None and spelled(made)))
    total = own.get((product.get("合計"),))
    if total and total.value is not None and None not in [value for value, _ in every]:
        margin = rounding([total.number]) + rounding([text for _, text in every])
        if abs(total.value - sum(value for value, _ in every)) > margin:
            yield "share-differs", address(name, product["合計"])


def answered(sheet, name, section):
    for question in section["問"]:
        cells = [cell for parts, cell in sheet.cells.items() if parts[:2] == (name, question) and len(parts) == 3]
        people = sheet.cells[name, "回答者数"] if name in sheet.counted else None
        for _ in range(off(cells, people) if cells else 0):
            yield "survey-sum", address(name, question)


def wanted(sheet):
    """The warnings that kohyo must give, unless answered in the sheet."""
    found = []
    for name, section in sections_of(sheet.form):
        if section["種類"] in ("表", "一覧"):
            found += set(Sums(sheet, name, section).differing())
        elif section["種類"] in ("割合", "アンケート") and any(parts[0] == name for parts in sheet.cells):
            found += (shares if section["種類"] == "割合" else answered)(sheet, name, section)
    for compared in sheet.compared:
        checks = [totals] if compared.section["種類"] == "増加分" else [rates, grades]
        found += {one for check in checks for one in check(compared)}
    answers = [(one["符号"], one.get("箇所", "")) for one in sheet.answers]
    return [(code, place) for code, place in found if not any(code == of and word in place for of, word in answers)]


def warning(one):
    """Folder, code and address of each warning."""
    place = one["message"].partition("「")[2].partition("」")[0]
    return str(pathlib.Path(one["place"]["file"]).parent), one["code"], place


def main(arguments):
    if len(arguments) < 2:
        sys.exit(__doc__)
    program, *contents = arguments
    wrong = 0
    for content in contents:
        site = Site(content, [], public=False)
        for evaluation in evaluations(site.content):
            year_of_forms(site, evaluation.parent)
        ours = collections.Counter((str(sheet.path.parent), *one) for sheet in site.sheets for one in wanted(sheet))
        command = [program, "check", "--format", "json", "--content", content]
        told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)["diagnostics"]
        theirs = collections.Counter(warning(one) for one in told if one["code"] in CODES)
        print(f"{content}: {len(site.sheets)} sheets, {ours.total()} stated figures do not agree")
        for side, lines in (("not told by kohyo", ours - theirs), ("told without a reason", theirs - ours)):
            for line in lines.elements():
                print(f"  {side}:", *line)
                wrong += 1
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
