// npm run hand-over [--data <folder>]
// Gives the jobs that the built-in engine has not finished to the Inngest server which the environment names. The worker must not run them any more.
import { runBeside } from "./launch/instance-of.mjs";

await runBeside("hand-over", []);
