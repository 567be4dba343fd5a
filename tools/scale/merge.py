#!/usr/bin/env python3
"""Puts the open data of all cities together with DuckDB, and answers one question over all of them.

    python3 -m pip install duckdb
    tools/scale/merge.py WORK/sites OUT

Comes in: SITES/*/data/*.csv. Goes out: OUT/*.parquet, a table each; the answer, and what
each step took. Every column is read as text: codes keep their zeros ("010006"), and only what is asked for as a number
becomes one. A row is told by lg_code with its id: ids alone are those of one city.
"""

import os
import resource
import sys
import time
from pathlib import Path

import duckdb

TABLES = ("indicators", "outcomes", "tables", "texts")

# Of the indicators of the latest year, how many reached their target, all and those that are to fall; and of those
# that did not, how far the middle one came.
QUESTION = """
    SELECT o.lg_code, count(*) AS indicators,
        round(100.0 * count(*) FILTER (o.outcome = 'reached') / count(*), 1) AS reached,
        round(100.0 * count(*) FILTER (o.outcome = 'reached' AND i.direction = 'down')
            / nullif(count(*) FILTER (i.direction = 'down'), 0), 1) AS reached_of_falling,
        round(median(o.rate::DECIMAL(18, 4)) FILTER (o.outcome = 'short'), 1) AS middle_rate_of_short
    FROM outcomes o LEFT JOIN indicators i
        ON i.lg_code = o.lg_code AND i.indicator_id = o.indicator_id AND i.evaluation_fy = o.evaluation_fy
        AND i.series_name = o.series_name AND i.fy_ad = o.fy_ad AND i.kind = 'actual'
    WHERE o.fy_ad = (SELECT max(fy_ad) FROM outcomes)
    GROUP BY o.lg_code ORDER BY reached DESC, o.lg_code
"""


def main() -> None:
    sites, out = sys.argv[1], Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    base = duckdb.connect()
    base.execute(f"SET threads = {len(os.sched_getaffinity(0))}")
    print("| step | rows | wall s | processor s | largest memory so far MB | file MB |\n|---|---|---|---|---|---|")

    def step(what: str, sql: str, file: Path | None = None):
        wall, processor = time.perf_counter(), time.process_time()
        found = base.execute(sql).fetchall()
        wall, processor = time.perf_counter() - wall, time.process_time() - processor
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        size = f"{file.stat().st_size / 1e6:.1f}" if file else ""
        rows = found[0][0] if file else len(found)
        print(f"| {what} | {rows:,} | {wall:.2f} | {processor:.2f} | {memory:.0f} | {size} |", flush=True)
        return found

    for table in TABLES:
        file = out / f"{table}.parquet"
        # The head of every file names its columns; a city with columns fewer or more, or in another order, is no harm.
        read = f"read_csv('{sites}/*/data/{table}.csv', union_by_name = true, all_varchar = true, header = true, delim = ',', quote = '\"', escape = '\"')"
        step(f"{table}.csv to {table}.parquet", f"COPY (FROM {read}) TO '{file}' (FORMAT parquet, COMPRESSION zstd)", file)
        base.execute(f"CREATE VIEW {table} AS FROM '{file}'")
    answer = step("the question", QUESTION)
    twice = "SELECT count(DISTINCT {0}), count(DISTINCT (lg_code, {0})), count(*), count(DISTINCT lg_code) FROM {1}"
    for key, table in (("fact_id", "indicators"), ("fact_id", "outcomes"), ("fact_id", "tables"), ("sheet_id", "texts")):
        ids, keys, rows, cities = base.execute(twice.format(key, table)).fetchone()
        print(f"\n{table}: {rows:,} rows of {cities} cities, {ids:,} different {key}, {keys:,} with lg_code before them")
    rates = sorted(float(row[2]) for row in answer)
    print(f"reached: {rates[0]} to {rates[-1]} % by city, middle {rates[len(rates) // 2]} %; the first: {answer[0]}")


if __name__ == "__main__":
    main()
