// npm run reset-password -- you@example.com [--data <folder>]
// Prints a link with which this account gets a new password. The instance must be running; the link works once, within the hour.
import { runBeside } from "./launch/instance-of.mjs";

await runBeside("reset-password", ["Whose password? npm run reset-password -- you@example.com"]);
