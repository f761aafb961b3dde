"""The floors of the house: who may know whom."""

import os
from pathlib import Path

from django.apps import apps
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[2]
FLOORS = ["core", "people", "network", "calendar", "visits"]


def test_imports_point_down_the_floors(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)

    broken = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)

    assert broken == os.EX_OK, capsys.readouterr().out


def test_foreign_keys_point_down_the_floors():
    upwards = []
    for model in apps.get_models():
        label = model._meta.app_label
        if label not in FLOORS:
            continue
        for field in model._meta.get_fields():
            other = getattr(field, "remote_field", None)
            if other is None or field.auto_created or not field.is_relation:
                continue
            target = field.related_model._meta.app_label
            if target in FLOORS and FLOORS.index(target) > FLOORS.index(label):
                upwards.append(f"{model.__name__}.{field.name} -> {target}")

    assert upwards == []
