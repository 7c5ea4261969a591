import type { ByteSource, XmlTag } from "@castellan/formats";
import type { Visit } from "../interpreter.ts";
import { alarmingText } from "../payload-text.ts";
import type { XmlModelJudge } from "./judge.ts";

/** `opset1` to `opset99`: sets that OpenVINO itself ships. IR before version 10 names none. */
const SHIPPED = /^opset\d{1,2}$/;
/** Versions whose layers have no operator set. */
const OLD = 10;

/**
 * OpenVINO's intermediate representation: layers, and where their constants lie in the .bin file beside it.
 * @see https://docs.openvino.ai/2025/documentation/openvino-ir-format.html
 */
export function openvinoJudge(visit: Visit, name: string): XmlModelJudge {
  let version = 0;
  let layers = 0;
  let open: { readonly type: string; readonly name: string } | undefined;
  const weights = siblingOf(visit, name);
  return {
    format: "openvino",
    open: ({ local, attributes, line, depth }: XmlTag) => {
      if (depth === 0) version = Number(attributes.get("version") ?? 0);
      for (const value of attributes.values()) judgeText(visit, value, line);
      if (local === "layer") {
        layers++;
        open = { type: (attributes.get("type") ?? "").slice(0, 100), name: (attributes.get("name") ?? "").slice(0, 100) };
        const set = attributes.get("version") ?? "";
        const custom = set === "" ? version >= OLD : !SHIPPED.test(set);
        if (custom)
          visit.finding({
            rule: "openvino-custom-layer",
            message: `Line ${line}: the layer ${JSON.stringify(open.name)} has the type ${JSON.stringify(open.type)} of ${set === "" ? "no operator set" : JSON.stringify(set.slice(0, 60))}.`,
          });
      } else if (local === "data" && open?.type === "Const") judgeRange(attributes, weights, visit, line);
      else if (open !== undefined && version < OLD && (local === "weights" || local === "biases"))
        judgeRange(attributes, weights, visit, line);
    },
    close: () => undefined,
    text: (text, line) => judgeText(visit, text, line),
    end: () => {
      visit.fact("layers", layers);
      visit.fact("version", version);
    },
  };
}

/** The weights have the name of the model, with another ending. */
function siblingOf(visit: Visit, name: string): ByteSource | undefined {
  const base = name.split("/").at(-1) ?? "";
  return /\.xml$/i.test(base) ? visit.sibling(base.replace(/\.xml$/i, ".bin")) : undefined;
}

function judgeRange(attributes: ReadonlyMap<string, string>, weights: ByteSource | undefined, visit: Visit, line: number): void {
  const [offset, size] = [attributes.get("offset"), attributes.get("size")];
  if (offset === undefined || size === undefined) return;
  const whole = /^\d{1,20}$/;
  const [start, length] = [Number(offset), Number(size)];
  if (!whole.test(offset) || !whole.test(size) || start + length > 2 ** 52) {
    visit.finding({
      rule: "impossible-length",
      message: `Line ${line}: a constant has offset ${offset.slice(0, 40)} and size ${size.slice(0, 40)}.`,
    });
    return;
  }
  if (weights !== undefined && start + length > weights.size)
    visit.finding({
      rule: "openvino-weights-outside",
      message: `Line ${line}: a constant ends at byte ${start + length}, the weights file has ${weights.size}.`,
    });
}

function judgeText(visit: Visit, text: string, line: number): void {
  if (text.length < 4) return;
  const alarming = alarmingText(text);
  if (alarming !== undefined) visit.finding({ rule: "alarming-metadata", message: `Line ${line} holds ${alarming.what}.` });
}
