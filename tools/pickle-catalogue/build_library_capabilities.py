"""Makes knowledge/pickle/capabilities/libraries/*.json from the records of walk_library.py and library_review.py.

    python build_library_capabilities.py RECORDS-FOLDER OUT-FOLDER

A function or method is listed where its sources reach files, processes, the network, imports by name, other pickles or
code. Classes are listed by what their constructor reaches only where that is code, processes or pickles: making an
instance without calling it is what most streams do.
"""

import collections
import glob
import json
import os
import sys

from library_review import CODE, KNOWN, METHODS, MODULES, NAMES, QUIET

VERSION = 1
GRAVE = {"execute", "process", "deserialise", "native", "network", "import", "file"}
DERIVED = ("torch", "numpy", "pandas", "sklearn", "joblib", "scipy", "transformers", "datasets", "accelerate", "huggingface_hub", "peft", "nltk", "gensim", "spacy", "thinc",
           "statsmodels", "xgboost", "lightgbm", "catboost", "fastai", "fastcore", "ultralytics", "timm", "sentence_transformers", "lightning", "torchvision",
           "mlflow", "skops", "omegaconf", "river", "lifelines")


def main():
    folder, out = sys.argv[1:]
    names = collections.defaultdict(lambda: collections.defaultdict(set))
    for path in sorted(glob.glob(os.path.join(folder, "*.jsonl"))):
        with open(path) as file:
            for line in file:
                item = json.loads(line)
                module = item["module"]
                if module.split(".")[0] not in DERIVED or ".tests" in module:
                    continue
                if item["kind"] == "function":
                    for capability in item["reach"]:
                        if capability in GRAVE:
                            names[module][capability].add(item["name"])
                    continue
                for method, reach in item.get("methods", {}).items():
                    if not method.startswith("__"):
                        for capability in reach:
                            if capability in GRAVE:
                                names[module][capability].add(f"{item['name']}.{method}")
    reviewed = collections.defaultdict(lambda: collections.defaultdict(set))
    for capability, pairs in NAMES.items():
        for pair in pairs.split():
            module, _, name = pair.partition(":")
            reviewed[module][capability].add(name)
    modules = collections.defaultdict(set)
    for capability, listed in MODULES.items():
        for module in listed.split():
            modules[module].add(capability)
    code = {module: " ".join(made.split()) for key, made in CODE.items() for module in key.split()}
    write(os.path.join(out, "reviewed.json"), {
        "version": VERSION, "known": " ".join(sorted(set(KNOWN.split()))), "modules": {module: " ".join(sorted(reach)) for module, reach in sorted(modules.items())},
        "names": flat(reviewed), "quiet": {module: listed for module, listed in QUIET.items() if listed},
        "methods": " ".join(sorted(set(METHODS.split()))), "code": code})
    write(os.path.join(out, "derived.json"), {"version": VERSION, "derived": True, "known": "", "modules": {}, "names": flat(names), "quiet": {}, "methods": "", "code": {}})
    print(sum(len(group) for by in names.values() for group in by.values()), "derived names,", len(modules), "modules")


def flat(names):
    """The first capability of a name says enough."""
    out = {}
    for module, by in sorted(names.items()):
        seen, kept = set(), {}
        for capability in ("execute", "process", "native", "deserialise", "import", "network", "file"):
            fresh = sorted(by.get(capability, set()) - seen)
            seen.update(fresh)
            if fresh:
                kept[capability] = " ".join(fresh)
        out[module] = kept
    return out


def write(path, value):
    with open(path, "w") as file:
        lines = []
        for key, item in value.items():
            if isinstance(item, dict) and item:
                inner = ",\n".join(f"    {json.dumps(name)}: {json.dumps(entry)}" for name, entry in item.items())
                lines.append(f"  {json.dumps(key)}: {{\n{inner}\n  }}")
            else:
                lines.append(f"  {json.dumps(key)}: {json.dumps(item)}")
        file.write("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main()
