"""Warm kernels behave as kernels do, and end with whoever asked for them."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import PATIENCE, alive, wait_for
from jupyter_client import KernelManager
from jupyter_client.provisioning import KernelProvisionerFactory

from gongbao.building import kernels

pytestmark = [
    pytest.mark.build,
    pytest.mark.skipif(not kernels.AVAILABLE, reason="no fork server on this system: kernels start cold"),
]

ASKER = f"""\
import sys, time
from jupyter_client import KernelManager
from gongbao.building import kernels
if __name__ == "__main__":
    manager = KernelManager()
    manager.start_kernel()
    client = manager.blocking_client()
    client.start_channels()
    client.wait_for_ready(timeout={PATIENCE})
    client.execute("import time; time.sleep({PATIENCE})")
    print(manager.provisioner.pid, flush=True)
    time.sleep({PATIENCE})
"""


@pytest.fixture(autouse=True)
def warm(monkeypatch):
    """Let kernels start warm whoever asks for them."""
    monkeypatch.setattr(KernelProvisionerFactory.instance(), "default_provisioner_name", kernels.NAME)


@pytest.fixture
def manager():
    """A warm kernel, begun."""
    one = KernelManager()
    one.start_kernel()
    yield one
    one.shutdown_kernel(now=True)


def ask(manager, code):
    client = manager.blocking_client()
    client.start_channels()
    client.wait_for_ready(timeout=PATIENCE)
    said = []
    client.execute_interactive(code, timeout=PATIENCE, output_hook=lambda message: said.append(message["content"]))
    client.stop_channels()
    return "".join(content.get("text", content.get("ename", "")) for content in said)


def test_a_kernel_is_forked_with_everything_imported(manager):
    assert isinstance(manager.provisioner, kernels.WarmProvisioner)
    assert ask(manager, "import sys; print('gongbao.drawing.figure' in sys.modules)") == "True\n"


def test_a_kernel_can_be_interrupted_restarted_and_ended(manager):
    first = manager.provisioner.pid
    client = manager.blocking_client()
    client.start_channels()
    client.wait_for_ready(timeout=PATIENCE)
    client.execute(f"import time; print('at work', flush=True); time.sleep({PATIENCE})")
    while client.get_iopub_msg(timeout=PATIENCE)["msg_type"] != "stream":
        pass
    manager.interrupt_kernel()
    assert client.get_shell_msg(timeout=PATIENCE)["content"]["ename"] == "KeyboardInterrupt"
    client.stop_channels()
    manager.restart_kernel(now=True)
    assert ask(manager, "print(1)") == "1\n"
    second = manager.provisioner.pid
    assert second != first
    assert not alive(first)
    manager.shutdown_kernel(now=True)
    assert not alive(second)


@pytest.mark.parametrize(("signum", "error"), [(signal.SIGKILL, RuntimeError), (signal.SIGSTOP, TimeoutError)])
def test_nobody_waits_for_a_kernel_that_has_died_or_does_not_answer(tmp_path, signum, error):
    async def ask():
        manager = kernels.Manager(connection_file=str(tmp_path / "kernel.json"))
        await manager.start_kernel()
        os.kill(manager.provisioner.pid, signum)
        client = manager.client()
        client.start_channels()
        try:
            await client.wait_for_ready(timeout=3 if error is TimeoutError else PATIENCE)
        finally:
            client.stop_channels()
            await manager.shutdown_kernel(now=True)

    with pytest.raises(error):
        asyncio.run(ask())


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGKILL])
def test_a_kernel_at_work_ends_with_whoever_asked_for_it(tmp_path, signum):
    script = tmp_path / "asker.py"
    script.write_text(ASKER)
    env = os.environ | {"JUPYTER_DEFAULT_PROVISIONER_NAME": kernels.NAME}
    process = subprocess.Popen([sys.executable, script], env=env, stdout=subprocess.PIPE, text=True)
    kernel = process.stdout.readline().strip()
    assert alive(kernel)
    template = Path(f"/proc/{kernel}/stat").read_text().rsplit(")", 1)[1].split()[1]
    process.send_signal(signum)
    process.communicate(timeout=PATIENCE)
    wait_for(lambda: not alive(kernel) and not alive(template), "a stray kernel or template")
