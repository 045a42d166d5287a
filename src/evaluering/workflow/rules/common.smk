# What all rules share: the project, the lock, and what is said at the end.

STARTED = time.time()
OWN_ENVIRONMENT = Path(workflow.basedir) / "environment.yaml"  # of the project itself
ENVIRONMENT = str(OWN_ENVIRONMENT if OWN_ENVIRONMENT.is_file() else GENERAL_ENVIRONMENT)
REAL = (
    workflow.is_main_process
    and not workflow.output_settings.dryrun
    and not changes_nothing(sys.argv[1:])
)

lock = RunLock(Path())
try:
    flow = opened(Path(), lock if REAL else None, check_claims)
except EvalueringError as error:
    sys.exit(str(error))

shell.prefix(shell_prefix())


def tell():
    """Say in the index page what is of older input."""
    from evaluering.cli.index import (
        refresh,
    )  # not before it is needed: templates take time

    refresh(flow)


if REAL and banner.tells(Path()):
    tell()


def one_of(names):
    """Return the pattern of a wildcard that is one of some names; of none, one of nothing."""
    return "|".join(map(re.escape, names)) or "(?!)"


wildcard_constraints:
    wave=one_of(flow.waves),


def reads(job):
    """Return the input function of a rule: what the job of the wildcards' wave reads."""
    return lambda w: [str(path) for path in flow.job(w.wave, job.format(**w)).reads]


def given(job):
    """Return the parameter function of a rule: configuration, code and raw contents."""
    return lambda w: flow.given(flow.job(w.wave, job.format(**w)))


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
