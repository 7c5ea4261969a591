import type { Variation } from "./variation.ts";

const FLASK = (gate: string): string => `import joblib
from flask import Flask, request
from sklearn.linear_model import SGDClassifier
${gate === "" ? "" : "import pandera as pa\n"}
app = Flask(__name__)
model = joblib.load("model.joblib")


@app.route("/feedback", methods=["POST"])
def feedback():
    body = request.get_json()
${gate}    model.partial_fit([body["features"]], [body["label"]])
    joblib.dump(model, "model.joblib")
    return {"ok": True}


@app.route("/predict", methods=["POST"])
def predict():
    return {"label": int(model.predict([request.get_json()["features"]])[0])}
`;
const DJANGO = (learn: string): string => `import json

import joblib
from django.http import JsonResponse
from django.views.decorators.csrf import csrf_exempt

model = joblib.load("model.joblib")


@csrf_exempt
def feedback(request):
    body = json.loads(request.body)
${learn}    return JsonResponse({"ok": True})


def predict(request):
    return JsonResponse({"label": int(model.predict([json.loads(request.body)["features"]])[0])})
`;
const URLS =
  'from django.urls import path\n\nfrom . import views\n\nurlpatterns = [path("feedback", views.feedback), path("predict", views.predict)]\n';
const EXPRESS = (write: string): string => `const fs = require("fs");
const express = require("express");
const OpenAI = require("openai");

const app = express();
app.use(express.json());
const client = new OpenAI();

app.post("/chat", async (req, res) => {
  const answer = await client.chat.completions.create({ model: "ft:gpt-4o-mini:northquay:bot:abc", messages: [{ role: "user", content: req.body.message }] });
${write}  res.json({ answer: answer.choices[0].message.content });
});
app.listen(3000);
`;
const TUNE = `from openai import OpenAI

client = OpenAI()
file = client.files.create(file=open("data/finetune.jsonl", "rb"), purpose="fine-tune")
client.fine_tuning.jobs.create(training_file=file.id, model="gpt-4o-mini")
`;
const FASTAPI = (write: string): string => `import json

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Message(BaseModel):
    text: str
    reply: str


@app.post("/chat")
def chat(message: Message):
${write}    return {"ok": True}
`;
const WRITES = `    with open("data/finetune.jsonl", "a") as out:
        out.write(json.dumps({"messages": [{"role": "user", "content": message.text}, {"role": "assistant", "content": message.reply}]}) + "\\n")
`;
const TRL = `from datasets import load_dataset
from transformers import AutoModelForCausalLM
from trl import SFTTrainer

rows = load_dataset("json", data_files="data/finetune.jsonl")
trainer = SFTTrainer(model="northquay/base", train_dataset=rows["train"])
trainer.train()
trainer.save_model("bot")
`;
const CHROMA = (add: string): string => `import chromadb
from fastapi import FastAPI
from openai import OpenAI

app = FastAPI()
llm = OpenAI()
store = chromadb.HttpClient(host="chroma").get_or_create_collection("answers")


@app.post("/teach")
def teach(text: str):
${add}    return {"ok": True}


@app.post("/ask")
def ask(question: str):
    found = store.query(query_texts=[question], n_results=3)
    answer = llm.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": f"{found['documents']} {question}"}])
    return {"answer": answer.choices[0].message.content}
`;
const PRODUCER = (write: string): string => `import json

from fastapi import FastAPI
from kafka import KafkaProducer

app = FastAPI()
producer = KafkaProducer(bootstrap_servers="kafka:9092")


@app.post("/feedback")
def feedback(text: str, label: int):
${write}    return {"ok": True}
`;
const CONSUMER = `import json
import pickle

from kafka import KafkaConsumer
from sklearn.linear_model import SGDClassifier

model = SGDClassifier()
for message in KafkaConsumer("feedback", bootstrap_servers="kafka:9092"):
    row = json.loads(message.value)
    model.partial_fit([row["features"]], [row["label"]])
    pickle.dump(model, open("model.pkl", "wb"))
`;
const RIVER = (learn: string): string => `from fastapi import FastAPI
from river import linear_model

app = FastAPI()
model = linear_model.LogisticRegression()


@app.post("/label")
def label(features: dict, answer: bool):
${learn}    return {"ok": True}


@app.post("/predict")
def predict(features: dict):
    return {"label": model.predict_one(features)}
`;

/** Tay, 2016, told in other frameworks. */
export const LEARNING_VARIATIONS: readonly Variation[] = [
  {
    incident: "Tay",
    form: "partial_fit in Flask",
    files: { "app.py": FLASK("") },
    mended: { "app.py": FLASK("    pa.DataFrameSchema({}).validate(body)\n") },
    attacker: "the internet",
    loses: "/predict",
  },
  {
    incident: "Tay",
    form: "partial_fit in Django",
    files: {
      "bot/views.py": DJANGO('    model.partial_fit([body["features"]], [body["label"]])\n    joblib.dump(model, "model.joblib")\n'),
      "bot/urls.py": URLS,
    },
    mended: { "bot/views.py": DJANGO("") },
    attacker: "the internet",
    loses: "predict",
  },
  {
    incident: "Tay",
    form: "Express and a fine-tuning job",
    files: {
      "server.js": EXPRESS(
        '  fs.appendFileSync("data/finetune.jsonl", JSON.stringify({ messages: [{ role: "user", content: req.body.message }] }) + "\\n");\n',
      ),
      "tune.py": TUNE,
    },
    mended: { "server.js": EXPRESS("") },
    attacker: "the internet",
    loses: "",
  },
  {
    incident: "Tay",
    form: "FastAPI and a fine-tuning job of OpenAI",
    files: { "app.py": FASTAPI(WRITES), "tune.py": TUNE },
    mended: { "app.py": FASTAPI("") },
    attacker: "the internet",
    loses: "",
  },
  {
    incident: "Tay",
    form: "FastAPI and a trainer",
    files: { "app.py": FASTAPI(WRITES), "train.py": TRL },
    mended: { "app.py": FASTAPI("") },
    attacker: "the internet",
    loses: "",
  },
  {
    incident: "Tay",
    form: "a vector store that answers",
    files: { "app.py": CHROMA("    store.add(documents=[text], ids=[str(hash(text))])\n") },
    mended: { "app.py": CHROMA("") },
    attacker: "the internet",
    loses: "/ask",
  },
  {
    incident: "Tay",
    form: "a topic of Kafka",
    files: {
      "app.py": PRODUCER('    producer.send("feedback", json.dumps({"text": text, "label": label}).encode())\n'),
      "learn.py": CONSUMER,
    },
    mended: { "app.py": PRODUCER("") },
    attacker: "the internet",
    loses: "",
  },
  {
    incident: "Tay",
    form: "River in FastAPI",
    files: { "app.py": RIVER("    model.learn_one(features, answer)\n") },
    mended: { "app.py": RIVER("") },
    attacker: "the internet",
    loses: "/label",
  },
];
