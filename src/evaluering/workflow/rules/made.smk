"""From raw files to reports: every job is one plain `evaluering` command.

The rules are made of the package's description of the jobs (workflow/jobs.py): a job makes those of
its parts that are stale, and Snakemake decides between jobs. The artefacts are marked `update`, so that
a failed job leaves what was there before; its receipt is a plain output, so that a failed job stays
undone until it succeeds.
"""

import re
import threading
import time


from evaluering.checks.claims.reading import check_claims
from evaluering.errors import EvalueringError
from evaluering.render.language import say
from evaluering.workflow import GENERAL_ENVIRONMENT, banner
from evaluering.workflow.ending import finished, stopped
from evaluering.workflow.flow import FAULTY
from evaluering.workflow.lock import RunLock
from evaluering.workflow.running import changes_nothing, opened, shell_prefix
from evaluering.workflow.materials import PATHS, WAVE
from evaluering.workflow.untouched import remember, state_below, state_of


include: "common.smk"
include: "faulty.smk"
include: "jobs.smk"
include: "notebooks.smk"
