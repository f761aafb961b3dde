"""Take a photo in safely: only a real picture, drawn anew, without its hidden data.

A phone writes into a photo where it was taken; a file may also be something else
than it says. So the picture is read, turned upright, made smaller and written anew
as JPEG; nothing else of the file is kept. Source: `reliability.md` §1.4.
"""

import io
import struct
import warnings
from enum import Enum, auto

from django.core.files import File
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

LARGEST_BYTES = 5 * 1024 * 1024
LARGEST_PIXELS = 25_000_000
LONGEST_SIDE = 1600
KINDS = ("JPEG", "PNG", "WEBP")
_QUALITY = 82
_WHITE = (255, 255, 255)
# What Pillow raises for broken files differs from format to format.
_BROKEN = (
    OSError,
    ValueError,
    SyntaxError,
    TypeError,
    LookupError,
    ArithmeticError,
    AttributeError,
    EOFError,
    struct.error,
)


class PhotoFault(Enum):
    """Why a file is not taken as a photo."""

    TOO_HEAVY = auto()
    TOO_MANY_PIXELS = auto()
    NOT_A_PHOTO = auto()


FAULTS: dict[PhotoFault, Promise | str] = {
    PhotoFault.TOO_HEAVY: _("The photo is over 5 megabytes. Choose a smaller one."),
    PhotoFault.TOO_MANY_PIXELS: _(
        "The photo has over 25 million pixels. Choose a smaller one."
    ),
    PhotoFault.NOT_A_PHOTO: _(
        "This file is not a photo that we can show. Choose a JPEG, PNG or WebP picture."
    ),
}


class BadPhoto(ValueError):  # noqa: N818 - reads as a sentence: "raises BadPhoto"
    """A file is refused; `fault` says why."""

    def __init__(self, fault: PhotoFault) -> None:
        super().__init__(fault.name)
        self.fault = fault


def tidy(upload: "File[bytes]") -> bytes:
    """Return the photo as a new JPEG of at most 1600 pixels a side; raises BadPhoto."""
    if (upload.size or 0) > LARGEST_BYTES:
        raise BadPhoto(PhotoFault.TOO_HEAVY)
    upload.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _drawn_anew(io.BytesIO(upload.read()))
    except BadPhoto:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise BadPhoto(PhotoFault.TOO_MANY_PIXELS) from None
    except _BROKEN:
        raise BadPhoto(PhotoFault.NOT_A_PHOTO) from None


def _drawn_anew(file: io.BytesIO) -> bytes:
    with Image.open(file, formats=KINDS) as picture:
        if picture.width * picture.height > LARGEST_PIXELS:
            raise BadPhoto(PhotoFault.TOO_MANY_PIXELS)
        # A JPEG may be read at a fraction of its size, which saves memory.
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    target = io.BytesIO()
    _on_white(upright).save(target, "JPEG", quality=_QUALITY, optimize=True)
    return target.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    """Return the picture in plain colours; what was see-through becomes white."""
    if picture.mode not in {"RGBA", "LA", "PA", "P"}:
        return picture.convert("RGB")
    layer = picture.convert("RGBA")
    ground = Image.new("RGB", layer.size, _WHITE)
    ground.paste(layer, mask=layer.getchannel("A"))
    return ground
