import { factors } from "../card.ts";
import { fromAsset, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "feedback-loop-ungated";
const CODE = (gate: string): string =>
  `import pandas as pd\nfrom fastapi import FastAPI\nfrom sklearn.linear_model import LogisticRegression\n${gate}\napp = FastAPI()\n\n@app.post("/feedback")\ndef feedback(text: str, label: int):\n    frame = pd.DataFrame([{"text": text, "label": label}])\n${gate === "" ? "" : "    schema.validate(frame)\n"}    frame.to_csv("data/feedback.csv", mode="a")\n    return "ok"\n\ndef retrain():\n    rows = pd.read_csv("data/feedback.csv")\n    model = LogisticRegression()\n    model.fit(rows, rows["label"])\n`;

/** What callers send is trained on. */
export const feedbackLoopUngated: Rule = {
  card: {
    id: ID,
    title: "What callers send is trained on without a check",
    appliesTo: ["dataset", "training-run", "endpoint"],
    why: "Callers teach the model what they like: a few accounts with the same message are enough (Tay, 2016).",
    fix: "Collect feedback apart, limit and check it per caller, and let somebody release it for training.",
    base: factors(2, 2, 3, 2),
    controls: ["ADS-DATA-03", "ADS-DATA-04"],
    bad: [{ title: "feedback of an endpoint", files: { "app.py": CODE("") } }],
    good: [{ title: "through a schema", files: { "app.py": CODE("import pandera as pa\nschema = pa.DataFrameSchema({})") } }],
  },
  because: {
    exposure: "whoever may call the endpoint; not known who that is, taken as company-wide",
    exploitability: "needs many messages",
    data: "what the model decides",
  },
  check: (inventory) =>
    judgeEach(
      inventory.ofKind("dataset").filter(({ id }) => inventory.to(id, "trains_on").length > 0),
      (dataset) => {
        const writers = inventory
          .to(dataset.id, "writes_to")
          .map(({ from, evidence }) => ({ asset: inventory.asset(from), evidence }))
          .filter(({ asset }) => asset?.kind === "endpoint" || asset?.kind === "tool");
        const [writer] = writers;
        if (writer?.asset === undefined) return "passed";
        const files = new Set([...dataset.occurrences, ...writer.evidence].map(({ file }) => file));
        if (inventory.usages.some(({ act, file }) => act === "data-gate" && files.has(file))) return "passed";
        return fromAsset(ID, dataset, {
          message: `${plain(writer.asset.name, 40)} writes to ${plain(dataset.name, 50)}, and a model is trained on it without a check.`,
          headline: `Callers of ${plain(writer.asset.name, 40)} decide what the model learns`,
          more: writer.evidence,
        });
      },
    ),
};
