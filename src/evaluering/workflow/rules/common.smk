# What all rules share: the project, the lock, and what is said at the end.

STARTED = time.time()
OWN_ENVIRONMENT = Path(workflow.basedir) / "environment.yaml"  # of the project itself
ENVIRONMENT = str(OWN_ENVIRONMENT if OWN_ENVIRONMENT.is_file() else GENERAL_ENVIRONMENT)
REAL = (
    workflow.is_main_process
    and not workflow.output_settings.dryrun
    and not changes_nothing(sys.argv[1:])
)
BEGAN = state_below(Path()) if REAL else {}

lock = RunLock(Path())
try:
    flow, done = opened(Path(), lock if REAL else None, check_claims)
except EvalueringError as error:
    sys.exit(str(error))

shell.prefix(shell_prefix())


def tell():
    """Say in the index page what is of older input; where nothing is, remember how all lies."""
    from evaluering.cli.index import (
        refresh,
    )  # not before it is needed: templates take time

    made = state_of(flow.files)
    if not refresh(flow) and not flow.faulty and REAL:
        remember(Path(), {**made, **state_of([PATHS.index()]), **BEGAN})


# where there is nothing to do, Snakemake has no end to tell at
if REAL and (done or banner.tells(Path())):
    tell()


def one_of(names):
    """Return the pattern of a wildcard that is one of some names; of none, one of nothing."""
    return "|".join(map(re.escape, names)) or "(?!)"


wildcard_constraints:
    wave=one_of(flow.waves),


def rule_name(job):
    """Return the name that Snakemake knows a job by."""
    return "_".join(filter(None, (job.id, job.wave)))


def told(job):
    """Return what a person is told when a job is done, in the language of the command line."""
    return say(job.title) + (f" ({job.wave})" if job.wave else "")


onstart:
    try:
        lock.require()
    except EvalueringError as error:
        sys.exit(str(error))


onsuccess:
    tell()
    print(finished(flow), file=sys.stderr)
    # every job is done: do not wait a second for the timers of Snakemake's rate limiter
    for thread in threading.enumerate():
        if isinstance(thread, threading.Timer):
            thread.cancel()


onerror:
    tell()
    print(stopped(flow, STARTED), file=sys.stderr)
