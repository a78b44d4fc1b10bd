/** What else is asked of a list goes along with a form that asks one thing more. */
export const Kept = ({ of }: { of: Readonly<Record<string, string | undefined>> }) =>
  Object.entries(of).map(([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />);
