"""How much is left in the battery, where the system tells it in files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

SUPPLIES = Path("/sys/class/power_supply")
LOW_PERCENT = (15, 7)
"""Said once at each of these."""


@dataclass(frozen=True, slots=True)
class Battery:
    """One battery."""

    percent: int
    is_discharging: bool


def read_battery(supplies: Path = SUPPLIES) -> Battery | None:
    """Return the first battery of the machine; None where there is none or nobody tells."""
    try:
        candidates = sorted(supplies.iterdir())
    except OSError:
        return None
    for supply in candidates:
        try:
            if (supply / "type").read_text(encoding="utf-8").strip() != "Battery":
                continue
            percent = int((supply / "capacity").read_text(encoding="utf-8"))
            status = (supply / "status").read_text(encoding="utf-8").strip()
        except (OSError, ValueError):
            continue
        return Battery(percent, status == "Discharging")
    return None


def levels_passed(battery: Battery | None) -> frozenset[int]:
    """Return the levels of `LOW_PERCENT` that a battery in use has come down to."""
    if battery is None or not battery.is_discharging:
        return frozenset()
    return frozenset(level for level in LOW_PERCENT if battery.percent <= level)
