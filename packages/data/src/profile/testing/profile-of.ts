import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { type DataProfile, profileSchema } from "../document.ts";
import { type ProfileOptions, profileData } from "../profile-data.ts";

/** Files in a folder that is gone when the test ends. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), "castellan-profile-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** The profile of one file with this content, checked against its schema. */
export async function profileOf(name: string, content: string | Uint8Array, options: Partial<ProfileOptions> = {}): Promise<DataProfile> {
  return await profileFolder({ [name]: content }, options, name);
}

export async function profileFolder(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: Partial<ProfileOptions> = {},
  inside = "",
): Promise<DataProfile> {
  return profileSchema.parse(await profileData(join(folderOf(files), inside), { version: "0", jobs: 0, ...options }));
}

/** One column of a profile. */
export function columnOf(profile: DataProfile, name: string): DataProfile["columns"][number] {
  const column = profile.columns.find((each) => each.name === name);
  if (column === undefined) throw new Error(`no column ${name} among ${profile.columns.map((each) => each.name).join(", ")}`);
  return column;
}

export function codes(profile: DataProfile): readonly string[] {
  return profile.warnings.map(({ code }) => code);
}
