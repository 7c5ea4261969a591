import { describe } from "vitest";
import { testFound } from "./testing/found.ts";

describe("models that a program sets for all that follows", () => {
  testFound([
    [
      "LlamaIndex: the settings, over a store that is made elsewhere, and not where a model is given",
      `
      import chromadb
      from llama_index.core import Settings, StorageContext, VectorStoreIndex, SimpleDirectoryReader
      from llama_index.embeddings.openai import OpenAIEmbedding
      from llama_index.llms.openai import OpenAI
      from llama_index.vector_stores.chroma import ChromaVectorStore
      Settings.llm = OpenAI(model="gpt-4o-mini")
      Settings.embed_model = OpenAIEmbedding(model="text-embedding-3-small")
      collection = chromadb.PersistentClient(path="./db").get_or_create_collection("notes")
      context = StorageContext.from_defaults(vector_store=ChromaVectorStore(chroma_collection=collection))
      index = VectorStoreIndex.from_documents(SimpleDirectoryReader("data").load_data(), storage_context=context)
      engine = index.as_query_engine()
      other = index.as_query_engine(llm=OpenAI(model="gpt-4o"))`,
      [
        "vector-store notes -embeds_with-> model text-embedding-3-small",
        "retriever engine -retrieves_from-> vector-store notes",
        "retriever engine -uses_model-> model gpt-4o-mini",
        "retriever other -uses_model-> model gpt-4o",
      ],
      ["vector-store index", "vector-store ChromaVectorStore", "retriever other -uses_model-> model gpt-4o-mini"],
    ],
    [
      "DSPy: the configured model, and the signature that a module predicts",
      `
      import dspy
      dspy.configure(lm=dspy.LM("openai/gpt-4o-mini"))
      class Answer(dspy.Signature):
          """Answer questions with short answers."""
      class Rag(dspy.Module):
          def __init__(self):
              self.respond = dspy.ChainOfThought(Answer)`,
      ["agent Rag -uses_model-> model gpt-4o-mini", "agent Rag -has_prompt-> prompt Answer"],
    ],
  ]);
});
