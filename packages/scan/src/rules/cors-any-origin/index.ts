import { factors } from "../card.ts";
import { argument, fromUsage, judgeEach } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "cors-any-origin";
const CODE = (extra: string): string =>
  `from fastapi import FastAPI\nfrom fastapi.middleware.cors import CORSMiddleware\napp = FastAPI()\napp.add_middleware(CORSMiddleware, ${extra})\n`;

/** Every site may call with the user's cookies. */
export const corsAnyOrigin: Rule = {
  card: {
    id: ID,
    title: "Any web site may call with the user's session",
    appliesTo: ["endpoint", "application"],
    why: "With allow_credentials the middleware mirrors every origin: a page that the user visits reads the answers with the user's rights.",
    fix: "Name the origins that may call.",
    base: factors(2, 2, 2, 1),
    controls: ["ADS-SERV-07"],
    bad: [{ title: "any origin with credentials", files: { "app.py": CODE('allow_origins=["*"], allow_credentials=True') } }],
    good: [
      { title: "named origins", files: { "app.py": CODE('allow_origins=["https://console.northquay.example"], allow_credentials=True') } },
      { title: "no credentials", files: { "app.py": CODE('allow_origins=["*"]') } },
    ],
  },
  because: {
    exposure: "any web site that a user visits",
    exploitability: "needs a signed-in user to visit a page",
    data: "what the service answers this user",
  },
  check: (inventory) =>
    judgeEach(
      inventory.usages.filter(({ act }) => act === "middleware"),
      (usage) => {
        const origins = argument(usage, "allow_origins");
        const any = Array.isArray(origins) ? origins.includes("*") : origins === "*" || argument(usage, "allow_origin_regex") === ".*";
        if (!any || argument(usage, "allow_credentials") !== true) return "passed";
        return fromUsage(ID, usage, {
          message: "Every origin may call with credentials.",
          headline: "Any web site that a user visits can call the service with the user's session",
        });
      },
    ),
};
