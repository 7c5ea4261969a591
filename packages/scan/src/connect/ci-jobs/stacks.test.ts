import { AssetGraph } from "@castellan/graph";
import { describe, expect, it } from "vitest";
import { cloudformationDiscoverer } from "../../discover/cloudformation/index.ts";
import { codeDiscoverer } from "../../discover/code/index.ts";
import { readProject } from "../../discover/testing/read-project.ts";
import { LibraryIndex } from "../../knowledge/index-libraries.ts";
import { loadKnowledge } from "../../knowledge/load.ts";
import { ciJobs } from "./index.ts";

const PIPELINE = `from sagemaker.workflow.pipeline import Pipeline

def build(role=None, bucket=None):
    return Pipeline(name="Churn", steps=[])
`;
const SERVING = `Resources:
  Model:
    Type: AWS::SageMaker::Model
    Properties: { Containers: [{ ModelPackageName: !Ref Package }] }
  Endpoint:
    Type: AWS::SageMaker::Endpoint
    Properties: { EndpointName: churn }
`;
const STORES = `Resources:
  Artifacts:
    Type: AWS::S3::Bucket
    Properties: { BucketName: !Sub "churn-artifacts-\${Project}" }
  Other:
    Type: AWS::S3::Bucket
    Properties: { BucketName: !Sub "churn-other-\${Project}" }
`;

async function edges(files: { readonly [path: string]: string }): Promise<readonly string[]> {
  const project = await readProject(files);
  const graph = new AssetGraph();
  const sink = {
    asset: graph.add.bind(graph),
    describe: graph.describe.bind(graph),
    relate: graph.relate.bind(graph),
    package: () => undefined,
    resource: () => undefined,
    unresolved: () => undefined,
    usage: () => undefined,
  };
  for (const discoverer of [codeDiscoverer(new LibraryIndex(loadKnowledge())), cloudformationDiscoverer])
    discoverer.discover(project, sink);
  ciJobs.connect(project, graph.all(), graph);
  const { assets, relations } = graph.all();
  const named = new Map(assets.map(({ id, kind, name }) => [id, `${kind} ${name}`]));
  return relations.map(({ from, kind, to }) => `${named.get(from) ?? "?"} -${kind}-> ${named.get(to) ?? "?"}`).sort();
}

const job = (name: string, run: string): string =>
  `name: n\non: push\njobs:\n  ${name}:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: |\n${run
    .split("\n")
    .map((line) => `          ${line}`)
    .join("\n")}\n`;

describe("jobs that start pipelines and deploy stacks, also below a folder that is a repository of its own", () => {
  it("follows a console script of setup.py to the module that it is told to load, with its role and its bucket", async () => {
    const found = await edges({
      "seed/.github/workflows/build.yml": job(
        "Build",
        "export BUCKET=churn-artifacts-$PROJECT\nexport ROLE_ARN=arn:aws:iam::${{ steps.who.outputs.account }}:role/service-role/PipelineRole\nrun-it --module-name flows.churn --role-arn $ROLE_ARN",
      ),
      "seed/setup.py": `from setuptools import setup\nsetup(entry_points={"console_scripts": ["show-it=flows.show:main", "run-it=flows.run:main"]})\n`,
      "seed/flows/run.py": "def main():\n    pass\n",
      "seed/flows/churn.py": PIPELINE,
      "infra/stores.yml": STORES,
    });
    expect(found).toEqual([
      "ci-job Build -runs-> pipeline Churn",
      "pipeline Churn -runs_as-> identity PipelineRole",
      "pipeline Churn -writes_to-> storage Artifacts",
    ]);
  });

  it("deploys what a template declares, by a command and by a script", async () => {
    const byCommand = await edges({
      ".github/workflows/d.yml": job("Deploy", "aws cloudformation deploy --template-file infra/serving.yml --stack-name s"),
      "infra/serving.yml": SERVING,
    });
    expect(byCommand).toContain("ci-job Deploy -deploys-> endpoint churn");
    const byScript = await edges({
      ".github/workflows/d.yml": job("Deploy", "python deploy.py --stage prod"),
      "deploy.py": `import boto3\nbody = open("infra/serving.yml").read()\nboto3.client("cloudformation").create_stack(StackName="s", TemplateBody=body)\n`,
      "infra/serving.yml": SERVING,
    });
    expect(byScript).toContain("ci-job Deploy -deploys-> endpoint churn");
    const other = await edges({
      ".github/workflows/d.yml": job("Deploy", "python read.py"),
      "read.py": `print(open("infra/serving.yml").read())\n`,
      "infra/serving.yml": SERVING,
    });
    expect(other.filter((edge) => edge.startsWith("ci-job"))).toEqual([]);
  });
});
