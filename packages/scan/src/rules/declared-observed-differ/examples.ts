import type { Json } from "@castellan/graph";

/** A notebook in code, as the examples of both rules have it. */
export const NOTEBOOK_CODE =
  'resource "aws_sagemaker_notebook_instance" "research" {\n  name                   = "research"\n  role_arn               = "arn:aws:iam::111122223333:role/research"\n  instance_type          = "ml.t3.medium"\n  direct_internet_access = "Disabled"\n  root_access            = "Disabled"\n}\n';

/** An inventory with that notebook, and with others of the names that are given. */
export function inventoryExample(
  settings: { readonly [attribute: string]: Json },
  unread: readonly string[] = [],
  others: readonly string[] = [],
): string {
  const notebook = (name: string, attributes: { readonly [attribute: string]: Json }): object => ({
    address: `arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/${name}`,
    type: "AWS::SageMaker::NotebookInstance",
    account: "111122223333",
    region: "eu-west-1",
    attributes: { NotebookInstanceName: name, ...attributes },
    ...(unread.length === 0 ? {} : { unread }),
  });
  return JSON.stringify({
    schema: "castellan/inventory/1",
    provider: "aws",
    accounts: [{ id: "111122223333", regions: ["eu-west-1"] }],
    resources: [
      notebook("research", { RoleArn: "arn:aws:iam::111122223333:role/research", ...settings }),
      ...others.map((name) => notebook(name, { DirectInternetAccess: "Disabled", RootAccess: "Disabled" })),
    ],
    calls: [],
    summary: { resources: 1 + others.length, calls: 0, unread: unread.length, complete: unread.length === 0 },
  });
}
