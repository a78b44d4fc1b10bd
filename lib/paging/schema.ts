import { z } from "zod";

/** What every list of the API takes: a search text, how many, and where the last page ended. */
export const ListInput = z.object({
  q: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(200).optional(),
});

/** The same of a list that is not searched: it says so, so that nobody takes all of it for what they looked for. */
export const UnsearchedInput = ListInput.extend({ q: z.never("This list is not searched. Leave out q.").optional() });

/** What every list of the API answers. `next_cursor` is null on the last page. */
export const listOf = <S extends z.ZodType>(item: S) => z.object({ data: z.array(item), next_cursor: z.string().nullable() });
