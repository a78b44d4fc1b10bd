// npm run seed [-- you@example.com] [--customers 2000] [--data <folder>]
// Makes the sample shop for this account, or for the first there is, and prints its address. The instance must be running.
import { runBeside } from "./launch/instance-of.mjs";

await runBeside("seed", [], ["customers"]);
