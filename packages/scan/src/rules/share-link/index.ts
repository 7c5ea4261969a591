import { factors } from "../card.ts";
import { argument, fromUsage, judgeEach } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "share-link";
const CODE = (extra: string): string =>
  `import gradio as gr\n\ndemo = gr.Interface(fn=lambda text: text, inputs="text", outputs="text")\ndemo.launch(${extra})\n`;

/** Gradio's public tunnel. */
export const shareLink: Rule = {
  card: {
    id: ID,
    title: "An interface opens a public tunnel",
    appliesTo: ["endpoint", "application"],
    why: "share=True publishes the interface at a public address through a third party, around firewalls and logins.",
    fix: "Leave share off; publish behind the company's own login.",
    base: factors(3, 2, 2, 1),
    controls: ["ADS-SERV-03", "ADS-SERV-01"],
    references: ["https://www.gradio.app/guides/sharing-your-app"],
    bad: [{ title: "share on", files: { "app.py": CODE("share=True") } }],
    good: [
      { title: "share off", files: { "app.py": CODE("") } },
      { title: "with a login", files: { "app.py": CODE("share=True, auth=check") } },
    ],
  },
  because: { exposure: "the internet, for whoever has the link", exploitability: "needs the link", data: "what the interface answers" },
  check: (inventory) =>
    judgeEach(
      inventory.usages.filter(({ act, callee }) => act === "bind-address" && /launch\(\)$/.test(callee)),
      (usage) => {
        if (argument(usage, "share") !== true || argument(usage, "auth") !== undefined) return "passed";
        return fromUsage(ID, usage, {
          message: "The interface is published through a public tunnel, without a login.",
          headline: "Anybody with the link uses the interface from the internet",
          edits: [
            {
              kind: "argument",
              file: usage.file,
              line: usage.line,
              endLine: usage.endLine,
              callee: "launch",
              name: "share",
              value: "False",
            },
          ],
        });
      },
    ),
};
