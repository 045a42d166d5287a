"""The report as an accessible PDF."""

from evaluering.config.formats import OutputFormat

FORMAT = OutputFormat(
    name="pdf",
    ending="pdf",
    title="PDF",
    help="sett rapporten som PDF",
    writer="evaluering.render.pdf.document",
    pictures="svg",
)
