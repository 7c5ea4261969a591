/*
 * How a resource that was seen in an account is found again in code, and which of its settings must not differ. It is
 * data: a further type needs a row. Observed attributes are spelt as in CloudFormation, so a template needs no paths of
 * its own; Terraform does.
 */

export interface SettingPair {
  /** What is compared, as a reader would call it. */
  readonly says: string;
  /** Path among the observed attributes, and in a CloudFormation template. */
  readonly observed: string;
  /** Paths in the Terraform resource; the first that is there counts. */
  readonly terraform?: readonly string[];
  /** The setting stands in a resource of its own, which refers to this one by `by`. */
  readonly companion?: { readonly types: readonly string[]; readonly by: string; readonly path: string };
  /** Resource of its own among what was observed. */
  readonly observedIn?: { readonly type: string; readonly by: string; readonly path: string };
  /**
   * `value`, the default: one value or several in any order. `name`: what it refers to, by its name. `policy`: the
   * statements of a document. `extra`: what is observed beyond what is declared.
   */
  readonly as?: "value" | "name" | "policy" | "extra";
  /** What holds where neither says anything; without it a setting that code leaves out is not compared. */
  readonly fallback?: string | boolean | number;
}

export interface TypePair {
  readonly observed: string;
  /** Attribute of the name, also in templates. */
  readonly name: string;
  /** Terraform types → attribute of the name. */
  readonly terraform: { readonly [type: string]: string };
  /** An AI resource: one that no code declares is a finding. */
  readonly ai?: true;
  readonly settings: readonly SettingPair[];
}
