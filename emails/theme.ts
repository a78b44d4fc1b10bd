import { EDITOR_THEMES, extendTheme, getMergedCssJs, themeStylesToPanelOverrides } from "@react-email/editor/plugins";
import { COLOUR, SANS, WIDTH } from "./look";

const text = { color: COLOUR.ink, fontFamily: SANS, fontSize: "16px", lineHeight: "1.6" };
const title = { color: COLOUR.ink, fontFamily: SANS, fontWeight: 600, letterSpacing: "-0.01em" };

/** How the nodes of an email look, in the editor and in what is sent alike. */
export const emailTheme = extendTheme("minimal", {
  body: { backgroundColor: COLOUR.canvas, ...text },
  container: {
    backgroundColor: "transparent",
    width: `${WIDTH}px`,
    paddingTop: "0px",
    paddingRight: "0px",
    paddingBottom: "0px",
    paddingLeft: "0px",
  },
  h1: { ...title, fontSize: "26px", lineHeight: "1.25", paddingBottom: "16px" },
  h2: { ...title, fontSize: "20px", lineHeight: "1.3", paddingTop: "12px", paddingBottom: "10px" },
  h3: { ...title, fontSize: "16px", lineHeight: "1.4", paddingTop: "8px", paddingBottom: "6px" },
  paragraph: { ...text, paddingBottom: "16px" },
  list: { ...text, paddingBottom: "16px" },
  link: { color: COLOUR.ink, textDecoration: "underline" },
  button: {
    backgroundColor: COLOUR.ink,
    color: "#ffffff",
    fontFamily: SANS,
    fontSize: "15px",
    fontWeight: 600,
    borderRadius: "6px",
    paddingTop: "12px",
    paddingRight: "20px",
    paddingBottom: "12px",
    paddingLeft: "20px",
    marginTop: "4px",
    marginBottom: "20px",
    textDecoration: "none",
  },
});

const panels = themeStylesToPanelOverrides(emailTheme.styles, EDITOR_THEMES.minimal);

/** The same, as styles to be written inline. */
export const emailStyles = getMergedCssJs("minimal", panels);
