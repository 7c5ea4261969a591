import { AssetGraph } from "@castellan/graph";
import { describe, expect, it } from "vitest";
import { codeDiscoverer } from "../../discover/code/index.ts";
import { dvc } from "../../discover/dvc/index.ts";
import { readProject } from "../../discover/testing/read-project.ts";
import { LibraryIndex } from "../../knowledge/index-libraries.ts";
import { loadKnowledge } from "../../knowledge/load.ts";
import { ciJobs } from "./index.ts";

const TRAIN = "from sklearn.linear_model import LinearRegression\n\ndef fit(x, y):\n    LinearRegression().fit(x, y)\n";
const FILES = {
  "src/training.py": TRAIN,
  "src/other.py": "from sklearn.svm import SVC\n\ndef also(x, y):\n    SVC().fit(x, y)\n\ndef help():\n    pass\n",
  "src/run.py":
    "import other\nfrom training import fit\n\ndef main():\n    other.help()\n    fit([], [])\n\nif __name__ == '__main__':\n    main()\n",
  Makefile: "lint:\n\truff check src/run.py\ntrain: lint\n\tpython src/run.py --epochs 3\n",
  "jobs/all.sh": "export A=1\npython src/run.py \\\n  --x 1\naws s3 cp models/ s3://weights/$USER/models --recursive\n",
  "jobs/job.yaml": "name: j\nentrypoint: bash jobs/all.sh\n",
};

async function jobsOf(files: { readonly [path: string]: string }): Promise<readonly string[]> {
  const project = await readProject({ ...FILES, ...files });
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
  for (const discoverer of [codeDiscoverer(new LibraryIndex(loadKnowledge())), dvc]) discoverer.discover(project, sink);
  ciJobs.connect(project, graph.all(), graph);
  const { assets, relations } = graph.all();
  const named = new Map(assets.map(({ id, kind, name }) => [id, `${kind} ${name}`]));
  return relations
    .map(({ from, kind, to }) => `${named.get(from) ?? "?"} -${kind}-> ${named.get(to) ?? "?"}`)
    .filter((edge) => edge.startsWith("ci-job ") || edge.includes("stored_in"))
    .sort();
}

const workflow = (job: string): { readonly [path: string]: string } => ({ ".github/workflows/w.yml": `name: W\non: push\njobs:\n${job}` });

describe("ci-jobs", () => {
  it("follows make rules and imports to the run, and leaves out jobs that only look at code", async () => {
    expect(
      await jobsOf(
        workflow(
          "  train:\n    steps:\n      - run: make train\n        env: {TOKEN: '${{ secrets.DATA_TOKEN }}', HOST: '${{ secrets.DB_HOST }}'}\n  lint:\n    steps:\n      - run: make lint && python -m pytest src/training.py\n",
        ),
      ),
    ).toEqual(["ci-job train -authenticated_by-> secret-ref DATA_TOKEN", "ci-job train -runs-> training-run training"]);
  });

  it("takes files that are handed to an action or a workflow of another repository for what is run", async () => {
    expect(
      await jobsOf(
        workflow(
          "  train:\n    uses: acme/workflows/.github/workflows/run.yml@main\n    with: { job-file: jobs/job.yaml }\n    secrets: { token: '${{ secrets.CLOUD_TOKEN }}' }\n  keep:\n    steps:\n      - uses: actions/upload-artifact@v4\n        with: { path: jobs/job.yaml }\n",
        ),
      ),
    ).toEqual([
      "ci-job train -authenticated_by-> secret-ref CLOUD_TOKEN",
      "ci-job train -runs-> training-run training",
      "ci-job train -writes_to-> storage weights",
      "model LinearRegression -stored_in-> storage weights",
    ]);
  });

  it("knows files of Cloud Build by the builders, and the clone of the project in a folder of its own", async () => {
    expect(
      await jobsOf({
        "build/model.yaml":
          "steps:\n- name: gcr.io/cloud-builders/git\n  args: [clone, $_REPO]\n- name: $_IMAGE\n  entrypoint: python\n  args: [src/run.py, --mode, train]\n  dir: cloned\n",
        "build/other.yaml": "steps:\n- name: train\n  entrypoint: python\n  args: [src/run.py]\n",
      }),
    ).toEqual(["ci-job model -runs-> training-run training"]);
  });

  it("reads stages of Jenkinsfiles: folders, credentials, options that they hand over", async () => {
    expect(
      await jobsOf({
        "ci/Jenkinsfile.train": `pipeline {
  environment { MLFLOW_TOKEN = credentials('mlflow-token') }
  stages {
    stage('Lint') { steps { sh 'ruff check src' } }
    stage('Train') { steps { dir('../src') { sh "python run.py --epochs \${EPOCHS}" } } }
  }
}`,
      }),
    ).toEqual(["ci-job Train -authenticated_by-> secret-ref mlflow-token", "ci-job Train -runs-> training-run training"]);
  });

  it("reads jobs of GitLab below a folder, what they extend, and programs that stand in a command", async () => {
    expect(
      await jobsOf({
        "ml/train.gitlab-ci.yml": `
.ml:
  before_script: [pip install -r requirements.txt]
  variables: { TOKEN: $REGISTRY_TOKEN }
train:
  extends: .ml
  script:
    - |
      python -c "
      from training import fit
      fit([], [])
      "
`,
        "ml/training.py": TRAIN,
      }),
    ).toEqual(["ci-job train -authenticated_by-> secret-ref REGISTRY_TOKEN", "ci-job train -runs-> training-run training"]);
  });

  it("says which job puts an endpoint into service by a script", async () => {
    expect(
      await jobsOf({
        ".gitlab-ci.yml": "variables: { NAME: risk-live }\ndeploy:\n  script: [python deploy.py --endpoint-name $NAME]\n",
        "deploy.py": `import argparse
import boto3
parser = argparse.ArgumentParser()
parser.add_argument("--endpoint-name")
args = parser.parse_args()
boto3.client("sagemaker").create_endpoint(EndpointName=args.endpoint_name, EndpointConfigName="risk")
`,
      }),
    ).toEqual(["ci-job deploy -deploys-> endpoint risk-live"]);
  });

  it("follows job files and shell scripts, and says where they put models", async () => {
    expect(
      await jobsOf(
        workflow(
          "  work:\n    steps:\n      - uses: aws-actions/configure-aws-credentials@v4\n        with: {role-to-assume: 'arn:aws:iam::1:role/ci'}\n      - run: |\n          export KEY=${{ secrets.CLI_TOKEN }}\n          anyscale jobs submit jobs/job.yaml --wait\n",
        ),
      ),
    ).toEqual([
      "ci-job work -authenticated_by-> secret-ref CLI_TOKEN",
      "ci-job work -calls-> ai-service anyscale",
      "ci-job work -runs-> training-run training",
      "ci-job work -runs_as-> identity arn:aws:iam::1:role/ci",
      "ci-job work -writes_to-> storage weights",
      "model LinearRegression -stored_in-> storage weights",
    ]);
  });

  it("reads local actions, reusable workflows and the folder of a step", async () => {
    expect(
      await jobsOf({
        ".github/workflows/w.yml":
          "jobs:\n  a:\n    steps:\n      - uses: ./.github/actions/train\n  b:\n    uses: ./.github/workflows/inner.yml\n  c:\n    steps:\n      - run: python -m run\n        working-directory: ./src\n",
        ".github/actions/train/action.yml": "runs:\n  using: composite\n  steps:\n    - run: python src/run.py\n      shell: bash\n",
        ".github/workflows/inner.yml": "on: workflow_call\njobs:\n  x:\n    steps:\n      - run: cd src && python run.py\n",
      }),
    ).toEqual(["a", "b", "c", "x"].map((name) => `ci-job ${name} -runs-> training-run training`));
  });

  it("runs a pipeline rather than what its stages run", async () => {
    expect(
      await jobsOf({
        "dvc.yaml": "stages:\n  train:\n    cmd: python src/run.py\n    deps: [src/run.py]\n    outs: [model.pkl]\n",
        ...workflow("  repro:\n    steps:\n      - run: dvc repro\n"),
      }),
    ).toEqual(["ci-job repro -runs-> pipeline test"]);
  });

  it("reads GitLab, Azure Pipelines, CircleCI and Cloud Build", async () => {
    expect(
      await jobsOf({
        ".gitlab-ci.yml": "stages: [a]\nfit:\n  stage: a\n  script:\n    - pip install .\n    - python src/run.py --key $STORE_API_KEY\n",
        "azure-pipelines.yml":
          "stages:\n  - stage: s\n    jobs:\n      - job: azure\n        steps:\n          - task: AzureCLI@2\n            inputs: {azureSubscription: ml-connection, inlineScript: python src/run.py}\n",
        ".circleci/config.yml": "jobs:\n  circle:\n    steps:\n      - checkout\n      - run: {name: t, command: python src/run.py}\n",
        "cloudbuild.yaml":
          "steps:\n  - name: python\n    entrypoint: python\n    args: [src/run.py]\nserviceAccount: projects/p/serviceAccounts/b@p.iam.gserviceaccount.com\n",
      }),
    ).toEqual([
      "ci-job azure -runs-> training-run training",
      "ci-job azure -runs_as-> identity ml-connection",
      "ci-job circle -runs-> training-run training",
      "ci-job cloudbuild -runs-> training-run training",
      "ci-job cloudbuild -runs_as-> identity b@p.iam.gserviceaccount.com",
      "ci-job fit -authenticated_by-> secret-ref STORE_API_KEY",
      "ci-job fit -runs-> training-run training",
    ]);
  });

  it("stands odd forms", async () => {
    expect(
      await jobsOf({
        ".github/workflows/w.yml":
          "jobs:\n  a:\n  b: [1]\n  c: {uses: ./.github/workflows/w.yml}\n  d: {steps: [null, {uses: ./x}, {run: [a]}]}\n",
        ".gitlab-ci.yml": "a: 1\nb: {script: 3}\n",
        "cloudbuild.yaml": "steps: [1, {args: x}]\n",
      }),
    ).toEqual([]);
  });
});
