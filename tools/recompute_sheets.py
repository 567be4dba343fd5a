"""Stated figures: the part of recompute.py that reads forms, sheets and their CSV files. Every figure is found by its
address; comparisons are in recompute_compared.py, years and counts in recompute_years.py."""

import csv
import io
import re
from decimal import Decimal
from fractions import Fraction

from recompute_compared import compare
from recompute_parts import comparison, shares, survey
from recompute_taken import whole
from written import BLANK, BOUND, NOTHING, NUMBER, REASONS, Cell, day, fiscal_year, grouped, places, spoken, wareki

NO_FIGURE = ("言葉", "文", "日付", "年度", "課", "人", "単位", "科目")
STATES = {"速報": "provisional", "確定": "final", "改定": "revised", "参考": "reference", "見込": "projected"}
# Columns of indicators that are measured in the unit of the indicator where they have none of their own.
MEASURED = ("当初値", "目標", "目安", "実績", "累計")
# Items of an indicator that a CSV file may omit.
OPTIONAL = ("識別", "旧名称", "望ましい方向", "値の種類", "比べる", "許容幅", "中間目標年度", "最終目標年度", "換算")


def sections_of(form):
    return [(section["名"], section) for section in form["区画"]]


def rows_of(path):
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp932")
    return [row for row in csv.reader(io.StringIO(text, newline="")) if row]


def beside(path, form, section):
    """A section from a CSV file, in the shape of a sheet; an empty field is 空欄."""
    head, *rows = rows_of(path)
    minus = form.get("負の印", "-")
    plain = lambda text: minus + text[1:] if re.match(r"▲\d", text) else text
    filled = lambda text: plain(text.strip()) or BLANK
    if section["種類"] == "表":
        return {row[0].strip(): [filled(text) for text in row[1:]] for row in rows}
    fields = section.get("欄") or section["列"]
    optional = {field["名"] for field in fields if field.get("無くてもよい") == "はい"} | set(OPTIONAL)
    entries = []
    for row in rows:
        entry = {}
        for name, text in zip(head, row):
            name, _, year = name.strip().partition(" ") if "列" in section else (name.strip(), "", "")
            if text.strip() or name not in optional:
                if year:
                    entry.setdefault(name, {})[year] = filled(text)
                else:
                    entry[name] = filled(text)
        entries.append(entry)
    return entries


def address(*parts):
    """Names as an address: a backslash escapes a point in a name, and the word for computed values."""
    part = lambda name: r"\参考" if name == "参考" else name.replace("\\", "\\\\").replace(".", r"\.")
    return ".".join(map(part, parts))


class Declared:
    """A sheet while it is compared."""

    def __init__(self, site, page, owner, folder, form, result, written):
        self.site, self.page, self.owner, self.folder = site, page, owner, folder
        self.form, self.result, self.written = form, result, written
        # The sheet above, and the actuals that other sheets state of its indicators, where any does.
        self.above, self.others = None, {}
        keyed = [one for one in written.get("注", []) if isinstance(one, dict)]
        self.keyed = {key: text for one in keyed for key, text in one.items()}
        self.doubts, self.corrected = written.get("疑義", []), written.get("訂正", [])
        self.answers = written.get("警告の確認", [])
        # Its stated figures, and the comparisons made.
        self.cells, self.compared = {}, []
        # Surveys of which people were counted.
        self.counted = []
        # Comparisons to make once all is read; unpublished items, and whether the current section is unpublished.
        self.pending, self.kept, self.hiding = [], set(), False
        # Notes on figures that contradict others, by id.
        self.told = {}
        # Addresses of figures with an alternative reading, with both readings.
        self.readings = {}
        site.sheets.append(self)

    def id(self, *parts):
        return f"{self.folder}.{address(*parts)}"

    def keeps(self, part):
        """Whether a part of the form is read and not published."""
        return self.site.public and part.get("公開") == "しない"

    def state(self, parts, written, kind, unit, year=None, factor=None, called=None, kept=False):
        if kind in NO_FIGURE:
            return
        cell = self.cells[tuple(parts)] = Cell(self.form, written, kind.endswith("選択"))
        place = address(*parts)
        if kept or self.hiding:
            self.kept.add(place)
            return
        if "別の読み" in cell.more:
            self.readings[place] = [f"{cell.text}{unit}", f"{grouped(cell.more['別の読み'])}{unit}"]
        label = " ".join([self.owner, parts[0], called or parts[1], *parts[2:]])
        self.site.units[self.id(*parts)] = unit
        self.pending.append(lambda: self.stated(parts, cell, label, (kind, unit, year, factor)))

    def stated(self, parts, cell, label, about):
        """Compares a figure of the content with its fact."""
        kind, unit, year, factor = about
        kind, id, more = f"declared {kind}", self.id(*parts), cell.more
        other = Fraction(more["別の読み"]) if "別の読み" in more else None
        wanted = {
            **cell.wanted,
            "status": cell.status,
            "text": cell.text,
            "unit": unit,
            "fy": str(year) if year else "",
            "alternative": other if other != cell.value else None,
            "value_fy": str(fiscal_year(more["値の年度"])) if "値の年度" in more else "",
            "expected": more.get("公表予定", ""),
            "value_state": STATES[more["状態"]] if "状態" in more else "",
            "computed": "",
        }
        notes = self.notes(address(*parts), cell, unit)
        fact = self.site.known(kind, id, self.page, label, "stated")
        if fact:
            self.agree(kind, fact, wanted, notes)
            if cell.number and places(fact["value"]) != places(cell.number):
                self.site.fail(kind, fact["id"], "places of", fact["value"], "wanted those of", cell.number)
        if factor and cell.number:
            to, times = factor["単位"], Fraction(factor["倍率"])
            fact = self.site.known("converted", f"{id}.換算", self.page, f"{label}（{to}）", "converted")
            if fact:
                by = lambda number: None if number is None else number * times
                made = f"{cell.text}{unit}×{grouped(factor['倍率'])}"
                shown = {"value": by(cell.value), "alternative": by(wanted["alternative"]), "unit": to, "computed": made}
                self.agree("converted", fact, {**wanted, **shown, "text": grouped(fact["value"])}, notes)
        elif factor and cell.limits:
            self.bound(cell, f"{id}.換算", label, factor, (wanted, notes))

    def bound(self, cell, id, label, factor, fact_and_notes):
        """A bound in another unit: its numbers are those of the sheet times the factor, and its words stay."""
        (wanted, notes), to, times = fact_and_notes, factor["単位"], Decimal(factor["倍率"])
        fact = self.site.known("converted", id, self.page, f"{label}（{to}）", "converted")
        if not fact:
            return
        by = lambda number: None if number is None else number * Fraction(factor["倍率"])
        own = re.sub(r"-?[\d.]+", lambda number: grouped(f"{Decimal(number[0]) * times:f}"), BOUND.match(cell.plain)[0])
        text = f"（{own}）" if cell.bracketed else own
        text = f"{text}（{cell.more['併記']}）" if "併記" in cell.more else text
        made = f"{cell.text}{wanted['unit']}×{grouped(factor['倍率'])}"
        limits = {side: by(wanted[side]) for side in ("lower", "upper")}
        self.agree("converted", fact, {**wanted, **limits, "unit": to, "computed": made, "text": text}, notes)

    def agree(self, kind, fact, wanted, notes):
        """Compares a fact with its expected fields, and its notes with their expected texts."""
        self.site.all_same(kind, fact, wanted)
        said = all(word in note for note, words in zip(fact["notes"], notes) for word in words)
        if len(fact["notes"]) != len(notes) or not said:
            self.site.fail(kind, fact["id"], "notes", fact["notes"], "wanted", notes)

    def notes(self, place, cell, unit):
        """The expected texts of a figure's notes, in order."""
        more, wanted = cell.more, []
        for key in ("状態", "値の年度", "公表予定"):
            if key in more:
                wanted.append([wareki(fiscal_year(more[key])) if key == "値の年度" else more[key]])
        wanted += [[note] for note in self.cited(cell)]
        about = [one for one in self.doubts if is_about(one["箇所"], place)]
        for one in about:
            both_ways = [words for other, words in self.readings.items() if is_about(one["箇所"], other)]
            # If some of its figures have an alternative reading, only those carry the doubt.
            if place in self.readings or not both_ways:
                said = [one[key].strip("。") for key in ("内容", "理由", "確度") if key in one]
                wanted.append([*said, *(word for words in both_ways for word in words)])
        if "別の読み" in more and not about:
            wanted.append(self.readings[place])
        for one in sorted(self.corrected, key=lambda one: day(one["訂正日"])):
            if one.get("事実") == place:
                before = one["前"].replace(",", "")
                before = grouped(before) + unit if NUMBER.match(before) else one["前"]
                wanted.append([spoken(one["訂正日"]), before])
        told = self.told.get(f"{self.folder}.{place}")
        return [*wanted, told] if told else wanted

    def cited(self, cell):
        """The texts of the notes that a cell refers to or contains."""
        cited = cell.more.get("注", [])
        cited = [cited] if isinstance(cited, str) else cited
        mark = self.form.get("注の記号")
        if mark and mark in cell.more.get("併記", ""):
            key = mark + cell.more["併記"].partition(mark)[2]
            cited = cited if key in cited else [*cited, key]
        return [self.keyed.get(key, key) for key in cited]

    def told_apart(self, field, value, place, several):
        """The name of one of several values: a chosen word itself, else its number."""
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
                kept = self.keeps(field)
                self.state(parts, value, field["型"], field.get("単位", ""), factor=field.get("換算"), kept=kept)

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
                unit, kept = unit if kind == "数" else "", self.keeps(row) or self.keeps(column)
                self.state([name, key, head], cell, kind, unit, year, own.get("換算"), kept=kept)

    def head(self, column):
        """The name of a column, and its year."""
        if "年度" not in column:
            return column["名"], None
        written = column["年度"]
        year = self.year_of(written)
        name = short(year) if written.startswith("実績年度") else written.removesuffix("年度")
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
                    kept = self.keeps(field)
                    self.state(parts, value, field["型"], unit, factor=field.get("換算"), kept=kept)

    def year_of(self, written):
        """The year of a column: that of the results plus an offset, or a fixed year of the form."""
        if found := re.fullmatch(r"実績年度(?:([+-])(\d+))?", written):
            return self.result + int((found[1] or "+") + (found[2] or "0"))
        return fiscal_year(written)

    def values(self, column, written):
        """The values of a column of indicators, each with its year, the year part of its address, and the year as written."""
        years = column.get("年度", [])
        years = [years] if isinstance(years, str) else years
        single = len(years) == 1
        if isinstance(written, dict) and not {"値", "文"} & written.keys():
            of = [(fiscal_year(year), year, cell) for year, cell in written.items()]
            return [(year, [] if single else [short(year)], said, cell) for year, said, cell in of]
        return [(self.year_of(years[0]) if single else None, [], None, written)]

    def indicators(self, name, section, written):
        slots = section.get("枠")
        for key, one in written.items() if slots else ((None, one) for one in written):
            if slots and key not in slots:
                self.site.fail("declared", self.page, name, key, "is no slot of the form")
            key = key or one.get("識別", one["指標名"])
            # By its name for readers, unless another has the same.
            names = [other["指標名"] for other in (written.values() if slots else written)]
            called = self.words(one["指標名"]) if names.count(one["指標名"]) == 1 else key
            every, merged = whole(self, section, one)
            self.columns([name, key], section, merged, one, called)
            for series, part in one.get("系列", {}).items():
                self.columns([name, key, series], section, merged, part, called)
            compare(self, name, key, every, merged)

    def columns(self, parts, section, one, part, called):
        for column in section["列"]:
            if column["名"] not in part or column.get("役") == "向き":
                continue
            role = column.get("役", column.get("型"))
            kind = {"区分": "選択", "選択": "選択", **dict.fromkeys(NO_FIGURE, "言葉")}.get(role, role)
            unit, factor = column.get("単位"), column.get("換算")
            if unit is None and role in MEASURED:
                unit, factor = self.words(one["単位"]), one.get("換算")
            if unit is None and kind not in ("選択", "言葉"):
                self.site.fail("declared", self.page, *parts, column["名"], "has no unit")
            for year, own, _, cell in self.values(column, part[column["名"]]):
                kept = self.keeps(column)
                self.state([*parts, column["名"], *own], cell, kind, unit or "", year, factor, called, kept)
        self.revisions(parts, section, one, part, called)

    def revisions(self, parts, section, one, part, called):
        """Revised targets before and after, stored with the targets."""
        kept = all(self.keeps(column) for column in section["列"] if column.get("役") == "目標")
        for revision in part.get("目標の改定", []):
            year, (y, m, d) = fiscal_year(revision["年度"]), day(revision["改定日"])
            for side in ("前", "後"):
                own = [*parts, "目標の改定", short(year), f"{y:04}-{m:02}-{d:02}", side]
                unit, factor = self.words(one["単位"]), one.get("換算")
                self.state(own, revision[side], "改定", unit, year, factor, called, kept)

    def words(self, text):
        """A name or a unit; empty where there is a word for its absence."""
        return "" if text == BLANK or text in REASONS or text in self.form.get("印", {}) else text

    def below(self, name, section, written):
        self.site.fail("declared", self.page, name, "is written, but holds what lies below")

    def sheet(self, path, written):
        self.path = path
        kinds = {"欄": self.fields, "表": self.table, "一覧": self.entries, "下位": self.below}
        kinds |= {"指標": self.indicators, "増加分": self.indicators}
        parts = {"割合": shares, "比較": comparison, "アンケート": survey}
        for name, section in sections_of(self.form):
            lies = path.with_name(f"{path.stem}.{name}.csv")
            content = beside(lies, self.form, section) if lies.exists() else written.get(name)
            kind, self.hiding = section["種類"], self.keeps(section)
            if kind not in kinds | parts and kind != "文":
                self.site.fail("declared", self.page, f"sections of the kind {kind} are not recomputed")
            elif content is not None and not isinstance(content, str) and kind != "文":
                if kind in parts:
                    parts[kind](self, name, section, content)
                else:
                    kinds[kind](name, section, content)
        for check in self.pending:
            check()
        self.corrections()

    def corrections(self):
        """The value of a figure before a correction, and after it if it was corrected again; in its unit."""
        ordered = sorted(self.corrected, key=lambda one: day(one["訂正日"]))
        for number, one in enumerate(ordered):
            place = one.get("事実")
            if place is None or place in self.kept:
                continue
            last = all(later.get("事実") != place for later in ordered[number + 1 :])
            y, m, d = day(one["訂正日"])
            for side, word in [("前", "訂正前")] + ([] if last else [("後", "訂正後")]):
                cell = Cell(self.form, one[side])
                id = f"{self.folder}.訂正.{y:04}-{m:02}-{d:02}.{place}.{side}"
                label = f"{self.owner} {one['対象']} {word}"
                fact = self.site.known("stated correction", id, self.page, label, "stated")
                if fact:
                    said = {"status": cell.status, "unit": self.site.units.get(f"{self.folder}.{place}"), "fy": ""}
                    self.site.all_same("stated correction", fact, {**NOTHING, **cell.wanted, **said, "text": cell.text})
                    if cell.number and places(fact["value"]) != places(cell.number):
                        self.site.fail("stated correction", id, "places of", fact["value"], "wanted those of", cell.number)


def is_about(place, of):
    """Whether an address is a place, or inside it."""
    return of == place or of.startswith(f"{place}.")


def short(year):
    return wareki(year).removesuffix("年度")
