#!/usr/bin/env python3
"""Seeded faults on simulated slides: is the call kept, withheld, or turned?

    python3 -m venv V && V/bin/pip install numpy tifffile imagecodecs
    V/bin/python Benchmarks/peers/faults.py .build/release/coverslip FOLDER [--bases 24] [--only NAME ...]

Draws slides with `simulate slides`, damages each in every way listed here (files are written by tifffile, which is not
the program's own writer), registers and scores all of them, and prints a table: per fault the calls that were kept, the
calls that moved within an interval that crosses the threshold, no call (refusals counted apart), and wrong calls, which
are those that turn a clean HIGH into LOW or the reverse without such an interval. Exit code 1 where there is any, or
where an undamaged control loses its call.
"""
import argparse, json, os, struct, subprocess, sys
from concurrent.futures import ThreadPoolExecutor
import numpy as np
import tifffile

CLINICAL = ["--age", "60", "--grade", "2", "--tumour-size", "20", "--positive-nodes", "0", "--ki67", "20",
            "--er", "positive", "--her2", "negative"]


# -- Writing

def reduced(pixels, factor):
    h, w = (pixels.shape[0] // factor) * factor, (pixels.shape[1] // factor) * factor
    blocks = pixels[:h, :w].reshape(h // factor, factor, w // factor, factor, 3)
    return (blocks.mean(axis=(1, 3)) + 0.5).astype(np.uint8)


def aperio(size, mpp, mag, tile):
    return (f"Aperio layout, not an Aperio scan: simulated, synthetic\n{size[1]}x{size[0]} ({tile}x{tile}) JPEG/RGB"
            f"|AppMag = {mag}|MPP = {mpp:.4f}")


def write(path, levels, mpp=0.5, mag=20, compression="jpeg", tile=256, layout="aperio", level=None):
    """Level 0 first; aperio layout or a plain pyramid with resolution tags."""
    args = {"jpeg": dict(level=level or 85)}.get(compression)
    with tifffile.TiffWriter(path) as out:
        for index, pixels in enumerate(levels):
            description = aperio(levels[0].shape, mpp, mag, tile) if layout == "aperio" else None
            out.write(pixels, tile=(tile, tile), photometric="rgb", compression=compression, compressionargs=args,
                      description=description, metadata=None, subfiletype=1 if index else 0, software=False,
                      resolution=(1e4 / mpp, 1e4 / mpp), resolutionunit="CENTIMETER")


def pyramid(pixels, factors=(4,)):
    return [pixels] + [reduced(pixels, f) for f in factors]


# -- Faults of pixels

def cast(pixels, glass):
    return np.clip(pixels * (np.array(glass) / 243.0), 0, 255).astype(np.uint8)


def vignette(pixels, depth):
    h, w = pixels.shape[:2]
    y, x = np.mgrid[0:h, 0:w]
    r2 = ((x / w - 0.5) ** 2 + (y / h - 0.5) ** 2) / 0.5
    return np.clip(pixels * (1 - depth * r2)[..., None], 0, 255).astype(np.uint8)


INKS = {"purple": (96, 40, 150), "pink": (235, 90, 160), "orange": (250, 140, 40), "yellow": (245, 225, 60),
        "brown": (120, 70, 35), "green": (30, 140, 80), "blue": (40, 70, 180), "red": (215, 35, 45),
        "black": (25, 25, 30)}


def strokes(pixels, colour, opacity, count, draws):
    """Felt-pen strokes: thick lines, the light of the pen's colour taken as transmittance."""
    h, w = pixels.shape[:2]
    y, x = np.mgrid[0:h:8, 0:w:8].astype(np.float32)
    mask = np.zeros(y.shape, np.float32)
    for _ in range(count):
        ax, ay, bx, by = draws.uniform(0.1, 0.9, 4) * [w, h, w, h]
        dx, dy = bx - ax, by - ay
        t = np.clip(((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy + 1), 0, 1)
        wave = 60 * np.sin(t * 9)
        distance = np.hypot(x - ax - t * dx + wave, y - ay - t * dy)
        mask = np.maximum(mask, np.clip((draws.uniform(110, 200) - distance) / 16 + 0.5, 0, 1))
    mask = np.kron(mask, np.ones((8, 8), np.float32))[:h, :w, None] * opacity
    ink = np.array(colour, np.float32) / 255
    return np.clip(pixels * (1 - mask + mask * ink), 0, 255).astype(np.uint8)


def dab(pixels):
    """Haematoxylin with brown in the place of eosin."""
    density = -np.log10(np.maximum(pixels.astype(np.float32), 1) / 243)
    basis = np.array([[0.63, 0.70, 0.30], [0.12, 0.88, 0.40]])
    amounts = np.clip(density.reshape(-1, 3) @ np.linalg.pinv(basis), 0, None)
    other = np.array([[0.63, 0.70, 0.30], [0.27, 0.57, 0.78]])
    return np.clip(243 * 10 ** -(amounts @ other), 0, 255).reshape(pixels.shape).astype(np.uint8)


def blurred(pixels, radius):
    out = pixels.astype(np.float32)
    for axis in (0, 1):
        for _ in range(2):
            total = np.cumsum(np.concatenate([np.repeat(out.take([0], axis), radius + 1, axis), out,
                                              np.repeat(out.take([-1], axis), radius, axis)], axis), axis)
            n = out.shape[axis]
            out = (total.take(range(2 * radius + 1, n + 2 * radius + 1), axis) - total.take(range(n), axis)) / (
                2 * radius + 1)
    return (out + 0.5).astype(np.uint8)


# -- Faults of files

def directories(data):
    """(offset, count) of the tiles of every directory of a classic little-endian TIFF."""
    found, at = [], struct.unpack_from("<I", data, 4)[0]
    while at:
        count, tags = struct.unpack_from("<H", data, at)[0], {}
        for i in range(count):
            tag, kind, n, value = struct.unpack_from("<HHII", data, at + 2 + 12 * i)
            tags[tag] = (kind, n, value, at + 2 + 12 * i + 8)
        def values(tag):
            kind, n, value, inline = tags[tag]
            size, code = {3: (2, "H"), 4: (4, "I")}[kind]
            return struct.unpack_from(f"<{n}{code}", data, inline if n * size <= 4 else value)
        if 324 in tags:
            width = struct.unpack_from("<I", data, tags[256][3])[0] & (0xFFFF if tags[256][0] == 3 else 0xFFFFFFFF)
            side = struct.unpack_from("<I", data, tags[322][3])[0] & (0xFFFF if tags[322][0] == 3 else 0xFFFFFFFF)
            found.append((values(324), values(325), -(-width // side)))
        at = struct.unpack_from("<I", data, at + 2 + 12 * count)[0]
    return found


def damage(path, choose, levels=1, fill="zero", draws=None):
    data = bytearray(open(path, "rb").read())
    for offsets, counts, across in directories(data)[:levels]:
        for index, (at, n) in enumerate(zip(offsets, counts)):
            if choose(index, len(offsets), across):
                data[at:at + n] = bytes(n) if fill == "zero" else draws.bytes(n)
    open(path, "wb").write(data)


def holes(share, levels=1, fill="zero"):
    def make(path, pixels, draws):
        write(path, pyramid(pixels))
        damage(path, lambda *_: draws.random() < share, levels, fill, draws)
    return make


def block(share):
    def make(path, pixels, draws):
        write(path, pyramid(pixels))
        start = draws.uniform(0, 1 - share)
        damage(path, lambda i, n, _: start <= i / n < start + share)
    return make


def column(share):
    def make(path, pixels, draws):
        write(path, pyramid(pixels))
        start = draws.uniform(0.1, 0.9 - share)
        damage(path, lambda i, _, across: start <= (i % across) / across < start + share)
    return make


def cut(path, pixels, draws):
    write(path, pyramid(pixels))
    size = os.path.getsize(path)
    with open(path, "r+b") as file:
        file.truncate(int(size * draws.uniform(0.3, 0.95)))


def macro(path, pixels, draws):
    photo = draws.integers(60, 200, (pixels.shape[0] // 16, pixels.shape[1] // 16, 3)).astype(np.uint8)
    write(path, pyramid(pixels) + [photo], layout="plain")


def padded(path, pixels, draws):
    levels = pyramid(pixels, (4, 16))
    whole = [levels[0]] + [np.pad(l, ((0, -l.shape[0] % 256), (0, -l.shape[1] % 256), (0, 0)), constant_values=255)
                           for l in levels[1:]]
    write(path, whole, layout="plain")


def coded(compression, tile=256, factors=(4, 16), layout="plain"):
    return lambda path, pixels, draws: write(path, pyramid(pixels, factors), compression=compression, tile=tile,
                                             layout=layout)


def painted(change, **options):
    return lambda path, pixels, draws: write(path, pyramid(change(pixels, draws)), **options)


def inked(name):
    return painted(lambda p, d: strokes(p, INKS[name], d.uniform(0.55, 0.95), int(d.integers(1, 4)), d))


def coarse(factor, repeat=False, mpp=None):
    def make(path, pixels, draws):
        small = reduced(pixels, factor)
        if repeat:
            small = small.repeat(factor, 0).repeat(factor, 1)
        write(path, pyramid(small), mpp=mpp or 0.5 * (1 if repeat else factor), mag=20 if repeat else 20 // factor)
    return make


def enlarged(times):
    """Nearest neighbour, also by a part: every fourth pixel twice at 1.25."""
    def make(path, pixels, draws):
        rows, columns = (np.floor(np.arange(int(n * times)) / times).astype(int) for n in pixels.shape[:2])
        write(path, pyramid(pixels[rows][:, columns]))
    return make


def filled(side, levels):
    """40 % of level 0, from one side, is one pure white; the levels still show the tissue."""
    def make(path, pixels, draws):
        images = pyramid(pixels, (4, 16)) if levels else [pixels]
        images[0] = pixels.copy()
        h, w = pixels.shape[:2]
        images[0][{"right": np.s_[:, int(0.6 * w):], "bottom": np.s_[int(0.6 * h):],
                   "left": np.s_[:, :int(0.4 * w)]}[side]] = 255
        write(path, images, compression="zlib", layout="plain")
    return make


FAULTS = {
    "control: as drawn, written by tifffile": painted(lambda p, d: p, level=92),
    "control: lossless, one level": lambda path, p, d: write(path, [p], compression="zlib"),
    "control: LZW, levels narrower than a tile": coded("lzw", 512, (4, 16)),
    "control: deflate, levels narrower than a tile": coded("zlib", 256, (4, 16)),
    "control: zstd, tiles of 1024": coded("zstd", 1024, (4,)),
    "control: PackBits": coded("packbits", 256, (2, 8)),
    "control: no compression": coded(None, 256, (4, 16)),
    "control: JPEG 2000": coded("APERIO_JP2000_RGB", 256, (4,), layout="aperio"),
    "holes, 3 % of level 0": holes(0.03),
    "holes, 10 %": holes(0.1),
    "holes, 30 %": holes(0.3),
    "holes, 80 %": holes(0.8),
    "holes, 20 %, every level": holes(0.2, levels=9),
    "holes, 50 %, every level": holes(0.5, levels=9),
    "noise in the place of 15 % of tiles": holes(0.15, fill="noise"),
    "a block of rows lost, 15 %": block(0.15),
    "a block of rows lost, 40 %": block(0.4),
    "a block of columns lost, 25 %": column(0.25),
    "file cut short": cut,
    "cast: warm glass": painted(lambda p, d: cast(p, (235, 226, 222))),
    "cast: strong, any hue": painted(lambda p, d: cast(p, d.uniform(175, 243, 3))),
    "cast: grey glass": painted(lambda p, d: cast(p, [d.uniform(150, 225)] * 3)),
    "vignette": painted(lambda p, d: vignette(p, d.uniform(0.1, 0.35))),
    **{f"ink: {name}": inked(name) for name in INKS},
    "DAB in the place of eosin": painted(lambda p, d: dab(p)),
    "scanned at 1 um/px": coarse(2),
    "scanned at 2 um/px": coarse(4),
    "1 um/px, pixels repeated to 0.5": coarse(2, repeat=True),
    "2 um/px, pixels repeated to 0.5": coarse(4, repeat=True),
    "MPP says 0.25 and magnification 20": painted(lambda p, d: p, mpp=0.25, mag=20),
    "MPP says 1.0 and magnification 20": painted(lambda p, d: p, mpp=1.0, mag=20),
    "levels padded to whole tiles": padded,
    "another picture as a reduced page": macro,
    **{f"pixels repeated {t} times": enlarged(t) for t in (1.25, 1.5, 1.75, 3)},
    **{f"white from the {s}, levels whole": filled(s, True) for s in ("left", "right", "bottom")},
    "white from the right, one level": filled("right", False),
    "out of focus": painted(lambda p, d: blurred(p, int(d.integers(3, 8)))),
}


# -- Running

def coverslip(program, casebook, *arguments):
    return subprocess.run([program, *arguments, "--casebook", casebook], capture_output=True, text=True)


def draw(name, slide, base, folder):
    pixels = tifffile.imread(slide, key=0)
    draws = np.random.default_rng([base, sum(name.encode()) * 7919 % 65521])
    path = f"{folder}/{base:03d}-{list(FAULTS).index(name):02d}.{'tif' if 'plain' in name else 'svs'}"
    FAULTS[name](path, pixels, draws)
    return path


def main():
    options = argparse.ArgumentParser()
    options.add_argument("program"), options.add_argument("folder")
    options.add_argument("--bases", type=int, default=24), options.add_argument("--size", type=int, default=3584)
    options.add_argument("--only", nargs="*")
    options = options.parse_args()
    names = [n for n in FAULTS if not options.only or any(o in n for o in options.only)]
    os.makedirs(options.folder, exist_ok=True)
    program, casebook = os.path.abspath(options.program), f"{options.folder}/casebook.sqlite"
    if not os.path.isdir(f"{options.folder}/clean"):
        subprocess.run([program, "simulate", "slides", "--count", str(options.bases), "--seed", "11", "--size",
                        str(options.size), "--out", f"{options.folder}/clean"], check=True)
    clean = [f"{options.folder}/clean/simulated-11-{i + 1}.svs" for i in range(options.bases)]
    # One base after the other, so that no more than its files lie on the disk at once.
    refused = {}
    for base, slide in enumerate(clean):
        with ThreadPoolExecutor(2) as pool:
            paths = list(pool.map(lambda name: draw(name, slide, base, options.folder), names))
        cases = [(f"C{base:03d}", slide)] + [(f"F{base:03d}-{list(FAULTS).index(n):02d}", p) for n, p in zip(names, paths)]
        for case, path in cases:
            answer = coverslip(program, casebook, "add", path, "--case", case, *CLINICAL)
            if answer.returncode:
                refused[case] = answer.stderr.strip()
        coverslip(program, casebook, "score")
        for path in paths:
            os.remove(path)
        print(f"{base + 1} of {len(clean)}", file=sys.stderr)
    listed = json.loads(coverslip(program, casebook, "queue", "--json").stdout)
    results = {item["case"]: item for item in listed}
    json.dump({"refused": refused, "results": results}, open(f"{options.folder}/results.json", "w"), indent=1)
    sys.exit(table(names, len(clean), results, refused))


def reading(item):
    """(call, whether the interval crosses the threshold, flags)"""
    finding = item.get("finding") or item
    return finding.get("call"), bool(finding.get("borderline")), len(finding.get("flags") or [])


def table(names, bases, results, refused):
    print("| fault | slides | call kept | moved within the interval | no call | of these refused | flagged | wrong call |")
    print("|---|---|---|---|---|---|---|---|")
    bad = 0
    callable_bases = [b for b in range(bases) if reading(results[f"C{b:03d}"])[0] in ("high", "low")]
    for name in names:
        kept = moved = none = no = flagged = wrong = 0
        for base in callable_bases:
            case = f"F{base:03d}-{list(FAULTS).index(name):02d}"
            if case in refused:
                none += 1; no += 1
                continue
            (before, crossed, flags), (after, crosses, more) = (reading(results[f"C{base:03d}"]), reading(results[case]))
            flagged += more > flags
            if after == before: kept += 1
            elif after not in ("high", "low"): none += 1
            elif crossed or crosses: moved += 1
            else: wrong += 1
        bad += wrong or (name.startswith("control") and none)
        print(f"| {name} | {len(callable_bases)} | {kept} | {moved} | {none} | {no} | {flagged} | {wrong} |")
    return 1 if bad else 0


if __name__ == "__main__":
    main()
