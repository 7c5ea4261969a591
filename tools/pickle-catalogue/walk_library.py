"""Records what a library's sources define, one JSON object a line, for build.py to make the catalogue from.

    python walk_library.py SITE-PACKAGES PACKAGE... > records.jsonl

Nothing is imported. A record of a class says what unpickling it can reach (`state`: hooks that loading calls on an
instance; `make`: its constructor) and which of the pickle protocols it takes part in; a record of a function says what
a call reaches.
"""

import json
import os
import re
import sys

from source_analysis import STATE_HOOKS, Program

SKIP = re.compile(
    r"(^|\.)(tests?|testing|_testing|conftest|setup|benchmarks?|examples?|scripts?|cli|__main__|_vendor|vendor|vendored|docs?|asv_bench|third_party)(\.|$)"
)
DEPTH = 3


def modules_of(site: str, package: str):
    root = os.path.join(site, *package.split("."))
    if os.path.isfile(root + ".py"):
        yield package
        return
    for folder, folders, files in os.walk(root):
        folders.sort()
        for file in sorted(files):
            if file.endswith(".py"):
                name = os.path.relpath(os.path.join(folder, file), site)[:-3].replace(os.sep, ".")
                yield name.removesuffix(".__init__")


def ancestry(program, module, name):
    out = set(program.foreign_bases(module, name))
    for owner, cls in program.mro(module, name)[1:]:
        out.add(f"{owner.name}.{cls}")
    return out


def class_record(program, module, name):
    bases = ancestry(program, module, name)
    hooks = sorted({hook for hook in (*STATE_HOOKS, "__new__", "__reduce__", "__reduce_ex__", "__getnewargs__", "__getnewargs_ex__", "__getinitargs__")
                    if program.method(module, name, hook)})
    own = module.classes[name].methods
    return {
        "module": module.name,
        "name": name,
        "kind": "class",
        "bases": sorted(bases),
        "hooks": hooks,
        "own_setstate": "__setstate__" in own,
        "metaclass": module.classes[name].keywords,
        "state": sorted(program.reach_class(module, name, STATE_HOOKS, DEPTH)),
        "new": sorted(program.reach_class(module, name, ("__new__",), DEPTH)),
        "methods": {method: reach for method, reach in ((method, sorted(program.reach_class(module, name, (method,), DEPTH))) for method in own) if reach},
        "make": sorted(program.reach_class(module, name, ("__new__", "__init__", "__post_init__"), DEPTH)),
    }


def main():
    site, *packages = sys.argv[1:]
    library = os.path.join(os.path.dirname(os.__file__))
    program = Program([site, library])
    for package in packages:
        for dotted in modules_of(site, package):
            module = program.module(dotted)
            if module is None:
                continue
            # What stands in tests and scripts is no part of a model, but it can be called all the same.
            for name in () if SKIP.search(dotted) else module.classes:
                print(json.dumps(class_record(program, module, name)))
            for name, function in module.functions.items():
                reach = sorted(program.reach(f"{module.name}.{name}", DEPTH))
                print(json.dumps({"module": module.name, "name": name, "kind": "function", "reach": reach}))


if __name__ == "__main__":
    main()
