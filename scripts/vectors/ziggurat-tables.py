"""Writes src/base/random/ziggurat-tables.ts from the tables in test/data/numpy-vectors.json (NumPy's ziggurat_constants.h)."""

import json
import pathlib
import struct

root = pathlib.Path(__file__).resolve().parents[2]
tables = json.loads((root / "test/data/numpy-vectors.json").read_text())["ziggurat_tables"]


def double(text):
    return struct.unpack(">d", bytes.fromhex(text))[0]


def rows(name, comment, numbers):
    return [f"/** {comment} */", f"export const {name}: readonly number[] = [", *(f"  {n!r}," for n in numbers), "];", ""]


lines = [
    "// Made by scripts/vectors/ziggurat-tables.py. Layer 0 is the base with the tail; NumPy's bits, so not computed anew.",
    "",
    *rows("ZIGGURAT_INSIDE", "Below this position (of 2⁵²) a layer lies wholly under the curve.", map(int, tables["ki_double"])),
    *rows("ZIGGURAT_WIDTH", "A layer's width / 2⁵².", map(double, tables["wi_double"])),
    *rows("ZIGGURAT_HEIGHT", "exp(−x²/2) at a layer's edge.", map(double, tables["fi_double"])),
]
(root / "src/base/random/ziggurat-tables.ts").write_text("\n".join(lines))
