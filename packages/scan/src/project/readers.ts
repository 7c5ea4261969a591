import {
  isCardPath,
  isCodeOwnersPath,
  isLicencePath,
  manifestFormatOf,
  proseKindOf,
  readBicep,
  readCard,
  readCodeOwners,
  readDockerfile,
  readEnvironment,
  readHcl,
  readIni,
  readJenkinsfile,
  readJson,
  readLicence,
  readMakefile,
  readManifest,
  readModelfile,
  readNotebook,
  readProcfile,
  readProperties,
  readProse,
  readProtobufText,
  readShell,
  readSource,
  readSql,
  readToml,
  readXmlConfig,
  readYaml,
  sourceSyntaxOf,
  sourceSyntaxOfScript,
} from "@castellan/formats";
import { cutOf } from "./cut.ts";
import type { FileFacts } from "./facts.ts";
import { maskedState } from "./terraform-state.ts";

export type FactsDraft = { -readonly [key in keyof FileFacts]: FileFacts[key] };

/** A reader of text, claimed by path. */
export interface TextReader {
  readonly id: string;
  matches(path: string): boolean;
  read(path: string, text: string, facts: FactsDraft): void | Promise<void>;
}

const MAX_QUERY = 40_000;
/** Characters of a chart's template. */
const MAX_TEMPLATE = 512 * 1024;

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Every reader of text files. Those of source come first: they are left out where a file cannot matter. */
export const TEXT_READERS: readonly TextReader[] = [
  {
    id: "source",
    matches: (path) => sourceSyntaxOf(path) !== undefined || !nameOf(path).includes("."),
    read: async (path, text, facts) => {
      const syntax = sourceSyntaxOf(path) ?? sourceSyntaxOfScript(path, text);
      if (syntax !== undefined) facts.source = await readSource(syntax, text);
      // docs.databricks.com/notebooks/notebook-format: the first line of a notebook in source format.
      if (/^\uFEFF?# Databricks notebook source\s/.test(text)) facts.sourceNotebook = true;
    },
  },
  {
    id: "notebook",
    matches: (path) => /\.ipynb$/i.test(path),
    read: async (_path, text, facts) => {
      facts.notebook = await readNotebook(text);
    },
  },
  {
    id: "yaml",
    matches: (path) => /\.(?:ya?ml|dvc)$/i.test(path) || /^(?:MLproject|MLmodel|dvc\.lock)$/.test(nameOf(path)),
    read: (_path, text, facts) => {
      const { documents, errors } = readYaml(text);
      facts.config = { format: "yaml", documents };
      facts.problems = [...facts.problems, ...cutOf("yaml", text, errors)];
    },
  },
  {
    id: "go-template",
    matches: (path) => /(?:^|\/)templates\/.*\.(?:ya?ml|tpl)$/i.test(path),
    read: (path, text, facts) => {
      if (text.length <= MAX_TEMPLATE && (text.includes("{{") || path.endsWith(".tpl"))) facts.template = text;
    },
  },
  {
    id: "json",
    matches: (path) => /\.(?:json|jsonc|json5|tfstate|tfstate\.backup|webmanifest|code-workspace)$/i.test(path),
    read: (path, text, facts) => {
      const { documents, errors } = readJson(text);
      const state = /\.tfstate(?:\.backup)?$/.test(path);
      facts.config = { format: "json", documents: state ? documents.map(maskedState) : documents };
      facts.problems = [...facts.problems, ...cutOf("json", text, errors)];
    },
  },
  {
    id: "toml",
    matches: (path) => /\.toml$/i.test(path) || /^(?:Pipfile|poetry\.lock|uv\.lock|Cargo\.lock)$/.test(nameOf(path)),
    read: (_path, text, facts) => {
      facts.config = { format: "toml", documents: readToml(text).documents };
    },
  },
  {
    id: "ini",
    matches: (path) => /\.(?:ini|cfg|service)$/i.test(path) || /(?:^|\/)\.dvc\/config(?:\.local)?$/.test(path),
    read: (_path, text, facts) => {
      facts.config = { format: "ini", documents: readIni(text).documents };
    },
  },
  {
    id: "modelfile",
    matches: (path) => /^(?:.*[._-])?Modelfile(?:[._-].*)?$/.test(nameOf(path)),
    read: (_path, text, facts) => {
      facts.config = { format: "modelfile", documents: readModelfile(text).documents };
    },
  },
  {
    // Message bundles of Java are properties too: only those that configure an application are read.
    id: "properties",
    // The settings of TorchServe, Redis and PostgreSQL's access are lines of a key and a value, too.
    matches: (path) =>
      /^(?:application|bootstrap|microprofile-config)(?:-[\w.-]+)?\.properties$|^config(?:[_-]\w+)?\.properties$|^(?:redis|valkey|sentinel)[\w.-]*\.conf$|^pg_hba[\w.-]*\.conf$/.test(
        nameOf(path),
      ),
    read: (_path, text, facts) => {
      facts.config = { format: "properties", documents: readProperties(text).documents };
    },
  },
  {
    // ClickHouse's accounts; other XML is documents or build files.
    id: "xml-configuration",
    matches: (path) => /(?:^|\/)(?:users\.d\/[^/]+|users)\.xml$/i.test(path),
    read: (_path, text, facts) => {
      facts.config = { format: "xml", documents: readXmlConfig(text).documents };
    },
  },
  {
    id: "protobuf-text",
    matches: (path) => /\.(?:pbtxt|prototxt|textproto)$/i.test(path),
    read: (_path, text, facts) => {
      facts.config = { format: "protobuf-text", documents: readProtobufText(text).documents };
    },
  },
  {
    id: "dockerfile",
    matches: (path) => /^(?:[\w.-]*\.)?(?:Dockerfile|Containerfile)(?:[._-][\w.-]+)?$/i.test(nameOf(path)),
    read: (_path, text, facts) => {
      facts.dockerfile = readDockerfile(text);
    },
  },
  {
    id: "hcl",
    matches: (path) => /\.(?:tf|tfvars|hcl|tofu)$/i.test(path),
    read: (_path, text, facts) => {
      facts.hcl = readHcl(text);
      facts.problems = [...facts.problems, ...cutOf("hcl", text, facts.hcl.errors)];
    },
  },
  {
    id: "bicep",
    matches: (path) => /\.bicep(?:param)?$/i.test(path),
    read: (_path, text, facts) => {
      facts.bicep = readBicep(text);
    },
  },
  {
    id: "environment",
    matches: (path) => /^(?:\.?env|.*\.env)(?:[._-][\w.-]+)?$/i.test(nameOf(path)) && sourceSyntaxOf(path) === undefined,
    read: (path, text, facts) => {
      facts.environment = readEnvironment(text, /example|sample|template|dist|default/i.test(nameOf(path)));
    },
  },
  {
    id: "shell",
    matches: (path) => /\.(?:sh|bash|zsh)$/i.test(path),
    read: (_path, text, facts) => {
      facts.commands = readShell(text);
    },
  },
  {
    id: "makefile",
    matches: (path) => /^(?:GNU)?[Mm]akefile$|\.mk$|^[Jj]ustfile$/.test(nameOf(path)),
    read: (_path, text, facts) => {
      facts.commands = readMakefile(text);
    },
  },
  {
    id: "jenkinsfile",
    matches: (path) => /^(?:[\w.-]*[._-])?Jenkinsfile[\w.-]*$|\.jenkinsfile$/i.test(nameOf(path)) && !/\.(?:ya?ml|md|txt)$/.test(path),
    read: (_path, text, facts) => {
      facts.commands = readJenkinsfile(text);
    },
  },
  {
    id: "procfile",
    matches: (path) => /^Procfile/.test(nameOf(path)),
    read: (_path, text, facts) => {
      facts.commands = readProcfile(text);
    },
  },
  {
    id: "sql",
    matches: (path) => /\.(?:sql|ddl|psql)$/i.test(path),
    read: (_path, text, facts) => {
      facts.sql = readSql(text);
    },
  },
  {
    id: "manifest",
    matches: (path) => manifestFormatOf(path) !== undefined,
    read: (path, text, facts) => {
      facts.manifest = readManifest(path, text);
    },
  },
  {
    id: "card",
    matches: isCardPath,
    read: (path, text, facts) => {
      facts.card = readCard(path, text);
    },
  },
  {
    id: "prose",
    matches: (path) => proseKindOf(path) !== undefined,
    read: (path, text, facts) => {
      facts.prose = readProse(path, text);
    },
  },
  {
    id: "query",
    matches: (path) => /\.(?:sql|hql|bq)(?:\.j2|\.jinja2?)?$/i.test(path),
    read: (_path, text, facts) => {
      facts.query = text.slice(0, MAX_QUERY);
    },
  },
  {
    id: "licence",
    matches: isLicencePath,
    read: (_path, text, facts) => {
      facts.licence = readLicence(text);
    },
  },
  {
    id: "code-owners",
    matches: isCodeOwnersPath,
    read: (_path, text, facts) => {
      facts.owners = readCodeOwners(text);
    },
  },
];
