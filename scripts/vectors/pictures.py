"""Small pictures of every kind that browsers show, as Pillow writes them: test/data/pictures.json. Run with Pillow 13."""

import base64
import io
import json
import struct
import zlib

import numpy as np
import PIL
from PIL import Image

WIDTH, HEIGHT = 23, 17
rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH]
RGB = np.stack([columns * 11, rows * 15, (columns * rows) % 256], axis=-1).astype(np.uint8)
picture = Image.fromarray(RGB)
alpha = picture.convert("RGBA")
alpha.putalpha(Image.fromarray((columns * 10 % 256).astype(np.uint8)))


def saved(image, kind, **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def interlaced():
    """Adam7 by hand: Pillow reads it and does not write it."""
    data = b""
    for x, y, dx, dy in [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]:
        for row in RGB[y::dy, x::dx]:
            if len(row):
                data += b"\0" + row.tobytes()
    chunk = lambda kind, body: struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 1)
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b"")
    assert (np.asarray(Image.open(io.BytesIO(png))) == RGB).all()
    return png


turned = Image.Exif()
turned[0x0112] = 6
frames = [picture, picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT)]
pictures = {
    "rgb.png": saved(picture, "PNG"),
    "rgba.png": saved(alpha, "PNG"),
    "grey.png": saved(picture.convert("L"), "PNG"),
    "grey-alpha.png": saved(picture.convert("LA"), "PNG"),
    "one-bit.png": saved(picture.convert("1"), "PNG"),
    "palette.png": saved(picture.convert("P"), "PNG"),
    "four-bits.png": saved(picture.quantize(12), "PNG", bits=4),
    "sixteen-bits.png": saved(Image.fromarray((rows * 3000 + columns).astype(np.uint16)), "PNG"),
    "interlaced.png": interlaced(),
    "text-and-profile.png": saved(picture, "PNG", dpi=(144, 144), icc_profile=b"no profile"),
    "animated.png": saved(frames[0], "PNG", save_all=True, append_images=frames[1:]),
    "baseline.jpg": saved(picture, "JPEG"),
    "progressive.jpg": saved(picture, "JPEG", progressive=True),
    "grey.jpg": saved(picture.convert("L"), "JPEG"),
    "cmyk.jpg": saved(picture.convert("CMYK"), "JPEG"),
    "turned.jpg": saved(picture, "JPEG", exif=turned),
    "restarts.jpg": saved(picture, "JPEG", restart_marker_rows=1),
    "still.gif": saved(picture, "GIF"),
    "animated.gif": saved(frames[0], "GIF", save_all=True, append_images=frames[1:], loop=0),
    "lossy.webp": saved(picture, "WEBP"),
    "lossless.webp": saved(alpha, "WEBP", lossless=True),
    "alpha.webp": saved(alpha, "WEBP"),
    "animated.webp": saved(frames[0], "WEBP", save_all=True, append_images=frames[1:]),
    "plain.avif": saved(picture, "AVIF", quality=40),
    "plain.bmp": saved(picture, "BMP"),
    "palette.bmp": saved(picture.convert("P"), "BMP"),
    "icon.ico": saved(picture.resize((16, 16)), "ICO", sizes=[(16, 16)]),
}
sizes = {name: list(Image.open(io.BytesIO(data)).size) for name, data in pictures.items()}
sizes["turned.jpg"] = [HEIGHT, WIDTH]
with open("test/data/pictures.json", "w") as out:
    json.dump(
        {
            "source": f"scripts/vectors/pictures.py, Pillow {PIL.__version__}",
            "pictures": {name: {"size": sizes[name], "base64": base64.b64encode(data).decode()} for name, data in pictures.items()},
        },
        out,
        indent=1,
    )
    out.write("\n")
