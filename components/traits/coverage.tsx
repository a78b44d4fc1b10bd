import type { Coverage as Shown } from "@/lib/traits/schema";

const NUMBER = new Intl.NumberFormat("en");

/** How many of how many: "1,284 of 10,312 people", with ≈ where it was estimated. Never a share alone. */
export function Coverage({ customers, of, estimated }: Shown) {
  const words = estimated && customers === 0 ? "Few" : `${estimated ? "≈ " : ""}${NUMBER.format(customers)}`;
  return <span className="whitespace-nowrap tabular-nums">{`${words} of ${NUMBER.format(of)} ${of === 1 ? "person" : "people"}`}</span>;
}
