"""Content and schemas in the eyes of another validator: what `kohyo schema` writes accepts Morioka's content, that
of the invented cities and the declarations of forms, and refuses broken copies of them. Needs jsonschema and PyYAML,
and the program; run from the repository: validate.py [PROGRAM]."""

import json
import pathlib
import subprocess
import sys
import tempfile

import jsonschema
import yaml

CONTENT = pathlib.Path("content")
FIXTURES = pathlib.Path("tests/fixtures")
# Where the schemas of a folder are, and which of them its files have.
PLACES = [
    (
        CONTENT,
        {
            "city": ["city.yaml"],
            "evaluation": ["*/evaluation.yaml"],
            "form-h25-shisaku": ["*/policies/*.yaml"],
            "form-h25-kihonjigyo": ["*/projects/*.yaml"],
            "form-chiiki-saisei-keikaku": ["plans/keikaku/*.yaml"],
            "handout": ["handouts/*.yaml"],
        },
    ),
    # The other built-in forms, which Morioka's content does not use.
    (
        FIXTURES / "forms",
        {
            "city": ["city.yaml"],
            "evaluation": ["*/evaluation.yaml"],
            "form-h29-shisaku": ["h29/policies/*.yaml"],
            "form-shoshisaku": ["h29/projects/*.yaml"],
        },
    ),
    (FIXTURES / "plan-review", {"city": ["city.yaml"], "form-chiiki-saisei-kensho": ["plans/kensho/*.yaml"]}),
    # A form of the city's own.
    (
        FIXTURES / "shisetsu",
        {
            "city": ["city.yaml"],
            "evaluation": ["*/evaluation.yaml"],
            "form": ["forms/*.yaml"],
            "form-mihon-shisetsu": ["*/shisetsu/*.yaml"],
        },
    ),
    # A form whose sections depend on words of the sheet.
    (
        FIXTURES / "yosan",
        {
            "city": ["city.yaml"],
            "evaluation": ["*/evaluation.yaml"],
            "form": ["forms/*.yaml"],
            "form-mihon-yosan": ["*/jigyo/*.yaml"],
        },
    ),
    # A form with unpublished parts.
    (
        FIXTURES / "hikokai",
        {
            "city": ["city.yaml"],
            "evaluation": ["*/evaluation.yaml"],
            "form": ["forms/*.yaml"],
            "form-mihon-hikokai": ["*/jigyo/*.yaml"],
        },
    ),
    # Plans and reviews, in a folder that is not a year; built-in forms, and two of the city's own.
    (
        FIXTURES / "keikaku",
        {
            "city": ["city.yaml"],
            "evaluation": ["*/evaluation.yaml"],
            "form": ["forms/*.yaml"],
            "form-chiiki-saisei-keikaku": ["plans/keikaku/mihon.yaml"],
            "form-mihon-senryaku": ["plans/keikaku/senryaku.yaml"],
            "form-mihon-senryaku-kensho": ["plans/kensho/senryaku-*.yaml"],
        },
    ),
    # The built-in forms.
    (pathlib.Path("assets"), {"form": ["forms/*.yaml"]}),
]
# What stands in some file of a schema, and what must not be accepted in its place. In several files that have it,
# in each.
BROKEN = {
    "form-h25-kihonjigyo": [
        ("単位: 社", "単位: "),
        ("比率: 50", "比率: "),
        ("望ましい方向: 増加", "望ましい方向: 増か"),
        ("目的:", "目標:"),
        ("市民・NPO:", "市民:"),
        ('上: "52"', 'うえ: "52"'),
        ("平成26: 2 }", "平成26: 2社 }"),
    ],
    "form-h25-shisaku": [
        ("自団体: はい", "自団体: true"),
        ("これからの課題:", "課題:"),
        ('"524": 25', '"524": 25％'),
    ],
    "form-h29-shisaku": [
        ("書き方: 人数", "書き方: 人"),
        ("回答者数:", "回答数:"),
    ],
    "form-shoshisaku": [("現状と課題:", "課題:"), ("意図:", "目的:")],
    "form-chiiki-saisei-kensho": [
        ("方針: 改善", "方針: 見直し"),
        ("検証日: 令和5年11月10日", "検証日: 令和5年11月"),
        ("実績: 2 }", "実績: 2, 単位: 件 }"),
    ],
    "evaluation": [
        ("階層: [ { 呼び名: 施設,", "階層: [ { 名: 施設,"),
        ("置き場所: shisetsu", "置き場所: 施設"),
        ("実績年度: ", "実績の年度: "),
    ],
    "form": [
        ("種類: 表", "種類: 標"),
        ("版面: { 枚数: ", "版面: { 枚: "),
        ("型: 日付", "型: 日時"),
        ("- 名: 行政コスト\n    種類: 表\n    単位: 千円", "- 名: 行政コスト\n    種類: 表\n    項目: 自由"),
        ("列: [ { 年度: 令和3, 区分: 決算 }", "列: [ { 区分: 決算 }"),
        ("役: 実績,", "役: 実積,"),
        ("年度: [ 実績年度, 自由 ]", "年度: [ 実績の年度, 自由 ]"),
        ("公開: しない", "公開: する"),
    ],
    "form-mihon-shisetsu": [
        ("[ 2.0, 2.0, 1.5, 1.5, ＊ ]", "[ 2.0, 2.0, 1.5, 1.5 ]"),
        ("[ 2.0, 2.0, 1.5, 1.5, ＊ ]", "[ 2.0, 2.0, 1.5, 1.5, ＃ ]"),
        ("15200, 15350", "15200, 約15350"),
        ("15200, 15350", "15200, （15350）"),
        ("15200, 15350", "15200, １５３５０"),
        ("15200, 15350", "15200, { 数値: 15350 }"),
        ("運営: 直営", "運営: 直轄"),
        ("運営: 直営", "運営: "),
        ("職員計: ", "職員数: "),
        ('コード: "001"', 'コード: "0/1"'),
        ("平成12年10月1日", "平成12年10月"),
        ("出典: ", "出展: "),
    ],
    "form-chiiki-saisei-keikaku": [
        ("区画: 数値目標", "区画: 数値の目標"),
        ("略称: ", "略した名: "),
    ],
    "form-mihon-senryaku-kensho": [
        ("実績値: 52,", "単位: 世帯, 実績値: 52,"),
        ("年度: 令和4", "実績年度: 令和4"),
    ],
    "form-mihon-yosan": [
        ("\n期間: 令和8年度まで（見本）。", ""),
        ("事業区分: { 値: 特別, 併記: 3年間 }", "事業区分: 一般"),
        ("手法: [ 直営, 補助 ]", "手法: [ 直営, 委託 ]"),
        ("手法: [ 委託, 補助 ]", "手法: [ 委託, 補助, 委託 ]"),
        ("補助の件数: { 値: 25, 状態: 見込 }", "補助の件数: { 値: 25, 状態: 見込み }"),
    ],
}
# Other values that the program accepts in their place.
FINE = {
    "form-mihon-shisetsu": [
        ("15200, 15350", "15200, (15350)"),
        ("15200, 15350", "15200, 15350以上"),
        ("15200, 15350", "15200, 15000以上15500以下"),
        ("15200, 15350", "15200, { 値: 15350, 注: 見本の注です。 }"),
        ("15200, 15350", "15200, { 値: 未公表, 公表予定: 令和9年3月 }"),
        ("15200, 15350", '15200, "-15350.50"'),
        ("15200, 15350", "15200, { 文: 集計の途中 }"),
        ("運営: 直営", "運営: { 値: 直営, 併記: 一部 }"),
        ("運営: 直営", "運営: …"),
        ("平成12年10月1日", "2000-10-01"),
        ("平成12年10月1日", "＊"),
        ("主管課: 見本生涯学習課", "主管課: { コード: \"12\", 名称: 見本生涯学習課 }"),
    ],
}


class Loader(yaml.SafeLoader):
    """Loads YAML like Kōhyō and editors: a date is a text."""


Loader.yaml_implicit_resolvers = {
    first: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def tree(text):
    return texts(yaml.load(text, Loader))


def texts(value):
    """Years and codes are keys that YAML reads as numbers; JSON has text keys only."""
    if isinstance(value, dict):
        return {str(key): texts(item) for key, item in value.items()}
    if isinstance(value, list):
        return [texts(item) for item in value]
    return value


def validators_of(program, place):
    """The schemas of a content folder by name: the committed ones, or newly written ones for invented cities."""
    with tempfile.TemporaryDirectory() as folder:
        schemas = CONTENT / "schema"
        if place.parent == FIXTURES:
            schemas = pathlib.Path(folder)
            made = [program, "schema", "--content", str(place), "--out", folder]
            subprocess.run(made, check=True, stdout=subprocess.DEVNULL)
        validators = {}
        for path in schemas.glob("*.json"):
            schema = json.loads(path.read_text("utf-8"))
            jsonschema.Draft7Validator.check_schema(schema)
            validators[path.stem] = jsonschema.Draft7Validator(schema)
        return validators


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else "target/release/kohyo"
    wrong, read, tried = [], 0, set()
    for place, patterns in PLACES:
        validators = validators_of(program, place)
        for form, path in sorted((form, path) for form, globs in patterns.items() for glob in globs for path in place.glob(glob)):
            text, validator = path.read_text("utf-8"), validators[form]
            read += 1
            for error in validator.iter_errors(tree(text)):
                wrong.append(f"{path}: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}")
            for expected, edits in ((False, BROKEN.get(form, [])), (True, FINE.get(form, []))):
                for old, new in edits:
                    if old not in text:
                        continue
                    tried.add((form, old, new))
                    if validator.is_valid(tree(text.replace(old, new, 1))) != expected:
                        wrong.append(f"{path}: {'refused' if expected else 'accepted'} although {old} became {new}")
    edits = [(form, *edit) for table in (BROKEN, FINE) for form, edits in table.items() for edit in edits]
    wrong += [f"no file of {form} has {old}" for form, old, new in edits if (form, old, new) not in tried]
    print(f"{read} passed, {len(tried)} edits tried, {len(wrong)} failed", *wrong, sep="\n")
    return 1 if wrong or read < 20 else 0


sys.exit(main())
