const WORDS: Record<string, string> = {
  string: "Text",
  number: "Number",
  boolean: "Yes or no",
  array: "List",
  object: "Object",
  mixed: "Several types",
};

/** What people read for the type of a trait's values. */
export const typeWord = (type: string): string => WORDS[type] ?? type;
