"""What the bench measures is measured: the steps of drawing, drawing on all cores, running in kernels."""

import json
import os
import subprocess
import sys

from conftest import DRAWING, OPENING

STEPS = {"imports", "saving svg", "saving pdf", "saving png", "reading tables", "layout of figures"}


def test_running_drawing_and_its_steps_are_timed_and_draw_the_same(checkout, tmp_path):
    checkout.write("01-values", OPENING, DRAWING)
    env = os.environ | {"PYTHONPATH": str(checkout.root / "scripts")}

    def ask(call, output):
        command = [sys.executable, "-c", f"from gongbao.commands.bench import *; {call}"]
        env["GONGBAO_OUTPUT"] = str(tmp_path / output)
        done = subprocess.run(command, env=env, stdout=subprocess.PIPE, text=True, check=True)
        return json.loads(done.stdout)

    spent, kernels = ask(f"running({str(tmp_path / 'running')!r})", "unused")
    assert 0 < kernels < spent
    assert ask("drawing()", "drawing") > 0
    steps = ask("steps()", "steps")
    assert steps.keys() == STEPS | {"the rest of the cells"}
    assert min(steps.values()) > 0
    kept = tmp_path / "running" / "qingdao-2023" / "en" / "01-values" / "out"
    drawn = [(place / "figures/qingdao-2023/en/values.svg").read_bytes() for place in (kept, tmp_path / "drawing")]
    assert drawn[0] == drawn[1] == (tmp_path / "steps/figures/qingdao-2023/en/values.svg").read_bytes()
