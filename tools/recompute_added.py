"""Results of increments (増加分) by docs/yoshiki.md: sums of actual and planned increments, the resulting levels, their
rates. Part of recompute_compared.py."""

from fractions import Fraction

from written import evaluated, places


def until(figures, year):
    return [one for one in figures if one.year <= year]


def increments(of):
    """Years of an indicator stated on its own sheet; the other years come from other sheets."""
    plans, actuals = of.figures("目標"), of.figures("実績")
    for year in sorted({one.year for one in [*plans, *actuals]}):
        plan, actual = (next((one for one in all_ if one.year == year), None) for all_ in (plans, actuals))
        if actual.before if actual else plan.above:
            continue
        planned = sum_of(of, until(plans, year), ["目標の累計", "計画の水準"], year) if plan else None
        if not actual:
            continue
        added = sum_of(of, until(actuals, year), ["累計", "水準"], year)
        rate(of, year, [(until(actuals, year), added), (until(plans, year), planned)])
        against(of, actual, plan)
    if not any(not one.before for one in actuals):
        of.result(of.sheet.result, "比べない（実績の数値がない）", "実績の数値がないため")


def sum_of(of, figures, words, year):
    """The sum of figures and the resulting level; `None` where one of them is not a number."""
    if any(one.cell.value is None for one in figures):
        return None
    total, least = sum((one.cell.value for one in figures), Fraction(0)), most(figures)
    fact, _ = of.number("sum of increments", words[0], year, total, least, of.unit)
    said(of, fact, [figures[0].column], total, len(figures))
    base = of.base()
    if base:
        level = base.cell.value + total
        fact, _ = of.number("level", words[1], year, level, max(least, most([base])), of.unit)
        said(of, fact, [base.column, words[0]], level, 2)
    return total


def most(figures):
    return max(places(one.cell.number) for one in figures)


def said(of, fact, names, value, parts):
    """Checks that the printed formula of a sum has this many parts, and gives the sum."""
    if fact:
        formula = fact["computed"]
        for name in sorted(names, key=len, reverse=True):
            formula = formula.replace(name, "")
        if evaluated(formula) != value or formula.count("＋") != parts - 1:
            of.sheet.site.fail("sum of increments", fact["id"], "says", fact["computed"])


def rate(of, year, sides):
    """The rate of two sums, where both cover the same years."""
    (actuals, added), (plans, planned) = sides
    same = [one.year for one in actuals] == [one.year for one in plans]
    if same and None not in (added, planned) and planned > 0 and added >= 0:
        of.rate(year, added * 100 / planned, ["累計", "目標の累計"], word="累計の達成率")


def against(of, actual, plan):
    year, done = actual.year, actual.cell.value
    if done is None:
        of.unmeasured(year, actual.cell)
        return
    if not plan or plan.cell.value is None:
        why = f"{of.words(actual)}の{of.aim()}の数値がない"
        of.result(year, f"比べない（{why}）", f"{why}ため")
        return
    aim = plan.cell.value
    if aim > 0 and done >= 0:
        of.exact[year] = done * 100 / aim
        of.printed[year] = of.rate(year, of.exact[year], [actual.column, plan.column])
    else:
        of.undefined[year] = "割る数が0以下の" if aim <= 0 else "実績が0より小さい"
    of.differ("差", year, actual, plan)
    how = "届いている" if done >= aim else "届いていない"
    what = of.target_in_words(plan)
    of.result(year, "届いた" if done >= aim else "届かず", f"{actual.column}が{what}に{how}ため")
