import {
  readBicep,
  readDockerfile,
  readEnvironment,
  readHcl,
  readIni,
  readJenkinsfile,
  readJson,
  readMakefile,
  readModelfile,
  readProcfile,
  readProperties,
  readProtobufText,
  readShell,
  readToml,
  readXmlConfig,
  readYaml,
} from "@castellan/formats";

const decoder = new TextDecoder();
/** Small budgets find the edges of the limits. */
const budget = { bytes: 1 << 20, depth: 100, nodes: 50_000 };

const readers: { readonly [name: string]: (text: string) => unknown } = {
  yaml: (text) => readYaml(text, budget),
  json: (text) => readJson(text, budget),
  toml: (text) => readToml(text, budget),
  ini: (text) => readIni(text, budget),
  environment: (text) => readEnvironment(text, false, budget),
  modelfile: (text) => readModelfile(text, budget),
  properties: (text) => readProperties(text, budget),
  "protobuf-text": (text) => readProtobufText(text, budget),
  "xml-configuration": (text) => readXmlConfig(text, budget),
  dockerfile: (text) => readDockerfile(text, budget),
  hcl: (text) => readHcl(text, budget),
  bicep: (text) => readBicep(text, budget),
  shell: (text) => readShell(text, budget),
  makefile: (text) => readMakefile(text, budget),
  jenkinsfile: (text) => readJenkinsfile(text, budget),
  procfile: (text) => readProcfile(text, budget),
};

/** Readers of configuration: only a FormatError may leave them. */
export const targets: readonly { readonly name: string; readonly run: (bytes: Uint8Array) => unknown }[] = Object.entries(readers).map(
  ([name, read]) => ({
    name,
    run: (bytes) => read(decoder.decode(bytes)),
  }),
);
