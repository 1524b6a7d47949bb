"""Kernels that start warm: each is forked from one template process that has imported what notebooks import.

The template is multiprocessing's fork server; the seam is jupyter_client's kernel provisioner, so papermill, nbclient
and nbval start such kernels without knowing it: set ``JUPYTER_DEFAULT_PROVISIONER_NAME=gongbao-warm``. When the process
that asked for the kernels dies, however it dies, the template ends and takes them along.
"""

import asyncio
import contextlib
import ctypes
import multiprocessing
import os
import signal
import sys
import threading
import time
from importlib.util import find_spec
from multiprocessing import forkserver
from pathlib import Path
from queue import Empty

from jupyter_client import AsyncKernelClient, AsyncKernelManager
from jupyter_client.provisioning import LocalProvisioner
from traitlets import Type, Unicode

NAME = "gongbao-warm"
AVAILABLE = "forkserver" in multiprocessing.get_all_start_methods()  # not on Windows: kernels start cold there
TEMPLATE = ["ipykernel.kernelapp", "ipykernel.debugger", "gongbao.building.template"]
STARTING = threading.Lock()

sys.modules.setdefault("rfc3987_syntax", None)  # or jsonschema, which never asks it, waits a second for its grammar

# What must not differ between two machines, because a notebook's output could show it.
FIXED = {
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "PYTHONHASHSEED": "0",
    "MATPLOTLIBRC": str(Path(find_spec("matplotlib").origin).parent / "mpl-data" / "matplotlibrc"),
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "OPENBLAS_NUM_THREADS": "1",  # the build fills the cores by itself, and threads do not survive a fork
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",  # or the debugger complains of what it will never be asked to do
}


class Client(AsyncKernelClient):
    """Begins as soon as the kernel answers: nbclient tells the messages of a cell apart, so none need be drained."""

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Return when the kernel has answered and its outputs arrive."""
        async with asyncio.timeout(timeout):
            while True:
                self.kernel_info()
                with contextlib.suppress(Empty):
                    await self.get_shell_msg(timeout=1)
                    await self.get_iopub_msg(timeout=0.2)
                    return
                if not await self.is_alive():
                    raise RuntimeError("the kernel died before it answered")


class Manager(AsyncKernelManager):
    """Starts a kernel whose cells save below a folder of its own."""

    client_factory = Type(Client)
    output = Unicode(config=True)

    async def start_kernel(self, **kwargs) -> None:
        """Start the kernel with ``$GONGBAO_OUTPUT`` set to the folder, and without the user's IPython profile."""
        folders = {"GONGBAO_OUTPUT": self.output, "IPYTHONDIR": str(Path(self.connection_file).parent)}
        await super().start_kernel(env=os.environ | FIXED | folders, **kwargs)


class WarmProvisioner(LocalProvisioner):
    """Starts a kernel as a fork of the template instead of a new interpreter."""

    async def launch_kernel(self, cmd: list[str], **kwargs) -> dict:
        """Fork a kernel for the connection file and the options in `cmd`, the command of a cold start."""
        self.process = Fork(cmd[cmd.index("-f") :], kwargs.get("env") or dict(os.environ), kwargs.get("cwd"))
        self.pid, self.cwd = self.process.pid, kwargs.get("cwd") or Path.cwd()
        return self.connection_info

    async def kill(self, restart: bool = False) -> None:
        """End the kernel and whatever it started."""
        if self.process:
            self.process.kill()


class Fork:
    """A forked kernel, with the part of `subprocess.Popen` that a provisioner asks for."""

    stdin = stdout = stderr = None

    def __init__(self, arguments: list[str], env: dict[str, str], cwd: str | None):
        start_template()
        context = multiprocessing.get_context("forkserver")
        self._process = context.Process(target=_serve, args=(arguments, env | FIXED, cwd), daemon=True)
        self._process.start()
        self.pid = self._process.pid

    def poll(self) -> int | None:
        """Return the exit code, or None while the kernel runs."""
        return self._process.exitcode

    def wait(self) -> int | None:
        """Wait for the kernel's end and return its exit code."""
        self._process.join()
        return self._process.exitcode

    def send_signal(self, signum: int) -> None:
        """Send a signal to the kernel, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, signum)

    def kill(self) -> None:
        """End the kernel and its process group at once."""
        self.send_signal(signal.SIGKILL)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        self._process.join()


def start_template() -> None:
    """Start the template, unless it runs already or cannot; returns before it has imported everything."""
    if not AVAILABLE:
        return
    with STARTING:
        before = dict(os.environ)
        os.environ.update(FIXED)
        try:
            multiprocessing.get_context("forkserver").set_forkserver_preload(TEMPLATE)
            forkserver.ensure_running()
        finally:
            os.environ.clear()
            os.environ.update(before)


def _serve(arguments: list[str], env: dict[str, str], cwd: str | None) -> None:
    """Be a kernel until told to stop; runs in the fork."""
    os.setsid()  # an interrupt at the terminal is the build's to handle
    os.close(forkserver._forkserver._forkserver_alive_fd)  # or the template would wait for its own kernels to end
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG: die with the template even inside C code
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    os.chdir(cwd or ".")
    from ipykernel.kernelapp import IPKernelApp

    parent = f"--IPKernelApp.parent_handle={os.getppid()}"  # whose end ipykernel watches on every system
    IPKernelApp.launch_instance(argv=[*arguments, parent])
