import { beforeAll, describe, expect, it } from "vitest";
import { inventoryOf, WARM_UP_TIME, warmUp } from "../testing/project-from.ts";
import { flowsOf } from "./flows.ts";

const rows = Array.from({ length: 60 }, (_, index) =>
  JSON.stringify({
    customer_name: `Ann${"abcdefghij"[index % 10] ?? ""} Miller`,
    email: `ann${index}@mail-northquay.com`,
    note: `payment ${index} was not mine`,
  }),
).join("\n");
const code = (imports: string, client: string): string =>
  `import json\n${imports}\n${client}\n\ndef read():\n    with open("data/notes.jsonl") as file:\n        return [json.loads(line) for line in file]\n\nfor case in read():\n    client.chat.completions.create(model="gpt-4o-mini", messages=[{"role": "user", "content": case["note"]}])\n`;
const OPENAI = code("from openai import OpenAI", "client = OpenAI()");

beforeAll(warmUp, WARM_UP_TIME);

describe("flows", () => {
  it("says which data of which class goes where, and from which line", async () => {
    const inventory = await inventoryOf({ "data/notes.jsonl": `${rows}\n`, "a.py": OPENAI });
    expect(flowsOf(inventory).map(({ data, ...flow }) => ({ ...flow, data: inventory.asset(data)?.name, through: [] }))).toEqual([
      {
        data: "data/notes.jsonl",
        class: "personal",
        through: [],
        provider: "openai",
        model: "gpt-4o-mini",
        location: { target: 0, file: "a.py", line: 10 },
      },
    ]);
  });

  it("leaves out what stays inside, what tests send, and what is masked", async () => {
    const local = code("from openai import OpenAI", 'client = OpenAI(base_url="http://localhost:11434/v1")');
    const masked = code("from openai import OpenAI\nfrom presidio_anonymizer import AnonymizerEngine", "client = OpenAI()");
    for (const files of [{ "a.py": local }, { "tests/test_a.py": OPENAI }, { "a.py": masked }])
      expect(flowsOf(await inventoryOf({ "data/notes.jsonl": `${rows}\n`, ...files }))).toEqual([]);
  });
});
