import { Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { type EditorState, Plugin } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { chipsIn } from "./liquid";

/**
 * Shows the Liquid of an email's text in plain words, except where the cursor is: there it is read and edited as it is written. It is only
 * seen differently: the document is not touched.
 */
export const liquidChips = Extension.create({
  name: "liquidChips",
  addProseMirrorPlugins: () => [new Plugin({ props: { decorations: chipsOf } })],
});

function chipsOf({ doc, selection: { anchor, head } }: EditorState): DecorationSet {
  const found: Decoration[] = [];
  doc.descendants((node, at) => {
    for (const { from, to, words } of chipsIn(node.text ?? "")) {
      const isHere = [anchor, head].some((cursor) => cursor >= at + from && cursor <= at + to);
      found.push(...chip(at + from, at + to, { words, isTag: isTag(node, from), isHere }));
    }
  });
  return DecorationSet.create(doc, found);
}

const isTag = ({ text = "" }: Node, from: number) => text[from + 1] === "%";

function chip(from: number, to: number, { words, isTag, isHere }: { words: string; isTag: boolean; isHere: boolean }): Decoration[] {
  const looks = ["email-variable", "email-liquid", isTag && "email-tag", isHere && "email-here"].filter(Boolean).join(" ");
  const told = () => Object.assign(document.createElement("span"), { className: looks, textContent: words });
  return [
    Decoration.widget(from, told, { side: -1, key: `${looks} ${words}` }),
    Decoration.inline(from, to, { class: isHere ? "email-raw email-here" : "email-raw" }),
  ];
}
