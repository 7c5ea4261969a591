import { describe, expect, test } from "vitest";
import { found, testFound } from "./testing/found.ts";

describe("names of models", () => {
  testFound([
    [
      "a client that is one of several: each model by who can answer for it",
      {
        "main.py": `
          import os
          import openai
          def get_client(llm):
              if llm.startswith("gpt"):
                  base_url = os.environ["OPENAI_API_BASE"]
              else:
                  base_url = os.environ["ANYSCALE_API_BASE"]
              return openai.OpenAI(base_url=base_url)
          def ask(llm):
              return get_client(llm).chat.completions.create(model=llm, messages=[])
          ask("gpt-4")
          ask("meta-llama/Llama-2-70b-chat-hf")`,
        "host.py": `
          import os
          from openai import AsyncOpenAI
          def client():
              if os.getenv("HOST") == "azure":
                  made = AsyncOpenAI(base_url=f"{os.environ['AZURE_OPENAI_ENDPOINT']}/openai/v1/")
              elif os.getenv("HOST") == "ollama":
                  made = AsyncOpenAI(base_url=os.getenv("OLLAMA_ENDPOINT"))
              else:
                  made = AsyncOpenAI()
              return made
          client().chat.completions.create(model="gpt-3.5-turbo", messages=[])`,
      },
      [
        "model gpt-4 -served_by-> ai-service openai",
        "model meta-llama/Llama-2-70b-chat-hf -served_by-> ai-service anyscale",
        "model gpt-3.5-turbo -served_by-> ai-service azure-openai",
        "model gpt-3.5-turbo -served_by-> ai-service openai",
      ],
      ["model meta-llama/Llama-2-70b-chat-hf -served_by-> ai-service openai", "model gpt-3.5-turbo -served_by-> ai-service ollama"],
    ],
    [
      "a text",
      'from openai import OpenAI\nOpenAI().responses.create(model="gpt-4o")',
      ["model gpt-4o", "model gpt-4o -served_by-> ai-service openai"],
    ],
    [
      "every candidate",
      'from openai import OpenAI\nOpenAI().responses.create(model="gpt-4o" if fast else "o3")',
      ["model gpt-4o", "model o3"],
    ],
    [
      "what the environment may hold",
      {
        ".env": "MODEL=gpt-5\n",
        "main.py": 'import os\nfrom openai import OpenAI\nOpenAI().responses.create(model=os.getenv("MODEL", "gpt-4o"))',
      },
      ["model gpt-5", "model gpt-4o"],
    ],
    [
      "a variable of the environment without a value is named after it",
      'import os\nfrom openai import OpenAI\nOpenAI().responses.create(model=os.getenv("MODEL"))',
      ["model MODEL"],
    ],
    [
      "a local variable without a value names nothing",
      "from openai import OpenAI\ndef ask(model):\n    OpenAI().responses.create(model=model)",
      [],
      ["model model"],
    ],
    ["the library's default", "from langchain_openai import OpenAIEmbeddings\nOpenAIEmbeddings()", ["model text-embedding-ada-002"]],
    [
      "the address tells whose model it is",
      `
      from openai import OpenAI
      a = OpenAI(base_url="https://api.groq.com/openai/v1")
      a.chat.completions.create(model="llama-3.3-70b-versatile")
      b = OpenAI(base_url="http://localhost:11434/v1")
      b.chat.completions.create(model="llama3.2")`,
      ["model llama-3.3-70b-versatile -served_by-> ai-service groq", "model llama3.2 -served_by-> ai-service ollama"],
      ["ai-service openai"],
    ],
    [
      "the variable behind a part of the address tells whose model it is",
      `
      import os
      from openai import OpenAI
      endpoint = os.getenv("AZURE_OPENAI_ENDPOINT")
      client = OpenAI(base_url=f"{endpoint.rstrip('/')}/openai/v1/")
      client.chat.completions.create(model="assistant")`,
      ["model assistant -served_by-> ai-service azure-openai"],
      ["ai-service openai"],
    ],
    [
      "a client kept in an object",
      `
      from openai import OpenAI
      class Bot:
          def __init__(self, model):
              self._client = OpenAI()
              self.model = model
          @property
          def client(self): return self._client
          def ask(self): return self.client.responses.create(model=self.model)
      Bot("gpt-4o").ask()`,
      ["model gpt-4o"],
    ],
    [
      "calls in a comprehension",
      'from openai import OpenAI\nx = [OpenAI().embeddings.create(model=m) for m in ["text-embedding-3-small"]]',
      ["model text-embedding-3-small"],
    ],
  ]);
});

test("twenty things of one name in different places are twenty, one thing used twice is one", async () => {
  const { assets } = await found({
    "a.py": 'from agents import Agent\nx = Agent(name="Helper", model="gpt-4o")',
    "b.py": 'from agents import Agent\nx = Agent(name="Helper", model="gpt-4o")',
  });
  const keys = (kind: string): ReadonlySet<string> =>
    new Set(assets.filter((asset) => asset.kind === kind).map(({ identity }) => identity.key));
  expect(keys("agent").size).toBe(2);
  expect(keys("model").size).toBe(1);
});

test("an identity does not hold a line", async () => {
  const keys = async (source: string): Promise<readonly string[]> => (await found(source)).assets.map(({ identity }) => identity.key);
  const source = 'from agents import Agent\nx = Agent(name="Helper", model="gpt-4o")\n';
  expect(await keys(`# a comment\n\n${source}`)).toEqual(await keys(source));
});

test("occurrences say where: the call with its symbol, code as technique", async () => {
  const { assets } = await found('from agents import Agent\n\nhelper = Agent(\n    name="H",\n)\n');
  expect(assets.find(({ kind }) => kind === "agent")?.occurrences).toEqual([
    { target: 0, file: "main.py", line: 3, endLine: 5, symbol: "helper", technique: "syntax", confidence: "likely" },
  ]);
});

test("what was not known is said", async () => {
  const { unresolved } = await found('import os\nfrom openai import OpenAI\nOpenAI().responses.create(model=os.getenv("MODEL"))');
  expect(unresolved).toEqual([{ what: "model MODEL", target: 0, file: "main.py", line: 3, candidates: [] }]);
});
