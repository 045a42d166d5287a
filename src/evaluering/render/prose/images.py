"""The images that an author puts into a report's texts, from the report's own folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from evaluering.config.paths import IMAGES
from evaluering.config.theme_faults import is_image
from evaluering.render.document import Illustration
from evaluering.render.prose.tokens import BINDING

ALLOWED = "en .png eller .jpg i rapportens mappe, som ![kart over regionene](bilder/kart.png)"
NO_ALTERNATIVE = "![det bildet viser, for den som ikke ser det](fil.png)"
NO_SVG = "bildet som .png eller .jpg: en SVG kan ha skript i seg, og Word viser den ikke"
NO_WEB = "en fil i rapportens mappe: legg bildet der, om du har lov til å bruke det"


@dataclass(frozen=True)
class ImageFolder:
    """Where a report's images lie; without a folder there are none."""

    folder: Path | None = None

    def read(self, address: str, alternative: str) -> Illustration:
        """Return an image as it is named in a text.

        Parameters
        ----------
        address
            The file, from the report's folder.
        alternative
            What it shows, for those who do not see it.

        Raises
        ------
        ValueError
            It cannot be shown: what was found, and what may stand there.
        """
        name, alternative = unquote(address), " ".join(alternative.split())
        if not alternative:
            raise ValueError(f"bildet {name} uten alternativ tekst", NO_ALTERNATIVE)
        if BINDING.search(alternative):
            raise ValueError(alternative, "en alternativ tekst uten bundne tall")
        if ":" in name or name.startswith("//"):
            raise ValueError(f"bildet {name}", NO_WEB)
        suffix = Path(name).suffix.lower()
        if suffix not in IMAGES:
            raise ValueError(f"bildet {name}", NO_SVG if suffix == ".svg" else ALLOWED)
        file = self._there(name)
        if not is_image(file):
            raise ValueError(f"bildet {name}, som ikke er et helt bilde", ALLOWED)
        return Illustration(name, file.read_bytes(), alternative)

    def _there(self, name: str) -> Path:
        """Return a file within the folder, links followed."""
        if self.folder is not None:
            file, folder = (self.folder / name).resolve(), self.folder.resolve()
            if not file.is_relative_to(folder):
                raise ValueError(f"bildet {name} utenfor rapportens mappe", ALLOWED)
            if file.is_file():
                return file
        found = self.folder.rglob("*") if self.folder else ()
        there = sorted(
            p.relative_to(self.folder).as_posix()
            for p in found
            if self.folder and p.suffix.lower() in IMAGES
        )
        raise ValueError(f"bildet {name}, som ikke finnes", there or ALLOWED)
