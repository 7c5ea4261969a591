import { factors } from "../card.ts";
import { argument, fromUsage, judgeEach } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "model-output-html";
const CODE = (extra: string): string =>
  `import streamlit as st\nfrom openai import OpenAI\nclient = OpenAI()\nanswer = client.chat.completions.create(model='gpt-4o-mini', messages=[{'role': 'user', 'content': st.text_input('Question')}])\nst.markdown(answer.choices[0].message.content${extra})\n`;

/** Model output shown as HTML. */
export const modelOutputHtml: Rule = {
  card: {
    id: ID,
    title: "Model output is shown as HTML",
    appliesTo: ["endpoint", "application"],
    why: "Scripts and images in the answer run in the reader's browser: they take the session, or carry the conversation to another server.",
    fix: "Show the output as text or as Markdown without HTML; sanitise where HTML is needed.",
    base: factors(2, 2, 2, 1),
    controls: ["ADS-OUTP-02"],
    bad: [{ title: "HTML allowed", files: { "a.py": CODE(", unsafe_allow_html=True") } }],
    good: [{ title: "plain Markdown", files: { "a.py": CODE("") } }],
  },
  because: { exposure: "whoever writes what the model reads; not known who, taken as company-wide", data: "the reader's session" },
  check: (inventory) =>
    judgeEach(
      inventory.usages.filter(({ act }) => act === "render-html"),
      (usage) => {
        const html = argument(usage, "unsafe_allow_html") === true || /html\(\)$/.test(usage.callee);
        if (!html || !usage.origins.some(({ source }) => source === "model-output")) return "passed";
        return fromUsage(ID, usage, {
          message: "An answer of a model is shown with HTML allowed.",
          headline: "Text that the model repeats can run scripts in the reader's browser",
          edits: [
            {
              kind: "argument",
              file: usage.file,
              line: usage.line,
              endLine: usage.endLine,
              callee: "markdown",
              name: "unsafe_allow_html",
              value: "False",
            },
          ],
        });
      },
    ),
};
