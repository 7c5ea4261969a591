import { describe } from "vitest";
import { testFound } from "./testing/found.ts";

describe("folders of documents that fill a vector store", () => {
  testFound([
    [
      "loaders of a folder",
      `
      from langchain_community.document_loaders import DirectoryLoader
      from langchain_chroma import Chroma
      from langchain_openai import OpenAIEmbeddings
      from langchain_text_splitters import RecursiveCharacterTextSplitter
      documents = DirectoryLoader("./knowledge", glob="**/*.md").load()
      chunks = RecursiveCharacterTextSplitter().split_documents(documents)
      store = Chroma.from_documents(chunks, OpenAIEmbeddings(model="text-embedding-3-small"), collection_name="kb")`,
      ["dataset knowledge", "vector-store kb -derived_from-> dataset knowledge"],
    ],
    [
      "files found by a pattern, read one by one",
      `
      import glob
      from pathlib import Path
      import chromadb
      from pypdf import PdfReader
      manuals = chromadb.PersistentClient("db").get_or_create_collection("manuals")
      for path in glob.glob("manuals/*.pdf"):
          text = "".join(page.extract_text() for page in PdfReader(path).pages)
          manuals.add(documents=[text], ids=[path])
      def ingest(folder: Path = Path("handbook")):
          for file in folder.rglob("*.md"):
              manuals.upsert(documents=[file.read_text()], ids=[str(file)])`,
      ["vector-store manuals -derived_from-> knowledge-base manuals", "vector-store manuals -derived_from-> knowledge-base handbook"],
    ],
    [
      "a folder that is listed for something else is no data set",
      `
      import glob
      import chromadb
      store = chromadb.Client().get_or_create_collection("notes")
      for path in glob.glob("plugins/*"):
          print(path)
      store.add(documents=["text"], ids=["1"])`,
      ["vector-store notes"],
      ["knowledge-base plugins", "vector-store notes -derived_from-> knowledge-base plugins"],
    ],
    [
      "loaders of LangChain in TypeScript",
      {
        "main.ts": `
          import { DirectoryLoader } from "langchain/document_loaders/fs/directory";
          import { MemoryVectorStore } from "langchain/vectorstores/memory";
          import { OpenAIEmbeddings } from "@langchain/openai";
          const documents = await new DirectoryLoader("docs", {}).load();
          const store = await MemoryVectorStore.fromDocuments(documents, new OpenAIEmbeddings({ model: "text-embedding-3-small" }));`,
      },
      ["vector-store MemoryVectorStore -derived_from-> dataset docs"],
    ],
  ]);
});

describe("training with what libraries bring", () => {
  testFound([
    [
      "ready-made networks, boosters behind estimators, checkpoints",
      `
      import lightgbm as lgb
      import pandas as pd
      import tensorflow_datasets as tfds
      from tensorflow import keras
      network = keras.applications.ResNet50(weights=None)
      network.fit(tfds.load("imdb_reviews"))
      network.save_weights("net.weights.h5")
      table = pd.read_csv("s3://bank/churn.csv")
      booster = lgb.LGBMClassifier()
      booster.fit(table)
      booster.booster_.save_model("models/churn.txt")`,
      [
        "training-run main -produces-> model ResNet50",
        "training-run main -trains_on-> dataset imdb_reviews",
        "training-run main -produces-> model-file net.weights.h5",
        "model LGBMClassifier -materialised_as-> model-file models/churn.txt",
      ],
    ],
    [
      "the command line of Lightning; downloads of Kaggle",
      `
      import kaggle, kagglehub
      import lightning as L
      from lightning.pytorch.cli import LightningCLI
      from torchvision.datasets import CIFAR10
      class Net(L.LightningModule):
          pass
      class Data(L.LightningDataModule):
          def setup(self, stage):
              self.train = CIFAR10("data")
      LightningCLI(Net, Data)
      kaggle.api.dataset_download_files("uciml/iris", path="data")
      kagglehub.model_download("google/gemma/pyTorch/2b")`,
      [
        "training-run main -produces-> model Net",
        "training-run main -trains_on-> dataset CIFAR10",
        "dataset uciml/iris",
        "model google/gemma/pyTorch/2b",
      ],
    ],
    [
      "function declarations of Gemini are its tools; embeddings of Chroma and their provider",
      `
      import chromadb
      from chromadb.utils import embedding_functions
      from google import genai
      from google.genai import types
      declared = {"name": "schedule", "description": "x", "parameters": {}}
      genai.Client().models.generate_content(
          model="gemini-2.5-flash", contents="x",
          config=types.GenerateContentConfig(tools=[types.Tool(function_declarations=[declared, types.FunctionDeclaration(name="book")])]))
      genai.Client().models.generate_content(model="gemini-2.5-pro", contents="x", config={"tools": [{"google_search": {}}]})
      genai.Client().models.generate_content(
          model="gemini-2.5-pro", contents="x",
          config=types.GenerateContentConfig(tools=[types.Tool(code_execution=types.ToolCodeExecution())]))
      azure = embedding_functions.OpenAIEmbeddingFunction(api_base="https://x.openai.azure.com", api_type="azure", model_name="ada", deployment_id="embed")
      chromadb.Client().create_collection("a", embedding_function=azure)
      chromadb.Client().create_collection("b", embedding_function=embedding_functions.DefaultEmbeddingFunction())`,
      [
        "model gemini-2.5-flash -uses_tool-> tool schedule",
        "model gemini-2.5-flash -uses_tool-> tool book",
        "model gemini-2.5-pro -uses_tool-> tool google_search",
        "model gemini-2.5-pro -uses_tool-> tool code_execution",
        "vector-store a -embeds_with-> model embed",
        "model embed -served_by-> ai-service azure-openai",
        "vector-store b -embeds_with-> model all-MiniLM-L6-v2",
      ],
      ["tool Tool"],
    ],
  ]);
});

describe("tools that are described as data", () => {
  testFound([
    [
      "are written where their name stands, by whatever way they come to the server",
      {
        "tools.ts": `
          export const SEARCH = { name: "search", description: "x", inputSchema: { type: "object" } };
          export const tools = [{ name: "fetch", description: "x", inputSchema: { type: "object" } }];`,
        "index.ts": `
          import { Server } from "@modelcontextprotocol/sdk/server/index.js";
          import { ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
          import { SEARCH, tools } from "./tools";
          const server = new Server({ name: "acme", version: "1.0.0" }, { capabilities: { tools: {} } });
          server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: [...tools, SEARCH] }));`,
      },
      ["mcp-server acme -exposes_tool-> tool search", "mcp-server acme -exposes_tool-> tool fetch"],
    ],
    [
      "a hosted MCP server is a server",
      `
      from openai import OpenAI
      tools = [{"type": "mcp", "server_label": "deepwiki", "server_url": "https://mcp.deepwiki.com/mcp"}]
      OpenAI().responses.create(model="gpt-4.1", input="", tools=tools)`,
      ["model gpt-4.1 -uses_tool-> mcp-server deepwiki"],
      ["tool mcp"],
    ],
    [
      "names of a registry are its keys, not the variable that fills it",
      `
      from openai import OpenAI
      REGISTRY = {}
      def register(name):
          def wrap(function):
              REGISTRY[name] = function
              return function
          return wrap
      def specs():
          return [{"type": "function", "function": {"name": key}} for key, value in REGISTRY.items()]
      OpenAI().chat.completions.create(model="gpt-4.1", messages=[], tools=specs())`,
      ["model gpt-4.1"],
      ["tool name"],
    ],
  ]);
});
