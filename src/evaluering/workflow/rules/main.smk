"""From raw files to reports: every job is one plain `evaluering` command.

Each rule takes what it reads from the package's description of the job (workflow/steps.py). Its
artefacts are marked `update`, so that a failed job leaves what was there before; its receipt is
a plain output, so that a failed job stays undone until it succeeds.
"""

import re
import sys
import threading
import time
from pathlib import Path


from evaluering.checks.claims.reading import check_claims
from evaluering.config.paths import DOCUMENTS, Paths
from evaluering.errors import EvalueringError
from evaluering.workflow import GENERAL_ENVIRONMENT, banner, materials
from evaluering.workflow.ending import finished, stopped
from evaluering.workflow.flow import FAULTY
from evaluering.workflow.lock import RunLock
from evaluering.workflow.running import changes_nothing, opened, shell_prefix
from evaluering.workflow.materials import PATHS, WAVE


workdir: workflow.basedir


include: "common.smk"
include: "faulty.smk"
include: "data.smk"
include: "results.smk"
include: "documents.smk"
include: "checks.smk"
include: "index.smk"
