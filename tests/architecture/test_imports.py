"""The chain of imports is held by contracts, and the contracts hold everything."""

import subprocess
import sys
import tomllib
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent.parent
# Read by Django before any layer exists, or not by Python at all; each imports only what pyproject.toml lets it.
OUTSIDE = {
    "portal.apps",
    "portal.settings",
    "portal.environment",
    "portal.environment_checks",
    "portal.staticfiles",
    "portal.supervisor",
}
NOT_MODULES = {"__pycache__", "locale", "migrations", "templates"}


def layers() -> set[str]:
    contracts = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    chain = next(contract for contract in contracts if contract["type"] == "layers")
    return {name.strip(" ()") for layer in chain["layers"] for name in layer.split("|")}


def test_contracts_are_kept():
    command = [Path(sys.executable).parent / "lint-imports", "--no-cache", "--no-logo"]
    ran = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout


def test_every_module_of_the_portal_has_its_place_in_the_chain():
    found = {
        f"portal.{path.stem}"
        for path in (CHECKOUT / "portal").iterdir()
        if (path.suffix == ".py" or path.is_dir()) and path.stem not in NOT_MODULES | {"__init__"}
    }
    placed = {".".join(name.split(".")[:2]) for name in layers()}  # a package may have rooms on two floors
    assert found - OUTSIDE - placed == set()


def test_every_app_is_in_the_chain():
    from django.conf import settings

    ours = {name for name in settings.INSTALLED_APPS if (CHECKOUT / name).is_dir()} - {"portal"}
    assert ours <= layers()
