type Count = { count: number; orMore: boolean };
type Props = { total: Count; tagged: { customers: number; orMore: boolean } | null; q: string | undefined };

/** Of how many a list of customers is: with a tag of those who have it, of all. What a search finds is not counted, so it says what was asked. */
export function HowMany({ total, tagged, q }: Props) {
  const all = `${inWords(total)} ${total.count === 1 ? "person" : "people"}`;
  if (tagged) return `${inWords({ count: tagged.customers, orMore: tagged.orMore })} of ${all}`;
  return q ? `People whose email, name or id begins with “${q}”` : all;
}

const inWords = ({ count, orMore }: Count) => `${count.toLocaleString("en")}${orMore ? " and more" : ""}`;
