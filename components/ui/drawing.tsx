import type { ReactNode } from "react";

type Point = readonly [x: number, y: number];

const Ring = ({ at: [x, y], r = 2.5 }: { at: Point; r?: number }) => (
  <circle cx={x} cy={y} r={r} className="fill-canvas stroke-edge" strokeWidth={1.25} />
);
const Lit = ({ at: [x, y], r = 3 }: { at: Point; r?: number }) => <circle cx={x} cy={y} r={r} className="fill-people" />;
const Nobody = ({ at: [x, y] }: { at: Point }) => (
  <circle cx={x} cy={y} r={5} className="fill-none stroke-edge" strokeWidth={1.25} strokeDasharray="2 2" />
);
const Line = ({ d }: { d: string }) => <path d={d} className="fill-none stroke-line" strokeWidth={1.25} />;

const Rings = ({ at }: { at: readonly Point[] }) => at.map((point) => <Ring key={String(point)} at={point} />);
const Lits = ({ at }: { at: readonly Point[] }) => at.map((point) => <Lit key={String(point)} at={point} />);

const around = (n: number, of: number, [x, y]: Point, r: number): Point[] =>
  Array.from({ length: n }, (_, i) => {
    const angle = (i / of) * 2 * Math.PI - Math.PI / 2;
    return [Math.round(x + r * Math.cos(angle)), Math.round(y + r * Math.sin(angle))];
  });
const row = (y: number, from: number, n: number): Point[] => Array.from({ length: n }, (_, i) => [from + i * 9, y]);

const SPREAD = [8, 22, 36, 50, 64];

/** What would be here, drawn by the Crowd: people are round, things are square, and who is meant is lit. */
const DRAWINGS = {
  customers: [24, 48].flatMap((y) => [24, 48, 72, 96].map((x) => <Nobody key={`${x} ${y}`} at={[x, y]} />)),
  segments: (
    <>
      <Rings at={around(9, 16, [70, 36], 28)} />
      <Lits at={[...around(5, 5, [70, 36], 11), [70, 36]]} />
      <Rings at={[...row(22, 22, 2), ...row(36, 13, 3), ...row(50, 22, 2)]} />
    </>
  ),
  events: (
    <>
      <Line d="M8 36H112" />
      <Rings at={[16, 26, 48, 58, 76].map((x): Point => [x, 36])} />
      <Lit at={[98, 36]} r={4} />
    </>
  ),
  traits: (
    <>
      <Lit at={[34, 36]} r={5} />
      <Line d="M46 24H52M46 36H52M46 48H52" />
      <Rings at={[...row(24, 60, 4), ...row(36, 60, 2), ...row(48, 60, 3)]} />
    </>
  ),
  tags: (
    <>
      <rect x={42} y={23} width={36} height={26} rx={4} className="fill-none stroke-edge" strokeWidth={1.25} />
      <Lits at={row(36, 51, 3)} />
      <Rings at={[...row(36, 15, 2), ...row(36, 96, 2)]} />
    </>
  ),
  automations: (
    <>
      <Line d="M14 18H62Q72 18 72 28V44Q72 54 82 54H106" />
      <Rings at={[...row(18, 14, 4), [72, 42]]} />
      <Lits at={[[72, 30], ...row(54, 92, 2)]} />
    </>
  ),
  broadcasts: (
    <>
      <Line d={SPREAD.map((y) => `M26 36C56 36 62 ${y} 96 ${y}`).join("")} />
      <Lit at={[24, 36]} r={5} />
      <Rings at={SPREAD.map((y): Point => [100, y])} />
    </>
  ),
  templates: (
    <>
      <rect x={24} y={4} width={72} height={64} rx={4} className="fill-none stroke-line" strokeWidth={1.25} />
      <Rings at={[...row(16, 36, 4), ...row(28, 36, 6), ...row(56, 36, 5)]} />
      <Lit at={[60, 42]} />
    </>
  ),
  integrations: (
    <>
      <Rings at={[...around(6, 6, [26, 36], 14), ...around(6, 6, [94, 36], 14)]} />
      <Line d="M42 36H78" />
      <Lits at={row(36, 51, 3)} />
    </>
  ),
  messages: (
    <>
      <rect x={14} y={22} width={40} height={28} rx={4} className="fill-none stroke-edge" strokeWidth={1.25} />
      <Line d="M14 26L34 39L54 26" />
      <Rings at={row(36, 65, 3)} />
      <Lit at={[102, 36]} r={5} />
    </>
  ),
  jobs: (
    <>
      <Line d="M10 36H110" />
      <Rings at={row(36, 14, 6)} />
      <rect x={78} y={26} width={20} height={20} rx={4} className="fill-canvas stroke-edge" strokeWidth={1.25} />
      <Lit at={[88, 36]} />
    </>
  ),
  missing: (
    <>
      <Rings at={[...row(24, 24, 9), ...row(36, 24, 4), ...row(36, 69, 4), ...row(48, 24, 9)]} />
      <Nobody at={[60, 36]} />
    </>
  ),
} satisfies Record<string, ReactNode>;

export type Drawn = keyof typeof DRAWINGS;

/** Decoration beside words that say the same. */
export const Drawing = ({ of }: { of: Drawn }) => (
  <svg aria-hidden="true" viewBox="0 0 120 72" width={120} height={72}>
    {DRAWINGS[of]}
  </svg>
);
