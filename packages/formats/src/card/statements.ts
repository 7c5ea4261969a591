interface Stated {
  readonly id: string;
  readonly line: number;
}

export interface Statements {
  readonly baseModels: readonly Stated[];
  readonly datasets: readonly Stated[];
  readonly licence?: string;
  readonly sections: readonly { readonly title: string; readonly line: number; readonly level: number }[];
}

const DATA_FILE = /\.(?:csv|tsv|jsonl?|ndjson|parquet|arrow|feather|npy|npz|h5|hdf5|xlsx|tfrecords?|txt|zip|tar|gz|db|sqlite)$/i;
const TRAINING_SECTION =
  /^(?:\W*)(?:training|train|fine-?tuning|pre-?training)?\s*(?:data|datasets?|data ?sets?|corpus|corpora)(?:\s+used)?\W*$|^\W*(?:training|fine-?tuning)\s+(?:data|datasets?)\b/i;
const TRAINING_KEY =
  /^(?:training|train|fine-?tuning|pre-?training)\s+(?:data|datasets?|sets?|corpus)$|^(?:trained on|fine-?tuned on|datasets?)$/i;
const BASE_KEY =
  /^(?:base|parent|source|original|foundation)[ -]model(?:s)?$|^fine-?tuned from(?: model)?(?: \[optional\])?$|^derived from$/i;
const LICENCE_KEY = /^(?:licen[cs]e)(?:\(s\))?(?: \[optional\])?$/i;

/** `org/name` of a hub link. */
function hubId(url: string, kind: "model" | "dataset"): string | undefined {
  const dataset = /(?:huggingface\.co|hf\.co)\/datasets\/([\w.-]+(?:\/[\w.-]+)?)|^hf:\/\/datasets\/([\w.-]+\/[\w.-]+)/.exec(url);
  if (kind === "dataset") return dataset?.[1] ?? dataset?.[2];
  return /(?:huggingface\.co|hf\.co)\/(?!datasets\/|spaces\/|docs\/|blog\/|papers\/|collections\/)([\w.-]+\/[\w.-]+)/.exec(url)?.[1];
}

/** Ids that a value names: links and code spans; a bare `org/name` only as the whole value. */
function idsIn(value: string, kind: "model" | "dataset"): readonly string[] {
  const ids: string[] = [];
  for (const match of value.matchAll(
    /\]\(([^)\s]+)\)|`([^`]+)`|(https?:\/\/[^\s)>\]|]+|hf:\/\/\S+|(?:s3|gs|abfss?|wasbs?):\/\/[^\s`)|]+)/g,
  )) {
    const text = (match[1] ?? match[2] ?? match[3] ?? "").replace(/[.,;]$/, "");
    const hub = hubId(text, kind);
    if (hub !== undefined) ids.push(hub);
    else if (
      kind === "dataset" &&
      (/^(?:s3|gs|abfss?|wasbs?):\/\//.test(text) || (!/^https?:/.test(text) && /^[\w./-]+$/.test(text) && DATA_FILE.test(text)))
    )
      ids.push(text.replace(/^\.\//, ""));
    else if (match[2] !== undefined && /^[\w.-]+\/[\w.-]+$/.test(text) && !DATA_FILE.test(text)) ids.push(text);
  }
  const bare = value.trim();
  if (ids.length === 0 && /^[\w-][\w.-]*\/[\w.-]+$/.test(bare) && (kind === "dataset" || !DATA_FILE.test(bare))) ids.push(bare);
  else if (ids.length === 0 && kind === "dataset" && /^[\w./-]+$/.test(bare) && DATA_FILE.test(bare)) ids.push(bare);
  return ids;
}

/** `**Key:** value`, `- Key: value`, `| Key | value |`. */
function keyAndValue(line: string): readonly [string, string] | undefined {
  const cells = /^\s*\|(.+)\|\s*$/
    .exec(line)?.[1]
    ?.split("|")
    .map((cell) => cell.trim());
  if (cells !== undefined && cells.length >= 2) return [plain(cells[0] ?? ""), cells.slice(1).join(" ")];
  const pair = /^\s*(?:[-*+]\s+)?(?:\*\*|__)?([A-Za-z][\w \-()[\]/]{1,40}?)(?:\*\*|__)?\s*:\s*(?:\*\*|__)?\s*(.+)$/.exec(line);
  return pair === null ? undefined : [plain(pair[1] ?? ""), pair[2] ?? ""];
}

function plain(text: string): string {
  return text.replace(/[*_`]/g, "").replace(/:$/, "").trim();
}

/**
 * What the body of a model or data card says about its own artefact: base model, training data, licence. Only
 * labelled lines, tables and the training-data section count; other prose is no evidence.
 */
export function readStatements(body: string, offset: number, card: boolean): Statements {
  const sections: { title: string; line: number; level: number }[] = [];
  const baseModels: Stated[] = [];
  const datasets: Stated[] = [];
  let licence: string | undefined;
  let fence = false;
  let training = false;
  for (const [index, text] of body.split(/\r?\n/).entries()) {
    const line = index + 1 + offset;
    if (/^\s*(?:```|~~~)/.test(text)) fence = !fence;
    if (fence || text.length > 5000) continue;
    const heading = /^(#{1,6})\s+(.+?)\s*#*$/.exec(text);
    if (heading !== null) {
      const title = plain(heading[2] ?? "");
      sections.push({ title: title.slice(0, 200), line, level: heading[1]?.length ?? 1 });
      training = TRAINING_SECTION.test(title);
      continue;
    }
    if (!card) continue;
    const [key, value] = keyAndValue(text) ?? ["", ""];
    if (BASE_KEY.test(key)) baseModels.push(...idsIn(value, "model").map((id) => ({ id, line })));
    else if (TRAINING_KEY.test(key)) datasets.push(...idsIn(value, "dataset").map((id) => ({ id, line })));
    else if (LICENCE_KEY.test(key)) licence ??= licenceIn(value);
    else if (training) datasets.push(...idsIn(text.replaceAll("|", " "), "dataset").map((id) => ({ id, line })));
  }
  return { sections, baseModels, datasets, ...(licence === undefined ? {} : { licence }) };
}

function licenceIn(value: string): string | undefined {
  const text = plain(value.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")).replace(/\.$/, "");
  return /^[\w .+-]{2,40}$/.test(text) && !/more information/i.test(text) ? text : undefined;
}
