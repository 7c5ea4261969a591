export { type DataProfile, profileSchema } from "../profile/document.ts";
export { type ProfileOptions, profileData } from "../profile/profile-data.ts";
export { renderProfileHtml } from "../profile/report/html.ts";
export { renderProfileMarkdown } from "../profile/report/markdown.ts";
export { type ProfileReportContext, renderProfile } from "../profile/report/terminal.ts";
