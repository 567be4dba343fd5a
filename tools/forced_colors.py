#!/usr/bin/env python3
"""Charts under forced colours (Windows contrast themes), as Chromium draws them, on a light and a dark theme: every word
of a chart has a contrast of 4.5:1 or more to what lies under it, hatches and outlines 3:1, and the own city is told
apart from the others by more than its name.

    tools/forced_colors.py output/h25/52.html …
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

LOOK = """
const numbers = (text) => (text.match(/[\\d.]+/g) ?? []).map(Number);
const luminance = (text) => {
  const [r, g, b] = numbers(text).map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (one, other) => {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};
const style = (element) => getComputedStyle(element);
const page = style(document.body).backgroundColor;
const wrong = [];
const count = { charts: 0, words: 0, own: 0, hatches: 0 };
const solid = (shape) => style(shape).fill.startsWith('rgb');
for (const chart of document.querySelectorAll('svg.chart-svg')) {
  count.charts += 1;
  const shapes = [...chart.querySelectorAll('rect, path, circle, polygon')].filter(
    (shape) => !shape.closest('defs') && style(shape).fill !== 'none');
  for (const words of chart.querySelectorAll('text')) {
    const box = words.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const under = shapes.filter((shape) => {
      const place = shape.getBoundingClientRect();
      const before = shape.compareDocumentPosition(words) & Node.DOCUMENT_POSITION_FOLLOWING;
      return before && place.left <= x && x <= place.right && place.top <= y && y <= place.bottom;
    }).at(-1);
    count.words += 1;
    // A plate is a thick line behind words on a hatch.
    const plate = [...chart.querySelectorAll('line.plate')].find((line) => {
      const place = line.getBoundingClientRect();
      return place.left <= x && x <= place.right && Math.abs(place.top - y) < 9;
    });
    if (plate) {
      const found = contrast(style(words).fill, style(plate).stroke);
      if (found < 4.5) wrong.push(`「${words.textContent}」 on its plate ${found.toFixed(1)}:1`);
      continue;
    }
    if (under && !solid(under)) { wrong.push(`「${words.textContent}」 on a hatch`); continue; }
    const found = contrast(style(words).fill, under ? style(under).fill : page);
    if (found < 4.5) wrong.push(`「${words.textContent}」 ${found.toFixed(1)}:1`);
  }
  for (const shape of shapes) {
    const { fill, stroke } = style(shape);
    if (shape.matches('.plate, .cut')) continue;
    const seen = [fill, stroke].filter((color) => color.startsWith('rgb')).map((color) => contrast(color, page));
    if (Math.max(...seen, 0) < 3) wrong.push(`<${shape.tagName} class="${shape.getAttribute('class')}"> cannot be seen`);
  }
  for (const mark of chart.querySelectorAll('pattern *')) {
    const { fill, stroke } = style(mark);
    const seen = [fill, stroke].filter((color) => color.startsWith('rgb')).map((color) => contrast(color, page));
    count.hatches += 1;
    // The ground of a pattern is as the page; what is drawn on it has to be seen.
    if (!mark.matches('.plate') && Math.max(...seen, 0) < 3) {
      wrong.push(`<${mark.tagName}> of a hatch ${Math.max(...seen, 0).toFixed(1)}:1`);
    }
  }
  const [own, other] = ['.ac', '.ac2'].map((name) => chart.querySelector(`rect${name}`));
  if (own && other) {
    count.own += 1;
    const found = contrast(style(own).fill, style(other).fill);
    if (found < 3) wrong.push(`the own city and another: ${found.toFixed(1)}:1`);
  }
}
if (!matchMedia('(forced-colors: active)').matches) wrong.push('the browser does not force colours');
const told = document.createElement('script');
told.type = 'application/json';
told.id = 'told';
told.textContent = JSON.stringify({ wrong: [...new Set(wrong)], count });
document.body.replaceChildren(told);
"""


def look(page, theme, folder):
    """The problems on a page, and the number of elements checked."""
    html = page.read_text(encoding="utf-8")
    # The content security policy forbids scripts; nobody else reads this copy.
    html = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)
    html = html.replace("<head>", f'<head><base href="{page.resolve().as_uri()}">', 1)
    assert "<base " in html, page
    copy = folder / "page.html"
    copy.write_text(html.replace("</body>", f"<script type=module>{LOOK}</script></body>"), encoding="utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files", "--force-high-contrast"]
    run = subprocess.run(
        ["chromium", *options, *theme, "--dump-dom", copy.as_uri()],
        capture_output=True, text=True, timeout=120, check=True,
    )
    told = re.search(r'<script type="application/json" id="told">(.*?)</script>', run.stdout, re.S)
    assert told, f"{page}: the browser says nothing: {run.stdout[:200]} {run.stderr[-200:]}"
    return json.loads(told[1])


def main(pages):
    total, failed = {}, False
    with tempfile.TemporaryDirectory() as folder:
        for page in map(Path, pages):
            for name, theme in [("light", []), ("dark", ["--force-dark-mode"])]:
                told = look(page, theme, Path(folder))
                for wrong in told["wrong"]:
                    print(f"{page} ({name}): {wrong}")
                failed |= bool(told["wrong"])
                for key, count in told["count"].items():
                    total[key] = total.get(key, 0) + count
    missing = [key for key, count in total.items() if count == 0]
    if missing:
        print(f"nothing to look at: {missing}")
    print(f"{len(pages)} pages, {total}")
    return failed or bool(missing)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
