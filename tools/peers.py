"""The same invented city for other site generators: one page a sheet with all its texts and figures as headings,
paragraphs and nested lists, and an index. No charts, no computed figures, no open data, no checks: less than ours.

Comes in: a city written by benches/city. Goes out: one folder for each generator, and the command that builds it.
"""

import json
import shutil
from pathlib import Path

ZOLA_VALUE = """{% macro value(it, level) %}{% if it is object %}{% for key, inner in it %}<h{{ level }}>{{ key }}</h{{ level }}>
{{ self::value(it=inner, level=level + 1) }}{% endfor %}{% elif it is iterable and it is not string %}<ul>{% for inner in it %}<li>{{ self::value(it=inner, level=level) }}</li>{% endfor %}</ul>
{% else %}<p>{{ it }}</p>
{% endif %}{% endmacro %}"""

HEAD = '<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>{title}</title><link rel="stylesheet" href="/site.css"></head><body>'


def sheets(city: Path) -> list[Path]:
    """Every sheet of the city's year."""
    return sorted((city / "r6").glob("p*/*.yaml"))


def zola(city: Path, folder: Path) -> list:
    """Zola: a page with front matter for each sheet, whose template loads the YAML."""
    (folder / "templates").mkdir(parents=True)
    (folder / "content").mkdir()
    shutil.copytree(city / "r6", folder / "data")
    (folder / "config.toml").write_text('base_url = "/"\nbuild_search_index = false\n')
    (folder / "templates/value.html").write_text(ZOLA_VALUE)
    (folder / "templates/page.html").write_text(
        '{% import "value.html" as show %}' + HEAD.format(title="{{ page.title }}")
        + "<h1>{{ page.title }}</h1>{% set sheet = load_data(path=page.extra.file) %}{{ show::value(it=sheet, level=2) }}</body></html>"
    )
    (folder / "templates/index.html").write_text(
        HEAD.format(title="一覧") + '<ul>{% for page in section.pages %}<li><a href="{{ page.path }}">{{ page.title }}</a></li>{% endfor %}</ul></body></html>'
    )
    (folder / "content/_index.md").write_text('+++\nsort_by = "title"\n+++\n')
    for sheet in sheets(city):
        front = f'+++\ntitle = "{sheet.stem}"\n[extra]\nfile = "data/{sheet.parent.name}/{sheet.name}"\n+++\n'
        (folder / "content" / f"{sheet.stem}.md").write_text(front)
    return ["sh", "-c", f'cd "{folder}" && exec "$0" build -o out --force', "zola"]


def hugo(city: Path, folder: Path) -> list:
    """Hugo: a content adapter makes the pages of the data folder."""
    for name in ["content", "layouts/_default", "layouts/partials"]:
        (folder / name).mkdir(parents=True)
    shutil.copytree(city / "r6", folder / "data")
    kinds = ["taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404", "section"]
    (folder / "hugo.json").write_text(json.dumps({"baseURL": "/", "disableKinds": kinds, "languageCode": "ja"}))
    (folder / "content/_content.gotmpl").write_text(
        '{{ range $kind := slice "policies" "projects" }}{{ range $code, $sheet := index site.Data $kind }}'
        '{{ $.AddPage (dict "path" $code "title" $code "params" (dict "sheet" $sheet)) }}{{ end }}{{ end }}'
    )
    (folder / "layouts/partials/value.html").write_text(
        "{{ if reflect.IsMap . }}{{ range $key, $inner := . }}<h2>{{ $key }}</h2>{{ partial \"value.html\" $inner }}{{ end }}"
        '{{ else if reflect.IsSlice . }}<ul>{{ range . }}<li>{{ partial "value.html" . }}</li>{{ end }}</ul>{{ else }}<p>{{ . }}</p>{{ end }}'
    )
    (folder / "layouts/_default/single.html").write_text(
        HEAD.format(title="{{ .Title }}") + '<h1>{{ .Title }}</h1>{{ partial "value.html" .Params.sheet }}</body></html>'
    )
    (folder / "layouts/index.html").write_text(
        HEAD.format(title="一覧") + '<ul>{{ range .RegularPages.ByTitle }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></body></html>'
    )
    return ["sh", "-c", f'cd "{folder}" && rm -rf resources && exec "$0" --quiet -d out', "hugo"]


def eleventy(city: Path, folder: Path) -> list:
    """Eleventy: a global data file reads the YAML, pagination makes the pages."""
    (folder / "src/_data").mkdir(parents=True)
    shutil.copytree(city / "r6", folder / "data")
    (folder / "eleventy.config.js").write_text(
        'module.exports = () => ({ dir: { input: "src", output: "out" } });\n'
    )
    (folder / "src/_data/sheets.js").write_text(
        'const fs = require("fs"), yaml = require("js-yaml");\n'
        'module.exports = () => ["policies", "projects"].flatMap((kind) => fs.readdirSync(`data/${kind}`).sort().map((name) => ({\n'
        '  code: name.split(".")[0], sheet: yaml.load(fs.readFileSync(`data/${kind}/${name}`, "utf8")) })));\n'
    )
    (folder / "src/sheet.11ty.js").write_text(
        'const text = (it) => String(it).replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", \'"\': "&quot;" })[c]);\n'
        "const value = (it) => Array.isArray(it) ? `<ul>${it.map((one) => `<li>${value(one)}</li>`).join(\"\")}</ul>`\n"
        "  : it && typeof it === \"object\" ? Object.entries(it).map(([key, one]) => `<h2>${text(key)}</h2>${value(one)}`).join(\"\") : `<p>${text(it)}</p>`;\n"
        "module.exports = class { data() { return { pagination: { data: \"sheets\", size: 1, alias: \"one\" }, permalink: (data) => `${data.one.code}/index.html` }; }\n"
        "  render({ one }) { return `" + HEAD.format(title="${one.code}") + "<h1>${one.code}</h1>${value(one.sheet)}</body></html>`; } };\n"
    )
    (folder / "src/index.11ty.js").write_text(
        "module.exports = class { render({ sheets }) { return `" + HEAD.format(title="一覧")
        + "<ul>${sheets.map((one) => `<li><a href=\"/${one.code}/\">${one.code}</a></li>`).join(\"\")}</ul></body></html>`; } };\n"
    )
    return ["sh", "-c", f'cd "{folder}" && exec "$0" --quiet', "eleventy"]


GENERATORS = {"zola": zola, "hugo": hugo, "eleventy": eleventy}
