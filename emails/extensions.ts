import { StarterKit } from "@react-email/editor/extensions";
import { EmailTheming } from "@react-email/editor/plugins";
import { imageNode, variableNode } from "./nodes";
import { emailTheme } from "./theme";

/** What an email's document may be made of. The editor and the compiler read the same list, so neither knows a node the other does not. */
export const emailExtensions = () => [StarterKit.configure(), EmailTheming.configure({ theme: emailTheme }), variableNode, imageNode];
