// Only in the preview: shows the page anew when it has been made anew.
const version = document.currentScript.dataset.version;
const changes = new EventSource("/_kohyo/changes?from=" + version);
changes.addEventListener("change", () => location.reload());
