"""Makes knowledge/pickle/derived/*.json from the records of walk_library.py and walk_extension_types.py.

    python build_allowed.py RECORDS-FOLDER OUT-FOLDER standard-library.jsonl

A class is listed where nothing that unpickling calls on it (`__new__`, `__setstate__`, `__setattr__`, `__del__`,
`append`, …) reaches files, processes, the network, imports or code, in any release that was walked. It may be called
(REDUCE) where its library writes it so and its constructor reaches nothing either. EXCLUDED.tsv says what was left out
and why.
"""

import collections
import glob
import json
import os
import sys

from allow_review import ALLOWED_CLASSES, EXCLUDED_BASES, EXCLUDED_CLASSES, EXCLUDED_MODULES, PRIVATE_REFERENCES, PROFILES, REFERENCE_EXCLUDED, REFERENCES
from capability_review import MODULES
from walk_library import SKIP

VERSION = 1
DICTS = {"builtins.dict", "collections.OrderedDict", "collections.UserDict", "collections.defaultdict", "collections.Counter", "collections.abc.MutableMapping",
         "_collections_abc.MutableMapping", "typing.Dict", "UserDict.UserDict"}
LISTS = {"builtins.list", "collections.UserList", "collections.deque", "collections.abc.MutableSequence", "typing.List"}
SETS = {"builtins.set", "builtins.frozenset", "collections.abc.MutableSet", "typing.Set"}
VALUES = {"builtins.tuple", "builtins.str", "builtins.int", "builtins.float", "builtins.bytes", "builtins.complex", "builtins.unicode", "typing.NamedTuple",
          "builtins.object.__new__"} | DICTS | LISTS | SETS
ENUMS = {"enum.Enum", "enum.IntEnum", "enum.Flag", "enum.IntFlag", "enum.StrEnum", "enum.ReprEnum"}
DISTRIBUTIONS = {"scipy.stats._distn_infrastructure.rv_continuous", "scipy.stats._distn_infrastructure.rv_discrete", "scipy.stats._distn_infrastructure.rv_generic"}


def under(module, prefixes):
    return any(module == prefix or module.startswith(prefix + ".") for prefix in prefixes)


def profile_of(module):
    top = module.split(".")[0]
    for profile, packages in PROFILES.items():
        if top in packages.split():
            return profile
    return None


def merge(folder):
    """One record for each name: the worst of all releases."""
    classes, functions = {}, {}
    for path in sorted(glob.glob(os.path.join(folder, "*.jsonl"))):
        with open(path) as file:
            for line in file:
                item = json.loads(line)
                if profile_of(item["module"]) is None:
                    continue
                table = classes if item["kind"] == "class" else functions
                key = (item["module"], item["name"])
                known = table.get(key)
                if known is None:
                    table[key] = {name: set(value) if isinstance(value, list) else value for name, value in item.items()}
                else:
                    for name, value in item.items():
                        if isinstance(value, list):
                            known.setdefault(name, set()).update(value)
    return classes, functions


def refusal(item):
    """Why a class is not listed; None where it is."""
    module, name = item["module"], item["name"]
    for prefix, reason in EXCLUDED_MODULES.items():
        if under(module, [prefix]):
            return reason
    full = f"{module}.{name}"
    if full in EXCLUDED_CLASSES:
        return EXCLUDED_CLASSES[full]
    for base in item.get("bases", ()):
        if base in DISTRIBUTIONS:
            return None
        if base.startswith(EXCLUDED_BASES):
            return f"is a {base}"
    if module in ALLOWED_CLASSES:
        return None
    reach = item.get("state", set()) | item.get("new", set())
    if reach:
        return "unpickling reaches " + ", ".join(sorted(reach))
    return None


def kind_of(item):
    """The group of a class: which of its uses are allowed beyond being made and given attributes."""
    bases, hooks = item.get("bases", set()), item.get("hooks", set())
    if bases & DISTRIBUTIONS or f"{item['module']}.{item['name']}" in DISTRIBUTIONS:
        return "distribution"
    if item.get("extension"):
        return "extension"
    if bases & ENUMS:
        return "enum"
    if any(base.startswith("builtins.") and base.endswith(("Error", "Exception", "Warning")) for base in bases):
        return "exception"
    fill = "dict" if bases & DICTS else "list" if bases & LISTS else "set" if bases & SETS else ""
    made = bases & VALUES or hooks & {"__new__", "__getnewargs__", "__getnewargs_ex__"}
    called = hooks & {"__reduce__", "__reduce_ex__", "__getinitargs__"} and not item.get("make")
    tensor = "tensor" if {"torch.Tensor", "torch._tensor.Tensor"} & bases else "ndarray" if {"numpy.ndarray", "numpy.core.multiarray.ndarray"} & bases else ""
    state = "any" if "__setstate__" in hooks else ""
    return "class" + "".join(f"+{word}" for word in (f"fill:{fill}" if fill else "", "new" if made else "", "call" if called else "", f"is:{tensor}" if tensor else "", f"state:{state}" if state else "") if word)


def entry_of(kind, module, names):
    entry = {"modules": module, "names": " ".join(sorted(names)), "role": "class"}
    free = {"tuple": [], "rest": "inert"}
    if kind == "distribution":
        return entry | {"state": "@distribution", "otherwise": "malicious"}
    if kind == "extension":
        return entry | {"new": {"tuple": [], "rest": "any"}, "call": {"tuple": [], "rest": "any"}, "state": "any"}
    if kind == "enum":
        return entry | {"call": {"tuple": ["plain"]}, "is": "enum"}
    if kind == "exception":
        return entry | {"new": free, "call": free, "is": "exception"}
    if kind == "unpickle":
        return entry | {"role": "function", "call": {"tuple": ["class", "int", "any"]}, "returns": "#0", "state": "any", "callable": False}
    if kind == "reference":
        return entry | {"role": "reference"}
    for word in kind.split("+")[1:]:
        what, _, value = word.partition(":")
        if what == "fill":
            entry["fill"] = value
        elif what == "new":
            entry["new"] = {"tuple": [], "rest": "any"}
        elif what == "call":
            entry["call"] = free
        elif what == "is":
            entry["is"] = value
            entry["state"] = "any"
        elif what == "state":
            entry["state"] = value
    return entry


def standard_library(path):
    """Classes of modules that were reviewed as harmless, whose methods reach nothing either."""
    names = collections.defaultdict(set)
    refused = set()
    with open(path) as file:
        for line in file:
            item = json.loads(line)
            if item.get("kind") != "class" or MODULES.get(item["module"], ["?"]) != []:
                continue
            if item["reach"] or item["methods"]:
                refused.add((item["module"], item["name"]))
            else:
                names[item["module"]].add(item["name"])
    entries = []
    for module, listed in sorted(names.items()):
        kept = sorted(name for name in listed if (module, name) not in refused)
        if kept:
            entries.append({"modules": module, "names": " ".join(kept), "role": "class"})
    return entries


def main():
    records, out = sys.argv[1:3]
    classes, functions = merge(records)
    groups = collections.defaultdict(set)
    excluded = []
    for (module, name), item in sorted(classes.items()):
        reason = refusal(item)
        if reason is None:
            groups[module, kind_of(item)].add(name)
        else:
            prefix = next((prefix for prefix in EXCLUDED_MODULES if under(module, [prefix])), None)
            excluded.append(f"{prefix}.*\t{reason}" if prefix else f"{module}.{name}\t{reason}")
    for (module, name), item in sorted(functions.items()):
        if item.get("unpickle"):
            groups[module, "unpickle"].add(name)
        elif not item.get("reach") and (not name.startswith("_") or under(module, PRIVATE_REFERENCES)) and under(module, REFERENCES) and not under(module, REFERENCE_EXCLUDED) and not SKIP.search(module):
            groups[module, "reference"].add(name)
    files = collections.defaultdict(list)
    for (module, kind), names in sorted(groups.items()):
        files[module.split(".")[0]].append(entry_of(kind, module, names))
    standard = standard_library(sys.argv[3]) if len(sys.argv) > 3 else []
    for old in glob.glob(os.path.join(out, "*.json")):
        os.remove(old)
    shapes = json.load(open(os.path.join(out, "..", "reviewed", "scipy.json")))["shapes"]
    for top, entries in files.items():
        with open(os.path.join(out, f"{top}.json"), "w") as file:
            head = {"version": VERSION, "profile": profile_of(top), "shapes": shapes if top in ("scipy", "statsmodels") else {}}
            file.write(json.dumps(head)[:-1] + ', "entries": [\n')
            file.write(",\n".join("  " + json.dumps(entry) for entry in entries))
            file.write("\n]}\n")
    if standard:
        with open(os.path.join(out, "standard-library.json"), "w") as file:
            file.write(json.dumps({"version": VERSION, "profile": "standard-library-data"})[:-1] + ', "entries": [\n')
            file.write(",\n".join("  " + json.dumps(entry) for entry in standard))
            file.write("\n]}\n")
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "EXCLUDED.tsv"), "w") as file:
        file.write("\n".join(sorted(set(excluded))) + "\n")
    names = sum(len(group) for group in groups.values())
    print(len(files), "files,", names, "names,", len(excluded), "classes left out")
    for kind, count in collections.Counter(kind for (_, kind), group in groups.items() for _ in group).most_common():
        print(f"  {count:6} {kind}")


if __name__ == "__main__":
    main()
