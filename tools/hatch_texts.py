"""Build the compiled texts (.mo) when a wheel or an editable install is made."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).parent))

import compile_texts


class CustomBuildHook(BuildHookInterface):
    """Compile pirtti/locale/*/LC_MESSAGES/*.po before files are collected."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before the build; `version` is its target's name."""
        del version, build_data
        compile_texts.compile_all(Path(self.root) / "pirtti" / "locale")
