import { describe } from "vitest";
import { testFound } from "./testing/found.ts";

describe("the model behind the vectors of a store", () => {
  testFound([
    [
      "is the one whose vectors are put in, through functions and loops",
      `
      import chromadb
      from openai import OpenAI
      client = OpenAI()
      notes = chromadb.Client().get_or_create_collection("notes")
      def embed(texts):
          return [item.embedding for item in client.embeddings.create(model="text-embedding-3-small", input=texts).data]
      def index(texts):
          vectors = embed(texts)
          notes.add(ids=[str(i) for i in range(len(texts))], embeddings=vectors, documents=texts)`,
      ["vector-store notes -embeds_with-> model text-embedding-3-small"],
    ],
    [
      "is the one that makes the vector of the question",
      `
      from openai import OpenAI
      from qdrant_client import QdrantClient
      llm = OpenAI()
      store = QdrantClient(url="http://localhost:6333")
      def search(question):
          vector = llm.embeddings.create(model="text-embedding-3-large", input=question).data[0].embedding
          return store.search(collection_name="pages", query_vector=vector, limit=3)`,
      ["vector-store pages -embeds_with-> model text-embedding-3-large"],
    ],
    [
      "is no model that only answers",
      `
      import chromadb
      from openai import OpenAI
      client = OpenAI()
      notes = chromadb.Client().get_or_create_collection("notes")
      def keep(text):
          answer = client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": text}])
          client.embeddings.create(model="text-embedding-3-small", input=text)
          notes.add(ids=["1"], documents=[answer.choices[0].message.content])`,
      ["vector-store notes"],
      ["vector-store notes -embeds_with-> model gpt-4o", "vector-store notes -embeds_with-> model text-embedding-3-small"],
    ],
  ]);
});
