"""Step 6: put the user dictionary and the checksums beside the model, and install it into the package.

python package.py MODEL VERSION [--install]
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path

from common import DATA_DIR, USER_DICT

FILES = ("features.msgpack", "weights.npz", "user_dict.txt")
LIMIT = 7_000_000


def package(model: Path, version: str, install: bool) -> None:
    """Write meta.json, check the size, and copy everything if asked to."""
    if model.resolve() != DATA_DIR:
        shutil.copyfile(USER_DICT, model / "user_dict.txt")
    contents = {name: (model / name).read_bytes() for name in FILES}
    size = sum(map(len, contents.values()))
    if size > LIMIT:
        raise SystemExit(f"{model}: {size} bytes, the limit is {LIMIT}; raise --l1 or prune's --least")
    meta = {
        "format": 1,
        "name": "cnfacts-segmenter",
        "version": version,
        "license": "MIT",
        "recipe": "models/segmenter",
        "sha256": {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()},
    }
    (model / "meta.json").write_text(json.dumps(meta, indent=2) + "\n", encoding="utf-8")
    if install:
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        for name in (*FILES, "meta.json"):
            if model.resolve() != DATA_DIR and name != "user_dict.txt":
                shutil.copyfile(model / name, DATA_DIR / name)
    print(f"{size} bytes; {'installed into ' + str(DATA_DIR) if install else 'not installed'}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("version")
    parser.add_argument("--install", action="store_true")
    arguments = parser.parse_args()
    package(arguments.model, arguments.version, arguments.install)
