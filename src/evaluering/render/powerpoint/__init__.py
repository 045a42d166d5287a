"""The report's exhibits as a PowerPoint presentation, one a slide."""

from evaluering.config.formats import OutputFormat

FORMAT = OutputFormat(
    name="powerpoint",
    ending="pptx",
    title="PowerPoint",
    help="sett figurene og tabellene som lysbilder",
    writer="evaluering.render.powerpoint.slides",
    pictures="png",
    charts="always",
    on_request=True,
)
