import { chance, pick, pickEarly, type Random } from "@/lib/sample/random";

/** How many the shop has unless somebody wants another number. More are people who signed up long ago and have not been back. */
export const PEOPLE = 2_000;
const DAY = 24 * 60 * 60_000;
/** How many of a hundred signed up within the days that are told, of those who come back. */
const RECENT = 20;

export type Place = { city: string; country: string; timeZone: string; locale: string };
export type Person = {
  userId: string;
  firstName: string;
  lastName: string;
  email: string;
  place: Place;
  userAgent: string;
  signedUpAt: number;
  /** How often somebody comes back: 0 hardly ever, 1 every few days. */
  zeal: number;
  /** From when on nothing is heard of them. */
  leavesAt: number;
  newsletter: boolean;
  plan: "single" | "monthly" | "wholesale";
  roast: string;
};

/** Where most of them are comes first. */
const PLACES = `Berlin DE Europe/Berlin de-DE, Hamburg DE Europe/Berlin de-DE, Munich DE Europe/Berlin de-DE, Vienna AT Europe/Vienna de-AT,
  Amsterdam NL Europe/Amsterdam nl-NL, Zurich CH Europe/Zurich de-CH, Paris FR Europe/Paris fr-FR, Copenhagen DK Europe/Copenhagen da-DK,
  London GB Europe/London en-GB, Milan IT Europe/Rome it-IT, Lisbon PT Europe/Lisbon pt-PT, Warsaw PL Europe/Warsaw pl-PL,
  New York US America/New_York en-US`
  .split(/,\s+/)
  .map((told) => /^(?<city>.+) (?<country>\S+) (?<timeZone>\S+) (?<locale>\S+)$/.exec(told)?.groups as Place);

const FIRST =
  "Emma Noah Mia Leon Hannah Paul Lena Finn Clara Jonas Marie Luca Sophie Elias Ida Felix Lea Oskar Anna Theo Nora Emil Frida Anton Julia Max Greta Ben Eva Louis Alma Hugo Lotte Milan Sara Jakob Camille Mateo Ingrid Lars Chiara Marco Zofia Jan Beatriz Tiago Saskia Daan Amelia Oliver";
const LAST =
  "Weber Schmidt Fischer Becker Hoffmann Wagner Koch Richter Klein Wolf Neumann Schwarz Braun Krüger Hartmann Lange Vogel Keller Frank Berger Winkler Huber Gruber Moser Steiner Jansen Bakker Visser Smit Meijer Dubois Laurent Moreau Girard Hansen Nielsen Larsen Rossi Ferrari Conti Silva Costa Kowalski Nowak Taylor Clarke Evans Murphy Bennett Sullivan";
const [FIRSTS, LASTS] = [FIRST.split(" "), LAST.split(" ")];
const ROASTS = ["light", "medium", "dark", "decaf"];
const BROWSERS = [
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1",
  "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36",
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15",
  "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0",
];

/** The customers of the shop, those who came first at the beginning. `start` and `now` (ms) are the days that are told. */
export function peopleOf(random: Random, count: number, start: number, now: number): Person[] {
  const [before, gone] = [count - Math.round((Math.min(count, PEOPLE) * RECENT) / 100), count - PEOPLE];
  const people = Array.from({ length: count }, (_, n) => {
    const [firstName, lastName] = [pick(random, FIRSTS), pick(random, LASTS)];
    const signedUpAt = n < before ? start - DAY * (1 + 600 * random() ** 1.6) : start + (now - start) * random() ** 0.75;
    const zeal = random() ** 3;
    return { firstName, lastName, signedUpAt, zeal, ...habitsOf(random, start, now), ...(n < gone && { leavesAt: start }) };
  });
  people.sort((a, b) => a.signedUpAt - b.signedUpAt);
  return people.map((person, n) => ({ ...person, userId: `shop_${1_001 + n}`, email: addressOf(person, n) }));
}

function habitsOf(random: Random, start: number, now: number) {
  return {
    place: pickEarly(random, PLACES),
    userAgent: pickEarly(random, BROWSERS),
    leavesAt: chance(random, 0.3) ? start + (now - start) * random() * 0.8 : Number.POSITIVE_INFINITY,
    newsletter: chance(random, 0.23),
    plan: chance(random, 0.18) ? ("monthly" as const) : chance(random, 0.04) ? ("wholesale" as const) : ("single" as const),
    roast: pickEarly(random, ROASTS),
  };
}

/** Everybody has their own, at a domain that is nobody's. */
const addressOf = ({ firstName, lastName }: Pick<Person, "firstName" | "lastName">, n: number) =>
  `${plain(firstName)}.${plain(lastName)}.${1_001 + n}@example.com`;

const plain = (name: string) => name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
