"""Recomputes every figure of a built site from the content alone, in exact fractions, and compares.

Reads the YAML of a content folder and `data/package.json`; shares no code with Kōhyō. Every stated figure must be
there once, with its value, status, unit and year; every computed figure must come out the same; every fact must be
explained by the content. Needs PyYAML; prints counts by kind and every disagreement; exit code 1 on any.

    recompute.py CONTENT PACKAGE [CONTENT PACKAGE ...]
"""

import collections
import json
import pathlib
import sys
from fractions import Fraction

from recompute_years import evaluations, year_of_forms
from written import NOTHING, Rules, grouped, read


class Site:
    """A content folder with the facts built from it. `public`: unpublished items have no facts."""

    def __init__(self, content, facts, public=True):
        self.content, self.public = pathlib.Path(content), public
        self.facts, self.ids = facts, collections.defaultdict(list)
        for fact in facts:
            self.ids[fact["id"]].append(fact)
        self.rules = Rules(read(self.content / "city.yaml"))
        self.units, self.seen = {}, set()
        self.counts = collections.Counter()
        self.wrong, self.told, self.sheets = [], set(), []
        # Indicators that a later year continues.
        self.ended = set()

    def fail(self, *words):
        self.wrong.append(" ".join(str(word) for word in words))
        self.told.update(str(word) for word in words)

    def known(self, kind, name, page, label, origin):
        """The only fact with an id; must be on this page and have this label."""
        found = self.ids[name]
        if len(found) != 1:
            self.fail(kind, name, f"{len(found)} facts where there must be one")
            return None
        fact = found[0]
        if id(fact) in self.seen:
            self.fail(kind, name, "asked for twice: the content states it twice")
        self.seen.add(id(fact))
        self.counts[kind] += 1
        self.all_same(kind, fact, {"page": page, "label": label, "origin": origin})
        return fact

    def all_same(self, kind, fact, wanted):
        for field, value in wanted.items():
            self.same(kind, fact, field, value)

    def same(self, kind, fact, field, wanted):
        got = fact[field]
        if field in ("value", "alternative", "lower", "upper"):
            got = Fraction(got) if got else None
        if got != wanted:
            self.fail(kind, fact["id"], fact["label"], field, fact[field] or "(empty)", "wanted", wanted)


def check(content, facts):
    site = Site(content, facts)
    for evaluation in evaluations(site.content):
        year_of_forms(site, evaluation.parent)
    every = [one for sheet in site.sheets if sheet.year for one in sheet.compared]
    newest = sum(id(one) not in site.ended for one in every)
    if newest:
        made = "このサイトにある票の指標を、年度をまたいで1つと数えた数"
        fact = site.known("count", "indicators.集計.指標の数", "indicators/index.html", "指標の数", "computed")
        wanted = {"value": Fraction(newest), "text": grouped(str(newest)), "unit": "指標", "status": "ok", "fy": ""}
        if fact:
            site.all_same("count", fact, {**NOTHING, **wanted, "computed": made})
    for fact in facts:
        if id(fact) not in site.seen:
            site.fail("nothing in the content explains", fact["id"], fact["label"], fact["text"], fact["page"])
    return site


def main(arguments):
    if not arguments or len(arguments) % 2:
        sys.exit(__doc__)
    wrong = 0
    for content, package in zip(arguments[::2], arguments[1::2]):
        facts = json.loads(pathlib.Path(package).read_text(encoding="utf-8"))["facts"]
        site = check(content, facts)
        print(f"{content}: {sum(site.counts.values())} facts, {len(site.wrong)} disagreements")
        for kind, count in sorted(site.counts.items()):
            print(f"  {count:6} {kind}")
        for line in site.wrong:
            print(f"  wrong: {line}")
        wrong += len(site.wrong)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
