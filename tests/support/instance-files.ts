import { delimiter } from "node:path";

/** `npm test` starts instances of its own and names their files; by hand it is the one of `npm start`. */
export const instanceFiles = (process.env.CROWDPOWER_INSTANCE ?? ".data/instance.json").split(delimiter);

/** That of this Playwright worker, so that what one test does to an instance is seen by no other that runs at the same time. */
export const instanceFile = () => instanceFiles[Number(process.env.TEST_PARALLEL_INDEX ?? 0) % instanceFiles.length]!;
