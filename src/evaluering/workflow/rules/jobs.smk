# One rule a job: what it reads, makes and depends on is said in workflow/jobs.py and steps.py.

for job in flow.jobs:
    if job.wave not in flow.faulty:

        rule:
            name:
                rule_name(job)
            input:
                flow.inputs(job),
            output:
                update([str(path) for path in job.makes]),
                receipt=job.receipt,
            log:
                job.log,
            conda:
                ENVIRONMENT
            threads: min(workflow.cores, job.cores)
            params:
                given=flow.given(job),
                command=job.line,
            message:
                told(job)
            shell:
                "{params.command} --jobs {threads} 3>&2 > {log:q} 2>&1"
