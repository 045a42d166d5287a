"""From raw files to reports, by `evaluering` commands. Nothing is read when nothing was touched."""

import sys
from pathlib import Path

from evaluering.workflow.untouched import is_plain, last_words


workdir: workflow.basedir


LAST_WORDS = None
if workflow.is_main_process and is_plain(sys.argv[1:]):
    LAST_WORDS = last_words(Path())

if LAST_WORDS is None:

    include: "made.smk"

else:

    include: "untouched.smk"
