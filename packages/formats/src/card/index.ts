import { type Budget, DEFAULT_BUDGET } from "../budget.ts";
import { at, type ConfigNode, entry, items, text as textOf } from "../config/node.ts";
import { FormatError } from "../errors.ts";
import type { CardFacts } from "../facts.ts";
import { splitFrontMatter } from "./front-matter.ts";
import { readStatements } from "./statements.ts";

export { type FrontMatter, splitFrontMatter } from "./front-matter.ts";

const MODEL_KEYS = ["base_model", "pipeline_tag", "library_name", "model-index", "base_model_relation", "inference", "new_version"];
const DATASET_KEYS = [
  "dataset_info",
  "task_categories",
  "size_categories",
  "annotations_creators",
  "source_datasets",
  "configs",
  "pretty_name",
  "multilinguality",
];

/** Names under which model and data cards stand; README only where its content says so. */
export function isCardPath(path: string): boolean {
  return /(?:^|\/)(?:readme|model[-_ ]?card|data[-_ ]?card|dataset[-_ ]?card|data[-_ ]?sheet|datasheet)(?:[-_.][\w-]+)?\.(?:md|markdown)$/i.test(
    path,
  );
}

function subjectOf(path: string, front: ConfigNode | undefined, title: string | undefined): CardFacts["subject"] {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  if (/^model[-_ ]?card/.test(name)) return "model";
  if (/^(?:data|dataset)[-_ ]?(?:card|sheet)|^datasheet/.test(name)) return "dataset";
  if (MODEL_KEYS.some((key) => entry(front, key) !== undefined)) return "model";
  if (DATASET_KEYS.some((key) => entry(front, key) !== undefined)) return "dataset";
  if (entry(front, "datasets") !== undefined && entry(front, "metrics") !== undefined) return "model";
  if (/^model card\b|\bmodel card$/i.test(title ?? "")) return "model";
  return /^(?:dataset|data) card\b|^datasheet (?:for|of)\b/i.test(title ?? "") ? "dataset" : "unknown";
}

/** A front matter value that is one string or a list of strings. */
function strings(node: ConfigNode | undefined): readonly { readonly id: string; readonly line: number }[] {
  const list = node?.kind === "list" ? items(node) : node === undefined ? [] : [node];
  return list.flatMap((item) => {
    const id = textOf(item)?.trim();
    return id === undefined || id === "" || id.length > 300 ? [] : [{ id, line: item.line }];
  });
}

function distinct(
  list: readonly { readonly id: string; readonly line: number }[],
): readonly { readonly id: string; readonly line: number }[] {
  return [...new Map([...list].reverse().map((item) => [item.id, item])).values()].reverse();
}

/**
 * A model or data card: Hugging Face front matter, headings, and what it states about its own artefact. A plain
 * README has subject "unknown" and no statements.
 * @see https://huggingface.co/docs/hub/model-cards
 * @throws FormatError BUDGET_BYTES
 */
export function readCard(path: string, text: string, budget: Budget = DEFAULT_BUDGET): CardFacts {
  if (text.length > budget.bytes) throw new FormatError("BUDGET_BYTES", `This card is larger than ${budget.bytes} bytes.`);
  const { node, body, offset } = splitFrontMatter(text);
  const title = /^#\s+(.+)$/m.exec(body.slice(0, 20_000))?.[1]?.replace(/[*_`]/g, "").trim().slice(0, 200);
  const subject = subjectOf(path, node, title);
  const stated = readStatements(body, offset, subject !== "unknown");
  const licence = textOf(entry(node, "license")?.value) ?? textOf(at(node, "license", 0)) ?? stated.licence;
  const isModel = subject === "model";
  const baseModels = [...(isModel ? strings(entry(node, "base_model")?.value) : []), ...stated.baseModels];
  const datasets = [...strings(entry(node, isModel ? "datasets" : "source_datasets")?.value), ...(isModel ? stated.datasets : [])];
  const named = /^(?:original|extended)(?:\||$)/;
  return {
    subject,
    ...(title === undefined ? {} : { title }),
    ...(node === undefined ? {} : { frontMatter: node }),
    ...(licence === undefined ? {} : { licence }),
    baseModels: distinct(baseModels),
    datasets: subject === "unknown" ? [] : distinct(datasets.filter(({ id }) => !named.test(id))),
    sections: stated.sections,
  };
}
