import "server-only";
import type { Segment } from "@/db/schema";
import type { Scope } from "@/lib/scope";
import type { SegmentCustomer } from "@/lib/segments/queries";
import { tagsIn } from "@/lib/segments/interests";
import { SegmentRule, ShownSegment, ShownSegmentCustomer } from "@/lib/segments/schema";
import { storedSentence, type TagNames } from "@/lib/segments/sentence/schema";
import { namesOfTags } from "@/lib/tags/names";
import { told } from "@/lib/told";

/** A segment as the API shows it. */
export const shownSegment = async (scope: Scope, segment: Segment): Promise<ShownSegment> => (await shownSegments(scope, [segment]))[0]!;

/** The same of many. */
export async function shownSegments(scope: Scope, segments: readonly Segment[]): Promise<ShownSegment[]> {
  const tags = await tagNamesIn(scope, segments);
  return segments.map((segment) => {
    const sentence = storedSentence(segment.rule, tags);
    return told(ShownSegment, { ...segment, sentence, customers: segment.size, upToDate: isFilled(segment) });
  });
}

function tagNamesIn(scope: Scope, segments: readonly Segment[]): Promise<TagNames> {
  const ids = segments.flatMap(({ rule }) => {
    const { success, data } = SegmentRule.safeParse(rule);
    return success ? tagsIn(data) : [];
  });
  return namesOfTags(scope, [...new Set(ids)]);
}

/** Whether its rule has been applied to everyone since it was last changed. */
export const isFilled = ({ version, filledVersion }: Segment): boolean => version === filledVersion;

export const shownSegmentCustomer = (customer: SegmentCustomer) => told(ShownSegmentCustomer, customer);

/** Segments as rows of the list. */
export async function listedSegments(scope: Scope, segments: readonly Segment[]) {
  const tags = await tagNamesIn(scope, segments);
  return segments.map((segment) => ({
    id: segment.id,
    name: segment.name,
    description: segment.description,
    sentence: storedSentence(segment.rule, tags),
    customers: segment.size,
    filled: isFilled(segment),
  }));
}
