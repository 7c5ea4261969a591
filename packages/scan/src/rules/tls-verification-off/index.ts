import { factors } from "../card.ts";
import { argument, fromUsage, judgeEach, members, plain } from "../draft.ts";
import type { Edit } from "../patch/edit.ts";
import type { Rule, Usage } from "../rule.ts";

const ID = "tls-verification-off";
const LOCAL = /^https?:\/\/(?:localhost|127\.|\[::1\]|0\.0\.0\.0)/;

function switchedOff(usage: Usage): string | undefined {
  if (usage.act === "tls-off") return usage.callee;
  for (const name of ["verify", "verify_ssl", "ssl"]) if (argument(usage, name) === false) return `${name}=False`;
  return members(argument(usage, "#0"))?.["rejectUnauthorized"] === false ? "rejectUnauthorized: false" : undefined;
}

function editOf(usage: Usage, how: string): readonly Edit[] {
  const name = /^(\w+)=False$/.exec(how)?.[1];
  if (name !== undefined)
    return [{ kind: "text", file: usage.file, line: usage.line, endLine: usage.endLine, from: `${name}=False`, to: `${name}=True` }];
  return how.startsWith("rejectUnauthorized")
    ? [
        {
          kind: "text",
          file: usage.file,
          line: usage.line,
          endLine: usage.endLine,
          from: "rejectUnauthorized: false",
          to: "rejectUnauthorized: true",
        },
      ]
    : [];
}

/** Certificates are not checked. */
export const tlsVerificationOff: Rule = {
  card: {
    id: ID,
    title: "Certificates are not checked",
    appliesTo: ["file", "ai-service"],
    why: "Who is on the way can read the requests with their keys, and answer in the place of the model or the data source.",
    fix: "Check certificates; give the company's own authority to the client (verify='/path/ca.pem').",
    base: factors(2, 2, 2, 1),
    controls: ["ADS-SECR-06"],
    bad: [
      {
        title: "requests",
        files: { "a.py": "import requests\nrows = requests.get('https://data.northquay.example/rows', verify=False).json()\n" },
      },
      {
        title: "Node",
        files: { "a.ts": 'import https from "node:https";\nconst agent = new https.Agent({ rejectUnauthorized: false });\n' },
      },
    ],
    good: [
      { title: "checked", files: { "a.py": "import requests\nrows = requests.get('https://data.northquay.example/rows').json()\n" } },
      {
        title: "this machine",
        files: { "a.py": "import requests\nrows = requests.get('https://localhost:8443/rows', verify=False).json()\n" },
      },
    ],
  },
  because: {
    exposure: "whoever is on the network in between",
    exploitability: "needs a place on the network",
    data: "requests, keys and answers",
  },
  check: (inventory) =>
    judgeEach(
      inventory.usages.filter(({ act }) => ["download", "send", "http-client", "tls-off"].includes(act)),
      (usage) => {
        const how = switchedOff(usage);
        if (how === undefined) return "passed";
        const url = argument(usage, "#0", "url");
        if (typeof url === "string" && LOCAL.test(url)) return "passed";
        return fromUsage(ID, usage, {
          message: `Certificates are not checked (${plain(how, 50)}).`,
          headline: "Who is on the network can read and change what is exchanged",
          edits: editOf(usage, how),
        });
      },
    ),
};
