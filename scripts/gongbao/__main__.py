"""``python -m gongbao`` is the command ``gongbao``."""

import sys

from gongbao.commands.cli import main

sys.exit(main())
