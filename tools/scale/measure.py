#!/usr/bin/env python3
"""Measures many invented cities as jobs: what a city and a sheet cost, what failures do, what a nation would take.

    cargo build --release --locked && tools/scale/measure.py [parallel failures slurm pieces release shared disk model]

Comes in: the built program, the test program (which writes the cities, as for tools/measure.py), GNU parallel, and for
`slurm` a running slurmctld. Goes out: Markdown; every run of the program as a line in WORK/figures.jsonl. Processor
time is what the kernel counts for the process; the clock depends on what else runs.
"""

import argparse
import hashlib
import heapq
import json
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
REPO = HERE.parent.parent
sys.path.insert(0, str(HERE.parent))
from measure import city  # noqa: E402

NATION = 1741
SMALLEST, LARGEST = 20, 400


def sizes(count: int) -> list[int]:
    """Sheets of each city, from the smallest to the largest in equal steps of ratio."""
    return [round(SMALLEST * (LARGEST / SMALLEST) ** (place / (count - 1))) for place in range(count)]


class Cities:
    """The invented cities in WORK/content, and ways to run their jobs."""

    def __init__(self, work: Path, count: int, env: dict):
        self.work, self.env = work, env
        shuffled = sizes(count)
        random.Random(1).shuffle(shuffled)
        # Codes that no city has: no prefecture is 99.
        self.sheets = {str(990001 + place): sheets for place, sheets in enumerate(shuffled)}

    def write(self) -> None:
        for place, (name, sheets) in enumerate(self.sheets.items()):
            folder = city(self.work / "content" / name, sheets, place + 1)
            edit(folder / "city.yaml", '"000000"', f'"{name}"')
        total = sum(self.sheets.values())
        print(f"{len(self.sheets)} cities, {total} sheets, {min(self.sheets.values())} to {max(self.sheets.values())}\n")

    def sheet(self, name: str) -> Path:
        return sorted((self.work / "content" / name / "r6/projects").glob("*.yaml"))[0]

    def todo(self, work: Path | None = None) -> list[str]:
        found = subprocess.run([HERE / "todo", work or self.work], env=self.env, capture_output=True, text=True, check=True)
        return found.stdout.split()

    def parallel(self, names: list[str], log: str, *more: str) -> tuple[int, list[list[str]], float]:
        """Runs jobs by GNU parallel; returns its exit code, the lines of its joblog, and seconds."""
        ids = self.work / "ids"
        ids.write_text("".join(f"{name}\n" for name in names))
        command = ["parallel", "--will-cite", "-j", "2", "--joblog", self.work / log, *more, "-a", ids, HERE / "job", self.work]
        start = time.time()
        ended = subprocess.run(command, env=self.env)
        lines = (self.work / log).read_text().splitlines()[1:]
        return ended.returncode, [line.split("\t") for line in lines], time.time() - start


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    if new not in text or old in text:
        assert old in text, f"{old} is not in {file}"
        file.write_text(text.replace(old, new, 1))


MISTAKE = ("値の種類: 単年", "値の種類: 単念")


def hashed(folder: Path) -> str:
    """All files below a folder with their names, as one hash."""
    whole = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            whole.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()[:16]


def first(cities: Cities) -> None:
    """All cities by GNU parallel, one of them broken; then repaired, and the failed job once more."""
    broken = list(cities.sheets)[22]
    sheet = cities.sheet(broken)
    edit(sheet, *MISTAKE)
    names = cities.todo()
    code, lines, wall = cities.parallel(names, "joblog")
    bad = [line[-1].split()[-1] for line in lines if line[6] != "0"]
    print(f"first run: {len(names)} jobs in {wall:.0f} s, load {os.getloadavg()[0]:.1f}; exit code {code}, failed {bad}, site of it there: {(cities.work / 'sites' / broken).exists()}")
    print((cities.work / "logs" / broken).read_text())
    edit(sheet, *reversed(MISTAKE))
    code, again, wall = cities.parallel(names, "joblog", "--resume-failed")
    print(f"mended, --resume-failed: {len(again) - len(lines)} job in {wall:.1f} s, exit code {code}; to do: {cities.todo()}\n")


def failures(cities: Cities) -> None:
    """Two sheets changed and one broken, with existing sites: three jobs, and the broken city keeps its site."""
    one, two, broken = list(cities.sheets)[3:6]
    for name in (one, two):
        edit(cities.sheet(name), "市民（見本）", "市民（書き直した見本）")
    edit(cities.sheet(broken), *MISTAKE)
    before = {name: hashed(cities.work / "sites" / name) for name in (one, two, broken)}
    start = time.time()
    names = cities.todo()
    print(f"todo looks over {len(cities.sheets)} cities in {time.time() - start:.1f} s and names {sorted(names)}")
    code, lines, wall = cities.parallel(names, "joblog-2")
    ended = {line[-1].split()[-1]: line[6] for line in lines}
    for name in (one, two, broken):
        now = hashed(cities.work / "sites" / name)
        print(f"- {name}: exit code {ended[name]} in the joblog, {(cities.work / 'exits' / name).read_text().strip()} in exits; site {'as before' if now == before[name] else 'new'}")
    print(f"exit code of parallel {code}, {wall:.1f} s; to do now: {cities.todo()}")
    edit(cities.sheet(broken), *reversed(MISTAKE))
    code, _, wall = cities.parallel(cities.todo(), "joblog-3")
    print(f"mended: exit code {code}, {wall:.1f} s; to do: {cities.todo()}\n")


def slurm(cities: Cities) -> None:
    """The sites by an array of Slurm in folders of their own, with the PDFs made before, one city broken; then what is left."""
    work = cities.work.with_name(cities.work.name + "-slurm")
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    for shared in ("content", "cache"):
        (work / shared).symlink_to(cities.work / shared)
    broken = list(cities.sheets)[30]
    edit(cities.sheet(broken), *MISTAKE)
    for what in ("first array", "mended, the rest"):
        names = cities.todo(work)
        ids = work / "ids"
        ids.write_text("".join(f"{name}\n" for name in names))
        start = time.time()
        command = ["sbatch", "--wait", "--parsable", f"--array=1-{len(names)}", HERE / "array.sbatch", HERE, work, ids]
        ended = subprocess.run(command, env=cities.env, capture_output=True, text=True)
        bad = [file.name for file in sorted((work / "exits").iterdir()) if file.read_text().strip() != "0"]
        print(f"slurm, {what}: {len(names)} tasks in {time.time() - start:.0f} s, load {os.getloadavg()[0]:.1f}; exit code of sbatch --wait {ended.returncode}, failed {bad}; to do: {cities.todo(work)}")
        edit(cities.sheet(broken), *reversed(MISTAKE))
    same = sum(hashed(work / "sites" / name) == hashed(cities.work / "sites" / name) for name in cities.sheets)
    print(f"sites with the same bytes as those of GNU parallel: {same} of {len(cities.sheets)}\n")
    shutil.rmtree(work)


def run_all(cities: Cities, names: list[str], arguments: list) -> None:
    """One command over cities, two at a time; `{}` is the city."""
    ids = cities.work / "ids"
    ids.write_text("".join(f"{name}\n" for name in names))
    command = ["parallel", "--will-cite", "-j", "2", "-a", ids, HERE / "measured", *arguments]
    subprocess.run([str(part) for part in command], env=cities.env, stdout=subprocess.DEVNULL, check=True)


def pieces(cities: Cities) -> None:
    """Duration of the parts of a job, every third city by size: check, build without PDFs, build again with nothing changed; jobs that do nothing."""
    work, fonts = cities.work, cities.env["FONTS"]
    names = sorted(cities.sheets, key=cities.sheets.get)[::3]
    run_all(cities, names, ["check", "--content", work / "content/{}"])
    run_all(cities, names, ["build", "--no-pdf", "--jobs", "1", "-q", "--content", work / "content/{}", "--out", work / "plain/{}"])
    run_all(cities, names, ["build", "--jobs", "1", "-q", "--fonts", fonts, "--content", work / "content/{}", "--out", work / "sites/{}", "--cache", work / "cache/{}"])
    shutil.rmtree(work / "plain")
    start = time.time()
    subprocess.run(["parallel", "--will-cite", "-j", "2", "true", ":::", *map(str, range(200))], check=True)
    print(f"GNU parallel, 200 jobs that do nothing: {(time.time() - start) * 5:.1f} ms each")
    start = time.time()
    stamps = subprocess.run([HERE / "stamp", work / "content" / names[0]], env=cities.env, capture_output=True, check=True)
    print(f"stamp of {cities.sheets[names[0]]} sheets: {(time.time() - start) * 1000:.0f} ms, {stamps.stdout.decode()[:12]}\n")
    if shutil.which("sbatch"):
        start = time.time()
        subprocess.run(["sbatch", "--wait", "--array=1-50", "--mem=64M", "--output=/dev/null", "--wrap", "true"], env=cities.env, stdout=subprocess.DEVNULL, check=True)
        print(f"Slurm, 50 tasks that do nothing: {(time.time() - start) * 20:.0f} ms each\n")


def release(cities: Cities) -> None:
    """A release of every tenth city by size: site and PDFs compared, booklet, zip, parts for a CMS."""
    names = sorted(cities.sheets, key=cities.sheets.get)[::10]
    shutil.rmtree(cities.work / "releases", ignore_errors=True)
    common = ["--jobs", "1", "-q", "--fonts", cities.env["FONTS"]]
    run_all(cities, names, ["release", *common, "--content", cities.work / "content/{}", "--out", cities.work / "releases/{}", "ichi"])
    run_all(cities, names, ["verify", cities.work / "releases/{}/ichi"])


def shared(cities: Cities) -> None:
    """Memory pages shared by two simultaneous jobs, and the bytes read by a first start."""
    program = cities.env["PROGRAM"]
    names = sorted(cities.sheets, key=cities.sheets.get)
    out = cities.work / "shared"

    def build(name: str, folder: str) -> subprocess.Popen:
        command = [program, "build", "--jobs", "1", "-q", "--no-cache", "--fonts", cities.env["FONTS"]]
        return subprocess.Popen([*command, "--content", cities.work / "content" / name, "--out", out / folder])

    middle = len(names) // 2
    children, most = [build(names[middle], "a"), build(names[middle + 1], "b")], {}
    while all(child.poll() is None for child in children):
        try:
            text = Path(f"/proc/{children[0].pid}/smaps_rollup").read_text()
        except OSError:
            break
        now = {key: int(value) / 1024 for key, value in re.findall(r"(\w+):\s+(\d+) kB", text)}
        if now.get("Rss", 0) > most.get("Rss", 0):
            most = now
        time.sleep(0.1)
    for child in children:
        child.wait()
    shares = {key: round(most[key], 1) for key in ("Rss", "Pss", "Shared_Clean", "Shared_Dirty", "Private_Clean", "Private_Dirty")}
    print(f"two jobs at once, the first at its largest, MB: {shares}")
    files = [Path(program), *Path(cities.env["FONTS"]).glob("*.ttf")]
    print(f"program and fonts: {sum(file.stat().st_size for file in files) / 1e6:.1f} MB")
    for what in ("not in the page cache", "in it"):
        if what.startswith("not"):
            for file in files:
                with file.open("rb") as opened:
                    os.fsync(opened.fileno())
                    os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        start = time.time()
        child = build(names[0], "c")
        _, _, used = os.wait4(child.pid, 0)
        print(f"{cities.sheets[names[0]]} sheets, program and fonts {what}: {time.time() - start:.2f} s, {used.ru_utime + used.ru_stime:.2f} s of processor, {used.ru_inblock / 2048:.1f} MB read from the disk")
    shutil.rmtree(out)
    print()


def disk(cities: Cities) -> None:
    """Bytes per sheet of a job's output."""
    print("| what | files | MB | MB on the disk | KB per sheet |\n|---|---|---|---|---|")
    for what in ("content/*", "sites/*", "sites/*/data", "cache/*", "releases/*"):
        files = [path for folder in cities.work.glob(what) for path in folder.rglob("*") if path.is_file()]
        found = {folder.relative_to(cities.work).parts[1] for folder in cities.work.glob(what)}
        sheets = sum(count for name, count in cities.sheets.items() if name in found)
        stats = [path.stat() for path in files]
        size, blocks = sum(stat.st_size for stat in stats), sum(stat.st_blocks * 512 for stat in stats)
        print(f"| {what} | {len(files):,} | {size / 1e6:.1f} | {blocks / 1e6:.1f} | {size / 1000 / max(sheets, 1):.0f} |")
    print()


def fit(points: list[tuple[float, float]]) -> tuple[float, float, float]:
    """Least squares of y = a + b x; and the largest relative deviation of a point from the line."""
    count = len(points)
    mean_x, mean_y = (sum(column) / count for column in zip(*points))
    slope = sum((x - mean_x) * (y - mean_y) for x, y in points) / sum((x - mean_x) ** 2 for x, _ in points)
    start = mean_y - slope * mean_x
    return start, slope, max(abs(y / (start + slope * x) - 1) for x, y in points)


def kind(run: dict) -> str | None:
    """The kind of a run; `None` for runs outside the model."""
    arguments = run["arguments"]
    if run["exit"] != 0:
        return None
    if run["command"] == "build":
        if "--no-pdf" in arguments:
            return "build --no-pdf"
        return {"parallel": "build with PDFs", "pieces": "build, nothing changed"}.get(run["part"])
    if run["command"] == "verify":
        return "verify the release" if "/releases/" in arguments[0] else "verify"
    return run["command"]


def model(cities: Cities) -> None:
    """The fitted costs, extrapolated to all cities of the nation."""
    found = {}
    for line in (cities.work / "figures.jsonl").read_text().splitlines():
        run = json.loads(line)
        name = next((name for name in cities.sheets if any(name in part.split("/") for part in run["arguments"])), None)
        what = kind(run)
        if name and what:
            found.setdefault(what, []).append((cities.sheets[name], run))
    print("| command, `--jobs 1` | runs | yard ms | processor s: a city | + ms a sheet | furthest from the line | memory MB: a city | + KB a sheet | largest |\n|---|---|---|---|---|---|---|---|---|")
    lines = {}
    for what, runs in found.items():
        start, slope, off = fit([(sheets, run["user"] + run["system"]) for sheets, run in runs])
        base, more, _ = fit([(sheets, run["memory_mb"]) for sheets, run in runs])
        yards = [run["yard_ms"] for _, run in runs if "yard_ms" in run]
        yard = f"{statistics.median(yards):.0f}" if yards else ""
        largest = max(run["memory_mb"] for _, run in runs)
        lines[what] = (start, slope)
        print(f"| {what} | {len(runs)} | {yard} | {start:.3f} | {slope * 1000:.2f} | {off:.0%} | {base:.0f} | {more * 1024:.0f} | {largest:.0f} |")
    mixes = {
        "A: as measured, 20 to 400": sizes(NATION),
        "B: ten times as many, 200 to 4,000": [10 * sheets for sheets in sizes(NATION)],
    }
    jobs = {
        "site without PDFs": ["build --no-pdf", "verify"],
        "site with PDFs": ["build with PDFs", "verify"],
        "nothing changed": ["build, nothing changed", "verify"],
        "release": ["release", "verify the release"],
    }
    print("\n| cities | job | processor h | 2 cores | 64 cores | 1,024 cores | longest job |\n|---|---|---|---|---|---|---|")
    for mix, counts in mixes.items():
        for what, parts in jobs.items():
            if not all(part in lines for part in parts):
                continue
            times = sorted((sum(lines[part][0] + lines[part][1] * sheets for part in parts) for sheets in counts), reverse=True)
            ends = [f"{span(makespan(times, cores))}" for cores in (2, 64, 1024)]
            print(f"| {mix}: {sum(counts):,} sheets | {what} | {sum(times) / 3600:.2f} | {' | '.join(ends)} | {times[0]:.1f} s |")


def makespan(times: list[float], cores: int) -> float:
    """Time at which the last job ends, if the longest starts first and each on the first free core."""
    free = [0.0] * cores
    for seconds in times:
        heapq.heapreplace(free, free[0] + seconds)
    return max(free)


def span(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.1f} h"


PARTS = {"parallel": first, "failures": failures, "slurm": slurm, "pieces": pieces, "release": release, "shared": shared, "disk": disk, "model": model}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*", help=f"{' '.join(PARTS)} (default: all)")
    parser.add_argument("--work", type=Path, default=Path("/dev/shm/kohyo-scale"), help="a folder in memory or on disk")
    parser.add_argument("--program", type=Path, default=REPO / "target/release/kohyo")
    parser.add_argument("--fonts", type=Path, default=REPO / "assets/fonts")
    parser.add_argument("--cities", type=int, default=50)
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    more = {"KOHYO": HERE / "measured", "PROGRAM": args.program, "FONTS": args.fonts, "FIGURES": args.work / "figures.jsonl"}
    cities = Cities(args.work, args.cities, os.environ | {key: str(value) for key, value in more.items()})
    print(f"cores {len(os.sched_getaffinity(0))}, load {os.getloadavg()[0]:.1f}, work in {args.work}, {time.strftime('%Y-%m-%d')}")
    cities.write()
    for part in args.parts or PARTS:
        cities.env["PART"] = part
        PARTS[part](cities)


if __name__ == "__main__":
    main()
