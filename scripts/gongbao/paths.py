"""Where things are. A path is written here and nowhere else."""

import os
from pathlib import Path

PACKAGE = Path(__file__).parent
LEXICON = PACKAGE / "lexicon"
ROOT = PACKAGE.parent.parent
DATA = ROOT / "data"
NOTEBOOKS = ROOT / "notebooks"
SOURCES = (ROOT / "sources", ROOT.parent / "shared" / "sources")  # texts are copyrighted: never in the repository


def output() -> Path:
    """Return the folder that receives figures/ and site/: ``$GONGBAO_OUTPUT``, else the checkout."""
    return Path(os.environ.get("GONGBAO_OUTPUT") or ROOT)
