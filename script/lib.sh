# Shared by script/run, script/test and script/bench; sourced, not run.
# Everything here is POSIX sh and needs only Python 3.11 or newer.

say() { printf '%s\n' "$*"; }
fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

# Put the name of a Python that is new enough into $python.
find_python() {
    for python in python3 python3.14 python3.13 python3.12 python3.11 python; do
        if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            return
        fi
    done
    found=$(python3 -c 'import platform; print(platform.python_version())' 2>/dev/null || true)
    fail "Pirtti needs Python 3.11 or newer. This machine has ${found:-no python3}." \
        "Install a newer one (Debian 12: apt install python3 python3-venv) and try again."
}

# Make .venv where it is missing or its Python has gone away.
make_venv() {
    if .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        return
    fi
    find_python
    say "Making .venv with $("$python" --version)."
    rm -rf .venv
    "$python" -m venv .venv || fail "Python could not make .venv." \
        "On Debian and Ubuntu: apt install python3-venv"
}

# install EXTRAS: install Pirtti into .venv unless nothing has changed since.
# EXTRAS is "" or a list such as "dev" or "dev,postgres".
install() {
    make_venv
    what=".${1:+[$1]}"
    stamp=".venv/installed-$(printf '%s' "${1:-base}" | tr ',' '-')"
    now="$(cat pyproject.toml constraints.txt | cksum) $(pwd)"
    if [ "$(cat "$stamp" 2>/dev/null)" != "$now" ]; then
        say "Installing what Pirtti needs (a minute or two the first time)."
        .venv/bin/python -m pip install --quiet --quiet --disable-pip-version-check \
            --constraint constraints.txt --editable "$what" ||
            fail "Installing did not succeed; the lines above say why." \
                "The first start needs a network connection."
        printf '%s' "$now" >"$stamp"
        # An environment with more in it holds all that one with less needs.
        printf '%s' "$now" >.venv/installed-base
        case $1 in dev*) printf '%s' "$now" >.venv/installed-dev ;; esac
    fi
    compile_texts
}

# Compile the translations. Babel comes with `dev`; the package build has it always.
compile_texts() {
    if .venv/bin/python -c 'import babel' 2>/dev/null; then
        .venv/bin/python tools/compile_texts.py >/dev/null
        return
    fi
    texts=$(find pirtti/locale -name '*.po' -exec cat {} + 2>/dev/null | cksum)
    [ "$(cat .venv/compiled-texts 2>/dev/null)" != "$texts" ] || return 0
    # The very first installation has compiled them already.
    [ ! -e .venv/compiled-texts ] || .venv/bin/python -m pip install --quiet --quiet \
        --disable-pip-version-check --no-deps --constraint constraints.txt --editable .
    printf '%s' "$texts" >.venv/compiled-texts
}
