import { factors } from "../card.ts";
import { argument, fromUsage, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "interface-serves-files";
const CODE = (paths: string): string =>
  `import gradio as gr\n\ndemo = gr.Interface(fn=lambda text: text, inputs="text", outputs="text")\ndemo.launch(allowed_paths=[${paths}])\n`;
const WIDE = /^(?:\/|\/(?:home|root|etc|var|proc|mnt|Users)\/?|~\/?|\.{1,2}\/?|[A-Za-z]:[\\/]*)$/;

/** Gradio that hands out files far beyond those of the interface. */
export const interfaceServesFiles: Rule = {
  card: {
    id: ID,
    title: "An interface hands out the files of its machine",
    appliesTo: ["endpoint", "application"],
    why: "Every user of the interface downloads any file below allowed_paths: keys, data, code.",
    fix: "Name the folder that holds what is shown, and nothing else.",
    base: factors(2, 3, 3, 1),
    controls: ["ADS-SERV-03", "ADS-AGNT-04"],
    references: ["https://www.gradio.app/guides/file-access"],
    bad: [{ title: "the root", files: { "app.py": CODE('"/"') } }],
    good: [{ title: "one folder", files: { "app.py": CODE('"./public"') } }],
  },
  because: { exposure: "whoever may use the interface", exploitability: "one request", data: "files of the machine" },
  check: (inventory) =>
    judgeEach(
      inventory.usages.filter(({ act, callee }) => act === "bind-address" && /launch\(\)$/.test(callee)),
      (usage) => {
        const paths = argument(usage, "allowed_paths");
        const wide = Array.isArray(paths) ? paths.find((path) => typeof path === "string" && WIDE.test(path)) : undefined;
        return wide === undefined
          ? "passed"
          : fromUsage(ID, usage, {
              message: `The interface hands out every file below ${plain(String(wide), 20)}.`,
              headline: `Whoever uses the interface downloads every file below ${plain(String(wide), 20)}`,
            });
      },
    ),
};
