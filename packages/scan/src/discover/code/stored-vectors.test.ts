import { describe } from "vitest";
import { testFound } from "./testing/found.ts";

describe("vector stores in files", () => {
  testFound([
    [
      "a store that one script pickles and another one loads",
      {
        "load.py": `
        import pickle
        from langchain.vectorstores.base import VectorStoreRetriever
        def load_retriever():
            with open("vectorstore.pkl", "rb") as f:
                store = pickle.load(f)
            retriever = VectorStoreRetriever(vectorstore=store)
            return retriever`,
        "make.py": `
        import pickle
        from langchain.document_loaders import UnstructuredFileLoader
        from langchain.vectorstores.faiss import FAISS
        from langchain.embeddings import OpenAIEmbeddings
        documents = UnstructuredFileLoader("speech.txt").load()
        store = FAISS.from_documents(documents, OpenAIEmbeddings())
        with open("vectorstore.pkl", "wb") as f:
            pickle.dump(store, f)`,
      },
      [
        "retriever retriever -retrieves_from-> vector-store FAISS",
        "dataset speech.txt",
        "vector-store FAISS -embeds_with-> model text-embedding-ada-002",
      ],
      ["model text-embedding-ada-002 -materialised_as-> model-file vectorstore.pkl"],
    ],
    [
      "what an endpoint puts in and what it looks up",
      `
      from fastapi import FastAPI
      from langchain_chroma import Chroma
      from langchain_openai import OpenAIEmbeddings
      app = FastAPI()
      store = Chroma(collection_name="notes", embedding_function=OpenAIEmbeddings())
      @app.post("/notes")
      def add(text: str):
          store.add_texts([text])
      @app.get("/notes")
      def find(q: str):
          return store.similarity_search(q)`,
      ["endpoint POST /notes -writes_to-> vector-store notes", "endpoint GET /notes -reads-> vector-store notes"],
      ["endpoint POST /notes -reads-> vector-store notes", "endpoint GET /notes -writes_to-> vector-store notes"],
    ],
    [
      "chains say what their model searches and remembers; the text of a template is known by its template",
      `
      from langchain.chains import ConversationalRetrievalChain
      from langchain.chat_models import ChatOpenAI
      from langchain.memory import ConversationBufferMemory
      from langchain.prompts import PromptTemplate
      from langchain_mongodb.vectorstores import MongoDBAtlasVectorSearch
      from langchain_openai import OpenAIEmbeddings
      template = """You are an AI assistant for answering questions about the speech. Question: {question} Context: {context}"""
      QA_PROMPT = PromptTemplate(template=template, input_variables=["question", "context"])
      store = MongoDBAtlasVectorSearch.from_connection_string("mongodb://x", namespace="db.speeches", embedding=OpenAIEmbeddings())
      chain = ConversationalRetrievalChain.from_llm(llm=ChatOpenAI(model="gpt-4"), retriever=store.as_retriever(),
          memory=ConversationBufferMemory(), combine_docs_chain_kwargs={"prompt": QA_PROMPT})`,
      [
        "model gpt-4 -uses_retriever-> retriever main",
        "model gpt-4 -remembers_in-> memory ConversationBufferMemory",
        "model gpt-4 -has_prompt-> prompt QA_PROMPT",
        "retriever main -retrieves_from-> vector-store db.speeches",
      ],
      ["prompt template"],
    ],
  ]);
});
