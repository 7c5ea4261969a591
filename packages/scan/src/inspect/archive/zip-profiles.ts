import { kerasArchive } from "../keras/zip-profile.ts";
import { OTHER_ZIP_PROFILES } from "../other-models.ts";
import { TENSOR_ZIP_PROFILES } from "../tensor-models.ts";
import { torchZip } from "../torch/torch-zip.ts";
import { npz } from "./npz-profile.ts";
import type { ZipProfile } from "./zip-profile.ts";

/** All that accept an archive are asked, in this order. */
export const ZIP_PROFILES: readonly ZipProfile[] = [torchZip, npz, kerasArchive, ...TENSOR_ZIP_PROFILES, ...OTHER_ZIP_PROFILES];
