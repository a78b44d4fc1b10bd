const DOTS = [0, 1, 2, 3, 4, 5, 6, 7, 8];
const LIT = 4;

/** Nine dots for the nine nouns, one of them lit: a person. */
export const Mark = () => (
  <svg viewBox="0 0 24 24" width="28" height="28" role="img" aria-label="CrowdPower">
    {DOTS.map((dot) => {
      const [cx, cy] = [4 + (dot % 3) * 8, 4 + Math.floor(dot / 3) * 8];
      return dot === LIT ? (
        <circle key={dot} cx={cx} cy={cy} r="3" className="fill-people" />
      ) : (
        <circle key={dot} cx={cx} cy={cy} r="2" className="fill-none stroke-edge" />
      );
    })}
  </svg>
);
