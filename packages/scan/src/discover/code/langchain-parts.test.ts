import { describe } from "vitest";
import { testFound } from "./testing/found.ts";

describe("parts of older LangChain programs, and prompts of MCP servers", () => {
  testFound([
    [
      "memories, index creators and retrievers made by hand",
      `
      from langchain.memory import ConversationBufferMemory
      from langchain.indexes import VectorstoreIndexCreator
      from langchain_aws.embeddings import BedrockEmbeddings
      from langchain_community.vectorstores import FAISS
      memory = ConversationBufferMemory(memory_key="chat_history")
      creator = VectorstoreIndexCreator(vectorstore_cls=FAISS, embedding=BedrockEmbeddings(model_id="amazon.titan-embed-text-v2:0"))`,
      ["memory ConversationBufferMemory", "vector-store VectorstoreIndexCreator -embeds_with-> model amazon.titan-embed-text-v2:0"],
    ],
    [
      "declared prompts",
      `
      from mcp.types import Prompt, PromptArgument
      PROMPTS = {"research-discovery": Prompt(name="research-discovery", description="Finds papers", arguments=[PromptArgument(name="topic")])}`,
      ["prompt research-discovery"],
    ],
  ]);
});
