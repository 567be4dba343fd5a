#!/bin/sh
# Puts on this machine what Kōhyō needs and Cargo does not bring: a linker, and the BIZ UD fonts of the
# print forms (SIL Open Font License 1.1), which go to assets/fonts and not into git.
# Tells Cargo to leave the folders of this machine out of the program.
# With --test also the tools by which tests read PDFs. Can be run again at any time: existing files stay.
set -eu
cd "$(dirname "$0")/.."

fonts="BIZUDGothic-Regular.ttf BIZUDGothic-Bold.ttf BIZUDMincho-Regular.ttf"
folder=assets/fonts
updated=

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null 2>&1; then sudo "$@"; else return 1; fi
}

update() {
    [ -n "$updated" ] || as_root apt-get update -qq
    updated=yes
}

# install COMMAND PACKAGE: the Debian package that brings a command.
install() {
    command -v "$1" >/dev/null 2>&1 && return 0
    command -v apt-get >/dev/null 2>&1 || {
        echo "$1 がありません。パッケージ $2 を入れてから、もう一度動かしてください。" >&2
        exit 1
    }
    update
    as_root apt-get install -y -qq --no-install-recommends "$2" >/dev/null
}

complete() {
    for font in $fonts; do [ -s "$folder/$font" ] || return 1; done
}

# take FOLDER: copies the fonts below it.
take() {
    for font in $fonts; do
        found=$(find "$1" -name "$font" -type f 2>/dev/null | head -n 1)
        [ -z "$found" ] || cp "$found" "$folder/$font"
    done
}

from_debian() {
    command -v apt-get >/dev/null 2>&1 && command -v dpkg-deb >/dev/null 2>&1 || return 1
    update || true
    (cd "$work" && apt-get -o APT::Sandbox::User=root download -qq fonts-morisawa-bizud-gothic fonts-morisawa-bizud-mincho) >/dev/null || return 1
    for package in "$work"/*.deb; do dpkg-deb -x "$package" "$work/debian"; done
    take "$work/debian"
    find "$work/debian" -path '*gothic*' -name copyright -exec cp {} "$folder/LICENSE-BIZUD.txt" \;
}

from_npm() {
    command -v npm >/dev/null 2>&1 || return 1
    (cd "$work" && npm pack --silent @expo-google-fonts/biz-udgothic@0.4.0 @expo-google-fonts/biz-udmincho@0.4.0) >/dev/null || return 1
    for package in "$work"/*.tgz; do
        mkdir -p "$work/npm" && tar -xzf "$package" -C "$work/npm"
        # BIZUDGothic_400Regular.ttf -> BIZUDGothic-Regular.ttf
        find "$work/npm" -name '*.ttf' | while read -r file; do
            name=$(basename "$file" | sed 's/_[0-9]*\(Regular\|Bold\)/-\1/')
            [ -e "$work/npm/$name" ] || cp "$file" "$work/npm/$name"
        done
    done
    take "$work/npm"
}

install cc build-essential
[ "${1:-}" != --test ] || install pdftotext poppler-utils

# Paths in messages of the program start at its own sources and those of its crates, not at folders of this machine.
if [ ! -e .cargo/config.toml ]; then
    mkdir -p .cargo
    sysroot=$(rustc --print sysroot 2>/dev/null) || sysroot=/usr
    cat >.cargo/config.toml <<END
# Written by tools/setup.sh.
[build]
rustflags = [
    "--remap-path-prefix=$PWD=kohyo",
    "--remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=cargo",
    "--remap-path-prefix=$sysroot=rust",
]
END
fi

mkdir -p "$folder"
if ! complete; then
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    take /usr/share/fonts
    complete || from_debian || true
    complete || from_npm || true
fi
if ! complete; then
    echo "印刷用のフォント（BIZ UD明朝・ゴシック）を取り寄せられませんでした。" >&2
    echo "対処: Debianのパッケージ fonts-morisawa-bizud-gothic と fonts-morisawa-bizud-mincho を入れてから、もう一度動かしてください。" >&2
    exit 1
fi
echo "準備ができました（フォント: $folder）。"
