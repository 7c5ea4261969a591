import { OTHER_ZIP_PROFILES } from "../other-models.ts";
import type { ZipProfile } from "./zip-profile.ts";

/** All that accept an archive are asked, in this order. */
export const ZIP_PROFILES: readonly ZipProfile[] = [...OTHER_ZIP_PROFILES];
import { npz } from "./npz-profile.ts";
import type { ZipProfile } from "./zip-profile.ts";

/** All that accept an archive are asked, in this order. */
export const ZIP_PROFILES: readonly ZipProfile[] = [npz];
