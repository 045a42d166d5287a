"""The report as one page that needs no other file."""

from evaluering.config.formats import OutputFormat

FORMAT = OutputFormat(
    name="report",
    ending="html",
    title="Rapporten",
    help="sett sammen HTML-rapporten",
    writer="evaluering.render.html.report",
    pictures="svg",
)
