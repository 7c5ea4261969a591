"""Classes and unpickling functions of extension modules (Cython), which have no source to read: imports the modules.

    VENV/bin/python walk_extension_types.py PACKAGE... > records.jsonl

Run only with libraries that are installed from their publishers.
"""

import importlib
import importlib.machinery
import json
import os
import sys

SUFFIXES = tuple(importlib.machinery.EXTENSION_SUFFIXES)


def extension_modules(package):
    root = os.path.dirname(importlib.import_module(package).__file__)
    parent = os.path.dirname(root)
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in ("tests", "test", "testing"))
        for file in sorted(files):
            for suffix in SUFFIXES:
                if file.endswith(suffix):
                    yield os.path.relpath(os.path.join(folder, file[: -len(suffix)]), parent).replace(os.sep, ".")
                    break


def main():
    for package in sys.argv[1:]:
        for name in extension_modules(package):
            try:
                module = importlib.import_module(name)
            except Exception as error:
                print(name, error, file=sys.stderr)
                continue
            for attribute in sorted(vars(module)):
                value = getattr(module, attribute)
                if isinstance(value, type) and value.__module__ == name and attribute == value.__name__:
                    bases = sorted(f"{base.__module__}.{base.__qualname__}" for base in value.__mro__[1:])
                    print(json.dumps({"module": name, "name": attribute, "kind": "class", "extension": True, "bases": bases, "hooks": [], "state": [], "new": [], "make": []}))
                elif attribute.startswith("__pyx_unpickle_"):
                    print(json.dumps({"module": name, "name": attribute, "kind": "function", "unpickle": True, "reach": []}))
                elif callable(value) and getattr(value, "__module__", None) == name and not attribute.startswith("__"):
                    print(json.dumps({"module": name, "name": attribute, "kind": "function", "extension": True, "reach": ["unread"]}))


if __name__ == "__main__":
    main()
