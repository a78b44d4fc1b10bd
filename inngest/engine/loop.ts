import type { Logger } from "pino";

export type Loop = { poke(): void; stop(): Promise<void> };

const FIRST_PAUSE = 50;
const LONGEST_PAUSE = 2_000;
const LONGEST_BREATH = 100;

/**
 * Does `work` over and over, never twice at once: again while it answers true, else after a poke, or after the time it asks for, or after
 * `every` milliseconds. What it throws is told, and it is tried again after a pause. With a `breath`, it rests after work that found something
 * for as long as that took, and for so many milliseconds at least: what comes close together is done together, the more the busier the
 * machine is, and however much there is to do, half of the time is left to others. Alone, it still begins at once.
 */
export function startLoop(name: string, every: number, work: () => Promise<boolean | number>, logger: Logger, breath = 0): Loop {
  let wake: () => void = () => undefined;
  let poked = false;
  let stopped = false;
  let pause = FIRST_PAUSE;
  const rest = (millis: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, millis);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const run = async () => {
    while (!stopped) {
      poked = false;
      const begun = performance.now();
      try {
        const more = await work();
        pause = FIRST_PAUSE;
        const rested = Math.min(Math.max(breath, performance.now() - begun), LONGEST_BREATH);
        if (more === true && breath > 0 && !stopped) await new Promise((resolve) => setTimeout(resolve, rested));
        if (more !== true && !poked && !stopped) await rest(more === false ? every : Math.min(more, every));
      } catch (error) {
        logger.warn({ err: error, loop: name }, "The engine will try again.");
        if (!stopped) await rest(pause);
        pause = Math.min(pause * 2, LONGEST_PAUSE);
      }
    }
  };
  const running = run();
  return {
    poke() {
      poked = true;
      wake();
    },
    async stop() {
      stopped = true;
      wake();
      await running;
    },
  };
}
