"""The report as a Word document."""

from evaluering.config.formats import OutputFormat

FORMAT = OutputFormat(
    name="word",
    ending="docx",
    title="Word",
    help="sett rapporten som Word-dokument",
    writer="evaluering.render.word.document",
    pictures="png",
    template="word_template",
    charts="asked",
)
