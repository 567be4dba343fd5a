"""What people write in the content, as exact fractions: figures, years, indicators, the rules of the city. Part of
`recompute.py`; shares no code with Kōhyō."""

import functools
import operator
import re
import unicodedata
from fractions import Fraction

import yaml

REASONS = {
    "設定なし": "not_set",
    "評価前": "not_yet_evaluated",
    "未公表": "not_published",
    "調査なし": "not_surveyed",
    "該当なし": "not_applicable",
    "記載なし": "blank_in_source",
    "役割なし": "no_role",
}
BLANK = "空欄"
SIDES = {
    "以上": ("lower", operator.ge),
    "超": ("lower", operator.gt),
    "以下": ("upper", operator.le),
    "未満": ("upper", operator.lt),
}
BOUND = re.compile(r"(-?[\d.]+)(以上|以下|未満|超)(?:(-?[\d.]+)(以上|以下|未満|超))?\Z")
ERAS = {"明治": 1868, "大正": 1912, "昭和": 1926, "平成": 1989, "令和": 2019}
LETTERS = {"M": "明治", "T": "大正", "S": "昭和", "H": "平成", "R": "令和"}
PARTIES = ["市", "国・県・他自治体", "市民・NPO", "企業・その他"]
NUMBER = re.compile(r"-?\d+(\.\d+)?\Z")
FALLING = ("減少", "以下")


@functools.cache
def read(path):
    """Every scalar as written: no number, date or octal is made of it."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def fiscal_year(text):
    text = unicodedata.normalize("NFKC", str(text)).strip().removesuffix("年度")
    if text.isdigit():
        return int(text)
    era = LETTERS.get(text[0], text[:2])
    number = text[1:] if text[0] in LETTERS else text[2:]
    return ERAS[era] + (1 if number == "元" else int(number)) - 1


def wareki(year):
    for era, start in reversed(ERAS.items()):
        # The era that most of the year's days are in.
        if year >= start:
            number = year - start + 1
            return f"{era}{'元' if number == 1 else number}年度"
    raise ValueError(year)


def places(text):
    return len(text.partition(".")[2])


def grouped(number, minus="−"):
    """A number as people read it: 1,234.50; what is none stays."""
    if not NUMBER.match(number):
        return number
    whole, point, rest = number.lstrip("-").partition(".")
    return f"{minus if number.startswith('-') else ''}{int(whole):,}{point}{rest}"


def spelled(value, least=0):
    """A fraction with as many decimals as it has, and at least so many."""
    digits = next(digits for digits in range(least, 29) if (value * 10**digits).denominator == 1)
    scaled = str(abs(int(value * 10**digits))).rjust(digits + 1, "0")
    whole, rest = scaled[: len(scaled) - digits], scaled[len(scaled) - digits :]
    return f"{'-' if value < 0 else ''}{whole}{'.' if rest else ''}{rest}"


def half_away(value, digits):
    scaled = abs(value) * 10**digits
    whole = (2 * scaled + 1) // 2
    return Fraction(int(whole), 10**digits) * (1 if value >= 0 else -1)


class Figure:
    """What somebody wrote where a figure may stand."""

    def __init__(self, written):
        self.more = written if isinstance(written, dict) else {}
        value = self.more.get("値") if isinstance(written, dict) else written
        self.text = value
        self.number = Fraction(value) if value and NUMBER.match(value) else None
        self.reason = REASONS.get(value)
        other = self.more.get("別の読み")
        self.other = Fraction(other) if other else None
        low, high = self.more.get("下限"), self.more.get("上限")
        self.bounds = (Fraction(low), Fraction(high)) if low and high else None
        self.words = self.more.get("文")

    def take(self, other):
        return self.other if other and self.other is not None else self.number

    @property
    def status(self):
        if self.words is not None:
            return "words"
        if self.bounds:
            return "range"
        return self.reason or "ok"


class Cell:
    """What stands in a cell, and how it is printed; `choice` for a word of a 選択."""

    def __init__(self, form, written, choice=False):
        more = written if isinstance(written, dict) else {}
        text = more.get("文", more.get("値")) if more else written
        self.more, text = more, text.strip()
        marks = {mark: REASONS[reason] for mark, reason in form.get("印", {}).items()}
        bare = re.fullmatch(r"\((.*)\)", text)
        body = bare[1] if bare and not choice and "文" not in more else text
        self.bracketed = body != text
        minus = form.get("負の印")
        plain = "-" + body[len(minus) :] if minus and body.startswith(minus) else body
        plain = plain.replace(",", "")
        self.plain = plain
        self.wanted = {"value": None, "lower": None, "upper": None}
        self.number, self.limits = None, []
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
            shown = grouped(plain, minus or "−")
        elif found := BOUND.match(plain):
            self.status, shown = "bound", body
            for number, word in (found.groups()[:2], found.groups()[2:]):
                if number:
                    side, holds = SIDES[word]
                    self.wanted[side] = Fraction(number)
                    self.limits.append((holds, Fraction(number)))
        else:
            raise ValueError(f"{written!r} cannot be read")
        if self.bracketed:
            shown = f"（{shown}）"
        self.text = f"{shown}（{more['併記']}）" if "併記" in more else shown

    @property
    def value(self):
        return self.wanted["value"]

    @property
    def reason(self):
        """The code of why there is nothing; `None` where something stands."""
        return None if self.status in ("ok", "bound", "words", "stated") else self.status

    def holds(self, number):
        return all(holds(number, limit) for holds, limit in self.limits)


def factor_of(written):
    conversion = written.get("換算")
    return (conversion["単位"], Fraction(conversion["倍率"])) if conversion else None


NOWHERE = "not_on_sheet"
# What is said of a fact besides, where nothing is.
NOTHING = dict.fromkeys(("alternative", "lower", "upper")) | dict.fromkeys(("value_state", "expected", "value_fy"), "")
NOTHING |= {"computed": "", "notes": []}
WITHOUT_RATE = ("範囲", "以上・以下", "目標0", "算出しない")
RATES = {
    "基準からの進み": "当初値からの進み",
    "目安値との比較": "目安値との比較",
    "計画÷実績": "実績に対する計画",
    "2-実績÷計画": "計画に対する減り方",
}
KINDS = ("届いた", "届かず", "目標年度前", "まだ比べられない", "比べない")


class Indicator:
    """An indicator, or one series of it."""

    def __init__(self, written, part=None):
        own = {**written, **{key: item for key, item in (part or {}).items() if key != "名称"}}
        self.name = f"{written['指標名']}（{part['名称']}）" if part else written["指標名"]
        self.identity, self.part = written.get("識別"), part and part["名称"]
        self.own_name, self.former = written["指標名"], written.get("旧名称")
        self.unit, self.direction, self.method = written["単位"], written["望ましい方向"], written["達成率の方法"]
        self.factor = factor_of(written)
        series = lambda key: {fiscal_year(year): Figure(item) for year, item in (own.get(key) or {}).items()}
        self.sides = {"計画": series("計画"), "実績": series("実績"), "目安値": series("目安値")}
        self.stated_rates = series("達成率")
        base = own.get("当初値")
        self.base = (fiscal_year(base["年度"]), Figure(base["値"])) if base else None
        self.tolerance = written.get("許容幅")
        both = lambda key: written.get(key, []) + (part or {}).get(key, [])
        self.breaks = [fiscal_year(one["年度"]) for one in both("断絶")]
        self.revisions = both("目標の改定")

    @staticmethod
    def all(written):
        for one in written:
            parts = one.get("系列")
            yield from [Indicator(one, part) for part in parts] if parts else [Indicator(one)]

    def known_by(self, code, renamed):
        """What it is known by over the years: its 識別, else the code of its sheet and its first name."""
        if self.identity:
            return self.identity, self.part
        name = self.own_name
        if self.former:
            renamed[code, name] = renamed.get((code, self.former), self.former)
        return code, renamed.get((code, name), name), self.part

    def broken(self, after, until):
        return any(after < year <= until for year in self.breaks)

    def said(self, side, year, other=False):
        figure = self.sides[side].get(year)
        number = figure and figure.take(other)
        if number is None or figure.status != "ok":
            return None
        return number * self.factor[1] if self.factor else number

    def target(self, year, result):
        """What the actual of a year is compared with: in the year evaluated, where it has none, the next plan."""
        sides = ["目安値", "計画"] if self.method == "目安値との比較" else ["計画"]
        stated = lambda side, year: year in self.sides[side] and not self.sides[side][year].reason
        for side in sides:
            if stated(side, year):
                return side, year
        later = [of for of in sorted(self.sides["計画"]) if of > year and stated("計画", of)]
        return ("計画", later[0]) if year == result and later else (sides[0], year)

    def cells(self, year, result):
        side, of = self.target(year, result)
        return self.sides["実績"].get(year), self.sides[side].get(of), of != year

    def rate(self, year, result, other=False):
        """The rate of a year before rounding, and its status."""
        actual, target, _ = self.cells(year, result)
        if self.method in WITHOUT_RATE:
            kind, why = self.outcome(year, result, other)
            return None, "not_computable" if why == "not_computable" else "not_applicable"
        for figure in (actual, target):
            if figure is None or figure.reason:
                return None, figure.reason if figure else NOWHERE
        undefined = (None, "not_computable")
        if "ok" != actual.status or "ok" != target.status:
            return undefined
        actual, target = actual.take(other), target.take(other)
        if self.method == "計画÷実績" or (self.method == "目安値との比較" and self.direction in FALLING):
            return (target * 100 / actual, "ok") if actual > 0 and target > 0 else undefined
        if self.method == "2-実績÷計画":
            return ((2 - actual / target) * 100, "ok") if actual >= 0 and target > 0 else undefined
        if self.method == "基準からの進み":
            base = self.base and self.base[1].number
            if base is None or target == base or self.broken(self.base[0], year):
                return undefined
            return (actual - base) * 100 / (target - base), "ok"
        return (actual * 100 / target, "ok") if target > 0 and actual >= 0 else undefined

    def outcome(self, year, result, other=False):
        """届いた, 届かず, 目標年度前, まだ比べられない or 比べない, and why where it is none of the first three."""
        actual, target, early = self.cells(year, result)
        open_ = lambda reason: ("まだ比べられない" if reason in ("not_published", "not_yet_evaluated") else "比べない", reason)
        if actual is None or actual.reason:
            return open_(actual.reason if actual else NOWHERE)
        if self.method == "算出しない":
            return "比べない", "method"
        if target is None or target.reason:
            return open_(target.reason if target else NOWHERE)
        reached = self.reached(actual, target, other)
        if reached is None:
            return "比べない", "not_computable"
        if early:
            return "目標年度前", None
        return ("比べない", "keep") if reached == "keep" else ("届いた" if reached else "届かず", None)

    def reached(self, actual, target, other):
        if self.method == "範囲":
            if actual.status != "ok" or target.status != "range":
                return None
            return target.bounds[0] <= actual.take(other) <= target.bounds[1]
        if actual.status != "ok" or target.status != "ok":
            return None
        actual, target = actual.take(other), target.take(other)
        if self.method == "維持（許容幅）":
            return "keep" if self.tolerance is None else abs(actual - target) * 100 <= abs(target) * Fraction(self.tolerance)
        if self.method == "目標0":
            return actual == 0 if target == 0 else None
        if self.direction in ("増加", "以上"):
            return actual >= target
        if self.direction in FALLING:
            return actual <= target
        return (actual == target or "keep") if self.direction == "維持" else None


class Rules:
    """What the city says of rounding and grades."""

    def __init__(self, city):
        rounding = city.get("率の端数処理", {"方法": "小数第2位を四捨五入"})
        place, self.way = re.match(r"小数第(\d+)位を(.+)", rounding["方法"]).groups()
        self.places = int(place) - 1
        self.cap = Fraction(rounding["上限"]) if "上限" in rounding else None
        self.grading = city.get("評価区分")
        steps = self.grading["区分"] if self.grading else []
        self.steps = [(step["名称"], Fraction(step["以上"]) if "以上" in step else None) for step in steps]
        self.below = self.grading and self.grading.get("それ未満")
        self.exempt = self.grading and self.grading["対象外"]["表示"]

    def rounded(self, value, graded=True):
        """By the rule of the city, with more places where it would become 0 or 100 or cross a threshold."""
        if self.cap is not None:
            value = min(value, self.cap)
        steps = [least for _, least in self.steps if least is not None] if graded else []
        bounds = [Fraction(0), Fraction(100), *steps]
        side = lambda number: [(number > bound) - (number < bound) for bound in bounds]
        for digits in range(self.places, 29):
            rounded = self.round(value, digits)
            if side(rounded) == side(value):
                return rounded
        return value

    def round(self, value, digits):
        if self.way == "四捨五入":
            return half_away(value, digits)
        scaled = abs(value) * 10**digits
        whole = int(scaled) if self.way == "切捨て" else -int(-scaled // 1)
        return Fraction(whole, 10**digits) * (1 if value >= 0 else -1)

    def grade(self, one, year, result, other=False):
        """The grade, or what stands where there is none."""
        falling = one.direction in FALLING
        fits = {"実績÷計画": not falling, "計画÷実績": falling, "2-実績÷計画": falling}.get(one.method, True)
        if one.method not in self.grading["方法"] or not fits or one.direction == "維持":
            return self.exempt
        value, _ = one.rate(year, result, other)
        kind, _ = one.outcome(year, result, other)
        if value is None or kind not in ("届いた", "届かず") or (value >= 100) != (kind == "届いた"):
            return self.exempt
        for name, least in self.steps:
            if least is None or value >= least:
                return name
        return self.below or self.exempt


def day(text):
    text = unicodedata.normalize("NFKC", text)
    if "-" in text:
        return tuple(int(part) for part in text.split("-"))
    year, rest = text.split("年")
    month, rest = rest.split("月")
    return fiscal_year(year), int(month), int(rest.rstrip("日"))


def spoken(text):
    """A day in the era that it lies in."""
    year, month, date = day(text)
    starts = {"令和": (2019, 5, 1), "平成": (1989, 1, 8), "昭和": (1926, 12, 25), "大正": (1912, 7, 30)}
    for era, start in starts.items():
        if (year, month, date) >= start:
            number = year - start[0] + 1
            return f"{era}{'元' if number == 1 else number}年{month}月{date}日"
    raise ValueError(text)
