"""Run a measurement by name: the shared half of `scripts/bench` and `scripts/eval`."""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

REPOSITORY = Path(__file__).resolve().parent.parent


def measurements(kind: str) -> dict[str, Path]:
    """Return the measurements of a kind (`bench`, `eval`) by name."""
    folder = REPOSITORY / "tests" / ("benchmarks" if kind == "bench" else "evals")
    found = sorted(folder.glob(f"{kind}_*.py"))
    return {path.stem.removeprefix(f"{kind}_"): path for path in found}


def load(path: Path) -> ModuleType:
    """Import one measurement from its file."""
    specification = importlib.util.spec_from_file_location(path.stem, path)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    sys.modules[path.stem] = module
    specification.loader.exec_module(module)
    return module


def first_line(path: Path) -> str:
    """Return what a measurement says of itself."""
    return path.read_text(encoding="utf-8").split('"""')[1].strip().splitlines()[0]


def default_data() -> Path:
    """Return the folder of real material, whether or not it is there."""
    return Path(os.environ.get("PROMENADE_TEST_DATA") or REPOSITORY.parent / "shared" / "data")


def parse(kind: str, known: dict[str, Path]) -> tuple[list[str], argparse.Namespace, list[str]]:
    """Return the names asked for, the common options and what is left for each measurement."""
    listing = "\n".join(f"  {name:<14} {first_line(path)}" for name, path in known.items())
    parser = argparse.ArgumentParser(
        prog=f"scripts/{kind}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description=f"Measure, and print a table.\n\n{listing}\n  all            every one of them",
        epilog=f"Options of one measurement: scripts/{kind} NAME --help",
        add_help=False,
    )
    parser.add_argument("name", nargs="?", choices=[*known, "all"], metavar="NAME")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument(
        "--data",
        type=Path,
        default=default_data(),
        metavar="DIR",
        help="real material, in the format of shared/data",
    )
    common, rest = parser.parse_known_args()
    if common.name is None:
        parser.print_help()
        raise SystemExit(0 if {"-h", "--help"} & set(rest) else 2)
    names = list(known) if common.name == "all" else [common.name]
    return names, common, rest


def measure(kind: str, name: str, path: Path, common: argparse.Namespace, rest: list[str]) -> Any:
    """Run one measurement with its own options."""
    module = load(path)
    parser = argparse.ArgumentParser(
        prog=f"scripts/{kind} {name}",
        description=module.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    module.add_arguments(parser)
    given = parser.parse_args(rest, namespace=argparse.Namespace(data=common.data))
    if missing := lacks(module, common.data):
        result, shown = {"skipped": missing}, f"skipped: {missing}"
    else:
        result = module.run(given)
        shown = module.table(result)
    if not common.json:
        print(f"== {name} ==\n{shown}\n", flush=True)
    return result


def lacks(module: ModuleType, data: Path) -> str:
    """Return what a measurement misses of the real material, empty where it finds any of its own."""
    needs = getattr(module, "NEEDS", ())
    if not needs or any(next(data.glob(pattern), None) for pattern in needs):
        return ""
    return f"there is no {' nor '.join(needs)} below {data} (see --data)"


def main(kind: str) -> int:
    """Run what the command line names."""
    sys.path.insert(0, str(REPOSITORY))
    for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):  # as the program itself begins
        os.environ.setdefault(variable, "1")
    known = measurements(kind)
    names, common, rest = parse(kind, known)
    results = {name: measure(kind, name, known[name], common, rest) for name in names}
    if common.json:
        print(json.dumps(results if len(names) > 1 else results[names[0]], indent=2))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv.pop(1)))
