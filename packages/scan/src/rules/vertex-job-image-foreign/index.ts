import { factors } from "../card.ts";
import { fromAsset, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "vertex-job-image-foreign";
/** Registries of Google Cloud, its own images and those of projects. */
const OWN = /^(?:[a-z]+\.)?gcr\.io\/|^[\w-]+-docker\.pkg\.dev\//;
const CODE = (image: string): string =>
  `from google.cloud import aiplatform\n\njob = aiplatform.CustomContainerTrainingJob(display_name="train", container_uri="${image}")\n`;

/** Training jobs and models that code brings to Vertex AI in images of registries outside of Google Cloud. */
export const vertexJobImageForeign: Rule = {
  card: {
    id: ID,
    title: "A Vertex AI job or model runs a container image of a foreign registry",
    appliesTo: ["training-run", "model", "container-image"],
    why: "Whoever may push there runs code beside the training data, with the service account of the job.",
    fix: "Copy the image to Artifact Registry and name it by digest.",
    base: factors(2, 2, 3, 2),
    controls: ["ADS-SUPP-03"],
    bad: [{ title: "from Docker Hub", files: { "train.py": CODE("acme/train:1") } }],
    good: [{ title: "from the own registry", files: { "train.py": CODE("europe-west1-docker.pkg.dev/ml/images/train:1") } }],
  },
  because: { exposure: "whoever may push to that registry", data: "training data and the account of the job" },
  check: (inventory) =>
    judgeEach(
      inventory
        .ofKind("training-run", "model", "deployed-model")
        .filter(({ attributes }) => attributes["library"] === "vertex-ai-platform"),
      (work) => {
        const images = inventory.from(work.id, "uses_image").flatMap(({ to }) => inventory.asset(to) ?? []);
        if (images.length === 0) return "not-applicable";
        const known = images.filter(({ name }) => !/[{$]/.test(name));
        const foreign = known.find(({ name }) => !OWN.test(name));
        if (foreign === undefined) return known.length < images.length ? "unknown" : "passed";
        return fromAsset(ID, work, {
          message: `${plain(work.name, 40)} runs the image ${plain(foreign.name, 60)}, of a registry outside of Google Cloud.`,
          headline: `Whoever may push ${plain(foreign.name, 50)} runs code beside the training data`,
          more: foreign.occurrences.slice(0, 2),
        });
      },
      "the name of an image that only a run knows",
    ),
};
