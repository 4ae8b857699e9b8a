"""Fixtures that every test may use."""

from pathlib import Path

from hypothesis import configuration, settings

pytest_plugins = ["tests.world"]

# Generated cases take as long as they take: a busy machine is no reason to fail.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
configuration.set_hypothesis_home_dir(Path(__file__).parents[1] / "var" / "hypothesis")
