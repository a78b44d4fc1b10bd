import { beats, type Claim, type Claimed, isUnclaimed, keyOf, type Name, type NameKey } from "@/lib/customers/claims";
import type { KnownName } from "@/lib/customers/names";
import { UNCLAIMED } from "@/lib/customers/schema";

/** A name while calls are being placed: `customerId` is where it was (null: nowhere yet), `reclaimed` that a better claim came. */
export type Member = {
  name: Name;
  customerId: number | null;
  claim: Omit<Claim, "claimant"> & { claimant: Name | null };
  byHand: Name | null;
  wasRoot: boolean;
  reclaimed: boolean;
};

export type LostClaim = { name: Name; claimant: Name };

const placeOf = (customerId: number) => `customer ${customerId}`;

/**
 * Names and who claims them. Emails hang under anonymous or user ids, anonymous ids under user ids, and user ids that were told to be
 * one person are united: whatever hangs together is one customer. A name that a person put somewhere stays there, whatever is claimed. What it answers depends on the set of claims, never on their order.
 */
export class Family {
  readonly members = new Map<NameKey, Member>();
  readonly #lost: LostClaim[] = [];
  readonly #united = new Map<string, string>();

  know({ name, customerId, claim, byHand }: KnownName) {
    const key = keyOf(name);
    if (this.members.has(key)) return;
    this.members.set(key, { name, customerId, claim, byHand, wasRoot: isUnclaimed(claim) && !byHand, reclaimed: false });
    if (name.kind === "user_id") this.#unite(key, placeOf(customerId));
  }

  meet(name: Name, at: number, callId: string) {
    if (this.members.has(keyOf(name))) return;
    const claim = { claimant: null, standing: UNCLAIMED, at, callId };
    this.members.set(keyOf(name), { name, customerId: null, claim, byHand: null, wasRoot: false, reclaimed: false });
  }

  claim({ name, claim }: Claimed) {
    const member = this.members.get(keyOf(name))!;
    const before = member.claim.claimant;
    const isSame = before !== null && keyOf(before) === keyOf(claim.claimant);
    const wins = beats(claim, member.claim);
    if (member.byHand) this.#lost.push({ name, claimant: claim.claimant });
    else if (before && !isSame) this.#lost.push({ name, claimant: wins ? before : claim.claimant });
    if (!wins) return;
    member.claim = claim;
    member.reclaimed = true;
  }

  /** Two user ids are one person, if both are known as user ids. */
  alias(previousId: string, userId: string) {
    const [a, b] = [keyOf({ kind: "user_id", value: previousId }), keyOf({ kind: "user_id", value: userId })];
    if (this.members.has(a) && this.members.has(b)) this.#unite(a, b);
  }

  /** When all claims are in: whoever stood alone and is claimed now brings along everything that hung under them. */
  settle() {
    for (const member of this.members.values()) {
      if (member.wasRoot && member.reclaimed && member.customerId !== null) this.#unite(placeOf(member.customerId), this.rootOf(member));
    }
  }

  /** What stands for the whole person: two names are one customer exactly if their roots are the same. */
  rootOf(member: Member): string {
    const { name, customerId } = member;
    if (name.kind === "user_id") return this.#find(keyOf(name));
    const above = this.#above(member);
    if (above && this.#moves(member)) return this.rootOf(above);
    return this.#find(customerId === null ? keyOf(name) : placeOf(customerId));
  }

  #above({ claim, byHand }: Member): Member | undefined {
    const name = byHand ?? claim.claimant;
    return name ? this.members.get(keyOf(name)) : undefined;
  }

  /** Whether a name goes elsewhere, by a better claim to itself or to what it hangs under. */
  #moves(member: Member): boolean {
    if (member.reclaimed && !member.byHand) return true;
    const above = this.#above(member);
    return above !== undefined && this.#moves(above);
  }

  rootOfCustomer = (customerId: number): string => this.#find(placeOf(customerId));

  /** Claims to a name that another holds. */
  lostClaims(): LostClaim[] {
    return this.#lost.filter(({ name, claimant }) => {
      const { byHand, claim } = this.members.get(keyOf(name))!;
      return byHand !== null || keyOf(claim.claimant!) !== keyOf(claimant);
    });
  }

  #unite(a: string, b: string) {
    const [x, y] = [this.#find(a), this.#find(b)];
    if (x !== y) this.#united.set(y, x);
  }

  #find(key: string): string {
    let root = key;
    for (let next = this.#united.get(root); next !== undefined; next = this.#united.get(root)) root = next;
    return root;
  }
}
