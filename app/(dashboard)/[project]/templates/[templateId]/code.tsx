"use client";

import { liquid } from "@codemirror/lang-liquid";
import CodeMirror, { EditorView } from "@uiw/react-codemirror";
import { useTheme } from "next-themes";
import { useMemo } from "react";
import { type CodeProps, liquidOf } from "@/components/templates/canvas";

const look = EditorView.theme({
  "&": { fontSize: "var(--text-sm)" },
  ".cm-content": { fontFamily: "var(--font-geist-mono), ui-monospace, monospace" },
});

/** HTML with Liquid, coloured. It is what is sent, once it was cleaned and compiled. */
export default function Code({ html, onChange, onReady }: CodeProps) {
  const { resolvedTheme } = useTheme();
  const extensions = useMemo(
    () => [liquid(), look, EditorView.lineWrapping, EditorView.contentAttributes.of({ "aria-label": "HTML of the email" })],
    [],
  );
  return (
    <CodeMirror
      value={html}
      height="60vh"
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      extensions={extensions}
      onChange={onChange}
      onCreateEditor={(view) =>
        onReady({
          insert: (node) => {
            view.dispatch(view.state.replaceSelection(liquidOf(node)));
            view.focus();
          },
        })
      }
    />
  );
}
