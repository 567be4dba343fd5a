#!/usr/bin/env python3
"""Measures whole runs of kohyo on invented cities of any size, and of other programs that are installed.

    cargo build --release --locked && tools/measure.py

Comes in: the built program, the test program (which writes the cities). Goes out: a Markdown table, median of the
rounds. Before each run a fixed piece of work is timed (`yard`): where it differs between rows, so does the machine.
Only figures of one run of this script may be compared. Other programs that are absent are named and left out.
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from peers import GENERATORS

REPO = Path(__file__).resolve().parent.parent
KOHYO = REPO / "target/release/kohyo"
FONTS = REPO / "assets/fonts"


def yard() -> float:
    """Milliseconds for a fixed piece of work."""
    start = time.perf_counter()
    total = 0
    for number in range(400_000):
        total += number * number % 7
    return (time.perf_counter() - start) * 1000


def run(command: list, one_core: bool = False) -> tuple[float, float, float]:
    """Wall-clock seconds, processor seconds, peak memory in MB (of the largest process)."""
    if one_core:
        command = ["taskset", "-c", "0", *command]
    start = time.perf_counter()
    child = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = child.stderr.read()
    _, status, used = os.wait4(child.pid, 0)
    wall = time.perf_counter() - start
    if status != 0:
        raise RuntimeError(f"{command}: {said.decode(errors='replace')[-600:]}")
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


class Table:
    """Prints rows of Markdown as they come."""

    def __init__(self, rounds: int):
        self.rounds = rounds
        print("| what | wall s | processor s | memory MB | yard ms | remark |\n|---|---|---|---|---|---|", flush=True)

    def row(self, what: str, command: list, remark=lambda wall: "", before=lambda: None, one_core=False) -> float:
        """Runs a command in all rounds; returns the median wall-clock time."""
        found, yards = [], []
        try:
            for _ in range(self.rounds):
                before()
                yards.append(yard())
                found.append(run(command, one_core))
        except (RuntimeError, OSError) as error:
            print(f"| {what} | failed: {str(error)[:300]} | | | | |", flush=True)
            return float("nan")
        wall, processor, memory = (statistics.median(column) for column in zip(*found))
        cells = f"{wall:.3f} | {processor:.2f} | {memory:.0f} | {statistics.median(yards):.0f} | {remark(wall)}"
        print(f"| {what} | {cells} |", flush=True)
        return wall


def city(folder: Path, sheets: int | None, seed: int = 1) -> Path:
    """Writes an invented city; without a number the whole year of 41 policies and 200 projects."""
    if folder.exists():
        return folder
    env = dict(os.environ, KOHYO_CITY=str(folder), KOHYO_CITY_SEED=str(seed))
    if sheets is not None:
        env["KOHYO_CITY_SHEETS"] = str(sheets)
    command = ["cargo", "test", "--release", "--locked", "-q", "--test", "it", "write_a_whole_city", "--", "--ignored"]
    subprocess.run(command, cwd=REPO, env=env, check=True, stdout=subprocess.DEVNULL)
    return folder


def pages_of(pdf: Path) -> int:
    """Pages of a PDF, where pdfinfo is installed."""
    if shutil.which("pdfinfo") is None:
        return 0
    text = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
    return int(re.search(r"Pages:\s+(\d+)", text)[1])


def folder_size(folder: Path, ending: str) -> tuple[int, int, int]:
    """Number, mean and largest size of the files with an ending."""
    sizes = [path.stat().st_size for path in folder.rglob(f"*{ending}")] or [0]
    return len(sizes), sum(sizes) // len(sizes), max(sizes)


def latency(content: Path, table: Table) -> None:
    """From saving a sheet to the new page in the browser, and the first page after the start."""
    sheet = sorted((content / "r6/projects").glob("*.yaml"))[0]
    text = sheet.read_text()
    port = "8719"
    start = time.perf_counter()
    command = [KOHYO, "serve", "--content", content, "--port", port, "--fonts", FONTS]
    server = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}/r6/{sheet.stem}.html"

    def until(mark: str, since: float) -> float:
        while time.perf_counter() - since < 60:
            try:
                with urllib.request.urlopen(url, timeout=5) as page:
                    if mark in page.read().decode():
                        return time.perf_counter() - since
            except OSError:
                time.sleep(0.002)
        return float("nan")

    try:
        first = until("見本", start)
        found = []
        for number in range(table.rounds + 2):
            mark = f"書き直した文{number}"
            since = time.perf_counter()
            sheet.write_text(text.replace("市民（見本）", mark, 1))
            found.append(until(mark, since))
        found.sort()
        print(f"| serve {content.name}: first page | {first:.3f} | | | | |", flush=True)
        print(f"| serve {content.name}: save to page | {statistics.median(found):.3f} | | | | {found[0]:.3f} to {found[-1]:.3f} |", flush=True)
        started = time.perf_counter()
        with urllib.request.urlopen(url.replace(".html", ".pdf"), timeout=60) as pdf:
            pdf.read()
        cold = time.perf_counter() - started
        sheet.write_text(text.replace("市民（見本）", "また書き直した文", 1))
        until("また書き直した文", time.perf_counter())
        started = time.perf_counter()
        with urllib.request.urlopen(url.replace(".html", ".pdf"), timeout=60) as pdf:
            pdf.read()
        print(f"| serve {content.name}: PDF of the edited sheet | {time.perf_counter() - started:.3f} | | | | the first: {cold:.3f} |", flush=True)
    finally:
        server.terminate()
        server.wait()
        sheet.write_text(text)


def sites(table: Table, work: Path, sizes: list[int]) -> None:
    """Pages and data without PDFs: check, first build, again with and without a change, other generators."""
    for sheets in sizes:
        content, out = city(work / f"city-{sheets}", sheets), work / f"out-{sheets}"
        rate = lambda wall, sheets=sheets: f"{sheets / wall:,.0f} sheets/s"
        clean = lambda out=out: shutil.rmtree(out, ignore_errors=True)
        plain = [KOHYO, "build", "--no-pdf", "-q", "--content", content, "--out", out]
        table.row(f"check, {sheets} sheets", [KOHYO, "check", "--content", content], rate)
        table.row(f"build --no-pdf, {sheets} sheets", [*plain, "--no-cache"], rate, clean)
        table.row(f"build over what is there, {sheets} sheets", [*plain, "--no-cache"], rate)
        again(table, [*plain, "--cache", work / "cache"], content, f"{sheets} sheets")
        copied = work / "copied"
        files = [path for path in out.rglob("*") if path.is_file()]
        size = sum(path.stat().st_size for path in files) / 1e6
        remark = lambda _, files=files, size=size: f"{len(files)} files, {size:.1f} MB"
        table.row("writing the same files alone (cp -r)", ["cp", "-r", out, copied], remark, lambda: shutil.rmtree(copied, ignore_errors=True))
        shutil.rmtree(copied, ignore_errors=True)
        for name, prepare in GENERATORS.items():
            other_site(table, name, prepare, content, work / f"{name}-{sheets}", sheets)
        clean()


def again(table: Table, build: list, content: Path, what: str) -> None:
    """The same build in a new process: with nothing changed, and with one sheet changed each time."""
    run(build)
    table.row(f"nothing changed, {what}", build)
    sheet = sorted((content / "r6/projects").glob("*.yaml"))[0]
    text, number = sheet.read_text(), 0

    def change() -> None:
        nonlocal number
        number += 1
        sheet.write_text(text.replace("市民（見本）", f"書き直した文{number}", 1))

    try:
        table.row(f"one sheet changed, {what}", build, before=change)
    finally:
        sheet.write_text(text)


def other_site(table: Table, name: str, prepare, content: Path, folder: Path, sheets: int) -> None:
    """Another generator on the same sheets, where it is installed."""
    program = shutil.which(name)
    if program is None:
        print(f"| {name}: not installed | | | | | |", flush=True)
        return
    shutil.rmtree(folder, ignore_errors=True)
    command = [program if part == name else part for part in prepare(content, folder)]
    out = folder / "out"
    table.row(
        f"{name}, {sheets} sheets: texts and lists alone",
        command,
        lambda wall: f"{sheets / wall:,.0f} sheets/s, {sum(p.stat().st_size for p in out.rglob('*.html')) / 1e6:.1f} MB",
        lambda: shutil.rmtree(out, ignore_errors=True),
    )
    shutil.rmtree(folder, ignore_errors=True)


def prints(table: Table, work: Path) -> Path:
    """The PDFs of a whole year, its booklet, one PDF in a cold process; returns the folder of the site."""
    content, out, book = city(work / "year", None), work / "year-out", work / "book.pdf"
    clean = lambda: shutil.rmtree(out, ignore_errors=True)
    build = [KOHYO, "build", "-q", "--content", content, "--out", out, "--fonts", FONTS]
    cached = [*build, "--cache", work / "cache"]
    build.append("--no-cache")
    plain = table.row("year: site without PDFs", [*build, "--no-pdf"], before=clean)
    rate = lambda wall: f"{241 / (wall - plain):.1f} PDFs/s beyond the site"
    table.row("year: site with 241 PDFs", build, rate, clean)
    table.row("year: the same on one core", build, rate, clean, one_core=True)
    table.row("one PDF, cold process (build --only 111)", [*build, "--only", "111"], lambda wall: f"check and lists of 241 sheets: {plain:.2f} s")
    again(table, cached, content, "241 sheets with PDFs")
    number, mean, largest = folder_size(out, ".pdf")
    print(f"| PDFs: {number}, mean {mean / 1000:.1f} KB, largest {largest / 1000:.1f} KB | | | | | |", flush=True)
    handout = [KOHYO, "handout", "-q", "--content", content, "--out", book, "--fonts", FONTS]
    table.row("year: booklet of 241 sheets", handout, lambda _: f"{pages_of(book)} pages, {book.stat().st_size / 1e6:.2f} MB")
    return out


def peers(table: Table, site: Path, work: Path) -> None:
    """The same sheets printed by programs that are installed, from the pages of the site; tags and PDF/A left out."""
    pages = sorted((site / "r6").glob("*.html"))[:24]
    if pages:
        print(f"| below: {len(pages)} sheets each | | | | | |", flush=True)
    soffice = shutil.which("soffice") or shutil.which("libreoffice")
    weasyprint = shutil.which("weasyprint")
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    rate = lambda wall: f"{len(pages) / wall:.1f} PDFs/s"
    kohyo = ["build", "-q", "--no-cache", "--content", work / "year", "--out", work / "year-out", "--fonts", FONTS]
    table.row("kohyo: the same sheets", [KOHYO, *kohyo, "--only", *(page.stem for page in pages)], rate)
    if typst := shutil.which("typst"):
        with_cli = [*kohyo, "--typst", typst, "--only", *(page.stem for page in pages)]
        table.row("kohyo with the command typst (asks, then compiles)", [KOHYO, *with_cli], rate)
    if weasyprint:
        script = "import sys, weasyprint\nfor page in sys.argv[2:]: weasyprint.HTML(page).write_pdf(sys.argv[1] + '/w.pdf')"
        python = Path(weasyprint).read_text(errors="replace").splitlines()[0].removeprefix("#!").split()[-1]
        python = python if Path(python).exists() else sys.executable
        table.row("WeasyPrint, one process", [python, "-c", script, work, *pages], rate)
    if soffice:
        table.row("LibreOffice, one process", [soffice, "--headless", "--convert-to", "pdf", "--outdir", work / "lo", *pages], rate)
    if chromium:
        shell = 'for page in "$@"; do "$0" --headless --no-sandbox --disable-gpu --print-to-pdf=/dev/null "file://$page" || exit 1; done'
        table.row("Chromium, a process each", ["sh", "-c", shell, chromium, *pages], rate)
    absent = {"typst": typst, "weasyprint": weasyprint, "soffice": soffice, "chromium": chromium}
    for name in [name for name, found in absent.items() if not found]:
        print(f"| {name}: not installed | | | | | |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*", default=[], help="start sites serve prints peers (default: all)")
    parser.add_argument("--work", type=Path, default=Path("/dev/shm/kohyo-measure"), help="a folder in memory or on disk")
    numbers = lambda text: [int(number) for number in text.split(",")]
    parser.add_argument("--sheets", type=numbers, default=[240, 2400, 24000], help="such as 240,2400")
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    wanted = lambda part: not args.parts or part in args.parts
    args.work.mkdir(parents=True, exist_ok=True)
    print(f"cores {len(os.sched_getaffinity(0))}, load {os.getloadavg()[0]:.1f}, work in {args.work}, {args.rounds} rounds\n")
    table = Table(args.rounds)
    if wanted("start"):
        for command in (["true"], [KOHYO, "--version"]):
            walls = sorted(run(command)[0] * 1000 for _ in range(30))
            print(f"| start: {Path(command[0]).name} | {walls[15] / 1000:.4f} | | | | best of 30: {walls[0]:.1f} ms |", flush=True)
    if wanted("sites"):
        sites(table, args.work, args.sheets)
    if wanted("serve"):
        for sheets in args.sheets:
            latency(city(args.work / f"city-{sheets}", sheets), table)
    if wanted("prints") or wanted("peers"):
        site = prints(table, args.work)
        if wanted("peers"):
            peers(table, site, args.work)


if __name__ == "__main__":
    main()
