"""What the sheets of declared forms state: the part of recompute.py that reads forms, their sheets and the CSV files
beside them. The tool computes nothing of such a sheet, so every fact is one that is written there."""

import csv
import pathlib
import re
from fractions import Fraction

from written import NUMBER, REASONS, fiscal_year, places, read

BLANK = "空欄"
SIDES = {"以上": "lower", "超": "lower", "以下": "upper", "未満": "upper"}
BOUND = re.compile(r"(-?[\d.]+)(以上|以下|未満|超)(?:(-?[\d.]+)(以上|以下|未満|超))?\Z")
NO_FIGURE = ("言葉", "文", "日付", "課", "人", "単位", "科目")


def sections_of(form):
    return [(section["名"], section) for section in form["区画"]]


def is_declared(evaluation):
    return isinstance(evaluation.get("階層"), list)


class Cell:
    """What stands in a cell, and how it is printed; `choice` for a word of a 選択."""

    def __init__(self, form, written, choice):
        more = written if isinstance(written, dict) else {}
        text = more.get("文", more.get("値")) if more else written
        self.more, text = more, text.strip()
        marks = {mark: REASONS[reason] for mark, reason in form.get("印", {}).items()}
        bare = re.fullmatch(r"\((.*)\)", text)
        body = bare[1] if bare and not choice and "文" not in more else text
        minus = form.get("負の印")
        plain = "-" + body[len(minus) :] if minus and body.startswith(minus) else body
        plain = plain.replace(",", "")
        self.wanted = {"value": None, "lower": None, "upper": None}
        self.number = None
        if "文" in more:
            self.status, shown = "words", text
        elif text in marks or text in REASONS or text == BLANK:
            self.status = {BLANK: "blank", **REASONS, **marks}[text]
            shown = "" if text == BLANK else text
        elif choice:
            self.status, shown = "stated", text
        elif NUMBER.match(plain):
            self.status, self.number = "ok", plain
            self.wanted["value"] = Fraction(plain)
            whole, point, rest = plain.lstrip("-").partition(".")
            sign = (minus or "−") if plain.startswith("-") else ""
            shown = f"{sign}{int(whole):,}{point}{rest}"
        elif found := BOUND.match(plain):
            self.status, shown = "bound", body
            for number, side in (found.groups()[:2], found.groups()[2:]):
                if number:
                    self.wanted[SIDES[side]] = Fraction(number)
        else:
            raise ValueError(f"{written!r} cannot be read")
        if bare and body != text:
            shown = f"（{shown}）"
        self.text = f"{shown}（{more['併記']}）" if "併記" in more else shown


def rows_of(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.reader(file) if row]


def beside(path, section):
    """A section that lies in a CSV file beside its sheet, as the sheet would say it; an empty field is 空欄."""
    head, *rows = rows_of(path)
    filled = lambda row: [field.strip() or BLANK for field in row]
    if section["種類"] == "表":
        return {row[0].strip(): filled(row[1:]) for row in rows}
    optional = {field["名"] for field in section["欄"] if field.get("無くてもよい") == "はい"}
    entries = [dict(zip((name.strip() for name in head), row)) for row in rows]
    keep = lambda name, text: text.strip() or name not in optional
    return [{name: text.strip() or BLANK for name, text in row.items() if keep(name, text)} for row in entries]


class Declared:
    """A sheet on its way to being compared."""

    def __init__(self, site, page, owner, form, result):
        self.site, self.page, self.owner, self.form, self.result = site, page, owner, form, result

    def state(self, parts, written, kind, unit, year=None, factor=None):
        if kind in NO_FIGURE:
            return
        site, kind = self.site, f"declared {kind}"
        label = " ".join([self.owner, *parts])
        fact = site.take(kind, self.page, label, "stated")
        if fact is None:
            return
        cell = Cell(self.form, written, kind.endswith("選択"))
        more = cell.more
        other = Fraction(more["別の読み"]) if "別の読み" in more else None
        wanted = {
            **cell.wanted,
            "status": cell.status,
            "text": cell.text,
            "unit": unit,
            "fy": str(year) if year else "",
            "alternative": other if other != cell.wanted["value"] else None,
            "value_fy": str(fiscal_year(more["値の年度"])) if "値の年度" in more else "",
            "expected": more.get("公表予定", ""),
        }
        for field, value in wanted.items():
            site.same(kind, fact, field, value)
        if cell.number and places(fact["value"]) != places(cell.number):
            site.fail(kind, fact["id"], "places of", fact["value"], "wanted those of", cell.number)
        if factor and cell.status in ("ok", "bound"):
            self.converted(label, cell, other, year, factor)

    def converted(self, label, cell, other, year, factor):
        to, times = factor["単位"], Fraction(factor["倍率"])
        fact = self.site.take("converted", self.page, f"{label}（{to}）", "converted")
        if fact is None:
            return
        by = lambda number: None if number is None else number * times
        wanted = {key: by(number) for key, number in cell.wanted.items()}
        for field, value in {**wanted, "alternative": by(other), "unit": to, "fy": str(year) if year else ""}.items():
            self.site.same("converted", fact, field, value)

    def told_apart(self, field, value, place, several):
        """What one of several values is called: a word that was chosen by itself, anything else by its number."""
        if field["型"] == "選択" and field.get("いくつも") == "はい":
            cell = Cell(self.form, value, True)
            if cell.status == "stated":
                return [value["値"] if isinstance(value, dict) else value]
        return [str(place)] if several else []

    def fields(self, name, section, written):
        for field in section["欄"]:
            if field["名"] not in written:
                continue
            values = written[field["名"]]
            several = isinstance(values, list) and len(values) > 1
            for place, value in enumerate(values if isinstance(values, list) else [values], 1):
                parts = [name, field["名"], *self.told_apart(field, value, place, several)]
                self.state(parts, value, field["型"], field.get("単位", ""), factor=field.get("換算"))

    def table(self, name, section, written):
        for row in section["行"]:
            key = row.get("識別", row["名"])
            if key not in written:
                continue
            cells = written[key] if isinstance(written[key], list) else [written[key]]
            if len(cells) != len(section["列"]):
                self.site.fail("declared", self.page, name, key, "has another number of cells than the form")
            for column, cell in zip(section["列"], cells):
                own = column if "型" in column or "選択" in column else row
                unit = own.get("単位", section.get("単位", ""))
                head, year = self.head(column)
                kind = own.get("型", "数")
                self.state([name, key, head], cell, kind, unit if kind == "数" else "", year, own.get("換算"))

    def head(self, column):
        """The name of a column, and the year that it is about."""
        if "年度" not in column:
            return column["名"], None
        written = column["年度"]
        if found := re.fullmatch(r"実績年度(?:([+-])(\d+))?", written):
            year = self.result + int((found[1] or "+") + (found[2] or "0"))
            name = short(year)
        else:
            year, name = fiscal_year(written), written.removesuffix("年度")
        return " ".join([name, *([column["区分"]] if "区分" in column else [])]), year

    def entries(self, name, section, written):
        first = section["欄"][0]["名"]
        unit_field = next((field["名"] for field in section["欄"] if field["型"] == "単位"), None)
        for entry in written:
            key = entry.get("識別", entry[first])
            for field in section["欄"]:
                if field["名"] not in entry:
                    continue
                unit = field.get("単位", entry.get(unit_field, "")) if field["型"] == "数" else ""
                values = entry[field["名"]]
                several = isinstance(values, list) and len(values) > 1
                for place, value in enumerate(values if isinstance(values, list) else [values], 1):
                    parts = [name, key, field["名"], *self.told_apart(field, value, place, several)]
                    self.state(parts, value, field["型"], unit, factor=field.get("換算"))

    def sheet(self, path, written):
        for name, section in sections_of(self.form):
            lies = path.with_name(f"{path.stem}.{name}.csv")
            content = beside(lies, section) if lies.exists() else written.get(name)
            absent = isinstance(content, str) and section["種類"] in ("欄", "表", "一覧")
            if content is None or absent or section["種類"] == "文":
                continue
            state = {"欄": self.fields, "表": self.table, "一覧": self.entries}.get(section["種類"])
            if state:
                state(name, section, content)
            else:
                self.site.fail("declared", self.page, f"sections of the kind {section['種類']} are not recomputed yet")


def short(year):
    return f"令和{'元' if year == 2019 else year - 2018}" if year >= 2019 else f"平成{'元' if year == 1989 else year - 1988}"


def forms_of(content):
    return {path.stem: read(path) for path in sorted(pathlib.Path(content).glob("forms/*.yaml"))}


def year_of_forms(site, folder, corrections):
    """Every sheet of a year of declared forms. Two levels with sheets have their folder in their addresses."""
    evaluation, forms = read(folder / "evaluation.yaml"), forms_of(site.content)
    result = fiscal_year(evaluation["実績年度"])
    levels = [level for level in evaluation["階層"] if "様式" in level]
    for level in levels:
        first = level["様式"] if isinstance(level["様式"], str) else next(iter(level["様式"]))
        place = level["置き場所"]
        below = f"{folder.name}/{place}" if len(levels) > 1 else folder.name
        for path in sorted((folder / place).glob("*.yaml")):
            written = read(path)
            code = written["票"]["コード"]
            owner = f"{level['呼び名']}{code}"
            page = f"{below}/{code}.html"
            form = forms[written.get("様式", first)]
            Declared(site, page, owner, form, result).sheet(path, written)
            corrections(site, page, owner, written)
