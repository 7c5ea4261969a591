/** What the resource of a Task state calls. */
export interface Integration {
  /** Lower case: "sagemaker", "bedrockruntime", "lambda", "dynamodb". */
  readonly service: string;
  /** Lower case: "createtrainingjob". */
  readonly action: string;
  /** The function, where the resource is one. */
  readonly function?: string;
}

/** `arn:aws:states:::aws-sdk:bedrockruntime:invokeModel`, `arn:aws:states:::sagemaker:createModel.sync:2`, a Lambda's ARN. */
export function integrationOf(resource: string): Integration | undefined {
  const lambda = /^arn:[^:]*:lambda:[^:]*:[^:]*:function:([\w-]+)/.exec(resource)?.[1];
  if (lambda !== undefined) return { service: "lambda", action: "invoke", function: lambda };
  // The partition may be a reference that holds colons of its own.
  const tail = /^arn:.*?:states:[^:]*:[^:]*:([\w:.-]+)$/.exec(resource)?.[1];
  if (tail === undefined) return undefined;
  const [service = "", action = ""] = tail
    .replace(/^aws-sdk:/, "")
    .toLowerCase()
    .split(":");
  return action === "" ? undefined : { service, action: action.replace(/\..*$/, "") };
}
