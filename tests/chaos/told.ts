import { type Figure, publish } from "../bench/harness.ts";

/** A figure that must not be more than its aim. */
export const atMost = (name: string, value: number, unit: string, aim: number): Figure => ({
  name: `${name} (at most ${aim})`,
  value,
  unit,
  yardstick: null,
  ratio: null,
  aim,
  ok: value <= aim,
});

export const fact = (name: string, value: number, unit: string): Figure => ({
  name,
  value,
  unit,
  yardstick: null,
  ratio: null,
  aim: null,
  ok: null,
});

/** Publishes what a run found, and fails it where a figure is not what it must be. */
export function conclude(name: string, figures: Figure[]) {
  publish(name, figures, "chaos");
  const broken = figures.filter(({ ok }) => ok === false);
  for (const figure of broken) console.error(`Not met: ${figure.name}, but ${Math.round(figure.value)} ${figure.unit}`);
  process.exitCode = broken.length > 0 ? 1 : 0;
}
