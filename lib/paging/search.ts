/** A LIKE pattern that finds a text anywhere, its own wildcards taken as they are. */
export const likePattern = (text: string): string => `%${text.replace(/[\\%_]/g, "\\$&")}%`;

/** A LIKE pattern that finds what begins with a text. In byte order it is one range of an index. */
export const prefixPattern = (text: string): string => likePattern(text).slice(1);
