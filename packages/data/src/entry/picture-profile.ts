export { type PictureProfile, pictureProfileSchema } from "../picture-profile/document.ts";
export { type PictureProfileOptions, pictureLayout, profilePictures } from "../picture-profile/profile-pictures.ts";
export { type PictureReportContext, renderPictureProfile } from "../picture-profile/report/terminal.ts";
