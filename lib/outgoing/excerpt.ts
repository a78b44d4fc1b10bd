const LENGTH = 300;

/** The beginning of an answer, for people to read: on one line, and without what looks like an address or a secret. */
export const excerptOf = (body: string): string =>
  body
    .slice(0, 4 * LENGTH)
    .replace(/[\p{Cc}\s]+/gu, " ")
    .replace(/[^\s"'<>@]+@[^\s"'<>@]+/g, "…@…")
    .replace(/[\w+/=-]{24,}/g, "…")
    .trim()
    .slice(0, LENGTH);
