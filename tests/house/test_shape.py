"""The size budget: small files, short functions, thin views, no inline script or style."""

import ast
import math
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "pirtti"
SOURCES = [
    path
    for path in sorted(PACKAGE.rglob("*.py"))
    if "tests" not in path.parts and "migrations" not in path.parts
]
TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))
MOST_FILE, MOST_FILE_P95 = 400, 250
MOST_FUNCTION, MOST_FUNCTION_P95 = 40, 25
MOST_VIEW = 15
MOST_TEMPLATE = 120


def name(path):
    return str(path.relative_to(ROOT))


def p95(sizes):
    return sorted(sizes)[math.ceil(len(sizes) * 0.95) - 1]


def functions(path):
    tree = ast.parse(path.read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            yield node


def length(node):
    """Lines of a function's body, its docstring left out."""
    body = node.body
    first = body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
        body = body[1:]
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0


def test_files_stay_small():
    sizes = {name(path): len(path.read_text().splitlines()) for path in SOURCES}

    assert {path: size for path, size in sizes.items() if size > MOST_FILE} == {}
    assert p95(list(sizes.values())) <= MOST_FILE_P95


def test_functions_stay_short():
    sizes = {
        f"{name(path)}:{node.name}": length(node)
        for path in SOURCES
        for node in functions(path)
    }

    assert {where: size for where, size in sizes.items() if size > MOST_FUNCTION} == {}
    assert p95(list(sizes.values())) <= MOST_FUNCTION_P95


def _is_view(node):
    arguments = [argument.arg for argument in node.args.args]
    return arguments[:1] == ["request"] and not node.name.startswith("_")


def test_views_stay_thin():
    views = [
        path
        for path in SOURCES
        if "views" in name(path) or path.stem in {"details", "plain"}
    ]
    sizes = {
        f"{name(path)}:{node.name}": length(node)
        for path in views
        for node in functions(path)
        if _is_view(node)
    }

    assert sizes
    assert {where: size for where, size in sizes.items() if size > MOST_VIEW} == {}


def test_views_do_not_reach_into_tables():
    views = [path for path in SOURCES if "views" in path.parts or path.stem == "views"]

    assert [name(path) for path in views if ".objects" in path.read_text()] == []


def test_templates_stay_short():
    sizes = {name(path): len(path.read_text().splitlines()) for path in TEMPLATES}

    assert {path: size for path, size in sizes.items() if size > MOST_TEMPLATE} == {}


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_no_inline_script_or_style(path):
    page = path.read_text()
    scripts = re.findall(r"<script\b[^>]*>", page)

    inline = [
        tag for tag in scripts if "src=" not in tag and "application/ld+json" not in tag
    ]
    assert inline == []
    assert not re.search(r"<style\b|\sstyle\s*=|\son[a-z]+\s*=", page)
    assert not re.search(r"<button(?![^>]*\btype=)", page)
