/** How large an uploaded picture may be, in bytes. */
export const MAX_UPLOAD = 5 * 1024 * 1024;

/** A picture that emails may show. Its address never shows anything else. */
export type ShownPicture = { url: string; name: string; width: number; height: number };
