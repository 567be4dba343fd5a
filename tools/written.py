"""Parses what people write in the content, with exact fractions: cells, years, days, the rules of the city. Part of
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
NUMBER = re.compile(r"-?\d+(\.\d+)?\Z")
FALLING = ("減少", "以下")


@functools.cache
def read(path):
    """Loads every scalar as text, without converting numbers, dates or octals."""
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
    """Formats a number as 1,234.50; zero has no sign, and any other text stays unchanged."""
    if not NUMBER.match(number):
        return number
    whole, point, rest = number.lstrip("-").partition(".")
    return f"{minus if Fraction(number) < 0 else ''}{int(whole):,}{point}{rest}"


def spelled(value, least=0):
    """Formats a fraction with all its decimals, and with a minimum number of them."""
    digits = next(digits for digits in range(least, 29) if (value * 10**digits).denominator == 1)
    scaled = str(abs(int(value * 10**digits))).rjust(digits + 1, "0")
    whole, rest = scaled[: len(scaled) - digits], scaled[len(scaled) - digits :]
    return f"{'-' if value < 0 else ''}{whole}{'.' if rest else ''}{rest}"


def half_away(value, digits):
    scaled = abs(value) * 10**digits
    whole = (2 * scaled + 1) // 2
    return Fraction(int(whole), 10**digits) * (1 if value >= 0 else -1)


class Cell:
    """The value of a cell and its printed text; `choice` for a word of a 選択, `other` for the alternative reading."""

    def __init__(self, form, written, choice=False, other=False):
        more = written if isinstance(written, dict) else {}
        text = more.get("文", more.get("値")) if more else written
        text = more["別の読み"] if other and "別の読み" in more else text
        self.more, text = more, text.strip()
        marks = {mark: REASONS[reason] for mark, reason in form.get("印", {}).items()}
        bare = re.fullmatch(r"\((.*)\)", text)
        body = bare[1] if bare and not choice and "文" not in more else text
        self.bracketed = body != text
        minus = form.get("負の印")
        plain = body.replace(minus, "-") if minus else body
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
            self.status = "bound"
            shown = re.sub(r"-?[\d.]+", lambda number: grouped(number[0], minus or "−"), plain)
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
        """The code of the reason for a missing value; `None` where there is a value."""
        return None if self.status in ("ok", "bound", "words", "stated") else self.status

    def holds(self, number):
        return all(holds(number, limit) for holds, limit in self.limits)


# Remarks of a fact that has none.
NOTHING = dict.fromkeys(("alternative", "lower", "upper")) | dict.fromkeys(("value_state", "expected", "value_fy"), "")
NOTHING |= {"computed": "", "notes": []}
KINDS = ("届いた", "届かず", "目標年度前", "まだ比べられない", "比べない")


class Rules:
    """The city's rules for rounding and grades."""

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

    def rounded(self, value):
        """Rounds by the city's rule, with more places where the result would become 0 or 100 or cross a threshold."""
        if self.cap is not None:
            value = min(value, self.cap)
        bounds = [Fraction(0), Fraction(100), *(least for _, least in self.steps if least is not None)]
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

    def names(self):
        """The grades that are counted; the ungraded last."""
        own = [name for name, _ in self.steps] + ([self.below] if self.below else [])
        return [*own, self.exempt] if self.grading else []

    def range(self, name):
        """The range of rates of a grade: 80％以上100％未満."""
        steps = [*self.steps, (self.below, None)]
        place = [own for own, _ in steps].index(name)
        least = steps[place][1]
        said = [] if least is None else [f"{grouped(spelled(least))}％以上"]
        said += [f"{grouped(spelled(steps[place - 1][1]))}％未満"] if place else []
        return "".join(said) or "全ての率"

    def grade(self, case):
        """The grade of an indicator, else `None` with status and reason."""
        falling = case.direction in FALLING
        fits = {"実績÷計画": not falling, "計画÷実績": falling, "2-実績÷計画": falling}.get(case.method, True)
        no = lambda reason, status="not_applicable": (None, status, f"{reason}ため")
        if case.method not in self.grading["方法"]:
            return no(f"比べ方「{case.method}」は、評価区分を付ける方法ではない")
        if case.direction == "維持":
            return no("維持が望ましい指標では、率が大きいほどよいとは限らない")
        if not fits:
            return no(f"比べ方が、望ましい方向（{case.direction}が望ましい）に合わない")
        if case.missing:
            return no(*case.missing)
        if case.kind == "目標年度前":
            return no(f"比べたのが{case.target_words}の")
        if case.kind not in ("届いた", "届かず"):
            return no(f"{case.aim}と比べていない")
        if case.exact is None:
            return no(case.undefined, "not_applicable" if "出さない" in case.undefined else "not_computable")
        if (case.exact >= 100) != (case.kind == "届いた"):
            return no(f"率が、目標との比較（{case.kind}）と合わない")
        for name, least in self.steps:
            if least is None or case.exact >= least:
                return name, "words", ""
        return (self.below, "words", "") if self.below else no("基準に当てはまらない", "not_computable")


def day(text):
    text = unicodedata.normalize("NFKC", text)
    if "-" in text:
        return tuple(int(part) for part in text.split("-"))
    year, rest = text.split("年")
    month, rest = rest.split("月")
    return fiscal_year(year), int(month), int(rest.rstrip("日"))


def spoken(text):
    """A day in its own era."""
    year, month, date = day(text)
    starts = {"令和": (2019, 5, 1), "平成": (1989, 1, 8), "昭和": (1926, 12, 25), "大正": (1912, 7, 30)}
    for era, start in starts.items():
        if (year, month, date) >= start:
            number = year - start[0] + 1
            return f"{era}{'元' if number == 1 else number}年{month}月{date}日"
    raise ValueError(text)


def evaluated(formula):
    """The value of a printed formula; `None` where it cannot be parsed."""
    signs = str.maketrans({"（": "(", "）": ")", "÷": "/", "×": "*", "−": "-", "＋": "+", ",": None})
    formula = formula.translate(signs)
    if not re.fullmatch(r"[\d.()+*/-]+", formula):
        return None
    exact = re.sub(r"\d+(?:\.\d+)?", r'Fraction("\g<0>")', formula)
    try:
        return eval(exact, {"__builtins__": {}, "Fraction": Fraction})
    except (SyntaxError, TypeError, ZeroDivisionError):
        return None
