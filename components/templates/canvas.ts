/** What is put where the cursor is: a node of the editor's document. */
export type Insertable = { type: string; attrs: Record<string, unknown> };

/** Where an email's content is written. It is given from outside, because it is large and knows the nodes that emails are made of. */
export type CanvasProps = {
  document: Record<string, unknown>;
  onChange: (document: Record<string, unknown>) => void;
  onReady: (canvas: { insert: (node: Insertable) => void }) => void;
};
