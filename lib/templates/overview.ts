import "server-only";
import { may, type Scope } from "@/lib/scope";
import { testRecipients } from "@/lib/messages/test-send";
import { ruleCatalogue } from "@/lib/segments/catalogue";
import { starters } from "@/lib/templates/gallery";
import { exampleSubjects } from "@/lib/templates/preview";
import { getTemplate, listTemplates } from "@/lib/templates/queries";
import { listedTemplate, listedVersion } from "@/lib/templates/shown";
import { usageOf } from "@/lib/templates/usage";
import { compareVersions, listVersions, namesOf } from "@/lib/templates/versions";

/** Templates of one's own that a new one may be a copy of. */
const MOST_OWN = 100;

/** What a new template may start from: ours, one's own, or nothing. */
export async function openGallery(scope: Scope) {
  const { items } = await listTemplates(scope, { limit: MOST_OWN });
  const own = items.map(({ id, name, isDefault }) => ({ id, name, isDefault }));
  return { starters: starters(), own, mayEdit: may(scope.actor, "templates:write") };
}

/** The list of templates. */
export async function openTemplates(scope: Scope, asked: { q?: string | undefined; cursor?: string | undefined }) {
  const { items, nextCursor } = await listTemplates(scope, { ...asked, limit: 50 });
  const templates = await exampleSubjects(scope, items.map(listedTemplate));
  return { templates, nextCursor, now: scope.clock.now(), mayEdit: may(scope.actor, "templates:write") };
}

/** One template where it is written: its draft, what sends it, what it may speak of and whom a test may go to. */
export async function openTemplate(scope: Scope, id: string) {
  const template = await getTemplate(scope, id);
  const [catalogue, usage, members] = await Promise.all([ruleCatalogue(scope), usageOf(scope, id), testRecipients(scope)]);
  return {
    template: { ...listedTemplate(template), design: template.draft, revision: template.revision },
    traits: catalogue.traits.map(({ key }) => key),
    ...{ usage, members },
    mayEdit: may(scope.actor, "templates:write"),
  };
}

/** The history of a template, and what one version of it changed. */
export async function openHistory(scope: Scope, id: string, asked: { version?: number | undefined; cursor?: string | undefined }) {
  const template = await getTemplate(scope, id);
  const { items, nextCursor } = await listVersions(scope, { id, limit: 25, cursor: asked.cursor });
  const names = await namesOf(scope, items);
  const version = asked.version ?? items[0]?.version;
  return {
    template: { id, name: template.name, edited: listedTemplate(template).edited },
    versions: items.map((item) => listedVersion(item, names, template.currentVersion)),
    nextCursor,
    comparison: version === undefined ? null : await compareVersions(scope, { id, version }),
    now: scope.clock.now(),
    mayEdit: may(scope.actor, "templates:write"),
  };
}
