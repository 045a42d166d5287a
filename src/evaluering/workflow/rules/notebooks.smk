# The notebooks as pages, where they are asked for: «snakemake --cores 2 notebooks».


rule notebooks:
    input:
        [job.receipt for job in flow.jobs if job.id == "prepare"],
    log:
        PATHS.root / "logs/notebooks.log",
    conda:
        ENVIRONMENT
    message:
        "Kjører notatbøkene"
    shell:
        "evaluering notebooks > {log:q} 2>&1"
