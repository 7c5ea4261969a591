import type { ProjectFile } from "../../project/facts.ts";
import { asksWhoCalls } from "../assess/authentication.ts";
import { frontControls, publicationOf } from "../assess/publication.ts";
import { surroundingsOf } from "../assess/surroundings.ts";
import { factors } from "../card.ts";
import { evidenceOf, fromFile, judgeEach, plain } from "../draft.ts";
import type { Inventory, Rule, Usage } from "../rule.ts";

const ID = "endpoint-open";
const CODE = (dependency: string): string =>
  `from fastapi import FastAPI, Depends\nfrom openai import OpenAI\n${dependency === "" ? "" : "from security import verify_token\n"}app = FastAPI()\nclient = OpenAI()\n\n@app.post("/ask"${dependency})\ndef ask(text: str):\n    return client.chat.completions.create(model="gpt-4o-mini", messages=[{"role": "user", "content": text}]).choices[0].message.content\n`;

/** Routes of MCP's transports are judged with their server. */
const TRANSPORT = /\/(?:mcp|sse|messages?)\/?$/;
const WATCH = /\/(?:health|healthz|readyz?|livez?|ping|metrics|status|docs|openapi\.json)\/?$/;

interface Served {
  readonly file: ProjectFile;
  readonly names: readonly string[];
  readonly line: number;
  readonly asset?: string;
}

/** Files that serve a model, an agent or a retriever, with the routes that reach it. */
function servedFiles(inventory: Inventory): readonly Served[] {
  const around = surroundingsOf(inventory);
  return inventory.project.files.flatMap((file): readonly Served[] => {
    if (file.facts.source === undefined) return [];
    const endpoints = around
      .assetsIn(file)
      .filter(
        ({ kind, name, occurrences, attributes }) =>
          kind === "endpoint" &&
          occurrences[0]?.file === file.path &&
          attributes["method"] !== undefined &&
          !TRANSPORT.test(name) &&
          !WATCH.test(name),
      );
    const routes = around.usagesIn(file).filter(({ act, callee }) => act === "route" && !/\.get\(\)$/.test(callee));
    const loads = routes.length > 0 && around.reachOf(file.target, file.path).live !== undefined;
    const names =
      endpoints.length > 0
        ? endpoints.map(({ name, attributes }) => withMethod(name, attributes["method"]))
        : loads
          ? routes.map(routeName)
          : [];
    const line = endpoints[0]?.occurrences[0]?.line ?? routes[0]?.line;
    const [first] = endpoints;
    return names.length === 0 || line === undefined ? [] : [{ file, names, line, ...(first === undefined ? {} : { asset: first.id }) }];
  });
}

function withMethod(name: string, method: unknown): string {
  return typeof method === "string" && !name.startsWith(method) ? `${method} ${plain(name, 40)}` : plain(name, 50);
}

function routeName(usage: Usage): string {
  return withMethod(
    typeof usage.arguments["#0"] === "string" ? usage.arguments["#0"] : "a route",
    /\.(\w+)\(\)$/.exec(usage.callee)?.[1]?.toUpperCase(),
  );
}

/** Endpoints of models and agents that ask nobody who they are. */
export const endpointOpen: Rule = {
  card: {
    id: ID,
    title: "A model endpoint asks for no credentials",
    appliesTo: ["endpoint"],
    why: "Anybody who reaches it uses the model at the owner's cost, probes its limits and reads what its tools return.",
    fix: "Ask for a token or a session before the model is called, and limit requests per caller.",
    base: factors(2, 3, 2, 2),
    controls: ["ADS-SERV-01", "ADS-SERV-03", "ADS-SERV-06"],
    bad: [{ title: "no dependency that asks", files: { "app.py": CODE("") } }],
    good: [
      {
        title: "a token is verified",
        files: { "app.py": CODE(", dependencies=[Depends(verify_token)]"), "security.py": "def verify_token():\n    pass\n" },
      },
      {
        title: "Spring asks for all routes",
        files: {
          "pom.xml": "<project><artifactId>app</artifactId></project>",
          "src/main/java/x/Ask.java":
            'package x;\nimport dev.langchain4j.model.openai.OpenAiChatModel;\nimport org.springframework.web.bind.annotation.*;\n@RestController\nclass Ask {\n  private final OpenAiChatModel model = OpenAiChatModel.builder().modelName("gpt-4o-mini").build();\n  @PostMapping("/ask")\n  String ask(@RequestBody String text) { return model.chat(text); }\n}\n',
          "src/main/java/x/WebSecurityConfiguration.java":
            "package x;\nclass WebSecurityConfiguration {\n  Object chain(org.springframework.security.config.annotation.web.builders.HttpSecurity http) throws Exception { return http.authorizeHttpRequests(r -> r.anyRequest().authenticated()).build(); }\n}\n",
        },
      },
      {
        title: "no model behind it",
        files: { "app.py": "from fastapi import FastAPI\napp = FastAPI()\n\n@app.get('/health')\ndef health():\n    return 'ok'\n" },
      },
    ],
  },
  because: {
    exposure: "not known who reaches it, taken as company-wide (assumed)",
    exploitability: "one request",
    data: "what the service answers",
  },
  check: (inventory) =>
    judgeEach(servedFiles(inventory), ({ file, names, line, asset }) => {
      if (asksWhoCalls(inventory, file)) return "passed";
      const publication = publicationOf(inventory, file.target);
      const bound = surroundingsOf(inventory)
        .usagesIn(file)
        .find(({ act, arguments: given }) => act === "bind-address" && (given["host"] === "0.0.0.0" || given["server_name"] === "0.0.0.0"));
      const shown = `${names.slice(0, 3).join(", ")}${names.length > 3 ? ` and ${names.length - 3} more` : ""}`;
      return fromFile(
        ID,
        file,
        { line },
        {
          ...(asset === undefined ? {} : { asset }),
          technique: "syntax",
          message: `${shown} ${names.length === 1 ? "reaches" : "reach"} a model and no code around asks who calls.`,
          excerpt: names.join(" "),
          actionKey: `${ID} ${file.target}:${inventory.project.rootOf(file)}`,
          headline:
            publication === undefined
              ? `Whoever reaches ${shown} uses the model without being asked`
              : `Anybody on the internet may probe ${shown}`,
          more: [...(publication === undefined ? [] : [publication.evidence]), ...(bound === undefined ? [] : [evidenceOf(bound)])],
          ...(publication === undefined
            ? {}
            : {
                adjust: [{ factor: "exposure", value: 3, reason: `the internet, by ${plain(publication.by, 60)}` }],
                mitigations: frontControls(inventory, file.target),
              }),
        },
      );
    }),
  blastAtMost: 2,
};
