import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { uuidOf } from "@/db/ids";
import { customers, customerTags } from "@/db/schema";
import type { TagCondition } from "@/lib/segments/schema";

/** Who has which tag, gathered while rules are compiled: one join for each tag, however many rules ask for it. */
export class CustomerTags {
  readonly #tags: string[] = [];

  constructor(private readonly projectId: number) {}

  /** Whether it is so of a customer. Never null. */
  condition({ tag, operator }: TagCondition): SQL {
    const has = sql.raw(`${this.#alias(tag)}.customer_id is`);
    return operator === "has" ? sql`(${has} not null)` : sql`(${has} null)`;
  }

  /** The joins that bring the tags to `customers`. A customer has a tag once, so none of them loses or repeats anybody. */
  joins(): SQL {
    return sql.join(
      this.#tags.map((tag) => {
        const of = sql.raw(this.#alias(tag));
        return sql`left join ${customerTags} ${of} on ${of}.project_id = ${this.projectId} and ${of}.tag_id = ${uuidOf("tag", tag)}::uuid
          and ${of}.customer_id = ${customers.id}`;
      }),
      sql` `,
    );
  }

  #alias(tag: string): string {
    const known = this.#tags.indexOf(tag);
    return `tagged_${known >= 0 ? known : this.#tags.push(tag) - 1}`;
  }
}
