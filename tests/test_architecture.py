"""The shape of the house: sizes, names, directions. What import-linter and ruff cannot see."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

ROOT = Path(__file__).resolve().parents[1]
LAYERS = ("workspace", "twinning", "research", "whitepaper", "search")

TOP_LEVEL = {
    *LAYERS,
    *{"templates", "tests", "docs", "deploy", "locale", ".ci", ".git", ".gitignore"},
    *{"manage.py", "pyproject.toml", "uv.lock", "Makefile", "LICENSE"},
    *{"README.md", "CHANGELOG.md", "CONTRIBUTING.md"},
}
#: Made on this machine, ignored by git.
MADE_HERE = re.compile(r"\.venv|\.env|var|__pycache__|\.coverage.*|\.\w+_cache|node_modules")

#: Imports inside a function, as "file:function". Empty, and meant to stay so.
INLINE_IMPORTS_ALLOWED: set[str] = set()

PURE = (
    "workspace.languages.text",
    "research.charts",
    "research.disclosure",
    "research.questionnaire",
    "research.statistics",
    "whitepaper.content",
    "whitepaper.pdf",
)


def python_files() -> list[Path]:
    """Our own modules; migrations are written by a program."""
    folders = [ROOT / name for name in (*LAYERS, "tests", "deploy")]
    found = [path for folder in folders for path in sorted(folder.rglob("*.py"))]
    return [path for path in found if "migrations" not in path.parts]


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def order() -> list[str]:
    """Every app from the bottom up, as the contracts of pyproject.toml state it."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    whole, inside = config["tool"]["importlinter"]["contracts"][:2]
    nested = [f"workspace.{name}" for layer in inside["layers"] for name in layer.split(" | ")]
    upper = [name for name in whole["layers"] if name != "workspace"]
    return list(reversed([*upper, *nested]))


def our_apps() -> list[str]:
    return [
        config.name for config in apps.get_app_configs() if config.name.partition(".")[0] in LAYERS
    ]


def test_no_file_is_longer_than_300_lines():
    pages = [*python_files(), *(ROOT / "templates").rglob("*.html")]
    long = {
        name_of(path): lines
        for path in pages
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 300
    }
    assert long == {}


def test_no_function_is_longer_than_40_lines():
    long = {
        f"{name_of(path)}:{node.name}": lines
        for path in python_files()
        for node in functions(path)
        if (lines := (node.end_lineno or 0) - node.lineno + 1) > 40
    }
    assert long == {}


def test_no_module_is_named_after_nothing():
    empty = {"core", "utils", "util", "helpers", "helper", "common", "misc"}
    parts = {path: {path.stem, *path.relative_to(ROOT).parts} for path in python_files()}
    assert [name_of(path) for path, names in parts.items() if names & empty] == []


def test_imports_stand_at_the_top_of_a_module():
    inline = {
        f"{name_of(path)}:{node.name}"
        for path in python_files()
        if path.parts[len(ROOT.parts)] != "tests"
        for node in functions(path)
        # Django loads models after the app configurations: only `ready` may import them.
        if not (path.name == "apps.py" and node.name == "ready")
        if any(isinstance(part, ast.Import | ast.ImportFrom) for part in ast.walk(node))
    }
    assert inline == INLINE_IMPORTS_ALLOWED


def test_no_relation_climbs_to_an_upper_layer():
    rank = {name: number for number, name in enumerate(order())}
    climbing = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models(include_auto_created=True)
        if (own := rank.get(model._meta.app_config.name)) is not None
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.ManyToManyField)
        if rank.get(field.related_model._meta.app_config.name, -1) > own
    ]
    assert climbing == []


def test_every_app_has_its_place_in_the_order():
    assert set(our_apps()) <= set(order())


def test_relations_name_models_of_upper_layers_nowhere_in_strings():
    """A string foreign key that Django resolves later would dodge the import contracts."""
    labels = {
        config.label: order().index(config.name)
        for config in apps.get_app_configs()
        if config.name in order()
    }
    climbing = []
    for path in python_files():
        app = next((n for n in order() if name_of(path).startswith(f"{n.replace('.', '/')}/")), "")
        if not app:
            continue
        for label, model in re.findall(r"[\"'](\w+)\.([A-Z]\w+)[\"']", path.read_text("utf-8")):
            if labels.get(label, -1) > order().index(app):
                climbing.append(f"{name_of(path)}: {label}.{model}")
    assert climbing == []


def test_top_level_of_the_repository_is_fixed():
    found = {path.name for path in ROOT.iterdir() if not MADE_HERE.fullmatch(path.name)}
    assert found - TOP_LEVEL == set()


@pytest.mark.parametrize("app", [*our_apps(), "workspace.registries"])
def test_every_app_has_a_readme_of_about_ten_lines(app: str):
    readme = ROOT / app.replace(".", "/") / "README.md"
    assert readme.exists(), f"{name_of(readme)} says what the app is, its nouns, rules and needs"
    lines = readme.read_text(encoding="utf-8").splitlines()
    assert 5 <= len(lines) <= 15


@pytest.mark.parametrize("module", PURE)
def test_pure_module_loads_without_django(module: str):
    """Also what the package's `__init__` imports, which the contracts see only in part."""
    path = ROOT / module.replace(".", "/")
    if not (path.is_dir() or path.with_suffix(".py").exists()):
        pytest.skip(f"{module} is not written yet")
    known = f"import {module}, sys; sys.exit('django' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", known], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr or f"{module} loads Django"


def test_templates_hold_no_inline_style_or_script():
    """The content security policy refuses them: they would silently do nothing."""
    inline = re.compile(
        r"<style|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|<script(?![^>]*\bsrc=)",
        re.IGNORECASE,
    )
    folders = [ROOT / "templates", *(ROOT / name for name in LAYERS)]
    pages = [page for folder in folders for page in folder.rglob("*.html")]
    assert pages
    found = [
        f"{name_of(page)}: {match.group()}"
        for page in pages
        for match in inline.finditer(page.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_colours_are_named_once():
    """Outside the definitions of properties (`--name: ...`) a sheet speaks of colours by name."""
    raw = re.compile(r"#(?!(?:fff|000)\b)[0-9a-f]{3,8}\b|\b(?:rgb|hsl)a?\(", re.IGNORECASE)
    found = []
    for sheet in (ROOT / "workspace").rglob("static/**/*.css"):
        if sheet.name.startswith("govuk"):
            continue  # vendored
        text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
        text = re.sub(r"--[\w-]+\s*:[^;]*;", "", text)
        text = re.sub(r"url\([^)]*\)", "", text)
        found += [f"{name_of(sheet)}: {match.group()}" for match in raw.finditer(text)]
    assert found == []
