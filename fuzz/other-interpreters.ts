import { bytesSource } from "@castellan/formats";
import { r, rda } from "../packages/formats/src/r-data/testing/r-writer.ts";
import { lightgbmModel, ubjsonOf, xgboostJsonModel } from "../packages/formats/src/trees/testing/xgboost-model.ts";
import { inspectSource } from "../packages/scan/src/inspect/engine.ts";
import { OTHER_INTERPRETERS } from "../packages/scan/src/inspect/other-models.ts";
import { wounded } from "./wounds.ts";

const encoder = new TextEncoder();
const SAMPLES: { readonly [name: string]: Uint8Array } = {
  "model.json": encoder.encode(xgboostJsonModel()),
  "model.ubj": ubjsonOf(xgboostJsonModel()),
  "model.txt": encoder.encode(lightgbmModel()),
  "model.rda": rda(
    ["f", r.closure(r.call(r.symbol("eval"), r.texts("id")))],
    ["e", r.environment(r.pairs(["x", r.promise(r.symbol("y"))]))],
  ),
  "model.pmml": encoder.encode(
    '<?xml version="1.0"?><!DOCTYPE PMML [<!ENTITY a "b">]><PMML version="4"><Apply function="a.b"/><Extension>x</Extension></PMML>',
  ),
  "model.xml": encoder.encode(
    '<net name="m" version="11"><layers><layer id="0" type="Const" version="opset1"><data offset="0" size="4"/></layer></layers></net>',
  ),
  "symbol.json": encoder.encode(
    '{"nodes":[{"op":"Custom","name":"n","attrs":{"op_type":"x"},"inputs":[[0,0,0]]}],"arg_nodes":[],"heads":[]}',
  ),
  "handler.py": encoder.encode("import os\nclass H:\n    def handle(self, x):\n        exec(os.popen('id').read())\n"),
  MLmodel: encoder.encode("flavors:\n  python_function:\n    loader_module: x\nmodel_uuid: 1\n"),
  "manifest.json": encoder.encode('{"schemaVersion":2,"layers":[{"mediaType":"a","digest":"sha256:00","size":1}]}'),
};

/** Whatever the bytes, an interpreter answers: it neither throws nor is caught by the engine as failed. */
export const targets: readonly { readonly name: string; readonly run: (bytes: Uint8Array) => Promise<void> }[] = Object.entries(
  SAMPLES,
).map(([name, sample]) => ({
  name,
  run: async (bytes) => {
    const { findings } = await inspectSource(bytesSource(wounded(sample, bytes)), name, { interpreters: OTHER_INTERPRETERS });
    const failed = findings.find(({ rule }) => rule === "reader-failed");
    if (failed !== undefined) throw new Error(failed.message);
  },
}));
