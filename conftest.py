"""Notebooks under nbval, alone or with all tests, save into a folder of their own: the checkout stays as it is."""

import os
import shutil
import tempfile

from gongbao.building import kernels

SCRATCH = tempfile.mkdtemp(prefix="gongbao-tests-")
os.environ["GONGBAO_OUTPUT"] = SCRATCH
os.environ["IPYTHONDIR"] = SCRATCH
if kernels.AVAILABLE:
    os.environ["JUPYTER_DEFAULT_PROVISIONER_NAME"] = kernels.NAME


def pytest_unconfigure():
    """Remove what the notebooks saved."""
    shutil.rmtree(SCRATCH, ignore_errors=True)
