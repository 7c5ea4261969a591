"""Prints the names that Keras exports from its modelling modules, by module, and the modules that define them.

    python derive-names.py FOLDER_OF_KERAS > table

Reads the text of the package's own __init__ files; imports nothing. Modules that act on the machine (utils, saving,
config, datasets, export, callbacks …) are left out on purpose.
"""
import pathlib, re, sys

MODULES = ["layers", "models", "optimizers", "optimizers.schedules", "losses", "metrics", "initializers", "regularizers", "constraints",
           "activations", "dtype_policies", "mixed_precision", "quantizers", "random", "ops", "ops.nn", "ops.numpy", "ops.linalg",
           "ops.image", "optimizers.legacy"]
NOT_MODELLING = {"deserialize", "serialize", "get", "load_model", "save_model", "model_from_json", "clone_model", "TFSMLayer", "Lambda",
                 "TorchModuleWrapper", "FlaxLayer", "JaxLayer", "map", "vectorized_map", "custom_gradient"}
root = pathlib.Path(sys.argv[1])
for module in MODULES:
    path = root / module.replace(".", "/") / "__init__.py"
    if not path.exists():
        continue
    names = {m[1] for m in re.finditer(r" as (\w+),?$", path.read_text(), re.M)} - NOT_MODELLING
    print("keras." + module, *sorted(n for n in names if not n.startswith("_") and n not in {x.split(".")[-1] for x in MODULES}))
operations = set()
for path in (root / "src" / "ops").glob("*.py"):
    operations |= {m[1] for m in re.finditer(r"^class (\w+)\((?:\w+\.)?Operation\)", path.read_text(), re.M)}
print("keras.src.ops", *sorted(operations))
