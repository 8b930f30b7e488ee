"""Makes the small feature files of this folder with h5py and NumPy, laid out as the tools' own writers do.

    python3 -m venv venv && venv/bin/pip install h5py numpy && venv/bin/python make_fixtures.py

Every file holds the same six tiles of a slide of 2220 x 2967 px at 0.5 um/px, and feature j of tile i is i + j / 8.
"""

import pathlib

import h5py
import numpy as np

HERE = pathlib.Path(__file__).parent
N, WIDTH = 6, 4
FEATURES = (np.arange(N)[:, None] + np.arange(WIDTH)[None, :] / 8).astype(np.float32)
TEXT = h5py.string_dtype("utf-8")


def grid(step):
    """Two columns, three rows, from (step, 0) on."""
    return np.array([[x * step, y * step] for x in (1, 2) for y in (0, 1, 2)])


def dataset(file, name, values, rows):
    """As CLAM's save_hdf5 and TRIDENT's save_h5: chunked, the first dimension without a limit."""
    tail = values.shape[1:]
    return file.create_dataset(
        name, shape=values.shape, maxshape=(None,) + tail, chunks=(rows,) + tail, dtype=values.dtype, data=values
    )


def clam():
    with h5py.File(HERE / "clam.features.h5", "w") as file:
        dataset(file, "features", FEATURES, 32)
        dataset(file, "coords", grid(1024).astype(np.int32), 32)
    with h5py.File(HERE / "clam.patches.h5", "w") as file:
        coords = dataset(file, "coords", grid(1024), 32)
        coords.attrs["patch_size"] = 256
        coords.attrs["patch_level"] = 1
        coords.attrs["downsample"] = (4.0003, 4.0001)
        coords.attrs["downsampled_level_dim"] = (555, 742)
        coords.attrs["level_dim"] = (555, 742)
        coords.attrs["name"] = "slide"
        coords.attrs["save_path"] = "patches"


def trident(name, features, coords, attributes, filters={}):
    with h5py.File(HERE / name, "w") as file:
        tail = features.shape[1:]
        stored = file.create_dataset(
            "features", data=features, maxshape=(None,) + tail, chunks=(1,) + tail, **filters
        )
        stored.attrs["name"] = "slide"
        stored.attrs["savetodir"] = "features"
        stored.attrs["encoder"] = "standin"
        placed = dataset(file, "coords", coords, 1)
        for key, value in attributes.items():
            placed.attrs[key] = value


TRIDENT = {
    "patch_size": 224,
    "patch_size_level0": 448,
    "level0_magnification": 40,
    "target_magnification": 20,
    "overlap": 0,
    "name": "slide",
    "savetodir": "20x_224px_0px_overlap",
    "level0_width": 2220,
    "level0_height": 2967,
}


def stamp(name, unit, features, attributes):
    with h5py.File(HERE / name, "w") as file:
        file["coords"] = unit
        file["feats"] = features
        for key, value in attributes.items():
            file.attrs[key] = value


def hostile():
    """What no tool writes."""
    with h5py.File(HERE / "hostile.links.h5", "w") as file:
        file["features"] = h5py.ExternalLink("clam.features.h5", "features")
        file["coords"] = h5py.SoftLink("/coords")
    with h5py.File(HERE / "hostile.external.h5", "w") as file:
        file.create_dataset("features", (N, WIDTH), "f4", external=[("/etc/passwd", 0, 96)])
        file["coords"] = grid(448)
    with h5py.File(HERE / "hostile.huge.h5", "w") as file:
        file.create_dataset("features", (1 << 40, 1536), "f4", chunks=(1, 1536))
        file.create_dataset("coords", (1 << 40, 2), "i8", chunks=(1, 2))
    with h5py.File(HERE / "hostile.unwritten.h5", "w") as file:
        file.create_dataset("features", (1 << 16, 1536), "f4", chunks=(1, 1536))
        file.create_dataset("coords", (1 << 16, 2), "i8", chunks=(1, 2))
    with h5py.File(HERE / "hostile.chunk.h5", "w") as file:
        file.create_dataset("features", data=FEATURES, maxshape=(None, WIDTH), chunks=(1 << 21, WIDTH), compression=9)
        file["coords"] = grid(448)
    with h5py.File(HERE / "hostile.gap.h5", "w") as file:
        gap = file.create_dataset("features", (N, WIDTH), "f4", chunks=(2, WIDTH), compression="gzip")
        gap[:2], gap[4:] = FEATURES[:2], FEATURES[4:]
        file["coords"] = grid(448)
    with h5py.File(HERE / "hostile.text.h5", "w") as file:
        file["features"] = np.array([[b"a", b"b"], [b"c", b"d"]])
        file["coords"] = grid(448)[:2]
    with h5py.File(HERE / "hostile.group.h5", "w") as file:
        file.create_group("features")
        file["coords"] = grid(448)
    trident("hostile.attribute.h5", FEATURES, grid(448), {**TRIDENT, "patch_size_level0": "large"})
    trident("hostile.rows.h5", FEATURES, grid(448)[:5], TRIDENT)
    trident("hostile.rank.h5", FEATURES[0], grid(448), TRIDENT)
    poisoned = FEATURES.copy()
    poisoned[3, 2] = np.nan
    trident("hostile.nan.h5", poisoned, grid(448), TRIDENT)


def owkin():
    addresses = np.concatenate([np.full((N, 1), 11), grid(1)], axis=1)
    np.save(HERE / "owkin.npy", np.concatenate([addresses, FEATURES], axis=1).astype(np.float32))
    np.save(HERE / "owkin.fortran.npy", np.asfortranarray(np.concatenate([addresses, FEATURES], axis=1)))


if __name__ == "__main__":
    clam()
    trident("trident.h5", FEATURES, grid(448), TRIDENT)
    trident("trident.batch.h5", FEATURES[None], grid(448), TRIDENT)
    trident("trident.gzip.h5", FEATURES, grid(448), TRIDENT, {"compression": "gzip", "shuffle": True})
    trident("trident.lzf.h5", FEATURES, grid(448), TRIDENT, {"compression": "lzf"})
    trident("trident.empty.h5", FEATURES[:0], grid(448)[:0], {})
    trident("trident.double.h5", FEATURES.astype(np.float64), grid(448).astype(np.float64), TRIDENT)
    half = FEATURES.astype(np.float16)
    stamp("stamp.historic.h5", grid(224), half, {})
    stamp("stamp.v2.0.h5", grid(256).astype(np.float32), half, {
        "stamp_version": "2.0.1", "extractor": "standin", "unit": "um", "tile_size": 256.0,
    })
    stamp("stamp.v2.1.h5", grid(256).astype(np.float32), half, {
        "stamp_version": "2.4.0", "extractor": "standin", "unit": "um", "tile_size_um": 256.0, "tile_size_px": 224,
        "code_hash": "00000000", "feat_type": "tile",
    })
    stamp("stamp.slide.h5", grid(256).astype(np.float32), half, {
        "stamp_version": "2.4.0", "extractor": "standin", "unit": "um", "tile_size_um": 256.0, "feat_type": "slide",
    })
    hostile()
    owkin()
