import { factors } from "../card.ts";
import { argument, fromUsage, judgeEach } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "debug-mode";
const CODE = (extra: string): string =>
  `from flask import Flask\napp = Flask(__name__)\n\nif __name__ == "__main__":\n    app.run(${extra})\n`;

/** Flask's debugger: a Python console in the browser. */
export const debugMode: Rule = {
  card: {
    id: ID,
    title: "The debugger of a web application is on",
    appliesTo: ["endpoint", "application"],
    why: "Werkzeug's debugger offers a Python console on the error page, protected by a PIN that can be worked out.",
    fix: "Leave debug off; run the application with a production server.",
    base: factors(0, 1, 3, 1),
    controls: ["ADS-SERV-04"],
    references: ["https://flask.palletsprojects.com/en/stable/debugging/"],
    bad: [
      { title: "on all addresses", files: { "app.py": CODE('host="0.0.0.0", debug=True') } },
      { title: "on this machine", files: { "app.py": CODE("debug=True") } },
    ],
    good: [{ title: "off", files: { "app.py": CODE('host="0.0.0.0"') } }],
  },
  because: { exposure: "only this machine reaches it", exploitability: "needs an error page", data: "code execution" },
  check: (inventory) =>
    judgeEach(
      inventory.usages.filter(({ act, callee }) => act === "bind-address" && /^(?:flask|quart)\b.*\.run\(\)$/.test(callee)),
      (usage) => {
        if (argument(usage, "debug") !== true) return "passed";
        const open = argument(usage, "host", "#0") === "0.0.0.0";
        return fromUsage(ID, usage, {
          message: `The application runs with debug=True${open ? " on all addresses" : ""}.`,
          headline: open
            ? "Whoever reaches the application can run Python in its debugger"
            : "The debugger is on where the application is started by hand",
          edits: [
            { kind: "argument", file: usage.file, line: usage.line, endLine: usage.endLine, callee: "run", name: "debug", value: "False" },
          ],
          ...(open
            ? {
                adjust: [
                  { factor: "exposure", value: 2, reason: "not known who reaches it, taken as company-wide" },
                  { factor: "exploitability", value: 2, reason: "the PIN takes tries" },
                ],
              }
            : {}),
        });
      },
    ),
};
