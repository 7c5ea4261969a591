import { expect, it } from "vitest";
import { reachByWords } from "./effect-words.ts";

it.each([
  ["gradio", "load", ["deserialise"]],
  ["some.tools", "runCommand", ["execute", "process"]],
  ["kit", "Client.download_file", ["network"]],
  ["kit.subprocess", "Popen", ["process"]],
  ["espnet2.bin.asr", "Speech2Text.from_pretrained", ["deserialise"]],
] as const)("knows what %s.%s does by its name", (module, name, reach) => {
  expect(reachByWords(module, name)).toEqual(reach);
});

it.each([
  ["inhouse.models", "Ranker"],
  ["inhouse", "_load_state"],
  ["inhouse", "rebuild_from_load"],
  ["inhouse", "create_loader"],
  ["inhouse.loaders", "Loader"],
  ["inhouse", "unpickle_vocab"],
  ["payload", "overload"],
])("says nothing of %s.%s", (module, name) => {
  expect(reachByWords(module, name)).toBeUndefined();
});
