import type { Coverage as Shown } from "@/lib/traits/schema";

const NUMBER = new Intl.NumberFormat("en");

const counted = ({ customers, estimated }: Shown) =>
  estimated && customers === 0 ? "Few" : `${estimated ? "≈ " : ""}${NUMBER.format(customers)}`;
const everybody = (of: number) => `of ${NUMBER.format(of)} ${of === 1 ? "person" : "people"}`;

/** The same as a figure with what it is out of. */
export const knownOf = (coverage: Shown) => ({ value: counted(coverage), hint: everybody(coverage.of) });

/** How many of how many: "1,284 of 10,312 people", with ≈ where it was estimated. Never a share alone. */
export const Coverage = (coverage: Shown) => <span className="whitespace-nowrap">{`${counted(coverage)} ${everybody(coverage.of)}`}</span>;
