/** What an Azure ML asset reference names (learn.microsoft.com/azure/machine-learning/how-to-manage-assets). */
export interface AssetReference {
  /** Name in the workspace or registry. */
  readonly name?: string;
  /** A place outside of the repository. */
  readonly uri?: string;
  /** A path relative to the file. */
  readonly path?: string;
}

/** `azureml:name:1`, `azureml:name@latest`, `azureml://registries/r/models/name/versions/1`, `azureml://datastores/d/paths/p`, a URL, a path. */
export function assetReference(written: string): AssetReference | undefined {
  if (written === "" || written.includes("${{")) return undefined;
  const named =
    /^azureml:\/\/.*?\/(?:models|data|environments|components)\/([\w.-]+)(?:\/|$)/.exec(written) ??
    /^azureml:([\w.-]+)(?:[:@].*)?$/.exec(written);
  if (named?.[1] !== undefined) return { name: named[1] };
  if (/^[a-z][\w+.-]*:\/\//i.test(written)) return { uri: written.replace(/\/+$/, "") };
  return /^[\w./~-][^:]*$/.test(written) ? { path: written } : undefined;
}

/** `${{parent.jobs.train.outputs.model}}`, `${{parent.inputs.raw}}`. */
export function bindingOf(written: string): { readonly job?: string; readonly input?: string; readonly output?: string } | undefined {
  const job = /\$\{\{\s*parent\.jobs\.([\w-]+)\.outputs\.([\w-]+)\s*\}\}/.exec(written);
  if (job?.[1] !== undefined && job[2] !== undefined) return { job: job[1], output: job[2] };
  const input = /\$\{\{\s*(?:parent\.)?inputs\.([\w-]+)\s*\}\}/.exec(written)?.[1];
  return input === undefined ? undefined : { input };
}
