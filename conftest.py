"""Notebooks are tests where they are asked for, alone or with all tests; what builds is marked and begins first."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

NOTEBOOKS = Path(__file__).parent / "notebooks"
BUILDS = {"shared", "checkout", "browser"}  # fixtures that run notebooks, make pages or show them
LONG = {"test_wheel.py", "test_hostile.py"}  # build a wheel; read documents made to take as long as they can
SCRATCH = tempfile.mkdtemp(prefix="gongbao-tests-")  # what cells save; the checkout stays as it is
os.environ["GONGBAO_OUTPUT"] = SCRATCH
os.environ["IPYTHONDIR"] = SCRATCH


def pytest_configure(config):
    """Compare the stored outputs of notebooks, in warm kernels, where the arguments name or hold them."""
    if any(_holds_notebooks(argument) for argument in config.args):
        from gongbao.building import kernels

        config.option.nbval = True
        if kernels.AVAILABLE:
            os.environ["JUPYTER_DEFAULT_PROVISIONER_NAME"] = kernels.NAME


def pytest_collection_modifyitems(items):
    """Mark what builds and let it begin first, so that short tests fill the cores at the end."""
    for item in items:
        if item.path.suffix == ".ipynb" or item.path.name in LONG or BUILDS & set(item.fixturenames):
            item.add_marker("build")
    items.sort(key=lambda item: item.get_closest_marker("build") is None)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Give each free worker the next test; the cells of a notebook stay together, for they share a kernel."""
    from xdist.scheduler import LoadScopeScheduling

    class Scheduling(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            return nodeid.partition("::")[0] if ".ipynb::" in nodeid else nodeid

    return Scheduling(config, log)


def pytest_unconfigure():
    """Remove what the notebooks saved."""
    shutil.rmtree(SCRATCH, ignore_errors=True)


def _holds_notebooks(argument):
    path = Path(argument.partition("::")[0]).absolute()
    return NOTEBOOKS in (path, *path.parents) or path in NOTEBOOKS.parents
