import { CustomerRef } from "@/lib/customers/schema";
import { ShownCustomerTags, TagOneCustomer, UntagOneCustomer } from "@/lib/tags/schema";
import { changeTag, tagsOfCustomer } from "@/lib/tags/tagging";
import { route } from "@/lib/web/route";

export const GET = route({
  summary: "Lists the tags of a customer by name.",
  grant: "customers:read",
  input: CustomerRef,
  output: ShownCustomerTags,
  handle: async (scope, { id }) => ({ tags: await tagsOfCustomer(scope, id) }),
});

export const POST = route({
  summary: "Puts a tag on a customer and answers all of theirs. A tag of this name is made if there is none.",
  grant: "customers:write",
  input: TagOneCustomer,
  output: ShownCustomerTags,
  handle: async (scope, { id, name }) => ({ tags: await changeTag(scope, id, name, true) }),
});

export const DELETE = route({
  summary: "Takes the tag of this name off a customer and answers those that are left.",
  grant: "customers:write",
  input: UntagOneCustomer,
  output: ShownCustomerTags,
  handle: async (scope, { id, name }) => ({ tags: await changeTag(scope, id, name, false) }),
});
