import { describe, expect, it } from "vitest";
import { routeOfExport } from "./file-routes.ts";

describe("routes that frameworks make of files", () => {
  it.each([
    ["app/(chat)/api/chat/route.ts", "POST", "POST /api/chat"],
    ["src/app/api/[id]/route.tsx", "GET", "GET /api/[id]"],
    ["app/route.ts", "GET", "GET /"],
    ["app/api/chat/route.ts", "maxDuration", undefined],
    ["app/api/chat/page.tsx", "default", undefined],
    ["pages/api/chat.ts", "default", "ANY /api/chat"],
    ["src/routes/api/chat/+server.ts", "POST", "POST /api/chat"],
    ["server/api/chat.post.ts", "default", "POST /api/chat"],
    ["server/routes/health.ts", "default", "ANY /health"],
    ["src/pages/api/ask.ts", "POST", "POST /api/ask"],
    ["app/routes/chat.tsx", "action", "POST /chat"],
    ["lib/route.ts", "POST", undefined],
  ])("%s exports %s", (path, exported, route) => {
    expect(
      routeOfExport(
        {
          file: {
            target: 0,
            path,
            bytes: 0,
            scope: "production",
            lifecycle: "committed",
            facts: { sha256: "", bytes: 0, sensitive: [], ignores: [], problems: [] },
          },
        },
        exported,
      ),
    ).toBe(route);
  });
});
