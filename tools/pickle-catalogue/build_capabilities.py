"""Makes knowledge/pickle/capabilities/standard-library.json from the records of walk_standard_library.py and the review.

    python build_capabilities.py standard-library.jsonl cpython-stdlib-names.txt OUT.json

Per module: `reach`, what its names can do; `quiet`, names proven or reviewed to do none of it by being made or called;
`doors`, names in it that are other modules with capabilities (random._os), which a dotted name could walk through.
"""

import json
import sys

from capability_review import CAPABLE, MODULES, PACKAGES, QUIET

VERSION = 1


def load(path):
    aliases, names, every = {}, {}, {}
    with open(path) as file:
        for line in file:
            item = json.loads(line)
            if "aliases" in item:
                aliases.setdefault(item["module"], {}).update(item["aliases"])
                every.setdefault(item["module"], set()).update(item["aliases"])
            else:
                known = names.setdefault(item["module"], {}).setdefault(item["name"], {"reach": set(), "methods": set()})
                known["reach"].update(item["reach"])
                known["methods"].update(item.get("methods", []))
    return aliases, names, every


def package_reach(module):
    parts = module.split(".")
    for cut in range(len(parts) - 1, 0, -1):
        parent = ".".join(parts[:cut])
        if parent in PACKAGES:
            return MODULES.get(parent)
    return None


def main():
    records, listed, out = sys.argv[1:]
    aliases, names, every = load(records)
    with open(listed) as file:
        for line in file:
            module, _, name = line.rstrip("\n").partition("\t")
            every.setdefault(module, set()).add(name)
    modules = {}
    for module in sorted({*every, *MODULES}):
        known = names.get(module, {})
        derived = set().union(*[item["reach"] | item["methods"] for item in known.values()]) if known else set()
        reviewed = MODULES[module] if module in MODULES else package_reach(module)
        extra = {name: set(capabilities) for name, capabilities in CAPABLE.get(module, {}).items() if capabilities}
        entry = {}
        if reviewed == []:
            # Reviewed as harmless: only these names reach anything.
            only = {name: item["reach"] for name, item in known.items() if item["reach"]} | extra
            if only:
                entry["reach"] = sorted(set().union(*only.values()))
                entry["only"] = sorted(only)
        elif reviewed or derived or extra:
            quiet = set(QUIET.get(module, "").split())
            if not reviewed or module not in MODULES:
                quiet |= {name for name, item in known.items() if not item["reach"]}
            entry["reach"] = sorted(derived.union(reviewed or (), *extra.values()))
            if quiet - set(extra):
                entry["quiet"] = sorted(quiet - set(extra))
        modules[module] = entry
    capable = {module for module, entry in modules.items() if "reach" in entry}
    for module, entry in modules.items():
        doors = {
            name
            for name, target in aliases.get(module, {}).items()
            if target in capable and "only" not in modules[target] and name not in names.get(module, {}) and f"{module}.{name}" not in modules
        }
        if doors:
            entry["doors"] = sorted(doors)
    with open(out, "w") as file:
        json.dump({"version": VERSION, "library": "cpython", "packages": PACKAGES, "modules": modules}, file, indent=1, sort_keys=True)
    print(len(modules), "modules,", len(capable), "with capabilities,", sum(len(entry.get("quiet", ())) for entry in modules.values()), "quiet names")


if __name__ == "__main__":
    main()
