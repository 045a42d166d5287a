"""From raw files to reports, by `evaluering` commands. Nothing is read when nothing was touched."""

import sys
from pathlib import Path

from evaluering.workflow.untouched import is_plain, is_untouched


workdir: workflow.basedir


if workflow.is_main_process and is_plain(sys.argv[1:]) and is_untouched(Path()):

    include: "untouched.smk"

else:

    include: "made.smk"
