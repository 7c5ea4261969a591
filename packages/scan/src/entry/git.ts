export { headRevision } from "../engine/git-changes.ts";
export { materialiseRevision } from "../engine/git-revision.ts";
export { remoteOf, repositoryAround } from "../project/git/repository.ts";
