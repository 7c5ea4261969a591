import { bytesSource, readCatboost, readLightgbm, readXgboostBinary, readXgboostDocument } from "@castellan/formats";
import { lightgbmModel, ubjsonOf, xgboostBinaryModel, xgboostJsonModel } from "../packages/formats/src/trees/testing/xgboost-model.ts";
import { wounded } from "./wounds.ts";

const encoder = new TextEncoder();
const json = encoder.encode(xgboostJsonModel());
const ubjson = ubjsonOf(xgboostJsonModel());
const binary = xgboostBinaryModel();
const lightgbm = encoder.encode(lightgbmModel());
const catboost = Uint8Array.from([
  ...encoder.encode("CBM1"),
  64,
  0,
  0,
  0,
  12,
  0,
  0,
  0,
  8,
  0,
  8,
  0,
  4,
  0,
  0,
  0,
  8,
  0,
  0,
  0,
  4,
  0,
  0,
  0,
  ...new Uint8Array(48),
]);

/** Models of trees: only a FormatError may leave their readers. */
export const targets: readonly { readonly name: string; readonly run: (bytes: Uint8Array) => unknown }[] = [
  { name: "xgboost-json", run: (bytes) => readXgboostDocument(bytesSource(wounded(json, bytes)), "json") },
  { name: "xgboost-ubj", run: (bytes) => readXgboostDocument(bytesSource(wounded(ubjson, bytes)), "ubjson") },
  { name: "xgboost-binary", run: (bytes) => readXgboostBinary(bytesSource(wounded(binary, bytes))) },
  { name: "lightgbm", run: (bytes) => readLightgbm(bytesSource(wounded(lightgbm, bytes))) },
  { name: "catboost", run: (bytes) => readCatboost(bytesSource(wounded(catboost, bytes))) },
];
