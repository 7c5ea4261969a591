import { createHash } from "node:crypto";
import type { ScanResult } from "../../result.ts";
import type { ReportContext, Reporter } from "../reporter.ts";
import { escapeMarkup } from "../text/hostile-text.ts";
import { pageData } from "./build-data.ts";
import { CLIENT_SCRIPT } from "./built-client.ts";
import { STYLE } from "./style.ts";

/** Hash source of CSP level 3: only this very text may run. */
function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

/** JSON that no HTML parser can leave: "<" ends the element, the two separators end lines in older script parsers. */
function embedded(value: object): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** One page that carries everything: no request, no eval, no inline style or handler. */
function renderHtml(result: ScanResult, context: ReportContext): string {
  const data = pageData(result, context);
  const policy = `default-src 'none'; script-src ${hashOf(CLIENT_SCRIPT)}; style-src ${hashOf(STYLE)}; base-uri 'none'; form-action 'none'`;
  return [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    '<meta name="generator" content="castellan">',
    `<title>${escapeMarkup(data.system)}: AI bill of materials and risks</title>`,
    `<style>${STYLE}</style>`,
    "</head>",
    "<body>",
    '<header id="head"></header>',
    '<main id="main"></main>',
    `<noscript><p>This report for ${escapeMarkup(data.system)} draws itself with a script that stands in the page. Without scripts, use <code>castellan scan --format markdown</code> or <code>--format csv</code>.</p></noscript>`,
    `<script type="application/json" id="data">${embedded(data)}</script>`,
    `<script>${CLIENT_SCRIPT}</script>`,
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

export const htmlReporter: Reporter = { id: "html", extension: "html", render: renderHtml };
