type Bar = { label: string; count: number };
type Props = { label: string; bars: readonly Bar[]; unit: string };

const HEIGHT = 96;
const NUMBER = new Intl.NumberFormat("en");

/** Counts beside each other, drawn on the server: the tallest fills the height. Whoever does not see it reads the same as a table. */
export function Bars({ label, bars, unit }: Props) {
  const most = Math.max(0, ...bars.map(({ count }) => count));
  const heightOf = (count: number) => (count === 0 ? 0 : Math.max(2, (count / most) * HEIGHT));
  return (
    <figure className="m-0">
      <svg
        aria-hidden
        viewBox={`0 0 ${bars.length * 10} ${HEIGHT + 1}`}
        preserveAspectRatio="none"
        className="h-24 w-full border-line border-b text-soft"
      >
        {bars.map(({ label, count }, i) => (
          <rect key={label} x={i * 10 + 1} y={HEIGHT - heightOf(count)} width={8} height={heightOf(count)} fill="currentColor">
            <title>{`${label}: ${NUMBER.format(count)}`}</title>
          </rect>
        ))}
      </svg>
      <figcaption className="mt-1 flex justify-between text-soft text-xs">
        <span>{bars[0]?.label}</span>
        {most > 0 && <span>{`the highest: ${NUMBER.format(most)} ${unit}`}</span>}
        <span>{bars.at(-1)?.label}</span>
      </figcaption>
      <table className="sr-only">
        <caption>{label}</caption>
        <tbody>
          {bars.map(({ label, count }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{NUMBER.format(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
