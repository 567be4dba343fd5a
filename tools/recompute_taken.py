"""Indicators that a sheet takes from the sheet above (もと), by docs/yoshiki.md: the inherited items, and actuals of one
indicator on several sheets. Part of recompute_sheets.py."""

from written import NUMBER, wareki

# Target roles, and the items of an indicator stated by the sheet above.
TAKEN_ROLES = ("当初値", "目標", "目安")
TAKEN = ("単位", "換算", "望ましい方向", "値の種類", "期間", "比べる", "許容幅", "断絶")


def section_of(form, name):
    return next((one for one in form["区画"] if one["名"] == name), None)


def entries(section, written):
    """The indicators of a section with their names."""
    if not isinstance(written, (list, dict)):
        return []
    if "枠" in section:
        return list(written.items())
    return [(one.get("識別", one["指標名"]), one) for one in written]


def source(sheet, section, one):
    """The section of the sheet above, and the indicator there: key and entry; `None` for a section of its own."""
    if "もと" not in section:
        return None
    upper = section_of(sheet.above.form, section["もと"])
    found = [
        (key, entry)
        for key, entry in entries(upper, sheet.above.written.get(section["もと"]))
        if entry["指標名"] == one["指標名"] and one.get("識別", key) == key
    ]
    return (upper, *found[0]) if found else None


def fixed(sheet, column):
    """A column of the sheet above, marked as such; its years do not depend on this sheet's year of results."""
    column = {**column, "上": True}
    years = column.get("年度", [])
    years = [years] if isinstance(years, str) else years
    known = lambda year: wareki(sheet.year_of(year)) if year.startswith("実績年度") else year
    return {**column, "年度": [known(year) for year in years]} if years else column


def whole(sheet, section, one):
    """A section and one of its indicators, completed from the sheet above."""
    found = source(sheet, section, one)
    if not found:
        return section, one
    upper, _, above = found
    own = {column["名"] for column in section["列"]}
    taken = [column for column in upper["列"] if column.get("役") in TAKEN_ROLES and column["名"] not in own]
    names = [column["名"] for column in taken]
    of = lambda entry, keys: {key: entry[key] for key in keys if key in entry}
    merged = {**of(above, [*TAKEN, *names]), **one}
    if "系列" in above or "系列" in one:
        given, parts = above.get("系列", {}), one.get("系列", {})
        merged["系列"] = {
            name: {**of(given.get(name, {}), ["比べる", "断絶", *names]), **parts.get(name, {})}
            for name in {**parts, **given}
        }
    method = section.get("比べる", upper.get("比べる"))
    columns = [fixed(sheet.above, column) for column in taken] + section["列"]
    return {**section, "列": columns, **({"比べる": method} if method else {})}, merged


def actuals(sheet, section, one):
    """The actuals of an indicator: series, year, cell."""
    for series in one.get("系列", [None]):
        part = {**one, **one.get("系列", {}).get(series, {})}
        for column in section["列"]:
            if column.get("役") == "実績" and column["名"] in part:
                for year, _, _, cell in sheet.values(column, part[column["名"]]):
                    yield series, sheet.result if year is None else year, cell


def is_number(sheet, cell):
    cell = cell.get("値", "") if isinstance(cell, dict) else cell
    return bool(NUMBER.match(str(cell)))


class Other:
    """An actual stated by another sheet."""

    def __init__(self, sheet, series, year, cell, below):
        self.sheet, self.series, self.year, self.cell, self.below = sheet, series, year, cell, below
        self.number = is_number(sheet, cell)


def exchange(sheets):
    """Gives each sheet the actuals that others state of its indicators, by section and key."""
    below = {}
    for sheet in sheets:
        for section in sheet.form["区画"]:
            if "もと" not in section or not sheet.above:
                continue
            for key, one in entries(section, sheet.written.get(section["名"])):
                found = source(sheet, section, one)
                if found:
                    place = (sheet.above, section["もと"], found[1])
                    below.setdefault(place, []).append((sheet, section, key, one))
    for (above, name, key), takers in below.items():
        upper = section_of(above.form, name)
        entry = dict(entries(upper, above.written[name]))[key]
        of_above = [Other(above, *actual, False) for actual in actuals(above, upper, entry)]
        of_takers = [Other(sheet, *actual, True) for sheet, section, _, one in takers for actual in actuals(sheet, section, one)]
        of_takers.sort(key=lambda one: one.year)
        above.others[name, key] = of_takers
        for sheet, section, own, _ in takers:
            if sheet.result is None:
                continue
            before = [*of_above, *(Other(one.sheet, one.series, one.year, one.cell, False) for one in of_takers)]
            before = [one for one in before if one.year < sheet.result and one.sheet is not sheet]
            sheet.others[section["名"], own] = before
