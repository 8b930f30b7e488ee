"""Opens a feature file with h5py as a tool's own reader does, and prints what it found as JSON.

    python3 check_layout.py clam|trident|stamp FILE

Exits with 3 where h5py is not there.
"""

import json
import sys

try:
    import h5py
    import numpy as np
except ImportError:
    sys.exit(3)


def plain(value):
    """JSON's idea of an attribute; a string must come as `str`, which the tools compare with."""
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):
        raise TypeError("a string of fixed length")
    return np.asarray(value).tolist()


def attributes(item):
    return {key: plain(value) for key, value in item.attrs.items()}


def patches(file):
    """CLAM: dataset_generic.py reads both with [:]; TRIDENT: read_coords and the slide encoders."""
    features, coords = file["features"], file["coords"]
    assert features.maxshape[0] is None and coords.maxshape[0] is None, "the first dimension cannot grow"
    return {
        "features": features[:].tolist(),
        "coords": coords[:].tolist(),
        "types": [str(features.dtype), str(coords.dtype)],
        "attributes": attributes(coords),
        "feature_attributes": attributes(features),
    }


def stamp(file):
    """STAMP's modeling/data.py: get_coords and the bag dataset."""
    assert file.attrs.get("feat_type") == "tile" and file.attrs.get("unit") == "um"
    return {
        "features": file["feats"][()].tolist(),
        "coords": file["coords"][:].tolist(),
        "types": [str(file["feats"].dtype), str(file["coords"].dtype)],
        "attributes": attributes(file),
        "feature_attributes": {},
    }


if __name__ == "__main__":
    layout, path = sys.argv[1:]
    with h5py.File(path, "r") as opened:
        print(json.dumps(stamp(opened) if layout == "stamp" else patches(opened)))
