"""How many examples: `--hypothesis-profile=nightly` tries 10,000 of each."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

_UNHURRIED = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]

settings.register_profile(
    "quick", max_examples=25, deadline=None, derandomize=True, suppress_health_check=_UNHURRIED
)
settings.register_profile(
    "longer", max_examples=300, deadline=None, suppress_health_check=_UNHURRIED
)
settings.register_profile(
    "nightly", max_examples=10_000, deadline=None, suppress_health_check=_UNHURRIED
)
settings.load_profile("quick")


def pytest_report_header() -> str:
    return f"fuzzing: {settings().max_examples} examples of each function"
