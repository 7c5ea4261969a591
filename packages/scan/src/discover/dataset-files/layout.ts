import { folderOf, nameOf } from "../file-place.ts";

/*
 * Which paths promise a data set (design: "What enters the inventory"). Names only; rows and content are judged
 * by the caller.
 */

const DATA_FOLDER =
  /^(?:data|datasets?|corpus|corpora|training[-_]?data|train[-_]?data|eval[-_]?data|test[-_]?data[-_]?sets?|raw[-_]?data)$/i;
const SPLIT_FOLDER = /^(?:train|training|test|testing|val|valid|validation|dev|holdout|eval|evaluation)$/i;
const SPLIT_FILE = /^(?:.*[-_.])?(?:train|training|test|val|valid|validation|dev|holdout)(?:[-_.](?:set|data|split|\d.*|of.*))?$/i;
const FIXTURES =
  /(?:^|\/)(?:fixtures?|__fixtures__|testdata|test[-_]data|mocks?|__mocks__|__snapshots__|snapshots|cassettes|golden|goldens|testing|stubs)(?:\/|$)/i;
const LOCALES = /(?:^|\/)(?:locales?|i18n|l10n|langs?|languages|translations?|messages|intl|_locales)(?:\/|$)/i;
const CONFIGURATION =
  /^(?:package(?:-lock)?|composer|tsconfig.*|jsconfig|bower|lerna|nx|turbo|vercel|netlify|now|firebase|angular|babel|\.?eslintrc|\.?prettierrc|renovate|manifest|app|config|settings|launch|tasks|extensions|schema|openapi|swagger|asyncapi|components|cdk|cdk\.context|appsettings.*|deno|biome|wrangler|langgraph|server|mcp|claude_desktop_config|devcontainer|metadata|index|tokenizer.*|vocab|special_tokens_map|added_tokens|generation_config|preprocessor_config|processor_config|adapter_config|model_index|merges|params|metrics|results|summary|report|coverage.*|stats|scores|.*\.config|.*\.schema|.*\.lock|.*-lock|.*\.prompt|_journal|\d{4}_snapshot)$/i;
const TABLE =
  /\.(?:csv|tsv|tab|jsonl|ndjson|jsonlines|parquet|pq|arrow|feather|xlsx|npy|npz|h5|hdf5|hdf|tfrecords?|arff|libsvm|svm|sav|dta|mat|nc|zarr|lance|orc|avro)(?:\.(?:gz|bz2|xz|zst|zip))?$/i;
const MEDIA = /\.(?:jpe?g|png|bmp|tiff?|webp|dcm|wav|mp3|flac|ogg|mp4|avi|mov|mid|midi|las|ply|nii)$/i;
const ARCHIVE = /\.(?:zip|tar|tgz|tar\.gz|7z|tar\.bz2|tar\.xz)$/i;
const TEXTUAL = /\.(?:txt|pdf|docx|xml|html?|md)$/i;
const IDX = /[-.]idx[1-4]-u?byte(?:\.gz)?$/;

export type DataForm = "table" | "records" | "media" | "archive" | "text";

/** What a data file's name says it holds; undefined for other files. */
export function dataFormOf(path: string): DataForm | undefined {
  const name = nameOf(path);
  if (TABLE.test(name) || IDX.test(name)) return "table";
  if (/\.json(?:\.gz)?$/i.test(name)) return "records";
  if (MEDIA.test(name)) return "media";
  if (ARCHIVE.test(name)) return "archive";
  return TEXTUAL.test(name) ? "text" : undefined;
}

/** Configuration, translations, lock files, snapshots, fixtures: never data sets of their own. */
export function isNeverData(path: string): boolean {
  const stem = nameOf(path).replace(/\.json.*$|\.[^.]*$/, "");
  const json = /\.jsonc?(?:\.gz)?$/i.test(path);
  if (FIXTURES.test(`${folderOf(path)}/`) || LOCALES.test(`${folderOf(path)}/`)) return true;
  if (
    /(?:^|\/)(?:node_modules|\.vscode|\.idea|\.git|\.github|migrations|drizzle|prisma|public\/icons?|assets\/icons?|\.ipynb_checkpoints|mlruns|wandb|logs?|coverage|htmlcov|site-packages)\//.test(
      path,
    )
  )
    return true;
  if (/\.(?:snap|lock|map|tsbuildinfo)(?:$|\.)/.test(path)) return true;
  return json && (CONFIGURATION.test(stem) || /^(?:[a-z]{2,3}(?:[-_][A-Z]{2,4})?)$/.test(stem));
}

/** The part of a path that makes it a data-set layout: a data folder, or a split inside of one. */
export function inDataLayout(path: string): boolean {
  const folders = folderOf(path).split("/");
  return folders.some((folder) => DATA_FOLDER.test(folder));
}

/** A file that stands for a split by its name or folder: train.csv, splits/test/x.parquet. */
export function isSplit(path: string): boolean {
  const stem = nameOf(path).replace(/(?:\.\w{1,12})+$/, "");
  const folder = nameOf(folderOf(path));
  return SPLIT_FILE.test(stem) || SPLIT_FOLDER.test(folder);
}

/** Shards differ by digits alone: part-00000-of-00008.parquet, batch_3.csv. */
export function shardPattern(path: string): string {
  return nameOf(path).replace(/\d+/g, "*");
}
