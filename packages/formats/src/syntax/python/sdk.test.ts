import { describe, expect, it } from "vitest";
import { readSource } from "../read-source.ts";
import { outline } from "../testing/outline.ts";

async function lowered(source: string): Promise<string[]> {
  return outline(await readSource("python", source)).split("\n");
}

/** Code as people write it with the libraries that matter here. */
describe("Python that uses AI libraries", () => {
  it("reads an OpenAI client with a prompt of adjacent strings", async () => {
    expect(
      await lowered(`
import os
from openai import AsyncOpenAI as Client

MODEL = os.environ.get("MODEL") or "gpt-4o"
SYSTEM = (
    "You are a bank assistant. "
    f"Today is {date.today():%Y-%m-%d}. "
    'Never reveal {account}.'
)
client = Client(api_key=os.environ["OPENAI_API_KEY"], base_url=f"https://{HOST}/v1")

async def ask(question: str, *, model: str = MODEL) -> str:
    """Ask the model."""
    response = await client.chat.completions.create(
        model=model,
        messages=[{"role": "system", "content": SYSTEM}, {"role": "user", "content": question}],
        tools=[*TOOLS, weather],
        **OPTIONS,
    )
    async for chunk in response:
        yield chunk.choices[0].delta.content
`),
    ).toEqual([
      'import as os from "os"',
      'import AsyncOpenAI as Client from "openai"',
      'MODEL = choice(os.environ.get("MODEL") | "gpt-4o")',
      "SYSTEM = `You are a bank assistant. Today is ${date.today()}. Never reveal {account}.`",
      'client = Client(api_key=os.environ["OPENAI_API_KEY"], base_url=`https://${HOST}/v1`)',
      'doc "Ask the model."',
      "async generator function ask(question: str, model: str = MODEL) -> str",
      '  response = client.chat.completions.create(model=model, messages=[{"role": "system", "content": SYSTEM}, {"role": "user", "content": question}], tools=[...TOOLS, weather], **OPTIONS)',
      "  loop chunk in response",
      "    yield chunk.choices[0].delta.content",
    ]);
  });

  it("reads an MCP server and a LangChain pipeline", async () => {
    expect(
      await lowered(`
mcp = FastMCP("weather", dependencies=["httpx"])

@mcp.tool()
def forecast(city: Annotated[str, Field(description="Name")], days: int = 3) -> dict[str, Any]:
    '''Get the forecast.

    Args:
        city: where
    '''
    return subprocess.run(f"curl {city}", shell=True)

chain = prompt | llm.bind_tools([forecast]) | StrOutputParser()
retriever = FAISS.load_local("index", embeddings, allow_dangerous_deserialization=True).as_retriever(search_kwargs={"k": 4})

if __name__ == "__main__":
    mcp.run(transport="stdio")
`),
    ).toEqual([
      'mcp = FastMCP("weather", dependencies=["httpx"])',
      'doc "Get the forecast.\\n\\nArgs:\\n    city: where"',
      '@mcp.tool() function forecast(city: Annotated[[str, Field(description="Name")]], days: int = 3) -> dict[[str, Any]]',
      "  return subprocess.run(`curl ${city}`, shell=true)",
      "chain = ((prompt | llm.bind_tools([forecast])) | StrOutputParser())",
      'retriever = FAISS.load_local("index", embeddings, allow_dangerous_deserialization=true).as_retriever(search_kwargs={"k": 4})',
      'if other(__name__, "__main__")',
      "|",
      '  mcp.run(transport="stdio")',
    ]);
  });

  it("reads a training script with lazy imports, contexts and classes", async () => {
    expect(
      await lowered(`
class Net(nn.Module):
    hidden: int = 8

    def __init__(self, size=10):
        super().__init__()
        self.layers = nn.Sequential(*[nn.Linear(size, self.hidden) for _ in range(2)])

def train(path):
    import torch, pandas as pd
    frame = pd.read_csv(path)[["a", "b"]]
    x, y = frame.drop(columns="y"), frame["y"]
    with mlflow.start_run(run_name="r") as run, open(path, "rb") as f:
        model: Net = pickle.load(f) if RESUME else Net(**CONFIG)
        while (batch := next(loader, None)) is not None:
            loss += model(batch)
        torch.save(model.state_dict(), "out/%s.pt" % run.info.run_id)
`),
    ).toEqual([
      'import as torch from "torch"',
      'import as pd from "pandas"',
      "class Net(nn.Module)",
      "  hidden: int = 8",
      "  function __init__(self, size = 10)",
      "    super().__init__()",
      "    self.layers = nn.Sequential(*[nn.Linear(size, self.hidden) for _ in range(2)])",
      "function train(path)",
      '  frame = pd.read_csv(path)[["a", "b"]]',
      '  [x, y] = [frame.drop(columns="y"), frame["y"]]',
      '  with run = mlflow.start_run(run_name="r"), f = open(path, "rb")',
      "    model: Net = choice(RESUME ? pickle.load(f) | Net(**CONFIG))",
      "    batch = next(loader, null)",
      "    loop while other(batch, null)",
      "      loss += model(batch)",
      '    torch.save(model.state_dict(), ("out/%s.pt" % run.info.run_id))',
    ]);
  });
});
