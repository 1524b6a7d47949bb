"""What every kernel of a build has imported before its first cell: `kernels` forks them from a process that did."""

import pandas  # noqa: F401
from matplotlib import pyplot  # noqa: F401
