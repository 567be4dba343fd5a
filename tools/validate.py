"""Content and schemas in the eyes of another validator: what `kohyo schema` writes accepts Morioka's
content and refuses broken copies of it. Needs jsonschema and PyYAML; run from the repository."""

import json
import pathlib
import sys

import jsonschema
import yaml

CONTENT = pathlib.Path("content")
FORMS = {
    "city": ["city.yaml"],
    "evaluation": ["*/evaluation.yaml"],
    "policy": ["*/policies/*.yaml"],
    "project": ["*/projects/*.yaml"],
    "plan": ["plans/*.yaml"],
    "review": ["plans/*/*.yaml"],
    "handout": ["handouts/*.yaml"],
}
BROKEN = [("単位: 社", "単位: "), ("比率: 50", "比率: "), ("望ましい方向: 増加", "望ましい方向: 増か"), ("目的:", "目標:")]


def texts(value):
    """Years and codes are keys that YAML reads as numbers; JSON has text keys only."""
    if isinstance(value, dict):
        return {str(key): texts(item) for key, item in value.items()}
    if isinstance(value, list):
        return [texts(item) for item in value]
    return value


# The later forms, of which Morioka's content has none.
FIXTURE = pathlib.Path("tests/fixtures/forms")
LATER = {
    "city": ["city.yaml"],
    "evaluation": ["*/evaluation.yaml"],
    "policy-h29": ["h29/policies/*.yaml"],
    "measure": ["h29/projects/*.yaml"],
}


def files(patterns, folder, form):
    return [path for pattern in patterns.get(form, []) for path in folder.glob(pattern)]


def main():
    wrong, read = [], 0
    for form in sorted({*FORMS, *LATER}):
        schema = json.loads((CONTENT / "schema" / f"{form}.json").read_text("utf-8"))
        jsonschema.Draft7Validator.check_schema(schema)
        validator = jsonschema.Draft7Validator(schema)
        places = [*files(FORMS, CONTENT, form), *files(LATER, FIXTURE, form)]
        for path in sorted(places):
            text = path.read_text("utf-8")
            read += 1
            for error in validator.iter_errors(texts(yaml.safe_load(text))):
                wrong.append(f"{path}: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}")
            for good, bad in BROKEN:
                if form == "project" and good in text and validator.is_valid(texts(yaml.safe_load(text.replace(good, bad, 1)))):
                    wrong.append(f"{path}: accepted although {good} became {bad}")
    print(f"{read} passed, {len(wrong)} failed", *wrong, sep="\n")
    return 1 if wrong or read < 8 else 0


sys.exit(main())
