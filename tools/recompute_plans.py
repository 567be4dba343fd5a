"""What plans and their reviews state, and what is computed of it: the part of recompute.py that knows no sheets."""

from written import Figure, factor_of, fiscal_year, read


def plan(site, path):
    """Its page and its short name, what its file says, and its code."""
    written = read(path)
    code, short = written["地域再生計画"]["コード"], written["地域再生計画"]["略称"]
    page = f"plans/{code}.html"
    reviews = {review["年度"]: review for review in map(read, sorted((path.parent / code).glob("*.yaml")))}
    reviews = {fiscal_year(year): review for year, review in reviews.items()}
    money(site, page, f"{short} 総事業費", written["事業"]["総事業費"], None)
    for kpi in written["数値目標"]:
        one_kpi(site, page, f"{short} {kpi['指標名']}", kpi, reviews)
        for year, review in reviews.items():
            one_review(site, f"plans/{code}-{year}.html", f"{short} {kpi['指標名']}", kpi, reviews, year)
    for year, review in reviews.items():
        if "実績額" in review:
            money(site, f"plans/{code}-{year}.html", f"{short} {year}年度 実績額", review["実績額"], year)
    return page, short, written, code


def money(site, page, label, written, year):
    site.stated(page, label, written["単位"], Figure(written["値"]), year, "stated money", factor_of(written))


def actual_of(kpi, reviews, year):
    """The plan's own actual; where that is a reason, what the review says."""
    own = {fiscal_year(key): Figure(item) for key, item in kpi["実績"].items()}.get(year)
    if own is not None and own.number is not None:
        return own
    for one in reviews.get(year, {}).get("KPIの実績", []):
        if one["指標名"] == kpi["指標名"]:
            return Figure(one["実績"])
    return own


def running(figures):
    """The sum, or the reason of the first that is missing."""
    for figure in figures:
        if figure.number is None:
            return None, figure.reason
    return sum(figure.number for figure in figures), "ok"


def one_kpi(site, page, of, kpi, reviews):
    unit = kpi["単位"]
    base, planned = Figure(kpi["事業開始前"]), {fiscal_year(y): Figure(f) for y, f in kpi["増加分"].items()}
    site.stated(page, f"{of} 事業開始前", unit, base, None, "stated KPI")
    site.stated(page, f"{of} 増加分の累計", unit, Figure(kpi["増加分の累計"]), None, "stated KPI")
    years = sorted(planned)
    actual = {year: actual_of(kpi, reviews, year) for year in years}
    reported = bool(reviews) or any(figure.number is not None for figure in actual.values())
    for year in years:
        so_far = [other for other in years if other <= year]
        site.stated(page, f"{of} {year}年度 増加分の目標", unit, planned[year], year, "stated KPI")
        site.stated(page, f"{of} {year}年度 増加分の実績", unit, actual[year], year, "stated KPI")
        total, status = running([planned[other] for other in so_far])
        site.computed("cumulative", page, f"{of} {year}年度まで 増加分の目標の累計", total, unit, year, status=status)
        level(site, page, f"{of} {year}年度 水準", base, total, status, unit, year)
        if reported:
            done, status = running([actual[other] for other in so_far])
            label = f"{of} {year}年度まで 増加分の実績の累計"
            site.computed("cumulative", page, label, done, unit, year, status=status)
    total, status = running([planned[year] for year in years])
    level(site, page, f"{of} 最終年度の水準", base, total, status, unit, None)


def level(site, page, label, base, total, status, unit, year):
    value = base.number + total if base.number is not None and total is not None else None
    status = "ok" if value is not None else base.reason or status
    site.computed("level", page, label, value, unit, year, status=status)


def one_review(site, page, of, kpi, reviews, year):
    planned = {fiscal_year(y): Figure(f) for y, f in kpi["増加分"].items()}
    so_far = [other for other in sorted(planned) if other <= year]
    actual = {other: actual_of(kpi, reviews, other) for other in so_far}
    for label, years in (
        (f"{of} {year}年度 増加分の計画に対する実績", [year]),
        (f"{of} {year}年度 増加分の累計の計画に対する実績", so_far),
    ):
        done, status = running([actual[other] for other in years])
        wanted, other_status = running([planned[other] for other in years])
        value = None
        if done is None or wanted is None:
            status = status if done is None else other_status
        elif wanted > 0 and done >= 0:
            value, status = done * 100 / wanted, "ok"
        else:
            status = "not_computable"
        site.computed("KPI rate", page, label, value, "％", year, 1, status)
    done, status = running([actual[other] for other in so_far])
    level(site, page, f"{of} {year}年度 実績の水準", Figure(kpi["事業開始前"]), done, status, kpi["単位"], year)
