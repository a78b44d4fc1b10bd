const PLACES = [3, 8, 13];

/** Nine dots, one lit: one for each noun of the product, and the person they are about. */
export const Mark = ({ size = 16 }: { size?: number }) => (
  <svg viewBox="0 0 16 16" width={size} height={size} aria-hidden className="shrink-0">
    {PLACES.flatMap((x) =>
      PLACES.map((y) => {
        const lit = x === 8 && y === 8;
        return <circle key={`${x} ${y}`} cx={x} cy={y} r={lit ? 2.25 : 1.5} className={lit ? "fill-people" : "fill-ink"} />;
      }),
    )}
  </svg>
);
