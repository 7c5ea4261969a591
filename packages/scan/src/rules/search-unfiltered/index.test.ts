import { beforeAll, describe, expect, it } from "vitest";
import { judged, WARM_UP_TIME, warmUp } from "../testing/project-from.ts";
import { searchUnfiltered } from "./index.ts";

beforeAll(warmUp, WARM_UP_TIME);

const judge = async (body: string) => {
  const code = `from openai import AzureOpenAI\n\nclient = AzureOpenAI()\n\n\ndef answer(q, parameters):\n    return client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": q}]${body})\n`;
  const { findings, checks } = await judged({ files: { "app.py": code } }, [searchUnfiltered]);
  return { found: findings.length, check: checks[0] };
};
const sources = (source: string): string => `, extra_body={"data_sources": [${source}]}`;

describe("search-unfiltered", () => {
  it("finds a search without filter, by the names of both versions of the API", async () => {
    expect((await judge(sources('{"type": "azure_search", "parameters": {"index_name": "a"}}'))).found).toBe(1);
    expect((await judge(', extra_body={"dataSources": [{"type": "AzureCognitiveSearch", "parameters": {"indexName": "a"}}]}')).found).toBe(
      1,
    );
  });

  it("leaves filters alone, whatever they are made of", async () => {
    expect((await judge(sources('{"type": "azure_search", "parameters": {"index_name": "a", "filter": make(q)}}'))).found).toBe(0);
  });

  it("does not know parameters that come from elsewhere, and asks nothing of other calls", async () => {
    expect((await judge(sources('{"type": "azure_search", "parameters": parameters}'))).check).toMatchObject({ applicable: 1, unknown: 1 });
    expect((await judge("")).check?.applicable ?? 0).toBe(0);
    expect((await judge(sources('{"type": "something_else", "parameters": {}}'))).check?.applicable ?? 0).toBe(0);
    expect((await judge(', extra_body={"data_sources": 3}')).check?.applicable ?? 0).toBe(0);
  });
});
