import type { ByteSource } from "@castellan/formats";
import { ascii } from "@castellan/formats";
import type { Interpreter } from "../interpreter.ts";

const MEMBERS = 64;

/** Names of the first members of a tar archive. */
function* tarNames(source: ByteSource): Generator<string> {
  for (let at = 0, count = 0; at + 512 <= source.size && count < MEMBERS; count++) {
    const header = source.read(at, 512);
    const name = ascii(header, 0, 100).split("\0", 1)[0] ?? "";
    const size = Number.parseInt(ascii(header, 124, 136), 8);
    if (name === "" || !(size >= 0)) return;
    yield name.replace(/^\.\//, "");
    at += 512 + Math.ceil(size / 512) * 512;
  }
}

/** Names the format of NeMo's archives; their members are judged as members of a tar archive. */
export const nemoArchive: Interpreter = {
  id: "nemo",
  accepts: ({ head, source }) => ascii(head, 257, 262) === "ustar" && [...tarNames(source)].includes("model_config.yaml"),
  inspect: (_subject, visit) => visit.format("nemo"),
};
