import { describe, expect, test } from "vitest";
import { allowedName } from "../allow-list.ts";
import { checkedCatalogue, partsOf, pickleKnowledge } from "./load.ts";
import type { Shape } from "./schema.ts";
import { topLevel, words } from "./words.ts";

const knowledge = checkedCatalogue();

test("the catalogue is what its schema says", () => {
  const { published, standardLibrary, libraries, packages, allowed } = pickleKnowledge();
  const parts = partsOf(knowledge);
  expect([published(), standardLibrary(), libraries()]).toEqual([knowledge.published, knowledge.standardLibrary, knowledge.libraries]);
  expect([...parts.keys()].slice(3)).toEqual([...packages()].map((top) => `allowed:${top}`));
  for (const top of packages()) expect(allowed(top)).toEqual(parts.get(`allowed:${top}`));
  expect(allowed("no_such_package")).toEqual([]);
  expect(knowledge.allowed.every(({ version }) => version >= 1)).toBe(true);
});

describe("what is written by hand", () => {
  const reviewed = knowledge.allowed.filter(({ entries, sources }) => sources !== undefined && sources.length > 0 && entries.length > 0);

  test("shapes that are named are there", () => {
    const missing: string[] = [];
    const visit = (shape: Shape, shapes: { readonly [name: string]: Shape }): void => {
      if (typeof shape === "string") {
        if (shape.startsWith("@") && shapes[shape.slice(1)] === undefined) missing.push(shape);
      } else if ("either" in shape) for (const one of shape.either) visit(one, shapes);
      else if ("tuple" in shape) for (const one of [...shape.tuple, ...(shape.rest === undefined ? [] : [shape.rest])]) visit(one, shapes);
      else if ("list" in shape) visit(shape.list, shapes);
      else if ("dict" in shape) for (const one of Object.values(shape.dict)) visit(one, shapes);
    };
    for (const { entries, shapes } of knowledge.allowed)
      for (const { new: made, call, keywords, state } of entries)
        for (const shape of [made, call, keywords, state]) if (shape !== undefined) visit(shape, shapes ?? {});
    expect(missing).toEqual([]);
  });

  test("names that shapes and results speak of are listed", () => {
    const missing: string[] = [];
    const known = (dotted: string): boolean => {
      for (let dot = dotted.lastIndexOf("."); dot > 0; dot = dotted.lastIndexOf(".", dot - 1))
        if (allowedName(dotted.slice(0, dot), dotted.slice(dot + 1)) !== undefined) return true;
      return false;
    };
    for (const { entries } of reviewed)
      for (const { returns } of entries) if (returns !== undefined && !returns.startsWith("#") && !known(returns)) missing.push(returns);
    expect(missing).toEqual([]);
  });
});

describe("what is on the list", () => {
  test.each([
    "os",
    "subprocess",
    "socket",
    "importlib",
    "pickle",
    "marshal",
    "shutil",
    "pty",
    "runpy",
    "ctypes",
    "sys",
    "dill",
    "cloudpickle",
  ])("nothing that %s could do", (module) => {
    const listed = knowledge.allowed
      .flatMap(({ entries }) => entries)
      .filter(({ modules, role }) => role !== "reference" && words(modules).some((name) => topLevel(name) === module));
    expect(listed.map(({ names }) => names)).toEqual(module === "dill" ? ["_create_array", "_load_type"] : []);
  });

  test.each([
    ["torch.nn.modules.linear", "Linear"],
    ["sklearn.ensemble._forest", "RandomForestClassifier"],
    ["sklearn.ensemble.forest", "RandomForestClassifier"],
    ["pandas.core.frame", "DataFrame"],
    ["xgboost.sklearn", "XGBClassifier"],
    ["lightgbm.sklearn", "LGBMClassifier"],
    ["catboost.core", "CatBoostClassifier"],
    ["transformers.training_args", "TrainingArguments"],
    ["ultralytics.nn.tasks", "DetectionModel"],
    ["torchvision.models.resnet", "ResNet"],
  ])("%s.%s", (module, name) => {
    expect(allowedName(module, name)?.entry.role).toBe("class");
  });

  test.each([
    ["numpy", "memmap"],
    ["pandas.io.pytables", "HDFStore"],
    ["torch.utils.data.datapipes.datapipe", "_IterDataPipeSerializationWrapper"],
    ["joblib.parallel", "Parallel"],
    ["numpy.lib.npyio", "DataSource"],
  ])("not %s.%s", (module, name) => {
    expect(allowedName(module, name)).toBeUndefined();
  });
});
