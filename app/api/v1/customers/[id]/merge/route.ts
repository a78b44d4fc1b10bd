import { mergeByHand } from "@/lib/customers/merging";
import { MergeCustomers, Merged } from "@/lib/customers/schema";
import { route } from "@/lib/web/route";

export const POST = route({
  summary: "Makes one customer of two: another becomes part of this one. It can be undone.",
  grant: "customers:write",
  input: MergeCustomers,
  output: Merged,
  status: 201,
  handle: mergeByHand,
});
