export { type DataProfile, profileJsonSchema, profileSchema } from "../profile/document.ts";
export { type ProfileOptions, profileData } from "../profile/profile-data.ts";
export { type ProfileReportContext, renderProfile } from "../profile/report/terminal.ts";
