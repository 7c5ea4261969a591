import { looksLikeXml, readXml, type XmlTag } from "@castellan/formats";
import type { InspectionFinding, Interpreter, Visit } from "../interpreter.ts";
import { judgeDoctype } from "./doctype.ts";
import type { XmlModelJudge } from "./judge.ts";
import { openvinoJudge } from "./openvino.ts";
import { pmmlJudge } from "./pmml.ts";

const XINCLUDE = "http://www.w3.org/2001/XInclude";

/** Models by the root of the XML; undefined where it is no model. */
function judgeOf(root: XmlTag, visit: Visit, name: string): XmlModelJudge | undefined {
  if (root.local === "PMML") return pmmlJudge(visit);
  if (root.local === "net" && root.attributes.has("version")) return openvinoJudge(visit, name);
  if (/^(?:stylesheet|transform)$/.test(root.local)) judgeTransform(root, visit);
  return undefined;
}

/** XML: PMML and OpenVINO in depth; of other documents only what hurts a parser. */
export const xmlModel: Interpreter = {
  id: "xml",
  accepts: ({ head }) => looksLikeXml(head),
  inspect: ({ source, name }, visit) => {
    let judge: XmlModelJudge | undefined;
    let doctype: string | undefined;
    const instructions: InspectionFinding[] = [];
    let pending = 0;
    const spend = (): void => {
      if (++pending % 4096 === 0) visit.spend("operations", 4096);
    };
    const reading = readXml(source, {
      doctype: (text) => {
        doctype = text;
      },
      instruction: (target, body, line) => {
        if (/^xml-stylesheet$/i.test(target))
          instructions.push({
            rule: "xml-inclusion",
            verdict: "suspicious",
            message: `Line ${line}: a style sheet: ${body.slice(0, 200)}`,
          });
      },
      open: (tag) => {
        spend();
        if (tag.depth === 0) {
          judge = judgeOf(tag, visit, name);
          if (judge !== undefined) visit.format(judge.format);
        }
        if (
          judge !== undefined &&
          tag.local === "include" &&
          (tag.name.startsWith("xi:") || [...tag.attributes.values()].includes(XINCLUDE))
        )
          visit.finding({
            rule: "xml-inclusion",
            message: `Line ${tag.line}: ${JSON.stringify((tag.attributes.get("href") ?? "").slice(0, 200))} is included.`,
          });
        judge?.open(tag);
      },
      close: (closed, depth) => judge?.close(closed, depth),
      text: (text, line) => judge?.text(text, line),
    });
    judge?.end();
    const model = judge !== undefined || namesModel(name);
    visit.claim(0, source.size, "XML");
    const found = doctype === undefined ? undefined : judgeDoctype(doctype, model);
    if (found !== undefined) visit.finding(found);
    if (model) for (const finding of instructions) visit.finding(finding);
    // Entities that are not declared here are faults too: what they would be is told above.
    if (model || found !== undefined)
      for (const { line, message } of reading.problems.slice(0, 3))
        visit.finding({ rule: "malformed", message: `Line ${line}: ${message}.` });
  },
};

/** Style sheets transform data for models; with these extensions they call methods of classes or run scripts. */
function judgeTransform(root: XmlTag, visit: Visit): void {
  for (const [key, value] of root.attributes)
    if (key.startsWith("xmlns:") && /\bjava\b|xalan|msxsl|urn:schemas-microsoft-com:xslt|php\.net|saxon|:script/i.test(value))
      visit.finding({ rule: "xml-transform-code", message: `The style sheet uses the extension ${JSON.stringify(value.slice(0, 120))}.` });
}

function namesModel(name: string): boolean {
  return /\.pmml(?:\.xml)?$/i.test(name);
}
