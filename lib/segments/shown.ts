import "server-only";
import type { Segment } from "@/db/schema";
import type { SegmentCustomer } from "@/lib/segments/queries";
import type { ShownSegment, ShownSegmentCustomer } from "@/lib/segments/schema";
import { storedSentence } from "@/lib/segments/sentence";

/** A segment as the API shows it. */
export function shownSegment(segment: Segment): ShownSegment {
  return {
    id: segment.id,
    name: segment.name,
    description: segment.description,
    rule: segment.rule,
    sentence: storedSentence(segment.rule),
    customers: segment.size,
    up_to_date: isFilled(segment),
    created_at: segment.createdAt.toISOString(),
    updated_at: segment.updatedAt.toISOString(),
  };
}

/** Whether its rule has been applied to everyone since it was last changed. */
export const isFilled = ({ version, filledVersion }: Segment): boolean => version === filledVersion;

export const shownSegmentCustomer = ({ id, email, enteredAt }: SegmentCustomer): ShownSegmentCustomer => ({
  id,
  email,
  entered_at: enteredAt.toISOString(),
});

/** A segment as a row of the list. */
export const listedSegment = (segment: Segment) => ({
  id: segment.id,
  name: segment.name,
  sentence: storedSentence(segment.rule),
  customers: segment.size,
  filled: isFilled(segment),
});
