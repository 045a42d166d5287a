"""The report's numbers as an Excel workbook."""

from evaluering.config.formats import OutputFormat

FORMAT = OutputFormat(
    name="workbook",
    file="tables",
    ending="xlsx",
    title="Tabellene i Excel",
    help="skriv tabellene som Excel-fil",
    writer="evaluering.render.workbook.book",
)
