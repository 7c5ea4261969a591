import type { Json } from "@castellan/graph";
import { factors } from "../card.ts";
import { fromUsage, judgeEach, members, plain } from "../draft.ts";
import type { Rule, Usage } from "../rule.ts";

const ID = "search-unfiltered";
/** Kinds of indexes that one call may search, by the names of the API's versions. */
const INDEXES = /^(?:azure_search|AzureCognitiveSearch|azure_cosmos_db|AzureCosmosDB|elasticsearch|Elasticsearch|pinecone|Pinecone)$/;

const CODE = (parameters: string): string =>
  `from openai import AzureOpenAI\n\nclient = AzureOpenAI(azure_endpoint="https://north.openai.azure.com", api_version="2024-10-21")\n\n\ndef answer(question, user):\n    return client.chat.completions.create(\n        model="gpt-4o",\n        messages=[{"role": "user", "content": question}],\n        extra_body={\n            "data_sources": [\n                {"type": "azure_search", "parameters": {"endpoint": "https://north.search.windows.net", "index_name": "contracts"${parameters}}}\n            ]\n        },\n    )\n`;

/** "On your data": the model searches an index itself, with the rights of the application and not of the user. */
export const searchUnfiltered: Rule = {
  card: {
    id: ID,
    title: "A model searches an index without a filter for who asks (on your data without document-level filter)",
    appliesTo: ["retriever", "vector-store", "file"],
    why: "The search runs with the rights of the application: whoever asks gets answers out of every document in the index, also those that they may not open.",
    fix: "Give parameters.filter with the groups or the tenant of the user, from the session and never from the question.",
    base: factors(2, 2, 2, 1),
    controls: ["ADS-INFR-02"],
    references: ["https://learn.microsoft.com/azure/ai-services/openai/concepts/use-your-data"],
    bad: [{ title: "no filter", files: { "app.py": CODE("") } }],
    good: [
      {
        title: "a filter by group",
        files: { "app.py": CODE(', "filter": f"groups/any(g: search.in(g, \'{user.groups}\'))"') },
      },
    ],
  },
  because: { exposure: "whoever may ask", exploitability: "one question", data: "documents of others" },
  check: ({ usages }) =>
    judgeEach(
      usages.filter(({ act }) => act === "model-call"),
      (usage) => {
        const sources = sourcesOf(usage);
        if (sources.length === 0) return "not-applicable";
        const open = sources.filter(({ parameters }) => parameters !== undefined && parameters["filter"] === undefined);
        const [first] = open;
        if (first === undefined) return sources.some(({ parameters }) => parameters === undefined) ? "unknown" : "passed";
        const index = first.parameters?.["index_name"] ?? first.parameters?.["indexName"];
        const name = typeof index === "string" ? ` "${plain(index, 40)}"` : "";
        return fromUsage(ID, usage, {
          message: `The model searches the index${name} for every user alike: the call has no filter.`,
          headline: "Whoever asks gets answers out of documents that they may not open",
          confidence: "likely",
        });
      },
      "parameters of the search that are not written here",
    ),
};

interface Source {
  /** Undefined where they are not known. */
  readonly parameters: { readonly [key: string]: Json } | undefined;
}

function sourcesOf({ arguments: given }: Usage): readonly Source[] {
  const body = members(given["extra_body"]) ?? {};
  const list = body["data_sources"] ?? body["dataSources"] ?? given["data_sources"] ?? given["dataSources"];
  return (isList(list) ? list : []).flatMap((item): readonly Source[] => {
    const source = members(item);
    if (typeof source?.["type"] !== "string" || !INDEXES.test(source["type"])) return [];
    const parameters = members(source["parameters"]);
    return [{ parameters: parameters?.["unresolved"] === "map" ? parameters : undefined }];
  });
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
