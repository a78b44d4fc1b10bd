import { expect } from "vitest";
import { createFromGallery, readyFlows } from "@/lib/automations/gallery";
import { goLive } from "@/lib/automations/going-live";
import { problemsOf } from "@/lib/automations/problems";
import { Flow, READY_FLOW_KEYS } from "@/lib/automations/schema";
import { READY_FLOWS } from "@/lib/automations/ready";
import { listTemplates } from "@/lib/templates/queries";
import { listSegments } from "@/lib/segments/queries";
import { as, test } from "../../support/test";

test("every ready-made flow has its place in the gallery", () => {
  expect(READY_FLOWS.map(({ key }) => key)).toEqual([...READY_FLOW_KEYS]);
  expect(new Set(readyFlows().map(({ name }) => name)).size).toBe(READY_FLOW_KEYS.length);
});

test.for(READY_FLOW_KEYS)(
  "“%s” opens as a draft that lacks nothing, with templates of its own, and goes live as it is",
  async (key, { scope }) => {
    const { id, draft, status } = await createFromGallery(scope, { key, name: "Mine" });
    expect(status).toBe("draft");
    expect(Flow.parse(draft)).toEqual(draft);
    expect(await problemsOf(scope, draft)).toEqual([]);
    const { emails, segment } = READY_FLOWS.find((flow) => flow.key === key)!;
    expect((await listTemplates(scope, { limit: 50 })).items).toHaveLength(emails.length);
    expect((await listSegments(scope, { limit: 50 })).items).toHaveLength(segment ? 1 : 0);
    expect(await goLive(scope, id)).toMatchObject({ status: "live", liveVersion: 1 });
  },
);

test("a second one has templates of its own too, and shares the segment", async ({ scope }) => {
  await createFromGallery(scope, { key: "win-back", name: "One" });
  await createFromGallery(scope, { key: "win-back", name: "Two" });
  expect((await listTemplates(scope, { limit: 50 })).items.map(({ name }) => name)).toEqual(["Win-back", "Win-back 2"]);
  expect((await listSegments(scope, { limit: 50 })).items).toHaveLength(1);
});

test("a name that is taken makes nothing at all; a viewer makes none", async ({ scope }) => {
  await createFromGallery(scope, { key: "onboarding", name: "One" });
  await expect(createFromGallery(scope, { key: "abandoned-cart", name: "One" })).rejects.toMatchObject({ code: "CONFLICT" });
  expect((await listTemplates(scope, { limit: 50 })).items.map(({ name }) => name)).not.toContain("Abandoned cart");
  expect(() => createFromGallery(as(scope, { type: "user", userId: "usr_v", role: "viewer" }), { key: "onboarding", name: "x" })).toThrow(
    /permission/,
  );
});
