"""Proves that recompute.py tells of whatever is false: falsifies the facts of a built site in one field after the other,
leaves them out, adds others. Each must be told; prints those that are not, and then ends with exit code 1.

    falsify.py CONTENT PACKAGE [CONTENT PACKAGE ...]
"""

import json
import pathlib
import sys

from recompute import check

NUMBERS = ("value", "alternative", "lower", "upper", "value_fy")


def false(fact, field):
    """The fact with another value in a field."""
    old = fact[field]
    other = {"notes": ["9"], "status": "not_set" if old == "ok" else "ok", "fy": "1999"}
    return {**fact, field: other.get(field, f"{old}7" if field in NUMBERS else f"9{old}")}


def packages(facts):
    """Falsified packages by kind of falsification, each with the names under which its false facts must be reported."""
    for field in facts[0]:
        yield field, [(false(fact, field), {fact["id"], fact["label"]}) for fact in facts]
    yield "left out", [(None, {fact["id"], fact["label"]}) for fact in facts]
    others = [{**fact, "id": f"9{fact['id']}", "label": f"9{fact['label']}"} for fact in facts]
    yield "added", [(other, {other["id"]}) for other in others]


def untold(content, facts):
    for what, pairs in packages(facts):
        given = [fact for fact, _ in pairs if fact] + (facts if what == "added" else [])
        told = check(content, given).told
        for fact, (_, names) in zip(facts, pairs):
            if not names & told:
                yield f"{what}: {fact['id']}"


def main(arguments):
    if not arguments or len(arguments) % 2:
        sys.exit(__doc__)
    missed = 0
    for content, package in zip(arguments[::2], arguments[1::2]):
        facts = json.loads(pathlib.Path(package).read_text(encoding="utf-8"))["facts"]
        lines = list(untold(content, facts))
        print(f"{content}: {len(facts)} facts falsified, {len(lines)} times without a word")
        for line in lines:
            print(f"  not told: {line}")
        missed += len(lines)
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
