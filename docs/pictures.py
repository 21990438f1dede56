"""Draw the pictures that the README and these pages show: ``python docs/pictures.py``."""

from __future__ import annotations

from pathlib import Path

import peel

HERE = Path(__file__).parent / "pictures"


def notebook() -> str:
    """Every record that has a display of its own, as a notebook shows them."""
    shown = [
        peel.change("leicestershire", "efficiency", "2016", "2017"),
        peel.change("leicestershire", "investigating-crime", "2021-22", "2023-25"),
        peel.history("leicestershire", theme="investigating-crime"),
        peel.history("leicestershire", "preventing-crime"),
        peel.distribution("2023-25", "investigating-crime"),
        peel.compare(["kent", "essex", "lincolnshire"], "2023-25"),
        peel.judgement("northamptonshire", "2023-25", "responding-to-the-public"),
        peel.FIVE_TIER,
        peel.monitoring(on="2022-06-15"),
        peel.force("GMP"),
        peel.latest(force="leicestershire"),
        peel.changes("2016", "2017", force="leicestershire"),
        peel.inspection("leicestershire", "2021-22"),
        peel.coverage(force="leicestershire"),
    ]
    return "\n".join(f"<div style='margin:1.2em 0'>{item._repr_html_()}</div>" for item in shown)


def page(dark: bool) -> str:
    colours = "#16181d;color:#e8e8ea" if dark else "#ffffff;color:#16181d"
    return (
        "<!doctype html><meta charset='utf-8'><title>peel in a notebook</title>"
        f"<body style='margin:2em;font:15px/1.5 sans-serif;background:{colours}'>{notebook()}"
    )


if __name__ == "__main__":
    HERE.mkdir(exist_ok=True)
    for name, dark in (("light", False), ("dark", True)):
        (HERE / f"notebook-{name}.html").write_text(page(dark), encoding="utf-8")
