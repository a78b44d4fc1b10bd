import { chance, pickEarly, type Random, weighted } from "@/lib/sample/random";

export const SHOP = "https://shop.example.com";

export type Good = { product_id: string; name: string; category: string; price: number; path: string };
export type Line = Pick<Good, "product_id" | "name" | "price"> & { quantity: number };

const good = (product_id: string, name: string, category: string, price: number): Good => ({
  ...{ product_id, name, category, price },
  path: `/${category}/${name.toLowerCase().replaceAll(" ", "-")}`,
});

/** What is sold, the favourites first. Prices are euros. */
const GOODS = [
  good("C-101", "House Espresso 500 g", "coffee", 13.9),
  good("C-102", "Ethiopia Guji 250 g", "coffee", 12.5),
  good("C-103", "Colombia Huila 500 g", "coffee", 16.9),
  good("C-104", "Brazil Cerrado 1 kg", "coffee", 24.9),
  good("C-105", "Decaf Mexico 250 g", "coffee", 11.9),
  good("B-201", "Filter Papers", "brewing", 5.9),
  good("B-202", "Pour Over Kettle", "brewing", 59),
  good("B-203", "Hand Grinder", "brewing", 89),
  good("B-204", "Glass Server", "brewing", 29.5),
  good("T-301", "Stoneware Cup", "table", 18),
];

export const someGood = (random: Random): Good => pickEarly(random, GOODS);

/** What somebody puts into a cart who looked at this. Who buys for a café buys more. */
export function cartOf(random: Random, looked: Good, wholesale: boolean): Line[] {
  const more = [...(chance(random, 0.4) ? [someGood(random)] : []), ...(chance(random, 0.15) ? [someGood(random)] : [])];
  const goods = [looked, ...more.filter(({ product_id }) => product_id !== looked.product_id)];
  const once = goods.filter(({ product_id }, n) => goods.findIndex((other) => other.product_id === product_id) === n);
  return once.map(({ product_id, name, price }) => ({ product_id, name, price, quantity: amount(random, wholesale) }));
}

const amount = (random: Random, wholesale: boolean) => 1 + weighted(random, wholesale ? [1, 2, 3, 3, 2, 2] : [14, 4, 1]);

/** Cents, so that sums are exact. */
export const centsOf = (lines: readonly Line[]): number =>
  lines.reduce((sum, { price, quantity }) => sum + Math.round(price * 100) * quantity, 0);
