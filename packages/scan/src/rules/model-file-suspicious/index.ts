import { factors } from "../card.ts";
import { fromFile, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "model-file-suspicious";
/** A pickle that makes an object of a class nobody knows. */
const BAD = "data:;base64,gASVGAAAAAAAAACMB3Vua25vd26UjAVNb2RlbJSTlCmBlC4=";
const GOOD = "data:;base64,gASVAwAAAAAAAAB9lC4=";

/** Files that could not be proven harmless, one finding a file. */
export const modelFileSuspicious: Rule = {
  card: {
    id: ID,
    title: "A model file could not be proven harmless",
    appliesTo: ["model-file", "file"],
    why: "It uses classes or operators that nobody has reviewed, or could not be read to its end: what it does when it is loaded is not known.",
    fix: "Convert it to safetensors (castellan model convert), or state in castellan.yaml which class you trust, for which digest and why.",
    base: factors(2, 1, 3, 1),
    controls: ["ADS-MODL-05"],
    bad: [{ title: "an unknown class", files: { "models/m.pkl": BAD } }],
    good: [{ title: "plain data", files: { "models/m.pkl": GOOD } }],
  },
  because: {
    exposure: "whoever published the file",
    exploitability: "only if what is not known does harm",
    data: "code execution where it is loaded",
  },
  check: (inventory) =>
    judgeEach(
      inventory.project.files.filter(({ facts }) => facts.inspection !== undefined),
      (file) => {
        const { inspection } = file.facts;
        if (inspection === undefined || inspection.verdict === "benign") return "passed";
        // The other rule tells it.
        if (inspection.verdict === "malicious") return "not-applicable";
        const open = inspection.findings.filter(({ verdict }) => verdict === "suspicious");
        const [first] = open;
        return fromFile(
          ID,
          file,
          {},
          {
            message: `${plain(file.path)}: ${plain(first?.message ?? "", 300)}${open.length > 1 ? ` (and ${open.length - 1} more)` : ""}`,
            headline: `It is not known what ${plain(file.path, 60)} does when it is loaded`,
            excerpt: `${file.path} ${first?.rule ?? ""} ${first?.call?.callable ?? ""}`,
            confidence: "certain",
            technique: "bytes",
            actionKey: `${ID} ${file.target}:${file.path.slice(0, file.path.lastIndexOf("/") + 1)}`,
          },
        );
      },
    ),
};
