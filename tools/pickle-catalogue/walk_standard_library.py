"""What names of the CPython standard library can do, one JSON object a line: module, name, reach.

    python walk_standard_library.py LIB... > standard-library.jsonl

LIB: Lib folders of CPython releases (3.8, 3.11, 3.13, 2.7 where it parses). Nothing is imported; modules written in C
have no source and are reviewed by hand in capability_review.py.
"""

import json
import os
import sys

from sinks import capability_of
from source_analysis import STATE_HOOKS, Program

DEPTH = 4
SKIP = ("test.", "idlelib.idle_test", "lib2to3.tests", "lib2to3.pgen2.tests", "turtledemo", "site-packages", "ctypes.test", "tkinter.test",
        "unittest.test", "distutils.tests", "sqlite3.test", "json.tests", "bsddb.test", "email.test")


def modules_of(folder):
    for path, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in ("site-packages", "__pycache__", "lib-dynload") and not name.startswith("config-"))
        for file in sorted(files):
            if file.endswith(".py"):
                yield os.path.relpath(os.path.join(path, file), folder)[:-3].replace(os.sep, ".").removesuffix(".__init__")


def record(program, module, name):
    reach = set()
    if name in module.classes:
        kind = "class"
        own = capability_of(f"{module.name}.{name}")
        make = program.reach_class(module, name, ("__new__", "__init__", "__post_init__", *STATE_HOOKS), DEPTH) | ({own} if own else set())
        for method in module.classes[name].methods:
            reach |= program.reach(f"{module.name}.{name}.{method}", DEPTH)
        return {"module": module.name, "name": name, "kind": kind, "reach": sorted(make), "methods": sorted(reach)}
    return {"module": module.name, "name": name, "kind": "function", "reach": sorted(program.reach(f"{module.name}.{name}", DEPTH))}


def main():
    for folder in sys.argv[1:]:
        program = Program([folder])
        for dotted in modules_of(folder):
            if dotted.startswith(SKIP):
                continue
            module = program.module(dotted)
            if module is None:
                continue
            aliases = {name: target for name, target in module.aliases.items() if name != "*"}
            print(json.dumps({"module": dotted, "aliases": aliases}))
            for name in (*module.functions, *module.classes):
                print(json.dumps(record(program, module, name)))


if __name__ == "__main__":
    main()
