import type { Twin } from "./twin.ts";

const APP = (gate: string, check: string): string => `import joblib
import pandas as pd
from fastapi import Depends, FastAPI
${gate}
app = FastAPI()
model = joblib.load("model.joblib")


@app.post("/tweet")
def tweet(text: str, reply: str):
    rows = pd.DataFrame([{"text": text, "reply": reply}])
${check}    rows.to_csv("data/conversations.csv", mode="a", header=False)
    return {"reply": model.predict([text])[0]}
`;
const TRAIN = `import joblib
import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

rows = pd.read_csv("data/conversations.csv")
model = make_pipeline(TfidfVectorizer(), LogisticRegression())
model.fit(rows["text"], rows["reply"])
joblib.dump(model, "model.joblib")
`;

/** Tay, 2016: a bot learned from whoever wrote to it, at once and without a check. */
export const TAY: readonly Twin[] = [
  {
    incident: "Tay",
    form: "an endpoint and its training",
    vulnerable: { "app.py": APP("", ""), "train.py": TRAIN },
    mended: {
      "app.py": APP("import pandera as pa\n\nschema = pa.DataFrameSchema({})\n", "    schema.validate(rows)\n"),
    },
    attacker: "the internet",
    loses: "/tweet",
    places: ["app.py:9", "app.py:12", "train.py:9", "train.py:10", "app.py:13"],
  },
];
