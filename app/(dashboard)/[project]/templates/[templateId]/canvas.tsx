"use client";

import { EmailEditor, type EmailEditorRef } from "@react-email/editor";
import "@react-email/editor/themes/default.css";
import "./canvas.css";
import { Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import { useMemo } from "react";
import type { CanvasProps } from "@/components/templates/canvas";
import { liquidChips } from "@/emails/chips";
import { emailExtensions } from "@/emails/extensions";
import { emailTheme } from "@/emails/theme";
import { addresses } from "./addresses";

/** The editor gives its own box no name. */
const named = Extension.create({
  name: "named",
  addProseMirrorPlugins: () => [
    new Plugin({ props: { attributes: { role: "textbox", "aria-label": "Content of the email", "aria-multiline": "true" } } }),
  ],
});

/** The editor's attributes have no prototype, and what has none does not reach the server: plain objects do. */
const plain = (document: ReturnType<EmailEditorRef["getJSON"]>): typeof document => JSON.parse(JSON.stringify(document));

/** React Email's editor, with the same nodes that emails are compiled from. */
export default function Canvas({ document, onChange, onReady }: CanvasProps) {
  const extensions = useMemo(() => [...emailExtensions(), named, ...addresses, liquidChips], []);
  const ready = ({ editor }: EmailEditorRef) => {
    if (!editor) return;
    let place = { from: editor.state.selection.from, to: editor.state.selection.to };
    // A dialog that opens takes the focus, and browsers then move the selection: what counts is where the writer last was.
    editor.on("transaction", ({ editor: { isFocused, state } }) => {
      if (isFocused) place = { from: state.selection.from, to: state.selection.to };
    });
    onReady({ insert: (node) => void editor.chain().setTextSelection(place).insertContent(node).focus().run() });
  };
  return (
    <EmailEditor
      content={document}
      extensions={extensions}
      theme={emailTheme}
      onReady={ready}
      onUpdate={(ref) => onChange(plain(ref.getJSON()))}
      className="email-canvas email-paper"
    />
  );
}
