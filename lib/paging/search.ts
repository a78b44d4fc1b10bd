/** A LIKE pattern that finds a text anywhere, its own wildcards taken as they are. */
export const likePattern = (text: string): string => `%${text.replace(/[\\%_]/g, "\\$&")}%`;
